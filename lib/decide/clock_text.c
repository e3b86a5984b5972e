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

/* -- moments ----------------------------------------------------------------------------------------- */

/* `+03:00`, which may stand for a zone. */
static bool read_offset(rp_str text, int64_t *offset) {
    char whole[] = "2000-01-01T00:00:00+00:00";
    rp_str moment = {whole, sizeof whole - 1};
    if (text.n != 6 || (text.at[0] != '+' && text.at[0] != '-')) {
        return false;
    }
    memcpy(whole + 19, text.at, 6);
    if (!rp_moment_parse(moment, offset)) {
        return false;
    }
    *offset = rp_civil_day(2000, 1, 1) * SECONDS_OF_DAY - *offset;
    return true;
}

/* Where clocks differed from UTC by seconds too, RFC 3339 has the nearest minute. */
static bool is_offset_of(int64_t written, int64_t zone) {
    return zone - written <= 30 && written - zone <= 30;
}

/* A zone is known, and its clocks show what is written; `Z` and `-00:00` say that what they show is not. */
static refpath_status check_zone(rp_str name, rp_str plain, int64_t moment) {
    char id[64] = "";
    rp_str tail = {plain.at + 19, plain.n - 19};
    int64_t written = 0, zone;
    bool open = !read_offset(tail, &written) || memcmp(tail.at, "-00:00", 6) == 0;
    if (!read_offset(name, &zone)) {
        refpath_status status;
        if (name.n == 0 || name.n >= sizeof id) {
            return REFPATH_INVALID_ARGUMENT;
        }
        memcpy(id, name.at, name.n);
        status = rp_zone_offset_of(id, moment, &zone);
        if (status != REFPATH_OK) {
            return status == REFPATH_NOT_FOUND ? REFPATH_INVALID_ARGUMENT : status;
        }
    }
    return open || is_offset_of(written, zone) ? REFPATH_OK : REFPATH_INVALID_ARGUMENT;
}

static bool is_key(rp_str key) {
    for (size_t i = 0; i < key.n; i++) {
        bool first = (key.at[i] >= 'a' && key.at[i] <= 'z') || key.at[i] == '_';
        if (!first && (i == 0 || (key.at[i] != '-' && (key.at[i] < '0' || key.at[i] > '9')))) {
            return false;
        }
    }
    return key.n > 0;
}

static bool is_value(rp_str value) {
    for (size_t i = 0; i < value.n; i++) {
        char c = value.at[i];
        bool sign = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!sign && (c != '-' || i == 0 || i + 1 == value.n || value.at[i - 1] == '-')) {
            return false;
        }
    }
    return value.n > 0;
}

/*
 * `key=value`. The fields of a moment are Gregorian: another calendar is refused, for whoever names one may have
 * written its fields. What nobody has to heed is passed over.
 */
static bool is_tag_good(rp_str tag, size_t equals, bool critical) {
    rp_str key = {tag.at, equals}, value = {tag.at + equals + 1, tag.n - equals - 1};
    if (!is_key(key) || !is_value(value)) {
        return false;
    }
    if (rp_str_is(key, "u-ca")) {
        return rp_str_is(value, "gregory") || rp_str_is(value, "iso8601");
    }
    return !critical;
}

/* What stands in brackets behind a moment: at most one zone, then tags. */
static refpath_status check_suffixes(rp_str plain, rp_str rest, int64_t moment) {
    for (bool first = true; rest.n > 0; first = false) {
        const char *close = memchr(rest.at, ']', rest.n), *equals;
        rp_str in = {rest.at + 1, 0};
        bool critical;
        if (rest.at[0] != '[' || !close) {
            return REFPATH_INVALID_ARGUMENT;
        }
        in.n = (size_t)(close - in.at);
        rest.n -= in.n + 2;
        rest.at = close + 1;
        critical = in.n > 0 && in.at[0] == '!';
        in.at += critical;
        in.n -= critical;
        equals = memchr(in.at, '=', in.n);
        if (!equals && first) {
            RP_TRY(check_zone(in, plain, moment));
        } else if (!equals || !is_tag_good(in, (size_t)(equals - in.at), critical)) {
            return REFPATH_INVALID_ARGUMENT;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_moment_read(rp_str text, int64_t *moment) {
    const char *bracket = memchr(text.at, '[', text.n);
    rp_str plain = text, rest = {text.at, 0};
    if (bracket) {
        plain.n = (size_t)(bracket - text.at);
        rest.at = bracket;
        rest.n = text.n - plain.n;
    }
    return rp_moment_parse(plain, moment) ? check_suffixes(plain, rest, *moment) : REFPATH_INVALID_ARGUMENT;
}

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

/* -- ends of a clock --------------------------------------------------------------------------------- */

refpath_status rp_clock_end_read(rp_arena *arena, rp_str text, rp_clock_end *end) {
    char utc[RP_MOMENT_TEXT];
    memset(end, 0, sizeof *end);
    if (!memchr(text.at, 'T', text.n < 11 ? text.n : 11)) {
        return read_days(arena, text, end);
    }
    RP_TRY(rp_moment_read(text, &end->at));
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
