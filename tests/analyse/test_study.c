/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a study may say; whatever else it says is an error that repeats nothing. */
#include "analyse/analysis_world.h"

#ifdef HAVE_JANSSON

#define COVERAGE REFPATH_ANALYSIS_COVERAGE
#define CARE PATHS("<step id='care' service='care'/><step id='home' service='shelter'/>")

static void expect_refused(const char *study, const char *problem) {
    scene s = scene_open(CARE);
    refpath_analysis_question q = {.analysis = COVERAGE};
    (void)try_analysis(&s, &q, study);
    if (s.status != REFPATH_INVALID_QUESTION) {
        printf("  %.60s\n", study);
    }
    CU_ASSERT_EQUAL(s.status, REFPATH_INVALID_QUESTION);
    CU_ASSERT_PTR_NULL(s.answer);
    expect_problem(&s, problem);
    scene_close(&s);
}

static void study__is_json_without_repeated_keys(void) {
    expect_refused("", "study-not-json -");
    expect_refused("{'kinds':", "study-not-json -");
    expect_refused("{'holder':'office','holder':'office'}", "study-duplicate-key -");
    expect_refused("[]", "case-wrong-type study");
    expect_refused("{'kinds':null}", "case-wrong-type kinds");
}

static void study__is_bounded(void) {
    static const char head[] = "{'kinds':[{'id':'";
    char *large = calloc(1, 16777300);
    CU_ASSERT_PTR_NOT_NULL_FATAL(large);
    memset(large, 'x', 16777290);
    memcpy(large, head, sizeof head - 1);
    expect_refused(large, "study-too-large 16777216");
    free(large);
    expect_refused("{'kinds':[[[[[[[[[]]]]]]]]]}", "study-too-deep 8");
}

static void study__has_no_key_that_the_analysis_does_not_read(void) {
    expect_refused("{'kind':[]}", "case-unknown-key key 1");
    expect_refused("{'places':['port'],'detail':true}", "case-unknown-key key 2");
    expect_refused("{'kinds':[{'id':'a','fact':{}}]}", "case-unknown-key kinds[0] key 2");
}

static void study__names_what_the_protocol_has(void) {
    expect_refused("{'places':['port','nowhere']}", "case-unknown-id places[1]");
    expect_refused("{'services':['mission']}", "case-unknown-id services[0]");
    expect_refused("{'holder':'nobody'}", "case-unknown-id holder");
    expect_refused("{'kinds':[{'id':'a','facts':{'height':3}}]}", "case-unknown-fact kinds[0].facts key 1");
    expect_refused("{'kinds':[{'id':'a','facts':{'age':21}}]}", "case-number-outside kinds[0].facts.age");
    expect_refused("{'kinds':[{'id':'a','when':'hurt'}]}", "case-unknown-fact kinds[0].when");
    expect_refused("{'kinds':[{'id':'a','before':{'war':'P1D'}}]}", "case-unknown-clock kinds[0].before key 1");
    expect_refused("{'weights':[{'place':'land','weight':3}]}", "case-unknown-id weights[0].place");
}

static void study__says_nothing_by_halves(void) {
    expect_refused("{'kinds':[]}", "case-empty kinds");
    expect_refused("{'places':[]}", "case-empty places");
    expect_refused("{'kinds':[{}]}", "case-missing-key kinds[0]");
    expect_refused("{'kinds':[{'id':''}]}", "case-bad-id kinds[0].id");
    expect_refused("{'kinds':[{'id':'a b'}]}", "case-bad-id kinds[0].id");
    expect_refused("{'kinds':[{'id':'a'},{'id':'a'}]}", "case-contradiction kinds[1].id");
    expect_refused("{'weights':[{'weight':3}]}", "case-missing-key weights[0]");
    expect_refused("{'weights':[{'place':'port'}]}", "case-missing-key weights[0]");
    expect_refused("{'weights':[{'place':'port','weight':-1}]}", "case-number-outside weights[0].weight");
}

static void study__times_are_moments_and_parts_of_a_week(void) {
    expect_refused("{'from':'2026-06-01'}", "case-bad-moment from");
    expect_refused("{'step-minutes':7.5}", "case-wrong-type step-minutes");
    expect_refused("{'step-minutes':0}", "study-step step-minutes");
    expect_refused("{'step-minutes':11}", "study-step step-minutes");
    expect_refused("{'kinds':[{'id':'a','before':{'incident':'yesterday'}}]}", "case-bad-word kinds[0].before.incident");
    expect_refused("{'kinds':[{'id':'a','before':{'report':'PT1H'}}]}", "case-bad-word kinds[0].before.report");
}

static void study__a_hidden_holder_is_not_there_for_others(void) {
    scene s = scene_open(CARE);
    refpath_analysis_question q = {.analysis = COVERAGE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'holder':'house'}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id holder");
    q.viewer = "office";
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'holder':'house'}"), REFPATH_OK);
    scene_close(&s);
}

static void study__places_and_services_stand_for_what_is_in_them(void) {
    scene s = scene_open(CARE);
    analysed(&s, COVERAGE, "{'kinds':[{'id':'a'}],'places':['land'],'services':['health']}");
    expect_list(&s, "tables/coverage/rows", "place", "hill port");
    expect_list(&s, "tables/coverage/rows", "service", "care care");
    analysed(&s, COVERAGE, "{'kinds':[{'id':'a'}],'places':['port'],'services':['care','shelter']}");
    expect_list(&s, "tables/coverage/rows", "service", "shelter care");
    scene_close(&s);
}

static void study__a_week_may_begin_at_any_moment(void) {
    scene s = scene_open(CARE);
    analysed(&s, COVERAGE, "{'from':'2026-06-10T06:30:00+02:00','step-minutes':30,'kinds':[{'id':'a'}]}");
    expect(&s, "from", "2026-06-10T04:30:00Z");
    expect(&s, "step-minutes", "30");
    scene_close(&s);
}

static void study__kinds_follow_what_the_protocol_knows_of_age_and_sex(void) {
    scene s = scene_open("<vocabulary><number id='age' min='3' max='8' unit='year'/></vocabulary><places><place id='here'/></places>"
                         "<services><service id='care'/></services><pathways><pathway id='way'>"
                         "<step id='care' service='care'/></pathway></pathways>");
    analysed(&s, COVERAGE, NULL);
    expect_list(&s, "tables/coverage/rows", "kind", "3-4 5-8");
    scene_close(&s);
    s = scene_open("<vocabulary><number id='age' min='0' max='90' unit='month'/></vocabulary><places><place id='here'/></places>"
                   "<services><service id='care'/></services><pathways><pathway id='way'>"
                   "<step id='care' service='care'/></pathway></pathways>");
    analysed(&s, COVERAGE, NULL);
    expect_list(&s, "tables/coverage/rows", "kind", "all");
    scene_close(&s);
}

RP_SUITE(RP_TEST(study__is_json_without_repeated_keys), RP_TEST(study__is_bounded),
         RP_TEST(study__has_no_key_that_the_analysis_does_not_read),
         RP_TEST(study__names_what_the_protocol_has), RP_TEST(study__says_nothing_by_halves),
         RP_TEST(study__times_are_moments_and_parts_of_a_week), RP_TEST(study__a_hidden_holder_is_not_there_for_others),
         RP_TEST(study__places_and_services_stand_for_what_is_in_them), RP_TEST(study__a_week_may_begin_at_any_moment),
         RP_TEST(study__kinds_follow_what_the_protocol_knows_of_age_and_sex))

#else

static void study__cannot_be_read_in_this_build(void) {
    scene s = scene_open(WORLD);
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_COVERAGE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{}"), REFPATH_UNSUPPORTED);
    scene_close(&s);
}

RP_SUITE(RP_TEST(study__cannot_be_read_in_this_build))

#endif
