/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/calendars.h"

#include "base/check.h"
#include "unicode/civil.h"

#include <string.h>
#include <unicode/ucal.h>

enum { MOST_ID = 32, FIRST_YEAR = 1900, LAST_YEAR = 2999 };

typedef struct rp_fields {
    int64_t year, month, day; /* month, day 0: not said */
} rp_fields;

/* -- the text ----------------------------------------------------------------------------------------- */

static bool number(const char *at, size_t n, int64_t *value) {
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9') {
            return false;
        }
        *value = *value * 10 + (at[i] - '0');
    }
    return n > 0;
}

static bool read_fields(rp_str date, rp_fields *f) {
    f->month = f->day = 0;
    if (date.n != 4 && date.n != 7 && date.n != 10) {
        return false;
    }
    if (!number(date.at, 4, &f->year) || f->year == 0) {
        return false;
    }
    if (date.n >= 7 && (date.at[4] != '-' || !number(date.at + 5, 2, &f->month) || f->month == 0)) {
        return false;
    }
    return date.n < 10 || (date.at[7] == '-' && number(date.at + 8, 2, &f->day) && f->day > 0);
}

/* `[u-ca=NAME]` or `[!u-ca=NAME]`. */
static bool read_suffix(rp_str suffix, char id[MOST_ID]) {
    const char *at = suffix.at + 1;
    size_t n = suffix.n - 2;
    if (suffix.n < 3 || suffix.at[0] != '[' || suffix.at[suffix.n - 1] != ']') {
        return false;
    }
    if (n > 0 && *at == '!') {
        at++;
        n--;
    }
    if (n <= 5 || memcmp(at, "u-ca=", 5) != 0 || n - 5 >= MOST_ID) {
        return false;
    }
    memcpy(id, at + 5, n - 5);
    id[n - 5] = '\0';
    return true;
}

/* -- one calendar --------------------------------------------------------------------------------------- */

/* Calendars whose years, months and days mean one thing without an era; others are not taken. */
static bool is_taken(const char *id) {
    static const char *const taken[] = {"ethiopic",       "ethioaa", "ethiopic-amete-alem", "coptic",       "persian",
                                        "islamic-umalqura", "islamic-civil", "islamic-tbla", "islamic-rgsa",
                                        "indian",         "hebrew",  "buddhist"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
        if (strcmp(taken[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* The reckoned new moon is called by the name of its place by newer ICU alone. */
static bool is_same(const char *asked, const char *type) {
    return strcmp(type, asked) == 0 || (strcmp(asked, "islamic-rgsa") == 0 && strcmp(type, "islamic") == 0);
}

static refpath_status open_calendar(const char *id, UCalendar **out) {
    static const UChar utc[] = {'E', 't', 'c', '/', 'U', 'T', 'C', 0};
    char locale[MOST_ID + 16] = "en@calendar=";
    UErrorCode error = U_ZERO_ERROR;
    const char *type;
    strcat(locale, strcmp(id, "ethioaa") == 0 ? "ethiopic-amete-alem" : id);
    *out = ucal_open(utc, -1, locale, UCAL_DEFAULT, &error);
    if (U_FAILURE(error)) {
        return error == U_MEMORY_ALLOCATION_ERROR ? REFPATH_OUT_OF_MEMORY : REFPATH_NOT_FOUND;
    }
    type = ucal_getType(*out, &error);
    if (U_FAILURE(error) || !is_same(locale + 12, type)) {
        ucal_close(*out); /* ICU gave another one in silence */
        return REFPATH_NOT_FOUND;
    }
    ucal_setAttribute(*out, UCAL_LENIENT, 0);
    return REFPATH_OK;
}

/* The civil day of one day of the calendar; false where there is no such day. */
static bool day_of(UCalendar *calendar, int64_t year, int64_t month, int64_t day, int64_t *out) {
    UErrorCode error = U_ZERO_ERROR;
    double millis;
    bool other_era = strcmp(ucal_getType(calendar, &error), "ethiopic") == 0;
    ucal_clear(calendar);
    if (other_era) {
        ucal_set(calendar, UCAL_ERA, 1); /* the years of grace, not of the world */
    }
    ucal_set(calendar, UCAL_YEAR, (int32_t)year);
    ucal_set(calendar, UCAL_MONTH, (int32_t)month - 1);
    ucal_set(calendar, UCAL_DATE, (int32_t)day);
    ucal_set(calendar, UCAL_HOUR_OF_DAY, 12);
    millis = ucal_getMillis(calendar, &error);
    if (U_FAILURE(error)) {
        return false;
    }
    *out = (int64_t)((millis - 43200000.0) / 86400000.0);
    if ((double)*out * 86400000.0 > millis) {
        (*out)--;
    }
    return true;
}

static bool month_span(UCalendar *calendar, int64_t year, int64_t month, int64_t *first, int64_t *last) {
    bool found = day_of(calendar, year, month, 1, first);
    for (int64_t day = found ? 31 : 0; day > 0; day--) {
        if (day_of(calendar, year, month, day, last)) {
            return true;
        }
    }
    return false;
}

/* A year may leave a month out (the Hebrew leap month): the first and the last that it has count. */
static bool year_span(UCalendar *calendar, int64_t year, int64_t *first, int64_t *last) {
    int64_t unused;
    bool found = false;
    for (int64_t month = 1; month <= 13 && !found; month++) {
        found = month_span(calendar, year, month, first, &unused);
    }
    for (int64_t month = 13; month > 0 && found; month--) {
        if (month_span(calendar, year, month, &unused, last)) {
            return true;
        }
    }
    return false;
}

static bool in_range(int64_t first, int64_t last) {
    return first >= rp_civil_day(FIRST_YEAR, 1, 1) && last <= rp_civil_day(LAST_YEAR, 12, 31);
}

/* Keeps ranges ascending and apart. */
static void add_range(rp_day_ranges *out, int64_t first, int64_t last) {
    size_t i = out->n, kept = 0;
    for (; i > 0 && out->first[i - 1] > first; i--) {
        out->first[i] = out->first[i - 1];
        out->last[i] = out->last[i - 1];
    }
    out->first[i] = first;
    out->last[i] = last;
    out->n++;
    for (i = 1; i < out->n; i++) {
        if (out->first[i] <= out->last[kept] + 1) {
            out->last[kept] = out->last[i] > out->last[kept] ? out->last[i] : out->last[kept];
        } else {
            kept++;
            out->first[kept] = out->first[i];
            out->last[kept] = out->last[i];
        }
    }
    out->n = kept + 1;
}

static refpath_status read_in(const char *id, const rp_fields *f, rp_day_ranges *out) {
    UCalendar *calendar;
    int64_t first = 0, last = 0;
    bool found;
    RP_TRY(open_calendar(id, &calendar));
    if (f->day > 0) {
        found = day_of(calendar, f->year, f->month, f->day, &first);
        last = first;
    } else {
        found = f->month > 0 ? month_span(calendar, f->year, f->month, &first, &last)
                             : year_span(calendar, f->year, &first, &last);
    }
    ucal_close(calendar);
    if (!found || !in_range(first, last)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    add_range(out, first, last);
    return REFPATH_OK;
}

/* Whoever wrote "islamic" did not say by which reckoning: every day that one of them gives is possible. */
static refpath_status read_islamic(const rp_fields *f, rp_day_ranges *out) {
    static const char *const variants[] = {"islamic-umalqura", "islamic-civil", "islamic-tbla", "islamic-rgsa"};
    for (size_t i = 0; i < 4; i++) {
        refpath_status status = read_in(variants[i], f, out);
        if (status != REFPATH_OK && status != REFPATH_INVALID_ARGUMENT) {
            return status; /* a day that one variant does not have is none of its days */
        }
    }
    return out->n > 0 ? REFPATH_OK : REFPATH_INVALID_ARGUMENT;
}

refpath_status rp_calendar_read(rp_str text, rp_day_ranges *out) {
    char id[MOST_ID];
    rp_str date = text, suffix;
    rp_fields f;
    size_t at = 0;
    out->n = 0;
    while (at < text.n && text.at[at] != '[') {
        at++;
    }
    date.n = at;
    suffix.at = text.at + at;
    suffix.n = text.n - at;
    if (suffix.n > 0 && !read_suffix(suffix, id)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (suffix.n == 0 || strcmp(id, "gregory") == 0 || strcmp(id, "iso8601") == 0) {
        out->n = 1;
        return rp_civil_parse_span(date, &out->first[0], &out->last[0]) ? REFPATH_OK : REFPATH_INVALID_ARGUMENT;
    }
    if (!read_fields(date, &f)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (strcmp(id, "islamic") == 0) {
        return read_islamic(&f, out);
    }
    return is_taken(id) ? read_in(id, &f, out) : REFPATH_NOT_FOUND;
}
