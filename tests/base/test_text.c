/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/text.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

#include <limits.h>

static void str__equality_is_of_bytes_and_length(void) {
    rp_str none = {NULL, 0};
    CU_ASSERT_TRUE(rp_str_is(rp_str_of("age"), "age"));
    CU_ASSERT_FALSE(rp_str_is(rp_str_of("age"), "ages"));
    CU_ASSERT_FALSE(rp_str_is(rp_str_of("age"), "agE"));
    CU_ASSERT_TRUE(rp_str_is(none, ""));
    CU_ASSERT_TRUE(rp_str_equal(rp_str_of(NULL), none));
}

static void str__order_is_by_bytes_then_length(void) {
    CU_ASSERT_TRUE(rp_str_order(rp_str_of("a"), rp_str_of("b")) < 0);
    CU_ASSERT_TRUE(rp_str_order(rp_str_of("b"), rp_str_of("ab")) > 0);
    CU_ASSERT_TRUE(rp_str_order(rp_str_of("a"), rp_str_of("ab")) < 0);
    CU_ASSERT_TRUE(rp_str_order(rp_str_of(""), rp_str_of("a")) < 0);
    CU_ASSERT_TRUE(rp_str_order(rp_str_of("z"), rp_str_of("\xc3\xa9")) < 0);
    CU_ASSERT_EQUAL(rp_str_order(rp_str_of("same"), rp_str_of("same")), 0);
    CU_ASSERT_EQUAL(rp_str_order(rp_str_of(NULL), rp_str_of("")), 0);
}

static void str__words_are_parted_by_xml_white_space(void) {
    rp_str rest = rp_str_of(" one\ttwo\r\n\n three\vstill "), word;
    CU_ASSERT_TRUE(rp_str_word(&rest, &word) && rp_str_is(word, "one"));
    CU_ASSERT_TRUE(rp_str_word(&rest, &word) && rp_str_is(word, "two"));
    CU_ASSERT_TRUE(rp_str_word(&rest, &word) && rp_str_is(word, "three\vstill"));
    CU_ASSERT_FALSE(rp_str_word(&rest, &word));
    rest = rp_str_of("");
    CU_ASSERT_FALSE(rp_str_word(&rest, &word));
    rest = rp_str_of(" \t\r\n");
    CU_ASSERT_FALSE(rp_str_word(&rest, &word));
    rest.at = "ab";
    rest.n = 1;
    CU_ASSERT_TRUE(rp_str_word(&rest, &word) && rp_str_is(word, "a"));
}

static void start(rp_buffer *b, rp_fail_alloc *memory, size_t refuse, bool wipe) {
    rp_alloc alloc;
    rp_fail_init(memory, refuse, true);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_buffer_init(b, &alloc, wipe);
}

static void buffer__what_is_appended_stands_in_order_and_is_ended(void) {
    rp_fail_alloc memory;
    rp_buffer b;
    start(&b, &memory, 0, false);
    CU_ASSERT_PTR_NULL(b.at);
    rp_buffer_text(&b, "");
    CU_ASSERT_STRING_EQUAL(b.at, "");
    rp_buffer_text(&b, "one");
    rp_buffer_char(&b, ' ');
    rp_buffer_add(&b, "two and", 3);
    rp_buffer_number(&b, -3);
    CU_ASSERT_EQUAL(rp_buffer_write(&b, "!", 1), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(b.at, "one two-3!");
    CU_ASSERT_EQUAL(b.n, 10);
    CU_ASSERT_EQUAL(rp_buffer_status(&b), REFPATH_OK);
    rp_buffer_free(&b);
    CU_ASSERT_EQUAL(memory.live, 0);
    CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
}

static void buffer__it_grows_by_doubling(void) {
    rp_fail_alloc memory;
    rp_buffer b;
    start(&b, &memory, 0, false);
    for (int i = 0; i < 100000; i++) {
        rp_buffer_char(&b, (char)('a' + i % 26));
    }
    CU_ASSERT_EQUAL(b.n, 100000);
    CU_ASSERT_EQUAL(strlen(b.at), 100000);
    CU_ASSERT_EQUAL(b.at[99999], 'a' + 99999 % 26);
    CU_ASSERT_TRUE(memory.requests < 16);
    rp_buffer_free(&b);
    CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
}

static void buffer__after_a_failure_nothing_more_is_appended(void) {
    rp_fail_alloc memory;
    rp_buffer b;
    char long_text[200];
    memset(long_text, 'l', sizeof long_text);
    start(&b, &memory, 2, false);
    rp_buffer_text(&b, "kept");
    rp_buffer_add(&b, long_text, sizeof long_text);
    rp_buffer_text(&b, "more");
    CU_ASSERT_STRING_EQUAL(b.at, "kept");
    CU_ASSERT_EQUAL(rp_buffer_status(&b), REFPATH_OUT_OF_MEMORY);
    CU_ASSERT_EQUAL(rp_buffer_write(&b, "x", 1), REFPATH_OUT_OF_MEMORY);
    rp_buffer_free(&b);
    CU_ASSERT_EQUAL(rp_buffer_status(&b), REFPATH_OK);
    CU_ASSERT_EQUAL(memory.live, 0);
}

static void buffer__a_length_past_all_memory_is_refused(void) {
    rp_fail_alloc memory;
    rp_buffer b;
    start(&b, &memory, 0, false);
    rp_buffer_add(&b, "x", SIZE_MAX);
    CU_ASSERT_EQUAL(rp_buffer_status(&b), REFPATH_OUT_OF_MEMORY);
    CU_ASSERT_EQUAL(memory.requests, 0);
    rp_buffer_free(&b);
}

static void buffer__one_that_holds_facts_is_wiped_whenever_it_moves(void) {
    for (int wipe = 0; wipe < 2; wipe++) {
        rp_fail_alloc memory;
        rp_buffer b;
        size_t unwiped = 0;
        start(&b, &memory, 0, wipe);
        memory.released = rp_fail_count_unwiped;
        memory.user = &unwiped;
        for (int i = 0; i < 1000; i++) {
            rp_buffer_text(&b, "secret");
        }
        CU_ASSERT_EQUAL(b.n, 6000);
        CU_ASSERT_EQUAL(strncmp(b.at + 5994, "secret", 7), 0);
        rp_buffer_free(&b);
        CU_ASSERT_EQUAL(unwiped, wipe ? 0 : memory.requests);
        CU_ASSERT_EQUAL(memory.live, 0);
    }
}

static void use_buffer(rp_fail_alloc *memory) {
    for (int wipe = 0; wipe < 2; wipe++) {
        rp_alloc alloc;
        rp_buffer b;
        size_t before = memory->refused;
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
        rp_buffer_init(&b, &alloc, wipe);
        for (int i = 0; i < 300; i++) {
            rp_buffer_number(&b, i);
        }
        CU_ASSERT_EQUAL(rp_buffer_status(&b) != REFPATH_OK, memory->refused > before);
        CU_ASSERT_TRUE(!b.at || strlen(b.at) == b.n);
        rp_buffer_free(&b);
    }
}

static void buffer__each_refused_request_is_reported(void) {
    rp_fail_each(use_buffer);
}

/* By decoding, where the code under test compares bytes: the length of a valid sequence, or 0. */
static size_t decoded_length(const unsigned char *p, size_t n) {
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] < 0x80       ? 1
                    : p[0] >> 5 == 6  ? 2
                    : p[0] >> 4 == 14 ? 3
                    : p[0] >> 3 == 30 ? 4
                                      : 0;
    uint32_t c = length < 2 ? p[0] : p[0] & (0x7fU >> length);
    if (length == 0 || length > n) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (p[i] >> 6 != 2) {
            return 0;
        }
        c = c << 6 | (p[i] & 0x3fU);
    }
    return c < smallest[length] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? 0 : length;
}

static bool agree(const unsigned char *bytes, size_t n) {
    size_t expected = 0;
    while (expected < n) {
        size_t length = decoded_length(bytes + expected, n - expected);
        if (length == 0) {
            break;
        }
        expected += length;
    }
    return rp_utf8_valid((const char *)bytes, n) == expected;
}

static void utf8__all_pairs_of_bytes_are_judged_right(void) {
    for (unsigned i = 0; i < 0x10000; i++) {
        unsigned char bytes[2] = {(unsigned char)(i >> 8), (unsigned char)i};
        CU_ASSERT_TRUE_FATAL(agree(bytes, 1));
        CU_ASSERT_TRUE_FATAL(agree(bytes, 2));
    }
}

static const unsigned char borders[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0,
                                        0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0,
                                        0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xfe, 0xff};

static void utf8__all_sequences_of_border_bytes_are_judged_right(void) {
    const size_t n = sizeof borders;
    for (size_t i = 0; i < n * n * n * n; i++) {
        unsigned char bytes[4] = {borders[i % n], borders[i / n % n], borders[i / n / n % n],
                                  borders[i / n / n / n]};
        CU_ASSERT_TRUE_FATAL(agree(bytes, 3));
        CU_ASSERT_TRUE_FATAL(agree(bytes, 4));
    }
}

static size_t encode(uint32_t c, char bytes[4]) {
    if (c < 0x80) {
        bytes[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        bytes[0] = (char)(0xc0 | c >> 6);
        bytes[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        bytes[0] = (char)(0xe0 | c >> 12);
        bytes[1] = (char)(0x80 | (c >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    bytes[0] = (char)(0xf0 | c >> 18);
    bytes[1] = (char)(0x80 | (c >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (c >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

static void utf8__every_character_is_valid_and_read_back(void) {
    for (uint32_t c = 0; c <= 0x10ffff; c++) {
        char bytes[4];
        size_t n = encode(c, bytes), i = 0;
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        CU_ASSERT_EQUAL_FATAL(rp_utf8_valid(bytes, n), surrogate ? 0 : n);
        if (!surrogate) {
            CU_ASSERT_EQUAL_FATAL(rp_utf8_next(bytes, n, &i), c);
            CU_ASSERT_EQUAL_FATAL(i, n);
            CU_ASSERT_EQUAL_FATAL(rp_utf8_length(bytes, n), 1);
        }
    }
}

static void utf8__the_first_bad_byte_is_found_wherever_it_stands(void) {
    for (size_t n = 1; n < 40; n++) {
        for (size_t i = 0; i < n; i++) {
            char text[40];
            memset(text, 'a', sizeof text);
            text[i] = '\xff';
            CU_ASSERT_EQUAL(rp_utf8_valid(text, n), i);
        }
    }
}

static void utf8__a_sequence_cut_off_is_bad_from_its_first_byte(void) {
    CU_ASSERT_EQUAL(rp_utf8_valid("ab\xe2\x82\xac", 5), 5);
    CU_ASSERT_EQUAL(rp_utf8_valid("ab\xe2\x82\xac", 4), 2);
    CU_ASSERT_EQUAL(rp_utf8_valid("ab\xf0\x9f\x98\x80", 5), 2);
    CU_ASSERT_EQUAL(rp_utf8_valid("", 0), 0);
}

static void utf8__length_counts_characters(void) {
    const char *text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80";
    CU_ASSERT_EQUAL(rp_utf8_length(text, strlen(text)), 4);
    CU_ASSERT_EQUAL(rp_utf8_length("", 0), 0);
}

static void utf8__reading_moves_on_even_where_the_text_is_bad(void) {
    const char *text = "\xff\xe2\x82";
    size_t i = 0;
    CU_ASSERT_EQUAL(rp_utf8_next(text, 3, &i), 0xfffd);
    CU_ASSERT_EQUAL(i, 1);
    CU_ASSERT_EQUAL(rp_utf8_next(text, 3, &i), 0xfffd);
    CU_ASSERT_EQUAL(i, 2);
}

static void check_number(const char *text, bool expected, int64_t value) {
    int64_t read = 12345;
    CU_ASSERT_EQUAL(rp_parse_integer(rp_str_of(text), &read), expected);
    CU_ASSERT_EQUAL(read, expected ? value : 12345);
}

static void integer__decimal_numbers_are_read(void) {
    check_number("0", true, 0);
    check_number("-0", true, 0);
    check_number("+7", true, 7);
    check_number("007", true, 7);
    check_number("-15", true, -15);
    check_number("00000000000000000000000000000001", true, 1);
}

static void integer__the_ends_of_the_range_are_exact(void) {
    check_number("9223372036854775807", true, INT64_MAX);
    check_number("9223372036854775808", false, 0);
    check_number("-9223372036854775808", true, INT64_MIN);
    check_number("-9223372036854775809", false, 0);
    check_number("18446744073709551616", false, 0);
    check_number("99999999999999999999999", false, 0);
}

static void integer__anything_else_is_refused(void) {
    static const char *const bad[] = {"",    "-",   "+",     " 1",       "1 ", "1.0", "1e3", "0x1",
                                      "--1", "+-1", "1,000", "\xd9\xa1", "a",  "1/",  "1:"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        check_number(bad[i], false, 0);
    }
}

static void integer__printing_is_the_reverse_of_reading(void) {
    int64_t numbers[] = {0,  1,   -1,         9,         10,        -10,
                         99, 100, 1234567890, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[RP_INTEGER_ROOM];
        int64_t read = 5;
        CU_ASSERT_EQUAL(rp_print_integer(numbers[i], text), strlen(text));
        CU_ASSERT_TRUE(rp_parse_integer(rp_str_of(text), &read));
        CU_ASSERT_EQUAL(read, numbers[i]);
    }
}

RP_SUITE(RP_TEST(str__equality_is_of_bytes_and_length), RP_TEST(str__order_is_by_bytes_then_length),
         RP_TEST(str__words_are_parted_by_xml_white_space),
         RP_TEST(buffer__what_is_appended_stands_in_order_and_is_ended),
         RP_TEST(buffer__it_grows_by_doubling),
         RP_TEST(buffer__after_a_failure_nothing_more_is_appended),
         RP_TEST(buffer__a_length_past_all_memory_is_refused),
         RP_TEST(buffer__one_that_holds_facts_is_wiped_whenever_it_moves),
         RP_TEST(buffer__each_refused_request_is_reported),
         RP_TEST(utf8__all_pairs_of_bytes_are_judged_right),
         RP_TEST(utf8__all_sequences_of_border_bytes_are_judged_right),
         RP_TEST(utf8__every_character_is_valid_and_read_back),
         RP_TEST(utf8__the_first_bad_byte_is_found_wherever_it_stands),
         RP_TEST(utf8__a_sequence_cut_off_is_bad_from_its_first_byte),
         RP_TEST(utf8__length_counts_characters),
         RP_TEST(utf8__reading_moves_on_even_where_the_text_is_bad),
         RP_TEST(integer__decimal_numbers_are_read),
         RP_TEST(integer__the_ends_of_the_range_are_exact),
         RP_TEST(integer__anything_else_is_refused),
         RP_TEST(integer__printing_is_the_reverse_of_reading))
