/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The analysis of a log: reads it, judges each referral, hands over to the tables. */
#include "analyse/conform.h"

#include "base/check.h"

#include <string.h>

rp_verdict rp_event_verdict(const rp_event *event) {
    rp_verdict worst = RP_KEPT;
    for (int i = 0; i < RP_FINDINGS; i++) {
        rp_verdict one = rp_found(event, (rp_finding)i) ? rp_finding_verdict((rp_finding)i) : RP_KEPT;
        worst = one > worst ? one : worst;
    }
    return worst;
}

refpath_status rp_find_of(rp_log *log, rp_event *event, rp_finding finding, uint32_t item, uint32_t who) {
    rp_detail *detail = RP_LIST_ADD(log->a->arena, &event->details);
    RP_HAVE(detail);
    *detail = (rp_detail){finding, item, who};
    rp_find(event, finding);
    return REFPATH_OK;
}

bool rp_event_unanswered(const rp_event *event) {
    return event->accepted == RP_NO_TIME && event->refused == RP_NO_TIME && event->served == RP_NO_TIME;
}

bool rp_event_pending(const rp_log *log, const rp_event *event) {
    return rp_event_unanswered(event) && log->a->now <= event->answer_by;
}

static refpath_status judge_all(rp_log *log) {
    for (size_t i = 0; i < log->n; i++) {
        RP_TRY(rp_analysis_step(log->a, i, log->n));
        RP_TRY(rp_event_judge(log, &log->at[i]));
    }
    return rp_analysis_step(log->a, log->n, log->n);
}

refpath_status rp_analyse_conformance(rp_analysis *a) {
    rp_log log;
    refpath_status status;
    memset(&log, 0, sizeof log);
    log.a = a;
    status = rp_log_read(&log);
    status = status == REFPATH_OK ? judge_all(&log) : status;
    status = status == REFPATH_OK ? rp_log_tables(&log) : status;
    rp_log_free(&log);
    return status;
}
