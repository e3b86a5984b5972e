/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Maximum flows against the smallest of all cuts, on small networks made by chance. */
#include "analyse/flow.h"

#include "support/chance.h"
#include "support/fail_alloc.h"
#include "support/harness.h"

#define NODES 7u
#define NO_BOUND ((uint64_t)1 << 40)

typedef struct network {
    uint32_t n, from[24], to[24];
    uint64_t most[24];
} network;

static network make_network(uint64_t *chance) {
    network w = {.n = 4 + rp_chance_of(chance, 20)};
    for (uint32_t i = 0; i < w.n; i++) {
        w.from[i] = rp_chance_of(chance, NODES);
        w.to[i] = rp_chance_of(chance, NODES);
        w.most[i] = rp_chance_of(chance, 4) == 0 ? (uint64_t)rp_chance(chance) << 20 : rp_chance_of(chance, 9);
    }
    return w;
}

/* What goes over, from a set of nodes that has the source (0) and not the sink (1). */
static uint64_t cut_of(const network *w, uint32_t set) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        sum += (set >> w->from[i] & 1) && !(set >> w->to[i] & 1) ? w->most[i] : 0;
    }
    return sum;
}

static uint64_t smallest_cut(const network *w, uint32_t *nearest) {
    uint64_t least = UINT64_MAX;
    *nearest = ~0u;
    for (uint32_t set = 0; set < 1u << NODES; set++) {
        uint64_t cut = cut_of(w, set);
        if (!(set & 1) || (set & 2)) {
            continue;
        }
        if (cut < least) {
            least = cut;
            *nearest = set;
        } else if (cut == least) {
            *nearest &= set; /* smallest cuts meet in a smallest cut */
        }
    }
    return least;
}

static refpath_status run(rp_flow *f, const network *w, uint64_t bound, uint64_t *flow) {
    for (uint32_t i = 0; i < NODES; i++) {
        uint32_t node;
        refpath_status status = rp_flow_node_new(f, &node);
        if (status != REFPATH_OK) {
            return status;
        }
    }
    for (uint32_t i = 0; i < w->n; i++) {
        refpath_status status = rp_flow_edge_new(f, w->from[i], w->to[i], w->most[i], NULL);
        if (status != REFPATH_OK) {
            return status;
        }
    }
    return rp_flow_run(f, 0, 1, bound, flow);
}

static void check_balance(const rp_flow *f, const network *w, uint64_t flow) {
    int64_t left[NODES] = {0};
    for (uint32_t i = 0; i < w->n; i++) {
        uint64_t carries = rp_flow_carries(f, 2 * i);
        CU_ASSERT_TRUE(carries <= w->most[i]);
        left[w->from[i]] -= (int64_t)carries;
        left[w->to[i]] += (int64_t)carries;
    }
    CU_ASSERT_EQUAL(left[0], -(int64_t)flow);
    CU_ASSERT_EQUAL(left[1], (int64_t)flow);
    for (uint32_t i = 2; i < NODES; i++) {
        CU_ASSERT_EQUAL(left[i], 0);
    }
}

static void flow__is_the_smallest_cut(void) {
    uint64_t chance = 5;
    for (int round = 0; round < 400; round++) {
        network w = make_network(&chance);
        rp_alloc alloc;
        rp_arena arena;
        rp_flow f = {.arena = &arena};
        uint32_t nearest;
        uint64_t flow, least = smallest_cut(&w, &nearest);
        CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
        rp_arena_init(&arena, &alloc, false);
        CU_ASSERT_EQUAL(run(&f, &w, NO_BOUND, &flow), REFPATH_OK);
        CU_ASSERT_EQUAL(flow, least);
        check_balance(&f, &w, flow);
        for (uint32_t i = 0; i < NODES; i++) {
            CU_ASSERT_EQUAL(rp_flow_before_cut(&f, i), (nearest >> i & 1) != 0);
        }
        rp_arena_free(&arena);
    }
}

static void flow__stops_at_its_bound(void) {
    uint64_t chance = 7, flow;
    network w = make_network(&chance);
    rp_alloc alloc;
    rp_arena arena;
    rp_flow f = {.arena = &arena};
    w.from[0] = 0;
    w.to[0] = 1;
    w.most[0] = 1;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&arena, &alloc, false);
    CU_ASSERT_EQUAL(run(&f, &w, 0, &flow), REFPATH_LIMIT_EXCEEDED);
    rp_arena_free(&arena);
}

static void try_flow(rp_fail_alloc *memory) {
    uint64_t chance = 9, flow;
    network w = make_network(&chance);
    rp_alloc alloc;
    rp_arena arena;
    rp_flow f = {.arena = &arena};
    refpath_status status;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&arena, &alloc, false);
    status = run(&f, &w, NO_BOUND, &flow);
    CU_ASSERT_TRUE(status == REFPATH_OK || (status == REFPATH_OUT_OF_MEMORY && memory->refused > 0));
    rp_arena_free(&arena);
}

static void flow__without_memory_it_says_so(void) { rp_fail_each(try_flow); }

RP_SUITE(RP_TEST(flow__is_the_smallest_cut), RP_TEST(flow__stops_at_its_bound), RP_TEST(flow__without_memory_it_says_so))
