/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A protocol without something: a copy whose lists of actors, roles played and offers are its own. */
#include "analyse/failures.h"

#include "base/check.h"

#include <string.h>

#define LONG_AGO (INT32_MIN + 1) /* RP_NO_DATE lies before it */

/* -- the copy ------------------------------------------------------------------------------------------------------ */

static void *copy_of(rp_arena *arena, const void *at, size_t n, size_t more, size_t each) {
    return rp_arena_grow(arena, at, n, more + 1, each);
}

static void add_role_of(const refpath_protocol *p, uint32_t who, rp_word *roles) {
    if (p->who.at[who].kind == RP_WHO_ROLE) {
        rp_bits_add(roles, p->who.at[who].index);
    }
}

static void add_roles_of(const refpath_protocol *p, const rp_refs *who, rp_word *roles) {
    for (uint32_t i = 0; i < who->n; i++) {
        add_role_of(p, who->at[i], roles);
    }
}

/* Roles of sender and recipient for which a condition asks, itself or in its parts, which stand before it. */
static void add_roles_read(const refpath_protocol *p, uint32_t condition, rp_word *roles) {
    const rp_condition *c = condition == RP_NONE ? NULL : &p->matcher.conditions.at[condition];
    for (uint32_t i = 0; c && i < c->n_boxes; i++) {
        const rp_box *box = &p->matcher.boxes.at[c->first_box + i];
        for (uint32_t d = 0; d < box->n; d++) {
            const rp_axis *axis = &p->matcher.axes.at[box->demands[d].axis];
            if (axis->kind == RP_AXIS_SENDER || axis->kind == RP_AXIS_RECIPIENT) {
                add_role_of(p, axis->of, roles);
            } else if (axis->kind == RP_AXIS_PART) {
                add_roles_read(p, axis->of, roles);
            }
        }
    }
}

/*
 * Roles of which contacts are made or steps done: who plays another plays nothing that a plan looks at. What steps and offers
 * ask of the sender they ask of who holds the case, which is never lost.
 */
static refpath_status find_roles(rp_failing *k) {
    const refpath_protocol *p = k->a->p;
    k->roles = RP_ARENA_ARRAY(k->a->arena, rp_word, rp_bits_words(p->roles.n) + 1);
    RP_HAVE(k->roles);
    for (size_t i = 0; i < p->interfaces.n; i++) {
        add_roles_of(p, &p->interfaces.at[i].from, k->roles);
        add_roles_of(p, &p->interfaces.at[i].to, k->roles);
        add_roles_read(p, p->interfaces.at[i].unless, k->roles);
        for (uint32_t r = 0; r < p->interfaces.at[i].through.n; r++) {
            rp_bits_add(k->roles, p->interfaces.at[i].through.at[r]);
        }
    }
    for (size_t i = 0; i < p->steps.n; i++) {
        add_roles_of(p, &p->steps.at[i].inform, k->roles);
        if (p->steps.at[i].by != RP_NONE) {
            rp_bits_add(k->roles, p->steps.at[i].by);
        }
    }
    return REFPATH_OK;
}

/* What is given at a place and in it then stands together, for places within one come after it. */
static refpath_status sort_by_site(rp_failing *k) {
    const refpath_protocol *p = k->a->p;
    size_t places = p->places.entries.n;
    k->at_sites = RP_ARENA_ARRAY(k->a->arena, uint32_t, p->offers.n + 1);
    k->first_at = RP_ARENA_ARRAY(k->a->arena, size_t, places + 2);
    RP_HAVE(k->at_sites);
    RP_HAVE(k->first_at);
    for (size_t i = 0; i < p->offers.n; i++) {
        if (p->offers.at[i].site != RP_NONE) {
            k->first_at[p->offers.at[i].site + 2]++;
        }
    }
    for (size_t i = 2; i < places + 2; i++) {
        k->first_at[i] += k->first_at[i - 1];
    }
    for (uint32_t i = 0; i < p->offers.n; i++) {
        if (p->offers.at[i].site != RP_NONE) {
            k->at_sites[k->first_at[p->offers.at[i].site + 1]++] = i;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_failing_init(rp_failing *k, rp_analysis *a) {
    const refpath_protocol *p = a->p;
    refpath_protocol *copy = rp_arena_new(a->arena, sizeof *copy);
    memset(k, 0, sizeof *k);
    RP_HAVE(copy);
    rp_protocol_share(copy, p);
    copy->actors.at = copy_of(a->arena, p->actors.at, p->actors.n, 0, sizeof *p->actors.at);
    copy->plays.at = copy_of(a->arena, p->plays.at, p->plays.n, 0, sizeof *p->plays.at);
    copy->offers.at = copy_of(a->arena, p->offers.at, p->offers.n, 0, sizeof *p->offers.at);
    copy->terms.at = copy_of(a->arena, p->terms.at, p->terms.n, 1, sizeof *p->terms.at);
    RP_HAVE(copy->actors.at);
    RP_HAVE(copy->plays.at);
    RP_HAVE(copy->offers.at);
    RP_HAVE(copy->terms.at);
    k->a = a;
    k->without = copy;
    k->ended = (uint32_t)p->terms.n;
    memset(&copy->terms.at[k->ended], 0, sizeof *copy->terms.at);
    copy->terms.at[k->ended].dated = (rp_dated){RP_NO_DATE, LONG_AGO};
    copy->terms.n++;
    RP_TRY(sort_by_site(k));
    RP_TRY(find_roles(k));
    RP_TRY(rp_failing_init_map(k));
    k->has_after = rp_has_after(p);
    return rp_weeks_init(&k->weeks, a);
}

static bool holds_cases(const rp_failing *k, uint32_t actor) {
    return k->a->p->actors.at[actor].who == k->a->study.holder;
}

static void set_actor(rp_failing *k, uint32_t actor, bool lost) {
    k->without->actors.at[actor].dated =
        lost ? (rp_dated){RP_NO_DATE, LONG_AGO} : k->a->p->actors.at[actor].dated;
}

static void set_plays(rp_failing *k, uint32_t number, bool lost) {
    k->without->plays.at[number].terms = lost ? k->ended : k->a->p->plays.at[number].terms;
}

static void set_offer(rp_failing *k, uint32_t number, bool lost) {
    k->without->offers.at[number].terms = lost ? k->ended : k->a->p->offers.at[number].terms;
}

static void set_role(rp_failing *k, uint32_t actor, uint32_t role, bool lost) {
    const rp_actor *a = &k->a->p->actors.at[actor];
    for (uint32_t i = 0; i < a->n_plays; i++) {
        if (k->a->p->plays.at[a->first_plays + i].role == role) {
            set_plays(k, a->first_plays + i, lost);
        }
    }
}

/* All of a list of places lie in one. */
static bool is_only_in(const refpath_protocol *p, uint32_t list, uint32_t place) {
    const rp_refs *at = rp_list(p, list);
    for (uint32_t i = 0; i < at->n; i++) {
        if (!rp_under(&p->places, at->at[i], place)) {
            return false;
        }
    }
    return at->n > 0;
}

static void set_posts(rp_failing *k, uint32_t place, bool lost) {
    const refpath_protocol *p = k->a->p;
    for (uint32_t i = 0; i < p->offers.n; i++) {
        if (is_only_in(p, p->offers.at[i].at, place)) {
            set_offer(k, i, lost);
        }
    }
    for (uint32_t i = 0; i < p->plays.n; i++) {
        if (is_only_in(p, p->plays.at[i].at, place) && !holds_cases(k, p->plays.at[i].actor)) {
            set_plays(k, i, lost);
        }
    }
}

static void set_place(rp_failing *k, uint32_t place, bool lost) {
    uint32_t end = k->a->p->places.entries.at[place].end;
    for (size_t i = k->first_at[place]; i < k->first_at[end]; i++) {
        set_offer(k, k->at_sites[i], lost);
    }
    if (k->posts) {
        set_posts(k, place, lost);
    }
}

static void set(rp_failing *k, rp_loss_set losses, bool lost) {
    for (size_t i = 0; i < losses.n; i++) {
        const rp_loss *loss = &losses.at[i];
        switch (loss->kind) {
        case RP_LOSE_ACTOR:
            if (!holds_cases(k, loss->a)) {
                set_actor(k, loss->a, lost);
            }
            break;
        case RP_LOSE_ROLE:
            if (!holds_cases(k, loss->a)) {
                set_role(k, loss->a, loss->b, lost);
            }
            break;
        case RP_LOSE_PLACE: set_place(k, loss->a, lost); break;
        default: break; /* ways are cut once they are found */
        }
    }
}

void rp_lose(rp_failing *k, rp_loss_set losses) { set(k, losses, true); }
void rp_give_back(rp_failing *k, rp_loss_set losses) { set(k, losses, false); }

/* -- what a loss does to a candidate ------------------------------------------------------------------------------- */

/* Where nobody in particular holds the cases, nobody is who does what the holder does. */
static uint32_t actor_of(const rp_failing *k, uint32_t who) {
    const refpath_protocol *p = k->a->p;
    return who != RP_NONE && p->who.at[who].kind == RP_WHO_ACTOR ? p->who.at[who].index : RP_NONE;
}

static bool is_actor_gone(const rp_failing *k, uint32_t who) {
    uint32_t actor = actor_of(k, who);
    return actor != RP_NONE && k->without->actors.at[actor].dated.until == LONG_AGO;
}

bool rp_is_gone(const rp_failing *k, const rp_candidate *candidate) {
    return is_actor_gone(k, candidate->who) ||
           (candidate->offer != RP_NONE && k->without->offers.at[candidate->offer].terms == k->ended);
}

/* It no longer plays something that it did. */
static bool plays_less(const rp_failing *k, uint32_t who) {
    uint32_t number = actor_of(k, who);
    const rp_actor *actor = number != RP_NONE ? &k->a->p->actors.at[number] : NULL;
    for (uint32_t i = 0; actor && i < actor->n_plays; i++) {
        if (k->without->plays.at[actor->first_plays + i].terms == k->ended) {
            return true;
        }
    }
    return false;
}

bool rp_is_moved(const rp_failing *k, const rp_candidate *candidate) {
    const rp_path *path = &candidate->path;
    if (plays_less(k, candidate->who)) {
        return true;
    }
    for (size_t i = 1; i + 1 < path->stops.n; i++) {
        if (is_actor_gone(k, path->stops.at[i].who) || plays_less(k, path->stops.at[i].who)) {
            return true;
        }
    }
    return false;
}

static bool uses(const rp_path *path, const rp_loss *loss) {
    for (size_t i = 0; i < path->interfaces.n && loss->kind == RP_LOSE_INTERFACE; i++) {
        if (path->interfaces.at[i] == loss->a) {
            return true;
        }
    }
    for (size_t i = 1; i < path->stops.n && loss->kind == RP_LOSE_CONTACT; i++) {
        if (path->stops.at[i - 1].who == loss->a && path->stops.at[i].who == loss->b) {
            return true;
        }
    }
    return false;
}

bool rp_is_cut(rp_loss_set losses, const rp_path *path) {
    for (size_t i = 0; i < losses.n; i++) {
        if (uses(path, &losses.at[i])) {
            return true;
        }
    }
    return false;
}

/* -- what can matter ----------------------------------------------------------------------------------------------- */

static refpath_status add(rp_failing *k, rp_losses *to, rp_loss_kind kind, uint32_t a, uint32_t b) {
    rp_loss loss = {kind, a, b};
    return rp_losses_add(k->a->arena, to, &loss);
}

/* An actor that does nothing but play one role is told as the actor. */
static bool has_more_than_one_task(const rp_failing *k, const rp_actor *actor) {
    const refpath_protocol *p = k->a->p;
    uint32_t role = RP_NONE;
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        const rp_plays *plays = &p->plays.at[actor->first_plays + i];
        if (!rp_plays_active(&k->a->asking.w, plays)) {
            continue;
        }
        if (role != RP_NONE && role != plays->role) {
            return true;
        }
        role = plays->role;
    }
    return actor->n_offers > 0;
}

static refpath_status add_actor(rp_failing *k, rp_losses *to, uint32_t who) {
    const refpath_protocol *p = k->a->p;
    uint32_t number = actor_of(k, who);
    const rp_actor *actor;
    if (who == k->a->study.holder || number == RP_NONE || !rp_analysis_sees(k->a, who)) {
        return REFPATH_OK;
    }
    actor = &p->actors.at[number];
    RP_TRY(add(k, to, RP_LOSE_ACTOR, number, RP_NONE));
    for (uint32_t i = 0; i < actor->n_plays && has_more_than_one_task(k, actor); i++) {
        const rp_plays *plays = &p->plays.at[actor->first_plays + i];
        if (rp_plays_active(&k->a->asking.w, plays) && rp_bits_has(k->roles, plays->role)) {
            RP_TRY(add(k, to, RP_LOSE_ROLE, number, plays->role));
        }
    }
    return REFPATH_OK;
}

static refpath_status add_path(rp_failing *k, rp_losses *to, const rp_path *path) {
    for (size_t i = 0; i < path->stops.n; i++) {
        RP_TRY(add_actor(k, to, path->stops.at[i].who));
        if (i > 0 && rp_analysis_sees(k->a, path->stops.at[i - 1].who) && rp_analysis_sees(k->a, path->stops.at[i].who)) {
            RP_TRY(add(k, to, RP_LOSE_CONTACT, path->stops.at[i - 1].who, path->stops.at[i].who));
        }
    }
    for (size_t i = 0; i < path->interfaces.n; i++) {
        RP_TRY(add(k, to, RP_LOSE_INTERFACE, path->interfaces.at[i], RP_NONE));
    }
    return REFPATH_OK;
}

refpath_status rp_losses_of(rp_failing *k, const rp_planned *planned, rp_losses *to) {
    for (size_t i = 0; i < planned->candidates.n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        uint32_t site = candidate->offer == RP_NONE ? RP_NONE : k->a->p->offers.at[candidate->offer].site;
        if (candidate->path.blocked || candidate->who == RP_NONE || !rp_analysis_sees(k->a, candidate->who)) {
            continue;
        }
        RP_TRY(add_actor(k, to, candidate->who));
        RP_TRY(add_path(k, to, &candidate->path));
        if (site != RP_NONE) {
            RP_TRY(add(k, to, RP_LOSE_PLACE, site, RP_NONE));
        }
    }
    return REFPATH_OK;
}
