/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What it costs to load a file: for each, a line with the status, the milliseconds of processor time, the kilobytes by
 * which the most memory held grew, and the code of the first problem. One process for each file, so that each begins
 * with the same memory; the first load of all, of a small protocol, is not counted.
 *
 *   probe FILE...
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include <refpath.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char smallest[] = "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en'>"
                               "<items><item id='a'/><item id='a'/></items></protocol>";

/* The most memory that the process held so far; a file just read adds to what is left when the mark is put back. */
static long most_memory(void) {
    char line[256];
    long kilobytes = -1;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            kilobytes = strtol(line + 6, NULL, 10);
        }
    }
    if (file) {
        fclose(file);
    }
    return kilobytes;
}

static double milliseconds(void) {
    return (double)clock() * 1000.0 / CLOCKS_PER_SEC;
}

static int measure(const char *path) {
    refpath_protocol *protocol = NULL;
    refpath_diags *diags = NULL;
    refpath_problem first = {.size = sizeof first};
    refpath_status status = refpath_diags_new(&diags, 0, NULL);
    double begin, end;
    long before;
    if (status != REFPATH_OK ||
        refpath_protocol_load_memory(&protocol, smallest, sizeof smallest - 1, NULL, NULL, NULL) == REFPATH_OK) {
        return 1;
    }
    before = most_memory();
    begin = milliseconds();
    status = refpath_protocol_load_file(&protocol, path, NULL, diags);
    end = milliseconds();
    printf("%s %.1f %ld %s\n", refpath_status_name(status), end - begin, most_memory() - before,
           refpath_diags_get(diags, 0, &first) == REFPATH_OK ? first.code : "-");
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    return fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        int how = 0;
        pid_t child = fork();
        if (child == 0) {
            _exit(measure(argv[i]));
        }
        if (child < 0 || waitpid(child, &how, 0) != child) {
            return 1;
        }
        if (!WIFEXITED(how) || WEXITSTATUS(how) != 0) {
            printf("crashed 0 0 -\n");
            fflush(stdout);
        }
    }
    return 0;
}
