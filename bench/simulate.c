/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * How long a simulation of so many cases takes, in a process of its own:
 *
 *   simulate FILE STUDY   a protocol, and a study of a simulation
 *
 * Prints lines "name value": seconds of processor time for what is prepared once and for the runs, the cases that were
 * simulated, and the time of a million of them as a share of the ten seconds that they may take.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "measuring.h"

#include <refpath.h>

typedef struct watch {
    double prepared;
    uint64_t cases; /* expected */
} watch;

/* Preparing says "0 of 1", the first run "0 of so many runs", the cases "so many of all". */
static int look(uint64_t done, uint64_t total, void *user) {
    watch *w = user;
    if (w->prepared < 0 && total > 1) {
        w->prepared = processor();
    }
    w->cases = done > 0 && total > w->cases ? total : w->cases;
    return 0;
}

static refpath_status measure(const char *file, const char *path) {
    static char study[MOST_STUDY];
    refpath_protocol *p = NULL;
    refpath_answer *answer = NULL;
    watch w = {-1, 0};
    refpath_analysis_question q = {.size = sizeof q, .analysis = REFPATH_ANALYSIS_SIMULATION, .now = NOW, .study = study,
                                   .study_length = read_study(path, study), .viewer = "all", .work = UINT64_MAX,
                                   .progress = look, .user = &w};
    double start, end;
    refpath_status status = refpath_protocol_load_file(&p, file, NULL, NULL);
    if (status != REFPATH_OK) {
        return status;
    }
    start = processor();
    status = refpath_protocol_analyse(&answer, p, &q, NULL);
    end = processor();
    if (status == REFPATH_OK) {
        printf("prepared %.3f\nsimulated %.3f\ncases %llu\nof-the-limit %.3f\n", w.prepared - start, end - w.prepared,
               (unsigned long long)w.cases, (end - w.prepared) / (double)w.cases * 1e6 / 10);
    }
    refpath_answer_unref(answer);
    refpath_protocol_unref(p);
    return status;
}

int main(int argc, char **argv) {
    refpath_status status;
    if (argc != 3) {
        fputs("usage: simulate FILE STUDY\n", stderr);
        return 2;
    }
    status = measure(argv[1], argv[2]);
    if (status != REFPATH_OK) {
        fprintf(stderr, "simulate: %s\n", refpath_status_name(status));
        return 1;
    }
    return 0;
}
