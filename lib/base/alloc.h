/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Memory by the caller's hooks, or malloc() where there are none; sizes are checked, sizes are known on release. */
#ifndef RP_BASE_ALLOC_H
#define RP_BASE_ALLOC_H

#include <refpath/alloc.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct rp_alloc {
    refpath_allocator hooks; /* all hooks set */
} rp_alloc;

/* Copies the caller's hooks; NULL gives malloc(). False where the struct is malformed (size, a missing hook). */
bool rp_alloc_init(rp_alloc *alloc, const refpath_allocator *hooks);

/* Zeroed memory; NULL where there is none. A size of 0 gives a pointer that may be released. */
void *rp_alloc_new(const rp_alloc *alloc, size_t bytes);
/* count * each bytes, zeroed; NULL where there is no memory or the product overflows. */
void *rp_alloc_array(const rp_alloc *alloc, size_t count, size_t each);
/* Grows or shrinks; what is new is not zeroed. On NULL the old block is still good. */
void *rp_alloc_resize(const rp_alloc *alloc, void *old, size_t was, size_t bytes);
/*
 * Whether malloc() itself, whoever's hooks are used, has memory left: third parties live by it, and do not always say
 * that they went without.
 */
bool rp_alloc_has_more(void);
/* NULL is fine. */
void rp_alloc_free(const rp_alloc *alloc, void *old, size_t was);
/* As rp_alloc_free, for blocks that held facts: they are overwritten first. */
void rp_alloc_wipe(const rp_alloc *alloc, void *old, size_t was);

#endif
