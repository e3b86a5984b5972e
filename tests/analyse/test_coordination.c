/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who reaches whom through whom; posts, overlap, the age of the directory. */
#include "analyse/rows.h"

#include <refpath.h>

#define COORDINATION REFPATH_ANALYSIS_COORDINATION

/* Five, of whom one is hidden: four, twelve pairs; from the office to clinic and hospital there is one between. */
static void coordination__counts_pairs_that_one_stands_between(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, COORDINATION, NULL);
    expect(&s, "tables/gatekeepers/rows/0",
           "{'place':'port','actor':'desk','pair-share':166666,'pairs':2,'all-pairs':12}");
    expect_list(&s, "tables/gatekeepers/rows", "place", "port hill");
    expect_row(&s, "lengths", "place=port between=0", "pairs", "10");
    expect_row(&s, "lengths", "place=port between=1", "pairs", "2");
    expect(&s, "tables/longest/rows/0", "{'place':'port','between':1,'from':'office','to':'clinic','through':'desk'}");
    analysed_by(&s, COORDINATION, NULL, "office");
    expect_row(&s, "gatekeepers", "place=port actor=desk", "pairs", "3");
    expect_row(&s, "gatekeepers", "place=port actor=desk", "all-pairs", "20");
    scene_close(&s);
}

#define LIST                                                                                                           \
    FACTS "<actors><actor id='office' group='mission'/>"                                                               \
    "<actor id='desk' group='civil' verified='2026-05-04'><plays role='adviser' at='port'/></actor>"                   \
    "<actor id='post' group='civil'><plays role='adviser' at='hill' active-until='2026-05-31'/></actor>"               \
    "<actor id='old' group='ngo' verified='2025-06-03'><offers service='care' at='land'/></actor>"                     \
    "<actor id='new' group='ngo'><offers service='care pep' at='port'/></actor>"                                         \
    "<actor id='gone' group='ngo' active-until='2026-01-01'><offers service='care' at='land'/></actor></actors>"       \
    "<coordination><interface id='face' from='mission' to='ngo' through='adviser'/></coordination>"                    \
    "<pathways><pathway id='way'>" GET_CARE "</pathway></pathways>"

static void coordination__says_who_is_not_reached(void) {
    scene s = scene_open(LIST);
    analysed(&s, COORDINATION, NULL);
    expect_row(&s, "lengths", "place=hill unreached=true", "pairs", "2"); /* nobody plays the adviser there now */
    expect_row(&s, "gatekeepers", "place=hill", "pairs", "no row");
    expect_row(&s, "gatekeepers", "place=port actor=desk", "pairs", "2");
    scene_close(&s);
}

static void coordination__tells_posts_of_one_and_of_none(void) {
    scene s = scene_open(LIST);
    analysed(&s, COORDINATION, NULL);
    expect(&s, "tables/posts/rows/0", "{'place':'port','role':'adviser','players':1,'actor':'desk'}");
    expect(&s, "tables/posts/rows/1", "{'place':'hill','role':'adviser','players':0,'vacant':'post'}");
    scene_close(&s);
}

static void coordination__tells_what_several_give(void) {
    scene s = scene_open(LIST);
    analysed(&s, COORDINATION, NULL);
    expect(&s, "tables/overlap/rows/0", "{'place':'port','service':'care','providers':2,'actors':'old new'}");
    expect(&s, "tables/overlap/rows/1", "");
    scene_close(&s);
}

static void coordination__the_oldest_entries_come_first(void) {
    scene s = scene_open(LIST);
    analysed(&s, COORDINATION, NULL);
    expect_list(&s, "tables/directory/rows", "actor", "office post new old desk");
    expect(&s, "tables/directory/rows/0", "{'actor':'office','stale':true}");
    expect(&s, "tables/directory/rows/3", "{'actor':'old','stale':true,'verified':'2025-06-03','days':365}");
    expect(&s, "tables/directory/rows/4", "{'actor':'desk','verified':'2026-05-04','days':30}");
    scene_close(&s);
}

#ifdef HAVE_JANSSON
static void coordination__places_are_those_of_the_study(void) {
    scene s = scene_open(LIST);
    analysed(&s, COORDINATION, "{'places':['hill']}");
    expect_list(&s, "tables/posts/rows", "place", "hill");
    scene_close(&s);
}

static void try_coordination(rp_fail_alloc *memory) {
    try_without_memory(memory, COORDINATION, PATHS(GET_CARE), "{'places':['port']}");
}

static void coordination__without_memory_it_says_so(void) { rp_fail_each(try_coordination); }
#define MORE , RP_TEST(coordination__places_are_those_of_the_study), RP_TEST(coordination__without_memory_it_says_so)
#else
#define MORE
#endif

RP_SUITE(RP_TEST(coordination__counts_pairs_that_one_stands_between), RP_TEST(coordination__says_who_is_not_reached),
         RP_TEST(coordination__tells_posts_of_one_and_of_none), RP_TEST(coordination__tells_what_several_give),
         RP_TEST(coordination__the_oldest_entries_come_first) MORE)
