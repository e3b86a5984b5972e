/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Times to service: how long, against targets and limits, and what takes the time. */
#include "analyse/rows.h"

#ifdef HAVE_JANSSON

#define TIMES REFPATH_ANALYSIS_TIMES
#define ALL "{'kinds':[{'id':'all','facts':{'age':12}}]}"
#define PEP "<step id='pep' service='pep'/>"

static void times__wait_for_the_next_opening(void) {
    scene s = scene_open(PATHS(PEP));
    analysed(&s, TIMES, ALL);
    expect_row(&s, "times", "place=port kind=all step=pep", "best", "3600");
    expect_row(&s, "times", "place=port kind=all step=pep", "worst", "234000"); /* Friday at 15: it shuts as they answer, to Monday at 8 */
    expect_row(&s, "times", "place=port kind=all step=pep", "worst-at", "2026-06-05T15:00:00Z");
    expect_row(&s, "times", "place=port kind=all step=pep", "worst-by", "clinic");
    expect_row(&s, "times", "place=port kind=all step=pep", "served-share", "1000000");
    /* 1 hour for 40 of 168 reports, 2 to 17 hours for 5 each, 18 to 65 for one each; the 84th has 10 */
    expect_row(&s, "times", "place=port kind=all step=pep", "median", "36000");
    expect_row(&s, "times", "place=port kind=all step=pep", "p90", "176400"); /* the 152nd: 49 */
    expect_row(&s, "times", "place=port kind=all step=pep", "bottleneck", "opening");
    expect_row(&s, "times", "place=port kind=all step=pep", "bottleneck-who", "clinic");
    expect_row(&s, "times", "place=port kind=all step=pep", "target-share", "");
    scene_close(&s);
}

static void times__nobody_ever_comes_first(void) {
    scene s = scene_open(PATHS(PEP));
    analysed(&s, TIMES, ALL);
    expect(&s, "tables/times/rows/0/place", "hill");
    expect_row(&s, "times", "place=hill kind=all step=pep", "served-share", "0");
    expect_row(&s, "times", "place=hill kind=all step=pep", "worst", "");
    expect_row(&s, "times", "place=hill kind=all step=pep", "bottleneck", "");
    scene_close(&s);
}

/* In each case by who is there first of those who can: the hospital for the little ones, at night. */
static void times__are_those_of_whoever_is_there_first(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, TIMES, "{'kinds':[{'id':'both','facts':{'age':[9,10]}}]}");
    expect_row(&s, "times", "place=port kind=both step=care", "cases", "2");
    expect_row(&s, "times", "place=port kind=both step=care", "best", "3600");
    expect_row(&s, "times", "place=port kind=both step=care", "worst", "234000");
    expect_row(&s, "times", "place=port kind=both step=care", "worst-by", "clinic");
    expect_row(&s, "times", "place=port kind=both step=care", "served-share", "1000000");
    expect_row(&s, "times", "place=hill kind=both step=care", "worst", "14400");
    expect_row(&s, "times", "place=hill kind=both step=care", "served-share", "500000");
    analysed(&s, TIMES, "{'kinds':[{'id':'little','facts':{'age':3}}]}");
    expect_row(&s, "times", "place=port kind=little step=care", "worst", "16200"); /* to the hill: four hours and a half */
    expect_row(&s, "times", "place=port kind=little step=care", "bottleneck", "response");
    scene_close(&s);
}

/* The same by a condition, which cuts the ages where the protocol does not. */
static void times__are_those_of_the_cases_for_whom_a_condition_holds(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, TIMES, "{'kinds':[{'id':'both','when':{'any':[{'fact':'age','min':9,'max':9},{'fact':'age','min':10,'max':10}]}},"
                        "{'id':'none','facts':{'age':9},'when':{'not':[{'fact':'age','min':9}]}}]}");
    expect_row(&s, "times", "place=port kind=both step=care", "cases", "2");
    expect_row(&s, "times", "place=port kind=both step=care", "worst", "234000");
    expect_row(&s, "times", "place=port kind=both step=care", "worst-by", "clinic");
    expect_row(&s, "times", "place=hill kind=both step=care", "worst", "14400");
    expect_row(&s, "times", "place=hill kind=both step=care", "served-share", "500000");
    expect_row(&s, "times", "kind=none", "cases", "no row");
    scene_close(&s);
}

static void times__those_between_are_part_of_the_way(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, TIMES, "{'kinds':[{'id':'calm','facts':{'age':3,'hurt':false}},{'id':'hurt','facts':{'age':3,'hurt':true}},"
                        "{'id':'any','facts':{'age':3}}],'places':['hill'],'holder':'office'}");
    expect_row(&s, "times", "place=hill kind=calm step=care", "worst", "21600");
    expect_row(&s, "times", "place=hill kind=hurt step=care", "worst", "14400");
    expect_row(&s, "times", "place=hill kind=any step=care", "best", "14400");
    expect_row(&s, "times", "place=hill kind=any step=care", "worst", "21600");
    expect_row(&s, "times", "place=hill kind=any step=care", "cases", "2");
    scene_close(&s);
}

static void times__the_bottleneck_is_what_takes_longest_most_often(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='office' group='mission'/>"
        "<actor id='desk' group='civil'><plays role='adviser' at='land' respond-within='PT9H'/></actor>"
        "<actor id='far' group='ngo'><offers service='care' at='land' site='hill' respond-within='PT1H'/></actor></actors>"
        "<coordination><interface id='face' from='mission' to='ngo' through='adviser'/></coordination>"
        "<pathways><pathway id='way'><step id='care' service='care'/></pathway></pathways>");
    analysed(&s, TIMES, "{'kinds':[{'id':'all'}],'holder':'office'}");
    expect_row(&s, "times", "place=port kind=all step=care", "worst", "37800");
    expect_row(&s, "times", "place=port kind=all step=care", "bottleneck", "gatekeeper");
    expect_row(&s, "times", "place=port kind=all step=care", "bottleneck-who", "desk");
    expect_row(&s, "times", "place=port kind=all step=care", "bottleneck-share", "1000000");
    expect(&s, "tables/bottlenecks/rows/0/longest", "32400");
    scene_close(&s);
}

static void times__targets_and_limits_are_judged_where_they_hold(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><target id='t' within='PT4H'/>"
                               "<limit id='l' within='PT4H30M'><when><test fact='hurt'/></when></limit></step>"));
    analysed(&s, TIMES, "{'kinds':[{'id':'little','facts':{'age':3}}],'places':['hill'],'detail':true}");
    expect_row(&s, "times", "place=hill kind=little step=care", "target-share", "1000000");
    expect_row(&s, "times", "place=hill kind=little step=care", "limit-share", "1000000");
    analysed(&s, TIMES, "{'kinds':[{'id':'little','facts':{'age':3}}],'places':['port'],'detail':true}");
    expect_row(&s, "times", "place=port kind=little step=care", "target-share", "327380"); /* clinic in 1 to 4 hours: 55 of 168 */
    expect_row(&s, "times", "place=port kind=little step=care", "limit-share", "1000000");
    expect(&s, "tables/hours/rows/0/rows-target-missed", "1");
    expect(&s, "tables/hours/rows/0/rows-limit-missed", "0");
    expect(&s, "tables/moments/rows/0/report", "2026-06-01T00:00:00Z");
    expect(&s, "tables/moments/rows/0/worst", "16200");
    expect(&s, "tables/moments/rows/8/worst", "3600");
    scene_close(&s);
}

static void times__other_steps_are_done_by_the_nearest(void) {
    scene s = scene_open(PATHS("<step id='tell' inform='adviser'/><step id='sit'/>"));
    analysed(&s, TIMES, ALL);
    expect_row(&s, "times", "place=port kind=all step=tell", "worst", "7200");
    expect_row(&s, "times", "place=port kind=all step=tell", "worst-by", "desk");
    expect_row(&s, "times", "place=port kind=all step=sit", "worst", "0"); /* by whoever holds the case, at once */
    expect_row(&s, "times", "place=port kind=all step=sit", "bottleneck", "nothing");
    scene_close(&s);
}

static void times__steps_may_be_chosen(void) {
    scene s = scene_open(PATHS(PEP "<step id='tell' inform='adviser'/>"));
    analysed(&s, TIMES, "{'kinds':[{'id':'all'}],'steps':['tell']}");
    expect_list(&s, "tables/times/rows", "step", "tell tell");
    analysed(&s, TIMES, "{'kinds':[{'id':'all'}],'services':['health']}");
    expect_list(&s, "tables/times/rows", "step", "pep pep");
    (void)try_analysis(&s, &(refpath_analysis_question){.analysis = TIMES}, "{'steps':['nothing']}");
    CU_ASSERT_EQUAL(s.status, REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id steps[0]");
    scene_close(&s);
}

/* By the clocks of the place; an hour holds all reports in it. */
static void times__hours_are_those_of_the_place(void) {
    scene s = scene_open("<places><place id='lagos' time-zone='Africa/Lagos'/></places><services><service id='care'/></services>"
                         "<groups><group id='ngo'/></groups><actors><actor id='clinic' group='ngo'><offers service='care' at='lagos' hours='Mo 08:00-09:00'/></actor></actors>"
                         "<pathways><pathway id='way'><step id='care' service='care'><target id='t' within='PT0S'/></step>"
                         "</pathway></pathways>");
    analysed(&s, TIMES, "{'step-minutes':30}");
    expect(&s, "tables/hours/rows/8/weekday", "1");
    expect(&s, "tables/hours/rows/8/hour", "8");
    expect(&s, "tables/hours/rows/8/worst", "0");
    expect(&s, "tables/hours/rows/8/rows-target-missed", "0");
    expect(&s, "tables/hours/rows/7/worst", "3600");
    expect(&s, "tables/hours/rows/7/rows-target-missed", "1");
    expect(&s, "tables/hours/rows/9/worst", "601200"); /* 167 hours: from 9 to Monday at 8 */
    scene_close(&s);
}

RP_SUITE(RP_TEST(times__wait_for_the_next_opening), RP_TEST(times__nobody_ever_comes_first),
         RP_TEST(times__are_those_of_whoever_is_there_first),
         RP_TEST(times__are_those_of_the_cases_for_whom_a_condition_holds), RP_TEST(times__those_between_are_part_of_the_way),
         RP_TEST(times__the_bottleneck_is_what_takes_longest_most_often),
         RP_TEST(times__targets_and_limits_are_judged_where_they_hold),
         RP_TEST(times__other_steps_are_done_by_the_nearest), RP_TEST(times__steps_may_be_chosen),
         RP_TEST(times__hours_are_those_of_the_place))

#else

static void times__need_no_study(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, REFPATH_ANALYSIS_TIMES, NULL);
    expect_row(&s, "times", "place=hill kind=female-0-4 step=care", "worst", "14400");
    scene_close(&s);
}

RP_SUITE(RP_TEST(times__need_no_study))

#endif
