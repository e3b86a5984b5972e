/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is counted from a clock. Each value of a number has an advice of its own, so that a plan lists the values that
 * are possible.
 */
#include "decide/case.h"
#include "decide/scene.h"

/* A number counted in a unit, with an advice a<value> for each value; the case is in Lagos or in Kathmandu. */
static scene open_number(const char *unit, int min, int max) {
    char *xml = malloc(200000);
    size_t n;
    scene s;
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    n = (size_t)snprintf(xml, 4000,
                         "<vocabulary><number id='age' min='%d' max='%d' unit='%s' since='birth'/></vocabulary>"
                         "<clocks><clock id='birth'/></clocks>"
                         "<places><place id='utc'/><place id='lagos' time-zone='Africa/Lagos'/>"
                         "<place id='kathmandu' time-zone='Asia/Kathmandu'/>"
                         "<place id='vilnius' time-zone='Europe/Vilnius'/></places>"
                         "<groups><group id='g'/></groups><actors><actor id='us' group='g'/></actors>"
                         "<pathways><pathway id='p'>",
                         min, max, unit);
    for (int v = min; v <= max; v++) {
        n += (size_t)snprintf(xml + n, 200,
                              "<advice id='a%d' kind='should'><when><test fact='age' min='%d' max='%d'/></when></advice>", v, v, v);
    }
    snprintf(xml + n, 100, "</pathway></pathways>");
    s = scene_open(xml);
    free(xml);
    return s;
}

static void expect_values_at(scene *s, const char *place, const char *birth, const char *at, const char *expected, int line) {
    scene_case_of(s, "{'holder':'us','place':'%s','clocks':{'birth':%s}}", place, birth);
    scene_plan(s, at);
    expect_list_at(s, "advice", "id", expected, line);
    expect_at(s, "advice/0/certainty", strchr(expected, ' ') ? "possible" : "certain", line);
}

#define expect_values(s, place, birth, at, expected) expect_values_at((s), (place), (birth), (at), (expected), __LINE__)

static void count__a_year_is_full_at_the_beginning_of_the_birthday(void) {
    scene s = open_number("year", 0, 24);
    expect_values(&s, "utc", "'2011-06-01'", "2026-05-31T23:59:59Z", "a14");
    expect_values(&s, "utc", "'2011-06-01'", "2026-06-01T00:00:00Z", "a15");
    expect_values(&s, "utc", "'2011-06-01T23:59:59Z'", "2026-06-01T00:00:00Z", "a15");
    expect_values(&s, "utc", "'2026-06-01'", "2026-06-01T00:00:00Z", "a0");
    scene_close(&s);
}

static void count__the_birthday_is_that_of_the_zone_of_the_place(void) {
    scene s = open_number("year", 0, 24);
    expect_values(&s, "lagos", "'2011-06-01'", "2026-05-31T22:59:59Z", "a14");
    expect_values(&s, "lagos", "'2011-06-01'", "2026-05-31T23:00:00Z", "a15");
    expect_values(&s, "kathmandu", "'2011-06-01'", "2026-05-31T18:14:59Z", "a14");
    expect_values(&s, "kathmandu", "'2011-06-01'", "2026-05-31T18:15:00Z", "a15");
    /* A moment is of the day that it is there: already the 1st of June in Kathmandu. */
    expect_values(&s, "utc", "'2011-05-31T20:00:00Z'", "2026-05-31T12:00:00Z", "a15");
    expect_values(&s, "kathmandu", "'2011-05-31T20:00:00Z'", "2026-05-31T12:00:00Z", "a14");
    scene_close(&s);
}

static void count__the_29th_of_february_counts_as_1_march_in_other_years(void) {
    scene s = open_number("year", 0, 24);
    expect_values(&s, "utc", "'2012-02-29'", "2026-02-28T23:59:59Z", "a13");
    expect_values(&s, "utc", "'2012-02-29'", "2026-03-01T00:00:00Z", "a14");
    expect_values(&s, "utc", "'2012-02-29'", "2024-02-28T23:59:59Z", "a11");
    expect_values(&s, "utc", "'2012-02-29'", "2024-02-29T00:00:00Z", "a12");
    scene_close(&s);
}

static void count__a_month_is_full_on_the_same_day_or_the_first_of_the_next(void) {
    scene s = open_number("month", 0, 30);
    expect_values(&s, "utc", "'2026-01-31'", "2026-02-28T23:59:59Z", "a0");
    expect_values(&s, "utc", "'2026-01-31'", "2026-03-01T00:00:00Z", "a1");
    expect_values(&s, "utc", "'2026-01-31'", "2026-03-30T23:59:59Z", "a1");
    expect_values(&s, "utc", "'2026-01-31'", "2026-03-31T00:00:00Z", "a2");
    expect_values(&s, "utc", "'2026-01-31'", "2026-04-30T23:59:59Z", "a2");
    expect_values(&s, "utc", "'2026-01-31'", "2026-05-01T00:00:00Z", "a3");
    expect_values(&s, "utc", "'2025-12-15'", "2026-12-14T12:00:00Z", "a11");
    expect_values(&s, "utc", "'2025-12-15'", "2026-12-15T00:00:00Z", "a12");
    scene_close(&s);
}

static void count__days_and_less_are_elapsed_time_not_calendar_days(void) {
    scene s = open_number("day", 0, 9);
    expect_values(&s, "utc", "'2026-05-30T12:00:00Z'", "2026-06-01T11:59:59Z", "a1");
    expect_values(&s, "utc", "'2026-05-30T12:00:00Z'", "2026-06-01T12:00:00Z", "a2");
    /* Clocks went forward in Vilnius on 29 March: two days by the calendar, 47 hours. */
    expect_values(&s, "vilnius", "'2026-03-28T12:00:00+02:00'", "2026-03-30T12:00:00+03:00", "a1");
    scene_close(&s);
    s = open_number("hour", 0, 9);
    expect_values(&s, "utc", "'2026-06-01T10:00:01Z'", "2026-06-01T12:00:00Z", "a1");
    expect_values(&s, "utc", "'2026-06-01T10:00:00Z'", "2026-06-01T12:00:00Z", "a2");
    scene_close(&s);
    s = open_number("minute", 0, 90);
    expect_values(&s, "utc", "'2026-06-01T11:00:01Z'", "2026-06-01T12:00:00Z", "a59");
    expect_values(&s, "utc", "'2026-06-01T11:00:00Z'", "2026-06-01T12:00:00Z", "a60");
    scene_close(&s);
}

static void count__the_highest_value_stands_for_this_or_more_and_the_lowest_for_this_or_less(void) {
    scene s = open_number("year", 3, 9);
    expect_values(&s, "utc", "'1950-01-01'", "2026-06-01T12:00:00Z", "a9");
    expect_values(&s, "utc", "'2026-05-31'", "2026-06-01T12:00:00Z", "a3");
    expect_values(&s, "utc", "{'from':'1950','to':'2019-06-02'}", "2026-06-01T12:00:00Z", "a6 a7 a8 a9");
    scene_close(&s);
}

static void count__every_moment_that_a_clock_allows_is_possible(void) {
    scene s = open_number("year", 0, 24);
    expect_values(&s, "utc", "'2011'", "2026-06-01T12:00:00Z", "a14 a15");
    expect_values(&s, "utc", "'2011'", "2026-01-01T00:00:00Z", "a14 a15"); /* born on the first of January or after */
    expect_values(&s, "utc", "'2011'", "2026-12-31T00:00:00Z", "a15");
    expect_values(&s, "utc", "'2011-06'", "2026-06-01T00:00:00Z", "a14 a15");
    expect_values(&s, "utc", "'2011-05'", "2026-06-01T00:00:00Z", "a15");
    expect_values(&s, "utc", "{'from':'2009','to':'2011'}", "2026-06-01T12:00:00Z", "a14 a15 a16 a17");
    scene_close(&s);
}

static void count__a_clock_is_cut_off_at_the_question(void) {
    scene s = open_number("year", 0, 24);
    expect_values(&s, "utc", "'2026'", "2026-06-01T12:00:00Z", "a0");
    expect_values(&s, "utc", "{'from':'2024','to':'2026-12-31'}", "2026-06-01T12:00:00Z", "a0 a1 a2");
    scene_close(&s);
    s = open_number("hour", 0, 40);
    expect_values(&s, "utc", "'2026-06-01'", "2026-06-01T02:30:00Z", "a0 a1 a2");
    expect_values(&s, "lagos", "'2026-06-01'", "2026-06-01T02:30:00Z", "a0 a1 a2 a3");
    scene_close(&s);
}

/* Some calendars have two days by one name; no text at hand is read so, and the case is made by hand. */
static void count__a_day_that_can_be_read_in_two_ways_is_either(void) {
    scene s = open_number("year", 0, 24);
    rp_clock_end *end;
    scene_case(&s, "{'holder':'us','place':'utc','clocks':{'birth':'2009-06-01'}}");
    end = &s.c->clocks[rp_table_find(&s.protocol->clock_names, rp_str_of("birth"))].from;
    end->n = 2;
    end->first[1] = end->last[1] = rp_civil_day(2011, 6, 1);
    scene_plan(&s, "2026-06-01T12:00:00Z");
    expect_list(&s, "advice", "id", "a15 a17");
    scene_plan(&s, "2011-05-31T12:00:00Z"); /* the later one is not yet */
    expect_list(&s, "advice", "id", "a1");
    scene_close(&s);
}

static void count__an_absent_clock_leaves_the_number_open(void) {
    scene s = open_number("year", 0, 4);
    scene_case(&s, "{'holder':'us','place':'utc'}");
    scene_plan(&s, "2026-06-01T12:00:00Z");
    expect_list(&s, "advice", "id", "a0 a1 a2 a3 a4");
    scene_close(&s);
}

static void count__a_given_number_stands_before_the_clock(void) {
    scene s = open_number("year", 0, 24);
    scene_case(&s, "{'holder':'us','place':'utc','facts':{'age':{'min':7,'max':8}},'clocks':{'birth':'2011-06-01'}}");
    scene_plan(&s, "2026-06-01T12:00:00Z");
    expect_list(&s, "advice", "id", "a7 a8");
    scene_close(&s);
}

static void count__numbers_of_one_clock_are_facts_of_their_own(void) {
    scene s = scene_open("<vocabulary><number id='years' min='0' max='24' unit='year' since='birth'/>"
                         "<number id='months' min='0' max='200' unit='month' since='birth'/></vocabulary>"
                         "<clocks><clock id='birth'/></clocks><groups><group id='g'/></groups>"
                         "<actors><actor id='us' group='g'/></actors><pathways><pathway id='p'>"
                         "<advice id='odd' kind='should'><when><test fact='years' max='1'/><test fact='months' min='24'/></when></advice>"
                         "</pathway></pathways>");
    scene_case(&s, "{'holder':'us','clocks':{'birth':'2024-06'}}");
    scene_plan(&s, "2026-06-15T12:00:00Z");
    expect_list(&s, "advice", "id", "odd");
    expect(&s, "advice/odd/certainty", "possible");
    scene_close(&s);
}

RP_SUITE(RP_TEST(count__a_year_is_full_at_the_beginning_of_the_birthday),
         RP_TEST(count__the_birthday_is_that_of_the_zone_of_the_place),
         RP_TEST(count__the_29th_of_february_counts_as_1_march_in_other_years),
         RP_TEST(count__a_month_is_full_on_the_same_day_or_the_first_of_the_next),
         RP_TEST(count__days_and_less_are_elapsed_time_not_calendar_days),
         RP_TEST(count__the_highest_value_stands_for_this_or_more_and_the_lowest_for_this_or_less),
         RP_TEST(count__every_moment_that_a_clock_allows_is_possible), RP_TEST(count__a_clock_is_cut_off_at_the_question),
         RP_TEST(count__a_day_that_can_be_read_in_two_ways_is_either),
         RP_TEST(count__an_absent_clock_leaves_the_number_open), RP_TEST(count__a_given_number_stands_before_the_clock),
         RP_TEST(count__numbers_of_one_clock_are_facts_of_their_own))
