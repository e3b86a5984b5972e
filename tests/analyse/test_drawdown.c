/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What several take away together, and what repairs it. */
#include "analyse/rows.h"

#include <refpath.h>

#ifdef HAVE_JANSSON

#define DRAWDOWN REFPATH_ANALYSIS_DRAWDOWN
#define ALL "'kinds':[{'id':'all'}]"

static void drawdown__tells_what_is_lost(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['clinic','hospital']}");
    expect_row(&s, "drawdown", "place=port step=care kind=all", "lost-share", "1000000");
    expect_row(&s, "drawdown", "place=port step=care kind=all", "how", "no-provider");
    expect_row(&s, "drawdown", "place=hill step=care kind=all", "lost", "10");
    expect_row(&s, "drawdown", "place=hill step=care kind=all", "cases", "21");
    expect(&s, "repair-smallest", "true");
    expect_list(&s, "tables/repair/rows", "actor", "clinic hospital");
    expect_list(&s, "tables/without/rows", "actor", "clinic hospital");
    scene_close(&s);
}

static void drawdown__nothing_is_lost_that_others_give(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['desk']}"); /* nobody holds the cases, so that nobody stands between */
    expect(&s, "tables/drawdown/rows/0", "");
    expect(&s, "tables/repair/rows/0", "");
    scene_close(&s);
}

#define TEAMS                                                                                                          \
    FACTS "<actors><actor id='agency' group='ngo'/>"                                                                   \
    "<actor id='team-1' group='ngo' part-of='agency'><offers service='care' at='land'/></actor>"                       \
    "<actor id='team-2' group='ngo' part-of='agency'><offers service='care shelter' at='land'/></actor>"               \
    "<actor id='team-3' group='civil' part-of='agency'><offers service='shelter' at='port' site='hill'/></actor></actors>" \
    "<pathways><pathway id='way'><step id='care' service='care'/><step id='home' service='shelter'/></pathway></pathways>"

static void drawdown__an_agency_goes_with_its_parts(void) {
    scene s = scene_open(TEAMS);
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['agency']}");
    expect_list(&s, "tables/without/rows", "actor", "agency team-1 team-2 team-3");
    expect_list(&s, "tables/repair/rows", "actor", "team-2"); /* gives both, everywhere */
    expect(&s, "repair-smallest", "true");
    scene_close(&s);
}

static void drawdown__groups_roles_places_and_interfaces_go_too(void) {
    scene s = scene_open(TEAMS);
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['ngo']}");
    expect_list(&s, "tables/without/rows", "actor", "agency team-1 team-2 team-3"); /* a part is of its whole's groups */
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['hill','team-2']}");
    expect_list(&s, "tables/drawdown/rows", "step", "home home");
    scene_close(&s);
    s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{" ALL ",'holder':'office','without':['adviser']}");
    expect_row(&s, "drawdown", "place=port step=care", "how", "blocked");
    expect_row(&s, "repair", "element=role-holder", "role", "adviser");
    analysed(&s, DRAWDOWN, "{" ALL ",'holder':'office','without':['face']}");
    expect_row(&s, "drawdown", "place=port step=care", "blocked", "2"); /* also who is hurt */
    expect_row(&s, "repair", "element=interface", "interface", "face");
    scene_close(&s);
}

static void drawdown__who_holds_the_cases_stays(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{" ALL ",'holder':'office','without':['mission']}");
    expect(&s, "tables/without/rows/0", "");
    expect(&s, "tables/drawdown/rows/0", "");
    scene_close(&s);
}

/* Then it is a repair of which none can be left out. */
static void drawdown__says_where_the_search_met_its_bound(void) {
    scene s = scene_open(TEAMS);
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['team-1','team-2','team-3'],'repairs-tried':0}");
    expect(&s, "repair-bound-met", "");
    scene_close(&s);
    s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{" ALL ",'without':['clinic','hospital'],'repairs-tried':0}");
    expect(&s, "repair-bound-met", "true");
    expect_list(&s, "tables/repair/rows", "actor", "clinic hospital");
    scene_close(&s);
}

static void drawdown__keys_are_checked(void) {
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = DRAWDOWN};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-empty without");
    scene_close(&s);
    s = scene_open(PATHS(GET_CARE));
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'without':['clinic','nobody']}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id without[1]");
    scene_close(&s);
    s = scene_open(PATHS(GET_CARE)); /* one that is hidden is not there */
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'without':['house']}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id without[0]");
    scene_close(&s);
}

static void try_drawdown(rp_fail_alloc *memory) {
    try_without_memory(memory, DRAWDOWN, PATHS(GET_CARE), "{" ALL ",'places':['port'],'without':['clinic','hospital']}");
}

static void drawdown__without_memory_it_says_so(void) { rp_fail_each(try_drawdown); }

RP_SUITE(RP_TEST(drawdown__tells_what_is_lost), RP_TEST(drawdown__nothing_is_lost_that_others_give),
         RP_TEST(drawdown__an_agency_goes_with_its_parts), RP_TEST(drawdown__groups_roles_places_and_interfaces_go_too),
         RP_TEST(drawdown__who_holds_the_cases_stays), RP_TEST(drawdown__says_where_the_search_met_its_bound),
         RP_TEST(drawdown__keys_are_checked), RP_TEST(drawdown__without_memory_it_says_so))

#else

static void drawdown__needs_a_study(void) {
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_DRAWDOWN};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_INVALID_QUESTION);
    scene_close(&s);
}

RP_SUITE(RP_TEST(drawdown__needs_a_study))

#endif
