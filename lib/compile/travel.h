/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How long it takes from one place to another, over the links of a protocol. */
#ifndef RP_COMPILE_TRAVEL_H
#define RP_COMPILE_TRAVEL_H

#include "compile/protocol.h"

typedef struct rp_road {
    uint32_t to; /* a stop */
    uint32_t link;
    int64_t time;
} rp_road;

typedef struct rp_roads {
    uint32_t *first; /* per stop, and one more: where its roads begin */
    rp_road *at;
} rp_roads;

/* Places that a link names, as a graph: its nodes are called stops and numbered apart. */
typedef struct rp_travel {
    uint32_t n_stops;
    uint32_t *stop;  /* per place: its own stop, else that of the nearest place around it, else RP_NONE */
    rp_roads roads;  /* from each */
} rp_travel;

/* Fills p->travel from p->links and p->places. */
refpath_status rp_travel_prepare(refpath_protocol *p);

/* The same roads, each in the list of the stop to which it leads: `to` is whence it comes. */
refpath_status rp_travel_back(const refpath_protocol *p, rp_arena *arena, rp_roads *roads);

/* The shortest ways from one place to every stop, in memory that is used again and again. */
typedef struct rp_ways {
    int64_t *time;      /* per stop; RP_NO_TIME where there is no way */
    uint32_t *over;     /* the last link on the way there; RP_NONE where there is none: at its start too */
    uint32_t *place_of; /* where it stands in the heap */
    uint32_t *heap;
    uint32_t n;
} rp_ways;
refpath_status rp_ways_init(const refpath_protocol *p, rp_arena *arena, rp_ways *ways);
/* Over all links but those of a set; NULL: over all. */
void rp_ways_find(const refpath_protocol *p, uint32_t from, const rp_word *without, rp_ways *ways);
/*
 * The same for those stops alone to which a way that was found leads over one of these links; the others keep theirs. What
 * `anew` holds of others is not touched, and means nothing.
 */
void rp_ways_beyond(const refpath_protocol *p, const rp_roads *back, const rp_ways *ways, const rp_word *without,
                    const uint32_t *beyond, uint32_t n, rp_ways *anew);

/*
 * The shortest times from one place to every stop, RP_NO_TIME where there is no way; and what they say of one place. The
 * same place, and two places that share a stop, are 0 apart; false where there is no way, or one of the two is RP_NONE.
 */
refpath_status rp_travel_from(const refpath_protocol *p, rp_arena *arena, uint32_t from, int64_t **times);
bool rp_travel_to(const refpath_protocol *p, const int64_t *times, uint32_t from, uint32_t to, int64_t *seconds);

#endif
