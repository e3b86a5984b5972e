/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Coverage: what is due, who gives it, in time or not, counted over all cases. */
#include "analyse/rows.h"

#ifdef HAVE_JANSSON

#define COVERAGE REFPATH_ANALYSIS_COVERAGE
#define ALL "{'kinds':[{'id':'all'}]}"

static void coverage__a_service_that_everybody_has_is_covered(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, ALL);
    expect(&s, "analysis", "coverage");
    expect(&s, "now", NOW);
    expect(&s, "from", "2026-06-01T00:00:00Z");
    expect_row(&s, "coverage", "place=port service=care kind=all", "share", "1000000");
    expect_row(&s, "coverage", "place=port service=care kind=all", "cases", "1"); /* nothing tells one case from another */
    expect_row(&s, "coverage", "place=port service=care kind=all", "covered", "1");
    expect_row(&s, "coverage", "place=port service=care kind=all", "gap", "0");
    expect_row(&s, "coverage", "place=port service=care kind=all", "providers", "2");
    expect_row(&s, "coverage", "place=port service=care kind=all", "in-time", ""); /* there is no limit */
    scene_close(&s);
}

static void coverage__counts_numbers_by_their_values(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=hill service=care kind=all", "cases", "21"); /* the hospital takes those of 0 to 9 */
    expect_row(&s, "coverage", "place=hill service=care kind=all", "covered", "10");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "share", "476190");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "depends-on", "age");
    analysed(&s, COVERAGE, "{'kinds':[{'id':'some','facts':{'age':[8,9,10,14]}}]}");
    expect_row(&s, "coverage", "place=hill service=care kind=some", "cases", "4");
    expect_row(&s, "coverage", "place=hill service=care kind=some", "covered", "2");
    scene_close(&s);
}

static void coverage__counts_each_case_of_a_set_once(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'><when><test fact='concern' in='beaten'/></when></step>"));
    analysed(&s, COVERAGE, ALL);
    /* of the tree harm(beaten, burnt): nothing; harm alone or with one or both under it; two of these have "beaten" */
    expect_row(&s, "coverage", "place=port service=pep kind=all", "cases", "2");
    analysed(&s, COVERAGE, "{'kinds':[{'id':'harm','facts':{'concern':{'yes':['harm']}}},"
                           "{'id':'not','facts':{'concern':{'no':['harm']}}}]}");
    expect_row(&s, "coverage", "place=port service=pep kind=harm", "cases", "2");
    expect_list(&s, "tables/coverage/rows", "kind", "harm harm");
    scene_close(&s);
}

static void coverage__a_kind_may_be_a_derived_flag(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, "{'kinds':[{'id':'little','when':'little'}]}");
    expect_row(&s, "coverage", "place=hill service=care kind=little", "cases", "4");
    expect_row(&s, "coverage", "place=hill service=care kind=little", "share", "1000000");
    scene_close(&s);
}

/* -- kinds with a condition ------------------------------------------------------------------------------------------- */

#define WHEN(id, when) "{'id':'" id "','when':" when "}"
#define WHEN_ONE(when) "{'kinds':[" WHEN("a", when) "]}"

/* The protocol tells ages apart at 0, 4 and 10; what a kind cuts off between changes nothing for another. */
static void coverage__a_kind_may_cut_a_number_anywhere(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, "{'kinds':[{'id':'all'}," WHEN("some", "{'fact':'age','min':8,'max':11}") ","
                           WHEN("old", "{'fact':'age','min':15}") "," WHEN("few", "{'not':[{'fact':'age','min':1}]}") ","
                           WHEN("beyond", "{'fact':'age','min':-5,'max':99}") "]}");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "cases", "21");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "covered", "10");
    expect_row(&s, "coverage", "place=hill service=care kind=some", "cases", "4");
    expect_row(&s, "coverage", "place=hill service=care kind=some", "covered", "2");
    expect_row(&s, "coverage", "place=hill service=care kind=some", "depends-on", "age");
    expect_row(&s, "coverage", "place=hill service=care kind=old", "cases", "6");
    expect_row(&s, "coverage", "place=hill service=care kind=old", "share", "0");
    expect_row(&s, "coverage", "place=hill service=care kind=few", "cases", "1");
    expect_row(&s, "coverage", "place=hill service=care kind=few", "share", "1000000");
    expect_row(&s, "coverage", "place=hill service=care kind=beyond", "cases", "21");
    expect_row(&s, "coverage", "place=port service=care kind=old", "cases", "6"); /* whoever is not old is not of the kind */
    scene_close(&s);
}

static void coverage__a_kind_may_be_any_condition(void) {
    static const char *const cases[][2] = {
        {"'hurt'", "1"},
        {"['hurt','alone']", "1"},
        {"{'all':['hurt',{'fact':'alone'}]}", "1"},
        {"{'any':['hurt','alone']}", "3"},
        {"{'not':['hurt','alone']}", "3"}, /* not both */
        {"{'not':['hurt']}", "1"},
        {"[{'not':['hurt']},{'not':['alone']}]", "1"},
        {"{'not':[{'any':['hurt',{'fact':'sex','in':['male']}]}]}", "1"},
        {"{'fact':'sex','in':['female','male']}", "1"}, /* whatever it is */
        {"{'fact':'sex','in':['female','female']}", "1"},
        {"['little']", "4"},
        {"['little','hurt']", "4"},
        {"{'any':['little','hurt']}", "25"}, /* 4 ages, hurt or not, and the other 17 if hurt */
        {"{'any':[{'fact':'age','min':3,'max':5},{'fact':'age','min':5,'max':6},{'fact':'age','max':0}]}", "5"},
        {"{'fact':'concern','in':['harm']}", "4"}, /* with neither, one, or both of what is in it */
        {"{'fact':'concern','in':['beaten']}", "2"},
        {"{'fact':'concern','in':['beaten','lost']}", "7"}, /* 2 of 5 ways of harm, lost or not; 3 more if lost */
        {"{'all':[{'any':['hurt','alone']},{'any':['little',{'fact':'age','min':19}]},{'any':[{'fact':'sex','in':['male']},'hurt']}]}",
         "30"}, /* 0 to 3, 19, 20 years; hurt in 4 ways, or else alone and male */
    };
    scene s = scene_open(PATHS(GET_CARE));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char study[400];
        snprintf(study, sizeof study, "{'kinds':[{'id':'a','when':%s}]}", cases[i][0]);
        analysed(&s, COVERAGE, study);
        expect_row(&s, "coverage", "place=port service=care kind=a", "cases", cases[i][1]);
        expect_row(&s, "coverage", "place=port service=care kind=a", "share", "1000000");
    }
    scene_close(&s);
}

/* A condition and a derived flag that says the same give the same figures, together with facts too. */
static void coverage__a_condition_counts_as_a_flag_derived_from_it(void) {
    scene s = scene_open(PATHS(GET_CARE "<step id='pep' service='pep'>" IF("alone") "</step>"));
    analysed(&s, COVERAGE, "{'kinds':[{'id':'flag','facts':{'age':[2,3,4,10]},'when':'little'},"
                           "{'id':'test','facts':{'age':[2,3,4,10]},'when':{'fact':'age','max':3}}]}");
    for (size_t i = 0; i < 2; i++) {
        const char *of = i == 0 ? "place=hill service=care kind=flag" : "place=hill service=care kind=test";
        const char *pep = i == 0 ? "place=port service=pep kind=flag" : "place=port service=pep kind=test";
        expect_row(&s, "coverage", of, "cases", "2");
        expect_row(&s, "coverage", of, "covered", "2");
        expect_row(&s, "coverage", pep, "cases", "2");
        expect_row(&s, "coverage", pep, "open", "2400");
    }
    scene_close(&s);
}

static void coverage__a_kind_may_be_of_a_place(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, WHEN_ONE("{'fact':'place','in':['hill']}"));
    expect_list(&s, "tables/coverage/rows", "place", "hill");
    expect_row(&s, "coverage", "place=hill", "cases", "21");
    analysed(&s, COVERAGE, WHEN_ONE("{'fact':'place','in':['land']}"));
    expect_list(&s, "tables/coverage/rows", "place", "hill port");
    analysed(&s, COVERAGE, WHEN_ONE("{'any':[{'not':[{'fact':'place','in':['hill']}]},{'fact':'age','max':0}]}"));
    expect_row(&s, "coverage", "place=hill", "cases", "1");
    expect_row(&s, "coverage", "place=port", "cases", "1"); /* nothing tells one from another there */
    scene_close(&s);
}

static void coverage__a_kind_of_nobody_has_no_rows_and_one_of_all_says_nothing(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, "{'kinds':[{'id':'a','facts':{'age':12},'when':{'fact':'age','max':9}}],"
                           "'weights':[{'place':'hill','weight':5}]}");
    expect(&s, "tables/coverage/rows/0", "");
    analysed(&s, COVERAGE, WHEN_ONE("{'all':['hurt',{'not':['hurt']}]}"));
    expect(&s, "tables/coverage/rows/0", "");
    analysed(&s, COVERAGE, WHEN_ONE("{'fact':'age','min':9,'max':8}"));
    expect(&s, "tables/coverage/rows/0", "");
    analysed(&s, COVERAGE, "{'kinds':[{'id':'all'}," WHEN("a", "{'any':['hurt',{'not':['hurt']}]}") "]}");
    expect_list(&s, "tables/coverage/rows", "kind", "all a all a");
    expect_row(&s, "coverage", "place=hill kind=a", "cases", "21");
    expect_row(&s, "coverage", "place=port kind=a", "cases", "1");
    scene_close(&s);
}

static void coverage__children_of_a_condition_are_those_for_whom_it_holds(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, "{'kinds':[" WHEN("a", "{'any':[{'fact':'age','min':7,'max':10},'hurt']}") "],'weights':["
                           "{'place':'hill','facts':{'age':{'min':5,'max':14}},'weight':1000},"
                           "{'place':'hill','facts':{'age':20,'hurt':false},'weight':7},{'place':'port','weight':3}]}");
    /* of 10 ages, hurt or not: 4 ages whole and of the other 6 those who are hurt, 14 of 20; of these 8 are served */
    expect_row(&s, "coverage", "place=hill", "children", "700");
    expect_row(&s, "coverage", "place=hill", "children-gap", "300");
    scene_close(&s);
}

static void coverage__is_by_age_and_sex_where_nothing_is_said(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE, NULL);
    expect_row(&s, "coverage", "place=hill service=care kind=female-0-4", "share", "1000000");
    expect_row(&s, "coverage", "place=hill service=care kind=male-10-14", "share", "0");
    expect_row(&s, "coverage", "place=hill service=care kind=male-15-17", "providers", "0");
    expect(&s, "tables/by-service/rows/0/rows", "16");
    expect(&s, "tables/by-service/rows/0/whole", "12");
    expect(&s, "tables/by-service/rows/0/none", "4");
    expect(&s, "tables/by-place/rows/1/whole-share", "500000");
    scene_close(&s);
}

static void coverage__tells_the_worst_gaps_first(void) {
    scene s = scene_open(PATHS(GET_CARE "<step id='home' service='shelter'/>"));
    analysed(&s, COVERAGE, ALL);
    expect_list(&s, "tables/coverage/rows", "service", "shelter shelter care care");
    expect_list(&s, "tables/coverage/rows", "place", "port hill hill port");
    scene_close(&s);
}

static void coverage__hours_are_those_of_the_week(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'/>" GET_CARE));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=port service=pep kind=all", "open", "2400");
    expect_row(&s, "coverage", "place=port service=care kind=all", "open", "10080");
    expect_row(&s, "coverage", "place=hill service=pep kind=all", "open", "0");
    scene_close(&s);
}

static void coverage__says_what_is_in_time_whenever_the_report_comes(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'><limit id='l' within='PT72H'/></step>"));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=port service=pep kind=all", "in-time-share", "1000000"); /* Friday evening to Monday: 64 h */
    expect_row(&s, "coverage", "place=port service=pep kind=all", "too-late", "0");
    scene_close(&s);
}

static void coverage__says_what_is_in_time_at_some_hours_or_never(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'><limit id='l' within='PT20H'/></step>"
                               "<step id='more' service='pep'><when><test fact='hurt'/></when>"
                               "<limit id='m' within='PT30M'/></step>"));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=port service=pep kind=all", "cases", "2");
    expect_row(&s, "coverage", "place=port service=pep kind=all", "in-time", "0");
    expect_row(&s, "coverage", "place=port service=pep kind=all", "at-times", "1"); /* not after Friday afternoon */
    expect_row(&s, "coverage", "place=port service=pep kind=all", "too-late", "1"); /* who is hurt: half an hour is too short */
    scene_close(&s);
}

static void coverage__a_clock_counts_from_before_the_report(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><limit id='l' within='PT10H' of='incident'/></step>"));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=hill service=care kind=all", "in-time", ""); /* nobody says when it happened */
    analysed(&s, COVERAGE, "{'kinds':[{'id':'soon','facts':{'age':5},'before':{'incident':'PT6H'}},"
                           "{'id':'late','facts':{'age':5},'before':{'incident':'PT6H1M'}}]}");
    expect_row(&s, "coverage", "place=hill service=care kind=soon", "in-time-share", "1000000"); /* four hours are left */
    expect_row(&s, "coverage", "place=hill service=care kind=late", "in-time-share", "0");
    scene_close(&s);
}

/* With a holder the adviser stands between, but not for who is hurt: the two are counted apart. */
static void coverage__contact_paths_are_those_of_each_case(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><limit id='l' within='PT5H'/></step>"));
    analysed(&s, COVERAGE, "{'kinds':[{'id':'little','facts':{'age':5}}],'holder':'office'}");
    expect(&s, "holder", "office");
    expect_row(&s, "coverage", "place=hill service=care kind=little", "cases", "2");
    expect_row(&s, "coverage", "place=hill service=care kind=little", "in-time", "1");
    expect_row(&s, "coverage", "place=hill service=care kind=little", "too-late", "1");
    scene_close(&s);
}

static void coverage__help_that_one_may_not_know_of_is_none(void) {
    scene s = scene_open(PATHS("<step id='home' service='shelter'/>"));
    analysed(&s, COVERAGE, ALL);
    expect_row(&s, "coverage", "place=port service=shelter kind=all", "providers", "0");
    analysed_by(&s, COVERAGE, ALL, "clinic");
    expect_row(&s, "coverage", "place=port service=shelter kind=all", "share", "0");
    analysed_by(&s, COVERAGE, ALL, "office");
    expect_row(&s, "coverage", "place=port service=shelter kind=all", "share", "1000000");
    analysed_by(&s, COVERAGE, ALL, "all");
    expect_row(&s, "coverage", "place=port service=shelter kind=all", "providers", "1");
    scene_close(&s);
}

static void coverage__children_weigh_as_the_population_says(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COVERAGE,
             "{'kinds':[{'id':'all'},{'id':'girls','facts':{'sex':'female','age':{'max':9}}}],'weights':["
             "{'place':'hill','facts':{'age':{'min':5,'max':14}},'weight':1000},"
             "{'place':'hill','facts':{'age':20,'sex':'male'},'weight':7},{'place':'port','weight':3}]}");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "children", "1007");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "children-gap", "507");
    expect_row(&s, "coverage", "place=hill service=care kind=all", "children-share", "496524");
    expect_row(&s, "coverage", "place=hill service=care kind=girls", "children", "250"); /* half of the half */
    expect_row(&s, "coverage", "place=hill service=care kind=girls", "children-share", "1000000");
    expect_row(&s, "coverage", "place=port service=care kind=all", "children", "3");
    scene_close(&s);
}

#else

static void coverage__needs_no_study(void) {
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_COVERAGE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{}"), REFPATH_UNSUPPORTED);
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, NULL);
    expect_row(&s, "coverage", "place=hill service=care kind=female-0-4", "share", "1000000");
    scene_close(&s);
}

#endif

#ifdef HAVE_JANSSON
RP_SUITE(RP_TEST(coverage__a_service_that_everybody_has_is_covered), RP_TEST(coverage__counts_numbers_by_their_values),
         RP_TEST(coverage__counts_each_case_of_a_set_once), RP_TEST(coverage__a_kind_may_be_a_derived_flag),
         RP_TEST(coverage__a_kind_may_cut_a_number_anywhere), RP_TEST(coverage__a_kind_may_be_any_condition),
         RP_TEST(coverage__a_condition_counts_as_a_flag_derived_from_it), RP_TEST(coverage__a_kind_may_be_of_a_place),
         RP_TEST(coverage__a_kind_of_nobody_has_no_rows_and_one_of_all_says_nothing),
         RP_TEST(coverage__children_of_a_condition_are_those_for_whom_it_holds),
         RP_TEST(coverage__is_by_age_and_sex_where_nothing_is_said), RP_TEST(coverage__tells_the_worst_gaps_first),
         RP_TEST(coverage__hours_are_those_of_the_week),
         RP_TEST(coverage__says_what_is_in_time_whenever_the_report_comes),
         RP_TEST(coverage__says_what_is_in_time_at_some_hours_or_never),
         RP_TEST(coverage__a_clock_counts_from_before_the_report),
         RP_TEST(coverage__contact_paths_are_those_of_each_case),
         RP_TEST(coverage__help_that_one_may_not_know_of_is_none),
         RP_TEST(coverage__children_weigh_as_the_population_says))
#else
RP_SUITE(RP_TEST(coverage__needs_no_study))
#endif
