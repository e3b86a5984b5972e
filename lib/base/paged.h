/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Long lists in an arena, in pages: they grow without being copied, and what they hold stays where it is. For short lists
 * RP_LIST of arena.h is simpler.
 */
#ifndef RP_BASE_PAGED_H
#define RP_BASE_PAGED_H

#include "base/arena.h"

typedef RP_LIST(unsigned char *) rp_pages;

typedef struct rp_paged {
    rp_pages pages;
    size_t n; /* items */
    unsigned each, shift; /* bytes of an item; 2^shift items in a page */
} rp_paged;

static inline void rp_paged_init(rp_paged *list, size_t each, unsigned shift) {
    *list = (rp_paged){.each = (unsigned)each, .shift = shift};
}
static inline void *rp_paged_at(const rp_paged *list, size_t i) {
    return list->pages.at[i >> list->shift] + (i & (((size_t)1 << list->shift) - 1)) * list->each;
}
/* The next item, zeroed; NULL where there is no memory. */
void *rp_paged_add(rp_paged *list, rp_arena *arena);

/*
 * Bytes in pages: what is added in one go lies together. Its number is where it begins, which is never 0; at most 4 GiB
 * less 64 KiB all told.
 */
typedef struct rp_paged_bytes {
    rp_pages pages;
    size_t used, size; /* of the last page */
} rp_paged_bytes;

static inline unsigned char *rp_paged_bytes_at(const rp_paged_bytes *bytes, uint32_t number) {
    return bytes->pages.at[number >> 16] + (number & 0xffff);
}
/* Room for `n` bytes; NULL where there is none. */
unsigned char *rp_paged_bytes_add(rp_paged_bytes *bytes, rp_arena *arena, size_t n, uint32_t *number);

#endif
