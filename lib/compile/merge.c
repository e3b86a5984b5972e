/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/merge.h"

#include "base/check.h"

#include <stdlib.h>

#define NEW UINT32_MAX
#define OPEN (UINT32_MAX - 1)

typedef struct rp_grouped {
    const rp_step *step;
    uint32_t number, depth, visit; /* depth: in how many visits it stands; visit: the group of its own */
} rp_grouped;

typedef struct rp_grouping {
    const refpath_protocol *p;
    const bool *there;
    bool visits;
    uint32_t *depth;
} rp_grouping;

static uint32_t visit_of(const rp_grouping *g, uint32_t step) {
    uint32_t with = g->visits ? g->p->steps.at[step].with : RP_NONE;
    return with != RP_NONE && (!g->there || g->there[with]) ? with : RP_NONE;
}

/* Walks to the outermost visit and back. A circle, which the loader refuses, counts as if it had an end. */
static void find_depth(rp_grouping *g, uint32_t step) {
    uint32_t at = step, total = 0;
    while (g->depth[at] == NEW && visit_of(g, at) != RP_NONE) {
        g->depth[at] = OPEN;
        at = visit_of(g, at);
        total++;
    }
    if (g->depth[at] == NEW) {
        g->depth[at] = 0;
    }
    total += g->depth[at] == OPEN ? 0 : g->depth[at];
    for (at = step; g->depth[at] == OPEN; at = visit_of(g, at)) {
        g->depth[at] = total--;
    }
}

static int compare(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static int by_goal(const rp_grouped *x, const rp_grouped *y) {
    const rp_step *a = x->step, *b = y->step;
    int order = compare(a->kind, b->kind);
    order = order ? order : compare(a->by, b->by);
    order = order ? order : compare(x->visit, y->visit);
    if (!order && x->visit == RP_NONE) { /* at a visit the purpose is that of the visit */
        order = compare(a->purpose, b->purpose);
    }
    order = order ? order : compare(a->service, b->service);
    order = order ? order : compare(a->inform.n, b->inform.n);
    for (uint32_t i = 0; !order && i < a->inform.n; i++) {
        order = compare(a->inform.at[i], b->inform.at[i]);
    }
    return order;
}

static int by_likeness(const void *a, const void *b) {
    const rp_grouped *x = a, *y = b;
    int order = by_goal(x, y);
    return order ? order : compare(x->number, y->number);
}

static int by_depth(const void *a, const void *b) {
    const rp_grouped *x = a, *y = b;
    int order = compare(x->depth, y->depth);
    return order ? order : compare(x->number, y->number);
}

static bool can_merge(const rp_step *step) {
    return step->kind == RP_STEP_SERVICE ? step->service != RP_NONE
                                         : step->kind == RP_STEP_INFORM && step->inform.n > 0;
}

/* Steps of one depth: the groups of their visits are known. */
static void group_depth(const rp_grouping *g, rp_grouped *at, size_t n, uint32_t *group) {
    for (size_t i = 0; i < n; i++) {
        uint32_t visit = visit_of(g, at[i].number);
        at[i].visit = visit == RP_NONE ? RP_NONE : group[visit];
    }
    qsort(at, n, sizeof *at, by_likeness);
    for (size_t i = 0; i < n; i++) {
        bool same = i > 0 && can_merge(at[i].step) && by_goal(&at[i - 1], &at[i]) == 0;
        group[at[i].number] = same ? group[at[i - 1].number] : at[i].number;
    }
}

refpath_status rp_steps_group(const refpath_protocol *p, rp_arena *scratch, const bool *there, bool visits,
                              uint32_t *group) {
    uint32_t n = (uint32_t)p->steps.n, found = 0;
    rp_grouping g = {p, there, visits, RP_ARENA_ARRAY(scratch, uint32_t, n)};
    rp_grouped *all = RP_ARENA_ARRAY(scratch, rp_grouped, n);
    RP_HAVE(g.depth);
    RP_HAVE(all);
    for (uint32_t i = 0; i < n; i++) {
        g.depth[i] = NEW;
        group[i] = RP_NONE;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (!there || there[i]) {
            find_depth(&g, i);
            all[found++] = (rp_grouped){&p->steps.at[i], i, g.depth[i], RP_NONE};
        }
    }
    qsort(all, found, sizeof *all, by_depth);
    for (uint32_t first = 0, end; first < found; first = end) {
        for (end = first; end < found && all[end].depth == all[first].depth; end++) {
        }
        group_depth(&g, all + first, end - first, group);
    }
    return REFPATH_OK;
}
