/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The conditions of kinds: those of the format in JSON. They are put into the words of the format, and compiled as those of
 * a protocol are (compile/extend.h). Whatever a protocol could not say is a problem here, so that nothing is left to find there.
 */
#include "analyse/study.h"

#include "base/check.h"

#include <stdio.h>
#include <string.h>

#define CONDITION "{\"fact\": \"age\", \"min\": 10}"

static refpath_status read_condition(rp_study_reader *r, const rp_tree *tree, const rp_case_path *path, rp_node parent);

/* -- in the words of the format -------------------------------------------------------------------------------------- */

static refpath_status add_node(rp_study_reader *r, rp_element element, rp_node parent, rp_node *out) {
    RP_TRY(rp_node_new(&r->more->model, element, 0, 0, 0, out));
    rp_node_append(&r->more->model, parent, *out);
    return REFPATH_OK;
}

static refpath_status set(rp_study_reader *r, rp_node node, rp_attribute attribute, rp_str value) {
    return rp_node_set(&r->more->model, node, attribute, value, 0, 0);
}

/* -- tests ------------------------------------------------------------------------------------------------------------ */

static uint32_t count_flags(const refpath_protocol *p) {
    uint32_t flags = 0;
    for (size_t i = 0; i < p->facts.n; i++) {
        flags += p->facts.at[i].kind == RP_FACT_FLAG;
    }
    return flags;
}

/* A flag that is true, by its id alone. */
static refpath_status read_flag(rp_study_reader *r, const rp_tree *name, const rp_case_path *path, rp_node parent) {
    uint32_t fact = rp_table_find(&r->p->fact_names, rp_str_of(name->text));
    rp_node test;
    if (fact == RP_NONE || r->p->facts.at[fact].kind != RP_FACT_FLAG) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_FACT, path, count_flags(r->p));
        return REFPATH_OK;
    }
    RP_TRY(add_node(r, RP_ELEMENT_TEST, parent, &test));
    return set(r, test, RP_ATTRIBUTE_FACT, rp_str_of(r->p->facts.at[fact].id));
}

static refpath_status read_bound(rp_study_reader *r, const rp_tree *object, const char *key, rp_attribute attribute,
                                 const rp_case_path *path, rp_node test) {
    const rp_tree *value = rp_tree_get(object, key);
    rp_case_path at = rp_case_path_key(path, key);
    rp_str digits;
    char text[RP_INTEGER_ROOM];
    if (!value || !rp_case_tree_is(&r->e, value, RP_TREE_INTEGER, &at, "12")) {
        return REFPATH_OK;
    }
    if (value->number < INT32_MIN || value->number > INT32_MAX) {
        rp_place_in nowhere = {"", 0, 0};
        rp_diag_add(r->e.diags, RP_PROBLEM_CASE_NUMBER_OUTSIDE, nowhere, at.text, "-2147483648", "2147483647");
        r->e.bad = true;
        return REFPATH_OK;
    }
    digits = (rp_str){text, rp_print_integer(value->number, text)};
    return set(r, test, attribute, digits);
}

/* A term of the fact, or a place where there is none; "" where it is not there. */
static const char *read_name(rp_study_reader *r, const rp_tree *name, uint32_t fact, const rp_case_path *path) {
    const rp_forest *places = &r->p->places;
    uint32_t entry;
    if (!rp_case_tree_is(&r->e, name, RP_TREE_TEXT, path, "\"id\"")) {
        return "";
    }
    if (fact < r->p->facts.n) {
        entry = rp_case_find_term(&r->e, fact, name->text, path);
        return entry == RP_NONE ? "" : r->p->facts.at[fact].terms.entries.at[entry].id;
    }
    entry = rp_table_find(&places->names, rp_str_of(name->text));
    if (entry == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, path, places->entries.n);
    }
    return entry == RP_NONE ? "" : places->entries.at[entry].id;
}

static refpath_status read_in(rp_study_reader *r, const rp_tree *list, uint32_t fact, const rp_case_path *path,
                              rp_node test) {
    rp_buffer names;
    size_t i = 0;
    refpath_status status;
    if (!rp_case_tree_is(&r->e, list, RP_TREE_ARRAY, path, "[\"id\"]")) {
        return REFPATH_OK;
    }
    if (!list->first) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_EMPTY, path);
    }
    rp_buffer_init(&names, &r->p->alloc, true);
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(path, i++);
        rp_buffer_text(&names, read_name(r, name, fact, &item));
        rp_buffer_char(&names, ' ');
    }
    status = rp_buffer_status(&names);
    if (status == REFPATH_OK && names.n > 0) {
        status = set(r, test, RP_ATTRIBUTE_IN, (rp_str){names.at, names.n});
    }
    rp_buffer_free(&names);
    return status;
}

/* Which of `in`, `min`, `max` a test of this fact takes, and needs. */
static void check_fits(rp_study_reader *r, const rp_tree *object, uint32_t fact, const rp_case_path *path) {
    static const char *const keys[] = {"in", "min", "max"};
    bool is_fact = fact < r->p->facts.n, number = is_fact && r->p->facts.at[fact].kind == RP_FACT_NUMBER;
    bool flag = is_fact && r->p->facts.at[fact].kind == RP_FACT_FLAG, named = false;
    for (size_t i = 0; i < 3; i++) {
        bool fits = !flag && number == (i > 0), there = rp_tree_get(object, keys[i]) != NULL;
        named = named || there;
        if (there && !fits) {
            rp_case_problem_with(&r->e, RP_PROBLEM_CASE_NOT_ALLOWED, path, keys[i]);
        }
    }
    if (!named && !flag) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, number ? "min" : "in");
    }
}

static bool is_of_request(const char *word) {
    return strcmp(word, "sender") == 0 || strcmp(word, "recipient") == 0 || strcmp(word, "purpose") == 0 ||
           strcmp(word, "item") == 0;
}

/* Whose fact it is; facts.n stands for the place. */
static uint32_t find_fact(rp_study_reader *r, const char *id, const rp_case_path *path) {
    uint32_t facts = (uint32_t)r->p->facts.n;
    uint32_t fact = strcmp(id, "place") == 0 ? facts : rp_table_find(&r->p->fact_names, rp_str_of(id));
    if (fact == RP_NONE && is_of_request(id)) {
        rp_case_problem(&r->e, RP_PROBLEM_STUDY_REQUEST_FACT, path);
    } else if (fact == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_FACT, path, (size_t)facts + 1);
    }
    return fact;
}

static refpath_status read_test(rp_study_reader *r, const rp_tree *object, const rp_case_path *path, rp_node parent) {
    const rp_tree *id = rp_tree_get(object, "fact"), *in = rp_tree_get(object, "in");
    rp_case_path at = rp_case_path_key(path, "fact"), of_in = rp_case_path_key(path, "in");
    rp_node test;
    uint32_t fact;
    if (!rp_case_tree_is(&r->e, id, RP_TREE_TEXT, &at, "\"fact\"")) {
        return REFPATH_OK;
    }
    fact = find_fact(r, id->text, &at);
    if (fact == RP_NONE) {
        return REFPATH_OK;
    }
    check_fits(r, object, fact, path);
    RP_TRY(add_node(r, RP_ELEMENT_TEST, parent, &test));
    RP_TRY(set(r, test, RP_ATTRIBUTE_FACT, rp_str_of(id->text)));
    if (fact < r->p->facts.n && r->p->facts.at[fact].kind == RP_FACT_FLAG) {
        return REFPATH_OK;
    }
    if (fact < r->p->facts.n && r->p->facts.at[fact].kind == RP_FACT_NUMBER) {
        RP_TRY(read_bound(r, object, "min", RP_ATTRIBUTE_MIN, path, test));
        return read_bound(r, object, "max", RP_ATTRIBUTE_MAX, path, test);
    }
    return in ? read_in(r, in, fact, &of_in, test) : REFPATH_OK;
}

/* -- conditions -------------------------------------------------------------------------------------------------------- */

static refpath_status read_list(rp_study_reader *r, const rp_tree *list, const rp_case_path *path, rp_node parent) {
    size_t i = 0;
    if (!rp_case_tree_is(&r->e, list, RP_TREE_ARRAY, path, "[" CONDITION "]")) {
        return REFPATH_OK;
    }
    if (!list->first) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_EMPTY, path);
    }
    for (const rp_tree *tree = list->first; tree; tree = tree->next) {
        rp_case_path item = rp_case_path_item(path, i++);
        RP_TRY(read_condition(r, tree, &item, parent));
    }
    return REFPATH_OK;
}

/* An object says one thing: it is a test, or one of the three that hold others. */
static refpath_status read_object(rp_study_reader *r, const rp_tree *object, const rp_case_path *path, rp_node parent) {
    static const char *const keys[] = {"all", "any", "not", "fact", "in", "min", "max", NULL};
    static const rp_element elements[] = {RP_ELEMENT_ALL, RP_ELEMENT_ANY, RP_ELEMENT_NOT, RP_ELEMENT_TEST};
    size_t what = 0;
    rp_node node;
    rp_case_path at;
    rp_case_tree_keys(&r->e, object, keys, path, "\"all\", \"any\", \"not\", \"fact\", \"in\", \"min\", \"max\"");
    while (what < 4 && !rp_tree_get(object, keys[what])) {
        what++;
    }
    if (what == 4) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, "fact");
        return REFPATH_OK;
    }
    if (elements[what] == RP_ELEMENT_TEST) {
        return read_test(r, object, path, parent);
    }
    for (size_t i = what + 1; keys[i]; i++) {
        if (rp_tree_get(object, keys[i])) {
            rp_case_problem_with(&r->e, RP_PROBLEM_CASE_NOT_ALLOWED, path, keys[i]);
        }
    }
    at = rp_case_path_key(path, keys[what]);
    RP_TRY(add_node(r, elements[what], parent, &node));
    return read_list(r, rp_tree_get(object, keys[what]), &at, node);
}

/* Not deeper than the study. */
static refpath_status read_condition(rp_study_reader *r, const rp_tree *tree, const rp_case_path *path, rp_node parent) {
    if (tree->kind == RP_TREE_TEXT) {
        return read_flag(r, tree, path, parent);
    }
    return rp_case_tree_is(&r->e, tree, RP_TREE_OBJECT, path, CONDITION) ? read_object(r, tree, path, parent) : REFPATH_OK;
}

/* -- of kinds ----------------------------------------------------------------------------------------------------------- */

/* The condition of a derived flag that is named; RP_NONE where it is something else. */
static uint32_t derived_by(const refpath_protocol *p, const rp_tree *when) {
    uint32_t fact = when->kind == RP_TREE_TEXT ? rp_table_find(&p->fact_names, rp_str_of(when->text)) : RP_NONE;
    return fact != RP_NONE && p->facts.at[fact].kind == RP_FACT_FLAG ? p->facts.at[fact].when : RP_NONE;
}

refpath_status rp_study_prepare_when(rp_study_reader *r, const rp_tree *kinds) {
    bool any = false;
    for (const rp_tree *object = kinds->first; object && !any; object = object->next) {
        const rp_tree *when = object->kind == RP_TREE_OBJECT ? rp_tree_get(object, "when") : NULL;
        any = when && derived_by(r->p, when) == RP_NONE;
    }
    if (!any) {
        return REFPATH_OK; /* they are the protocol's own */
    }
    r->more = RP_ARENA_NEW(r->arena, rp_extension);
    RP_HAVE(r->more);
    RP_TRY(rp_extension_init(r->more, r->p, r->arena));
    r->p = r->more->p;
    return REFPATH_OK;
}

refpath_status rp_study_when(rp_study_reader *r, const rp_tree *when, const rp_case_path *path, size_t kind) {
    rp_node node;
    size_t *slot;
    if (derived_by(r->p, when) != RP_NONE) {
        r->study->kinds.at[kind].when = derived_by(r->p, when);
        return REFPATH_OK;
    }
    slot = RP_LIST_ADD(r->arena, &r->conditional);
    RP_HAVE(slot);
    *slot = kind;
    RP_TRY(rp_extension_add(r->more, &node));
    return when->kind == RP_TREE_ARRAY ? read_list(r, when, path, node) : read_condition(r, when, path, node);
}

refpath_status rp_study_compile_when(rp_study_reader *r) {
    uint32_t *conditions = RP_ARENA_ARRAY(r->arena, uint32_t, r->conditional.n);
    rp_case_path path = rp_case_path_of("kinds");
    refpath_status status;
    size_t n;
    RP_HAVE(conditions);
    if (r->conditional.n == 0 || r->e.bad) {
        return REFPATH_OK;
    }
    status = rp_extension_compile(r->more, conditions, &n);
    if (status == REFPATH_LIMIT_EXCEEDED) {
        path = rp_case_path_item(&path, r->conditional.at[n < r->conditional.n ? n : 0]);
        path = rp_case_path_key(&path, "when");
        rp_case_problem(&r->e, RP_PROBLEM_STUDY_CONDITION, &path);
        return REFPATH_OK;
    }
    RP_TRY(status);
    for (size_t i = 0; i < n; i++) {
        r->study->kinds.at[r->conditional.at[i]].when = conditions[i];
    }
    return REFPATH_OK;
}
