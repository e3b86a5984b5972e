/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Whether what was passed on was agreed to: of an item the most restrictive word over all who hear it, as a plan takes it. Those
 * between of whom the viewer may not know are left out.
 */
#include "analyse/conform_trial.h"

#include "base/check.h"

#include <string.h>

/* -- the step as a whole --------------------------------------------------------------------------------------------- */

static void judge_whole(rp_trial *t, const rp_candidate *c) {
    size_t words[5] = {0, 0, 0, 0, 0};
    for (size_t i = 0; i < c->share.n; i++) {
        rp_word_of word = c->share.at[i].word;
        for (size_t k = 0; k < c->via.n; k++) {
            bool seen = rp_analysis_sees(t->log->a, c->via.at[k].to);
            word = seen && c->via.at[k].share.at[i].word > word ? c->via.at[k].share.at[i].word : word;
        }
        words[word]++;
    }
    if (c->share.n > 0 && words[RP_FORBIDDEN] == c->share.n) {
        rp_find(t->event, RP_FOUND_FORBIDDEN);
        return;
    }
    if (c->share.n > 0 && words[RP_FORBIDDEN] + words[RP_REFUSED] == c->share.n) {
        rp_find(t->event, RP_FOUND_CONSENT_REFUSED);
        return;
    }
    if (words[RP_NEEDS_FACTS] > 0) {
        rp_find(t->event, RP_FOUND_CONSENT_FACTS_OPEN);
    }
    if (words[RP_NEEDS_CONSENT] > 0 && !t->event->consent_told) {
        rp_find(t->event, RP_FOUND_CONSENT_NOT_TOLD);
    } else if (words[RP_NEEDS_CONSENT] > 0 && !t->event->consent) {
        rp_find(t->event, RP_FOUND_CONSENT_MISSING);
    }
}

/* -- does the step share it ---------------------------------------------------------------------------------------------- */

/* A smallest item and those of which the step is one that is due. */
typedef struct rp_sharing {
    rp_dd due;   /* cases for which the step is due whose items these are: that of the visit */
    rp_dd where; /* of these the ones for whom one of the steps it was merged from shares the item */
    bool listed; /* among those that the plan shares */
} rp_sharing;

static bool shares(const refpath_protocol *p, const rp_step *step, uint32_t item) {
    for (uint32_t i = 0; i < step->share.n; i++) {
        if (rp_under(&p->items, item, step->share.at[i])) {
            return true;
        }
    }
    return false;
}

static rp_sharing look_at_item(rp_trial *t, uint32_t item) {
    const refpath_protocol *p = t->log->a->p;
    const rp_planned *visit = rp_planned_visit(&t->plan, t->planned);
    rp_sharing found = {rp_dd_and(&t->w.dd, t->scope, visit->holds), RP_DD_FALSE, false};
    for (size_t i = 0; i < visit->steps.n; i++) {
        if (shares(p, &p->steps.at[visit->steps.at[i]], item)) {
            found.where = rp_dd_or(&t->w.dd, found.where, rp_plan_step_holds(&t->plan, visit->steps.at[i]));
        }
    }
    found.where = rp_dd_and(&t->w.dd, found.where, found.due);
    for (size_t i = 0; i < t->planned->items.n && !found.listed; i++) {
        found.listed = rp_under(&p->items, item, t->planned->items.at[i]);
    }
    return found;
}

/* An item that has parts stands for all of them. Of a step that is only possible a plan lists the items of all it may be. */
static refpath_status judge_need(rp_trial *t, uint32_t item) {
    const rp_forest *items = &t->log->a->p->items;
    const rp_entry *entry = &items->entries.at[item];
    bool never = false, maybe = false;
    for (uint32_t leaf = entry->leaf_first; leaf < entry->leaf_end && !never; leaf++) {
        rp_sharing found = look_at_item(t, items->leaf[leaf]);
        never = found.where == RP_DD_FALSE;
        maybe = maybe || (!found.listed && !rp_trial_covers(t, found.where, found.due));
    }
    RP_TRY(rp_analysis_work(t->log->a, entry->leaf_end - entry->leaf_first));
    if (never || maybe) {
        return rp_find_of(t->log, t->event, never ? RP_FOUND_NOT_SHARED : RP_FOUND_MAYBE_SHARED, item, RP_NONE);
    }
    return REFPATH_OK;
}

/* -- may it be passed on ------------------------------------------------------------------------------------------------- */

static refpath_status decide(rp_trial *t, const rp_transfer *transfer, uint32_t item, rp_word_of *word) {
    rp_decision decision;
    RP_TRY(rp_decide_item(&t->w, transfer, item, &decision));
    *word = decision.word > *word ? decision.word : *word;
    return REFPATH_OK;
}

/* To whom it was sent, and from hand to hand on the way there; a consent for the former does for those between. */
static refpath_status decide_for_all(rp_trial *t, const rp_candidate *c, uint32_t item, rp_word_of *word) {
    const rp_path *path = &c->path;
    rp_transfer whole = {RP_NONE, t->plan.holder, c->who, t->planned->purpose, RP_NONE};
    *word = RP_PERMITTED;
    RP_TRY(decide(t, &whole, item, word));
    for (size_t i = 0; i + 1 < path->stops.n && path->stops.n > 2; i++) {
        bool last = i + 2 == path->stops.n;
        rp_transfer hop = {RP_NONE, path->stops.at[i].who, path->stops.at[i + 1].who, t->planned->purpose,
                           last ? RP_NONE : c->who};
        if (rp_analysis_sees(t->log->a, hop.recipient)) {
            RP_TRY(decide(t, &hop, item, word));
        }
    }
    return REFPATH_OK;
}

static rp_finding finding_of(const rp_event *event, rp_word_of word) {
    switch (word) {
    case RP_FORBIDDEN: return RP_FOUND_FORBIDDEN;
    case RP_REFUSED: return RP_FOUND_CONSENT_REFUSED;
    case RP_NEEDS_FACTS: return RP_FOUND_CONSENT_FACTS_OPEN;
    case RP_NEEDS_CONSENT:
        return !event->consent_told ? RP_FOUND_CONSENT_NOT_TOLD : event->consent ? RP_FINDINGS : RP_FOUND_CONSENT_MISSING;
    case RP_PERMITTED: break;
    }
    return RP_FINDINGS;
}

/* Without a purpose there is no decision to ask for: such a step shares nothing. */
static refpath_status judge_item(rp_trial *t, const rp_candidate *c, uint32_t item) {
    rp_word_of word;
    rp_finding finding;
    RP_TRY(judge_need(t, item));
    if (t->planned->purpose == RP_NONE) {
        return REFPATH_OK;
    }
    RP_TRY(decide_for_all(t, c, item, &word));
    finding = finding_of(t->event, word);
    return finding == RP_FINDINGS ? REFPATH_OK : rp_find_of(t->log, t->event, finding, item, RP_NONE);
}

refpath_status rp_trial_sharing(rp_trial *t, const rp_candidate *c) {
    const rp_told *items = &t->event->items;
    uint64_t before = t->w.dd.work;
    if (!items->told) {
        judge_whole(t, c);
        return REFPATH_OK;
    }
    for (size_t i = 0; i < items->n && c->who != t->plan.holder; i++) {
        RP_TRY(judge_item(t, c, items->at[i]));
    }
    RP_TRY(t->w.dd.status);
    return rp_analysis_work(t->log->a, t->w.dd.work - before); /* that of the plan was counted before */
}
