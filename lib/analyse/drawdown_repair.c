/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The smallest repair. Where something is lost at a place, one of those who could matter there is among what is given back:
 * sets are tried from that, the smaller first. Before, a repair is made from all by leaving out what can be left out, so
 * that there is one where the search meets its bound.
 */
#include "analyse/drawdown.h"

#include "base/check.h"

#include <string.h>

/* Whether something is lost with these given back, and where. */
static refpath_status first_lost(rp_drawdown *d, const bool *back, const rp_affected **where) {
    RP_LIST(rp_loss) left = {NULL, 0, 0};
    *where = NULL;
    d->tries++;
    for (size_t i = 0; i < d->gone.n; i++) {
        rp_loss *slot = back[i] ? NULL : RP_LIST_ADD(d->k.a->arena, &left);
        if (!back[i]) {
            RP_HAVE(slot);
            *slot = d->gone.at[i];
        }
    }
    for (size_t i = 0; i < d->affected.n && !*where && left.n > 0; i++) {
        bool any;
        RP_TRY(rp_drawdown_lines(d, &d->affected.at[i], (rp_loss_set){left.at, left.n}, NULL, &any));
        *where = any ? &d->affected.at[i] : NULL;
    }
    return REFPATH_OK;
}

/* -- who could matter ---------------------------------------------------------------------------------------------------- */

static bool could_matter(const rp_drawdown *d, const rp_loss *loss, uint32_t leaf) {
    const refpath_protocol *p = d->k.a->p;
    const rp_actor *actor;
    if (loss->kind != RP_LOSE_ACTOR && loss->kind != RP_LOSE_ROLE) {
        return true;
    }
    actor = &p->actors.at[loss->a];
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        if (rp_is_at(p, p->plays.at[actor->first_plays + i].at, leaf)) {
            return true;
        }
    }
    for (uint32_t i = 0; i < actor->n_offers; i++) {
        if (rp_is_at(p, p->offers.at[actor->first_offer + i].at, leaf)) {
            return true;
        }
    }
    return false;
}

/* -- the search ------------------------------------------------------------------------------------------------------------ */

typedef struct rp_trying {
    rp_drawdown *d;
    bool *back;    /* given back so far */
    bool *settled; /* of which all sets have been tried */
    bool found;
} rp_trying;

/* Sets of at most `more` beside those given back; not deeper than there are elements. */
static refpath_status try_more(rp_trying *t, size_t more) {
    rp_drawdown *d = t->d;
    const rp_affected *where;
    bool *settled_here;
    if (d->tries >= d->most_tries) {
        d->met_bound = true;
        return REFPATH_OK;
    }
    RP_TRY(first_lost(d, t->back, &where));
    t->found = !where;
    if (t->found || more == 0) {
        return REFPATH_OK;
    }
    settled_here = RP_ARENA_ARRAY(d->k.a->arena, bool, d->gone.n + 1);
    RP_HAVE(settled_here);
    for (size_t i = 0; i < d->gone.n && !t->found && !d->met_bound; i++) {
        if (t->back[i] || t->settled[i] || !could_matter(d, &d->gone.at[i], where->place)) {
            continue;
        }
        t->back[i] = true;
        RP_TRY(try_more(t, more - 1));
        if (!t->found) {
            t->back[i] = false;
            t->settled[i] = settled_here[i] = true;
        }
    }
    for (size_t i = 0; i < d->gone.n; i++) {
        t->settled[i] = t->settled[i] && !settled_here[i];
    }
    return REFPATH_OK;
}

/* Leaves out of all, one after the other, what can be left out. */
static refpath_status make_one(rp_drawdown *d, bool *back, size_t *n) {
    const rp_affected *where;
    *n = d->gone.n;
    for (size_t i = 0; i < d->gone.n; i++) {
        back[i] = true;
    }
    for (size_t i = d->gone.n; i-- > 0;) {
        back[i] = false;
        RP_TRY(first_lost(d, back, &where));
        if (where) {
            back[i] = true;
        } else {
            --*n;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_drawdown_repair(rp_drawdown *d, bool *back, bool *exact) {
    rp_trying t = {d, NULL, NULL, false};
    size_t n;
    RP_TRY(make_one(d, back, &n));
    d->tries = 0;
    t.back = RP_ARENA_ARRAY(d->k.a->arena, bool, d->gone.n + 1);
    t.settled = RP_ARENA_ARRAY(d->k.a->arena, bool, d->gone.n + 1);
    RP_HAVE(t.back);
    RP_HAVE(t.settled);
    for (size_t size = 1; size < n && !t.found && !d->met_bound; size++) {
        memset(t.back, 0, d->gone.n * sizeof *t.back);
        memset(t.settled, 0, d->gone.n * sizeof *t.settled);
        RP_TRY(try_more(&t, size));
    }
    if (t.found) {
        memcpy(back, t.back, d->gone.n * sizeof *back);
    }
    *exact = !d->met_bound;
    return REFPATH_OK;
}
