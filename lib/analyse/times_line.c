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

/* A runner at one moment. */
typedef struct rp_at_moment {
    uint32_t runner;
    int64_t seconds;
} rp_at_moment;

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
    rp_at_moment *order;
    size_t n_order;
    size_t n_runs;          /* runners that can be first: those looked at */
    bool same;              /* at all moments */
    size_t n_key;
    uint32_t *key;
    rp_pattern *patterns;
} rp_line_part;

/* -- the order at one moment ------------------------------------------------------------------------------------------ */

static bool comes_before(const rp_at_moment *a, const rp_at_moment *b) {
    return a->seconds != b->seconds ? a->seconds < b->seconds : a->runner < b->runner;
}

/* From one moment to the next little changes: so each is moved to where it belongs. */
static void order_runners(rp_line_part *part, uint32_t moment) {
    size_t n = part->n_runs;
    for (size_t i = 0; i < n; i++) {
        rp_at_moment one = part->order[i];
        size_t to = i;
        one.seconds = rp_way_takes(&part->race.runners.at[one.runner].way, moment);
        for (; to > 0 && part->by_time && comes_before(&one, &part->order[to - 1]); to--) {
            part->order[to] = part->order[to - 1];
        }
        part->order[to] = one;
    }
    part->n_order = 0;
    while (part->n_order < n && part->order[part->n_order].seconds != RP_NEVER_THERE) {
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
        int64_t least, most;
        bool same = rp_way_bounds(&race->runners.at[r].way, &least, &most);
        if (!race->runners.at[r].way.known || (last != SIZE_MAX && (least > seconds || (least == seconds && r > last)))) {
            continue;
        }
        part->order[part->n_runs++] = (rp_at_moment){r, 0};
        part->same = part->same && same;
    }
}

/* Number of runners, then of each its number and what it misses. */
static void make_key(rp_line_part *part) {
    const rp_race *race = &part->race;
    uint32_t *at = part->key;
    memset(part->key, 0, part->n_key * sizeof *part->key);
    *at++ = (uint32_t)part->n_order;
    for (size_t i = 0; i < part->n_order; i++) {
        *at++ = part->order[i].runner;
        *at++ = rp_count_missed(race->targets.at, race->targets.n, part->order[i].seconds);
        *at++ = rp_count_missed(race->limits.at, race->limits.n, part->order[i].seconds);
    }
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
        rp_dd can = part->race.runners.at[part->order[i].runner].can;
        RP_TRY(count_hit(part, rp_dd_and(dd, left, can), part->order[i].seconds, &pattern->hits[i]));
        left = rp_dd_and(dd, left, rp_dd_not(dd, can));
    }
    return dd->status;
}

static refpath_status find_pattern(rp_line_part *part, const rp_pattern **out) {
    rp_arena *arena = &part->s->arena;
    rp_pattern *pattern, **from = &part->patterns;
    uint32_t *key;
    make_key(part);
    while (*from && memcmp((*from)->key, part->key, part->n_key * sizeof *key) != 0) {
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

/* -- what takes the time ---------------------------------------------------------------------------------------------- */

static void add(rp_wide *to, uint64_t n) { *to = rp_wide_add(*to, rp_wide_of(n)); }

static void take_longer(rp_bottleneck *most, rp_time_part part, uint32_t who, int64_t seconds) {
    if (seconds > most->longest) {
        *most = (rp_bottleneck){part, who, {0, 0}, seconds};
    }
}

/* The longest part; of two that are as long the one met first. */
static rp_bottleneck longest_part(const rp_runner *runner, int64_t waiting) {
    rp_bottleneck most = {RP_PART_NONE, RP_NONE, {0, 0}, 0};
    const rp_path *path = &runner->candidate->path;
    for (size_t i = 1; i + 1 < path->stops.n; i++) {
        take_longer(&most, RP_PART_GATEKEEPER, path->stops.at[i].who, path->stops.at[i].respond);
    }
    take_longer(&most, RP_PART_RESPONSE, runner->candidate->who, runner->way.respond);
    take_longer(&most, RP_PART_TRAVEL, RP_NONE, runner->way.travel);
    take_longer(&most, RP_PART_OPENING, runner->candidate->who, waiting);
    return most;
}

static refpath_status add_bottleneck(rp_timing *k, rp_times *line, const rp_bottleneck *one, uint64_t pairs) {
    rp_bottleneck *slot = NULL;
    for (size_t i = 0; i < line->bottlenecks.n && !slot; i++) {
        rp_bottleneck *b = &line->bottlenecks.at[i];
        slot = b->part == one->part && b->who == one->who ? b : NULL;
    }
    if (!slot) {
        slot = RP_LIST_ADD(k->a->arena, &line->bottlenecks);
        RP_HAVE(slot);
        *slot = *one;
    }
    slot->longest = one->longest > slot->longest ? one->longest : slot->longest;
    add(&slot->pairs, pairs);
    return REFPATH_OK;
}

/* -- the week --------------------------------------------------------------------------------------------------------- */

static refpath_status add_lasting(rp_line_part *part, rp_times *line, int64_t seconds, uint64_t pairs) {
    rp_lasting *last = line->lasting.n > 0 ? &line->lasting.at[line->lasting.n - 1] : NULL;
    if (last && last->seconds == seconds) {
        add(&last->pairs, pairs);
        return REFPATH_OK;
    }
    last = RP_LIST_ADD(&part->s->arena, &line->lasting);
    RP_HAVE(last);
    *last = (rp_lasting){seconds, rp_wide_of(pairs)};
    return REFPATH_OK;
}

static void take_worst(rp_times *line, const rp_moment_times *moment, const rp_runner *runner, int64_t report,
                       int64_t *worst) {
    if (moment->worst > *worst) {
        *worst = moment->worst;
        line->worst_at = report;
        line->worst_by = runner->candidate->who;
    }
}

static refpath_status add_hit(rp_line_part *part, rp_times *line, const rp_at_moment *at, const rp_hit *hit,
                              rp_moment_times *moment) {
    const rp_runner *runner = &part->race.runners.at[at->runner];
    rp_bottleneck longest = longest_part(runner, rp_way_waiting(&runner->way, at->seconds));
    moment->best = moment->served == 0 || at->seconds < moment->best ? at->seconds : moment->best;
    moment->worst = moment->served == 0 || at->seconds > moment->worst ? at->seconds : moment->worst;
    RP_TRY(rp_count_add(&moment->served, hit->cases));
    RP_TRY(rp_count_add(&moment->target_kept, hit->target_kept));
    RP_TRY(rp_count_add(&moment->limit_kept, hit->limit_kept));
    add(&line->served, hit->cases);
    add(&line->target_kept, hit->target_kept);
    add(&line->limit_kept, hit->limit_kept);
    RP_TRY(add_bottleneck(part->k, line, &longest, hit->cases));
    return add_lasting(part, line, at->seconds, hit->cases);
}

static refpath_status run_week(rp_line_part *part, rp_times *line, int64_t *worst) {
    const rp_study *study = &part->k->a->study;
    const rp_pattern *pattern = NULL;
    for (uint32_t m = 0; m < study->n_moments; m++) {
        int64_t report = study->from + m * study->step;
        if (m == 0 || !part->same) {
            order_runners(part, m);
            RP_TRY(find_pattern(part, &pattern));
        }
        rp_work_add(&part->s->w.dd, 1 + part->n_runs);
        for (size_t i = 0; i < part->n_order; i++) {
            if (pattern->hits[i].cases > 0) {
                RP_TRY(add_hit(part, line, &part->order[i], &pattern->hits[i], &line->moments[m]));
                take_worst(line, &line->moments[m], &part->race.runners.at[part->order[i].runner], report, worst);
            }
        }
    }
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
    part->order = RP_ARENA_ARRAY(&s->arena, rp_at_moment, part->race.runners.n + 1);
    RP_HAVE(part->order);
    set_runs(part);
    part->n_key = 1 + 3 * part->n_runs;
    part->key = RP_ARENA_ARRAY(&s->arena, uint32_t, part->n_key);
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

static int shorter(const void *left, const void *right) {
    const rp_lasting *a = left, *b = right;
    return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

/* Ascending, each length once, in memory that outlives the survey. */
static refpath_status settle_lasting(rp_timing *k, rp_times *line) {
    rp_lasting *kept;
    size_t n = 0;
    if (line->lasting.n > 1) {
        qsort(line->lasting.at, line->lasting.n, sizeof *line->lasting.at, shorter);
    }
    for (size_t i = 0; i < line->lasting.n; i++) {
        if (n > 0 && line->lasting.at[n - 1].seconds == line->lasting.at[i].seconds) {
            line->lasting.at[n - 1].pairs = rp_wide_add(line->lasting.at[n - 1].pairs, line->lasting.at[i].pairs);
        } else {
            line->lasting.at[n++] = line->lasting.at[i];
        }
    }
    kept = rp_arena_grow(k->a->arena, line->lasting.at, n, 0, sizeof *kept);
    RP_HAVE(kept);
    line->lasting.at = kept;
    line->lasting.n = line->lasting.room = n;
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
    int64_t worst = -1;
    RP_HAVE(scope);
    for (rp_survey *s = first; s; s = s->next) {
        RP_TRY(gather_part(k, s, group, step, scope, &parts));
    }
    *due = parts.at.n > 0;
    rp_scope_add_parts(first, scope);
    for (size_t i = 0; i < parts.at.n; i++) {
        RP_TRY(count_due(&parts.at.at[i], line));
        RP_TRY(run_week(&parts.at.at[i], line, &worst));
    }
    if (line->bottlenecks.n > 1) {
        qsort(line->bottlenecks.at, line->bottlenecks.n, sizeof *line->bottlenecks.at, most_frequent);
    }
    return settle_lasting(k, line);
}
