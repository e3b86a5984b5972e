/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/civil.h"

#include <string.h>

enum { DAY = 86400, HOUR = 3600, MINUTE = 60 };

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

/* -- days ---------------------------------------------------------------------------------------- */

/* Years are counted from March, so that the leap day is the last of a year. */
int64_t rp_civil_day(int64_t year, int month, int day) {
    int64_t y = month <= 2 ? year - 1 : year, era = floor_div(y, 400), of_era = y - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

rp_civil rp_civil_of(int64_t day) {
    rp_civil c;
    int64_t z = day + 719468, era = floor_div(z, 146097), of_era = z - era * 146097;
    int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int64_t m = (5 * of_year + 2) / 153;
    c.day = (int)(of_year - (153 * m + 2) / 5 + 1);
    c.month = (int)(m < 10 ? m + 3 : m - 9);
    c.year = y + era * 400 + (c.month <= 2);
    return c;
}

bool rp_civil_is_leap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int rp_civil_month_length(int64_t year, int month) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && rp_civil_is_leap(year) ? 29 : lengths[month - 1];
}

int rp_civil_weekday(int64_t day) { return (int)((day % 7 + 7 + 3) % 7); }

/* -- reading ------------------------------------------------------------------------------------------ */

static bool digits(const char *at, size_t n, int64_t *value) {
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (at[i] < '0' || at[i] > '9') {
            return false;
        }
        *value = *value * 10 + (at[i] - '0');
    }
    return n > 0;
}

static bool read_year(rp_str text, int64_t *year) {
    return text.n >= 4 && digits(text.at, 4, year) && *year >= 1900 && *year <= 9999;
}

static bool read_two(rp_str text, size_t at, int64_t least, int64_t most, int64_t *value) {
    return text.n >= at + 2 && digits(text.at + at, 2, value) && *value >= least && *value <= most;
}

bool rp_civil_parse_span(rp_str text, int64_t *first, int64_t *last) {
    int64_t year, month = 1, day = 1;
    if ((text.n != 4 && text.n != 7 && text.n != 10) || !read_year(text, &year)) {
        return false;
    }
    if (text.n >= 7 && (text.at[4] != '-' || !read_two(text, 5, 1, 12, &month))) {
        return false;
    }
    if (text.n == 10 && (text.at[7] != '-' || !read_two(text, 8, 1, rp_civil_month_length(year, (int)month), &day))) {
        return false;
    }
    *first = rp_civil_day(year, (int)month, (int)day);
    *last = text.n == 10  ? *first
            : text.n == 7 ? *first + rp_civil_month_length(year, (int)month) - 1
                          : rp_civil_day(year, 12, 31);
    return true;
}

bool rp_civil_parse_date(rp_str text, int64_t *day) {
    int64_t last;
    return text.n == 10 && rp_civil_parse_span(text, day, &last);
}

static void two(char *at, int64_t value) {
    at[0] = (char)('0' + value / 10);
    at[1] = (char)('0' + value % 10);
}

void rp_civil_print_date(int64_t day, char text[RP_DATE_TEXT]) {
    rp_civil c = rp_civil_of(day);
    int64_t year = c.year < 0 ? 0 : c.year > 9999 ? 9999 : c.year;
    two(text, year / 100);
    two(text + 2, year % 100);
    text[4] = text[7] = '-';
    two(text + 5, c.month);
    two(text + 8, c.day);
    text[10] = '\0';
}

/* -- months and years ----------------------------------------------------------------------------------- */

/* The day on which `months` are full. */
static int64_t full_on(rp_civil from, int64_t months) {
    int64_t all = from.year * 12 + (from.month - 1) + months;
    int64_t year = floor_div(all, 12);
    int month = (int)(all - year * 12) + 1;
    if (from.day > rp_civil_month_length(year, month)) {
        return rp_civil_day(year, month, rp_civil_month_length(year, month)) + 1;
    }
    return rp_civil_day(year, month, from.day);
}

int64_t rp_civil_months_between(int64_t from, int64_t to) {
    rp_civil a = rp_civil_of(from), b = rp_civil_of(to);
    int64_t months = (b.year - a.year) * 12 + (b.month - a.month);
    return full_on(a, months) > to ? months - 1 : months;
}

int64_t rp_civil_years_between(int64_t from, int64_t to) {
    return floor_div(rp_civil_months_between(from, to), 12);
}

/* -- moments --------------------------------------------------------------------------------------------- */

static bool read_offset(rp_str text, int64_t *offset) {
    int64_t hours, minutes;
    *offset = 0;
    if (text.n == 1 && text.at[0] == 'Z') {
        return true;
    }
    if (text.n != 6 || (text.at[0] != '+' && text.at[0] != '-') || text.at[3] != ':' ||
        !read_two(text, 1, 0, 23, &hours) || !read_two(text, 4, 0, 59, &minutes)) {
        return false;
    }
    *offset = (text.at[0] == '-' ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
    return true;
}

bool rp_moment_parse(rp_str text, int64_t *moment) {
    rp_str date = {text.at, 10}, zone;
    int64_t day, hour, minute, second, offset;
    if (text.n < 20 || !rp_civil_parse_date(date, &day) || text.at[10] != 'T' || text.at[13] != ':' ||
        text.at[16] != ':' || !read_two(text, 11, 0, 23, &hour) || !read_two(text, 14, 0, 59, &minute) ||
        !read_two(text, 17, 0, 59, &second)) {
        return false;
    }
    zone.at = text.at + 19;
    zone.n = text.n - 19;
    if (!read_offset(zone, &offset)) {
        return false;
    }
    *moment = day * DAY + hour * HOUR + minute * MINUTE + second - offset;
    return true;
}

void rp_moment_print(int64_t moment, char text[RP_MOMENT_TEXT]) {
    int64_t day = floor_div(moment, DAY), second = moment - day * DAY;
    rp_civil_print_date(day, text);
    text[10] = 'T';
    two(text + 11, second / HOUR);
    two(text + 14, second / MINUTE % 60);
    two(text + 17, second % 60);
    text[13] = text[16] = ':';
    memcpy(text + 19, "Z", 2);
}

/* -- durations -------------------------------------------------------------------------------------------- */

/* A number of at most `most` digits before the letter `unit`; moves on where it is there. */
static bool take_part(rp_str *text, char unit, size_t most, int64_t *value) {
    size_t n = 0;
    while (n < text->n && text->at[n] >= '0' && text->at[n] <= '9') {
        n++;
    }
    if (n == 0 || n > most || n == text->n || text->at[n] != unit || !digits(text->at, n, value)) {
        return false;
    }
    text->at += n + 1;
    text->n -= n + 1;
    return true;
}

bool rp_duration_parse(rp_str text, int64_t *seconds) {
    static const struct {
        char unit;
        size_t most;
        int64_t seconds;
    } parts[] = {{'H', 7, HOUR}, {'M', 8, MINUTE}, {'S', 9, 1}};
    int64_t value;
    bool any;
    *seconds = 0;
    if (text.n < 2 || text.at[0] != 'P') {
        return false;
    }
    text.at++;
    text.n--;
    any = take_part(&text, 'D', 6, &value);
    *seconds = any ? value * DAY : 0;
    if (text.n == 0) {
        return any;
    }
    if (text.at[0] != 'T') {
        return false;
    }
    text.at++;
    text.n--;
    any = false;
    for (size_t i = 0; i < 3; i++) {
        if (take_part(&text, parts[i].unit, parts[i].most, &value)) {
            *seconds += value * parts[i].seconds;
            any = true;
        }
    }
    return any && text.n == 0;
}

static char *put_part(char *at, int64_t value, char unit) {
    char reverse[24];
    size_t n = 0;
    if (value == 0) {
        return at;
    }
    for (; value > 0; value /= 10) {
        reverse[n++] = (char)('0' + value % 10);
    }
    while (n > 0) {
        *at++ = reverse[--n];
    }
    *at++ = unit;
    return at;
}

void rp_duration_print(int64_t seconds, char text[RP_DURATION_TEXT]) {
    char *at = text;
    if (seconds <= 0) {
        memcpy(text, "PT0S", 5);
        return;
    }
    *at++ = 'P';
    at = put_part(at, seconds / DAY, 'D');
    seconds %= DAY;
    if (seconds > 0) {
        *at++ = 'T';
        at = put_part(at, seconds / HOUR, 'H');
        at = put_part(at, seconds / MINUTE % 60, 'M');
        at = put_part(at, seconds % 60, 'S');
    }
    *at = '\0';
}
