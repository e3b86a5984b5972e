/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How many cases lose what. */
#include "analyse/failures.h"

#include "base/check.h"

typedef struct rp_less {
    rp_dd of[RP_LESS_KINDS];
} rp_less;

typedef struct rp_share { /* of one entry of the plan of one part */
    rp_survey *s;
    rp_dd due, blocked;
    rp_less less;
} rp_share;

static rp_dd and_not(rp_diagrams *dd, rp_dd f, rp_dd g) { return g == RP_DD_FALSE ? f : rp_dd_and(dd, f, rp_dd_not(dd, g)); }

/* Of what was so before, the cases in which it is still done, but no longer so. */
static rp_dd no_longer(rp_diagrams *dd, rp_dd before, rp_dd after, rp_dd done) {
    return before == after ? RP_DD_FALSE : and_not(dd, rp_dd_and(dd, before, done), after);
}

static rp_less less_than(rp_diagrams *dd, const rp_result *before, const rp_result *after) {
    rp_less less;
    less.of[RP_LESS_LOST] = and_not(dd, before->served, after->served);
    less.of[RP_LESS_NO_WAY] = no_longer(dd, before->led, after->led, after->served);
    less.of[RP_LESS_LATE] = no_longer(dd, before->always, after->always, after->served);
    less.of[RP_LESS_AFTER] = after->behind;
    less.of[RP_LESS_UNGUARDED] = no_longer(dd, before->guarded, after->guarded, after->served);
    return less;
}

/* With three sets: less what the first two lose one by one. What one of them loses altogether it loses in every way. */
static void share_of(const rp_without *w, const rp_view *view, size_t entry, rp_share *share) {
    rp_survey *s = view->piece->s;
    rp_diagrams *dd = &s->w.dd;
    const rp_standing *standing = &view->piece->steps[entry];
    size_t last = w->n_sets - 1;
    share->s = s;
    share->due = standing->race.due;
    share->less = less_than(dd, &standing->outcome, &view->of[last][entry]);
    for (size_t i = 0; i < last; i++) {
        rp_less alone = less_than(dd, &standing->outcome, &view->of[i][entry]);
        for (size_t how = 0; how < RP_LESS_KINDS; how++) {
            share->less.of[how] = and_not(dd, share->less.of[how], rp_dd_or(dd, alone.of[RP_LESS_LOST], alone.of[how]));
        }
    }
    share->blocked = rp_dd_and(dd, share->less.of[RP_LESS_LOST], view->of[last][entry].left);
}

static refpath_status count_share(const rp_share *share, const rp_word *scope, rp_lost *lost) {
    rp_dd what[RP_LESS_KINDS + 2] = {share->due, share->blocked};
    uint64_t *to[RP_LESS_KINDS + 2] = {&lost->due, &lost->blocked}, counts[RP_LESS_KINDS + 2];
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        what[how + 2] = share->less.of[how];
        to[how + 2] = &lost->less[how];
    }
    for (size_t i = 0; i < RP_LESS_KINDS + 2; i++) {
        size_t same = 0;
        while (same < i && what[same] != what[i]) { /* often all that are due are lost */
            same++;
        }
        if (same < i || what[i] == RP_DD_FALSE) {
            counts[i] = same < i ? counts[same] : 0;
        } else {
            RP_TRY(rp_count_cases(share->s, scope, what[i], &counts[i]));
        }
        RP_TRY(rp_count_add(to[i], counts[i]));
    }
    return REFPATH_OK;
}

static refpath_status add_to_scope(const rp_share *share, rp_word *scope) {
    RP_TRY(rp_scope_add(share->s, scope, share->due));
    RP_TRY(rp_scope_add(share->s, scope, share->blocked));
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        RP_TRY(rp_scope_add(share->s, scope, share->less.of[how]));
    }
    return REFPATH_OK;
}

static bool loses_any(const rp_share *share) {
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        if (share->less.of[how] != RP_DD_FALSE) {
            return true;
        }
    }
    return false;
}

static bool is_any_lost(const rp_lost *lost) {
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        if (lost->less[how] > 0) {
            return true;
        }
    }
    return false;
}

typedef struct rp_shares {
    RP_LIST(rp_share) at;
} rp_shares;

static refpath_status gather_shares(const rp_without *w, uint32_t step, rp_shares *shares, bool *any) {
    for (size_t i = 0; i < w->views.n; i++) {
        const rp_view *view = &w->views.at[i];
        const rp_plan *plan = &view->piece->s->plan;
        for (size_t e = 0; e < plan->steps.n; e++) {
            rp_share *share;
            if (w->ground->group[plan->steps.at[e].steps.at[0]] != step ||
                view->piece->steps[e].race.due == RP_DD_FALSE) {
                continue;
            }
            share = RP_LIST_ADD(&w->ground->first->arena, &shares->at);
            RP_HAVE(share);
            share_of(w, view, e, share);
            RP_TRY(view->piece->s->w.dd.status);
            *any = *any || loses_any(share);
        }
    }
    return REFPATH_OK;
}

/*
 * What the steps of a line lose: with one set what it loses; with three what the third loses and neither of the others does.
 * Both are zero before. *any stays false where nothing is lost, and nothing was counted then.
 */
static refpath_status count_line(rp_without *w, uint32_t step, rp_lost *lost, bool *any) {
    rp_shares shares = {{NULL, 0, 0}};
    rp_word *scope;
    RP_TRY(gather_shares(w, step, &shares, any));
    if (!*any) {
        return REFPATH_OK;
    }
    scope = rp_scope_new(w->ground->k->a);
    RP_HAVE(scope);
    rp_bits_or(scope, w->scope, w->ground->k->a->p->matcher.axis_words);
    for (size_t i = 0; i < shares.at.n; i++) {
        RP_TRY(add_to_scope(&shares.at.at[i], scope));
    }
    for (size_t i = 0; i < shares.at.n; i++) {
        RP_TRY(count_share(&shares.at.at[i], scope, lost));
    }
    return REFPATH_OK;
}

/* The lines of which something may not be as before. */
static refpath_status changed_lines(const rp_without *w, rp_word **out) {
    rp_analysis *a = w->ground->k->a;
    rp_word *lines = RP_ARENA_ARRAY(&w->ground->first->arena, rp_word, rp_bits_words(a->p->steps.n) + 1);
    RP_HAVE(lines);
    for (size_t i = 0; i < w->views.n; i++) {
        const rp_view *view = &w->views.at[i];
        const rp_plan *plan = &view->piece->s->plan;
        for (size_t e = 0; e < plan->steps.n; e++) {
            if (rp_bits_has(view->changed, e)) {
                rp_bits_add(lines, w->ground->group[plan->steps.at[e].steps.at[0]]);
            }
        }
    }
    *out = lines;
    return REFPATH_OK;
}

refpath_status rp_without_lines(rp_without *w, const rp_word *steps, const rp_failure *like, rp_failures *to, bool *any) {
    const rp_ground *g = w->ground;
    rp_analysis *a = g->k->a;
    rp_word *changed;
    *any = false;
    RP_TRY(changed_lines(w, &changed));
    for (uint32_t step = 0; step < a->p->steps.n && !(*any && !to); step++) {
        rp_failure *slot;
        rp_lost lost = {0};
        bool here = false;
        if (g->group[step] == step && rp_bits_has(changed, step) && rp_bits_has(steps, step)) {
            RP_TRY(count_line(w, step, &lost, &here));
        }
        if (!here || !is_any_lost(&lost)) {
            continue;
        }
        *any = true;
        if (to) {
            slot = RP_LIST_ADD(a->arena, to);
            RP_HAVE(slot);
            *slot = *like;
            slot->kind = g->first->kind;
            slot->place = g->first->place;
            slot->step = step;
            slot->number = (uint32_t)(to->n - 1);
            slot->lost = lost;
        }
    }
    return REFPATH_OK;
}
