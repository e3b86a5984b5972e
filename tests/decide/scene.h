/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A protocol, a case of it, and the answer to one question, in few words. XML, cases and what is expected are written
 * with ' for ", so that they can be read.
 *
 *   scene s = scene_open("<items><item id='need'/></items>...");
 *   scene_case(&s, "{'holder': 'unpol'}");
 *   scene_plan(&s, "2026-11-23T10:00:00Z");
 *   expect(&s, "steps/tell/state", "ready");
 *   scene_close(&s);
 *
 * A path names keys of objects and, in arrays, a number or the id of an entry (its `ids`, `actor`, `rule`, `id`, ...).
 */
#ifndef RP_TESTS_DECIDE_SCENE_H
#define RP_TESTS_DECIDE_SCENE_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "support/harness.h"

#include "base/tree.h"
#include "decide/case_edit.h"
#include "output/tree_text.h"
#include "unicode/civil.h"

#include <refpath/answer.h>
#include <refpath/question.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct scene {
    refpath_protocol *protocol;
    refpath_case *c;
    refpath_answer *answer;
    refpath_diags *diags;
    refpath_status status; /* of the last question */
} scene;

static inline void scene_show_problems(const scene *s) {
    for (size_t i = 0; i < refpath_diags_count(s->diags); i++) {
        refpath_problem problem;
        problem.size = sizeof problem;
        if (refpath_diags_get(s->diags, i, &problem) == REFPATH_OK) {
            printf("  %u:%u %s", (unsigned)problem.position.line, (unsigned)problem.position.column, problem.code);
            for (size_t k = 0; k < problem.n_arguments; k++) {
                printf(" %s=%s", problem.arguments[k].name, problem.arguments[k].value);
            }
            printf("\n");
        }
    }
}

/* Loads the sections, which stand in a protocol of status adopted, in English. */
static inline scene scene_open_with(const char *sections, const refpath_load_options *options) {
    static const char head[] = "<protocol xmlns='urn:refpath:protocol:1' id='scene' version='1' status='adopted' "
                               "xml:lang='en'>";
    static const char tail[] = "</protocol>";
    size_t room = sizeof head + sizeof tail + strlen(sections);
    char *xml = malloc(room);
    scene s = {NULL, NULL, NULL, NULL, REFPATH_OK};
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&s.diags, 0, NULL), REFPATH_OK);
    snprintf(xml, room, "%s%s%s", head, sections, tail);
    s.status = refpath_protocol_load_memory(&s.protocol, xml, strlen(xml), NULL, options, s.diags);
    free(xml);
    if (s.status != REFPATH_OK) {
        scene_show_problems(&s);
    }
    CU_ASSERT_EQUAL_FATAL(s.status, REFPATH_OK);
    refpath_diags_clear(s.diags);
    return s;
}

static inline scene scene_open(const char *sections) { return scene_open_with(sections, NULL); }

static inline void scene_close(scene *s) {
    refpath_answer_unref(s->answer);
    refpath_case_free(s->c);
    refpath_protocol_unref(s->protocol);
    refpath_diags_free(s->diags);
    memset(s, 0, sizeof *s);
}

/* ' for ", in place. */
static inline char *scene_quotes(char *text, char from, char to) {
    for (char *at = text; *at; at++) {
        *at = *at == from ? to : *at;
    }
    return text;
}

static inline char *scene_copy(const char *text) {
    size_t n = strlen(text) + 1;
    char *copy = malloc(n);
    CU_ASSERT_PTR_NOT_NULL_FATAL(copy);
    return memcpy(copy, text, n);
}

#ifdef HAVE_JANSSON

static inline refpath_status scene_read(scene *s, const char *json) {
    return refpath_case_read(&s->c, s->protocol, json, strlen(json), NULL, s->diags);
}

#else

/* In a build without a JSON reader, by a small one of the tests. */
static inline void scene_texts(rp_tree *tree) {
    tree->kind = tree->kind == RP_TREE_TIME ? RP_TREE_TEXT : tree->kind;
    for (rp_tree *child = tree->first; child; child = child->next) {
        scene_texts(child);
    }
}

static inline refpath_status scene_read(scene *s, const char *json) {
    rp_case_edit edit;
    rp_alloc alloc;
    rp_arena scratch;
    rp_tree *tree;
    refpath_status status = refpath_case_new(&s->c, s->protocol, NULL);
    CU_ASSERT_TRUE_FATAL(status == REFPATH_OK && rp_alloc_init(&alloc, NULL));
    rp_arena_init(&scratch, &alloc, true);
    tree = tree_of_json(&scratch, json);
    CU_ASSERT_PTR_NOT_NULL_FATAL(tree);
    scene_texts(tree);
    edit = rp_case_edit_of(s->c, s->diags);
    status = rp_case_take_tree(&edit, &scratch, tree);
    rp_arena_free(&scratch);
    status = status == REFPATH_OK ? rp_case_edit_status(&edit) : status;
    if (status != REFPATH_OK) {
        refpath_case_free(s->c);
        s->c = NULL;
    }
    return status;
}

#endif

/* The case of the scene from now on. */
static inline void scene_case(scene *s, const char *quoted) {
    char *json = scene_quotes(scene_copy(quoted), '\'', '"');
    refpath_case_free(s->c);
    s->status = scene_read(s, json);
    free(json);
    if (s->status != REFPATH_OK) {
        printf("  %s\n", quoted);
        scene_show_problems(s);
    }
    CU_ASSERT_EQUAL_FATAL(s->status, REFPATH_OK);
}

/* printf-like. */
static inline void scene_case_of(scene *s, const char *format, ...) {
    char json[16384];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(json, sizeof json, format, arguments);
    va_end(arguments);
    scene_case(s, json);
}

static inline int64_t moment_of(const char *text) {
    int64_t moment = 0;
    CU_ASSERT_TRUE_FATAL(rp_moment_parse(rp_str_of(text), &moment));
    return moment;
}

static inline refpath_answer **scene_next(scene *s) {
    refpath_answer_unref(s->answer);
    s->answer = NULL;
    refpath_diags_clear(s->diags);
    return &s->answer;
}

/* -- questions: `at` is a moment; each must be answered unless its name says "try" ------------------------ */

static inline void scene_answered(scene *s) {
    if (s->status != REFPATH_OK) {
        printf("  %s\n", refpath_status_name(s->status));
        scene_show_problems(s);
    }
    CU_ASSERT_EQUAL_FATAL(s->status, REFPATH_OK);
}

static inline refpath_status scene_try_plan(scene *s, const char *at) {
    refpath_answer **out = scene_next(s);
    s->status = refpath_case_plan(out, s->c, moment_of(at), s->diags);
    return s->status;
}

static inline void scene_plan(scene *s, const char *at) {
    (void)scene_try_plan(s, at);
    scene_answered(s);
}

static inline void scene_ask(scene *s, const char *at) {
    refpath_answer **out = scene_next(s);
    s->status = refpath_case_ask(out, s->c, moment_of(at), s->diags);
    scene_answered(s);
}

static inline refpath_status scene_try_consent(scene *s, const char *item, const char *to, const char *purpose,
                                               const char *from, const char *at, int explain) {
    refpath_consent_question q = {sizeof q, item, to, purpose, from, moment_of(at), explain};
    refpath_answer **out = scene_next(s);
    s->status = refpath_case_consent(out, s->c, &q, s->diags);
    return s->status;
}

static inline void scene_consent(scene *s, const char *item, const char *to, const char *purpose, const char *from,
                                 const char *at) {
    (void)scene_try_consent(s, item, to, purpose, from, at, 0);
    scene_answered(s);
}

static inline void scene_explain(scene *s, const char *item, const char *to, const char *purpose, const char *from,
                                 const char *at) {
    (void)scene_try_consent(s, item, to, purpose, from, at, 1);
    scene_answered(s);
}

static inline refpath_status scene_try_path(scene *s, const char *from, const char *to, const char *place,
                                            const char *purpose, const char *viewer, const char *at) {
    refpath_path_question q = {sizeof q, from, to, place, purpose, s->c, moment_of(at), viewer};
    refpath_answer **out = scene_next(s);
    s->status = refpath_protocol_path(out, s->protocol, &q, s->diags);
    return s->status;
}

static inline void scene_path(scene *s, const char *from, const char *to, const char *place, const char *purpose,
                              const char *at) {
    (void)scene_try_path(s, from, to, place, purpose, "all", at);
    scene_answered(s);
}

/* -- what an answer says ------------------------------------------------------------------------------------ */

static inline bool scene_is(const rp_tree *tree, const char *name, size_t n) {
    return tree && tree->kind == RP_TREE_TEXT && strlen(tree->text) == n && memcmp(tree->text, name, n) == 0;
}

static inline bool scene_names(const rp_tree *entry, const char *name, size_t n) {
    static const char *const keys[] = {"id",   "ids",  "actor", "recipient", "item", "rule",
                                       "fact", "step", "code",  "role",      "to",   NULL};
    for (size_t i = 0; keys[i]; i++) {
        const rp_tree *value = rp_tree_get(entry, keys[i]);
        if (scene_is(value, name, n) ||
            (value && value->kind == RP_TREE_ARRAY && scene_is(value->first, name, n))) {
            return true;
        }
    }
    return false;
}

static inline const rp_tree *scene_child(const rp_tree *tree, const char *name, size_t n) {
    char *end;
    unsigned long number;
    char key[128];
    snprintf(key, sizeof key, "%.*s", (int)n, name);
    if (tree->kind == RP_TREE_OBJECT) {
        return rp_tree_get(tree, key);
    }
    number = strtoul(key, &end, 10);
    if (*end == 0 && end != key) {
        return rp_tree_at(tree, number);
    }
    for (const rp_tree *entry = tree->first; entry; entry = entry->next) {
        if (scene_is(entry, name, n) || (entry->kind == RP_TREE_OBJECT && scene_names(entry, name, n))) {
            return entry;
        }
    }
    return NULL;
}

static inline const rp_tree *scene_at(const scene *s, const char *path) {
    const rp_tree *tree = refpath_answer_root(s->answer).at;
    while (tree && *path) {
        size_t n = strcspn(path, "/");
        tree = scene_child(tree, path, n);
        path += n + (path[n] == '/');
    }
    return tree;
}

typedef struct scene_text {
    char at[65536];
    size_t n;
} scene_text;

static inline refpath_status scene_take(void *user, const char *bytes, size_t n) {
    scene_text *text = user;
    if (n >= sizeof text->at - text->n) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    memcpy(text->at + text->n, bytes, n);
    text->n += n;
    text->at[text->n] = 0;
    return REFPATH_OK;
}

/* What stands at a path: a text as it is, anything else as JSON with ' for "; "" where nothing does. */
static inline char *scene_say(const scene *s, const char *path) {
    const rp_tree *tree = scene_at(s, path);
    scene_text *text = calloc(1, sizeof *text);
    char *said;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    if (tree && (tree->kind == RP_TREE_TEXT || tree->kind == RP_TREE_TIME)) {
        said = scene_copy(tree->text);
    } else {
        CU_ASSERT_TRUE(!tree || rp_tree_json(tree, scene_take, text) == REFPATH_OK);
        said = scene_quotes(scene_copy(text->at), '"', '\'');
    }
    free(text);
    return said;
}

static inline void expect_at(const scene *s, const char *path, const char *expected, int line) {
    char *said = scene_say(s, path);
    if (strcmp(said, expected) != 0) {
        printf("line %d: %s\n  gave     %s\n  expected %s\n", line, path, said, expected);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
    free(said);
}

/* "" expects that nothing stands there. */
#define expect(s, path, expected) expect_at((s), (path), (expected), __LINE__)

/* The ids of the entries of an array, with a blank between: those of steps, actors of candidates, facts to ask. */
static inline void expect_list_at(const scene *s, const char *path, const char *key, const char *expected, int line) {
    const rp_tree *list = scene_at(s, path);
    char said[2048] = "";
    size_t n = 0;
    for (const rp_tree *entry = list ? list->first : NULL; entry; entry = entry->next) {
        const rp_tree *value = rp_tree_get(entry, key);
        value = value && value->kind == RP_TREE_ARRAY ? value->first : value;
        n += (size_t)snprintf(said + n, sizeof said - n, "%s%s", n ? " " : "", value ? value->text : "-");
    }
    if (strcmp(said, expected) != 0) {
        printf("line %d: %s/*/%s\n  gave     %s\n  expected %s\n", line, path, key, said, expected);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
}

#define expect_list(s, path, key, expected) expect_list_at((s), (path), (key), (expected), __LINE__)

#endif
