/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The path as a function of the open facts: in each completion the exceptions hold or not and the place is one, so the
 * path is one list. Lists are numbered, and the function's ends are their numbers.
 */
#include "base/check.h"
#include "decide/path.h"
#include "decide/path_parts.h"

#include <string.h>

enum { BLOCKED = 0 };

typedef struct rp_route {
    const uint32_t *who;
    size_t n;
} rp_route;

typedef struct rp_routes {
    rp_work *w;
    uint32_t purpose;
    RP_LIST(rp_route) at; /* 0 is "blocked" */
    int depth;
    refpath_status status;
} rp_routes;

static rp_dd route_of(rp_routes *k, uint32_t from, uint32_t to, const rp_on_path *on);

static rp_dd fail(rp_routes *k, refpath_status status) {
    if (k->status == REFPATH_OK) {
        k->status = status;
    }
    return rp_dd_end(BLOCKED);
}

static uint32_t number_of(rp_routes *k, const uint32_t *who, size_t n) {
    rp_route *route;
    for (size_t i = 1; i < k->at.n; i++) {
        if (k->at.at[i].n == n && memcmp(k->at.at[i].who, who, n * sizeof *who) == 0) {
            return (uint32_t)i;
        }
    }
    route = RP_LIST_ADD(k->w->arena, &k->at);
    if (!route) {
        (void)fail(k, REFPATH_OUT_OF_MEMORY);
        return BLOCKED;
    }
    route->who = who;
    route->n = n;
    return (uint32_t)k->at.n - 1;
}

/* The route of one stop more: what lies behind `from`. */
static rp_dd direct(rp_routes *k, uint32_t to) {
    uint32_t *who = RP_ARENA_NEW(k->w->arena, uint32_t);
    if (!who) {
        return fail(k, REFPATH_OUT_OF_MEMORY);
    }
    *who = to;
    return rp_dd_end(number_of(k, who, 1));
}

typedef struct rp_prefix {
    rp_routes *k;
    uint32_t route;
} rp_prefix;

static rp_dd turn_prefix(rp_diagrams *d, void *user, uint32_t variable, const rp_dd *branches) {
    const rp_prefix *prefix = user;
    rp_routes *k = prefix->k;
    if (variable != RP_NONE) {
        return rp_dd_split(d, variable, branches);
    }
    if (rp_dd_value(*branches) == BLOCKED) {
        return *branches;
    }
    rp_route first = k->at.at[prefix->route], then = k->at.at[rp_dd_value(*branches)];
    uint32_t *who = RP_ARENA_ARRAY(k->w->arena, uint32_t, first.n + then.n);
    if (!who) {
        return fail(k, REFPATH_OUT_OF_MEMORY);
    }
    memcpy(who, first.who, first.n * sizeof *who);
    memcpy(who + first.n, then.who, then.n * sizeof *who);
    return rp_dd_end(number_of(k, who, first.n + then.n));
}

/* What lies behind one way to the gatekeeper: those on it are on the path already. */
static rp_dd behind(rp_routes *k, uint32_t route, uint32_t gate, uint32_t to, const rp_on_path *on) {
    rp_prefix prefix = {k, route};
    rp_dd_turn turn = {turn_prefix, &prefix};
    const rp_on_path *before = on;
    for (size_t i = 0; i < k->at.at[route].n; i++) {
        rp_on_path *next = RP_ARENA_NEW(k->w->arena, rp_on_path);
        if (!next) {
            return fail(k, REFPATH_OUT_OF_MEMORY);
        }
        next->around = before;
        next->who = k->at.at[route].who[i];
        before = next;
    }
    return rp_dd_rewrite(&k->w->dd, route_of(k, gate, to, before), &turn);
}

static rp_dd through(rp_routes *k, uint32_t from, uint32_t gate, uint32_t to, const rp_on_path *on) {
    rp_on_path gate_end = {on, gate};
    rp_dd to_gate = route_of(k, from, gate, &gate_end), all = rp_dd_end(BLOCKED);
    uint32_t *ends;
    size_t n;
    if (rp_dd_ends(&k->w->dd, to_gate, &ends, &n) != REFPATH_OK) {
        return fail(k, REFPATH_OUT_OF_MEMORY);
    }
    for (size_t i = 0; i < n; i++) {
        if (ends[i] != BLOCKED) {
            rp_dd here = rp_dd_equals(&k->w->dd, to_gate, ends[i]);
            all = rp_dd_choose(&k->w->dd, here, behind(k, ends[i], gate, to, &gate_end), all);
        }
    }
    return all;
}

/* -- gatekeepers by place ------------------------------------------------------------------------------ */

typedef struct rp_gate {
    uint32_t who;
    rp_word *leaves;
} rp_gate;

/* How deep the deepest place is at which this is played and which contains the leaf; -1 where none does. */
static int depth_at(const rp_forest *f, const rp_refs *places, uint32_t leaf) {
    int deepest = -1;
    for (uint32_t i = 0; i < places->n; i++) {
        const rp_entry *entry = &f->entries.at[places->at[i]];
        if (leaf >= entry->leaf_first && leaf < entry->leaf_end) {
            int depth = rp_depth(f, places->at[i]);
            deepest = depth > deepest ? depth : deepest;
        }
    }
    return deepest;
}

static uint32_t nearest_at(const rp_work *w, uint32_t role, uint32_t leaf) {
    const rp_refs *players = &w->p->roles.at[role].players;
    uint32_t best = RP_NONE;
    int best_depth = -1;
    for (uint32_t i = 0; i < players->n; i++) {
        const rp_plays *plays = &w->p->plays.at[players->at[i]];
        const rp_actor *actor = &w->p->actors.at[plays->actor];
        int depth;
        if (!rp_plays_active(w, plays) || rp_avoided(w, actor->who)) {
            continue;
        }
        depth = depth_at(&w->p->places, rp_list(w->p, plays->at), leaf);
        if (depth > best_depth || (depth >= 0 && depth == best_depth &&
                                   strcmp(actor->id, w->p->who.at[best].id) < 0)) {
            best = actor->who;
            best_depth = depth;
        }
    }
    return best;
}

static uint32_t gatekeeper_at(const rp_work *w, const rp_interface *face, uint32_t leaf) {
    for (uint32_t i = 0; i < face->through.n; i++) {
        uint32_t who = nearest_at(w, face->through.at[i], leaf);
        if (who != RP_NONE) {
            return who;
        }
    }
    return RP_NONE;
}

typedef struct rp_gates {
    RP_LIST(rp_gate) at;
} rp_gates;

static bool add_leaf(rp_routes *k, rp_gates *gates, uint32_t who, uint32_t leaf) {
    rp_gate *gate;
    for (size_t i = 0; i < gates->at.n; i++) {
        if (gates->at.at[i].who == who) {
            rp_bits_add(gates->at.at[i].leaves, leaf);
            return true;
        }
    }
    gate = RP_LIST_ADD(k->w->arena, &gates->at);
    if (!gate) {
        return false;
    }
    gate->who = who;
    gate->leaves = RP_ARENA_ARRAY(k->w->arena, rp_word, rp_bits_words(k->w->p->places.n_leaves) + 1);
    if (!gate->leaves) {
        return false;
    }
    rp_bits_add(gate->leaves, leaf);
    return true;
}

static bool find_gates(rp_routes *k, const rp_interface *face, rp_gates *gates) {
    uint32_t n = k->w->p->places.n_leaves;
    for (size_t leaf = rp_bits_next(k->w->facts.leaves, 0, n); leaf < n;
         leaf = rp_bits_next(k->w->facts.leaves, leaf + 1, n)) {
        rp_work_add(&k->w->dd, 1 + face->through.n);
        if (!add_leaf(k, gates, gatekeeper_at(k->w, face, (uint32_t)leaf), (uint32_t)leaf)) {
            return false;
        }
    }
    return true;
}

/* -- the function ----------------------------------------------------------------------------------------- */

static rp_dd from_interface(rp_routes *k, uint32_t number, uint32_t from, uint32_t to, const rp_on_path *on) {
    const refpath_protocol *p = k->w->p;
    rp_gates gates;
    rp_dd unless, all = rp_dd_end(BLOCKED);
    while (number < p->interfaces.n && !rp_governs(k->w, &p->interfaces.at[number], from, to)) {
        number++;
    }
    if (number == p->interfaces.n) {
        return direct(k, to);
    }
    const rp_interface *face = &p->interfaces.at[number];
    memset(&gates, 0, sizeof gates);
    if (!find_gates(k, face, &gates)) {
        return fail(k, REFPATH_OUT_OF_MEMORY);
    }
    for (size_t i = 0; i < gates.at.n; i++) {
        uint32_t who = gates.at.at[i].who;
        rp_dd way = who == RP_NONE ? (face->direct_when_missing ? direct(k, to) : rp_dd_end(BLOCKED))
                    : rp_on_path_has(on, who) ? from_interface(k, number + 1, from, to, on)
                                              : through(k, from, who, to, on);
        all = rp_dd_choose(&k->w->dd, rp_place_within(k->w, gates.at.at[i].leaves), way, all);
    }
    unless = rp_unless(k->w, face, from, to, k->purpose);
    return rp_dd_choose(&k->w->dd, unless, direct(k, to), all);
}

static rp_dd route_of(rp_routes *k, uint32_t from, uint32_t to, const rp_on_path *on) {
    rp_on_path from_end = {on, from}, to_end = {&from_end, to};
    rp_dd route;
    rp_work_add(&k->w->dd, 1 + k->w->p->interfaces.n);
    if (k->depth >= RP_MOST_PATH_DEPTH || k->w->dd.status != REFPATH_OK || k->status != REFPATH_OK) {
        return fail(k, k->depth >= RP_MOST_PATH_DEPTH ? REFPATH_LIMIT_EXCEEDED : k->w->dd.status);
    }
    if (rp_is_party(k->w, to)) {
        return direct(k, to);
    }
    k->depth++;
    route = from_interface(k, 0, from, to, &to_end);
    k->depth--;
    return route;
}

refpath_status rp_path_depends(rp_work *w, uint32_t from, uint32_t to, uint32_t purpose, rp_word *axes) {
    rp_routes k;
    rp_dd route;
    if (from == to || rp_avoided(w, to)) {
        return REFPATH_OK;
    }
    memset(&k, 0, sizeof k);
    k.w = w;
    k.purpose = purpose;
    RP_HAVE(RP_LIST_ADD(w->arena, &k.at)); /* "blocked" */
    route = route_of(&k, from, to, NULL);
    RP_TRY(k.status);
    rp_depends(w, route, axes);
    return w->dd.status;
}
