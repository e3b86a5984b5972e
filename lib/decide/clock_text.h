/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The text of a moment or of a clock: a moment, a day, a month or a year, each also of another calendar. */
#ifndef RP_DECIDE_CLOCK_TEXT_H
#define RP_DECIDE_CLOCK_TEXT_H

#include "decide/case.h"

/*
 * Reads one end of a clock. REFPATH_INVALID_ARGUMENT where the text is none, REFPATH_NOT_FOUND where its calendar is
 * unknown. What `end->text` keeps is in the arena: a moment in UTC, anything else as given.
 */
refpath_status rp_clock_end_read(rp_arena *arena, rp_str text, rp_clock_end *end);

/* Whether one end lies later than another in every zone. */
bool rp_clock_end_is_later(const rp_clock_end *end, const rp_clock_end *than);

/* First and last second of each of its ranges, ascending, in a zone; their number, at least 1. */
size_t rp_clock_end_span(const rp_clock_end *end, const rp_zone *zone, int64_t first[RP_DAY_RANGES],
                         int64_t last[RP_DAY_RANGES]);

/*
 * A moment with a zone, as RFC 3339 writes it, or RFC 9557 with the name of the zone in brackets; and back, in UTC.
 * REFPATH_INVALID_ARGUMENT where the text is none, its zone is not known, or its offset is not the zone's.
 */
#define RP_MOMENT_TEXT 32
refpath_status rp_moment_read(rp_str text, int64_t *moment);
/* False where the moment lies outside the years that RFC 3339 has. */
bool rp_moment_write(int64_t moment, char text[RP_MOMENT_TEXT]);

#endif
