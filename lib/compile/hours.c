/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/hours.h"

#include <string.h>

#define MINUTES_OF_DAY 1440u
#define HOLIDAY 7u /* the bit of PH in a set of days; Monday is 0 */

typedef struct rp_hours_reader {
    rp_arena *arena;
    rp_str text;
    size_t at;
    rp_hours *hours;
} rp_hours_reader;

/* -- tokens ---------------------------------------------------------------------------------- */

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Gives whether there was any. */
static bool skip_space(rp_hours_reader *r) {
    size_t was = r->at;
    while (r->at < r->text.n && is_space(r->text.at[r->at])) {
        r->at++;
    }
    return r->at > was;
}

static bool take(rp_hours_reader *r, const char *token) {
    size_t n = strlen(token);
    if (r->text.n - r->at < n || memcmp(r->text.at + r->at, token, n) != 0) {
        return false;
    }
    r->at += n;
    return true;
}

/* A sign between two tokens, with the white space around it; where it is not there, nothing is read. */
static bool take_sign(rp_hours_reader *r, const char *sign) {
    size_t was = r->at;
    (void)skip_space(r);
    if (!take(r, sign)) {
        r->at = was;
        return false;
    }
    (void)skip_space(r);
    return true;
}

static bool take_day(rp_hours_reader *r, unsigned *day) {
    static const char names[7][3] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    for (*day = 0; *day < 7; ++*day) {
        if (take(r, names[*day])) {
            return true;
        }
    }
    return false;
}

static bool digit_at(const rp_hours_reader *r, size_t at) {
    return at < r->text.n && r->text.at[at] >= '0' && r->text.at[at] <= '9';
}

static bool take_two_digits(rp_hours_reader *r, unsigned most, unsigned *value) {
    if (!digit_at(r, r->at) || !digit_at(r, r->at + 1)) {
        return false;
    }
    *value = (unsigned)(r->text.at[r->at] - '0') * 10 + (unsigned)(r->text.at[r->at + 1] - '0');
    if (*value > most) {
        return false;
    }
    r->at += 2;
    return true;
}

/* hh:mm up to 24:00, in minutes. What is wrong is where the reader stays. */
static bool take_time(rp_hours_reader *r, unsigned *minutes) {
    size_t was = r->at;
    unsigned hour, minute;
    if (!take_two_digits(r, 24, &hour) || !take(r, ":") || !take_two_digits(r, 59, &minute)) {
        return false;
    }
    *minutes = hour * 60 + minute;
    if (*minutes > MINUTES_OF_DAY) {
        r->at = was;
        return false;
    }
    return true;
}

/* -- a rule ---------------------------------------------------------------------------------- */

/* One day, a range (also over Sunday) or PH. */
static bool read_days_item(rp_hours_reader *r, unsigned *days) {
    unsigned first, last;
    if (take(r, "PH")) {
        *days |= 1u << HOLIDAY;
        return true;
    }
    if (!take_day(r, &first)) {
        return false;
    }
    last = first;
    if (take_sign(r, "-") && !take_day(r, &last)) {
        return false;
    }
    for (unsigned day = first;; day = (day + 1) % 7) {
        *days |= 1u << day;
        if (day == last) {
            return true;
        }
    }
}

static bool read_days(rp_hours_reader *r, unsigned *days) {
    do {
        if (!read_days_item(r, days)) {
            return false;
        }
    } while (take_sign(r, ","));
    return true;
}

typedef struct rp_hours_spans {
    RP_LIST(rp_span) spans;
} rp_hours_spans;

static rp_hours_result read_span(rp_hours_reader *r, rp_hours_spans *into) {
    unsigned from, to;
    size_t place = r->at;
    rp_span *span;
    if (!take_time(r, &from)) {
        return RP_HOURS_BAD;
    }
    if (from == MINUTES_OF_DAY) {
        r->at = place;
        return RP_HOURS_BAD; /* 24:00 can only be an end */
    }
    if (!take_sign(r, "-") || !take_time(r, &to)) {
        return RP_HOURS_BAD;
    }
    if (to <= from) {
        to += MINUTES_OF_DAY;
    }
    span = RP_LIST_ADD(r->arena, &into->spans);
    if (!span) {
        return RP_HOURS_NO_MEMORY;
    }
    for (; span > into->spans.at && span[-1].from > from; span--) {
        *span = span[-1];
    }
    span->from = (uint16_t)from;
    span->to = (uint16_t)to;
    return RP_HOURS_OK;
}

static rp_hours_result read_spans(rp_hours_reader *r, rp_hours_day *day) {
    rp_hours_spans list;
    memset(&list, 0, sizeof list);
    do {
        rp_hours_result result = read_span(r, &list);
        if (result != RP_HOURS_OK) {
            return result;
        }
    } while (take_sign(r, ","));
    day->n = (uint32_t)list.spans.n;
    day->spans = list.spans.at;
    return RP_HOURS_OK;
}

static rp_hours_result whole_day(rp_hours_reader *r, rp_hours_day *day) {
    rp_span *span = RP_ARENA_NEW(r->arena, rp_span);
    if (!span) {
        return RP_HOURS_NO_MEMORY;
    }
    span->from = 0;
    span->to = MINUTES_OF_DAY;
    day->n = 1;
    day->spans = span;
    return RP_HOURS_OK;
}

static bool at_rule_end(const rp_hours_reader *r) {
    return r->at == r->text.n || r->text.at[r->at] == ';';
}

/* What comes after the days of a rule: spans, `off`, or nothing for the whole day. */
static rp_hours_result read_times(rp_hours_reader *r, rp_hours_day *day) {
    if (at_rule_end(r)) {
        return whole_day(r, day);
    }
    if (take(r, "off")) {
        return RP_HOURS_OK;
    }
    return read_spans(r, day);
}

/* A later rule takes the whole day: of a holiday too, whether it names that or the day of the week. */
static void set_days(rp_hours *hours, unsigned days, rp_hours_day times) {
    bool holiday = days >> HOLIDAY & 1u;
    hours->has_holiday = hours->has_holiday || holiday;
    for (unsigned day = 0; day < 7; day++) {
        bool named = days >> day & 1u;
        if (named) {
            hours->day[day] = times;
        }
        if (named || holiday) {
            hours->holiday[day] = times;
        }
    }
}

static rp_hours_result read_rule(rp_hours_reader *r) {
    unsigned days = 0;
    rp_hours_day times = {0, NULL};
    rp_hours_result result;
    char first = r->at < r->text.n ? r->text.at[r->at] : ';';
    if (first == ';') {
        return RP_HOURS_BAD; /* a rule that says nothing */
    }
    if (first == 'o' || digit_at(r, r->at)) {
        days = (1u << HOLIDAY) - 1; /* every day of the week */
    } else if (!read_days(r, &days) || (!skip_space(r) && !at_rule_end(r))) {
        return RP_HOURS_BAD;
    }
    result = read_times(r, &times);
    if (result != RP_HOURS_OK) {
        return result;
    }
    (void)skip_space(r);
    if (!at_rule_end(r)) {
        return RP_HOURS_BAD;
    }
    set_days(r->hours, days, times);
    return RP_HOURS_OK;
}

static rp_hours_result read_rules(rp_hours_reader *r) {
    size_t start;
    (void)skip_space(r);
    start = r->at;
    if (take(r, "24/7")) {
        (void)skip_space(r);
        if (r->at == r->text.n) {
            r->hours->always = true;
            return RP_HOURS_OK;
        }
        return RP_HOURS_BAD; /* it stands alone */
    }
    r->at = start;
    do {
        rp_hours_result result;
        (void)skip_space(r);
        result = read_rule(r);
        if (result != RP_HOURS_OK) {
            return result;
        }
    } while (take(r, ";"));
    return RP_HOURS_OK;
}

rp_hours_result rp_hours_parse(rp_arena *arena, rp_str text, rp_hours **out, size_t *at) {
    rp_hours_reader r = {arena, text, 0, RP_ARENA_NEW(arena, rp_hours)};
    rp_hours_result result = r.hours ? read_rules(&r) : RP_HOURS_NO_MEMORY;
    *out = result == RP_HOURS_OK ? r.hours : NULL;
    *at = r.at;
    return result;
}
