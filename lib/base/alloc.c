/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *allocate_by_malloc(void *user, size_t bytes) {
    (void)user;
    return malloc(bytes);
}

static void *resize_by_realloc(void *user, void *old, size_t was, size_t bytes) {
    (void)user;
    (void)was;
    return realloc(old, bytes);
}

static void release_by_free(void *user, void *old, size_t was) {
    (void)user;
    (void)was;
    free(old);
}

bool rp_alloc_init(rp_alloc *alloc, const refpath_allocator *hooks) {
    static const refpath_allocator usual = {sizeof(refpath_allocator), NULL, allocate_by_malloc,
                                            resize_by_realloc, release_by_free};
    if (!hooks) {
        alloc->hooks = usual;
        return true;
    }
    if (hooks->size < sizeof *hooks || !hooks->allocate || !hooks->resize || !hooks->release) {
        return false;
    }
    alloc->hooks = *hooks;
    alloc->hooks.size = sizeof *hooks;
    return true;
}

/* What the hooks are asked for: never nothing, so that what comes back may be released. */
static size_t asked_for(size_t bytes) {
    return bytes ? bytes : 1;
}

void *rp_alloc_new(const rp_alloc *alloc, size_t bytes) {
    void *block = alloc->hooks.allocate(alloc->hooks.user, asked_for(bytes));
    if (block) {
        memset(block, 0, asked_for(bytes));
    }
    return block;
}

void *rp_alloc_array(const rp_alloc *alloc, size_t count, size_t each) {
    if (each && count > SIZE_MAX / each) {
        return NULL;
    }
    return rp_alloc_new(alloc, count * each);
}

void *rp_alloc_resize(const rp_alloc *alloc, void *old, size_t was, size_t bytes) {
    if (!old) {
        return alloc->hooks.allocate(alloc->hooks.user, asked_for(bytes));
    }
    return alloc->hooks.resize(alloc->hooks.user, old, asked_for(was), asked_for(bytes));
}

void rp_alloc_free(const rp_alloc *alloc, void *old, size_t was) {
    if (old) {
        alloc->hooks.release(alloc->hooks.user, old, asked_for(was));
    }
}

#if defined(__GNUC__)
/* The empty instruction may read all memory: what was written before it cannot be dropped. */
static void overwrite(void *bytes, size_t n) {
    memset(bytes, 0, n);
    __asm__ __volatile__("" : : "r"(bytes) : "memory");
}
#else
static void overwrite(void *bytes, size_t n) {
    volatile unsigned char *at = bytes;
    while (n-- > 0) {
        *at++ = 0;
    }
}
#endif

void rp_alloc_wipe(const rp_alloc *alloc, void *old, size_t was) {
    if (old) {
        overwrite(old, asked_for(was));
        rp_alloc_free(alloc, old, was);
    }
}

bool rp_alloc_has_more(void) {
    void *volatile block = malloc(4096); /* volatile: else a compiler may leave both calls out */
    bool has = block != NULL;
    free(block);
    return has;
}
