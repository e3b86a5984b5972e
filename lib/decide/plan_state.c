/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Pass 8: how each candidate and each step stands, and to whom to escalate where it stands badly. */
#include "base/check.h"
#include "decide/plan.h"

const char *const rp_state_names[10] = {"done",    "ready",   "needs-consent", "needs-facts", "waiting",
                                        "refused", "forbidden", "blocked",     "no-provider", "window-closed"};

/* -- items --------------------------------------------------------------------------------------------------- */

/* An item's word is the most restrictive over the candidate and all gatekeepers. */
static rp_word_of item_word(const rp_candidate *candidate, size_t item) {
    rp_word_of word = candidate->share.at[item].word;
    for (size_t i = 0; i < candidate->via.n; i++) {
        rp_word_of other = candidate->via.at[i].share.at[item].word;
        word = other > word ? other : word;
    }
    return word;
}

typedef struct rp_item_count {
    size_t all, words[5];
} rp_item_count;

static rp_item_count count_items(const rp_candidate *candidate) {
    rp_item_count count = {candidate->share.n, {0, 0, 0, 0, 0}};
    for (size_t i = 0; i < candidate->share.n; i++) {
        count.words[item_word(candidate, i)]++;
    }
    return count;
}

/* -- states -------------------------------------------------------------------------------------------------- */

static bool can_still_be_done(rp_state state) {
    return state == RP_READY || state == RP_STATE_NEEDS_CONSENT || state == RP_STATE_NEEDS_FACTS ||
           state == RP_WAITING;
}

static bool waits(const rp_plan *plan, const rp_planned *planned) {
    for (size_t i = 0; i < planned->after.n; i++) {
        const rp_planned *before = &plan->steps.at[planned->after.at[i]];
        if (before->certain && (!before->stated || can_still_be_done(before->state))) {
            return true;
        }
    }
    return false;
}

static rp_state candidate_state(const rp_plan *plan, const rp_planned *planned, const rp_candidate *candidate) {
    rp_item_count items = count_items(candidate);
    if (planned->is_done) {
        return RP_DONE;
    }
    if (planned->closed) {
        return RP_WINDOW_CLOSED;
    }
    if (candidate->path.blocked) {
        return RP_BLOCKED;
    }
    if (items.all > 0 && items.words[RP_FORBIDDEN] == items.all) {
        return RP_STATE_FORBIDDEN;
    }
    if (planned->declined || (items.all > 0 && items.words[RP_FORBIDDEN] + items.words[RP_REFUSED] == items.all)) {
        return RP_STATE_REFUSED;
    }
    if (waits(plan, planned)) {
        return RP_WAITING;
    }
    if (!planned->certain || candidate->eligible != RP_DD_TRUE || items.words[RP_NEEDS_FACTS] > 0) {
        return RP_STATE_NEEDS_FACTS;
    }
    return items.words[RP_NEEDS_CONSENT] > 0 ? RP_STATE_NEEDS_CONSENT : RP_READY;
}

static rp_state state_without_candidates(const rp_planned *planned) {
    if (planned->is_done) {
        return RP_DONE;
    }
    if (planned->closed) {
        return RP_WINDOW_CLOSED;
    }
    return planned->hides_help ? RP_BLOCKED : RP_NO_PROVIDER;
}

static void state_step(rp_plan *plan, rp_planned *planned) {
    rp_state best = state_without_candidates(planned);
    for (size_t i = 0; i < planned->candidates.n; i++) {
        rp_candidate *candidate = &planned->candidates.at[i];
        candidate->state = candidate_state(plan, planned, candidate);
        best = i == 0 || candidate->state < best ? candidate->state : best;
    }
    planned->state = best;
    planned->stated = true;
}

/* -- escalation -------------------------------------------------------------------------------------------------- */

static bool waits_for_unknown(const rp_plan *plan, const rp_word *axes) {
    const rp_matcher *m = &plan->w->p->matcher;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        if (rp_bits_has(axes, a) && m->axes.at[a].fact != RP_NONE && plan->w->facts.c->unknown[m->axes.at[a].fact]) {
            return true;
        }
    }
    return false;
}

static bool decisions_stuck(const rp_plan *plan, const rp_decision *at, size_t n, bool facts) {
    for (size_t i = 0; i < n; i++) {
        if (facts && at[i].word == RP_NEEDS_FACTS && waits_for_unknown(plan, at[i].facts)) {
            return true;
        }
        for (size_t k = 0; k < at[i].missing.n && !facts; k++) {
            if (at[i].missing.at[k].by.n == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool candidate_stuck(const rp_plan *plan, const rp_candidate *candidate, bool facts) {
    bool stuck = decisions_stuck(plan, candidate->share.at, candidate->share.n, facts);
    for (size_t i = 0; i < candidate->via.n && !stuck; i++) {
        stuck = decisions_stuck(plan, candidate->via.at[i].share.at, candidate->via.at[i].share.n, facts);
    }
    return stuck || (facts && waits_for_unknown(plan, candidate->facts));
}

/* It waits for facts that nobody can tell, or for an agreement that nobody is left to give. */
static bool is_stuck(const rp_plan *plan, const rp_planned *planned) {
    bool facts = planned->state == RP_STATE_NEEDS_FACTS;
    if (planned->state == RP_DONE) {
        return false;
    }
    if (facts && waits_for_unknown(plan, planned->facts)) {
        return true;
    }
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        if (candidate->state == planned->state &&
            ((facts && candidate_stuck(plan, candidate, true)) || candidate_stuck(plan, candidate, false))) {
            return true;
        }
    }
    return false;
}

static bool takes_already(const rp_planned *planned, uint32_t who) {
    for (uint32_t i = 0; i < planned->escalate_to.n; i++) {
        if (planned->escalate_to.at[i] == who) {
            return true;
        }
    }
    return false;
}

static size_t count_escalate_to(const rp_plan *plan, const rp_planned *planned) {
    size_t n = 0;
    for (size_t i = 0; i < planned->steps.n; i++) {
        const rp_step *step = &plan->w->p->steps.at[planned->steps.at[i]];
        for (uint32_t k = 0; k < step->n_escalates; k++) {
            n += plan->w->p->escalates.at[step->first_escalate + k].to.n;
        }
    }
    return n;
}

/* Adds to `to` whom one escalation names; the time is that of the first. */
static refpath_status take_escalation(rp_plan *plan, rp_planned *planned, const rp_escalate *one, uint32_t *to) {
    int64_t from = planned->has_target && planned->target < plan->now ? planned->target : plan->now;
    bool leads = false;
    for (uint32_t i = 0; i < one->to.n; i++) {
        bool may;
        RP_TRY(rp_may_turn_to(plan->w, one->to.at[i], &may));
        may = may && rp_sees(plan->w, plan->holder, one->to.at[i]);
        leads = leads || may;
        if (may && !takes_already(planned, one->to.at[i])) {
            to[planned->escalate_to.n++] = one->to.at[i];
        }
    }
    if (leads && (!planned->escalates || from + one->after < planned->escalate_at)) {
        planned->escalates = true;
        planned->escalate_at = from + one->after;
    }
    return REFPATH_OK;
}

/* All escalations of all its steps that may apply, from the earliest of their times on. */
static refpath_status escalate(rp_plan *plan, rp_planned *planned) {
    uint32_t *to = RP_ARENA_ARRAY(plan->w->arena, uint32_t, count_escalate_to(plan, planned));
    RP_HAVE(to);
    planned->escalate_to.at = to;
    for (size_t i = 0; i < planned->steps.n; i++) {
        const rp_step *step = &plan->w->p->steps.at[planned->steps.at[i]];
        for (uint32_t k = 0; k < step->n_escalates; k++) {
            const rp_escalate *one = &plan->w->p->escalates.at[step->first_escalate + k];
            if (rp_plan_holds(plan, one->when) != RP_DD_FALSE) {
                RP_TRY(take_escalation(plan, planned, one, to));
            }
        }
    }
    return REFPATH_OK;
}

refpath_status rp_plan_state(rp_plan *plan) {
    for (size_t i = 0; i < plan->order.n; i++) { /* what it comes after stands before it */
        state_step(plan, &plan->steps.at[plan->order.at[i]]);
    }
    for (size_t i = 0; i < plan->steps.n; i++) {
        rp_planned *planned = &plan->steps.at[i];
        if (planned->state > RP_WAITING || is_stuck(plan, planned)) {
            RP_TRY(escalate(plan, planned));
        }
    }
    return plan->w->dd.status;
}
