/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/alike.h"

#include "base/check.h"

#include <string.h>

/* -- which facts are read -------------------------------------------------------------------------------------------- */

typedef struct rp_fact_search {
    const refpath_protocol *p;
    rp_word *facts;
    rp_word *seen;           /* conditions */
    RP_LIST(uint32_t) found; /* those that are still to be gone through */
    rp_arena *arena;
} rp_fact_search;

static refpath_status find(rp_fact_search *r, uint32_t condition) {
    uint32_t *slot;
    if (condition == RP_NONE || rp_bits_has(r->seen, condition)) {
        return REFPATH_OK;
    }
    rp_bits_add(r->seen, condition);
    slot = RP_LIST_ADD(r->arena, &r->found);
    RP_HAVE(slot);
    *slot = condition;
    return REFPATH_OK;
}

/* A part is a condition of its own, and a derived flag stands for one. */
static refpath_status read_axis(rp_fact_search *r, const rp_axis *axis) {
    if (axis->kind == RP_AXIS_PART) {
        return find(r, axis->of);
    }
    if (axis->kind < RP_AXIS_PLACE) {
        rp_bits_add(r->facts, axis->fact);
        return find(r, r->p->facts.at[axis->fact].when);
    }
    return REFPATH_OK;
}

static refpath_status read_condition(rp_fact_search *r, uint32_t number) {
    const rp_matcher *m = &r->p->matcher;
    const rp_condition *c = &m->conditions.at[number];
    for (uint32_t i = 0; i < c->n_boxes; i++) {
        const rp_box *box = &m->boxes.at[c->first_box + i];
        for (uint32_t d = 0; d < box->n; d++) {
            RP_TRY(read_axis(r, &m->axes.at[box->demands[d].axis]));
        }
    }
    return REFPATH_OK;
}

/* All conditions that a survey, or who counts over it, may ask. */
static refpath_status find_all(rp_fact_search *r, const rp_study *study) {
    const refpath_protocol *p = r->p;
    for (size_t i = 0; i < p->pathways.n; i++) {
        RP_TRY(find(r, p->pathways.at[i].when));
    }
    for (size_t i = 0; i < p->steps.n; i++) {
        RP_TRY(find(r, p->steps.at[i].when));
    }
    for (size_t i = 0; i < p->dues.n; i++) {
        RP_TRY(find(r, p->dues.at[i].when));
    }
    for (size_t i = 0; i < p->offers.n; i++) {
        RP_TRY(find(r, p->offers.at[i].when));
    }
    for (size_t i = 0; i < p->interfaces.n; i++) {
        RP_TRY(find(r, p->interfaces.at[i].unless));
    }
    for (size_t i = 0; i < study->kinds.n; i++) {
        RP_TRY(find(r, study->kinds.at[i].when));
    }
    return REFPATH_OK;
}

static refpath_status find_facts(rp_analysis *a, rp_word **facts) {
    rp_fact_search r = {.p = a->p, .arena = a->arena};
    r.facts = *facts = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(a->p->facts.n) + 1);
    r.seen = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(a->p->matcher.conditions.n) + 1);
    RP_HAVE(r.facts);
    RP_HAVE(r.seen);
    RP_TRY(find_all(&r, &a->study));
    while (r.found.n > 0) {
        RP_TRY(read_condition(&r, r.found.at[--r.found.n]));
    }
    return REFPATH_OK;
}

/* -- which kinds are alike --------------------------------------------------------------------------------------------- */

static bool same_ranges(const rp_given *a, const rp_given *b) {
    bool same = a->ranges.n == b->ranges.n;
    for (size_t i = 0; i < a->ranges.n && same; i++) {
        same = a->ranges.at[i].least == b->ranges.at[i].least && a->ranges.at[i].most == b->ranges.at[i].most;
    }
    return same;
}

static bool same_fact(const rp_fact *fact, const rp_given *a, const rp_given *b) {
    if (!a->given || !b->given) {
        return a->given == b->given;
    }
    switch (fact->kind) {
    case RP_FACT_NUMBER: return same_ranges(a, b);
    case RP_FACT_CHOICE: return rp_bits_equal(a->terms, b->terms, rp_bits_words(fact->terms.n_leaves));
    case RP_FACT_SET: return memcmp(a->truth, b->truth, fact->terms.entries.n) == 0;
    default: return a->flag == b->flag;
    }
}

static bool same_clocks(const rp_kind *a, const rp_kind *b) {
    bool same = a->before.n == b->before.n;
    for (size_t i = 0; i < a->before.n && same; i++) {
        same = a->before.at[i].clock == b->before.at[i].clock && a->before.at[i].seconds == b->before.at[i].seconds;
    }
    return same;
}

static bool are_alike(const refpath_protocol *p, const rp_word *facts, const rp_kind *a, const rp_kind *b) {
    bool same = a->when == b->when && same_clocks(a, b);
    for (size_t f = rp_bits_next(facts, 0, p->facts.n); f < p->facts.n && same; f = rp_bits_next(facts, f + 1, p->facts.n)) {
        same = same_fact(&p->facts.at[f], &a->known->facts[f], &b->known->facts[f]);
    }
    return same;
}

refpath_status rp_kinds_alike(rp_analysis *a, uint32_t **first) {
    size_t n = a->study.kinds.n;
    rp_word *facts;
    RP_TRY(find_facts(a, &facts));
    *first = RP_ARENA_ARRAY(a->arena, uint32_t, n + 1);
    RP_HAVE(*first);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t like = 0;
        while (like < i && !are_alike(a->p, facts, &a->study.kinds.at[like], &a->study.kinds.at[i])) {
            like++;
        }
        (*first)[i] = like;
        RP_TRY(rp_analysis_work(a, 1 + i));
    }
    return REFPATH_OK;
}
