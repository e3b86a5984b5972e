/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who counts as what: roles, groups, units; who is avoided, active, visible; who plays a role nearest. */
#ifndef RP_DECIDE_WHO_H
#define RP_DECIDE_WHO_H

#include "decide/match.h"

/* `who` is `what` at the day of the question: itself, what it is part of, its groups, the roles it plays anywhere. */
bool rp_is(const rp_work *w, uint32_t who, uint32_t what);
/* The same for scopes: a bare role of several groups is none of them unless all of them are. */
bool rp_is_in_scope(const rp_work *w, uint32_t who, uint32_t what);
bool rp_is_any(const rp_work *w, uint32_t who, const rp_refs *list);

refpath_status rp_avoided_read(rp_work *w);
static inline bool rp_avoided(const rp_work *w, uint32_t who) { return rp_bits_has(w->avoided, who); }

/* Nobody has verified an entry of the directory, or not for long. */
bool rp_is_stale(const rp_work *w, int64_t verified);

bool rp_dated_active(const rp_dated *dated, int64_t day);
bool rp_actor_active(const rp_work *w, uint32_t actor);
/* An actor plays a role now: it and what it plays are active. */
bool rp_plays_active(const rp_work *w, const rp_plays *plays);

/*
 * Whether a viewer may see one (`who` is not hidden from it), or what is visible to a list. RP_NONE is anybody;
 * RP_ALL_VIEWER sees everything. An actor sees itself; groups, roles and parties are hidden from nobody.
 */
#define RP_ALL_VIEWER (UINT32_MAX - 1)
bool rp_sees(const rp_work *w, uint32_t viewer, uint32_t who);
bool rp_visible(const rp_work *w, uint32_t viewer, const rp_refs *visible_to);

/* How a set of places stands to the case's: certain where it covers all places still possible. */
typedef enum rp_reach { RP_REACH_NO, RP_REACH_MAYBE, RP_REACH_CERTAIN } rp_reach;
/* One of these places has a leaf in common with a set of leaves; where nothing more is asked, nothing need be made. */
bool rp_places_meet(const refpath_protocol *p, const rp_refs *places, const rp_word *leaves);
/* How many stand around an entry. */
int rp_depth(const rp_forest *f, uint32_t entry);
/* Depth of the deepest of these places that contains the smallest place known; -1 where none does. */
int rp_places_depth(const rp_work *w, const rp_refs *places);
/* All leaves of a list of places, as a set in the arena; NULL without memory. */
rp_word *rp_places_leaves(rp_work *w, const rp_refs *places);

/* A player of a role: one actor, by all that it plays there. */
typedef struct rp_player {
    uint32_t actor;
    rp_reach reach;
    int depth;
    int64_t respond; /* of the deepest place that counts */
    const rp_word *leaves; /* where it plays it */
} rp_player;

/* The players of a role that are active and not avoided and may reach the place: nearest first, then id. Looked up once. */
refpath_status rp_players(rp_work *w, uint32_t role, bool with_avoided, const rp_player **out, size_t *n);
/* Whether somebody may be sent to them: they are not avoided, and of a role nobody who plays it there is. */
refpath_status rp_may_turn_to(rp_work *w, uint32_t who, bool *may);

#endif
