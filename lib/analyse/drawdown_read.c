/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is taken away: ids of actors with their parts, of groups, of roles, of places, of interfaces, taken apart; and links. */
#include "analyse/drawdown.h"

#include "base/check.h"

#include <string.h>

#define MOST_TRIES 2000 /* of repairs, unless the study says otherwise */

static refpath_status add(rp_drawdown *d, rp_loss_kind kind, uint32_t a, uint32_t b) {
    rp_loss loss = {kind, a, b};
    return rp_losses_add(d->k.a->arena, &d->gone, &loss);
}

/* All that are it, or of it, and may be told of; who holds the cases stays. */
static refpath_status add_actors(rp_drawdown *d, uint32_t what) {
    rp_analysis *a = d->k.a;
    for (uint32_t i = 0; i < a->p->actors.n; i++) {
        uint32_t who = a->p->actors.at[i].who;
        if (who != a->study.holder && rp_actor_active(&a->asking.w, i) && rp_is(&a->asking.w, who, what) &&
            rp_analysis_sees(a, who)) {
            RP_TRY(add(d, RP_LOSE_ACTOR, i, RP_NONE));
        }
    }
    return REFPATH_OK;
}

static refpath_status add_role(rp_drawdown *d, uint32_t role) {
    rp_analysis *a = d->k.a;
    const rp_refs *players = &a->p->roles.at[role].players;
    for (uint32_t i = 0; i < players->n; i++) {
        const rp_plays *plays = &a->p->plays.at[players->at[i]];
        uint32_t who = a->p->actors.at[plays->actor].who;
        if (who != a->study.holder && rp_plays_active(&a->asking.w, plays) && rp_analysis_sees(a, who)) {
            RP_TRY(add(d, RP_LOSE_ROLE, plays->actor, role));
        }
    }
    return REFPATH_OK;
}

static uint32_t find_interface(const refpath_protocol *p, const char *id) {
    for (uint32_t i = 0; i < p->interfaces.n; i++) {
        if (strcmp(p->interfaces.at[i].id, id) == 0) {
            return i;
        }
    }
    return RP_NONE;
}

/* Of ids that mean several things: who comes first, then places, then interfaces. */
static refpath_status add_id(rp_drawdown *d, rp_case_edit *e, const char *id, const rp_case_path *path) {
    rp_analysis *a = d->k.a;
    const refpath_protocol *p = a->p;
    uint32_t who = rp_table_find(&p->who_names, rp_str_of(id)), place = rp_table_find(&p->places.names, rp_str_of(id));
    uint32_t face = find_interface(p, id);
    if (who != RP_NONE && rp_analysis_sees(a, who) && p->who.at[who].kind != RP_WHO_PARTY) {
        return p->who.at[who].kind == RP_WHO_ROLE ? add_role(d, p->who.at[who].index) : add_actors(d, who);
    }
    if (place != RP_NONE) {
        return add(d, RP_LOSE_PLACE, place, RP_NONE);
    }
    if (face != RP_NONE) {
        return add(d, RP_LOSE_INTERFACE, face, RP_NONE);
    }
    rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, path,
                            p->who.n + p->places.entries.n + p->interfaces.n);
    return REFPATH_OK;
}

/* All links from one place to another, and back if they lead both ways. */
static refpath_status add_links(rp_drawdown *d, rp_case_edit *e, uint32_t from, uint32_t to, const rp_case_path *path) {
    const refpath_protocol *p = d->k.a->p;
    bool any = false;
    for (uint32_t i = 0; i < p->links.n; i++) {
        const rp_link *link = &p->links.at[i];
        if ((link->from == from && link->to == to) || (!link->one_way && link->from == to && link->to == from)) {
            RP_TRY(add(d, RP_LOSE_LINK, i, RP_NONE));
            any = true;
        }
    }
    if (!any) {
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, path, p->links.n);
    }
    return REFPATH_OK;
}

static uint32_t read_end(rp_drawdown *d, rp_case_edit *e, const rp_tree *link, const char *key, const rp_case_path *at) {
    const refpath_protocol *p = d->k.a->p;
    const char *id = rp_study_text(e, link, key, true, at);
    uint32_t place = id ? rp_table_find(&p->places.names, rp_str_of(id)) : RP_NONE;
    if (id && place == RP_NONE) {
        rp_case_path path = rp_case_path_key(at, key);
        rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &path, p->places.entries.n);
    }
    return place;
}

static refpath_status read_link(rp_drawdown *d, rp_case_edit *e, const rp_tree *object, const rp_case_path *at) {
    static const char *const keys[] = {"link", NULL}, *const ends[] = {"from", "to", NULL};
    const rp_tree *link = rp_tree_get(object, "link");
    rp_case_path path = rp_case_path_key(at, "link");
    uint32_t from, to;
    rp_case_tree_keys(e, object, keys, at, "\"link\"");
    if (!link) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, at, "link");
        return REFPATH_OK;
    }
    if (!rp_case_tree_is(e, link, RP_TREE_OBJECT, &path, "{\"from\": \"id\", \"to\": \"id\"}")) {
        return REFPATH_OK;
    }
    rp_case_tree_keys(e, link, ends, &path, "\"from\", \"to\"");
    from = read_end(d, e, link, "from", &path);
    to = read_end(d, e, link, "to", &path);
    return from == RP_NONE || to == RP_NONE ? REFPATH_OK : add_links(d, e, from, to, &path);
}

static refpath_status read_without(rp_drawdown *d, rp_case_edit *e, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("without");
    size_t i = 0;
    if (!list || !list->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, &path);
        return REFPATH_OK;
    }
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[\"id\", {\"link\": {\"from\": \"id\", \"to\": \"id\"}}]")) {
        return REFPATH_OK;
    }
    for (const rp_tree *id = list->first; id; id = id->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        if (id->kind == RP_TREE_OBJECT) {
            RP_TRY(read_link(d, e, id, &item));
        } else if (rp_case_tree_is(e, id, RP_TREE_TEXT, &item, "\"id\" | {\"link\": {\"from\": \"id\", \"to\": \"id\"}}")) {
            RP_TRY(add_id(d, e, id->text, &item));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_drawdown_read(rp_drawdown *d) {
    rp_analysis *a = d->k.a;
    const rp_tree *root = a->study.root, *tries = root ? rp_tree_get(root, "repairs-tried") : NULL;
    rp_case_edit e = {NULL, a->p, a->diags, false};
    rp_case_path path = rp_case_path_of("repairs-tried");
    d->most_tries = MOST_TRIES;
    RP_TRY(read_without(d, &e, root ? rp_tree_get(root, "without") : NULL));
    if (tries && rp_case_tree_is(&e, tries, RP_TREE_INTEGER, &path, "2000")) {
        d->most_tries = tries->number > 0 ? (uint64_t)tries->number : 0;
    }
    return e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}
