/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Analyses, their tables and pictures; reports. Numbers come with a sign, for Java has no others. */
#ifndef REFPATH_BINDINGS_ANALYSING_H
#define REFPATH_BINDINGS_ANALYSING_H

#include "handles.h"

static inline Answer *Protocol_analyse(const Protocol *self, refpath_analysis analysis, rp_bytes study, int64_t now,
                                       const char *viewer, int64_t min_cell, int64_t work, rp_progress progress,
                                       rp_call *call) {
    Answer *out = NULL;
    const refpath_analysis_question question = {
        sizeof question,    analysis,       now,           viewer,       study.at, study.n,
        (uint64_t)min_cell, (uint64_t)work, progress.call, progress.user};
    if (min_cell < 0 || work < 0) {
        call->status = REFPATH_INVALID_ARGUMENT;
    } else if (rp_call_begin(call)) {
        call->status = refpath_protocol_analyse(&out, self, &question, call->diags);
    }
    return out;
}

static inline rp_written Protocol_report(const Protocol *self, int64_t now, const char *viewer, const char *place,
                                         const char *language, rp_call *call) {
    rp_written to = {NULL, 0, 0};
    const refpath_report_options options = {sizeof options, now, viewer, place, language};
    if (rp_call_begin(call)) {
        call->status = refpath_protocol_report(self, &options, rp_collect, &to, call->diags);
    }
    return to;
}

static inline rp_written Answer_table(const Answer *self, const char *table, int64_t min_cell, rp_call *call) {
    rp_written to = {NULL, 0, 0};
    const refpath_table_options options = {sizeof options, (uint64_t)min_cell};
    call->status =
        min_cell < 0 ? REFPATH_INVALID_ARGUMENT : refpath_answer_table(self, table, &options, rp_collect, &to);
    return to;
}

static inline rp_written Answer_draw(const Answer *self, refpath_picture format, refpath_view view,
                                     const char *language, rp_call *call) {
    rp_written to = {NULL, 0, 0};
    const refpath_draw_options options = {sizeof options, format, view, language};
    call->status = refpath_answer_draw(self, &options, rp_collect, &to);
    return to;
}

#endif
