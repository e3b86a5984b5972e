/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Reads and writes back: a protocol through a draft, and cases about it.
 *
 *   write_back PROTOCOL NEW-PROTOCOL [CASE NEW-CASE]...
 *
 * 0: all were written. 1: one of the cases was refused. 2: everything else that went wrong.
 */
#include <refpath.h>

#include <stdio.h>
#include <stdlib.h>

static refpath_status put(void *to, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, to) == length ? REFPATH_OK : REFPATH_IO;
}

static FILE *open_new(const char *name) {
    FILE *file = fopen(name, "wb");
    if (!file) {
        perror(name);
        exit(2);
    }
    return file;
}

static void close_new(FILE *file, refpath_status status, const char *name) {
    if (fclose(file) != 0 || status != REFPATH_OK) {
        (void)fprintf(stderr, "%s: %s\n", name, refpath_status_name(status));
        exit(2);
    }
}

static void write_protocol(const refpath_protocol *protocol, const char *name) {
    refpath_draft *draft = NULL;
    FILE *file = open_new(name);
    refpath_status status = refpath_draft_from_protocol(&draft, protocol, NULL);
    if (!status) {
        status = refpath_draft_write(draft, put, file);
    }
    refpath_draft_free(draft);
    close_new(file, status, name);
}

/* All of a small file, ended by a NUL. */
static char *read_all(const char *name, size_t *length) {
    static char bytes[1 << 20];
    FILE *file = fopen(name, "rb");
    if (!file) {
        perror(name);
        exit(2);
    }
    *length = fread(bytes, 1, sizeof bytes - 1, file);
    bytes[*length] = '\0';
    (void)fclose(file);
    return bytes;
}

/* Is the case one that the protocol takes? If so it is written. */
static int write_case(const refpath_protocol *protocol, const char *name, const char *new_name, refpath_diags *diags) {
    refpath_case *about = NULL;
    size_t length = 0;
    const char *bytes = read_all(name, &length);
    FILE *file;
    if (refpath_case_read(&about, protocol, bytes, length, NULL, diags) != REFPATH_OK) {
        return 0;
    }
    file = open_new(new_name);
    close_new(file, refpath_case_write(about, put, file), new_name);
    refpath_case_free(about);
    return 1;
}

int main(int argc, char **argv) {
    refpath_diags *diags = NULL;
    refpath_protocol *protocol = NULL;
    int status = 0;
    if (argc < 3 || argc % 2 == 0 || refpath_diags_new(&diags, 0, NULL) != REFPATH_OK) {
        return 2;
    }
    if (refpath_protocol_load_file(&protocol, argv[1], NULL, diags) == REFPATH_OK) {
        write_protocol(protocol, argv[2]);
        for (int i = 3; i < argc; i += 2) {
            if (!write_case(protocol, argv[i], argv[i + 1], diags)) {
                status = 1;
            }
        }
    } else {
        status = 2;
    }
    if (status && refpath_diags_write(diags, REFPATH_DIAGS_TEXT, NULL, put, stderr) != REFPATH_OK) {
        status = 2;
    }
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    return status;
}
