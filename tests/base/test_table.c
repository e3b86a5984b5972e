/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/table.h"

#include "base/bits.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

typedef struct held {
    rp_fail_alloc memory;
    rp_arena arena;
    rp_table table;
} held;

static void start(held *h) {
    rp_alloc alloc;
    rp_fail_init(&h->memory, 0, false);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &h->memory.hooks));
    rp_arena_init(&h->arena, &alloc, false);
    rp_table_init(&h->table, &h->arena);
}

static void add(held *h, const char *name, uint32_t value) {
    bool fresh = false;
    CU_ASSERT_EQUAL(rp_table_add(&h->table, rp_str_of(name), &value, &fresh), REFPATH_OK);
    CU_ASSERT_TRUE(fresh);
}

static void finish(held *h) {
    rp_arena_free(&h->arena);
    CU_ASSERT_EQUAL(h->memory.live, 0);
}

static void table__an_empty_one_has_nothing(void) {
    held h;
    rp_str nearest = {"x", 1};
    start(&h);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, rp_str_of("a")), RP_NONE);
    CU_ASSERT_FALSE(rp_table_nearest(&h.table, rp_str_of("a"), &nearest));
    CU_ASSERT_EQUAL(nearest.n, 0);
    CU_ASSERT_EQUAL(h.memory.requests, 0);
    finish(&h);
}

static void table__ten_thousand_names_are_found_again(void) {
    held h;
    start(&h);
    for (uint32_t i = 0; i < 10000; i++) {
        add(&h, rp_arena_format(&h.arena, "name-%u", (unsigned)i), i * 3);
    }
    for (uint32_t i = 0; i < 10000; i++) {
        char *name = rp_arena_format(&h.arena, "name-%u", (unsigned)i);
        CU_ASSERT_EQUAL(rp_table_find(&h.table, rp_str_of(name)), i * 3);
    }
    CU_ASSERT_EQUAL(h.table.n, 10000);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, rp_str_of("name-10000")), RP_NONE);
    finish(&h);
}

static void table__a_name_added_twice_keeps_its_first_value(void) {
    held h;
    uint32_t value = 2;
    bool fresh = true;
    start(&h);
    add(&h, "age", 1);
    CU_ASSERT_EQUAL(rp_table_add(&h.table, rp_str_of("age"), &value, &fresh), REFPATH_OK);
    CU_ASSERT_FALSE(fresh);
    CU_ASSERT_EQUAL(value, 1);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, rp_str_of("age")), 1);
    finish(&h);
}

static void table__names_are_the_same_by_all_their_bytes(void) {
    held h;
    rp_str with_nul = {"a\0b", 3}, other = {"a\0c", 3};
    uint32_t value = 9;
    bool fresh;
    start(&h);
    add(&h, "a", 1);
    add(&h, "", 2);
    CU_ASSERT_EQUAL(rp_table_add(&h.table, with_nul, &value, &fresh), REFPATH_OK);
    CU_ASSERT_TRUE(fresh);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, with_nul), 9);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, other), RP_NONE);
    CU_ASSERT_EQUAL(rp_table_find(&h.table, rp_str_of("")), 2);
    finish(&h);
}

static void check_nearest(held *h, const char *name, const char *expected) {
    rp_str nearest;
    bool found = rp_table_nearest(&h->table, rp_str_of(name), &nearest);
    CU_ASSERT_EQUAL(found, expected != NULL);
    CU_ASSERT_TRUE(rp_str_is(nearest, expected ? expected : ""));
}

static void nearest__the_smallest_distance_wins(void) {
    held h;
    start(&h);
    add(&h, "police-station", 0);
    add(&h, "police", 1);
    add(&h, "guardian", 2);
    check_nearest(&h, "polise", "police");
    check_nearest(&h, "police", "police");
    check_nearest(&h, "gardian", "guardian");
    check_nearest(&h, "guardians", "guardian");
    check_nearest(&h, "polcie", "police");
    check_nearest(&h, "police-staton", "police-station");
    check_nearest(&h, "hospital", NULL);
    finish(&h);
}

static void nearest__it_differs_in_a_third_at_most_but_in_one_always(void) {
    held h;
    start(&h);
    add(&h, "abcdefghi", 0);
    check_nearest(&h, "abcdefxyz", "abcdefghi");
    check_nearest(&h, "abcdewxyz", NULL);
    add(&h, "x", 1);
    check_nearest(&h, "y", "x");
    check_nearest(&h, "yz", NULL);
    check_nearest(&h, "xz", "x");
    finish(&h);
}

static void nearest__of_several_the_one_added_first_is_given(void) {
    static const char *const names[] = {"cat", "cot", "cut", "cit"};
    for (size_t first = 0; first < 4; first++) {
        held h;
        start(&h);
        for (size_t i = 0; i < 4; i++) {
            add(&h, names[(first + i) % 4], (uint32_t)i);
        }
        check_nearest(&h, "cet", names[first]);
        finish(&h);
    }
}

static void nearest__distance_is_in_characters_not_bytes(void) {
    held h;
    start(&h);
    add(&h, "\xe5\xad\xa9\xe5\xad\x90\xe4\xba\xba", 0);
    check_nearest(&h, "\xe5\xad\xa9\xe5\xad\x90\xe9\xbe\x8d",
                  "\xe5\xad\xa9\xe5\xad\x90\xe4\xba\xba");
    finish(&h);
}

static void nearest__an_exchange_counts_as_one_edit(void) {
    held h;
    start(&h);
    add(&h, "abc", 0);
    check_nearest(&h, "acb", "abc");
    check_nearest(&h, "bac", "abc");
    check_nearest(&h, "cba", NULL);
    finish(&h);
}

/* Distances by the definition alone: slow, and as simple as can be. */
static size_t defined_distance(const char *a, size_t n, const char *b, size_t m) {
    size_t d, other;
    if (n == 0 || m == 0) {
        return n + m;
    }
    d = defined_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
    other = defined_distance(a, n - 1, b, m) + 1;
    d = other < d ? other : d;
    other = defined_distance(a, n, b, m - 1) + 1;
    d = other < d ? other : d;
    if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
        other = defined_distance(a, n - 2, b, m - 2) + 1;
        d = other < d ? other : d;
    }
    return d;
}

/* The number as a word of up to six of three letters. */
static void spell(unsigned number, char word[7]) {
    size_t n = 1 + number % 6;
    memset(word, 0, 7);
    for (size_t i = 0; i < n; i++) {
        number = number * 1103515245U + 12345U;
        word[i] = (char)('a' + (number >> 16) % 3);
    }
}

static void nearest__it_is_what_the_definition_says(void) {
    for (unsigned k = 0; k < 300; k++) {
        char sought[7], words[5][7];
        const char *expected = NULL;
        size_t smallest;
        held h;
        start(&h);
        spell(k * 31, sought);
        smallest = strlen(sought) / 3 > 1 ? strlen(sought) / 3 + 1 : 2;
        for (unsigned i = 0; i < 5; i++) {
            uint32_t value = i;
            bool fresh;
            size_t d;
            spell(k * 77 + i * 1009, words[i]);
            CU_ASSERT_EQUAL(rp_table_add(&h.table, rp_str_of(words[i]), &value, &fresh),
                            REFPATH_OK);
            d = defined_distance(sought, strlen(sought), words[i], strlen(words[i]));
            if (d < smallest) {
                smallest = d;
                expected = words[i];
            }
        }
        check_nearest(&h, sought, expected);
        finish(&h);
    }
}

static void nearest__very_long_names_have_no_neighbour(void) {
    char name[200];
    rp_str nearest;
    held h;
    memset(name, 'a', sizeof name);
    name[199] = '\0';
    start(&h);
    add(&h, name, 0);
    CU_ASSERT_FALSE(rp_table_nearest(&h.table, rp_str_of(name + 1), &nearest));
    check_nearest(&h, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL);
    finish(&h);
}

static void hash__it_depends_on_seed_and_every_byte(void) {
    unsigned char bytes[40];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)i;
    }
    for (size_t n = 0; n <= sizeof bytes; n++) {
        uint64_t hash = rp_hash_bytes(1, bytes, n);
        CU_ASSERT_EQUAL(hash, rp_hash_bytes(1, bytes, n));
        CU_ASSERT_NOT_EQUAL(hash, rp_hash_bytes(2, bytes, n));
        for (size_t i = 0; i < n; i++) {
            bytes[i] ^= 1;
            CU_ASSERT_NOT_EQUAL(hash, rp_hash_bytes(1, bytes, n));
            bytes[i] ^= 1;
        }
    }
    CU_ASSERT_NOT_EQUAL(rp_hash_bytes(1, "\0", 1), rp_hash_bytes(1, "\0\0", 2));
}

static void use_table(rp_fail_alloc *memory) {
    static const char names[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    rp_alloc alloc;
    rp_arena arena;
    rp_table table;
    size_t added = 0;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    rp_table_init(&table, &arena);
    for (uint32_t length = 1; length <= 5; length++) {
        for (uint32_t i = 0; i + length < sizeof names; i++) {
            rp_str name = {names + i, length};
            uint32_t value = length * 100 + i;
            bool fresh;
            refpath_status status = rp_table_add(&table, name, &value, &fresh);
            CU_ASSERT_EQUAL(status == REFPATH_OK, fresh);
            CU_ASSERT_EQUAL(rp_table_find(&table, name), fresh ? value : RP_NONE);
            added += fresh;
        }
    }
    CU_ASSERT_EQUAL(added, table.n);
    CU_ASSERT_TRUE(memory->refused == 0 || added < 300);
    rp_arena_free(&arena);
}

static void table__each_refused_request_leaves_it_whole(void) {
    rp_fail_each(use_table);
}

RP_SUITE(RP_TEST(table__an_empty_one_has_nothing),
         RP_TEST(table__ten_thousand_names_are_found_again),
         RP_TEST(table__a_name_added_twice_keeps_its_first_value),
         RP_TEST(table__names_are_the_same_by_all_their_bytes),
         RP_TEST(nearest__the_smallest_distance_wins),
         RP_TEST(nearest__it_differs_in_a_third_at_most_but_in_one_always),
         RP_TEST(nearest__of_several_the_one_added_first_is_given),
         RP_TEST(nearest__distance_is_in_characters_not_bytes),
         RP_TEST(nearest__an_exchange_counts_as_one_edit),
         RP_TEST(nearest__it_is_what_the_definition_says),
         RP_TEST(nearest__very_long_names_have_no_neighbour),
         RP_TEST(hash__it_depends_on_seed_and_every_byte),
         RP_TEST(table__each_refused_request_leaves_it_whole))
