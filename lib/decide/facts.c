/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/facts.h"

#include "base/check.h"
#include "decide/clock_text.h"
#include "decide/count.h"

#include <string.h>

/* -- place and clocks ---------------------------------------------------------------------------- */

static bool has_one_part(const rp_forest *places, uint32_t place) {
    uint32_t end = places->entries.at[place].end;
    return end > place + 1 && places->entries.at[place + 1].end == end;
}

static refpath_status read_place(rp_facts *f, rp_arena *arena) {
    const refpath_protocol *p = f->p;
    uint32_t first = 0, end = p->places.n_leaves;
    f->known_place = f->c->place;
    if (f->known_place == RP_NONE && p->places.entries.n > 0 &&
        p->places.entries.at[0].end == p->places.entries.n) {
        f->known_place = 0; /* one root contains every case */
    }
    while (f->known_place != RP_NONE && has_one_part(&p->places, f->known_place)) {
        f->known_place++; /* the part stands right behind it, and contains what it contains */
    }
    if (f->known_place != RP_NONE) {
        first = p->places.entries.at[f->known_place].leaf_first;
        end = p->places.entries.at[f->known_place].leaf_end;
    }
    f->zone = f->known_place == RP_NONE ? p->root_zone : p->zone[f->known_place];
    f->leaves = RP_ARENA_ARRAY(arena, rp_word, rp_bits_words(p->places.n_leaves) + 1);
    RP_HAVE(f->leaves);
    for (uint32_t leaf = first; leaf < end; leaf++) {
        rp_bits_add(f->leaves, leaf);
    }
    return REFPATH_OK;
}

static void later_than_question(const rp_facts *f, uint32_t clock, refpath_diags *diags) {
    char path[160] = "clocks.";
    rp_place_in nowhere = {"", 0, 0};
    strncat(path, f->p->clocks.at[clock].id, sizeof path - 8);
    rp_diag_add(diags, RP_PROBLEM_CASE_CLOCK_LATER, nowhere, path);
}

/* A clock given as a span is one interval; a day of a calendar with variants may be several. */
static bool read_clock(rp_facts *f, uint32_t clock) {
    const rp_clock_given *given = &f->c->clocks[clock];
    rp_clock_now *now = &f->clocks[clock];
    int64_t first[RP_DAY_RANGES], last[RP_DAY_RANGES];
    size_t n = rp_clock_end_span(&given->from, f->zone, first, last);
    if (given->span) {
        int64_t to_first[RP_DAY_RANGES], to_last[RP_DAY_RANGES];
        size_t m = rp_clock_end_span(&given->to, f->zone, to_first, to_last);
        last[0] = to_last[m - 1];
        n = 1;
    }
    now->given = true;
    for (size_t i = 0; i < n && first[i] <= f->at; i++) {
        now->from[now->n] = first[i];
        now->to[now->n++] = last[i] < f->at ? last[i] : f->at;
    }
    return now->n > 0;
}

static refpath_status read_clocks(rp_facts *f, rp_arena *arena, refpath_diags *diags) {
    bool good = true;
    f->clocks = RP_ARENA_ARRAY(arena, rp_clock_now, f->p->clocks.n);
    RP_HAVE(f->clocks);
    for (uint32_t i = 0; i < f->p->clocks.n; i++) {
        if (f->c->clocks[i].given && !read_clock(f, i)) {
            later_than_question(f, i, diags);
            good = false;
        }
    }
    return good ? REFPATH_OK : REFPATH_INVALID_CASE;
}

/* The moments at which consents were given, before the question: rules may be asked of them. */
static refpath_status read_moments(rp_facts *f, rp_arena *arena) {
    int64_t *moments = RP_ARENA_ARRAY(arena, int64_t, f->c->consents.n);
    RP_HAVE(moments);
    for (size_t i = 0; i < f->c->consents.n; i++) {
        const rp_consent *consent = &f->c->consents.at[i];
        size_t k = f->n_moments;
        if (!consent->given || consent->at >= f->at) {
            continue;
        }
        while (k > 0 && moments[k - 1] > consent->at) {
            k--;
        }
        if (k > 0 && moments[k - 1] == consent->at) {
            continue;
        }
        memmove(moments + k + 1, moments + k, (f->n_moments - k) * sizeof *moments);
        moments[k] = consent->at;
        f->n_moments++;
    }
    f->moments = moments;
    return REFPATH_OK;
}

uint32_t rp_facts_moment(const rp_facts *facts, int64_t at) {
    for (uint32_t i = 0; i < facts->n_moments; i++) {
        if (facts->moments[i] == at) {
            return i;
        }
    }
    return RP_NONE;
}

/* -- axes ------------------------------------------------------------------------------------------ */

static refpath_status take_possible(rp_axis_now *now, uint32_t n_values, rp_arena *arena) {
    uint32_t *value = RP_ARENA_ARRAY(arena, uint32_t, n_values);
    RP_HAVE(value);
    now->n = 0;
    for (uint32_t v = 0; v < n_values; v++) {
        if (rp_bits_has(now->possible, v)) {
            value[now->n++] = v;
        }
    }
    now->value = value;
    now->open = now->n > 1;
    return REFPATH_OK;
}

static refpath_status read_terms(const rp_facts *f, const rp_fact *fact, rp_axis_now *axes, rp_arena *arena) {
    const rp_given *given = &f->c->facts[fact - f->p->facts.at];
    for (uint32_t t = 0; t < fact->terms.entries.n; t++) {
        rp_axis_now *now = &axes[fact->axis + t];
        unsigned char truth = given->given ? given->truth[t] : REFPATH_TRUTH_OPEN;
        now->possible = RP_ARENA_NEW(arena, rp_word);
        RP_HAVE(now->possible);
        *now->possible = truth == REFPATH_TRUTH_OPEN ? 3u : truth == REFPATH_TRUTH_YES ? 2u : 1u;
        RP_TRY(take_possible(now, 2, arena));
    }
    return REFPATH_OK;
}

static refpath_status read_simple(const rp_facts *f, const rp_fact *fact, rp_axis_now *now, uint32_t n_values,
                                  rp_arena *arena) {
    const rp_given *given = &f->c->facts[fact - f->p->facts.at];
    size_t words = rp_bits_words(n_values);
    now->possible = RP_ARENA_ARRAY(arena, rp_word, words + 1);
    RP_HAVE(now->possible);
    if (!given->given) {
        rp_bits_fill(now->possible, n_values);
    } else if (fact->kind == RP_FACT_CHOICE) {
        rp_bits_copy(now->possible, given->terms, words);
    } else {
        *now->possible = given->flag == REFPATH_TRUTH_YES ? 2u : given->flag == REFPATH_TRUTH_NO ? 1u : 3u;
    }
    return take_possible(now, n_values, arena);
}

static refpath_status read_fact(rp_facts *f, const rp_fact *fact, rp_diagrams *work) {
    rp_axis_now *now = &f->axes[fact->axis];
    uint32_t n_values;
    if (fact->axis == RP_NONE || (fact->kind == RP_FACT_FLAG && fact->when != RP_NONE)) {
        return REFPATH_OK; /* derived: its condition is a part of others */
    }
    n_values = f->p->matcher.axes.at[fact->axis].n_values;
    switch (fact->kind) {
    case RP_FACT_NUMBER: return rp_count_number(f, fact, now, work);
    case RP_FACT_SET: return read_terms(f, fact, f->axes, work->arena);
    default: return read_simple(f, fact, now, n_values, work->arena);
    }
}

static refpath_status read_place_axis(rp_facts *f, rp_arena *arena) {
    rp_axis_now *now = &f->axes[f->p->place_axis];
    now->possible = f->leaves;
    return take_possible(now, f->p->places.n_leaves, arena);
}

refpath_status rp_facts_read(rp_facts *facts, const refpath_case *c, int64_t at, rp_diagrams *work,
                             refpath_diags *diags) {
    rp_arena *arena = work->arena;
    memset(facts, 0, sizeof *facts);
    facts->c = c;
    facts->p = c->protocol;
    facts->at = at;
    facts->day = rp_zone_day(c->protocol->root_zone, at);
    RP_TRY(read_place(facts, arena));
    RP_TRY(read_clocks(facts, arena, diags));
    RP_TRY(read_moments(facts, arena));
    facts->axes = RP_ARENA_ARRAY(arena, rp_axis_now, facts->p->matcher.axes.n);
    RP_HAVE(facts->axes);
    for (size_t i = 0; i < facts->p->facts.n; i++) {
        RP_TRY(read_fact(facts, &facts->p->facts.at[i], work));
    }
    RP_TRY(read_place_axis(facts, arena));
    return work->status;
}
