/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A log of referrals held against the protocol: conform_read.c reads it, conform_judge.c asks the decide room for the plan of
 * each child as it was then, conform_contact.c looks at who stood between and who was notified, conform_items.c at what was
 * passed on, conform_why.c says why somebody is not among its providers; conform_tables.c and conform_sums.c add up.
 */
#ifndef RP_ANALYSE_CONFORM_H
#define RP_ANALYSE_CONFORM_H

#include "analyse/analysis.h"
#include "decide/plan.h"

/* What there is to say of a referral, in the order in which it is said. */
typedef enum rp_finding {
    RP_FOUND_HOLDER_AVOIDED, RP_FOUND_NOT_IN_PLAN, RP_FOUND_MAYBE_IN_PLAN, RP_FOUND_DECLINED, RP_FOUND_ALREADY_DONE,
    RP_FOUND_WINDOW_CLOSED, RP_FOUND_BEFORE_ITS_TURN, RP_FOUND_NO_OFFER, RP_FOUND_NOT_ACTIVE, RP_FOUND_OFFER_NOT_ACTIVE,
    RP_FOUND_NOT_HERE, RP_FOUND_NOT_IN_ROLE, RP_FOUND_OTHER_ROLE, RP_FOUND_NOT_ELIGIBLE, RP_FOUND_ELIGIBILITY_OPEN,
    RP_FOUND_AVOIDED, RP_FOUND_UNAVAILABLE, RP_FOUND_NO_ANSWER, RP_FOUND_NOT_AT_VISIT, RP_FOUND_HIDDEN, RP_FOUND_BLOCKED,
    RP_FOUND_PATH_NOT_KEPT, RP_FOUND_PATH_NOT_TOLD, RP_FOUND_AVOIDED_NOTIFIED, RP_FOUND_NOT_NOTIFIED,
    RP_FOUND_NOTIFY_NOT_TOLD, RP_FOUND_FORBIDDEN, RP_FOUND_NOT_SHARED, RP_FOUND_CONSENT_REFUSED, RP_FOUND_MAYBE_SHARED,
    RP_FOUND_CONSENT_FACTS_OPEN, RP_FOUND_CONSENT_MISSING, RP_FOUND_CONSENT_NOT_TOLD, RP_FOUND_LIMIT_MISSED,
    RP_FOUND_TARGET_MISSED, RP_FOUND_AFTER_LIMIT, RP_FOUND_AFTER_TARGET, RP_FOUND_OPENS, RP_FOUND_NO_WAY, RP_FOUND_NOT_OPEN,
    RP_FOUND_STALE, RP_FOUND_NEVER_VERIFIED, RP_FOUND_ESCALATION_DUE, RP_FINDINGS
} rp_finding;

/* Best to worst; a finding is a note, leaves the verdict open, or breaks the protocol. */
typedef enum rp_verdict { RP_KEPT, RP_UNCLEAR, RP_BROKEN, RP_VERDICTS } rp_verdict;
extern const char *const rp_verdict_names[RP_VERDICTS];

const char *rp_finding_code(rp_finding finding);
rp_verdict rp_finding_verdict(rp_finding finding); /* RP_KEPT: a note */
const char *rp_finding_weight(rp_finding finding); /* "note", "unclear", "broken" */
rp_finding rp_finding_of(const char *code);        /* RP_FINDINGS where there is none */

typedef enum rp_kept { RP_NOT_JUDGED, RP_IS_KEPT, RP_IS_MISSED } rp_kept; /* of a target, of a limit */

/* A list of an event, in its order. */
typedef struct rp_told {
    bool told;
    uint32_t *at;
    size_t n;
} rp_told;

/* What a finding is about. */
typedef struct rp_detail {
    rp_finding finding;
    uint32_t item; /* an entry of items; RP_NONE */
    uint32_t who;  /* RP_NONE */
} rp_detail;

typedef struct rp_event {
    const char *id;          /* in the answer's memory */
    refpath_case *known;     /* as told, owned; NULL: that of the kind */
    const rp_kind *kind;     /* NULL: a case */
    uint32_t place;          /* with a kind */
    int64_t reported;        /* with a kind */
    uint32_t step, who, from; /* `who` was sent to */
    int64_t sent, accepted, refused, served, feedback; /* RP_NO_TIME: not told */
    bool consent_told, consent;
    rp_told through;         /* who stood between */
    rp_told items;           /* what was passed on: entries of items, each once */
    rp_told notified;        /* who was told at the same time, each once */
    uint32_t number, child;  /* in the log; those of one child have one number */
    uint32_t first;          /* where those of this child begin in log->by_child */

    /* What was found. */
    uint64_t findings;       /* a bit each */
    RP_LIST(rp_detail) details; /* of findings that are about something, as they were met; in the memory of the analysis */
    const char *due;         /* "certain", "possible", "no"; NULL: there was no plan */
    rp_kept target, limit;
    int64_t escalate_at;     /* RP_NO_TIME: not */
    int64_t answer_by;       /* when an answer was to be expected */
    bool listed;             /* the directory names who it was sent to */
    int64_t verified;        /* when that was checked */
} rp_event;

typedef struct rp_log {
    rp_analysis *a;
    rp_event *at;
    size_t n;
    uint32_t *by_child; /* numbers of events, those of one child together, in the order of the log */
} rp_log;

static inline void rp_find(rp_event *event, rp_finding finding) { event->findings |= (uint64_t)1 << finding; }
static inline bool rp_found(const rp_event *event, rp_finding finding) {
    return (event->findings >> finding & 1) != 0;
}
/* One that is about an item, or about somebody. */
refpath_status rp_find_of(rp_log *log, rp_event *event, rp_finding finding, uint32_t item, uint32_t who);
rp_verdict rp_event_verdict(const rp_event *event);
/* Neither accepted, refused nor served, and whether an answer may still be expected. */
bool rp_event_unanswered(const rp_event *event);
bool rp_event_pending(const rp_log *log, const rp_event *event);

/* Reads "events" of the study; their cases are released with rp_log_free, also on failure. */
refpath_status rp_log_read(rp_log *log);
void rp_log_free(rp_log *log);
/* Tells the problems of one list in another, each path behind `prefix`. */
void rp_problems_retell(refpath_diags *to, const refpath_diags *from, const char *prefix);

/* Holds one referral against the plan of its child as it was then. */
refpath_status rp_event_judge(rp_log *log, rp_event *event);
/* Why the directory does not name this one for a step of the plan, before visits and hiding. */
rp_finding rp_why_not_listed(const rp_plan *plan, const rp_planned *planned, uint32_t who);

refpath_status rp_log_tables(rp_log *log);
refpath_status rp_log_sums(rp_log *log); /* the tables that add up by step and by whom it was sent to */

#endif
