/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Joints, circles and steps against what trying everything says, on small networks made by chance. */
#include "support/chance.h"
#include "support/harness.h"

#include "analyse/links.h"

#include <string.h>

enum { MOST = 12 };

typedef struct web {
    rp_arena arena;
    uint32_t n;
    size_t n_list;
    rp_tie list[3 * MOST];
    rp_links both, one_way;
    bool reach[MOST][MOST]; /* along the links, by any number of steps */
} web;

static void make_web(web *w, uint64_t *chance) {
    rp_alloc alloc;
    memset(w, 0, sizeof *w);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    rp_arena_init(&w->arena, &alloc, false);
    w->n = 1 + rp_chance_of(chance, MOST);
    w->n_list = rp_chance_of(chance, 2 * w->n);
    for (size_t i = 0; i < w->n_list; i++) {
        w->list[i] = (rp_tie){rp_chance_of(chance, w->n), rp_chance_of(chance, w->n)};
    }
    CU_ASSERT_EQUAL_FATAL(rp_links_make(&w->both, &w->arena, w->n, w->list, w->n_list, true), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_links_make(&w->one_way, &w->arena, w->n, w->list, w->n_list, false), REFPATH_OK);
    for (uint32_t i = 0; i < w->n; i++) {
        w->reach[i][i] = true;
    }
    for (uint32_t turn = 0; turn < w->n; turn++) {
        for (size_t i = 0; i < w->n_list; i++) {
            for (uint32_t from = 0; from < w->n; from++) {
                w->reach[from][w->list[i].to] = w->reach[from][w->list[i].to] || w->reach[from][w->list[i].from];
            }
        }
    }
}

/* Gives each node the smallest that it hangs together with, when one is away. */
static void join(const web *w, uint32_t away, uint32_t *with) {
    for (uint32_t i = 0; i < w->n; i++) {
        with[i] = i;
    }
    for (uint32_t turn = 0; turn < w->n; turn++) {
        for (size_t i = 0; i < w->n_list; i++) {
            uint32_t a = w->list[i].from, b = w->list[i].to;
            if (a != away && b != away) {
                with[a] = with[b] = with[a] < with[b] ? with[a] : with[b];
            }
        }
    }
}

static rp_joint joint_by_trying(const web *w, uint32_t node) {
    uint32_t whole[MOST], left[MOST], all = 0, largest = 0;
    rp_joint joint = {0, 0};
    join(w, RP_NONE, whole);
    join(w, node, left);
    for (uint32_t piece = 0; piece < w->n; piece++) {
        uint32_t size = 0;
        for (uint32_t i = 0; i < w->n; i++) {
            size += i != node && whole[i] == whole[node] && left[i] == piece;
        }
        joint.pieces += size > 0;
        largest = size > largest ? size : largest;
        all += size;
    }
    joint.cut_off = all - largest;
    return joint;
}

static void links__joints_are_those_without_which_others_fall_apart(void) {
    uint64_t chance = 11;
    for (int round = 0; round < 3000; round++) {
        web w;
        rp_joint *joints;
        make_web(&w, &chance);
        CU_ASSERT_EQUAL_FATAL(rp_links_joints(&w.both, &w.arena, &joints), REFPATH_OK);
        for (uint32_t i = 0; i < w.n; i++) {
            rp_joint expected = joint_by_trying(&w, i);
            CU_ASSERT_EQUAL(joints[i].pieces, expected.pieces);
            CU_ASSERT_EQUAL(joints[i].cut_off, expected.cut_off);
        }
        rp_arena_free(&w.arena);
    }
}

static void links__circles_are_those_who_reach_one_another(void) {
    uint64_t chance = 12;
    for (int round = 0; round < 3000; round++) {
        web w;
        uint32_t *circle, n, largest = 0;
        make_web(&w, &chance);
        CU_ASSERT_EQUAL_FATAL(rp_links_circles(&w.one_way, &w.arena, &circle, &n), REFPATH_OK);
        for (uint32_t i = 0; i < w.n; i++) {
            for (uint32_t k = 0; k < w.n; k++) {
                CU_ASSERT_EQUAL(circle[i] == circle[k], w.reach[i][k] && w.reach[k][i]);
            }
            largest = circle[i] > largest ? circle[i] : largest;
        }
        CU_ASSERT_EQUAL(n, largest + 1);
        rp_arena_free(&w.arena);
    }
}

static void links__steps_are_the_fewest(void) {
    uint64_t chance = 13;
    for (int round = 0; round < 3000; round++) {
        web w;
        uint32_t steps[MOST], queue[MOST], n, reached = 0;
        make_web(&w, &chance);
        memset(steps, 0xff, sizeof steps);
        rp_links_reach(&w.one_way, 0, steps, queue, &n);
        for (uint32_t i = 0; i < w.n; i++) {
            reached += w.reach[0][i];
            CU_ASSERT_EQUAL(steps[i] != RP_NONE, w.reach[0][i]);
        }
        CU_ASSERT_EQUAL(n, reached);
        CU_ASSERT_EQUAL(steps[0], 0);
        for (size_t i = 0; i < w.n_list; i++) { /* no link is a short cut, and each but the first was come to by one */
            CU_ASSERT_TRUE(steps[w.list[i].from] == RP_NONE || steps[w.list[i].to] <= steps[w.list[i].from] + 1);
        }
        for (uint32_t q = 1; q < n; q++) {
            bool come_to = false;
            for (size_t i = 0; i < w.n_list; i++) {
                come_to = come_to || (w.list[i].to == queue[q] && steps[w.list[i].from] != RP_NONE &&
                                      steps[w.list[i].from] + 1 == steps[queue[q]]);
            }
            CU_ASSERT_TRUE(come_to);
            CU_ASSERT_TRUE(steps[queue[q - 1]] <= steps[queue[q]]);
        }
        rp_arena_free(&w.arena);
    }
}

RP_SUITE(RP_TEST(links__joints_are_those_without_which_others_fall_apart),
         RP_TEST(links__circles_are_those_who_reach_one_another), RP_TEST(links__steps_are_the_fewest))
