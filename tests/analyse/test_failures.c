/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What one loss takes away, and two. */
#include "analyse/rows.h"
#include "support/fail_alloc.h"

#include <refpath.h>

#ifdef HAVE_JANSSON

#define FAILURES REFPATH_ANALYSIS_FAILURES
#define ALL "'kinds':[{'id':'all'}]"
#define HELD "'holder':'office'," ALL

static void failures__who_alone_gives_something_is_missed(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, FAILURES, "{" ALL "}");
    expect(&s, "analysis", "failures");
    expect_row(&s, "losses", "actor=hospital place=hill step=care kind=all", "lost", "10"); /* of 0 to 9 years, of 21 */
    expect_row(&s, "losses", "actor=hospital place=hill", "cases", "21");
    expect_row(&s, "losses", "actor=hospital place=hill", "lost-share", "476190");
    expect_row(&s, "losses", "actor=hospital place=hill", "how", "no-provider");
    expect_row(&s, "losses", "actor=clinic place=port", "lost", "11"); /* the hospital takes the others */
    expect_row(&s, "losses", "actor=hospital place=port", "lost", "no row");
    expect_row(&s, "losses", "element=site site=hill place=hill", "lost", "10");
    expect_row(&s, "failures", "actor=clinic", "rows-lost", "1");
    expect_row(&s, "failures", "actor=clinic", "rows-all-lost", "0");
    scene_close(&s);
}

static void failures__of_a_condition_are_those_of_its_cases(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, FAILURES, "{'holder':'office','kinds':[{'id':'some','when':[{'fact':'age','min':7,'max':11},'hurt']}]}");
    expect_row(&s, "losses", "actor=hospital place=hill step=care kind=some", "lost", "3");
    expect_row(&s, "losses", "actor=hospital place=hill step=care kind=some", "cases", "5");
    expect_row(&s, "losses", "actor=clinic place=port step=care kind=some", "lost", "2");
    expect_row(&s, "losses", "actor=desk", "lost", "no row"); /* who is hurt needs nobody between */
    scene_close(&s);
}

static void failures__who_stands_between_is_missed_where_contacts_are_blocked(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, FAILURES, "{" HELD "}");
    expect_row(&s, "losses", "element=actor actor=desk place=port", "how", "blocked");
    expect_row(&s, "losses", "element=actor actor=desk place=port", "lost", "1"); /* but those who are hurt */
    expect_row(&s, "losses", "element=actor actor=desk place=port", "cases", "2");
    expect_row(&s, "losses", "element=contact actor=office to=desk place=port", "lost", "1");
    expect_row(&s, "losses", "element=interface interface=face place=port", "lost", "2"); /* who are hurt too */
    expect_row(&s, "losses", "element=actor actor=office", "lost", "no row"); /* holds the cases */
    scene_close(&s);
}

#define DIRECT "<interface id='face' from='mission' to='ngo' through='adviser' when-missing='direct'/>"

static void failures__tells_where_nobody_stands_between_any_more(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='office' group='mission'/>"
        "<actor id='desk' group='civil'><plays role='adviser' at='land'/></actor>"
        "<actor id='clinic' group='ngo'><offers service='care' at='land'/></actor></actors>"
        "<coordination>" DIRECT "</coordination><pathways><pathway id='way'>" GET_CARE "</pathway></pathways>");
    analysed(&s, FAILURES, "{" HELD "}");
    expect_row(&s, "losses", "element=actor actor=desk place=port", "how", "unguarded");
    expect_row(&s, "losses", "element=actor actor=desk place=port", "lost", "0");
    expect_row(&s, "losses", "element=actor actor=desk place=port", "unguarded", "1");
    expect_row(&s, "failures", "element=actor actor=desk", "rows-unguarded", "2");
    scene_close(&s);
}

static void failures__tells_what_comes_too_late(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='quick' group='ngo'><offers service='care' at='land' respond-within='PT1H'/></actor>"
        "<actor id='slow' group='ngo'><offers service='care' at='land' respond-within='PT9H'/></actor></actors>"
        "<pathways><pathway id='way'><step id='care' service='care'><limit id='l' within='PT6H'/></step></pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "actor=quick place=port", "how", "late");
    expect_row(&s, "losses", "actor=quick place=port", "late", "1");
    expect_row(&s, "losses", "actor=quick place=port", "lost", "0");
    expect_row(&s, "losses", "actor=slow", "late", "no row");
    expect_row(&s, "failures", "actor=quick", "rows-late", "2");
    scene_close(&s);
}

/* What either gives alone is not missed; only that both are gone. */
static void failures__pairs_are_what_neither_takes_away_alone(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, FAILURES, "{" ALL ",'pairs':true}");
    expect_row(&s, "pairs", "actor=clinic other-actor=hospital place=port", "lost", "10");
    expect_row(&s, "pairs", "actor=clinic other-actor=hospital place=port", "cases", "21");
    expect_row(&s, "pairs", "actor=clinic other-actor=hospital place=hill", "lost", "no row");
    analysed(&s, FAILURES, "{" ALL "}");
    CU_ASSERT_PTR_NULL(scene_at(&s, "tables/pairs"));
    scene_close(&s);
}

/* -- links ------------------------------------------------------------------------------------------------------------ */

#define ON_THE_HILL                                                                                                    \
    "<actors><actor id='hospital' group='ngo'><offers service='care' at='land' site='hill'/></actor></actors>"
#define WITHIN(time) "<pathways><pathway id='way'><step id='care' service='care'><limit id='l' within='" time "'/></step></pathway></pathways>"

static void failures__without_a_link_no_way_is_known(void) {
    scene s = scene_open(FACTS ON_THE_HILL "<pathways><pathway id='way'>" GET_CARE "</pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "element=link from=port to=hill link-time=1800 place=port", "how", "no-way");
    expect_row(&s, "losses", "element=link place=port", "no-way", "1");
    expect_row(&s, "losses", "element=link place=port", "lost", "0"); /* it is there */
    expect_row(&s, "losses", "element=link place=port", "late", "0"); /* there is no limit */
    expect_row(&s, "losses", "element=link place=hill", "how", "no row");
    expect_row(&s, "failures", "element=link", "rows-no-way", "1");
    scene_close(&s);
    s = scene_open(FACTS ON_THE_HILL WITHIN("PT3H"));
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "element=link place=port", "late", "1"); /* who never comes is not in time */
    expect_row(&s, "losses", "element=link place=port", "how", "no-way");
    scene_close(&s);
}

/* A ferry beside the road. */
static void failures__a_longer_way_comes_too_late(void) {
    scene s = scene_open(FACTS "<travel><link from='hill' to='port' time='PT5H'/></travel>" ON_THE_HILL WITHIN("PT3H"));
    analysed(&s, FAILURES, "{" ALL ",'pairs':true}");
    expect_row(&s, "losses", "element=link link-time=1800 place=port", "how", "late");
    expect_row(&s, "losses", "element=link link-time=1800 place=port", "no-way", "0");
    expect_row(&s, "losses", "element=link link-time=18000", "how", "no row"); /* nobody takes it */
    expect_row(&s, "pairs", "element=link link-time=1800 other=link other-link-time=18000 place=port", "no-way", "1");
    expect_row(&s, "pairs", "element=link link-time=1800 other=link other-link-time=18000 place=port", "late", "0"); /* the road alone */
    scene_close(&s);
    s = scene_open(FACTS "<travel><link from='hill' to='port' time='PT5H' one-way='true'/></travel>" ON_THE_HILL WITHIN("PT3H"));
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "element=link place=port", "how", "no-way"); /* the ferry goes the other way */
    scene_close(&s);
}

/* The hill has a link still, if only a lost one: it does not stand where the land around it does. */
static void failures__a_place_stays_where_its_lost_link_ends(void) {
    scene s = scene_open(FACTS "<travel><link from='land' to='port' time='PT1H'/></travel>" ON_THE_HILL
                         "<pathways><pathway id='way'>" GET_CARE "</pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "element=link link-time=1800 place=port", "how", "no-way");
    scene_close(&s);
}

static void failures__links_and_others_are_pairs(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='hospital' group='ngo'><offers service='care' at='land' site='hill'/></actor>"
        "<actor id='nurse' group='ngo'><offers service='care' at='port' respond-within='PT1H'/></actor></actors>" WITHIN("PT3H"));
    analysed(&s, FAILURES, "{" ALL ",'pairs':true}");
    expect_row(&s, "losses", "element=link place=port", "how", "no row");
    expect_row(&s, "losses", "actor=nurse place=port", "how", "no row");
    expect_row(&s, "pairs", "element=actor actor=nurse other=link other-from=port place=port", "no-way", "1");
    expect_row(&s, "pairs", "element=actor actor=nurse other=link other-from=port place=port", "late", "1");
    scene_close(&s);
}

/* -- steps that come after others -------------------------------------------------------------------------------------- */

#define FIRST_CARE                                                                                                     \
    FACTS "<actors><actor id='clinic' group='ngo'><offers service='care' at='port'/></actor>"                          \
    "<actor id='lab' group='ngo'><offers service='pep' at='land'/></actor>"                                            \
    "<actor id='shelterer' group='ngo'><offers service='shelter' at='land'/></actor></actors>"                         \
    "<pathways><pathway id='way'>" GET_CARE "<step id='pills' service='pep' after='care'>" IF("hurt") "</step>"        \
    "<step id='home' service='shelter' after='pills'/></pathway></pathways>"

static void failures__a_step_is_told_that_comes_after_a_lost_one(void) {
    scene s = scene_open(FIRST_CARE);
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "actor=clinic step=care place=port", "how", "no-provider");
    expect_row(&s, "losses", "actor=clinic step=care place=port", "after-lost", "0");
    expect_row(&s, "losses", "actor=clinic step=pills place=port", "how", "after-lost");
    expect_row(&s, "losses", "actor=clinic step=pills place=port", "lost", "0"); /* a plan still lists it */
    expect_row(&s, "losses", "actor=clinic step=home place=port", "after-lost", "1"); /* of those who are hurt, through the pills */
    expect_row(&s, "losses", "actor=clinic step=home place=port", "cases", "2");
    expect_row(&s, "losses", "actor=lab step=home place=hill", "after-lost", "1"); /* care had nobody there before */
    expect_row(&s, "losses", "actor=lab step=pills place=hill", "after-lost", "0"); /* lost itself */
    expect_row(&s, "losses", "actor=clinic place=hill", "how", "no row");
    expect_row(&s, "failures", "actor=clinic", "rows-after-lost", "2");
    scene_close(&s);
}

/* What is not looked at matters where what is looked at comes after it. */
static void failures__what_comes_first_is_looked_at_too(void) {
    scene s = scene_open(FIRST_CARE);
    analysed(&s, FAILURES, "{" ALL ",'services':['shelter']}");
    expect_row(&s, "losses", "actor=clinic step=home place=port", "after-lost", "1");
    expect_row(&s, "losses", "step=care", "how", "no row");
    scene_close(&s);
}

static void failures__what_comes_first_may_have_others(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='clinic' group='ngo'><offers service='care' at='port'/></actor>"
        "<actor id='hospital' group='ngo'><offers service='care' at='land'>" IF("hurt") "</offers></actor>"
        "<actor id='shelterer' group='ngo'><offers service='shelter' at='land'/></actor></actors><pathways><pathway id='way'>"
        GET_CARE "<step id='home' service='shelter' after='care'/></pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL ",'pairs':true}");
    expect_row(&s, "losses", "actor=clinic step=home place=port", "after-lost", "1"); /* of two: not who is hurt */
    expect_row(&s, "losses", "actor=hospital step=home place=port", "after-lost", "no row");
    expect_row(&s, "losses", "actor=hospital step=home place=hill", "after-lost", "1");
    expect_row(&s, "pairs", "actor=clinic other-actor=hospital step=home place=port", "after-lost", "1"); /* the other */
    scene_close(&s);
}

/* Given at another's visit a step comes after what that one comes after. */
static void failures__a_visit_says_what_comes_first(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='clinic' group='ngo'><offers service='care' at='port'/></actor>"
        "<actor id='house' group='ngo'><offers service='shelter pep' at='land'/></actor></actors><pathways><pathway id='way'>"
        GET_CARE "<step id='home' service='shelter' after='care'>" IF("hurt") "</step>"
        "<step id='pills' service='pep' with='home'/></pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "actor=clinic step=home place=port", "how", "after-lost");
    expect_row(&s, "losses", "actor=clinic step=pills place=port", "after-lost", "1"); /* else it goes by itself */
    expect_row(&s, "losses", "actor=clinic step=pills place=port", "cases", "2");
    scene_close(&s);
}

static void failures__posts_that_one_holds_alone_are_told(void) {
    scene s = scene_open(FACTS
        "<actors><actor id='desk' group='civil'><plays role='adviser' at='land'/></actor>"
        "<actor id='post' group='civil'><plays role='adviser' at='port' active-until='2026-05-31'/></actor>"
        "<actor id='hut' group='civil'><plays role='adviser' at='hill'/></actor></actors>"
        "<pathways><pathway id='way'><step id='tell' inform='adviser'/></pathway></pathways>");
    analysed(&s, FAILURES, "{" ALL "}");
    expect(&s, "tables/posts/rows/0", "{'place':'port','role':'adviser','players':1,'actor':'desk','vacant':'post'}");
    expect(&s, "tables/posts/rows/1", ""); /* two play it on the hill */
    scene_close(&s);
}

static void failures__the_hidden_are_told_to_those_who_see_them(void) {
    scene s = scene_open(PATHS("<step id='home' service='shelter'/>"));
    analysed(&s, FAILURES, "{" ALL "}");
    expect_row(&s, "losses", "step=home", "lost", "no row");
    analysed_by(&s, FAILURES, "{" ALL "}", "office");
    expect_row(&s, "losses", "actor=house step=home place=port", "lost", "1");
    scene_close(&s);
}

static void failures__keys_are_checked(void) {
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = FAILURES};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'pairs':1}"), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-wrong-type pairs");
    scene_close(&s);
    s = scene_open(PATHS(GET_CARE));
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{'without':['clinic']}"), REFPATH_INVALID_QUESTION);
    scene_close(&s);
}

/* The protocol's memory is that of its analyses. */
static void try_failures(rp_fail_alloc *memory) {
    try_without_memory(memory, FAILURES, PATHS(GET_CARE), "{" HELD ",'pairs':true,'places':['hill']}");
}

static void try_links(rp_fail_alloc *memory) {
    try_without_memory(memory, FAILURES, FACTS "<travel><link from='hill' to='port' time='PT5H'/></travel>" ON_THE_HILL WITHIN("PT3H"),
                       "{" ALL ",'places':['port']}");
}

static void try_after(rp_fail_alloc *memory) { try_without_memory(memory, FAILURES, FIRST_CARE, "{" ALL ",'places':['port']}"); }

static void failures__without_memory_it_says_so(void) {
    rp_fail_each(try_failures);
    rp_fail_each(try_links);
    rp_fail_each(try_after);
}

#else

static void failures__needs_no_study(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, REFPATH_ANALYSIS_FAILURES, NULL);
    expect(&s, "tables/failures/rows/0/actor", "clinic");
    scene_close(&s);
}

#endif

#ifdef HAVE_JANSSON
RP_SUITE(RP_TEST(failures__who_alone_gives_something_is_missed), RP_TEST(failures__of_a_condition_are_those_of_its_cases),
         RP_TEST(failures__who_stands_between_is_missed_where_contacts_are_blocked),
         RP_TEST(failures__tells_where_nobody_stands_between_any_more), RP_TEST(failures__tells_what_comes_too_late),
         RP_TEST(failures__pairs_are_what_neither_takes_away_alone),
         RP_TEST(failures__without_a_link_no_way_is_known), RP_TEST(failures__a_longer_way_comes_too_late),
         RP_TEST(failures__a_place_stays_where_its_lost_link_ends), RP_TEST(failures__links_and_others_are_pairs),
         RP_TEST(failures__a_step_is_told_that_comes_after_a_lost_one), RP_TEST(failures__what_comes_first_is_looked_at_too),
         RP_TEST(failures__what_comes_first_may_have_others), RP_TEST(failures__a_visit_says_what_comes_first),
         RP_TEST(failures__posts_that_one_holds_alone_are_told),
         RP_TEST(failures__the_hidden_are_told_to_those_who_see_them), RP_TEST(failures__keys_are_checked),
         RP_TEST(failures__without_memory_it_says_so))
#else
RP_SUITE(RP_TEST(failures__needs_no_study))
#endif
