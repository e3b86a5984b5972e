/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * An answer that is a graph: {"graph": {"nodes": [{"id", "kind", "ref", ...}], "edges": [{"from", "to", "kind"}]}} and the
 * same as tables "nodes" and "edges". A node's id is its kind and its id in the protocol ("actor:clinic"), for kinds have
 * id spaces of their own.
 */
#ifndef RP_ANALYSE_GRAPH_H
#define RP_ANALYSE_GRAPH_H

#include "analyse/links.h"
#include "analyse/table.h"

typedef struct rp_graph {
    rp_analysis *a;
    rp_tree *nodes, *edges;
    rp_table ids;
    RP_LIST(rp_tie) links; /* the edges, by numbers of nodes */
    RP_LIST(rp_tie) rules; /* those of them that lead from one side of a rule of contact to the other */
} rp_graph;

void rp_graph_begin(rp_graph *g, rp_analysis *a);
/* The node, for what more there is to say; NULL where it is there already. `labels`: where its labels stand; 0: nowhere. */
rp_tree *rp_graph_node(rp_graph *g, const char *kind, const char *ref, rp_node labels);
/* "kind:ref" as a text of a node. */
void rp_graph_ref(rp_graph *g, rp_tree *node, const char *key, const char *kind, const char *ref);
/* An edge, where both ends are nodes. */
void rp_graph_edge(rp_graph *g, const char *from_kind, const char *from, const char *to_kind, const char *to,
                   const char *kind);
/* The kind of node that a `who` is. */
const char *rp_graph_who_kind(const rp_analysis *a, uint32_t who);
/* Its tables. */
void rp_graph_end(rp_graph *g);
/* Further ones: where it would fall apart, into what parts it does, between whom there are rules both ways. */
refpath_status rp_graph_look(rp_graph *g);

#endif
