/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a study may say; whatever else it says is an error that repeats nothing. */
#include "analyse/rows.h"

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
    {
        char deep[200] = "{'kinds':";
        memset(deep + strlen(deep), '[', 64);
        expect_refused(deep, "study-too-deep 64");
    }
}

/* Each is held against the names of the others, not against the others. */
static void study__may_have_very_many_kinds_each_called_otherwise(void) {
    enum { MANY = 30000, EACH = 16 };
    char *text = calloc(MANY + 4, EACH);
    size_t n = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    n += (size_t)sprintf(text, "{'kinds':[");
    for (int i = 0; i < MANY; i++) {
        n += (size_t)sprintf(text + n, "{'id':'%d'},", i);
    }
    (void)sprintf(text + n, "{'id':'0'}]}");
    expect_refused(text, "case-contradiction kinds[30000].id");
    free(text);
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
    expect_refused("{'kinds':[{'id':'a','when':'gone'}]}", "case-unknown-fact kinds[0].when");
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

/* -- conditions of kinds ------------------------------------------------------------------------------------------------ */

#define KIND(when) "{'kinds':[{'id':'a','when':" when "}]}"

static void condition__is_a_test_or_holds_others(void) {
    expect_refused(KIND("3"), "case-wrong-type kinds[0].when");
    expect_refused(KIND("null"), "case-wrong-type kinds[0].when");
    expect_refused(KIND("[]"), "case-empty kinds[0].when");
    expect_refused(KIND("{}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'min':3}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'any':[]}"), "case-empty kinds[0].when.any");
    expect_refused(KIND("{'not':{'fact':'hurt'}}"), "case-wrong-type kinds[0].when.not");
    expect_refused(KIND("{'all':['hurt',false]}"), "case-wrong-type kinds[0].when.all[1]");
    expect_refused(KIND("{'all':[['hurt']]}"), "case-wrong-type kinds[0].when.all[0]");
    expect_refused(KIND("{'any':['hurt'],'not':['alone']}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'any':['hurt'],'fact':'alone'}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'not':['hurt'],'max':3}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'hurt','is':true}"), "case-unknown-key kinds[0].when key 2");
    expect_refused(KIND("['hurt',{'not':['alone',{'fact':'age','min':1.5}]}]"), "case-wrong-type kinds[0].when[1].not[1].min");
    expect_refused("{'kinds':[{'id':'a','when':'hurt'},{'id':'b','when':'gone'}]}", "case-unknown-fact kinds[1].when");
}

static void condition__tests_what_the_protocol_has(void) {
    expect_refused(KIND("'age'"), "case-unknown-fact kinds[0].when"); /* no flag */
    expect_refused(KIND("['hurt','gone']"), "case-unknown-fact kinds[0].when[1]");
    expect_refused(KIND("{'fact':3}"), "case-wrong-type kinds[0].when.fact");
    expect_refused(KIND("{'fact':'gone'}"), "case-unknown-fact kinds[0].when.fact");
    expect_refused(KIND("{'fact':'sex','in':['female','other']}"), "case-unknown-term kinds[0].when.in[1]");
    expect_refused(KIND("{'fact':'concern','in':['female']}"), "case-unknown-term kinds[0].when.in[0]");
    expect_refused(KIND("{'fact':'place','in':['port','sea']}"), "case-unknown-id kinds[0].when.in[1]");
    expect_refused(KIND("{'fact':'sender','in':['office']}"), "study-request-fact kinds[0].when.fact");
    expect_refused(KIND("{'fact':'recipient','in':['office']}"), "study-request-fact kinds[0].when.fact");
    expect_refused(KIND("{'fact':'purpose','in':['care']}"), "study-request-fact kinds[0].when.fact");
    expect_refused(KIND("{'fact':'item','in':['name']}"), "study-request-fact kinds[0].when.fact");
}

static void condition__tests_each_fact_as_a_protocol_does(void) {
    expect_refused(KIND("{'fact':'age'}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'fact':'sex'}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'fact':'concern'}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'fact':'place'}"), "case-missing-key kinds[0].when");
    expect_refused(KIND("{'fact':'age','in':['lost']}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'sex','min':3}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'place','max':3}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'hurt','in':['lost']}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'little','max':1}"), "case-not-allowed kinds[0].when");
    expect_refused(KIND("{'fact':'age','min':'3'}"), "case-wrong-type kinds[0].when.min");
    expect_refused(KIND("{'fact':'age','max':2147483648}"), "case-number-outside kinds[0].when.max");
    expect_refused(KIND("{'fact':'age','min':-2147483649}"), "case-number-outside kinds[0].when.min");
    expect_refused(KIND("{'fact':'sex','in':'female'}"), "case-wrong-type kinds[0].when.in");
    expect_refused(KIND("{'fact':'sex','in':[]}"), "case-empty kinds[0].when.in");
    expect_refused(KIND("{'fact':'sex','in':[3]}"), "case-wrong-type kinds[0].when.in[0]");
}

/* How many could be chosen is told, never what was. */
static void condition__is_repeated_in_no_problem(void) {
    static const char *const choices[] = {"7", "4", "2", "3", "3"}; /* facts and the place; terms; flags; places */
    scene s = scene_open(CARE);
    refpath_analysis_question q = {.analysis = COVERAGE};
    (void)try_analysis(&s, &q, KIND("[{'fact':'secret'},{'fact':'concern','in':['secret']},{'fact':'sex','in':['secret']},"
                                    "'secret',{'fact':'place','in':['secret']}]"));
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 5);
    for (size_t i = 0; i < refpath_diags_count(s.diags); i++) {
        refpath_problem problem = {.size = sizeof problem};
        CU_ASSERT_EQUAL(refpath_diags_get(s.diags, i, &problem), REFPATH_OK);
        for (size_t k = 0; k < problem.n_arguments; k++) {
            CU_ASSERT_PTR_NULL(strstr(problem.arguments[k].value, "secret"));
        }
        CU_ASSERT_STRING_EQUAL(problem.arguments[1].value, choices[i]);
    }
    scene_close(&s);
}

/* {'any': [`each`, ...]}, with `each` so many times. */
static char *condition_of(const char *each, size_t n) {
    size_t length = strlen(each) + 1, size = n * length + 100;
    char *study = malloc(size), *at;
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    at = study + snprintf(study, size, "{'kinds':[{'id':'a'},{'id':'b','when':{'any':[");
    for (size_t i = 0; i < n; i++) {
        at += snprintf(at, length + 1, "%s%s", i > 0 ? "," : "", each);
    }
    snprintf(at, size - (size_t)(at - study), "]}}]}");
    return study;
}

static void expect_width(const char *each, size_t n, bool fits) {
    scene s = scene_open(CARE);
    refpath_analysis_question q = {.analysis = COVERAGE};
    char *study = condition_of(each, n);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), fits ? REFPATH_OK : REFPATH_INVALID_QUESTION);
    if (!fits) {
        expect_problem(&s, "study-condition kinds[1].when");
    }
    free(study);
    scene_close(&s);
}

/* As in a protocol, every name in a list of terms of a set counts. */
static void condition__is_as_wide_as_one_of_a_protocol_may_be(void) {
    expect_width("'hurt'", 10000, true);
    expect_width("'hurt'", 10001, false);
    expect_width("{'fact':'concern','in':['beaten','burnt','lost']}", 2500, true);
    expect_width("{'fact':'concern','in':['beaten','burnt','lost']}", 2501, false);
}

/* Flags that read one another, as many in a row as a protocol may have: a condition that reads the last is one too many. */
static void condition__reads_as_many_in_a_row_as_one_of_a_protocol_may(void) {
    size_t size = 20000, n = 0;
    char *world = malloc(size);
    scene s;
    refpath_analysis_question q = {.analysis = COVERAGE};
    CU_ASSERT_PTR_NOT_NULL_FATAL(world);
    n += (size_t)snprintf(world, size, "<vocabulary><flag id='f'/>");
    for (int i = 1; i <= 127; i++) {
        n += (size_t)snprintf(world + n, size - n, "<flag id='f%d'><when><test fact='f%.0d'/></when></flag>", i, i - 1);
    }
    snprintf(world + n, size - n, "<flag id='last'><when><test fact='f127'/></when></flag></vocabulary><places><place id='here'/></places>"
             "<services><service id='care'/></services><pathways><pathway id='way'><step id='care' service='care'/></pathway></pathways>");
    s = scene_open(world);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, KIND("'last'")), REFPATH_OK); /* the protocol's own */
    CU_ASSERT_EQUAL(try_analysis(&s, &q, KIND("['f127']")), REFPATH_OK);
    CU_ASSERT_EQUAL(try_analysis(&s, &q, KIND("['last']")), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "study-condition kinds[0].when");
    scene_close(&s);
    free(world);
}

/* 45,000 values to tell apart by as many tests are more than there is room for. */
static void condition__cuts_a_number_only_so_finely(void) {
    const size_t kinds = 5, tests = 9000, size = kinds * tests * 40;
    char *study = malloc(size), *at = study;
    scene s = scene_open("<vocabulary><number id='n' min='0' max='1000000'/></vocabulary><places><place id='here'/></places>"
                         "<services><service id='care'/></services><pathways><pathway id='way'><step id='care' service='care'/>"
                         "</pathway></pathways>");
    refpath_analysis_question q = {.analysis = COVERAGE};
    CU_ASSERT_PTR_NOT_NULL_FATAL(study);
    at += snprintf(at, 100, "{'kinds':[");
    for (size_t k = 0; k < kinds; k++) {
        at += snprintf(at, 100, "%s{'id':'k%zu','when':{'any':[", k > 0 ? "," : "", k);
        for (size_t i = 0; i < tests; i++) {
            at += snprintf(at, 100, "%s{'fact':'n','min':%zu}", i > 0 ? "," : "", 20 * i + k);
        }
        at += snprintf(at, 100, "]}}");
    }
    snprintf(at, 100, "]}");
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "study-condition kinds[1].when");
    free(study);
    scene_close(&s);
}

/* The protocol is the same before and after, and answers are its own. */
static void condition__leaves_the_protocol_as_it_is(void) {
    scene s = scene_open(CARE), t = scene_open(CARE);
    analysed(&s, COVERAGE, "{'kinds':[{'id':'a','when':{'fact':'age','min':7,'max':7}}]}");
    expect_row(&s, "coverage", "place=hill service=care kind=a", "cases", "1");
    expect(&s, "protocol/fingerprint", refpath_protocol_fingerprint(t.protocol));
    analysed(&s, COVERAGE, NULL);
    analysed(&t, COVERAGE, NULL);
    CU_ASSERT_TRUE(rp_tree_equal(scene_at(&s, "tables"), scene_at(&t, "tables")));
    CU_ASSERT_EQUAL(s.protocol->matcher.conditions.n, t.protocol->matcher.conditions.n);
    scene_close(&s);
    scene_close(&t);
}

static void try_conditions(rp_fail_alloc *memory) {
    try_without_memory(memory, COVERAGE, CARE,
                       "{'kinds':[{'id':'a','when':{'all':[{'any':['hurt',{'fact':'age','min':7}]},{'any':['alone','little']}]}},"
                       "{'id':'b','when':['hurt',{'fact':'concern','in':['lost','harm']},{'fact':'place','in':['hill']}]}]}");
}

static void condition__without_memory_it_says_so(void) { rp_fail_each(try_conditions); }

RP_SUITE(RP_TEST(study__is_json_without_repeated_keys), RP_TEST(study__is_bounded),
         RP_TEST(study__may_have_very_many_kinds_each_called_otherwise),
         RP_TEST(study__has_no_key_that_the_analysis_does_not_read),
         RP_TEST(study__names_what_the_protocol_has), RP_TEST(study__says_nothing_by_halves),
         RP_TEST(study__times_are_moments_and_parts_of_a_week), RP_TEST(study__a_hidden_holder_is_not_there_for_others),
         RP_TEST(study__places_and_services_stand_for_what_is_in_them), RP_TEST(study__a_week_may_begin_at_any_moment),
         RP_TEST(study__kinds_follow_what_the_protocol_knows_of_age_and_sex),
         RP_TEST(condition__is_a_test_or_holds_others), RP_TEST(condition__tests_what_the_protocol_has),
         RP_TEST(condition__tests_each_fact_as_a_protocol_does), RP_TEST(condition__is_repeated_in_no_problem),
         RP_TEST(condition__is_as_wide_as_one_of_a_protocol_may_be),
         RP_TEST(condition__reads_as_many_in_a_row_as_one_of_a_protocol_may),
         RP_TEST(condition__cuts_a_number_only_so_finely), RP_TEST(condition__leaves_the_protocol_as_it_is),
         RP_TEST(condition__without_memory_it_says_so))

#else

static void study__cannot_be_read_in_this_build(void) {
    scene s = scene_open(WORLD);
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_COVERAGE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{}"), REFPATH_UNSUPPORTED);
    scene_close(&s);
}

RP_SUITE(RP_TEST(study__cannot_be_read_in_this_build))

#endif
