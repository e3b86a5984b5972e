/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* An id stands once in its space; a term once in its fact. */
#include "base/check.h"
#include "xml/loading.h"

typedef struct rp_ids {
    rp_loading *l;
    bool all; /* documents: each by itself has been checked */
    rp_arena arena, terms;              /* terms: of the fact that is being read */
    rp_table spaces[RP_SPACE_TERM + 1]; /* that of terms begins anew with each fact */
} rp_ids;

static bool is_fact(rp_element element) {
    return element == RP_ELEMENT_NUMBER || element == RP_ELEMENT_CHOICE || element == RP_ELEMENT_SET ||
           element == RP_ELEMENT_FLAG;
}

static bool is_told(const rp_ids *ids, rp_node first, rp_node node) {
    return ids->all && ids->l->repeated &&
           rp_node_document(ids->l->model, first) == rp_node_document(ids->l->model, node);
}

/* Whether those who mean the second would find no fault with the first. */
static bool stands_for(const rp_model *model, rp_node first, rp_node second) {
    rp_element element = rp_node_element(model, first);
    return element == rp_node_element(model, second) && element != RP_ELEMENT_CHOICE && element != RP_ELEMENT_SET;
}

static refpath_status check(rp_ids *ids, rp_node node) {
    const rp_model *model = ids->l->model;
    rp_element element = rp_node_element(model, node);
    rp_space space = rp_element_space(element);
    uint32_t first = node;
    bool fresh;
    rp_str id;
    if (is_fact(element)) {
        rp_arena_free(&ids->terms);
        rp_table_init(&ids->spaces[RP_SPACE_TERM], &ids->terms);
    }
    if (space == RP_SPACE_NONE || !rp_node_attribute(model, node, RP_ATTRIBUTE_ID, &id)) {
        return REFPATH_OK;
    }
    RP_TRY(rp_table_add(&ids->spaces[space], id, &first, &fresh));
    if (!fresh && !is_told(ids, first, node)) {
        size_t before = rp_diag_errors(ids->l->diags);
        ids->l->repeated = true;
        rp_diag_add(ids->l->diags, RP_PROBLEM_DUPLICATE_ID, rp_node_attribute_place(model, node, RP_ATTRIBUTE_ID),
                    id.at);
        rp_diag_related(ids->l->diags, rp_node_attribute_place(model, first, RP_ATTRIBUTE_ID));
        if (stands_for(model, first, node)) {
            rp_harmless(ids->l, before);
        }
    }
    return REFPATH_OK;
}

refpath_status rp_ids_check(rp_loading *l, rp_node root, bool all) {
    rp_ids ids;
    refpath_status status = REFPATH_OK;
    rp_node node = root, end = rp_node_after(l->model, root);
    ids.l = l;
    ids.all = all;
    rp_arena_init(&ids.arena, &l->scratch.alloc, false);
    rp_arena_init(&ids.terms, &l->scratch.alloc, false);
    for (size_t i = 0; i <= RP_SPACE_TERM; i++) {
        rp_table_init(&ids.spaces[i], i == RP_SPACE_TERM ? &ids.terms : &ids.arena);
    }
    while (node && status == REFPATH_OK) {
        bool is_drop = rp_node_element(l->model, node) == RP_ELEMENT_DROP; /* what it holds stands nowhere yet */
        if (!is_drop) {
            status = check(&ids, node);
        }
        if (!all) { /* as it was read, the nodes of a document come one after the other */
            node = is_drop ? rp_node_after(l->model, node) : node + 1;
            node = node < end ? node : 0;
        } else {
            node = is_drop ? rp_walk_over(l->model, root, node) : rp_walk_next(l->model, root, node);
        }
    }
    rp_arena_free(&ids.terms);
    rp_arena_free(&ids.arena);
    return status;
}
