/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/paged.h"

#define FIRST_PAGE ((size_t)4096)
#define PAGE ((size_t)65536)

static bool add_page(unsigned char ***pages, size_t *n, size_t *room, rp_arena *arena, size_t size) {
    unsigned char *page;
    if (*n == *room) {
        size_t more = *room ? *room : 8;
        unsigned char **larger = rp_arena_grow(arena, *pages, *n, more, sizeof **pages);
        if (!larger) {
            return false;
        }
        *pages = larger;
        *room += more;
    }
    page = rp_arena_new(arena, size);
    if (!page) {
        return false;
    }
    (*pages)[(*n)++] = page;
    return true;
}

void *rp_paged_add(rp_paged *list, rp_arena *arena) {
    if (list->n == list->n_pages << list->shift &&
        !add_page(&list->pages, &list->n_pages, &list->room, arena, (size_t)list->each << list->shift)) {
        return NULL;
    }
    return rp_paged_at(list, list->n++);
}

unsigned char *rp_paged_bytes_add(rp_paged_bytes *bytes, rp_arena *arena, size_t n, uint32_t *number) {
    size_t begin = bytes->n_pages == 0; /* nothing has number 0 */
    if (bytes->size - bytes->used < n) {
        size_t size = bytes->n_pages == 0 ? FIRST_PAGE : PAGE;
        if (bytes->n_pages >= UINT32_MAX >> 16) {
            arena->failed = true;
            return NULL;
        }
        if (n > size - begin) {
            size = n + begin;
        }
        if (!add_page(&bytes->pages, &bytes->n_pages, &bytes->room, arena, size)) {
            return NULL;
        }
        bytes->size = size;
        bytes->used = begin;
    }
    *number = (uint32_t)((bytes->n_pages - 1) << 16 | bytes->used);
    bytes->used += n;
    return rp_paged_bytes_at(bytes, *number);
}
