/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * malloc() of the whole program, third parties too, made to fail on demand; what is still held is known with who asked
 * for it. It needs glibc, which lets a program put its own in place; a sanitizer has put its own there already, and
 * valgrind watches that of glibc. Elsewhere HAVE_OWN_MALLOC is not defined.
 */
#ifndef RP_TESTS_HOSTILE_MALLOC_HOOKS_H
#define RP_TESTS_HOSTILE_MALLOC_HOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OTHER_MALLOC
#endif
#endif
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(OTHER_MALLOC)
#define HAVE_OWN_MALLOC

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <stdio.h>
#include <string.h>

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t n, size_t each);
void *__libc_realloc(void *old, size_t bytes);
void __libc_free(void *old);

#define MOST_FRAMES 24
#define MOST_HELD ((size_t)1 << 16)

typedef struct held_block {
    void *at; /* NULL: never used; one that was released keeps its place, with released set */
    size_t bytes;
    bool released;
    int n_frames;
    void *frames[MOST_FRAMES];
} held_block;

static struct {
    bool watching; /* requests are counted, and those made meanwhile are remembered */
    bool busy;     /* in here already */
    size_t requests, refused;
    size_t refuse; /* the number of the request that is refused, from 1; 0 for none */
    bool onwards;
    bool (*spare)(size_t bytes, void *const *frames, int n); /* requests that are never refused, or NULL */
    size_t lost; /* blocks for which there was no room below */
    held_block held[MOST_HELD];
} hooks;

static held_block *find_block(const void *at, bool add) {
    size_t i = ((uintptr_t)at >> 4) * 0x9e3779b97f4a7c15u % MOST_HELD;
    for (size_t tried = 0; tried < MOST_HELD; tried++, i = (i + 1) % MOST_HELD) {
        held_block *block = &hooks.held[i];
        if (block->at == at) {
            return block;
        }
        if (!block->at) {
            return add ? block : NULL;
        }
    }
    hooks.lost += add;
    return NULL;
}

static void remember(void *at, size_t bytes) {
    held_block *block = at && !hooks.busy ? find_block(at, true) : NULL;
    if (block) {
        hooks.busy = true;
        block->at = at;
        block->bytes = bytes;
        block->released = false;
        block->n_frames = backtrace(block->frames, MOST_FRAMES);
        hooks.busy = false;
    }
}

static void forget_block(const void *at) {
    held_block *block = at ? find_block(at, false) : NULL;
    if (block) {
        block->released = true;
    }
}

static bool is_spared(size_t bytes) {
    void *frames[MOST_FRAMES];
    bool spared;
    if (!hooks.spare) {
        return false;
    }
    hooks.busy = true;
    spared = hooks.spare(bytes, frames, backtrace(frames, MOST_FRAMES));
    hooks.busy = false;
    return spared;
}

static bool is_refused(size_t bytes) {
    if (!hooks.watching || hooks.busy) {
        return false;
    }
    hooks.requests++;
    if (hooks.refuse && (hooks.requests == hooks.refuse || (hooks.onwards && hooks.requests > hooks.refuse))) {
        hooks.refused++;
        errno = ENOMEM;
        return !is_spared(bytes);
    }
    return false;
}

void *malloc(size_t bytes) {
    void *at = is_refused(bytes) ? NULL : __libc_malloc(bytes);
    if (hooks.watching) {
        remember(at, bytes);
    }
    return at;
}

void *calloc(size_t n, size_t each) {
    void *at = is_refused(n * each) ? NULL : __libc_calloc(n, each);
    if (hooks.watching) {
        remember(at, n * each);
    }
    return at;
}

void *realloc(void *old, size_t bytes) {
    void *at = is_refused(bytes) ? NULL : __libc_realloc(old, bytes);
    if (at || bytes == 0) {
        forget_block(old);
    }
    if (hooks.watching) {
        remember(at, bytes);
    }
    return at;
}

void free(void *old) {
    forget_block(old);
    __libc_free(old);
}

static inline bool hooks_usable(void) {
    const char *preload = getenv("LD_PRELOAD");
    void *frame;
    (void)backtrace(&frame, 1); /* loads what it needs, once */
    return !preload || !strstr(preload, "vgpreload");
}

/* Once in a process: what is remembered is never forgotten. */
static inline void hooks_start(size_t refuse, bool onwards) {
    hooks.requests = hooks.refused = hooks.lost = 0;
    hooks.refuse = refuse;
    hooks.onwards = onwards;
    hooks.watching = true;
}

static inline void hooks_stop(void) {
    hooks.watching = false;
}

/*
 * Which call of ours to another library these frames lie under: "libicui18n ucal_open", with the number of the release
 * left out; "" where there is none.
 */
static inline void hooks_name(void *const *frames, int n, char *name, size_t room) {
    name[0] = '\0';
    for (int i = 0; i < n; i++) {
        Dl_info about;
        const char *base;
        char *tail;
        if (!dladdr(frames[i], &about) || !about.dli_fname) {
            continue;
        }
        base = strrchr(about.dli_fname, '/');
        base = base ? base + 1 : about.dli_fname;
        if (strncmp(base, "libicu", 6) != 0 && strncmp(base, "libxml2", 7) != 0 && strncmp(base, "libjansson", 10) != 0) {
            continue;
        }
        snprintf(name, room, "%.*s %s", (int)strcspn(base, "."), base, about.dli_sname ? about.dli_sname : "?");
        tail = strrchr(name, '_');
        if (tail && tail[1] && strspn(tail + 1, "0123456789") == strlen(tail + 1)) {
            *tail = '\0';
        }
    }
}

#endif
#endif
