/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Passes 5 and 6: who can do each step, by which path, when; and who is left out, and why. */
#include "base/check.h"
#include "decide/plan.h"

#include <string.h>

/* Each actor once, with the reason met first. */
static refpath_status leave_out(rp_plan *plan, rp_planned *planned, uint32_t actor, uint32_t offer, const char *code,
                                int64_t at) {
    rp_left_out *slot;
    for (size_t i = 0; i < planned->left_out.n; i++) {
        if (planned->left_out.at[i].actor == actor) {
            return REFPATH_OK;
        }
    }
    slot = RP_LIST_ADD(plan->w->arena, &planned->left_out);
    RP_HAVE(slot);
    *slot = (rp_left_out){actor, offer, code, at};
    return REFPATH_OK;
}

/* What the latest entry of the case says of this actor and this step: unavailable, or no answer; else NULL. */
static const rp_done *said_no(const rp_plan *plan, const rp_planned *planned, uint32_t actor) {
    const rp_done *latest = NULL;
    for (size_t i = 0; i < planned->done.n; i++) {
        const rp_done *done = &plan->w->facts.c->done.at[planned->done.at[i]];
        if (done->actor == actor && (!latest || done->at >= latest->at)) {
            latest = done;
        }
    }
    return latest && (latest->outcome == RP_UNAVAILABLE || latest->outcome == RP_NO_ANSWER) ? latest : NULL;
}

static const char *why_not(const rp_done *done) {
    return done->outcome == RP_UNAVAILABLE ? "unavailable" : "no-answer";
}

static refpath_status finish_candidate(rp_plan *plan, rp_planned *planned, rp_candidate *candidate) {
    rp_work *w = plan->w;
    candidate->facts = rp_axes_new(w);
    RP_HAVE(candidate->facts);
    rp_depends(w, candidate->eligible, candidate->facts);
    if (candidate->who == plan->holder || plan->holder == RP_NONE) { /* nobody in particular holds it: nobody between */
        rp_stop *stop = RP_LIST_ADD(w->arena, &candidate->path.stops);
        RP_HAVE(stop);
        stop->who = candidate->who;
    } else {
        RP_TRY(rp_path_find(w, plan->holder, candidate->who, planned->purpose, &candidate->path));
    }
    return rp_candidate_time(plan, planned, candidate);
}

static refpath_status new_candidate(rp_plan *plan, rp_planned *planned, uint32_t who, rp_dd eligible,
                                    rp_candidate **out) {
    rp_candidate *candidate = RP_LIST_ADD(plan->w->arena, &planned->candidates);
    RP_HAVE(candidate);
    candidate->who = who;
    candidate->offer = RP_NONE;
    candidate->eligible = eligible;
    candidate->verified = RP_NO_DATE;
    *out = candidate;
    return REFPATH_OK;
}

/* -- services --------------------------------------------------------------------------------------------- */

/* Of an offer that may reach the case; where its place is known it does. */
static rp_dd offer_eligible(rp_plan *plan, const rp_offer *offer, rp_dd *here) {
    rp_word *leaves;
    *here = RP_DD_TRUE;
    if (plan->w->facts.axes[plan->w->p->place_axis].open) {
        leaves = rp_places_leaves(plan->w, rp_list(plan->w->p, offer->at));
        *here = leaves ? rp_place_within(plan->w, leaves) : RP_DD_FALSE;
    }
    return *here == RP_DD_FALSE ? RP_DD_FALSE
                                : rp_dd_and(&plan->w->dd, *here, rp_plan_holds(plan, offer->when));
}

static refpath_status consider_offer(rp_plan *plan, rp_planned *planned, uint32_t number) {
    const rp_offer *offer = &plan->w->p->offers.at[number];
    const rp_actor *actor = &plan->w->p->actors.at[offer->actor];
    const rp_terms *terms = rp_terms_of(plan->w->p, offer->terms);
    const rp_done *said;
    rp_candidate *candidate;
    rp_dd here = RP_DD_FALSE, eligible;
    if (!rp_places_meet(plan->w->p, rp_list(plan->w->p, offer->at), plan->w->facts.leaves) ||
        !rp_actor_active(plan->w, offer->actor) || !rp_dated_active(&terms->dated, plan->w->facts.day)) {
        return REFPATH_OK;
    }
    eligible = offer_eligible(plan, offer, &here);
    if (here == RP_DD_FALSE) {
        return plan->w->dd.status;
    }
    if (rp_avoided(plan->w, actor->who)) {
        return leave_out(plan, planned, offer->actor, number, "avoided", RP_NO_TIME);
    }
    if (eligible == RP_DD_FALSE) {
        return leave_out(plan, planned, offer->actor, number, "not-eligible", RP_NO_TIME);
    }
    said = said_no(plan, planned, offer->actor);
    if (said) {
        return leave_out(plan, planned, offer->actor, number, why_not(said), said->at);
    }
    RP_TRY(new_candidate(plan, planned, actor->who, eligible, &candidate));
    candidate->offer = number;
    candidate->respond = terms->respond;
    candidate->verified = rp_offer_verified(plan->w->p, offer);
    candidate->depth = rp_places_depth(plan->w, rp_list(plan->w->p, offer->at));
    return finish_candidate(plan, planned, candidate);
}

static refpath_status find_providers(rp_plan *plan, rp_planned *planned, const rp_step *step) {
    rp_refs offers;
    rp_work_add(&plan->w->dd, plan->w->p->offers_of[step->service].n);
    RP_TRY(rp_plan_near(plan, step->service, &offers));
    for (uint32_t i = 0; i < offers.n; i++) {
        RP_TRY(consider_offer(plan, planned, offers.at[i]));
    }
    return rp_candidates_rank(plan, planned, planned->candidates.at, planned->candidates.n);
}

/* -- roles, parties, the holder ------------------------------------------------------------------------------ */

static refpath_status add_player(rp_plan *plan, rp_planned *planned, const rp_player *player) {
    const rp_actor *actor = &plan->w->p->actors.at[player->actor];
    rp_candidate *candidate;
    RP_TRY(new_candidate(plan, planned, actor->who, rp_place_within(plan->w, player->leaves), &candidate));
    candidate->respond = actor->who == plan->holder ? 0 : player->respond;
    candidate->verified = actor->verified;
    candidate->depth = player->depth;
    return finish_candidate(plan, planned, candidate);
}

static refpath_status leave_out_avoided(rp_plan *plan, rp_planned *planned, uint32_t role) {
    const rp_player *players;
    size_t n;
    RP_TRY(rp_players(plan->w, role, true, &players, &n));
    for (size_t i = 0; i < n; i++) {
        if (rp_avoided(plan->w, plan->w->p->actors.at[players[i].actor].who)) {
            RP_TRY(leave_out(plan, planned, players[i].actor, RP_NONE, "avoided", RP_NO_TIME));
        }
    }
    return REFPATH_OK;
}

/* The players of a role that can be asked for this step; those who said no are left out. */
static refpath_status askable_players(rp_plan *plan, rp_planned *planned, uint32_t role, rp_player **out, size_t *n) {
    const rp_player *all;
    size_t n_all;
    RP_TRY(leave_out_avoided(plan, planned, role));
    RP_TRY(rp_players(plan->w, role, false, &all, &n_all));
    *out = RP_ARENA_ARRAY(plan->w->arena, rp_player, n_all);
    RP_HAVE(*out);
    *n = 0;
    for (size_t i = 0; i < n_all; i++) {
        const rp_done *said = said_no(plan, planned, all[i].actor);
        if (said) {
            RP_TRY(leave_out(plan, planned, all[i].actor, RP_NONE, why_not(said), said->at));
        } else {
            (*out)[(*n)++] = all[i];
        }
    }
    return REFPATH_OK;
}

/* The first role that somebody certainly plays there, else the first that somebody may, or the party. */
static refpath_status find_informed(rp_plan *plan, rp_planned *planned, const rp_refs *inform) {
    rp_work *w = plan->w;
    rp_player *chosen = NULL;
    size_t n_chosen = 0;
    for (uint32_t i = 0; i < inform->n; i++) {
        const rp_who *who = &w->p->who.at[inform->at[i]];
        rp_player *players;
        size_t n;
        if (who->kind == RP_WHO_PARTY) {
            rp_candidate *candidate;
            if (n_chosen > 0 || rp_avoided(w, inform->at[i])) {
                continue;
            }
            RP_TRY(new_candidate(plan, planned, inform->at[i], RP_DD_TRUE, &candidate));
            return finish_candidate(plan, planned, candidate);
        }
        RP_TRY(askable_players(plan, planned, who->index, &players, &n));
        if (n > 0 && players[0].reach == RP_REACH_CERTAIN) {
            chosen = players;
            n_chosen = n;
            break;
        }
        if (n > 0 && n_chosen == 0) {
            chosen = players;
            n_chosen = n;
        }
    }
    for (size_t i = 0; i < n_chosen; i++) {
        RP_TRY(add_player(plan, planned, &chosen[i]));
    }
    return REFPATH_OK;
}

static refpath_status find_doers(rp_plan *plan, rp_planned *planned, const rp_step *step) {
    rp_candidate *candidate;
    if (step->by != RP_NONE) {
        uint32_t role = plan->w->p->roles.at[step->by].who;
        rp_refs by = {1, &role};
        return find_informed(plan, planned, &by);
    }
    RP_TRY(new_candidate(plan, planned, plan->holder, RP_DD_TRUE, &candidate));
    return finish_candidate(plan, planned, candidate);
}

/* Who is a candidate by another offer is not left out. */
static void keep_left_out(const rp_plan *plan, rp_planned *planned) {
    size_t kept = 0;
    for (size_t i = 0; i < planned->left_out.n; i++) {
        uint32_t who = plan->w->p->actors.at[planned->left_out.at[i].actor].who;
        bool takes_part = false;
        for (size_t k = 0; k < planned->candidates.n; k++) {
            takes_part = takes_part || planned->candidates.at[k].who == who;
        }
        if (!takes_part) {
            planned->left_out.at[kept++] = planned->left_out.at[i];
        }
    }
    planned->left_out.n = kept;
}

static void sort_left_out(rp_planned *planned) {
    rp_left_out *at = planned->left_out.at;
    for (size_t i = 1; i < planned->left_out.n; i++) {
        rp_left_out one = at[i];
        size_t k = i;
        for (; k > 0 && at[k - 1].actor > one.actor; k--) {
            at[k] = at[k - 1];
        }
        at[k] = one;
    }
}

refpath_status rp_plan_who_does(rp_plan *plan, rp_planned *planned) {
    const rp_step *step = rp_planned_step(plan, planned);
    switch (step->kind) {
    case RP_STEP_SERVICE: RP_TRY(find_providers(plan, planned, step)); break;
    case RP_STEP_INFORM: RP_TRY(find_informed(plan, planned, &step->inform)); break;
    default: RP_TRY(find_doers(plan, planned, step)); break;
    }
    keep_left_out(plan, planned);
    sort_left_out(planned);
    return plan->w->dd.status;
}

refpath_status rp_plan_who(rp_plan *plan) {
    for (size_t i = 0; i < plan->steps.n; i++) {
        RP_TRY(rp_plan_who_does(plan, &plan->steps.at[i]));
    }
    return plan->w->dd.status;
}
