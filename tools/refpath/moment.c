/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Moments as RFC 3339 writes them, and the clock of the machine, which only the command reads. */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "command.h"

#include <string.h>
#include <time.h>

/* Days since 1970-01-01 of a date in the Gregorian calendar; months from 1. */
static int64_t days_of(int64_t year, int64_t month, int64_t day) {
    int64_t shifted = month <= 2 ? year - 1 : year;
    int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int64_t of_era = shifted - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Digits in the places of '0', all else as in the pattern. */
static bool has_form(const char *text, const char *pattern) {
    for (; *pattern != '\0'; pattern++, text++) {
        if (*pattern == '0' ? *text < '0' || *text > '9' : *text != *pattern) {
            return false;
        }
    }
    return true;
}

static int number(const char *text, size_t n) {
    int value = 0;
    for (size_t i = 0; i < n; i++) {
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* Seconds east of UTC: "Z" or "+hh:mm". */
static bool parse_offset(const char *text, int *seconds) {
    if (strcmp(text, "Z") == 0) {
        *seconds = 0;
        return true;
    }
    if ((!has_form(text, "+00:00") && !has_form(text, "-00:00")) || text[6] != '\0' || number(text + 1, 2) > 23 ||
        number(text + 4, 2) > 59) {
        return false;
    }
    *seconds = (number(text + 1, 2) * 60 + number(text + 4, 2)) * 60 * (text[0] == '-' ? -1 : 1);
    return true;
}

bool parse_moment(const char *text, int64_t *moment) {
    int year, month, day, hour, minute, second, offset;
    if (!has_form(text, "0000-00-00T00:00:00")) {
        return false;
    }
    year = number(text, 4);
    month = number(text + 5, 2);
    day = number(text + 8, 2);
    hour = number(text + 11, 2);
    minute = number(text + 14, 2);
    second = number(text + 17, 2);
    if (year < 1900 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) || hour > 23 || minute > 59 ||
        second > 59 || !parse_offset(text + 19, &offset)) {
        return false;
    }
    *moment = days_of(year, month, day) * 86400 + (hour * 60 + minute) * 60 + second - offset;
    return true;
}

void print_moment(int64_t moment, char text[32]) {
    time_t seconds = (time_t)moment;
    struct tm utc;
    text[0] = '\0';
    if (gmtime_r(&seconds, &utc)) {
        strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
}

bool take_moment(command *c, const char *option, const char *text, int64_t *moment, bool *clock) {
    *clock = text == NULL;
    if (!text) {
        *moment = (int64_t)time(NULL);
        return true;
    }
    if (!parse_moment(text, moment)) {
        complain(c, "usage", "--%s takes a moment with its zone, such as 2026-11-23T10:00:00Z or 2026-11-23T11:00:00+01:00.",
                 option);
        return false;
    }
    return true;
}
