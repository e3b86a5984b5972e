/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which steps are one where both are in a plan; the loader asks it for circles, the plan for merging. */
#ifndef RP_COMPILE_MERGE_H
#define RP_COMPILE_MERGE_H

#include "compile/protocol.h"

/*
 * The very same service, or the same roles to inform in the same order; the same purpose, the same `by`. Steps that
 * only say what to do never merge. Two that are given at visits merge if it is the same visit; a visit whose step is
 * not in the plan is none.
 */
static inline bool rp_steps_alike(const rp_step *a, const rp_step *b) {
    if (a->kind != b->kind || a->kind == RP_STEP_ACT || a->purpose != b->purpose || a->by != b->by) {
        return false;
    }
    if (a->kind == RP_STEP_SERVICE) {
        return a->service == b->service && a->service != RP_NONE;
    }
    if (a->inform.n != b->inform.n || a->inform.n == 0) {
        return false;
    }
    for (uint32_t i = 0; i < a->inform.n; i++) {
        if (a->inform.at[i] != b->inform.at[i]) {
            return false;
        }
    }
    return true;
}

#endif
