/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Flags that are derived from one another: each gets its condition after those that it reads, found without recursion. */
#include "base/check.h"
#include "compile/build.h"

enum { NEW, OPEN, CLOSED };

typedef struct rp_flag_frame {
    uint32_t fact;
    rp_node when, at; /* `at`: where the search for tests stands, 0 at its end */
} rp_flag_frame;

typedef struct rp_flags {
    rp_build *b;
    unsigned char *state;
    bool *told; /* that it stands in a circle */
    RP_LIST(rp_flag_frame) open;
} rp_flags;

static rp_node when_of(const rp_build *b, uint32_t fact) {
    return b->p->facts.at[fact].kind == RP_FACT_FLAG
               ? rp_node_first_of(b->m, b->p->facts.at[fact].node, RP_ELEMENT_WHEN)
               : 0;
}

/* The next node of a tree in document order; 0 behind the last. */
static rp_node next_node(const rp_model *m, rp_node root, rp_node node) {
    rp_node next = rp_node_first(m, node);
    for (rp_node up = node; !next && up && up != root; up = rp_node_parent(m, up)) {
        next = rp_node_next(m, up);
    }
    return next;
}

static refpath_status enter(rp_flags *f, uint32_t fact) {
    rp_flag_frame *frame = RP_LIST_ADD(&f->b->scratch, &f->open);
    RP_HAVE(frame);
    frame->fact = fact;
    frame->when = frame->at = when_of(f->b, fact);
    f->state[fact] = OPEN;
    return REFPATH_OK;
}

/* The derived flag that is tested next in the condition on top; RP_NONE where there is no more. */
static uint32_t next_read(rp_flags *f) {
    rp_flag_frame *top = &f->open.at[f->open.n - 1];
    while ((top->at = next_node(f->b->m, top->when, top->at)) != 0) {
        rp_str id;
        if (rp_node_element(f->b->m, top->at) == RP_ELEMENT_TEST &&
            rp_node_attribute(f->b->m, top->at, RP_ATTRIBUTE_FACT, &id)) {
            uint32_t fact = rp_table_find(&f->b->p->fact_names, id);
            if (fact != RP_NONE && when_of(f->b, fact)) {
                return fact;
            }
        }
    }
    return RP_NONE;
}

static refpath_status derive(rp_flags *f, uint32_t start) {
    RP_TRY(enter(f, start));
    while (f->open.n > 0) {
        uint32_t read = next_read(f);
        if (read == RP_NONE) {
            uint32_t fact = f->open.at[--f->open.n].fact;
            RP_TRY(rp_build_flag(f->b, fact));
            f->state[fact] = CLOSED;
        } else if (f->state[read] == NEW) {
            RP_TRY(enter(f, read));
        } else if (f->state[read] == OPEN && !f->told[read]) {
            const rp_fact *fact = &f->b->p->facts.at[read];
            rp_build_problem(f->b, RP_PROBLEM_CIRCLE, fact->node, RP_ATTRIBUTE_ID, fact->id, NULL);
            f->told[read] = true;
        }
    }
    return REFPATH_OK;
}

refpath_status rp_build_flags(rp_build *b) {
    rp_flags f = {b, NULL, NULL, {NULL, 0, 0}};
    f.state = RP_ARENA_ARRAY(&b->scratch, unsigned char, b->p->facts.n);
    f.told = RP_ARENA_ARRAY(&b->scratch, bool, b->p->facts.n);
    RP_HAVE(f.state);
    RP_HAVE(f.told);
    for (uint32_t i = 0; i < b->p->facts.n; i++) {
        if (f.state[i] == NEW && when_of(b, i)) {
            RP_TRY(derive(&f, i));
        }
    }
    return REFPATH_OK;
}
