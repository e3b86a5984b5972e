/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/quote.h"

#include "telling.h"

#define FSI "\xE2\x81\xA8"
#define LRI "\xE2\x81\xA6"
#define PDI "\xE2\x81\xA9"
#define BAD "\xEF\xBF\xBD"
#define ALEF "\xD8\xA7"

static void expect(bool always, const char *text, const char *expected) {
    rp_alloc alloc;
    rp_arena arena;
    const char *quoted;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, true);
    quoted = rp_quote_text(&arena, always, text);
    CU_ASSERT_PTR_NOT_NULL_FATAL(quoted);
    says(quoted, expected);
    rp_arena_free(&arena);
}

static void quote__plain_text_stays_as_it_is(void) {
    expect(false, "UN Police, Galasi", "UN Police, Galasi");
    expect(false, "\xC3\xA9t\xC3\xA9", "\xC3\xA9t\xC3\xA9");
    expect(false, "", "");
}

static void quote__white_space_is_one_space_and_none_at_the_ends(void) {
    expect(false, "  a \t\n b\r\n", "a b");
    expect(false, "a\xE2\x80\xA8" "b", "a b");
    expect(false, " \n ", "");
}

static void quote__controls_of_a_terminal_do_not_reach_it(void) {
    expect(false, "a\033[31mb", "a" BAD "[31mb");
    expect(false, "a\x07\x7F" "b", "a" BAD BAD "b");
    expect(false, "a\xC2\x9B" "b", "a" BAD "b");
}

static void quote__letters_from_right_to_left_are_isolated(void) {
    expect(false, ALEF ALEF, FSI ALEF ALEF PDI);
    expect(false, "abc " ALEF, FSI "abc " ALEF PDI);
    expect(false, "\xD7\x90", FSI "\xD7\x90" PDI);
    expect(false, "\xF0\x9E\xA4\x80", FSI "\xF0\x9E\xA4\x80" PDI); /* Adlam */
}

static void quote__in_a_sentence_from_right_to_left_every_name_is_isolated(void) {
    expect(true, "port-clinic", LRI "port-clinic" PDI);
    expect(true, "+000 100", LRI "+000 100" PDI);
    expect(true, ALEF " 1", FSI ALEF " 1" PDI);
    expect(true, "", "");
}

static void quote__direction_controls_are_dropped_and_the_whole_is_isolated(void) {
    expect(false, "a\xE2\x80\xAE" "b\xE2\x80\xAC", FSI "ab" PDI);
    expect(false, FSI "ab" PDI, FSI "ab" PDI);
    expect(false, "\xE2\x80\x8F" "a", FSI "a" PDI);
    expect(false, "a\xE2\x80\x8E", "a"); /* a mark that says left to right, in text that is */
}

static void quote__ends_at_the_first_byte_that_is_not_utf_8(void) {
    expect(false, "ab\xFF" "cd", "ab");
    expect(false, "ab\xE2\x80", "ab");
}

static void quote_with(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_arena arena;
    const char *quoted;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, true);
    quoted = rp_quote_text(&arena, true, "port-clinic");
    CU_ASSERT_EQUAL(quoted == NULL, memory->refused > 0);
    rp_arena_free(&arena);
}

static void quote__failing_memory_gives_nothing_and_leaves_nothing(void) { rp_fail_each(quote_with); }

RP_SUITE(RP_TEST(quote__plain_text_stays_as_it_is),
         RP_TEST(quote__white_space_is_one_space_and_none_at_the_ends),
         RP_TEST(quote__controls_of_a_terminal_do_not_reach_it),
         RP_TEST(quote__letters_from_right_to_left_are_isolated),
         RP_TEST(quote__in_a_sentence_from_right_to_left_every_name_is_isolated),
         RP_TEST(quote__direction_controls_are_dropped_and_the_whole_is_isolated),
         RP_TEST(quote__ends_at_the_first_byte_that_is_not_utf_8),
         RP_TEST(quote__failing_memory_gives_nothing_and_leaves_nothing))
