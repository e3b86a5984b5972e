/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/diag.h"
#include "xml/loading.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

#include <stdio.h>

static const rp_place_in somewhere = {"a.xml", 3, 4};

static bool good(rp_type type, const char *value) {
    return rp_value_check(type, rp_str_of(value), somewhere, "attribute", NULL);
}

/* The first `n_good` fit, the rest do not. */
static void check_all(rp_type type, const char *const *values, size_t n_good) {
    for (size_t i = 0; values[i]; i++) {
        bool fits = good(type, values[i]);
        CU_ASSERT_EQUAL(fits, i < n_good);
        if (fits != (i < n_good)) {
            printf("\"%s\" %s\n", values[i], fits ? "fits" : "does not fit");
        }
    }
}

static void value__ids_are_names_without_a_colon(void) {
    static const char *const values[] = {"a",
                                         "_",
                                         "a-b.c_1",
                                         " a\n",
                                         "\xc3\xa9t\xc3\xa9",
                                         "\xd8\xb7\xd9\x81\xd9\x84",
                                         "",
                                         " ",
                                         "1a",
                                         "-a",
                                         ".a",
                                         "a b",
                                         "a:b",
                                         "a/b",
                                         "a\xc2\xa0"
                                         "b",
                                         NULL};
    check_all(RP_TYPE_ID, values, 6);
    check_all(RP_TYPE_REF, values, 6);
}

static void value__an_id_has_at_most_128_characters(void) {
    char text[400] = "";
    for (int i = 0; i < 128; i++) {
        strcat(text, "\xc3\xa9");
    }
    CU_ASSERT_TRUE(good(RP_TYPE_ID, text));
    strcat(text, "e");
    CU_ASSERT_FALSE(good(RP_TYPE_ID, text));
    CU_ASSERT_FALSE(good(RP_TYPE_REFS, text));
}

static void value__an_id_is_of_one_script(void) {
    CU_ASSERT_FALSE(good(RP_TYPE_ID, "p\xd0\xb0ge"));
    CU_ASSERT_TRUE(good(RP_TYPE_ID, "\xe3\x82\xab\xe6\xbc\xa2\xe3\x81\xaa-1"));
    CU_ASSERT_TRUE(good(RP_TYPE_TEXT, "p\xd0\xb0ge"));
}

static void value__references_are_one_or_more(void) {
    static const char *const values[] = {"a", " a\tb\n c ", "a a", "", " ", "a,b", "a 1", NULL};
    check_all(RP_TYPE_REFS, values, 3);
}

static void value__integers_are_those_of_32_bits(void) {
    static const char *const values[] = {
        "0", "-0",  "+5",  "007", " 1 ", "2147483647", "-2147483648",          "2147483648", "-2147483649",
        "",  "1 0", "1.0", "0x1", "--1", "+",          "99999999999999999999", NULL};
    static const char *const positive[] = {"1", "+01", "2147483647", "0", "-1", "", "1.5", "2147483648", NULL};
    check_all(RP_TYPE_INTEGER, values, 7);
    check_all(RP_TYPE_POSITIVE, positive, 3);
}

static void value__durations_are_of_days_and_less(void) {
    static const char *const values[] = {
        "P0D",  "P999999D", "PT9999999H", "PT99999999M", "PT999999999S", "P1DT2H3M4S",  " PT1S ", "P1DT4S", "P",
        "PT",   "P1DT",     "",           "1D",          "P1000000D",    "PT10000000H", "P1Y",    "P1M",    "P1W",
        "-P1D", "PT1.5S",   "P1H",        "PT1D",        "PT1S1M",       "P1D2D",       "p1d",    NULL};
    check_all(RP_TYPE_DURATION, values, 8);
}

static void value__dates_exist_and_have_no_zone(void) {
    static const char *const values[] = {
        "1900-01-01",       "2024-02-29", "2000-02-29", " 9999-12-31 ", "1900-02-29", "2100-02-29", "2023-02-29",
        "2026-00-01",       "2026-13-01", "2026-01-00", "2026-04-31",   "1899-12-31", "2026-1-1",   "2026-01-01Z",
        "2026-01-01+01:00", "20260101",   "",           "10000-01-01",  NULL};
    check_all(RP_TYPE_DATE, values, 4);
}

static void value__years_are_those_of_xml_schema(void) {
    static const char *const values[] = {"2026",       "-0044",   "12026", "2026Z", "2026+14:00",
                                         "2026-05:30", "26",      "0000",  "02026", "2026+14:01",
                                         "2026+5:00",  "2026-01", "",      "+2026", NULL};
    check_all(RP_TYPE_YEAR, values, 6);
}

static void value__languages_are_tags(void) {
    static const char *const values[] = {"en",  "pt-BR",  "sr-Latn-RS",   "x-a1",      " fr ",
                                         "",    "en_GB",  "1a",           "abcdefghi", "en-",
                                         "-en", "en--GB", "en-abcdefghi", "\xc3\xa9n", NULL};
    check_all(RP_TYPE_LANGUAGE, values, 5);
}

static void value__addresses_have_whole_escapes_one_fragment_and_a_scheme(void) {
    static const char *const values[] = {"",     "a.xml", "https://example.org/a?b=c#d",
                                         "a%41", "a b",   "a/b:c",
                                         "?a:b", "a%4",   "a%",
                                         "a%zz", "a#b#c", ":a",
                                         "1a:b", "a_b:c", NULL};
    check_all(RP_TYPE_URI, values, 7);
}

static void value__words_are_those_of_their_list(void) {
    static const char *const status[] = {"draft", " adopted\n", "example", "", "Draft", "draft adopted", NULL};
    static const char *const naming[] = {"item", " purpose item ", "item item", "", "items", "item,purpose", NULL};
    static const char *const boolean[] = {"true", "false", "1", " 0 ", "", "yes", "TRUE", "01", NULL};
    check_all(RP_TYPE_STATUS, status, 3);
    check_all(RP_TYPE_NAMING, naming, 3);
    check_all(RP_TYPE_BOOLEAN, boolean, 4);
}

static void value__no_type_holds_characters_that_mislead(void) {
    static const char *const values[] = {"a",
                                         "a\tb\nc",
                                         "\xe2\x81\xa7"
                                         "a\xe2\x81\xa9",
                                         "\xe2\x80\x8f"
                                         "a",
                                         "a\xe2\x80\xae",
                                         "\xe2\x81\xa7"
                                         "a",
                                         "a\xe2\x81\xa9",
                                         "a\x7f",
                                         "a\x01",
                                         "a\r",
                                         "a\xc2\x85",
                                         "a\xef\xbf\xbe",
                                         "a\xef\xbf\xbf",
                                         "a\xff",
                                         "\xed\xa0\x80",
                                         NULL};
    check_all(RP_TYPE_TEXT, values, 4);
    check_all(RP_TYPE_TOKEN, values, 4);
    check_all(RP_TYPE_HOURS, values, 4);
}

static void problem_is(rp_type type, const char *value, const char *code, const char *one, const char *two) {
    refpath_problem p = {.size = sizeof p};
    refpath_diags *diags;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_FALSE(rp_value_check(type, rp_str_of(value), somewhere, "to", diags));
    CU_ASSERT_EQUAL(refpath_diags_count(diags), 1);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(diags, 0, &p), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(p.code, code);
    CU_ASSERT_EQUAL(p.position.line, 3);
    CU_ASSERT_EQUAL(p.position.column, 4);
    CU_ASSERT_STRING_EQUAL(p.arguments[0].value, one);
    if (two) {
        CU_ASSERT_STRING_EQUAL(p.arguments[1].value, two);
    }
    refpath_diags_free(diags);
}

static void value__what_is_wrong_is_said_with_its_place(void) {
    problem_is(RP_TYPE_DATE, "tomorrow", "bad-value", "to", "tomorrow");
    problem_is(RP_TYPE_TEXT, "a\xe2\x80\xae", "bad-character", "to", "U+202E");
    problem_is(RP_TYPE_ID, "p\xd0\xb0ge", "mixed-scripts", "p\xd0\xb0ge", NULL);
}

static void value__a_long_value_is_shown_shortened(void) {
    char value[300], shown[80];
    memset(value, 'x', sizeof value);
    value[299] = '\0';
    memset(shown, 'x', sizeof shown);
    strcpy(shown + 60, "\xe2\x80\xa6");
    problem_is(RP_TYPE_DATE, value, "bad-value", "to", shown);
}

static void collapsed(rp_type type, const char *value, const char *expected) {
    rp_buffer buffer;
    rp_alloc alloc;
    rp_str result;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(&buffer, &alloc, false);
    result = rp_value_collapse(type, rp_str_of(value), &buffer);
    CU_ASSERT_EQUAL(rp_buffer_status(&buffer), REFPATH_OK);
    CU_ASSERT_TRUE(rp_str_is(result, expected));
    rp_buffer_free(&buffer);
}

static void value__white_space_is_collapsed_where_the_type_says_so(void) {
    collapsed(RP_TYPE_ID, "\n a\t", "a");
    collapsed(RP_TYPE_REFS, "  a \t b\nc ", "a b c");
    collapsed(RP_TYPE_REFS, "a b", "a b");
    collapsed(RP_TYPE_TOKEN, " ", "");
    collapsed(RP_TYPE_TEXT, " a  b ", " a  b ");
    collapsed(RP_TYPE_HOURS, " 24/7 ", " 24/7 ");
}

static void collapse_without_memory(rp_fail_alloc *memory) {
    rp_buffer buffer;
    rp_alloc alloc;
    rp_str result;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_buffer_init(&buffer, &alloc, false);
    result = rp_value_collapse(RP_TYPE_REFS, rp_str_of("a  b"), &buffer);
    CU_ASSERT_EQUAL(buffer.failed, memory->refused > 0);
    CU_ASSERT_TRUE(rp_str_is(result, memory->refused ? "" : "a b"));
    rp_buffer_free(&buffer);
}

static void value__without_memory_collapsing_fails(void) {
    rp_fail_each(collapse_without_memory);
}

RP_SUITE(RP_TEST(value__ids_are_names_without_a_colon), RP_TEST(value__an_id_has_at_most_128_characters),
         RP_TEST(value__an_id_is_of_one_script), RP_TEST(value__references_are_one_or_more),
         RP_TEST(value__integers_are_those_of_32_bits), RP_TEST(value__durations_are_of_days_and_less),
         RP_TEST(value__dates_exist_and_have_no_zone), RP_TEST(value__years_are_those_of_xml_schema),
         RP_TEST(value__languages_are_tags), RP_TEST(value__addresses_have_whole_escapes_one_fragment_and_a_scheme),
         RP_TEST(value__words_are_those_of_their_list), RP_TEST(value__no_type_holds_characters_that_mislead),
         RP_TEST(value__what_is_wrong_is_said_with_its_place), RP_TEST(value__a_long_value_is_shown_shortened),
         RP_TEST(value__white_space_is_collapsed_where_the_type_says_so),
         RP_TEST(value__without_memory_collapsing_fails))
