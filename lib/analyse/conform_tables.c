/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The log in tables: verdicts, findings, each referral. Rows count referrals and the children they were about; both are small
 * cells. A row about one referral is a cell of one.
 */
#include "analyse/conform.h"

#include "analyse/share.h"
#include "analyse/table.h"
#include "base/check.h"

#include <string.h>

#define CHILD "child" /* of one child: goes where a cell of one child goes */

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

static void write_finding(rp_analysis *a, const rp_event *event, rp_finding finding, const rp_detail *about) {
    rp_tree *row = rp_table_row(a);
    rp_row_text(a, row, "event", event->id);
    rp_row_text(a, row, "finding", rp_finding_code(finding));
    rp_row_text(a, row, "weight", rp_finding_weight(finding));
    if (about && about->item != RP_NONE) {
        rp_row_text(a, row, "item", a->p->items.entries.at[about->item].id);
    }
    if (about) {
        rp_row_who(a, row, "actor", about->who);
    }
    rp_row_count(a, row, "children", 1);
}

/* One that is about several items, or several people, has a row for each. */
static void write_findings_of(rp_analysis *a, const rp_event *event) {
    for (int k = 0; k < RP_FINDINGS; k++) {
        bool told = false;
        for (size_t i = 0; i < event->details.n; i++) {
            if (event->details.at[i].finding == (rp_finding)k) {
                write_finding(a, event, (rp_finding)k, &event->details.at[i]);
                told = true;
            }
        }
        if (rp_found(event, (rp_finding)k) && !told) {
            write_finding(a, event, (rp_finding)k, NULL);
        }
    }
}

/* Where a cell of one tells nothing, how many rows a referral has would: then each has one, also those without a finding. */
static void write_findings(const rp_log *log) {
    rp_analysis *a = log->a;
    rp_table_begin(a, "event-findings");
    rp_table_column(a, "event", NULL);
    rp_table_column(a, "finding", CHILD);
    rp_table_column(a, "weight", CHILD);
    rp_table_column(a, "item", CHILD);
    rp_table_column(a, "actor", CHILD);
    rp_table_column(a, "children", "children");
    for (size_t i = 0; i < log->n; i++) {
        if (a->min_cell > 1) {
            rp_tree *row = rp_table_row(a);
            rp_row_text(a, row, "event", log->at[i].id);
            rp_row_count(a, row, "children", 1);
        } else {
            write_findings_of(a, &log->at[i]);
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
    return rp_log_sums(log);
}
