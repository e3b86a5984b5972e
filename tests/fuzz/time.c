/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Opening hours, durations, days of all calendars, moments: what is read is printed and read as the same. */
#include "fuzz/targets.h"

#include "compile/hours.h"
#include "decide/clock_text.h"
#include "unicode/calendars.h"
#include "unicode/civil.h"

static void check_day(const rp_hours_day *day) {
    for (uint32_t i = 0; i < day->n; i++) {
        RP_FUZZ_CHECK(day->spans[i].from < 1440 && day->spans[i].to > day->spans[i].from && day->spans[i].to <= 2880);
        RP_FUZZ_CHECK(i == 0 || day->spans[i - 1].from <= day->spans[i].from);
    }
}

static void read_hours(rp_str text, rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_arena arena;
    rp_hours *hours = NULL;
    size_t at = 0;
    rp_hours_result result;
    RP_FUZZ_CHECK(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    result = rp_hours_parse(&arena, text, &hours, &at);
    RP_FUZZ_CHECK(result != RP_HOURS_NO_MEMORY || memory->refused > 0);
    RP_FUZZ_CHECK(at <= text.n);
    for (int day = 0; result == RP_HOURS_OK && day < 7; day++) {
        check_day(&hours->day[day]);
        check_day(&hours->holiday[day]);
    }
    rp_arena_free(&arena);
}

static void read_duration(rp_str text) {
    char printed[RP_DURATION_TEXT];
    int64_t seconds, same;
    if (rp_duration_parse(text, &seconds)) {
        RP_FUZZ_CHECK(seconds >= 0);
        rp_duration_print(seconds, printed);
        RP_FUZZ_CHECK(rp_duration_parse(rp_str_of(printed), &same) && same == seconds);
    }
}

static void read_moment(rp_str text) {
    char printed[RP_MOMENT_TEXT], date[RP_DATE_TEXT];
    int64_t moment, same;
    if (rp_moment_read(text, &moment) == REFPATH_OK) { /* with a zone in brackets, or without */
        rp_moment_print(moment, printed);
        RP_FUZZ_CHECK(rp_moment_parse(rp_str_of(printed), &same) && same == moment);
    } else {
        RP_FUZZ_CHECK(!rp_moment_parse(text, &moment));
    }
    if (rp_civil_parse_date(text, &moment)) {
        rp_civil_print_date(moment, date);
        RP_FUZZ_CHECK(rp_civil_parse_date(rp_str_of(date), &same) && same == moment);
    }
}

static void read_calendar(rp_str text) {
    rp_day_ranges days;
    if (rp_calendar_read(text, &days) == REFPATH_OK) {
        RP_FUZZ_CHECK(days.n > 0);
        for (size_t i = 0; i < days.n; i++) {
            RP_FUZZ_CHECK(days.first[i] <= days.last[i] && (i == 0 || days.last[i - 1] < days.first[i]));
        }
    }
}

/* Texts of the library end with a zero, and have their length beside it. */
void rp_fuzz_time(const char *bytes, size_t n, rp_fail_alloc *memory) {
    rp_str text;
    char *copy = malloc(n + 1);
    RP_FUZZ_CHECK(copy != NULL);
    memcpy(copy, bytes, n);
    copy[n] = '\0';
    text.at = copy;
    text.n = n;
    read_hours(text, memory);
    read_duration(text);
    read_moment(text);
    read_calendar(text);
    free(copy);
}
