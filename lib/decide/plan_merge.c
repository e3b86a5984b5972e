/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Pass 1: which steps are in the plan, and which of them are one. A child is not sent twice for the same help. */
#include "base/check.h"
#include "compile/merge.h"
#include "decide/plan.h"

const rp_step *rp_planned_step(const rp_plan *plan, const rp_planned *planned) {
    return &plan->w->p->steps.at[planned->steps.at[0]];
}

const rp_planned *rp_planned_visit(const rp_plan *plan, const rp_planned *planned) {
    while (planned->host != RP_NONE) { /* no circle: the loader lets none pass */
        planned = &plan->steps.at[planned->host];
    }
    return planned;
}

rp_dd rp_plan_holds(rp_plan *plan, uint32_t condition) {
    rp_request request = {plan->holder, RP_NONE, RP_NONE, RP_NONE, RP_NONE};
    return rp_condition_holds(plan->w, &request, condition);
}

rp_dd rp_plan_step_holds(rp_plan *plan, uint32_t number) {
    const rp_step *step = &plan->w->p->steps.at[number];
    rp_dd pathway = rp_plan_holds(plan, plan->w->p->pathways.at[step->pathway].when);
    return pathway == RP_DD_FALSE ? pathway : rp_dd_and(&plan->w->dd, pathway, rp_plan_holds(plan, step->when));
}

/* Into what its group has become; the first of a group stands first in the document too. */
static refpath_status add_step(rp_plan *plan, uint32_t number, uint32_t first, rp_dd holds) {
    const rp_step *step = &plan->w->p->steps.at[number];
    rp_planned *planned;
    uint32_t *slot;
    if (first == number) {
        plan->planned_of[number] = (uint32_t)plan->steps.n;
        planned = RP_LIST_ADD(plan->w->arena, &plan->steps);
        RP_HAVE(planned);
        planned->holds = RP_DD_FALSE;
        planned->host = RP_NONE;
        planned->purpose = step->purpose;
    }
    plan->planned_of[number] = plan->planned_of[first];
    planned = &plan->steps.at[plan->planned_of[number]];
    planned->holds = rp_dd_or(&plan->w->dd, planned->holds, holds);
    slot = RP_LIST_ADD(plan->w->arena, &planned->steps);
    RP_HAVE(slot);
    *slot = number;
    return REFPATH_OK;
}

/* The steps that may hold, those that are one together. */
static refpath_status add_steps(rp_plan *plan) {
    uint32_t n = (uint32_t)plan->w->p->steps.n;
    rp_dd *holds = RP_ARENA_ARRAY(plan->w->arena, rp_dd, n);
    bool *there = RP_ARENA_ARRAY(plan->w->arena, bool, n);
    uint32_t *group = RP_ARENA_ARRAY(plan->w->arena, uint32_t, n);
    plan->planned_of = RP_ARENA_ARRAY(plan->w->arena, uint32_t, n);
    RP_HAVE(holds);
    RP_HAVE(there);
    RP_HAVE(group);
    RP_HAVE(plan->planned_of);
    rp_work_add(&plan->w->dd, n);
    for (uint32_t i = 0; i < n; i++) {
        holds[i] = rp_plan_step_holds(plan, i);
        there[i] = holds[i] != RP_DD_FALSE;
        plan->planned_of[i] = RP_NONE;
    }
    RP_TRY(plan->w->dd.status);
    RP_TRY(rp_steps_group(plan->w->p, plan->w->arena, there, true, group));
    for (uint32_t i = 0; i < n; i++) {
        if (there[i]) {
            RP_TRY(add_step(plan, i, group[i], holds[i]));
        }
    }
    return REFPATH_OK;
}

static refpath_status join_after(rp_plan *plan, rp_planned *planned, const rp_planned *from) {
    for (size_t i = 0; i < from->steps.n; i++) {
        const rp_refs *after = &plan->w->p->steps.at[from->steps.at[i]].after;
        for (uint32_t k = 0; k < after->n; k++) {
            uint32_t before = plan->planned_of[after->at[k]];
            if (before != RP_NONE && &plan->steps.at[before] != planned) {
                RP_TRY(rp_add_once(plan->w, &planned->after, before));
            }
        }
    }
    return REFPATH_OK;
}

static uint32_t find_host(const rp_plan *plan, const rp_planned *planned) {
    uint32_t with = rp_planned_step(plan, planned)->with;
    return with == RP_NONE ? RP_NONE : plan->planned_of[with];
}

/* -- items -------------------------------------------------------------------------------------------- */

/* The step shares an item, or what it stands in. */
static bool shares(const refpath_protocol *p, const rp_step *step, uint32_t item) {
    for (uint32_t i = 0; i < step->share.n; i++) {
        if (rp_under(&p->items, item, step->share.at[i])) {
            return true;
        }
    }
    return false;
}

/* In every completion one of the steps that hold shares it. */
static bool always_shared(rp_plan *plan, const rp_planned *planned, uint32_t item) {
    rp_dd shared = RP_DD_FALSE;
    for (size_t i = 0; i < planned->steps.n && shared != RP_DD_TRUE; i++) {
        if (shares(plan->w->p, &plan->w->p->steps.at[planned->steps.at[i]], item)) {
            shared = rp_dd_or(&plan->w->dd, shared, rp_plan_step_holds(plan, planned->steps.at[i]));
        }
    }
    return shared == RP_DD_TRUE;
}

static refpath_status add_item_if(rp_plan *plan, rp_planned *planned, uint32_t item, uint32_t step) {
    rp_item_if *slot = RP_LIST_ADD(plan->w->arena, &planned->items_if);
    RP_HAVE(slot);
    slot->item = item;
    slot->step = step;
    slot->facts = rp_axes_new(plan->w);
    RP_HAVE(slot->facts);
    rp_depends(plan->w, rp_plan_step_holds(plan, step), slot->facts);
    return REFPATH_OK;
}

static refpath_status gather_items(rp_plan *plan, rp_planned *planned) {
    for (size_t i = 0; i < planned->steps.n; i++) {
        const rp_refs *share = &plan->w->p->steps.at[planned->steps.at[i]].share;
        for (uint32_t k = 0; k < share->n; k++) {
            if (!planned->certain || always_shared(plan, planned, share->at[k])) {
                RP_TRY(rp_add_once(plan->w, &planned->items, share->at[k]));
            } else {
                RP_TRY(add_item_if(plan, planned, share->at[k], planned->steps.at[i]));
            }
        }
    }
    return REFPATH_OK;
}

/* Purpose and items of a step given at another's visit are those of that one. */
static refpath_status take_from_host(rp_plan *plan, rp_planned *planned) {
    const rp_planned *host = rp_planned_visit(plan, planned);
    planned->purpose = host->purpose;
    planned->items.n = 0;
    planned->items_if.at = host->items_if.at; /* shared: no pass changes it */
    planned->items_if.n = host->items_if.n;
    for (size_t i = 0; i < host->items.n; i++) {
        RP_TRY(rp_add_once(plan->w, &planned->items, host->items.at[i]));
    }
    return REFPATH_OK;
}

refpath_status rp_plan_merge(rp_plan *plan) {
    RP_TRY(add_steps(plan));
    RP_TRY(plan->w->dd.status);
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        planned->certain = planned->holds == RP_DD_TRUE;
        planned->facts = rp_axes_new(plan->w);
        planned->ask = rp_axes_new(plan->w);
        planned->hidden_help = RP_ARENA_ARRAY(plan->w->arena, rp_word, rp_bits_words(plan->w->p->roles.n) + 1);
        RP_HAVE(planned->facts);
        RP_HAVE(planned->ask);
        RP_HAVE(planned->hidden_help);
        rp_depends(plan->w, planned->holds, planned->facts);
        planned->host = find_host(plan, planned);
        RP_TRY(gather_items(plan, planned));
    }
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        RP_TRY(join_after(plan, planned, rp_planned_visit(plan, planned)));
        if (planned->host != RP_NONE) {
            RP_TRY(take_from_host(plan, planned));
        }
    }
    return plan->w->dd.status;
}
