/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Coverage in the making: what one service is to one kind of case at one place. */
#ifndef RP_ANALYSE_COVERAGE_H
#define RP_ANALYSE_COVERAGE_H

#include "analyse/race.h"
#include "analyse/share.h"

/* One line: a service at a place for a kind. */
typedef struct rp_cover {
    const rp_kind *kind;
    uint32_t place, service, number; /* number: in order of the study */
    uint64_t providers, open_minutes;
    uint64_t due, covered;           /* cases */
    uint64_t always, sometimes;      /* covered ones in which every limit is kept: whenever the report comes, or at times */
    bool limited;                    /* there is a limit */
    bool weighted;
    uint64_t children, children_covered; /* rounded down */
    int64_t children_share;          /* ppm, of the exact numbers; -1: there are none */
    int64_t share, always_share, sometimes_share; /* ppm of the cases */
    const char *facts;               /* on which it depends whether it is covered; NULL */
} rp_cover;

/* What one part of a survey says of one service. */
typedef struct rp_part {
    rp_survey *s;
    RP_LIST(rp_race) races;
    rp_dd due, covered, always, sometimes;
    bool limited;
} rp_part;

typedef struct rp_covering {
    rp_analysis *a;
    rp_weeks weeks;
    RP_LIST(rp_cover) lines;
    uint32_t *like;      /* per kind: the first that is like it */
    size_t *first_line;  /* per kind, and after the last: where its own begin at the place looked at */
} rp_covering;

refpath_status rp_cover_part(rp_covering *k, rp_survey *s, uint32_t service, rp_part *part);
/* Of the children of the study's weights: for how many it is due, for how many of these it is covered; coverage_weights.c. */
refpath_status rp_cover_children(rp_covering *k, rp_cover *line);

#endif
