/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/share.h"

#include "base/check.h"

#include <string.h>

#define VARIABLE(axis) (2 * (axis)) /* of diagrams: an axis at the time of the question */

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

int64_t rp_ppm_beyond(uint64_t part, uint64_t whole) {
    if (whole == 0 || part / whole >= RP_MOST_CASES / RP_MILLIONTHS) {
        return whole == 0 ? 0 : (int64_t)RP_MOST_CASES;
    }
    return (int64_t)(part / whole * RP_MILLIONTHS) + rp_ppm(part % whole, whole);
}

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

/*
 * What was counted for the scope counted in last stays: the nodes of diagrams do not change, and of one scope many functions
 * are counted.
 */
struct rp_count_room {
    rp_word *scope;        /* which it is */
    uint32_t turn;         /* how many there were so far */
    uint32_t *axis, n;     /* of the scope, ascending */
    uint32_t *at;          /* per axis of the vocabulary: where it stands there */
    uint64_t *total;       /* per axis of the scope: values all branches stand for */
    uint64_t **weight;     /* per axis of the vocabulary: what each branch stands for; NULL: not asked yet */
    rp_dd closed;          /* no term is "yes" under one that is "no" */
    struct rp_counted {
        uint64_t n;
        uint32_t turn;
    } *counts; /* per node */
    size_t n_counts;
};

static uint32_t stands_at(const struct rp_count_room *k, const rp_survey *s, rp_dd f) {
    return rp_dd_is_end(f) ? k->n : k->at[rp_dd_variable(&s->w.dd, f) / 2];
}

/* All combinations of the axes from one up to another, which is not taken in. */
static refpath_status skip(const struct rp_count_room *k, uint32_t from, uint32_t to, uint64_t *n) {
    for (uint32_t i = from; i < to; i++) {
        RP_TRY(rp_count_times(n, k->total[i]));
    }
    return REFPATH_OK;
}

/* Combinations of the axes from that of f on. Not deeper than there are axes. */
static refpath_status count(rp_survey *s, rp_dd f, uint64_t *n) {
    struct rp_count_room *k = s->room;
    uint32_t at, a;
    uint64_t sum = 0;
    if (rp_dd_is_end(f)) {
        *n = rp_dd_value(f);
        return REFPATH_OK;
    }
    if (k->counts[f].turn == k->turn) {
        *n = k->counts[f].n;
        return REFPATH_OK;
    }
    at = stands_at(k, s, f);
    a = k->axis[at];
    for (uint32_t b = 0; b < s->w.facts.axes[a].n; b++) {
        rp_dd branch = rp_dd_branch(&s->w.dd, f, b);
        uint64_t part;
        RP_TRY(count(s, branch, &part));
        RP_TRY(skip(k, at + 1, stands_at(k, s, branch), &part));
        RP_TRY(rp_count_times(&part, k->weight[a][b]));
        RP_TRY(rp_count_add(&sum, part));
    }
    rp_work_add(&s->w.dd, 1);
    k->counts[f] = (struct rp_counted){sum, k->turn};
    *n = sum;
    return REFPATH_OK;
}

/* No term of the scope is "yes" under one that is "no". */
static rp_dd close_terms(rp_survey *s, const struct rp_count_room *k) {
    const refpath_protocol *p = s->a->p;
    rp_dd all = RP_DD_TRUE;
    for (uint32_t i = k->n; i-- > 0;) {
        const rp_axis *axis = &p->matcher.axes.at[k->axis[i]];
        const rp_fact *fact = axis->kind == RP_AXIS_TERM ? &p->facts.at[axis->fact] : NULL;
        uint32_t parent = fact ? fact->terms.entries.at[axis->of].parent : RP_NONE;
        if (parent != RP_NONE && s->w.facts.axes[k->axis[i]].open && s->w.facts.axes[fact->axis + parent].open) {
            rp_dd no[2] = {RP_DD_TRUE, RP_DD_FALSE}, yes[2] = {RP_DD_FALSE, RP_DD_TRUE};
            rp_dd fits = rp_dd_or(&s->w.dd, rp_dd_split(&s->w.dd, VARIABLE(k->axis[i]), no),
                                  rp_dd_split(&s->w.dd, VARIABLE(fact->axis + parent), yes));
            all = rp_dd_and(&s->w.dd, fits, all);
        }
    }
    return all;
}

static refpath_status make_room(rp_survey *s) {
    uint32_t axes = (uint32_t)s->a->p->matcher.axes.n;
    struct rp_count_room *k = RP_ARENA_NEW(&s->arena, struct rp_count_room);
    RP_HAVE(k);
    k->scope = rp_arena_array(&s->arena, s->a->p->matcher.axis_words + 1, sizeof *k->scope);
    k->axis = RP_ARENA_ARRAY(&s->arena, uint32_t, axes + 1);
    k->at = RP_ARENA_ARRAY(&s->arena, uint32_t, axes + 1);
    k->total = RP_ARENA_ARRAY(&s->arena, uint64_t, axes + 1);
    k->weight = RP_ARENA_ARRAY(&s->arena, uint64_t *, axes + 1);
    RP_HAVE(k->scope);
    RP_HAVE(k->axis);
    RP_HAVE(k->at);
    RP_HAVE(k->total);
    RP_HAVE(k->weight);
    s->room = k;
    return REFPATH_OK;
}

static refpath_status weigh(rp_survey *s, uint32_t a, uint64_t *total) {
    struct rp_count_room *k = s->room;
    uint32_t n = s->w.facts.axes[a].n;
    if (!k->weight[a]) {
        k->weight[a] = RP_ARENA_ARRAY(&s->arena, uint64_t, n + 1);
        RP_HAVE(k->weight[a]);
        for (uint32_t b = 0; b < n; b++) {
            k->weight[a][b] = weight_of(s, a, b);
        }
    }
    *total = 0;
    for (uint32_t b = 0; b < n; b++) {
        RP_TRY(rp_count_add(total, k->weight[a][b]));
    }
    return REFPATH_OK;
}

static refpath_status set_scope(rp_survey *s, const rp_word *scope) {
    const rp_matcher *m = &s->a->p->matcher;
    struct rp_count_room *k;
    if (!s->room) {
        RP_TRY(make_room(s));
    }
    k = s->room;
    if (k->turn > 0 && rp_bits_equal(k->scope, scope, m->axis_words)) {
        return REFPATH_OK;
    }
    rp_bits_copy(k->scope, scope, m->axis_words);
    k->turn++;
    k->n = 0;
    for (uint32_t a = (uint32_t)rp_bits_next(scope, 0, m->axes.n); a < m->axes.n;
         a = (uint32_t)rp_bits_next(scope, a + 1, m->axes.n)) {
        k->axis[k->n] = a;
        k->at[a] = k->n;
        RP_TRY(weigh(s, a, &k->total[k->n]));
        k->n++;
    }
    k->closed = close_terms(s, k);
    return s->w.dd.status;
}

static refpath_status make_counts(rp_survey *s) {
    struct rp_count_room *k = s->room;
    size_t n = s->w.dd.nodes.n;
    if (n > k->n_counts) {
        k->counts = rp_arena_grow(&s->arena, k->counts, k->n_counts, n, sizeof *k->counts);
        RP_HAVE(k->counts);
        k->n_counts += n;
    }
    return REFPATH_OK;
}

refpath_status rp_count_cases(rp_survey *s, const rp_word *scope, rp_dd f, uint64_t *n) {
    *n = 0;
    if (f == RP_DD_FALSE) {
        return s->w.dd.status;
    }
    RP_TRY(set_scope(s, scope));
    f = rp_dd_and(&s->w.dd, s->room->closed, f);
    RP_TRY(rp_survey_account(s));
    RP_TRY(make_counts(s));
    RP_TRY(count(s, f, n));
    return skip(s->room, 0, stands_at(s->room, s, f), n);
}

/* -- for who draws cases instead (simulate_facts.c) ------------------------------------------------------------------- */

uint64_t rp_branch_weight(const rp_survey *s, uint32_t axis, uint32_t branch) { return weight_of(s, axis, branch); }

refpath_status rp_scope_closed(rp_survey *s, const rp_word *scope, rp_dd *f) {
    RP_TRY(set_scope(s, scope));
    *f = rp_dd_and(&s->w.dd, s->room->closed, *f);
    return s->w.dd.status;
}
