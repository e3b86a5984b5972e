/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Diagrams as small arrays, and cases drawn from them, each as likely as every other. */
#include "analyse/simulate.h"

#include "base/check.h"

#include <string.h>

/* -- axes ------------------------------------------------------------------------------------------------------------ */

static refpath_status set_axes(rp_survey *s, rp_arena *arena, const rp_word *scope, rp_sim_part *part) {
    size_t n = s->a->p->matcher.axes.n;
    part->axes = RP_ARENA_ARRAY(arena, rp_sim_axis, rp_bits_count(scope, rp_bits_words(n)) + 1);
    RP_HAVE(part->axes);
    for (uint32_t a = 0; a < n; a++) {
        rp_sim_axis *axis;
        uint64_t *upto, sum = 0;
        if (!rp_bits_has(scope, a)) {
            continue;
        }
        axis = &part->axes[part->n_axes++];
        axis->n = s->w.facts.axes[a].n;
        if (axis->n > UINT16_MAX) {
            return REFPATH_LIMIT_EXCEEDED;
        }
        axis->upto = upto = RP_ARENA_ARRAY(arena, uint64_t, axis->n + 1);
        RP_HAVE(upto);
        for (uint32_t b = 0; b < axis->n; b++) {
            RP_TRY(rp_count_add(&sum, rp_branch_weight(s, a, b)));
            upto[b] = sum;
        }
    }
    return REFPATH_OK;
}

/* -- copies ---------------------------------------------------------------------------------------------------------- */

static uint32_t axis_of(const rp_sim_copier *c, rp_dd f) {
    return rp_dd_is_end(f) ? c->part->n_axes : c->axis_at[rp_dd_variable(&c->s->w.dd, f) / 2];
}

static rp_sim_weight times(rp_sim_weight w, uint64_t n) {
    w.m *= n; /* below 2^31, and no axis has more than 2^32 values */
    while (w.m >> 31) {
        w.m >>= 1;
        w.e++;
    }
    return w;
}

void rp_sim_sum_up(const rp_sim_weight *weights, size_t n, uint64_t *upto) {
    uint32_t most = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        most = weights[i].m > 0 && weights[i].e > most ? weights[i].e : most;
    }
    for (size_t i = 0; i < n; i++) {
        sum += most - weights[i].e < 32 ? weights[i].m >> (most - weights[i].e) : 0;
        upto[i] = sum;
    }
}

/* How many cases a branch stands for, the axes in between taken in. */
static rp_sim_weight weigh(const rp_sim_copier *c, rp_dd branch, uint32_t copied, uint32_t axis, uint32_t b) {
    const rp_sim_axis *at = &c->part->axes[axis];
    rp_sim_weight w = {rp_dd_is_end(copied) ? rp_dd_value(copied) : 0, 0};
    w = rp_dd_is_end(copied) ? w : c->weights[copied];
    for (uint32_t i = axis + 1; i < axis_of(c, branch) && w.m > 0; i++) {
        w = times(w, c->part->axes[i].upto[c->part->axes[i].n - 1]);
    }
    return times(w, at->upto[b] - (b > 0 ? at->upto[b - 1] : 0));
}

/* The sum of all branches of a node, which are summed up already. */
static rp_sim_weight sum_of(const rp_sim_weight *branches, uint32_t n, uint64_t sum) {
    rp_sim_weight w = {sum, 0};
    for (uint32_t b = 0; b < n; b++) {
        w.e = branches[b].m > 0 && branches[b].e > w.e ? branches[b].e : w.e;
    }
    return times(w, 1);
}

/* Not deeper than there are axes. */
static refpath_status copy(rp_sim_copier *c, rp_dd f, uint32_t *out) {
    uint32_t axis, first, number, n;
    rp_sim_node *node;
    if (rp_dd_is_end(f) || c->copy_of[f] != RP_NONE) {
        *out = rp_dd_is_end(f) ? f : c->copy_of[f];
        return REFPATH_OK;
    }
    axis = axis_of(c, f);
    n = c->part->axes[axis].n;
    first = (uint32_t)c->to->next.n;
    for (uint32_t b = 0; b < n; b++) {
        uint32_t *slot = RP_LIST_ADD(c->arena, &c->to->next);
        RP_HAVE(slot);
    }
    for (uint32_t b = 0; b < n; b++) {
        rp_dd branch = rp_dd_branch(&c->s->w.dd, f, b);
        uint32_t to;
        RP_TRY(copy(c, branch, &to));
        c->to->next.at[first + b] = to;
        if (c->weights) {
            c->branches[first + b] = weigh(c, branch, to, axis, b);
        }
    }
    number = (uint32_t)c->to->nodes.n;
    node = RP_LIST_ADD(c->arena, &c->to->nodes);
    RP_HAVE(node);
    *node = (rp_sim_node){axis, first};
    if (c->weights) {
        rp_sim_sum_up(c->branches + first, n, c->upto + first);
        c->weights[number] = sum_of(c->branches + first, n, c->upto[first + n - 1]);
    }
    c->copy_of[f] = number;
    *out = number;
    return REFPATH_OK;
}

static refpath_status start(rp_sim_copier *c, const rp_word *scope) {
    size_t n = c->s->a->p->matcher.axes.n;
    uint32_t at = 0;
    c->axis_at = RP_ARENA_ARRAY(&c->s->arena, uint32_t, n + 1);
    RP_HAVE(c->axis_at);
    for (uint32_t a = 0; a < n; a++) {
        c->axis_at[a] = at;
        at += rp_bits_has(scope, a);
    }
    return REFPATH_OK;
}

/* Room for nodes made since. */
static refpath_status follow(rp_sim_copier *c) {
    size_t n = c->s->w.dd.nodes.n, more;
    if (n <= c->n) {
        return REFPATH_OK;
    }
    more = n - c->n + n / 2 + 16;
    c->copy_of = rp_arena_grow(&c->s->arena, c->copy_of, c->n, more, sizeof *c->copy_of);
    RP_HAVE(c->copy_of);
    memset(c->copy_of + c->n, 0xff, more * sizeof *c->copy_of);
    rp_work_add(&c->s->w.dd, more);
    c->n += more;
    return rp_survey_account(c->s);
}

/* All branches there could be. */
static size_t count_branches(rp_survey *s) {
    size_t n = 0;
    for (uint32_t f = 0; f < s->w.dd.nodes.n; f++) {
        n += s->w.facts.axes[rp_dd_variable(&s->w.dd, f) / 2].n;
    }
    return n;
}

refpath_status rp_sim_facts(rp_survey *s, rp_arena *arena, const rp_word *scope, rp_sim_part *part,
                            rp_sim_weight *cases) {
    rp_sim_copier c = {.s = s, .arena = arena, .part = part, .to = &part->cases};
    rp_dd holds = s->holds;
    RP_TRY(set_axes(s, arena, scope, part));
    RP_TRY(rp_scope_closed(s, scope, &holds));
    RP_TRY(start(&c, scope));
    RP_TRY(follow(&c));
    c.weights = RP_ARENA_ARRAY(&s->arena, rp_sim_weight, s->w.dd.nodes.n + 1);
    c.branches = RP_ARENA_ARRAY(&s->arena, rp_sim_weight, count_branches(s) + 1);
    c.upto = RP_ARENA_ARRAY(&s->arena, uint64_t, count_branches(s) + 1);
    RP_HAVE(c.weights);
    RP_HAVE(c.branches);
    RP_HAVE(c.upto);
    RP_TRY(copy(&c, holds, &part->root));
    part->upto_of = rp_arena_grow(arena, c.upto, part->cases.next.n, 0, sizeof *c.upto);
    RP_HAVE(part->upto_of);
    *cases = (rp_sim_weight){rp_dd_is_end(part->root) ? rp_dd_value(part->root) : 0, 0};
    *cases = rp_dd_is_end(part->root) ? *cases : c.weights[part->root];
    for (uint32_t i = 0; i < axis_of(&c, holds) && cases->m > 0; i++) {
        *cases = times(*cases, part->axes[i].upto[part->axes[i].n - 1]);
    }
    return REFPATH_OK;
}

refpath_status rp_sim_tests(rp_sim_copier *c, rp_survey *s, rp_arena *arena, const rp_word *scope, rp_sim_part *part) {
    *c = (rp_sim_copier){.s = s, .arena = arena, .part = part, .to = &part->tests};
    return start(c, scope);
}

refpath_status rp_sim_test(rp_sim_copier *c, rp_dd f, uint32_t *out) {
    RP_TRY(c->s->w.dd.status);
    RP_TRY(follow(c));
    return copy(c, f, out);
}

/* -- cases ----------------------------------------------------------------------------------------------------------- */

bool rp_sim_holds(const rp_sim_part *part, const uint16_t *values, uint32_t test) {
    while (!rp_dd_is_end(test)) {
        const rp_sim_node *node = &part->tests.nodes.at[test];
        test = part->tests.next.at[node->first + values[node->axis]];
    }
    return rp_dd_value(test) != 0;
}

static uint16_t choose(rp_random *random, const uint64_t *upto, uint32_t n) {
    uint64_t drawn = rp_random_below(random, upto[n - 1]);
    uint16_t i = 0;
    while (upto[i] <= drawn) {
        i++;
    }
    return i;
}

void rp_sim_draw(const rp_sim_part *part, rp_random *random, uint16_t *values) {
    uint32_t at = part->root;
    for (uint32_t i = 0; i < part->n_axes; i++) {
        const rp_sim_axis *axis = &part->axes[i];
        const rp_sim_node *node = rp_dd_is_end(at) ? NULL : &part->cases.nodes.at[at];
        if (node && node->axis == i) {
            values[i] = choose(random, part->upto_of + node->first, axis->n);
            at = part->cases.next.at[node->first + values[i]];
        } else {
            values[i] = axis->n > 1 ? choose(random, axis->upto, axis->n) : 0;
        }
    }
}
