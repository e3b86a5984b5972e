/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Drawdown: several are gone at once, a component, an agency, a place. Which cases lose what, and what would repair it. */
#include "analyse/drawdown.h"

#include "analyse/table.h"
#include "base/check.h"

#include <string.h>

/* -- what is lost ------------------------------------------------------------------------------------------------------ */

refpath_status rp_drawdown_lines(rp_drawdown *d, const rp_affected *at, rp_loss_set set, rp_failures *to, bool *any) {
    rp_ground g;
    rp_without w = {.ground = &g, .sets = {set}, .n_sets = 1};
    const rp_loss nothing = {RP_LOSE_NOTHING, RP_NONE, RP_NONE};
    const rp_failure like = {.first = nothing, .second = nothing};
    refpath_status status = rp_ground_open(&d->k, at->kind, at->place, &g);
    *any = false;
    if (status == REFPATH_OK) {
        status = rp_without_open(&w);
        status = status == REFPATH_OK ? rp_without_lines(&w, d->steps, &like, to, any) : status;
        rp_without_close(&w);
    }
    rp_ground_close(&g);
    return status;
}

/*
 * Whether something of it stands in a plan there. If everything is as before with all of it gone, it is so with any part of it:
 * only who gives a service beside others may be gone then.
 */
static refpath_status is_named(rp_drawdown *d, const rp_affected *at, bool *named) {
    rp_ground g;
    refpath_status status = rp_ground_open(&d->k, at->kind, at->place, &g);
    *named = false;
    if (status == REFPATH_OK) {
        rp_without w = {.ground = &g, .sets = {{d->gone.at, d->gone.n}}, .n_sets = 1};
        status = rp_without_open(&w);
        for (size_t i = 0; i < w.views.n && status == REFPATH_OK && !*named; i++) {
            const rp_view *view = &w.views.at[i];
            for (size_t e = 0; e < view->piece->s->plan.steps.n; e++) {
                const rp_result *before = &view->piece->steps[e].outcome, *after = &view->of[0][e];
                *named = *named || (view->piece->steps[e].race.due != RP_DD_FALSE && memcmp(before, after, sizeof *after) != 0);
            }
        }
        rp_without_close(&w);
    }
    rp_ground_close(&g);
    return status;
}

static refpath_status look(rp_drawdown *d, rp_failures *lost) {
    rp_analysis *a = d->k.a;
    uint64_t done = 0, total = (uint64_t)a->study.kinds.n * a->study.places.n;
    rp_loss_set all = {d->gone.at, d->gone.n};
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (size_t j = 0; j < a->study.kinds.n; j++) {
            rp_affected at = {&a->study.kinds.at[j], a->study.places.at[i]}, *slot;
            bool any, named;
            RP_TRY(rp_analysis_step(a, done++, total));
            RP_TRY(is_named(d, &at, &named));
            if (!named) {
                continue;
            }
            RP_TRY(rp_drawdown_lines(d, &at, all, lost, &any));
            slot = RP_LIST_ADD(a->arena, &d->affected);
            RP_HAVE(slot);
            *slot = at;
        }
    }
    return rp_analysis_step(a, total, total);
}

/* -- the answer ---------------------------------------------------------------------------------------------------------- */

static refpath_status write_repair(rp_drawdown *d, bool some_lost) {
    rp_analysis *a = d->k.a;
    bool *back = RP_ARENA_ARRAY(a->arena, bool, d->gone.n + 1), exact = true;
    RP_HAVE(back);
    if (some_lost) {
        RP_TRY(rp_drawdown_repair(d, back, &exact));
    }
    rp_write_flag(&a->asking.o, a->root, exact ? "repair-smallest" : "repair-bound-met");
    rp_table_begin(a, "repair");
    rp_element_columns(a, false);
    rp_element_last_column(a, false);
    for (size_t i = 0; i < d->gone.n; i++) {
        if (back[i]) {
            rp_row_element(a, rp_table_row(a), &d->gone.at[i], false);
        }
    }
    return REFPATH_OK;
}

static void write_gone(rp_drawdown *d) {
    rp_analysis *a = d->k.a;
    rp_table_begin(a, "without");
    rp_element_columns(a, false);
    rp_element_last_column(a, false);
    for (size_t i = 0; i < d->gone.n; i++) {
        rp_row_element(a, rp_table_row(a), &d->gone.at[i], false);
    }
}

refpath_status rp_analyse_drawdown(rp_analysis *a) {
    rp_drawdown d;
    rp_failures lost = {NULL, 0, 0};
    memset(&d, 0, sizeof d);
    RP_TRY(rp_failing_init(&d.k, a));
    d.k.posts = d.k.whole_ways = true;
    RP_TRY(rp_drawdown_read(&d));
    RP_TRY(rp_studied_steps(a, &d.steps));
    RP_TRY(look(&d, &lost));
    rp_failures_sort(&lost);
    rp_write_failures(a, "drawdown", &lost, 0);
    RP_TRY(write_repair(&d, lost.n > 0));
    write_gone(&d);
    return REFPATH_OK;
}
