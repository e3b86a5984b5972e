/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Nodes joined by links, as numbers: where they hang together, and where they fall apart. All in linear time, none recursive. */
#ifndef RP_ANALYSE_LINKS_H
#define RP_ANALYSE_LINKS_H

#include "base/arena.h"
#include "base/bits.h"

#include <refpath/status.h>

typedef struct rp_tie {
    uint32_t from, to;
} rp_tie;

typedef struct rp_links {
    uint32_t n;
    uint32_t *first; /* per node, and after the last: where its links begin */
    uint32_t *to;
} rp_links;

/* Those of each node in the order of the list; both ways: also from `to` to `from`. */
refpath_status rp_links_make(rp_links *links, rp_arena *arena, uint32_t n, const rp_tie *list, size_t n_list, bool both_ways);

/* What becomes of the part in which a node stands, without it. */
typedef struct rp_joint {
    uint32_t pieces; /* into which the others fall: more than one, and it is a joint */
    uint32_t cut_off; /* nodes outside of the largest piece */
} rp_joint;
/* Per node; of links both ways. */
refpath_status rp_links_joints(const rp_links *links, rp_arena *arena, rp_joint **joints);

/* Per node the number of its circle: nodes from each of which all others of it are reached; it may be one alone. */
refpath_status rp_links_circles(const rp_links *links, rp_arena *arena, uint32_t **circle, uint32_t *n);

/*
 * The fewest steps from one node to each that is RP_NONE before; others are not walked over. `queue`, with room for all nodes,
 * then has those reached, *n of them, the nearest first.
 */
void rp_links_reach(const rp_links *links, uint32_t from, uint32_t *steps, uint32_t *queue, uint32_t *n);

#endif
