/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A plan in the making: one array of steps, through which the passes go one after the other: merge, time, done, who,
 * visit, path and sharing, order, state, advice, ask. Each pass fills fields that later ones read.
 */
#ifndef RP_DECIDE_PLAN_H
#define RP_DECIDE_PLAN_H

#include "decide/consent.h"
#include "decide/path.h"
#include "decide/who.h"

/* Best to worst. */
typedef enum rp_state {
    RP_DONE, RP_READY, RP_STATE_NEEDS_CONSENT, RP_STATE_NEEDS_FACTS, RP_WAITING, RP_STATE_REFUSED,
    RP_STATE_FORBIDDEN, RP_BLOCKED, RP_NO_PROVIDER, RP_WINDOW_CLOSED
} rp_state;
extern const char *const rp_state_names[10];

typedef struct rp_limit {
    uint32_t due, step;
    int64_t at;       /* when it is reached: of a closed limit from the latest moment of its clock */
    int64_t at_first; /* from the earliest: for the order of steps */
    bool overdue;     /* its kind */
    bool passed, certain;
} rp_limit;

typedef enum rp_time_state { RP_TIME_KNOWN, RP_TIME_NO_WAY, RP_TIME_NOT_OPEN, RP_TIME_BLOCKED } rp_time_state;

typedef struct rp_hop {
    uint32_t from, to; /* who */
    RP_LIST(rp_decision) share;
} rp_hop;

typedef struct rp_candidate {
    uint32_t who;    /* an actor, a party, or a bare role (a holder); of a hidden one whoever stands in its place */
    bool hidden;
    uint32_t offer;  /* RP_NONE */
    rp_dd eligible;
    rp_word *facts;  /* on which eligibility depends */
    rp_path path;
    int64_t respond; /* its own */
    rp_time_state time;
    int64_t earliest, travel, opens; /* opens: RP_NO_TIME unless it has to wait for that */
    int depth;       /* of the narrowest place that counts */
    int64_t verified;
    uint32_t gives_also; /* steps given at the same visit */
    RP_LIST(uint32_t) also; /* their numbers in the plan */
    rp_state state;
    RP_LIST(rp_decision) share;
    RP_LIST(rp_hop) via;
} rp_candidate;

typedef struct rp_item_if {
    uint32_t item, step;
    rp_word *facts;
} rp_item_if;

typedef struct rp_left_out {
    uint32_t actor, offer;
    const char *code;
    int64_t at; /* RP_NO_TIME: none */
} rp_left_out;

typedef struct rp_planned {
    RP_LIST(uint32_t) steps; /* of the protocol, the first decides where it stands */
    rp_dd holds;
    bool certain;
    rp_word *facts;          /* on which its being in the plan depends */
    uint32_t host;           /* in the plan: the step at whose visit it is given; RP_NONE */
    rp_numbers after;        /* in the plan */
    uint32_t purpose;
    rp_numbers items;        /* entries that may be shared */
    RP_LIST(rp_item_if) items_if;
    bool has_target;
    int64_t target;
    RP_LIST(rp_limit) limits;
    rp_numbers open_clocks;
    bool closed, overdue, declined, is_done;
    RP_LIST(uint32_t) done;  /* entries of the case */
    RP_LIST(rp_candidate) candidates;
    RP_LIST(rp_left_out) left_out;
    bool hides_help;         /* there is help of which the holder may not know */
    rp_word *hidden_help;    /* over roles that may know of it */
    rp_state state;
    bool stated;
    bool escalates;
    rp_refs escalate_to;
    int64_t escalate_at;
    rp_word *ask;            /* axes that asking would settle, see ask.c */
} rp_planned;

typedef struct rp_planned_advice {
    uint32_t advice;
    bool certain;
    rp_word *facts;
} rp_planned_advice;

typedef struct rp_question_to_ask {
    uint32_t fact;     /* facts.n: the place */
    RP_LIST(uint32_t) terms;
    RP_LIST(const char *) steps; /* ids */
} rp_question_to_ask;

/* What lies around one smallest place: for who makes many plans there. */
typedef struct rp_around {
    uint32_t place;
    rp_arena *arena;
    int64_t *travel; /* from there, see rp_work */
    /* offers that reach a case there */
    rp_refs *of; /* per service */
    bool *made;
} rp_around;

typedef struct rp_plan {
    rp_work *w;
    uint32_t holder;
    int64_t now;
    RP_LIST(rp_planned) steps;      /* in the order in which they were merged */
    uint32_t *planned_of;           /* per step of the protocol: where it is in `steps`; RP_NONE */
    RP_LIST(uint32_t) order;        /* in the order of the plan */
    RP_LIST(rp_planned_advice) advice;
    RP_LIST(rp_question_to_ask) ask;
    rp_refs near; /* offers at places that the case's may be in, or that may be in it */
    bool is_near; /* that list was made */
    rp_around *around; /* NULL, or where such lists are kept for other plans */
} rp_plan;

refpath_status rp_plan_merge(rp_plan *plan);
refpath_status rp_plan_time(rp_plan *plan);
refpath_status rp_plan_done(rp_plan *plan);
refpath_status rp_plan_who(rp_plan *plan);
refpath_status rp_plan_who_does(rp_plan *plan, rp_planned *planned); /* the same of one step */
refpath_status rp_plan_visit(rp_plan *plan);
refpath_status rp_plan_hide(rp_plan *plan);
refpath_status rp_plan_share(rp_plan *plan);
refpath_status rp_plan_order(rp_plan *plan);
refpath_status rp_plan_state(rp_plan *plan);
refpath_status rp_plan_advice(rp_plan *plan);
refpath_status rp_plan_ask(rp_plan *plan);

/* Shared by the passes. */
const rp_step *rp_planned_step(const rp_plan *plan, const rp_planned *planned);
/* The step at whose visit all this is given: that of a visit with a visit is the outermost; itself where there is none. */
const rp_planned *rp_planned_visit(const rp_plan *plan, const rp_planned *planned);
/* The first limit not yet reached; RP_NO_TIME where there is none. */
int64_t rp_planned_first_limit(const rp_planned *planned);
rp_dd rp_plan_holds(rp_plan *plan, uint32_t condition);
/* A step of the protocol is due, before it is merged with others. */
rp_dd rp_plan_step_holds(rp_plan *plan, uint32_t step);

/* plan_near.c: the offers, in document order, among which are all for this service that may reach the case. */
refpath_status rp_plan_near(rp_plan *plan, uint32_t service, rp_refs *out);

/* provider.c: times and rank. */
int64_t rp_respond_on_path(const rp_path *path); /* of those who stand between, together */
refpath_status rp_candidate_time(rp_plan *plan, const rp_planned *planned, rp_candidate *candidate);
refpath_status rp_candidates_rank(rp_plan *plan, const rp_planned *planned, rp_candidate *list, size_t n);

#endif
