/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Loading where the caller has the included documents. No language is called back from within the library: a load that
 * names documents that nobody has given yet comes back with their names; they are given, or said to be nowhere, and the
 * load is tried again. That takes one load more than includes are deep, needs no lock of an interpreter, and an exception
 * of the caller's own code never passes through C.
 */
#ifndef REFPATH_BINDINGS_LOADING_H
#define REFPATH_BINDINGS_LOADING_H

#include "handles.h"

typedef struct Document {
    char *name;
    char *bytes;  /* NULL: not given yet, or there is none. */
    size_t n;
    bool answered;
} Document;

/* How to load: limits, and documents that were given. */
typedef struct Loading {
    refpath_load_options options;
    Document *documents;
    size_t n_documents;
    size_t room;
} Loading;

static inline Document *Loading_find(const Loading *self, const char *name) {
    for (size_t i = 0; i < self->n_documents; i++) {
        if (strcmp(self->documents[i].name, name) == 0) {
            return &self->documents[i];
        }
    }
    return NULL;
}

static inline Document *Loading_note(Loading *self, const char *name, rp_call *call) {
    Document *document = Loading_find(self, name), *list;
    char *copy;
    if (document) {
        return document;
    }
    list = rp_call_grow(call, self->documents, self->n_documents, &self->room, sizeof *list);
    if (!list) {
        return NULL;
    }
    self->documents = list;
    copy = rp_call_text(call, name, strlen(name));
    if (!copy) {
        return NULL;
    }
    document = &list[self->n_documents++];
    *document = (Document){copy, NULL, 0, false};
    return document;
}

/* A refpath_include. */
static inline refpath_status Loading_include(void *user, const char *name, const char **bytes, size_t *length) {
    Loading *self = user;
    rp_call call = {REFPATH_OK, NULL};
    Document *document = Loading_note(self, name, &call);
    if (!document) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (!document->bytes) {
        return REFPATH_NOT_FOUND;
    }
    *bytes = document->bytes;
    *length = document->n;
    return REFPATH_OK;
}

static inline size_t Loading_missing(const Loading *self) {
    size_t n = 0;
    for (size_t i = 0; self && i < self->n_documents; i++) {
        n += !self->documents[i].answered;
    }
    return n;
}

static inline const char *Loading_nth_missing(const Loading *self, size_t index) {
    for (size_t i = 0; i < self->n_documents; i++) {
        if (!self->documents[i].answered && index-- == 0) {
            return self->documents[i].name;
        }
    }
    return NULL;
}

static inline size_t *Loading_limit(Loading *self, const char *name) {
    refpath_load_options *o = &self->options;
    const struct {
        const char *name;
        size_t *at;
    } limits[] = {
        {"most-bytes", &o->most_bytes},
        {"most-documents", &o->most_documents},
        {"most-depth", &o->most_depth},
        {"most-attributes", &o->most_attributes},
        {"most-elements", &o->most_elements},
        {"most-value", &o->most_value},
        {"most-tests", &o->most_tests},
        {"most-chain", &o->most_chain},
        {"most-tables", &o->most_tables},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (strcmp(name, limits[i].name) == 0) {
            return limits[i].at;
        }
    }
    return NULL;
}

static inline void Loading_set_limit(Loading *self, const char *name, int64_t most, rp_call *call) {
    size_t *limit = Loading_limit(self, name);
    if (most < 0 || (uint64_t)most > SIZE_MAX) {
        call->status = REFPATH_INVALID_ARGUMENT;
    } else if (limit) {
        *limit = (size_t)most;
    } else if (strcmp(name, "most-work") == 0) {
        self->options.most_work = (uint64_t)most;
    } else {
        call->status = REFPATH_NOT_FOUND;
    }
}

static inline void Loading_release(Loading *self) {
    if (self) {
        for (size_t i = 0; i < self->n_documents; i++) {
            free(self->documents[i].name);
            free(self->documents[i].bytes);
        }
        free(self->documents);
        free(self);
    }
}

/* A load that only waits for documents has not failed: no protocol, no exception. */
static inline Protocol *Loading_done(const Loading *self, Protocol *made, Problems *notes, rp_call *call) {
    if (!made && Loading_missing(self) > 0) {
        call->status = REFPATH_OK;
    } else {
        Problems_keep(notes, call);
    }
    return made;
}

#endif
