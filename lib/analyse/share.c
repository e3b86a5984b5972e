/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/share.h"

#include "base/check.h"

#include <string.h>

#define VARIABLE(axis) (2 * (axis)) /* of diagrams: an axis at the time of the question */
#define NOT_COUNTED UINT64_MAX

/* -- numbers -------------------------------------------------------------------------------------------------------- */

refpath_status rp_count_add(uint64_t *to, uint64_t n) {
    if (n > RP_MOST_CASES - *to) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    *to += n;
    return REFPATH_OK;
}

refpath_status rp_count_times(uint64_t *to, uint64_t n) {
    if (n > 0 && *to > RP_MOST_CASES / n) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    *to *= n;
    return REFPATH_OK;
}

int64_t rp_ppm(uint64_t part, uint64_t whole) { return rp_wide_ppm(rp_wide_of(part), rp_wide_of(whole)); }

/* -- scopes --------------------------------------------------------------------------------------------------------- */

rp_word *rp_scope_new(rp_analysis *a) {
    return RP_ARENA_ARRAY(a->arena, rp_word, a->p->matcher.axis_words + 1);
}

/* The whole tree in which a term stands: what is said of one may settle another. */
static void add_tree(const refpath_protocol *p, const rp_axis *axis, rp_word *scope) {
    const rp_fact *fact = &p->facts.at[axis->fact];
    uint32_t top = axis->of;
    while (fact->terms.entries.at[top].parent != RP_NONE) {
        top = fact->terms.entries.at[top].parent;
    }
    for (uint32_t t = top; t < fact->terms.entries.at[top].end; t++) {
        rp_bits_add(scope, fact->axis + t);
    }
}

static void add_axis(const refpath_protocol *p, uint32_t a, rp_word *scope) {
    rp_bits_add(scope, a);
    if (p->matcher.axes.at[a].kind == RP_AXIS_TERM) {
        add_tree(p, &p->matcher.axes.at[a], scope);
    }
}

refpath_status rp_scope_add(rp_survey *s, rp_word *scope, rp_dd f) {
    const rp_matcher *m = &s->a->p->matcher;
    rp_word *variables;
    if (rp_dd_is_end(f)) {
        return s->w.dd.status;
    }
    variables = RP_ARENA_ARRAY(&s->arena, rp_word, rp_bits_words(2 * m->axes.n) + 1);
    RP_HAVE(variables);
    rp_dd_support(&s->w.dd, f, variables);
    for (uint32_t a = 0; a < m->axes.n; a++) {
        if (!rp_bits_has(variables, VARIABLE(a))) {
            continue;
        }
        add_axis(s->a->p, a, scope);
    }
    return s->w.dd.status;
}

void rp_scope_add_parts(const rp_survey *first, rp_word *scope) {
    const refpath_protocol *p = first->a->p;
    for (const rp_survey *s = first->next; s; s = s->next) {
        for (uint32_t a = 0; a < p->matcher.axes.n; a++) {
            const rp_word *here = s->w.facts.axes[a].possible, *there = first->w.facts.axes[a].possible;
            if (here && there && !rp_bits_equal(here, there, rp_bits_words(p->matcher.axes.at[a].n_values))) {
                add_axis(p, a, scope);
            }
        }
    }
}

void rp_scope_add_known(const refpath_case *known, rp_word *scope) {
    const refpath_protocol *p = known->protocol;
    for (uint32_t a = 0; a < p->matcher.axes.n; a++) {
        const rp_axis *axis = &p->matcher.axes.at[a];
        if (axis->kind < RP_AXIS_PLACE && known->facts[axis->fact].given) {
            rp_bits_add(scope, a);
        }
    }
}

/* -- weights -------------------------------------------------------------------------------------------------------- */

/* How many values a branch of an axis stands for. */
static uint64_t weight_of(const rp_survey *s, uint32_t a, uint32_t branch) {
    const rp_axis *axis = &s->a->p->matcher.axes.at[a];
    const rp_axis_now *now = &s->w.facts.axes[a];
    const rp_given *given;
    int64_t least, most;
    uint64_t n = 0;
    if (axis->kind != RP_AXIS_NUMBER || now->counted) {
        return 1;
    }
    given = &s->c->facts[axis->fact];
    least = axis->cut[now->value[branch]];
    most = now->value[branch] + 1 < axis->n_values ? (int64_t)axis->cut[now->value[branch] + 1] - 1
                                                   : s->a->p->facts.at[axis->fact].max;
    if (!given->given) {
        return (uint64_t)(most - least + 1);
    }
    for (size_t i = 0; i < given->ranges.n; i++) {
        int64_t from = given->ranges.at[i].least > least ? given->ranges.at[i].least : least;
        int64_t to = given->ranges.at[i].most < most ? given->ranges.at[i].most : most;
        n += from <= to ? (uint64_t)(to - from + 1) : 0;
    }
    return n;
}

/* -- counting ------------------------------------------------------------------------------------------------------- */

typedef struct rp_counter {
    rp_survey *s;
    uint32_t *axis;   /* of the scope, ascending; at the end RP_NONE */
    uint32_t *at;     /* per axis of the vocabulary: where it stands there */
    uint64_t *total;  /* per axis of the scope: values all branches stand for */
    uint64_t *counts; /* per node */
} rp_counter;

/* All combinations of the axes from one up to another, which is not taken in. */
static refpath_status skip(const rp_counter *k, uint32_t from, uint32_t to, uint64_t *n) {
    for (uint32_t i = from; i < to; i++) {
        RP_TRY(rp_count_times(n, k->total[i]));
    }
    return REFPATH_OK;
}

static uint32_t stands_at(const rp_counter *k, rp_dd f, uint32_t end) {
    return rp_dd_is_end(f) ? end : k->at[rp_dd_variable(&k->s->w.dd, f) / 2];
}

/* Combinations of the axes from that of f on. Not deeper than there are axes. */
static refpath_status count(const rp_counter *k, rp_dd f, uint32_t end, uint64_t *n) {
    uint32_t at, a;
    uint64_t sum = 0;
    if (rp_dd_is_end(f)) {
        *n = rp_dd_value(f);
        return REFPATH_OK;
    }
    if (k->counts[f] != NOT_COUNTED) {
        *n = k->counts[f];
        return REFPATH_OK;
    }
    at = stands_at(k, f, end);
    a = k->axis[at];
    for (uint32_t b = 0; b < k->s->w.facts.axes[a].n; b++) {
        rp_dd branch = rp_dd_branch(&k->s->w.dd, f, b);
        uint64_t part;
        RP_TRY(count(k, branch, end, &part));
        RP_TRY(skip(k, at + 1, stands_at(k, branch, end), &part));
        RP_TRY(rp_count_times(&part, weight_of(k->s, a, b)));
        RP_TRY(rp_count_add(&sum, part));
    }
    k->counts[f] = sum;
    *n = sum;
    return REFPATH_OK;
}

/* No term of the scope is "yes" under one that is "no". */
static rp_dd closed(rp_survey *s, const rp_counter *k, uint32_t n, rp_dd f) {
    const refpath_protocol *p = s->a->p;
    for (uint32_t i = n; i-- > 0 && f != RP_DD_FALSE;) {
        const rp_axis *axis = &p->matcher.axes.at[k->axis[i]];
        const rp_fact *fact = axis->kind == RP_AXIS_TERM ? &p->facts.at[axis->fact] : NULL;
        uint32_t parent = fact ? fact->terms.entries.at[axis->of].parent : RP_NONE;
        if (parent != RP_NONE && s->w.facts.axes[k->axis[i]].open && s->w.facts.axes[fact->axis + parent].open) {
            rp_dd no[2] = {RP_DD_TRUE, RP_DD_FALSE}, yes[2] = {RP_DD_FALSE, RP_DD_TRUE};
            rp_dd fits = rp_dd_or(&s->w.dd, rp_dd_split(&s->w.dd, VARIABLE(k->axis[i]), no),
                                  rp_dd_split(&s->w.dd, VARIABLE(fact->axis + parent), yes));
            f = rp_dd_and(&s->w.dd, fits, f);
        }
    }
    return f;
}

static refpath_status set_counter(rp_counter *k, rp_survey *s, const rp_word *scope, uint32_t *n) {
    uint32_t axes = (uint32_t)s->a->p->matcher.axes.n;
    if (!s->room.total) {
        s->room.axis = RP_ARENA_ARRAY(&s->arena, uint32_t, axes + 1);
        s->room.at = RP_ARENA_ARRAY(&s->arena, uint32_t, axes + 1);
        RP_HAVE(s->room.axis);
        RP_HAVE(s->room.at);
        s->room.total = RP_ARENA_ARRAY(&s->arena, uint64_t, axes + 1);
        RP_HAVE(s->room.total);
    }
    k->s = s;
    k->axis = s->room.axis;
    k->at = s->room.at;
    k->total = s->room.total;
    *n = 0;
    for (uint32_t a = 0; a < axes; a++) {
        if (!rp_bits_has(scope, a)) {
            continue;
        }
        k->axis[*n] = a;
        k->at[a] = *n;
        k->total[*n] = 0;
        for (uint32_t b = 0; b < s->w.facts.axes[a].n; b++) {
            RP_TRY(rp_count_add(&k->total[*n], weight_of(s, a, b)));
        }
        ++*n;
    }
    return REFPATH_OK;
}

refpath_status rp_count_cases(rp_survey *s, const rp_word *scope, rp_dd f, uint64_t *n) {
    rp_counter k;
    uint32_t end;
    refpath_status status;
    RP_TRY(set_counter(&k, s, scope, &end));
    f = closed(s, &k, end, f);
    rp_work_add(&s->w.dd, s->w.dd.nodes.n);
    RP_TRY(rp_survey_account(s));
    k.counts = rp_alloc_array(&s->a->p->alloc, s->w.dd.nodes.n + 1, sizeof *k.counts);
    RP_HAVE(k.counts);
    memset(k.counts, 0xff, (s->w.dd.nodes.n + 1) * sizeof *k.counts);
    status = count(&k, f, end, n);
    if (status == REFPATH_OK) {
        status = skip(&k, 0, stands_at(&k, f, end), n);
    }
    rp_alloc_free(&s->a->p->alloc, k.counts, (s->w.dd.nodes.n + 1) * sizeof *k.counts);
    return status;
}
