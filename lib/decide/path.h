/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who stands between two: the contact path, and what it depends on. */
#ifndef RP_DECIDE_PATH_H
#define RP_DECIDE_PATH_H

#include "decide/match.h"

typedef struct rp_stop {
    uint32_t who;
    int64_t respond; /* of the role it was chosen for; 0 for the ends */
} rp_stop;

/* Something that a path has because of one direct contact on it: `what`, and the end of that contact. */
typedef struct rp_path_mark {
    uint32_t what, to;
} rp_path_mark;
typedef RP_LIST(rp_path_mark) rp_path_marks;

typedef struct rp_path {
    bool blocked;
    RP_LIST(rp_stop) stops;          /* from, gatekeepers, to; empty where blocked */
    rp_numbers notify;               /* who is told at the same time */
    rp_numbers interfaces;           /* used, lifted ones too, in the order met */
    rp_path_marks told;              /* of those notified why: once for each contact */
    rp_path_marks ungated;           /* interfaces whose roles nobody plays: the contact is direct */
    bool open;                       /* some completion could have another path */
} rp_path;

/* The path as it is to be gone now: gatekeepers must be certain, exceptions too (or as their interface says). */
refpath_status rp_path_find(rp_work *w, uint32_t from, uint32_t to, uint32_t purpose, rp_path *out);

/* Warns of what the path passes by; not asked of a path that may not be shown. */
void rp_path_warn(rp_work *w, const rp_path *path);

/* The part of a path that leads to its stop `last`, with what belongs to that part alone. */
refpath_status rp_path_until(rp_work *w, const rp_path *whole, size_t last, rp_path *out);

/* Adds to `axes` what the path depends on over the completions. */
refpath_status rp_path_depends(rp_work *w, uint32_t from, uint32_t to, uint32_t purpose, rp_word *axes);

#endif
