/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is found, by its stable codes; and why the directory does not name somebody of whom a plan says nothing. */
#include "analyse/conform.h"

#include <string.h>

/* -- codes ---------------------------------------------------------------------------------------------------------- */

const char *const rp_verdict_names[RP_VERDICTS] = {"kept", "unclear", "broken"};

static const struct {
    const char *code;
    rp_verdict verdict;
} findings[RP_FINDINGS] = {
    [RP_FOUND_HOLDER_AVOIDED] = {"holder-avoided", RP_BROKEN},
    [RP_FOUND_NOT_IN_PLAN] = {"not-in-plan", RP_BROKEN},
    [RP_FOUND_MAYBE_IN_PLAN] = {"maybe-in-plan", RP_UNCLEAR},
    [RP_FOUND_DECLINED] = {"declined", RP_BROKEN},
    [RP_FOUND_ALREADY_DONE] = {"already-done", RP_KEPT},
    [RP_FOUND_WINDOW_CLOSED] = {"window-closed", RP_BROKEN},
    [RP_FOUND_BEFORE_ITS_TURN] = {"before-its-turn", RP_BROKEN},
    [RP_FOUND_NO_OFFER] = {"no-offer", RP_BROKEN},
    [RP_FOUND_NOT_ACTIVE] = {"not-active", RP_BROKEN},
    [RP_FOUND_OFFER_NOT_ACTIVE] = {"offer-not-active", RP_BROKEN},
    [RP_FOUND_NOT_HERE] = {"not-here", RP_BROKEN},
    [RP_FOUND_NOT_IN_ROLE] = {"not-in-role", RP_BROKEN},
    [RP_FOUND_OTHER_ROLE] = {"other-role", RP_BROKEN},
    [RP_FOUND_NOT_ELIGIBLE] = {"not-eligible", RP_BROKEN},
    [RP_FOUND_ELIGIBILITY_OPEN] = {"eligibility-open", RP_UNCLEAR},
    [RP_FOUND_AVOIDED] = {"avoided", RP_BROKEN},
    [RP_FOUND_UNAVAILABLE] = {"unavailable", RP_BROKEN},
    [RP_FOUND_NO_ANSWER] = {"no-answer", RP_BROKEN},
    [RP_FOUND_NOT_AT_VISIT] = {"not-at-visit", RP_BROKEN},
    [RP_FOUND_HIDDEN] = {"hidden", RP_BROKEN},
    [RP_FOUND_BLOCKED] = {"blocked", RP_BROKEN},
    [RP_FOUND_PATH_NOT_KEPT] = {"path-not-kept", RP_BROKEN},
    [RP_FOUND_PATH_NOT_TOLD] = {"path-not-told", RP_UNCLEAR},
    [RP_FOUND_AVOIDED_NOTIFIED] = {"avoided-notified", RP_BROKEN},
    [RP_FOUND_NOT_NOTIFIED] = {"not-notified", RP_BROKEN},
    [RP_FOUND_NOTIFY_NOT_TOLD] = {"notify-not-told", RP_UNCLEAR},
    [RP_FOUND_FORBIDDEN] = {"forbidden", RP_BROKEN},
    [RP_FOUND_NOT_SHARED] = {"not-shared", RP_BROKEN},
    [RP_FOUND_CONSENT_REFUSED] = {"consent-refused", RP_BROKEN},
    [RP_FOUND_MAYBE_SHARED] = {"maybe-shared", RP_UNCLEAR},
    [RP_FOUND_CONSENT_FACTS_OPEN] = {"consent-facts-open", RP_UNCLEAR},
    [RP_FOUND_CONSENT_MISSING] = {"consent-missing", RP_BROKEN},
    [RP_FOUND_CONSENT_NOT_TOLD] = {"consent-not-told", RP_UNCLEAR},
    [RP_FOUND_LIMIT_MISSED] = {"limit-missed", RP_BROKEN},
    [RP_FOUND_TARGET_MISSED] = {"target-missed", RP_KEPT},
    [RP_FOUND_AFTER_LIMIT] = {"after-limit", RP_KEPT},
    [RP_FOUND_AFTER_TARGET] = {"after-target", RP_KEPT},
    [RP_FOUND_OPENS] = {"opens", RP_KEPT},
    [RP_FOUND_NO_WAY] = {"no-way", RP_KEPT},
    [RP_FOUND_NOT_OPEN] = {"not-open", RP_KEPT},
    [RP_FOUND_STALE] = {"stale", RP_KEPT},
    [RP_FOUND_NEVER_VERIFIED] = {"never-verified", RP_KEPT},
    [RP_FOUND_ESCALATION_DUE] = {"escalation-due", RP_KEPT},
};

const char *rp_finding_code(rp_finding finding) { return findings[finding].code; }

rp_verdict rp_finding_verdict(rp_finding finding) { return findings[finding].verdict; }

const char *rp_finding_weight(rp_finding finding) {
    rp_verdict verdict = findings[finding].verdict;
    return verdict == RP_KEPT ? "note" : rp_verdict_names[verdict];
}

rp_finding rp_finding_of(const char *code) {
    size_t i = 0;
    while (i < RP_FINDINGS && strcmp(findings[i].code, code) != 0) {
        i++;
    }
    return (rp_finding)i;
}

/* -- why not --------------------------------------------------------------------------------------------------------- */

/* What there is of it, as far as it goes: the last thing that is lacking is told. */
typedef struct rp_nearest {
    bool any, active, here, dated;
} rp_nearest;

static rp_nearest nearest_offer(const rp_plan *plan, uint32_t service, uint32_t actor) {
    const rp_work *w = plan->w;
    const rp_refs *offers = &w->p->offers_of[service];
    rp_nearest found = {false, rp_actor_active(w, actor), false, false};
    for (uint32_t i = 0; i < offers->n; i++) {
        const rp_offer *offer = &w->p->offers.at[offers->at[i]];
        bool here = offer->actor == actor && rp_places_meet(w->p, rp_list(w->p, offer->at), w->facts.leaves);
        found.any = found.any || offer->actor == actor;
        found.here = found.here || here;
        found.dated = found.dated || (here && rp_dated_active(&rp_terms_of(w->p, offer->terms)->dated, w->facts.day));
    }
    return found;
}

static void look_at_role(const rp_plan *plan, const rp_role *role, uint32_t actor, rp_nearest *found) {
    const rp_work *w = plan->w;
    for (uint32_t i = 0; i < role->players.n; i++) {
        const rp_plays *plays = &w->p->plays.at[role->players.at[i]];
        bool here = plays->actor == actor && rp_places_meet(w->p, rp_list(w->p, plays->at), w->facts.leaves);
        found->any = found->any || plays->actor == actor;
        found->here = found->here || here;
        found->dated = found->dated || (here && rp_plays_active(w, plays));
    }
}

/* Of several roles one is asked, the first that somebody plays: so one may play a later one and still be the wrong one. */
static rp_finding why_not_asked(const rp_plan *plan, const rp_refs *asked, uint32_t who) {
    const refpath_protocol *p = plan->w->p;
    bool actor = p->who.at[who].kind == RP_WHO_ACTOR;
    rp_nearest found = {false, actor && rp_actor_active(plan->w, p->who.at[who].index), false, false};
    for (uint32_t i = 0; i < asked->n; i++) {
        const rp_who *one = &p->who.at[asked->at[i]];
        if (asked->at[i] == who) {
            return rp_avoided(plan->w, who) ? RP_FOUND_AVOIDED : RP_FOUND_OTHER_ROLE;
        }
        if (actor && one->kind == RP_WHO_ROLE) {
            look_at_role(plan, &p->roles.at[one->index], p->who.at[who].index, &found);
        }
    }
    if (!found.any) {
        return RP_FOUND_NOT_IN_ROLE;
    }
    return !found.active ? RP_FOUND_NOT_ACTIVE
           : !found.here ? RP_FOUND_NOT_HERE
           : !found.dated ? RP_FOUND_NOT_ACTIVE
                          : RP_FOUND_OTHER_ROLE;
}

rp_finding rp_why_not_listed(const rp_plan *plan, const rp_planned *planned, uint32_t who) {
    const refpath_protocol *p = plan->w->p;
    const rp_step *step = rp_planned_step(plan, planned);
    uint32_t role = step->by == RP_NONE ? RP_NONE : p->roles.at[step->by].who;
    rp_refs by = {role == RP_NONE ? 0 : 1, &role};
    rp_nearest found;
    if (step->kind != RP_STEP_SERVICE) {
        return why_not_asked(plan, step->kind == RP_STEP_INFORM ? &step->inform : &by, who);
    }
    if (p->who.at[who].kind != RP_WHO_ACTOR) {
        return RP_FOUND_NO_OFFER;
    }
    found = nearest_offer(plan, step->service, p->who.at[who].index);
    return !found.any      ? RP_FOUND_NO_OFFER
           : !found.active ? RP_FOUND_NOT_ACTIVE
           : !found.here   ? RP_FOUND_NOT_HERE
           : !found.dated  ? RP_FOUND_OFFER_NOT_ACTIVE
                           : RP_FOUND_NOT_ELIGIBLE;
}
