/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/civil.h"

#include "../support/harness.h"

static int64_t day(const char *text) {
    int64_t found = INT64_MIN;
    CU_ASSERT_TRUE(rp_civil_parse_date(rp_str_of(text), &found));
    return found;
}

static bool reads_span(const char *text) {
    int64_t first, last;
    return rp_civil_parse_span(rp_str_of(text), &first, &last);
}

static bool reads_moment(const char *text) {
    int64_t moment;
    return rp_moment_parse(rp_str_of(text), &moment);
}

static int64_t moment(const char *text) {
    int64_t found = INT64_MIN;
    CU_ASSERT_TRUE(rp_moment_parse(rp_str_of(text), &found));
    return found;
}

static int64_t duration(const char *text) {
    int64_t found = INT64_MIN;
    return rp_duration_parse(rp_str_of(text), &found) ? found : -1;
}

static void days__are_counted_from_1970_and_come_back_as_they_went(void) {
    int64_t next = rp_civil_day(1899, 12, 31);
    CU_ASSERT_EQUAL(rp_civil_day(1970, 1, 1), 0);
    CU_ASSERT_EQUAL(rp_civil_day(1969, 12, 31), -1);
    CU_ASSERT_EQUAL(rp_civil_day(2000, 3, 1), 11017);
    for (int64_t year = 1900; year < 3000; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int of = 1; of <= rp_civil_month_length(year, month); of++) {
                int64_t here = rp_civil_day(year, month, of);
                rp_civil back = rp_civil_of(here);
                if (here != ++next || back.year != year || back.month != month || back.day != of) {
                    CU_FAIL_FATAL("a day is lost");
                }
            }
        }
    }
    CU_ASSERT_EQUAL(next, rp_civil_day(2999, 12, 31));
}

static void days__years_before_christ_count_on(void) {
    rp_civil c = rp_civil_of(rp_civil_day(-4, 2, 29));
    CU_ASSERT_EQUAL(c.year, -4);
    CU_ASSERT_EQUAL(c.month, 2);
    CU_ASSERT_EQUAL(c.day, 29);
    CU_ASSERT_EQUAL(rp_civil_day(0, 3, 1) - rp_civil_day(0, 2, 28), 2);
}

static void days__every_fourth_year_is_a_leap_year_but_three_of_four_centuries(void) {
    CU_ASSERT_TRUE(rp_civil_is_leap(2024));
    CU_ASSERT_FALSE(rp_civil_is_leap(2023));
    CU_ASSERT_FALSE(rp_civil_is_leap(1900));
    CU_ASSERT_TRUE(rp_civil_is_leap(2000));
    CU_ASSERT_EQUAL(rp_civil_month_length(1900, 2), 28);
    CU_ASSERT_EQUAL(rp_civil_month_length(2000, 2), 29);
}

static void days__weeks_begin_on_monday(void) {
    CU_ASSERT_EQUAL(rp_civil_weekday(day("2026-11-23")), 0);
    CU_ASSERT_EQUAL(rp_civil_weekday(day("2026-11-29")), 6);
    CU_ASSERT_EQUAL(rp_civil_weekday(day("1900-01-01")), 0);
    CU_ASSERT_EQUAL(rp_civil_weekday(0), 3);
}

static void dates__are_real_days_of_1900_to_9999(void) {
    static const char *const bad[] = {
        "",           "2026-2-03",  "2026-02-30", "1900-02-29", "2026-13-01",  "2026-00-01",
        "2026-01-00", "2026-04-31", "1899-12-31", "10000-01-01", "2026-11-23Z", "+026-11-23",
        "2026/11/23", "20261123",   "2026-11-2x", " 026-11-23", "2026-11",     "2026"};
    char text[RP_DATE_TEXT];
    int64_t found;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (rp_civil_parse_date(rp_str_of(bad[i]), &found)) {
            CU_FAIL(bad[i]);
            printf("%s is taken for a date\n", bad[i]);
        }
    }
    rp_civil_print_date(day("2000-02-29"), text);
    CU_ASSERT_STRING_EQUAL(text, "2000-02-29");
    rp_civil_print_date(day("1900-01-01"), text);
    CU_ASSERT_STRING_EQUAL(text, "1900-01-01");
    rp_civil_print_date(day("9999-12-31"), text);
    CU_ASSERT_STRING_EQUAL(text, "9999-12-31");
}

static void spans__a_month_and_a_year_go_from_their_first_day_to_their_last(void) {
    int64_t first, last;
    CU_ASSERT_TRUE(rp_civil_parse_span(rp_str_of("2012-02"), &first, &last));
    CU_ASSERT_EQUAL(first, day("2012-02-01"));
    CU_ASSERT_EQUAL(last, day("2012-02-29"));
    CU_ASSERT_TRUE(rp_civil_parse_span(rp_str_of("2013"), &first, &last));
    CU_ASSERT_EQUAL(first, day("2013-01-01"));
    CU_ASSERT_EQUAL(last, day("2013-12-31"));
    CU_ASSERT_TRUE(rp_civil_parse_span(rp_str_of("2013-07-09"), &first, &last));
    CU_ASSERT_EQUAL(first, last);
    CU_ASSERT_FALSE(reads_span("2013-"));
    CU_ASSERT_FALSE(reads_span("2013-13"));
    CU_ASSERT_FALSE(reads_span("2013.07"));
    CU_ASSERT_FALSE(reads_span("13"));
    CU_ASSERT_FALSE(reads_span("1899"));
}

static void ages__a_year_is_full_on_the_birthday(void) {
    int64_t born = day("2012-05-17");
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2026-05-16")), 13);
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2026-05-17")), 14);
    CU_ASSERT_EQUAL(rp_civil_years_between(born, born), 0);
}

static void ages__who_was_born_on_29_february_has_the_birthday_on_1_march_of_other_years(void) {
    int64_t born = day("2012-02-29");
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2013-02-28")), 0);
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2013-03-01")), 1);
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2016-02-28")), 3);
    CU_ASSERT_EQUAL(rp_civil_years_between(born, day("2016-02-29")), 4);
    CU_ASSERT_EQUAL(rp_civil_years_between(day("2096-02-29"), day("2100-02-28")), 3);
    CU_ASSERT_EQUAL(rp_civil_years_between(day("2096-02-29"), day("2100-03-01")), 4);
}

static void months__one_that_has_no_such_day_is_full_on_the_first_of_the_next(void) {
    int64_t from = day("2023-01-31");
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-02-28")), 0);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-03-01")), 1);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-03-30")), 1);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-03-31")), 2);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-04-30")), 2);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2023-05-01")), 3);
    CU_ASSERT_EQUAL(rp_civil_months_between(from, day("2024-02-29")), 12);
}

static void months__never_go_back_while_days_go_on(void) {
    for (int64_t from = day("2019-12-25"); from < day("2020-04-05"); from++) {
        int64_t last = -14;
        for (int64_t to = from - 400; to < from + 900; to++) {
            int64_t months = rp_civil_months_between(from, to);
            if (months < last || months > last + 1 || (to < from) != (months < 0)) {
                CU_FAIL_FATAL("a month is lost");
            }
            last = months;
        }
    }
}

static void moments__are_read_in_their_zone_and_written_in_utc(void) {
    char text[RP_MOMENT_TEXT];
    CU_ASSERT_EQUAL(moment("1970-01-01T00:00:00Z"), 0);
    CU_ASSERT_EQUAL(moment("2026-11-23T10:00:00+01:00"), moment("2026-11-23T09:00:00Z"));
    CU_ASSERT_EQUAL(moment("2026-11-23T00:30:00-03:30"), moment("2026-11-23T04:00:00Z"));
    CU_ASSERT_EQUAL(moment("2026-11-23T10:00:00-00:00"), moment("2026-11-23T10:00:00Z"));
    rp_moment_print(moment("2026-11-23T00:30:00+05:45"), text);
    CU_ASSERT_STRING_EQUAL(text, "2026-11-22T18:45:00Z");
    rp_moment_print(-1, text);
    CU_ASSERT_STRING_EQUAL(text, "1969-12-31T23:59:59Z");
}

static void moments__without_a_zone_or_a_part_of_the_clock_are_none(void) {
    static const char *const bad[] = {
        "2026-11-23T10:00:00",       "2026-11-23T10:00Z",         "2026-11-23 10:00:00Z",
        "2026-11-23T24:00:00Z",      "2026-11-23T10:60:00Z",      "2026-11-23T10:00:60Z",
        "2026-11-23T10:00:00.5Z",    "2026-11-23T10:00:00+1:00",  "2026-11-23T10:00:00+0100",
        "2026-11-23T10:00:00+24:00", "2026-11-23T10:00:00+01:60", "2026-02-29T10:00:00Z",
        "2026-11-23T10:00:00z",      "2026-11-23T10:00:00ZZ",     "2026-11-23t10:00:00Z"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (reads_moment(bad[i])) {
            CU_FAIL(bad[i]);
            printf("%s is taken for a moment\n", bad[i]);
        }
    }
}

static void durations__are_days_hours_minutes_and_seconds_in_that_order(void) {
    CU_ASSERT_EQUAL(duration("P1D"), 86400);
    CU_ASSERT_EQUAL(duration("PT72H"), 72 * 3600);
    CU_ASSERT_EQUAL(duration("P1DT2H3M4S"), 86400 + 2 * 3600 + 3 * 60 + 4);
    CU_ASSERT_EQUAL(duration("PT0S"), 0);
    CU_ASSERT_EQUAL(duration("P999999DT9999999H99999999M999999999S"),
                    INT64_C(999999) * 86400 + INT64_C(9999999) * 3600 + INT64_C(99999999) * 60 + 999999999);
}

static void durations__months_signs_fractions_and_empty_parts_are_none(void) {
    static const char *const bad[] = {"",    "P",    "PT",     "P1DT",  "1D",     "P1M",       "P1Y",         "-P1D",
                                      "P1H", "PT1D", "PT1S1M", "P1.5D", "PT0.5S", "P1000000D", "PT12345678H", "P1W",
                                      "p1d", "P1D ", "PT1H1H"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (duration(bad[i]) >= 0) {
            CU_FAIL(bad[i]);
            printf("%s is taken for a duration\n", bad[i]);
        }
    }
}

static void durations__are_written_in_their_shortest_form(void) {
    static const struct {
        const char *read, *written;
    } pairs[] = {{"PT36H", "P1DT12H"}, {"PT24H", "P1D"},
                 {"PT90M", "PT1H30M"}, {"PT0S", "PT0S"},
                 {"P0D", "PT0S"},      {"PT86461S", "P1DT1M1S"},
                 {"PT59S", "PT59S"},   {"P999999DT9999999H99999999M999999999S", "P1497684DT3H25M39S"}};
    char text[RP_DURATION_TEXT];
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        rp_duration_print(duration(pairs[i].read), text);
        CU_ASSERT_STRING_EQUAL(text, pairs[i].written);
    }
    rp_duration_print(-5, text);
    CU_ASSERT_STRING_EQUAL(text, "PT0S");
    rp_duration_print(INT64_MAX, text);
    CU_ASSERT_STRING_EQUAL(text, "P106751991167300DT15H30M7S");
}

RP_SUITE(RP_TEST(days__are_counted_from_1970_and_come_back_as_they_went), RP_TEST(days__years_before_christ_count_on),
         RP_TEST(days__every_fourth_year_is_a_leap_year_but_three_of_four_centuries),
         RP_TEST(days__weeks_begin_on_monday), RP_TEST(dates__are_real_days_of_1900_to_9999),
         RP_TEST(spans__a_month_and_a_year_go_from_their_first_day_to_their_last),
         RP_TEST(ages__a_year_is_full_on_the_birthday),
         RP_TEST(ages__who_was_born_on_29_february_has_the_birthday_on_1_march_of_other_years),
         RP_TEST(months__one_that_has_no_such_day_is_full_on_the_first_of_the_next),
         RP_TEST(months__never_go_back_while_days_go_on), RP_TEST(moments__are_read_in_their_zone_and_written_in_utc),
         RP_TEST(moments__without_a_zone_or_a_part_of_the_clock_are_none),
         RP_TEST(durations__are_days_hours_minutes_and_seconds_in_that_order),
         RP_TEST(durations__months_signs_fractions_and_empty_parts_are_none),
         RP_TEST(durations__are_written_in_their_shortest_form))
