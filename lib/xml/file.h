/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Files as the system has them: the one that is named, and those under its folder. The one place that opens any. */
#ifndef RP_XML_FILE_H
#define RP_XML_FILE_H

#include "base/alloc.h"
#include "base/text.h"

typedef struct rp_folder {
    int descriptor; /* -1: none */
} rp_folder;

/* Bytes in a block of the hooks. */
typedef struct rp_bytes {
    char *at;
    size_t n, room;
} rp_bytes;

/* The folder that a file is in. REFPATH_NOT_FOUND, REFPATH_IO, REFPATH_OUT_OF_MEMORY. */
refpath_status rp_folder_open(rp_folder *folder, const char *path, const rp_alloc *alloc);
void rp_folder_close(rp_folder *folder);
/*
 * A regular file of the folder, of at most `most` bytes (REFPATH_LIMIT_EXCEEDED). `name` is a path without "." and
 * ".."; with `within` no part of it may be a link. REFPATH_NOT_FOUND where there is no such regular file.
 */
refpath_status rp_folder_read(const rp_folder *folder, const char *name, bool within, size_t most,
                              const rp_alloc *alloc, rp_bytes *bytes);
void rp_bytes_free(rp_bytes *bytes, const rp_alloc *alloc);
/* The last part of a path: what stands behind its folder. */
const char *rp_path_base(const char *path);

#endif
