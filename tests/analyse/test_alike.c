/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Kinds that no condition tells apart, and that what is told of them is what is told of each alone. */
#include "analyse/alike.h"
#include "analyse/rows.h"

#ifdef HAVE_JANSSON

#define KIND(id, facts) "{'id':'" id "','facts':{" facts "}}"

/* Per kind the first that is like it, as digits. */
static void expect_alike(const char *document, const char *kinds, const char *expected) {
    static const rp_study_keys keys = {RP_STUDY_KINDS, NULL};
    scene s = scene_open(document);
    char *json = scene_quotes(scene_copy(kinds), '\'', '"'), said[16] = "";
    rp_analysis a;
    rp_arena arena;
    uint32_t *first;
    memset(&a, 0, sizeof a);
    rp_arena_init(&arena, &s.protocol->alloc, true);
    a.arena = &arena;
    a.most_work = UINT64_MAX;
    CU_ASSERT_EQUAL_FATAL(rp_study_read(&a.study, s.protocol, &arena, &keys, json, strlen(json), moment_of(NOW), s.diags), REFPATH_OK);
    a.p = a.study.p;
    CU_ASSERT_EQUAL_FATAL(rp_kinds_alike(&a, &first), REFPATH_OK);
    for (size_t i = 0; i < a.study.kinds.n && i + 1 < sizeof said; i++) {
        said[i] = (char)('0' + first[i]);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
    rp_study_free(&a.study);
    rp_arena_free(&arena);
    free(json);
    scene_close(&s);
}

/* Care depends on the age (who gives it) and on being hurt (the way there). */
static void alike__are_those_who_differ_in_what_nothing_reads(void) {
    expect_alike(PATHS(GET_CARE), "{'kinds':[" KIND("a", "'sex':'female'") "," KIND("b", "'sex':'male'") ","
                 KIND("c", "'alone':true,'concern':{'yes':['lost']}") "," KIND("d", "") "]}", "0000");
}

static void alike__are_not_those_whom_an_offer_or_a_way_tells_apart(void) {
    expect_alike(PATHS(GET_CARE), "{'kinds':[" KIND("a", "") "," KIND("b", "'age':3") "," KIND("c", "'age':3,'sex':'male'") ","
                 KIND("d", "'hurt':true") "," KIND("e", "'hurt':false") "," KIND("f", "'age':4") "]}", "011345");
}

static void alike__are_not_those_whom_a_step_a_pathway_or_a_limit_tells_apart(void) {
    static const char kinds[] = "{'kinds':[" KIND("a", "'sex':'female'") "," KIND("b", "'sex':'male'") "]}";
    expect_alike(PATHS("<step id='s' service='care'><when><test fact='sex' in='male'/></when></step>"), kinds, "01");
    expect_alike(PATHS("<when><test fact='sex' in='male'/></when>" GET_CARE), kinds, "01");
    expect_alike(PATHS("<step id='s' service='care'><limit within='P1D'><when><test fact='sex' in='male'/></when></limit></step>"),
                 kinds, "01");
}

/* Through a derived flag too: "little" reads the age, and nothing else does in this protocol. */
static void alike__are_not_those_whom_a_derived_flag_tells_apart(void) {
    expect_alike(FACTS "<actors><actor id='office' group='mission'/></actors>"
                 "<pathways><pathway id='way'><when><test fact='little'/></when><step id='s' service='care'/></pathway></pathways>",
                 "{'kinds':[" KIND("a", "'age':2") "," KIND("b", "'age':3") "," KIND("c", "'age':2,'sex':'male'") "]}", "010");
}

static void alike__are_those_of_the_same_terms_of_a_set(void) {
    expect_alike(PATHS("<step id='pep' service='pep'><when><test fact='concern' in='beaten'/></when></step>"),
                 "{'kinds':[" KIND("a", "'concern':{'yes':['beaten']}") "," KIND("b", "'concern':{'yes':['harm']}") ","
                 KIND("c", "'concern':{'yes':['beaten']}") "," KIND("d", "'concern':{'no':['beaten']}") "]}", "0103");
}

static void alike__are_those_of_one_condition_and_the_same_clocks(void) {
    expect_alike(PATHS(GET_CARE), "{'kinds':[{'id':'a','when':'little'},{'id':'b','when':'little','facts':{'sex':'male'}},"
                 "{'id':'c'},{'id':'d','before':{'incident':'PT5H'}},{'id':'e','before':{'incident':'PT5H'},'facts':{'alone':true}},"
                 "{'id':'f','before':{'incident':'PT6H'}}]}", "002335");
}

/* A condition of one kind is a condition: the sexes are told apart then, for all of them. */
static void alike__what_a_kind_itself_asks_is_read(void) {
    expect_alike(PATHS(GET_CARE), "{'kinds':[{'id':'a','when':{'fact':'sex','in':['male']}}," KIND("b", "'sex':'female'") ","
                 KIND("c", "'sex':'male'") "]}", "012");
}

static void alike__rows_of_each_are_its_own(void) {
    static const char both[] = "{'holder':'office','kinds':[" KIND("girls", "'sex':'female'") "," KIND("young", "'age':5") ","
                               KIND("boys", "'sex':'male'") "]}";
    scene s = scene_open(PATHS("<step id='care' service='care'><limit within='P1D'/></step>"));
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, both);
    expect_row(&s, "coverage", "place=hill service=care kind=girls", "covered", "20");
    expect_row(&s, "coverage", "place=hill service=care kind=boys", "covered", "20");
    expect_row(&s, "coverage", "place=hill service=care kind=young", "covered", "2");
    expect_row(&s, "by-place", "place=hill", "rows", "3");
    analysed(&s, REFPATH_ANALYSIS_TIMES, both);
    expect_list(&s, "tables/times/rows", "kind", "girls boys young girls young boys");
    expect_row(&s, "hours", "place=hill weekday=1 hour=3", "rows", "3");
    expect_row(&s, "hours", "place=hill weekday=1 hour=3", "rows-unserved", "2");
    analysed(&s, REFPATH_ANALYSIS_FAILURES, both);
    expect_row(&s, "losses", "actor=hospital place=hill kind=girls", "lost", "20");
    expect_row(&s, "losses", "actor=hospital place=hill kind=boys", "lost", "20");
    scene_close(&s);
}

/* Children are counted by facts that no condition reads. */
static void alike__children_are_not_repeated(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, "{'kinds':[" KIND("girls", "'sex':'female'") "," KIND("boys", "'sex':'male'") "],"
             "'weights':[{'place':'port','weight':30,'facts':{'sex':'female'}},{'place':'port','weight':12,'facts':{'sex':'male'}}]}");
    expect_row(&s, "coverage", "place=port service=care kind=girls", "children", "30");
    expect_row(&s, "coverage", "place=port service=care kind=boys", "children", "12");
    scene_close(&s);
}

RP_SUITE(RP_TEST(alike__are_those_who_differ_in_what_nothing_reads),
         RP_TEST(alike__are_not_those_whom_an_offer_or_a_way_tells_apart),
         RP_TEST(alike__are_not_those_whom_a_step_a_pathway_or_a_limit_tells_apart),
         RP_TEST(alike__are_not_those_whom_a_derived_flag_tells_apart),
         RP_TEST(alike__are_those_of_the_same_terms_of_a_set),
         RP_TEST(alike__are_those_of_one_condition_and_the_same_clocks),
         RP_TEST(alike__what_a_kind_itself_asks_is_read),
         RP_TEST(alike__rows_of_each_are_its_own),
         RP_TEST(alike__children_are_not_repeated))

#else

/* Girls and boys, in a world where nothing depends on the sex. */
static void alike__rows_of_each_are_its_own(void) {
    scene s = scene_open(PATHS(GET_CARE));
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, NULL);
    expect_row(&s, "coverage", "place=hill service=care kind=female-5-9", "covered", "5");
    expect_row(&s, "coverage", "place=hill service=care kind=male-5-9", "covered", "5");
    scene_close(&s);
}

RP_SUITE(RP_TEST(alike__rows_of_each_are_its_own))

#endif
