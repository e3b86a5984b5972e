/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/opening.h"

#include "unicode/civil.h"

#define MINUTES_OF_DAY 1440

static bool is_holiday(const refpath_protocol *p, uint32_t place, int64_t day) {
    for (size_t i = 0; i < p->holidays.n; i++) {
        const rp_holiday *holiday = &p->holidays.at[i];
        if (day < holiday->on || day > holiday->until) {
            continue;
        }
        if (holiday->at.n == 0) {
            return true;
        }
        for (uint32_t k = 0; k < holiday->at.n; k++) {
            if (rp_under(&p->places, place, holiday->at.at[k])) {
                return true;
            }
        }
    }
    return false;
}

/* A holiday counts only where the hours say something of holidays. */
static const rp_hours_day *hours_of(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t day) {
    int weekday = rp_civil_weekday(day);
    return hours->has_holiday && is_holiday(p, place, day) ? &hours->holiday[weekday] : &hours->day[weekday];
}

static int64_t minute_moment(const rp_zone *zone, int64_t day, int minute) {
    return rp_zone_moment(zone, day + minute / MINUTES_OF_DAY, (int64_t)(minute % MINUTES_OF_DAY) * 60);
}

/* The first open moment, not before `from`, of the spans that begin on a day (their ends are closed); or INT64_MAX. */
static int64_t next_of_day(const rp_hours_day *hours, const rp_zone *zone, int64_t day, int64_t from, int64_t *until) {
    int64_t first = INT64_MAX;
    for (uint32_t i = 0; i < hours->n; i++) {
        int64_t start = minute_moment(zone, day, hours->spans[i].from);
        int64_t end = minute_moment(zone, day, hours->spans[i].to);
        start = start < from ? from : start;
        if (start < end && start < first) {
            first = start;
            *until = end;
        }
    }
    return first;
}

/* A span may reach into the next day, and further by a change of clocks: so look from two days back. */
bool rp_opening_span(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t from, int64_t *opens,
                     int64_t *until) {
    const rp_zone *zone = p->zone[place];
    int64_t today = rp_zone_day(zone, from);
    *opens = from;
    *until = INT64_MAX;
    if (hours->always) {
        return true;
    }
    for (int64_t day = today - 2; day <= today + RP_OPENING_DAYS; day++) {
        *opens = next_of_day(hours_of(p, hours, place, day), zone, day, from, until);
        if (*opens != INT64_MAX) {
            return true;
        }
    }
    return false;
}

bool rp_opening_next(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t from, int64_t *opens) {
    int64_t until;
    return rp_opening_span(p, hours, place, from, opens, &until);
}

bool rp_opening_is_open(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t at) {
    int64_t opens;
    return rp_opening_next(p, hours, place, at, &opens) && opens == at;
}
