/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Conditions in the making: unions of boxes, each of which demands values of a few axes; in the scratch of a build. */
#ifndef RP_COMPILE_BOXES_H
#define RP_COMPILE_BOXES_H

#include "compile/build.h"

typedef struct rp_literal {
    uint32_t axis;
    rp_word *allowed;
} rp_literal;

typedef struct rp_draft_box {
    RP_LIST(rp_literal) literals; /* by axis, ascending */
} rp_draft_box;

typedef struct rp_boxes {
    RP_LIST(rp_draft_box) at;
} rp_boxes;

size_t rp_axis_words(const rp_build *b, uint32_t axis);
refpath_status rp_box_add(rp_build *b, rp_boxes *boxes, rp_draft_box **out);
/* A box that demands one axis; *allowed is empty, to be filled. */
refpath_status rp_box_literal(rp_build *b, rp_boxes *boxes, uint32_t axis, rp_word **allowed);
void rp_box_invert(rp_word *allowed, uint32_t n_values);
/*
 * The box that demands what many demand, in two steps, so that it takes no longer for many than it must: all demands
 * put together as they come (they are the box's own from then on), and brought into order at the end. *empty where no
 * value is left on some axis.
 */
refpath_status rp_box_gather(rp_build *b, rp_draft_box *to, const rp_draft_box *more);
void rp_box_settle(rp_build *b, rp_draft_box *box, bool *empty);
/* The box that demands what both demand, as a copy. */
refpath_status rp_box_meet(rp_build *b, const rp_draft_box *x, const rp_draft_box *y, rp_draft_box *out, bool *empty);
/* Puts boxes to a union; one that demands the same single axis as the last joins it. */
refpath_status rp_boxes_unite(rp_build *b, rp_boxes *to, const rp_boxes *more);

/* axes.c */
/* Values of a number, where what is tested of it begins or ends. */
typedef struct rp_cuts {
    RP_LIST(int32_t) at;
} rp_cuts;

/* Per fact: each `min`, and what comes after each `max`, of the tests that stand in the model. */
refpath_status rp_cuts_find(rp_build *b, rp_cuts **out);
refpath_status rp_cuts_add(rp_build *b, rp_cuts *cuts, int32_t value);
/* The least value of each class of a number that is cut there, ascending. */
refpath_status rp_cuts_settle(rp_build *b, const rp_fact *fact, rp_cuts *cuts, const int32_t **at, uint32_t *n);
refpath_status rp_axis_add(rp_build *b, rp_axis_kind kind, uint32_t fact, uint32_t of, uint32_t n_values,
                           uint32_t *out);
/* The axis of a mark of sender or recipient, made when the first test asks for it. */
refpath_status rp_axis_of_mark(rp_build *b, rp_axis_kind kind, uint32_t who, uint32_t *out);

#endif
