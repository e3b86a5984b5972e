/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A case from JSON. The bytes are looked over for depth, read by Jansson, and turned into the tree that case_tree.c
 * reads. Jansson's own memory cannot be overwritten; nothing of it reaches a problem.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "base/check.h"
#include "decide/case_edit.h"

#ifdef HAVE_JANSSON

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define MOST_BYTES ((size_t)1048576)
#define MOST_DEPTH 8

/* -- before it is read: how deep ----------------------------------------------------------------------- */

typedef struct rp_glance {
    rp_place_in at; /* of the byte looked at */
    size_t depth;
    bool in_text, escaped;
} rp_glance;

static void look(rp_glance *g, unsigned char c) {
    if (c == '\n') {
        g->at.line++;
        g->at.column = 0;
    } else if ((c & 0xc0) != 0x80) {
        g->at.column++;
    }
    if (g->in_text) {
        g->in_text = g->escaped || c != '"';
        g->escaped = !g->escaped && c == '\\';
    } else if (c == '"') {
        g->in_text = true;
    } else if (c == '{' || c == '[') {
        g->depth++;
    } else if ((c == '}' || c == ']') && g->depth > 0) {
        g->depth--;
    }
}

static void limit_problem(refpath_diags *diags, rp_problem problem, rp_place_in where, size_t limit) {
    char number[24];
    snprintf(number, sizeof number, "%zu", limit);
    rp_diag_add(diags, problem, where, number);
}

static refpath_status check_limits(const char *json, size_t length, refpath_diags *diags) {
    rp_glance g = {{"", 1, 0}, 0, false, false};
    if (length > MOST_BYTES) {
        rp_place_in nowhere = {"", 0, 0};
        limit_problem(diags, RP_PROBLEM_CASE_TOO_LARGE, nowhere, MOST_BYTES);
        return REFPATH_LIMIT_EXCEEDED;
    }
    for (size_t i = 0; i < length; i++) {
        look(&g, (unsigned char)json[i]);
        if (g.depth > MOST_DEPTH) {
            limit_problem(diags, RP_PROBLEM_CASE_TOO_DEEP, g.at, MOST_DEPTH);
            return REFPATH_LIMIT_EXCEEDED;
        }
    }
    return REFPATH_OK;
}

/* -- JSON to a tree ------------------------------------------------------------------------------------ */

/* Texts and keys are Jansson's; the depth was limited before. */
static refpath_status fill(rp_arena *arena, rp_tree *node, json_t *value);

static rp_tree *add_child(rp_arena *arena, rp_tree *to, const char *key) {
    rp_tree *child = RP_ARENA_NEW(arena, rp_tree);
    if (child) {
        child->key = key;
        if (to->last) {
            to->last->next = child;
        } else {
            to->first = child;
        }
        to->last = child;
        to->n++;
    }
    return child;
}

static refpath_status fill_object(rp_arena *arena, rp_tree *node, json_t *object) {
    for (void *i = json_object_iter(object); i; i = json_object_iter_next(object, i)) {
        rp_tree *child = add_child(arena, node, json_object_iter_key(i));
        RP_HAVE(child);
        RP_TRY(fill(arena, child, json_object_iter_value(i)));
    }
    return REFPATH_OK;
}

static refpath_status fill_array(rp_arena *arena, rp_tree *node, json_t *array) {
    for (size_t i = 0; i < json_array_size(array); i++) {
        rp_tree *child = add_child(arena, node, NULL);
        RP_HAVE(child);
        RP_TRY(fill(arena, child, json_array_get(array, i)));
    }
    return REFPATH_OK;
}

static refpath_status fill(rp_arena *arena, rp_tree *node, json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: node->kind = RP_TREE_OBJECT; return fill_object(arena, node, value);
    case JSON_ARRAY: node->kind = RP_TREE_ARRAY; return fill_array(arena, node, value);
    case JSON_STRING:
        node->kind = RP_TREE_TEXT;
        node->text = json_string_value(value);
        return REFPATH_OK;
    case JSON_INTEGER:
        node->kind = RP_TREE_INTEGER;
        node->number = json_integer_value(value);
        return REFPATH_OK;
    case JSON_TRUE:
    case JSON_FALSE:
        node->kind = RP_TREE_FLAG;
        node->number = json_is_true(value);
        return REFPATH_OK;
    default: node->kind = RP_TREE_OTHER; return REFPATH_OK;
    }
}

/* Jansson's text repeats what it read: only the place and the kind of error are used. */
static refpath_status syntax_problem(const json_error_t *error, refpath_diags *diags) {
    enum json_error_code code = json_error_code(error);
    rp_place_in where = {"", 1, 1};
    if (code == json_error_out_of_memory) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (error->line > 0) {
        where.line = (uint32_t)error->line;
        where.column = error->column > 0 ? (uint32_t)error->column : 1;
    }
    rp_diag_add(diags, code == json_error_duplicate_key ? RP_PROBLEM_CASE_DUPLICATE_KEY
                                                        : RP_PROBLEM_CASE_NOT_JSON, where);
    return REFPATH_INVALID_CASE;
}

/* -- the whole ----------------------------------------------------------------------------------------- */

static refpath_status take_json(refpath_case *c, json_t *json, refpath_diags *diags) {
    rp_case_edit e = rp_case_edit_of(c, diags);
    rp_tree root;
    rp_arena scratch;
    refpath_status status;
    memset(&root, 0, sizeof root);
    rp_arena_init(&scratch, &c->alloc, true);
    status = fill(&scratch, &root, json);
    if (status == REFPATH_OK) {
        status = rp_case_take_tree(&e, &scratch, &root);
    }
    rp_arena_free(&scratch);
    return status == REFPATH_OK ? rp_case_edit_status(&e) : status;
}

static refpath_status read_into(refpath_case *c, const char *json, size_t length, refpath_diags *diags) {
    json_error_t error;
    refpath_status status;
    json_t *read;
    RP_TRY(check_limits(json, length, diags));
    memset(&error, 0, sizeof error);
    read = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
    if (!read) { /* for want of memory it may find fault with the text: a second time it would find the same */
        read = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
    }
    if (!read) {
        return rp_alloc_has_more() ? syntax_problem(&error, diags) : REFPATH_OUT_OF_MEMORY;
    }
    status = take_json(c, read, diags);
    json_decref(read);
    return status;
}

refpath_status refpath_case_read(refpath_case **out, const refpath_protocol *protocol, const char *json,
                                 size_t length, const refpath_allocator *allocator,
                                 refpath_diags *diags) {
    refpath_case *c = NULL;
    refpath_status status;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    if (!json) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(refpath_case_new(&c, protocol, allocator));
    status = read_into(c, json, length, diags);
    if (status != REFPATH_OK) {
        refpath_case_free(c);
        return status;
    }
    *out = c;
    return REFPATH_OK;
}

#else

refpath_status refpath_case_read(refpath_case **out, const refpath_protocol *protocol, const char *json,
                                 size_t length, const refpath_allocator *allocator,
                                 refpath_diags *diags) {
    (void)protocol;
    (void)length;
    (void)allocator;
    (void)diags;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    return json ? REFPATH_UNSUPPORTED : REFPATH_INVALID_ARGUMENT;
}

#endif
