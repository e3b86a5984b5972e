/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * tests/invalid: a folder for each way in which a protocol can be wrong. `bad.xml` has the problems that `expected`
 * lists, a line each: "line:column code", with "FILE:" before it where another file of the folder is concerned.
 * `good.xml`, which differs by as little as possible, has none.
 */
#include "base/diag.h"
#include "folders.h"

#include "../support/harness.h"

#include <refpath/protocol.h>

static refpath_diags *load(const char *folder, const char *name, refpath_status *status) {
    char path[RP_MOST_PATH + 64];
    refpath_protocol *protocol;
    refpath_diags *diags;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    *status = refpath_protocol_load_file(&protocol, path, NULL, diags);
    CU_ASSERT_EQUAL(*status == REFPATH_OK, protocol != NULL);
    refpath_protocol_unref(protocol);
    return diags;
}

static void compare(const char *folder, const char *name, const char *expected, const char *found) {
    bool same = strcmp(expected, found) == 0;
    CU_ASSERT_TRUE(same);
    if (!same) {
        printf("%s/%s: expected\n%sbut found\n%s", folder, name, expected, found);
    }
}

static void check_bad(const char *folder) {
    char expected[RP_MOST_LINES] = "", found[RP_MOST_LINES], path[RP_MOST_PATH + 64];
    refpath_status status;
    refpath_diags *diags = load(folder, "bad.xml", &status);
    (void)snprintf(path, sizeof path, "%s/expected", folder);
    CU_ASSERT_TRUE(rp_read_text(path, expected));
    CU_ASSERT_TRUE(expected[0] != '\0');
    CU_ASSERT_NOT_EQUAL(status, REFPATH_OK);
    rp_problem_lines(diags, folder, "bad.xml", found);
    compare(folder, "bad.xml", expected, found);
    refpath_diags_free(diags);
}

static void check_good(const char *folder) {
    char found[RP_MOST_LINES];
    refpath_status status;
    refpath_diags *diags = load(folder, "good.xml", &status);
    CU_ASSERT_EQUAL(status, REFPATH_OK);
    rp_problem_lines(diags, folder, "good.xml", found);
    compare(folder, "good.xml", "", found);
    refpath_diags_free(diags);
}

/* Both run over the same folders; how many there were. */
static size_t each_folder(void (*check)(const char *folder)) {
    char root[RP_MOST_PATH], folder[RP_MOST_PATH + 300];
    char **names;
    size_t n;
    rp_source_path(root, "tests", "invalid");
    n = rp_list_folder(root, &names);
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(folder, sizeof folder, "%s/%s", root, names[i]);
        check(folder);
    }
    rp_free_names(names, n);
    return n;
}

static void invalid__each_bad_file_has_just_the_problems_expected(void) {
    CU_ASSERT_TRUE(each_folder(check_bad) > 100);
}

static void invalid__each_good_neighbour_loads(void) {
    CU_ASSERT_TRUE(each_folder(check_good) > 100);
}

static char seen[RP_PROBLEM_COUNT];

static void note_codes(const char *folder) {
    char expected[RP_MOST_LINES] = "", path[RP_MOST_PATH + 64];
    (void)snprintf(path, sizeof path, "%s/expected", folder);
    (void)rp_read_text(path, expected);
    for (char *line = strtok(expected, "\n"); line; line = strtok(NULL, "\n")) {
        const char *space = strrchr(line, ' ');
        rp_problem problem = rp_problem_find(space ? space + 1 : line);
        CU_ASSERT_NOT_EQUAL(problem, RP_PROBLEM_NONE);
        seen[problem] = 1;
    }
}

/* Limits are tested with documents that are made for it. */
static void invalid__each_problem_of_documents_has_a_folder(void) {
    each_folder(note_codes);
    for (int i = RP_PROBLEM_OTHER_ENCODING; i <= RP_PROBLEM_BAD_VALUE; i++) {
        if (strcmp(rp_problem_args((rp_problem)i), "limit") != 0 && !seen[i]) {
            printf("%s has no folder\n", rp_problem_code((rp_problem)i));
            CU_FAIL("a problem without a folder");
        }
    }
    for (int i = RP_PROBLEM_REPEATED_ELEMENT; i <= RP_PROBLEM_DROP_KIND; i++) {
        CU_ASSERT_TRUE(seen[i]);
    }
}

RP_SUITE(RP_TEST(invalid__each_bad_file_has_just_the_problems_expected), RP_TEST(invalid__each_good_neighbour_loads),
         RP_TEST(invalid__each_problem_of_documents_has_a_folder))
