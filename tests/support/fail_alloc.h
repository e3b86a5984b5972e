/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Memory that can be made to run out. New blocks are full of noise, blocks move whenever they are
 * resized, and sizes on release are checked. Blocks still held are counted.
 *
 *   rp_fail_alloc memory;
 *   rp_fail_init(&memory, 3, false);            the third request is refused, that one alone
 *   refpath_diags_new(&diags, 0, &memory.hooks);
 *
 *   rp_fail_each(run);                          run(&memory) for each request refused, until none
 * was
 */
#ifndef RP_TESTS_SUPPORT_FAIL_ALLOC_H
#define RP_TESTS_SUPPORT_FAIL_ALLOC_H

#include <CUnit/CUnit.h>
#include <refpath/alloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct rp_fail_alloc {
    refpath_allocator hooks;
    size_t refuse;   /* the number of the request that is refused, from 1; 0 for none */
    bool onwards;    /* and all that come after it */
    size_t requests; /* asked for so far, refused ones too */
    size_t refused;
    size_t live, live_bytes;                                   /* not released yet */
    size_t wrong_sizes;                                        /* releases with another size */
    void (*released)(void *user, const void *bytes, size_t n); /* looks at a block, or NULL */
    void *user;
} rp_fail_alloc;

/* Stands before each block. */
typedef union rp_fail_head {
    size_t size;
    max_align_t align;
} rp_fail_head;

static inline void *rp_fail_allocate(void *user, size_t bytes) {
    rp_fail_alloc *f = user;
    rp_fail_head *head;
    f->requests++;
    if (f->refuse && (f->requests == f->refuse || (f->onwards && f->requests > f->refuse))) {
        f->refused++;
        return NULL;
    }
    head = bytes <= SIZE_MAX - sizeof *head ? malloc(sizeof *head + bytes) : NULL;
    if (!head) {
        return NULL;
    }
    head->size = bytes;
    f->live++;
    f->live_bytes += bytes;
    return memset(head + 1, 0xa5, bytes);
}

static inline void rp_fail_release(void *user, void *old, size_t was) {
    rp_fail_alloc *f = user;
    rp_fail_head *head = (rp_fail_head *)old - 1;
    size_t size = head->size;
    f->wrong_sizes += size != was;
    f->live--;
    f->live_bytes -= size;
    if (f->released) {
        f->released(f->user, old, size);
    }
    memset(old, 0xdd, size);
    free(head);
}

static inline void *rp_fail_resize(void *user, void *old, size_t was, size_t bytes) {
    rp_fail_alloc *f = user;
    void *block = rp_fail_allocate(user, bytes);
    if (block) {
        size_t size = ((rp_fail_head *)old - 1)->size;
        f->wrong_sizes += size != was;
        memcpy(block, old, size < bytes ? size : bytes);
        rp_fail_release(user, old, size);
    }
    return block;
}

static inline void rp_fail_init(rp_fail_alloc *f, size_t refuse, bool onwards) {
    memset(f, 0, sizeof *f);
    f->hooks.size = sizeof f->hooks;
    f->hooks.user = f;
    f->hooks.allocate = rp_fail_allocate;
    f->hooks.resize = rp_fail_resize;
    f->hooks.release = rp_fail_release;
    f->refuse = refuse;
    f->onwards = onwards;
}

/*
 * Runs something with each of its requests refused: first that one alone, then all from it on.
 * `run` asserts what it gives (memory->refused says whether it went without); here it is asserted
 * that nothing is left behind.
 */
static inline void rp_fail_each(void (*run)(rp_fail_alloc *memory)) {
    for (int onwards = 0; onwards < 2; onwards++) {
        rp_fail_alloc memory;
        size_t refuse = 1;
        do {
            rp_fail_init(&memory, refuse++, onwards);
            run(&memory);
            CU_ASSERT_EQUAL(memory.live, 0);
            CU_ASSERT_EQUAL(memory.live_bytes, 0);
            CU_ASSERT_EQUAL(memory.wrong_sizes, 0);
        } while (memory.refused);
    }
}

/* A `released` that counts, in a size_t, the blocks that were not all zero. */
static inline void rp_fail_count_unwiped(void *user, const void *bytes, size_t n) {
    const unsigned char *at = bytes;
    for (size_t i = 0; i < n; i++) {
        if (at[i]) {
            ++*(size_t *)user;
            return;
        }
    }
}

#endif
