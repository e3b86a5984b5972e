/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who reaches whom through whom: groups with their actors, and between groups the rules of contact with the roles that
 * keep them and those who play these roles. Roles of actors are told in words, else nobody could see the way.
 */
#include "base/check.h"
#include "output/draw_picture.h"
#include "output/text.h"

#include <string.h>

enum { MOST_ROLES = 4, MOST_PLAYERS = 6 };

typedef struct rp_kind_of_node {
    const char *word;
    rp_box_kind kind;
    refpath_kind names;
} rp_kind_of_node;

static const rp_kind_of_node kinds[] = {
    {"group", RP_BOX_GROUP, REFPATH_KIND_GROUP},
    {"role", RP_BOX_ROLE, REFPATH_KIND_ROLE},
    {"actor", RP_BOX_ACTOR, REFPATH_KIND_ACTOR},
    {"party", RP_BOX_PARTY, REFPATH_KIND_PARTY},
    {"interface", RP_BOX_INTERFACE, REFPATH_KIND_INTERFACE},
};

static const rp_kind_of_node *kind_of(const rp_tree *node) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (rp_is_word(node, "kind", kinds[i].word)) {
            return &kinds[i];
        }
    }
    return NULL;
}

/* All nodes of a kind, in order; holders of others come first. */
static void add_nodes(rp_picture *p, const rp_tree *nodes, const char *word) {
    for (const rp_tree *node = nodes ? nodes->first : NULL; node; node = node->next) {
        const rp_kind_of_node *kind = kind_of(node);
        const char *ref = rp_text_of(node, "ref"), *in = rp_text_of(node, "in");
        uint32_t box;
        if (!kind || !ref || strcmp(kind->word, word) != 0) {
            continue;
        }
        box = rp_picture_box(p, word, ref, rp_flag_of(node, "gatekeeper") ? RP_BOX_GATEKEEPER : kind->kind,
                             rp_picture_find_id(p, in));
        rp_picture_say(p, box, RP_WEIGHT_NAME, rp_name(p->t, kind->names, ref));
        if (box != RP_NONE && kind->kind == RP_BOX_ROLE) {
            p->boxes.at[box].unseen = true; /* until a rule of contact begins or ends at it */
        }
    }
}

static const struct {
    const char *word;
    rp_tie_kind kind;
    bool seen;
} ties[] = {
    {"from", RP_TIE_FROM, true},    {"to", RP_TIE_TO, true}, {"through", RP_TIE_THROUGH, false},
    {"plays", RP_TIE_PLAYS, false}, {"in", RP_TIE_IN, false}, {"part-of", RP_TIE_PART_OF, true},
};

static void add_tie(rp_picture *p, const rp_tree *edge) {
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        if (rp_is_word(edge, "kind", ties[i].word)) {
            uint32_t from = rp_picture_find_id(p, rp_text_of(edge, "from"));
            uint32_t to = rp_picture_find_id(p, rp_text_of(edge, "to"));
            rp_tie *tie = rp_picture_tie(p, from, to, ties[i].kind);
            if (tie) {
                tie->unseen = !ties[i].seen;
            }
            if (tie && (ties[i].kind == RP_TIE_FROM || ties[i].kind == RP_TIE_TO)) {
                p->boxes.at[from].unseen = p->boxes.at[to].unseen = false;
            }
        }
    }
}

/* -- rules of contact ---------------------------------------------------------------------------------------------------- */

/* It stands where all that it joins stand: within the mission, say, or outside. */
static void place_interface(rp_picture *p, uint32_t box) {
    uint32_t in = RP_NONE;
    bool any = false;
    for (size_t i = 0; i < p->ties.n; i++) {
        const rp_tie *tie = &p->ties.at[i];
        uint32_t other = tie->kind == RP_TIE_FROM && tie->to == box   ? tie->from
                         : tie->kind == RP_TIE_TO && tie->from == box ? tie->to
                                                                      : RP_NONE;
        if (other != RP_NONE) {
            in = any ? rp_picture_around(p, in, p->boxes.at[other].in) : p->boxes.at[other].in;
            any = true;
        }
    }
    p->boxes.at[box].in = in;
}

/* Those who play a role, as far as whoever looks may see them. */
static void say_players(rp_picture *p, uint32_t keeper, uint32_t role) {
    rp_words words = {0};
    for (size_t i = 0; i < p->ties.n; i++) {
        const rp_tie *tie = &p->ties.at[i];
        if (tie->kind == RP_TIE_PLAYS && tie->to == role) {
            rp_words_add(p->t, &words, rp_who_name(p->t, p->boxes.at[tie->from].ref));
        }
    }
    rp_picture_say(p, keeper, RP_WEIGHT_FAINT,
                   words.list.n ? rp_draw_some(p->t, &words, MOST_PLAYERS) : rp_say(p->t, "draw.nobody", NULL));
}

static void add_keepers(rp_picture *p, uint32_t box) {
    size_t n = p->ties.n;
    for (size_t i = 0; i < n; i++) {
        if (p->ties.at[i].kind == RP_TIE_THROUGH && p->ties.at[i].from == box) {
            uint32_t role = p->ties.at[i].to;
            const char *ref = rp_arena_format(p->arena, "%s/%s", p->boxes.at[box].ref, p->boxes.at[role].ref);
            uint32_t keeper = ref ? rp_picture_box(p, "keeper", ref, RP_BOX_ROLE, box) : RP_NONE;
            rp_picture_say(p, keeper, RP_WEIGHT_NAME, rp_name(p->t, REFPATH_KIND_ROLE, p->boxes.at[role].ref));
            if (keeper != RP_NONE) {
                p->boxes.at[keeper].copy = true;
                say_players(p, keeper, role);
            }
        }
    }
}

/* -- words ---------------------------------------------------------------------------------------------------------------- */

static void say_roles(rp_picture *p, const rp_tree *edges) {
    uint32_t last = RP_NONE;
    rp_words words = {0};
    for (const rp_tree *edge = edges ? edges->first : NULL; edge; edge = edge ? edge->next : NULL) {
        uint32_t from = rp_picture_find_id(p, rp_text_of(edge, "from"));
        uint32_t role = rp_picture_find_id(p, rp_text_of(edge, "to"));
        if (!rp_is_word(edge, "kind", "plays") || from == RP_NONE || role == RP_NONE) {
            continue;
        }
        if (from != last && last != RP_NONE) { /* those of one actor stand together */
            rp_picture_say(p, last, RP_WEIGHT_FAINT, rp_draw_some(p->t, &words, MOST_ROLES));
            words.list.n = 0;
        }
        last = from;
        rp_words_add(p->t, &words, rp_name(p->t, REFPATH_KIND_ROLE, p->boxes.at[role].ref));
    }
    if (last != RP_NONE) {
        rp_picture_say(p, last, RP_WEIGHT_FAINT, rp_draw_some(p->t, &words, MOST_ROLES));
    }
}

void rp_draw_network(rp_picture *p, const rp_tree *answer) {
    const rp_tree *graph = rp_tree_get(answer, "graph");
    const rp_tree *nodes = graph ? rp_tree_get(graph, "nodes") : NULL, *edges = graph ? rp_tree_get(graph, "edges") : NULL;
    size_t n;
    p->view = "network";
    p->title = rp_say(p->t, "draw.title-network", NULL);
    if (rp_tree_get(answer, "places")) {
        p->title = rp_say(p->t, "word.colon", "label", p->title, "text",
                          rp_names(p->t, rp_tree_get(answer, "places"), rp_place_name, RP_JOIN_AND), NULL);
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        add_nodes(p, nodes, kinds[i].word);
    }
    for (const rp_tree *edge = edges ? edges->first : NULL; edge; edge = edge->next) {
        add_tie(p, edge);
    }
    say_roles(p, edges);
    n = p->boxes.n;
    for (uint32_t box = 0; box < n && p->t->page.status == REFPATH_OK; box++) {
        if (p->boxes.at[box].kind == RP_BOX_INTERFACE) {
            place_interface(p, box);
            add_keepers(p, box);
        }
    }
}
