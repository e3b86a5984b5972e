/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/tree.h"

#include "base/check.h"

#include <string.h>

/* Answers are shallow; deeper than this is a defect of whoever built the tree. */
#define DEEPEST 256

void rp_tree_append(rp_tree *to, rp_tree *node) {
    if (to->last) {
        to->last->next = node;
    } else {
        to->first = node;
    }
    to->last = node;
    to->n++;
}

static rp_tree *add_node(rp_arena *arena, rp_tree *to, rp_tree_kind kind, const char *key) {
    rp_tree *node = to ? RP_ARENA_NEW(arena, rp_tree) : NULL;
    if (!node) {
        arena->failed = true;
        return NULL;
    }
    node->kind = kind;
    node->key = key;
    rp_tree_append(to, node);
    return node;
}

static rp_tree *add_text(rp_arena *arena, rp_tree *to, rp_tree_kind kind, const char *key,
                         const char *text) {
    rp_tree *node = add_node(arena, text ? to : NULL, kind, key);
    if (node) {
        node->text = text;
    }
    return node;
}

static rp_tree *add_number(rp_arena *arena, rp_tree *to, rp_tree_kind kind, const char *key,
                           int64_t number) {
    rp_tree *node = add_node(arena, to, kind, key);
    if (node) {
        node->number = number;
    }
    return node;
}

rp_tree *rp_tree_object(rp_arena *arena, rp_tree *to, const char *key) {
    return add_node(arena, to, RP_TREE_OBJECT, key);
}

rp_tree *rp_tree_array(rp_arena *arena, rp_tree *to, const char *key) {
    return add_node(arena, to, RP_TREE_ARRAY, key);
}

rp_tree *rp_tree_text(rp_arena *arena, rp_tree *to, const char *key, const char *text) {
    return add_text(arena, to, RP_TREE_TEXT, key, text);
}

rp_tree *rp_tree_integer(rp_arena *arena, rp_tree *to, const char *key, int64_t number) {
    return add_number(arena, to, RP_TREE_INTEGER, key, number);
}

rp_tree *rp_tree_flag(rp_arena *arena, rp_tree *to, const char *key, bool flag) {
    return add_number(arena, to, RP_TREE_FLAG, key, flag);
}

rp_tree *rp_tree_moment(rp_arena *arena, rp_tree *to, const char *key, int64_t moment,
                        const char *text) {
    rp_tree *node = add_text(arena, to, RP_TREE_TIME, key, text);
    if (node) {
        node->number = moment;
    }
    return node;
}

rp_tree *rp_tree_root(rp_arena *arena) {
    rp_tree *root = RP_ARENA_NEW(arena, rp_tree);
    if (root) {
        root->kind = RP_TREE_OBJECT;
    }
    return root;
}

bool rp_tree_ok(const rp_arena *arena) {
    return !arena->failed;
}

static bool is_container(const rp_tree *tree) {
    return tree->kind == RP_TREE_OBJECT || tree->kind == RP_TREE_ARRAY;
}

void rp_tree_prune(rp_tree *to) {
    rp_tree *before = NULL;
    if (!to || !to->last || !is_container(to->last) || to->last->n) {
        return;
    }
    for (rp_tree *child = to->first; child != to->last; child = child->next) {
        before = child;
    }
    if (before) {
        before->next = NULL;
    } else {
        to->first = NULL;
    }
    to->last = before;
    to->n--;
}

const rp_tree *rp_tree_get(const rp_tree *object, const char *key) {
    const rp_tree *child = object && key ? object->first : NULL;
    while (child && (!child->key || strcmp(child->key, key) != 0)) {
        child = child->next;
    }
    return child;
}

const rp_tree *rp_tree_at(const rp_tree *parent, size_t i) {
    const rp_tree *child = parent && i < parent->n ? parent->first : NULL;
    while (child && i-- > 0) {
        child = child->next;
    }
    return child;
}

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool equal_to_depth(const rp_tree *a, const rp_tree *b, int depth) {
    if (depth == 0 || a->kind != b->kind || a->number != b->number || a->n != b->n ||
        !same_text(a->text, b->text)) {
        return false;
    }
    a = a->first;
    b = b->first;
    while (a && b && same_text(a->key, b->key) && equal_to_depth(a, b, depth - 1)) {
        a = a->next;
        b = b->next;
    }
    return !a && !b;
}

bool rp_tree_equal(const rp_tree *a, const rp_tree *b) {
    return a == b || (a && b && equal_to_depth(a, b, DEEPEST));
}

typedef struct rp_out {
    refpath_write write;
    void *user;
} rp_out;

static refpath_status write_bytes(const rp_out *out, const char *bytes, size_t n) {
    return n ? out->write(out->user, bytes, n) : REFPATH_OK;
}

/* The escape of a byte that a JSON string may not have as it is; its length, 0 for all others. */
static size_t escape_of(char c, char escape[6]) {
    static const char escaped[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";
    static const char digits[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)c;
    const char *found = byte ? strchr(escaped, c) : NULL;
    escape[0] = '\\';
    if (found) {
        escape[1] = letters[found - escaped];
        return 2;
    }
    if (byte >= 0x20) {
        return 0;
    }
    memcpy(escape + 1, "u00", 3);
    escape[4] = digits[byte >> 4];
    escape[5] = digits[byte & 0xf];
    return 6;
}

static bool is_plain(char c) {
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\';
}

static refpath_status write_valid(const rp_out *out, const char *text, size_t n) {
    size_t i = 0;
    while (i < n) {
        char escape[6];
        size_t start = i;
        while (i < n && is_plain(text[i])) {
            i++;
        }
        RP_TRY(write_bytes(out, text + start, i - start));
        if (i < n) {
            RP_TRY(write_bytes(out, escape, escape_of(text[i++], escape)));
        }
    }
    return REFPATH_OK;
}

/* A name of a file may be any bytes; what is no UTF-8 in it becomes U+FFFD, so that JSON stays JSON. */
static refpath_status write_text(const rp_out *out, const char *text, size_t n) {
    RP_TRY(write_bytes(out, "\"", 1));
    for (size_t i = 0; i < n; i++) {
        size_t valid = rp_utf8_valid(text + i, n - i);
        RP_TRY(write_valid(out, text + i, valid));
        i += valid;
        if (i < n) {
            RP_TRY(write_bytes(out, "\xef\xbf\xbd", 3));
        }
    }
    return write_bytes(out, "\"", 1);
}

static refpath_status write_number(const rp_out *out, int64_t number) {
    char digits[RP_INTEGER_ROOM];
    return write_bytes(out, digits, rp_print_integer(number, digits));
}

static refpath_status write_tree(const rp_out *out, const rp_tree *tree, int depth);

static refpath_status write_children(const rp_out *out, const rp_tree *tree, int depth) {
    bool object = tree->kind == RP_TREE_OBJECT;
    RP_TRY(write_bytes(out, object ? "{" : "[", 1));
    for (const rp_tree *child = tree->first; child; child = child->next) {
        if (child != tree->first) {
            RP_TRY(write_bytes(out, ",", 1));
        }
        if (object && !child->key) {
            return REFPATH_INTERNAL;
        }
        if (object) {
            RP_TRY(write_text(out, child->key, strlen(child->key)));
            RP_TRY(write_bytes(out, ":", 1));
        }
        RP_TRY(write_tree(out, child, depth - 1));
    }
    return write_bytes(out, object ? "}" : "]", 1);
}

static refpath_status write_tree(const rp_out *out, const rp_tree *tree, int depth) {
    if (!tree || depth == 0) {
        return REFPATH_INTERNAL;
    }
    switch (tree->kind) {
    case RP_TREE_OBJECT:
    case RP_TREE_ARRAY:
        return write_children(out, tree, depth);
    case RP_TREE_INTEGER:
        return write_number(out, tree->number);
    case RP_TREE_FLAG:
        return tree->number ? write_bytes(out, "true", 4) : write_bytes(out, "false", 5);
    case RP_TREE_TEXT:
    case RP_TREE_TIME:
        return write_text(out, tree->text, strlen(tree->text));
    }
    return REFPATH_INTERNAL;
}

refpath_status rp_tree_json(const rp_tree *tree, refpath_write write, void *user) {
    rp_out out = {write, user};
    return write_tree(&out, tree, DEEPEST);
}

refpath_status rp_json_text(const char *text, size_t n, refpath_write write, void *user) {
    rp_out out = {write, user};
    return write_text(&out, text, n);
}
