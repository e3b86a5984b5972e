/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Pass 3: one visit for several services. Whoever gives most of what is due at a visit comes first in the step that
 * hosts it; the steps given with it have those of its candidates that can give them too, in time, in its order.
 */
#include "base/check.h"
#include "decide/plan.h"

/* The candidate of the step itself that is of the same actor: it gives this service too. */
static const rp_candidate *same_actor(const rp_planned *planned, uint32_t who, uint32_t offer) {
    const rp_candidate *found = NULL;
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        if (candidate->who == who && (!found || candidate->offer == offer)) {
            found = candidate;
        }
    }
    return found;
}

/* Before its first open limit, at the time of the visit. */
static bool in_time(const rp_planned *planned, const rp_candidate *visit) {
    int64_t limit = rp_planned_first_limit(planned);
    return limit == RP_NO_TIME || (visit->time == RP_TIME_KNOWN && visit->earliest <= limit);
}

static bool gives(const rp_planned *planned, const rp_candidate *visit) {
    return same_actor(planned, visit->who, visit->offer) != NULL && in_time(planned, visit);
}

static refpath_status count_visit(rp_plan *plan, uint32_t host, rp_candidate *candidate) {
    for (uint32_t i = 0; i < plan->steps.n; i++) {
        const rp_planned *with = &plan->steps.at[i];
        uint32_t *slot;
        if (with->host != host || with->is_done || with->closed || !gives(with, candidate)) {
            continue;
        }
        slot = RP_LIST_ADD(plan->w->arena, &candidate->also);
        RP_HAVE(slot);
        *slot = i;
        candidate->gives_also++;
    }
    return REFPATH_OK;
}

static refpath_status take_visitors(rp_plan *plan, rp_planned *planned, const rp_planned *host) {
    RP_LIST(rp_candidate) visitors = {NULL, 0, 0};
    for (size_t i = 0; i < host->candidates.n; i++) {
        const rp_candidate *visit = &host->candidates.at[i], *own;
        rp_candidate *slot;
        if (!gives(planned, visit)) {
            continue;
        }
        own = same_actor(planned, visit->who, visit->offer);
        slot = RP_LIST_ADD(plan->w->arena, &visitors);
        RP_HAVE(slot);
        *slot = *visit;
        slot->offer = own->offer;
        slot->eligible = rp_dd_and(&plan->w->dd, own->eligible, visit->eligible);
        slot->facts = rp_axes_new(plan->w);
        RP_HAVE(slot->facts);
        rp_depends(plan->w, slot->eligible, slot->facts);
        slot->gives_also = 0;
        slot->also.n = 0;
    }
    if (visitors.n > 0) { /* else it has candidates of its own */
        planned->candidates.at = visitors.at;
        planned->candidates.n = visitors.n;
        planned->candidates.room = visitors.room;
    }
    return REFPATH_OK;
}

refpath_status rp_plan_visit(rp_plan *plan) {
    for (uint32_t i = 0; i < plan->steps.n; i++) {
        rp_planned *host = &plan->steps.at[i];
        if (rp_planned_step(plan, host)->kind != RP_STEP_SERVICE || host->host != RP_NONE) {
            continue;
        }
        for (size_t k = 0; k < host->candidates.n; k++) {
            RP_TRY(count_visit(plan, i, &host->candidates.at[k]));
        }
        RP_TRY(rp_candidates_rank(plan, host, host->candidates.at, host->candidates.n));
    }
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        if (planned->host != RP_NONE) {
            RP_TRY(take_visitors(plan, planned, &plan->steps.at[planned->host]));
        }
    }
    return plan->w->dd.status;
}
