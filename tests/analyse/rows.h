/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Rows of a table found by their words, and analyses whose memory ends. */
#ifndef RP_TESTS_ANALYSE_ROWS_H
#define RP_TESTS_ANALYSE_ROWS_H

#include "analyse/analysis_world.h"
#include "support/fail_alloc.h"

static inline bool cell_says(const rp_tree *cell, const char *value) {
    char number[24];
    if (!cell || cell->kind == RP_TREE_TEXT) {
        return cell && scene_is(cell, value, strlen(value));
    }
    snprintf(number, sizeof number, "%lld", (long long)cell->number);
    return strcmp(cell->kind == RP_TREE_FLAG ? (cell->number ? "true" : "false") : number, value) == 0;
}

/* The value of a column in the first row that has these words, "column=value" each, without blanks in them; "" where it
 * has none. */
static inline void expect_row_at(const scene *s, const char *table, const char *words, const char *column, const char *expected,
                          int line) {
    char path[160], rest[200], *word, *next;
    const rp_tree *rows;
    size_t i = 0;
    snprintf(path, sizeof path, "tables/%s/rows", table);
    rows = scene_at(s, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(rows);
    for (const rp_tree *row = rows->first; row; row = row->next, i++) {
        bool fits = true;
        snprintf(rest, sizeof rest, "%s", words);
        for (word = rest; word && *word; word = next) {
            char *value = strchr(word, '=');
            const rp_tree *cell;
            next = strchr(word, ' ');
            if (next) {
                *next++ = '\0';
            }
            *value++ = '\0';
            cell = rp_tree_get(row, word);
            fits = fits && cell_says(cell, value);
        }
        if (fits) {
            snprintf(path, sizeof path, "tables/%s/rows/%zu/%s", table, i, column);
            expect_at(s, path, expected, line);
            return;
        }
    }
    if (strcmp(expected, "no row") != 0) {
        printf("line %d: no row %s\n", line, words);
        CU_FAIL("no such row");
    }
}
#define expect_row(s, table, words, column, expected) expect_row_at((s), (table), (words), (column), (expected), __LINE__)

/* Loads and analyses with memory that ends somewhere: it is that of the protocol. A study is written with ' for ". */
static inline void try_without_memory(rp_fail_alloc *memory, refpath_analysis analysis, const char *sections,
                                      const char *study) {
    refpath_load_options options = {.size = sizeof options, .allocator = &memory->hooks};
    refpath_analysis_question q = {.size = sizeof q, .analysis = analysis, .now = moment_of(NOW)};
    size_t size = strlen(sections) + 200;
    char *xml = malloc(size), *json = study ? scene_quotes(scene_copy(study), '\'', '"') : NULL;
    refpath_protocol *p = NULL;
    refpath_answer *answer = NULL;
    refpath_status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    snprintf(xml, size, "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' status='adopted' xml:lang='en'>%s</protocol>",
             sections);
    status = refpath_protocol_load_memory(&p, xml, strlen(xml), NULL, &options, NULL);
    q.study = json;
    q.study_length = json ? strlen(json) : 0;
    if (status == REFPATH_OK) {
        status = refpath_protocol_analyse(&answer, p, &q, NULL);
    }
    CU_ASSERT_TRUE(status == REFPATH_OK || (status == REFPATH_OUT_OF_MEMORY && memory->refused > 0));
    CU_ASSERT_EQUAL(answer != NULL, status == REFPATH_OK);
    refpath_answer_unref(answer);
    refpath_protocol_unref(p);
    free(json);
    free(xml);
}

#endif
