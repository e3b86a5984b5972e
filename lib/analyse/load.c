/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Load: how much of a stream of cases can be served at best, and what stands in the way of more. */
#include "analyse/load.h"

#include "base/check.h"

#include <string.h>

static refpath_status add_pools(rp_load *k, rp_flow *f, uint32_t sink) {
    size_t n = k->t.pools.n;
    k->pools = RP_ARENA_ARRAY(k->t.a->arena, rp_load_pool, n + 1);
    RP_HAVE(k->pools);
    for (size_t i = 0; i < n; i++) {
        rp_load_pool *pool = &k->pools[i];
        pool->most = rp_pool_per_week(&k->t.pools.at[i]);
        RP_TRY(rp_flow_node_new(f, &pool->node));
        RP_TRY(rp_flow_edge_new(f, pool->node, sink, pool->most < RP_FLOW_MOST ? pool->most : RP_FLOW_MOST, &pool->edge));
    }
    return REFPATH_OK;
}

static refpath_status add_cells(rp_load *k, rp_flow *f, uint32_t source) {
    for (size_t i = 0; i < k->cells.n; i++) {
        rp_cell *cell = &k->cells.at[i];
        RP_TRY(rp_flow_node_new(f, &cell->node));
        RP_TRY(rp_flow_edge_new(f, source, cell->node, cell->demand, &cell->first_edge));
        for (size_t j = 0; j < cell->pools.n; j++) {
            RP_TRY(rp_flow_edge_new(f, cell->node, k->pools[cell->pools.at[j]].node, cell->demand, NULL));
        }
    }
    return REFPATH_OK;
}

static void read_flow(rp_load *k, const rp_flow *f) {
    for (size_t i = 0; i < k->cells.n; i++) {
        rp_cell *cell = &k->cells.at[i];
        rp_load_line *line = &k->lines.at[cell->line];
        rp_load_pool *first = &k->pools[cell->pools.at[0]];
        cell->served = rp_flow_carries(f, cell->first_edge);
        line->served += cell->served;
        line->contested = line->contested || (cell->demand > 0 && rp_flow_before_cut(f, cell->node));
        first->first += cell->demand;
        first->alone += cell->pools.n == 1 ? cell->demand : 0;
    }
    for (size_t i = 0; i < k->t.pools.n; i++) {
        k->pools[i].carried = rp_flow_carries(f, k->pools[i].edge);
        k->pools[i].full = rp_flow_before_cut(f, k->pools[i].node);
    }
}

/* Who could take most of what is left, gets it; then who could take most of what is left then. */
static refpath_status place_missing(rp_load *k) {
    uint64_t *could = RP_ARENA_ARRAY(k->t.a->arena, uint64_t, k->t.pools.n + 1);
    RP_HAVE(could);
    for (;;) {
        size_t best = 0;
        RP_TRY(rp_analysis_work(k->t.a, k->cells.n + k->t.pools.n + 1));
        memset(could, 0, (k->t.pools.n + 1) * sizeof *could);
        for (size_t i = 0; i < k->cells.n; i++) {
            const rp_cell *cell = &k->cells.at[i];
            for (size_t j = 0; j < cell->pools.n; j++) {
                could[cell->pools.at[j]] += cell->demand - cell->served;
            }
        }
        for (size_t i = 1; i < k->t.pools.n; i++) {
            best = could[i] > could[best] ? i : best;
        }
        if (could[best] == 0) {
            return REFPATH_OK;
        }
        for (size_t i = 0; i < k->cells.n; i++) {
            rp_cell *cell = &k->cells.at[i];
            for (size_t j = 0; j < cell->pools.n; j++) {
                if (cell->pools.at[j] == best) {
                    k->pools[best].missing += cell->demand - cell->served;
                    cell->served = cell->demand;
                    break;
                }
            }
        }
    }
}

static refpath_status flow(rp_load *k) {
    rp_analysis *a = k->t.a;
    rp_flow f = {a->arena, {NULL, 0, 0}, {NULL, 0, 0}, 0};
    uint32_t source, sink;
    RP_TRY(rp_flow_node_new(&f, &source));
    RP_TRY(rp_flow_node_new(&f, &sink));
    RP_TRY(add_pools(k, &f, sink));
    RP_TRY(add_cells(k, &f, source));
    RP_TRY(rp_flow_run(&f, source, sink, a->most_work - a->work, &k->served));
    RP_TRY(rp_analysis_work(a, f.work));
    read_flow(k, &f);
    return place_missing(k);
}

refpath_status rp_analyse_load(rp_analysis *a) {
    rp_load k;
    rp_case_edit e = {NULL, a->p, a->diags, false};
    memset(&k, 0, sizeof k);
    RP_TRY(rp_stream_read(&k.t, a, &e));
    if (e.bad) {
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(rp_load_cells(&k));
    RP_TRY(flow(&k));
    return rp_load_tables(&k);
}
