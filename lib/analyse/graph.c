/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/graph.h"

#include "base/check.h"

#include <stdlib.h>
#include <string.h>

void rp_graph_begin(rp_graph *g, rp_analysis *a) {
    rp_tree *graph = rp_write_object(&a->asking.o, a->root, "graph");
    memset(g, 0, sizeof *g);
    g->a = a;
    g->nodes = rp_write_array(&a->asking.o, graph, "nodes");
    g->edges = rp_write_array(&a->asking.o, graph, "edges");
    rp_table_init(&g->ids, a->arena);
}

static const char *id_of(rp_graph *g, const char *kind, const char *ref) {
    const char *id = rp_arena_format(g->a->asking.o.arena, "%s:%s", kind, ref);
    return id ? id : "";
}

rp_tree *rp_graph_node(rp_graph *g, const char *kind, const char *ref, rp_node labels) {
    rp_writer *o = &g->a->asking.o;
    const char *id = id_of(g, kind, ref);
    uint32_t number = (uint32_t)g->ids.n;
    bool fresh = false;
    rp_tree *node;
    if (rp_table_add(&g->ids, rp_str_of(id), &number, &fresh) != REFPATH_OK) {
        o->arena->failed = true;
    }
    if (!fresh) {
        return NULL;
    }
    node = rp_write_object(o, g->nodes, NULL);
    rp_write_text(o, node, "id", id);
    rp_write_text(o, node, "kind", kind);
    rp_write_text(o, node, "ref", ref);
    if (labels) {
        rp_write_labels(o, node, labels);
    }
    return node;
}

void rp_graph_ref(rp_graph *g, rp_tree *node, const char *key, const char *kind, const char *ref) {
    rp_write_text(&g->a->asking.o, node, key, id_of(g, kind, ref));
}

void rp_graph_edge(rp_graph *g, const char *from_kind, const char *from, const char *to_kind, const char *to,
                   const char *kind) {
    rp_writer *o = &g->a->asking.o;
    const char *from_id = id_of(g, from_kind, from), *to_id = id_of(g, to_kind, to);
    rp_tie link = {rp_table_find(&g->ids, rp_str_of(from_id)), rp_table_find(&g->ids, rp_str_of(to_id))}, *slot;
    bool is_rule = strcmp(kind, "from") == 0 || strcmp(kind, "to") == 0;
    rp_tree *edge;
    if (link.from == RP_NONE || link.to == RP_NONE) {
        return;
    }
    slot = RP_LIST_ADD(g->a->arena, &g->links);
    if (slot) {
        *slot = link;
    }
    slot = is_rule ? RP_LIST_ADD(g->a->arena, &g->rules) : NULL;
    if (slot) {
        *slot = link;
    }
    edge = rp_write_object(o, g->edges, NULL);
    rp_write_text(o, edge, "from", from_id);
    rp_write_text(o, edge, "to", to_id);
    rp_write_text(o, edge, "kind", kind);
}

const char *rp_graph_who_kind(const rp_analysis *a, uint32_t who) {
    static const char *const kinds[] = {"actor", "group", "role", "party"};
    return kinds[a->p->who.at[who].kind];
}

static const char *text_of(const rp_tree *object, const char *key) {
    const rp_tree *value = rp_tree_get(object, key);
    return value ? value->text : NULL;
}

typedef struct rp_graph_column {
    const char *column, *key;
} rp_graph_column;

static void write_table(rp_analysis *a, const char *id, const rp_tree *of, const rp_graph_column *columns, size_t n) {
    rp_table_begin(a, id);
    for (size_t i = 0; i < n; i++) {
        rp_table_column(a, columns[i].column, NULL);
    }
    for (const rp_tree *one = of ? of->first : NULL; one; one = one->next) {
        rp_tree *row = rp_table_row(a);
        for (size_t i = 0; i < n; i++) {
            rp_row_text(a, row, columns[i].column, text_of(one, columns[i].key));
        }
    }
}

void rp_graph_end(rp_graph *g) {
    static const rp_graph_column of_nodes[] = {{"id", "id"}, {"type", "kind"}, {"ref", "ref"}, {"in", "in"}};
    static const rp_graph_column of_edges[] = {{"source", "from"}, {"target", "to"}, {"type", "kind"}};
    write_table(g->a, "nodes", g->nodes, of_nodes, sizeof of_nodes / sizeof *of_nodes);
    write_table(g->a, "edges", g->edges, of_edges, sizeof of_edges / sizeof *of_edges);
}

/* -- how it hangs together ------------------------------------------------------------------------------------------- */

typedef struct rp_joint_row {
    rp_joint joint;
    uint32_t node;
} rp_joint_row;

static int most_cut_off_first(const void *left, const void *right) {
    const rp_joint_row *a = left, *b = right;
    if (a->joint.cut_off != b->joint.cut_off) {
        return a->joint.cut_off > b->joint.cut_off ? -1 : 1;
    }
    return (a->node > b->node) - (a->node < b->node);
}

static refpath_status write_joints(rp_analysis *a, const rp_links *links, const char *const *ids) {
    rp_joint *joints;
    rp_joint_row *rows = RP_ARENA_ARRAY(a->arena, rp_joint_row, (size_t)links->n + 1);
    size_t n = 0;
    RP_HAVE(rows);
    RP_TRY(rp_links_joints(links, a->arena, &joints));
    for (uint32_t i = 0; i < links->n; i++) {
        if (joints[i].pieces > 1) {
            rows[n++] = (rp_joint_row){joints[i], i};
        }
    }
    qsort(rows, n, sizeof *rows, most_cut_off_first);
    rp_table_begin(a, "joints");
    rp_table_column(a, "node", NULL);
    rp_table_column(a, "pieces", NULL);
    rp_table_column(a, "cut-off", NULL);
    for (size_t i = 0; i < n; i++) {
        rp_tree *row = rp_table_row(a);
        rp_row_text(a, row, "node", ids[rows[i].node]);
        rp_row_count(a, row, "pieces", rows[i].joint.pieces);
        rp_row_count(a, row, "cut-off", rows[i].joint.cut_off);
    }
    return REFPATH_OK;
}

static refpath_status write_parts(rp_analysis *a, const rp_links *links, const char *const *ids) {
    uint32_t *steps = RP_ARENA_ARRAY(a->arena, uint32_t, (size_t)links->n + 1), n;
    uint32_t *queue = RP_ARENA_ARRAY(a->arena, uint32_t, (size_t)links->n + 1);
    RP_HAVE(steps);
    RP_HAVE(queue);
    memset(steps, 0xff, links->n * sizeof *steps);
    rp_table_begin(a, "parts");
    rp_table_column(a, "node", NULL);
    rp_table_column(a, "nodes", NULL);
    for (uint32_t i = 0; i < links->n; i++) {
        if (steps[i] == RP_NONE) {
            rp_tree *row = rp_table_row(a);
            rp_links_reach(links, i, steps, queue, &n);
            rp_row_text(a, row, "node", ids[i]);
            rp_row_count(a, row, "nodes", n);
        }
    }
    return REFPATH_OK;
}

/* Circles of several, numbered as their first nodes come. */
static refpath_status write_circles(rp_analysis *a, const rp_links *links, const char *const *ids) {
    uint32_t *circle, n, *size, *number, next = 0;
    RP_TRY(rp_links_circles(links, a->arena, &circle, &n));
    size = RP_ARENA_ARRAY(a->arena, uint32_t, (size_t)n + 1);
    number = RP_ARENA_ARRAY(a->arena, uint32_t, (size_t)n + 1);
    RP_HAVE(size);
    RP_HAVE(number);
    for (uint32_t i = 0; i < links->n; i++) {
        size[circle[i]]++;
    }
    rp_table_begin(a, "circles");
    rp_table_column(a, "circle", NULL);
    rp_table_column(a, "node", NULL);
    for (uint32_t i = 0; i < links->n; i++) {
        uint32_t *mine = &number[circle[i]];
        rp_tree *row = size[circle[i]] > 1 ? rp_table_row(a) : NULL;
        if (row) {
            *mine = *mine ? *mine : ++next;
            rp_row_count(a, row, "circle", *mine);
            rp_row_text(a, row, "node", ids[i]);
        }
    }
    return REFPATH_OK;
}

refpath_status rp_graph_look(rp_graph *g) {
    rp_analysis *a = g->a;
    rp_links both, rules;
    size_t n = 0;
    const char **ids = RP_ARENA_ARRAY(a->arena, const char *, g->ids.n + 1);
    RP_HAVE(ids);
    for (const rp_tree *node = g->nodes ? g->nodes->first : NULL; node; node = node->next) {
        ids[n++] = text_of(node, "id");
    }
    RP_TRY(rp_analysis_work(a, n + g->links.n));
    RP_TRY(rp_links_make(&both, a->arena, (uint32_t)n, g->links.at, g->links.n, true));
    RP_TRY(rp_links_make(&rules, a->arena, (uint32_t)n, g->rules.at, g->rules.n, false));
    RP_TRY(write_joints(a, &both, ids));
    RP_TRY(write_parts(a, &both, ids));
    return write_circles(a, &rules, ids);
}
