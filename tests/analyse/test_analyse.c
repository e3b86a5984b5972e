/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The call itself, tables as CSV, small cells, work, progress, memory. */
#include "analyse/rows.h"
#include "support/streams.h"

#include <refpath.h>

#define CARE "<step id='care' service='care'><limit id='l' within='PT6H'/></step><step id='home' service='shelter'/>"

static void analyse__wrong_calls_are_refused(void) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.size = sizeof q, .analysis = REFPATH_ANALYSIS_COVERAGE, .now = moment_of(NOW)};
    refpath_answer *answer = NULL;
    CU_ASSERT_EQUAL(refpath_protocol_analyse(NULL, s.protocol, &q, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, NULL, &q, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, s.protocol, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    q.now = REFPATH_NO_TIME;
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, s.protocol, &q, NULL), REFPATH_INVALID_ARGUMENT);
    q.now = moment_of(NOW);
    q.analysis = (refpath_analysis)99;
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, s.protocol, &q, NULL), REFPATH_INVALID_ARGUMENT);
    q.analysis = REFPATH_ANALYSIS_COVERAGE;
    q.study_length = 3;
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, s.protocol, &q, NULL), REFPATH_INVALID_ARGUMENT);
    q.study_length = 0;
    q.size--;
    CU_ASSERT_EQUAL(refpath_protocol_analyse(&answer, s.protocol, &q, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(answer);
    q.viewer = "nobody";
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "question-unknown viewer");
    scene_close(&s);
}

static void analyse__is_an_answer_like_others(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, NULL);
    CU_ASSERT_EQUAL(refpath_answer_get_kind(s.answer), REFPATH_ANSWER_ANALYSIS);
    expect(&s, "protocol/id", "scene");
    expect(&s, "tables/coverage/columns/0", "{'id':'place'}");
    expect(&s, "tables/coverage/columns/3", "{'id':'share','unit':'ppm'}");
    scene_close(&s);
}

static void analyse__stops_where_too_much_work_is_to_be_done(void) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_COVERAGE, .work = 100};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_LIMIT_EXCEEDED);
    expect_problem(&s, "not-decided -");
    q.work = 10000000;
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_OK);
    scene_close(&s);
}

typedef struct watch {
    uint64_t calls, last, total, stop;
} watch;

static int look(uint64_t done, uint64_t total, void *user) {
    watch *w = user;
    CU_ASSERT_TRUE(done >= w->last && done <= total);
    w->last = done;
    w->total = total;
    return ++w->calls == w->stop;
}

static void analyse__tells_how_far_it_is_and_can_be_stopped(void) {
    scene s = scene_open(PATHS(CARE));
    watch w = {0, 0, 0, 0};
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_TIMES, .progress = look, .user = &w};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_OK);
    CU_ASSERT_TRUE(w.calls > 2 && w.last == w.total);
    w = (watch){0, 0, 0, 2};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_CANCELLED);
    CU_ASSERT_EQUAL(w.calls, 2);
    CU_ASSERT_PTR_NULL(s.answer);
    scene_close(&s);
}

/* -- tables --------------------------------------------------------------------------------------------------------- */

static void expect_table(const scene *s, const char *table, uint64_t min_cell, const char *expected) {
    refpath_table_options options = {sizeof options, min_cell};
    scene_text *text = calloc(1, sizeof *text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(refpath_answer_table(s->answer, table, &options, scene_take, text), REFPATH_OK);
    if (strcmp(text->at, expected) != 0) {
        printf("%s", text->at);
    }
    CU_ASSERT_STRING_EQUAL(text->at, expected);
    free(text);
}

static void analyse__a_table_is_csv(void) {
    scene s = scene_open(PATHS(CARE));
    scene_text *text = calloc(1, sizeof *text);
    rp_ending full = {.gives = REFPATH_IO};
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, NULL);
    expect_table(&s, "by-service", 0,
                 "service,rows,whole,partly,none,whole-share\r\n"
                 "care,16,12,0,4,750000\r\nshelter,16,0,0,16,0\r\n");
    CU_ASSERT_EQUAL(refpath_answer_table(s.answer, NULL, NULL, scene_take, text), REFPATH_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(text->at, "place,service,kind,share,"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text->at, "\r\nport,care,male-15-17,1000000,"));
    CU_ASSERT_EQUAL(refpath_answer_table(s.answer, "nothing", NULL, scene_take, text), REFPATH_NOT_FOUND);
    CU_ASSERT_EQUAL(refpath_answer_table(s.answer, NULL, NULL, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_answer_table(NULL, NULL, NULL, scene_take, text), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_answer_table(s.answer, NULL, NULL, rp_end_stream, &full), REFPATH_IO);
    CU_ASSERT_EQUAL(full.calls, 1);
    free(text);
    scene_close(&s);
}

static void analyse__only_an_analysis_has_tables(void) {
    scene s = scene_open(PATHS(CARE));
    rp_ending never = {.gives = REFPATH_IO};
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_about(scene_next(&s), s.protocol), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_answer_table(s.answer, NULL, NULL, rp_end_stream, &never), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(never.calls, 0);
    scene_close(&s);
}

#ifdef HAVE_JANSSON

static void analyse__what_csv_could_mistake_is_quoted(void) {
    scene s = scene_open(PATHS("<step id='home' service='shelter'/>"));
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, "{'kinds':[{'id':'a,b'}],'places':['port']}");
    expect_table(&s, NULL, 0,
                 "place,service,kind,share,in-time-share,children-share,children-gap,children,providers,open,gap,covered,cases,"
                 "in-time,at-times,too-late,depends-on\r\n"
                 "port,shelter,\"a,b\",0,,,,,0,0,1,0,1,,,,\r\n");
    scene_close(&s);
}

/* Rows that count fewer children than so many, but some, tell no figures; names and what counts nobody stay. */
static void analyse__small_cells_tell_no_figures(void) {
    static const char study[] = "{'kinds':[{'id':'a','facts':{'age':[8,9,10,11]}}],'places':['hill','port'],'services':['care'],"
                                "'weights':[{'place':'hill','weight':42},{'place':'port','weight':420}]}";
    static const char small[] = "{'place':'hill','service':'care','kind':'a','providers':1,'depends-on':'age'}";
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_COVERAGE, .min_cell = 5};
    analysed(&s, REFPATH_ANALYSIS_COVERAGE, study);
    expect_row(&s, "coverage", "place=hill service=care kind=a", "children", "8"); /* 42 of 21 ages */
    expect_row(&s, "coverage", "place=hill service=care kind=a", "children-gap", "4");
    expect_table(&s, NULL, 5,
                 "place,service,kind,share,in-time-share,children-share,children-gap,children,providers,open,gap,covered,cases,"
                 "in-time,at-times,too-late,depends-on\r\n"
                 "hill,care,a,,,,,,1,,,,,,,,age\r\n"
                 "port,care,a,1000000,,1000000,0,80,2,10080,0,1,1,,,,\r\n");
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_OK);
    expect(&s, "min-cell", "5");
    expect(&s, "tables/coverage/rows/0", small);
    q.min_cell = 4;
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_OK);
    expect(&s, "tables/coverage/rows/0/children-gap", "4");
    scene_close(&s);
}

#define MORE RP_TEST(analyse__what_csv_could_mistake_is_quoted), RP_TEST(analyse__small_cells_tell_no_figures),
#else
#define MORE
#endif

/* -- memory ---------------------------------------------------------------------------------------------------------- */

#ifdef HAVE_JANSSON
#define AGED "{'kinds':[{'id':'a','facts':{'age':{'min':8,'max':11}}}],'holder':'office'}"
#else
#define AGED NULL
#endif

static void try_coverage(rp_fail_alloc *memory) { try_without_memory(memory, REFPATH_ANALYSIS_COVERAGE, PATHS(CARE), AGED); }

static void try_times(rp_fail_alloc *memory) { try_without_memory(memory, REFPATH_ANALYSIS_TIMES, PATHS(CARE), AGED); }

static void analyse__without_memory_it_says_so(void) {
    rp_fail_each(try_coverage);
    rp_fail_each(try_times);
}

RP_SUITE(RP_TEST(analyse__wrong_calls_are_refused), RP_TEST(analyse__is_an_answer_like_others),
         RP_TEST(analyse__stops_where_too_much_work_is_to_be_done), RP_TEST(analyse__tells_how_far_it_is_and_can_be_stopped),
         RP_TEST(analyse__a_table_is_csv), RP_TEST(analyse__only_an_analysis_has_tables), MORE
         RP_TEST(analyse__without_memory_it_says_so))
