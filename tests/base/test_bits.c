/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/bits.h"

#include "../support/harness.h"

enum {
    BITS = 200,
    WORDS = 4
};

static void bits__words_are_rounded_up(void) {
    CU_ASSERT_EQUAL(rp_bits_words(0), 0);
    CU_ASSERT_EQUAL(rp_bits_words(1), 1);
    CU_ASSERT_EQUAL(rp_bits_words(64), 1);
    CU_ASSERT_EQUAL(rp_bits_words(65), 2);
}

static void bits__each_member_is_added_and_dropped_alone(void) {
    rp_word set[WORDS] = {0};
    for (size_t i = 0; i < BITS; i++) {
        CU_ASSERT_FALSE(rp_bits_has(set, i));
        rp_bits_add(set, i);
        CU_ASSERT_TRUE(rp_bits_has(set, i));
        CU_ASSERT_EQUAL(rp_bits_count(set, WORDS), 1);
        CU_ASSERT_EQUAL(rp_bits_next(set, 0, BITS), i);
        CU_ASSERT_EQUAL(rp_bits_next(set, i, BITS), i);
        CU_ASSERT_EQUAL(rp_bits_next(set, i + 1, BITS), BITS);
        rp_bits_drop(set, i);
        CU_ASSERT_FALSE(rp_bits_any(set, WORDS));
    }
}

static void bits__filling_leaves_the_rest_of_the_last_word(void) {
    for (size_t n = 0; n <= BITS; n++) {
        rp_word set[WORDS] = {0};
        rp_bits_fill(set, n);
        CU_ASSERT_EQUAL(rp_bits_count(set, WORDS), n);
        CU_ASSERT_TRUE(n == 0 || rp_bits_has(set, n - 1));
        CU_ASSERT_FALSE(rp_bits_has(set, n));
    }
}

static void bits__next_walks_all_members_in_order(void) {
    rp_word set[WORDS] = {0};
    size_t met = 0;
    for (size_t i = 0; i < BITS; i += 7) {
        rp_bits_add(set, i);
    }
    for (size_t i = rp_bits_next(set, 0, BITS); i < BITS; i = rp_bits_next(set, i + 1, BITS)) {
        CU_ASSERT_EQUAL(i, 7 * met);
        met++;
    }
    CU_ASSERT_EQUAL(met, (BITS + 6) / 7);
}

static void bits__next_stops_at_the_end_it_was_given(void) {
    rp_word set[WORDS] = {0};
    rp_bits_add(set, 70);
    CU_ASSERT_EQUAL(rp_bits_next(set, 0, 70), 70);
    CU_ASSERT_EQUAL(rp_bits_next(set, 0, 64), 64);
    CU_ASSERT_EQUAL(rp_bits_next(set, 0, 0), 0);
    CU_ASSERT_EQUAL(rp_bits_next(set, 100, 70), 70);
}

/* Sets of every kind: the multiples of two numbers. */
static void fill_multiples(rp_word *set, size_t of) {
    rp_bits_clear(set, WORDS);
    for (size_t i = 0; i < BITS; i += of) {
        rp_bits_add(set, i);
    }
}

static void bits__and_or_minus_are_what_they_are_called(void) {
    rp_word two[WORDS], three[WORDS], set[WORDS];
    fill_multiples(two, 2);
    fill_multiples(three, 3);
    for (size_t i = 0; i < BITS; i++) {
        bool in_two = i % 2 == 0, in_three = i % 3 == 0;
        rp_bits_copy(set, two, WORDS);
        rp_bits_and(set, three, WORDS);
        CU_ASSERT_EQUAL(rp_bits_has(set, i), in_two && in_three);
        rp_bits_copy(set, two, WORDS);
        rp_bits_or(set, three, WORDS);
        CU_ASSERT_EQUAL(rp_bits_has(set, i), in_two || in_three);
        rp_bits_copy(set, two, WORDS);
        rp_bits_minus(set, three, WORDS);
        CU_ASSERT_EQUAL(rp_bits_has(set, i), in_two && !in_three);
    }
}

static void bits__sets_are_compared_member_by_member(void) {
    rp_word two[WORDS], four[WORDS], odd[WORDS];
    fill_multiples(two, 2);
    fill_multiples(four, 4);
    rp_bits_clear(odd, WORDS);
    rp_bits_fill(odd, BITS);
    rp_bits_minus(odd, two, WORDS);
    CU_ASSERT_TRUE(rp_bits_within(four, two, WORDS));
    CU_ASSERT_FALSE(rp_bits_within(two, four, WORDS));
    CU_ASSERT_TRUE(rp_bits_meet(two, four, WORDS));
    CU_ASSERT_FALSE(rp_bits_meet(two, odd, WORDS));
    CU_ASSERT_TRUE(rp_bits_equal(two, two, WORDS));
    CU_ASSERT_FALSE(rp_bits_equal(two, odd, WORDS));
    CU_ASSERT_TRUE(rp_bits_any(odd, WORDS));
}

static void bits__sets_of_nothing_are_equal_and_empty(void) {
    rp_word set[1] = {~(rp_word)0};
    CU_ASSERT_FALSE(rp_bits_any(set, 0));
    CU_ASSERT_TRUE(rp_bits_equal(set, NULL, 0));
    CU_ASSERT_TRUE(rp_bits_within(set, set, 0));
    CU_ASSERT_EQUAL(rp_bits_count(set, 0), 0);
    CU_ASSERT_EQUAL(rp_bits_count(set, 1), 64);
}

static void bits__a_stretch_is_added_like_its_members(void) {
    for (size_t from = 0; from <= BITS; from += 7) {
        for (size_t end = 0; end <= BITS; end++) {
            rp_word all[WORDS] = {5, 0, 0, 0}, each[WORDS] = {5, 0, 0, 0};
            rp_bits_add_all(all, from, end);
            for (size_t i = from; i < end; i++) {
                rp_bits_add(each, i);
            }
            CU_ASSERT_TRUE(rp_bits_equal(all, each, WORDS));
        }
    }
}

RP_SUITE(RP_TEST(bits__words_are_rounded_up), RP_TEST(bits__each_member_is_added_and_dropped_alone),
         RP_TEST(bits__filling_leaves_the_rest_of_the_last_word),
         RP_TEST(bits__a_stretch_is_added_like_its_members),
         RP_TEST(bits__next_walks_all_members_in_order),
         RP_TEST(bits__next_stops_at_the_end_it_was_given),
         RP_TEST(bits__and_or_minus_are_what_they_are_called),
         RP_TEST(bits__sets_are_compared_member_by_member),
         RP_TEST(bits__sets_of_nothing_are_equal_and_empty))
