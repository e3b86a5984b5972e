/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Coverage by children: each entry of the weights is so many children, spread evenly over the cases that its facts leave
 * open. Those of a line are the part of them that is of its kind and for whom its service is due.
 */
#include "analyse/coverage.h"

#include "base/check.h"

/* -- what two cases say together ------------------------------------------------------------------------------------- */

static refpath_status meet_numbers(rp_case_edit *e, uint32_t fact, const rp_given *with) {
    const rp_given *given = &e->c->facts[fact];
    rp_case_path path = rp_case_path_of("");
    size_t n = 0;
    rp_range *ranges = RP_ARENA_ARRAY(&e->c->arena, rp_range, given->ranges.n * with->ranges.n + 1);
    RP_HAVE(ranges);
    for (size_t i = 0; i < given->ranges.n; i++) {
        for (size_t k = 0; k < with->ranges.n; k++) {
            rp_range a = given->ranges.at[i], b = with->ranges.at[k];
            a.least = a.least < b.least ? b.least : a.least;
            a.most = a.most > b.most ? b.most : a.most;
            if (a.least <= a.most) {
                ranges[n++] = a;
            }
        }
    }
    e->bad = e->bad || n == 0;
    return n == 0 ? REFPATH_OK : rp_case_put_ranges(e, fact, ranges, n, &path);
}

static void meet_terms(rp_case_edit *e, uint32_t fact, const rp_given *with) {
    const rp_forest *terms = &e->p->facts.at[fact].terms;
    rp_case_path path = rp_case_path_of("");
    for (uint32_t t = 0; t < terms->entries.n; t++) {
        if (with->truth[t] != REFPATH_TRUTH_OPEN) {
            rp_case_put_term(e, fact, t, (refpath_truth)with->truth[t], &path);
        }
    }
}

static void meet_choice(rp_case_edit *e, uint32_t fact, const rp_given *with) {
    const rp_given *given = &e->c->facts[fact];
    size_t words = rp_bits_words(e->p->facts.at[fact].terms.n_leaves);
    rp_bits_and(given->terms, with->terms, words);
    e->bad = e->bad || !rp_bits_any(given->terms, words);
}

static refpath_status take_number(rp_case_edit *e, uint32_t fact, const rp_given *with) {
    rp_case_path path = rp_case_path_of("");
    rp_range *ranges = RP_ARENA_ARRAY(&e->c->arena, rp_range, with->ranges.n);
    RP_HAVE(ranges);
    for (size_t i = 0; i < with->ranges.n; i++) {
        ranges[i] = with->ranges.at[i];
    }
    return rp_case_put_ranges(e, fact, ranges, with->ranges.n, &path);
}

/* Of one fact: what the case says becomes what both say; `bad` where they contradict each other. */
static refpath_status meet_fact(rp_case_edit *e, uint32_t fact, const rp_given *with) {
    rp_given *given = &e->c->facts[fact];
    rp_case_path path = rp_case_path_of("");
    switch (e->p->facts.at[fact].kind) {
    case RP_FACT_NUMBER: return given->given ? meet_numbers(e, fact, with) : take_number(e, fact, with);
    case RP_FACT_SET: meet_terms(e, fact, with); break;
    case RP_FACT_CHOICE:
        if (given->given) {
            meet_choice(e, fact, with);
        } else {
            rp_bits_copy(given->terms, with->terms, rp_bits_words(e->p->facts.at[fact].terms.n_leaves));
            given->given = true;
        }
        break;
    default:
        e->bad = e->bad || (given->given && given->flag != with->flag);
        rp_case_put_flag(e, fact, with->flag, &path);
        break;
    }
    return REFPATH_OK;
}

/* *out is NULL where no case is both. */
static refpath_status meet(refpath_case **out, const refpath_case *a, const refpath_case *b) {
    rp_case_edit e;
    refpath_status status = REFPATH_OK;
    RP_TRY(refpath_case_copy(out, a));
    e = rp_case_edit_of(*out, NULL);
    for (uint32_t i = 0; i < e.p->facts.n && status == REFPATH_OK && !e.bad; i++) {
        if (b->facts[i].given) {
            status = meet_fact(&e, i, &b->facts[i]);
        }
    }
    if (status != REFPATH_OK || e.bad) {
        refpath_case_free(*out);
        *out = NULL;
    }
    return status;
}

/* -- shares of one entry ---------------------------------------------------------------------------------------------- */

typedef struct rp_entry_count {
    uint64_t all, due, covered; /* cases of one scope */
} rp_entry_count;

/* What tells the cases apart is known once all parts were looked at. */
static refpath_status count_parts(rp_covering *k, rp_survey *first, uint32_t service, rp_word *scope,
                                  rp_entry_count *count) {
    RP_LIST(rp_part) parts = {NULL, 0, 0};
    for (rp_survey *s = first; s; s = s->next) {
        rp_part *part = RP_LIST_ADD(&first->arena, &parts);
        RP_HAVE(part);
        RP_TRY(rp_cover_part(k, s, service, part));
        RP_TRY(rp_scope_add(s, scope, part->due));
        RP_TRY(rp_scope_add(s, scope, part->covered));
    }
    for (size_t i = 0; i < parts.n; i++) {
        uint64_t due, covered;
        RP_TRY(rp_count_cases(parts.at[i].s, scope, parts.at[i].due, &due));
        RP_TRY(rp_count_cases(parts.at[i].s, scope, parts.at[i].covered, &covered));
        RP_TRY(rp_count_add(&count->due, due));
        RP_TRY(rp_count_add(&count->covered, covered));
    }
    return REFPATH_OK;
}

/* Of the children of the entry, as cases: those that are also of the kind, against all. */
static refpath_status count_entry(rp_covering *k, const rp_cover *line, const rp_weight *weight,
                                  const refpath_case *both, rp_entry_count *count) {
    rp_analysis *a = k->a;
    rp_word *scope = rp_scope_new(a);
    rp_survey *first, *all;
    refpath_status status;
    RP_HAVE(scope);
    rp_scope_add_known(line->kind->known, scope);
    RP_TRY(rp_survey_open(a, line->kind, both, line->place, &first));
    rp_scope_add_parts(first, scope);
    status = count_parts(k, first, line->service, scope, count);
    rp_survey_close(first);
    RP_TRY(status);
    RP_TRY(rp_survey_facts(a, line->kind, weight->known, line->place, &all));
    status = rp_count_cases(all, scope, RP_DD_TRUE, &count->all);
    rp_survey_close(all);
    return status;
}

/* -- sums of fractions ------------------------------------------------------------------------------------------------ */

static uint64_t greatest_divisor(uint64_t a, uint64_t b) {
    while (b > 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

typedef struct rp_sum {
    uint64_t of, covered, in; /* children: of / in, covered / in */
} rp_sum;

/* Adds weight * count / all to both. */
static refpath_status add_entry(rp_sum *sum, const rp_entry_count *count, uint64_t weight) {
    uint64_t divisor = greatest_divisor(greatest_divisor(count->all, count->due), count->covered);
    uint64_t in = count->all / divisor, due = count->due / divisor, covered = count->covered / divisor, more, mine;
    divisor = greatest_divisor(in, weight);
    in /= divisor;
    weight /= divisor;
    RP_TRY(rp_count_times(&due, weight));
    RP_TRY(rp_count_times(&covered, weight));
    divisor = greatest_divisor(sum->in, in);
    mine = in / divisor;
    more = sum->in / divisor;
    RP_TRY(rp_count_times(&sum->of, mine));
    RP_TRY(rp_count_times(&sum->covered, mine));
    RP_TRY(rp_count_times(&sum->in, mine));
    RP_TRY(rp_count_times(&due, more));
    RP_TRY(rp_count_times(&covered, more));
    RP_TRY(rp_count_add(&sum->of, due));
    return rp_count_add(&sum->covered, covered);
}

refpath_status rp_cover_children(rp_covering *k, rp_cover *line) {
    const rp_study *study = &k->a->study;
    rp_sum sum = {0, 0, 1};
    for (size_t i = 0; i < study->weights.n; i++) {
        const rp_weight *weight = &study->weights.at[i];
        rp_entry_count count = {0, 0, 0};
        refpath_case *both;
        refpath_status status;
        if (weight->place != line->place || weight->weight == 0) {
            continue;
        }
        RP_TRY(meet(&both, weight->known, line->kind->known));
        if (!both) {
            continue;
        }
        status = count_entry(k, line, weight, both, &count);
        refpath_case_free(both);
        RP_TRY(status);
        RP_TRY(add_entry(&sum, &count, weight->weight));
    }
    line->weighted = true;
    line->children = sum.of / sum.in;
    line->children_covered = sum.covered / sum.in;
    line->children_share = sum.of > 0 ? rp_ppm(sum.covered, sum.of) : -1;
    return REFPATH_OK;
}
