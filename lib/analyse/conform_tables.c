/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The log in tables: verdicts, each referral, sums by step and by whom it was sent to, how right the directory was. Rows
 * count referrals and the children they were about; both are small cells. A row about one referral is a cell of one.
 */
#include "analyse/conform.h"

#include "analyse/share.h"
#include "analyse/table.h"
#include "base/check.h"

#include <stdlib.h>
#include <string.h>

#define CHILD "child" /* of one child: goes where a cell of one child goes */

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
        qsort(sums[i].to_accepted, sums[i].accepted, sizeof(int64_t), by_time);
        qsort(sums[i].to_served, sums[i].served, sizeof(int64_t), by_time);
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

static int most_failing(const void *left, const void *right) {
    const rp_sum *a = left, *b = right;
    int order = smaller((uint64_t)rp_ppm(b->refused + b->unanswered, b->n - b->pending),
                        (uint64_t)rp_ppm(a->refused + a->unanswered, a->n - a->pending));
    order = order ? order : smaller(b->n, a->n);
    return order ? order : smaller(a->who, b->who);
}

static void write_accuracy(rp_analysis *a, const rp_sum *sum) {
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
}

/* Whoever did not answer or refused most often first. */
static refpath_status write_directory(rp_log *log) {
    rp_analysis *a = log->a;
    rp_sum *sums;
    size_t n;
    RP_TRY(sum_up(log, false, true, &sums, &n));
    if (n > 1) {
        qsort(sums, n, sizeof *sums, most_failing);
    }
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
    for (size_t i = 0; i < n; i++) {
        write_accuracy(a, &sums[i]);
    }
    return REFPATH_OK;
}

/* -- each referral ------------------------------------------------------------------------------------------------------ */

static const char *kept_word(rp_kept kept) {
    return kept == RP_NOT_JUDGED ? NULL : kept == RP_IS_KEPT ? "kept" : "missed";
}

/* The finding that made the verdict: the first as bad as it. */
static const char *worst_of(const rp_event *event, rp_verdict verdict) {
    for (int i = 0; i < RP_FINDINGS; i++) {
        if (rp_found(event, (rp_finding)i) && rp_finding_verdict((rp_finding)i) == verdict) {
            return rp_finding_code((rp_finding)i);
        }
    }
    return NULL;
}

static void write_event(rp_analysis *a, const rp_event *event) {
    rp_tree *row = rp_table_row(a);
    rp_verdict verdict = rp_event_verdict(event);
    rp_row_text(a, row, "event", event->id);
    rp_row_text(a, row, "verdict", rp_verdict_names[verdict]);
    rp_row_text(a, row, "finding", verdict == RP_KEPT ? NULL : worst_of(event, verdict));
    rp_row_text(a, row, "in-plan", event->due);
    rp_row_text(a, row, "step", a->p->steps.at[event->step].id);
    rp_row_who(a, row, "actor", event->who);
    rp_row_who(a, row, "from", event->from);
    rp_row_moment(a, row, "sent-at", event->sent);
    if (event->accepted != RP_NO_TIME) {
        rp_row_number(a, row, "to-accepted", event->accepted - event->sent);
    }
    if (event->served != RP_NO_TIME) {
        rp_row_number(a, row, "to-served", event->served - event->sent);
    }
    rp_row_text(a, row, "in-target", kept_word(event->target));
    rp_row_text(a, row, "in-limit", kept_word(event->limit));
    if (event->escalate_at != RP_NO_TIME) {
        rp_row_moment(a, row, "escalate-at", event->escalate_at);
    }
    rp_row_count(a, row, "children", 1);
}

static void write_events(const rp_log *log) {
    static const char *const columns[] = {"verdict", "finding", "in-plan", "step", "actor", "from", "sent-at"};
    rp_analysis *a = log->a;
    rp_table_begin(a, "events");
    rp_table_column(a, "event", NULL);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        rp_table_column(a, columns[i], CHILD);
    }
    rp_table_column(a, "to-accepted", "s");
    rp_table_column(a, "to-served", "s");
    rp_table_column(a, "in-target", CHILD);
    rp_table_column(a, "in-limit", CHILD);
    rp_table_column(a, "escalate-at", CHILD);
    rp_table_column(a, "children", "children");
    for (size_t i = 0; i < log->n; i++) {
        write_event(a, &log->at[i]);
    }
}

static void write_findings(const rp_log *log) {
    rp_analysis *a = log->a;
    rp_table_begin(a, "event-findings");
    rp_table_column(a, "event", NULL);
    rp_table_column(a, "finding", CHILD);
    rp_table_column(a, "weight", CHILD);
    rp_table_column(a, "children", "children");
    for (size_t i = 0; i < log->n; i++) {
        for (int k = 0; k < RP_FINDINGS; k++) {
            rp_tree *row = rp_found(&log->at[i], (rp_finding)k) ? rp_table_row(a) : NULL;
            if (row) {
                rp_row_text(a, row, "event", log->at[i].id);
                rp_row_text(a, row, "finding", rp_finding_code((rp_finding)k));
                rp_row_text(a, row, "weight", rp_finding_weight((rp_finding)k));
                rp_row_count(a, row, "children", 1);
            }
        }
    }
}

/* -- verdicts and findings together --------------------------------------------------------------------------------------- */

typedef struct rp_tally {
    uint64_t n, children;
    uint32_t last; /* child counted last */
} rp_tally;

static void tally(rp_tally *to, uint32_t child) {
    to->children += to->n == 0 || to->last != child;
    to->n++;
    to->last = child;
}

static void write_tally(const rp_log *log, const char *column, const char *name, const char *weight, const rp_tally *sum) {
    rp_analysis *a = log->a;
    rp_tree *row = rp_table_row(a);
    rp_row_text(a, row, column, name);
    rp_row_text(a, row, "weight", weight);
    rp_row_count(a, row, "referrals", sum->n);
    rp_row_number(a, row, "referral-share", rp_ppm(sum->n, log->n));
    rp_row_count(a, row, "children", sum->children);
}

static void begin_tallies(rp_analysis *a, const char *id, const char *column, bool weighs) {
    rp_table_begin(a, id);
    rp_table_column(a, column, NULL);
    if (weighs) {
        rp_table_column(a, "weight", NULL);
    }
    rp_table_column(a, "referrals", "referrals");
    rp_table_column(a, "referral-share", "ppm");
    rp_table_column(a, "children", "children");
}

static void write_tallies(const rp_log *log) {
    rp_tally verdicts[RP_VERDICTS], findings[RP_FINDINGS];
    memset(verdicts, 0, sizeof verdicts);
    memset(findings, 0, sizeof findings);
    for (size_t i = 0; i < log->n; i++) {
        const rp_event *event = &log->at[log->by_child[i]];
        tally(&verdicts[rp_event_verdict(event)], event->child);
        for (int k = 0; k < RP_FINDINGS; k++) {
            if (rp_found(event, (rp_finding)k)) {
                tally(&findings[k], event->child);
            }
        }
    }
    begin_tallies(log->a, "verdicts", "verdict", false);
    for (int k = 0; k < RP_VERDICTS; k++) {
        write_tally(log, "verdict", rp_verdict_names[k], NULL, &verdicts[k]);
    }
    begin_tallies(log->a, "findings", "finding", true);
    for (int k = 0; k < RP_FINDINGS; k++) {
        if (findings[k].n > 0) {
            write_tally(log, "finding", rp_finding_code((rp_finding)k), rp_finding_weight((rp_finding)k), &findings[k]);
        }
    }
}

refpath_status rp_log_tables(rp_log *log) {
    write_tallies(log);
    write_events(log);
    write_findings(log);
    RP_TRY(write_sums(log, "referrals", true, true));
    RP_TRY(write_sums(log, "referrals-by-step", true, false));
    RP_TRY(write_sums(log, "referrals-by-actor", false, true));
    return write_directory(log);
}
