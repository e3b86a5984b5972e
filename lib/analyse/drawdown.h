/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is taken away together, and what is to be given back so that nothing is lost. */
#ifndef RP_ANALYSE_DRAWDOWN_H
#define RP_ANALYSE_DRAWDOWN_H

#include "analyse/failures.h"

/* A kind at a place of which something stands in a plan. */
typedef struct rp_affected {
    const rp_kind *kind;
    uint32_t place;
} rp_affected;

typedef struct rp_drawdown {
    rp_failing k;
    rp_word *steps;
    rp_losses gone;     /* actors, roles of actors, places, interfaces, links: one by one */
    RP_LIST(rp_affected) affected;
    uint64_t tries, most_tries;
    bool met_bound;
} rp_drawdown;

/* What "without" names, one by one; drawdown_read.c. */
refpath_status rp_drawdown_read(rp_drawdown *d);

/*
 * The fewest of what is gone with which nothing is lost: true for each of them. `exact` is false where the bound was met:
 * then it is a set of which none can be left out; drawdown_repair.c.
 */
refpath_status rp_drawdown_repair(rp_drawdown *d, bool *back, bool *exact);

/* Lines lost with these losses at one kind and place: all of them into `to`, or (to is NULL) only whether there are any. */
refpath_status rp_drawdown_lines(rp_drawdown *d, const rp_affected *at, rp_loss_set set, rp_failures *to, bool *any);

#endif
