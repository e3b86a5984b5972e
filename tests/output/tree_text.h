/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A hand-made answer: JSON as the contract has it, read into a tree. Moments are told from other texts by their form.
 * For the tests alone: what is malformed ends in NULL.
 */
#ifndef RP_TESTS_OUTPUT_TREE_TEXT_H
#define RP_TESTS_OUTPUT_TREE_TEXT_H

#include "base/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline int64_t tree_days(int y, int m, int d) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t days = (int64_t)(y - 1970) * 365 + before[m - 1] + d - 1;
    for (int i = 1970; i < y + (m > 2); i++) {
        days += (i % 4 == 0 && i % 100 != 0) || i % 400 == 0;
    }
    return days;
}

static inline bool tree_moment(const char *text, int64_t *moment) {
    int y, mo, d, h, mi, s, end = 0;
    if (sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &y, &mo, &d, &h, &mi, &s, &end) != 6 || end != 20) {
        return false;
    }
    *moment = tree_days(y, mo, d) * 86400 + h * 3600 + mi * 60 + s;
    return text[20] == '\0';
}

static inline const char *tree_blank(const char *at) { return at + strspn(at, " \n\t\r"); }

/* A string without escapes but \" and \\ ; gives what follows it. */
static inline const char *tree_string(rp_arena *arena, const char *at, const char **text) {
    size_t n = 0;
    char *kept = rp_arena_new(arena, strlen(at) + 1);
    if (*at++ != '"' || !kept) {
        return NULL;
    }
    for (; *at != '"' && *at != '\0'; at++) {
        at += *at == '\\' ? 1 : 0;
        kept[n++] = *at;
    }
    *text = kept;
    return *at == '"' ? at + 1 : NULL;
}

static inline const char *tree_value(rp_arena *arena, rp_tree *to, const char *key, const char *at);

static inline const char *tree_children(rp_arena *arena, rp_tree *to, char close, const char *at) {
    at = tree_blank(at + 1);
    while (*at != close) {
        const char *key = NULL;
        if (close == '}') {
            at = tree_string(arena, at, &key);
            at = at ? tree_blank(at) : NULL;
            if (!at || *at != ':') {
                return NULL;
            }
            at = tree_blank(at + 1);
        }
        at = tree_value(arena, to, key, at);
        at = at ? tree_blank(at) : NULL;
        if (!at || (*at != ',' && *at != close)) {
            return NULL;
        }
        at = *at == ',' ? tree_blank(at + 1) : at;
    }
    return at + 1;
}

static inline const char *tree_value(rp_arena *arena, rp_tree *to, const char *key, const char *at) {
    const char *text = NULL;
    int64_t moment;
    char *end;
    switch (*at) {
    case '{': return tree_children(arena, rp_tree_object(arena, to, key), '}', at);
    case '[': return tree_children(arena, rp_tree_array(arena, to, key), ']', at);
    case 't': return rp_tree_flag(arena, to, key, true) ? at + 4 : NULL;
    case 'f': return rp_tree_flag(arena, to, key, false) ? at + 5 : NULL;
    case '"': break;
    default: {
        long number = strtol(at, &end, 10);
        return end != at && rp_tree_integer(arena, to, key, number) ? end : NULL;
    }
    }
    at = tree_string(arena, at, &text);
    if (at && tree_moment(text, &moment)) {
        return rp_tree_moment(arena, to, key, moment, text) ? at : NULL;
    }
    return at && rp_tree_text(arena, to, key, text) ? at : NULL;
}

/* The tree of a JSON object, or NULL. */
static inline rp_tree *tree_of_json(rp_arena *arena, const char *json) {
    rp_tree *root = rp_tree_root(arena);
    const char *at = tree_blank(json);
    at = *at == '{' && root ? tree_children(arena, root, '}', at) : NULL;
    return at && *tree_blank(at) == '\0' ? root : NULL;
}

#endif
