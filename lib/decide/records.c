/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Consents and refusals on record against one transfer. */
#include "base/check.h"
#include "decide/consent.h"
#include "decide/who.h"

/* -- scopes ------------------------------------------------------------------------------------------ */

static bool covers_entry(const rp_forest *f, const rp_scope *scope, uint32_t entry) {
    if (scope->all) {
        return true;
    }
    for (uint32_t i = 0; i < scope->ids.n; i++) {
        if (rp_under(f, entry, scope->ids.at[i])) {
            return true;
        }
    }
    return false;
}

static bool covers_who(const rp_work *w, const rp_scope *scope, uint32_t who) {
    if (scope->all) {
        return true;
    }
    for (uint32_t i = 0; i < scope->ids.n; i++) {
        if (rp_is_in_scope(w, who, scope->ids.at[i])) {
            return true;
        }
    }
    return false;
}

static bool covers_item_and_purpose(const rp_work *w, const rp_consent *c, const rp_transfer *t) {
    return covers_entry(&w->p->items, &c->items, w->p->items.leaf[t->item]) &&
           covers_entry(&w->p->aims, &c->purposes, t->purpose);
}

/* A refusal is asked of the recipient itself. */
static bool refusal_covers(const rp_work *w, const rp_consent *c, const rp_transfer *t) {
    return covers_item_and_purpose(w, c, t) && covers_who(w, &c->recipients, t->recipient);
}

/* A consent that covers whom a gatekeeper passes things on to covers the gatekeeper too. */
static bool consent_covers(const rp_work *w, const rp_consent *c, const rp_transfer *t) {
    return covers_item_and_purpose(w, c, t) &&
           (covers_who(w, &c->recipients, t->recipient) ||
            (t->behind != RP_NONE && covers_who(w, &c->recipients, t->behind)));
}

static bool entries_within(const rp_forest *f, const rp_scope *inner, const rp_scope *outer) {
    if (outer->all) {
        return true;
    }
    if (inner->all) {
        return false;
    }
    for (uint32_t i = 0; i < inner->ids.n; i++) {
        if (!covers_entry(f, outer, inner->ids.at[i])) {
            return false;
        }
    }
    return true;
}

static bool who_within(const rp_work *w, const rp_scope *inner, const rp_scope *outer) {
    if (outer->all) {
        return true;
    }
    if (inner->all) {
        return false;
    }
    for (uint32_t i = 0; i < inner->ids.n; i++) {
        if (!covers_who(w, outer, inner->ids.at[i])) {
            return false;
        }
    }
    return true;
}

static bool scope_within(const rp_work *w, const rp_consent *inner, const rp_consent *outer) {
    return entries_within(&w->p->items, &inner->items, &outer->items) &&
           entries_within(&w->p->aims, &inner->purposes, &outer->purposes) &&
           who_within(w, &inner->recipients, &outer->recipients);
}

/* The same, for a consent that covers a gatekeeper through whom it passes things on to. */
static bool scope_within_for(const rp_work *w, const rp_consent *inner, const rp_consent *outer,
                             const rp_transfer *t) {
    bool through = t->behind != RP_NONE && covers_who(w, &inner->recipients, t->behind);
    if (!through) {
        return scope_within(w, inner, outer);
    }
    return entries_within(&w->p->items, &inner->items, &outer->items) &&
           entries_within(&w->p->aims, &inner->purposes, &outer->purposes);
}

/* -- refusals ------------------------------------------------------------------------------------------ */

/* Asked of consents alone. */
static bool withdrawn(const rp_work *w, const rp_consent *c) {
    return c->withdrawn != RP_NO_TIME && c->withdrawn <= w->facts.at;
}

/* When a record began to refuse: a refusal when it was given, a consent when it was withdrawn. */
static bool refuses_since(const rp_work *w, const rp_consent *c, int64_t *since) {
    if (!c->given) {
        *since = c->at;
        return c->at <= w->facts.at;
    }
    *since = c->withdrawn;
    return withdrawn(w, c);
}

/* The consent came later than the refusal; at the same moment it must be narrower. */
static bool comes_after(const rp_work *w, const rp_consent *consent, const rp_consent *refusal, int64_t since) {
    if (consent->at != since) {
        return consent->at > since;
    }
    return scope_within(w, consent, refusal) && !scope_within(w, refusal, consent);
}

static bool lifts(const rp_work *w, const rp_transfer *t, const rp_consent *consent, const rp_consent *refusal,
                  int64_t since) {
    return consent->given && consent->party == refusal->party && consent->at <= w->facts.at &&
           !withdrawn(w, consent) && comes_after(w, consent, refusal, since) && consent_covers(w, consent, t) &&
           scope_within_for(w, consent, refusal, t);
}

static bool is_lifted(const rp_work *w, const rp_transfer *t, const rp_consent *refusal, int64_t since) {
    for (size_t i = 0; i < w->facts.c->consents.n; i++) {
        if (lifts(w, t, &w->facts.c->consents.at[i], refusal, since)) {
            return true;
        }
    }
    return false;
}

bool rp_barred(rp_work *w, const rp_transfer *t, uint32_t party) {
    for (size_t i = 0; i < w->facts.c->consents.n; i++) {
        const rp_consent *refusal = &w->facts.c->consents.at[i];
        int64_t since;
        if (refusal->party == party && refuses_since(w, refusal, &since) && refusal_covers(w, refusal, t) &&
            !is_lifted(w, t, refusal, since)) {
            return true;
        }
    }
    return false;
}

/* A consent older than a refusal that covers the request never counts again. */
static bool outlived(const rp_work *w, const rp_transfer *t, const rp_consent *consent) {
    for (size_t i = 0; i < w->facts.c->consents.n; i++) {
        const rp_consent *refusal = &w->facts.c->consents.at[i];
        int64_t since;
        if (refusal->party == consent->party && refuses_since(w, refusal, &since) && refusal_covers(w, refusal, t) &&
            !comes_after(w, consent, refusal, since)) {
            return true;
        }
    }
    return false;
}

/* -- agreements ---------------------------------------------------------------------------------------- */

refpath_status rp_parties_left(rp_work *w, const rp_agreement *agreement, rp_refs *out) {
    uint32_t *left = RP_ARENA_ARRAY(w->arena, uint32_t, agreement->by.n), n = 0;
    RP_HAVE(left);
    for (uint32_t i = 0; i < agreement->by.n; i++) {
        if (!rp_avoided(w, w->p->party_who[agreement->by.at[i]])) {
            left[n++] = agreement->by.at[i];
        }
    }
    out->at = left;
    out->n = n;
    return REFPATH_OK;
}

static bool is_party_of(const rp_agreement *agreement, uint32_t party) {
    for (uint32_t i = 0; i < agreement->by.n; i++) {
        if (agreement->by.at[i] == party) {
            return true;
        }
    }
    return false;
}

static bool names_enough(const rp_agreement *a, const rp_consent *c) {
    return !((a->naming & RP_NAMES_ITEM) && c->items.all) && !((a->naming & RP_NAMES_RECIPIENT) && c->recipients.all) &&
           !((a->naming & RP_NAMES_PURPOSE) && c->purposes.all);
}

static bool still_runs(const rp_agreement *a, const rp_consent *c, int64_t at) {
    return (c->until == RP_NO_TIME || at <= c->until) && (a->valid_for == RP_NO_TIME || at <= c->at + a->valid_for);
}

/* All that does not depend on the open facts. */
static bool could_meet(rp_work *w, const rp_transfer *t, const rp_agreement *a, const rp_consent *c) {
    return c->given && is_party_of(a, c->party) && !rp_avoided(w, w->p->party_who[c->party]) && (a->assent || !c->assent) &&
           c->form >= a->form && c->at <= w->facts.at && !withdrawn(w, c) && still_runs(a, c, w->facts.at) &&
           names_enough(a, c) && consent_covers(w, c, t) && !rp_barred(w, t, c->party) && !outlived(w, t, c);
}

/* Where the rule held when the consent was given, asked of that moment alone. */
static rp_dd held_then(rp_work *w, const rp_transfer *t, const rp_rule *rule, int64_t at) {
    rp_request request = {t->sender, t->recipient, t->purpose, t->item, rp_facts_moment(&w->facts, at)};
    return rp_condition_holds(w, &request, rule->when);
}

rp_dd rp_agreement_met(rp_work *w, const rp_transfer *t, const rp_rule *rule, const rp_agreement *agreement) {
    rp_dd met = RP_DD_FALSE;
    for (size_t i = 0; i < w->facts.c->consents.n && met != RP_DD_TRUE; i++) {
        const rp_consent *consent = &w->facts.c->consents.at[i];
        if (could_meet(w, t, agreement, consent)) {
            met = rp_dd_or(&w->dd, met, agreement->earlier ? RP_DD_TRUE : held_then(w, t, rule, consent->at));
        }
    }
    return met;
}

static bool same_parties(const rp_refs *a, const rp_refs *b) {
    if (a->n != b->n) {
        return false;
    }
    for (uint32_t i = 0; i < a->n; i++) {
        if (a->at[i] != b->at[i]) {
            return false;
        }
    }
    return true;
}

bool rp_agreement_implies(const rp_work *w, const rp_missing *a, const rp_missing *b) {
    const rp_agreement *x = &w->p->agreements.at[a->agreement], *y = &w->p->agreements.at[b->agreement];
    return same_parties(&a->by, &b->by) && (!x->assent || y->assent) && x->form >= y->form &&
           (x->naming & y->naming) == y->naming;
}
