/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which steps are one where both are in a plan; the loader asks it for circles, the plan for merging. */
#ifndef RP_COMPILE_MERGE_H
#define RP_COMPILE_MERGE_H

#include "compile/protocol.h"

/*
 * Steps are one that are for the very same service, or inform the same roles in the same order, with the same purpose
 * and the same `by`, and are given at the same visit or at none; a visit whose step is not there is none. Steps that
 * only say what to do are never one. `there` says of each step whether it is there, NULL: all are; without `visits` none is
 * given at a visit, as where no host of one is there. group[i] is the first step of the document that step i is one
 * with, RP_NONE where i is not there. Cost: n log n.
 */
refpath_status rp_steps_group(const refpath_protocol *p, rp_arena *scratch, const bool *there, bool visits,
                              uint32_t *group);

#endif
