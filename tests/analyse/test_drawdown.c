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

static void drawdown__of_a_condition_is_that_of_its_cases(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, DRAWDOWN, "{'kinds':[{'id':'some','when':{'fact':'age','min':7,'max':11}}],'without':['clinic','hospital']}");
    expect_row(&s, "drawdown", "place=port step=care kind=some", "lost-share", "1000000");
    expect_row(&s, "drawdown", "place=hill step=care kind=some", "lost", "3");
    expect_row(&s, "drawdown", "place=hill step=care kind=some", "cases", "5");
    analysed(&s, DRAWDOWN, "{'kinds':[{'id':'some','when':{'fact':'age','min':12}}],'without':['hospital']}");
    expect(&s, "tables/drawdown/rows/0", "");
    expect(&s, "tables/repair/rows/0", "");
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

/* A road and a ferry: with either given back all is as before, but in time with the road alone. */
#define TWO_WAYS(limit)                                                                                                \
    FACTS "<travel><link from='hill' to='port' time='PT5H'/></travel>"                                                 \
    "<actors><actor id='hospital' group='ngo'><offers service='care' at='land' site='hill'/></actor></actors>"         \
    "<pathways><pathway id='way'><step id='care' service='care'>" limit "</step></pathway></pathways>"

static void drawdown__links_go_too(void) {
    scene s = scene_open(TWO_WAYS(""));
    analysed(&s, DRAWDOWN, "{" ALL ",'without':[{'link':{'from':'hill','to':'port'}}]}");
    expect_list(&s, "tables/without/rows", "from", "port hill"); /* both lead both ways */
    expect(&s, "tables/without/rows/0/link-time", "1800");
    expect(&s, "tables/without/rows/1/link-time", "18000");
    expect_row(&s, "drawdown", "place=port step=care", "how", "no-way");
    expect_row(&s, "drawdown", "place=hill", "how", "no row");
    CU_ASSERT_PTR_NULL(scene_at(&s, "tables/repair/rows/1"));
    expect(&s, "repair-smallest", "true");
    scene_close(&s);
    s = scene_open(TWO_WAYS("<limit id='l' within='PT3H'/>"));
    analysed(&s, DRAWDOWN, "{" ALL ",'without':[{'link':{'from':'port','to':'hill'}}]}");
    expect_row(&s, "drawdown", "place=port step=care", "late", "1");
    expect(&s, "tables/repair/rows/0/link-time", "1800");
    expect(&s, "tables/repair/rows/1", "");
    scene_close(&s);
}

static void drawdown__a_link_of_one_way_is_named_as_it_leads(void) {
    static const char sections[] = FACTS "<travel><link from='port' to='land' time='PT1H' one-way='true'/></travel>";
    refpath_analysis_question q = {.analysis = DRAWDOWN};
    scene s = scene_open(sections);
    analysed(&s, DRAWDOWN, "{" ALL ",'without':[{'link':{'from':'port','to':'land'}}]}");
    expect_list(&s, "tables/without/rows", "to", "land");
    scene_close(&s);
    s = scene_open(sections);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'without':[{'link':{'from':'land','to':'port'}}]}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-unknown-id without[0].link");
    scene_close(&s);
}

static void drawdown__the_repair_gives_back_what_comes_first(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='clinic' group='ngo'><offers service='care' at='land'/></actor>"
        "<actor id='home' group='civil'><offers service='shelter' at='land'/></actor></actors><pathways><pathway id='way'>"
        GET_CARE "<step id='bed' service='shelter' after='care'/></pathway></pathways>");
    analysed(&s, DRAWDOWN, "{" ALL ",'services':['shelter'],'without':['clinic']}");
    expect_row(&s, "drawdown", "place=port step=bed", "how", "after-lost");
    expect_row(&s, "drawdown", "place=port step=bed", "lost-share", "0");
    expect_list(&s, "tables/repair/rows", "actor", "clinic");
    scene_close(&s);
}

static void drawdown__links_are_checked(void) {
    static const struct {
        const char *study, *problem;
    } wrong[] = {
        {"{'without':[1]}", "case-wrong-type without[0]"},
        {"{'without':[{}]}", "case-missing-key without[0]"},
        {"{'without':[{'link':'port'}]}", "case-wrong-type without[0].link"},
        {"{'without':[{'link':{'from':'port','to':'hill'},'time':1}]}", "case-unknown-key without[0] key 2"},
        {"{'without':[{'link':{'from':'port'}}]}", "case-missing-key without[0].link"},
        {"{'without':[{'link':{'from':'port','to':'sea'}}]}", "case-unknown-id without[0].link.to"},
        {"{'without':[{'link':{'from':'port','to':'land'}}]}", "case-unknown-id without[0].link"},
    };
    refpath_analysis_question q = {.analysis = DRAWDOWN};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        scene s = scene_open(PATHS(GET_CARE));
        CU_ASSERT_EQUAL(try_analysis(&s, &q, wrong[i].study), REFPATH_INVALID_QUESTION);
        expect_problem(&s, wrong[i].problem);
        scene_close(&s);
    }
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

static void try_drawdown_of_links(rp_fail_alloc *memory) {
    try_without_memory(memory, DRAWDOWN, TWO_WAYS("<limit id='l' within='PT3H'/>"),
                       "{" ALL ",'places':['port'],'without':[{'link':{'from':'port','to':'hill'}}]}");
}

static void drawdown__without_memory_it_says_so(void) {
    rp_fail_each(try_drawdown);
    rp_fail_each(try_drawdown_of_links);
}

RP_SUITE(RP_TEST(drawdown__tells_what_is_lost), RP_TEST(drawdown__of_a_condition_is_that_of_its_cases), RP_TEST(drawdown__nothing_is_lost_that_others_give),
         RP_TEST(drawdown__an_agency_goes_with_its_parts), RP_TEST(drawdown__groups_roles_places_and_interfaces_go_too),
         RP_TEST(drawdown__links_go_too), RP_TEST(drawdown__a_link_of_one_way_is_named_as_it_leads),
         RP_TEST(drawdown__the_repair_gives_back_what_comes_first), RP_TEST(drawdown__links_are_checked),
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
