/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/flow.h"

#include "base/check.h"

refpath_status rp_flow_node_new(rp_flow *f, uint32_t *node) {
    rp_flow_node *slot = RP_LIST_ADD(f->arena, &f->nodes);
    RP_HAVE(slot);
    *slot = (rp_flow_node){RP_NONE, RP_NONE, RP_NONE};
    *node = (uint32_t)f->nodes.n - 1;
    return REFPATH_OK;
}

static refpath_status add_half(rp_flow *f, uint32_t from, uint32_t to, uint64_t left) {
    rp_flow_edge *slot = RP_LIST_ADD(f->arena, &f->edges);
    RP_HAVE(slot);
    *slot = (rp_flow_edge){to, f->nodes.at[from].first, left};
    f->nodes.at[from].first = (uint32_t)f->edges.n - 1;
    return REFPATH_OK;
}

refpath_status rp_flow_edge_new(rp_flow *f, uint32_t from, uint32_t to, uint64_t most, uint32_t *edge) {
    if (edge) {
        *edge = (uint32_t)f->edges.n;
    }
    RP_TRY(add_half(f, from, to, most));
    return add_half(f, to, from, 0);
}

/* Levels from the source over edges that can carry more. */
static void search(rp_flow *f, uint32_t source, uint32_t *queue) {
    size_t n = 0;
    for (size_t i = 0; i < f->nodes.n; i++) {
        f->nodes.at[i].level = RP_NONE;
        f->nodes.at[i].at = f->nodes.at[i].first;
    }
    f->nodes.at[source].level = 0;
    queue[n++] = source;
    for (size_t i = 0; i < n; i++) {
        const rp_flow_node *node = &f->nodes.at[queue[i]];
        for (uint32_t e = node->first; e != RP_NONE; e = f->edges.at[e].next) {
            rp_flow_node *to = &f->nodes.at[f->edges.at[e].to];
            f->work++;
            if (f->edges.at[e].left > 0 && to->level == RP_NONE) {
                to->level = node->level + 1;
                queue[n++] = f->edges.at[e].to;
            }
        }
    }
}

/* The next edge that leads one level on; RP_NONE at a dead end. */
static uint32_t next_edge(rp_flow *f, uint32_t node) {
    rp_flow_node *at = &f->nodes.at[node];
    while (at->at != RP_NONE) {
        const rp_flow_edge *e = &f->edges.at[at->at];
        f->work++;
        if (e->left > 0 && f->nodes.at[e->to].level == at->level + 1) {
            return at->at;
        }
        at->at = e->next;
    }
    return RP_NONE;
}

/* As much as a path can carry. */
static uint64_t push(rp_flow *f, const uint32_t *path, size_t n) {
    uint64_t most = RP_FLOW_MOST;
    for (size_t i = 0; i < n; i++) {
        most = f->edges.at[path[i]].left < most ? f->edges.at[path[i]].left : most;
    }
    for (size_t i = 0; i < n; i++) {
        f->edges.at[path[i]].left -= most;
        f->edges.at[path[i] ^ 1].left += most;
    }
    f->work += n;
    return most;
}

/* All that can flow along levels, path by path. */
static refpath_status fill(rp_flow *f, uint32_t source, uint32_t sink, uint64_t most_work, uint32_t *path, uint64_t *flow) {
    size_t n = 0;
    for (uint32_t node = source;;) {
        uint32_t e;
        if (f->work > most_work) {
            return REFPATH_LIMIT_EXCEEDED;
        }
        if (node == sink) {
            *flow += push(f, path, n);
            n = 0;
            node = source;
            continue;
        }
        e = next_edge(f, node);
        if (e != RP_NONE) {
            path[n++] = e;
            node = f->edges.at[e].to;
        } else if (n > 0) {
            node = f->edges.at[path[--n] ^ 1].to;
            f->nodes.at[node].at = f->edges.at[f->nodes.at[node].at].next; /* not this way again */
        } else {
            return REFPATH_OK;
        }
    }
}

refpath_status rp_flow_run(rp_flow *f, uint32_t source, uint32_t sink, uint64_t most_work, uint64_t *flow) {
    uint32_t *path = RP_ARENA_ARRAY(f->arena, uint32_t, f->nodes.n + 1);
    *flow = 0;
    RP_HAVE(path);
    for (;;) {
        search(f, source, path);
        if (f->nodes.at[sink].level == RP_NONE) {
            return REFPATH_OK;
        }
        RP_TRY(fill(f, source, sink, most_work, path, flow));
    }
}
