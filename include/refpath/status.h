/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * What a call can come back with. A status says what the caller can do next; the causes, with code and
 * position, are in a #refpath_diags. A sharing that is not permitted is an answer, never a status.
 */
#ifndef REFPATH_STATUS_H
#define REFPATH_STATUS_H

#include <refpath/api.h>

REFPATH_BEGIN_DECLS

/** Outcome of a call. The numbers never change; new ones may be added at the end. */
typedef enum refpath_status {
    REFPATH_OK = 0,               /**< Done; the result is whole. */
    REFPATH_OUT_OF_MEMORY = 1,    /**< The allocator gave nothing; there is no result. */
    REFPATH_INVALID_ARGUMENT = 2, /**< The call itself is wrong: a NULL, a number out of range, a closed object. */
    REFPATH_IO = 3,               /**< A file could not be opened or read. */
    REFPATH_INVALID_PROTOCOL = 4, /**< The protocol is not well-formed, not valid or means nothing. */
    REFPATH_INVALID_CASE = 5,     /**< The case is not well-formed or contradicts itself or the protocol. */
    REFPATH_INVALID_QUESTION = 6, /**< The question names what the protocol does not have, or misses something. */
    REFPATH_NOT_FOUND = 7,        /**< There is no such entry; for look-ups that may be absent. */
    REFPATH_LIMIT_EXCEEDED = 8,   /**< A limit on size or on work was reached: not decided, never guessed. */
    REFPATH_UNSUPPORTED = 9,      /**< This build lacks the feature, see refpath_features(). */
    REFPATH_CANCELLED = 10,       /**< A callback of the caller stopped the call. */
    REFPATH_INTERNAL = 11         /**< A defect of the library; please report it. */
} refpath_status;

/**
 * The name of a status, for logs of programs: `"invalid-case"`.
 *
 * @param status  Any number.
 * @return A borrowed, constant, NUL-terminated string; `"unknown-status"` for other numbers. Never NULL.
 *
 * Threads: any. Cost: constant.
 */
REFPATH_API const char *refpath_status_name(refpath_status status);

REFPATH_END_DECLS

#endif
