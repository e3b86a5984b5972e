/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The tree of values that every answer is: objects with keys in a fixed order, arrays, text, integers, flags. */
#ifndef RP_BASE_TREE_H
#define RP_BASE_TREE_H

#include "base/arena.h"
#include "base/text.h"

typedef enum rp_tree_kind {
    RP_TREE_OBJECT = 1,
    RP_TREE_ARRAY,
    RP_TREE_TEXT,
    RP_TREE_INTEGER,
    RP_TREE_FLAG,
    RP_TREE_TIME /* text as RFC 3339, and the moment as a number */
} rp_tree_kind;

typedef struct rp_tree rp_tree;
struct rp_tree {
    rp_tree_kind kind;
    const char *key;  /* NULL in an array; constant or in the arena */
    const char *text; /* NUL-terminated */
    int64_t number;   /* integer, flag or moment (seconds since 1970 UTC) */
    rp_tree *first, *last, *next;
    size_t n; /* children */
};

/*
 * Each adds a child to `to` under `key` (NULL in an array) and gives it, or NULL where there is no memory or
 * `to` is NULL: so a chain of calls may be checked once, at its end, through rp_tree_ok.
 * Texts and keys are borrowed and must live as long as the arena.
 */
rp_tree *rp_tree_object(rp_arena *arena, rp_tree *to, const char *key);
rp_tree *rp_tree_array(rp_arena *arena, rp_tree *to, const char *key);
rp_tree *rp_tree_text(rp_arena *arena, rp_tree *to, const char *key, const char *text);
rp_tree *rp_tree_integer(rp_arena *arena, rp_tree *to, const char *key, int64_t number);
rp_tree *rp_tree_flag(rp_arena *arena, rp_tree *to, const char *key, bool flag);
rp_tree *rp_tree_moment(rp_arena *arena, rp_tree *to, const char *key, int64_t moment, const char *text);
/* A root: an object without a key or a parent. */
rp_tree *rp_tree_root(rp_arena *arena);
/* False once anything in the arena found no memory, or a tree lacked what it was to be added to. */
bool rp_tree_ok(const rp_arena *arena);
/* Puts a node that stands nowhere yet last under `to`. */
void rp_tree_append(rp_tree *to, rp_tree *node);
/* Takes away what was added last under `to` if it is an empty array or object ("nothing to say is left out"). */
void rp_tree_prune(rp_tree *to);

const rp_tree *rp_tree_get(const rp_tree *object, const char *key); /* NULL where it is absent */
const rp_tree *rp_tree_at(const rp_tree *parent, size_t i);        /* NULL past the end */
bool rp_tree_equal(const rp_tree *a, const rp_tree *b);

/* The tree as JSON: no white space, keys in order, the shortest escapes, UTF-8 as it is; no newline at the end. */
refpath_status rp_tree_json(const rp_tree *tree, refpath_write write, void *user);
/* One JSON string with its quotes. */
refpath_status rp_json_text(const char *text, size_t n, refpath_write write, void *user);

#endif
