/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Opening hours: the documented subset of the OpenStreetMap syntax, compiled to a table of a week and of holidays. */
#ifndef RP_COMPILE_HOURS_H
#define RP_COMPILE_HOURS_H

#include "base/arena.h"
#include "base/text.h"

/* A span of a day in minutes from its start; `to` may pass 1440, over midnight. The end is closed. */
typedef struct rp_span {
    uint16_t from, to;
} rp_span;

typedef struct rp_hours_day {
    uint32_t n;
    const rp_span *spans; /* by `from` */
} rp_hours_day;

typedef struct rp_hours {
    bool always;          /* 24/7 */
    rp_hours_day day[7];     /* Monday first */
    bool has_holiday;        /* a rule names PH */
    rp_hours_day holiday[7]; /* of a holiday that falls on that day */
} rp_hours;

/* Compiles; RP_HOURS_BAD with the byte offset of the fault in *at, which is never past the end. */
typedef enum rp_hours_result { RP_HOURS_OK, RP_HOURS_BAD, RP_HOURS_NO_MEMORY } rp_hours_result;
rp_hours_result rp_hours_parse(rp_arena *arena, rp_str text, rp_hours **out, size_t *at);

#endif
