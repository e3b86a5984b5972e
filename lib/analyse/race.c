/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/race.h"

#include "base/check.h"

#include <string.h>

static refpath_status add_runners(rp_weeks *weeks, rp_survey *s, rp_race *race) {
    for (size_t i = 0; i < race->planned->candidates.n; i++) {
        const rp_candidate *candidate = &race->planned->candidates.at[i];
        rp_dd can = rp_dd_and(&s->w.dd, race->due, candidate->eligible);
        rp_runner *runner;
        if (can == RP_DD_FALSE || !rp_survey_reaches(s, candidate)) {
            continue;
        }
        runner = RP_LIST_ADD(&s->arena, &race->runners);
        RP_HAVE(runner);
        runner->candidate = candidate;
        runner->can = can;
        RP_TRY(rp_way_of(weeks, s, candidate, &runner->way));
    }
    return s->w.dd.status;
}

static refpath_status add_finish(rp_survey *s, void *list, const rp_due *due, rp_dd holds) {
    typedef RP_LIST(rp_finish) finishes;
    finishes *to = list;
    rp_finish *slot, finish = {0, rp_dd_and(&s->w.dd, holds, rp_plan_holds(&s->plan, due->when))};
    if (finish.counts == RP_DD_FALSE || !rp_survey_within(s, due, &finish.seconds)) {
        return s->w.dd.status;
    }
    slot = RP_LIST_ADD(&s->arena, to);
    RP_HAVE(slot);
    *slot = finish;
    return REFPATH_OK;
}

/* Targets are those of the visit; limits its own. */
static refpath_status add_finishes(rp_survey *s, rp_race *race) {
    const refpath_protocol *p = s->a->p;
    const rp_planned *visit = rp_planned_visit(&s->plan, race->planned);
    for (size_t i = 0; i < visit->steps.n; i++) {
        const rp_step *step = &p->steps.at[visit->steps.at[i]];
        rp_dd holds = visit == race->planned ? rp_survey_step(s, visit->steps.at[i]) : race->due;
        for (uint32_t k = 0; k < step->n_targets; k++) {
            RP_TRY(add_finish(s, &race->targets, &p->dues.at[step->first_target + k], holds));
        }
    }
    for (size_t i = 0; i < race->planned->steps.n; i++) {
        const rp_step *step = &p->steps.at[race->planned->steps.at[i]];
        rp_dd holds = rp_survey_step(s, race->planned->steps.at[i]);
        for (uint32_t k = 0; k < step->n_limits; k++) {
            RP_TRY(add_finish(s, &race->limits, &p->dues.at[step->first_limit + k], holds));
        }
    }
    return REFPATH_OK;
}

/* -- in time ------------------------------------------------------------------------------------------------------- */

uint32_t rp_count_missed(const rp_finish *finishes, size_t n, int64_t seconds) {
    uint32_t missed = 0;
    for (size_t i = 0; i < n; i++) {
        missed += seconds > finishes[i].seconds;
    }
    return missed;
}

/* For each of the numbers that can be missed. */
static refpath_status make_kept(rp_survey *s, const rp_finish *finishes, size_t n, rp_dd **out) {
    rp_dd *kept = RP_ARENA_ARRAY(&s->arena, rp_dd, n + 1);
    RP_HAVE(kept);
    kept[0] = RP_DD_TRUE;
    for (size_t i = 0; i < n; i++) {
        uint32_t missed = 0;
        rp_dd good = RP_DD_TRUE;
        for (size_t k = 0; k < n; k++) {
            if (finishes[k].seconds <= finishes[i].seconds) {
                good = rp_dd_and(&s->w.dd, good, rp_dd_not(&s->w.dd, finishes[k].counts));
                missed++;
            }
        }
        kept[missed] = good;
    }
    *out = kept;
    return s->w.dd.status;
}

rp_dd rp_race_in_time(const rp_race *race, int64_t seconds) {
    return race->kept_limits[rp_count_missed(race->limits.at, race->limits.n, seconds)];
}

bool rp_race_varies(const rp_race *race, const rp_runner *runner) {
    int64_t least, most;
    return !rp_way_bounds(&runner->way, &least, &most) &&
           rp_count_missed(race->limits.at, race->limits.n, least) !=
               rp_count_missed(race->limits.at, race->limits.n, most);
}

refpath_status rp_race_of(rp_weeks *weeks, rp_survey *s, const rp_planned *planned, rp_race *race) {
    memset(race, 0, sizeof *race);
    race->planned = planned;
    race->due = rp_survey_due(s, planned);
    RP_TRY(s->w.dd.status);
    if (race->due == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    RP_TRY(add_runners(weeks, s, race));
    RP_TRY(add_finishes(s, race));
    RP_TRY(make_kept(s, race->limits.at, race->limits.n, &race->kept_limits));
    return make_kept(s, race->targets.at, race->targets.n, &race->kept_targets);
}
