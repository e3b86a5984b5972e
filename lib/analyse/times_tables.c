/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The tables of times to service. */
#include "analyse/times.h"

#include "analyse/table.h"

#include <stdlib.h>

static const char *const part_words[] = {"nothing", "gatekeeper", "response", "travel", "opening"};

typedef struct rp_column {
    const char *id, *unit;
} rp_column;

static void begin(rp_analysis *a, const char *table, const rp_column *columns, size_t n) {
    rp_table_begin(a, table);
    for (size_t i = 0; i < n; i++) {
        rp_table_column(a, columns[i].id, columns[i].unit);
    }
}

static rp_tree *new_row(rp_analysis *a, const rp_times *line) {
    rp_tree *row = rp_table_row(a);
    rp_row_place(a, row, "place", line->place);
    rp_row_text(a, row, "kind", line->kind->id);
    rp_row_text(a, row, "step", a->p->steps.at[line->step].id);
    return row;
}

/* -- one line of the first table --------------------------------------------------------------------------------------- */

static int64_t share_of(const rp_timing *k, rp_wide pairs, uint64_t cases) {
    return rp_wide_ppm(pairs, rp_wide_times(rp_wide_of(cases), k->a->study.n_moments));
}

static void write_bottleneck(rp_analysis *a, rp_tree *row, const rp_times *line) {
    const rp_bottleneck *b = &line->bottlenecks.at[0];
    rp_row_text(a, row, "bottleneck", part_words[b->part]);
    rp_row_who(a, row, "bottleneck-who", b->who);
    rp_row_number(a, row, "bottleneck-share", rp_wide_ppm(b->pairs, line->served));
}

static void write_distribution(rp_analysis *a, rp_tree *row, const rp_times *line) {
    rp_row_number(a, row, "best", line->best);
    rp_row_number(a, row, "p90", line->p90);
    rp_row_moment(a, row, "worst-at", line->worst_at);
    rp_row_who(a, row, "worst-by", line->worst_by);
}

static void write_line(rp_timing *k, const rp_times *line) {
    rp_analysis *a = k->a;
    rp_tree *row = new_row(a, line);
    bool served = line->worst >= 0;
    if (served) {
        rp_row_number(a, row, "worst", line->worst);
        rp_row_number(a, row, "median", line->median);
    }
    rp_row_number(a, row, "served-share", share_of(k, line->served, line->due));
    if (line->with_target > 0) {
        rp_row_number(a, row, "target-share", share_of(k, line->target_kept, line->with_target));
    }
    if (line->with_limit > 0) {
        rp_row_number(a, row, "limit-share", share_of(k, line->limit_kept, line->with_limit));
    }
    if (served) {
        write_bottleneck(a, row, line);
        write_distribution(a, row, line);
    }
    rp_row_count(a, row, "cases", line->due);
}

static int64_t worst_of(const rp_times *line) {
    return line->worst >= 0 ? line->worst : INT64_MAX;
}

/* The longest first, before all where nobody ever comes; then by place, kind, step. */
static int longest_first(const void *left, const void *right) {
    const rp_times *a = left, *b = right;
    if (worst_of(a) != worst_of(b)) {
        return worst_of(a) > worst_of(b) ? -1 : 1;
    }
    return (a->number > b->number) - (a->number < b->number);
}

static void write_lines(rp_timing *k) {
    static const rp_column columns[] = {
        {"place", NULL},         {"kind", NULL},           {"step", NULL},        {"worst", "s"},
        {"median", "s"},         {"served-share", "ppm"},  {"target-share", "ppm"}, {"limit-share", "ppm"},
        {"bottleneck", NULL},    {"bottleneck-who", NULL}, {"bottleneck-share", "ppm"}, {"best", "s"},
        {"p90", "s"},            {"worst-at", NULL},       {"worst-by", NULL},    {"cases", "cases"},
    };
    begin(k->a, "times", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < k->lines.n; i++) {
        write_line(k, &k->lines.at[i]);
    }
}

/* -- the other tables --------------------------------------------------------------------------------------------------- */

static void write_bottlenecks(rp_timing *k) {
    static const rp_column columns[] = {{"place", NULL}, {"kind", NULL},    {"step", NULL}, {"part", NULL},
                                        {"who", NULL},   {"bottleneck-share", "ppm"}, {"longest", "s"}};
    begin(k->a, "bottlenecks", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < k->lines.n; i++) {
        const rp_times *line = &k->lines.at[i];
        for (size_t j = 0; j < line->bottlenecks.n; j++) {
            const rp_bottleneck *b = &line->bottlenecks.at[j];
            rp_tree *row = new_row(k->a, line);
            rp_row_text(k->a, row, "part", part_words[b->part]);
            rp_row_who(k->a, row, "who", b->who);
            rp_row_number(k->a, row, "bottleneck-share", rp_wide_ppm(b->pairs, line->served));
            rp_row_number(k->a, row, "longest", b->longest);
        }
    }
}

static void write_hour(rp_analysis *a, uint32_t place, uint32_t h, const rp_hour *hour) {
    rp_tree *row = rp_table_row(a);
    rp_row_place(a, row, "place", place);
    rp_row_number(a, row, "weekday", h / 24 + 1);
    rp_row_number(a, row, "hour", h % 24);
    if (hour->worst >= 0) {
        rp_row_number(a, row, "worst", hour->worst);
        rp_row_text(a, row, "worst-step", a->p->steps.at[hour->worst_step].id);
        rp_row_text(a, row, "worst-kind", hour->worst_kind->id);
    }
    rp_row_count(a, row, "rows", hour->lines);
    rp_row_count(a, row, "rows-target-missed", hour->target_missed);
    rp_row_count(a, row, "rows-limit-missed", hour->limit_missed);
    rp_row_count(a, row, "rows-unserved", hour->unserved);
}

static void write_hours(rp_timing *k) {
    static const rp_column columns[] = {
        {"place", NULL},      {"weekday", NULL}, {"hour", NULL},          {"worst", "s"},        {"worst-step", NULL},
        {"worst-kind", NULL}, {"rows", NULL},   {"rows-target-missed", NULL}, {"rows-limit-missed", NULL}, {"rows-unserved", NULL},
    };
    begin(k->a, "hours", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < k->a->study.places.n; i++) {
        for (uint32_t h = 0; h < RP_HOURS_OF_WEEK; h++) {
            const rp_hour *hour = &k->hours[i * RP_HOURS_OF_WEEK + h];
            if (hour->lines > 0) {
                write_hour(k->a, k->a->study.places.at[i], h, hour);
            }
        }
    }
}

static void write_moment(rp_timing *k, const rp_times *line, uint32_t m) {
    rp_analysis *a = k->a;
    const rp_moment_times *moment = &line->moments[m];
    int64_t report = a->study.from + m * a->study.step;
    uint32_t h = rp_hour_of_week(a, line->place, report);
    rp_tree *row = new_row(a, line);
    rp_row_moment(a, row, "report", report);
    rp_row_number(a, row, "weekday", h / 24 + 1);
    rp_row_number(a, row, "hour", h % 24);
    if (moment->served > 0) {
        rp_row_number(a, row, "best", moment->best);
        rp_row_number(a, row, "worst", moment->worst);
    }
    if (line->with_target > 0) {
        rp_row_number(a, row, "target-share", rp_ppm(moment->target_kept, line->with_target));
    }
    if (line->with_limit > 0) {
        rp_row_number(a, row, "limit-share", rp_ppm(moment->limit_kept, line->with_limit));
    }
    rp_row_number(a, row, "served-share", rp_ppm(moment->served, line->due));
}

static void write_moments(rp_timing *k) {
    static const rp_column columns[] = {
        {"place", NULL}, {"kind", NULL}, {"step", NULL},  {"report", NULL},        {"weekday", NULL},       {"hour", NULL},
        {"best", "s"},   {"worst", "s"}, {"target-share", "ppm"}, {"limit-share", "ppm"}, {"served-share", "ppm"},
    };
    begin(k->a, "moments", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < k->lines.n; i++) {
        for (uint32_t m = 0; m < k->a->study.n_moments; m++) {
            write_moment(k, &k->lines.at[i], m);
        }
    }
}

void rp_times_write(rp_timing *k) {
    if (k->lines.n > 1) {
        qsort(k->lines.at, k->lines.n, sizeof *k->lines.at, longest_first);
    }
    write_lines(k);
    write_bottlenecks(k);
    write_hours(k);
    if (k->detail) {
        write_moments(k);
    }
}
