/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What is fuzzed: each target takes bytes and memory that may run out, and stops the process where something is not as
 * it should be. The same targets are built with libFuzzer (libfuzzer.c), and as a test that replays what is kept in
 * seeds/ and some changes of it (test_corpus.c).
 */
#ifndef RP_TESTS_FUZZ_TARGETS_H
#define RP_TESTS_FUZZ_TARGETS_H

#include "support/fail_alloc.h"

#include <refpath.h>
#include <stdio.h>

typedef void (*rp_fuzz_run)(const char *bytes, size_t n, rp_fail_alloc *memory);

typedef struct rp_fuzz_target {
    const char *name; /* of its folder in seeds/ */
    rp_fuzz_run run;
} rp_fuzz_target;

void rp_fuzz_gate(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_load(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_case(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_question(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_time(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_draft(const char *bytes, size_t n, rp_fail_alloc *memory);
void rp_fuzz_study(const char *bytes, size_t n, rp_fail_alloc *memory);

static const rp_fuzz_target rp_fuzz_targets[] = {{"gate", rp_fuzz_gate}, {"load", rp_fuzz_load},
                                                 {"case", rp_fuzz_case}, {"question", rp_fuzz_question},
                                                 {"time", rp_fuzz_time}, {"draft", rp_fuzz_draft},
                                                 {"study", rp_fuzz_study}};

#define RP_FUZZ_CHECK(condition)                                                                                       \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                                    \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

/* Out of memory is an answer where memory was refused, and else is not. */
#define RP_FUZZ_STATUS(memory, status)                                                                                 \
    RP_FUZZ_CHECK((status) != REFPATH_INTERNAL && ((status) != REFPATH_OUT_OF_MEMORY || (memory)->refused > 0))

/* Runs a target twice on the same bytes: with all memory, and with a request refused that the bytes choose. */
static inline void rp_fuzz_both(rp_fuzz_run run, const char *bytes, size_t n) {
    rp_fail_alloc memory;
    uint32_t hash = 2166136261u;
    size_t requests;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    }
    for (int turn = 0; turn < 2; turn++) {
        requests = turn ? memory.requests : 0;
        if (turn && requests == 0) {
            return;
        }
        rp_fail_init(&memory, turn ? 1 + (hash >> 1) % requests : 0, turn && (hash & 1));
        run(bytes, n, &memory);
        RP_FUZZ_CHECK(memory.live == 0);
        RP_FUZZ_CHECK(memory.wrong_sizes == 0);
    }
}

/* -- reading bytes as a script of numbers ---------------------------------------------------------------------------- */

typedef struct rp_fuzz_script {
    const char *at;
    size_t n;
} rp_fuzz_script;

static inline unsigned rp_fuzz_byte(rp_fuzz_script *s) {
    unsigned byte = s->n > 0 ? (unsigned char)*s->at : 0;
    s->at += s->n > 0;
    s->n -= s->n > 0;
    return byte;
}

static inline unsigned rp_fuzz_below(rp_fuzz_script *s, size_t n) { return rp_fuzz_byte(s) % (unsigned)n; }

#define RP_FUZZ_ONE_OF(script, list) ((list)[rp_fuzz_below((script), sizeof(list) / sizeof *(list))])

/* -- writing into a text -------------------------------------------------------------------------------------------- */

typedef struct rp_fuzz_text {
    char at[1 << 18];
    size_t n;
} rp_fuzz_text;

static inline refpath_status rp_fuzz_take(void *user, const char *bytes, size_t n) {
    rp_fuzz_text *text = user;
    if (n >= sizeof text->at - text->n) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    memcpy(text->at + text->n, bytes, n);
    text->n += n;
    text->at[text->n] = '\0';
    return REFPATH_OK;
}

/* The protocol that cases and questions are about; loaded once. */
const refpath_protocol *rp_fuzz_protocol(void);

#endif
