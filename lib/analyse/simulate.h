/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A simulation of single cases, event by event, from a seed. What the decide room says of a kind of case at a place is put
 * into small arrays once; then nothing but whole numbers is moved. Times are microseconds from the start of a run.
 */
#ifndef RP_ANALYSE_SIMULATE_H
#define RP_ANALYSE_SIMULATE_H

#include "analyse/load.h"
#include "analyse/random.h"

#define RP_SECOND ((int64_t)1000000)
#define RP_WEEK_LONG (RP_WEEK * RP_SECOND)
#define RP_SIM_NEVER INT64_MAX

/* -- prepared ------------------------------------------------------------------------------------------------------ */

/* Diagrams of one part, over the axes of its scope: an end is as in decide/diagram.h. */
typedef struct rp_sim_node {
    uint32_t axis, first; /* first: its branches, in `next` */
} rp_sim_node;

typedef struct rp_sim_graph {
    RP_LIST(rp_sim_node) nodes;
    RP_LIST(uint32_t) next;
} rp_sim_graph;

/* How many cases: m times 2^e. Exact below 2^31, else to 30 binary digits: there may be more than any number has room for. */
typedef struct rp_sim_weight {
    uint64_t m;
    uint32_t e;
} rp_sim_weight;

/* Branches of an axis, each with the values that it and those before it stand for. */
typedef struct rp_sim_axis {
    uint32_t n;
    const uint64_t *upto;
} rp_sim_axis;

/* Hours of an offer, over a whole run: spans apart from one another, ascending. */
typedef struct rp_calendar {
    struct rp_calendar *next;
    uint32_t where;
    RP_LIST(struct rp_sim_span { int64_t from; int64_t until; }) spans;
} rp_calendar;

typedef struct rp_sim_runner {
    uint32_t can; /* in tests */
    uint32_t who, pool;
    int64_t away; /* those on the path, the response, the way */
    const rp_calendar *calendar; /* NULL: always open */
} rp_sim_runner;

typedef struct rp_sim_finish {
    uint32_t counts;
    uint32_t of; /* of a limit: which of the steps that are one */
    int64_t within;
    bool closes;
} rp_sim_finish;

typedef struct rp_sim_step {
    uint32_t line, due, host; /* host: of this part; RP_NONE */
    bool role;                /* who is nearest is asked first; else who can be there first */
    rp_numbers after, each;   /* each: when each of the steps that are one is due */
    rp_numbers hosted, leads; /* steps given at its visit; those, and steps that come after it */
    RP_LIST(rp_sim_runner) runners; /* of equals, the one that a plan puts first */
    RP_LIST(rp_sim_finish) targets, limits, escalates;
} rp_sim_step;

typedef struct rp_sim_part {
    uint64_t upto;            /* cases, with those of the parts before, as rp_sim_sum_up() has them */
    uint32_t n_axes;
    rp_sim_axis *axes;
    rp_sim_graph cases, tests;
    const uint64_t *upto_of;  /* per branch in cases.next: cases of it and of those before */
    uint32_t root;            /* in cases */
    RP_LIST(rp_sim_step) steps;
} rp_sim_part;

typedef struct rp_sim_arrival {
    uint64_t upto; /* a week, with those of the arrivals before */
    RP_LIST(rp_sim_part) parts; /* empty: no such case can be */
} rp_sim_arrival;

/* -- figures ------------------------------------------------------------------------------------------------------- */

typedef enum rp_sim_count {
    RP_SIM_ASKED, RP_SIM_SERVED, RP_SIM_REFUSED, RP_SIM_WITHDRAWN, RP_SIM_UNANSWERED, RP_SIM_CLOSED, RP_SIM_NOBODY,
    RP_SIM_WAITING, RP_SIM_ESCALATED, RP_SIM_TARGETS, RP_SIM_TARGET_MISSED, RP_SIM_LIMITS, RP_SIM_LIMIT_MISSED,
    RP_SIM_COUNTS
} rp_sim_count;

typedef enum rp_sim_measure {
    RP_SIM_MEAN, RP_SIM_MEDIAN, RP_SIM_P90, RP_SIM_SERVED_SHARE, RP_SIM_TARGET_SHARE, RP_SIM_LIMIT_SHARE, RP_SIM_USE,
    RP_SIM_MEASURES
} rp_sim_measure;

/* Times in milliseconds: exact below 128, then 64 to a doubling. */
#define RP_HISTOGRAM 2688
typedef struct rp_histogram {
    uint64_t n, sum, least;
    uint32_t counts[RP_HISTOGRAM];
} rp_histogram;
void rp_histogram_add(rp_histogram *h, int64_t microseconds);
void rp_histogram_join(rp_histogram *h, const rp_histogram *other);
/* The least time that so many in `of` do not exceed; -1 where there is none. */
int64_t rp_histogram_quantile(const rp_histogram *h, uint64_t part, uint64_t of);

/* One value for each run; where a run has none: -1. */
typedef struct rp_estimate {
    int64_t mean, plus_minus; /* 95 %: half the width of the interval; -1 where there are not two runs */
} rp_estimate;
/* False where no run has a value. */
bool rp_estimate_of(const int64_t *values, size_t n, rp_estimate *estimate);

typedef struct rp_figures {
    uint64_t total[RP_SIM_COUNTS]; /* over all runs */
    uint64_t run[RP_SIM_COUNTS];   /* of this run */
    rp_histogram *waits;           /* of this run */
    int64_t *measures;             /* RP_SIM_MEASURES times the number of runs */
} rp_figures;

typedef struct rp_sim_line {
    uint32_t place, step; /* step: of the protocol */
    rp_figures f;
} rp_sim_line;

typedef struct rp_sim_service {
    uint32_t aim;
    rp_figures f;
} rp_sim_service;

/* -- running ------------------------------------------------------------------------------------------------------- */

#define RP_MOST_ASKED 16 /* providers, for one step of one case */

typedef enum rp_sim_state { RP_SIM_NOT_DUE, RP_SIM_BEFORE, RP_SIM_GOES_ON, RP_SIM_SETTLED } rp_sim_state;

typedef struct rp_sim_case {
    struct rp_sim_case *next; /* of those not used */
    int64_t at;
    rp_random random;
    const rp_sim_part *part;
    uint32_t left; /* steps not settled */
    bool measured;
    uint8_t *states;  /* per step */
    uint16_t *values; /* per axis */
} rp_sim_case;

typedef struct rp_sim_task {
    struct rp_sim_task *next, *before; /* in a queue; or of those not used */
    rp_sim_case *of;
    uint32_t step, age; /* age: how often the record was used */
    uint32_t n_asked, asked[RP_MOST_ASKED]; /* runners */
    int64_t ready, opens, closes, patience;
    bool used, queued, begun; /* used: by a case */
} rp_sim_task;

typedef enum rp_event_kind {
    RP_EVENT_REACHES, RP_EVENT_BEGINS, RP_EVENT_NEXT, RP_EVENT_CLOSES, RP_EVENT_SETTLES, RP_EVENT_ENDS, RP_EVENT_WAKES
} rp_event_kind;

typedef struct rp_event {
    int64_t at;
    uint64_t order; /* of two at the same time, that one first which was made first */
    rp_sim_task *task; /* NULL: about the pool */
    uint32_t age, number; /* number: a pool, or of a task how many were asked */
    rp_event_kind kind;
} rp_event;

typedef struct rp_sim_pool {
    uint64_t busy, used; /* used: of the window */
    int64_t window;      /* its number */
    int64_t wakes;       /* RP_SIM_NEVER: nothing will */
    rp_sim_task *first, *last;
    uint64_t length, longest; /* longest: over all runs */
    int64_t busy_time, busy_rest; /* while figures are taken: seconds, and microseconds beside them */
    uint64_t begun;           /* the same */
    RP_LIST(const rp_calendar *) hours; /* each that something done here has */
    int64_t open;             /* how long one of them is open while figures are taken */
    rp_figures f;             /* waits: in the queue alone */
} rp_sim_pool;

typedef struct rp_simulation {
    rp_stream t;
    uint64_t seed;
    uint32_t runs;
    int64_t weeks, warm_up;
    uint32_t refusal, withdrawal, no_answer; /* ppm */
    int64_t patience;
    int64_t begin, end, last; /* figures are taken of cases that come from begin to end; at `last` a run is over */
    rp_sim_arrival *arrivals;
    uint64_t per_week;
    rp_calendar **calendars; /* per offer */
    uint32_t **line_of;      /* per place: of each step */
    RP_LIST(rp_sim_line) lines;
    rp_sim_service *services; /* per aim */
    rp_sim_pool *pools;
    size_t most_steps, most_axes;
    /* of a run */
    uint32_t run;
    int64_t now;
    uint64_t n_events, n_cases, cases; /* cases: over all runs */
    RP_LIST(rp_event) heap;
    RP_LIST(rp_sim_case *) case_rooms;
    RP_LIST(rp_sim_task *) task_rooms;
    rp_sim_case *free_cases;
    rp_sim_task *free_tasks;
} rp_simulation;

/* simulate_records.c: records used again and again; those of the run before are free. */
void rp_sim_records_reset(rp_simulation *k);
refpath_status rp_sim_case_new(rp_simulation *k, rp_sim_case **out);
void rp_sim_case_free(rp_simulation *k, rp_sim_case *c);
refpath_status rp_sim_task_new(rp_simulation *k, rp_sim_task **out);
void rp_sim_task_free(rp_simulation *k, rp_sim_task *task);
/* At the end of a run: rp_sim_give_up for each that is used. */
void rp_sim_records_end(rp_simulation *k);

/* simulate_facts.c: the diagrams of a part. The scope holds all axes on which they depend. */
typedef struct rp_sim_copier {
    rp_survey *s;
    rp_arena *arena;
    rp_sim_part *part;
    rp_sim_graph *to;
    uint32_t *axis_at; /* per axis of the vocabulary: where it stands in the scope */
    uint32_t *copy_of; /* per node of the diagrams, as far as `n` */
    size_t n;
    rp_sim_weight *weights; /* per node copied; NULL: not wanted */
    rp_sim_weight *branches; /* per branch copied */
    uint64_t *upto;         /* the same */
} rp_sim_copier;
/* The axes of the part, and its cases, so that they can be drawn. */
refpath_status rp_sim_facts(rp_survey *s, rp_arena *arena, const rp_word *scope, rp_sim_part *part,
                            rp_sim_weight *cases);
/* Sums that stand to each other as these do together with those before them; the last is not 0 unless all are. */
void rp_sim_sum_up(const rp_sim_weight *weights, size_t n, uint64_t *upto);
/* Then tests of them, one by one. */
refpath_status rp_sim_tests(rp_sim_copier *c, rp_survey *s, rp_arena *arena, const rp_word *scope, rp_sim_part *part);
refpath_status rp_sim_test(rp_sim_copier *c, rp_dd f, uint32_t *out);
bool rp_sim_holds(const rp_sim_part *part, const uint16_t *values, uint32_t test);
void rp_sim_draw(const rp_sim_part *part, rp_random *random, uint16_t *values);

/* simulate_plan.c */
refpath_status rp_sim_prepare(rp_simulation *k);
refpath_status rp_sim_calendar(rp_simulation *k, uint32_t offer, uint32_t where, const rp_calendar **out);
/* The first moment from `at` on that is open; RP_SIM_NEVER where there is none in this run. */
int64_t rp_sim_open(const rp_calendar *calendar, int64_t at);
/* When it closes, if it is open; else `at`. */
int64_t rp_sim_shut(const rp_calendar *calendar, int64_t at);

/* simulate_heap.c */
refpath_status rp_sim_event(rp_simulation *k, rp_event_kind kind, int64_t at, rp_sim_task *task, uint32_t number);
bool rp_sim_next(rp_simulation *k, rp_event *event);

/* simulate_pool.c: hours of all pools, before the first run. */
refpath_status rp_sim_meet(rp_simulation *k);
/* A task joins the queue of its runner's pool, or leaves it; what can begin, begins. */
refpath_status rp_sim_join(rp_simulation *k, rp_sim_task *task);
void rp_sim_leave(rp_simulation *k, rp_sim_task *task);
refpath_status rp_sim_advance(rp_simulation *k, uint32_t pool);
/* Whether nothing keeps it from taking all at once. */
bool rp_sim_unlimited(const rp_simulation *k, uint32_t pool);
/* Of how much of its capacity is used, in millionths; -1 where it has none. */
int64_t rp_sim_use(const rp_simulation *k, uint32_t pool);

/* simulate_case.c: one case, and each of its steps. */
refpath_status rp_sim_arrive(rp_simulation *k, rp_sim_case *c);
const rp_sim_step *rp_sim_step_of(const rp_sim_task *task);
const rp_sim_runner *rp_sim_runner_of(const rp_sim_task *task); /* whom it is with */
/* Help begins; *lasts: how long the pool is busy with it, -1: it is not taken. */
refpath_status rp_sim_begin(rp_simulation *k, rp_sim_task *task, int64_t at, int64_t *lasts);
/* The same where nobody waits for others. */
refpath_status rp_sim_begin_unlimited(rp_simulation *k, rp_sim_task *task, int64_t at);
refpath_status rp_sim_settle(rp_simulation *k, rp_sim_task *task, rp_sim_count how);
void rp_sim_give_up(rp_simulation *k, const rp_sim_task *task);
/* Another is asked, the first one too; `queued` ones stay where they are if there is nobody else. */
refpath_status rp_sim_ask(rp_simulation *k, rp_sim_task *task);

/* simulate_run.c */
refpath_status rp_sim_run(rp_simulation *k);

/* simulate_figures.c */
/* Whether there is room for so many. */
bool rp_figures_fit(size_t n, uint32_t runs);
refpath_status rp_figures_init(rp_arena *arena, rp_figures *f, uint32_t runs);
void rp_figures_start(rp_figures *f);
void rp_figures_join(rp_figures *f, const rp_figures *other);
void rp_figures_end(rp_figures *f, uint32_t run, uint32_t runs);

refpath_status rp_sim_tables(rp_simulation *k); /* simulate_tables.c */

#endif
