/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Time zones. A zone is read out of ICU once, from 1900 to 2200, into a table that never changes: asking it needs no
 * ICU and no lock. Outside those years the nearest offset of the table holds.
 */
#ifndef RP_UNICODE_ZONE_H
#define RP_UNICODE_ZONE_H

#include "base/alloc.h"

#include <refpath/status.h>
#include <stdint.h>

typedef struct rp_zone rp_zone;

/* By IANA id; REFPATH_NOT_FOUND where ICU does not have it (ICU itself would take UTC in silence). */
refpath_status rp_zone_open(rp_zone **out, const char *id, const rp_alloc *alloc);
refpath_status rp_zone_open_utc(rp_zone **out, const rp_alloc *alloc);
void rp_zone_free(rp_zone *zone);
const char *rp_zone_name(const rp_zone *zone);

int64_t rp_zone_offset(const rp_zone *zone, int64_t moment); /* seconds east of UTC */
int64_t rp_zone_day(const rp_zone *zone, int64_t moment);    /* the civil day there */
int64_t rp_zone_second_of_day(const rp_zone *zone, int64_t moment);
/*
 * The moment of a time of day. One that a change of clocks leaves out is the moment of the change; one that comes
 * twice is the first.
 */
int64_t rp_zone_moment(const rp_zone *zone, int64_t day, int64_t second_of_day);
int64_t rp_zone_day_first(const rp_zone *zone, int64_t day); /* its first second */
int64_t rp_zone_day_last(const rp_zone *zone, int64_t day);  /* its last second */

/* The offset of a zone, by its id, at one moment; without a table, else as rp_zone_open. */
refpath_status rp_zone_offset_of(const char *id, int64_t moment, int64_t *offset);

/* Version of ICU's zone data; constant for a process. */
const char *rp_zone_data_version(void);

#endif
