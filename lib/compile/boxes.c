/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/boxes.h"

#include "base/check.h"

#include <stdlib.h>

size_t rp_axis_words(const rp_build *b, uint32_t axis) {
    return rp_bits_words(b->p->matcher.axes.at[axis].n_values);
}

refpath_status rp_box_add(rp_build *b, rp_boxes *boxes, rp_draft_box **out) {
    *out = RP_LIST_ADD(&b->scratch, &boxes->at);
    RP_HAVE(*out);
    return REFPATH_OK;
}

refpath_status rp_box_literal(rp_build *b, rp_boxes *boxes, uint32_t axis, rp_word **allowed) {
    rp_draft_box *box;
    rp_literal *literal;
    RP_TRY(rp_box_add(b, boxes, &box));
    literal = RP_ARENA_NEW(&b->scratch, rp_literal);
    RP_HAVE(literal);
    box->literals.at = literal;
    box->literals.n = box->literals.room = 1;
    RP_TRY(rp_build_room(b, rp_axis_words(b, axis)));
    literal->axis = axis;
    literal->allowed = RP_ARENA_ARRAY(&b->scratch, rp_word, rp_axis_words(b, axis) + 1);
    RP_HAVE(literal->allowed);
    *allowed = literal->allowed;
    return REFPATH_OK;
}

void rp_box_invert(rp_word *allowed, uint32_t n_values) {
    for (size_t w = 0; w < rp_bits_words(n_values); w++) {
        allowed[w] = ~allowed[w];
    }
    if (n_values % 64 != 0) {
        allowed[n_values / 64] &= ((rp_word)1 << (n_values % 64)) - 1;
    }
}

refpath_status rp_box_gather(rp_build *b, rp_draft_box *to, const rp_draft_box *more) {
    for (size_t i = 0; i < more->literals.n; i++) {
        rp_literal *literal = RP_LIST_ADD(&b->scratch, &to->literals);
        RP_HAVE(literal);
        *literal = more->literals.at[i];
    }
    return REFPATH_OK;
}

static int by_axis(const void *a, const void *b) {
    const rp_literal *x = a, *y = b;
    return (x->axis > y->axis) - (x->axis < y->axis);
}

void rp_box_settle(rp_build *b, rp_draft_box *box, bool *empty) {
    rp_literal *at = box->literals.at;
    size_t n = 0;
    *empty = false;
    if (box->literals.n > 1) {
        qsort(at, box->literals.n, sizeof *at, by_axis);
    }
    for (size_t i = 0; i < box->literals.n; i++) {
        if (n > 0 && at[n - 1].axis == at[i].axis) {
            size_t words = rp_axis_words(b, at[i].axis);
            rp_bits_and(at[n - 1].allowed, at[i].allowed, words);
            *empty = *empty || !rp_bits_any(at[n - 1].allowed, words);
        } else {
            at[n++] = at[i];
        }
    }
    box->literals.n = n;
}

static refpath_status copy_literal(rp_build *b, rp_draft_box *to, const rp_literal *from) {
    size_t words = rp_axis_words(b, from->axis);
    rp_literal *literal = RP_LIST_ADD(&b->scratch, &to->literals);
    RP_HAVE(literal);
    RP_TRY(rp_build_room(b, words));
    literal->axis = from->axis;
    literal->allowed = RP_ARENA_ARRAY(&b->scratch, rp_word, words + 1);
    RP_HAVE(literal->allowed);
    rp_bits_copy(literal->allowed, from->allowed, words);
    return REFPATH_OK;
}

/* RP_NONE behind the last: it is more than any other. */
static uint32_t axis_at(const rp_draft_box *box, size_t i) {
    return i < box->literals.n ? box->literals.at[i].axis : RP_NONE;
}

refpath_status rp_box_meet(rp_build *b, const rp_draft_box *x, const rp_draft_box *y, rp_draft_box *out, bool *empty) {
    size_t i = 0, j = 0;
    *empty = false;
    while (i < x->literals.n || j < y->literals.n) {
        uint32_t of_x = axis_at(x, i), of_y = axis_at(y, j);
        RP_TRY(copy_literal(b, out, of_x <= of_y ? &x->literals.at[i] : &y->literals.at[j]));
        if (of_x == of_y) {
            rp_word *allowed = out->literals.at[out->literals.n - 1].allowed;
            rp_bits_and(allowed, y->literals.at[j].allowed, rp_axis_words(b, of_x));
            *empty = *empty || !rp_bits_any(allowed, rp_axis_words(b, of_x));
        }
        i += of_x <= of_y;
        j += of_y <= of_x;
    }
    return REFPATH_OK;
}

refpath_status rp_boxes_unite(rp_build *b, rp_boxes *to, const rp_boxes *more) {
    for (size_t i = 0; i < more->at.n; i++) {
        const rp_draft_box *box = &more->at.at[i];
        rp_draft_box *last = to->at.n > 0 ? &to->at.at[to->at.n - 1] : NULL;
        if (last && last->literals.n == 1 && box->literals.n == 1 &&
            last->literals.at[0].axis == box->literals.at[0].axis) {
            rp_bits_or(last->literals.at[0].allowed, box->literals.at[0].allowed,
                       rp_axis_words(b, box->literals.at[0].axis));
            continue;
        }
        RP_TRY(rp_box_add(b, to, &last));
        *last = *box;
    }
    return REFPATH_OK;
}
