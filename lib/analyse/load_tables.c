/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/load.h"
#include "analyse/table.h"

#include "base/check.h"

#include <stdlib.h>

#define RATE "per-1000-weeks"

/* Millionths of a case a week as cases in a thousand weeks, the nearest number: what was rounded down before is not told. */
static uint64_t rate(uint64_t millionths) { return (millionths + 500) / 1000; }

static void put_served(rp_analysis *a, rp_tree *row, uint64_t demand, uint64_t served, uint64_t nobody) {
    if (demand > 0) {
        rp_row_number(a, row, "served-share", rp_ppm(served, demand));
    }
    rp_row_count(a, row, "demand", rate(demand));
    rp_row_count(a, row, "served", rate(served));
    rp_row_count(a, row, "overload", rate(demand - served - nobody));
    rp_row_count(a, row, "nobody", rate(nobody));
}

static void name_served(rp_analysis *a) {
    rp_table_column(a, "served-share", "ppm");
    rp_table_column(a, "demand", RATE);
    rp_table_column(a, "served", RATE);
    rp_table_column(a, "overload", RATE);
    rp_table_column(a, "nobody", RATE);
}

/* -- lines ----------------------------------------------------------------------------------------------------------- */

static int worst_line(const void *left, const void *right) {
    const rp_load_line *a = left, *b = right;
    uint64_t x = a->demand - a->served, y = b->demand - b->served;
    if (x != y) {
        return x > y ? -1 : 1;
    }
    return a->arrival != b->arrival ? (a->arrival < b->arrival ? -1 : 1) : (a->step > b->step) - (a->step < b->step);
}

static void write_lines(rp_load *k) {
    rp_analysis *a = k->t.a;
    rp_table_begin(a, "demand");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "kind", NULL);
    rp_table_column(a, "step", NULL);
    name_served(a);
    rp_table_column(a, "contested", NULL);
    if (k->lines.n > 1) {
        qsort(k->lines.at, k->lines.n, sizeof *k->lines.at, worst_line);
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        const rp_load_line *line = &k->lines.at[i];
        const rp_arrival *arrival = &k->t.arrivals.at[line->arrival];
        rp_tree *row = rp_table_row(a);
        rp_row_place(a, row, "place", arrival->place);
        rp_row_text(a, row, "kind", arrival->kind->id);
        rp_row_text(a, row, "step", a->p->steps.at[line->step].id);
        put_served(a, row, line->demand, line->served, line->nobody);
        rp_row_flag(a, row, "contested", line->contested);
    }
}

/* -- services -------------------------------------------------------------------------------------------------------- */

typedef struct rp_load_service {
    uint32_t aim;
    uint64_t demand, served, nobody;
} rp_load_service;

static int worst_service(const void *left, const void *right) {
    const rp_load_service *a = left, *b = right;
    uint64_t x = a->demand - a->served, y = b->demand - b->served;
    if (x != y) {
        return x > y ? -1 : 1;
    }
    return (a->aim > b->aim) - (a->aim < b->aim);
}

static refpath_status write_services(rp_load *k) {
    rp_analysis *a = k->t.a;
    size_t n = a->p->aims.entries.n;
    rp_load_service *all = RP_ARENA_ARRAY(a->arena, rp_load_service, n + 1);
    RP_HAVE(all);
    for (uint32_t i = 0; i < n; i++) {
        all[i].aim = i;
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        const rp_load_line *line = &k->lines.at[i];
        const rp_step *step = &a->p->steps.at[line->step];
        if (step->kind == RP_STEP_SERVICE) {
            all[step->service].demand += line->demand;
            all[step->service].served += line->served;
            all[step->service].nobody += line->nobody;
        }
    }
    if (n > 1) {
        qsort(all, n, sizeof *all, worst_service);
    }
    rp_table_begin(a, "by-service");
    rp_table_column(a, "service", NULL);
    name_served(a);
    for (size_t i = 0; i < n; i++) {
        if (all[i].demand > 0) {
            rp_tree *row = rp_table_row(a);
            rp_row_aim(a, row, "service", all[i].aim);
            put_served(a, row, all[i].demand, all[i].served, all[i].nobody);
        }
    }
    return REFPATH_OK;
}

/* -- providers ------------------------------------------------------------------------------------------------------- */

typedef struct rp_load_order {
    uint32_t pool;
    uint64_t missing, most, first;
    bool full;
} rp_load_order;

/* a / b against c / d, where b and d are at least 1. */
static int compare_shares(uint64_t a, uint64_t b, uint64_t c, uint64_t d) {
    int64_t x = rp_ppm(a < b ? a : b, b), y = rp_ppm(c < d ? c : d, d);
    return (x > y) - (x < y);
}

/* Bottlenecks, then what is asked first beyond its capacity, then the fullest. */
static int worst_pool(const void *left, const void *right) {
    const rp_load_order *a = left, *b = right;
    int order;
    if (a->full != b->full) {
        return a->full ? -1 : 1;
    }
    if (a->missing != b->missing) {
        return a->missing > b->missing ? -1 : 1;
    }
    order = compare_shares(b->first, b->most > 0 ? b->most : 1, a->first, a->most > 0 ? a->most : 1);
    return order ? order : (a->pool > b->pool) - (a->pool < b->pool);
}

static void write_pool(rp_load *k, const rp_load_order *one) {
    rp_analysis *a = k->t.a;
    const rp_pool *pool = &k->t.pools.at[one->pool];
    const rp_load_pool *of = &k->pools[one->pool];
    rp_tree *row = rp_table_row(a);
    rp_row_who(a, row, "actor", pool->who);
    rp_row_text(a, row, "offer", rp_offer_id(a->p, pool->offer));
    if (of->most != RP_UNLIMITED) {
        rp_row_count(a, row, "capacity", rate(of->most));
    }
    rp_row_count(a, row, "asked-first", rate(of->first));
    if (of->most != RP_UNLIMITED && of->most > 0) {
        rp_row_count(a, row, "asked-first-share", (uint64_t)rp_ppm_beyond(of->first, of->most));
    }
    rp_row_count(a, row, "alone", rate(of->alone));
    rp_row_count(a, row, "carried", rate(of->carried));
    if (of->most != RP_UNLIMITED && of->most > 0) {
        rp_row_count(a, row, "use-share", (uint64_t)rp_ppm_beyond(of->carried, of->most));
    }
    rp_row_flag(a, row, "full", of->full);
    rp_row_count(a, row, "missing", rate(of->missing));
}

static void name_providers(rp_analysis *a) {
    rp_table_begin(a, "providers");
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "offer", NULL);
    rp_table_column(a, "capacity", RATE);
    rp_table_column(a, "asked-first", RATE);
    rp_table_column(a, "asked-first-share", "ppm");
    rp_table_column(a, "alone", RATE);
    rp_table_column(a, "carried", RATE);
    rp_table_column(a, "use-share", "ppm");
    rp_table_column(a, "full", NULL);
    rp_table_column(a, "missing", RATE);
}

static refpath_status write_providers(rp_load *k) {
    rp_analysis *a = k->t.a;
    size_t n = k->t.pools.n;
    rp_load_order *order = RP_ARENA_ARRAY(a->arena, rp_load_order, n + 1);
    RP_HAVE(order);
    for (uint32_t i = 0; i < n; i++) {
        const rp_load_pool *of = &k->pools[i];
        order[i] = (rp_load_order){i, of->missing, of->most, of->most == RP_UNLIMITED ? 0 : of->first, of->full};
    }
    if (n > 1) {
        qsort(order, n, sizeof *order, worst_pool);
    }
    name_providers(a);
    for (size_t i = 0; i < n; i++) {
        write_pool(k, &order[i]);
    }
    return REFPATH_OK;
}

refpath_status rp_load_tables(rp_load *k) {
    rp_analysis *a = k->t.a;
    rp_table_begin(a, "load");
    name_served(a);
    put_served(a, rp_table_row(a), k->demand, k->served, k->nobody);
    write_lines(k);
    RP_TRY(write_services(k));
    return write_providers(k);
}
