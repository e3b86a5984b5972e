/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What an answer, made from text, says to a person: told into a buffer, and looked for in it. */
#ifndef RP_TESTS_OUTPUT_TELLING_H
#define RP_TESTS_OUTPUT_TELLING_H

#include "output/text.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"
#include "tree_text.h"

#define ROOM ((size_t)1 << 16)

/* What was written last. */
static char told[ROOM];
static size_t told_n;

static inline refpath_status take(void *user, const char *bytes, size_t n) {
    (void)user;
    CU_ASSERT_TRUE_FATAL(told_n + n < ROOM);
    memcpy(told + told_n, bytes, n);
    told_n += n;
    told[told_n] = '\0';
    return REFPATH_OK;
}

static inline void forget(void) {
    told_n = 0;
    told[0] = '\0';
}

/* A teller that writes into `told`, without a protocol: ids stand for themselves. */
static inline void open_teller(rp_teller *t, const char *language) {
    refpath_text_options options = {.size = sizeof options, .language = language};
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_teller_open(t, &options, &alloc, take, NULL), REFPATH_OK);
    t->zone = "UTC";
    t->now = INT64_MIN;
    forget();
}

static inline void close_teller(rp_teller *t) {
    CU_ASSERT_EQUAL(t->page.status, REFPATH_OK);
    rp_arena_free(&t->scratch);
}

/* Tells an answer of a kind, written as JSON. */
static inline const char *tell_with(const refpath_text_options *options, refpath_answer_kind kind, const char *json) {
    rp_alloc alloc;
    rp_arena arena;
    rp_teller t;
    rp_tree *root;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, false);
    root = tree_of_json(&arena, json);
    CU_ASSERT_PTR_NOT_NULL_FATAL(root);
    CU_ASSERT_EQUAL_FATAL(rp_teller_open(&t, options, &alloc, take, NULL), REFPATH_OK);
    t.zone = "UTC";
    forget();
    CU_ASSERT_EQUAL(rp_tell(&t, kind, root), REFPATH_OK);
    rp_arena_free(&t.scratch);
    rp_arena_free(&arena);
    return told;
}

static inline const char *tell_in(const char *language, refpath_answer_kind kind, const char *json) {
    refpath_text_options options = {.size = sizeof options, .language = language};
    return tell_with(&options, kind, json);
}

static inline void show_told(const char *wanted, bool there) {
    printf("  %s\"%s\" in:\n%s\n", there ? "no " : "there is ", wanted, told);
}

/* That `told` has a text, or has it not. */
static inline void has(const char *text) {
    bool found = strstr(told, text) != NULL;
    CU_ASSERT_TRUE(found);
    if (!found) {
        show_told(text, true);
    }
}

static inline void lacks(const char *text) {
    bool found = strstr(told, text) != NULL;
    CU_ASSERT_FALSE(found);
    if (found) {
        show_told(text, false);
    }
}

static inline void is(const char *text) {
    CU_ASSERT_STRING_EQUAL(told, text);
    if (strcmp(told, text) != 0) {
        printf("  gave:\n%s\n  expected:\n%s\n", told, text);
    }
}

static inline void says(const char *found, const char *expected) {
    CU_ASSERT_STRING_EQUAL(found, expected);
    if (strcmp(found, expected) != 0) {
        printf("  gave     \"%s\"\n  expected \"%s\"\n", found, expected);
    }
}

#endif
