/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A small protocol, cases of it, and their problems and bytes as text to compare, with ' for ". */
#ifndef RP_TESTS_DECIDE_CASE_WORLD_H
#define RP_TESTS_DECIDE_CASE_WORLD_H

#include "decide/scene.h"

#define SMALL                                                                                                         \
    "<vocabulary><number id='age' min='0' max='24' unit='year' since='birth'/><number id='siblings' min='-3' max='10'/>" \
    "<choice id='sex'><term id='female'/><term id='male'/></choice>"                                                  \
    "<choice id='caregiver'><term id='supportive'/><term id='not-to-be-asked'><term id='absent'/><term id='unsafe'/></term></choice>" \
    "<flag id='danger'/>"                                                                                             \
    "<set id='concern'><term id='grave'><term id='killing'/><term id='abduction'/></term>"                            \
    "<term id='gender-based'><term id='sexual-violence'/></term><term id='in-conflict-with-law'/></set>"              \
    "<flag id='raped'><when><test fact='concern' in='sexual-violence'/></when></flag></vocabulary>"                   \
    "<clocks><clock id='birth'/><clock id='incident'/></clocks>"                                                      \
    "<places><place id='carana' time-zone='Africa/Lagos'><place id='galasi'><place id='port'/><place id='hill'/></place>" \
    "<place id='north'/></place></places>"                                                                            \
    "<items><item id='identity'><item id='name'/><item id='photo'/></item><item id='profile'/></items>"               \
    "<purposes><purpose id='coordination'/></purposes><parties><party id='child'/><party id='parent'/></parties>"     \
    "<services><service id='health'><service id='rape-care'/></service></services>"                                   \
    "<groups><group id='mission'><group id='police'/></group><group id='ngo'/></groups>"                              \
    "<roles><role id='adviser' group='mission'/><role id='case-worker'/></roles>"                                     \
    "<actors><actor id='unpol' group='police'><plays role='adviser' at='carana'/></actor>"                            \
    "<actor id='clinic' group='ngo'><offers service='rape-care' at='carana'/></actor></actors>"                       \
    "<pathways><pathway id='any'><step id='tell' inform='adviser' purpose='coordination'/><step id='care' service='rape-care'/>" \
    "</pathway></pathways>"

/* "code(name=value, name=value)" of each problem, a line each; none stands in a file. */
static inline void list_problems(const refpath_diags *diags, char *text, size_t room) {
    size_t n = 0;
    text[0] = 0;
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        refpath_problem problem;
        problem.size = sizeof problem;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(diags, i, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.position.file, "");
        n += (size_t)snprintf(text + n, room - n, "%s%s", i ? "\n" : "", problem.code);
        for (size_t k = 0; k < problem.n_arguments; k++) {
            n += (size_t)snprintf(text + n, room - n, "%s%s=%s", k ? ", " : "(", problem.arguments[k].name,
                                  problem.arguments[k].value);
        }
        n += (size_t)snprintf(text + n, room - n, "%s", problem.n_arguments ? ")" : "");
        CU_ASSERT_TRUE_FATAL(n < room);
    }
    scene_quotes(text, '"', '\'');
}

static inline void same_text_at(const char *found, const char *expected, const char *of, int line) {
    CU_ASSERT_STRING_EQUAL(found, expected);
    if (strcmp(found, expected) != 0) {
        printf("line %d: %s\n  gave     %s\n  expected %s\n", line, of, found, expected);
    }
}

static inline void expect_told_at(scene *s, const char *expected, const char *of, int line) {
    char text[8192];
    list_problems(s->diags, text, sizeof text);
    same_text_at(text, expected, of, line);
    refpath_diags_clear(s->diags);
}

static inline char *bytes_of(const refpath_case *c) {
    scene_text *text = calloc(1, sizeof *text);
    char *copy;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL(refpath_case_write(c, scene_take, text), REFPATH_OK);
    copy = scene_quotes(scene_copy(text->at), '"', '\'');
    free(text);
    return copy;
}

static inline void expect_case_at(const refpath_case *c, const char *expected, int line) {
    char *bytes = bytes_of(c);
    same_text_at(bytes, expected, "case", line);
    free(bytes);
}

/* Reads what is wrong; status and all that is told of it. */
static inline void expect_problems_at(const char *quoted, refpath_status status, const char *expected, int line) {
    scene s = scene_open(SMALL);
    char *json = scene_quotes(scene_copy(quoted), '\'', '"');
    CU_ASSERT_EQUAL(scene_read(&s, json), status);
    CU_ASSERT_PTR_NULL(s.c);
    expect_told_at(&s, expected, quoted, line);
    free(json);
    scene_close(&s);
}

/* Reads what is right; how it is written, and that what is written reads as the same again. */
static inline void expect_written_at(const char *quoted, const char *expected, int line) {
    scene s = scene_open(SMALL);
    scene_case(&s, quoted);
    expect_case_at(s.c, expected, line);
    scene_case(&s, expected);
    expect_case_at(s.c, expected, line);
    scene_close(&s);
}

#define expect_told(s, expected) expect_told_at((s), (expected), "told", __LINE__)
#define expect_case(c, expected) expect_case_at((c), (expected), __LINE__)
#define expect_problems(json, expected) expect_problems_at((json), REFPATH_INVALID_CASE, (expected), __LINE__)
#define expect_limit(json, expected) expect_problems_at((json), REFPATH_LIMIT_EXCEEDED, (expected), __LINE__)
#define expect_written(json, expected) expect_written_at((json), (expected), __LINE__)

#endif
