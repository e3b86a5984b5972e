/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Dates of other calendars, written as RFC 9557 has it: `2004-08-23[u-ca=ethiopic]`; the fields are of that calendar. */
#ifndef RP_UNICODE_CALENDARS_H
#define RP_UNICODE_CALENDARS_H

#include "base/text.h"

#include <refpath/status.h>

enum { RP_CALENDAR_RANGES = 8 };

typedef struct rp_day_ranges {
    size_t n;
    int64_t first[RP_CALENDAR_RANGES], last[RP_CALENDAR_RANGES]; /* civil days, ascending, apart */
} rp_day_ranges;

/*
 * The days that a day, month or year of a calendar stands for; without a suffix, of the Gregorian one. A plain
 * `islamic` stands for the days that all its variants give. REFPATH_NOT_FOUND: a calendar that is not known here;
 * REFPATH_INVALID_ARGUMENT: no such date. The moon may be seen a day earlier or later than any of them reckons.
 */
refpath_status rp_calendar_read(rp_str text, rp_day_ranges *out);

#endif
