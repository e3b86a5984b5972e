/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What every wrapped call is made of: where it says how it went, and where it writes. Included once, in the wrapper that
 * SWIG makes; so functions are static inline.
 */
#ifndef REFPATH_BINDINGS_CALL_H
#define REFPATH_BINDINGS_CALL_H

#include <refpath.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Text that must be there, and text that may be left out. Typemaps of each language go by these names. */
typedef const char *rp_text;
typedef const char *rp_optional;
/* The name of a file, as the system takes it. */
typedef const char *rp_path;

/* Bytes in, borrowed for the call. */
typedef struct rp_bytes {
    const char *at;
    size_t n;
} rp_bytes;

/* Bytes out, owned by the wrapper until rp_written_free(). */
typedef struct rp_written {
    char *at;
    size_t n;
    size_t room;
} rp_written;

/* Told how far a long call is; what it gives is not 0 where the call shall stop. Typemaps of each language fill it in. */
typedef struct rp_progress {
    int (*call)(uint64_t done, uint64_t total, void *user);
    void *user;
} rp_progress;

/*
 * The last argument of every call that can fail. It stands on the wrapper's stack: no call knows of another. Typemaps of
 * each language turn a status that is not REFPATH_OK into an exception with the problems.
 */
typedef struct rp_call {
    refpath_status status;
    refpath_diags *diags;
} rp_call;

/* Overwrites first: what was written may hold facts. The compiler cannot see through the volatile pointer. */
static inline void rp_forget(void *at, size_t n) {
    void *(*volatile overwrite)(void *, int, size_t) = memset;
    if (at) {
        (void)overwrite(at, 0, n);
        free(at);
    }
}

static inline void rp_written_free(rp_written *written) {
    rp_forget(written->at, written->n);
    *written = (rp_written){NULL, 0, 0};
}

/* A refpath_write that collects. What it grows out of is overwritten too, so no realloc(). */
static inline refpath_status rp_collect(void *user, const char *bytes, size_t length) {
    rp_written *to = user;
    if (length > SIZE_MAX / 4 - to->n) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (to->n + length > to->room) {
        size_t room = to->room ? to->room : 1024;
        char *larger;
        while (room < to->n + length) {
            room *= 2;
        }
        larger = malloc(room);
        if (!larger) {
            return REFPATH_OUT_OF_MEMORY;
        }
        if (to->n > 0) {
            memcpy(larger, to->at, to->n);
        }
        rp_forget(to->at, to->n);
        to->at = larger;
        to->room = room;
    }
    memcpy(to->at + to->n, bytes, length);
    to->n += length;
    return REFPATH_OK;
}

/* Ready to be told problems? */
static inline bool rp_call_begin(rp_call *call) {
    call->status = refpath_diags_new(&call->diags, 0, NULL);
    return call->status == REFPATH_OK;
}

static inline void rp_call_end(rp_call *call) {
    refpath_diags_free(call->diags);
    call->diags = NULL;
}

/* Gives memory that is zero, or makes the call fail. */
static inline void *rp_call_new(rp_call *call, size_t bytes) {
    void *at = calloc(1, bytes);
    if (!at) {
        call->status = REFPATH_OUT_OF_MEMORY;
    }
    return at;
}

/* A copy of a text, or NULL, and then the call fails. */
static inline char *rp_call_text(rp_call *call, const char *text, size_t n) {
    char *copy = rp_call_new(call, n + 1);
    if (copy) {
        memcpy(copy, text, n);
    }
    return copy;
}

#endif
