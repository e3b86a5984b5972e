/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who reaches whom through whom, as a graph: groups, roles, the actors that are there on the day and that the viewer may
 * see, and the rules of contact.
 */
#include "analyse/graph.h"

#include "base/check.h"
#include "decide/who.h"

typedef struct rp_network {
    rp_graph g;
    rp_analysis *a;
    const refpath_protocol *p;
    rp_word *gatekeeping; /* over roles */
    bool narrowed;        /* to the places of the study */
    rp_word *leaves;      /* those */
} rp_network;

/* -- who is in it ---------------------------------------------------------------------------------------------- */

/* One that plays or offers nothing is not at any place: an office above others, say. */
static bool is_there(const rp_network *n, const rp_actor *actor) {
    bool any = !n->narrowed || (actor->n_plays == 0 && actor->n_offers == 0);
    for (uint32_t i = 0; i < actor->n_plays && !any; i++) {
        any = rp_places_meet(n->p, rp_list(n->p, n->p->plays.at[actor->first_plays + i].at), n->leaves);
    }
    for (uint32_t i = 0; i < actor->n_offers && !any; i++) {
        any = rp_places_meet(n->p, rp_list(n->p, n->p->offers.at[actor->first_offer + i].at), n->leaves);
    }
    return any;
}

static bool plays_gate(const rp_network *n, const rp_actor *actor) {
    for (uint32_t i = 0; i < actor->n_plays; i++) {
        const rp_plays *plays = &n->p->plays.at[actor->first_plays + i];
        if (rp_bits_has(n->gatekeeping, plays->role) && rp_plays_active(&n->a->asking.w, plays)) {
            return true;
        }
    }
    return false;
}

static void add_groups(rp_network *n) {
    for (size_t i = 0; i < n->p->groups.entries.n; i++) {
        const rp_entry *group = &n->p->groups.entries.at[i];
        rp_tree *node = rp_graph_node(&n->g, "group", group->id, group->node);
        if (node && group->parent != RP_NONE) {
            rp_graph_ref(&n->g, node, "in", "group", n->p->groups.entries.at[group->parent].id);
        }
    }
}

static void add_roles(rp_network *n) {
    for (size_t i = 0; i < n->p->roles.n; i++) {
        const rp_role *role = &n->p->roles.at[i];
        rp_tree *node = rp_graph_node(&n->g, "role", role->id, role->node);
        if (node && role->groups.n > 0) {
            rp_graph_ref(&n->g, node, "in", "group", n->p->groups.entries.at[role->groups.at[0]].id);
        }
    }
}

static void add_actors(rp_network *n) {
    for (uint32_t i = 0; i < n->p->actors.n; i++) {
        const rp_actor *actor = &n->p->actors.at[i];
        rp_tree *node = NULL;
        if (rp_actor_active(&n->a->asking.w, i) && rp_analysis_sees(n->a, actor->who) && is_there(n, actor)) {
            node = rp_graph_node(&n->g, "actor", actor->id, actor->node);
        }
        if (node && actor->groups.n > 0) {
            rp_graph_ref(&n->g, node, "in", "group", n->p->groups.entries.at[actor->groups.at[0]].id);
        }
        if (node && plays_gate(n, actor)) {
            rp_write_flag(&n->a->asking.o, node, "gatekeeper");
        }
    }
}

/* -- how they are joined ----------------------------------------------------------------------------------------- */

static void join_groups(rp_network *n, const char *kind, const char *id, const rp_refs *groups) {
    for (uint32_t i = 0; i < groups->n; i++) {
        rp_graph_edge(&n->g, kind, id, "group", n->p->groups.entries.at[groups->at[i]].id, "in");
    }
}

static bool played_before(const rp_network *n, const rp_actor *actor, uint32_t until, uint32_t role) {
    for (uint32_t i = 0; i < until; i++) {
        const rp_plays *plays = &n->p->plays.at[actor->first_plays + i];
        if (plays->role == role && rp_plays_active(&n->a->asking.w, plays)) {
            return true;
        }
    }
    return false;
}

static void join_actors(rp_network *n) {
    for (size_t i = 0; i < n->p->actors.n; i++) {
        const rp_actor *actor = &n->p->actors.at[i];
        join_groups(n, "actor", actor->id, &actor->groups);
        if (actor->part_of != RP_NONE) {
            rp_graph_edge(&n->g, "actor", actor->id, "actor", n->p->actors.at[actor->part_of].id, "part-of");
        }
        for (uint32_t k = 0; k < actor->n_plays; k++) {
            const rp_plays *plays = &n->p->plays.at[actor->first_plays + k];
            if (rp_plays_active(&n->a->asking.w, plays) && !played_before(n, actor, k, plays->role)) {
                rp_graph_edge(&n->g, "actor", actor->id, "role", n->p->roles.at[plays->role].id, "plays");
            }
        }
    }
}

static void join_interface(rp_network *n, const rp_interface *face) {
    for (uint32_t i = 0; i < face->from.n; i++) {
        rp_graph_edge(&n->g, rp_graph_who_kind(n->a, face->from.at[i]), n->p->who.at[face->from.at[i]].id, "interface",
                      face->id, "from");
    }
    for (uint32_t i = 0; i < face->through.n; i++) {
        rp_graph_edge(&n->g, "interface", face->id, "role", n->p->roles.at[face->through.at[i]].id, "through");
    }
    for (uint32_t i = 0; i < face->to.n; i++) {
        rp_graph_edge(&n->g, "interface", face->id, rp_graph_who_kind(n->a, face->to.at[i]),
                      n->p->who.at[face->to.at[i]].id, "to");
    }
}

static void join_all(rp_network *n) {
    for (size_t i = 0; i < n->p->groups.entries.n; i++) {
        const rp_entry *group = &n->p->groups.entries.at[i];
        if (group->parent != RP_NONE) {
            rp_graph_edge(&n->g, "group", group->id, "group", n->p->groups.entries.at[group->parent].id, "in");
        }
    }
    for (size_t i = 0; i < n->p->roles.n; i++) {
        join_groups(n, "role", n->p->roles.at[i].id, &n->p->roles.at[i].groups);
    }
    join_actors(n);
    for (size_t i = 0; i < n->p->interfaces.n; i++) {
        join_interface(n, &n->p->interfaces.at[i]);
    }
}

/* The places that the study names, as it names them. */
static void write_places(rp_network *n) {
    const rp_tree *list = n->narrowed ? rp_tree_get(n->a->study.root, "places") : NULL;
    rp_tree *places = list ? rp_write_array(&n->a->asking.o, n->a->root, "places") : NULL;
    for (const rp_tree *name = list ? list->first : NULL; name; name = name->next) {
        uint32_t entry = rp_table_find(&n->p->places.names, rp_str_of(name->text));
        if (entry != RP_NONE) {
            rp_write_text(&n->a->asking.o, places, NULL, n->p->places.entries.at[entry].id);
        }
    }
}

/* -- the whole --------------------------------------------------------------------------------------------------- */

static refpath_status begin(rp_network *n) {
    const refpath_protocol *p = n->p;
    n->gatekeeping = RP_ARENA_ARRAY(n->a->arena, rp_word, rp_bits_words(p->roles.n) + 1);
    n->leaves = RP_ARENA_ARRAY(n->a->arena, rp_word, rp_bits_words(p->places.n_leaves) + 1);
    RP_HAVE(n->gatekeeping);
    RP_HAVE(n->leaves);
    n->narrowed = n->a->study.root && rp_tree_get(n->a->study.root, "places");
    for (size_t i = 0; i < p->interfaces.n; i++) {
        for (uint32_t k = 0; k < p->interfaces.at[i].through.n; k++) {
            rp_bits_add(n->gatekeeping, p->interfaces.at[i].through.at[k]);
        }
    }
    for (size_t i = 0; i < n->a->study.places.n; i++) {
        rp_bits_add(n->leaves, p->places.entries.at[n->a->study.places.at[i]].leaf_first);
    }
    return REFPATH_OK;
}

refpath_status rp_analyse_network(rp_analysis *a) {
    rp_network n = {.a = a, .p = a->p};
    RP_TRY(begin(&n));
    RP_TRY(rp_analysis_work(a, a->p->actors.n + a->p->plays.n + a->p->offers.n + a->p->interfaces.n));
    write_places(&n);
    rp_graph_begin(&n.g, a);
    add_groups(&n);
    add_roles(&n);
    add_actors(&n);
    for (size_t i = 0; i < a->p->interfaces.n; i++) {
        rp_graph_node(&n.g, "interface", a->p->interfaces.at[i].id, a->p->interfaces.at[i].node);
    }
    join_all(&n);
    rp_graph_end(&n.g);
    return rp_graph_look(&n.g);
}
