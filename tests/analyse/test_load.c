/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What can be served of a stream of cases, worked out by hand. */
#include "analyse/rows.h"

#include <refpath.h>

#define LOAD REFPATH_ANALYSIS_LOAD

#ifdef HAVE_JANSSON

#define CARE "<step id='care' service='care'/>"
#define ALL "'kinds':[{'id':'all'}]"
#define ONE(n) ALL ",'arrivals':[{'kind':'all','place':'port','per-week':" #n "}]"

/* At the port the clinic serves all and the hospital those of 9 and under: 10 of 21 ages. */
static void load__what_one_cannot_take_another_does(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{" ONE(21) ",'capacity':[{'actor':'clinic','per-week':15}]}");
    expect(&s, "tables/load/rows/0/demand", "21000");
    expect(&s, "tables/load/rows/0/served", "21000");
    expect(&s, "tables/load/rows/0/overload", "0");
    expect_row(&s, "providers", "actor=clinic", "capacity", "15000");
    expect_row(&s, "providers", "actor=clinic", "alone", "11000");
    expect_row(&s, "providers", "actor=hospital", "alone", "0");
    expect_row(&s, "providers", "actor=hospital", "capacity", "");
    scene_close(&s);
}

/* Of the five ages the hospital takes three. */
static void load__of_a_condition_is_that_of_its_cases(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{'kinds':[{'id':'some','when':{'fact':'age','min':7,'max':11}},{'id':'none','when':['hurt',{'not':['hurt']}]}],"
                       "'arrivals':[{'kind':'some','place':'port','per-week':10},{'kind':'none','place':'port','per-week':7}]}");
    expect(&s, "tables/load/rows/0/demand", "10000");
    expect_row(&s, "providers", "actor=clinic", "alone", "4000");
    expect_row(&s, "demand", "kind=none", "demand", "no row");
    scene_close(&s);
}

/* Eleven of 21 have the clinic alone, which takes five. */
static void load__the_bottleneck_is_named(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{" ONE(21) ",'capacity':[{'actor':'clinic','per-week':5}]}");
    expect_row(&s, "demand", "place=port kind=all step=care", "served", "15000");
    expect_row(&s, "demand", "place=port kind=all step=care", "overload", "6000");
    expect_row(&s, "demand", "place=port kind=all step=care", "contested", "true");
    expect_row(&s, "by-service", "service=care", "served", "15000");
    expect(&s, "tables/providers/rows/0/actor", "clinic");
    expect(&s, "tables/providers/rows/0/full", "true");
    expect(&s, "tables/providers/rows/0/missing", "6000");
    expect(&s, "tables/providers/rows/0/use-share", "1000000");
    expect(&s, "tables/providers/rows/1/missing", "0");
    scene_close(&s);
}

static void load__who_has_nobody_is_told_apart(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{" ALL ",'arrivals':[{'kind':'all','place':'hill','per-week':21}]}");
    expect(&s, "tables/load/rows/0/nobody", "11000");
    expect(&s, "tables/load/rows/0/served", "10000");
    expect(&s, "tables/load/rows/0/overload", "0");
    expect(&s, "tables/load/rows/0/served-share", "476190");
    scene_close(&s);
}

static void load__who_never_opens_serves_nobody(void) {
    scene s = scene_open(FACTS "<actors><actor id='a' group='ngo'><offers service='care' at='port' hours='off'/></actor></actors>"
                               "<pathways><pathway id='way'>" CARE "</pathway></pathways>");
    analysed(&s, LOAD, "{" ONE(7) "}");
    expect(&s, "tables/load/rows/0/nobody", "7000");
    expect(&s, "tables/load/rows/0/served", "0");
    scene_close(&s);
}

/* The clinic is open 40 hours a week: one place, 2 hours each. */
static void load__places_serve_as_long_as_it_is_open(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'/>"));
    analysed(&s, LOAD, "{" ONE(30) ",'capacity':[{'actor':'clinic','at-once':1,'service-time':'PT2H'}]}");
    expect_row(&s, "providers", "actor=clinic", "capacity", "20000");
    expect_row(&s, "providers", "actor=clinic", "asked-first-share", "1500000");
    expect(&s, "tables/load/rows/0/served", "20000");
    scene_close(&s);
}

/* Open two hours for one service and nine for the other, one of them the same: ten in all. */
static void load__who_is_open_for_one_or_the_other_is_open(void) {
    scene s = scene_open(FACTS "<actors><actor id='a' group='ngo'><offers service='care' at='port' hours='Mo 08:00-09:00; Tu 08:00-09:00'/>"
                               "<offers service='pep' at='port' hours='Tu 08:00-17:00'/></actor></actors>"
                               "<pathways><pathway id='way'>" CARE "<step id='pep' service='pep'/></pathway></pathways>");
    analysed(&s, LOAD, "{" ONE(1000) ",'capacity':[{'actor':'a','at-once':1,'service-time':'PT1H'}]}");
    expect_row(&s, "providers", "actor=a", "capacity", "10000");
    scene_close(&s);
}

#define TWO                                                                                                            \
    FACTS "<actors><actor id='a' group='ngo'><offers id='one' service='care' at='land' capacity='3' per='P1D'/>"       \
          "<offers id='two' service='shelter' at='land' capacity='4'/></actor>"                                        \
          "<actor id='b' group='ngo'><offers service='care' at='port' capacity='2' per='PT12H'/></actor></actors>"     \
          "<pathways><pathway id='way'><step id='care' service='care'/><step id='home' service='shelter'/></pathway></pathways>"

static void load__offers_say_what_they_can_take(void) {
    scene s = scene_open(TWO);
    analysed(&s, LOAD, "{" ONE(60) "}");
    expect_row(&s, "providers", "actor=a offer=one", "capacity", "21000");
    expect_row(&s, "providers", "actor=a offer=two", "capacity", "4000"); /* of a week, where no time is said */
    expect_row(&s, "providers", "actor=b", "capacity", "28000");
    expect_row(&s, "demand", "step=care", "served", "49000");
    expect_row(&s, "demand", "step=home", "served", "4000");
    analysed(&s, LOAD, "{" ONE(60) ",'services':['shelter'],'capacity':[{'actor':'a','offer':'two','per-week':9}]}");
    expect(&s, "tables/load/rows/0/demand", "60000");
    expect(&s, "tables/load/rows/0/served", "9000");
    analysed(&s, LOAD, "{" ONE(60) ",'capacity':[{'actor':'a','per-week':30}]}"); /* both offers share it */
    expect(&s, "tables/load/rows/0/served", "58000");
    expect_row(&s, "providers", "actor=a", "capacity", "30000");
    scene_close(&s);
}

/* Who is served at the visit for care is not a second case. */
static void load__a_visit_is_one(void) {
    scene s = scene_open(PATHS(CARE "<step id='pep' service='pep' with='care'/>"));
    analysed(&s, LOAD, "{" ONE(7) "}");
    expect_row(&s, "demand", "step=care", "demand", "7000");
    expect_row(&s, "demand", "step=pep", "demand", "0");
    expect_row(&s, "demand", "step=pep", "served-share", "");
    analysed(&s, LOAD, "{" ALL ",'arrivals':[{'kind':'all','place':'hill','per-week':7}]}");
    expect_row(&s, "demand", "step=pep", "nobody", "7000"); /* the hospital has none */
    scene_close(&s);
}

/* Nor is it served at the visit of somebody to whom there is no way. */
static void load__who_cannot_be_reached_gives_nothing_at_a_visit(void) {
    scene s = scene_open(FACTS "<places><place id='isle'/></places><actors><actor id='a' group='ngo'><offers service='care pep' at='land' site='isle'/>"
                               "</actor></actors><pathways><pathway id='way'>" CARE "<step id='pep' service='pep' with='care'/></pathway></pathways>");
    analysed(&s, LOAD, "{" ONE(7) "}");
    expect_row(&s, "demand", "step=care", "nobody", "7000");
    expect_row(&s, "demand", "step=pep", "nobody", "7000");
    scene_close(&s);
}

/* Contact paths may be open facts' business: then the parts add up. */
static void load__parts_of_a_kind_add_up(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{" ONE(21) ",'holder':'office'}");
    expect(&s, "tables/load/rows/0/demand", "21000");
    expect(&s, "tables/load/rows/0/served-share", "1000000");
    expect(&s, "tables/load/rows/0/nobody", "0");
    scene_close(&s);
}

static void load__usual_arrivals_are_one_a_week(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, LOAD, "{" ALL "}");
    expect(&s, "tables/load/rows/0/demand", "2000");
    scene_close(&s);
}

/* A share of next to nothing is cut where counts are. */
static void load__shares_of_next_to_nothing_are_cut(void) {
#define FOUR(x) x "," x "," x "," x
    scene s = scene_open(FACTS "<actors><actor id='a' group='ngo'><offers service='care' at='port' capacity='1' per='P999999D'/></actor>"
                               "</actors><pathways><pathway id='way'>" CARE "</pathway></pathways>");
    analysed(&s, LOAD, "{" ALL ",'arrivals':[" FOUR(FOUR(FOUR("{'kind':'all','place':'port','per-week':1000000}"))) "]}");
    expect(&s, "tables/providers/rows/0/asked-first-share", "4611686018427387904");
    scene_close(&s);
}

static void try_wrong(const char *study, const char *problem, int line) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.analysis = LOAD};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_INVALID_QUESTION);
    expect_problem_at(&s, problem, line);
    scene_close(&s);
}
#define wrong(study, problem) try_wrong("{" ALL "," study "}", (problem), __LINE__)

static void load__keys_are_checked(void) {
    wrong("'arrivals':[]", "case-empty arrivals");
    wrong("'arrivals':[{'kind':'other','place':'port','per-week':1}]", "case-unknown-id arrivals[0].kind");
    wrong("'arrivals':[{'kind':'all','place':'land','per-week':1}]", "case-unknown-id arrivals[0].place");
    wrong("'arrivals':[{'kind':'all','place':'port'}]", "case-missing-key arrivals[0]");
    wrong("'arrivals':[{'kind':'all','place':'port','per-week':1000001}]", "case-number-outside arrivals[0].per-week");
    wrong("'capacity':[{'actor':'house','per-week':1}]", "case-unknown-id capacity[0].actor"); /* hidden */
    wrong("'capacity':[{'actor':'clinic','offer':'x','per-week':1}]", "case-unknown-id capacity[0].offer");
    wrong("'capacity':[{'actor':'clinic'}]", "case-missing-key capacity[0]");
    wrong("'capacity':[{'actor':'clinic','at-once':1}]", "case-missing-key capacity[0]");
    wrong("'capacity':[{'actor':'clinic','at-once':0,'service-time':'PT1H'}]", "case-number-outside capacity[0].at-once");
    wrong("'capacity':[{'actor':'clinic','at-once':1,'service-time':'PT0S'}]", "case-bad-word capacity[0].service-time");
    wrong("'seed':1", "case-unknown-key key 2");
    wrong("'step-minutes':60", "case-unknown-key key 2");
}

static void load__ends_where_its_work_does(void) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.analysis = LOAD, .work = 10};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_LIMIT_EXCEEDED);
    scene_close(&s);
}

static void try_load(rp_fail_alloc *memory) {
    try_without_memory(memory, LOAD, PATHS(CARE), "{" ONE(21) ",'holder':'office','capacity':[{'actor':'clinic','per-week':5}]}");
}

static void load__without_memory_it_says_so(void) { rp_fail_each(try_load); }

RP_SUITE(RP_TEST(load__what_one_cannot_take_another_does), RP_TEST(load__of_a_condition_is_that_of_its_cases), RP_TEST(load__the_bottleneck_is_named),
         RP_TEST(load__who_has_nobody_is_told_apart), RP_TEST(load__who_never_opens_serves_nobody), RP_TEST(load__places_serve_as_long_as_it_is_open), RP_TEST(load__who_is_open_for_one_or_the_other_is_open),
         RP_TEST(load__offers_say_what_they_can_take), RP_TEST(load__a_visit_is_one), RP_TEST(load__who_cannot_be_reached_gives_nothing_at_a_visit), RP_TEST(load__parts_of_a_kind_add_up),
         RP_TEST(load__usual_arrivals_are_one_a_week), RP_TEST(load__shares_of_next_to_nothing_are_cut), RP_TEST(load__keys_are_checked),
         RP_TEST(load__ends_where_its_work_does), RP_TEST(load__without_memory_it_says_so))

#else

static void load__goes_without_a_study(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'/>"));
    analysed(&s, LOAD, NULL);
    expect(&s, "tables/load/rows/0/overload", "0");
    scene_close(&s);
}

RP_SUITE(RP_TEST(load__goes_without_a_study))

#endif
