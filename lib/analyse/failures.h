/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is lost when something of the protocol is gone. A loss stands for a protocol without it: an actor or a role that it
 * plays whose dates have ended, a place at whose sites nothing is given, an interface or a contact over which nobody talks.
 * Who can do a step is asked of the decide room again wherever the loss could change it, over the same diagrams as before,
 * so that cases lost are counted exactly, as those that had help and have it no longer.
 */
#ifndef RP_ANALYSE_FAILURES_H
#define RP_ANALYSE_FAILURES_H

#include "analyse/race.h"
#include "analyse/share.h"

typedef enum rp_loss_kind {
    RP_LOSE_ACTOR, RP_LOSE_ROLE, RP_LOSE_PLACE, RP_LOSE_INTERFACE, RP_LOSE_CONTACT, RP_LOSE_NOTHING
} rp_loss_kind;

typedef struct rp_loss {
    rp_loss_kind kind;
    uint32_t a, b; /* an actor; an actor and a role; an entry; an interface; two who */
} rp_loss;

typedef struct rp_losses { /* each once */
    rp_loss *at;
    size_t n, room;
    uint32_t *slots; /* hashed */
    size_t n_slots;
} rp_losses;

/* A set of losses at once. */
typedef struct rp_loss_set {
    const rp_loss *at;
    size_t n;
} rp_loss_set;

/* -- protocols without something; failures_loss.c ------------------------------------------------------------------ */

typedef struct rp_failing {
    rp_analysis *a;
    rp_weeks weeks;
    refpath_protocol *without; /* the protocol, but for what is lost at the moment */
    uint32_t ended;            /* terms that are over */
    uint32_t *at_sites;        /* offers that are given at a site, by that */
    size_t *first_at;          /* per place, and after the last: where its own begin there */
    bool posts;                /* with a place goes what is given and played there alone */
    rp_word *roles;            /* on which something depends: contacts, conditions, steps */
} rp_failing;

refpath_status rp_failing_init(rp_failing *k, rp_analysis *a);
/* Takes them away, gives them back. Who holds the cases is never lost. */
void rp_lose(rp_failing *k, rp_loss_set set);
void rp_give_back(rp_failing *k, rp_loss_set set);

/* While something is lost: the candidate itself is gone; a loss stands on its way; no way leads there over what is left. */
bool rp_is_gone(const rp_failing *k, const rp_candidate *candidate);
bool rp_is_moved(const rp_failing *k, const rp_candidate *candidate);
bool rp_is_cut(rp_loss_set set, const rp_path *path);

/* Adds all whose loss can change who does these steps. */
refpath_status rp_losses_of(rp_failing *k, const rp_planned *planned, rp_losses *to);

/* failures_losses.c: adds one where it is not there; says where it stands; RP_NONE: nowhere. */
refpath_status rp_losses_add(rp_arena *arena, rp_losses *to, const rp_loss *loss);
uint32_t rp_losses_find(const rp_losses *list, const rp_loss *loss);

/*
 * Which entries of a plan name what: where nothing of a loss is named, all is as before. failures_losses.c.
 */
typedef struct rp_named_by_plan {
    rp_losses elements; /* actors, sites, interfaces, contacts */
    RP_LIST(rp_word *) entries; /* of each */
} rp_named_by_plan;
refpath_status rp_plan_names(rp_survey *s, rp_named_by_plan *out);
/* Adds the entries that name something of these. */
void rp_plan_names_any(const rp_named_by_plan *named, const rp_failing *k, rp_loss_set losses, size_t n_entries, rp_word *entries);

/* -- what becomes of the steps; failures_world.c ---------------------------------------------------------------------- */

/*
 * Cases in which a step is done by somebody, in time whenever the report comes, with nobody missing between, and in which
 * anybody is there for it.
 */
typedef struct rp_result {
    const rp_planned *planned;
    rp_dd served, always, guarded, left;
} rp_result;

/* A part of a survey, with what becomes of each entry of its plan. */
typedef struct rp_standing {
    rp_race race;
    rp_dd *rows; /* who is in time, for each of the moments that differ: n_rows times the runners */
    size_t n_rows;
    rp_result outcome;
} rp_standing;

typedef struct rp_piece {
    rp_survey *s;
    rp_standing *steps; /* per entry of the plan */
    rp_named_by_plan named;
} rp_piece;

typedef RP_LIST(rp_survey *) rp_surveys;

/* A kind at a place: all its parts, as the protocol is. */
typedef struct rp_ground {
    rp_failing *k;
    rp_survey *first;
    uint32_t *group; /* per step: the line that it belongs to */
    RP_LIST(rp_piece) pieces;
    rp_surveys opened;
    rp_word *scope;  /* what tells the parts apart */
} rp_ground;

refpath_status rp_ground_open(rp_failing *k, const rp_kind *kind, uint32_t place, rp_ground *ground);
void rp_ground_close(rp_ground *ground);

#define RP_MOST_SETS 3

/* The same with some sets lost, one set at a time: parts in which all contact paths are settled for all of them. */
typedef struct rp_view {
    const rp_piece *piece;
    rp_result *of[RP_MOST_SETS]; /* per entry of the plan */
    rp_word *changed;            /* over entries: with one of the sets it may not be as before */
} rp_view;

typedef struct rp_without {
    rp_ground *ground;
    rp_loss_set sets[RP_MOST_SETS];
    size_t n_sets;
    RP_LIST(rp_view) views;
    rp_surveys opened;
    rp_word *scope; /* what tells the parts apart */
} rp_without;

/* Its ground and sets are set before; it is closed also on failure. */
refpath_status rp_without_open(rp_without *w);
void rp_without_close(rp_without *out);

typedef struct rp_lost {
    uint64_t due;
    uint64_t lost, blocked; /* nobody does it any more; of them: there is somebody, but no contact path */
    uint64_t late;          /* done, but no longer in time */
    uint64_t unguarded;     /* done, but only by a contact that somebody should stand between, whom nobody plays any more */
} rp_lost;

/* -- lines of tables; failures_tables.c -------------------------------------------------------------------------------- */

typedef struct rp_failure {
    rp_loss first, second; /* second: RP_LOSE_NOTHING but for pairs */
    const rp_kind *kind;
    uint32_t place, step, number; /* number: in the order in which they were found */
    rp_lost lost;
    uint64_t shares[3]; /* ppm: lost, late, unguarded; set by sorting */
} rp_failure;

typedef RP_LIST(rp_failure) rp_failures;

/*
 * Adds a line for each of these steps that loses something, with the elements of `like`: with one set what it loses; with
 * three what the third loses and neither of the others does. Where `to` is NULL it only says whether there is any;
 * failures_count.c.
 */
refpath_status rp_without_lines(rp_without *w, const rp_word *steps, const rp_failure *like, rp_failures *to, bool *any);

/* The worst first. */
void rp_failures_sort(rp_failures *list);
/* What each element loses in all; where it is lost, row by row; the same of pairs; of no element in particular. */
void rp_write_elements(rp_analysis *a, const rp_failures *list);
void rp_write_failures(rp_analysis *a, const char *table, const rp_failures *list, unsigned elements);
/* An element, in columns whose names begin so. */
void rp_element_columns(rp_analysis *a, bool other);
void rp_row_element(rp_analysis *a, rp_tree *row, const rp_loss *loss, bool other);

/* Roles at the places of a study that one actor plays alone, or nobody: those of a set. */
refpath_status rp_write_posts(rp_analysis *a, const rp_word *roles);

/* The steps that a study looks at: those for its services where it names some, else all. */
refpath_status rp_studied_steps(rp_analysis *a, rp_word **steps);

#endif
