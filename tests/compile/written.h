/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Protocols written in tests: sections, with ' for ". What is wrong in them is marked in place: a ^ stands before the
 * tag or attribute where a problem is to be found (one for each problem there), and is no part of the text.
 *
 *   refuse("<places>\n <place id='a' ^time-zone='Mars'/>\n</places>", "unknown-time-zone zone=Mars\n");
 *   refpath_protocol *p = load("<items><item id='need'/></items>");
 */
#ifndef RP_TESTS_COMPILE_WRITTEN_H
#define RP_TESTS_COMPILE_WRITTEN_H

#include "support/fail_alloc.h"
#include "support/harness.h"

#include "compile/protocol.h"

#include <stdlib.h>

#define WRITTEN_MARKS 64

typedef struct written {
    char *xml; /* released by written_free */
    size_t n_marks;
    rp_place_in marks[WRITTEN_MARKS];
} written;

static inline written write_protocol(const char *sections) {
    static const char head[] = "<protocol xmlns='urn:refpath:protocol:1' id='test' version='1' status='adopted' "
                               "xml:lang='en'>\n";
    static const char tail[] = "\n</protocol>\n";
    written w = {NULL, 0, {{NULL, 0, 0}}};
    uint32_t line = 2, column = 1;
    char *to;
    w.xml = malloc(sizeof head + strlen(sections) + sizeof tail);
    CU_ASSERT_PTR_NOT_NULL_FATAL(w.xml);
    memcpy(w.xml, head, sizeof head - 1);
    to = w.xml + sizeof head - 1;
    for (const char *at = sections; *at; at++) {
        if (*at == '^') {
            CU_ASSERT_TRUE_FATAL(w.n_marks < WRITTEN_MARKS);
            w.marks[w.n_marks].line = line;
            w.marks[w.n_marks++].column = column;
            continue;
        }
        column = *at == '\n' ? 1 : column + (((unsigned char)*at & 0xc0) != 0x80);
        line += *at == '\n';
        *to++ = *at;
    }
    memcpy(to, tail, sizeof tail);
    return w;
}

static inline void written_free(written *w) {
    free(w->xml);
    w->xml = NULL;
}

/* A problem as "code name=value name=value\n". */
static inline void written_tell(const refpath_problem *problem, char *to, size_t room) {
    size_t n = (size_t)snprintf(to, room, "%s", problem->code);
    for (size_t i = 0; i < problem->n_arguments && n < room; i++) {
        if (*problem->arguments[i].value) {
            n += (size_t)snprintf(to + n, room - n, " %s=%s", problem->arguments[i].name, problem->arguments[i].value);
        }
    }
    if (n < room) {
        snprintf(to + n, room - n, "\n");
    }
}

/* That all problems of a list, and no others, are as told, at the marks in their order. */
static inline void written_compare(const written *w, const refpath_diags *diags, const char *expected) {
    static char told[16384];
    size_t n = refpath_diags_count(diags), at = 0;
    bool placed = n == w->n_marks;
    told[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        refpath_problem problem;
        problem.size = sizeof problem;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(diags, i, &problem), REFPATH_OK);
        written_tell(&problem, told + at, sizeof told - at);
        at += strlen(told + at);
        if (i < w->n_marks &&
            (problem.position.line != w->marks[i].line || problem.position.column != w->marks[i].column)) {
            printf("  found at %u:%u instead of %u:%u\n", (unsigned)problem.position.line,
                   (unsigned)problem.position.column, (unsigned)w->marks[i].line, (unsigned)w->marks[i].column);
            placed = false;
        }
    }
    if (strcmp(told, expected) != 0 || !placed) {
        printf("%s%s", w->xml, told);
    }
    CU_ASSERT_TRUE(placed);
    CU_ASSERT_STRING_EQUAL(told, expected);
}

static inline void refuse(const char *sections, const char *expected) {
    written w = write_protocol(sections);
    refpath_protocol *protocol = NULL;
    refpath_diags *diags;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, NULL, diags),
                    REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_PTR_NULL(protocol);
    written_compare(&w, diags, expected);
    refpath_protocol_unref(protocol);
    refpath_diags_free(diags);
    written_free(&w);
}

static inline refpath_protocol *load(const char *sections) {
    written w = write_protocol(sections);
    refpath_protocol *protocol = NULL;
    refpath_diags *diags;
    refpath_status status;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    status = refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, NULL, diags);
    written_compare(&w, diags, "");
    refpath_diags_free(diags);
    written_free(&w);
    CU_ASSERT_EQUAL_FATAL(status, REFPATH_OK);
    return protocol;
}

static inline void accept(const char *sections) {
    refpath_protocol_unref(load(sections));
}

/* With each request of the load refused: it is told, and nothing stays behind. For rp_fail_each. */
static inline void load_without_memory(rp_fail_alloc *memory, const char *sections) {
    refpath_load_options options;
    refpath_protocol *protocol = NULL;
    refpath_status status;
    written w = write_protocol(sections);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    status = refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &options, NULL);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(protocol != NULL, status == REFPATH_OK);
    refpath_protocol_unref(protocol);
    written_free(&w);
}

#endif
