/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Times to service in the making. What is counted are pairs of a case and a moment of the report: every case in which a
 * step is due, at every moment of the week.
 */
#ifndef RP_ANALYSE_TIMES_H
#define RP_ANALYSE_TIMES_H

#include "analyse/race.h"
#include "analyse/share.h"

/* What a time is made of. */
typedef enum rp_time_part {
    RP_PART_NONE, RP_PART_GATEKEEPER, RP_PART_RESPONSE, RP_PART_TRAVEL, RP_PART_OPENING
} rp_time_part;

/* Pairs in which this part took longest. */
typedef struct rp_bottleneck {
    rp_time_part part;
    uint32_t who;    /* whose it is; RP_NONE for travel */
    rp_wide pairs;
    int64_t longest; /* seconds of this part alone */
} rp_bottleneck;

typedef struct rp_lasting {
    int64_t seconds;
    rp_wide pairs;
} rp_lasting;

/* One moment of the report. */
typedef struct rp_moment_times {
    uint64_t served, target_kept, limit_kept; /* cases */
    int64_t best, worst;                      /* seconds, where some are served */
} rp_moment_times;

/* One line: a step of a kind at a place. */
typedef struct rp_times {
    const rp_kind *kind;
    uint32_t place, step, number;
    uint64_t due, with_target, with_limit;    /* cases */
    rp_wide served, target_kept, limit_kept;  /* pairs */
    RP_LIST(rp_lasting) lasting;              /* while the line is made */
    int64_t best, median, p90, worst;         /* seconds; worst: -1 where nobody is ever served */
    RP_LIST(rp_bottleneck) bottlenecks;       /* in the end the most frequent first */
    int64_t worst_at;                         /* the first report that takes longest */
    uint32_t worst_by;
    rp_moment_times *moments;                 /* of the line; kept in detail, else used again */
} rp_times;

/* An hour of the week at a place, over all lines there. */
typedef struct rp_hour {
    uint64_t lines, unserved, target_missed, limit_missed;
    int64_t worst; /* -1: nobody is served */
    uint32_t worst_step;
    const rp_kind *worst_kind;
} rp_hour;
#define RP_HOURS_OF_WEEK 168

typedef struct rp_timing {
    rp_analysis *a;
    rp_weeks weeks;
    rp_word *steps;           /* those looked at */
    bool detail;
    RP_LIST(rp_times) lines;
    uint32_t *like;           /* per kind: the first that is like it */
    uint64_t *n_like;         /* per kind: how many are like it, with itself */
    size_t *first_line;       /* per kind, and after the last: where its own begin at the place looked at */
    rp_hour *hours;           /* per place of the study: those of a week */
    rp_moment_times *moments; /* scratch of one line */
    uint8_t *hour_of;         /* per moment: the hour of the week by the clock of the place looked at */
    const rp_zone *zone;
} rp_timing;

/*
 * times_line.c: one line, over all parts of a survey; *due is false where its step is due in no case. `group` says of each
 * step with which it is one over all parts together: the first of them.
 */
refpath_status rp_time_line(rp_timing *k, rp_survey *first, const uint32_t *group, uint32_t step, rp_times *line,
                            bool *due);

/* times_lasting.c: best, median, p90 of what is in `lasting`, which is then dropped: it may live no longer than a survey. */
refpath_status rp_times_settle(rp_arena *arena, rp_times *line);

/* times_tables.c */
void rp_times_write(rp_timing *k);

/* Hour of the week at a place, from Monday at 0: 0 to 167. */
uint32_t rp_hour_of_week(const rp_analysis *a, uint32_t place, int64_t moment);

#endif
