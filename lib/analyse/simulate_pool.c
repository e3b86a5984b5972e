/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who comes first is taken first, as far as there is a free place, the window is not used up, and it is open. */
#include "analyse/simulate.h"

#include "base/check.h"

bool rp_sim_unlimited(const rp_simulation *k, uint32_t pool) {
    const rp_capacity *can = &k->t.pools.at[pool].can;
    return can->most == RP_UNLIMITED && can->at_once == 0;
}

static void meet(rp_sim_pool *pool, const rp_calendar *calendar) {
    pool->mixed = pool->mixed || (pool->met && pool->calendar != calendar);
    pool->calendar = pool->met ? pool->calendar : calendar;
    pool->met = true;
}

refpath_status rp_sim_join(rp_simulation *k, rp_sim_task *task) {
    const rp_sim_runner *runner = rp_sim_runner_of(task);
    rp_sim_pool *pool = &k->pools[runner->pool];
    meet(pool, runner->calendar);
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

/* When the pool could take one that has these hours; `now` where it can. RP_SIM_NEVER: when a place is free. */
static int64_t could_take(const rp_simulation *k, rp_sim_pool *pool, const rp_capacity *can, const rp_calendar *calendar) {
    if (can->at_once > 0 && pool->busy >= can->at_once) {
        return RP_SIM_NEVER;
    }
    if (can->most != RP_UNLIMITED) {
        int64_t length = can->window * RP_SECOND;
        if (pool->window != k->now / length) {
            pool->window = k->now / length;
            pool->used = 0;
        }
        if (pool->used >= can->most) {
            return can->most == 0 ? RP_SIM_NEVER : (pool->window + 1) * length;
        }
    }
    return rp_sim_open(calendar, k->now);
}

static void count_busy(const rp_simulation *k, rp_sim_pool *pool, int64_t lasts) {
    int64_t from = k->now > k->begin ? k->now : k->begin, until = k->now + lasts < k->end ? k->now + lasts : k->end;
    pool->busy_time += until > from ? until - from : 0;
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
        int64_t at = could_take(k, pool, can, rp_sim_runner_of(task)->calendar);
        next = task->next;
        if (at == k->now) {
            RP_TRY(take(k, number, task));
            continue;
        }
        wakes = at < wakes ? at : wakes;
        if (!pool->mixed || at == RP_SIM_NEVER) {
            break;
        }
    }
    if (wakes < pool->wakes) {
        pool->wakes = wakes;
        return rp_sim_event(k, RP_EVENT_WAKES, wakes, NULL, number);
    }
    return REFPATH_OK;
}

/* -- use -------------------------------------------------------------------------------------------------------------- */

static int64_t open_time(const rp_simulation *k, const rp_calendar *calendar) {
    int64_t open = 0;
    if (!calendar) {
        return k->end - k->begin;
    }
    for (size_t i = 0; i < calendar->spans.n; i++) {
        const struct rp_sim_span *span = &calendar->spans.at[i];
        int64_t from = span->from > k->begin ? span->from : k->begin, until = span->until < k->end ? span->until : k->end;
        open += until > from ? until - from : 0;
    }
    return open;
}

static int64_t share(uint64_t part, uint64_t whole) {
    return whole == 0 ? -1 : (int64_t)(part / whole * RP_MILLIONTHS) + rp_ppm(part % whole, whole);
}

int64_t rp_sim_use(const rp_simulation *k, uint32_t number) {
    const rp_sim_pool *pool = &k->pools[number];
    const rp_capacity *can = &k->t.pools.at[number].can;
    if (can->at_once > 0) { /* by seconds: a microsecond of so many at once would be too many */
        return share((uint64_t)(pool->busy_time / RP_SECOND), can->at_once * (uint64_t)(open_time(k, pool->calendar) / RP_SECOND));
    }
    if (can->most == RP_UNLIMITED) {
        return -1;
    }
    return share(pool->begun, can->most * (uint64_t)((k->end - k->begin) / RP_SECOND) / (uint64_t)can->window);
}
