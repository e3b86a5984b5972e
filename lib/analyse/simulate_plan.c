/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is prepared before anything runs: for each arrival the steps that may be due, who could do each, and by when. */
#include "analyse/simulate.h"

#include "base/check.h"
#include "decide/opening.h"

#include <stdlib.h>
#include <string.h>

#define FAR INT64_C(1000000000000) /* seconds */

/* -- opening hours --------------------------------------------------------------------------------------------------- */

static refpath_status fill_calendar(rp_simulation *k, rp_calendar *calendar, const rp_hours *hours) {
    const rp_analysis *a = k->t.a;
    int64_t start = a->study.from, at = start, until = start + k->last / RP_SECOND, opens, closes;
    struct rp_sim_span *span = NULL;
    while (at < until && rp_opening_span(a->p, hours, calendar->where, at, &opens, &closes) && opens < until) {
        int64_t from = (opens - start) * RP_SECOND, to = (closes - start) * RP_SECOND;
        RP_TRY(rp_analysis_work(k->t.a, 1));
        if (span && span->until >= from) {
            span->until = to > span->until ? to : span->until;
        } else {
            span = RP_LIST_ADD(a->arena, &calendar->spans);
            RP_HAVE(span);
            span->from = from;
            span->until = to;
        }
        at = closes;
    }
    return REFPATH_OK;
}

refpath_status rp_sim_calendar(rp_simulation *k, uint32_t offer, uint32_t where, const rp_calendar **out) {
    const refpath_protocol *p = k->t.a->p;
    const rp_hours *hours = offer == RP_NONE ? NULL : rp_terms_of(p, p->offers.at[offer].terms)->hours;
    rp_calendar *calendar;
    *out = NULL;
    if (!hours || hours->always) {
        return REFPATH_OK;
    }
    where = p->offers.at[offer].site != RP_NONE ? p->offers.at[offer].site : where;
    for (calendar = k->calendars[offer]; calendar && calendar->where != where;) {
        calendar = calendar->next;
    }
    if (!calendar) {
        calendar = RP_ARENA_NEW(k->t.a->arena, rp_calendar);
        RP_HAVE(calendar);
        calendar->where = where;
        RP_TRY(fill_calendar(k, calendar, hours));
        calendar->next = k->calendars[offer];
        k->calendars[offer] = calendar;
    }
    *out = calendar;
    return REFPATH_OK;
}

/* The first that ends after this moment. */
static size_t span_at(const rp_calendar *calendar, int64_t at) {
    size_t low = 0, high = calendar->spans.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (calendar->spans.at[middle].until > at) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

int64_t rp_sim_open(const rp_calendar *calendar, int64_t at) {
    size_t i = calendar ? span_at(calendar, at) : 0;
    if (!calendar) {
        return at;
    }
    if (i == calendar->spans.n) {
        return RP_SIM_NEVER;
    }
    return calendar->spans.at[i].from > at ? calendar->spans.at[i].from : at;
}

int64_t rp_sim_shut(const rp_calendar *calendar, int64_t at) {
    size_t i = calendar ? span_at(calendar, at) : 0;
    if (!calendar) {
        return RP_SIM_NEVER;
    }
    return i < calendar->spans.n && calendar->spans.at[i].from <= at ? calendar->spans.at[i].until : at;
}

/* -- one part -------------------------------------------------------------------------------------------------------- */

typedef struct rp_preparing {
    rp_simulation *k;
    rp_survey *s;
    const uint32_t *group;
    rp_word *scope;
    uint32_t *number; /* per entry of the plan: which step of the part; RP_NONE */
    rp_sim_copier copier;
    rp_sim_part *part;
} rp_preparing;

/* Diagrams of a step, in one list: what is put in later is what was looked at for the scope. */
typedef refpath_status rp_sim_take(rp_preparing *q, rp_dd f, uint32_t *out);

static refpath_status take_scope(rp_preparing *q, rp_dd f, uint32_t *out) {
    *out = RP_DD_FALSE;
    return rp_scope_add(q->s, q->scope, f);
}

static refpath_status take_test(rp_preparing *q, rp_dd f, uint32_t *out) { return rp_sim_test(&q->copier, f, out); }

/* In microseconds; what takes thirty thousand years takes no longer. */
static int64_t long_of(int64_t seconds) { return seconds > FAR ? FAR * RP_SECOND : seconds * RP_SECOND; }

/* As a plan ranks those who are there at the same time. */
typedef struct rp_ranking {
    const rp_candidate *candidate;
    const char *id;
    int32_t prefer;
} rp_ranking;

static int by_rank(const void *left, const void *right) {
    const rp_ranking *a = left, *b = right;
    const rp_candidate *x = a->candidate, *y = b->candidate;
    int order = (y->depth > x->depth) - (y->depth < x->depth);
    order = order ? order : (b->prefer > a->prefer) - (b->prefer < a->prefer);
    order = order ? order : (y->verified > x->verified) - (y->verified < x->verified);
    order = order ? order : strcmp(a->id, b->id);
    return order ? order : (x->offer > y->offer) - (x->offer < y->offer);
}

static refpath_status rank(rp_preparing *q, const rp_planned *planned, bool role, rp_ranking **out) {
    const refpath_protocol *p = q->s->a->p;
    size_t n = planned->candidates.n;
    rp_ranking *list = RP_ARENA_ARRAY(&q->s->arena, rp_ranking, n + 1);
    RP_HAVE(list);
    for (size_t i = 0; i < n; i++) {
        const rp_candidate *candidate = &planned->candidates.at[i];
        list[i] = (rp_ranking){candidate, p->who.at[candidate->who].id, 0};
        if (candidate->offer != RP_NONE) {
            list[i].prefer = rp_terms_of(p, p->offers.at[candidate->offer].terms)->prefer;
        }
    }
    if (!role && n > 1) {
        qsort(list, n, sizeof *list, by_rank);
    }
    *out = list;
    return REFPATH_OK;
}

static refpath_status add_runner(rp_preparing *q, const rp_planned *planned, const rp_candidate *candidate,
                                 rp_sim_take *take, rp_sim_step *step) {
    rp_simulation *k = q->k;
    rp_way way;
    rp_sim_runner *runner, one = {RP_DD_FALSE, candidate->who, 0, 0, NULL};
    rp_dd can = rp_dd_and(&q->s->w.dd, rp_survey_due(q->s, planned), candidate->eligible);
    if (can == RP_DD_FALSE || !rp_survey_reaches(q->s, candidate)) {
        return q->s->w.dd.status;
    }
    RP_TRY(rp_way_of(&k->t.weeks, q->s, candidate, &way));
    if (!way.known) {
        return REFPATH_OK;
    }
    RP_TRY(take(q, can, &one.can));
    if (take == take_scope) {
        return REFPATH_OK;
    }
    RP_TRY(rp_stream_pool(&k->t, candidate, way.week, &one.pool));
    RP_TRY(rp_sim_calendar(k, candidate->offer, q->s->place, &one.calendar));
    one.away = long_of(way.gatekeepers + way.respond + way.travel);
    runner = RP_LIST_ADD(k->t.a->arena, &step->runners);
    RP_HAVE(runner);
    *runner = one;
    return REFPATH_OK;
}

static refpath_status add_finish(rp_preparing *q, void *list, rp_dd counts, int64_t seconds, const rp_sim_finish *more,
                                 rp_sim_take *take) {
    typedef RP_LIST(rp_sim_finish) finishes;
    finishes *to = list;
    rp_sim_finish *slot, one = *more;
    RP_TRY(take(q, counts, &one.counts));
    if (take == take_scope || counts == RP_DD_FALSE) {
        return REFPATH_OK;
    }
    one.within = long_of(seconds);
    slot = RP_LIST_ADD(q->k->t.a->arena, to);
    RP_HAVE(slot);
    *slot = one;
    return REFPATH_OK;
}

/* Targets, limits or escalations of one of the steps that are one. */
static refpath_status add_dues(rp_preparing *q, const rp_step *of, uint32_t number, rp_dd holds, rp_sim_take *take,
                               rp_sim_step *step) {
    const refpath_protocol *p = q->s->a->p;
    rp_diagrams *dd = &q->s->w.dd;
    int64_t seconds;
    for (uint32_t i = 0; i < of->n_targets + of->n_limits; i++) {
        bool limit = i >= of->n_targets;
        const rp_due *due = &p->dues.at[limit ? of->first_limit + i - of->n_targets : of->first_target + i];
        rp_sim_finish one = {RP_DD_FALSE, number, 0, limit && !due->overdue};
        if (rp_survey_within(q->s, due, &seconds)) {
            rp_dd counts = rp_dd_and(dd, holds, rp_plan_holds(&q->s->plan, due->when));
            RP_TRY(add_finish(q, limit ? (void *)&step->limits : (void *)&step->targets, counts, seconds, &one, take));
        }
    }
    for (uint32_t i = 0; i < of->n_escalates; i++) {
        const rp_escalate *escalate = &p->escalates.at[of->first_escalate + i];
        rp_sim_finish one = {RP_DD_FALSE, number, 0, false};
        rp_dd counts = rp_dd_and(dd, holds, rp_plan_holds(&q->s->plan, escalate->when));
        RP_TRY(add_finish(q, &step->escalates, counts, escalate->after, &one, take));
    }
    return REFPATH_OK;
}

static refpath_status add_number(rp_arena *arena, rp_numbers *to, uint32_t number) {
    uint32_t *slot = RP_LIST_ADD(arena, to);
    RP_HAVE(slot);
    *slot = number;
    return REFPATH_OK;
}

/* Called twice: first for the scope, then for the diagrams. */
static refpath_status describe(rp_preparing *q, const rp_planned *planned, rp_sim_take *take, rp_sim_step *step) {
    const rp_step *first = rp_planned_step(&q->s->plan, planned);
    rp_ranking *order;
    RP_TRY(take(q, rp_survey_due(q->s, planned), &step->due));
    step->role = first->kind != RP_STEP_SERVICE;
    RP_TRY(rank(q, planned, step->role, &order));
    for (size_t i = 0; i < planned->candidates.n; i++) {
        RP_TRY(add_runner(q, planned, order[i].candidate, take, step));
    }
    for (uint32_t i = 0; i < planned->steps.n; i++) {
        rp_dd holds = rp_survey_step(q->s, planned->steps.at[i]);
        uint32_t each;
        RP_TRY(take(q, holds, &each));
        if (take == take_test) {
            RP_TRY(add_number(q->k->t.a->arena, &step->each, each));
        }
        RP_TRY(add_dues(q, &q->s->a->p->steps.at[planned->steps.at[i]], i, holds, take, step));
    }
    return q->s->w.dd.status;
}

static refpath_status line_of(rp_simulation *k, uint32_t place, uint32_t step, uint32_t *out) {
    rp_analysis *a = k->t.a;
    uint32_t **of = &k->line_of[place];
    rp_sim_line *line;
    if (!*of) {
        *of = RP_ARENA_ARRAY(a->arena, uint32_t, a->p->steps.n + 1);
        RP_HAVE(*of);
        memset(*of, 0xff, a->p->steps.n * sizeof **of);
    }
    if ((*of)[step] == RP_NONE) {
        if (!rp_figures_fit(k->lines.n + 1, k->runs)) {
            return REFPATH_LIMIT_EXCEEDED;
        }
        (*of)[step] = (uint32_t)k->lines.n;
        line = RP_LIST_ADD(a->arena, &k->lines);
        RP_HAVE(line);
        line->place = place;
        line->step = step;
        RP_TRY(rp_figures_init(a->arena, &line->f, k->runs));
    }
    *out = (*of)[step];
    return REFPATH_OK;
}

/* Steps of others than the holder, for the services looked at. */
static bool is_asked(const rp_preparing *q, const rp_planned *planned) {
    const rp_step *step = rp_planned_step(&q->s->plan, planned);
    return (step->kind != RP_STEP_ACT || step->by != RP_NONE) && rp_stream_step(&q->k->t, step) &&
           rp_survey_due(q->s, planned) != RP_DD_FALSE;
}

static refpath_status start_part(rp_preparing *q) {
    rp_plan *plan = &q->s->plan;
    rp_sim_step nothing;
    uint32_t n = 0;
    memset(&nothing, 0, sizeof nothing);
    q->number = RP_ARENA_ARRAY(&q->s->arena, uint32_t, plan->steps.n + 1);
    RP_HAVE(q->number);
    for (size_t i = 0; i < plan->steps.n; i++) {
        q->number[i] = RP_NONE;
        if (is_asked(q, &plan->steps.at[i])) {
            q->number[i] = n++;
            RP_TRY(describe(q, &plan->steps.at[i], take_scope, &nothing));
        }
    }
    return rp_scope_add(q->s, q->scope, q->s->holds);
}

static refpath_status join_steps(rp_preparing *q) {
    rp_arena *arena = q->k->t.a->arena;
    for (uint32_t i = 0; i < q->part->steps.n; i++) {
        const rp_sim_step *step = &q->part->steps.at[i];
        if (step->host != RP_NONE) {
            RP_TRY(add_number(arena, &q->part->steps.at[step->host].hosted, i));
            RP_TRY(add_number(arena, &q->part->steps.at[step->host].leads, i));
        }
        for (size_t j = 0; j < step->after.n; j++) {
            if (step->after.at[j] != step->host) {
                RP_TRY(add_number(arena, &q->part->steps.at[step->after.at[j]].leads, i));
            }
        }
    }
    return REFPATH_OK;
}

static refpath_status end_part(rp_preparing *q, rp_sim_weight *cases) {
    rp_plan *plan = &q->s->plan;
    rp_simulation *k = q->k;
    RP_TRY(rp_sim_facts(q->s, k->t.a->arena, q->scope, q->part, cases));
    RP_TRY(rp_sim_tests(&q->copier, q->s, k->t.a->arena, q->scope, q->part));
    for (size_t i = 0; i < plan->steps.n; i++) {
        const rp_planned *planned = &plan->steps.at[i];
        rp_sim_step *step;
        if (q->number[i] == RP_NONE) {
            continue;
        }
        step = RP_LIST_ADD(k->t.a->arena, &q->part->steps);
        RP_HAVE(step);
        step->host = planned->host == RP_NONE ? RP_NONE : q->number[planned->host];
        for (size_t j = 0; j < planned->after.n; j++) {
            if (q->number[planned->after.at[j]] != RP_NONE) {
                RP_TRY(add_number(k->t.a->arena, &step->after, q->number[planned->after.at[j]]));
            }
        }
        RP_TRY(describe(q, planned, take_test, step));
        RP_TRY(line_of(k, q->s->place, q->group[planned->steps.at[0]], &step->line));
    }
    RP_TRY(join_steps(q));
    k->most_steps = q->part->steps.n > k->most_steps ? q->part->steps.n : k->most_steps;
    k->most_axes = q->part->n_axes > k->most_axes ? q->part->n_axes : k->most_axes;
    return rp_survey_account(q->s);
}

/* -- arrivals -------------------------------------------------------------------------------------------------------- */

/* Parts in which there are no cases are left out: nothing can be drawn from them. */
static refpath_status end_parts(rp_preparing *at, size_t n, rp_survey *first, rp_sim_arrival *arrival) {
    rp_sim_weight *cases = RP_ARENA_ARRAY(&first->arena, rp_sim_weight, n + 1);
    uint64_t *upto = RP_ARENA_ARRAY(&first->arena, uint64_t, n + 1);
    size_t kept = 0;
    RP_HAVE(cases);
    RP_HAVE(upto);
    for (size_t i = 0; i < n; i++) {
        at[i].part = RP_LIST_ADD(at[i].k->t.a->arena, &arrival->parts);
        RP_HAVE(at[i].part);
        RP_TRY(end_part(&at[i], &cases[kept]));
        if (cases[kept].m > 0) {
            kept++;
        } else {
            arrival->parts.n--;
        }
    }
    rp_sim_sum_up(cases, kept, upto);
    for (size_t i = 0; i < kept; i++) {
        arrival->parts.at[i].upto = upto[i];
    }
    return REFPATH_OK;
}

static refpath_status prepare_parts(rp_simulation *k, rp_survey *first, rp_sim_arrival *arrival) {
    rp_word *scope = rp_scope_new(k->t.a);
    RP_LIST(rp_preparing) parts = {NULL, 0, 0};
    uint32_t *group = NULL;
    RP_HAVE(scope);
    RP_TRY(rp_survey_group(first, &group));
    for (rp_survey *s = first; s; s = s->next) {
        rp_preparing *q = RP_LIST_ADD(&first->arena, &parts);
        RP_HAVE(q);
        q->k = k;
        q->s = s;
        q->group = group;
        q->scope = scope;
        RP_TRY(start_part(q));
    }
    rp_scope_add_parts(first, scope);
    return end_parts(parts.at, parts.n, first, arrival);
}

static refpath_status prepare_arrival(rp_simulation *k, size_t number) {
    const rp_arrival *arrival = &k->t.arrivals.at[number];
    rp_survey *first;
    refpath_status status;
    RP_TRY(rp_survey_open(k->t.a, arrival->kind, arrival->kind->known, arrival->place, &first));
    status = prepare_parts(k, first, &k->arrivals[number]);
    rp_survey_close(first);
    return status;
}

refpath_status rp_sim_prepare(rp_simulation *k) {
    rp_analysis *a = k->t.a;
    size_t n = k->t.arrivals.n;
    k->arrivals = RP_ARENA_ARRAY(a->arena, rp_sim_arrival, n + 1);
    k->calendars = RP_ARENA_ARRAY(a->arena, rp_calendar *, a->p->offers.n + 1);
    k->line_of = RP_ARENA_ARRAY(a->arena, uint32_t *, a->p->places.entries.n + 1);
    RP_HAVE(k->arrivals);
    RP_HAVE(k->calendars);
    RP_HAVE(k->line_of);
    for (size_t i = 0; i < n; i++) {
        RP_TRY(rp_analysis_step(a, 0, 1));
        RP_TRY(prepare_arrival(k, i));
        if (k->arrivals[i].parts.n > 0) {
            k->per_week += k->t.arrivals.at[i].per_week;
        }
        k->arrivals[i].upto = k->per_week;
    }
    return REFPATH_OK;
}
