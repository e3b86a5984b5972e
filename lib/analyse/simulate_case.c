/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What becomes of a case: which steps it needs, whom each asks, when help begins, how each ends. */
#include "analyse/simulate.h"

#include "base/check.h"

#include <string.h>

const rp_sim_step *rp_sim_step_of(const rp_sim_task *task) { return &task->of->part->steps.at[task->step]; }

const rp_sim_runner *rp_sim_runner_of(const rp_sim_task *task) {
    return &rp_sim_step_of(task)->runners.at[task->asked[task->n_asked - 1]];
}

static bool holds(const rp_sim_case *c, uint32_t test) { return rp_sim_holds(c->part, c->values, test); }

/* -- figures of one step --------------------------------------------------------------------------------------------- */

static rp_figures *figures(rp_simulation *k, const rp_sim_case *c, uint32_t step) {
    return &k->lines.at[c->part->steps.at[step].line].f;
}

static void count(rp_simulation *k, const rp_sim_case *c, uint32_t step, rp_sim_count what) {
    if (c->measured) {
        figures(k, c, step)->run[what]++;
    }
}

/* Targets are those of the visit at which it is given. */
static const rp_sim_step *visit_of(const rp_sim_case *c, uint32_t step) {
    const rp_sim_step *visit = &c->part->steps.at[step];
    while (visit->host != RP_NONE && c->states[visit->host] != RP_SIM_NOT_DUE) {
        visit = &c->part->steps.at[visit->host];
    }
    return visit;
}

/* `at` RP_SIM_NEVER: help never began. */
static void judge(rp_simulation *k, const rp_sim_case *c, uint32_t step, int64_t at) {
    const rp_sim_step *own = &c->part->steps.at[step], *visit = visit_of(c, step);
    bool any = false, missed = false;
    for (size_t i = 0; i < visit->targets.n; i++) {
        if (holds(c, visit->targets.at[i].counts)) {
            any = true;
            missed = missed || at > c->at + visit->targets.at[i].within;
        }
    }
    figures(k, c, step)->run[RP_SIM_TARGETS] += any;
    figures(k, c, step)->run[RP_SIM_TARGET_MISSED] += missed;
    any = missed = false;
    for (size_t i = 0; i < own->limits.n; i++) {
        if (holds(c, own->limits.at[i].counts)) {
            any = true;
            missed = missed || at > c->at + own->limits.at[i].within;
        }
    }
    figures(k, c, step)->run[RP_SIM_LIMITS] += any;
    figures(k, c, step)->run[RP_SIM_LIMIT_MISSED] += missed;
}

static void count_served(rp_simulation *k, const rp_sim_case *c, uint32_t step, int64_t ready, int64_t at) {
    if (c->measured) {
        figures(k, c, step)->run[RP_SIM_SERVED]++;
        rp_histogram_add(figures(k, c, step)->waits, at - ready);
        judge(k, c, step, at);
    }
}

/* -- times of a step -------------------------------------------------------------------------------------------------- */

/* One step is closed by the first of its limits; those that are one when all are. */
static int64_t closes(const rp_sim_case *c, const rp_sim_step *step) {
    int64_t all = INT64_MIN;
    for (size_t i = 0; i < step->each.n; i++) {
        int64_t first = RP_SIM_NEVER;
        if (!holds(c, step->each.at[i])) {
            continue;
        }
        for (size_t j = 0; j < step->limits.n; j++) {
            const rp_sim_finish *limit = &step->limits.at[j];
            if (limit->closes && limit->of == i && c->at + limit->within < first && holds(c, limit->counts)) {
                first = c->at + limit->within;
            }
        }
        all = first > all ? first : all;
    }
    return all == INT64_MIN ? RP_SIM_NEVER : all;
}

static int64_t patience(const rp_simulation *k, const rp_sim_case *c, const rp_sim_step *step) {
    int64_t least = RP_SIM_NEVER;
    for (size_t i = 0; i < step->escalates.n; i++) {
        if (step->escalates.at[i].within < least && holds(c, step->escalates.at[i].counts)) {
            least = step->escalates.at[i].within;
        }
    }
    return least == RP_SIM_NEVER ? k->patience : least;
}

/* -- whom it asks ------------------------------------------------------------------------------------------------------ */

static bool was_asked(const rp_sim_task *task, uint32_t runner) {
    for (uint32_t i = 0; i < task->n_asked; i++) {
        if (task->asked[i] == runner) {
            return true;
        }
    }
    return false;
}

static bool gives(const rp_sim_case *c, uint32_t step, uint32_t who) {
    const rp_sim_step *of = &c->part->steps.at[step];
    for (size_t i = 0; i < of->runners.n; i++) {
        if (of->runners.at[i].who == who && holds(c, of->runners.at[i].can)) {
            return true;
        }
    }
    return false;
}

/* How many of the steps to be given at the same visit it gives too. */
static uint32_t gives_also(const rp_sim_case *c, const rp_sim_step *step, uint32_t who) {
    uint32_t n = 0;
    for (size_t i = 0; i < step->hosted.n; i++) {
        n += c->states[step->hosted.at[i]] == RP_SIM_BEFORE && gives(c, step->hosted.at[i], who);
    }
    return n;
}

static uint32_t choose(const rp_simulation *k, const rp_sim_task *task) {
    const rp_sim_step *step = rp_sim_step_of(task);
    uint32_t best = RP_NONE, best_also = 0;
    int64_t best_at = 0;
    for (uint32_t i = 0; i < step->runners.n && task->n_asked < RP_MOST_ASKED; i++) {
        const rp_sim_runner *runner = &step->runners.at[i];
        uint32_t also;
        int64_t at;
        if (!holds(task->of, runner->can) || was_asked(task, i)) {
            continue;
        }
        if (step->role) {
            return i;
        }
        also = gives_also(task->of, step, runner->who);
        at = rp_sim_open(runner->calendar, k->now + runner->away);
        if (best == RP_NONE || also > best_also || (also == best_also && at < best_at)) {
            best = i;
            best_also = also;
            best_at = at;
        }
    }
    return best;
}

/* It answers, and nothing keeps it: help begins when the way is done and it is open. Where nothing waits for that, it is told now. */
static refpath_status go_to_unlimited(rp_simulation *k, rp_sim_task *task) {
    const rp_sim_runner *runner = rp_sim_runner_of(task);
    int64_t at = rp_sim_open(runner->calendar, k->now + runner->away);
    if (at >= k->last || at > task->closes) {
        return REFPATH_OK; /* its limit closes it, or the end of the run */
    }
    if (rp_sim_step_of(task)->leads.n == 0) {
        return rp_sim_begin_unlimited(k, task, at);
    }
    return rp_sim_event(k, RP_EVENT_BEGINS, at, task, task->n_asked);
}

refpath_status rp_sim_ask(rp_simulation *k, rp_sim_task *task) {
    uint32_t runner = choose(k, task);
    rp_sim_case *c = task->of;
    rp_sim_pool *pool;
    RP_TRY(rp_analysis_work(k->t.a, rp_sim_step_of(task)->runners.n));
    if (runner == RP_NONE) {
        return task->queued ? REFPATH_OK : rp_sim_settle(k, task, task->n_asked > 0 ? RP_SIM_UNANSWERED : RP_SIM_NOBODY);
    }
    if (task->n_asked > 0) {
        count(k, c, task->step, RP_SIM_ESCALATED);
    }
    if (task->queued) {
        rp_sim_leave(k, task);
    }
    task->asked[task->n_asked++] = runner;
    pool = &k->pools[rp_sim_runner_of(task)->pool];
    pool->f.run[RP_SIM_ASKED] += c->measured;
    if (rp_random_ppm(&c->random, k->no_answer)) {
        pool->f.run[RP_SIM_UNANSWERED] += c->measured;
        return rp_sim_event(k, RP_EVENT_NEXT, k->now + task->patience, task, task->n_asked);
    }
    if (rp_sim_unlimited(k, rp_sim_runner_of(task)->pool)) {
        return go_to_unlimited(k, task);
    }
    return rp_sim_event(k, RP_EVENT_REACHES, k->now + rp_sim_runner_of(task)->away, task, task->n_asked);
}

/* -- from step to step ------------------------------------------------------------------------------------------------- */

static bool goes_on(const rp_sim_case *c, uint32_t step) {
    return c->states[step] == RP_SIM_BEFORE || c->states[step] == RP_SIM_GOES_ON;
}

static bool is_ready(const rp_sim_case *c, uint32_t number) {
    const rp_sim_step *step = &c->part->steps.at[number];
    if (c->states[number] != RP_SIM_BEFORE || (step->host != RP_NONE && goes_on(c, step->host))) {
        return false;
    }
    for (size_t i = 0; i < step->after.n; i++) {
        if (goes_on(c, step->after.at[i])) {
            return false;
        }
    }
    return true;
}

static refpath_status begin_step(rp_simulation *k, rp_sim_case *c, uint32_t step) {
    rp_sim_task *task;
    uint32_t age;
    RP_TRY(rp_sim_task_new(k, &task));
    age = task->age;
    task->of = c;
    task->step = step;
    task->ready = k->now;
    task->closes = closes(c, rp_sim_step_of(task));
    task->patience = patience(k, c, rp_sim_step_of(task));
    c->states[step] = RP_SIM_GOES_ON;
    count(k, c, step, RP_SIM_ASKED);
    if (rp_random_ppm(&c->random, k->refusal)) {
        return rp_sim_settle(k, task, RP_SIM_REFUSED);
    }
    if (task->closes < k->now) {
        return rp_sim_settle(k, task, RP_SIM_CLOSED);
    }
    RP_TRY(rp_sim_ask(k, task));
    return task->age == age && task->closes != RP_SIM_NEVER ? rp_sim_event(k, RP_EVENT_CLOSES, task->closes, task, 0)
                                                            : REFPATH_OK;
}

/* Held while steps begin, as what begins may end at once. */
static void let_go(rp_simulation *k, rp_sim_case *c) {
    if (--c->left == 0) {
        rp_sim_case_free(k, c);
    }
}

/* What waited for a step can begin; what came at its visit has ended with it, and others may have waited for that. */
static refpath_status lead_on(rp_simulation *k, rp_sim_case *c, uint32_t number) {
    const rp_sim_step *step = &c->part->steps.at[number];
    for (size_t i = 0; i < step->leads.n; i++) {
        if (is_ready(c, step->leads.at[i])) {
            RP_TRY(begin_step(k, c, step->leads.at[i]));
        }
    }
    for (size_t i = 0; i < step->hosted.n; i++) {
        if (c->states[step->hosted.at[i]] == RP_SIM_SETTLED) {
            RP_TRY(lead_on(k, c, step->hosted.at[i]));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_sim_settle(rp_simulation *k, rp_sim_task *task, rp_sim_count how) {
    rp_sim_case *c = task->of;
    uint32_t step = task->step;
    if (how != RP_SIM_SERVED) {
        count(k, c, step, how);
        if (c->measured && how != RP_SIM_REFUSED && how != RP_SIM_WITHDRAWN) {
            judge(k, c, step, RP_SIM_NEVER);
        }
    }
    c->states[step] = RP_SIM_SETTLED;
    rp_sim_task_free(k, task);
    RP_TRY(lead_on(k, c, step));
    let_go(k, c);
    return REFPATH_OK;
}

refpath_status rp_sim_arrive(rp_simulation *k, rp_sim_case *c) {
    c->left = 1;
    for (uint32_t i = 0; i < c->part->steps.n; i++) {
        bool due = holds(c, c->part->steps.at[i].due);
        c->states[i] = due ? RP_SIM_BEFORE : RP_SIM_NOT_DUE;
        c->left += due;
    }
    for (uint32_t i = 0; i < c->part->steps.n; i++) {
        if (is_ready(c, i)) {
            RP_TRY(begin_step(k, c, i));
        }
    }
    let_go(k, c);
    return REFPATH_OK;
}

/* -- help -------------------------------------------------------------------------------------------------------------- */

/* What the same one gives at this visit needs no other, and what is given with that neither. */
static void give_also(rp_simulation *k, rp_sim_task *task, const rp_sim_step *visit, int64_t at) {
    rp_sim_case *c = task->of;
    uint32_t who = rp_sim_runner_of(task)->who;
    for (size_t n = 0; n < visit->hosted.n; n++) {
        uint32_t i = visit->hosted.at[n];
        const rp_sim_step *step = &c->part->steps.at[i];
        if (c->states[i] != RP_SIM_BEFORE || !gives(c, i, who)) {
            continue;
        }
        if (rp_random_ppm(&c->random, k->refusal)) {
            count(k, c, i, RP_SIM_ASKED);
            count(k, c, i, RP_SIM_REFUSED);
        } else if (closes(c, step) < at) {
            continue; /* told when its own turn comes */
        } else {
            count(k, c, i, RP_SIM_ASKED);
            count_served(k, c, i, task->ready, at);
            give_also(k, task, step, at);
        }
        c->states[i] = RP_SIM_SETTLED;
        c->left--;
    }
}

refpath_status rp_sim_begin(rp_simulation *k, rp_sim_task *task, int64_t at, int64_t *lasts) {
    rp_sim_case *c = task->of;
    const rp_capacity *can = &k->t.pools.at[rp_sim_runner_of(task)->pool].can;
    const rp_sim_step *visit = rp_sim_step_of(task);
    *lasts = -1;
    if (rp_random_ppm(&c->random, k->withdrawal)) {
        return rp_sim_settle(k, task, RP_SIM_WITHDRAWN);
    }
    *lasts = can->exponential ? rp_random_time(&c->random, can->service * RP_SECOND) : can->service * RP_SECOND;
    count_served(k, c, task->step, task->ready, at);
    give_also(k, task, visit, at);
    if (*lasts == 0 || visit->leads.n == 0) {
        return rp_sim_settle(k, task, RP_SIM_SERVED);
    }
    task->begun = true;
    return rp_sim_event(k, RP_EVENT_SETTLES, at + *lasts, task, task->n_asked);
}

/* What has not begun when the run is over missed what was due before that. */
void rp_sim_give_up(rp_simulation *k, const rp_sim_task *task) {
    if (task->of->measured && !task->begun) {
        judge(k, task->of, task->step, k->last);
    }
}

refpath_status rp_sim_begin_unlimited(rp_simulation *k, rp_sim_task *task, int64_t at) {
    rp_figures *f = &k->pools[rp_sim_runner_of(task)->pool].f;
    bool measured = task->of->measured;
    int64_t lasts;
    RP_TRY(rp_sim_begin(k, task, at, &lasts));
    if (lasts >= 0 && measured) {
        f->run[RP_SIM_SERVED]++;
        rp_histogram_add(f->waits, 0);
    }
    return REFPATH_OK;
}
