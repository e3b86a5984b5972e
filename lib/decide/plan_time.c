/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Pass 2: targets, limits, clocks that have no moment; pass 4: what was done already. */
#include "base/check.h"
#include "decide/plan.h"

static refpath_status add_target(rp_plan *plan, rp_planned *planned, const rp_due *due) {
    const rp_clock_now *clock = &plan->w->facts.clocks[due->clock];
    int64_t at;
    if (rp_plan_holds(plan, due->when) == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    if (!clock->given) {
        return rp_add_once(plan->w, &planned->open_clocks, due->clock);
    }
    at = clock->from[0] + due->within;
    if (!planned->has_target || at < planned->target) {
        planned->has_target = true;
        planned->target = at;
    }
    return REFPATH_OK;
}

static refpath_status add_targets(rp_plan *plan, rp_planned *planned, const rp_planned *from) {
    for (size_t i = 0; i < from->steps.n; i++) {
        const rp_step *step = &plan->w->p->steps.at[from->steps.at[i]];
        for (uint32_t k = 0; k < step->n_targets; k++) {
            RP_TRY(add_target(plan, planned, &plan->w->p->dues.at[step->first_target + k]));
        }
    }
    return REFPATH_OK;
}

static refpath_status add_limit(rp_plan *plan, rp_planned *planned, uint32_t step, uint32_t number) {
    const rp_due *due = &plan->w->p->dues.at[number];
    const rp_clock_now *clock = &plan->w->facts.clocks[due->clock];
    rp_dd when = rp_plan_holds(plan, due->when);
    rp_limit *limit;
    if (when == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    if (!clock->given) {
        return rp_add_once(plan->w, &planned->open_clocks, due->clock);
    }
    limit = RP_LIST_ADD(plan->w->arena, &planned->limits);
    RP_HAVE(limit);
    limit->due = number;
    limit->step = step;
    limit->overdue = due->overdue;
    limit->at_first = clock->from[0] + due->within;
    limit->at = due->overdue ? limit->at_first : clock->to[clock->n - 1] + due->within;
    limit->passed = limit->at < plan->now;
    limit->certain = when == RP_DD_TRUE;
    return REFPATH_OK;
}

static bool step_closed(const rp_planned *planned, uint32_t step) {
    for (size_t i = 0; i < planned->limits.n; i++) {
        const rp_limit *limit = &planned->limits.at[i];
        if (limit->step == step && limit->passed && limit->certain && !limit->overdue) {
            return true;
        }
    }
    return false;
}

/* A limit closes only the step it belongs to, and the one step is closed when all are. */
static void settle_limits(rp_planned *planned) {
    planned->closed = true;
    for (size_t i = 0; i < planned->steps.n; i++) {
        planned->closed = planned->closed && step_closed(planned, planned->steps.at[i]);
    }
    for (size_t i = 0; i < planned->limits.n; i++) {
        const rp_limit *limit = &planned->limits.at[i];
        planned->overdue = planned->overdue || (limit->overdue && limit->passed && limit->certain);
    }
}

int64_t rp_planned_first_limit(const rp_planned *planned) {
    int64_t first = RP_NO_TIME;
    for (size_t i = 0; i < planned->limits.n; i++) {
        const rp_limit *limit = &planned->limits.at[i];
        if (!limit->passed && (first == RP_NO_TIME || limit->at < first)) {
            first = limit->at;
        }
    }
    return first;
}

refpath_status rp_plan_time(rp_plan *plan) {
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        const rp_planned *timed = rp_planned_visit(plan, planned);
        RP_TRY(add_targets(plan, planned, timed));
        for (size_t k = 0; k < planned->steps.n; k++) {
            const rp_step *step = &plan->w->p->steps.at[planned->steps.at[k]];
            for (uint32_t l = 0; l < step->n_limits; l++) {
                RP_TRY(add_limit(plan, planned, planned->steps.at[k], step->first_limit + l));
            }
        }
        settle_limits(planned);
    }
    return plan->w->dd.status;
}

/* -- done ------------------------------------------------------------------------------------------------ */

static bool names_step(const rp_planned *planned, uint32_t step) {
    for (size_t i = 0; i < planned->steps.n; i++) {
        if (planned->steps.at[i] == step) {
            return true;
        }
    }
    return false;
}

static refpath_status gather_done(rp_plan *plan, rp_planned *planned) {
    const refpath_case *c = plan->w->facts.c;
    const rp_done *latest = NULL;
    for (uint32_t i = 0; i < c->done.n; i++) {
        const rp_done *done = &c->done.at[i];
        uint32_t *slot;
        if (done->at > plan->now || !names_step(planned, done->step)) {
            continue;
        }
        slot = RP_LIST_ADD(plan->w->arena, &planned->done);
        RP_HAVE(slot);
        *slot = i;
        latest = !latest || done->at >= latest->at ? done : latest;
    }
    if (latest) {
        planned->is_done = latest->outcome == RP_SERVED || latest->outcome == RP_ELSEWHERE ||
                           latest->outcome == RP_NOT_NEEDED;
        planned->declined = latest->outcome == RP_DECLINED;
    }
    return REFPATH_OK;
}

refpath_status rp_plan_done(rp_plan *plan) {
    for (size_t i = 0; i < plan->steps.n; i++) {
        RP_TRY(gather_done(plan, &plan->steps.at[i]));
    }
    return REFPATH_OK;
}
