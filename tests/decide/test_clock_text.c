/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/clock_text.h"

#include "support/harness.h"
#include "unicode/civil.h"

#include <stdio.h>
#include <string.h>

typedef struct room {
    rp_alloc alloc;
    rp_arena arena;
} room;

static void open_room(room *r) {
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&r->alloc, NULL));
    rp_arena_init(&r->arena, &r->alloc, true);
}

static refpath_status read_end(room *r, const char *text, rp_clock_end *end) {
    return rp_clock_end_read(&r->arena, rp_str_of(text), end);
}

static void clock_text__a_moment_is_kept_in_utc(void) {
    room r;
    rp_clock_end end;
    open_room(&r);
    CU_ASSERT_EQUAL_FATAL(read_end(&r, "2026-11-23T11:00:00+01:00", &end), REFPATH_OK);
    CU_ASSERT_TRUE(end.moment);
    CU_ASSERT_STRING_EQUAL(end.text, "2026-11-23T10:00:00Z");
    rp_arena_free(&r.arena);
}

static void clock_text__a_day_a_month_and_a_year_are_kept_as_given(void) {
    static const char *const texts[] = {"2026-11-23", "2026-11", "2026"};
    static const int64_t days[] = {1, 30, 365};
    room r;
    open_room(&r);
    for (size_t i = 0; i < 3; i++) {
        rp_clock_end end;
        CU_ASSERT_EQUAL_FATAL(read_end(&r, texts[i], &end), REFPATH_OK);
        CU_ASSERT_FALSE(end.moment);
        CU_ASSERT_EQUAL(end.n, 1);
        CU_ASSERT_EQUAL(end.last[0] - end.first[0] + 1, days[i]);
        CU_ASSERT_STRING_EQUAL(end.text, texts[i]);
    }
    rp_arena_free(&r.arena);
}

static void clock_text__a_day_of_another_calendar_is_the_day_it_falls_on(void) {
    room r;
    rp_clock_end end;
    open_room(&r);
    /* 1 Meskerem 2017 of the Ethiopian calendar was 11 September 2024. */
    CU_ASSERT_EQUAL_FATAL(read_end(&r, "2017-01-01[u-ca=ethiopic]", &end), REFPATH_OK);
    CU_ASSERT_EQUAL(end.n, 1);
    CU_ASSERT_EQUAL(end.first[0], rp_civil_day(2024, 9, 11));
    CU_ASSERT_EQUAL(end.last[0], rp_civil_day(2024, 9, 11));
    CU_ASSERT_STRING_EQUAL(end.text, "2017-01-01[u-ca=ethiopic]");
    rp_arena_free(&r.arena);
}

static void clock_text__what_is_no_date_is_refused(void) {
    static const char *const texts[] = {"",           "yesterday",  "2026-13",           "2026-02-30",           "2026-1-1",
                                        "23.11.2026", "2026-11-23T10:00:00", "2026-11-23T25:00:00Z", "2026-11-23 ", "0"};
    room r;
    open_room(&r);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        rp_clock_end end;
        CU_ASSERT_EQUAL(read_end(&r, texts[i], &end), REFPATH_INVALID_ARGUMENT);
    }
    rp_arena_free(&r.arena);
}

static void clock_text__an_unknown_calendar_is_told_apart(void) {
    room r;
    rp_clock_end end;
    open_room(&r);
    CU_ASSERT_EQUAL(read_end(&r, "2017-01-01[u-ca=atlantis]", &end), REFPATH_NOT_FOUND);
    rp_arena_free(&r.arena);
}

static bool is_later(const char *a, const char *b) {
    room r;
    rp_clock_end x, y;
    bool later;
    open_room(&r);
    CU_ASSERT_EQUAL_FATAL(read_end(&r, a, &x), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_end(&r, b, &y), REFPATH_OK);
    later = rp_clock_end_is_later(&x, &y);
    rp_arena_free(&r.arena);
    return later;
}

static void clock_text__one_end_is_later_only_where_it_is_so_in_every_zone(void) {
    CU_ASSERT_FALSE(is_later("2026-11-23", "2026-11-23"));
    CU_ASSERT_FALSE(is_later("2026-11-30", "2026-11"));
    CU_ASSERT_FALSE(is_later("2026-01-01", "2026"));
    CU_ASSERT_TRUE(is_later("2026-12", "2026-11-30"));
    CU_ASSERT_TRUE(is_later("2026-11-23T10:00:01Z", "2026-11-23T10:00:00Z"));
    CU_ASSERT_FALSE(is_later("2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z"));
    CU_ASSERT_FALSE(is_later("2026-11-24T09:00:00Z", "2026-11-23")); /* still the 23rd at the edge of the world */
    CU_ASSERT_TRUE(is_later("2026-11-26T00:00:00Z", "2026-11-23"));
    CU_ASSERT_FALSE(is_later("2026-11-23", "2026-11-22T12:00:00Z"));
    CU_ASSERT_TRUE(is_later("2026-11-25", "2026-11-23T00:00:00Z"));
}

static void clock_text__days_begin_and_end_in_the_zone(void) {
    room r;
    rp_clock_end end;
    rp_zone *zone;
    int64_t first[RP_DAY_RANGES], last[RP_DAY_RANGES];
    char text[RP_MOMENT_TEXT];
    open_room(&r);
    CU_ASSERT_EQUAL_FATAL(rp_zone_open(&zone, "Asia/Kathmandu", &r.alloc), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_end(&r, "2026-11", &end), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_clock_end_span(&end, zone, first, last), 1);
    CU_ASSERT_TRUE(rp_moment_write(first[0], text));
    CU_ASSERT_STRING_EQUAL(text, "2026-10-31T18:15:00Z");
    CU_ASSERT_TRUE(rp_moment_write(last[0], text));
    CU_ASSERT_STRING_EQUAL(text, "2026-11-30T18:14:59Z");
    rp_zone_free(zone);
    rp_arena_free(&r.arena);
}

static void clock_text__only_moments_of_four_digit_years_can_be_written(void) {
    char text[RP_MOMENT_TEXT];
    CU_ASSERT_TRUE(rp_moment_write(rp_civil_day(0, 1, 1) * 86400, text));
    CU_ASSERT_STRING_EQUAL(text, "0000-01-01T00:00:00Z");
    CU_ASSERT_FALSE(rp_moment_write(rp_civil_day(0, 1, 1) * 86400 - 1, text));
    CU_ASSERT_TRUE(rp_moment_write(rp_civil_day(10000, 1, 1) * 86400 - 1, text));
    CU_ASSERT_STRING_EQUAL(text, "9999-12-31T23:59:59Z");
    CU_ASSERT_FALSE(rp_moment_write(rp_civil_day(10000, 1, 1) * 86400, text));
    CU_ASSERT_FALSE(rp_moment_write(INT64_MIN, text));
    CU_ASSERT_FALSE(rp_moment_write(INT64_MAX, text));
}

static void clock_text__a_moment_needs_a_zone_and_comes_back_the_same(void) {
    int64_t moment;
    char text[RP_MOMENT_TEXT];
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-11-23T10:00:00+05:45"), &moment), REFPATH_OK);
    CU_ASSERT_TRUE(rp_moment_write(moment, text));
    CU_ASSERT_STRING_EQUAL(text, "2026-11-23T04:15:00Z");
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-11-23T10:00:00"), &moment), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-11-23"), &moment), REFPATH_INVALID_ARGUMENT);
}

static void clock_text__the_zone_of_a_moment_may_be_named(void) {
    static const char *const alike[] = {
        "2026-11-23T10:00:00Z[Africa/Juba]",
        "2026-11-23T10:00:00Z[!Africa/Juba]", /* Z says nothing of the clocks there */
        "2026-11-23T10:00:00-00:00[Africa/Juba]",
        "2026-11-23T13:00:00+03:00[Africa/Nairobi]",
        "2026-11-23T13:00:00+03:00[!Africa/Nairobi]",
        "2026-11-23T15:45:00+05:45[Asia/Kathmandu][u-ca=gregory]",
        "2026-11-23T10:00:00Z[u-ca=iso8601]",
        "2026-11-23T10:00:00Z[Africa/Juba][!u-ca=gregory][u-ca=iso8601]",
        "2026-11-23T13:00:00+03:00[+03:00]",
        "2026-11-23T10:00:00Z[Africa/Juba][knort=blargel-2][_x-1=A]", /* what nobody has to heed */
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        room r;
        rp_clock_end end;
        open_room(&r);
        CU_ASSERT_EQUAL_FATAL(read_end(&r, alike[i], &end), REFPATH_OK);
        CU_ASSERT_TRUE(end.moment);
        CU_ASSERT_STRING_EQUAL(end.text, "2026-11-23T10:00:00Z");
        rp_arena_free(&r.arena);
    }
}

static void clock_text__an_offset_is_that_of_the_zone_on_the_day(void) {
    int64_t moment;
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-07-01T12:00:00+02:00[Europe/Berlin]"), &moment), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-01-01T12:00:00+02:00[Europe/Berlin]"), &moment), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-10-25T02:30:00+02:00[Europe/Berlin]"), &moment), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-10-25T02:30:00+01:00[Europe/Berlin]"), &moment), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("1925-01-01T12:00:00+02:06[Africa/Juba]"), &moment), REFPATH_OK); /* 02:06:28 */
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("1925-01-01T12:00:00+02:07[Africa/Juba]"), &moment), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(rp_moment_read(rp_str_of("2026-07-01T12:00:00+00:00[Europe/London]"), &moment), REFPATH_INVALID_ARGUMENT);
}

static void clock_text__a_moment_whose_brackets_cannot_be_heeded_is_refused(void) {
    static const char *const brackets[] = {
        "[Mars/Olympus]", "[!Mars/Olympus]", "[Africa/Nairobi]",     "[!Africa/Nairobi]", "[+03:00]",        "[]",
        "[!]",            "[africa juba]",   "[GMT+2]",              "[Africa/Juba",      "Africa/Juba]",    "[Africa/Juba]x",
        "[[Africa/Juba]", "[Africa/Juba][Africa/Juba]",              "[u-ca=gregory][Africa/Juba]",          "[u-ca=]",
        "[u-ca=ethiopic]", "[Africa/Juba][!u-ca=ethiopic]",          "[u-ca=atlantis]",   "[!knort=blargel]", "[Knort=a]",
        "[knort=a-]",     "[knort=a--b]",    "[knort=a.b]",          "[=a]",              "[1a=b]",
        "[Africa/Juba/and/then/much/more/than/any/name/of/a/zone/will/ever/have/had]"};
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
        char text[160];
        room r;
        rp_clock_end end;
        refpath_status status;
        open_room(&r);
        snprintf(text, sizeof text, "2026-11-23T12:00:00+02:00%s", brackets[i]);
        status = read_end(&r, text, &end);
        CU_ASSERT_EQUAL(status, REFPATH_INVALID_ARGUMENT);
        if (status != REFPATH_INVALID_ARGUMENT) {
            printf("%s is taken for a moment\n", text);
        }
        rp_arena_free(&r.arena);
    }
}

RP_SUITE(RP_TEST(clock_text__a_moment_is_kept_in_utc), RP_TEST(clock_text__a_day_a_month_and_a_year_are_kept_as_given),
         RP_TEST(clock_text__a_day_of_another_calendar_is_the_day_it_falls_on),
         RP_TEST(clock_text__what_is_no_date_is_refused), RP_TEST(clock_text__an_unknown_calendar_is_told_apart),
         RP_TEST(clock_text__one_end_is_later_only_where_it_is_so_in_every_zone),
         RP_TEST(clock_text__days_begin_and_end_in_the_zone),
         RP_TEST(clock_text__only_moments_of_four_digit_years_can_be_written),
         RP_TEST(clock_text__a_moment_needs_a_zone_and_comes_back_the_same),
         RP_TEST(clock_text__the_zone_of_a_moment_may_be_named),
         RP_TEST(clock_text__an_offset_is_that_of_the_zone_on_the_day),
         RP_TEST(clock_text__a_moment_whose_brackets_cannot_be_heeded_is_refused))
