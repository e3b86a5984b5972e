/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A test program: functions whose names are sentences, and at its end
 *
 *   RP_SUITE(RP_TEST(arena__memory_is_zeroed_and_aligned), RP_TEST(...))
 *
 * which is main(). Run with a word, only the tests whose names contain it. The last line is "N
 * passed, N failed".
 */
#ifndef RP_TESTS_SUPPORT_HARNESS_H
#define RP_TESTS_SUPPORT_HARNESS_H

#include <CUnit/CUnit.h>
#include <CUnit/TestDB.h>
#include <CUnit/TestRun.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct rp_test {
    const char *name;
    void (*run)(void);
} rp_test;

#define RP_TEST(function)                                                                          \
    { #function, function }

/* Called after each test; `first` is its first failure. A loop that fails is not shown in full. */
static inline void rp_print_failures(const CU_pTest test, const CU_pSuite suite,
                                     const CU_pFailureRecord first) {
    int shown = 0;
    (void)suite;
    for (const CU_FailureRecord *f = first; f && shown < 20; f = f->pNext) {
        printf("FAILED: %s: %s:%u: %s\n", test->pName, f->strFileName, f->uiLineNumber,
               f->strCondition);
        shown++;
    }
    fflush(stdout); /* should the next test crash */
}

/* Adds the tests that are wanted; how many, or 0 where CUnit did not take one. */
static inline unsigned rp_add_tests(const char *file, const char *wanted, const rp_test *tests,
                                    size_t n) {
    unsigned added = 0;
    CU_pSuite suite = CU_add_suite(file, NULL, NULL);
    for (size_t i = 0; suite && i < n; i++) {
        if (wanted && !strstr(tests[i].name, wanted)) {
            continue;
        }
        if (!CU_add_test(suite, tests[i].name, tests[i].run)) {
            return 0;
        }
        added++;
    }
    return added;
}

static inline int rp_run_tests(int argc, char **argv, const char *file, const rp_test *tests,
                               size_t n) {
    unsigned added, failed;
    if (CU_initialize_registry() != CUE_SUCCESS) {
        printf("0 passed, 1 failed\n");
        return 1;
    }
    added = rp_add_tests(file, argc > 1 ? argv[1] : NULL, tests, n);
    CU_set_test_complete_handler(rp_print_failures);
    if (added == 0 || CU_run_all_tests() != CUE_SUCCESS) {
        printf("FAILED: no test was run\n0 passed, 1 failed\n");
        CU_cleanup_registry();
        return 1;
    }
    failed = CU_get_number_of_tests_failed();
    printf("%u passed, %u failed\n", added - failed, failed);
    CU_cleanup_registry();
    return failed > 0;
}

#define RP_SUITE(...)                                                                              \
    int main(int argc, char **argv) {                                                              \
        static const rp_test tests[] = {__VA_ARGS__};                                              \
        return rp_run_tests(argc, argv, __FILE__, tests, sizeof tests / sizeof *tests);            \
    }

#endif
