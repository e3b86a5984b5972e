/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/graph.h"

#include <string.h>

void rp_graph_begin(rp_graph *g, rp_analysis *a) {
    rp_tree *graph = rp_write_object(&a->asking.o, a->root, "graph");
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
    uint32_t number = 0;
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
    rp_tree *edge;
    if (rp_table_find(&g->ids, rp_str_of(from_id)) == RP_NONE || rp_table_find(&g->ids, rp_str_of(to_id)) == RP_NONE) {
        return;
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
