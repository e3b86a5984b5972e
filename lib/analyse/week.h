/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How long it takes until a candidate can help, for each moment of the report in the week of the study. */
#ifndef RP_ANALYSE_WEEK_H
#define RP_ANALYSE_WEEK_H

#include "analyse/survey.h"

#define RP_WEEK ((int64_t)604800)
#define RP_WEEK_MINUTES 10080

/* When an offer is open, somewhere: spans from the start of the week on, apart from one another, ascending. */
typedef struct rp_week {
    struct rp_week *next;
    const rp_hours *hours;
    uint32_t where;
    int64_t until; /* what lies beyond is looked up */
    rp_word *minutes; /* of the week, at whose start it is open */
    RP_LIST(struct rp_open_span { int64_t from; int64_t until; }) spans;
} rp_week;

/* Those looked up so far, by offer. */
typedef struct rp_weeks {
    rp_analysis *a;
    rp_week **of;
} rp_weeks;
refpath_status rp_weeks_init(rp_weeks *weeks, rp_analysis *a);

/* The way to one candidate: what does not depend on the moment, and when it is open. */
typedef struct rp_way {
    bool known;          /* there is a way to its site */
    int64_t gatekeepers; /* seconds: those on the path together */
    int64_t respond, travel;
    const rp_week *week; /* NULL: always open */
} rp_way;
refpath_status rp_way_of(rp_weeks *weeks, rp_survey *s, const rp_candidate *candidate, rp_way *way);
/* Seconds from a report to the help, and those of them spent waiting for it to open; false where it is not known. */
bool rp_way_takes(const rp_weeks *weeks, const rp_way *way, int64_t report, int64_t *seconds, int64_t *waiting);

/* Adds the minutes of the week at whose start it is open to a set of RP_WEEK_MINUTES. */
void rp_way_open_minutes(const rp_way *way, rp_word *minutes);

#endif
