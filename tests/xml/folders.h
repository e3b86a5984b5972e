/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* For tests that read folders of cases: files as text, names in order, problems as lines. */
#ifndef RP_TESTS_XML_FOLDERS_H
#define RP_TESTS_XML_FOLDERS_H

#include <dirent.h>
#include <refpath/diags.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RP_MOST_PATH 1024
#define RP_MOST_LINES 8192

/* "FOLDER/NAME" under the source folder that make check gives. */
static inline void rp_source_path(char path[RP_MOST_PATH], const char *folder, const char *name) {
    const char *source = getenv("REFPATH_SOURCE");
    (void)snprintf(path, RP_MOST_PATH, "%s/%s/%s", source ? source : ".", folder, name);
}

static inline bool rp_read_text(const char *path, char text[RP_MOST_LINES]) {
    FILE *file = fopen(path, "rb");
    size_t n;
    if (!file) {
        return false;
    }
    n = fread(text, 1, RP_MOST_LINES - 1, file);
    text[n] = '\0';
    fclose(file);
    return true;
}

static inline int rp_by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted; the caller frees each and the list. */
static inline size_t rp_list_folder(const char *path, char ***names) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    size_t n = 0;
    *names = NULL;
    while (folder && (entry = readdir(folder)) != NULL) {
        size_t length = strlen(entry->d_name) + 1;
        if (entry->d_name[0] != '.') {
            *names = realloc(*names, (n + 1) * sizeof **names);
            (*names)[n] = malloc(length);
            memcpy((*names)[n++], entry->d_name, length);
        }
    }
    if (folder) {
        closedir(folder);
        qsort(*names, n, sizeof **names, rp_by_name);
    }
    return n;
}

static inline void rp_free_names(char **names, size_t n) {
    for (size_t i = 0; i < n; i++) {
        free(names[i]);
    }
    free(names);
}

/* All errors as lines "line:column code", before them the file where it is not `main`; `folder` is left out of names.
 */
static inline void rp_problem_lines(const refpath_diags *diags, const char *folder, const char *main_file,
                                    char lines[RP_MOST_LINES]) {
    size_t n = 0, skip = strlen(folder);
    lines[0] = '\0';
    for (size_t i = 0; i < refpath_diags_count(diags) && n < RP_MOST_LINES; i++) {
        refpath_problem p = {.size = sizeof p};
        const char *file;
        int more;
        if (refpath_diags_get(diags, i, &p) != REFPATH_OK || p.severity != REFPATH_SEVERITY_ERROR) {
            continue;
        }
        file = strncmp(p.position.file, folder, skip) == 0 && p.position.file[skip] == '/' ? p.position.file + skip + 1
                                                                                           : p.position.file;
        if (strcmp(file, main_file) == 0) {
            more = snprintf(lines + n, RP_MOST_LINES - n, "%u:%u %s\n", p.position.line, p.position.column, p.code);
        } else {
            more = snprintf(lines + n, RP_MOST_LINES - n, "%s:%u:%u %s\n", file, p.position.line, p.position.column,
                            p.code);
        }
        n += more > 0 ? (size_t)more : 0;
    }
}

#endif
