/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is said of the facts of a case: numbers, terms, flags. */
#include "base/check.h"
#include "decide/case_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const rp_fact *fact_of(const rp_case_edit *e, uint32_t fact) {
    return &e->p->facts.at[fact];
}

static rp_given *given_of(const rp_case_edit *e, uint32_t fact) {
    return &e->c->facts[fact];
}

static bool is_derived(const rp_fact *fact) {
    return fact->kind == RP_FACT_FLAG && fact->when != RP_NONE;
}

static size_t count_given_facts(const refpath_protocol *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->facts.n; i++) {
        n += !is_derived(&p->facts.at[i]);
    }
    return n;
}

uint32_t rp_case_find_fact(rp_case_edit *e, const char *asked, const rp_case_path *path) {
    uint32_t fact = rp_table_find(&e->p->fact_names, rp_str_of(asked));
    if (fact == RP_NONE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_FACT, path, count_given_facts(e->p));
    } else if (is_derived(fact_of(e, fact))) {
        rp_case_problem(e, RP_PROBLEM_CASE_DERIVED_FACT, path);
        fact = RP_NONE;
    }
    return fact;
}

const char *rp_case_fact_notation(rp_fact_kind kind) {
    switch (kind) {
    case RP_FACT_NUMBER: return "12 | [12, 13] | {\"min\": 12, \"max\": 14}";
    case RP_FACT_CHOICE: return "\"term\" | [\"term\"]";
    case RP_FACT_SET: return "[\"term\"] | {\"yes\": [\"term\"], \"no\": [\"term\"]}";
    default: return "true | false";
    }
}

bool rp_case_is_kind(rp_case_edit *e, uint32_t fact, rp_fact_kind kind, const rp_case_path *path) {
    rp_fact_kind is = fact_of(e, fact)->kind;
    if (is != kind) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_WRONG_TYPE, path, rp_case_fact_notation(is));
    }
    return is == kind;
}

uint32_t rp_case_find_term(rp_case_edit *e, uint32_t fact, const char *asked,
                           const rp_case_path *path) {
    const rp_forest *terms = &fact_of(e, fact)->terms;
    uint32_t term = rp_table_find(&terms->names, rp_str_of(asked));
    if (term == RP_NONE) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_TERM, path, terms->entries.n);
    }
    return term;
}

/* -- what is known --------------------------------------------------------------------------- */

static bool is_complete(const rp_fact *fact, const rp_given *given) {
    for (size_t t = 0; t < fact->terms.entries.n; t++) {
        if (given->truth[t] == REFPATH_TRUTH_OPEN) {
            return false;
        }
    }
    return true;
}

static bool knows_place(const refpath_case *c) {
    return c->place != RP_NONE && rp_is_leaf(&c->protocol->places, c->place);
}

bool rp_case_knows(const refpath_case *c, uint32_t fact) {
    const refpath_protocol *p = c->protocol;
    const rp_given *given = &c->facts[fact];
    if (fact == p->facts.n) {
        return knows_place(c);
    }
    if (!given->given) {
        return false;
    }
    switch (p->facts.at[fact].kind) {
    case RP_FACT_NUMBER:
        return given->ranges.n == 1 && given->ranges.at[0].least == given->ranges.at[0].most;
    case RP_FACT_CHOICE:
        return rp_bits_count(given->terms, rp_bits_words(p->facts.at[fact].terms.n_leaves)) == 1;
    case RP_FACT_SET: return is_complete(&p->facts.at[fact], given);
    default: return true;
    }
}

/* Nobody can tell, it was said; then it cannot be known. */
static bool refuse_known(rp_case_edit *e, uint32_t fact, bool known, const rp_case_path *path) {
    if (known && e->c->unknown[fact]) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        return true;
    }
    return false;
}

/* -- numbers --------------------------------------------------------------------------------- */

bool rp_case_number_fits(rp_case_edit *e, uint32_t fact, int64_t value, const rp_case_path *path) {
    const rp_fact *number = fact_of(e, fact);
    rp_place_in nowhere = {"", 0, 0};
    char min[16], max[16];
    if (value >= number->min && value <= number->max) {
        return true;
    }
    snprintf(min, sizeof min, "%ld", (long)number->min);
    snprintf(max, sizeof max, "%ld", (long)number->max);
    rp_diag_add(e->diags, RP_PROBLEM_CASE_NUMBER_OUTSIDE, nowhere, path->text, min, max);
    e->bad = true;
    return false;
}

static int by_least(const void *a, const void *b) {
    const rp_range *x = a, *y = b;
    return (x->least > y->least) - (x->least < y->least);
}

/* In order, and those that touch made one. */
static size_t join_ranges(rp_range *ranges, size_t n) {
    size_t kept = 0;
    qsort(ranges, n, sizeof *ranges, by_least);
    for (size_t i = 1; i < n; i++) {
        if ((int64_t)ranges[i].least > (int64_t)ranges[kept].most + 1) {
            ranges[++kept] = ranges[i];
        } else if (ranges[i].most > ranges[kept].most) {
            ranges[kept].most = ranges[i].most;
        }
    }
    return kept + 1;
}

refpath_status rp_case_put_ranges(rp_case_edit *e, uint32_t fact, rp_range *ranges, size_t n,
                                  const rp_case_path *path) {
    const rp_fact *number = fact_of(e, fact);
    rp_given *given = given_of(e, fact);
    bool given_now;
    n = join_ranges(ranges, n);
    given_now = ranges->least > number->min || ranges->most < number->max || n > 1;
    if (refuse_known(e, fact, given_now && n == 1 && ranges->least == ranges->most, path)) {
        return REFPATH_OK;
    }
    if (n > given->ranges.room) {
        rp_range *room = RP_ARENA_ARRAY(&e->c->arena, rp_range, n);
        RP_HAVE(room);
        given->ranges.at = room;
        given->ranges.room = n;
    }
    memcpy(given->ranges.at, ranges, n * sizeof *ranges);
    given->ranges.n = n;
    given->given = given_now;
    return REFPATH_OK;
}

/* -- terms of a choice: its leaves that are possible ------------------------------------------- */

static bool is_possible(const rp_given *given, uint32_t leaf) {
    return !given->given || rp_bits_has(given->terms, leaf);
}

/* Leaves of a term that are possible, and of the others. */
static void count_possible(const rp_given *given, const rp_forest *f, uint32_t term, size_t *in,
                           size_t *out) {
    const rp_entry *entry = &f->entries.at[term];
    *in = *out = 0;
    for (uint32_t leaf = 0; leaf < f->n_leaves; leaf++) {
        if (is_possible(given, leaf)) {
            ++*(leaf >= entry->leaf_first && leaf < entry->leaf_end ? in : out);
        }
    }
}

static void set_leaves(rp_given *given, const rp_forest *f, uint32_t first, uint32_t end, bool on) {
    if (!given->given) {
        rp_bits_fill(given->terms, f->n_leaves);
        given->given = true;
    }
    for (uint32_t leaf = first; leaf < end; leaf++) {
        if (on) {
            rp_bits_add(given->terms, leaf);
        } else {
            rp_bits_drop(given->terms, leaf);
        }
    }
}

static void set_term_leaves(rp_given *given, const rp_forest *f, uint32_t term, bool on) {
    set_leaves(given, f, f->entries.at[term].leaf_first, f->entries.at[term].leaf_end, on);
}

static void set_other_leaves(rp_given *given, const rp_forest *f, uint32_t term, bool on) {
    set_leaves(given, f, 0, f->entries.at[term].leaf_first, on);
    set_leaves(given, f, f->entries.at[term].leaf_end, f->n_leaves, on);
}

void rp_case_start_choice(rp_case_edit *e, uint32_t fact) {
    rp_given *given = given_of(e, fact);
    rp_bits_clear(given->terms, rp_bits_words(fact_of(e, fact)->terms.n_leaves));
    given->given = true;
}

void rp_case_allow_term(rp_case_edit *e, uint32_t fact, uint32_t term) {
    set_term_leaves(given_of(e, fact), &fact_of(e, fact)->terms, term, true);
}

/* What is open altogether was not given. */
void rp_case_end_choice(rp_case_edit *e, uint32_t fact) {
    const rp_forest *f = &fact_of(e, fact)->terms;
    rp_given *given = given_of(e, fact);
    given->given = rp_bits_count(given->terms, rp_bits_words(f->n_leaves)) < f->n_leaves;
}

/* What was said of a term is forgotten: that it holds, and all are possible again, or that it does not. */
static void reopen_choice(rp_case_edit *e, uint32_t fact, uint32_t term) {
    const rp_forest *f = &fact_of(e, fact)->terms;
    size_t in, out;
    count_possible(given_of(e, fact), f, term, &in, &out);
    set_term_leaves(given_of(e, fact), f, term, true);
    if (out == 0) {
        set_other_leaves(given_of(e, fact), f, term, true);
    }
    rp_case_end_choice(e, fact);
}

static void put_choice_term(rp_case_edit *e, uint32_t fact, uint32_t term, refpath_truth truth,
                            const rp_case_path *path) {
    const rp_forest *f = &fact_of(e, fact)->terms;
    rp_given *given = given_of(e, fact);
    bool yes = truth == REFPATH_TRUTH_YES;
    size_t in, out, left;
    if (truth == REFPATH_TRUTH_OPEN) {
        reopen_choice(e, fact, term);
        return;
    }
    count_possible(given, f, term, &in, &out);
    left = yes ? in : out;
    if (left == 0) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        return;
    }
    if (refuse_known(e, fact, left == 1 && f->n_leaves > 1, path)) {
        return;
    }
    if (yes) {
        set_other_leaves(given, f, term, false);
    } else {
        set_term_leaves(given, f, term, false);
    }
    rp_case_end_choice(e, fact);
}

/* -- terms of a set: yes goes up, no goes down --------------------------------------------------- */

/* What is closed already is left as it is, so that many terms cost little. */
static void close_term(const rp_forest *f, rp_given *given, uint32_t term) {
    if (given->said[term] == REFPATH_TRUTH_NO && given->truth[term] != REFPATH_TRUTH_NO) {
        memset(given->truth + term, REFPATH_TRUTH_NO, f->entries.at[term].end - term);
    }
    if (given->said[term] == REFPATH_TRUTH_YES) {
        for (uint32_t a = term; a != RP_NONE && given->truth[a] != REFPATH_TRUTH_YES;
             a = f->entries.at[a].parent) {
            given->truth[a] = REFPATH_TRUTH_YES;
        }
    }
    given->given = given->given || given->said[term] != REFPATH_TRUTH_OPEN;
}

static void close_set(const rp_fact *fact, rp_given *given) {
    size_t n = fact->terms.entries.n;
    memset(given->truth, REFPATH_TRUTH_OPEN, n);
    given->given = false;
    for (uint32_t t = 0; t < n; t++) {
        close_term(&fact->terms, given, t);
    }
}

static void put_set_term(rp_case_edit *e, uint32_t fact, uint32_t term, refpath_truth truth,
                         const rp_case_path *path) {
    const rp_fact *set = fact_of(e, fact);
    rp_given *given = given_of(e, fact);
    unsigned char was = given->said[term], is = given->truth[term];
    if (truth != REFPATH_TRUTH_OPEN && is != REFPATH_TRUTH_OPEN && is != truth) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        return;
    }
    given->said[term] = (unsigned char)truth;
    if (truth == REFPATH_TRUTH_OPEN) {
        close_set(set, given);
        return;
    }
    close_term(&set->terms, given, term);
    if (e->c->unknown[fact] && rp_case_knows(e->c, fact)) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        given->said[term] = was;
        close_set(set, given);
    }
}

void rp_case_complete_set(rp_case_edit *e, uint32_t fact, const rp_case_path *path) {
    const rp_fact *set = fact_of(e, fact);
    rp_given *given = given_of(e, fact);
    if (refuse_known(e, fact, true, path)) {
        return;
    }
    for (size_t t = 0; t < set->terms.entries.n; t++) {
        if (given->truth[t] == REFPATH_TRUTH_OPEN) {
            given->said[t] = REFPATH_TRUTH_NO;
        }
    }
    close_set(set, given);
}

void rp_case_put_term(rp_case_edit *e, uint32_t fact, uint32_t term, refpath_truth truth,
                      const rp_case_path *path) {
    if (fact_of(e, fact)->kind == RP_FACT_SET) {
        put_set_term(e, fact, term, truth, path);
    } else {
        put_choice_term(e, fact, term, truth, path);
    }
}

/* -- flags ------------------------------------------------------------------------------------- */

void rp_case_put_flag(rp_case_edit *e, uint32_t fact, refpath_truth truth, const rp_case_path *path) {
    if (refuse_known(e, fact, truth != REFPATH_TRUTH_OPEN, path)) {
        return;
    }
    given_of(e, fact)->flag = truth;
    given_of(e, fact)->given = truth != REFPATH_TRUTH_OPEN;
}
