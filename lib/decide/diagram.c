/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/diagram.h"

#include "base/check.h"

#include <stdlib.h>
#include <string.h>

typedef struct rp_dd_node {
    uint32_t variable;
    uint32_t next; /* in the chain of its hash; RP_NONE at the end */
    rp_dd *branches;
    uint32_t walk; /* the last walk that came by, and what it made of it */
    rp_dd result;
} rp_dd_node;

typedef struct rp_dd_memo {
    rp_dd f, g, h, result;
    bool used;
} rp_dd_memo;

enum { UNIQUE_ROOM = 1024, MEMO_ROOM = 512, MEMO_MOST = 1 << 20 };

refpath_status rp_diagrams_init(rp_diagrams *d, rp_arena *arena, uint64_t most_work) {
    memset(d, 0, sizeof *d);
    d->arena = arena;
    d->most_work = most_work;
    d->unique = RP_ARENA_ARRAY(arena, uint32_t, UNIQUE_ROOM);
    d->memo = RP_ARENA_ARRAY(arena, rp_dd_memo, MEMO_ROOM);
    RP_HAVE(d->unique);
    RP_HAVE(d->memo);
    memset(d->unique, 0xff, UNIQUE_ROOM * sizeof *d->unique);
    d->unique_room = UNIQUE_ROOM;
    d->memo_room = MEMO_ROOM;
    return REFPATH_OK;
}

static void fail(rp_diagrams *d, refpath_status status) {
    if (d->status == REFPATH_OK) {
        d->status = status;
    }
}

void rp_work_add(rp_diagrams *d, uint64_t work) {
    d->work += work;
    if (d->work > d->most_work) {
        fail(d, REFPATH_LIMIT_EXCEEDED);
    }
}

/* -- splits ------------------------------------------------------------------------------------ */

static size_t mix(size_t hash, uint32_t value) {
    uint64_t x = ((uint64_t)hash ^ value) * 0x9E3779B97F4A7C15u;
    return (size_t)(x ^ (x >> 29));
}

static size_t hash_split(uint32_t variable, const rp_dd *branches, uint32_t n) {
    size_t hash = mix(17, variable);
    for (uint32_t i = 0; i < n; i++) {
        hash = mix(hash, branches[i]);
    }
    return hash;
}

static void rehash(rp_diagrams *d) {
    size_t room = d->unique_room * 4;
    uint32_t *unique = RP_ARENA_ARRAY(d->arena, uint32_t, room);
    if (!unique) {
        return; /* chains grow longer, nothing is wrong */
    }
    memset(unique, 0xff, room * sizeof *unique);
    for (uint32_t i = 0; i < d->nodes.n; i++) {
        rp_dd_node *node = &d->nodes.at[i];
        size_t slot = hash_split(node->variable, node->branches, d->width[node->variable]) % room;
        node->next = unique[slot];
        unique[slot] = i;
    }
    d->unique = unique;
    d->unique_room = room;
}

rp_dd rp_dd_split(rp_diagrams *d, uint32_t variable, const rp_dd *branches) {
    uint32_t n = d->width[variable], same = 1, number;
    size_t slot;
    rp_dd_node *node;
    while (same < n && branches[same] == branches[0]) {
        same++;
    }
    if (same >= n) {
        return branches[0];
    }
    slot = hash_split(variable, branches, n) % d->unique_room;
    for (uint32_t i = d->unique[slot]; i != RP_NONE; i = d->nodes.at[i].next) {
        if (d->nodes.at[i].variable == variable &&
            memcmp(d->nodes.at[i].branches, branches, n * sizeof *branches) == 0) {
            return i;
        }
    }
    rp_work_add(d, n);
    number = (uint32_t)d->nodes.n;
    node = d->status == REFPATH_OK ? RP_LIST_ADD(d->arena, &d->nodes) : NULL;
    if (node) {
        node->branches = RP_ARENA_ARRAY(d->arena, rp_dd, n);
    }
    if (!node || !node->branches) {
        fail(d, REFPATH_OUT_OF_MEMORY);
        return RP_DD_FALSE;
    }
    node->variable = variable;
    memcpy(node->branches, branches, n * sizeof *branches);
    node->next = d->unique[slot];
    d->unique[slot] = number;
    if (d->nodes.n > d->unique_room) {
        rehash(d);
    }
    return number;
}

uint32_t rp_dd_variable(const rp_diagrams *d, rp_dd f) { return d->nodes.at[f].variable; }

rp_dd rp_dd_branch(const rp_diagrams *d, rp_dd f, uint32_t i) { return d->nodes.at[f].branches[i]; }

/* -- if, then, else ------------------------------------------------------------------------------ */

static rp_dd_memo *memo_slot(rp_diagrams *d, rp_dd f, rp_dd g, rp_dd h) {
    return &d->memo[mix(mix(mix(5, f), g), h) & (d->memo_room - 1)];
}

/* A larger cache once the diagrams have outgrown it; what it held is only a saving. */
static void grow_memo(rp_diagrams *d) {
    rp_dd_memo *memo;
    if (d->nodes.n < d->memo_room || d->memo_room >= MEMO_MOST) {
        return;
    }
    memo = RP_ARENA_ARRAY(d->arena, rp_dd_memo, d->memo_room * 8);
    if (memo) {
        d->memo = memo;
        d->memo_room *= 8;
    }
}

static uint32_t top(const rp_diagrams *d, rp_dd f, uint32_t least) {
    if (rp_dd_is_end(f)) {
        return least;
    }
    return d->nodes.at[f].variable < least ? d->nodes.at[f].variable : least;
}

static rp_dd cofactor(const rp_diagrams *d, rp_dd f, uint32_t variable, uint32_t i) {
    return rp_dd_is_end(f) || d->nodes.at[f].variable != variable ? f : d->nodes.at[f].branches[i];
}

static rp_dd split_choose(rp_diagrams *d, rp_dd f, rp_dd g, rp_dd h) {
    uint32_t variable = top(d, h, top(d, g, top(d, f, RP_NONE))), n = d->width[variable];
    rp_dd local[16], *branches = n <= 16 ? local : RP_ARENA_ARRAY(d->arena, rp_dd, n);
    if (!branches) {
        fail(d, REFPATH_OUT_OF_MEMORY);
        return RP_DD_FALSE;
    }
    for (uint32_t i = 0; i < n; i++) {
        branches[i] = rp_dd_choose(d, cofactor(d, f, variable, i), cofactor(d, g, variable, i),
                                   cofactor(d, h, variable, i));
    }
    return rp_dd_split(d, variable, branches);
}

rp_dd rp_dd_choose(rp_diagrams *d, rp_dd f, rp_dd g, rp_dd h) {
    rp_dd_memo *slot;
    rp_dd result;
    if (d->status != REFPATH_OK) {
        return RP_DD_FALSE;
    }
    if (f == RP_DD_TRUE || g == h) {
        return g;
    }
    if (f == RP_DD_FALSE) {
        return h;
    }
    if (g == RP_DD_TRUE && h == RP_DD_FALSE) {
        return f;
    }
    slot = memo_slot(d, f, g, h);
    if (slot->used && slot->f == f && slot->g == g && slot->h == h) {
        return slot->result;
    }
    rp_work_add(d, 1);
    result = split_choose(d, f, g, h);
    if (d->status == REFPATH_OK) {
        grow_memo(d);
        *memo_slot(d, f, g, h) = (rp_dd_memo){f, g, h, result, true};
    }
    return result;
}

rp_dd rp_dd_and(rp_diagrams *d, rp_dd f, rp_dd g) { return rp_dd_choose(d, f, g, RP_DD_FALSE); }
rp_dd rp_dd_or(rp_diagrams *d, rp_dd f, rp_dd g) { return rp_dd_choose(d, f, RP_DD_TRUE, g); }
rp_dd rp_dd_not(rp_diagrams *d, rp_dd f) { return rp_dd_choose(d, f, RP_DD_FALSE, RP_DD_TRUE); }

/* -- walks over a diagram, each node once: none is begun before another has ended ------------------- */

/* Counts the node as work; false where this walk has been there. */
static bool first_visit(rp_diagrams *d, rp_dd f) {
    if (d->nodes.at[f].walk == d->walk) {
        return false;
    }
    d->nodes.at[f].walk = d->walk;
    rp_work_add(d, 1);
    return true;
}

static rp_dd rewrite(rp_diagrams *d, rp_dd f, const rp_dd_turn *turn) {
    uint32_t variable, n;
    rp_dd *branches, result;
    if (rp_dd_is_end(f)) {
        return turn->turn(d, turn->user, RP_NONE, &f);
    }
    if (!first_visit(d, f)) {
        return d->nodes.at[f].result;
    }
    variable = d->nodes.at[f].variable;
    n = d->width[variable];
    rp_work_add(d, n);
    branches = d->status == REFPATH_OK ? RP_ARENA_ARRAY(d->arena, rp_dd, n) : NULL;
    if (!branches) {
        fail(d, REFPATH_OUT_OF_MEMORY);
        return RP_DD_FALSE;
    }
    for (uint32_t i = 0; i < n; i++) {
        branches[i] = rewrite(d, d->nodes.at[f].branches[i], turn);
    }
    result = turn->turn(d, turn->user, variable, branches);
    d->nodes.at[f].result = result;
    return result;
}

rp_dd rp_dd_rewrite(rp_diagrams *d, rp_dd f, const rp_dd_turn *turn) {
    d->walk++;
    return d->status == REFPATH_OK ? rewrite(d, f, turn) : RP_DD_FALSE;
}

static rp_dd turn_equals(rp_diagrams *d, void *user, uint32_t variable, const rp_dd *branches) {
    if (variable == RP_NONE) {
        return rp_dd_value(*branches) == *(const uint32_t *)user ? RP_DD_TRUE : RP_DD_FALSE;
    }
    return rp_dd_split(d, variable, branches);
}

rp_dd rp_dd_equals(rp_diagrams *d, rp_dd f, uint32_t value) {
    rp_dd_turn turn = {turn_equals, &value};
    return rp_dd_rewrite(d, f, &turn);
}

typedef struct rp_fixed {
    uint32_t variable, branch;
} rp_fixed;

static rp_dd turn_restrict(rp_diagrams *d, void *user, uint32_t variable, const rp_dd *branches) {
    const rp_fixed *fixed = user;
    if (variable == RP_NONE) {
        return *branches;
    }
    return variable == fixed->variable ? branches[fixed->branch] : rp_dd_split(d, variable, branches);
}

rp_dd rp_dd_restrict(rp_diagrams *d, rp_dd f, uint32_t variable, uint32_t branch) {
    rp_fixed fixed = {variable, branch};
    rp_dd_turn turn = {turn_restrict, &fixed};
    if (rp_dd_is_end(f) || d->nodes.at[f].variable > variable) {
        return f;
    }
    return rp_dd_rewrite(d, f, &turn);
}

static void support(rp_diagrams *d, rp_dd f, rp_word *variables) {
    if (rp_dd_is_end(f) || d->status != REFPATH_OK || !first_visit(d, f)) {
        return;
    }
    rp_bits_add(variables, d->nodes.at[f].variable);
    for (uint32_t i = 0; i < d->width[d->nodes.at[f].variable]; i++) {
        support(d, d->nodes.at[f].branches[i], variables);
    }
}

void rp_dd_support(rp_diagrams *d, rp_dd f, rp_word *variables) {
    d->walk++;
    support(d, f, variables);
}

typedef struct rp_end_list {
    RP_LIST(uint32_t) at;
} rp_end_list;

static bool add_end(rp_diagrams *d, uint32_t value, rp_end_list *list) {
    size_t i = list->at.n;
    for (size_t k = 0; k < list->at.n; k++) {
        if (list->at.at[k] == value) {
            return true;
        }
    }
    uint32_t *slot = RP_LIST_ADD(d->arena, &list->at);
    if (!slot) {
        return false;
    }
    for (; i > 0 && list->at.at[i - 1] > value; i--) {
        list->at.at[i] = list->at.at[i - 1];
    }
    list->at.at[i] = value;
    return true;
}

static bool ends(rp_diagrams *d, rp_dd f, rp_end_list *list) {
    if (rp_dd_is_end(f)) {
        return add_end(d, rp_dd_value(f), list);
    }
    if (d->status != REFPATH_OK || !first_visit(d, f)) {
        return true;
    }
    for (uint32_t i = 0; i < d->width[d->nodes.at[f].variable]; i++) {
        if (!ends(d, d->nodes.at[f].branches[i], list)) {
            return false;
        }
    }
    return true;
}

refpath_status rp_dd_ends(rp_diagrams *d, rp_dd f, uint32_t **values, size_t *n) {
    rp_end_list list;
    memset(&list, 0, sizeof list);
    d->walk++;
    if (!ends(d, f, &list)) {
        return REFPATH_OUT_OF_MEMORY;
    }
    *values = list.at.at;
    *n = list.at.n;
    return d->status;
}
