/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A bump arena: what belongs to one protocol, case or answer lives and dies together. */
#ifndef RP_BASE_ARENA_H
#define RP_BASE_ARENA_H

#include "base/alloc.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct rp_arena {
    rp_alloc alloc;
    struct rp_arena_block *head;
    bool wipe;   /* overwrite on release: the arena holds facts */
    bool failed; /* a request was refused: what was built here may lack a part */
    size_t used; /* bytes handed out, for limits and for reports of size */
} rp_arena;

void rp_arena_init(rp_arena *arena, const rp_alloc *alloc, bool wipe);
void rp_arena_free(rp_arena *arena);

/* Zeroed, aligned for any object; NULL where there is no memory. Size 0 gives a valid pointer. */
void *rp_arena_new(rp_arena *arena, size_t bytes);
/* count * each, zeroed; NULL also where the product overflows. */
void *rp_arena_array(rp_arena *arena, size_t count, size_t each);
/* A larger copy of an array of the arena (the old one stays until the end). */
void *rp_arena_grow(rp_arena *arena, const void *old, size_t count, size_t more, size_t each);
/* A NUL-terminated copy of `length` bytes. */
char *rp_arena_text(rp_arena *arena, const char *bytes, size_t length);
char *rp_arena_format(rp_arena *arena, const char *format, ...)
#if defined(__MINGW32__)
    __attribute__((format(__gnu_printf__, 2, 3))) /* %zu and its like, whatever the system's own printf() knows */
#elif defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

/* Typed short forms. */
#define RP_ARENA_NEW(arena, type) ((type *)rp_arena_new((arena), sizeof(type)))
#define RP_ARENA_ARRAY(arena, type, count) ((type *)rp_arena_array((arena), (count), sizeof(type)))

/*
 * A growing array in an arena, as three fields of a struct: RP_LIST(type) items;  Append with
 *   RP_HAVE(RP_LIST_ADD(arena, &s->items)) -> pointer to the new zeroed element, or NULL.
 * Where it is known how many are to come, and they are many, RP_LIST_EXPECT(arena, &s->items, more) makes room for them in
 * one go; false without memory.
 */
#define RP_LIST(type)                                                                              \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t n, room;                                                                            \
    }
bool rp_list_expect(rp_arena *arena, void **at, size_t n, size_t *room, size_t more, size_t each);
bool rp_list_grow(rp_arena *arena, void **at, size_t n, size_t *room, size_t each);
static inline void *rp_list_next(void *at, size_t *n, size_t each) {
    return memset((unsigned char *)at + (*n)++ * each, 0, each); /* it may have been used, and dropped, before */
}
#define RP_LIST_ADD(arena, list)                                                                   \
    ((list)->n < (list)->room || rp_list_grow((arena), (void **)(void *)&(list)->at, (list)->n,    \
                                              &(list)->room, sizeof *(list)->at)                   \
         ? ((void)rp_list_next((list)->at, &(list)->n, sizeof *(list)->at),                        \
            &(list)->at[(list)->n - 1])                                                            \
         : NULL)
#define RP_LIST_EXPECT(arena, list, more)                                                          \
    rp_list_expect((arena), (void **)(void *)&(list)->at, (list)->n, &(list)->room, (more), sizeof *(list)->at)

#endif
