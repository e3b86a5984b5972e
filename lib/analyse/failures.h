/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is lost when something of the protocol is gone. A loss stands for a protocol without it: an actor or a role that it
 * plays whose dates have ended, a place at whose sites nothing is given, an interface or a contact over which nobody talks, a
 * link over which nobody travels.
 * Who can do a step is asked of the decide room again wherever the loss could change it, over the same diagrams as before,
 * so that cases lost are counted exactly, as those that had help and have it no longer.
 */
#ifndef RP_ANALYSE_FAILURES_H
#define RP_ANALYSE_FAILURES_H

#include "analyse/race.h"
#include "analyse/share.h"
#include "compile/travel.h"

typedef enum rp_loss_kind {
    RP_LOSE_ACTOR, RP_LOSE_ROLE, RP_LOSE_PLACE, RP_LOSE_INTERFACE, RP_LOSE_CONTACT, RP_LOSE_LINK, RP_LOSE_NOTHING
} rp_loss_kind;

typedef struct rp_loss {
    rp_loss_kind kind;
    uint32_t a, b; /* an actor; an actor and a role; an entry; an interface; two who; a link */
} rp_loss;

typedef struct rp_losses { /* each once */
    rp_loss *at;
    size_t n, room;
    uint32_t *slots; /* hashed */
    size_t n_slots;
} rp_losses;

#define RP_MOST_SETS 3

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
    bool has_after;            /* some step comes after another */
    bool whole_ways;           /* links are lost together with others, or others after them */
    struct rp_map *map;        /* NULL: there are no links */
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

/* -- ways to sites; failures_ways.c ----------------------------------------------------------------------------------- */

/* Times from a place without some links: of all stops, or (all is NULL) of those beyond one link. */
typedef struct rp_detour {
    const rp_ways *all;
    const int64_t *beyond;
    uint32_t first, end; /* of these stops, as the ways as they are reach them */
} rp_detour;

refpath_status rp_failing_init_map(rp_failing *k);
/* Over all links; NULL where there are none. */
const rp_ways *rp_ways_as_they_are(rp_failing *k, uint32_t place);
/* Over those that such losses leave, kept in one of RP_MOST_SETS slots; NULL where none is lost. */
refpath_status rp_ways_without(rp_failing *k, uint32_t place, rp_loss_set losses, size_t slot, const rp_detour **out);
/*
 * Of the place asked about last: seconds to a site, RP_NO_TIME without a way; whether the way there differs, and that to a
 * candidate: `around` is then that one with it.
 */
int64_t rp_time_to(const rp_failing *k, const rp_detour *detour, uint32_t site);
bool rp_is_farther(const rp_failing *k, const rp_detour *detour, uint32_t site);
bool rp_goes_around(const rp_failing *k, const rp_detour *detour, const rp_candidate *candidate, rp_candidate *around);
/* Adds the links on the ways from there to those who could do a step. */
refpath_status rp_losses_of_ways(rp_failing *k, const rp_ways *ways, const rp_planned *planned, rp_losses *to);

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
/* Adds the entries that name something of these; those that name a site to which the way is another. */
void rp_plan_names_any(const rp_named_by_plan *named, const rp_failing *k, rp_loss_set losses, size_t n_entries,
                       rp_word *entries);
void rp_plan_names_farther(const rp_named_by_plan *named, const rp_failing *k, const rp_detour *detour, size_t n_entries,
                           rp_word *entries);

/* -- what becomes of the steps; failures_world.c ---------------------------------------------------------------------- */

/*
 * Cases in which a step is done by somebody, in time whenever the report comes, with nobody missing between, by somebody to whom
 * a way is known; in which anybody is there for it; and in which it is still done, but comes after a step that is lost.
 */
typedef struct rp_result {
    const rp_planned *planned;
    rp_dd served, always, guarded, led, left, behind;
} rp_result;

/* A part of a survey, with what becomes of each entry of its plan. */
typedef struct rp_standing {
    rp_race race;
    rp_dd *rows; /* who is in time, for each of the moments that differ: n_rows times the runners */
    size_t n_rows;
    rp_result outcome;
} rp_standing;

typedef struct rp_lane { /* one step of one part, with one set lost */
    rp_failing *k;
    rp_survey *s;
    rp_loss_set lost;
    const rp_detour *detour; /* NULL: no link is lost */
    bool away; /* somebody or something is, or a role; else only ways are cut */
} rp_lane;

/* failures_standing.c: of a step as it is planned; of one as it stands, where others than before run. */
refpath_status rp_stand(const rp_lane *l, const rp_planned *planned, rp_standing *standing);
refpath_status rp_set_outcome(const rp_lane *l, const rp_standing *standing, const rp_planned *planned, rp_result *out);
/* The same runners, on ways that lead around what is lost. */
refpath_status rp_stand_around(const rp_lane *l, const rp_standing *before, rp_standing *anew);

typedef struct rp_piece {
    rp_survey *s;
    rp_standing *steps; /* per entry of the plan */
    rp_named_by_plan named;
    uint32_t *order;    /* of the entries: what one comes after stands before it; none where none comes after another */
    size_t n_order;
} rp_piece;

/* Steps that come after others; failures_after.c. */
bool rp_has_after(const refpath_protocol *p);
refpath_status rp_piece_order(const rp_failing *k, rp_piece *piece);
/* Sets what stands behind something lost, and adds that to what has changed. */
refpath_status rp_find_behind(const rp_piece *piece, rp_result *of, rp_word *changed);
/* Adds all that any of these entries comes after, in one step or several. */
void rp_piece_add_before(const rp_piece *piece, rp_word *entries);

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

/* The same with some sets lost, one set at a time: parts in which all contact paths are settled for all of them. */
typedef struct rp_view {
    const rp_piece *piece;
    rp_result *of[RP_MOST_SETS]; /* per entry of the plan */
    rp_word *changed;            /* over entries: with one of the sets it may not be as before */
} rp_view;

typedef struct rp_without {
    rp_ground *ground;
    rp_loss_set sets[RP_MOST_SETS];
    const rp_detour *detours[RP_MOST_SETS]; /* NULL: no link is lost */
    size_t n_sets;
    RP_LIST(rp_view) views;
    rp_surveys opened;
    rp_word *scope; /* what tells the parts apart */
} rp_without;

/* Its ground and sets are set before; it is closed also on failure. */
refpath_status rp_without_open(rp_without *w);
void rp_without_close(rp_without *out);

/* What a step can lose, the worst first. Of them the first is lost, the others are still done. */
typedef enum rp_less_kind {
    RP_LESS_LOST,      /* nobody does it any more */
    RP_LESS_NO_WAY,    /* to nobody who does it a way is known any more */
    RP_LESS_LATE,      /* no longer in time */
    RP_LESS_AFTER,     /* a step that it comes after is lost */
    RP_LESS_UNGUARDED, /* only by a contact that somebody should stand between, whom nobody plays any more */
    RP_LESS_KINDS
} rp_less_kind;

typedef struct rp_lost { /* cases */
    uint64_t due, less[RP_LESS_KINDS];
    uint64_t blocked; /* of those lost: there is somebody, but no contact path */
} rp_lost;

/* -- lines of tables; failures_tables.c -------------------------------------------------------------------------------- */

typedef struct rp_failure {
    rp_loss first, second; /* second: RP_LOSE_NOTHING but for pairs */
    const rp_kind *kind;
    uint32_t place, step, number; /* number: in the order in which they were found */
    rp_lost lost;
    uint64_t shares[RP_LESS_KINDS]; /* ppm; set by sorting */
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
void rp_element_last_column(rp_analysis *a, bool other); /* behind all others of the row */
void rp_row_element(rp_analysis *a, rp_tree *row, const rp_loss *loss, bool other);

/* Roles at the places of a study that one actor plays alone, or nobody: those of a set. */
refpath_status rp_write_posts(rp_analysis *a, const rp_word *roles);

/* The steps that a study looks at: those for its services where it names some, else all. */
refpath_status rp_studied_steps(rp_analysis *a, rp_word **steps);

#endif
