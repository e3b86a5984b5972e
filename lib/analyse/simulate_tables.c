/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/simulate.h"
#include "analyse/table.h"

#include "base/check.h"

#include <stdlib.h>

/* A measure, and half the width of its interval beside it. */
typedef struct rp_told {
    rp_sim_measure measure;
    const char *column, *width, *unit;
} rp_told;

static const rp_told waits[] = {
    {RP_SIM_MEAN, "wait-mean", "wait-mean-within", "s"},
    {RP_SIM_MEDIAN, "wait-median", "wait-median-within", "s"},
    {RP_SIM_P90, "wait-p90", "wait-p90-within", "s"},
};
static const rp_told shares[] = {
    {RP_SIM_SERVED_SHARE, "served-share", "served-share-within", "ppm"},
    {RP_SIM_TARGET_SHARE, "target-missed-share", "target-missed-share-within", "ppm"},
    {RP_SIM_LIMIT_SHARE, "limit-missed-share", "limit-missed-share-within", "ppm"},
};
static const rp_told use[] = {{RP_SIM_USE, "use-share", "use-share-within", "ppm"}};

typedef struct rp_counted {
    rp_sim_count count;
    const char *column;
} rp_counted;

static const rp_counted counted[] = {
    {RP_SIM_ASKED, "asked"},           {RP_SIM_SERVED, "served"},   {RP_SIM_REFUSED, "refused"},
    {RP_SIM_WITHDRAWN, "withdrawn"},   {RP_SIM_UNANSWERED, "unanswered"}, {RP_SIM_CLOSED, "closed"},
    {RP_SIM_NOBODY, "nobody"},         {RP_SIM_WAITING, "waiting"}, {RP_SIM_ESCALATED, "escalated"},
};
static const rp_counted of_pools[] = {
    {RP_SIM_ASKED, "asked"}, {RP_SIM_SERVED, "served"}, {RP_SIM_UNANSWERED, "unanswered"}, {RP_SIM_WAITING, "waiting"},
};

#define N(list) (sizeof(list) / sizeof *(list))

static void name_told(rp_analysis *a, const rp_told *told, size_t n) {
    for (size_t i = 0; i < n; i++) {
        rp_table_column(a, told[i].column, told[i].unit);
        rp_table_column(a, told[i].width, told[i].unit);
    }
}

static void name_counted(rp_analysis *a, const rp_counted *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        rp_table_column(a, list[i].column, "cases");
    }
}

/* Milliseconds as seconds: a value rounded down, a width up. */
static void put_told(rp_simulation *k, rp_tree *row, const rp_figures *f, const rp_told *told, size_t n) {
    for (size_t i = 0; i < n; i++) {
        rp_estimate e;
        int64_t by = told[i].unit[0] == 's' ? 1000 : 1;
        if (!rp_estimate_of(f->measures + (size_t)told[i].measure * k->runs, k->runs, &e)) {
            continue;
        }
        rp_row_number(k->t.a, row, told[i].column, e.mean / by);
        if (e.plus_minus >= 0) {
            rp_row_number(k->t.a, row, told[i].width, (e.plus_minus + by - 1) / by);
        }
    }
}

static void put_counted(rp_simulation *k, rp_tree *row, const rp_figures *f, const rp_counted *list, size_t n) {
    for (size_t i = 0; i < n; i++) {
        rp_row_count(k->t.a, row, list[i].column, f->total[list[i].count]);
    }
}

/* -- steps and services ------------------------------------------------------------------------------------------------ */

/* First who has the largest part not served; of as many, where it takes longest. */
static int64_t mean_of(const rp_simulation *k, const rp_figures *f, rp_sim_measure measure) {
    rp_estimate e;
    return rp_estimate_of(f->measures + (size_t)measure * k->runs, k->runs, &e) ? e.mean : -1;
}

typedef struct rp_sim_order {
    uint32_t number;
    int64_t served, wait, use;
} rp_sim_order;

static int worst(const void *left, const void *right) {
    const rp_sim_order *a = left, *b = right;
    if (a->use != b->use) {
        return a->use > b->use ? -1 : 1;
    }
    if (a->served != b->served) {
        return a->served < b->served ? -1 : 1;
    }
    return a->wait != b->wait ? (a->wait > b->wait ? -1 : 1) : (a->number > b->number) - (a->number < b->number);
}

static refpath_status order_new(rp_simulation *k, size_t n, rp_sim_order **order) {
    *order = RP_ARENA_ARRAY(k->t.a->arena, rp_sim_order, n + 1);
    RP_HAVE(*order);
    return REFPATH_OK;
}

static void order_sort(rp_sim_order *order, size_t n) {
    if (n > 1) {
        qsort(order, n, sizeof *order, worst);
    }
}

static void put_figures(rp_simulation *k, rp_tree *row, const rp_figures *f) {
    put_told(k, row, f, waits, N(waits));
    put_told(k, row, f, shares, N(shares));
    put_counted(k, row, f, counted, N(counted));
}

static void name_figures(rp_analysis *a) {
    name_told(a, waits, N(waits));
    name_told(a, shares, N(shares));
    name_counted(a, counted, N(counted));
}

static refpath_status write_lines(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    size_t n = 0;
    rp_sim_order *order;
    RP_TRY(order_new(k, k->lines.n, &order));
    for (uint32_t i = 0; i < k->lines.n; i++) {
        const rp_figures *f = &k->lines.at[i].f;
        if (f->total[RP_SIM_ASKED] > 0) {
            order[n++] = (rp_sim_order){i, mean_of(k, f, RP_SIM_SERVED_SHARE), mean_of(k, f, RP_SIM_MEAN), 0};
        }
    }
    order_sort(order, n);
    rp_table_begin(a, "simulated");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "step", NULL);
    name_figures(a);
    for (size_t i = 0; i < n; i++) {
        const rp_sim_line *line = &k->lines.at[order[i].number];
        rp_tree *row = rp_table_row(a);
        rp_row_place(a, row, "place", line->place);
        rp_row_text(a, row, "step", a->p->steps.at[line->step].id);
        put_figures(k, row, &line->f);
    }
    return REFPATH_OK;
}

static refpath_status write_services(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    size_t n = 0;
    rp_sim_order *order;
    RP_TRY(order_new(k, a->p->aims.entries.n, &order));
    for (uint32_t i = 0; i < a->p->aims.entries.n; i++) {
        const rp_figures *f = &k->services[i].f;
        if (f->total[RP_SIM_ASKED] > 0) {
            order[n++] = (rp_sim_order){i, mean_of(k, f, RP_SIM_SERVED_SHARE), mean_of(k, f, RP_SIM_MEAN), 0};
        }
    }
    order_sort(order, n);
    rp_table_begin(a, "simulated-services");
    rp_table_column(a, "service", NULL);
    name_figures(a);
    for (size_t i = 0; i < n; i++) {
        rp_tree *row = rp_table_row(a);
        rp_row_aim(a, row, "service", order[i].number);
        put_figures(k, row, &k->services[order[i].number].f);
    }
    return REFPATH_OK;
}

/* -- providers --------------------------------------------------------------------------------------------------------- */

static const rp_told queues[] = {
    {RP_SIM_MEAN, "queue-mean", "queue-mean-within", "s"},
    {RP_SIM_P90, "queue-p90", "queue-p90-within", "s"},
};

static refpath_status write_pools(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    size_t n = 0;
    rp_sim_order *order;
    RP_TRY(order_new(k, k->t.pools.n, &order));
    for (uint32_t i = 0; i < k->t.pools.n; i++) {
        const rp_figures *f = &k->pools[i].f;
        if (f->total[RP_SIM_ASKED] > 0) {
            order[n++] = (rp_sim_order){i, 0, mean_of(k, f, RP_SIM_MEAN), mean_of(k, f, RP_SIM_USE)};
        }
    }
    order_sort(order, n);
    rp_table_begin(a, "simulated-providers");
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "offer", NULL);
    name_told(a, use, N(use));
    name_told(a, queues, N(queues));
    rp_table_column(a, "longest-queue", "cases");
    name_counted(a, of_pools, N(of_pools));
    for (size_t i = 0; i < n; i++) {
        const rp_pool *pool = &k->t.pools.at[order[i].number];
        const rp_sim_pool *of = &k->pools[order[i].number];
        rp_tree *row = rp_table_row(a);
        rp_row_who(a, row, "actor", pool->who);
        rp_row_text(a, row, "offer", rp_offer_id(a->p, pool->offer));
        put_told(k, row, &of->f, use, N(use));
        put_told(k, row, &of->f, queues, N(queues));
        rp_row_count(a, row, "longest-queue", of->longest);
        put_counted(k, row, &of->f, of_pools, N(of_pools));
    }
    return REFPATH_OK;
}

refpath_status rp_sim_tables(rp_simulation *k) {
    RP_TRY(write_lines(k));
    RP_TRY(write_services(k));
    return write_pools(k);
}
