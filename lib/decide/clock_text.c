/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/clock_text.h"

#include "base/check.h"
#include "unicode/calendars.h"
#include "unicode/civil.h"

#include <string.h>

/* No zone is further than this from UTC, local mean times of the past included. */
#define FURTHEST_ZONE (16 * 3600)
#define SECONDS_OF_DAY 86400

bool rp_moment_read(rp_str text, int64_t *moment) { return rp_moment_parse(text, moment); }

bool rp_moment_write(int64_t moment, char text[RP_MOMENT_TEXT]) {
    int64_t first = rp_civil_day(0, 1, 1) * SECONDS_OF_DAY, end = rp_civil_day(10000, 1, 1) * SECONDS_OF_DAY;
    if (moment < first || moment >= end) {
        return false;
    }
    rp_moment_print(moment, text);
    return true;
}

static refpath_status keep_text(rp_arena *arena, const char *text, size_t n, rp_clock_end *end) {
    end->text = rp_arena_text(arena, text, n);
    RP_HAVE(end->text);
    return REFPATH_OK;
}

static refpath_status read_days(rp_arena *arena, rp_str text, rp_clock_end *end) {
    rp_day_ranges days;
    RP_TRY(rp_calendar_read(text, &days));
    end->n = days.n;
    memcpy(end->first, days.first, days.n * sizeof *days.first);
    memcpy(end->last, days.last, days.n * sizeof *days.last);
    return keep_text(arena, text.at, text.n, end);
}

refpath_status rp_clock_end_read(rp_arena *arena, rp_str text, rp_clock_end *end) {
    char utc[RP_MOMENT_TEXT];
    memset(end, 0, sizeof *end);
    if (!rp_moment_parse(text, &end->at)) {
        return read_days(arena, text, end);
    }
    end->moment = true;
    if (!rp_moment_write(end->at, utc)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return keep_text(arena, utc, strlen(utc), end);
}

/* The first and the last moment it may stand for in any zone. */
static int64_t earliest(const rp_clock_end *end) {
    return end->moment ? end->at : end->first[0] * SECONDS_OF_DAY - FURTHEST_ZONE;
}

static int64_t latest(const rp_clock_end *end) {
    return end->moment ? end->at : (end->last[end->n - 1] + 1) * SECONDS_OF_DAY - 1 + FURTHEST_ZONE;
}

bool rp_clock_end_is_later(const rp_clock_end *end, const rp_clock_end *than) {
    if (!end->moment && !than->moment) { /* both are of one zone, so that days can be compared */
        return end->first[0] > than->last[than->n - 1];
    }
    return earliest(end) > latest(than);
}

size_t rp_clock_end_span(const rp_clock_end *end, const rp_zone *zone, int64_t first[RP_DAY_RANGES],
                         int64_t last[RP_DAY_RANGES]) {
    if (end->moment) {
        first[0] = last[0] = end->at;
        return 1;
    }
    for (size_t i = 0; i < end->n; i++) {
        first[i] = rp_zone_day_first(zone, end->first[i]);
        last[i] = rp_zone_day_last(zone, end->last[i]);
    }
    return end->n;
}
