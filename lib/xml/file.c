/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * POSIX. The folder is held open, so that what is read lies in it even if somebody moves it meanwhile; no part of an
 * included name is followed through a link; nothing but regular files is read, and opening never waits.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "xml/file.h"

#include "base/check.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* To look names up in a folder needs no right to list it. */
#if defined(O_PATH)
enum {
    FOLDER = O_PATH | O_DIRECTORY | O_CLOEXEC
};
#elif defined(O_SEARCH)
enum {
    FOLDER = O_SEARCH | O_DIRECTORY | O_CLOEXEC
};
#else
enum {
    FOLDER = O_RDONLY | O_DIRECTORY | O_CLOEXEC
};
#endif
enum {
    DOCUMENT = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
    FIRST_ROOM = 65536,
    MOST_PART = 255
};

static refpath_status status_of_open(void) {
    switch (errno) {
    case ENOENT:
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
    case ENXIO:
        return REFPATH_NOT_FOUND;
    case ENOMEM:
        return REFPATH_OUT_OF_MEMORY;
    default:
        return REFPATH_IO;
    }
}

const char *rp_path_base(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

refpath_status rp_folder_open(rp_folder *folder, const char *path, const rp_alloc *alloc) {
    size_t n = (size_t)(rp_path_base(path) - path);
    char *name;
    folder->descriptor = -1;
    if (n == 0) {
        folder->descriptor = open(".", FOLDER);
    } else {
        name = rp_alloc_new(alloc, n + 1);
        RP_HAVE(name);
        memcpy(name, path, n);
        folder->descriptor = open(name, FOLDER);
        int kept = errno;
        rp_alloc_free(alloc, name, n + 1);
        errno = kept;
    }
    return folder->descriptor < 0 ? status_of_open() : REFPATH_OK;
}

void rp_folder_close(rp_folder *folder) {
    if (folder->descriptor >= 0) {
        (void)close(folder->descriptor);
    }
    folder->descriptor = -1;
}

/* Goes down one folder after the other; *file is the document, opened. */
static refpath_status open_within(int folder, const char *name, bool within, int *file) {
    int at = folder, links = within ? O_NOFOLLOW : 0;
    const char *slash;
    char part[MOST_PART + 1];
    while ((slash = strchr(name, '/')) != NULL) {
        size_t n = (size_t)(slash - name);
        int next = -1;
        if (n > 0 && n <= MOST_PART) {
            memcpy(part, name, n);
            part[n] = '\0';
            next = openat(at, part, FOLDER | links);
        } else {
            errno = ENOENT;
        }
        int kept = errno;
        if (at != folder) {
            (void)close(at);
        }
        if (next < 0) {
            errno = kept;
            return status_of_open();
        }
        at = next;
        name = slash + 1;
    }
    *file = openat(at, name, DOCUMENT | links);
    int kept = errno;
    if (at != folder) {
        (void)close(at);
    }
    errno = kept;
    return *file < 0 ? status_of_open() : REFPATH_OK;
}

/* A large block takes less time to fill in large pages; the system may do as it likes. */
static void prefer_large_pages(char *at, size_t n) {
#ifdef MADV_HUGEPAGE
    const size_t page = (size_t)2 * 1024 * 1024;
    size_t skip = (page - (uintptr_t)at % page) % page;
    if (n > 2 * page + skip) {
        (void)madvise(at + skip, (n - skip) / page * page, MADV_HUGEPAGE);
    }
#else
    (void)at;
    (void)n;
#endif
}

static refpath_status grow(rp_bytes *bytes, const rp_alloc *alloc, size_t room) {
    char *at = rp_alloc_resize(alloc, bytes->at, bytes->room, room);
    RP_HAVE(at);
    prefer_large_pages(at, room);
    bytes->at = at;
    bytes->room = room;
    return REFPATH_OK;
}

/* To the end, wherever that is by now: a file may shrink or grow while it is read. */
static refpath_status read_file(int file, size_t expected, size_t most, const rp_alloc *alloc, rp_bytes *bytes) {
    RP_TRY(grow(bytes, alloc, expected < most ? expected + 1 : most + 1));
    while (true) {
        ssize_t got;
        if (bytes->n == bytes->room) {
            if (bytes->n > most) {
                return REFPATH_LIMIT_EXCEEDED;
            }
            RP_TRY(grow(bytes, alloc, bytes->room <= most / 2 ? bytes->room * 2 + FIRST_ROOM : most + 1));
        }
        got = read(file, bytes->at + bytes->n, bytes->room - bytes->n);
        if (got == 0) {
            return bytes->n > most ? REFPATH_LIMIT_EXCEEDED : REFPATH_OK;
        }
        if (got < 0 && errno != EINTR) {
            return REFPATH_IO;
        }
        bytes->n += got > 0 ? (size_t)got : 0;
    }
}

refpath_status rp_folder_read(const rp_folder *folder, const char *name, bool within, size_t most,
                              const rp_alloc *alloc, rp_bytes *bytes) {
    struct stat about;
    int file = -1;
    refpath_status status;
    memset(bytes, 0, sizeof *bytes);
    RP_TRY(open_within(folder->descriptor, name, within, &file));
    if (fstat(file, &about) != 0) {
        status = REFPATH_IO;
    } else if (!S_ISREG(about.st_mode)) {
        status = REFPATH_NOT_FOUND;
    } else if (about.st_size > 0 && (uintmax_t)about.st_size > most) {
        status = REFPATH_LIMIT_EXCEEDED;
    } else {
        status = read_file(file, (size_t)about.st_size, most, alloc, bytes);
    }
    (void)close(file);
    if (status != REFPATH_OK) {
        rp_bytes_free(bytes, alloc);
    }
    return status;
}

void rp_bytes_free(rp_bytes *bytes, const rp_alloc *alloc) {
    rp_alloc_free(alloc, bytes->at, bytes->room);
    memset(bytes, 0, sizeof *bytes);
}
