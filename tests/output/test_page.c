/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/page.h"

#include "../support/streams.h"
#include "telling.h"

#define RTL_MARK "\xE2\x80\x8F"
#define FSI "\xE2\x81\xA8"
#define LRI "\xE2\x81\xA6"
#define PDI "\xE2\x81\xA9"

static rp_page new_page(size_t width) {
    rp_page page = {.write = take, .width = width, .colon = "{label}: {text}"};
    forget();
    return page;
}

static rp_arena new_arena(void) {
    rp_alloc alloc;
    rp_arena arena;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, true);
    return arena;
}

static void print_rows(rp_page *page, const char *const (*rows)[2], size_t n, size_t least) {
    rp_arena arena = new_arena();
    rp_rows list = {.scratch = &arena, .least = least};
    for (size_t i = 0; i < n; i++) {
        rp_rows_add(&list, rows[i][0], rows[i][1]);
    }
    rp_page_rows(page, 0, &list);
    rp_arena_free(&arena);
}

static void text__is_wrapped_at_the_width_and_hangs(void) {
    rp_page page = new_page(20);
    rp_page_text(&page, 2, 3, "one two three four five six seven");
    is("  one two three four\n"
       "     five six seven\n");
}

static void text__a_word_wider_than_the_page_is_left_whole(void) {
    rp_page page = new_page(10);
    rp_page_text(&page, 0, 0, "see https://example.org/a/long/path now");
    is("see\nhttps://example.org/a/long/path\nnow\n");
}

static void text__a_no_break_space_does_not_break(void) {
    rp_page page = new_page(12);
    rp_page_text(&page, 0, 0, "call it +000\xC2\xA0" "100");
    is("call it\n+000\xC2\xA0" "100\n");
}

static void text__wide_letters_count_two_columns_marks_and_isolates_none(void) {
    rp_page page = new_page(10);
    rp_page_text(&page, 0, 0, "\xE5\xAD\x90\xE5\xAD\x90 \xE5\xAD\x90\xE5\xAD\x90 x"); /* 4 + 1 + 4 columns, then 2 */
    is("\xE5\xAD\x90\xE5\xAD\x90 \xE5\xAD\x90\xE5\xAD\x90\nx\n");
    page = new_page(10);
    rp_page_text(&page, 0, 0, "e\xCC\x81" "e\xCC\x81" "e\xCC\x81 " FSI "abcd" PDI " z"); /* 3 + 1 + 4 + 2 */
    is("e\xCC\x81" "e\xCC\x81" "e\xCC\x81 " FSI "abcd" PDI " z\n");
}

static void text__an_isolate_ends_with_its_line_and_begins_again(void) {
    rp_page page = new_page(10);
    rp_page_text(&page, 1, 0, FSI "aaaa bbbb cccc" PDI " dd");
    is(" " FSI "aaaa bbbb" PDI "\n " FSI "cccc" PDI " dd\n");
    page = new_page(10);
    rp_page_text(&page, 0, 0, LRI "aaaa " FSI "bbbb cccc" PDI PDI " d");
    is(LRI "aaaa " FSI "bbbb" PDI PDI "\n" LRI FSI "cccc" PDI PDI " d\n");
}

static void text__lines_from_right_to_left_say_so_at_their_start(void) {
    rp_page page = new_page(10);
    page.rtl = true;
    rp_page_heading(&page, "1");
    rp_page_text(&page, 2, 0, "aaaa bbbb cccc");
    rp_page_item(&page, 1, "dd");
    is(RTL_MARK "1\n" RTL_MARK "  aaaa\n" RTL_MARK "  bbbb\n" RTL_MARK "  cccc\n" RTL_MARK " - dd\n");
}

static void rows__texts_stand_in_one_column_and_a_label_is_not_said_twice(void) {
    static const char *const rows[][2] = {{"Who", "one"}, {"Contact", "two three four"}, {"Note", "x"}, {"Note", "y"}, {NULL, "z"}};
    rp_page page = new_page(40);
    print_rows(&page, rows, 5, 0);
    is("Who      one\n"
       "Contact  two three four\n"
       "Note     x\n"
       "         y\n"
       "         z\n");
}

static void rows__labels_are_measured_in_columns_not_bytes(void) {
    static const char *const rows[][2] = {{"\xE5\xAD\x90", "wide"},
                                          {"e\xCC\x81", "combining"},
                                          {"\xD9\x85\xD9\x8E\xD9\x86", "right to left with a mark"}};
    rp_page page = new_page(60);
    print_rows(&page, rows, 3, 4);
    is("\xE5\xAD\x90    wide\n"
       "e\xCC\x81     combining\n"
       "\xD9\x85\xD9\x8E\xD9\x86    right to left with a mark\n");
}

static void rows__a_label_wider_than_its_column_has_a_line_of_its_own(void) {
    static const char *const rows[][2] = {{"A label that is much wider than that", "text"}, {"Who", "me"}};
    rp_page page = new_page(60);
    print_rows(&page, rows, 2, 0);
    is("A label that is much wider than that\n"
       "                        text\n"
       "Who                     me\n");
}

static void rows__on_a_narrow_page_the_texts_keep_their_room(void) {
    static const char *const rows[][2] = {{"Needs agreement", "written consent of a parent"}};
    rp_page page = new_page(36);
    print_rows(&page, rows, 1, 17);
    is("Needs agreement\n"
       "            written consent of a\n"
       "            parent\n");
}

static void rows__in_plain_each_is_a_sentence_with_its_label(void) {
    static const char *const rows[][2] = {{"Note", "x"}, {"Note", "y"}, {NULL, "z"}};
    rp_page page = new_page(40);
    page.plain = true;
    page.colon = "{label} : {text}";
    print_rows(&page, rows, 3, 0);
    is("Note : x\nNote : y\nNote : z\n");
}

static void rows__one_that_found_no_memory_fails_the_page(void) {
    rp_page page = new_page(40);
    rp_rows rows = {0};
    rp_rows_add(&rows, "Who", NULL);
    rp_page_rows(&page, 0, &rows);
    CU_ASSERT_EQUAL(page.status, REFPATH_OUT_OF_MEMORY);
}

static void plain__has_no_indents_no_dashes_and_no_breaks(void) {
    rp_page page = new_page(10);
    page.plain = true;
    rp_page_item(&page, 4, "one two three four");
    rp_page_text(&page, 4, 2, "one two three four");
    is("one two three four\none two three four\n");
}

static void colour__is_around_what_is_said_anyway(void) {
    static const char *const rows[][2] = {{"Who", "one"}};
    rp_arena arena = new_arena();
    rp_page page = new_page(40);
    page.colour = true;
    rp_page_heading(&page, "Head");
    print_rows(&page, rows, 1, 0);
    page.width = 12;
    says(rp_page_shade(&page, &arena, RP_SHADE_BAD, "refused"), "\033[31mrefused\033[0m");
    says(rp_page_shade(&page, &arena, RP_SHADE_NONE, "refused"), "refused");
    rp_page_text(&page, 0, 0, "it is \033[31mrefused\033[0m, no");
    is("\033[1mHead\033[0m\n\033[2mWho\033[0m  one\nit is\n\033[31mrefused\033[0m, no\n");
    page.colour = false;
    says(rp_page_shade(&page, &arena, RP_SHADE_BAD, "refused"), "refused");
    rp_arena_free(&arena);
}

static void blank__stands_before_a_heading_once_and_not_at_the_top(void) {
    rp_page page = new_page(40);
    rp_page_heading(&page, "A");
    rp_page_blank(&page);
    rp_page_blank(&page);
    rp_page_heading(&page, "B");
    is("A\n\nB\n");
}

static void page__after_a_failure_nothing_is_written(void) {
    rp_ending full = {.gives = REFPATH_IO};
    rp_page page = {.write = rp_end_stream, .user = &full, .width = 40, .colon = ""};
    rp_page_heading(&page, "A");
    rp_page_text(&page, 2, 0, "B");
    CU_ASSERT_EQUAL(page.status, REFPATH_IO);
    CU_ASSERT_EQUAL(full.calls, 1);
}

RP_SUITE(RP_TEST(text__is_wrapped_at_the_width_and_hangs),
         RP_TEST(text__a_word_wider_than_the_page_is_left_whole),
         RP_TEST(text__a_no_break_space_does_not_break),
         RP_TEST(text__wide_letters_count_two_columns_marks_and_isolates_none),
         RP_TEST(text__an_isolate_ends_with_its_line_and_begins_again),
         RP_TEST(text__lines_from_right_to_left_say_so_at_their_start),
         RP_TEST(rows__texts_stand_in_one_column_and_a_label_is_not_said_twice),
         RP_TEST(rows__labels_are_measured_in_columns_not_bytes),
         RP_TEST(rows__a_label_wider_than_its_column_has_a_line_of_its_own),
         RP_TEST(rows__on_a_narrow_page_the_texts_keep_their_room),
         RP_TEST(rows__in_plain_each_is_a_sentence_with_its_label),
         RP_TEST(rows__one_that_found_no_memory_fails_the_page),
         RP_TEST(plain__has_no_indents_no_dashes_and_no_breaks),
         RP_TEST(colour__is_around_what_is_said_anyway),
         RP_TEST(blank__stands_before_a_heading_once_and_not_at_the_top),
         RP_TEST(page__after_a_failure_nothing_is_written))
