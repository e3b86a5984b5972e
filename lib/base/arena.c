/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct rp_arena_block {
    struct rp_arena_block *next;
    size_t size, used; /* bytes, with this head */
    size_t next_size;  /* of the block that will be needed after this one */
} rp_arena_block;

#define SMALLEST_BLOCK ((size_t)4096)
#define LARGEST_BLOCK ((size_t)1048576)
/* What is larger gets a block of its own; all that there is in a build for tests, where so each request can fail. */
#ifdef RP_ARENA_EACH_ALONE
#define LARGEST_SHARED ((size_t)0)
#else
#define LARGEST_SHARED (LARGEST_BLOCK / 4)
#endif

static size_t round_up(size_t bytes) {
    const size_t unit = _Alignof(max_align_t);
    return (bytes + unit - 1) / unit * unit;
}

void rp_arena_init(rp_arena *arena, const rp_alloc *alloc, bool wipe) {
    memset(arena, 0, sizeof *arena);
    arena->alloc = *alloc;
    arena->wipe = wipe;
}

void rp_arena_free(rp_arena *arena) {
    rp_arena_block *block = arena->head;
    while (block) {
        rp_arena_block *next = block->next;
        if (arena->wipe) {
            rp_alloc_wipe(&arena->alloc, block, block->size);
        } else {
            rp_alloc_free(&arena->alloc, block, block->size);
        }
        block = next;
    }
    arena->head = NULL;
    arena->used = 0;
    arena->failed = false;
}

static rp_arena_block *new_block(rp_arena *arena, size_t size, size_t next_size) {
    rp_arena_block *block = arena->alloc.hooks.allocate(arena->alloc.hooks.user, size);
    if (block) {
        block->next = NULL;
        block->size = size;
        block->used = round_up(sizeof *block);
        block->next_size = next_size;
    }
    return block;
}

/* A block for one large request; it goes behind the head, whose rest can still be used. */
static rp_arena_block *add_own_block(rp_arena *arena, size_t bytes) {
    rp_arena_block *head = arena->head;
    size_t size = round_up(sizeof(rp_arena_block)) + bytes;
    rp_arena_block *block = new_block(arena, size, head ? head->next_size : SMALLEST_BLOCK);
    if (!block) {
        return NULL;
    }
    if (head) {
        block->next = head->next;
        head->next = block;
    } else {
        arena->head = block;
    }
    return block;
}

static rp_arena_block *add_shared_block(rp_arena *arena, size_t bytes) {
    size_t size = arena->head ? arena->head->next_size : SMALLEST_BLOCK;
    rp_arena_block *block;
    while (size - round_up(sizeof *block) < bytes) {
        size *= 2;
    }
    block = new_block(arena, size, size < LARGEST_BLOCK ? size * 2 : LARGEST_BLOCK);
    if (block) {
        block->next = arena->head;
        arena->head = block;
    }
    return block;
}

static rp_arena_block *block_with_room(rp_arena *arena, size_t bytes) {
    if (arena->head && arena->head->size - arena->head->used >= bytes) {
        return arena->head;
    }
    return bytes > LARGEST_SHARED ? add_own_block(arena, bytes) : add_shared_block(arena, bytes);
}

void *rp_arena_new(rp_arena *arena, size_t bytes) {
    rp_arena_block *block = NULL;
    unsigned char *at;
    if (bytes < SIZE_MAX - LARGEST_BLOCK) {
        bytes = round_up(bytes ? bytes : 1);
        block = block_with_room(arena, bytes);
    }
    if (!block) {
        arena->failed = true;
        return NULL;
    }
    at = (unsigned char *)block + block->used;
    block->used += bytes;
    arena->used += bytes;
    return memset(at, 0, bytes);
}

void *rp_arena_array(rp_arena *arena, size_t count, size_t each) {
    if (each && count > SIZE_MAX / each) {
        arena->failed = true;
        return NULL;
    }
    return rp_arena_new(arena, count * each);
}

void *rp_arena_grow(rp_arena *arena, const void *old, size_t count, size_t more, size_t each) {
    void *larger = rp_arena_array(arena, more <= SIZE_MAX - count ? count + more : SIZE_MAX, each);
    if (larger && old && count && each) {
        memcpy(larger, old, count * each);
    }
    return larger;
}

char *rp_arena_text(rp_arena *arena, const char *bytes, size_t length) {
    char *text = rp_arena_new(arena, length < SIZE_MAX ? length + 1 : SIZE_MAX);
    if (text && length) {
        memcpy(text, bytes, length);
    }
    return text;
}

char *rp_arena_format(rp_arena *arena, const char *format, ...) {
    va_list args;
    int length;
    char *text;
    va_start(args, format);
    length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    text = rp_arena_new(arena, length >= 0 ? (size_t)length + 1 : SIZE_MAX);
    if (text) {
        va_start(args, format);
        (void)vsnprintf(text, (size_t)length + 1, format, args);
        va_end(args);
    }
    return text;
}

/* The list's pointer is of some other type than void *: it is read and written as bytes. */
bool rp_list_expect(rp_arena *arena, void **at, size_t n, size_t *room, size_t more, size_t each) {
    unsigned char *items;
    memcpy(&items, at, sizeof items);
    items = rp_arena_grow(arena, items, n, more, each);
    if (!items) {
        return false;
    }
    memcpy(at, &items, sizeof items);
    *room = n + more;
    return true;
}

bool rp_list_grow(rp_arena *arena, void **at, size_t n, size_t *room, size_t each) {
    return rp_list_expect(arena, at, n, room, n < 4 ? 8 - n : n, each);
}
