/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* One referral on trial: the plan that it is held against, and what of it is judged where. */
#ifndef RP_ANALYSE_CONFORM_TRIAL_H
#define RP_ANALYSE_CONFORM_TRIAL_H

#include "analyse/conform.h"

/* One plan in memory of its own, which many would fill. */
typedef struct rp_trial {
    rp_log *log;
    rp_event *event;
    refpath_case *c;
    rp_arena arena;
    rp_work w;
    rp_plan plan;
    bool avoided; /* the child must stay away from who sent it: there is no plan */
    rp_dd scope;  /* the case is of the kind */
    rp_planned *planned;
    bool among_first, among_visitors; /* who it was sent to is a candidate: by itself, and at the visit */
    rp_finding first_reason;          /* why not */
} rp_trial;

/* Everything of `all` is in `f`. */
static inline bool rp_trial_covers(rp_trial *t, rp_dd f, rp_dd all) {
    return rp_dd_and(&t->w.dd, all, rp_dd_not(&t->w.dd, f)) == RP_DD_FALSE;
}

/* conform_contact.c: who stood between, and who was told at the same time; `c` is who it was sent to, as the plan has it. */
void rp_trial_path(rp_trial *t, const rp_candidate *c);
refpath_status rp_trial_notified(rp_trial *t, const rp_candidate *c);
/* conform_items.c: what was passed on, item by item where the log tells, else the step as a whole. */
refpath_status rp_trial_sharing(rp_trial *t, const rp_candidate *c);

#endif
