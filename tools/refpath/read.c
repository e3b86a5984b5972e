/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MOST_CASE_BYTES ((size_t)2 << 20)       /* the library has its own, lower limit */
#define MOST_STUDY_BYTES ((size_t)32 << 20)     /* likewise */
#define MOST_PROTOCOL_BYTES ((size_t)256 << 20) /* likewise */

typedef struct content {
    char *at;
    size_t n, room;
} content;

/* Overwrites what may have been a child's facts; not removed by a compiler, for the pointer is volatile. */
static void wipe(content *b) {
    volatile char *at = b->at;
    for (size_t i = 0; i < b->room; i++) {
        at[i] = 0;
    }
    free(b->at);
    memset(b, 0, sizeof *b);
}

static bool make_room(content *b) {
    content larger = {NULL, b->n, b->room ? 2 * b->room : 16384};
    if (b->n < b->room) {
        return true;
    }
    larger.at = malloc(larger.room);
    if (!larger.at) {
        return false;
    }
    if (b->n > 0) {
        memcpy(larger.at, b->at, b->n);
    }
    wipe(b);
    *b = larger;
    return true;
}

static bool read_all(FILE *from, content *b, size_t most) {
    setvbuf(from, NULL, _IONBF, 0); /* no second copy of a case stays in memory */
    while (b->n <= most) {
        size_t n;
        if (!make_room(b)) {
            errno = ENOMEM;
            return false;
        }
        n = fread(b->at + b->n, 1, b->room - b->n, from);
        if (n == 0) {
            return !ferror(from);
        }
        b->n += n;
    }
    return true;
}

static bool read_input(command *c, const char *path, content *b, size_t most) {
    bool standard = strcmp(path, "-") == 0;
    FILE *from = stdin;
    bool good;
    if (!standard) {
        from = fopen(path, "rb");
    }
    good = from && read_all(from, b, most);
    if (!good) {
        complain(c, "file-not-readable", "%s: %s. Check the name and that it may be read.", path, strerror(errno));
        wipe(b);
    }
    if (from && !standard) {
        fclose(from);
    }
    return good;
}

bool load_protocol(command *c, const char *path, refpath_protocol **protocol, refpath_status *status) {
    content b = {NULL, 0, 0};
    *protocol = NULL;
    if (strcmp(path, "-") != 0) {
        *status = refpath_protocol_load_file(protocol, path, NULL, c->diags);
        return true;
    }
    if (!read_input(c, path, &b, MOST_PROTOCOL_BYTES)) {
        return false;
    }
    *status = refpath_protocol_load_memory(protocol, b.at ? b.at : "", b.n, "-", NULL, c->diags);
    free(b.at);
    return true;
}

refpath_protocol *read_protocol(command *c, const char *path) {
    refpath_protocol *protocol;
    refpath_status status;
    if (!load_protocol(c, path, &protocol, &status)) {
        return NULL;
    }
    if (status != REFPATH_OK) {
        report(c, status);
        return NULL;
    }
    refpath_diags_clear(c->diags); /* its warnings are what "check" is for */
    return protocol;
}

bool read_text(command *c, const char *path, char **text, size_t *length) {
    content b = {NULL, 0, 0};
    if (!read_input(c, path, &b, MOST_STUDY_BYTES)) {
        return false;
    }
    *text = b.at;
    *length = b.n;
    return true;
}

refpath_case *read_case(command *c, const refpath_protocol *protocol, const char *path) {
    refpath_case *known = NULL;
    content b = {NULL, 0, 0};
    refpath_status status;
    if (!read_input(c, path, &b, MOST_CASE_BYTES)) {
        return NULL;
    }
    status = refpath_case_read(&known, protocol, b.at ? b.at : "", b.n, NULL, c->diags);
    wipe(&b);
    if (status != REFPATH_OK) {
        report(c, status);
        return NULL;
    }
    return known;
}
