/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The order of the steps, and the advice that goes with them. */
#include "decide/plan_world.h"

#define STEPS(in) PATHS(PATHWAY("p", in))
#define STEP(id, in) "<step id='" id "' purpose='monitoring'>" in "</step>"
#define CLOCKS "'clocks':{'report':'" NOW "','incident':'" NOW "','custody':'2026-05-01T00:00:00Z'}"

static void expect_order_at(const char *sections, const char *more, const char *order, int line) {
    scene s = planned(sections, more);
    expect_list_at(&s, "steps", "ids", order, line);
    scene_close(&s);
}

#define expect_order(sections, more, order) expect_order_at((sections), (more), (order), __LINE__)

static void order__the_earliest_of_target_and_open_limits_comes_first_none_last(void) {
    expect_order(STEPS(STEP("a", "") STEP("b", "<target within='P2D'/>") STEP("c", "<limit within='P1D' of='incident'/><target within='P9D'/>")),
                 CLOCKS, "c b a");
}

static void order__then_the_order_of_the_document(void) {
    expect_order(STEPS(STEP("b", "<target within='P1D'/>") STEP("a", "<target within='PT24H'/>") STEP("z", "") STEP("y", "")), CLOCKS, "b a z y");
}

static void order__what_a_step_comes_after_is_listed_before_it(void) {
    expect_order(STEPS("<step id='a' purpose='monitoring' after='b'><target within='PT1H'/></step>" STEP("b", "<target within='P9D'/>") STEP("c", "<target within='P1D'/>")),
                 CLOCKS, "c b a");
}

static void order__an_overdue_limit_that_is_past_counts_until_the_step_is_done(void) {
    static const char paths[] = STEPS(STEP("a", "<target within='P1D'/>") STEP("b", "<limit within='P1D' of='custody' then='overdue'/>"));
    expect_order(paths, CLOCKS, "b a");
    expect_order(paths, CLOCKS ",'done':[{'step':'b','at':'2026-06-01T00:00:00Z','outcome':'served'}]", "a b");
}

static void order__a_closed_limit_that_is_past_counts_no_more(void) {
    expect_order(STEPS(STEP("a", "<target within='P1D'/>") STEP("b", "<limit within='P1D' of='custody'/>")), CLOCKS, "a b");
}

static void order__limits_are_taken_from_the_earliest_moment_of_their_clock(void) {
    expect_order(STEPS(STEP("a", "<limit within='P2D' of='incident'/>") STEP("b", "<limit within='P3D' of='custody'/>")),
                 "'clocks':{'incident':'2026-06-01T08:00:00Z','custody':{'from':'2026-05-30','to':'2026-06-01'}}", "b a");
}

static void order__a_time_that_is_open_is_none(void) {
    expect_order(STEPS(STEP("a", "<target within='PT1H' of='custody'/>") STEP("b", "<target within='P9D'/>")), "'clocks':{'report':'" NOW "'}", "b a");
}

static void order__a_target_that_is_past_counts(void) {
    expect_order(STEPS(STEP("a", "<target within='P1D'/>") STEP("b", "<target within='P1D' of='custody'/>")), CLOCKS, "b a");
}

/* -- advice ------------------------------------------------------------------------------------------------------------- */

#define ADVICE(id, more, in) "<advice id='" id "' kind='must'" more ">" in "</advice>"

static void advice__certain_or_possible_and_marked_so(void) {
    scene s = planned(STEPS(ADVICE("a", "", IF("hurt")) ADVICE("b", "", IF("alone")) ADVICE("c", "", "")), "'facts':{'hurt':true}");
    expect(&s, "advice", "[{'id':'a','kind':'must','certainty':'certain'},"
                         "{'id':'b','kind':'must','certainty':'possible','facts':[{'fact':'alone'}]},{'id':'c','kind':'must','certainty':'certain'}]");
    plan_again(&s, "'facts':{'hurt':false,'alone':false}");
    expect_list(&s, "advice", "id", "c");
    scene_close(&s);
}

static void advice__of_a_pathway_holds_only_where_the_pathway_does(void) {
    scene s = planned(PATHS("<pathway id='p'>" IF("hurt") ADVICE("a", "", "") "</pathway>"), "");
    expect(&s, "advice/a/certainty", "possible");
    plan_again(&s, "'facts':{'hurt':false}");
    expect(&s, "advice", "");
    scene_close(&s);
}

static void advice__is_for_the_roles_the_holder_plays_or_for_all(void) {
    static const char sections[] =
        FACTS "<roles><role id='guard'>" ADVICE("in-role", "", "") "</role><role id='clerk'>" ADVICE("in-other", "", "") "</role></roles>"
              "<actors><actor id='office' group='mission'><plays role='guard' at='hill'/></actor></actors>" FREELY
              "<pathways>" PATHWAY("p", ADVICE("named", " role='judge guard'", "") ADVICE("not-named", " role='clerk judge'", "") ADVICE("everybody", "", "")) "</pathways>";
    scene s = planned(sections, "");
    expect_list(&s, "advice", "id", "in-role named everybody");
    scene_close(&s);
}

static void advice__has_its_citations(void) {
    scene s = planned("<sources><source id='one'/></sources>" STEPS(ADVICE("a", "", "<cite source='one' at='7' confirmed='2026-01-02' by='a specialist'/>")), "");
    expect(&s, "advice/a/cites", "[{'source':'one','at':'7','confirmed':'2026-01-02'}]");
    scene_close(&s);
}

RP_SUITE(RP_TEST(order__the_earliest_of_target_and_open_limits_comes_first_none_last),
         RP_TEST(order__then_the_order_of_the_document), RP_TEST(order__what_a_step_comes_after_is_listed_before_it),
         RP_TEST(order__an_overdue_limit_that_is_past_counts_until_the_step_is_done),
         RP_TEST(order__a_closed_limit_that_is_past_counts_no_more),
         RP_TEST(order__limits_are_taken_from_the_earliest_moment_of_their_clock),
         RP_TEST(order__a_time_that_is_open_is_none), RP_TEST(order__a_target_that_is_past_counts),
         RP_TEST(advice__certain_or_possible_and_marked_so),
         RP_TEST(advice__of_a_pathway_holds_only_where_the_pathway_does),
         RP_TEST(advice__is_for_the_roles_the_holder_plays_or_for_all), RP_TEST(advice__has_its_citations))
