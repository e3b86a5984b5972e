/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * tests/invalid: a folder for each way in which a protocol can be wrong. `bad.xml` has the problems that `expected`
 * lists, a line each: "line:column code", with "FILE:" before it where another file of the folder is concerned.
 * `good.xml`, which differs by as little as possible, has none: no more than DISTANCE bytes are put in, taken out or
 * replaced, which is what the shortest protocol there is has.
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

enum {
    DISTANCE = 75,
    MOST_BYTES = 4096
};

/* Those that differ by more, and why. */
static const char *const distant[][2] = {{"bytes-utf-16", "every character has a byte more"}};

static bool may_be_distant(const char *folder) {
    const char *name = strrchr(folder, '/') + 1;
    for (size_t i = 0; i < sizeof distant / sizeof *distant; i++) {
        if (strcmp(name, distant[i][0]) == 0) {
            return true;
        }
    }
    return false;
}

static size_t read_bytes(const char *folder, const char *name, char bytes[MOST_BYTES]) {
    char path[RP_MOST_PATH + 64];
    FILE *file;
    size_t n;
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "rb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    n = fread(bytes, 1, MOST_BYTES, file);
    fclose(file);
    CU_ASSERT_TRUE_FATAL(n < MOST_BYTES);
    return n;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* How many bytes must be put in, taken out or replaced. */
static size_t distance(const char *a, size_t n, const char *b, size_t m) {
    static size_t row[MOST_BYTES];
    while (n > 0 && m > 0 && *a == *b) {
        a++, n--, b++, m--;
    }
    while (n > 0 && m > 0 && a[n - 1] == b[m - 1]) {
        n--, m--;
    }
    for (size_t k = 0; k <= m; k++) {
        row[k] = k;
    }
    for (size_t i = 0; i < n; i++) {
        size_t before = row[0]++;
        for (size_t k = 0; k < m; k++) {
            size_t replaced = before + (a[i] != b[k]);
            before = row[k + 1];
            row[k + 1] = least(replaced, least(row[k], row[k + 1]) + 1);
        }
    }
    return row[m];
}

static void check_distance(const char *folder) {
    static char bad[MOST_BYTES], good[MOST_BYTES];
    size_t n = read_bytes(folder, "bad.xml", bad), m = read_bytes(folder, "good.xml", good);
    size_t found = distance(bad, n, good, m);
    bool as_said = (found <= DISTANCE) != may_be_distant(folder);
    CU_ASSERT_TRUE(found > 0);
    CU_ASSERT_TRUE(as_said);
    if (!as_said) {
        printf("%s: good.xml differs by %zu bytes\n", folder, found);
    }
}

static void invalid__each_good_neighbour_differs_by_little(void) {
    CU_ASSERT_EQUAL(distance("kitten", 6, "sitting", 7), 3);
    CU_ASSERT_EQUAL(distance("", 0, "ab", 2), 2);
    CU_ASSERT_EQUAL(distance("abcd", 4, "ad", 2), 2);
    CU_ASSERT_TRUE(each_folder(check_distance) > 100);
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
         RP_TEST(invalid__each_good_neighbour_differs_by_little),
         RP_TEST(invalid__each_problem_of_documents_has_a_folder))
