/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#ifndef RP_DECIDE_PLAN_TREE_H
#define RP_DECIDE_PLAN_TREE_H

#include "decide/plan.h"
#include "decide/write_tree.h"

void rp_write_plan_head(rp_writer *o, rp_tree *root, const refpath_case *c, int64_t now);
void rp_write_plan(rp_writer *o, rp_tree *root, const rp_plan *plan);
/* What to ask; an empty list is written only where it is the whole answer. */
void rp_write_ask(rp_writer *o, rp_tree *to, const rp_plan *plan, bool always);

#endif
