/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a case leaves possible at the time of a question. */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define ADVICE(id, test) "<advice id='" id "' kind='should'><when>" test "</when></advice>"
#define WORLD                                                                                                         \
    "<vocabulary><number id='siblings' min='0' max='9'/>"                                                             \
    "<choice id='caregiver'><term id='supportive'/><term id='not'><term id='absent'/><term id='unsafe'/></term></choice>" \
    "<set id='concern'><term id='grave'><term id='killing'/><term id='abduction'/></term><term id='other'/></set>"    \
    "<flag id='danger'/><flag id='raised'><when><any><test fact='danger'/><test fact='siblings' min='5'/></any></when></flag>" \
    "<flag id='twice'><when><test fact='raised'/><test fact='caregiver' in='not'/></when></flag>"                     \
    "</vocabulary><clocks><clock id='incident'/></clocks>"                                                            \
    "<places><place id='land' time-zone='Africa/Lagos'><place id='port'/><place id='north'><place id='camp'/><place id='town'/></place></place>" \
    "</places><groups><group id='g'/></groups><actors><actor id='us' group='g'/></actors>"                            \
    "<pathways><pathway id='p'>"                                                                                      \
    ADVICE("port", "<test fact='place' in='port'/>") ADVICE("camp", "<test fact='place' in='camp'/>")                 \
    ADVICE("north", "<test fact='place' in='north'/>")                                                                \
    ADVICE("not", "<test fact='caregiver' in='not'/>") ADVICE("absent", "<test fact='caregiver' in='absent'/>")       \
    ADVICE("grave", "<test fact='concern' in='grave'/>") ADVICE("killing", "<test fact='concern' in='killing'/>")     \
    ADVICE("danger", "<test fact='danger'/>") ADVICE("raised", "<test fact='raised'/>") ADVICE("twice", "<test fact='twice'/>") \
    ADVICE("many", "<test fact='siblings' min='5'/>")                                                                 \
    "</pathway></pathways>"

/* Whether a condition is "certain", "possible", or "" where it is impossible. */
static void expect_truth_at(const char *rest, const char *advice, const char *truth, int line) {
    scene s = scene_open(WORLD);
    char path[64];
    snprintf(path, sizeof path, "advice/%s/certainty", advice);
    scene_case_of(&s, "{'holder':'us'%s%s}", *rest ? "," : "", rest);
    scene_plan(&s, NOW);
    expect_at(&s, path, truth, line);
    scene_close(&s);
}

#define expect_truth(rest, advice, truth) expect_truth_at((rest), (advice), (truth), __LINE__)

static void facts__knowing_only_the_province_leaves_its_districts_open(void) {
    expect_truth("", "port", "possible");
    expect_truth("'place':'north'", "port", "");
    expect_truth("'place':'north'", "camp", "possible");
    expect_truth("'place':'north'", "north", "certain");
    expect_truth("'place':'camp'", "camp", "certain");
    expect_truth("'place':'land'", "north", "possible");
}

static void facts__a_term_with_parts_stands_for_all_of_them(void) {
    expect_truth("'facts':{'caregiver':'not'}", "not", "certain");
    expect_truth("'facts':{'caregiver':'not'}", "absent", "possible");
    expect_truth("'facts':{'caregiver':'absent'}", "not", "certain");
    expect_truth("'facts':{'caregiver':['supportive','absent']}", "not", "possible");
    expect_truth("'facts':{'caregiver':'supportive'}", "not", "");
}

static void facts__yes_for_a_term_is_yes_for_those_it_stands_in(void) {
    expect_truth("'facts':{'concern':{'yes':['killing']}}", "grave", "certain");
    expect_truth("'facts':{'concern':{'yes':['grave']}}", "killing", "possible");
}

static void facts__no_for_a_term_is_no_for_those_under_it(void) {
    expect_truth("'facts':{'concern':{'no':['grave']}}", "killing", "");
    expect_truth("'facts':{'concern':{'no':['killing']}}", "grave", "possible");
}

static void facts__a_plain_list_is_complete_and_the_map_leaves_the_rest_open(void) {
    expect_truth("'facts':{'concern':['other']}", "grave", "");
    expect_truth("'facts':{'concern':['grave']}", "killing", "");
    expect_truth("'facts':{'concern':[]}", "grave", "");
    expect_truth("'facts':{'concern':{'yes':['other']}}", "grave", "possible");
}

static void facts__a_derived_flag_is_true_where_its_condition_holds(void) {
    expect_truth("'facts':{'danger':true}", "raised", "certain");
    expect_truth("'facts':{'danger':false}", "raised", "possible");
    expect_truth("'facts':{'danger':false,'siblings':4}", "raised", "");
    expect_truth("'facts':{'danger':true,'caregiver':'unsafe'}", "twice", "certain");
    expect_truth("'facts':{'danger':true,'caregiver':'supportive'}", "twice", "");
}

static void facts__what_reads_a_derived_flag_depends_on_the_facts_it_reads(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{'holder':'us','facts':{'siblings':2}}");
    scene_plan(&s, NOW);
    expect(&s, "advice/twice/facts", "[{'fact':'caregiver'},{'fact':'danger'}]");
    expect_list(&s, "ask", "fact", "place caregiver concern danger");
    scene_close(&s);
}

static void facts__two_conditions_that_split_all_values_are_certain_together(void) {
    scene s = scene_open("<vocabulary><number id='n' min='0' max='9'/></vocabulary><groups><group id='g'/></groups>"
                         "<actors><actor id='us' group='g'/></actors><pathways><pathway id='p'>"
                         ADVICE("any", "<any><test fact='n' max='3'/><test fact='n' min='4'/></any>")
                         ADVICE("gap", "<any><test fact='n' max='3'/><test fact='n' min='5'/></any>")
                         ADVICE("none", "<test fact='n' max='3'/><test fact='n' min='4'/>") "</pathway></pathways>");
    scene_case(&s, "{'holder':'us'}");
    scene_plan(&s, NOW);
    expect(&s, "advice/any/certainty", "certain");
    expect(&s, "advice/gap/certainty", "possible");
    expect(&s, "advice/none", "");
    scene_case(&s, "{'holder':'us','facts':{'n':[1,2,8]}}");
    scene_plan(&s, NOW);
    expect(&s, "advice/gap/certainty", "certain");
    scene_close(&s);
}

/* -- clocks ---------------------------------------------------------------------------------------------------------- */

static void expect_clock(const char *clock, const char *at, bool good) {
    scene s = scene_open(WORLD);
    scene_case_of(&s, "{'holder':'us','clocks':{'incident':%s}}", clock);
    CU_ASSERT_EQUAL(refpath_case_check(s.c, moment_of(at), s.diags), good ? REFPATH_OK : REFPATH_INVALID_CASE);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), good ? 0 : 1);
    CU_ASSERT_EQUAL(scene_try_plan(&s, at), good ? REFPATH_OK : REFPATH_INVALID_CASE);
    if (!good) {
        refpath_problem problem;
        problem.size = sizeof problem;
        CU_ASSERT_PTR_NULL(s.answer);
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s.diags, 0, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.code, "case-clock-later");
        CU_ASSERT_STRING_EQUAL(problem.arguments[0].value, "clocks.incident");
    }
    scene_close(&s);
}

static void facts__a_clock_later_than_the_question_is_an_error(void) {
    expect_clock("'2026-06-01T12:00:00Z'", "2026-06-01T12:00:00Z", true);
    expect_clock("'2026-06-01T12:00:01Z'", "2026-06-01T12:00:00Z", false);
    expect_clock("'2027'", "2026-06-01T12:00:00Z", false);
    expect_clock("{'from':'2026-06-02','to':'2026-06-03'}", "2026-06-01T12:00:00Z", false);
}

static void facts__a_day_is_later_only_if_its_first_second_is_in_the_zone_of_the_place(void) {
    expect_clock("'2026-06-01'", "2026-05-31T22:59:59Z", false); /* midnight in Lagos is 23:00 UTC */
    expect_clock("'2026-06-01'", "2026-05-31T23:00:00Z", true);
    expect_clock("'2026'", "2026-06-01T12:00:00Z", true);
}

static void facts__all_clocks_that_are_later_are_told_at_once(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{'holder':'us','clocks':{'incident':'2027','report':'2028'}}");
    CU_ASSERT_EQUAL(refpath_case_check(s.c, moment_of(NOW), s.diags), REFPATH_INVALID_CASE);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 2);
    scene_close(&s);
}

RP_SUITE(RP_TEST(facts__knowing_only_the_province_leaves_its_districts_open),
         RP_TEST(facts__a_term_with_parts_stands_for_all_of_them),
         RP_TEST(facts__yes_for_a_term_is_yes_for_those_it_stands_in),
         RP_TEST(facts__no_for_a_term_is_no_for_those_under_it),
         RP_TEST(facts__a_plain_list_is_complete_and_the_map_leaves_the_rest_open),
         RP_TEST(facts__a_derived_flag_is_true_where_its_condition_holds),
         RP_TEST(facts__what_reads_a_derived_flag_depends_on_the_facts_it_reads),
         RP_TEST(facts__two_conditions_that_split_all_values_are_certain_together),
         RP_TEST(facts__a_clock_later_than_the_question_is_an_error),
         RP_TEST(facts__a_day_is_later_only_if_its_first_second_is_in_the_zone_of_the_place),
         RP_TEST(facts__all_clocks_that_are_later_are_told_at_once))
