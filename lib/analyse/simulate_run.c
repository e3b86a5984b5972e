/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* One run after the other: cases arrive by chance, events follow each other. */
#include "analyse/simulate.h"

#include "base/check.h"

#include <string.h>

#define OFTEN 4096 /* cases between two looks at the caller */

/* -- arrivals -------------------------------------------------------------------------------------------------------- */

static const rp_sim_arrival *choose_arrival(const rp_simulation *k, uint64_t drawn) {
    size_t low = 0, high = k->t.arrivals.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->arrivals[middle].upto > drawn) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return &k->arrivals[low];
}

static const rp_sim_part *choose_part(const rp_sim_arrival *arrival, rp_random *random) {
    size_t i = 0;
    uint64_t drawn;
    if (arrival->parts.n == 1) {
        return arrival->parts.at;
    }
    drawn = rp_random_below(random, arrival->parts.at[arrival->parts.n - 1].upto);
    while (arrival->parts.at[i].upto <= drawn) {
        i++;
    }
    return &arrival->parts.at[i];
}

static refpath_status arrive(rp_simulation *k, rp_random *random) {
    const rp_sim_arrival *arrival = choose_arrival(k, rp_random_below(random, k->per_week));
    rp_sim_case *c;
    RP_TRY(rp_sim_case_new(k, &c));
    c->at = k->now;
    c->measured = k->now >= k->begin;
    c->random = rp_random_of(k->seed, (uint64_t)k->run + 1, k->n_cases++);
    c->part = choose_part(arrival, &c->random);
    rp_sim_draw(c->part, &c->random, c->values);
    if (++k->cases % OFTEN == 0) {
        uint64_t all = k->per_week * (uint64_t)(k->weeks + k->warm_up) * k->runs;
        RP_TRY(rp_analysis_step(k->t.a, k->cases < all ? k->cases : all - 1, all));
    }
    RP_TRY(rp_analysis_work(k->t.a, 1 + c->part->n_axes + c->part->steps.n));
    return rp_sim_arrive(k, c);
}

/* -- events ----------------------------------------------------------------------------------------------------------- */

/* It reached its provider: it begins, or waits there; after some time another is asked. */
static refpath_status reach(rp_simulation *k, rp_sim_task *task) {
    uint32_t age = task->age;
    RP_TRY(rp_sim_join(k, task));
    if (task->age != age || !task->queued || task->opens == RP_SIM_NEVER) {
        return REFPATH_OK;
    }
    return rp_sim_event(k, RP_EVENT_NEXT, task->opens + task->patience, task, task->n_asked);
}

static refpath_status close_task(rp_simulation *k, rp_sim_task *task) {
    if (task->queued) {
        rp_sim_leave(k, task);
    }
    return task->begun ? REFPATH_OK : rp_sim_settle(k, task, RP_SIM_CLOSED);
}

static refpath_status happen(rp_simulation *k, const rp_event *event) {
    rp_sim_task *task = event->task;
    if (!task) {
        rp_sim_pool *pool = &k->pools[event->number];
        if (event->kind == RP_EVENT_ENDS) {
            pool->busy--;
        } else {
            pool->wakes = pool->wakes == event->at ? RP_SIM_NEVER : pool->wakes;
        }
        return rp_sim_advance(k, event->number);
    }
    if (task->age != event->age || (event->kind != RP_EVENT_CLOSES && task->n_asked != event->number)) {
        return REFPATH_OK; /* that is over */
    }
    switch (event->kind) {
    case RP_EVENT_REACHES: return reach(k, task);
    case RP_EVENT_BEGINS: return rp_sim_begin_unlimited(k, task, k->now);
    case RP_EVENT_NEXT: return task->begun ? REFPATH_OK : rp_sim_ask(k, task);
    case RP_EVENT_CLOSES: return close_task(k, task);
    default: return rp_sim_settle(k, task, RP_SIM_SERVED);
    }
}

static void start_run(rp_simulation *k) {
    k->now = 0;
    k->n_events = k->n_cases = 0;
    k->heap.n = 0;
    rp_sim_records_reset(k);
    for (size_t i = 0; i < k->lines.n; i++) {
        rp_figures_start(&k->lines.at[i].f);
    }
    for (size_t i = 0; i < k->t.pools.n; i++) {
        rp_sim_pool *pool = &k->pools[i];
        rp_figures_start(&pool->f);
        pool->busy = pool->used = pool->length = pool->begun = 0;
        pool->busy_time = pool->busy_rest = 0;
        pool->window = 0;
        pool->wakes = RP_SIM_NEVER;
        pool->first = pool->last = NULL;
    }
}

/* Asked for, and not settled. */
static void count_waiting(rp_figures *f) {
    uint64_t *n = f->run;
    n[RP_SIM_WAITING] = n[RP_SIM_ASKED] - n[RP_SIM_SERVED] - n[RP_SIM_REFUSED] - n[RP_SIM_WITHDRAWN] -
                        n[RP_SIM_UNANSWERED] - n[RP_SIM_CLOSED] - n[RP_SIM_NOBODY];
}

static void end_run(rp_simulation *k) {
    rp_sim_records_end(k);
    for (size_t i = 0; i < k->t.a->p->aims.entries.n; i++) {
        if (k->services[i].f.waits) {
            rp_figures_start(&k->services[i].f);
        }
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        rp_sim_line *line = &k->lines.at[i];
        const rp_step *step = &k->t.a->p->steps.at[line->step];
        count_waiting(&line->f);
        if (step->kind == RP_STEP_SERVICE) {
            rp_figures_join(&k->services[step->service].f, &line->f);
        }
        rp_figures_end(&line->f, k->run, k->runs);
    }
    for (size_t i = 0; i < k->t.a->p->aims.entries.n; i++) {
        if (k->services[i].f.waits) {
            rp_figures_end(&k->services[i].f, k->run, k->runs);
        }
    }
    for (uint32_t i = 0; i < k->t.pools.n; i++) {
        rp_figures *f = &k->pools[i].f;
        f->run[RP_SIM_WAITING] = k->pools[i].length;
        rp_figures_end(f, k->run, k->runs);
        f->measures[(size_t)RP_SIM_USE * k->runs + k->run] = rp_sim_use(k, i);
    }
}

static refpath_status run_once(rp_simulation *k) {
    rp_random random = rp_random_of(k->seed, 0, k->run);
    int64_t between = k->per_week > 0 ? RP_WEEK_LONG / (int64_t)k->per_week : 0;
    int64_t arrival = k->per_week > 0 ? rp_random_time(&random, between) : RP_SIM_NEVER;
    rp_event event;
    start_run(k);
    for (;;) {
        if (arrival < k->end && (k->heap.n == 0 || arrival <= k->heap.at[0].at)) {
            k->now = arrival;
            RP_TRY(arrive(k, &random));
            arrival += rp_random_time(&random, between);
            continue;
        }
        if (!rp_sim_next(k, &event) || event.at >= k->last) {
            break;
        }
        k->now = event.at;
        RP_TRY(rp_analysis_work(k->t.a, 1));
        RP_TRY(happen(k, &event));
    }
    end_run(k);
    return REFPATH_OK;
}

static refpath_status prepare_figures(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    k->services = RP_ARENA_ARRAY(a->arena, rp_sim_service, a->p->aims.entries.n + 1);
    k->pools = RP_ARENA_ARRAY(a->arena, rp_sim_pool, k->t.pools.n + 1);
    RP_HAVE(k->services);
    RP_HAVE(k->pools);
    for (size_t i = 0; i < k->t.pools.n; i++) {
        RP_TRY(rp_figures_init(a->arena, &k->pools[i].f, k->runs));
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        const rp_step *step = &a->p->steps.at[k->lines.at[i].step];
        if (step->kind == RP_STEP_SERVICE && !k->services[step->service].f.waits) {
            k->services[step->service].aim = step->service;
            RP_TRY(rp_figures_init(a->arena, &k->services[step->service].f, k->runs));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_sim_run(rp_simulation *k) {
    RP_TRY(prepare_figures(k));
    RP_TRY(rp_sim_meet(k));
    for (k->run = 0; k->run < k->runs; k->run++) {
        RP_TRY(rp_analysis_step(k->t.a, k->run, k->runs));
        RP_TRY(run_once(k));
    }
    return rp_analysis_step(k->t.a, 1, 1);
}
