/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/hours.h"

#include "support/fail_alloc.h"
#include "support/harness.h"

#include <string.h>

typedef struct rp_read {
    rp_alloc alloc;
    rp_arena arena;
    rp_hours *hours;
    size_t at;
    rp_hours_result result;
} rp_read;

static void read_hours(rp_read *r, const char *text) {
    CU_ASSERT_TRUE(rp_alloc_init(&r->alloc, NULL));
    rp_arena_init(&r->arena, &r->alloc, false);
    r->hours = NULL;
    r->result = rp_hours_parse(&r->arena, rp_str_of(text), &r->hours, &r->at);
}

static bool day_is(const rp_hours_day *day, uint32_t n, const rp_span *spans) {
    bool same = day->n == n;
    for (uint32_t i = 0; same && i < n; i++) {
        same = day->spans[i].from == spans[i].from && day->spans[i].to == spans[i].to;
    }
    return same;
}

/* Which days, Monday first and PH last, have just this span: "1111100-" where PH is not named, `*` where it depends on the day. */
static void expect_days(const char *text, unsigned from, unsigned to, const char *days) {
    rp_span span = {(uint16_t)from, (uint16_t)to};
    char found[9] = "--------";
    rp_read r;
    read_hours(&r, text);
    CU_ASSERT_EQUAL(r.result, RP_HOURS_OK);
    for (int day = 0; r.hours && day < 7; day++) {
        found[day] = day_is(&r.hours->day[day], 1, &span) ? '1' : r.hours->day[day].n ? '?' : '0';
    }
    for (int day = 0; r.hours && r.hours->has_holiday && day < 7; day++) {
        const rp_hours_day *holiday = &r.hours->holiday[day];
        char one = day_is(holiday, 1, &span) ? '1' : holiday->n ? '?' : '0';
        found[7] = day == 0 || found[7] == one ? one : '*';
    }
    CU_ASSERT_STRING_EQUAL(found, days);
    if (strcmp(found, days) != 0) {
        printf("%s: %s, not %s\n", text, found, days);
    }
    rp_arena_free(&r.arena);
}

static void expect_fault(const char *text, size_t at) {
    rp_read r;
    read_hours(&r, text);
    CU_ASSERT_EQUAL(r.result, RP_HOURS_BAD);
    CU_ASSERT_PTR_NULL(r.hours);
    CU_ASSERT_EQUAL(r.at, at);
    if (r.result != RP_HOURS_BAD || r.at != at) {
        printf("\"%s\": result %d at %zu, not %zu\n", text, (int)r.result, r.at, at);
    }
    rp_arena_free(&r.arena);
}

static void hours__days_are_single_lists_and_ranges_also_over_sunday(void) {
    expect_days("Mo 08:00-16:00", 480, 960, "1000000-");
    expect_days("Mo-Fr 08:00-16:00", 480, 960, "1111100-");
    expect_days("Mo,We,Fr 08:00-16:00", 480, 960, "1010100-");
    expect_days("Mo-We,Sa 08:00-16:00", 480, 960, "1110010-");
    expect_days("Sa-Mo 08:00-16:00", 480, 960, "1000011-");
    expect_days("Tu-Tu 08:00-16:00", 480, 960, "0100000-");
    expect_days("Mo-Su 08:00-16:00", 480, 960, "1111111-");
}

static void hours__no_days_means_every_day_but_a_holiday_only_where_it_is_named(void) {
    expect_days("08:00-16:00", 480, 960, "1111111-");
    expect_days("08:00-16:00; PH 08:00-16:00", 480, 960, "11111111");
    expect_days("PH off; 08:00-16:00", 480, 960, "11111111"); /* the later rule takes holidays too */
    expect_days("PH off; Mo-Fr 08:00-16:00", 480, 960, "1111100*");
    expect_days("Mo-Fr 08:00-16:00; PH off", 480, 960, "11111000");
    expect_days("PH,Su 08:00-16:00", 480, 960, "00000011");
    expect_days("PH 08:00-16:00; Mo off", 480, 960, "0000000*");
    expect_days("Su,PH 08:00-16:00", 480, 960, "00000011");
}

static void hours__days_alone_are_open_the_whole_day_and_off_is_closed(void) {
    expect_days("Mo-Fr", 0, 1440, "1111100-");
    expect_days("Mo;We", 0, 1440, "1010000-");
    expect_days("PH", 0, 1440, "00000001");
    expect_days("off", 0, 1440, "0000000-");
    expect_days("Mo-Fr; PH off", 0, 1440, "11111000");
}

static void hours__a_later_rule_takes_the_whole_day(void) {
    expect_days("Mo-Fr 08:00-16:00; We off", 480, 960, "1101100-");
    expect_days("Mo-Fr 07:00-09:00,10:00-12:00; Mo-Fr 08:00-16:00", 480, 960, "1111100-");
    expect_days("Mo-Fr off; 08:00-16:00", 480, 960, "1111111-");
}

static void hours__a_span_may_pass_midnight_and_end_at_24(void) {
    expect_days("Fr 22:00-06:00", 1320, 1800, "0000100-");
    expect_days("Fr 22:00-00:00", 1320, 1440, "0000100-");
    expect_days("Fr 22:00-24:00", 1320, 1440, "0000100-");
    expect_days("Fr 00:00-24:00", 0, 1440, "0000100-");
    expect_days("Fr 00:00-00:00", 0, 1440, "0000100-");
    expect_days("Fr 08:00-08:00", 480, 1920, "0000100-");
    expect_days("Fr 23:59-23:58", 1439, 2878, "0000100-");
}

static void hours__spans_stand_by_their_start(void) {
    static const rp_span spans[] = {{60, 120}, {480, 720}, {480, 600}, {780, 960}};
    rp_read r;
    read_hours(&r, "Mo 13:00-16:00,08:00-12:00 , 01:00-02:00,08:00-10:00");
    CU_ASSERT_EQUAL_FATAL(r.result, RP_HOURS_OK);
    CU_ASSERT_TRUE(day_is(&r.hours->day[0], 4, spans));
    CU_ASSERT_EQUAL(r.hours->day[1].n, 0);
    CU_ASSERT_FALSE(r.hours->always);
    rp_arena_free(&r.arena);
}

static void hours__24_7_stands_alone(void) {
    rp_read r;
    read_hours(&r, " 24/7 ");
    CU_ASSERT_EQUAL_FATAL(r.result, RP_HOURS_OK);
    CU_ASSERT_TRUE(r.hours->always);
    rp_arena_free(&r.arena);
    expect_fault("24/7; PH off", 4);
    expect_fault("24/7 off", 5);
    expect_fault("Mo 24/7", 5);
    expect_fault("Mo-Fr; 24/7", 9);
}

static void hours__white_space_stands_between_tokens_only(void) {
    expect_days("  Mo - We , Sa   08:00 - 16:00  ; PH   off ", 480, 960, "11100100");
    expect_days("Mo\t08:00-\n16:00", 480, 960, "1000000-");
    expect_fault("M o 08:00-16:00", 0);
    expect_fault("Mo 08 :00-16:00", 5);
    expect_fault("Mo 08: 00-16:00", 6);
    expect_fault("Mo08:00-16:00", 2);
    expect_fault("Mooff", 2);
    expect_fault("Mo o ff", 3);
}

static void hours__what_is_wrong_is_found_where_it_stands(void) {
    expect_fault("", 0);
    expect_fault("   ", 3);
    expect_fault(";", 0);
    expect_fault("Mo;;Tu", 3);
    expect_fault("Mo 08:00-16:00;", 15);
    expect_fault("Mo-", 3);
    expect_fault("Mo,", 3);
    expect_fault("mo 08:00-16:00", 0);
    expect_fault("Xx", 0);
    expect_fault("PH-Mo", 2);
    expect_fault("Mo-PH", 3);
    expect_fault("Mo Tu 08:00-16:00", 3);
    expect_fault("Mo 8:00-16:00", 3);
    expect_fault("Mo 08:00", 8);
    expect_fault("Mo 08:00-", 9);
    expect_fault("Mo 08:60-16:00", 6);
    expect_fault("Mo 25:00-16:00", 3);
    expect_fault("Mo 24:00-06:00", 3);
    expect_fault("Mo 08:00-24:01", 9);
    expect_fault("Mo 08:00-26:00", 9);
    expect_fault("Mo 08:00-16:00,", 15);
    expect_fault("Mo 08:00-16:00 off", 15);
    expect_fault("Mo 08:00-16:00 Tu", 15);
    expect_fault("Mo 08:00-16:000", 14);
    expect_fault("Mo closed", 3);
    expect_fault("Mo off off", 7);
    expect_fault("Jan 08:00-16:00", 0);
    expect_fault("sunrise-sunset", 0);
}

/* Every text that is a part of a good one is read without touching a byte past its end. */
static void hours__a_text_ends_where_its_length_says(void) {
    static const char whole[] = "Mo-We,PH 08:00-16:00,20:00-02:00; Sa off; 24/7";
    for (size_t n = 0; n < sizeof whole; n++) {
        char *part = malloc(n + 1);
        rp_str text = {part, n};
        rp_read r;
        CU_ASSERT_PTR_NOT_NULL_FATAL(part);
        memcpy(part, whole, n);
        CU_ASSERT_TRUE(rp_alloc_init(&r.alloc, NULL));
        rp_arena_init(&r.arena, &r.alloc, false);
        (void)rp_hours_parse(&r.arena, text, &r.hours, &r.at);
        CU_ASSERT_TRUE(r.at <= n);
        rp_arena_free(&r.arena);
        free(part);
    }
}

static void parse_with(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_arena arena;
    rp_hours *hours;
    size_t at;
    rp_hours_result result;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    result = rp_hours_parse(&arena, rp_str_of("Mo 08:00-12:00; Tu; We off"), &hours, &at);
    CU_ASSERT_EQUAL(result, memory->refused ? RP_HOURS_NO_MEMORY : RP_HOURS_OK);
    CU_ASSERT_EQUAL(hours == NULL, memory->refused > 0);
    rp_arena_free(&arena);
}

static void hours__failing_memory_gives_nothing_and_leaves_nothing(void) {
    rp_fail_each(parse_with);
}

RP_SUITE(RP_TEST(hours__days_are_single_lists_and_ranges_also_over_sunday),
         RP_TEST(hours__no_days_means_every_day_but_a_holiday_only_where_it_is_named),
         RP_TEST(hours__days_alone_are_open_the_whole_day_and_off_is_closed),
         RP_TEST(hours__a_later_rule_takes_the_whole_day),
         RP_TEST(hours__a_span_may_pass_midnight_and_end_at_24),
         RP_TEST(hours__spans_stand_by_their_start),
         RP_TEST(hours__24_7_stands_alone),
         RP_TEST(hours__white_space_stands_between_tokens_only),
         RP_TEST(hours__what_is_wrong_is_found_where_it_stands),
         RP_TEST(hours__a_text_ends_where_its_length_says),
         RP_TEST(hours__failing_memory_gives_nothing_and_leaves_nothing))
