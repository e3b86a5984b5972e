/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who could do one step, in how much time, and by when it is due: for one entry of a survey's plan, over the moments of the
 * week at which the report may come.
 */
#ifndef RP_ANALYSE_RACE_H
#define RP_ANALYSE_RACE_H

#include "analyse/week.h"

typedef struct rp_runner {
    const rp_candidate *candidate;
    rp_dd can; /* eligible, in cases in which the step is due */
    rp_way way;
} rp_runner;

/* A target or a limit of one of the steps: in the cases of `counts` it is reached so long after the report. */
typedef struct rp_finish {
    int64_t seconds;
    rp_dd counts;
} rp_finish;

typedef struct rp_race {
    const rp_planned *planned;
    rp_dd due;
    RP_LIST(rp_runner) runners; /* whom the viewer may know, and the holder reaches; in the plan's order */
    RP_LIST(rp_finish) limits, targets;
    rp_dd *kept_limits, *kept_targets; /* by how many are missed: the cases in which nothing is missed */
} rp_race;

refpath_status rp_race_of(rp_weeks *weeks, rp_survey *s, const rp_planned *planned, rp_race *race);

/* How many of these are missed by who takes so long: as the times of all ascend it says which. */
uint32_t rp_count_missed(const rp_finish *finishes, size_t n, int64_t seconds);
/* Those of the cases in which no limit is missed by who takes so long. */
rp_dd rp_race_in_time(const rp_race *race, int64_t seconds);
/* Whether one runner's being in time changes over the week. */
bool rp_race_varies(const rp_race *race, const rp_runner *runner);

#endif
