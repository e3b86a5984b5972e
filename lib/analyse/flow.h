/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Maximum flow in whole numbers (Dinic 1970), and the cut that bounds it. */
#ifndef RP_ANALYSE_FLOW_H
#define RP_ANALYSE_FLOW_H

#include "base/arena.h"
#include "base/bits.h"

#include <refpath/status.h>

typedef struct rp_flow_edge {
    uint32_t to, next; /* next: of those from the same node; RP_NONE */
    uint64_t left;     /* how much more it can carry */
} rp_flow_edge;

typedef struct rp_flow_node {
    uint32_t first; /* edge; RP_NONE */
    uint32_t level; /* in the last search; RP_NONE: not reached */
    uint32_t at;    /* edge tried next */
} rp_flow_node;

typedef struct rp_flow {
    rp_arena *arena;
    RP_LIST(rp_flow_node) nodes;
    RP_LIST(rp_flow_edge) edges; /* 2 k carries, 2 k + 1 is its way back */
    uint64_t work;               /* edges looked at */
} rp_flow;

#define RP_FLOW_MOST ((uint64_t)1 << 62) /* what comes from the source, and any edge, is at most that */

refpath_status rp_flow_node_new(rp_flow *f, uint32_t *node);
/* *edge may be NULL; edges are numbered as they are added. */
refpath_status rp_flow_edge_new(rp_flow *f, uint32_t from, uint32_t to, uint64_t most, uint32_t *edge);
/* Adds to what flows already; REFPATH_LIMIT_EXCEEDED past most_work. */
refpath_status rp_flow_run(rp_flow *f, uint32_t source, uint32_t sink, uint64_t most_work, uint64_t *flow);
/* How much an edge carries. */
static inline uint64_t rp_flow_carries(const rp_flow *f, uint32_t edge) { return f->edges.at[edge ^ 1].left; }
/*
 * After rp_flow_run: whether a node stands on the side of the source of the smallest cut that lies nearest to it. The edges
 * from that side to the other bound the flow, and are full in every maximum flow.
 */
static inline bool rp_flow_before_cut(const rp_flow *f, uint32_t node) { return f->nodes.at[node].level != RP_NONE; }

#endif
