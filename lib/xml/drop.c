/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Drops: what a document takes away of those that it includes, or puts in its place. They act when all has been read,
 * those of inner documents first. What a drop has put somewhere is of its own document, and can be dropped in turn.
 */
#include "base/check.h"
#include "xml/loading.h"

/* Definitions of one key; few, for in one document no id stands twice in its space. */
typedef struct rp_link {
    rp_node node;
    uint32_t next; /* in links, + 1 */
} rp_link;

typedef struct rp_dropping {
    rp_loading *l;
    rp_arena arena;
    rp_table heads; /* "id", or for terms "fact/id", to the first link */
    RP_LIST(rp_link) links;
    bool terms; /* some drop names a term */
} rp_dropping;

/* What a drop says. */
typedef struct rp_drop {
    rp_node node, definition; /* definition: 0 where nothing comes in its place */
    rp_str key;
    const char *ref;
} rp_drop;

typedef struct rp_found {
    rp_node node, second; /* what fits, and what fits as well */
    rp_node unfit;        /* of that name, but of another kind than what is to come in its place */
} rp_found;

static bool text_of(const rp_model *model, rp_node node, rp_attribute attribute, rp_str *value) {
    return rp_node_attribute(model, node, attribute, value);
}

static bool is_definition(rp_element element) {
    int most;
    return rp_element_may_hold(RP_ELEMENT_DROP, element, &most);
}

static bool is_fact(rp_element element) {
    return element == RP_ELEMENT_NUMBER || element == RP_ELEMENT_CHOICE || element == RP_ELEMENT_SET ||
           element == RP_ELEMENT_FLAG;
}

static bool same_kind(rp_element a, rp_element b) {
    return a == b || (is_fact(a) && is_fact(b));
}

/* -- the index ------------------------------------------------------------------------------------------------------
 */

static refpath_status term_key(rp_dropping *d, rp_str fact, rp_str term, rp_str *key) {
    char *text = rp_arena_format(&d->arena, "%s/%s", fact.at, term.at);
    RP_HAVE(text);
    *key = rp_str_of(text);
    return REFPATH_OK;
}

static bool fact_of(const rp_model *model, rp_node term, rp_str *id) {
    rp_node up = term;
    while (up && !is_fact(rp_node_element(model, up))) {
        up = rp_node_parent(model, up);
    }
    return up && text_of(model, up, RP_ATTRIBUTE_ID, id);
}

static refpath_status add_link(rp_dropping *d, rp_str key, rp_node node) {
    uint32_t head = (uint32_t)d->links.n;
    bool fresh;
    rp_link *link = RP_LIST_ADD(&d->arena, &d->links);
    RP_HAVE(link);
    link->node = node;
    RP_TRY(rp_table_add(&d->heads, key, &head, &fresh));
    if (!fresh) { /* behind the first, which keeps its place in the table */
        link->next = d->links.at[head].next;
        d->links.at[head].next = (uint32_t)d->links.n;
    }
    return REFPATH_OK;
}

static refpath_status index_one(rp_dropping *d, rp_node node) {
    const rp_model *model = d->l->model;
    rp_element element = rp_node_element(model, node);
    rp_str id, fact, key;
    if (!is_definition(element) || !text_of(model, node, RP_ATTRIBUTE_ID, &id)) {
        return REFPATH_OK;
    }
    if (element != RP_ELEMENT_TERM) {
        return add_link(d, id, node);
    }
    if (!d->terms || !fact_of(model, node, &fact)) {
        return REFPATH_OK;
    }
    RP_TRY(term_key(d, fact, id, &key));
    return add_link(d, key, node);
}

/* All that stands in a tree; nobody can drop what is of the outermost document. */
static refpath_status index_tree(rp_dropping *d, rp_node root) {
    const rp_model *model = d->l->model;
    for (rp_node node = root; node; node = rp_walk_next(model, root, node)) {
        if (rp_node_document(model, node) > 0) {
            RP_TRY(index_one(d, node));
        }
    }
    return REFPATH_OK;
}

/* -- one drop ---------------------------------------------------------------------------------------------------------
 */

static void find(const rp_dropping *d, const rp_drop *drop, rp_found *found) {
    const rp_model *model = d->l->model;
    const rp_word *reaches = d->l->loaded.at[rp_node_document(model, drop->node)].reaches;
    uint32_t head = rp_table_find(&d->heads, drop->key), at = head == RP_NONE ? 0 : head + 1;
    found->node = found->second = found->unfit = 0;
    for (; at != 0; at = d->links.at[at - 1].next) {
        rp_node node = d->links.at[at - 1].node;
        if (!rp_bits_has(reaches, rp_node_document(model, node)) || !rp_node_stands(model, node)) {
            continue;
        }
        if (drop->definition && !same_kind(rp_node_element(model, node), rp_node_element(model, drop->definition))) {
            found->unfit = node;
        } else if (!found->node) {
            found->node = node;
        } else {
            found->second = node;
        }
    }
}

static void report(const rp_dropping *d, const rp_drop *drop, const rp_found *found) {
    const rp_model *model = d->l->model;
    rp_place_in where = rp_node_attribute_place(model, drop->node, RP_ATTRIBUTE_REF);
    rp_str near = {"", 0};
    if (found->second) {
        rp_diag_add(d->l->diags, RP_PROBLEM_DROP_SEVERAL, where, drop->ref);
        rp_diag_related(d->l->diags, rp_node_place(model, found->node));
        rp_diag_related(d->l->diags, rp_node_place(model, found->second));
    } else if (found->unfit) {
        rp_diag_add(d->l->diags, RP_PROBLEM_DROP_KIND, rp_node_place(model, drop->definition), drop->ref,
                    rp_element_name(rp_node_element(model, found->unfit)),
                    rp_element_name(rp_node_element(model, drop->definition)));
        rp_diag_related(d->l->diags, rp_node_place(model, found->unfit));
    } else {
        if (!rp_diag_full(d->l->diags)) {
            (void)rp_table_nearest(&d->heads, drop->key, &near);
        }
        rp_diag_add(d->l->diags, RP_PROBLEM_DROP_UNKNOWN, where, drop->ref, near.at);
    }
}

refpath_status rp_guard_note(rp_loading *l, rp_str id) {
    const char **guard;
    uint32_t number = (uint32_t)l->model->dropped_guards.n;
    bool fresh;
    RP_TRY(rp_table_add(&l->guards, id, &number, &fresh));
    if (fresh) {
        guard = RP_LIST_ADD(&l->model->arena, &l->model->dropped_guards);
        RP_HAVE(guard);
        *guard = id.at;
    }
    return REFPATH_OK;
}

/* What protects children is not taken away in silence. */
static refpath_status note_guard(const rp_dropping *d, rp_node node) {
    const rp_model *model = d->l->model;
    rp_element element = rp_node_element(model, node);
    rp_str effect = {"", 0}, id = {"", 0};
    (void)text_of(model, node, RP_ATTRIBUTE_EFFECT, &effect);
    if (element != RP_ELEMENT_CLAIM && !(element == RP_ELEMENT_RULE && rp_str_is(effect, "forbid"))) {
        return REFPATH_OK;
    }
    return text_of(model, node, RP_ATTRIBUTE_ID, &id) ? rp_guard_note(d->l, id) : REFPATH_OK;
}

static refpath_status read_drop(rp_dropping *d, rp_node node, rp_drop *drop) {
    const rp_model *model = d->l->model;
    rp_str of, ref = {"", 0};
    (void)text_of(model, node, RP_ATTRIBUTE_REF, &ref);
    drop->node = node;
    drop->definition = rp_node_first(model, node);
    drop->ref = ref.at;
    drop->key = ref;
    return text_of(model, node, RP_ATTRIBUTE_OF, &of) ? term_key(d, of, ref, &drop->key) : REFPATH_OK;
}

static refpath_status apply(rp_dropping *d, rp_node node) {
    rp_model *model = d->l->model;
    rp_drop drop;
    rp_found found;
    RP_TRY(read_drop(d, node, &drop));
    find(d, &drop, &found);
    if (!found.node || found.second) {
        report(d, &drop, &found);
        return REFPATH_OK;
    }
    RP_TRY(note_guard(d, found.node));
    RP_TRY(rp_node_open(model, rp_node_parent(model, found.node)));
    if (drop.definition) {
        rp_node_remove(model, drop.definition);
        rp_node_insert(model, found.node, drop.definition);
        RP_TRY(index_tree(d, drop.definition));
    }
    rp_node_remove(model, found.node);
    return REFPATH_OK;
}

static refpath_status apply_all(rp_dropping *d) {
    const rp_loading *l = d->l;
    rp_str of;
    for (size_t i = 0; i < l->drops.n; i++) {
        d->terms = d->terms || text_of(l->model, l->drops.at[i], RP_ATTRIBUTE_OF, &of);
    }
    RP_TRY(index_tree(d, l->model->root));
    for (size_t i = 0; i < l->drops.n; i++) {
        RP_TRY(apply(d, l->drops.at[i]));
    }
    return REFPATH_OK;
}

refpath_status rp_drops_apply(rp_loading *l) {
    rp_dropping d = {.l = l};
    refpath_status status;
    if (l->drops.n == 0) {
        return REFPATH_OK;
    }
    rp_arena_init(&d.arena, &l->scratch.alloc, false);
    rp_table_init(&d.heads, &d.arena);
    status = apply_all(&d);
    rp_arena_free(&d.arena);
    return status;
}
