/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/who.h"

#include "base/check.h"

#include <stdlib.h>
#include <string.h>

#define STALE_DAYS 180

/* Asked of no day in particular, what has dates counts for nothing: so nothing hidden is shown by a role that ended. */
bool rp_dated_active(const rp_dated *dated, int64_t day) {
    if (day == RP_NO_DATE) {
        return dated->from == RP_NO_DATE && dated->until == RP_NO_DATE;
    }
    return (dated->from == RP_NO_DATE || day >= dated->from) && (dated->until == RP_NO_DATE || day <= dated->until);
}

bool rp_is_stale(const rp_work *w, int64_t verified) {
    return verified == RP_NO_DATE || w->facts.day - verified > STALE_DAYS;
}

bool rp_actor_active(const rp_work *w, uint32_t actor) {
    return rp_dated_active(&w->p->actors.at[actor].dated, w->facts.day);
}

bool rp_plays_active(const rp_work *w, const rp_plays *plays) {
    return rp_dated_active(&rp_terms_of(w->p, plays->terms)->dated, w->facts.day) && rp_actor_active(w, plays->actor);
}

static bool in_groups(const refpath_protocol *p, const rp_refs *groups, uint32_t group) {
    for (uint32_t i = 0; i < groups->n; i++) {
        if (rp_under(&p->groups, groups->at[i], group)) {
            return true;
        }
    }
    return false;
}

static bool all_in_group(const refpath_protocol *p, const rp_refs *groups, uint32_t group) {
    for (uint32_t i = 0; i < groups->n; i++) {
        if (!rp_under(&p->groups, groups->at[i], group)) {
            return false;
        }
    }
    return groups->n > 0;
}

/* -- is ------------------------------------------------------------------------------------------- */

typedef struct rp_manner {
    bool dated;    /* only what is active on the day counts */
    bool all_groups; /* a bare role is a group only if all its groups are */
} rp_manner;

static bool plays(const rp_work *w, uint32_t actor, uint32_t role, rp_manner manner) {
    const rp_actor *a = &w->p->actors.at[actor];
    for (uint32_t i = 0; i < a->n_plays; i++) {
        const rp_plays *p = &w->p->plays.at[a->first_plays + i];
        if (p->role == role && (!manner.dated || rp_plays_active(w, p))) {
            return true;
        }
    }
    return false;
}

static bool actor_is(const rp_work *w, uint32_t actor, uint32_t what, rp_manner manner) {
    const refpath_protocol *p = w->p;
    const rp_who *target = &p->who.at[what];
    if (target->kind == RP_WHO_ROLE) {
        return plays(w, actor, target->index, manner);
    }
    for (uint32_t a = actor; a != RP_NONE; a = p->actors.at[a].part_of) {
        if (target->kind == RP_WHO_ACTOR ? a == target->index
                                         : target->kind == RP_WHO_GROUP &&
                                               in_groups(p, &p->actors.at[a].groups, target->index)) {
            return true;
        }
    }
    return false;
}

static bool is(const rp_work *w, uint32_t who, uint32_t what, rp_manner manner) {
    const refpath_protocol *p = w->p;
    const rp_who *subject = &p->who.at[who], *target = &p->who.at[what];
    if (who == what) {
        return true;
    }
    switch (subject->kind) {
    case RP_WHO_ACTOR: return actor_is(w, subject->index, what, manner);
    case RP_WHO_ROLE: {
        const rp_refs *groups = &p->roles.at[subject->index].groups;
        return target->kind == RP_WHO_GROUP && (manner.all_groups ? all_in_group(p, groups, target->index)
                                                                  : in_groups(p, groups, target->index));
    }
    case RP_WHO_GROUP: return target->kind == RP_WHO_GROUP && rp_under(&p->groups, subject->index, target->index);
    default: return false;
    }
}

bool rp_is(const rp_work *w, uint32_t who, uint32_t what) {
    return is(w, who, what, (rp_manner){true, false});
}

bool rp_is_in_scope(const rp_work *w, uint32_t who, uint32_t what) {
    return is(w, who, what, (rp_manner){true, true});
}

bool rp_is_any(const rp_work *w, uint32_t who, const rp_refs *list) {
    for (uint32_t i = 0; i < list->n; i++) {
        if (rp_is(w, who, list->at[i])) {
            return true;
        }
    }
    return false;
}

/* Avoidance holds whatever the dates. */
static bool role_avoided(const rp_work *w, uint32_t who) {
    const rp_refs *groups = &w->p->roles.at[w->p->who.at[who].index].groups;
    uint32_t avoided = 0;
    for (uint32_t g = 0; g < groups->n; g++) {
        avoided += rp_bits_has(w->avoided, w->p->group_who[groups->at[g]]);
    }
    return groups->n > 0 && avoided == groups->n;
}

static bool who_avoided(const rp_work *w, uint32_t who) {
    for (size_t i = 0; i < w->facts.c->avoid.n; i++) {
        if (is(w, who, w->facts.c->avoid.at[i], (rp_manner){false, true})) {
            return true;
        }
    }
    return false;
}

refpath_status rp_avoided_read(rp_work *w) {
    size_t n = w->p->who.n;
    w->avoided = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(n) + 1);
    RP_HAVE(w->avoided);
    if (w->facts.c->avoid.n == 0) {
        return REFPATH_OK;
    }
    for (uint32_t who = 0; who < n; who++) {
        if (who_avoided(w, who)) {
            rp_bits_add(w->avoided, who);
        }
    }
    for (uint32_t who = 0; who < n; who++) {
        if (w->p->who.at[who].kind == RP_WHO_ROLE && role_avoided(w, who)) {
            rp_bits_add(w->avoided, who); /* all its groups are, by one entry or another */
        }
    }
    return REFPATH_OK;
}

bool rp_visible(const rp_work *w, uint32_t viewer, const rp_refs *visible_to) {
    if (visible_to->n == 0 || viewer == RP_ALL_VIEWER) {
        return true;
    }
    return viewer != RP_NONE && rp_is_any(w, viewer, visible_to);
}

bool rp_sees(const rp_work *w, uint32_t viewer, uint32_t who) {
    const rp_who *entry = &w->p->who.at[who];
    return who == viewer || entry->kind != RP_WHO_ACTOR ||
           rp_visible(w, viewer, &w->p->actors.at[entry->index].visible_to);
}

/* -- places --------------------------------------------------------------------------------------- */

int rp_depth(const rp_forest *f, uint32_t entry) {
    int depth = 0;
    for (uint32_t e = f->entries.at[entry].parent; e != RP_NONE; e = f->entries.at[e].parent) {
        depth++;
    }
    return depth;
}

bool rp_places_meet(const refpath_protocol *p, const rp_refs *places, const rp_word *leaves) {
    for (uint32_t i = 0; i < places->n; i++) {
        const rp_entry *entry = &p->places.entries.at[places->at[i]];
        if (rp_bits_next(leaves, entry->leaf_first, entry->leaf_end) < entry->leaf_end) {
            return true;
        }
    }
    return false;
}

int rp_places_depth(const rp_work *w, const rp_refs *places) {
    const rp_forest *f = &w->p->places;
    int deepest = -1;
    for (uint32_t i = 0; i < places->n; i++) {
        if (w->facts.known_place != RP_NONE && rp_under(f, w->facts.known_place, places->at[i])) {
            int depth = rp_depth(f, places->at[i]);
            deepest = depth > deepest ? depth : deepest;
        }
    }
    return deepest;
}

static void add_leaves(const rp_forest *f, const rp_refs *places, rp_word *leaves) {
    for (uint32_t i = 0; i < places->n; i++) {
        const rp_entry *entry = &f->entries.at[places->at[i]];
        rp_bits_add_all(leaves, entry->leaf_first, entry->leaf_end);
    }
}

rp_word *rp_places_leaves(rp_work *w, const rp_refs *places) {
    rp_word *leaves = RP_ARENA_ARRAY(w->arena, rp_word, rp_bits_words(w->p->places.n_leaves) + 1);
    if (leaves) {
        add_leaves(&w->p->places, places, leaves);
    }
    return leaves;
}

/* -- players ---------------------------------------------------------------------------------------- */

typedef struct rp_sorted_player {
    rp_player player;
    const char *id;
} rp_sorted_player;

static int nearest_first(const void *a, const void *b) {
    const rp_sorted_player *x = a, *y = b;
    if ((x->player.reach == RP_REACH_CERTAIN) != (y->player.reach == RP_REACH_CERTAIN)) {
        return x->player.reach == RP_REACH_CERTAIN ? -1 : 1;
    }
    if (x->player.depth != y->player.depth) {
        return x->player.depth > y->player.depth ? -1 : 1;
    }
    return strcmp(x->id, y->id);
}

/* What an actor plays stands together. */
static refpath_status add_player(rp_work *w, const rp_plays *plays, rp_sorted_player *list, size_t *n) {
    const rp_refs *at = rp_list(w->p, plays->at);
    int64_t respond = rp_terms_of(w->p, plays->terms)->respond;
    int depth = rp_places_depth(w, at);
    rp_player *player = *n > 0 ? &list[*n - 1].player : NULL;
    rp_word *leaves = rp_places_leaves(w, at);
    RP_HAVE(leaves);
    if (!player || player->actor != plays->actor) {
        list[*n].id = w->p->actors.at[plays->actor].id;
        list[*n].player = (rp_player){plays->actor, RP_REACH_NO, depth, respond, leaves};
        (*n)++;
        return REFPATH_OK;
    }
    rp_bits_or(leaves, player->leaves, rp_bits_words(w->p->places.n_leaves));
    player->leaves = leaves;
    if (depth > player->depth) {
        player->depth = depth;
        player->respond = respond;
    }
    return REFPATH_OK;
}

static rp_reach leaves_reach(const rp_work *w, const rp_word *leaves) {
    size_t words = rp_bits_words(w->p->places.n_leaves);
    if (!rp_bits_meet(w->facts.leaves, leaves, words)) {
        return RP_REACH_NO;
    }
    return rp_bits_within(w->facts.leaves, leaves, words) ? RP_REACH_CERTAIN : RP_REACH_MAYBE;
}

/* Of one actor all that it plays of a role, if any of that may reach the case; most are elsewhere. */
static refpath_status add_actor(rp_work *w, const rp_refs *all, uint32_t from, uint32_t end, rp_sorted_player *list, size_t *n) {
    bool near = false;
    for (uint32_t i = from; i < end && !near; i++) {
        const rp_plays *plays = &w->p->plays.at[all->at[i]];
        near = rp_places_meet(w->p, rp_list(w->p, plays->at), w->facts.leaves) && rp_plays_active(w, plays);
    }
    for (uint32_t i = from; i < end && near; i++) {
        const rp_plays *plays = &w->p->plays.at[all->at[i]];
        if (rp_plays_active(w, plays)) {
            RP_TRY(add_player(w, plays, list, n));
        }
    }
    return REFPATH_OK;
}

typedef struct rp_players_made {
    bool made;
    rp_player *at;
    size_t n;
} rp_players_made;

static refpath_status make_players(rp_work *w, const rp_refs *all, bool with_avoided, rp_players_made *out) {
    rp_sorted_player *list = RP_ARENA_ARRAY(w->arena, rp_sorted_player, all->n);
    size_t n = 0;
    RP_HAVE(list);
    for (uint32_t from = 0, end; from < all->n; from = end) {
        uint32_t actor = w->p->plays.at[all->at[from]].actor;
        end = from + 1;
        while (end < all->n && w->p->plays.at[all->at[end]].actor == actor) {
            end++;
        }
        if (with_avoided || !rp_avoided(w, w->p->actors.at[actor].who)) {
            RP_TRY(add_actor(w, all, from, end, list, &n));
        }
    }
    for (size_t i = 0; i < n; i++) {
        list[i].player.reach = leaves_reach(w, list[i].player.leaves);
    }
    qsort(list, n, sizeof *list, nearest_first);
    out->at = RP_ARENA_ARRAY(w->arena, rp_player, n);
    RP_HAVE(out->at);
    for (size_t i = 0; i < n; i++) {
        out->at[i] = list[i].player;
    }
    out->n = n;
    out->made = true;
    return REFPATH_OK;
}

refpath_status rp_players(rp_work *w, uint32_t role, bool with_avoided, const rp_player **out, size_t *n) {
    const rp_refs *all = &w->p->roles.at[role].players;
    rp_players_made *made;
    if (!w->players) {
        w->players = RP_ARENA_ARRAY(w->arena, rp_players_made, 2 * w->p->roles.n);
        RP_HAVE(w->players);
    }
    made = &w->players[2 * role + with_avoided];
    rp_work_add(&w->dd, all->n);
    if (!made->made) {
        RP_TRY(make_players(w, all, with_avoided, made));
    }
    *out = made->at;
    *n = made->n;
    return REFPATH_OK;
}

refpath_status rp_may_turn_to(rp_work *w, uint32_t who, bool *may) {
    const rp_player *players;
    size_t n;
    *may = !rp_avoided(w, who);
    if (!*may || w->p->who.at[who].kind != RP_WHO_ROLE) {
        return REFPATH_OK;
    }
    RP_TRY(rp_players(w, w->p->who.at[who].index, true, &players, &n));
    for (size_t i = 0; i < n; i++) {
        *may = *may && !rp_avoided(w, w->p->actors.at[players[i].actor].who);
    }
    return REFPATH_OK;
}
