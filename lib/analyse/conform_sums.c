/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The log added up: by step, by whom it was sent to, how right the directory was. Small cells as in conform_tables.c. */
#include "analyse/conform.h"

#include "analyse/share.h"
#include "analyse/table.h"
#include "base/check.h"

#include <stdlib.h>

/* -- sums ------------------------------------------------------------------------------------------------------------ */

typedef struct rp_sum {
    uint32_t step, who; /* RP_NONE: all */
    uint64_t n, children, accepted, refused, served, unanswered, pending, feedback;
    uint64_t verdicts[RP_VERDICTS], targets, targets_kept, limits, limits_kept, unlisted, unlisted_helped;
    int64_t *to_accepted, *to_served; /* seconds, ascending at the end */
    int64_t verified;
} rp_sum;

static bool same_group(const rp_event *a, const rp_event *b, bool by_step, bool by_who) {
    return (!by_step || a->step == b->step) && (!by_who || a->who == b->who);
}

/* An entry of a list to sort: by step, by whom, then by child. */
typedef struct rp_sorted {
    uint32_t step, who, child, event;
} rp_sorted;

static int smaller(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int by_group(const void *left, const void *right) {
    const rp_sorted *a = left, *b = right;
    int order = smaller(a->step, b->step);
    order = order ? order : smaller(a->who, b->who);
    order = order ? order : smaller(a->child, b->child);
    return order ? order : smaller(a->event, b->event);
}

static int by_time(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static void count_kept(rp_kept kept, uint64_t *all, uint64_t *are) {
    *all += kept != RP_NOT_JUDGED;
    *are += kept == RP_IS_KEPT;
}

static void add_event(const rp_log *log, rp_sum *sum, const rp_event *event) {
    bool helped = event->accepted != RP_NO_TIME || event->served != RP_NO_TIME;
    sum->n++;
    if (event->accepted != RP_NO_TIME) {
        sum->to_accepted[sum->accepted++] = event->accepted - event->sent;
    }
    if (event->served != RP_NO_TIME) {
        sum->to_served[sum->served++] = event->served - event->sent;
    }
    sum->refused += event->refused != RP_NO_TIME;
    sum->pending += rp_event_pending(log, event);
    sum->unanswered += rp_event_unanswered(event) && !rp_event_pending(log, event);
    sum->feedback += event->feedback != RP_NO_TIME;
    sum->verdicts[rp_event_verdict(event)]++;
    count_kept(event->target, &sum->targets, &sum->targets_kept);
    count_kept(event->limit, &sum->limits, &sum->limits_kept);
    sum->unlisted += event->due && strcmp(event->due, "no") != 0 && !event->listed;
    sum->unlisted_helped += event->due && strcmp(event->due, "no") != 0 && !event->listed && helped;
    sum->verified = event->verified > sum->verified ? event->verified : sum->verified;
}

/* Groups of the log, one sum each, in the order of the protocol. */
static refpath_status sum_up(const rp_log *log, bool by_step, bool by_who, rp_sum **out, size_t *n) {
    rp_arena *arena = log->a->arena;
    rp_sorted *sorted = RP_ARENA_ARRAY(arena, rp_sorted, log->n + 1);
    int64_t *times = RP_ARENA_ARRAY(arena, int64_t, 2 * log->n + 1);
    rp_sum *sums = RP_ARENA_ARRAY(arena, rp_sum, log->n + 1), *sum = NULL;
    RP_HAVE(sorted && times ? sums : NULL);
    for (uint32_t i = 0; i < log->n; i++) {
        const rp_event *event = &log->at[i];
        sorted[i] = (rp_sorted){by_step ? event->step : RP_NONE, by_who ? event->who : RP_NONE, event->child, i};
    }
    if (log->n > 1) {
        qsort(sorted, log->n, sizeof *sorted, by_group);
    }
    *n = 0;
    for (size_t i = 0; i < log->n; i++) {
        const rp_event *event = &log->at[sorted[i].event], *before = i > 0 ? &log->at[sorted[i - 1].event] : NULL;
        bool new_group = !before || !same_group(event, before, by_step, by_who);
        if (new_group) {
            sum = &sums[(*n)++];
            sum->step = sorted[i].step;
            sum->who = sorted[i].who;
            sum->to_accepted = times + i;
            sum->to_served = times + log->n + i;
            sum->verified = RP_NO_DATE;
        }
        sum->children += new_group || event->child != before->child;
        add_event(log, sum, event);
    }
    for (size_t i = 0; i < *n; i++) {
        qsort(sums[i].to_accepted, (size_t)sums[i].accepted, sizeof(int64_t), by_time);
        qsort(sums[i].to_served, (size_t)sums[i].served, sizeof(int64_t), by_time);
    }
    *out = sums;
    return rp_analysis_work(log->a, log->n);
}

/* The least that half of them do not exceed, and the longest. */
static void write_span(rp_analysis *a, rp_tree *row, const char *median, const char *worst, const int64_t *times,
                       uint64_t n) {
    if (n > 0) {
        rp_row_number(a, row, median, times[(n - 1) / 2]);
        rp_row_number(a, row, worst, times[n - 1]);
    }
}

static void write_share(rp_analysis *a, rp_tree *row, const char *column, uint64_t part, uint64_t whole) {
    if (whole > 0) {
        rp_row_number(a, row, column, rp_ppm(part, whole));
    }
}

static void begin_sums(rp_analysis *a, const char *id, bool by_step, bool by_who) {
    static const char *const counts[] = {"sent",  "accepted", "refused", "served", "unanswered", "pending",
                                         "feedback", "kept",  "unclear", "broken"};
    rp_table_begin(a, id);
    if (by_step) {
        rp_table_column(a, "step", NULL);
    }
    if (by_who) {
        rp_table_column(a, "actor", NULL);
    }
    rp_table_column(a, "children", "children");
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        rp_table_column(a, counts[i], "referrals");
    }
    rp_table_column(a, "accepted-median", "s");
    rp_table_column(a, "accepted-worst", "s");
    rp_table_column(a, "served-median", "s");
    rp_table_column(a, "served-worst", "s");
    rp_table_column(a, "target-share", "ppm");
    rp_table_column(a, "limit-share", "ppm");
    rp_table_column(a, "feedback-share", "ppm");
}

static void write_sum(rp_analysis *a, const rp_sum *sum) {
    rp_tree *row = rp_table_row(a);
    if (sum->step != RP_NONE) {
        rp_row_text(a, row, "step", a->p->steps.at[sum->step].id);
    }
    rp_row_who(a, row, "actor", sum->who);
    rp_row_count(a, row, "children", sum->children);
    rp_row_count(a, row, "sent", sum->n);
    rp_row_count(a, row, "accepted", sum->accepted);
    rp_row_count(a, row, "refused", sum->refused);
    rp_row_count(a, row, "served", sum->served);
    rp_row_count(a, row, "unanswered", sum->unanswered);
    rp_row_count(a, row, "pending", sum->pending);
    rp_row_count(a, row, "feedback", sum->feedback);
    for (int i = 0; i < RP_VERDICTS; i++) {
        rp_row_count(a, row, rp_verdict_names[i], sum->verdicts[i]);
    }
    write_span(a, row, "accepted-median", "accepted-worst", sum->to_accepted, sum->accepted);
    write_span(a, row, "served-median", "served-worst", sum->to_served, sum->served);
    write_share(a, row, "target-share", sum->targets_kept, sum->targets);
    write_share(a, row, "limit-share", sum->limits_kept, sum->limits);
    write_share(a, row, "feedback-share", sum->feedback, sum->n);
}

static refpath_status write_sums(rp_log *log, const char *id, bool by_step, bool by_who) {
    rp_sum *sums;
    size_t n;
    RP_TRY(sum_up(log, by_step, by_who, &sums, &n));
    begin_sums(log->a, id, by_step, by_who);
    for (size_t i = 0; i < n; i++) {
        write_sum(log->a, &sums[i]);
    }
    return REFPATH_OK;
}

/* -- how right the directory was ---------------------------------------------------------------------------------------- */

/* Whom the directory names, with the row written of it. */
typedef struct rp_ranked {
    const rp_sum *sum;
    rp_tree *row;
    bool tells;
} rp_ranked;

/* Rows of small cells come last, as the protocol has them: their place among the others would tell what they do not. */
static int most_failing(const void *left, const void *right) {
    const rp_ranked *one = left, *two = right;
    const rp_sum *a = one->sum, *b = two->sum;
    int order = (int)two->tells - (int)one->tells;
    if (order == 0 && one->tells) {
        order = smaller((uint64_t)rp_ppm(b->refused + b->unanswered, b->n - b->pending),
                        (uint64_t)rp_ppm(a->refused + a->unanswered, a->n - a->pending));
        order = order ? order : smaller(b->n, a->n);
    }
    return order ? order : smaller(a->who, b->who);
}

static rp_tree *write_accuracy(rp_analysis *a, const rp_sum *sum) {
    const rp_who *who = &a->p->who.at[sum->who];
    int64_t verified = sum->verified != RP_NO_DATE || who->kind != RP_WHO_ACTOR ? sum->verified
                                                                                : a->p->actors.at[who->index].verified;
    rp_tree *row = rp_table_row(a);
    rp_row_who(a, row, "actor", sum->who);
    write_share(a, row, "failed-share", sum->refused + sum->unanswered, sum->n - sum->pending);
    rp_row_count(a, row, "children", sum->children);
    rp_row_count(a, row, "sent", sum->n);
    rp_row_count(a, row, "refused", sum->refused);
    rp_row_count(a, row, "unanswered", sum->unanswered);
    rp_row_count(a, row, "pending", sum->pending);
    rp_row_count(a, row, "unlisted", sum->unlisted);
    rp_row_count(a, row, "unlisted-helped", sum->unlisted_helped);
    if (who->kind == RP_WHO_ACTOR) {
        rp_row_flag(a, row, "stale", rp_is_stale(&a->asking.w, verified));
        rp_write_day(&a->asking.o, row, "verified", verified);
    }
    return row;
}

static void begin_accuracy(rp_analysis *a) {
    rp_table_begin(a, "accuracy");
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "failed-share", "ppm");
    rp_table_column(a, "children", "children");
    rp_table_column(a, "sent", "referrals");
    rp_table_column(a, "refused", "referrals");
    rp_table_column(a, "unanswered", "referrals");
    rp_table_column(a, "pending", "referrals");
    rp_table_column(a, "unlisted", "referrals");
    rp_table_column(a, "unlisted-helped", "referrals");
    rp_table_column(a, "stale", NULL);
    rp_table_column(a, "verified", NULL);
}

/* Whoever did not answer or refused most often first. Whether a row may tell is asked of the row itself. */
static refpath_status write_directory(rp_log *log) {
    rp_analysis *a = log->a;
    rp_ranked *ranked;
    rp_sum *sums;
    size_t n;
    RP_TRY(sum_up(log, false, true, &sums, &n));
    ranked = RP_ARENA_ARRAY(a->arena, rp_ranked, n + 1);
    RP_HAVE(ranked);
    begin_accuracy(a);
    for (size_t i = 0; i < n; i++) {
        ranked[i].sum = &sums[i];
        ranked[i].row = write_accuracy(a, &sums[i]);
        RP_HAVE(ranked[i].row);
        ranked[i].tells = rp_row_tells(a->columns, ranked[i].row, a->min_cell);
    }
    if (n > 1) {
        qsort(ranked, n, sizeof *ranked, most_failing);
    }
    a->rows->first = a->rows->last = NULL;
    a->rows->n = 0;
    for (size_t i = 0; i < n; i++) {
        ranked[i].row->next = NULL;
        rp_tree_append(a->rows, ranked[i].row);
    }
    return REFPATH_OK;
}

refpath_status rp_log_sums(rp_log *log) {
    RP_TRY(write_sums(log, "referrals", true, true));
    RP_TRY(write_sums(log, "referrals-by-step", true, false));
    RP_TRY(write_sums(log, "referrals-by-actor", false, true));
    return write_directory(log);
}
