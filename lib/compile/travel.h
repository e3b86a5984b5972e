/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How long it takes from one place to another, over the links of a protocol. */
#ifndef RP_COMPILE_TRAVEL_H
#define RP_COMPILE_TRAVEL_H

#include "compile/protocol.h"

typedef struct rp_road {
    uint32_t to; /* a stop */
    int64_t time;
} rp_road;

/* Places that a link names, as a graph: its nodes are called stops and numbered apart. */
typedef struct rp_travel {
    uint32_t n_stops;
    uint32_t *stop;  /* per place: its own stop, else that of the nearest place around it, else RP_NONE */
    uint32_t *first; /* per stop, and one more: where its roads begin */
    rp_road *roads;
} rp_travel;

/* Fills p->travel from p->links and p->places. */
refpath_status rp_travel_prepare(refpath_protocol *p);

/*
 * The shortest times from one place to every stop, RP_NO_TIME where there is no way; and what they say of one place. The
 * same place, and two places that share a stop, are 0 apart; false where there is no way, or one of the two is RP_NONE.
 */
refpath_status rp_travel_from(const refpath_protocol *p, rp_arena *arena, uint32_t from, int64_t **times);
bool rp_travel_to(const refpath_protocol *p, const int64_t *times, uint32_t from, uint32_t to, int64_t *seconds);

#endif
