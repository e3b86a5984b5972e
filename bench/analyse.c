/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One analysis, measured in a process of its own, as lines "name value" on standard output:
 *
 *   analyse WHAT FILE STUDY TIMES   loads it, then asks for coverage, failures, times... again and again
 *   analyse links FILE TIMES        reads a graph, links of two numbers each, and looks for joints, circles, steps
 *
 * Seconds are processor time around the work alone, of the best and of the middle of all times; "bytes" says how long the
 * answer is as JSON, which is not measured.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "analyse/links.h"
#include "measuring.h"

#include <refpath.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static refpath_analysis analysis_of(const char *name) {
    static const struct {
        const char *name;
        refpath_analysis analysis;
    } all[] = {
        {"coverage", REFPATH_ANALYSIS_COVERAGE}, {"failures", REFPATH_ANALYSIS_FAILURES},
        {"drawdown", REFPATH_ANALYSIS_DRAWDOWN}, {"times", REFPATH_ANALYSIS_TIMES},
        {"network", REFPATH_ANALYSIS_NETWORK},   {"coordination", REFPATH_ANALYSIS_COORDINATION},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strcmp(all[i].name, name) == 0) {
            return all[i].analysis;
        }
    }
    return 0;
}

static int by_size(const void *a, const void *b) {
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static refpath_status count_bytes(void *user, const char *bytes, size_t n) {
    (void)bytes;
    *(size_t *)user += n;
    return REFPATH_OK;
}

static int measure(const refpath_protocol *protocol, const refpath_analysis_question *question, size_t times) {
    double *took = calloc(times, sizeof *took);
    size_t bytes = 0;
    for (size_t i = 0; i < times && took; i++) {
        refpath_answer *answer;
        double start = processor();
        refpath_status status = refpath_protocol_analyse(&answer, protocol, question, NULL);
        took[i] = processor() - start;
        if (status != REFPATH_OK) {
            (void)fprintf(stderr, "analyse: %s\n", refpath_status_name(status));
            free(took);
            return 1;
        }
        if (i == 0) {
            bytes = refpath_answer_json(answer, count_bytes, &bytes) == REFPATH_OK ? bytes : 0;
        }
        refpath_answer_unref(answer);
    }
    if (!took || bytes == 0) {
        free(took);
        return 1;
    }
    qsort(took, times, sizeof *took, by_size);
    printf("seconds %.6f\nbest %.6f\nbytes %zu\n", took[times / 2], took[0], bytes);
    free(took);
    return 0;
}

/* -- graphs -------------------------------------------------------------------------------------------------------- */

typedef struct graph {
    rp_links both, one_way;
    rp_tie *list;
    size_t n_list;
    uint32_t n;
} graph;

static int read_graph(graph *g, rp_arena *arena, const char *path) {
    FILE *file = fopen(path, "r");
    int wrong = !file || fscanf(file, "%" SCNu32 " %zu", &g->n, &g->n_list) != 2;
    g->list = wrong ? NULL : RP_ARENA_ARRAY(arena, rp_tie, g->n_list);
    for (size_t i = 0; i < g->n_list && g->list && !wrong; i++) {
        wrong = fscanf(file, "%" SCNu32 " %" SCNu32, &g->list[i].from, &g->list[i].to) != 2;
    }
    if (file) {
        (void)fclose(file);
    }
    return wrong || !g->list || rp_links_make(&g->both, arena, g->n, g->list, g->n_list, true) != REFPATH_OK ||
           rp_links_make(&g->one_way, arena, g->n, g->list, g->n_list, false) != REFPATH_OK;
}

/* One of three questions, and a number by which answers are compared. */
static refpath_status ask(const graph *g, rp_arena *arena, int what, uint32_t *answer) {
    uint32_t *numbers = RP_ARENA_ARRAY(arena, uint32_t, 2 * (size_t)g->n + 1);
    rp_joint *joints;
    *answer = 0;
    if (!numbers) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (what == 1) {
        return rp_links_circles(&g->one_way, arena, &numbers, answer);
    }
    if (what == 2) {
        memset(numbers, 0xff, g->n * sizeof *numbers);
        rp_links_reach(&g->one_way, 0, numbers, numbers + g->n, answer);
        return REFPATH_OK;
    }
    if (rp_links_joints(&g->both, arena, &joints) != REFPATH_OK) {
        return REFPATH_OUT_OF_MEMORY;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        *answer += joints[i].pieces > 1;
    }
    return REFPATH_OK;
}

static int links(const char *path, size_t times) {
    static const char *const names[] = {"joints", "circles", "steps"};
    rp_alloc alloc;
    rp_arena arena;
    graph g = {.n = 0};
    double *took = calloc(times, sizeof *took);
    int wrong = !took || !rp_alloc_init(&alloc, NULL);
    if (wrong) {
        free(took);
        return 1;
    }
    rp_arena_init(&arena, &alloc, false);
    wrong = read_graph(&g, &arena, path);
    for (int what = 0; what < 3 && !wrong; what++) {
        uint32_t answer = 0;
        for (size_t i = 0; i < times && !wrong; i++) {
            rp_arena scratch;
            double start = processor();
            rp_arena_init(&scratch, &alloc, false);
            wrong = ask(&g, &scratch, what, &answer) != REFPATH_OK;
            rp_arena_free(&scratch);
            took[i] = processor() - start;
        }
        qsort(took, times, sizeof *took, by_size);
        printf("%s %.9f\n%s-answer %" PRIu32 "\n", names[what], took[times / 2], names[what], answer);
    }
    rp_arena_free(&arena);
    free(took);
    return wrong;
}

int main(int argc, char **argv) {
    static char study[MOST_STUDY];
    refpath_analysis_question question;
    refpath_protocol *protocol;
    size_t times = argc == 5 ? strtoul(argv[4], NULL, 10) : 0;
    int wrong;
    if (argc == 4 && strcmp(argv[1], "links") == 0 && strtoul(argv[3], NULL, 10) > 0) {
        return links(argv[2], strtoul(argv[3], NULL, 10));
    }
    memset(&question, 0, sizeof question);
    question.size = sizeof question;
    question.now = NOW;
    question.analysis = argc == 5 ? analysis_of(argv[1]) : 0;
    if (!question.analysis || times == 0) {
        (void)fprintf(stderr, "usage: analyse WHAT FILE STUDY TIMES | links FILE TIMES\n");
        return 2;
    }
    question.study = study;
    question.study_length = read_study(argv[3], study);
    question.work = UINT64_MAX / 2;
    if (refpath_protocol_load_file(&protocol, argv[2], NULL, NULL) != REFPATH_OK) {
        (void)fprintf(stderr, "analyse: %s: not loaded\n", argv[2]);
        return 1;
    }
    wrong = measure(protocol, &question, times);
    refpath_protocol_unref(protocol);
    return wrong;
}
