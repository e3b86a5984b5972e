/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is possible at the time of a question: for each axis of the vocabulary the values that the case leaves, with
 * what is counted from clocks counted for that moment, and counted anew for each earlier moment at which a consent
 * was given.
 */
#ifndef RP_DECIDE_FACTS_H
#define RP_DECIDE_FACTS_H

#include "decide/case.h"
#include "decide/diagram.h"

/* A clock as moments: every one from from[i] to to[i] is possible. */
typedef struct rp_clock_now {
    bool given;
    size_t n;
    int64_t from[RP_DAY_RANGES], to[RP_DAY_RANGES]; /* ascending, not later than the question */
} rp_clock_now;

/* An axis of the vocabulary or the place. A number's values are classes; where it is counted from a clock and
 * consents are asked of earlier moments, values that then differ stand apart: `branch` counts those. */
typedef struct rp_axis_now {
    bool open;             /* more than one branch is possible */
    uint32_t n;            /* branches */
    const uint32_t *value; /* per branch: the axis value (term, class, 0 or 1, leaf place) */
    rp_word *possible;     /* over axis values */
    bool counted;          /* counted from a clock: `then` below is filled, a row per earlier moment */
    rp_word **then;        /* [moment * n + branch]: classes possible at that moment */
    bool *late;            /* [moment * n + branch]: some moment of the clock is later than that moment */
} rp_axis_now;

typedef struct rp_facts {
    const refpath_case *c;
    const refpath_protocol *p;
    int64_t at;            /* the time of the question */
    int64_t day;           /* its day in the root place's zone */
    uint32_t known_place;  /* the smallest place known to contain the case; RP_NONE where there is none */
    const rp_zone *zone;   /* of that place */
    rp_word *leaves;       /* leaf places still possible */
    rp_clock_now *clocks;
    rp_axis_now *axes;     /* per axis of the matcher that is a fact's or the place's */
    size_t n_moments;
    const int64_t *moments; /* earlier moments at which consents were given, ascending */
} rp_facts;

/* Reads the case for a moment. Problems (a clock later than the question) go to diags: REFPATH_INVALID_CASE. */
refpath_status rp_facts_read(rp_facts *facts, const refpath_case *c, int64_t at, rp_diagrams *work,
                             refpath_diags *diags);

/* Index of an earlier moment, or RP_NONE where it is the time of the question. */
uint32_t rp_facts_moment(const rp_facts *facts, int64_t at);

#endif
