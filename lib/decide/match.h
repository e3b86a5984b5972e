/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The matcher at work: for the facts of a case and one request, which conditions hold. Bit vectors say for every box
 * whether it could hold and whether it must; what they leave undecided is decided exactly by a diagram.
 */
#ifndef RP_DECIDE_MATCH_H
#define RP_DECIDE_MATCH_H

#include "decide/facts.h"

/* A request: what has no value is RP_NONE. */
typedef struct rp_request {
    uint32_t sender, recipient; /* who */
    uint32_t purpose;           /* aim */
    uint32_t item;              /* leaf item */
    uint32_t moment;            /* an earlier moment of the facts, RP_NONE: the time of the question */
} rp_request;

typedef struct rp_match {
    rp_request request;
    struct rp_match *next;
    rp_word *could, *must; /* over boxes */
    rp_dd *diagram;        /* per condition, + 1; 0: not made yet; NULL: none is, and none had to be */
} rp_match;

/* What sender and recipient are, which no fact changes: the boxes that allow that. */
typedef struct rp_marks {
    uint32_t sender, recipient;
    struct rp_marks *next;
    rp_word *allow;
} rp_marks;

/* The facts alone, at one moment: what every request of that moment begins with. */
typedef struct rp_base {
    uint32_t moment;
    struct rp_base *next;
    rp_word *could, *must;
} rp_base;

#define RP_MATCH_SLOTS 64

/* One question in progress. */
typedef struct rp_work {
    const refpath_protocol *p;
    rp_arena *arena; /* scratch, wiped */
    rp_diagrams dd;
    rp_facts facts;
    uint32_t *width;          /* of diagram variables: two per axis */
    rp_word *base_could, *base_must; /* the facts that no moment changes */
    rp_base *bases;
    rp_marks *marks[RP_MATCH_SLOTS];
    rp_match *matches[RP_MATCH_SLOTS]; /* all requests asked so far */
    rp_word *avoided;         /* over who: actors, groups, roles, parties that are avoided */
    struct rp_players_made *players; /* per role, without and with those avoided; NULL: none were looked up yet */
    int64_t *travel;          /* from the smallest place known to each stop; NULL: not asked yet */
    RP_LIST(struct rp_warning) warnings;
} rp_work;

/* A list of numbers, and adding to it what does not stand in it. */
typedef RP_LIST(uint32_t) rp_numbers;
refpath_status rp_add_once(rp_work *w, rp_numbers *to, uint32_t number);

typedef struct rp_warning {
    const char *code;
    const char *name, *value; /* one argument, or NULL */
    const uint32_t *who;      /* or a list of ids */
    uint32_t n_who;
} rp_warning;

refpath_status rp_work_init(rp_work *w, rp_arena *arena, const refpath_case *c, int64_t at, refpath_diags *diags);

/* The match of a request, made when it is first asked for; NULL where there is no memory. */
rp_match *rp_match_get(rp_work *w, const rp_request *request);

/* Adds the rules that may hold for this request to a set: the others hold nowhere. */
void rp_match_rules(const rp_work *w, const rp_match *match, rp_word *rules);

/*
 * A condition as a function of the open facts; RP_NONE, the condition that is not there, is true. For an earlier moment
 * it says whether the condition held then, for all moments that the clocks allow. One that stands outside of the bit vectors
 * (compile/extend.h) is decided by its diagram alone.
 */
rp_dd rp_condition_holds(rp_work *w, const rp_request *request, uint32_t condition);

/* A single test of a rule, which stands outside the bit vectors. */
rp_dd rp_test_holds(rp_work *w, const rp_request *request, uint32_t condition);

/* The case's place is one of these (leaves). */
rp_dd rp_place_within(rp_work *w, const rp_word *leaves);

/* What results depend on: axes of the vocabulary, gathered in a set. */
void rp_depends(rp_work *w, rp_dd f, rp_word *axes);
rp_word *rp_axes_new(rp_work *w);

void rp_warn(rp_work *w, const char *code, const char *name, const char *value);

#endif
