/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How long it takes until a candidate can help, for each moment of the report in the week of the study. */
#ifndef RP_ANALYSE_WEEK_H
#define RP_ANALYSE_WEEK_H

#include "analyse/survey.h"

#define RP_WEEK ((int64_t)604800)
#define RP_WEEK_MINUTES 10080

/* When offers with the same hours are open, at places with the same clock and holidays. */
typedef struct rp_week {
    struct rp_week *next;
    const rp_hours *hours;
    const rp_zone *zone;
    uint32_t where;   /* one of these places */
    bool holidays;    /* which days are holidays matters: it is this place alone */
    rp_word *minutes; /* of the week, at whose start it is open */
    RP_LIST(struct rp_open_span { int64_t from; int64_t until; }) spans; /* from the start of the week on, apart, ascending */
} rp_week;

/* The wait for an opening of all who arrive so long after the report, for each moment of the report. */
typedef struct rp_waits {
    struct rp_waits *next;
    const rp_week *week;
    int64_t after;      /* seconds */
    int32_t *at;        /* per moment of the study: seconds; RP_NO_OPENING: none is known */
    int32_t least, most;
} rp_waits;
#define RP_NO_OPENING INT32_MAX

/* Those looked up so far. */
typedef struct rp_weeks {
    rp_analysis *a;
    rp_week *list;
    rp_waits **waits; /* hashed */
    size_t held;      /* moments in all of them */
} rp_weeks;
refpath_status rp_weeks_init(rp_weeks *weeks, rp_analysis *a);

/* The way to one candidate: what does not depend on the moment, and when it is open. */
typedef struct rp_way {
    bool known;          /* there is a way to its site */
    int64_t gatekeepers; /* seconds: those on the path together */
    int64_t respond, travel;
    int64_t before;        /* all of these: until it would have to be open */
    const rp_week *week;   /* NULL: always open */
    const rp_waits *waits; /* with it */
} rp_way;
refpath_status rp_way_of(rp_weeks *weeks, rp_survey *s, const rp_candidate *candidate, rp_way *way);
/* Seconds from the report at a moment of the study to the help, with those spent waiting for it to open. */
#define RP_NEVER_THERE INT64_MAX
static inline int64_t rp_way_takes(const rp_way *way, uint32_t moment) {
    int32_t wait = way->waits ? way->waits->at[moment] : 0;
    return !way->known || wait == RP_NO_OPENING ? RP_NEVER_THERE : way->before + wait;
}
/* The least and the most of them over all moments; true where they are always the same. */
bool rp_way_bounds(const rp_way *way, int64_t *least, int64_t *most);
/* Of so many seconds those spent waiting for it to open. */
static inline int64_t rp_way_waiting(const rp_way *way, int64_t seconds) { return seconds - way->before; }
/* Adds the minutes of the week in which it is open. */
void rp_way_open_minutes(const rp_way *way, rp_word *minutes);

#endif
