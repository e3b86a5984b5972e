/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * Memory comes from where the caller says: an allocator is given to an object when it is made, and what is
 * made from that object uses it too. There is no allocator of the process.
 */
#ifndef REFPATH_ALLOC_H
#define REFPATH_ALLOC_H

#include <refpath/api.h>
#include <stddef.h>

REFPATH_BEGIN_DECLS

/**
 * Hooks for memory. All are called with the same `user`; they may be called from any thread that uses an object
 * made with them. Pointers must be aligned for any object, as malloc() aligns.
 */
typedef struct refpath_allocator {
    size_t size;                                                       /**< sizeof(refpath_allocator). */
    void *user;                                                        /**< Handed to each hook. */
    void *(*allocate)(void *user, size_t bytes);                       /**< NULL where there is no memory. */
    void *(*resize)(void *user, void *old, size_t was, size_t bytes);  /**< NULL: `old` is still good. */
    void (*release)(void *user, void *old, size_t was);                /**< `old` is never NULL. */
} refpath_allocator;

REFPATH_END_DECLS

#endif
