/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* In which cases a step is done, and how, by those who run for it. */
#include "analyse/failures.h"

#include "base/check.h"

static uint32_t moments_that_differ(const rp_lane *l, const rp_race *race) {
    for (size_t i = 0; i < race->runners.n; i++) {
        if (rp_race_varies(race, &race->runners.at[i])) {
            return l->k->a->study.n_moments;
        }
    }
    return race->limits.n > 0 && race->runners.n > 0;
}

static bool are_same(const rp_dd *a, const rp_dd *b, size_t n) {
    size_t i = 0;
    while (i < n && a[i] == b[i]) {
        i++;
    }
    return i == n;
}

/* Who is in time, moment by moment; a moment like one of before says nothing new. */
static refpath_status make_rows(const rp_lane *l, rp_standing *standing) {
    const rp_race *race = &standing->race;
    size_t n = race->runners.n;
    uint32_t moments = moments_that_differ(l, race);
    RP_LIST(rp_dd) rows = {NULL, 0, 0};
    standing->n_rows = 0;
    for (uint32_t m = 0; m < moments; m++) {
        size_t like = 0;
        rp_dd *now;
        for (size_t i = 0; i < n; i++) {
            rp_dd *slot = RP_LIST_ADD(&l->s->arena, &rows);
            RP_HAVE(slot);
            *slot = rp_race_in_time(race, rp_way_takes(&race->runners.at[i].way, m));
        }
        rp_work_add(&l->s->w.dd, n);
        RP_TRY(l->s->w.dd.status);
        now = rows.at + standing->n_rows * n;
        while (like < standing->n_rows && !are_same(now, rows.at + like * n, n)) {
            like++;
        }
        if (like < standing->n_rows) {
            rows.n -= n;
        } else {
            standing->n_rows++;
        }
    }
    standing->rows = rows.at;
    return REFPATH_OK;
}

static bool runs(const rp_lane *l, const rp_candidate *candidate) {
    return !(l->away && rp_is_gone(l->k, candidate)) && !rp_is_cut(l->lost, &candidate->path);
}

typedef enum rp_which { RP_ANY, RP_GUARDED, RP_LED } rp_which;

static bool is_one_of(const rp_runner *runner, rp_which which) {
    return which == RP_ANY || (which == RP_GUARDED ? runner->candidate->path.ungated.n == 0 : runner->way.known);
}

/* Of those who run; NULL: everybody does. */
static rp_dd any_runner(const rp_lane *l, const rp_standing *standing, const bool *running, const rp_dd *row, rp_which which) {
    rp_diagrams *dd = &l->s->w.dd;
    rp_dd some = RP_DD_FALSE;
    for (size_t i = 0; i < standing->race.runners.n; i++) {
        const rp_runner *runner = &standing->race.runners.at[i];
        if ((!running || running[i]) && is_one_of(runner, which)) {
            some = rp_dd_or(dd, some, row ? rp_dd_and(dd, runner->can, row[i]) : runner->can);
        }
    }
    return some;
}

static bool are_all(const rp_standing *standing, rp_which which) {
    for (size_t i = 0; i < standing->race.runners.n; i++) {
        if (!is_one_of(&standing->race.runners.at[i], which)) {
            return false;
        }
    }
    return true;
}

static refpath_status find_running(const rp_lane *l, const rp_standing *standing, bool **out) {
    *out = NULL;
    if (l->lost.n == 0) {
        return REFPATH_OK;
    }
    *out = RP_ARENA_ARRAY(&l->s->arena, bool, standing->race.runners.n + 1);
    RP_HAVE(*out);
    for (size_t i = 0; i < standing->race.runners.n; i++) {
        (*out)[i] = runs(l, standing->race.runners.at[i].candidate);
    }
    return REFPATH_OK;
}

/* Somebody is there for it, whether there is a path or not. */
static rp_dd any_left(const rp_lane *l, const rp_planned *planned, rp_dd due) {
    rp_diagrams *dd = &l->s->w.dd;
    rp_dd left = RP_DD_FALSE;
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        if ((candidate->who == l->s->plan.holder || rp_analysis_sees(l->k->a, candidate->who)) &&
            !(l->away && rp_is_gone(l->k, candidate))) {
            left = rp_dd_or(dd, left, rp_dd_and(dd, due, candidate->eligible));
        }
    }
    return left;
}

refpath_status rp_set_outcome(const rp_lane *l, const rp_standing *standing, const rp_planned *planned, rp_result *out) {
    bool *running;
    RP_TRY(find_running(l, standing, &running));
    out->planned = planned;
    out->served = out->always = any_runner(l, standing, running, NULL, RP_ANY);
    out->guarded = are_all(standing, RP_GUARDED) ? out->served : any_runner(l, standing, running, NULL, RP_GUARDED);
    out->led = are_all(standing, RP_LED) ? out->served : any_runner(l, standing, running, NULL, RP_LED);
    out->behind = RP_DD_FALSE;
    for (size_t i = 0; i < standing->n_rows; i++) {
        out->always = rp_dd_and(&l->s->w.dd, out->always,
                                any_runner(l, standing, running, standing->rows + i * standing->race.runners.n, RP_ANY));
    }
    out->left = any_left(l, planned, standing->race.due);
    return l->s->w.dd.status;
}

/* As many limits are missed as before, whenever the report comes. */
static bool is_as_early(const rp_lane *l, const rp_race *race, const rp_way *before, const rp_way *after) {
    int64_t least, most, then_least, then_most;
    bool steady = rp_way_bounds(before, &least, &most), then_steady = rp_way_bounds(after, &then_least, &then_most);
    uint32_t moments = steady && then_steady ? 1 : l->k->a->study.n_moments;
    if (rp_count_missed(race->limits.at, race->limits.n, least) == rp_count_missed(race->limits.at, race->limits.n, then_most) &&
        rp_count_missed(race->limits.at, race->limits.n, most) == rp_count_missed(race->limits.at, race->limits.n, then_least)) {
        return true;
    }
    for (uint32_t m = 0; m < moments; m++) {
        if (rp_count_missed(race->limits.at, race->limits.n, rp_way_takes(before, m)) !=
            rp_count_missed(race->limits.at, race->limits.n, rp_way_takes(after, m))) {
            return false;
        }
    }
    return true;
}

refpath_status rp_stand_around(const rp_lane *l, const rp_standing *before, rp_standing *anew) {
    size_t n = before->race.runners.n;
    bool as_early = true;
    *anew = *before;
    anew->race.runners.at = RP_ARENA_ARRAY(&l->s->arena, rp_runner, n + 1);
    RP_HAVE(anew->race.runners.at);
    for (size_t i = 0; i < n; i++) {
        rp_runner *runner = &anew->race.runners.at[i];
        rp_candidate around;
        *runner = before->race.runners.at[i];
        if (rp_goes_around(l->k, l->detour, runner->candidate, &around)) {
            RP_TRY(rp_way_of(&l->k->weeks, l->s, &around, &runner->way));
            as_early = as_early && is_as_early(l, &before->race, &before->race.runners.at[i].way, &runner->way);
        }
    }
    return as_early ? REFPATH_OK : make_rows(l, anew);
}

refpath_status rp_stand(const rp_lane *l, const rp_planned *planned, rp_standing *standing) {
    RP_TRY(rp_race_of(&l->k->weeks, l->s, planned, &standing->race));
    RP_TRY(make_rows(l, standing));
    return rp_set_outcome(l, standing, planned, &standing->outcome);
}
