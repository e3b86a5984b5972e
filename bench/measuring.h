/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the programs here share. config.h comes before it: clock_gettime() is POSIX. */
#ifndef RP_BENCH_MEASURING_H
#define RP_BENCH_MEASURING_H

#include <stdio.h>
#include <time.h>

#define NOW 1795435200 /* 2026-11-23T12:00:00Z */
#define MOST_STUDY 65536

/* Seconds of processor time. */
static inline double processor(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A study, of at most MOST_STUDY bytes: how many; 0 where there is no such file. */
static inline size_t read_study(const char *path, char *study) {
    FILE *file = fopen(path, "rb");
    size_t n = file ? fread(study, 1, MOST_STUDY, file) : 0;
    if (file) {
        (void)fclose(file);
    }
    return n;
}

#endif
