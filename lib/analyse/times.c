/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Times to service: which lines there are, and what becomes of them hour by hour. */
#include "analyse/times.h"

#include "analyse/alike.h"
#include "analyse/failures.h"
#include "analyse/table.h"
#include "base/check.h"
#include "unicode/civil.h"

#include <stdlib.h>
#include <string.h>

/* -- the study's own keys ------------------------------------------------------------------------------------------- */

static void read_steps(rp_timing *k, rp_case_edit *e, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("steps");
    size_t i = 0;
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[\"id\"]")) {
        return;
    }
    if (!list->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, &path);
    }
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        uint32_t step;
        if (!rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"id\"")) {
            continue;
        }
        step = rp_table_find(&e->p->step_names, rp_str_of(name->text));
        if (step == RP_NONE) {
            rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &item, e->p->steps.n);
        } else {
            rp_bits_add(k->steps, step);
        }
    }
}

static refpath_status read_keys(rp_timing *k) {
    const rp_tree *root = k->a->study.root, *steps = root ? rp_tree_get(root, "steps") : NULL;
    const rp_tree *detail = root ? rp_tree_get(root, "detail") : NULL;
    rp_case_edit e = {NULL, k->a->p, k->a->diags, false};
    rp_case_path path = rp_case_path_of("detail");
    if (steps) {
        k->steps = RP_ARENA_ARRAY(k->a->arena, rp_word, rp_bits_words(k->a->p->steps.n) + 1);
        RP_HAVE(k->steps);
        read_steps(k, &e, steps);
    } else {
        RP_TRY(rp_studied_steps(k->a, &k->steps));
    }
    if (detail && rp_case_tree_is(&e, detail, RP_TREE_FLAG, &path, "true | false")) {
        k->detail = detail->number != 0;
    }
    return e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}

/* -- hours of the week ------------------------------------------------------------------------------------------------ */

uint32_t rp_hour_of_week(const rp_analysis *a, uint32_t place, int64_t moment) {
    const rp_zone *zone = a->p->zone[place];
    return (uint32_t)(rp_civil_weekday(rp_zone_day(zone, moment)) * 24 +
                      rp_zone_second_of_day(zone, moment) / 3600);
}

static refpath_status set_zone(rp_timing *k, uint32_t place) {
    const rp_study *study = &k->a->study;
    if (!k->hour_of) {
        k->hour_of = RP_ARENA_ARRAY(k->a->arena, uint8_t, study->n_moments + 1);
        RP_HAVE(k->hour_of);
    }
    for (uint32_t m = 0; m < study->n_moments && k->zone != k->a->p->zone[place]; m++) {
        k->hour_of[m] = (uint8_t)rp_hour_of_week(k->a, place, study->from + m * study->step);
    }
    k->zone = k->a->p->zone[place];
    return REFPATH_OK;
}

/* Each line counts once an hour, by the worst of its moments in it; it stands for so many. */
static void add_to_hours(rp_timing *k, const rp_times *line, uint64_t lines, rp_hour *hours) {
    bool unserved[RP_HOURS_OF_WEEK] = {false}, target[RP_HOURS_OF_WEEK] = {false}, limit[RP_HOURS_OF_WEEK] = {false},
         met[RP_HOURS_OF_WEEK] = {false};
    const rp_study *study = &k->a->study;
    for (uint32_t m = 0; m < study->n_moments; m++) {
        const rp_moment_times *moment = &line->moments[m];
        uint32_t h = k->hour_of[m];
        rp_hour *hour = &hours[h];
        met[h] = true;
        unserved[h] = unserved[h] || moment->served < line->due;
        target[h] = target[h] || moment->target_kept < line->with_target;
        limit[h] = limit[h] || moment->limit_kept < line->with_limit;
        if (moment->served > 0 && moment->worst > hour->worst) {
            hour->worst = moment->worst;
            hour->worst_step = line->step;
            hour->worst_kind = line->kind;
        }
    }
    for (size_t h = 0; h < RP_HOURS_OF_WEEK; h++) {
        hours[h].lines += met[h] ? lines : 0;
        hours[h].unserved += unserved[h] ? lines : 0;
        hours[h].target_missed += target[h] ? lines : 0;
        hours[h].limit_missed += limit[h] ? lines : 0;
    }
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

static refpath_status new_moments(rp_timing *k, rp_times *line) {
    size_t n = k->a->study.n_moments;
    if (k->detail || !k->moments) {
        k->moments = RP_ARENA_ARRAY(k->a->arena, rp_moment_times, n);
        RP_HAVE(k->moments);
    }
    memset(k->moments, 0, n * sizeof *k->moments);
    line->moments = k->moments;
    return REFPATH_OK;
}

static refpath_status add_line(rp_timing *k, rp_survey *first, const uint32_t *group, uint32_t step, rp_hour *hours) {
    rp_times line = {.kind = first->kind, .place = first->place, .step = step, .number = (uint32_t)k->lines.n,
                     .worst = -1, .worst_by = RP_NONE}, *slot;
    bool due;
    RP_TRY(new_moments(k, &line));
    RP_TRY(rp_time_line(k, first, group, step, &line, &due));
    if (!due) {
        return REFPATH_OK;
    }
    add_to_hours(k, &line, k->n_like[first->kind - k->a->study.kinds.at], hours);
    slot = RP_LIST_ADD(k->a->arena, &k->lines);
    RP_HAVE(slot);
    *slot = line;
    return REFPATH_OK;
}

static refpath_status add_kind(rp_timing *k, const rp_kind *kind, uint32_t place, rp_hour *hours) {
    rp_survey *first;
    refpath_status status;
    uint32_t *group = NULL;
    RP_TRY(rp_survey_open(k->a, kind, kind->known, place, &first));
    status = rp_survey_group(first, &group);
    for (uint32_t step = 0; step < k->a->p->steps.n && status == REFPATH_OK; step++) {
        if (rp_bits_has(k->steps, step)) {
            status = add_line(k, first, group, step, hours);
        }
    }
    rp_survey_close(first);
    return status;
}

/* The lines of a kind are those of the one that it is like, which were counted into the hours with them. */
static refpath_status repeat_kind(rp_timing *k, size_t kind) {
    for (size_t i = k->first_line[k->like[kind]]; i < k->first_line[k->like[kind] + 1]; i++) {
        rp_times *line = RP_LIST_ADD(k->a->arena, &k->lines);
        RP_HAVE(line);
        *line = k->lines.at[i];
        line->kind = &k->a->study.kinds.at[kind];
        line->number = (uint32_t)k->lines.n - 1;
    }
    return REFPATH_OK;
}

static refpath_status add_kinds(rp_timing *k, uint32_t place, rp_hour *hours, uint64_t *done) {
    const rp_study *study = &k->a->study;
    for (size_t i = 0; i < study->kinds.n; i++) {
        RP_TRY(rp_analysis_step(k->a, (*done)++, (uint64_t)study->places.n * study->kinds.n));
        k->first_line[i] = k->lines.n;
        RP_TRY(k->like[i] == i ? add_kind(k, &study->kinds.at[i], place, hours) : repeat_kind(k, i));
        k->first_line[i + 1] = k->lines.n;
    }
    return REFPATH_OK;
}

static refpath_status set_like(rp_timing *k) {
    size_t n = k->a->study.kinds.n;
    RP_TRY(rp_kinds_alike(k->a, &k->like));
    k->n_like = RP_ARENA_ARRAY(k->a->arena, uint64_t, n + 1);
    k->first_line = RP_ARENA_ARRAY(k->a->arena, size_t, n + 1);
    RP_HAVE(k->n_like);
    RP_HAVE(k->first_line);
    for (size_t i = 0; i < n; i++) {
        k->n_like[k->like[i]]++;
    }
    return REFPATH_OK;
}

static refpath_status add_all(rp_timing *k) {
    const rp_study *study = &k->a->study;
    uint64_t done = 0;
    k->hours = RP_ARENA_ARRAY(k->a->arena, rp_hour, RP_HOURS_OF_WEEK * study->places.n + 1);
    RP_HAVE(k->hours);
    for (size_t i = 0; i < study->places.n; i++) {
        rp_hour *hours = k->hours + i * RP_HOURS_OF_WEEK;
        for (size_t h = 0; h < RP_HOURS_OF_WEEK; h++) {
            hours[h].worst = -1;
        }
        RP_TRY(set_zone(k, study->places.at[i]));
        RP_TRY(add_kinds(k, study->places.at[i], hours, &done));
    }
    return rp_analysis_step(k->a, done, done);
}

refpath_status rp_analyse_times(rp_analysis *a) {
    rp_timing k;
    memset(&k, 0, sizeof k);
    k.a = a;
    RP_TRY(read_keys(&k));
    RP_TRY(rp_weeks_init(&k.weeks, a));
    RP_TRY(set_like(&k));
    RP_TRY(add_all(&k));
    rp_times_write(&k);
    return REFPATH_OK;
}
