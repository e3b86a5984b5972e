/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "unicode/zone.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"
#include "unicode/civil.h"

#include <locale.h>

static rp_alloc alloc;

static rp_zone *open_zone(const char *id) {
    rp_zone *zone = NULL;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_zone_open(&zone, id, &alloc), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(rp_zone_name(zone), id);
    return zone;
}

static int64_t utc(const char *text) {
    int64_t moment = INT64_MIN;
    CU_ASSERT_TRUE(rp_moment_parse(rp_str_of(text), &moment));
    return moment;
}

static int64_t day(const char *text) {
    int64_t found = INT64_MIN;
    CU_ASSERT_TRUE(rp_civil_parse_date(rp_str_of(text), &found));
    return found;
}

static int64_t moment_at(const rp_zone *zone, const char *date, int hour, int minute) {
    return rp_zone_moment(zone, day(date), hour * 3600 + minute * 60);
}

static void zones__one_that_is_not_known_is_never_taken_for_utc(void) {
    static const char *const bad[] = {"",
                                      "Mars/Olympus",
                                      "GMT+5",
                                      "UTC+1",
                                      "Etc/Unknown",
                                      "Europe",
                                      "+01:00",
                                      "europe berlin",
                                      "Europe/Berlín",
                                      " UTC",
                                      "Africa/Addis_Ababa/and/then/much/more/than/any/name/of/a/zone/ever/has"};
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        rp_zone *zone = NULL;
        refpath_status status = rp_zone_open(&zone, bad[i], &alloc);
        CU_ASSERT_EQUAL(status, REFPATH_NOT_FOUND);
        CU_ASSERT_PTR_NULL(zone);
        if (status != REFPATH_NOT_FOUND) {
            printf("%s is taken for a zone\n", bad[i]);
        }
        rp_zone_free(zone);
    }
}

static void zones__utc_is_itself(void) {
    rp_zone *zone = NULL;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_zone_open_utc(&zone, &alloc), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(rp_zone_name(zone), "UTC");
    CU_ASSERT_EQUAL(rp_zone_offset(zone, utc("2026-07-01T00:00:00Z")), 0);
    CU_ASSERT_EQUAL(rp_zone_day(zone, -1), -1);
    CU_ASSERT_EQUAL(rp_zone_second_of_day(zone, -1), 86399);
    CU_ASSERT_EQUAL(moment_at(zone, "2026-07-01", 7, 30), utc("2026-07-01T07:30:00Z"));
    rp_zone_free(zone);
    rp_zone_free(NULL);
}

static void offsets__of_hours_halves_and_quarters_are_exact(void) {
    static const struct {
        const char *id, *at;
        int offset;
    } known[] = {
        {"Africa/Addis_Ababa", "2026-01-01T00:00:00Z", 10800}, {"Asia/Kathmandu", "2026-01-01T00:00:00Z", 20700},
        {"Asia/Kabul", "2026-01-01T00:00:00Z", 16200},         {"America/St_Johns", "2026-07-01T00:00:00Z", -9000},
        {"America/St_Johns", "2026-01-01T00:00:00Z", -12600},  {"Pacific/Kiritimati", "2026-01-01T00:00:00Z", 50400},
        {"Etc/GMT+12", "2026-01-01T00:00:00Z", -43200}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        rp_zone *zone = open_zone(known[i].id);
        CU_ASSERT_EQUAL(rp_zone_offset(zone, utc(known[i].at)), known[i].offset);
        rp_zone_free(zone);
    }
}

static void gap__a_time_that_is_left_out_is_the_moment_of_the_change(void) {
    rp_zone *zone = open_zone("Europe/Berlin");
    int64_t change = utc("2024-03-31T01:00:00Z");
    CU_ASSERT_EQUAL(rp_zone_offset(zone, change - 1), 3600);
    CU_ASSERT_EQUAL(rp_zone_offset(zone, change), 7200);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-03-31", 1, 59), change - 60);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-03-31", 2, 0), change);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-03-31", 2, 30), change);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-03-31", 3, 0), change);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-03-31", 3, 1), change + 60);
    CU_ASSERT_EQUAL(rp_zone_day_last(zone, day("2024-03-31")) - rp_zone_day_first(zone, day("2024-03-31")),
                    23 * 3600 - 1);
    rp_zone_free(zone);
}

static void overlap__a_time_that_comes_twice_is_the_first(void) {
    rp_zone *zone = open_zone("Europe/Berlin");
    int64_t change = utc("2024-10-27T01:00:00Z");
    CU_ASSERT_EQUAL(moment_at(zone, "2024-10-27", 2, 0), change - 3600);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-10-27", 2, 59), change - 60);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-10-27", 3, 0), change + 3600);
    CU_ASSERT_EQUAL(rp_zone_second_of_day(zone, change), 2 * 3600);
    CU_ASSERT_EQUAL(rp_zone_day_last(zone, day("2024-10-27")) - rp_zone_day_first(zone, day("2024-10-27")),
                    25 * 3600 - 1);
    rp_zone_free(zone);
}

static void gap__a_day_that_begins_with_it_has_no_midnight(void) {
    rp_zone *zone = open_zone("America/Sao_Paulo");
    int64_t change = utc("2017-10-15T03:00:00Z");
    CU_ASSERT_EQUAL(rp_zone_day_first(zone, day("2017-10-15")), change);
    CU_ASSERT_EQUAL(rp_zone_second_of_day(zone, change), 3600);
    CU_ASSERT_EQUAL(rp_zone_day_last(zone, day("2017-10-14")), change - 1);
    CU_ASSERT_EQUAL(rp_zone_day(zone, change - 1), day("2017-10-14"));
    CU_ASSERT_EQUAL(rp_zone_day(zone, change), day("2017-10-15"));
    rp_zone_free(zone);
}

static void changes__of_half_an_hour_are_exact(void) {
    rp_zone *zone = open_zone("Australia/Lord_Howe");
    int64_t change = utc("2024-04-06T15:00:00Z");
    CU_ASSERT_EQUAL(rp_zone_offset(zone, change - 1), 39600);
    CU_ASSERT_EQUAL(rp_zone_offset(zone, change), 37800);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-04-07", 1, 45), change - 900);
    CU_ASSERT_EQUAL(moment_at(zone, "2024-04-07", 2, 0), change + 1800);
    rp_zone_free(zone);
}

/* St John's changed its clocks at one minute past midnight until 2011. */
static void changes__at_a_minute_past_midnight_are_exact(void) {
    rp_zone *zone = open_zone("America/St_Johns");
    int64_t spring = utc("2010-03-14T03:31:00Z"), autumn = utc("2010-11-07T02:31:00Z");
    CU_ASSERT_EQUAL(rp_zone_day_first(zone, day("2010-03-14")), spring - 60);
    CU_ASSERT_EQUAL(moment_at(zone, "2010-03-14", 0, 30), spring);
    CU_ASSERT_EQUAL(moment_at(zone, "2010-03-14", 1, 1), spring);
    CU_ASSERT_EQUAL(rp_zone_day_first(zone, day("2010-11-07")), autumn - 60);
    CU_ASSERT_EQUAL(rp_zone_day(zone, autumn), day("2010-11-06"));
    CU_ASSERT_EQUAL(moment_at(zone, "2010-11-07", 0, 1), autumn + 3600);
    rp_zone_free(zone);
}

static void changes__kiritimati_left_out_a_day(void) {
    rp_zone *zone = open_zone("Pacific/Kiritimati");
    int64_t change = utc("1994-12-31T10:00:00Z");
    CU_ASSERT_EQUAL(rp_zone_day(zone, change - 1), day("1994-12-30"));
    CU_ASSERT_EQUAL(rp_zone_day(zone, change), day("1995-01-01"));
    CU_ASSERT_EQUAL(rp_zone_day_first(zone, day("1994-12-31")), change);
    CU_ASSERT_EQUAL(rp_zone_day_first(zone, day("1995-01-01")), change);
    CU_ASSERT_EQUAL(rp_zone_day_last(zone, day("1994-12-30")), change - 1);
    CU_ASSERT_EQUAL(rp_zone_day_last(zone, day("1994-12-31")), change - 1); /* a day without a second */
    rp_zone_free(zone);
}

static void days__follow_one_another_without_a_second_between_them(void) {
    static const char *const ids[] = {"Europe/Berlin", "Africa/Cairo", "Pacific/Kiritimati", "Pacific/Apia",
                                      "America/Sao_Paulo"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        rp_zone *zone = open_zone(ids[i]);
        for (int64_t d = day("1980-01-01"); d < day("2050-01-01"); d++) {
            int64_t first = rp_zone_day_first(zone, d), last = rp_zone_day_last(zone, d);
            if (rp_zone_day_first(zone, d + 1) != last + 1 || (last >= first && rp_zone_day(zone, first) != d)) {
                printf("%s\n", ids[i]);
                CU_FAIL_FATAL("a second is lost");
            }
        }
        rp_zone_free(zone);
    }
}

static void table__rules_go_on_until_2200_and_the_last_offset_holds_after(void) {
    rp_zone *zone = open_zone("Europe/Berlin");
    CU_ASSERT_EQUAL(rp_zone_offset(zone, utc("2199-07-01T12:00:00Z")), 7200);
    CU_ASSERT_EQUAL(rp_zone_offset(zone, utc("2500-07-01T12:00:00Z")),
                    rp_zone_offset(zone, utc("2500-01-01T12:00:00Z")));
    CU_ASSERT_EQUAL(moment_at(zone, "2500-07-01", 12, 0), utc("2500-07-01T11:00:00Z"));
    CU_ASSERT_EQUAL(rp_zone_day(zone, moment_at(zone, "1900-01-01", 0, 0)), day("1900-01-01"));
    rp_zone_free(zone);
}

static void table__the_locale_of_the_process_does_not_matter(void) {
    rp_zone *zone;
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    setenv("TZ", "Asia/Tokyo", 1);
    (void)setlocale(LC_ALL, "");
    zone = open_zone("America/St_Johns");
    CU_ASSERT_EQUAL(moment_at(zone, "2026-01-01", 0, 0), utc("2026-01-01T03:30:00Z"));
    rp_zone_free(zone);
    unsetenv("LC_ALL");
    unsetenv("TZ");
    (void)setlocale(LC_ALL, "C");
}

static void version__that_of_the_data_is_a_year_and_a_letter(void) {
    const char *version = rp_zone_data_version();
    CU_ASSERT_TRUE(strlen(version) >= 5 && strncmp(version, "20", 2) == 0);
    CU_ASSERT_TRUE(version[4] >= 'a' && version[4] <= 'z');
}

static void open_without_memory(rp_fail_alloc *memory) {
    rp_alloc hooks;
    rp_zone *zone = NULL;
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&hooks, &memory->hooks));
    status = rp_zone_open(&zone, "Europe/Berlin", &hooks);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(zone != NULL, status == REFPATH_OK);
    if (zone) {
        CU_ASSERT_EQUAL(rp_zone_offset(zone, utc("2024-07-01T00:00:00Z")), 7200);
    }
    rp_zone_free(zone);
}

static void open_utc_without_memory(rp_fail_alloc *memory) {
    rp_alloc hooks;
    rp_zone *zone = NULL;
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&hooks, &memory->hooks));
    status = rp_zone_open_utc(&zone, &hooks);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(zone != NULL, status == REFPATH_OK);
    rp_zone_free(zone);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(open_without_memory);
    rp_fail_each(open_utc_without_memory);
}

/* The locale comes first: ICU looks at it once. */
RP_SUITE(RP_TEST(table__the_locale_of_the_process_does_not_matter),
         RP_TEST(zones__one_that_is_not_known_is_never_taken_for_utc), RP_TEST(zones__utc_is_itself),
         RP_TEST(offsets__of_hours_halves_and_quarters_are_exact),
         RP_TEST(gap__a_time_that_is_left_out_is_the_moment_of_the_change),
         RP_TEST(overlap__a_time_that_comes_twice_is_the_first),
         RP_TEST(gap__a_day_that_begins_with_it_has_no_midnight), RP_TEST(changes__of_half_an_hour_are_exact),
         RP_TEST(changes__at_a_minute_past_midnight_are_exact), RP_TEST(changes__kiritimati_left_out_a_day),
         RP_TEST(days__follow_one_another_without_a_second_between_them),
         RP_TEST(table__rules_go_on_until_2200_and_the_last_offset_holds_after),
         RP_TEST(version__that_of_the_data_is_a_year_and_a_letter), RP_TEST(memory__each_refused_request_is_told))
