/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "model/model.h"

#include "base/check.h"

#include <string.h>

struct rp_node_data {
    uint32_t parent, first, last, next, previous;
    uint32_t line, column;
    uint32_t attributes; /* the first of a chain, + 1 */
    const char *text;
    uint16_t element, document;
};

struct rp_attribute_data {
    const char *value;
    uint32_t line, column;
    uint32_t next; /* + 1 */
    uint16_t attribute;
};

refpath_status rp_model_init(rp_model *model, const rp_alloc *alloc) {
    const struct rp_node_data *none;
    memset(model, 0, sizeof *model);
    rp_arena_init(&model->arena, alloc, false);
    none = RP_LIST_ADD(&model->arena, &model->nodes); /* number 0 is no node */
    if (!none) {
        rp_model_free(model);
        return REFPATH_OUT_OF_MEMORY;
    }
    return REFPATH_OK;
}

void rp_model_free(rp_model *model) {
    if (model->nodes.at || model->arena.head) {
        rp_arena_free(&model->arena);
    }
    memset(model, 0, sizeof *model);
}

static struct rp_node_data *data(const rp_model *model, rp_node node) {
    return &model->nodes.at[node < model->nodes.n ? node : 0];
}

static struct rp_attribute_data *find_attribute(const rp_model *model, rp_node node, rp_attribute attribute) {
    for (uint32_t i = data(model, node)->attributes; i != 0; i = model->attributes.at[i - 1].next) {
        if (model->attributes.at[i - 1].attribute == attribute) {
            return &model->attributes.at[i - 1];
        }
    }
    return NULL;
}

/* -- reading ------------------------------------------------------------------------------------------- */

rp_element rp_node_element(const rp_model *model, rp_node node) { return (rp_element)data(model, node)->element; }
rp_node rp_node_parent(const rp_model *model, rp_node node) { return data(model, node)->parent; }
rp_node rp_node_first(const rp_model *model, rp_node node) { return data(model, node)->first; }
rp_node rp_node_next(const rp_model *model, rp_node node) { return data(model, node)->next; }
uint32_t rp_node_document(const rp_model *model, rp_node node) { return data(model, node)->document; }

rp_node rp_node_first_of(const rp_model *model, rp_node node, rp_element element) {
    rp_node child = rp_node_first(model, node);
    while (child && rp_node_element(model, child) != element) {
        child = rp_node_next(model, child);
    }
    return child;
}

rp_node rp_node_next_of(const rp_model *model, rp_node node, rp_element element) {
    rp_node child = rp_node_next(model, node);
    while (child && rp_node_element(model, child) != element) {
        child = rp_node_next(model, child);
    }
    return child;
}

static rp_place_in place(const rp_model *model, rp_node node, uint32_t line, uint32_t column) {
    uint32_t document = data(model, node)->document;
    rp_place_in at = {"", line, column};
    if (document < model->documents.n) {
        at.file = model->documents.at[document].shown;
    }
    return at;
}

rp_place_in rp_node_place(const rp_model *model, rp_node node) {
    return place(model, node, data(model, node)->line, data(model, node)->column);
}

rp_place_in rp_node_attribute_place(const rp_model *model, rp_node node, rp_attribute attribute) {
    const struct rp_attribute_data *found = find_attribute(model, node, attribute);
    return found ? place(model, node, found->line, found->column) : rp_node_place(model, node);
}

rp_str rp_node_text(const rp_model *model, rp_node node) {
    const char *text = data(model, node)->text;
    return rp_str_of(text ? text : "");
}

bool rp_node_attribute(const rp_model *model, rp_node node, rp_attribute attribute, rp_str *value) {
    const struct rp_attribute_data *found = find_attribute(model, node, attribute);
    if (found) {
        *value = rp_str_of(found->value);
    }
    return found != NULL;
}

rp_str rp_node_language(const rp_model *model, rp_node node) {
    rp_str language = {"und", 3};
    for (rp_node at = node; at; at = rp_node_parent(model, at)) {
        if (rp_node_attribute(model, at, RP_ATTRIBUTE_LANG, &language)) {
            return language;
        }
    }
    (void)rp_node_attribute(model, model->root, RP_ATTRIBUTE_LANG, &language);
    return language;
}

/* -- changing -------------------------------------------------------------------------------------------- */

refpath_status rp_node_new(rp_model *model, rp_element element, uint32_t document, uint32_t line, uint32_t column,
                           rp_node *out) {
    struct rp_node_data *node = RP_LIST_ADD(&model->arena, &model->nodes);
    RP_HAVE(node);
    node->element = (uint16_t)element;
    node->document = (uint16_t)document;
    node->line = line;
    node->column = column;
    *out = (rp_node)model->nodes.n - 1;
    return REFPATH_OK;
}

static refpath_status new_attribute(rp_model *model, rp_node node, rp_attribute attribute,
                                    struct rp_attribute_data **out) {
    struct rp_attribute_data *added = RP_LIST_ADD(&model->arena, &model->attributes);
    uint32_t *link = &data(model, node)->attributes;
    RP_HAVE(added);
    while (*link != 0) {
        link = &model->attributes.at[*link - 1].next;
    }
    *link = (uint32_t)model->attributes.n;
    added->attribute = (uint16_t)attribute;
    *out = added;
    return REFPATH_OK;
}

refpath_status rp_node_set(rp_model *model, rp_node node, rp_attribute attribute, rp_str value, uint32_t line,
                           uint32_t column) {
    struct rp_attribute_data *found = find_attribute(model, node, attribute);
    char *text = rp_arena_text(&model->arena, value.at, value.n);
    RP_HAVE(text);
    if (!found) {
        RP_TRY(new_attribute(model, node, attribute, &found));
    }
    found->value = text;
    found->line = line;
    found->column = column;
    return REFPATH_OK;
}

void rp_node_unset(rp_model *model, rp_node node, rp_attribute attribute) {
    uint32_t *link = &data(model, node)->attributes;
    while (*link != 0 && model->attributes.at[*link - 1].attribute != attribute) {
        link = &model->attributes.at[*link - 1].next;
    }
    if (*link != 0) {
        *link = model->attributes.at[*link - 1].next;
    }
}

refpath_status rp_node_set_text(rp_model *model, rp_node node, rp_str text) {
    char *kept = rp_arena_text(&model->arena, text.at, text.n);
    RP_HAVE(kept);
    data(model, node)->text = kept;
    return REFPATH_OK;
}

void rp_node_append(rp_model *model, rp_node parent, rp_node child) {
    struct rp_node_data *p = data(model, parent), *c = data(model, child);
    c->parent = parent;
    c->previous = p->last;
    c->next = 0;
    if (p->last) {
        data(model, p->last)->next = child;
    } else {
        p->first = child;
    }
    p->last = child;
}

void rp_node_insert(rp_model *model, rp_node before, rp_node node) {
    struct rp_node_data *b = data(model, before), *n = data(model, node);
    n->parent = b->parent;
    n->previous = b->previous;
    n->next = before;
    if (b->previous) {
        data(model, b->previous)->next = node;
    } else if (b->parent) {
        data(model, b->parent)->first = node;
    }
    b->previous = node;
}

void rp_node_remove(rp_model *model, rp_node node) {
    struct rp_node_data *n = data(model, node);
    if (n->previous) {
        data(model, n->previous)->next = n->next;
    } else if (n->parent) {
        data(model, n->parent)->first = n->next;
    }
    if (n->next) {
        data(model, n->next)->previous = n->previous;
    } else if (n->parent) {
        data(model, n->parent)->last = n->previous;
    }
    n->parent = n->next = n->previous = 0;
}

static refpath_status copy_one(rp_model *model, const rp_model *from, rp_node node, rp_node *out) {
    const struct rp_node_data *source = data(from, node);
    RP_TRY(rp_node_new(model, (rp_element)source->element, 0, source->line, source->column, out));
    source = data(from, node);
    if (source->text) {
        RP_TRY(rp_node_set_text(model, *out, rp_str_of(source->text)));
    }
    for (uint32_t i = data(from, node)->attributes; i != 0; i = from->attributes.at[i - 1].next) {
        const struct rp_attribute_data *a = &from->attributes.at[i - 1];
        RP_TRY(rp_node_set(model, *out, (rp_attribute)a->attribute, rp_str_of(a->value), a->line, a->column));
    }
    return REFPATH_OK;
}

refpath_status rp_node_copy(rp_model *model, const rp_model *from, rp_node node, rp_node *out) {
    RP_TRY(copy_one(model, from, node, out));
    for (rp_node child = rp_node_first(from, node); child; child = rp_node_next(from, child)) {
        rp_node copy;
        RP_TRY(rp_node_copy(model, from, child, &copy));
        rp_node_append(model, *out, copy);
    }
    return REFPATH_OK;
}
