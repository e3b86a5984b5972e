/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is left to decide where facts are open: functions over the open axes, as decision diagrams. A diagram splits on
 * one axis after the other, in a fixed order, and is kept once: equal functions are the same number. So a condition is
 * certain exactly where its diagram is "true", impossible where it is "false", and what a function depends on are
 * exactly the axes that its diagram splits on.
 *
 * Work is counted; past the budget every call gives "false" and `status` says so. Nothing need be checked in between.
 */
#ifndef RP_DECIDE_DIAGRAM_H
#define RP_DECIDE_DIAGRAM_H

#include "base/arena.h"
#include "base/bits.h"

#include <refpath/status.h>

typedef uint32_t rp_dd;
#define RP_DD_END 0x80000000u /* an end: the number below is its value */
#define RP_DD_FALSE (RP_DD_END | 0u)
#define RP_DD_TRUE (RP_DD_END | 1u)

static inline bool rp_dd_is_end(rp_dd d) { return (d & RP_DD_END) != 0; }
static inline uint32_t rp_dd_value(rp_dd d) { return d & ~RP_DD_END; }
static inline rp_dd rp_dd_end(uint32_t value) { return RP_DD_END | value; }

typedef struct rp_diagrams {
    rp_arena *arena;
    refpath_status status;
    uint64_t work, most_work;
    const uint32_t *width; /* per variable: how many branches a split on it has */
    RP_LIST(struct rp_dd_node) nodes;
    uint32_t walk;         /* number of walks over nodes so far */
    uint32_t *unique;      /* hash table of nodes */
    size_t unique_room;
    struct rp_dd_memo *memo; /* cache of if-then-else */
    size_t memo_room;
} rp_diagrams;

refpath_status rp_diagrams_init(rp_diagrams *d, rp_arena *arena, uint64_t most_work);

/* Counts work done elsewhere for this question. */
void rp_work_add(rp_diagrams *d, uint64_t work);

/* The split of a variable into its branches; `branches` has width[variable] entries. */
rp_dd rp_dd_split(rp_diagrams *d, uint32_t variable, const rp_dd *branches);
uint32_t rp_dd_variable(const rp_diagrams *d, rp_dd f); /* f is no end */
rp_dd rp_dd_branch(const rp_diagrams *d, rp_dd f, uint32_t i);

/* if f then g else h; f has the ends true and false alone. */
rp_dd rp_dd_choose(rp_diagrams *d, rp_dd f, rp_dd g, rp_dd h);
rp_dd rp_dd_and(rp_diagrams *d, rp_dd f, rp_dd g);
rp_dd rp_dd_or(rp_diagrams *d, rp_dd f, rp_dd g);
rp_dd rp_dd_not(rp_diagrams *d, rp_dd f);
/* true where the end of f is `value`. */
rp_dd rp_dd_equals(rp_diagrams *d, rp_dd f, uint32_t value);
/* f where a variable takes one branch. */
rp_dd rp_dd_restrict(rp_diagrams *d, rp_dd f, uint32_t variable, uint32_t branch);
/* Adds to `variables` those that f splits on. */
void rp_dd_support(rp_diagrams *d, rp_dd f, rp_word *variables);
/* The values of the ends of f, each once, ascending; in the arena. */
refpath_status rp_dd_ends(rp_diagrams *d, rp_dd f, uint32_t **values, size_t *n);
/*
 * Rewrites f from below: each split on a variable that `turn` takes is replaced by what `turn` gives for the branches,
 * which are rewritten already.
 */
typedef struct rp_dd_turn {
    rp_dd (*turn)(rp_diagrams *d, void *user, uint32_t variable, const rp_dd *branches);
    void *user;
} rp_dd_turn;
rp_dd rp_dd_rewrite(rp_diagrams *d, rp_dd f, const rp_dd_turn *turn);

#endif
