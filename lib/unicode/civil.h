/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Days, months, years, moments and durations by arithmetic alone: the Gregorian calendar without end, no time zone, no ICU. */
#ifndef RP_UNICODE_CIVIL_H
#define RP_UNICODE_CIVIL_H

#include "base/text.h"

/* A civil day is the number of days since 1970-01-01; a moment the seconds since its beginning in UTC. */
typedef struct rp_civil {
    int64_t year;
    int month, day; /* from 1 */
} rp_civil;

int64_t rp_civil_day(int64_t year, int month, int day);
rp_civil rp_civil_of(int64_t day);
bool rp_civil_is_leap(int64_t year);
int rp_civil_month_length(int64_t year, int month);
int rp_civil_weekday(int64_t day); /* 0: Monday */

/* `2026-11-23`, years 1900 to 9999. */
bool rp_civil_parse_date(rp_str text, int64_t *day);
/* As well `2026-11` and `2026`: the first and the last day. */
bool rp_civil_parse_span(rp_str text, int64_t *first, int64_t *last);
#define RP_DATE_TEXT 24
void rp_civil_print_date(int64_t day, char text[RP_DATE_TEXT]);

/*
 * Whole months and years from one day to a later one; negative where it is earlier. A month is full on the same day of
 * a later month, or on the first of the next where that day does not exist: so 29 February counts as 1 March in other
 * years.
 */
int64_t rp_civil_months_between(int64_t from, int64_t to);
int64_t rp_civil_years_between(int64_t from, int64_t to);

/* RFC 3339 with a zone, in whole seconds: `2026-11-23T10:00:00Z`, `...+01:00`. */
bool rp_moment_parse(rp_str text, int64_t *moment);
#define RP_MOMENT_TEXT 32
void rp_moment_print(int64_t moment, char text[RP_MOMENT_TEXT]);

/* ISO 8601 durations of days and less: `P1DT12H`. */
bool rp_duration_parse(rp_str text, int64_t *seconds);
#define RP_DURATION_TEXT 48
/* Normalised: `PT36H` comes out as `P1DT12H`, nothing as `PT0S`. */
void rp_duration_print(int64_t seconds, char text[RP_DURATION_TEXT]);

#endif
