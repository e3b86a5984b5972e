/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Coverage: of the cases of a kind for which a service is due at a place, in how many somebody gives it, and in how many
 * of these before the limits. All as functions of the facts that stay open, counted exactly.
 */
#include "analyse/coverage.h"

#include "analyse/alike.h"
#include "analyse/table.h"
#include "base/check.h"

#include <stdlib.h>
#include <string.h>

/* -- one part ----------------------------------------------------------------------------------------------------- */

static refpath_status gather_races(rp_covering *k, rp_survey *s, uint32_t service, rp_part *part) {
    for (size_t i = 0; i < s->plan.steps.n; i++) {
        const rp_planned *planned = &s->plan.steps.at[i];
        const rp_step *step = rp_planned_step(&s->plan, planned);
        rp_race *race;
        if (step->kind != RP_STEP_SERVICE || step->service != service) {
            continue;
        }
        race = RP_LIST_ADD(&s->arena, &part->races);
        RP_HAVE(race);
        RP_TRY(rp_race_of(&k->weeks, s, planned, race));
        part->due = rp_dd_or(&s->w.dd, part->due, race->due);
    }
    return s->w.dd.status;
}

/* Wherever one of its steps is due somebody can do it: everybody counts, or those who are not late. */
static rp_dd served(rp_survey *s, const rp_part *part, const rp_dd *in_time) {
    rp_diagrams *dd = &s->w.dd;
    rp_dd all = part->due;
    for (size_t i = 0; i < part->races.n; i++) {
        const rp_race *race = &part->races.at[i];
        rp_dd some = RP_DD_FALSE;
        for (size_t j = 0; j < race->runners.n; j++) {
            rp_dd can = race->runners.at[j].can;
            some = rp_dd_or(dd, some, in_time ? rp_dd_and(dd, can, *in_time++) : can);
        }
        all = rp_dd_and(dd, all, rp_dd_or(dd, rp_dd_not(dd, race->due), some));
    }
    return all;
}

static size_t count_runners(const rp_part *part, bool *limited) {
    size_t n = 0;
    *limited = false;
    for (size_t i = 0; i < part->races.n; i++) {
        n += part->races.at[i].runners.n;
        *limited = *limited || part->races.at[i].limits.n > 0;
    }
    return n;
}

/* For a report at one moment: per runner, the cases in which it keeps the limits. */
static void run_races(const rp_part *part, uint32_t moment, rp_dd *in_time) {
    for (size_t i = 0; i < part->races.n; i++) {
        const rp_race *race = &part->races.at[i];
        for (size_t j = 0; j < race->runners.n; j++) {
            *in_time++ = rp_race_in_time(race, rp_way_takes(&race->runners.at[j].way, moment));
        }
    }
}

static bool is_always_the_same(const rp_part *part) {
    for (size_t i = 0; i < part->races.n; i++) {
        for (size_t j = 0; j < part->races.at[i].runners.n; j++) {
            if (rp_race_varies(&part->races.at[i], &part->races.at[i].runners.at[j])) {
                return false;
            }
        }
    }
    return true;
}

/* Over the moments of the week; what is as it was a moment before is not asked again. */
static refpath_status run_week(rp_covering *k, rp_survey *s, rp_part *part, size_t n) {
    rp_dd *now = RP_ARENA_ARRAY(&s->arena, rp_dd, n), *before = RP_ARENA_ARRAY(&s->arena, rp_dd, n), *swap;
    uint32_t moments = is_always_the_same(part) ? 1 : k->a->study.n_moments;
    RP_HAVE(now);
    RP_HAVE(before);
    part->always = part->covered;
    part->sometimes = RP_DD_FALSE;
    for (uint32_t m = 0; m < moments; m++) {
        rp_dd kept;
        run_races(part, m, now);
        rp_work_add(&s->w.dd, n);
        RP_TRY(s->w.dd.status);
        if (m > 0 && memcmp(now, before, n * sizeof *now) == 0) {
            continue;
        }
        kept = served(s, part, now);
        part->always = rp_dd_and(&s->w.dd, part->always, kept);
        part->sometimes = rp_dd_or(&s->w.dd, part->sometimes, kept);
        swap = before;
        before = now;
        now = swap;
    }
    return s->w.dd.status;
}

refpath_status rp_cover_part(rp_covering *k, rp_survey *s, uint32_t service, rp_part *part) {
    size_t n;
    memset(part, 0, sizeof *part);
    part->s = s;
    part->due = RP_DD_FALSE;
    RP_TRY(gather_races(k, s, service, part));
    part->covered = part->always = part->sometimes = served(s, part, NULL);
    n = count_runners(part, &part->limited);
    if (part->limited && part->due != RP_DD_FALSE) {
        RP_TRY(run_week(k, s, part, n));
    }
    return s->w.dd.status;
}

/* -- one line ------------------------------------------------------------------------------------------------------- */

static refpath_status count_parts(rp_covering *k, const rp_part *parts, size_t n, rp_cover *line) {
    rp_word *scope = rp_scope_new(k->a);
    RP_HAVE(scope);
    for (size_t i = 0; i < n; i++) {
        RP_TRY(rp_scope_add(parts[i].s, scope, parts[i].due));
        RP_TRY(rp_scope_add(parts[i].s, scope, parts[i].covered));
        RP_TRY(rp_scope_add(parts[i].s, scope, parts[i].always));
        RP_TRY(rp_scope_add(parts[i].s, scope, parts[i].sometimes));
    }
    rp_scope_add_parts(parts[0].s, scope);
    for (size_t i = 0; i < n; i++) {
        const rp_dd what[4] = {parts[i].due, parts[i].covered, parts[i].always, parts[i].sometimes};
        uint64_t *const to[4] = {&line->due, &line->covered, &line->always, &line->sometimes};
        for (size_t f = 0; f < 4; f++) {
            uint64_t cases;
            RP_TRY(rp_count_cases(parts[i].s, scope, what[f], &cases));
            RP_TRY(rp_count_add(to[f], cases));
        }
    }
    return REFPATH_OK;
}

/* Providers that some case of the kind can have, each actor once, and when one of them is open. */
static refpath_status look_at_providers(rp_covering *k, const rp_part *parts, size_t n, rp_cover *line) {
    rp_arena *arena = &parts[0].s->arena;
    rp_word *actors = RP_ARENA_ARRAY(arena, rp_word, rp_bits_words(k->a->p->who.n) + 1);
    rp_word *minutes = RP_ARENA_ARRAY(arena, rp_word, rp_bits_words(RP_WEEK_MINUTES) + 1);
    RP_HAVE(actors);
    RP_HAVE(minutes);
    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < parts[i].races.n; r++) {
            const rp_race *race = &parts[i].races.at[r];
            for (size_t j = 0; j < race->runners.n; j++) {
                rp_bits_add(actors, race->runners.at[j].candidate->who);
                rp_way_open_minutes(&race->runners.at[j].way, minutes);
            }
        }
        line->limited = line->limited || parts[i].limited;
    }
    line->providers = rp_bits_count(actors, rp_bits_words(k->a->p->who.n));
    line->open_minutes = rp_bits_count(minutes, rp_bits_words(RP_WEEK_MINUTES));
    return REFPATH_OK;
}

/* The facts on which it depends whether somebody gives it, where it is due: ids, in order of the vocabulary. */
static refpath_status name_facts(rp_covering *k, const rp_part *parts, size_t n, rp_cover *line) {
    const rp_matcher *m = &k->a->p->matcher;
    rp_word *axes = rp_scope_new(k->a);
    const char *names = NULL;
    uint32_t last = RP_NONE;
    RP_HAVE(axes);
    for (size_t i = 0; i < n && line->covered < line->due && line->covered > 0; i++) {
        rp_dd gap = rp_dd_and(&parts[i].s->w.dd, parts[i].due, rp_dd_not(&parts[i].s->w.dd, parts[i].covered));
        rp_depends(&parts[i].s->w, gap, axes);
        RP_TRY(parts[i].s->w.dd.status);
    }
    for (uint32_t a = 0; a < m->axes.n; a++) {
        if (rp_bits_has(axes, a) && m->axes.at[a].fact != last) {
            last = m->axes.at[a].fact;
            names = rp_join_id(k->a, names, rp_fact_id(&k->a->asking.w, last));
            RP_HAVE(names);
        }
    }
    line->facts = names;
    return REFPATH_OK;
}

static refpath_status cover_service(rp_covering *k, rp_survey *first, uint32_t service) {
    rp_analysis *a = k->a;
    rp_cover line = {.kind = first->kind, .place = first->place, .service = service, .number = (uint32_t)k->lines.n}, *slot;
    rp_part *parts;
    size_t n = 0;
    bool due = false;
    for (rp_survey *s = first; s; s = s->next) {
        n++;
    }
    parts = RP_ARENA_ARRAY(&first->arena, rp_part, n);
    RP_HAVE(parts);
    n = 0;
    for (rp_survey *s = first; s; s = s->next) {
        RP_TRY(rp_cover_part(k, s, service, &parts[n]));
        due = due || parts[n].due != RP_DD_FALSE;
        n++;
    }
    if (!due) {
        return REFPATH_OK;
    }
    RP_TRY(count_parts(k, parts, n, &line));
    RP_TRY(look_at_providers(k, parts, n, &line));
    RP_TRY(name_facts(k, parts, n, &line));
    line.share = rp_ppm(line.covered, line.due);
    line.always_share = rp_ppm(line.always, line.due);
    line.sometimes_share = rp_ppm(line.sometimes, line.due);
    if (a->study.weights.n > 0) {
        RP_TRY(rp_cover_children(k, &line));
    }
    slot = RP_LIST_ADD(a->arena, &k->lines);
    RP_HAVE(slot);
    *slot = line;
    return REFPATH_OK;
}

static refpath_status cover_kind(rp_covering *k, const rp_kind *kind, uint32_t place) {
    rp_survey *first;
    refpath_status status = REFPATH_OK;
    RP_TRY(rp_survey_open(k->a, kind, kind->known, place, &first));
    for (uint32_t s = 0; s < k->a->p->aims.entries.n && status == REFPATH_OK; s++) {
        if (rp_bits_has(k->a->study.services, s)) {
            status = cover_service(k, first, s);
        }
    }
    rp_survey_close(first);
    return status;
}

/* The lines of a kind are those of the one that it is like, but for children: weights may tell what no condition does. */
static refpath_status repeat_kind(rp_covering *k, size_t kind) {
    for (size_t i = k->first_line[k->like[kind]]; i < k->first_line[k->like[kind] + 1]; i++) {
        rp_cover *line = RP_LIST_ADD(k->a->arena, &k->lines);
        RP_HAVE(line);
        *line = k->lines.at[i];
        line->kind = &k->a->study.kinds.at[kind];
        line->number = (uint32_t)k->lines.n - 1;
        if (k->a->study.weights.n > 0) {
            RP_TRY(rp_cover_children(k, line));
        }
    }
    return REFPATH_OK;
}

static refpath_status cover_all(rp_covering *k) {
    rp_analysis *a = k->a;
    uint64_t done = 0, total = (uint64_t)a->study.kinds.n * a->study.places.n;
    RP_TRY(rp_kinds_alike(a, &k->like));
    k->first_line = RP_ARENA_ARRAY(a->arena, size_t, a->study.kinds.n + 1);
    RP_HAVE(k->first_line);
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (size_t j = 0; j < a->study.kinds.n; j++) {
            RP_TRY(rp_analysis_step(a, done++, total));
            k->first_line[j] = k->lines.n;
            RP_TRY(k->like[j] == j ? cover_kind(k, &a->study.kinds.at[j], a->study.places.at[i]) : repeat_kind(k, j));
            k->first_line[j + 1] = k->lines.n;
        }
    }
    return rp_analysis_step(a, total, total);
}

/* -- tables --------------------------------------------------------------------------------------------------------- */

static int smaller(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

/* Gaps, the worst first: the smallest share of children, then of cases, then in time; then by place, service, kind. */
static int worst_first(const void *left, const void *right) {
    const rp_cover *a = left, *b = right;
    int order = smaller(b->children - b->children_covered, a->children - a->children_covered);
    order = order ? order : smaller((uint64_t)a->share, (uint64_t)b->share);
    order = order ? order : smaller((uint64_t)a->always_share, (uint64_t)b->always_share);
    order = order ? order : smaller((uint64_t)a->sometimes_share, (uint64_t)b->sometimes_share);
    order = order ? order : smaller(a->place, b->place);
    order = order ? order : smaller(a->service, b->service);
    return order ? order : smaller(a->number, b->number);
}

static void write_line(rp_analysis *a, const rp_cover *line) {
    rp_tree *row = rp_table_row(a);
    rp_row_place(a, row, "place", line->place);
    rp_row_aim(a, row, "service", line->service);
    rp_row_text(a, row, "kind", line->kind->id);
    rp_row_number(a, row, "share", line->share);
    if (line->limited) {
        rp_row_number(a, row, "in-time-share", line->always_share);
    }
    if (line->weighted) {
        if (line->children_share >= 0) {
            rp_row_number(a, row, "children-share", line->children_share);
        }
        rp_row_count(a, row, "children-gap", line->children - line->children_covered);
        rp_row_count(a, row, "children", line->children);
    }
    rp_row_count(a, row, "providers", line->providers);
    rp_row_count(a, row, "open", line->open_minutes);
    rp_row_count(a, row, "gap", line->due - line->covered);
    rp_row_count(a, row, "covered", line->covered);
    rp_row_count(a, row, "cases", line->due);
    if (line->limited) {
        rp_row_count(a, row, "in-time", line->always);
        rp_row_count(a, row, "at-times", line->sometimes - line->always);
        rp_row_count(a, row, "too-late", line->covered - line->sometimes);
    }
    rp_row_text(a, row, "depends-on", line->facts);
}

static void write_lines(rp_covering *k) {
    static const char *const columns[][2] = {
        {"place", NULL},        {"service", NULL},         {"kind", NULL},
        {"share", "ppm"},       {"in-time-share", "ppm"},  {"children-share", "ppm"},
        {"children-gap", "children"}, {"children", "children"}, {"providers", NULL},
        {"open", "min"},        {"gap", "cases"},          {"covered", "cases"},
        {"cases", "cases"},     {"in-time", "cases"},      {"at-times", "cases"},
        {"too-late", "cases"},  {"depends-on", NULL},
    };
    rp_table_begin(k->a, "coverage");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        rp_table_column(k->a, columns[i][0], columns[i][1]);
    }
    for (size_t i = 0; i < k->lines.n; i++) {
        write_line(k->a, &k->lines.at[i]);
    }
}

typedef struct rp_tally {
    uint64_t all, whole, partly, none;
} rp_tally;

static void tally(rp_tally *t, const rp_cover *line) {
    t->all++;
    t->whole += line->covered == line->due;
    t->none += line->covered == 0;
    t->partly = t->all - t->whole - t->none;
}

static void write_tally(rp_analysis *a, const rp_tally *t, uint32_t place, uint32_t service) {
    rp_tree *row;
    if (t->all == 0) {
        return;
    }
    row = rp_table_row(a);
    rp_row_place(a, row, "place", place);
    rp_row_aim(a, row, "service", service);
    rp_row_count(a, row, "rows", t->all);
    rp_row_count(a, row, "whole", t->whole);
    rp_row_count(a, row, "partly", t->partly);
    rp_row_count(a, row, "none", t->none);
    rp_row_number(a, row, "whole-share", rp_ppm(t->whole, t->all));
}

static void begin_tally(rp_analysis *a, const char *table, const char *by) {
    rp_table_begin(a, table);
    rp_table_column(a, by, NULL);
    rp_table_column(a, "rows", NULL);
    rp_table_column(a, "whole", NULL);
    rp_table_column(a, "partly", NULL);
    rp_table_column(a, "none", NULL);
    rp_table_column(a, "whole-share", "ppm");
}

/* How many rows of the first table are covered whole, partly, not at all. */
static refpath_status write_tallies(rp_covering *k) {
    rp_analysis *a = k->a;
    rp_tally *services = RP_ARENA_ARRAY(a->arena, rp_tally, a->p->aims.entries.n + 1);
    rp_tally *places = RP_ARENA_ARRAY(a->arena, rp_tally, a->p->places.entries.n + 1);
    RP_HAVE(services);
    RP_HAVE(places);
    for (size_t i = 0; i < k->lines.n; i++) {
        tally(&services[k->lines.at[i].service], &k->lines.at[i]);
        tally(&places[k->lines.at[i].place], &k->lines.at[i]);
    }
    begin_tally(a, "by-service", "service");
    for (uint32_t s = 0; s < a->p->aims.entries.n; s++) {
        write_tally(a, &services[s], RP_NONE, s);
    }
    begin_tally(a, "by-place", "place");
    for (size_t i = 0; i < a->study.places.n; i++) {
        write_tally(a, &places[a->study.places.at[i]], a->study.places.at[i], RP_NONE);
    }
    return REFPATH_OK;
}

refpath_status rp_analyse_coverage(rp_analysis *a) {
    rp_covering k;
    memset(&k, 0, sizeof k);
    k.a = a;
    RP_TRY(rp_weeks_init(&k.weeks, a));
    RP_TRY(cover_all(&k));
    if (k.lines.n > 1) {
        qsort(k.lines.at, k.lines.n, sizeof *k.lines.at, worst_first);
    }
    write_lines(&k);
    return write_tallies(&k);
}
