/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What to ask next: what something depends on, and nothing else. */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define FACTS(in) "<vocabulary>" in "</vocabulary>"
#define REST                                                                                                           \
    "<clocks><clock id='incident'/></clocks><places><place id='land'><place id='port'/><place id='hill'/></place></places>" \
    "<items><item id='need'/></items><purposes><purpose id='tell'/></purposes><parties><party id='child'/></parties>"  \
    "<services><service id='care'/><service id='tracing'/></services>"                                                 \
    "<groups><group id='mission'/><group id='civil'/><group id='ngo'/></groups>"                                       \
    "<roles><role id='adviser'/><role id='nurse'/><role id='doctor'/></roles>"
#define PEOPLE(more)                                                                                                   \
    "<actors><actor id='office' group='mission'/><actor id='ward' group='ngo'><plays role='nurse' at='land'/></actor>" \
    "<actor id='keeper' group='civil'><plays role='adviser' at='land'/></actor>" more "</actors>"
#define CARE(id, offer) "<actor id='" id "' group='ngo'><offers service='care' at='land'" offer "</actor>"
#define FREELY "<consent><rule id='all' effect='permit'/></consent>"
#define PATHS(in) "<pathways><pathway id='way'>" in "</pathway></pathways>"
#define IF(fact) "<when><test fact='" fact "'/></when>"
#define STEP(id, more, in) "<step id='" id "' service='care'" more ">" in "</step>"
#define FLAG(id, more) "<flag id='" id "'" more "/>"

static scene asked(const char *sections, const char *more) {
    scene s = scene_open(sections);
    scene_case_of(&s, "{'holder':'office','place':'port'%s%s}", *more ? "," : "", more);
    scene_ask(&s, NOW);
    return s;
}

static void expect_ask_at(const char *sections, const char *more, const char *facts, int line) {
    scene s = asked(sections, more);
    expect_list_at(&s, "ask", "fact", facts, line);
    scene_close(&s);
}

#define expect_ask(sections, more, facts) expect_ask_at((sections), (more), (facts), __LINE__)

static void ask__nothing_is_asked_where_nothing_depends_on_an_open_fact(void) {
    scene s = asked(FACTS(FLAG("a", "") FLAG("b", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY PATHS(STEP("s", " share='need'", "")), "");
    expect(&s, "ask", "[]");
    scene_close(&s);
}

static void ask__whether_a_step_or_an_advice_is_in_the_plan(void) {
    scene s = asked(FACTS(FLAG("a", "") FLAG("b", "") FLAG("c", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
                    PATHS(STEP("s", "", IF("a")) "<advice id='ad' kind='should'>" IF("b") "</advice>"), "");
    expect(&s, "ask", "[{'fact':'a','for':['s']},{'fact':'b'}]"); /* for no step */
    scene_close(&s);
}

static void ask__the_eligibility_of_the_first_candidate_and_of_no_other(void) {
    static const char two[] = FACTS(FLAG("a", "") FLAG("b", "")) REST
        PEOPLE(CARE("sure", " respond-within='P9D'/>") CARE("quick", ">" IF("a") "</offers>")) FREELY PATHS(STEP("s", "", ""));
    expect_ask(two, "", ""); /* the certain one comes first */
    expect_ask(two, "'avoid':['sure']", "a");
}

static void ask__the_decisions_on_the_items_of_the_first_candidate(void) {
    scene s = asked(FACTS(FLAG("a", "") FLAG("b", "")) REST PEOPLE(CARE("clinic", "/>") CARE("other", " respond-within='P1D'/>"))
                    "<consent><rule id='x' effect='forbid'><when><test fact='a'/><test fact='recipient' in='clinic'/></when></rule>"
                    "<rule id='y' effect='forbid'><when><test fact='b'/><test fact='recipient' in='other'/></when></rule>"
                    "<rule id='p' effect='permit'/></consent>" PATHS(STEP("s", " share='need'", "")), "");
    expect(&s, "ask", "[{'fact':'a','for':['s']}]");
    scene_close(&s);
}

static void ask__the_decisions_of_its_gatekeepers(void) {
    expect_ask(FACTS(FLAG("a", "")) REST PEOPLE(CARE("clinic", "/>"))
               "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>"
               "<consent><rule id='x' effect='forbid'><when><test fact='a'/><test fact='recipient' in='keeper'/></when></rule>"
               "<rule id='p' effect='permit'/></consent>" PATHS(STEP("s", " share='need'", "")), "", "a");
}

static void ask__whether_the_path_is_direct(void) {
    static const char sections[] = FACTS(FLAG("a", "") FLAG("b", "")) REST PEOPLE(CARE("clinic", "/>"))
        "<coordination><interface id='i' from='mission' to='ngo' through='adviser'><unless><test fact='a'/></unless></interface></coordination>"
        FREELY PATHS(STEP("s", "", ""));
    expect_ask(sections, "", "a");
    expect_ask(sections, "'facts':{'a':false}", "");
}

static void ask__the_place_where_the_path_depends_on_it(void) {
    static const char sections[] = FACTS(FLAG("a", "")) REST
        "<actors><actor id='office' group='mission'/><actor id='p' group='civil'><plays role='adviser' at='port'/></actor>"
        "<actor id='h' group='civil'><plays role='adviser' at='hill'/></actor>" CARE("clinic", "/>") "</actors>"
        "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>" FREELY PATHS(STEP("s", "", ""));
    scene s = scene_open(sections);
    scene_case(&s, "{'holder':'office'}");
    scene_ask(&s, NOW);
    expect(&s, "ask", "[{'fact':'place','for':['s']}]");
    scene_case(&s, "{'holder':'office','place':'hill'}");
    scene_ask(&s, NOW);
    expect(&s, "ask", "[]");
    scene_close(&s);
}

static void ask__times_and_ranks_alone_never_justify_a_question(void) {
    expect_ask(FACTS(FLAG("a", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
               PATHS(STEP("s", "", "<target within='P1D'>" IF("a") "</target><limit within='P1D' of='incident'>" IF("a") "</limit>"
                                   "<escalate to='adviser'>" IF("a") "</escalate>")), "'clocks':{'incident':'" NOW "'}", "");
}

static void ask__steps_done_or_closed_ask_nothing(void) {
    static const char sections[] = FACTS(FLAG("a", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
        PATHS(STEP("s", "", IF("a") "<limit within='PT1H' of='incident'/>"));
    expect_ask(sections, "", "a");
    expect_ask(sections, "'done':[{'step':'s','at':'2026-06-01T00:00:00Z','outcome':'served'}]", "");
    expect_ask(sections, "'clocks':{'incident':'2026-05-01'}", "");
}

/* -- the order ------------------------------------------------------------------------------------------------------------ */

static void ask__first_what_the_most_urgent_step_depends_on(void) {
    scene s = asked(FACTS(FLAG("a", "") FLAG("b", "") FLAG("c", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
                    PATHS("<step id='s' service='care'><when><test fact='a'/><test fact='c'/></when></step>"
                          "<step id='t' service='tracing'><target within='P1D'/><when><test fact='b'/><test fact='c'/></when></step>"),
                    "'clocks':{'report':'" NOW "'}");
    expect(&s, "ask", "[{'fact':'b','for':['t']},{'fact':'c','for':['t','s']},{'fact':'a','for':['s']}]");
    scene_close(&s);
}

static void ask__sensitive_last_within_a_step_then_in_the_order_of_the_vocabulary(void) {
    expect_ask(FACTS(FLAG("a", " sensitive='true'") FLAG("b", "") FLAG("c", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
               PATHS("<step id='s' service='care'><when><test fact='c'/><test fact='b'/><test fact='a'/></when></step>"), "", "b c a");
}

static void ask__what_every_value_is_satisfied_for_comes_after_all_others_of_its_step(void) {
    expect_ask(FACTS(FLAG("a", " if-open='every'") FLAG("b", " sensitive='true'") FLAG("c", "") FLAG("d", " if-open='every' sensitive='true'")) REST
               PEOPLE(CARE("clinic", "/>")) FREELY
               PATHS("<step id='s' service='care'><when><test fact='a'/><test fact='b'/><test fact='c'/><test fact='d'/></when></step>"), "", "c b a d");
}

static void ask__the_place_stands_after_the_vocabulary(void) {
    scene s = scene_open(FACTS(FLAG("a", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
                         PATHS("<step id='s' service='care'><when><test fact='place' in='port'/><test fact='a'/></when></step>"));
    scene_case(&s, "{'holder':'office'}");
    scene_ask(&s, NOW);
    expect_list(&s, "ask", "fact", "a place");
    scene_close(&s);
}

/* -- whom, and not again ------------------------------------------------------------------------------------------------------ */

static void ask__a_fact_that_others_may_ask_is_left_to_them(void) {
    static const char sections[] = FACTS(FLAG("a", " ask-by='nurse doctor'")) REST PEOPLE(CARE("clinic", "/>")) FREELY PATHS(STEP("s", "", IF("a")));
    scene s = asked(sections, "");
    expect(&s, "ask", "[{'fact':'a','by':'nurse','for':['s']}]");
    scene_case(&s, "{'holder':'ward','place':'port'}");
    scene_ask(&s, NOW);
    expect(&s, "ask", "[{'fact':'a','for':['s']}]");
    scene_close(&s);
}

static void ask__what_nobody_can_tell_is_not_asked_again(void) {
    expect_ask(FACTS(FLAG("a", "") FLAG("b", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY
               PATHS("<step id='s' service='care'><when><test fact='a'/><test fact='b'/></when></step>"), "'unknown':['a']", "b");
}

static void ask__terms_of_one_fact_are_gathered_at_the_first_step_that_asks_it(void) {
    scene s = asked(FACTS("<set id='concern'><term id='x'/><term id='y'/><term id='z'/></set>") REST PEOPLE(CARE("clinic", "/>")) FREELY
                    PATHS("<step id='s' service='care'><when><test fact='concern' in='z'/></when></step>"
                          "<step id='t' service='tracing'><when><test fact='concern' in='x'/></when></step>"), "");
    expect(&s, "ask", "[{'fact':'concern','terms':['x','z'],'for':['s','t']}]");
    scene_close(&s);
}

static void ask__a_plan_asks_the_same_and_leaves_the_key_out_where_there_is_nothing(void) {
    static const char sections[] = FACTS(FLAG("a", "")) REST PEOPLE(CARE("clinic", "/>")) FREELY PATHS(STEP("s", "", IF("a")));
    scene s = asked(sections, "");
    scene_plan(&s, NOW);
    expect(&s, "ask", "[{'fact':'a','for':['s']}]");
    scene_case(&s, "{'holder':'office','place':'port','facts':{'a':true}}");
    scene_plan(&s, NOW);
    expect(&s, "ask", "");
    scene_close(&s);
}

RP_SUITE(RP_TEST(ask__nothing_is_asked_where_nothing_depends_on_an_open_fact),
         RP_TEST(ask__whether_a_step_or_an_advice_is_in_the_plan),
         RP_TEST(ask__the_eligibility_of_the_first_candidate_and_of_no_other),
         RP_TEST(ask__the_decisions_on_the_items_of_the_first_candidate), RP_TEST(ask__the_decisions_of_its_gatekeepers),
         RP_TEST(ask__whether_the_path_is_direct), RP_TEST(ask__the_place_where_the_path_depends_on_it),
         RP_TEST(ask__times_and_ranks_alone_never_justify_a_question), RP_TEST(ask__steps_done_or_closed_ask_nothing),
         RP_TEST(ask__first_what_the_most_urgent_step_depends_on),
         RP_TEST(ask__sensitive_last_within_a_step_then_in_the_order_of_the_vocabulary),
         RP_TEST(ask__what_every_value_is_satisfied_for_comes_after_all_others_of_its_step),
         RP_TEST(ask__the_place_stands_after_the_vocabulary), RP_TEST(ask__a_fact_that_others_may_ask_is_left_to_them),
         RP_TEST(ask__what_nobody_can_tell_is_not_asked_again),
         RP_TEST(ask__terms_of_one_fact_are_gathered_at_the_first_step_that_asks_it),
         RP_TEST(ask__a_plan_asks_the_same_and_leaves_the_key_out_where_there_is_nothing))
