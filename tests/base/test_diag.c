/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/diag.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

static refpath_diags *new_list(size_t most) {
    refpath_diags *diags = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, most, NULL), REFPATH_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(diags);
    return diags;
}

static rp_place_in at(const char *file, uint32_t line, uint32_t column) {
    rp_place_in where = {file, line, column};
    return where;
}

static refpath_problem get(const refpath_diags *diags, size_t i) {
    refpath_problem problem;
    memset(&problem, 0, sizeof problem);
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(diags, i, &problem), REFPATH_OK);
    return problem;
}

static void add(refpath_diags *diags, const char *file, uint32_t line, uint32_t column,
                const char *detail) {
    rp_diag_add(diags, RP_PROBLEM_NOT_WELL_FORMED, at(file, line, column), detail);
}

static void registry__codes_are_their_names_in_lower_case_with_hyphens(void) {
    static const char *const names[] = {
        "",
#define RP_PROBLEM(name, code, severity, args) #name,
#include "base/problems.def"
#undef RP_PROBLEM
    };
    for (int i = 1; i < RP_PROBLEM_COUNT; i++) {
        const char *code = rp_problem_code((rp_problem)i);
        CU_ASSERT_EQUAL_FATAL(strlen(code), strlen(names[i]));
        for (size_t k = 0; code[k]; k++) {
            char c = names[i][k];
            CU_ASSERT_EQUAL(code[k], c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
    }
}

static void registry__every_code_is_found_and_is_there_once(void) {
    for (int i = 1; i < RP_PROBLEM_COUNT; i++) {
        CU_ASSERT_EQUAL((int)rp_problem_find(rp_problem_code((rp_problem)i)), i);
    }
    CU_ASSERT_EQUAL(rp_problem_find(""), RP_PROBLEM_NONE);
    CU_ASSERT_EQUAL(rp_problem_find("no-such-problem"), RP_PROBLEM_NONE);
}

static void registry__severities_are_known_and_arguments_four_at_most(void) {
    for (int i = 1; i < RP_PROBLEM_COUNT; i++) {
        refpath_severity severity = rp_problem_severity((rp_problem)i);
        rp_str names = rp_str_of(rp_problem_args((rp_problem)i)), name;
        size_t n = 0;
        CU_ASSERT_TRUE(severity >= REFPATH_SEVERITY_NOTE && severity <= REFPATH_SEVERITY_ERROR);
        while (rp_str_word(&names, &name)) {
            n++;
        }
        CU_ASSERT_TRUE(n <= 4);
    }
    CU_ASSERT_STRING_EQUAL(rp_problem_code(RP_PROBLEM_NONE), "");
    CU_ASSERT_STRING_EQUAL(rp_problem_args(RP_PROBLEM_COUNT), "");
}

static void diags__a_new_list_is_empty(void) {
    refpath_diags *diags = new_list(0);
    refpath_problem problem;
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 0);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 0);
    CU_ASSERT_EQUAL(rp_diag_errors(diags), 0);
    CU_ASSERT_FALSE(rp_diag_full(diags));
    CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, &problem), REFPATH_NOT_FOUND);
    refpath_diags_free(diags);
}

static void diags__arguments_of_calls_are_checked(void) {
    refpath_diags *diags = new_list(0), *none = diags;
    refpath_allocator hooks = {0, NULL, NULL, NULL, NULL};
    refpath_problem problem;
    CU_ASSERT_EQUAL(refpath_diags_new(NULL, 0, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_new(&none, 0, &hooks), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(none);
    add(diags, "a.xml", 1, 1, "x");
    problem.size = 0;
    CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, &problem), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, NULL), REFPATH_INVALID_ARGUMENT);
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL(refpath_diags_get(NULL, 0, &problem), REFPATH_INVALID_ARGUMENT);
    refpath_diags_free(diags);
}

static void diags__without_a_list_everything_is_nothing(void) {
    add(NULL, "a.xml", 1, 1, "x");
    rp_diag_related(NULL, at("a.xml", 1, 1));
    rp_diag_sort(NULL, 0);
    CU_ASSERT_EQUAL(rp_diag_errors(NULL), 0);
    CU_ASSERT_FALSE(rp_diag_full(NULL));
    CU_ASSERT_EQUAL(refpath_diags_count(NULL), 0);
    CU_ASSERT_EQUAL(refpath_diags_lost(NULL), 0);
    refpath_diags_clear(NULL);
    refpath_diags_free(NULL);
}

static void diags__file_and_arguments_are_copied(void) {
    refpath_diags *diags = new_list(0);
    char file[] = "a.xml", detail[] = "no end";
    refpath_problem problem;
    add(diags, file, 3, 14, detail);
    memset(file, '?', sizeof file - 1);
    memset(detail, '?', sizeof detail - 1);
    problem = get(diags, 0);
    CU_ASSERT_STRING_EQUAL(problem.code, "not-well-formed");
    CU_ASSERT_EQUAL(problem.severity, REFPATH_SEVERITY_ERROR);
    CU_ASSERT_STRING_EQUAL(problem.position.file, "a.xml");
    CU_ASSERT_EQUAL(problem.position.line, 3);
    CU_ASSERT_EQUAL(problem.position.column, 14);
    CU_ASSERT_EQUAL_FATAL(problem.n_arguments, 1);
    CU_ASSERT_STRING_EQUAL(problem.arguments[0].name, "detail");
    CU_ASSERT_STRING_EQUAL(problem.arguments[0].value, "no end");
    CU_ASSERT_EQUAL(problem.n_related, 0);
    refpath_diags_free(diags);
}

static void diags__an_unknown_place_is_line_0_of_no_file(void) {
    refpath_diags *diags = new_list(0);
    refpath_problem problem;
    rp_diag_add(diags, RP_PROBLEM_NOT_UTF_8, at(NULL, 0, 7));
    problem = get(diags, 0);
    CU_ASSERT_STRING_EQUAL(problem.position.file, "");
    CU_ASSERT_EQUAL(problem.position.line, 0);
    CU_ASSERT_EQUAL(problem.position.column, 0);
    CU_ASSERT_EQUAL(problem.n_arguments, 0);
    refpath_diags_free(diags);
}

static void diags__related_places_belong_to_the_problem_added_last(void) {
    refpath_diags *diags = new_list(2);
    refpath_problem problem;
    rp_diag_related(diags, at("a.xml", 9, 9));
    add(diags, "a.xml", 1, 1, "first");
    add(diags, "a.xml", 2, 2, "second");
    rp_diag_related(diags, at("a.xml", 1, 5));
    rp_diag_related(diags, at("b.xml", 6, 7));
    add(diags, "a.xml", 3, 3, "lost");
    rp_diag_related(diags, at("c.xml", 8, 9));
    CU_ASSERT_EQUAL(get(diags, 0).n_related, 0);
    problem = get(diags, 1);
    CU_ASSERT_EQUAL_FATAL(problem.n_related, 2);
    CU_ASSERT_EQUAL(problem.related[0].column, 5);
    CU_ASSERT_STRING_EQUAL(problem.related[1].file, "b.xml");
    CU_ASSERT_EQUAL(problem.related[1].line, 6);
    refpath_diags_free(diags);
}

static void diags__a_full_list_counts_what_it_loses_and_says_so_at_its_end(void) {
    refpath_diags *diags = new_list(3);
    for (uint32_t i = 1; i <= 3; i++) {
        add(diags, "a.xml", i, 1, "x");
    }
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 3);
    CU_ASSERT_TRUE(rp_diag_full(diags));
    add(diags, "a.xml", 4, 1, "x");
    add(diags, "a.xml", 5, 1, "x");
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 4);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 2);
    CU_ASSERT_EQUAL(rp_diag_errors(diags), 5);
    CU_ASSERT_EQUAL(get(diags, 2).position.line, 3);
    CU_ASSERT_STRING_EQUAL(get(diags, 3).code, "too-many-problems");
    refpath_diags_free(diags);
}

static void diags__a_hundred_are_kept_unless_told_otherwise(void) {
    refpath_diags *diags = new_list(0);
    for (uint32_t i = 1; i <= 150; i++) {
        add(diags, "a.xml", i, 1, "x");
    }
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 101);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 50);
    refpath_diags_free(diags);
}

static void diags__a_cleared_list_can_be_used_again(void) {
    refpath_diags *diags = new_list(1);
    add(diags, "a.xml", 1, 1, "x");
    add(diags, "a.xml", 1, 1, "y");
    refpath_diags_clear(diags);
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 0);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 0);
    CU_ASSERT_EQUAL(rp_diag_errors(diags), 0);
    CU_ASSERT_FALSE(rp_diag_full(diags));
    rp_diag_related(diags, at("a.xml", 2, 2));
    add(diags, "b.xml", 4, 1, "z");
    CU_ASSERT_STRING_EQUAL(get(diags, 0).position.file, "b.xml");
    refpath_diags_free(diags);
}

static void diags__out_of_memory_is_recorded_once_without_memory(void) {
    rp_fail_alloc memory;
    refpath_diags *diags;
    rp_fail_init(&memory, 2, true);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, &memory.hooks), REFPATH_OK);
    rp_diag_add(diags, RP_PROBLEM_OUT_OF_MEMORY, at(NULL, 0, 0));
    CU_ASSERT_EQUAL(memory.requests, 1);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 0);
    add(diags, "a.xml", 1, 1, "x");
    add(diags, "a.xml", 2, 1, "y");
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    CU_ASSERT_EQUAL(refpath_diags_lost(diags), 2);
    CU_ASSERT_STRING_EQUAL(get(diags, 0).code, "out-of-memory");
    CU_ASSERT_EQUAL(get(diags, 0).severity, REFPATH_SEVERITY_ERROR);
    CU_ASSERT_STRING_EQUAL(get(diags, 0).position.file, "");
    refpath_diags_free(diags);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void check_order(const refpath_diags *diags, const char *expected) {
    char found[64] = "";
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        refpath_problem problem = get(diags, i);
        strcat(found, problem.n_arguments ? problem.arguments[0].value : "!");
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
}

static void sort__is_by_file_first_met_then_line_then_column(void) {
    refpath_diags *diags = new_list(0);
    add(diags, "b.xml", 2, 1, "b");
    add(diags, "a.xml", 2, 1, "f");
    add(diags, "b.xml", 2, 9, "c");
    add(diags, "a.xml", 1, 5, "e");
    add(diags, "b.xml", 1, 9, "a");
    add(diags, "b.xml", 10, 1, "d");
    rp_diag_sort(diags, 0);
    check_order(diags, "abcdef");
    refpath_diags_free(diags);
}

static void sort__leaves_the_order_of_those_at_one_place(void) {
    refpath_diags *diags = new_list(0);
    add(diags, "a.xml", 2, 1, "z");
    for (char c = 'a'; c < 'm'; c++) {
        char name[2] = {c, '\0'};
        add(diags, "a.xml", 1, 1, name);
    }
    rp_diag_sort(diags, 0);
    check_order(diags, "abcdefghijklz");
    refpath_diags_free(diags);
}

static void sort__touches_only_what_came_since(void) {
    refpath_diags *diags = new_list(5);
    size_t from;
    add(diags, "a.xml", 9, 1, "a");
    add(diags, "b.xml", 1, 1, "b");
    from = refpath_diags_count(diags);
    add(diags, "b.xml", 2, 1, "d");
    add(diags, "a.xml", 1, 1, "e");
    add(diags, "b.xml", 1, 1, "c");
    add(diags, "b.xml", 1, 1, "lost");
    rp_diag_sort(diags, from);
    check_order(diags, "abcde!");
    rp_diag_related(diags, at("a.xml", 1, 1));
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_EQUAL(get(diags, i).n_related, 0);
    }
    rp_diag_sort(diags, 5);
    rp_diag_sort(diags, 6);
    check_order(diags, "abcde!");
    refpath_diags_free(diags);
}

static void diags__they_are_wiped_when_freed(void) {
    rp_fail_alloc memory;
    refpath_diags *diags;
    size_t unwiped = 0;
    rp_fail_init(&memory, 0, false);
    memory.released = rp_fail_count_unwiped;
    memory.user = &unwiped;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, &memory.hooks), REFPATH_OK);
    add(diags, "a.xml", 1, 1, "x");
    refpath_diags_clear(diags);
    add(diags, "a.xml", 1, 1, "x");
    refpath_diags_free(diags);
    CU_ASSERT_EQUAL(unwiped, 0);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void use_diags(rp_fail_alloc *memory) {
    refpath_diags *diags;
    size_t kept, count;
    if (refpath_diags_new(&diags, 0, &memory->hooks) != REFPATH_OK) {
        CU_ASSERT_PTR_NULL(diags);
        CU_ASSERT_TRUE(memory->refused > 0);
        return;
    }
    for (uint32_t i = 1; i <= 90; i++) {
        add(diags, i % 2 ? "a.xml" : "b.xml", i, 1, "a detail that is not so short");
        rp_diag_related(diags, at("c.xml", i, 1));
    }
    rp_diag_sort(diags, 0);
    count = refpath_diags_count(diags);
    kept = 90 - refpath_diags_lost(diags);
    CU_ASSERT_EQUAL(rp_diag_errors(diags), 90);
    CU_ASSERT_EQUAL(count, kept + (memory->refused > 0));
    if (memory->refused) {
        CU_ASSERT_STRING_EQUAL(get(diags, count - 1).code, "out-of-memory");
    }
    for (size_t i = 0; i < kept; i++) {
        CU_ASSERT_STRING_EQUAL(get(diags, i).arguments[0].value, "a detail that is not so short");
    }
    refpath_diags_free(diags);
}

/* Texts so long that each needs memory of its own: each copy is refused once. */
static void use_long_texts(rp_fail_alloc *memory) {
    enum {
        LENGTH = 300000
    };
    refpath_diags *diags;
    char *text = malloc(LENGTH + 1);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, 'x', LENGTH);
    text[LENGTH] = '\0';
    if (refpath_diags_new(&diags, 0, &memory->hooks) == REFPATH_OK) {
        add(diags, text, 1, 1, text);
        rp_diag_related(diags, at(text + 1, 1, 1));
        CU_ASSERT_EQUAL(rp_diag_full(diags), memory->refused > 0);
        CU_ASSERT_EQUAL(refpath_diags_count(diags) - (1 - refpath_diags_lost(diags)),
                        memory->refused > 0);
        refpath_diags_free(diags);
    }
    free(text);
}

static void diags__long_texts_may_find_no_memory(void) {
    rp_fail_each(use_long_texts);
}

static void diags__each_refused_request_is_recorded(void) {
    rp_fail_each(use_diags);
}

RP_SUITE(RP_TEST(registry__codes_are_their_names_in_lower_case_with_hyphens),
         RP_TEST(registry__every_code_is_found_and_is_there_once),
         RP_TEST(registry__severities_are_known_and_arguments_four_at_most),
         RP_TEST(diags__a_new_list_is_empty), RP_TEST(diags__arguments_of_calls_are_checked),
         RP_TEST(diags__without_a_list_everything_is_nothing),
         RP_TEST(diags__file_and_arguments_are_copied),
         RP_TEST(diags__an_unknown_place_is_line_0_of_no_file),
         RP_TEST(diags__related_places_belong_to_the_problem_added_last),
         RP_TEST(diags__a_full_list_counts_what_it_loses_and_says_so_at_its_end),
         RP_TEST(diags__a_hundred_are_kept_unless_told_otherwise),
         RP_TEST(diags__a_cleared_list_can_be_used_again),
         RP_TEST(diags__out_of_memory_is_recorded_once_without_memory),
         RP_TEST(sort__is_by_file_first_met_then_line_then_column),
         RP_TEST(sort__leaves_the_order_of_those_at_one_place),
         RP_TEST(sort__touches_only_what_came_since), RP_TEST(diags__they_are_wiped_when_freed),
         RP_TEST(diags__long_texts_may_find_no_memory),
         RP_TEST(diags__each_refused_request_is_recorded))
