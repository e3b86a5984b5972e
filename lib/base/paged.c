/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/paged.h"

#define FIRST_PAGE ((size_t)4096)
#define PAGE ((size_t)65536)

static bool add_page(rp_pages *pages, rp_arena *arena, size_t size) {
    unsigned char *page = rp_arena_new(arena, size), **slot = page ? RP_LIST_ADD(arena, pages) : NULL;
    if (!slot) {
        return false;
    }
    *slot = page;
    return true;
}

void *rp_paged_add(rp_paged *list, rp_arena *arena) {
    if (list->n == list->pages.n << list->shift &&
        !add_page(&list->pages, arena, (size_t)list->each << list->shift)) {
        return NULL;
    }
    return rp_paged_at(list, list->n++);
}

unsigned char *rp_paged_bytes_add(rp_paged_bytes *bytes, rp_arena *arena, size_t n, uint32_t *number) {
    size_t begin = bytes->pages.n == 0; /* nothing has number 0 */
    if (bytes->size - bytes->used < n) {
        size_t size = bytes->pages.n == 0 ? FIRST_PAGE : PAGE;
        if (bytes->pages.n >= UINT32_MAX >> 16) {
            arena->failed = true;
            return NULL;
        }
        if (n > size - begin) {
            size = n + begin;
        }
        if (!add_page(&bytes->pages, arena, size)) {
            return NULL;
        }
        bytes->size = size;
        bytes->used = begin;
    }
    *number = (uint32_t)((bytes->pages.n - 1) << 16 | bytes->used);
    bytes->used += n;
    return rp_paged_bytes_at(bytes, *number);
}
