/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Pass 3: one visit for several services. Whoever gives most of what is due at a visit comes first in the step that
 * hosts it; the steps given with it have those of its candidates that can give them too, in time, in its order.
 */
#include "base/check.h"
#include "decide/plan.h"

#include <stdlib.h>

/* Before its first open limit, at the time of the visit. */
static bool in_time(const rp_planned *planned, const rp_candidate *visit) {
    int64_t limit = rp_planned_first_limit(planned);
    return limit == RP_NO_TIME || (visit->time == RP_TIME_KNOWN && visit->earliest <= limit);
}

/*
 * The candidate of the step itself of whoever comes to the visit: they give this service too, in time, and some child can
 * have both from them. *both says when; NULL where they do not.
 */
static const rp_candidate *giver(rp_plan *plan, const rp_planned *planned, const rp_candidate *visit, rp_dd *both) {
    const rp_candidate *found = NULL;
    for (size_t i = 0; i < planned->candidates.n && in_time(planned, visit); i++) {
        const rp_candidate *own = &planned->candidates.at[i];
        rp_dd together = own->who == visit->who ? rp_dd_and(&plan->w->dd, own->eligible, visit->eligible) : RP_DD_FALSE;
        if (together != RP_DD_FALSE && (!found || own->offer == visit->offer)) {
            found = own;
            *both = together;
        }
    }
    return found;
}

static refpath_status count_visit(rp_plan *plan, uint32_t host, rp_candidate *candidate) {
    for (uint32_t i = 0; i < plan->steps.n; i++) {
        const rp_planned *with = &plan->steps.at[i];
        rp_dd both;
        uint32_t *slot;
        if (with->host != host || with->is_done || with->closed || !giver(plan, with, candidate, &both)) {
            continue;
        }
        slot = RP_LIST_ADD(plan->w->arena, &candidate->also);
        RP_HAVE(slot);
        *slot = i;
        candidate->gives_also++;
    }
    return REFPATH_OK;
}

/* *taken where somebody of the host gives it too; else it has candidates of its own. */
static refpath_status take_visitors(rp_plan *plan, rp_planned *planned, const rp_planned *host, bool *taken) {
    RP_LIST(rp_candidate) visitors = {NULL, 0, 0};
    for (size_t i = 0; i < host->candidates.n; i++) {
        const rp_candidate *visit = &host->candidates.at[i];
        const rp_candidate *own;
        rp_candidate *slot;
        rp_dd both;
        own = giver(plan, planned, visit, &both);
        if (!own) {
            continue;
        }
        slot = RP_LIST_ADD(plan->w->arena, &visitors);
        RP_HAVE(slot);
        *slot = *visit;
        slot->offer = own->offer;
        slot->verified = own->verified;
        slot->eligible = both;
        slot->facts = rp_axes_new(plan->w);
        RP_HAVE(slot->facts);
        rp_depends(plan->w, slot->eligible, slot->facts);
        slot->gives_also = 0;
        slot->also.n = 0;
    }
    *taken = visitors.n > 0;
    if (*taken) {
        planned->candidates.at = visitors.at;
        planned->candidates.n = visitors.n;
        planned->candidates.room = visitors.room;
    }
    return REFPATH_OK;
}

/* Whoever gives most of what is due at the visit of this step comes first. */
static refpath_status rank_host(rp_plan *plan, uint32_t number) {
    rp_planned *host = &plan->steps.at[number];
    for (size_t k = 0; k < host->candidates.n; k++) {
        RP_TRY(count_visit(plan, number, &host->candidates.at[k]));
    }
    return rp_candidates_rank(plan, host, host->candidates.at, host->candidates.n);
}

typedef struct rp_visit {
    uint32_t step, depth; /* how many visits it stands in */
} rp_visit;

static int by_depth(const void *a, const void *b) {
    const rp_visit *x = a, *y = b;
    if (x->depth != y->depth) {
        return x->depth < y->depth ? -1 : 1;
    }
    return (x->step > y->step) - (x->step < y->step);
}

/* Hosts before those with them. */
static refpath_status order_visits(rp_plan *plan, rp_visit **out) {
    rp_visit *visits = RP_ARENA_ARRAY(plan->w->arena, rp_visit, plan->steps.n);
    RP_HAVE(visits);
    for (uint32_t i = 0; i < plan->steps.n; i++) {
        visits[i].step = i;
        for (uint32_t at = plan->steps.at[i].host; at != RP_NONE; at = plan->steps.at[at].host) {
            visits[i].depth++;
            rp_work_add(&plan->w->dd, 1);
            RP_TRY(plan->w->dd.status);
        }
    }
    qsort(visits, plan->steps.n, sizeof *visits, by_depth);
    *out = visits;
    return REFPATH_OK;
}

refpath_status rp_plan_visit(rp_plan *plan) {
    rp_visit *visits;
    RP_TRY(order_visits(plan, &visits));
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[visits[i].step];
        bool taken = false;
        if (planned->host != RP_NONE) {
            RP_TRY(take_visitors(plan, planned, &plan->steps.at[planned->host], &taken));
        }
        if (!taken && rp_planned_step(plan, planned)->kind == RP_STEP_SERVICE) {
            RP_TRY(rank_host(plan, visits[i].step));
        }
    }
    return plan->w->dd.status;
}
