/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A stream of cases against what providers can take. What is here first is read by the simulation too. A *pool* is whatever has
 * a capacity of its own: an offer, an actor in a role, or an actor as a whole where the study gives it one.
 */
#ifndef RP_ANALYSE_LOAD_H
#define RP_ANALYSE_LOAD_H

#include "analyse/flow.h"
#include "analyse/race.h"
#include "analyse/share.h"

#define RP_UNLIMITED UINT64_MAX

typedef struct rp_arrival {
    const rp_kind *kind;
    uint32_t place; /* a leaf entry */
    uint64_t per_week;
} rp_arrival;

/* New cases in a time, from the protocol or the study; or so many at once, for as long as each takes. */
typedef struct rp_capacity {
    uint64_t most;       /* in `window`; RP_UNLIMITED */
    int64_t window;      /* seconds */
    uint64_t at_once;    /* 0: not limited */
    int64_t service;     /* seconds; 0 unless at_once */
    bool exponential;    /* chance decides how long; else it is always as long */
} rp_capacity;

typedef struct rp_pool {
    uint32_t actor;  /* RP_NONE: a party, or whoever holds the case */
    uint32_t who;
    uint32_t offer;  /* RP_NONE: what the actor does in roles, or the actor as a whole */
    rp_capacity can;
    bool always;         /* open: else when one of what is done here is */
    rp_word *open;       /* minutes of the week; NULL: none */
    const rp_week *week; /* the last taken in */
} rp_pool;

typedef struct rp_stream {
    rp_analysis *a;
    rp_weeks weeks;
    RP_LIST(rp_arrival) arrivals;
    RP_LIST(rp_pool) pools;
    uint32_t *of_offer, *of_who; /* pools, RP_NONE: not met yet */
    rp_capacity *said_actor, *said_offer; /* by the study; window 0: nothing */
} rp_stream;

/* load_study.c: reads "arrivals" and "capacity"; `e` is bad where something is wrong. */
refpath_status rp_stream_read(rp_stream *t, rp_analysis *a, rp_case_edit *e);
/* The pool of a candidate, made when it is first met. */
refpath_status rp_stream_pool(rp_stream *t, const rp_candidate *candidate, const rp_week *week, uint32_t *pool);
/* A whole number under a key; *to stays where there is none. Outside of its bounds it is a problem. */
void rp_stream_number(rp_case_edit *e, const rp_tree *object, const char *key, const rp_case_path *at, int64_t least,
                      int64_t most, int64_t *to);
/* A duration of at least a second, in seconds. */
void rp_stream_duration(rp_case_edit *e, const rp_tree *object, const char *key, const rp_case_path *at, int64_t *to);
/* The id of an offer, where it has one; NULL. */
const char *rp_offer_id(const refpath_protocol *p, uint32_t offer);
/* Whether a step is looked at: its service is, or services are not named. */
bool rp_stream_step(const rp_stream *t, const rp_step *step);
/* Millionths of a case a week that a pool can take; RP_UNLIMITED. */
uint64_t rp_pool_per_week(const rp_pool *pool);

/* -- the maximum flow --------------------------------------------------------------------------------------------- */

/* Cases of an arrival in which a step is due and the same pools can do it. Figures are millionths of a case a week. */
typedef struct rp_cell {
    uint32_t line;
    uint64_t demand;
    rp_numbers pools; /* in the plan's order */
    uint32_t node, first_edge;
    uint64_t served;
} rp_cell;

typedef struct rp_load_line {
    uint32_t arrival, step;
    uint64_t demand, served, nobody; /* nobody: there is no pool for it */
    bool contested;
} rp_load_line;

typedef struct rp_load_pool {
    uint64_t most, first, alone, carried, missing;
    uint32_t node, edge;
    bool full;
} rp_load_pool;

typedef struct rp_load {
    rp_stream t;
    RP_LIST(rp_load_line) lines;
    RP_LIST(rp_cell) cells;
    rp_load_pool *pools;
    uint64_t demand, served, nobody;
} rp_load;

refpath_status rp_load_cells(rp_load *k);  /* load_cells.c */
refpath_status rp_load_tables(rp_load *k); /* load_tables.c */

#endif
