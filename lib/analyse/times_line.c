/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One step of one kind at one place. In each case the step is done by who can be there first of those eligible in it (of
 * players of a role: by the nearest, as in a plan). Who that is depends on the order of their times alone, so that the
 * cases are counted once for each order met over the week.
 */
#include "analyse/times.h"

#include "base/check.h"

#include <stdlib.h>
#include <string.h>

/* A runner that can be first at some moment, and what falls to it over the week. */
typedef struct rp_run {
    const rp_runner *runner;
    uint32_t number;       /* of the runner */
    bool whole;            /* it can do it in all cases: who comes after it has nobody left */
    int64_t seconds;       /* at the moment looked at */
    rp_bottleneck longest; /* but for the wait for an opening: that is the longest in those of `wait` */
    rp_bottleneck wait;
} rp_run;

/* Cases that fall to a runner. */
typedef struct rp_hit {
    uint64_t cases, target_kept, limit_kept;
} rp_hit;

/* What was counted for one order of runners with what each misses. */
typedef struct rp_pattern {
    struct rp_pattern *next;
    const uint32_t *key;
    rp_hit *hits; /* by place in the order */
} rp_pattern;

typedef struct rp_line_part {
    rp_timing *k;
    rp_survey *s;
    rp_race race;
    bool by_time;           /* who is first decides; else the plan's order */
    rp_dd target, limit;    /* cases that have one */
    const rp_word *scope;
    rp_run *runs;           /* by number */
    size_t n_runs;
    rp_run **order;         /* at the moment looked at, up to the first that takes all that is left */
    size_t n_order;
    bool same;              /* at all moments */
    size_t n_key;
    uint32_t *key;
    rp_pattern *patterns;
} rp_line_part;

/* -- what takes the time ---------------------------------------------------------------------------------------------- */

static void take_longer(rp_bottleneck *most, rp_time_part part, uint32_t who, int64_t seconds) {
    if (seconds > most->longest) {
        *most = (rp_bottleneck){part, who, {0, 0}, seconds};
    }
}

/* The longest part but for the wait, which is met last; of two that are as long the one met first. */
static rp_bottleneck longest_part(const rp_runner *runner) {
    rp_bottleneck most = {RP_PART_NONE, RP_NONE, {0, 0}, 0};
    const rp_path *path = &runner->candidate->path;
    for (size_t i = 1; i + 1 < path->stops.n; i++) {
        take_longer(&most, RP_PART_GATEKEEPER, path->stops.at[i].who, path->stops.at[i].respond);
    }
    take_longer(&most, RP_PART_RESPONSE, runner->candidate->who, runner->way.respond);
    take_longer(&most, RP_PART_TRAVEL, RP_NONE, runner->way.travel);
    return most;
}

/* Adds one to those of the line, where it was met. */
static refpath_status add_bottleneck(rp_timing *k, rp_times *line, const rp_bottleneck *one) {
    rp_bottleneck *slot = NULL;
    if (rp_wide_order(one->pairs, (rp_wide){0, 0}) == 0) {
        return REFPATH_OK;
    }
    for (size_t i = 0; i < line->bottlenecks.n && !slot; i++) {
        rp_bottleneck *b = &line->bottlenecks.at[i];
        slot = b->part == one->part && b->who == one->who ? b : NULL;
    }
    if (!slot) {
        slot = RP_LIST_ADD(k->a->arena, &line->bottlenecks);
        RP_HAVE(slot);
        *slot = (rp_bottleneck){one->part, one->who, {0, 0}, 0};
    }
    slot->longest = one->longest > slot->longest ? one->longest : slot->longest;
    slot->pairs = rp_wide_add(slot->pairs, one->pairs);
    return REFPATH_OK;
}

static refpath_status add_bottlenecks(rp_line_part *part, rp_times *line) {
    for (size_t i = 0; i < part->n_runs; i++) {
        RP_TRY(add_bottleneck(part->k, line, &part->runs[i].longest));
        RP_TRY(add_bottleneck(part->k, line, &part->runs[i].wait));
    }
    return REFPATH_OK;
}

/* -- the order at one moment ------------------------------------------------------------------------------------------ */

static bool comes_before(const rp_run *a, const rp_run *b) {
    return a->seconds != b->seconds ? a->seconds < b->seconds : a->number < b->number;
}

/* The first of those who run for everybody; NULL where there is none. */
static rp_run *first_whole(rp_line_part *part) {
    rp_run *first = NULL;
    for (size_t i = 0; i < part->n_runs; i++) {
        rp_run *run = &part->runs[i];
        if (run->whole && (!first || (part->by_time && comes_before(run, first)))) {
            first = run;
        }
    }
    return first;
}

/* Those who are there at all, each where it belongs; after the first of those who run for everybody nobody does. */
static void order_runners(rp_line_part *part, uint32_t moment) {
    const rp_run *last;
    for (size_t i = 0; i < part->n_runs; i++) {
        part->runs[i].seconds = rp_way_takes(&part->runs[i].runner->way, moment);
    }
    last = first_whole(part);
    part->n_order = 0;
    for (size_t i = 0; i < part->n_runs; i++) {
        rp_run *run = &part->runs[i];
        size_t to = part->n_order;
        if (run->seconds == RP_NEVER_THERE ||
            (last && run != last && (part->by_time ? !comes_before(run, last) : run->number > last->number))) {
            continue;
        }
        for (; to > 0 && part->by_time && comes_before(run, part->order[to - 1]); to--) {
            part->order[to] = part->order[to - 1];
        }
        part->order[to] = run;
        part->n_order++;
    }
}

/* Of those who run for everybody, the earliest who is always open: who comes after that has nobody left. */
static size_t last_needed(const rp_race *race, int64_t *seconds) {
    size_t last = SIZE_MAX;
    *seconds = INT64_MAX;
    for (size_t r = 0; r < race->runners.n; r++) {
        int64_t least, most;
        if (rp_way_bounds(&race->runners.at[r].way, &least, &most) && race->runners.at[r].can == race->due &&
            most < *seconds) {
            last = r;
            *seconds = most;
        }
    }
    return last;
}

static void set_runs(rp_line_part *part) {
    const rp_race *race = &part->race;
    int64_t seconds = INT64_MAX;
    size_t last = part->by_time ? last_needed(race, &seconds) : SIZE_MAX;
    part->same = true;
    for (uint32_t r = 0; r < race->runners.n; r++) {
        const rp_runner *runner = &race->runners.at[r];
        int64_t least, most;
        bool same = rp_way_bounds(&runner->way, &least, &most);
        if (!runner->way.known || (last != SIZE_MAX && (least > seconds || (least == seconds && r > last)))) {
            continue;
        }
        part->runs[part->n_runs++] = (rp_run){.runner = runner, .number = r, .whole = runner->can == race->due,
                                              .longest = longest_part(runner),
                                              .wait = {RP_PART_OPENING, runner->candidate->who, {0, 0}, 0}};
        part->same = part->same && same;
    }
}

/* Number of runners, then of each its number and what it misses. */
static void make_key(rp_line_part *part) {
    const rp_race *race = &part->race;
    uint32_t *at = part->key;
    *at++ = (uint32_t)part->n_order;
    for (size_t i = 0; i < part->n_order; i++) {
        *at++ = part->order[i]->number;
        *at++ = rp_count_missed(race->targets.at, race->targets.n, part->order[i]->seconds);
        *at++ = rp_count_missed(race->limits.at, race->limits.n, part->order[i]->seconds);
    }
    part->n_key = (size_t)(at - part->key);
}

/* -- counting --------------------------------------------------------------------------------------------------------- */

static refpath_status count_hit(rp_line_part *part, rp_dd hit, int64_t seconds, rp_hit *to) {
    rp_diagrams *dd = &part->s->w.dd;
    const rp_race *race = &part->race;
    rp_dd target = rp_dd_and(dd, rp_dd_and(dd, hit, part->target),
                             race->kept_targets[rp_count_missed(race->targets.at, race->targets.n, seconds)]);
    rp_dd limit = rp_dd_and(dd, rp_dd_and(dd, hit, part->limit),
                            rp_race_in_time(race, seconds));
    RP_TRY(rp_count_cases(part->s, part->scope, hit, &to->cases));
    RP_TRY(rp_count_cases(part->s, part->scope, target, &to->target_kept));
    return rp_count_cases(part->s, part->scope, limit, &to->limit_kept);
}

/* Each runner has the cases in which it is eligible and none before it is. */
static refpath_status count_order(rp_line_part *part, rp_pattern *pattern) {
    rp_diagrams *dd = &part->s->w.dd;
    rp_dd left = part->race.due;
    for (size_t i = 0; i < part->n_order && left != RP_DD_FALSE; i++) {
        rp_dd can = part->order[i]->runner->can;
        RP_TRY(count_hit(part, rp_dd_and(dd, left, can), part->order[i]->seconds, &pattern->hits[i]));
        left = rp_dd_and(dd, left, rp_dd_not(dd, can));
    }
    return dd->status;
}

static bool same_key(const uint32_t *a, const uint32_t *b, size_t n) {
    while (n > 0 && *a == *b) {
        a++;
        b++;
        n--;
    }
    return n == 0;
}

static refpath_status find_pattern(rp_line_part *part, const rp_pattern **out) {
    rp_arena *arena = &part->s->arena;
    rp_pattern *pattern, **from = &part->patterns;
    uint32_t *key;
    make_key(part);
    while (*from && !same_key((*from)->key, part->key, part->n_key)) { /* keys of other lengths begin otherwise */
        from = &(*from)->next;
    }
    if (*from) { /* to the front: it is likely to be the next one too */
        pattern = *from;
        *from = pattern->next;
        pattern->next = part->patterns;
        *out = part->patterns = pattern;
        return REFPATH_OK;
    }
    pattern = RP_ARENA_NEW(arena, rp_pattern);
    key = rp_arena_grow(arena, part->key, part->n_key, 0, sizeof *key);
    RP_HAVE(pattern);
    RP_HAVE(key);
    pattern->key = key;
    pattern->hits = RP_ARENA_ARRAY(arena, rp_hit, part->n_order + 1);
    RP_HAVE(pattern->hits);
    RP_TRY(count_order(part, pattern));
    pattern->next = part->patterns;
    part->patterns = pattern;
    *out = pattern;
    return REFPATH_OK;
}

/* -- the week --------------------------------------------------------------------------------------------------------- */

static refpath_status add_lasting(rp_line_part *part, rp_times *line, int64_t seconds, rp_wide pairs) {
    rp_lasting *last = line->lasting.n > 0 ? &line->lasting.at[line->lasting.n - 1] : NULL;
    if (last && last->seconds == seconds) {
        last->pairs = rp_wide_add(last->pairs, pairs);
        return REFPATH_OK;
    }
    last = RP_LIST_ADD(&part->s->arena, &line->lasting);
    RP_HAVE(last);
    *last = (rp_lasting){seconds, pairs};
    return REFPATH_OK;
}

/* Cases of one moment are parts, apart from one another, of those in which the step is due: they stay below what is counted. */
static void add_to_moment(rp_moment_times *moment, int64_t seconds, const rp_hit *hit) {
    moment->best = moment->served == 0 || seconds < moment->best ? seconds : moment->best;
    moment->worst = moment->served == 0 || seconds > moment->worst ? seconds : moment->worst;
    moment->served += hit->cases;
    moment->target_kept += hit->target_kept;
    moment->limit_kept += hit->limit_kept;
}

static void add(rp_wide *to, uint64_t cases, uint32_t moments) {
    *to = rp_wide_add(*to, rp_wide_times(rp_wide_of(cases), moments));
}

/* What falls to a runner at so many moments, from one on. */
static refpath_status add_hit(rp_line_part *part, rp_times *line, rp_run *run, const rp_hit *hit, uint32_t from,
                              uint32_t moments) {
    const rp_study *study = &part->k->a->study;
    int64_t waiting = rp_way_waiting(&run->runner->way, run->seconds);
    rp_bottleneck *longest = waiting > run->longest.longest ? &run->wait : &run->longest;
    rp_wide pairs = rp_wide_times(rp_wide_of(hit->cases), moments);
    for (uint32_t m = from; m < from + moments; m++) {
        add_to_moment(&line->moments[m], run->seconds, hit);
    }
    add(&line->target_kept, hit->target_kept, moments);
    add(&line->limit_kept, hit->limit_kept, moments);
    line->served = rp_wide_add(line->served, pairs);
    longest->pairs = rp_wide_add(longest->pairs, pairs);
    longest->longest = longest == &run->wait && waiting > longest->longest ? waiting : longest->longest;
    if (run->seconds > line->worst) {
        line->worst = run->seconds;
        line->worst_at = study->from + from * study->step;
        line->worst_by = run->runner->candidate->who;
    }
    return add_lasting(part, line, run->seconds, pairs);
}

/* Where all moments are the same they are looked at once. */
static refpath_status run_week(rp_line_part *part, rp_times *line) {
    uint32_t n = part->k->a->study.n_moments, moments = part->same ? n : 1;
    for (uint32_t m = 0; m < n; m += moments) {
        const rp_pattern *pattern;
        order_runners(part, m);
        RP_TRY(find_pattern(part, &pattern));
        rp_work_add(&part->s->w.dd, moments * (1 + part->n_runs));
        for (size_t i = 0; i < part->n_order; i++) {
            if (pattern->hits[i].cases > 0) {
                RP_TRY(add_hit(part, line, part->order[i], &pattern->hits[i], m, moments));
            }
        }
    }
    RP_TRY(add_bottlenecks(part, line));
    return rp_survey_account(part->s);
}

/* -- one line --------------------------------------------------------------------------------------------------------- */

static rp_dd any_of(rp_survey *s, const rp_finish *finishes, size_t n) {
    rp_dd any = RP_DD_FALSE;
    for (size_t i = 0; i < n; i++) {
        any = rp_dd_or(&s->w.dd, any, finishes[i].counts);
    }
    return any;
}

static refpath_status add_to_scope(rp_line_part *part, rp_word *scope) {
    const rp_race *race = &part->race;
    RP_TRY(rp_scope_add(part->s, scope, race->due));
    for (size_t i = 0; i < race->runners.n; i++) {
        RP_TRY(rp_scope_add(part->s, scope, race->runners.at[i].can));
    }
    for (size_t i = 0; i < race->targets.n; i++) {
        RP_TRY(rp_scope_add(part->s, scope, race->targets.at[i].counts));
    }
    for (size_t i = 0; i < race->limits.n; i++) {
        RP_TRY(rp_scope_add(part->s, scope, race->limits.at[i].counts));
    }
    return REFPATH_OK;
}

static refpath_status set_part(rp_timing *k, rp_survey *s, const rp_planned *planned, rp_word *scope,
                               rp_line_part *part) {
    part->k = k;
    part->s = s;
    RP_TRY(rp_race_of(&k->weeks, s, planned, &part->race));
    part->by_time = rp_planned_step(&s->plan, planned)->kind == RP_STEP_SERVICE;
    part->target = any_of(s, part->race.targets.at, part->race.targets.n);
    part->limit = any_of(s, part->race.limits.at, part->race.limits.n);
    part->scope = scope;
    part->runs = RP_ARENA_ARRAY(&s->arena, rp_run, part->race.runners.n + 1);
    part->order = RP_ARENA_ARRAY(&s->arena, rp_run *, part->race.runners.n + 1);
    RP_HAVE(part->runs);
    RP_HAVE(part->order);
    set_runs(part);
    part->key = RP_ARENA_ARRAY(&s->arena, uint32_t, 1 + 3 * part->n_runs);
    RP_HAVE(part->key);
    return add_to_scope(part, scope);
}

static refpath_status count_due(rp_line_part *part, rp_times *line) {
    rp_diagrams *dd = &part->s->w.dd;
    const rp_dd what[3] = {part->race.due, rp_dd_and(dd, part->race.due, part->target),
                           rp_dd_and(dd, part->race.due, part->limit)};
    uint64_t *const to[3] = {&line->due, &line->with_target, &line->with_limit};
    for (size_t i = 0; i < 3; i++) {
        uint64_t n;
        RP_TRY(rp_count_cases(part->s, part->scope, what[i], &n));
        RP_TRY(rp_count_add(to[i], n));
    }
    return REFPATH_OK;
}

static int most_frequent(const void *left, const void *right) {
    const rp_bottleneck *a = left, *b = right;
    int order = rp_wide_order(b->pairs, a->pairs);
    if (order != 0) {
        return order;
    }
    if (a->longest != b->longest) {
        return a->longest > b->longest ? -1 : 1;
    }
    return a->part != b->part ? (int)a->part - (int)b->part : (a->who > b->who) - (a->who < b->who);
}

typedef struct rp_line_parts {
    rp_arena *arena;
    RP_LIST(rp_line_part) at;
} rp_line_parts;

/* What belongs to the line in one part of the survey: one entry of its plan, as a rule. */
static refpath_status gather_part(rp_timing *k, rp_survey *s, const uint32_t *group, uint32_t step, rp_word *scope,
                                  rp_line_parts *parts) {
    for (size_t i = 0; i < s->plan.steps.n; i++) {
        const rp_planned *planned = &s->plan.steps.at[i];
        if (group[planned->steps.at[0]] == step && rp_survey_due(s, planned) != RP_DD_FALSE) {
            rp_line_part *part = RP_LIST_ADD(parts->arena, &parts->at);
            RP_HAVE(part);
            RP_TRY(set_part(k, s, planned, scope, part));
        }
    }
    return s->w.dd.status;
}

refpath_status rp_time_line(rp_timing *k, rp_survey *first, const uint32_t *group, uint32_t step, rp_times *line,
                            bool *due) {
    rp_word *scope = rp_scope_new(k->a);
    rp_line_parts parts = {&first->arena, {NULL, 0, 0}};
    RP_HAVE(scope);
    for (rp_survey *s = first; s; s = s->next) {
        RP_TRY(gather_part(k, s, group, step, scope, &parts));
    }
    *due = parts.at.n > 0;
    rp_scope_add_parts(first, scope);
    for (size_t i = 0; i < parts.at.n; i++) {
        RP_TRY(count_due(&parts.at.at[i], line));
        RP_TRY(run_week(&parts.at.at[i], line));
    }
    if (line->bottlenecks.n > 1) {
        qsort(line->bottlenecks.at, line->bottlenecks.n, sizeof *line->bottlenecks.at, most_frequent);
    }
    return rp_times_settle(&first->arena, line);
}
