/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/answer.h"

#include "base/check.h"

static refpath_status write_head(refpath_answer *answer) {
    const refpath_protocol *p = answer->protocol;
    rp_tree *head;
    answer->root = rp_tree_root(&answer->arena);
    head = rp_tree_object(&answer->arena, answer->root, "protocol");
    rp_tree_text(&answer->arena, head, "id", p->id);
    rp_tree_text(&answer->arena, head, "version", p->version);
    rp_tree_text(&answer->arena, head, "status", p->status);
    rp_tree_text(&answer->arena, head, "fingerprint", p->fingerprint);
    return answer->arena.failed ? REFPATH_OUT_OF_MEMORY : REFPATH_OK;
}

refpath_status rp_answer_new(refpath_answer **out, refpath_answer_kind kind, const refpath_protocol *protocol,
                             const rp_alloc *alloc) {
    refpath_answer *answer = rp_alloc_new(alloc, sizeof *answer);
    *out = NULL;
    RP_HAVE(answer);
    atomic_init(&answer->refs, 1);
    answer->kind = kind;
    answer->protocol = refpath_protocol_ref(protocol);
    answer->alloc = *alloc;
    rp_arena_init(&answer->arena, alloc, true);
    if (write_head(answer) != REFPATH_OK) {
        refpath_answer_unref(answer);
        return REFPATH_OUT_OF_MEMORY;
    }
    *out = answer;
    return REFPATH_OK;
}

refpath_answer *refpath_answer_ref(const refpath_answer *answer) {
    union {
        const refpath_answer *shared;
        refpath_answer *own;
    } a = {answer}; /* the count is the one thing of an answer that changes */
    if (a.own) {
        atomic_fetch_add_explicit(&a.own->refs, 1, memory_order_relaxed);
    }
    return a.own;
}

static void drop_protocol(const refpath_protocol *protocol) {
    union {
        const refpath_protocol *shared;
        refpath_protocol *own;
    } p = {protocol};
    refpath_protocol_unref(p.own);
}

void refpath_answer_unref(refpath_answer *answer) {
    if (answer && atomic_fetch_sub_explicit(&answer->refs, 1, memory_order_acq_rel) == 1) {
        rp_alloc alloc = answer->alloc;
        const refpath_protocol *protocol = answer->protocol;
        rp_arena_free(&answer->arena);
        rp_alloc_wipe(&alloc, answer, sizeof *answer);
        drop_protocol(protocol);
    }
}

refpath_answer_kind refpath_answer_get_kind(const refpath_answer *answer) {
    return answer ? answer->kind : (refpath_answer_kind)0;
}

const refpath_protocol *refpath_answer_protocol(const refpath_answer *answer) {
    return answer ? answer->protocol : NULL;
}

refpath_value refpath_answer_root(const refpath_answer *answer) {
    refpath_value value = {answer ? answer->root : NULL};
    return value;
}

/* -- the cursor ------------------------------------------------------------------------------------------------ */

static const rp_tree *tree_of(refpath_value value) { return value.at; }

static refpath_value value_of(const rp_tree *tree) {
    refpath_value value = {tree};
    return value;
}

refpath_value_kind refpath_value_get_kind(refpath_value value) {
    return value.at ? (refpath_value_kind)tree_of(value)->kind : REFPATH_VALUE_NONE;
}

size_t refpath_value_size(refpath_value value) { return value.at ? tree_of(value)->n : 0; }

const char *refpath_value_key(refpath_value value) { return value.at ? tree_of(value)->key : NULL; }

refpath_value refpath_value_at(refpath_value value, size_t i) {
    return value_of(value.at ? rp_tree_at(value.at, i) : NULL);
}

refpath_value refpath_value_next(refpath_value value) { return value_of(value.at ? tree_of(value)->next : NULL); }

refpath_value refpath_value_get(refpath_value value, const char *key) {
    return value_of(value.at && key ? rp_tree_get(value.at, key) : NULL);
}

const char *refpath_value_string(refpath_value value) {
    const rp_tree *tree = value.at;
    return tree && (tree->kind == RP_TREE_TEXT || tree->kind == RP_TREE_TIME) ? tree->text : NULL;
}

int64_t refpath_value_integer(refpath_value value) {
    const rp_tree *tree = value.at;
    bool number = tree && (tree->kind == RP_TREE_INTEGER || tree->kind == RP_TREE_FLAG || tree->kind == RP_TREE_TIME);
    return number ? tree->number : 0;
}
