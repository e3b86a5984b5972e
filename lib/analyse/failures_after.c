/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Steps that come after a lost one. A plan does not hold them up: a step that nobody can do keeps none waiting, so that they are
 * not lost themselves. But they come without what should come first, and that is told of them. Case by case a step comes after
 * those steps of which it says so that are due there; given at another's visit, after what that one comes after.
 */
#include "analyse/failures.h"

#include "base/check.h"

/* -- which entries stand behind which -------------------------------------------------------------------------------- */

/* Whether an entry comes after any other, of which none stands in `placed` (NULL: of all). */
static bool comes_after_any(const rp_survey *s, uint32_t entry, const rp_word *placed) {
    const refpath_protocol *p = s->a->p;
    const rp_planned *planned = &s->plan.steps.at[entry];
    for (size_t i = 0; i < planned->steps.n; i++) {
        for (uint32_t at = planned->steps.at[i]; at != RP_NONE; at = p->steps.at[at].with) {
            const rp_refs *after = &p->steps.at[at].after;
            for (uint32_t k = 0; k < after->n; k++) {
                uint32_t before = s->plan.planned_of[after->at[k]];
                if (before != RP_NONE && before != entry && (!placed || !rp_bits_has(placed, before))) {
                    return true;
                }
            }
        }
    }
    return false;
}

static bool any_comes_after(const rp_survey *s) {
    for (uint32_t e = 0; e < s->plan.steps.n; e++) {
        if (comes_after_any(s, e, NULL)) {
            return true;
        }
    }
    return false;
}

refpath_status rp_piece_order(const rp_failing *k, rp_piece *piece) {
    rp_survey *s = piece->s;
    size_t n = s->plan.steps.n, before;
    rp_word *placed;
    if (!k->has_after || !any_comes_after(s)) {
        return REFPATH_OK;
    }
    placed = RP_ARENA_ARRAY(&s->arena, rp_word, rp_bits_words(n) + 1);
    piece->order = RP_ARENA_ARRAY(&s->arena, uint32_t, n + 1);
    RP_HAVE(placed);
    RP_HAVE(piece->order);
    do {
        before = piece->n_order;
        for (uint32_t e = 0; e < n; e++) {
            if (!rp_bits_has(placed, e) && !comes_after_any(s, e, placed)) {
                rp_bits_add(placed, e);
                piece->order[piece->n_order++] = e;
            }
        }
        rp_work_add(&s->w.dd, n);
    } while (piece->n_order < n && piece->n_order > before);
    return piece->n_order == n ? REFPATH_OK : REFPATH_INTERNAL; /* a circle: the loader lets none pass */
}

/* -- what goes with a step that is lost -------------------------------------------------------------------------------- */

/* Cases in which an entry is lost, or comes after one that is. */
static rp_dd is_missed(const rp_piece *piece, const rp_result *of, uint32_t entry) {
    rp_diagrams *dd = &piece->s->w.dd;
    const rp_result *before = &piece->steps[entry].outcome;
    if (before->served == of[entry].served) {
        return of[entry].behind;
    }
    return rp_dd_or(dd, rp_dd_and(dd, before->served, rp_dd_not(dd, of[entry].served)), of[entry].behind);
}

/* Cases in which what one step says comes first is due, and missed. */
static rp_dd misses(const rp_piece *piece, const rp_result *of, uint32_t entry, uint32_t step) {
    rp_survey *s = piece->s;
    const rp_refs *after = &s->a->p->steps.at[step].after;
    rp_dd some = RP_DD_FALSE;
    for (uint32_t k = 0; k < after->n; k++) {
        uint32_t before = s->plan.planned_of[after->at[k]];
        rp_dd missed = before == RP_NONE || before == entry ? RP_DD_FALSE : is_missed(piece, of, before);
        if (missed != RP_DD_FALSE) {
            some = rp_dd_or(&s->w.dd, some, rp_dd_and(&s->w.dd, missed, rp_survey_step(s, after->at[k])));
        }
    }
    return some;
}

/* The outermost visit that there is in a case says what comes first. */
static rp_dd stands_behind(const rp_piece *piece, const rp_result *of, uint32_t entry) {
    rp_survey *s = piece->s;
    const rp_planned *planned = &s->plan.steps.at[entry];
    rp_diagrams *dd = &s->w.dd;
    rp_dd some = RP_DD_FALSE;
    for (size_t i = 0; i < planned->steps.n; i++) {
        rp_dd here = rp_survey_step(s, planned->steps.at[i]);
        for (uint32_t at = planned->steps.at[i]; at != RP_NONE && here != RP_DD_FALSE;) {
            uint32_t with = s->a->p->steps.at[at].with;
            rp_dd visit = with == RP_NONE ? RP_DD_FALSE : rp_dd_and(dd, here, rp_survey_step(s, with));
            rp_dd missed = misses(piece, of, entry, at);
            some = rp_dd_or(dd, some, rp_dd_and(dd, missed, rp_dd_and(dd, here, rp_dd_not(dd, visit))));
            here = visit;
            at = with;
        }
    }
    return some;
}

refpath_status rp_find_behind(const rp_piece *piece, rp_result *of, rp_word *changed) {
    rp_diagrams *dd = &piece->s->w.dd;
    for (size_t i = 0; i < piece->n_order; i++) {
        uint32_t e = piece->order[i];
        rp_dd done = rp_dd_and(dd, piece->steps[e].outcome.served, of[e].served);
        of[e].behind = done == RP_DD_FALSE ? RP_DD_FALSE : rp_dd_and(dd, done, stands_behind(piece, of, e));
        if (of[e].behind != RP_DD_FALSE) {
            rp_bits_add(changed, e);
        }
    }
    return dd->status;
}

/* -- what has to be looked at --------------------------------------------------------------------------------------- */

void rp_piece_add_before(const rp_piece *piece, rp_word *entries) {
    const rp_survey *s = piece->s;
    const refpath_protocol *p = s->a->p;
    for (size_t i = piece->n_order; i-- > 0;) {
        const rp_planned *planned = &s->plan.steps.at[piece->order[i]];
        for (size_t j = 0; j < planned->steps.n && rp_bits_has(entries, piece->order[i]); j++) {
            for (uint32_t at = planned->steps.at[j]; at != RP_NONE; at = p->steps.at[at].with) {
                for (uint32_t k = 0; k < p->steps.at[at].after.n; k++) {
                    uint32_t before = s->plan.planned_of[p->steps.at[at].after.at[k]];
                    if (before != RP_NONE) {
                        rp_bits_add(entries, before);
                    }
                }
            }
        }
    }
}

bool rp_has_after(const refpath_protocol *p) {
    for (size_t i = 0; i < p->steps.n; i++) {
        if (p->steps.at[i].after.n > 0) {
            return true;
        }
    }
    return false;
}
