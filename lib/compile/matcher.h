/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The one rule set that all conditions of a protocol are compiled into.
 *
 * An axis is something that has one of a few values: a choice, a class of numbers between two cut points, a flag, each
 * term of a set, the place, each mark of sender and recipient, the purpose, the item, and each sub-condition that got
 * an axis of its own. A box says for some axes which values it allows. A condition holds where one of its boxes does.
 * For each axis and value a bit vector says which boxes allow it.
 */
#ifndef RP_COMPILE_MATCHER_H
#define RP_COMPILE_MATCHER_H

#include "base/bits.h"
#include "base/arena.h"

typedef enum rp_axis_kind {
    RP_AXIS_CHOICE,    /* values: leaf terms */
    RP_AXIS_NUMBER,    /* values: classes between cut points */
    RP_AXIS_FLAG,      /* 0 no, 1 yes */
    RP_AXIS_TERM,      /* 0 no, 1 yes */
    RP_AXIS_PLACE,     /* values: leaf places */
    RP_AXIS_SENDER,    /* is the sender this one? 0 no, 1 yes */
    RP_AXIS_RECIPIENT, /* the same of the recipient */
    RP_AXIS_PURPOSE,   /* values: purposes and services, and last "none" */
    RP_AXIS_ITEM,      /* values: leaf items, and last "none" */
    RP_AXIS_PART       /* a sub-condition: 0 does not hold, 1 holds */
} rp_axis_kind;

typedef struct rp_axis {
    rp_axis_kind kind;
    uint32_t fact;      /* of CHOICE, NUMBER, FLAG, TERM; the place's pseudo-fact of PLACE; else RP_NONE */
    uint32_t of;        /* TERM: the term; SENDER, RECIPIENT: who; PART: the condition */
    uint32_t n_values;
    const int32_t *cut; /* NUMBER: the least value of each class */
    rp_word *vectors;   /* n_values vectors of `words` words: the boxes that allow the value */
    uint32_t first_word, end_word; /* where in them some box reads it: elsewhere all values are allowed */
    bool used;          /* some box reads it */
} rp_axis;

/* A box's demand on one axis: the values it allows, as a set of axis.n_values bits. */
typedef struct rp_demand {
    uint32_t axis;
    const rp_word *allowed;
} rp_demand;

typedef struct rp_box {
    uint32_t condition;
    uint32_t n;
    const rp_demand *demands; /* by axis, ascending */
} rp_box;

typedef struct rp_condition {
    uint32_t first_box, n_boxes; /* no box: never holds; a box without demands: always */
    uint32_t depth;              /* how many conditions read one another in a row, up to this one */
    bool part;                   /* a sub-condition with an axis of its own */
    const rp_word *reads; /* over counted numbers: those that the text it stands in reads, itself or through derived flags */
} rp_condition;

typedef struct rp_matcher {
    RP_LIST(rp_axis) axes;
    RP_LIST(rp_box) boxes;             /* parts first, in the order they depend on one another */
    RP_LIST(rp_condition) conditions;  /* the same order */
    uint32_t n_matched;                /* boxes in the bit vectors; those after serve explanations alone */
    size_t words;                      /* of a bit vector over boxes */
    size_t axis_words;                 /* of a set of axes */
} rp_matcher;

#endif
