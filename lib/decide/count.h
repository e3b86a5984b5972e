/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Numbers: given, open, or counted from a clock in whole units, now and at earlier moments. */
#ifndef RP_DECIDE_COUNT_H
#define RP_DECIDE_COUNT_H

#include "decide/facts.h"

refpath_status rp_count_number(const rp_facts *facts, const rp_fact *fact, rp_axis_now *now, rp_diagrams *work);

/* Whole units from a moment to a later one; years and months by the civil day in the zone. */
int64_t rp_count_units(rp_unit unit, const rp_zone *zone, int64_t from, int64_t to);

#endif
