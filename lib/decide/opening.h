/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Opening hours at a place: when they are open next, with its time zone and its holidays. */
#ifndef RP_DECIDE_OPENING_H
#define RP_DECIDE_OPENING_H

#include "compile/protocol.h"

/* How far ahead an opening is looked for; one that lies beyond is not known. */
#define RP_OPENING_DAYS 400

/* The first moment not before `from` that is open; false where there is none within RP_OPENING_DAYS days. */
bool rp_opening_next(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t from, int64_t *opens);
/* The same, and the moment at which what opens then closes; it may be open after that by another span. */
bool rp_opening_span(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t from, int64_t *opens,
                     int64_t *until);
bool rp_opening_is_open(const refpath_protocol *p, const rp_hours *hours, uint32_t place, int64_t at);

#endif
