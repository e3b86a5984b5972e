/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the arrivals ask for: the cases in which a step is due, told apart by who could do it. */
#include "analyse/load.h"

#include "base/check.h"

#include <string.h>

/* Cases of one part of a survey, while they are told apart. */
typedef struct rp_share {
    rp_dd cases;
    rp_numbers pools;
} rp_share;
typedef RP_LIST(rp_share) rp_shares;

/* One arrival, while its steps are looked at. */
typedef struct rp_asked_for {
    rp_load *k;
    uint32_t arrival, line;
    rp_word *scope;
    uint64_t all; /* cases of the kind */
} rp_asked_for;

/* -- who could do it ------------------------------------------------------------------------------------------------ */

static refpath_status add_pool(rp_arena *arena, const rp_numbers *old, uint32_t pool, rp_numbers *to) {
    uint32_t *slot;
    memset(to, 0, sizeof *to);
    for (size_t i = 0; i < old->n; i++) {
        slot = RP_LIST_ADD(arena, to);
        RP_HAVE(slot);
        *slot = old->at[i];
        if (old->at[i] == pool) {
            pool = RP_NONE;
        }
    }
    if (pool != RP_NONE) {
        slot = RP_LIST_ADD(arena, to);
        RP_HAVE(slot);
        *slot = pool;
    }
    return REFPATH_OK;
}

/* Whoever has no way there, or never opens, serves nobody. */
static bool helps(const rp_way *way) {
    return way->known && (!way->week || way->waits->least != RP_NO_OPENING);
}

/* Each set of cases falls in two: those whom this one could serve, and the others. */
static refpath_status tell_apart(rp_load *k, rp_survey *s, const rp_runner *runner, rp_shares *shares) {
    rp_diagrams *dd = &s->w.dd;
    size_t n = shares->n;
    uint32_t pool;
    RP_TRY(rp_stream_pool(&k->t, runner->candidate, runner->way.week, &pool));
    for (size_t i = 0; i < n; i++) {
        rp_share *share = &shares->at[i], *other;
        rp_dd can = rp_dd_and(dd, share->cases, runner->can), cannot = rp_dd_and(dd, share->cases, rp_dd_not(dd, runner->can));
        rp_numbers without = share->pools;
        if (can == RP_DD_FALSE) {
            continue;
        }
        RP_TRY(add_pool(&s->arena, &without, pool, &share->pools));
        share->cases = can;
        if (cannot != RP_DD_FALSE) {
            other = RP_LIST_ADD(&s->arena, shares);
            RP_HAVE(other);
            *other = (rp_share){cannot, without};
        }
    }
    rp_work_add(dd, n);
    return rp_survey_account(s);
}

/* -- visits ---------------------------------------------------------------------------------------------------------- */

/* Cases in which somebody who gives this can be the one who gives what it is given with: they are asked once. */
static rp_dd given_with(rp_survey *s, const rp_planned *planned) {
    rp_diagrams *dd = &s->w.dd;
    rp_dd both = RP_DD_FALSE;
    const rp_planned *visit = rp_planned_visit(&s->plan, planned);
    if (visit == planned) {
        return RP_DD_FALSE;
    }
    for (size_t i = 0; i < planned->candidates.n; i++) {
        for (size_t k = 0; k < visit->candidates.n; k++) {
            const rp_candidate *own = &planned->candidates.at[i], *host = &visit->candidates.at[k];
            if (own->who == host->who && rp_survey_reaches(s, host) && host->time == RP_TIME_KNOWN) {
                both = rp_dd_or(dd, both, rp_dd_and(dd, own->eligible, host->eligible));
            }
        }
    }
    return rp_dd_and(dd, both, rp_survey_due(s, visit));
}

/* -- cells ----------------------------------------------------------------------------------------------------------- */

static refpath_status keep(const rp_asked_for *q, rp_survey *s, const rp_share *share) {
    rp_load *k = q->k;
    rp_arena *arena = k->t.a->arena;
    rp_load_line *line = &k->lines.at[q->line];
    uint64_t cases, demand;
    rp_cell *cell;
    RP_TRY(rp_count_cases(s, q->scope, share->cases, &cases));
    demand = k->t.arrivals.at[q->arrival].per_week * (uint64_t)rp_ppm(cases, q->all);
    RP_TRY(rp_count_add(&line->demand, demand));
    RP_TRY(rp_count_add(&k->demand, demand));
    if (share->pools.n == 0) {
        line->nobody += demand;
        k->nobody += demand;
        return REFPATH_OK;
    }
    cell = RP_LIST_ADD(arena, &k->cells);
    RP_HAVE(cell);
    cell->line = q->line;
    cell->demand = demand;
    cell->pools.at = rp_arena_grow(arena, share->pools.at, share->pools.n, 0, sizeof *share->pools.at);
    RP_HAVE(cell->pools.at);
    cell->pools.n = share->pools.n;
    return REFPATH_OK;
}

typedef struct rp_part_asked {
    rp_survey *s;
    rp_shares shares;
} rp_part_asked;

static refpath_status ask_part(rp_load *k, rp_survey *s, const rp_planned *planned, rp_word *scope, rp_part_asked *part) {
    rp_race race;
    rp_share *first;
    rp_diagrams *dd = &s->w.dd;
    RP_TRY(rp_race_of(&k->t.weeks, s, planned, &race));
    part->s = s;
    first = RP_LIST_ADD(&s->arena, &part->shares);
    RP_HAVE(first);
    first->cases = rp_dd_and(dd, race.due, rp_dd_not(dd, given_with(s, planned)));
    for (size_t i = 0; i < race.runners.n; i++) {
        if (helps(&race.runners.at[i].way)) {
            RP_TRY(tell_apart(k, s, &race.runners.at[i], &part->shares));
        }
    }
    for (size_t i = 0; i < part->shares.n; i++) {
        RP_TRY(rp_scope_add(s, scope, part->shares.at[i].cases));
    }
    return rp_scope_add(s, scope, s->holds);
}

typedef struct rp_parts_asked {
    rp_arena *arena;
    RP_LIST(rp_part_asked) at;
} rp_parts_asked;

static refpath_status gather(rp_load *k, rp_survey *first, const uint32_t *group, uint32_t step, rp_word *scope,
                             rp_parts_asked *parts) {
    for (rp_survey *s = first; s; s = s->next) {
        for (size_t i = 0; i < s->plan.steps.n; i++) {
            const rp_planned *planned = &s->plan.steps.at[i];
            if (group[planned->steps.at[0]] == step && rp_survey_due(s, planned) != RP_DD_FALSE) {
                rp_part_asked *part = RP_LIST_ADD(parts->arena, &parts->at);
                RP_HAVE(part);
                RP_TRY(ask_part(k, s, planned, scope, part));
            }
        }
        RP_TRY(rp_scope_add(s, scope, s->holds));
    }
    return REFPATH_OK;
}

static refpath_status add_line(rp_load *k, rp_survey *first, const uint32_t *group, uint32_t arrival, uint32_t step) {
    rp_parts_asked parts = {&first->arena, {NULL, 0, 0}};
    rp_asked_for q = {k, arrival, (uint32_t)k->lines.n, rp_scope_new(k->t.a), 0};
    rp_load_line *line;
    RP_HAVE(q.scope);
    RP_TRY(gather(k, first, group, step, q.scope, &parts));
    if (parts.at.n == 0) {
        return REFPATH_OK;
    }
    rp_scope_add_parts(first, q.scope);
    for (rp_survey *s = first; s; s = s->next) {
        uint64_t n;
        RP_TRY(rp_count_cases(s, q.scope, s->holds, &n));
        RP_TRY(rp_count_add(&q.all, n));
    }
    line = RP_LIST_ADD(k->t.a->arena, &k->lines);
    RP_HAVE(line);
    *line = (rp_load_line){arrival, step, 0, 0, 0, false};
    for (size_t i = 0; i < parts.at.n; i++) {
        for (size_t j = 0; j < parts.at.at[i].shares.n; j++) {
            RP_TRY(keep(&q, parts.at.at[i].s, &parts.at.at[i].shares.at[j]));
        }
    }
    return REFPATH_OK;
}

static refpath_status add_arrival(rp_load *k, uint32_t number) {
    const rp_arrival *arrival = &k->t.arrivals.at[number];
    const refpath_protocol *p = k->t.a->p;
    uint32_t *group = NULL;
    rp_survey *first;
    refpath_status status;
    RP_TRY(rp_survey_open(k->t.a, arrival->kind, arrival->kind->known, arrival->place, &first));
    status = rp_survey_group(first, &group);
    for (uint32_t step = 0; step < p->steps.n && status == REFPATH_OK; step++) {
        const rp_step *of = &p->steps.at[step];
        if ((of->kind != RP_STEP_ACT || of->by != RP_NONE) && rp_stream_step(&k->t, of)) {
            status = add_line(k, first, group, number, step);
        }
    }
    rp_survey_close(first);
    return status;
}

refpath_status rp_load_cells(rp_load *k) {
    size_t n = k->t.arrivals.n;
    for (size_t i = 0; i < n; i++) {
        RP_TRY(rp_analysis_step(k->t.a, i, n));
        RP_TRY(add_arrival(k, (uint32_t)i));
    }
    return rp_analysis_step(k->t.a, n, n);
}
