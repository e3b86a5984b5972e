/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "unicode/message.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"
#include "unicode/civil.h"
#include "unicode/zone.h"

#include <locale.h>

static char told[512];

static refpath_status end(rp_buffer *b, refpath_status status) {
    snprintf(told, sizeof told, "%s", b->n ? b->at : "");
    rp_buffer_free(b);
    return status;
}

static rp_buffer begin(void) {
    rp_alloc alloc;
    rp_buffer b;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_buffer_init(&b, &alloc, true);
    return b;
}

static refpath_status format(const char *pattern, const char *language, const rp_message_arg *args, size_t n) {
    rp_buffer b = begin();
    return end(&b, rp_message_format(pattern, language, args, n, &b));
}

static const char *say_n(const char *pattern, const char *language, int64_t n) {
    rp_message_arg arg = rp_message_number("n", n);
    CU_ASSERT_EQUAL(format(pattern, language, &arg, 1), REFPATH_OK);
    return told;
}

static int64_t utc(const char *text) {
    int64_t moment = 0;
    CU_ASSERT_TRUE(rp_moment_parse(rp_str_of(text), &moment));
    return moment;
}

static const char *day_in(int64_t day, const char *language) {
    rp_buffer b = begin();
    CU_ASSERT_EQUAL(end(&b, rp_format_day(day, language, &b)), REFPATH_OK);
    return told;
}

static void arguments__are_named_and_come_in_any_order(void) {
    rp_message_arg args[2] = {rp_message_text("who", "Amina"), rp_message_text("what", "care")};
    CU_ASSERT_EQUAL(format("{what} for {who}", "en", args, 2), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(told, "care for Amina");
}

static void arguments__are_never_read_as_patterns(void) {
    rp_message_arg args[2] = {rp_message_text("who", "{what} 'x' #"), rp_message_text("what", "care")};
    CU_ASSERT_EQUAL(format("{who}!", "en", args, 2), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(told, "{what} 'x' #!");
}

static void arguments__one_that_is_missing_leaves_its_name(void) {
    CU_ASSERT_EQUAL(format("for {who}", "en", NULL, 0), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(told, "for {who}");
}

static void arguments__too_many_are_refused(void) {
    rp_message_arg args[13];
    for (size_t i = 0; i < 13; i++) {
        args[i] = rp_message_text("x", "y");
    }
    CU_ASSERT_EQUAL(format("{x}", "en", args, 12), REFPATH_OK);
    CU_ASSERT_EQUAL(format("{x}", "en", args, 13), REFPATH_INVALID_ARGUMENT);
}

static void plural__arabic_has_six_forms(void) {
    static const char pattern[] = "{n, plural, zero {Z} one {O} two {T} few {F#} many {M#} other {X#}}";
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 0), "Z");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 1), "O");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 2), "T");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 3), "F3");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 10), "F10");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 11), "M11");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 100), "X100");
    CU_ASSERT_STRING_EQUAL(say_n(pattern, "ar-u-nu-latn", 103), "F103");
}

static void numerals__are_those_of_the_language_and_of_its_extension(void) {
    CU_ASSERT_STRING_EQUAL(say_n("{n, number}", "ar-EG", 1234), "١٬٢٣٤");
    CU_ASSERT_STRING_EQUAL(say_n("{n, number}", "ar-EG-u-nu-latn", 1234), "1,234");
    CU_ASSERT_STRING_EQUAL(say_n("{n, number}", "en", -1234567), "-1,234,567");
    CU_ASSERT_STRING_EQUAL(say_n("{n, plural, one {# day} other {# days}}", "en", 1), "1 day");
    CU_ASSERT_STRING_EQUAL(say_n("{n, plural, one {# day} other {# days}}", "en", 1000), "1,000 days");
}

static void select__takes_other_for_all_that_is_not_named(void) {
    rp_message_arg arg = rp_message_text("kind", "assent");
    CU_ASSERT_EQUAL(format("{kind, select, assent {A} other {C}}", "en", &arg, 1), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(told, "A");
    arg = rp_message_text("kind", "else");
    CU_ASSERT_EQUAL(format("{kind, select, assent {A} other {C}}", "en", &arg, 1), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(told, "C");
}

static void patterns__that_are_malformed_are_refused_and_say_nothing(void) {
    static const char *const bad[] = {"{",
                                      "{a",
                                      "{a,",
                                      "{a, plural}",
                                      "{a, plural, one {x}}",
                                      "{a, select, x {y}}",
                                      "{a, nonsense}",
                                      "{a b}",
                                      "{}",
                                      "{a, plural, other {x}",
                                      "{a, plural, one x other {y}}"};
    rp_message_arg arg = rp_message_number("a", 1);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        refpath_status checked = rp_message_check(bad[i], "en");
        CU_ASSERT_EQUAL(checked, REFPATH_INVALID_ARGUMENT);
        CU_ASSERT_EQUAL(format(bad[i], "en", &arg, 1), REFPATH_INVALID_ARGUMENT);
        CU_ASSERT_STRING_EQUAL(told, "");
        if (checked != REFPATH_INVALID_ARGUMENT) {
            printf("%s is taken for a pattern\n", bad[i]);
        }
    }
    CU_ASSERT_EQUAL(rp_message_check("{a, plural, one {x} other {y}} {b}", "en"), REFPATH_OK);
}

static void languages__a_malformed_tag_is_refused(void) {
    rp_buffer b = begin();
    CU_ASSERT_EQUAL(rp_message_check("x", "not a tag"), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(format("x", "not a tag", NULL, 0), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(rp_format_day(0, "not a tag", &b), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(b.n, 0);
    rp_buffer_free(&b);
}

static void days__are_written_as_the_language_writes_them(void) {
    int64_t day = rp_civil_day(2026, 11, 23);
    CU_ASSERT_STRING_EQUAL(day_in(day, "en-001"), "23 Nov 2026");
    CU_ASSERT_STRING_EQUAL(day_in(day, "fr"), "23 nov. 2026");
    CU_ASSERT_STRING_EQUAL(day_in(day, "es"), "23 nov 2026");
    CU_ASSERT_PTR_NOT_NULL(strstr(day_in(day, "ar-EG"), "٢٠٢٦"));
    CU_ASSERT_STRING_EQUAL(day_in(-1, "en-001"), "31 Dec 1969");
    CU_ASSERT_STRING_EQUAL(day_in(rp_civil_day(1900, 1, 1), "en-001"), "1 Jan 1900");
    CU_ASSERT_STRING_EQUAL(day_in(rp_civil_day(2999, 12, 31), "en-001"), "31 Dec 2999");
}

static const char *moment_in(const char *text, const rp_zone *zone, const char *language) {
    rp_buffer b = begin();
    CU_ASSERT_EQUAL(end(&b, rp_format_moment(utc(text), zone, language, &b)), REFPATH_OK);
    return told;
}

static void moments__are_written_in_the_zone_given_or_in_utc(void) {
    rp_alloc alloc;
    rp_zone *zone = NULL;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_zone_open(&zone, "Asia/Kathmandu", &alloc), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(moment_in("2026-11-23T20:30:00Z", zone, "en-GB"), "24 Nov 2026, 02:15");
    CU_ASSERT_STRING_EQUAL(moment_in("2026-11-23T20:30:00Z", NULL, "en-GB"), "23 Nov 2026, 20:30");
    rp_zone_free(zone);
}

static void process__its_locale_and_time_zone_have_no_influence(void) {
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    setenv("LANG", "tr_TR.UTF-8", 1);
    setenv("TZ", "Asia/Tokyo", 1);
    (void)setlocale(LC_ALL, "");
    CU_ASSERT_STRING_EQUAL(say_n("{n, number}", "en", 1234567), "1,234,567");
    CU_ASSERT_STRING_EQUAL(day_in(0, "en-001"), "1 Jan 1970");
    CU_ASSERT_STRING_EQUAL(moment_in("2026-11-23T20:30:00Z", NULL, "en-GB"), "23 Nov 2026, 20:30");
    unsetenv("LC_ALL");
    unsetenv("LANG");
    unsetenv("TZ");
    (void)setlocale(LC_ALL, "C");
}

static void format_without_memory(rp_fail_alloc *memory) {
    rp_message_arg arg = rp_message_text("who", "Amina, who is called by a name that needs more than a little room");
    rp_alloc alloc;
    rp_buffer b;
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_buffer_init(&b, &alloc, true);
    status = rp_message_format("for {who}", "en", &arg, 1, &b);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_buffer_free(&b);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(format_without_memory);
}

/* The locale comes first: ICU looks at it once. */
RP_SUITE(RP_TEST(process__its_locale_and_time_zone_have_no_influence),
         RP_TEST(arguments__are_named_and_come_in_any_order), RP_TEST(arguments__are_never_read_as_patterns),
         RP_TEST(arguments__one_that_is_missing_leaves_its_name), RP_TEST(arguments__too_many_are_refused),
         RP_TEST(plural__arabic_has_six_forms), RP_TEST(numerals__are_those_of_the_language_and_of_its_extension),
         RP_TEST(select__takes_other_for_all_that_is_not_named),
         RP_TEST(patterns__that_are_malformed_are_refused_and_say_nothing),
         RP_TEST(languages__a_malformed_tag_is_refused), RP_TEST(days__are_written_as_the_language_writes_them),
         RP_TEST(moments__are_written_in_the_zone_given_or_in_utc), RP_TEST(memory__each_refused_request_is_told))
