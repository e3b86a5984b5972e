/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who may be seen, and pass 7: what may be told to each candidate and to everybody it passes through. */
#include "base/check.h"
#include "decide/plan.h"

#include <string.h>

/* -- hidden actors ------------------------------------------------------------------------------------------- */

static bool hidden(const rp_plan *plan, uint32_t who) { return !rp_sees(plan->w, plan->holder, who); }

/* The first on the path whom the holder may not see; stops.n where there is none. */
static size_t first_hidden(const rp_plan *plan, const rp_path *path) {
    size_t i = 0;
    while (i < path->stops.n && !hidden(plan, path->stops.at[i].who)) {
        i++;
    }
    return i;
}

/* The nearest gatekeeper before it that may see it; 0 where there is none. */
static size_t stand_in(const rp_plan *plan, const rp_path *path, size_t of) {
    for (size_t i = of; i-- > 1;) {
        if (rp_sees(plan->w, path->stops.at[i].who, path->stops.at[of].who)) {
            return i;
        }
    }
    return 0;
}

/* The roles that may know of an actor; of those that lead to somebody avoided nothing is said. */
static refpath_status offer_hidden_help(rp_plan *plan, rp_planned *planned, uint32_t who) {
    const rp_refs *to = &plan->w->p->actors.at[plan->w->p->who.at[who].index].visible_to;
    planned->hides_help = true;
    for (uint32_t i = 0; i < to->n; i++) {
        bool may;
        if (plan->w->p->who.at[to->at[i]].kind == RP_WHO_ROLE) {
            RP_TRY(rp_may_turn_to(plan->w, to->at[i], &may));
            if (may) {
                rp_bits_add(planned->hidden_help, plan->w->p->who.at[to->at[i]].index);
            }
        }
    }
    return REFPATH_OK;
}

/* Nothing of what is behind remains: whoever stands in has its own path and its own times. */
static refpath_status replace(rp_plan *plan, const rp_candidate *from, size_t gate, rp_candidate *out) {
    const rp_stop *last = &from->path.stops.at[gate];
    memset(out, 0, sizeof *out);
    out->who = last->who;
    out->hidden = true;
    out->offer = RP_NONE;
    out->eligible = RP_DD_TRUE;
    out->facts = rp_axes_new(plan->w);
    RP_HAVE(out->facts);
    out->verified = RP_NO_DATE;
    out->opens = RP_NO_TIME;
    out->earliest = plan->now;
    for (size_t i = 1; i <= gate; i++) {
        out->earliest += from->path.stops.at[i].respond;
    }
    return rp_path_until(plan->w, &from->path, gate, &out->path);
}

typedef struct rp_candidates {
    RP_LIST(rp_candidate) at;
} rp_candidates;

/* Several hidden ones behind one gatekeeper are one candidate. */
static refpath_status add_stand_in(rp_plan *plan, rp_candidates *list, const rp_candidate *from, size_t gate) {
    rp_candidate *slot;
    for (size_t i = 0; i < list->at.n; i++) {
        if (list->at.at[i].who == from->path.stops.at[gate].who) {
            return REFPATH_OK;
        }
    }
    slot = RP_LIST_ADD(plan->w->arena, &list->at);
    RP_HAVE(slot);
    return replace(plan, from, gate, slot);
}

static void hide_notified(const rp_plan *plan, rp_path *path) {
    size_t kept = 0;
    for (size_t i = 0; i < path->notify.n; i++) {
        if (!hidden(plan, path->notify.at[i])) {
            path->notify.at[kept++] = path->notify.at[i];
        }
    }
    path->notify.n = kept;
}

static void hide_left_out(const rp_plan *plan, rp_planned *planned) {
    size_t kept = 0;
    for (size_t i = 0; i < planned->left_out.n; i++) {
        if (!hidden(plan, plan->w->p->actors.at[planned->left_out.at[i].actor].who)) {
            planned->left_out.at[kept++] = planned->left_out.at[i];
        }
    }
    planned->left_out.n = kept;
}

/* In an order that says nothing of the rank of those behind: by their own times, then by id. */
static void sort_stand_ins(const rp_plan *plan, rp_candidates *list) {
    for (size_t i = 1; i < list->at.n; i++) {
        rp_candidate one = list->at.at[i];
        const char *id = plan->w->p->who.at[one.who].id;
        size_t k = i;
        for (; k > 0; k--) {
            const rp_candidate *before = &list->at.at[k - 1];
            if (before->earliest < one.earliest ||
                (before->earliest == one.earliest && strcmp(plan->w->p->who.at[before->who].id, id) < 0)) {
                break;
            }
            list->at.at[k] = *before;
        }
        list->at.at[k] = one;
    }
}

static refpath_status hide_candidates(rp_plan *plan, rp_planned *planned) {
    rp_candidates stand_ins;
    size_t kept = 0;
    memset(&stand_ins, 0, sizeof stand_ins);
    for (size_t i = 0; i < planned->candidates.n; i++) {
        rp_candidate *candidate = &planned->candidates.at[i];
        size_t at = first_hidden(plan, &candidate->path), gate;
        if (at == candidate->path.stops.n && !hidden(plan, candidate->who)) {
            hide_notified(plan, &candidate->path);
            planned->candidates.at[kept++] = *candidate;
            continue;
        }
        gate = at < candidate->path.stops.n ? stand_in(plan, &candidate->path, at) : 0;
        if (gate == 0) {
            RP_TRY(offer_hidden_help(
                plan, planned, at < candidate->path.stops.n ? candidate->path.stops.at[at].who : candidate->who));
            continue;
        }
        hide_notified(plan, &candidate->path);
        RP_TRY(add_stand_in(plan, &stand_ins, candidate, gate));
    }
    planned->candidates.n = kept;
    sort_stand_ins(plan, &stand_ins);
    for (size_t i = 0; i < stand_ins.at.n; i++) {
        rp_candidate *slot = RP_LIST_ADD(plan->w->arena, &planned->candidates);
        RP_HAVE(slot);
        *slot = stand_ins.at.at[i];
    }
    return REFPATH_OK;
}

refpath_status rp_plan_hide(rp_plan *plan) {
    for (size_t i = 0; i < plan->steps.n; i++) {
        RP_TRY(hide_candidates(plan, &plan->steps.at[i]));
        hide_left_out(plan, &plan->steps.at[i]);
    }
    for (size_t i = 0; i < plan->steps.n; i++) {
        for (size_t k = 0; k < plan->steps.at[i].candidates.n; k++) {
            rp_path_warn(plan->w, &plan->steps.at[i].candidates.at[k].path);
        }
    }
    return plan->w->dd.status;
}

/* -- sharing --------------------------------------------------------------------------------------------------- */

static refpath_status share_with(rp_plan *plan, const rp_planned *planned, const rp_transfer *transfer, void *list) {
    typedef RP_LIST(rp_decision) decisions;
    decisions *to = list;
    for (size_t i = 0; i < planned->items.n; i++) {
        rp_decision *slot = RP_LIST_ADD(plan->w->arena, to);
        RP_HAVE(slot);
        RP_TRY(rp_decide_item(plan->w, transfer, planned->items.at[i], slot));
    }
    return REFPATH_OK;
}

static refpath_status share_on_path(rp_plan *plan, const rp_planned *planned, rp_candidate *candidate) {
    const rp_path *path = &candidate->path;
    for (size_t i = 0; i + 1 < path->stops.n && path->stops.n > 2; i++) {
        bool last = i + 2 == path->stops.n;
        rp_transfer transfer = {RP_NONE, path->stops.at[i].who, path->stops.at[i + 1].who, planned->purpose,
                                last ? RP_NONE : candidate->who};
        rp_hop *hop = RP_LIST_ADD(plan->w->arena, &candidate->via);
        RP_HAVE(hop);
        hop->from = transfer.sender;
        hop->to = transfer.recipient;
        RP_TRY(share_with(plan, planned, &transfer, &hop->share));
    }
    return REFPATH_OK;
}

refpath_status rp_plan_share(rp_plan *plan) {
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        for (size_t k = 0; k < planned->candidates.n; k++) {
            rp_candidate *candidate = &planned->candidates.at[k];
            rp_transfer transfer = {RP_NONE, plan->holder, candidate->who, planned->purpose, RP_NONE};
            if (candidate->who == plan->holder) {
                continue;
            }
            RP_TRY(share_with(plan, planned, &transfer, &candidate->share));
            RP_TRY(share_on_path(plan, planned, candidate));
        }
    }
    return plan->w->dd.status;
}
