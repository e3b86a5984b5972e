/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The next open moment, with zones, holidays and changes of clocks. */
#include "decide/opening.h"
#include "decide/scene.h"

#define WORLD                                                                                                         \
    "<places><place id='utc'><place id='lagos' time-zone='Africa/Lagos'/><place id='vilnius' time-zone='Europe/Vilnius'/>" \
    "<place id='apia' time-zone='Pacific/Apia'/></place></places>"                                                    \
    "<calendar><holiday on='2026-06-03'/><holiday on='2026-06-10' until='2026-06-12' at='lagos'/></calendar>"

typedef struct room {
    scene s;
    rp_alloc alloc;
    rp_arena arena;
} room;

static room open_room(void) {
    room r;
    memset(&r, 0, sizeof r);
    r.s = scene_open(WORLD);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&r.alloc, NULL));
    rp_arena_init(&r.arena, &r.alloc, false);
    return r;
}

static void close_room(room *r) {
    rp_arena_free(&r->arena);
    scene_close(&r->s);
}

static const rp_hours *hours_of(room *r, const char *text) {
    rp_hours *hours;
    size_t at;
    CU_ASSERT_EQUAL_FATAL(rp_hours_parse(&r->arena, rp_str_of(text), &hours, &at), RP_HOURS_OK);
    return hours;
}

static uint32_t place_of(const room *r, const char *place) {
    uint32_t number = rp_table_find(&r->s.protocol->places.names, rp_str_of(place));
    CU_ASSERT_NOT_EQUAL_FATAL(number, RP_NONE);
    return number;
}

/* The next open moment; NULL expects none. */
static void expect_opens_at(const char *hours, const char *place, const char *from, const char *opens, int line) {
    room r = open_room();
    const rp_hours *compiled = hours_of(&r, hours);
    int64_t at = 0;
    char found[RP_MOMENT_TEXT] = "never";
    bool open = rp_opening_next(r.s.protocol, compiled, place_of(&r, place), moment_of(from), &at);
    if (open) {
        rp_moment_print(at, found);
    }
    if (strcmp(found, opens ? opens : "never") != 0) {
        printf("line %d: %s\n", line, found);
    }
    CU_ASSERT_STRING_EQUAL(found, opens ? opens : "never");
    CU_ASSERT_EQUAL(rp_opening_is_open(r.s.protocol, compiled, place_of(&r, place), moment_of(from)), open && at == moment_of(from));
    close_room(&r);
}

#define expect_opens(hours, place, from, opens) expect_opens_at((hours), (place), (from), (opens), __LINE__)

static void opening__always_is_now(void) { expect_opens("24/7", "utc", "2026-06-01T12:00:01Z", "2026-06-01T12:00:01Z"); }

static void opening__the_beginning_is_open_and_the_end_is_closed(void) {
    expect_opens("Mo 08:00-16:00", "utc", "2026-06-01T07:59:59Z", "2026-06-01T08:00:00Z");
    expect_opens("Mo 08:00-16:00", "utc", "2026-06-01T08:00:00Z", "2026-06-01T08:00:00Z");
    expect_opens("Mo 08:00-16:00", "utc", "2026-06-01T15:59:59Z", "2026-06-01T15:59:59Z");
    expect_opens("Mo 08:00-16:00", "utc", "2026-06-01T16:00:00Z", "2026-06-08T08:00:00Z");
}

static void opening__between_two_spans_it_is_the_second(void) {
    expect_opens("08:00-12:00,14:00-18:00", "utc", "2026-06-01T12:00:00Z", "2026-06-01T14:00:00Z");
    expect_opens("08:00-12:00,14:00-18:00", "utc", "2026-06-01T18:00:00Z", "2026-06-02T08:00:00Z");
}

static void opening__hours_are_those_of_the_zone_of_the_place(void) {
    expect_opens("08:00-16:00", "lagos", "2026-06-01T06:59:59Z", "2026-06-01T07:00:00Z");
    expect_opens("Mo 08:00-09:00", "apia", "2026-06-01T00:00:00Z", "2026-06-07T19:00:00Z"); /* Monday is Sunday's evening here */
}

static void opening__a_span_over_midnight_belongs_to_the_day_it_begins_on(void) {
    expect_opens("Mo 22:00-02:00", "utc", "2026-06-02T01:59:59Z", "2026-06-02T01:59:59Z");
    expect_opens("Mo 22:00-02:00", "utc", "2026-06-02T02:00:00Z", "2026-06-08T22:00:00Z");
    expect_opens("Mo 22:00-02:00; Tu off", "utc", "2026-06-02T01:00:00Z", "2026-06-02T01:00:00Z"); /* also if the next is off */
    expect_opens("Mo 22:00-02:00", "utc", "2026-06-01T01:00:00Z", "2026-06-01T22:00:00Z");
    expect_opens("00:00-24:00", "utc", "2026-06-01T23:59:59Z", "2026-06-01T23:59:59Z");
}

static void opening__a_later_rule_takes_the_whole_day(void) {
    expect_opens("Mo-Fr 08:00-16:00; Mo 10:00-11:00", "utc", "2026-06-01T08:00:00Z", "2026-06-01T10:00:00Z");
    expect_opens("Mo-Fr 08:00-16:00; Mo off", "utc", "2026-06-01T08:00:00Z", "2026-06-02T08:00:00Z");
}

static void opening__ranges_of_days_go_over_sunday(void) {
    expect_opens("Sa-Mo 08:00-09:00", "utc", "2026-06-01T09:00:00Z", "2026-06-06T08:00:00Z");
    expect_opens("Sa-Mo 08:00-09:00", "utc", "2026-06-07T09:00:00Z", "2026-06-08T08:00:00Z");
}

static void opening__holidays_count_where_the_hours_speak_of_them(void) {
    expect_opens("Mo-Fr 08:00-16:00; PH off", "utc", "2026-06-02T16:00:00Z", "2026-06-04T08:00:00Z");
    expect_opens("Mo-Fr 08:00-16:00", "utc", "2026-06-02T16:00:00Z", "2026-06-03T08:00:00Z");
    expect_opens("Mo-Fr 08:00-16:00; PH 10:00-11:00", "utc", "2026-06-02T16:00:00Z", "2026-06-03T10:00:00Z");
    expect_opens("PH 10:00-11:00", "utc", "2026-06-01T00:00:00Z", "2026-06-03T10:00:00Z");
}

static void opening__holidays_are_those_of_the_place_first_and_last_day_included(void) {
    expect_opens("08:00-16:00; PH off", "lagos", "2026-06-09T16:00:00Z", "2026-06-13T07:00:00Z");
    expect_opens("08:00-16:00; PH off", "vilnius", "2026-06-09T16:00:00Z", "2026-06-10T05:00:00Z");
    expect_opens("08:00-16:00; PH off", "utc", "2026-06-09T16:00:00Z", "2026-06-10T08:00:00Z");
}

static void opening__a_time_that_a_change_of_clocks_leaves_out_is_the_moment_of_the_change(void) {
    /* Vilnius: 03:00 becomes 04:00 on 29 March 2026, which is 01:00 UTC. */
    expect_opens("Su 03:30-06:00", "vilnius", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z");
    expect_opens("Su 02:00-04:00", "vilnius", "2026-03-29T00:30:00Z", "2026-03-29T00:30:00Z");
    expect_opens("Su 02:00-04:00", "vilnius", "2026-03-29T01:00:00Z", "2026-04-04T23:00:00Z");
    expect_opens("Su 03:10-03:50", "vilnius", "2026-03-28T12:00:00Z", "2026-04-05T00:10:00Z"); /* nothing of it is left */
}

static void opening__a_time_that_comes_twice_is_the_first(void) {
    /* 04:00 becomes 03:00 on 25 October 2026, which is 01:00 UTC. */
    expect_opens("Su 03:30-05:00", "vilnius", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z");
    expect_opens("Su 02:00-03:30", "vilnius", "2026-10-25T00:30:00Z", "2026-11-01T00:00:00Z");
}

static void opening__a_day_that_a_zone_left_out_is_passed_over(void) {
    /* Apia had no 30 December 2011, a Friday. */
    expect_opens("Fr 08:00-09:00", "apia", "2011-12-29T20:00:00Z", "2012-01-05T18:00:00Z");
}

static void opening__never_open_is_never(void) {
    expect_opens("off", "utc", "2026-06-01T00:00:00Z", NULL);
    expect_opens("Mo-Su off", "utc", "2026-06-01T00:00:00Z", NULL);
    expect_opens("PH 10:00-11:00", "utc", "2026-06-04T00:00:00Z", NULL); /* the last holiday is over */
}

static void opening__no_further_than_400_days(void) {
    scene s = scene_open("<places><place id='p'/></places><calendar><holiday on='2027-07-06'/></calendar>");
    rp_alloc alloc;
    rp_arena arena;
    rp_hours *hours;
    size_t at;
    int64_t opens;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, false);
    CU_ASSERT_EQUAL_FATAL(rp_hours_parse(&arena, rp_str_of("PH 10:00-11:00"), &hours, &at), RP_HOURS_OK);
    CU_ASSERT_TRUE(rp_opening_next(s.protocol, hours, 0, moment_of("2026-06-01T12:00:00Z"), &opens));
    CU_ASSERT_FALSE(rp_opening_next(s.protocol, hours, 0, moment_of("2026-05-31T12:00:00Z"), &opens));
    rp_arena_free(&arena);
    scene_close(&s);
}

RP_SUITE(RP_TEST(opening__always_is_now), RP_TEST(opening__the_beginning_is_open_and_the_end_is_closed),
         RP_TEST(opening__between_two_spans_it_is_the_second), RP_TEST(opening__hours_are_those_of_the_zone_of_the_place),
         RP_TEST(opening__a_span_over_midnight_belongs_to_the_day_it_begins_on),
         RP_TEST(opening__a_later_rule_takes_the_whole_day), RP_TEST(opening__ranges_of_days_go_over_sunday),
         RP_TEST(opening__holidays_count_where_the_hours_speak_of_them),
         RP_TEST(opening__holidays_are_those_of_the_place_first_and_last_day_included),
         RP_TEST(opening__a_time_that_a_change_of_clocks_leaves_out_is_the_moment_of_the_change),
         RP_TEST(opening__a_time_that_comes_twice_is_the_first),
         RP_TEST(opening__a_day_that_a_zone_left_out_is_passed_over), RP_TEST(opening__never_open_is_never),
         RP_TEST(opening__no_further_than_400_days))
