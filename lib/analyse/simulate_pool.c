/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who comes first is taken first, as far as there is a free place, the window is not used up, and it is open. */
#include "analyse/simulate.h"

#include "base/check.h"

bool rp_sim_unlimited(const rp_simulation *k, uint32_t pool) {
    const rp_capacity *can = &k->t.pools.at[pool].can;
    return can->most == RP_UNLIMITED && can->at_once == 0;
}

/* -- hours ------------------------------------------------------------------------------------------------------------ */

static refpath_status meet(rp_simulation *k, const rp_sim_runner *runner) {
    rp_sim_pool *pool = &k->pools[runner->pool];
    const rp_calendar **slot;
    for (size_t i = 0; i < pool->hours.n; i++) {
        if (pool->hours.at[i] == runner->calendar) {
            return REFPATH_OK;
        }
    }
    slot = RP_LIST_ADD(k->t.a->arena, &pool->hours);
    RP_HAVE(slot);
    *slot = runner->calendar;
    return REFPATH_OK;
}

static refpath_status meet_part(rp_simulation *k, const rp_sim_part *part) {
    for (size_t i = 0; i < part->steps.n; i++) {
        for (size_t j = 0; j < part->steps.at[i].runners.n; j++) {
            RP_TRY(meet(k, &part->steps.at[i].runners.at[j]));
        }
    }
    return REFPATH_OK;
}

/* From one opening to the next closing after which nothing is open. */
static int64_t open_time(const rp_simulation *k, const rp_sim_pool *pool) {
    int64_t open = 0, at = k->begin;
    while (at < k->end) {
        int64_t from = RP_SIM_NEVER, until;
        for (size_t i = 0; i < pool->hours.n; i++) {
            int64_t opens = rp_sim_open(pool->hours.at[i], at);
            from = opens < from ? opens : from;
        }
        from = from < k->end ? from : k->end;
        until = from;
        for (size_t i = 0; i < pool->hours.n; i++) {
            int64_t shuts = rp_sim_shut(pool->hours.at[i], from);
            until = shuts > until ? shuts : until;
        }
        at = until < k->end ? until : k->end;
        open += at - from;
    }
    return open;
}

refpath_status rp_sim_meet(rp_simulation *k) {
    for (size_t i = 0; i < k->t.arrivals.n; i++) {
        for (size_t j = 0; j < k->arrivals[i].parts.n; j++) {
            RP_TRY(meet_part(k, &k->arrivals[i].parts.at[j]));
        }
    }
    for (size_t i = 0; i < k->t.pools.n; i++) {
        k->pools[i].open = open_time(k, &k->pools[i]);
    }
    return REFPATH_OK;
}

/* -- queues ----------------------------------------------------------------------------------------------------------- */

refpath_status rp_sim_join(rp_simulation *k, rp_sim_task *task) {
    const rp_sim_runner *runner = rp_sim_runner_of(task);
    rp_sim_pool *pool = &k->pools[runner->pool];
    task->opens = rp_sim_open(runner->calendar, k->now);
    task->queued = true;
    task->before = pool->last;
    task->next = NULL;
    if (pool->last) {
        pool->last->next = task;
    } else {
        pool->first = task;
    }
    pool->last = task;
    pool->length++;
    if (pool->length > pool->longest && k->now >= k->begin) {
        pool->longest = pool->length;
    }
    return rp_sim_advance(k, runner->pool);
}

void rp_sim_leave(rp_simulation *k, rp_sim_task *task) {
    rp_sim_pool *pool = &k->pools[rp_sim_runner_of(task)->pool];
    if (task->before) {
        task->before->next = task->next;
    } else {
        pool->first = task->next;
    }
    if (task->next) {
        task->next->before = task->before;
    } else {
        pool->last = task->before;
    }
    task->next = task->before = NULL;
    task->queued = false;
    pool->length--;
}

/* Whether the pool has room for one more; else *wakes is when it will. RP_SIM_NEVER: when a place is free. */
static bool has_room(const rp_simulation *k, rp_sim_pool *pool, const rp_capacity *can, int64_t *wakes) {
    *wakes = RP_SIM_NEVER;
    if (can->at_once > 0 && pool->busy >= can->at_once) {
        return false;
    }
    if (can->most != RP_UNLIMITED) {
        int64_t length = can->window * RP_SECOND;
        if (pool->window != k->now / length) {
            pool->window = k->now / length;
            pool->used = 0;
        }
        if (pool->used >= can->most) {
            *wakes = can->most == 0 ? RP_SIM_NEVER : (pool->window + 1) * length;
            return false;
        }
    }
    return true;
}

static void count_busy(const rp_simulation *k, rp_sim_pool *pool, int64_t lasts) {
    int64_t from = k->now > k->begin ? k->now : k->begin, until = k->now + lasts < k->end ? k->now + lasts : k->end;
    pool->busy_rest += until > from ? until - from : 0;
    pool->busy_time += pool->busy_rest / RP_SECOND; /* microseconds of so many at once would be too many */
    pool->busy_rest %= RP_SECOND;
    pool->begun += k->now >= k->begin && k->now < k->end;
}

static refpath_status take(rp_simulation *k, uint32_t number, rp_sim_task *task) {
    rp_sim_pool *pool = &k->pools[number];
    const rp_capacity *can = &k->t.pools.at[number].can;
    int64_t waited = k->now - task->opens, lasts;
    bool measured = task->of->measured;
    rp_sim_leave(k, task);
    RP_TRY(rp_sim_begin(k, task, k->now, &lasts));
    if (lasts < 0) {
        return REFPATH_OK;
    }
    if (measured) {
        rp_histogram_add(pool->f.waits, waited);
        pool->f.run[RP_SIM_SERVED]++;
    }
    count_busy(k, pool, lasts);
    pool->used++;
    if (can->at_once > 0) {
        pool->busy++;
        return rp_sim_event(k, RP_EVENT_ENDS, k->now + lasts, NULL, number);
    }
    return REFPATH_OK;
}

refpath_status rp_sim_advance(rp_simulation *k, uint32_t number) {
    rp_sim_pool *pool = &k->pools[number];
    const rp_capacity *can = &k->t.pools.at[number].can;
    int64_t wakes = RP_SIM_NEVER;
    rp_sim_task *next;
    for (rp_sim_task *task = pool->first; task; task = next) {
        int64_t at;
        bool room = has_room(k, pool, can, &at);
        next = task->next;
        at = room ? rp_sim_open(rp_sim_runner_of(task)->calendar, k->now) : at;
        if (room && at == k->now) {
            RP_TRY(take(k, number, task));
            continue;
        }
        wakes = at < wakes ? at : wakes;
        if (!room || pool->hours.n == 1) {
            break;
        }
        RP_TRY(rp_analysis_work(k->t.a, 1)); /* who has other hours may stand behind many */
    }
    if (wakes < pool->wakes) {
        pool->wakes = wakes;
        return rp_sim_event(k, RP_EVENT_WAKES, wakes, NULL, number);
    }
    return REFPATH_OK;
}

/* -- use -------------------------------------------------------------------------------------------------------------- */

static int64_t share(uint64_t part, uint64_t whole) {
    return whole == 0 ? -1 : rp_ppm_beyond(part, whole);
}

int64_t rp_sim_use(const rp_simulation *k, uint32_t number) {
    const rp_sim_pool *pool = &k->pools[number];
    const rp_capacity *can = &k->t.pools.at[number].can;
    if (can->at_once > 0) {
        return share((uint64_t)pool->busy_time, can->at_once * (uint64_t)(pool->open / RP_SECOND));
    }
    if (can->most == RP_UNLIMITED) {
        return -1;
    }
    return share(pool->begun, can->most * (uint64_t)((k->end - k->begin) / RP_SECOND) / (uint64_t)can->window);
}
