/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Passes 9 and 10: the order of the steps, and the advice that goes with them. */
#include "base/check.h"
#include "decide/plan.h"

/* The earliest of its open limits and its target; an overdue limit that is past counts until the step is done. */
static int64_t urgency(const rp_planned *planned) {
    int64_t first = planned->has_target ? planned->target : INT64_MAX;
    for (size_t i = 0; i < planned->limits.n; i++) {
        const rp_limit *limit = &planned->limits.at[i];
        bool counts = limit->passed ? limit->overdue && !planned->is_done : true;
        if (counts && limit->at_first < first) {
            first = limit->at_first;
        }
    }
    return first;
}

static bool may_come(const rp_planned *planned, const bool *listed) {
    for (size_t i = 0; i < planned->after.n; i++) {
        if (!listed[planned->after.at[i]]) {
            return false;
        }
    }
    return true;
}

/* The most urgent of those not yet listed that may come; steps.n where there is none. */
static size_t next_step(const rp_plan *plan, const bool *listed) {
    size_t best = plan->steps.n;
    for (size_t i = 0; i < plan->steps.n; i++) {
        const rp_planned *planned = &plan->steps.at[i];
        if (!listed[i] && may_come(planned, listed) &&
            (best == plan->steps.n || urgency(planned) < urgency(&plan->steps.at[best]))) {
            best = i;
        }
    }
    return best;
}

refpath_status rp_plan_order(rp_plan *plan) {
    bool *listed = RP_ARENA_ARRAY(plan->w->arena, bool, plan->steps.n);
    RP_HAVE(listed);
    for (size_t round = 0; round < plan->steps.n; round++) {
        size_t best = next_step(plan, listed);
        uint32_t *slot;
        if (best == plan->steps.n) {
            return REFPATH_INTERNAL; /* a circle: the loader lets none pass */
        }
        listed[best] = true;
        slot = RP_LIST_ADD(plan->w->arena, &plan->order);
        RP_HAVE(slot);
        *slot = (uint32_t)best;
    }
    return REFPATH_OK;
}

/* -- advice ------------------------------------------------------------------------------------------------------ */

static bool is_for_holder(const rp_plan *plan, const rp_advice *advice) {
    for (uint32_t i = 0; i < advice->roles.n; i++) {
        if (rp_is(plan->w, plan->holder, plan->w->p->roles.at[advice->roles.at[i]].who)) {
            return true;
        }
    }
    return advice->roles.n == 0;
}

refpath_status rp_plan_advice(rp_plan *plan) {
    for (uint32_t i = 0; i < plan->w->p->advice.n; i++) {
        const rp_advice *advice = &plan->w->p->advice.at[i];
        rp_planned_advice *slot;
        rp_dd holds;
        if (!is_for_holder(plan, advice)) {
            continue;
        }
        holds = rp_plan_holds(plan, advice->when);
        if (advice->pathway != RP_NONE) {
            holds = rp_dd_and(&plan->w->dd, holds, rp_plan_holds(plan, plan->w->p->pathways.at[advice->pathway].when));
        }
        if (holds == RP_DD_FALSE) {
            continue;
        }
        slot = RP_LIST_ADD(plan->w->arena, &plan->advice);
        RP_HAVE(slot);
        slot->advice = i;
        slot->certain = holds == RP_DD_TRUE;
        slot->facts = rp_axes_new(plan->w);
        RP_HAVE(slot->facts);
        rp_depends(plan->w, holds, slot->facts);
    }
    return plan->w->dd.status;
}
