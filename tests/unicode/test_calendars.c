/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/calendars.h"

#include "../support/harness.h"
#include "unicode/civil.h"

/* What a date stands for, as "2024-03-10/2024-03-11 ...", or the name of its status. */
static const char *read(const char *text) {
    static char found[RP_CALENDAR_RANGES * 2 * RP_DATE_TEXT];
    rp_day_ranges ranges;
    refpath_status status = rp_calendar_read(rp_str_of(text), &ranges);
    size_t n = 0;
    if (status != REFPATH_OK) {
        return status == REFPATH_NOT_FOUND ? "no such calendar" : "no such date";
    }
    found[0] = '\0';
    CU_ASSERT_TRUE_FATAL(ranges.n > 0 && ranges.n <= RP_CALENDAR_RANGES);
    for (size_t i = 0; i < ranges.n; i++) {
        char first[RP_DATE_TEXT], last[RP_DATE_TEXT];
        rp_civil_print_date(ranges.first[i], first);
        rp_civil_print_date(ranges.last[i], last);
        n += (size_t)snprintf(found + n, sizeof found - n, "%s%s", i ? " " : "", first);
        if (ranges.last[i] != ranges.first[i]) {
            n += (size_t)snprintf(found + n, sizeof found - n, "/%s", last);
        }
    }
    return found;
}

static void gregorian__no_suffix_and_both_its_names_are_the_same(void) {
    CU_ASSERT_STRING_EQUAL(read("2012-05-17"), "2012-05-17");
    CU_ASSERT_STRING_EQUAL(read("2012-05-17[u-ca=gregory]"), "2012-05-17");
    CU_ASSERT_STRING_EQUAL(read("2012-02[u-ca=iso8601]"), "2012-02-01/2012-02-29");
    CU_ASSERT_STRING_EQUAL(read("2012[!u-ca=gregory]"), "2012-01-01/2012-12-31");
    CU_ASSERT_STRING_EQUAL(read("2013-02-29"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("2013-02-29[u-ca=gregory]"), "no such date");
}

static void ethiopic__days_months_and_years_have_their_civil_days(void) {
    CU_ASSERT_STRING_EQUAL(read("2004-08-23[u-ca=ethiopic]"), "2012-05-01");
    CU_ASSERT_STRING_EQUAL(read("1996[u-ca=ethiopic]"), "2003-09-12/2004-09-10");
    CU_ASSERT_STRING_EQUAL(read("2012-01[u-ca=ethiopic]"), "2019-09-12/2019-10-11");
}

static void ethiopic__the_thirteenth_month_has_five_days_or_six(void) {
    CU_ASSERT_STRING_EQUAL(read("2011-13[u-ca=ethiopic]"), "2019-09-06/2019-09-11");
    CU_ASSERT_STRING_EQUAL(read("2011-13-06[u-ca=ethiopic]"), "2019-09-11");
    CU_ASSERT_STRING_EQUAL(read("2012-13-05[u-ca=ethiopic]"), "2020-09-10");
    CU_ASSERT_STRING_EQUAL(read("2012-13-06[u-ca=ethiopic]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("2012-14-01[u-ca=ethiopic]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("2012-04-31[u-ca=ethiopic]"), "no such date");
}

static void ethiopic__years_of_the_world_are_5500_more(void) {
    CU_ASSERT_STRING_EQUAL(read("7512-01-01[u-ca=ethioaa]"), "2019-09-12");
    CU_ASSERT_STRING_EQUAL(read("7512-01-01[u-ca=ethiopic-amete-alem]"), "2019-09-12");
}

static void persian__leap_years_end_a_day_later(void) {
    CU_ASSERT_STRING_EQUAL(read("1403-01-01[u-ca=persian]"), "2024-03-20");
    CU_ASSERT_STRING_EQUAL(read("1399-12-30[u-ca=persian]"), "2021-03-20");
    CU_ASSERT_STRING_EQUAL(read("1400-12-30[u-ca=persian]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("1402[u-ca=persian]"), "2023-03-21/2024-03-19");
    CU_ASSERT_STRING_EQUAL(read("1391-02[u-ca=persian]"), "2012-04-20/2012-05-20");
}

static void islamic__each_named_variant_gives_its_own_day(void) {
    CU_ASSERT_STRING_EQUAL(read("1445-09-01[u-ca=islamic-umalqura]"), "2024-03-11");
    CU_ASSERT_STRING_EQUAL(read("1445-09-01[u-ca=islamic-civil]"), "2024-03-11");
    CU_ASSERT_STRING_EQUAL(read("1445-09-01[u-ca=islamic-tbla]"), "2024-03-10");
    CU_ASSERT_STRING_EQUAL(read("1445-09-01[u-ca=islamic-rgsa]"), "2024-03-11");
    CU_ASSERT_STRING_EQUAL(read("1445-09-30[u-ca=islamic-civil]"), "2024-04-09");
    CU_ASSERT_STRING_EQUAL(read("1445-08-30[u-ca=islamic-civil]"), "no such date");
}

static void islamic__without_a_variant_stands_for_the_days_of_all(void) {
    CU_ASSERT_STRING_EQUAL(read("1445-09-01[u-ca=islamic]"), "2024-03-10/2024-03-11");
    CU_ASSERT_STRING_EQUAL(read("1445-09[u-ca=islamic]"), "2024-03-10/2024-04-09");
    CU_ASSERT_STRING_EQUAL(read("1445[u-ca=islamic]"), "2023-07-18/2024-07-07");
}

static void islamic__a_day_that_some_variants_do_not_have_is_that_of_the_others(void) {
    CU_ASSERT_STRING_EQUAL(read("1445-08-30[u-ca=islamic]"), "2024-03-10");
    CU_ASSERT_STRING_EQUAL(read("1445-13-01[u-ca=islamic]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("1445-09-31[u-ca=islamic]"), "no such date");
}

static void islamic__all_variants_of_a_century_are_one_span_of_few_days(void) {
    for (int year = 1350; year < 1450; year++) {
        char text[40];
        rp_day_ranges r;
        snprintf(text, sizeof text, "%d-09-01[u-ca=islamic]", year);
        CU_ASSERT_EQUAL_FATAL(rp_calendar_read(rp_str_of(text), &r), REFPATH_OK);
        CU_ASSERT_TRUE_FATAL(r.last[r.n - 1] - r.first[0] <= 4);
        for (size_t i = 1; i < r.n; i++) {
            CU_ASSERT_TRUE(r.first[i] > r.last[i - 1] + 1);
        }
    }
}

static void others__coptic_indian_buddhist_and_hebrew_are_known(void) {
    CU_ASSERT_STRING_EQUAL(read("1740-01-01[u-ca=coptic]"), "2023-09-12");
    CU_ASSERT_STRING_EQUAL(read("1946-01-01[u-ca=indian]"), "2024-03-21");
    CU_ASSERT_STRING_EQUAL(read("2567-02[u-ca=buddhist]"), "2024-02-01/2024-02-29");
    CU_ASSERT_STRING_EQUAL(read("5784-01-01[u-ca=hebrew]"), "2023-09-16");
    CU_ASSERT_STRING_EQUAL(read("5783[u-ca=hebrew]"), "2022-09-26/2023-09-15");
}

static void hebrew__the_leap_month_is_in_leap_years_alone(void) {
    CU_ASSERT_STRING_EQUAL(read("5784-06-01[u-ca=hebrew]"), "2024-02-10");
    CU_ASSERT_STRING_EQUAL(read("5783-06-01[u-ca=hebrew]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("5783-06[u-ca=hebrew]"), "no such date");
}

static void calendars__one_that_is_not_known_is_never_taken_for_gregorian(void) {
    CU_ASSERT_STRING_EQUAL(read("2012-05-17[u-ca=mayan]"), "no such calendar");
    CU_ASSERT_STRING_EQUAL(read("2012-05-17[u-ca=Ethiopic]"), "no such calendar");
    CU_ASSERT_STRING_EQUAL(read("0006-05-17[u-ca=japanese]"), "no such calendar");
    CU_ASSERT_STRING_EQUAL(read("2012-05-17[u-ca=persian][u-ca=x]"), "no such calendar");
    CU_ASSERT_STRING_EQUAL(read("2012-05-17[u-ca=islamic-moon]"), "no such calendar");
}

static void calendars__a_suffix_of_another_form_is_no_date(void) {
    static const char *const bad[] = {"2012-05-17[u-ca=]",
                                      "2012-05-17[]",
                                      "2012-05-17[",
                                      "2012-05-17[u-ca=persian",
                                      "2012-05-17[!]",
                                      "[u-ca=persian]",
                                      "2012-05-17[u-cu=usd]",
                                      "2012-05-17[Asia/Tehran]",
                                      "2012-05-17[u-ca=a-name-that-is-longer-than-any-calendar-has]",
                                      ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CU_ASSERT_STRING_EQUAL(read(bad[i]), "no such date");
    }
}

static void calendars__fields_are_four_two_and_two_digits_from_one(void) {
    static const char *const bad[] = {"1391-2-01",   "391-02-01",  "1391-00-01", "1391-02-00", "0000-01-01",
                                      "1391-02-01 ", "1391/02/01", "-391-02-01", "13910201",   "1391-02-"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char text[40];
        snprintf(text, sizeof text, "%s[u-ca=persian]", bad[i]);
        CU_ASSERT_STRING_EQUAL(read(text), "no such date");
    }
}

static void calendars__days_outside_1900_to_2999_are_none(void) {
    CU_ASSERT_STRING_EQUAL(read("1278-10-11[u-ca=persian]"), "1900-01-01");
    CU_ASSERT_STRING_EQUAL(read("1278-10-10[u-ca=persian]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("1278[u-ca=persian]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("3542-12-31[u-ca=buddhist]"), "2999-12-31");
    CU_ASSERT_STRING_EQUAL(read("3543-01-01[u-ca=buddhist]"), "no such date");
    CU_ASSERT_STRING_EQUAL(read("9999-01-01[u-ca=ethiopic]"), "no such date");
}

RP_SUITE(RP_TEST(gregorian__no_suffix_and_both_its_names_are_the_same),
         RP_TEST(ethiopic__days_months_and_years_have_their_civil_days),
         RP_TEST(ethiopic__the_thirteenth_month_has_five_days_or_six),
         RP_TEST(ethiopic__years_of_the_world_are_5500_more), RP_TEST(persian__leap_years_end_a_day_later),
         RP_TEST(islamic__each_named_variant_gives_its_own_day),
         RP_TEST(islamic__without_a_variant_stands_for_the_days_of_all),
         RP_TEST(islamic__a_day_that_some_variants_do_not_have_is_that_of_the_others),
         RP_TEST(islamic__all_variants_of_a_century_are_one_span_of_few_days),
         RP_TEST(others__coptic_indian_buddhist_and_hebrew_are_known),
         RP_TEST(hebrew__the_leap_month_is_in_leap_years_alone),
         RP_TEST(calendars__one_that_is_not_known_is_never_taken_for_gregorian),
         RP_TEST(calendars__a_suffix_of_another_form_is_no_date),
         RP_TEST(calendars__fields_are_four_two_and_two_digits_from_one),
         RP_TEST(calendars__days_outside_1900_to_2999_are_none))
