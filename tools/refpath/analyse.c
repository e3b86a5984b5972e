/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    refpath_analysis analysis;
} analyses[] = {
    {"coverage", REFPATH_ANALYSIS_COVERAGE},
    {"failures", REFPATH_ANALYSIS_FAILURES},
    {"drawdown", REFPATH_ANALYSIS_DRAWDOWN},
    {"times", REFPATH_ANALYSIS_TIMES},
    {"load", REFPATH_ANALYSIS_LOAD},
    {"simulation", REFPATH_ANALYSIS_SIMULATION},
    {"coordination", REFPATH_ANALYSIS_COORDINATION},
    {"conformance", REFPATH_ANALYSIS_CONFORMANCE},
    {"network", REFPATH_ANALYSIS_NETWORK},
    {"pathways", REFPATH_ANALYSIS_PATHWAYS},
};
#define N_ANALYSES (sizeof analyses / sizeof *analyses)

static int unknown_analysis(command *c, const char *name) {
    const char *names[N_ANALYSES];
    const char *near;
    for (size_t i = 0; i < N_ANALYSES; i++) {
        names[i] = analyses[i].name;
    }
    near = nearest(name, names, N_ANALYSES);
    if (near) {
        return complain(c, "usage", "there is no analysis \"%s\"; did you mean \"%s\"? See refpath analyse --help.", name,
                        near);
    }
    return complain(c, "usage", "there is no analysis \"%s\"; refpath analyse --help lists them.", name);
}

static int read_min_cell(command *c, uint64_t *min_cell) {
    char *end;
    *min_cell = 0;
    if (!c->min_cell) {
        return ANSWERED;
    }
    *min_cell = strtoul(c->min_cell, &end, 10);
    if (c->min_cell[0] < '0' || c->min_cell[0] > '9' || *end != '\0' || *min_cell > 1000000) {
        return complain(c, "usage", "--min-cell takes a whole number from 0 to 1000000.");
    }
    return ANSWERED;
}

/* How far it is, on a terminal that shows nothing else there. */
static int show_progress(uint64_t done, uint64_t total, void *user) {
    uint64_t *last = user, percent = total > 0 ? done * 100 / total : 100;
    if (percent != *last) {
        *last = percent;
        fprintf(stderr, percent < 100 ? "\r%3u %%" : "\r     \r", (unsigned)percent);
        fflush(stderr);
    }
    return 0;
}

static int tell_csv(command *c, question *q) {
    refpath_status written;
    if (q->status != REFPATH_OK) {
        return close_question(c, q, NULL);
    }
    if (q->clock) {
        say_time_taken(c, q->now);
    }
    written = refpath_answer_table(q->answer, c->table, NULL, write_out, stdout);
    if (written == REFPATH_NOT_FOUND) {
        return end_question(q, complain(c, "usage", "this analysis has no table \"%s\"; --json shows all tables.", c->table));
    }
    return end_question(q, written == REFPATH_OK ? ANSWERED : report(c, written));
}

int run_analyse(command *c) {
    question q = {0};
    refpath_analysis_question asked = {.size = sizeof asked};
    uint64_t last = 100;
    char *study = NULL;
    int status;
    for (size_t i = 0; i < N_ANALYSES; i++) {
        asked.analysis = strcmp(analyses[i].name, c->operands[0]) == 0 ? analyses[i].analysis : asked.analysis;
    }
    if ((int)asked.analysis == 0) {
        return unknown_analysis(c, c->operands[0]);
    }
    if (c->csv && (c->json || c->plain)) {
        return complain(c, "usage", "--csv is one way to write, --json and --plain are others: choose one.");
    }
    if (c->table && !c->csv) {
        return complain(c, "usage", "--table chooses what --csv writes; add --csv.");
    }
    if (read_min_cell(c, &asked.min_cell) != ANSWERED ||
        !take_moment(c, "now", c->now, &q.now, &q.clock) ||
        (c->study && !read_text(c, c->study, &study, &asked.study_length)) ||
        !open_question(c, &q, c->operands[1], NULL)) {
        free(study);
        return WRONG_QUESTION;
    }
    asked.study = study;
    asked.viewer = c->viewer;
    asked.now = q.now;
    asked.progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    asked.user = &last;
    q.status = refpath_protocol_analyse(&q.answer, q.protocol, &asked, c->diags);
    status = c->csv ? tell_csv(c, &q) : close_question(c, &q, NULL);
    free(study);
    return status;
}
