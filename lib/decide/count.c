/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/count.h"

#include "base/check.h"
#include "unicode/civil.h"

#include <string.h>

static int64_t unit_seconds(rp_unit unit) {
    return unit == RP_UNIT_DAY ? 86400 : unit == RP_UNIT_HOUR ? 3600 : 60;
}

static int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

int64_t rp_count_units(rp_unit unit, const rp_zone *zone, int64_t from, int64_t to) {
    if (unit == RP_UNIT_YEAR) {
        return rp_civil_years_between(rp_zone_day(zone, from), rp_zone_day(zone, to));
    }
    if (unit == RP_UNIT_MONTH) {
        return rp_civil_months_between(rp_zone_day(zone, from), rp_zone_day(zone, to));
    }
    return floor_div(to - from, unit_seconds(unit));
}

/* The highest value stands for "this or more", the lowest for "this or less". */
static int32_t clip(const rp_fact *fact, int64_t count) {
    return count <= fact->min ? fact->min : count >= fact->max ? fact->max : (int32_t)count;
}

static int32_t count_at(const rp_facts *f, const rp_fact *fact, int64_t clock, int64_t at) {
    return clip(fact, rp_count_units(fact->unit, f->zone, clock, at));
}

static uint32_t class_of(const rp_axis *axis, int32_t value) {
    uint32_t low = 0, high = axis->n_values;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (axis->cut[middle] <= value) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/*
 * The moments that give exactly this count at the question, within one interval of the clock; empty where *from > *to.
 * Counts fall as the clock's moment grows, so that two searches find them.
 */
static int64_t first_with_at_most(const rp_facts *f, const rp_fact *fact, int64_t from, int64_t to, int64_t count) {
    int64_t low = from, high = to + 1; /* the first moment whose count is at most `count`, or to + 1 */
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (count_at(f, fact, middle, f->at) <= count) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static void moments_of(const rp_facts *f, const rp_fact *fact, const rp_clock_now *clock, size_t interval,
                       int32_t value, int64_t *from, int64_t *to) {
    *from = first_with_at_most(f, fact, clock->from[interval], clock->to[interval], value);
    *to = first_with_at_most(f, fact, clock->from[interval], clock->to[interval], (int64_t)value - 1) - 1;
}

/* -- one branch for all values that are alike now and at every earlier moment ------------------------- */

typedef struct rp_signature {
    uint32_t now;   /* class at the question */
    rp_word *then;  /* per moment, `words` words: classes possible then */
    bool *late;     /* per moment */
} rp_signature;

typedef struct rp_counting {
    const rp_facts *f;
    const rp_fact *fact;
    const rp_axis *axis;
    const rp_clock_now *clock;
    rp_diagrams *work;
    size_t words;
    rp_signature probe;
    RP_LIST(rp_signature) found;
} rp_counting;

static refpath_status new_signature(rp_counting *k, rp_signature *s) {
    s->then = RP_ARENA_ARRAY(k->work->arena, rp_word, k->f->n_moments * k->words + 1);
    s->late = RP_ARENA_ARRAY(k->work->arena, bool, k->f->n_moments + 1);
    RP_HAVE(s->then);
    RP_HAVE(s->late);
    return REFPATH_OK;
}

static void add_classes(const rp_counting *k, rp_word *then, int32_t least, int32_t most) {
    uint32_t last = class_of(k->axis, most);
    for (uint32_t c = class_of(k->axis, least); c <= last; c++) {
        rp_bits_add(then, c);
    }
}

static void sign_moment(rp_counting *k, rp_signature *s, int32_t value, size_t m) {
    int64_t then = k->f->moments[m];
    for (size_t i = 0; i < k->clock->n; i++) {
        int64_t from, to;
        moments_of(k->f, k->fact, k->clock, i, value, &from, &to);
        if (from > to) {
            continue;
        }
        s->late[m] = s->late[m] || to > then;
        add_classes(k, s->then + m * k->words, count_at(k->f, k->fact, to, then),
                    count_at(k->f, k->fact, from, then));
    }
}

static void sign(rp_counting *k, rp_signature *s, int32_t value) {
    s->now = class_of(k->axis, value);
    memset(s->then, 0, (k->f->n_moments * k->words + 1) * sizeof *s->then);
    memset(s->late, 0, (k->f->n_moments + 1) * sizeof *s->late);
    for (size_t m = 0; m < k->f->n_moments; m++) {
        sign_moment(k, s, value, m);
    }
    rp_work_add(k->work, 1 + k->f->n_moments);
}

static bool alike(const rp_counting *k, const rp_signature *a, const rp_signature *b) {
    return a->now == b->now &&
           memcmp(a->then, b->then, k->f->n_moments * k->words * sizeof *a->then) == 0 &&
           memcmp(a->late, b->late, k->f->n_moments * sizeof *a->late) == 0;
}

static refpath_status keep_signature(rp_counting *k) {
    rp_signature *kept;
    for (size_t i = 0; i < k->found.n; i++) {
        if (alike(k, &k->found.at[i], &k->probe)) {
            return REFPATH_OK;
        }
    }
    kept = RP_LIST_ADD(k->work->arena, &k->found);
    RP_HAVE(kept);
    *kept = k->probe;
    return new_signature(k, &k->probe);
}

/*
 * Every value from least to most; with one interval, values between two that are alike are alike too, so that long
 * stretches are leapt over.
 */
static refpath_status sign_range(rp_counting *k, int32_t least, int32_t most, bool leap) {
    int64_t value = least;
    rp_signature ahead;
    RP_TRY(new_signature(k, &ahead));
    while (value <= most && k->work->status == REFPATH_OK) {
        int64_t step = 1;
        sign(k, &k->probe, (int32_t)value);
        while (leap && value + step <= most) {
            sign(k, &ahead, (int32_t)(value + step));
            if (!alike(k, &k->probe, &ahead)) {
                break;
            }
            value += step;
            step *= 2;
        }
        RP_TRY(keep_signature(k));
        value++;
    }
    return k->work->status;
}

static refpath_status take_branches(rp_counting *k, rp_axis_now *now) {
    rp_arena *arena = k->work->arena;
    size_t rows = k->f->n_moments * k->found.n;
    uint32_t *value = RP_ARENA_ARRAY(arena, uint32_t, k->found.n);
    now->n = (uint32_t)k->found.n;
    now->open = now->n > 1;
    now->counted = true;
    now->then = RP_ARENA_ARRAY(arena, rp_word *, rows + 1);
    now->late = RP_ARENA_ARRAY(arena, bool, rows + 1);
    RP_HAVE(value);
    RP_HAVE(now->then);
    RP_HAVE(now->late);
    for (uint32_t b = 0; b < now->n; b++) {
        value[b] = k->found.at[b].now;
        for (size_t m = 0; m < k->f->n_moments; m++) {
            now->then[m * now->n + b] = k->found.at[b].then + m * k->words;
            now->late[m * now->n + b] = k->found.at[b].late[m];
        }
    }
    now->value = value;
    return REFPATH_OK;
}

static refpath_status count_clock(const rp_facts *f, const rp_fact *fact, rp_axis_now *now, rp_diagrams *work) {
    const rp_clock_now *clock = &f->clocks[fact->since];
    rp_counting k = {f, fact, &f->p->matcher.axes.at[fact->axis], clock, work, 0, {0, NULL, NULL}, {NULL, 0, 0}};
    k.words = rp_bits_words(k.axis->n_values);
    RP_TRY(new_signature(&k, &k.probe));
    for (size_t i = 0; i < clock->n; i++) {
        int32_t least = count_at(f, fact, clock->to[i], f->at), most = count_at(f, fact, clock->from[i], f->at);
        add_classes(&k, now->possible, least, most);
        RP_TRY(sign_range(&k, least, most, clock->n == 1));
    }
    return take_branches(&k, now);
}

/*
 * Where the clock is absent nothing is counted, now or for an earlier moment: else no consent could ever stand where
 * nobody knows the age, for the child might have had a birthday since.
 */
refpath_status rp_count_number(const rp_facts *facts, const rp_fact *fact, rp_axis_now *now, rp_diagrams *work) {
    const rp_axis *axis = &facts->p->matcher.axes.at[fact->axis];
    const rp_given *given = &facts->c->facts[fact - facts->p->facts.at];
    rp_counting k = {facts, fact, axis, NULL, work, 0, {0, NULL, NULL}, {NULL, 0, 0}};
    uint32_t *value;
    now->possible = RP_ARENA_ARRAY(work->arena, rp_word, rp_bits_words(axis->n_values) + 1);
    RP_HAVE(now->possible);
    if (!given->given && fact->since != RP_NONE && facts->clocks[fact->since].given) {
        return count_clock(facts, fact, now, work);
    }
    if (!given->given) {
        rp_bits_fill(now->possible, axis->n_values);
    }
    for (size_t i = 0; given->given && i < given->ranges.n; i++) {
        add_classes(&k, now->possible, given->ranges.at[i].least, given->ranges.at[i].most);
    }
    value = RP_ARENA_ARRAY(work->arena, uint32_t, axis->n_values);
    RP_HAVE(value);
    for (uint32_t c = 0; c < axis->n_values; c++) {
        if (rp_bits_has(now->possible, c)) {
            value[now->n++] = c;
        }
    }
    now->value = value;
    now->open = now->n > 1;
    return REFPATH_OK;
}
