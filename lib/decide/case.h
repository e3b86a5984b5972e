/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a case holds: for each fact the values still possible, as given; clocks, avoided ones, consents, what was done. */
#ifndef RP_DECIDE_CASE_H
#define RP_DECIDE_CASE_H

#include "compile/protocol.h"

#include <refpath/case.h>

typedef struct rp_range {
    int32_t least, most;
} rp_range;

typedef struct rp_given {
    bool given;
    RP_LIST(rp_range) ranges;    /* NUMBER: ascending, apart from one another (never adjacent) */
    rp_word *terms;              /* CHOICE: leaf terms still possible */
    unsigned char *said, *truth; /* SET: refpath_truth of each term, as said, and closed under the tree */
    refpath_truth flag;          /* FLAG */
} rp_given;

#define RP_DAY_RANGES 8

/* One end of a clock: a moment, or the days that a day, month or year of some calendar stands for. */
typedef struct rp_clock_end {
    bool moment;
    int64_t at;
    size_t n;
    int64_t first[RP_DAY_RANGES], last[RP_DAY_RANGES]; /* civil days, ascending */
    const char *text; /* as given */
} rp_clock_end;

typedef struct rp_clock_given {
    bool given, span;
    rp_clock_end from, to; /* `to` with span alone */
} rp_clock_given;

typedef struct rp_scope {
    bool all;
    rp_refs ids; /* items, who, or aims */
} rp_scope;

typedef struct rp_consent {
    uint32_t party;
    bool given, assent;
    rp_form form;
    int64_t at, until, withdrawn; /* RP_NO_TIME: none */
    rp_scope items, recipients, purposes;
} rp_consent;

typedef enum rp_outcome {
    RP_SERVED, RP_PARTLY_SERVED, RP_DECLINED, RP_UNAVAILABLE, RP_ELSEWHERE, RP_NOT_NEEDED, RP_NO_ANSWER
} rp_outcome;
extern const char *const rp_outcome_names[7];

typedef struct rp_done {
    uint32_t step, actor; /* actor RP_NONE: not said */
    int64_t at;
    rp_outcome outcome;
} rp_done;

struct refpath_case {
    const refpath_protocol *protocol; /* a reference is held */
    rp_alloc alloc;
    rp_arena arena; /* wiped */
    const char *id; /* NULL: none */
    uint32_t holder; /* who: an actor or a role; RP_NONE */
    uint32_t place;  /* RP_NONE: not known at all */
    rp_given *facts;
    rp_clock_given *clocks;
    bool *unknown; /* per fact, and last the place */
    RP_LIST(uint32_t) avoid; /* who */
    RP_LIST(rp_consent) consents;
    RP_LIST(rp_done) done;
};

#endif
