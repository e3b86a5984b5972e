/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Circles that would make no sense: a unit that is part of itself, sections over one another, steps that wait for themselves. */
#include "base/check.h"
#include "compile/build.h"
#include "compile/merge.h"

#include <stdlib.h>

enum { NEW, OPEN, CLOSED };

/* A graph of `n` nodes with edges in rows, searched without recursion. */
typedef struct rp_graph {
    uint32_t n;
    RP_LIST(uint32_t) *to;
} rp_graph;

typedef struct rp_frame {
    uint32_t node, next;
} rp_frame;

static refpath_status graph_init(rp_build *b, rp_graph *g, uint32_t n) {
    g->n = n;
    g->to = rp_arena_array(&b->scratch, n, sizeof *g->to);
    RP_HAVE(g->to);
    return REFPATH_OK;
}

static refpath_status graph_add(rp_build *b, rp_graph *g, uint32_t from, uint32_t to) {
    uint32_t *slot = RP_LIST_ADD(&b->scratch, &g->to[from]);
    RP_HAVE(slot);
    *slot = to;
    return REFPATH_OK;
}

/* Marks in `on` one node of each circle met, from which the circle can be reported. */
static refpath_status find_circles(rp_build *b, const rp_graph *g, bool *on) {
    unsigned char *state = RP_ARENA_ARRAY(&b->scratch, unsigned char, g->n);
    rp_frame *stack = RP_ARENA_ARRAY(&b->scratch, rp_frame, (size_t)g->n + 1);
    RP_HAVE(state);
    RP_HAVE(stack);
    for (uint32_t start = 0; start < g->n; start++) {
        size_t depth = 0;
        if (state[start] != NEW) {
            continue;
        }
        stack[depth++] = (rp_frame){start, 0};
        state[start] = OPEN;
        while (depth > 0) {
            rp_frame *top = &stack[depth - 1];
            if (top->next == g->to[top->node].n) {
                state[top->node] = CLOSED;
                depth--;
                continue;
            }
            uint32_t to = g->to[top->node].at[top->next++];
            if (state[to] == OPEN) {
                on[to] = true;
            } else if (state[to] == NEW) {
                state[to] = OPEN;
                stack[depth++] = (rp_frame){to, 0};
            }
        }
    }
    return REFPATH_OK;
}

static refpath_status check_part_of(rp_build *b) {
    uint32_t n = (uint32_t)b->p->actors.n;
    bool *on = RP_ARENA_ARRAY(&b->scratch, bool, n);
    rp_graph g;
    RP_HAVE(on);
    RP_TRY(graph_init(b, &g, n));
    for (uint32_t i = 0; i < n; i++) {
        if (b->p->actors.at[i].part_of != RP_NONE) {
            RP_TRY(graph_add(b, &g, i, b->p->actors.at[i].part_of));
        }
    }
    RP_TRY(find_circles(b, &g, on));
    for (uint32_t i = 0; i < n; i++) {
        if (on[i]) {
            const rp_actor *actor = &b->p->actors.at[i];
            rp_build_problem(b, RP_PROBLEM_CIRCLE, actor->node, RP_ATTRIBUTE_PART_OF, actor->id, NULL);
        }
    }
    return REFPATH_OK;
}

static refpath_status check_over(rp_build *b) {
    uint32_t n = (uint32_t)b->p->sections.n, i = 0;
    bool *on = RP_ARENA_ARRAY(&b->scratch, bool, n);
    rp_graph g;
    RP_HAVE(on);
    RP_TRY(graph_init(b, &g, n));
    for (uint32_t s = 0; s < n; s++) {
        for (uint32_t k = 0; k < b->p->sections.at[s].over.n; k++) {
            RP_TRY(graph_add(b, &g, s, b->p->sections.at[s].over.at[k]));
        }
    }
    RP_TRY(find_circles(b, &g, on));
    RP_EACH_OF(b->m, node, b->m->root, RP_ELEMENT_CONSENT) {
        if (on[i]) {
            rp_build_problem(b, RP_PROBLEM_CIRCLE, node, RP_ATTRIBUTE_OVER, b->p->sections.at[i].id, NULL);
        }
        i++;
    }
    return REFPATH_OK;
}

/* -- steps ----------------------------------------------------------------------------------- */

/* The node a step belongs to: the first of those that are one with it. Chains are shortened on the way. */
static uint32_t node_of(uint32_t *node, uint32_t step) {
    while (node[step] != step) {
        node[step] = node[node[step]];
        step = node[step];
    }
    return step;
}

static void join(uint32_t *node, uint32_t a, uint32_t b) {
    uint32_t x = node_of(node, a), y = node_of(node, b);
    node[x > y ? x : y] = x > y ? y : x;
}

/*
 * Steps that could merge are one node, and a step given at another's visit is one with that: it waits for what that
 * one waits for.
 */
static refpath_status join_steps(rp_build *b, uint32_t *node) {
    const refpath_protocol *p = b->p;
    uint32_t n = (uint32_t)p->steps.n;
    uint32_t *apart = RP_ARENA_ARRAY(&b->scratch, uint32_t, n);
    RP_HAVE(apart);
    RP_TRY(rp_steps_group(p, &b->scratch, NULL, true, node));
    RP_TRY(rp_steps_group(p, &b->scratch, NULL, false, apart)); /* where no host is in the plan */
    for (uint32_t s = 0; s < n; s++) {
        join(node, s, apart[s]);
    }
    for (uint32_t s = 0; s < n; s++) {
        if (p->steps.at[s].with != RP_NONE) {
            join(node, s, p->steps.at[s].with);
        }
    }
    for (uint32_t s = 0; s < n; s++) {
        node[s] = node_of(node, s);
    }
    return REFPATH_OK;
}

/* Every step of a circle is told: each names one host alone, so a walk that comes back to itself has found one. */
static refpath_status check_with(rp_build *b) {
    const refpath_protocol *p = b->p;
    uint32_t n = (uint32_t)p->steps.n;
    uint32_t *walk = RP_ARENA_ARRAY(&b->scratch, uint32_t, n); /* in which a step was first met, from 1 */
    RP_HAVE(walk);
    for (uint32_t s = 0; s < n; s++) {
        uint32_t at = s;
        while (at != RP_NONE && walk[at] == 0) {
            walk[at] = s + 1;
            at = p->steps.at[at].with;
        }
        if (at == RP_NONE || walk[at] != s + 1) {
            continue;
        }
        uint32_t first = at;
        do {
            const rp_step *step = &p->steps.at[at];
            rp_build_problem(b, RP_PROBLEM_CIRCLE, step->node, RP_ATTRIBUTE_WITH, step->id, NULL);
            at = step->with;
        } while (at != first);
    }
    return REFPATH_OK;
}

static refpath_status check_after(rp_build *b) {
    const refpath_protocol *p = b->p;
    uint32_t n = (uint32_t)p->steps.n;
    uint32_t *node = RP_ARENA_ARRAY(&b->scratch, uint32_t, n);
    bool *on = RP_ARENA_ARRAY(&b->scratch, bool, n);
    rp_graph g;
    RP_HAVE(node);
    RP_HAVE(on);
    RP_TRY(join_steps(b, node));
    RP_TRY(graph_init(b, &g, n));
    for (uint32_t s = 0; s < n; s++) {
        for (uint32_t k = 0; k < p->steps.at[s].after.n; k++) {
            RP_TRY(graph_add(b, &g, node[s], node[p->steps.at[s].after.at[k]]));
        }
    }
    RP_TRY(find_circles(b, &g, on));
    for (uint32_t s = 0; s < n; s++) {
        if (on[node[s]] && node[s] == s) {
            rp_build_problem(b, RP_PROBLEM_CIRCLE, p->steps.at[s].node, RP_ATTRIBUTE_AFTER, p->steps.at[s].id, NULL);
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_circles(rp_build *b) {
    RP_TRY(check_part_of(b));
    RP_TRY(check_over(b));
    RP_TRY(check_with(b));
    return check_after(b);
}
