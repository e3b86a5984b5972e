/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * More conditions than a protocol has, those of a study, say: compiled by what compiles its own, for a copy of it that
 * shares all but the matcher. They stand behind its boxes, outside of the bit vectors, which stay as they are; but a number
 * that they cut more finely has more classes in the copy. What it costs follows from the conditions alone, theirs and
 * the protocol's: how large a directory is does not count.
 */
#ifndef RP_COMPILE_EXTEND_H
#define RP_COMPILE_EXTEND_H

#include "compile/protocol.h"

typedef struct rp_extension {
    refpath_protocol *p; /* the copy, in the arena: cases may hold it as long as that, and never release it */
    rp_arena *arena;
    rp_model model; /* the conditions, in the words of the format */
} rp_extension;

/* The protocol outlives the arena. Released with rp_extension_free, also on failure; the copy stays. */
refpath_status rp_extension_init(rp_extension *x, const refpath_protocol *p, rp_arena *arena);
void rp_extension_free(rp_extension *x);

/* The `when` of a new condition, to be filled with tests that are sound: nothing is told of others. */
refpath_status rp_extension_add(rp_extension *x, rp_node *when);

/*
 * Compiles them all, once: their numbers in the copy, in the order in which they were added. REFPATH_LIMIT_EXCEEDED where
 * one is larger than those of a protocol may be; *n is how many were compiled, so that it is known which.
 */
refpath_status rp_extension_compile(rp_extension *x, uint32_t *conditions, size_t *n);

#endif
