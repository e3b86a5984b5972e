/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Decision diagrams against tables: functions of five variables, with two to four branches each. */
#include "decide/diagram.h"

#include "support/harness.h"

#include <string.h>

enum { VARIABLES = 5, POINTS = 2 * 3 * 2 * 4 * 2 };
static const uint32_t width[VARIABLES] = {2, 3, 2, 4, 2};

typedef struct room {
    rp_alloc alloc;
    rp_arena arena;
    rp_diagrams dd;
} room;

static void open_room(room *r, uint64_t most_work) {
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&r->alloc, NULL));
    rp_arena_init(&r->arena, &r->alloc, false);
    CU_ASSERT_EQUAL_FATAL(rp_diagrams_init(&r->dd, &r->arena, most_work), REFPATH_OK);
    r->dd.width = width;
}

static void close_room(room *r) { rp_arena_free(&r->arena); }

/* A function as a table of values, a point a combination of branches. */
typedef struct table {
    uint32_t at[POINTS];
} table;

static uint32_t branch_of(uint32_t point, uint32_t variable) {
    for (uint32_t v = 0; v < variable; v++) {
        point /= width[v];
    }
    return point % width[variable];
}

static uint32_t moved(uint32_t point, uint32_t variable, uint32_t branch) {
    uint32_t step = 1;
    for (uint32_t v = 0; v < variable; v++) {
        step *= width[v];
    }
    return point - branch_of(point, variable) * step + branch * step;
}

static rp_dd build(room *r, const table *t, uint32_t variable, uint32_t point) {
    rp_dd branches[4];
    if (variable == VARIABLES) {
        return rp_dd_end(t->at[point]);
    }
    for (uint32_t b = 0; b < width[variable]; b++) {
        branches[b] = build(r, t, variable + 1, moved(point, variable, b));
    }
    return rp_dd_split(&r->dd, variable, branches);
}

static uint32_t value_at(const room *r, rp_dd f, uint32_t point) {
    while (!rp_dd_is_end(f)) {
        f = rp_dd_branch(&r->dd, f, branch_of(point, rp_dd_variable(&r->dd, f)));
    }
    return rp_dd_value(f);
}

static uint32_t seed = 7;

static uint32_t draw(uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % below;
}

/* Some functions read few variables: those are what support and restrict are about. */
static table random_table(uint32_t values) {
    table t;
    uint32_t ignored = draw(1u << VARIABLES);
    for (uint32_t p = 0; p < POINTS; p++) {
        uint32_t to = p;
        for (uint32_t v = 0; v < VARIABLES; v++) {
            to = ignored >> v & 1 ? moved(to, v, 0) : to;
        }
        t.at[p] = to < p ? t.at[to] : draw(values);
    }
    return t;
}

static bool reads(const table *t, uint32_t variable) {
    for (uint32_t p = 0; p < POINTS; p++) {
        if (t->at[p] != t->at[moved(p, variable, 0)]) {
            return true;
        }
    }
    return false;
}

static void diagram__equal_functions_are_the_same_number(void) {
    room r;
    open_room(&r, 1u << 30);
    for (int i = 0; i < 200; i++) {
        table a = random_table(2), b = random_table(2);
        rp_dd f = build(&r, &a, 0, 0), g = build(&r, &b, 0, 0);
        CU_ASSERT_EQUAL(f == g, memcmp(&a, &b, sizeof a) == 0);
        CU_ASSERT_EQUAL(build(&r, &a, 0, 0), f);
        CU_ASSERT_EQUAL(rp_dd_or(&r.dd, f, g), rp_dd_not(&r.dd, rp_dd_and(&r.dd, rp_dd_not(&r.dd, f), rp_dd_not(&r.dd, g))));
        CU_ASSERT_EQUAL(rp_dd_not(&r.dd, rp_dd_not(&r.dd, f)), f);
        CU_ASSERT_EQUAL(rp_dd_or(&r.dd, f, rp_dd_not(&r.dd, f)), RP_DD_TRUE);
        CU_ASSERT_EQUAL(rp_dd_and(&r.dd, f, rp_dd_not(&r.dd, f)), RP_DD_FALSE);
    }
    CU_ASSERT_EQUAL(r.dd.status, REFPATH_OK);
    close_room(&r);
}

static void diagram__choosing_is_done_point_by_point(void) {
    room r;
    open_room(&r, 1u << 30);
    for (int i = 0; i < 200; i++) {
        table a = random_table(2), b = random_table(5), c = random_table(5);
        rp_dd f = rp_dd_choose(&r.dd, build(&r, &a, 0, 0), build(&r, &b, 0, 0), build(&r, &c, 0, 0));
        for (uint32_t p = 0; p < POINTS; p++) {
            CU_ASSERT_EQUAL(value_at(&r, f, p), a.at[p] ? b.at[p] : c.at[p]);
        }
    }
    close_room(&r);
}

static void diagram__a_split_whose_branches_are_alike_is_none(void) {
    room r;
    rp_dd same[3] = {RP_DD_TRUE, RP_DD_TRUE, RP_DD_TRUE};
    open_room(&r, 100);
    CU_ASSERT_EQUAL(rp_dd_split(&r.dd, 1, same), RP_DD_TRUE);
    CU_ASSERT_EQUAL(r.dd.nodes.n, 0);
    close_room(&r);
}

static void diagram__support_is_exactly_what_the_function_depends_on(void) {
    room r;
    open_room(&r, 1u << 30);
    for (int i = 0; i < 300; i++) {
        table t = random_table(3);
        rp_word found[1] = {0};
        rp_dd_support(&r.dd, build(&r, &t, 0, 0), found);
        for (uint32_t v = 0; v < VARIABLES; v++) {
            CU_ASSERT_EQUAL(rp_bits_has(found, v), reads(&t, v));
        }
    }
    close_room(&r);
}

static void diagram__restricting_fixes_one_variable_and_no_other(void) {
    room r;
    open_room(&r, 1u << 30);
    for (int i = 0; i < 200; i++) {
        table t = random_table(4);
        uint32_t v = draw(VARIABLES), b = draw(width[v]);
        rp_dd f = rp_dd_restrict(&r.dd, build(&r, &t, 0, 0), v, b);
        for (uint32_t p = 0; p < POINTS; p++) {
            CU_ASSERT_EQUAL(value_at(&r, f, p), t.at[moved(p, v, b)]);
        }
    }
    close_room(&r);
}

static void diagram__ends_are_the_values_each_once_ascending(void) {
    room r;
    open_room(&r, 1u << 30);
    for (int i = 0; i < 100; i++) {
        table t = random_table(9);
        bool has[9] = {false};
        uint32_t *values;
        size_t n, expected = 0;
        CU_ASSERT_EQUAL_FATAL(rp_dd_ends(&r.dd, build(&r, &t, 0, 0), &values, &n), REFPATH_OK);
        for (uint32_t p = 0; p < POINTS; p++) {
            has[t.at[p]] = true;
        }
        for (uint32_t v = 0; v < 9; v++) {
            expected += has[v];
        }
        CU_ASSERT_EQUAL(n, expected);
        for (size_t k = 0; k < n; k++) {
            CU_ASSERT_TRUE(has[values[k]]);
            CU_ASSERT_TRUE(k == 0 || values[k - 1] < values[k]);
        }
    }
    close_room(&r);
}

static void diagram__equals_is_true_where_the_end_is_that_value(void) {
    room r;
    table t;
    rp_dd f;
    open_room(&r, 1u << 30);
    t = random_table(4);
    for (uint32_t value = 0; value < 5; value++) {
        f = rp_dd_equals(&r.dd, build(&r, &t, 0, 0), value);
        for (uint32_t p = 0; p < POINTS; p++) {
            CU_ASSERT_EQUAL(value_at(&r, f, p), t.at[p] == value);
        }
    }
    close_room(&r);
}

/* Two functions put together under a budget; the work done is the same whenever it is done. */
static refpath_status work_under(uint64_t most_work, uint64_t *work) {
    room r;
    refpath_status status;
    open_room(&r, most_work);
    seed = 11;
    for (int i = 0; i < 50; i++) {
        table a = random_table(2), b = random_table(2);
        rp_dd f = rp_dd_and(&r.dd, build(&r, &a, 0, 0), build(&r, &b, 0, 0));
        if (r.dd.status != REFPATH_OK) {
            CU_ASSERT_EQUAL(f, RP_DD_FALSE);
        }
    }
    status = r.dd.status;
    *work = r.dd.work;
    close_room(&r);
    return status;
}

static void diagram__past_the_budget_every_call_gives_false_and_the_status_says_so(void) {
    uint64_t all, again, part;
    CU_ASSERT_EQUAL(work_under(1u << 30, &all), REFPATH_OK);
    CU_ASSERT_EQUAL(work_under(all, &again), REFPATH_OK);
    CU_ASSERT_EQUAL(all, again);
    CU_ASSERT_EQUAL(work_under(all - 1, &part), REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_EQUAL(work_under(1, &part), REFPATH_LIMIT_EXCEEDED);
}

static void diagram__many_nodes_are_still_found_again(void) {
    static const uint32_t wide[64] = {2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
                                      2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    rp_dd made[2] = {RP_DD_FALSE, RP_DD_FALSE}, literal[2] = {RP_DD_FALSE, RP_DD_TRUE};
    room r;
    open_room(&r, 1u << 30);
    r.dd.width = wide;
    for (int round = 0; round < 2; round++) { /* x0 x12 or x1 x13 or ...: exponential in this order */
        for (uint32_t i = 0; i < 12; i++) {
            rp_dd pair = rp_dd_and(&r.dd, rp_dd_split(&r.dd, i, literal), rp_dd_split(&r.dd, i + 12, literal));
            made[round] = rp_dd_or(&r.dd, made[round], pair);
        }
    }
    CU_ASSERT_TRUE(r.dd.nodes.n > 4096);
    CU_ASSERT_EQUAL(made[0], made[1]);
    close_room(&r);
}

RP_SUITE(RP_TEST(diagram__equal_functions_are_the_same_number), RP_TEST(diagram__choosing_is_done_point_by_point),
         RP_TEST(diagram__a_split_whose_branches_are_alike_is_none),
         RP_TEST(diagram__support_is_exactly_what_the_function_depends_on),
         RP_TEST(diagram__restricting_fixes_one_variable_and_no_other),
         RP_TEST(diagram__ends_are_the_values_each_once_ascending),
         RP_TEST(diagram__equals_is_true_where_the_end_is_that_value),
         RP_TEST(diagram__past_the_budget_every_call_gives_false_and_the_status_says_so),
         RP_TEST(diagram__many_nodes_are_still_found_again))
