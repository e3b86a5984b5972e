/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The bytes are looked over for depth, read by Jansson, and turned into a tree. Jansson's own memory cannot be
 * overwritten; nothing of it reaches a problem.
 */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "decide/json_read.h"

#include "base/check.h"

#ifdef HAVE_JANSSON

#include <jansson.h>
#include <stdio.h>
#include <string.h>

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

static refpath_status check_limits(const rp_json_kind *kind, const char *json, size_t length, refpath_diags *diags) {
    rp_glance g = {{"", 1, 0}, 0, false, false};
    if (length > kind->most_bytes) {
        rp_place_in nowhere = {"", 0, 0};
        limit_problem(diags, kind->too_large, nowhere, kind->most_bytes);
        return REFPATH_LIMIT_EXCEEDED;
    }
    for (size_t i = 0; i < length; i++) {
        look(&g, (unsigned char)json[i]);
        if (g.depth > kind->most_depth) {
            limit_problem(diags, kind->too_deep, g.at, kind->most_depth);
            return REFPATH_LIMIT_EXCEEDED;
        }
    }
    return REFPATH_OK;
}

/* -- JSON to a tree ------------------------------------------------------------------------------------ */

/* The depth was limited before. */
static refpath_status fill(rp_arena *arena, rp_tree *node, json_t *value);

static rp_tree *add_child(rp_arena *arena, rp_tree *to, const char *key) {
    rp_tree *child = RP_ARENA_NEW(arena, rp_tree);
    const char *kept = key && child ? rp_arena_text(arena, key, strlen(key)) : NULL;
    if (key && !kept) {
        return NULL;
    }
    if (child) {
        child->key = kept;
        rp_tree_append(to, child);
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
        node->text = rp_arena_text(arena, json_string_value(value), json_string_length(value));
        RP_HAVE(node->text);
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
static refpath_status syntax_problem(const rp_json_kind *kind, const json_error_t *error, refpath_diags *diags) {
    enum json_error_code code = json_error_code(error);
    rp_place_in where = {"", 1, 1};
    if (code == json_error_out_of_memory) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (error->line > 0) {
        where.line = (uint32_t)error->line;
        where.column = error->column > 0 ? (uint32_t)error->column : 1;
    }
    rp_diag_add(diags, code == json_error_duplicate_key ? kind->duplicate_key : kind->not_json, where);
    return kind->invalid;
}

/* -- the whole ----------------------------------------------------------------------------------------- */

refpath_status rp_json_read(rp_arena *arena, const rp_json_kind *kind, const char *json, size_t length, rp_tree **out,
                            refpath_diags *diags) {
    json_error_t error;
    refpath_status status = REFPATH_OUT_OF_MEMORY;
    json_t *read;
    RP_TRY(check_limits(kind, json, length, diags));
    memset(&error, 0, sizeof error);
    read = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
    if (!read) { /* for want of memory it may find fault with the text: a second time it would find the same */
        read = json_loadb(json, length, JSON_REJECT_DUPLICATES, &error);
    }
    if (!read) {
        return rp_alloc_has_more() ? syntax_problem(kind, &error, diags) : REFPATH_OUT_OF_MEMORY;
    }
    *out = RP_ARENA_NEW(arena, rp_tree);
    if (*out) {
        status = fill(arena, *out, read);
    }
    json_decref(read);
    return status;
}

#else

refpath_status rp_json_read(rp_arena *arena, const rp_json_kind *kind, const char *json, size_t length, rp_tree **out,
                            refpath_diags *diags) {
    (void)arena;
    (void)kind;
    (void)json;
    (void)length;
    (void)out;
    (void)diags;
    return REFPATH_UNSUPPORTED;
}

#endif
