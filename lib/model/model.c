/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "model/nodes.h"

#include "base/check.h"

#include <string.h>

#define NODES_OF_PAGE 12 /* as powers of two */
#define RECORDS_OF_PAGE 7

static refpath_status new_loose(rp_model *model, uint32_t *number, rp_loose **out) {
    rp_loose *loose = rp_paged_add(&model->loose, &model->arena);
    RP_HAVE(loose);
    *number = (uint32_t)(model->loose.n - 1) | RP_IS_LOOSE;
    *out = loose;
    return REFPATH_OK;
}

static refpath_status new_node(rp_model *model, uint32_t number, rp_node *out) {
    uint32_t *where = model->where.n < UINT32_MAX ? rp_paged_add(&model->where, &model->arena) : NULL;
    RP_HAVE(where);
    *where = number;
    *out = (rp_node)(model->where.n - 1);
    return REFPATH_OK;
}

/* Number 0 is no node, and no value. */
static refpath_status add_none(rp_model *model) {
    rp_loose *none;
    rp_node node;
    uint32_t number;
    RP_TRY(new_loose(model, &number, &none));
    none->linked = none->opened = true;
    RP_TRY(new_node(model, number, &node));
    RP_HAVE(rp_paged_add(&model->values, &model->arena));
    return REFPATH_OK;
}

refpath_status rp_model_init(rp_model *model, const rp_alloc *alloc) {
    refpath_status status;
    memset(model, 0, sizeof *model);
    rp_arena_init(&model->arena, alloc, false);
    rp_paged_init(&model->where, sizeof(uint32_t), NODES_OF_PAGE);
    rp_paged_init(&model->loose, sizeof(rp_loose), RECORDS_OF_PAGE);
    rp_paged_init(&model->attributes, sizeof(rp_loose_attribute), RECORDS_OF_PAGE);
    rp_paged_init(&model->values, sizeof(uint32_t), NODES_OF_PAGE);
    status = add_none(model);
    if (status != REFPATH_OK) {
        rp_model_free(model);
    }
    return status;
}

void rp_model_free(rp_model *model) {
    if (model->arena.head) {
        rp_arena_free(&model->arena);
    }
    memset(model, 0, sizeof *model);
}

static inline uint32_t where(const rp_model *model, rp_node node) {
    return *(const uint32_t *)rp_paged_at(&model->where, node < model->where.n ? node : 0);
}

/* The record of a node; NULL where it is packed. */
static inline rp_loose *loose(const rp_model *model, rp_node node) {
    uint32_t at = where(model, node);
    return at & RP_IS_LOOSE ? rp_paged_at(&model->loose, at & ~RP_IS_LOOSE) : NULL;
}

static inline unsigned char *packed(const rp_model *model, rp_node node) {
    return rp_paged_bytes_at(&model->packed, where(model, node));
}

static uint32_t size_of(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    return own ? own->size : rp_packed_size(packed(model, node));
}

/* -- values -------------------------------------------------------------------------------------------- */

refpath_status rp_value_new(rp_model *model, rp_str text, rp_value *out) {
    uint32_t number, *value;
    unsigned char *to;
    *out = 0;
    if (text.n > UINT32_MAX - 1) {
        return REFPATH_OUT_OF_MEMORY;
    }
    to = rp_paged_bytes_add(&model->characters, &model->arena, text.n + 1, &number);
    RP_HAVE(to);
    memcpy(to, text.at, text.n);
    to[text.n] = '\0';
    value = rp_paged_add(&model->values, &model->arena);
    RP_HAVE(value);
    *value = number;
    *out = (rp_value)(model->values.n - 1);
    return REFPATH_OK;
}

const char *rp_value_text(const rp_model *model, rp_value value) {
    const uint32_t *number = value > 0 && value < model->values.n ? rp_paged_at(&model->values, value) : NULL;
    return number ? (const char *)rp_paged_bytes_at(&model->characters, *number) : "";
}

/* -- attributes ---------------------------------------------------------------------------------------- */

static void begin_attributes(const rp_model *model, rp_node node, rp_attribute_cursor *cursor) {
    const rp_loose *own = loose(model, node);
    memset(cursor, 0, sizeof *cursor);
    cursor->model = model;
    if (!own) {
        rp_packed_cursor(cursor, packed(model, node));
    } else if (own->packed) {
        rp_packed_cursor(cursor, rp_paged_bytes_at(&model->packed, own->packed));
    } else {
        cursor->loose = own->attributes;
    }
}

static bool next_attribute(rp_attribute_cursor *cursor) {
    const rp_loose_attribute *a;
    if (cursor->packed) {
        if (!cursor->more) {
            return false;
        }
        rp_packed_next(cursor);
        return true;
    }
    if (cursor->loose == 0) {
        return false;
    }
    a = rp_paged_at(&cursor->model->attributes, cursor->loose - 1);
    cursor->attribute = (rp_attribute)a->attribute;
    cursor->value = a->value;
    cursor->line = a->line;
    cursor->column = a->column;
    cursor->loose = a->next;
    return true;
}

/* Where the chain of a record names this attribute; its end, where 0 stands, if it does not. */
static uint32_t *link_to(const rp_model *model, rp_loose *own, rp_attribute attribute) {
    uint32_t *link = &own->attributes;
    while (*link != 0) {
        rp_loose_attribute *a = rp_paged_at(&model->attributes, *link - 1);
        if (a->attribute == attribute) {
            break;
        }
        link = &a->next;
    }
    return link;
}

static bool find_attribute(const rp_model *model, rp_node node, rp_attribute attribute, rp_attribute_cursor *cursor) {
    begin_attributes(model, node, cursor);
    while (next_attribute(cursor)) {
        if (cursor->attribute == attribute) {
            return true;
        }
    }
    return false;
}

/* -- reading ------------------------------------------------------------------------------------------- */

rp_element rp_node_element(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    return own ? (rp_element)own->element : rp_packed_element(packed(model, node));
}

rp_node rp_node_parent(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    return own ? own->parent : node - rp_packed_back(packed(model, node));
}

rp_node rp_node_first(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    if (own && own->opened) {
        return own->first;
    }
    return size_of(model, node) > 1 ? node + 1 : 0;
}

rp_node rp_node_next(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    rp_node parent, next;
    if (own && own->linked) {
        return own->next;
    }
    if (own) {
        parent = own->parent;
        next = node + own->size;
    } else {
        parent = node - rp_packed_back(packed(model, node));
        next = node + rp_packed_size(packed(model, node));
    }
    return next < parent + size_of(model, parent) ? next : 0;
}

/* A packed node is of the document, and stands at a line counted from that, of what it is packed in. */
uint32_t rp_node_document(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    while (!own) {
        node -= rp_packed_back(packed(model, node));
        own = loose(model, node);
    }
    return own->document;
}

static uint32_t line_of(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    uint32_t line = 0;
    while (!own) {
        rp_packed_head head = rp_packed_read(packed(model, node));
        line += head.line;
        node -= head.back;
        own = loose(model, node);
    }
    return line + own->line;
}

static uint32_t column_of(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    return own ? own->column : rp_packed_read(packed(model, node)).column;
}

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

bool rp_node_stands(const rp_model *model, rp_node node) {
    while (node && node != model->root) {
        node = rp_node_parent(model, node);
    }
    return node != 0;
}

rp_node rp_node_search(const rp_model *model, rp_node after, rp_element element) {
    for (size_t node = (size_t)after + 1; node < model->where.n; node++) {
        if (rp_node_element(model, (rp_node)node) == element && rp_node_stands(model, (rp_node)node)) {
            return (rp_node)node;
        }
    }
    return 0;
}

rp_node rp_node_after(const rp_model *model, rp_node node) { return node + size_of(model, node); }

static rp_place_in place(const rp_model *model, rp_node node, uint32_t line, uint32_t column) {
    uint32_t document = rp_node_document(model, node);
    rp_place_in at = {"", line, column};
    if (document < model->documents.n) {
        at.file = model->documents.at[document].shown;
    }
    return at;
}

rp_place_in rp_node_place(const rp_model *model, rp_node node) {
    return place(model, node, line_of(model, node), column_of(model, node));
}

rp_place_in rp_node_attribute_place(const rp_model *model, rp_node node, rp_attribute attribute) {
    rp_attribute_cursor found;
    if (!find_attribute(model, node, attribute, &found)) {
        return rp_node_place(model, node);
    }
    return place(model, node, found.packed ? line_of(model, node) + found.line : found.line, found.column);
}

rp_str rp_node_text(const rp_model *model, rp_node node) {
    const rp_loose *own = loose(model, node);
    rp_value text = own && !own->packed ? own->text
                    : own               ? rp_packed_text(rp_paged_bytes_at(&model->packed, own->packed))
                                        : rp_packed_text(packed(model, node));
    return rp_str_of(rp_value_text(model, text));
}

bool rp_node_attribute(const rp_model *model, rp_node node, rp_attribute attribute, rp_str *value) {
    rp_attribute_cursor found;
    if (!find_attribute(model, node, attribute, &found)) {
        return false;
    }
    *value = rp_str_of(rp_value_text(model, found.value));
    return true;
}

void rp_node_values(const rp_model *model, rp_node node, rp_value values[RP_ATTRIBUTE_COUNT]) {
    rp_attribute_cursor cursor;
    memset(values, 0, RP_ATTRIBUTE_COUNT * sizeof *values);
    begin_attributes(model, node, &cursor);
    while (next_attribute(&cursor)) {
        values[cursor.attribute] = cursor.value;
    }
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
    rp_loose *own;
    uint32_t number;
    RP_TRY(new_loose(model, &number, &own));
    own->element = (uint16_t)element;
    own->document = (uint16_t)document;
    own->line = line;
    own->column = column;
    own->size = 1;
    own->linked = own->opened = true;
    return new_node(model, number, out);
}

/* A record for a packed node; its neighbours, attributes and text stay where they are. */
static refpath_status loosen(rp_model *model, rp_node node, rp_loose **out) {
    uint32_t *at = rp_paged_at(&model->where, node), number;
    rp_packed_head head;
    rp_loose *own = loose(model, node);
    if (!own) {
        RP_TRY(new_loose(model, &number, &own));
        head = rp_packed_read(packed(model, node));
        own->parent = node - head.back;
        own->size = head.size;
        own->packed = *at;
        own->line = line_of(model, node);
        own->column = head.column;
        own->element = (uint16_t)head.element;
        own->document = (uint16_t)rp_node_document(model, node);
        *at = number;
    }
    *out = own;
    return REFPATH_OK;
}

refpath_status rp_node_open(rp_model *model, rp_node parent) {
    rp_loose *own, *one, *before = NULL;
    rp_node child, previous = 0;
    model->reading = 0;
    RP_TRY(loosen(model, parent, &own));
    if (own->opened) {
        return REFPATH_OK;
    }
    for (child = rp_node_first(model, parent); child; child = rp_node_next(model, child)) {
        RP_TRY(loosen(model, child, &one));
    }
    child = rp_node_first(model, parent);
    own->first = child;
    while (child) {
        rp_node next = rp_node_next(model, child);
        one = loose(model, child);
        one->previous = previous;
        if (before) {
            before->next = child;
            before->linked = true;
        }
        before = one;
        previous = child;
        child = next;
    }
    if (before) {
        before->linked = true;
    }
    own->last = previous;
    own->opened = true;
    return REFPATH_OK;
}

static refpath_status new_attribute(rp_model *model, rp_loose *own, rp_attribute attribute, rp_loose_attribute **out) {
    rp_loose_attribute *added = rp_paged_add(&model->attributes, &model->arena);
    RP_HAVE(added);
    *link_to(model, own, RP_ATTRIBUTE_NONE) = (uint32_t)model->attributes.n; /* at the end */
    added->attribute = (uint16_t)attribute;
    *out = added;
    return REFPATH_OK;
}

/* Attributes and text come into the node's own record. */
static refpath_status unpack(rp_model *model, rp_node node, rp_loose **out) {
    rp_attribute_cursor cursor;
    rp_loose_attribute *added;
    rp_loose *own;
    RP_TRY(loosen(model, node, &own));
    *out = own;
    if (!own->packed) {
        return REFPATH_OK;
    }
    own->attributes = 0;
    begin_attributes(model, node, &cursor);
    while (next_attribute(&cursor)) {
        RP_TRY(new_attribute(model, own, cursor.attribute, &added));
        added->value = cursor.value;
        added->line = own->line + cursor.line;
        added->column = cursor.column;
    }
    own->text = rp_packed_text(rp_paged_bytes_at(&model->packed, own->packed));
    own->packed = 0;
    return REFPATH_OK;
}

refpath_status rp_node_set(rp_model *model, rp_node node, rp_attribute attribute, rp_str value, uint32_t line,
                           uint32_t column) {
    rp_loose *own;
    rp_loose_attribute *found;
    rp_value kept;
    uint32_t number;
    RP_TRY(rp_value_new(model, value, &kept));
    RP_TRY(unpack(model, node, &own));
    number = *link_to(model, own, attribute);
    if (number != 0) {
        found = rp_paged_at(&model->attributes, number - 1);
    } else {
        RP_TRY(new_attribute(model, own, attribute, &found));
    }
    found->value = kept;
    found->line = line;
    found->column = column;
    return REFPATH_OK;
}

refpath_status rp_node_unset(rp_model *model, rp_node node, rp_attribute attribute) {
    rp_loose *own;
    uint32_t *link;
    RP_TRY(unpack(model, node, &own));
    link = link_to(model, own, attribute);
    if (*link != 0) {
        *link = ((rp_loose_attribute *)rp_paged_at(&model->attributes, *link - 1))->next;
    }
    return REFPATH_OK;
}

refpath_status rp_node_set_text(rp_model *model, rp_node node, rp_str text) {
    rp_loose *own;
    rp_value kept;
    RP_TRY(rp_value_new(model, text, &kept));
    if (!loose(model, node) && node == model->where.n - 1 && rp_element_holds_text(rp_node_element(model, node))) {
        rp_packed_write_text(model, kept);
        return REFPATH_OK;
    }
    RP_TRY(unpack(model, node, &own));
    own->text = kept;
    return REFPATH_OK;
}

void rp_node_append(rp_model *model, rp_node parent, rp_node child) {
    rp_loose *p = loose(model, parent), *c = loose(model, child);
    c->parent = parent;
    c->previous = p->last;
    c->next = 0;
    if (p->last) {
        loose(model, p->last)->next = child;
    } else {
        p->first = child;
    }
    p->last = child;
}

void rp_node_insert(rp_model *model, rp_node before, rp_node node) {
    rp_loose *b = loose(model, before), *n = loose(model, node);
    n->parent = b->parent;
    n->previous = b->previous;
    n->next = before;
    if (b->previous) {
        loose(model, b->previous)->next = node;
    } else if (b->parent) {
        loose(model, b->parent)->first = node;
    }
    b->previous = node;
}

void rp_node_remove(rp_model *model, rp_node node) {
    rp_loose *n = loose(model, node);
    if (n->previous) {
        loose(model, n->previous)->next = n->next;
    } else if (n->parent) {
        loose(model, n->parent)->first = n->next;
    }
    if (n->next) {
        loose(model, n->next)->previous = n->previous;
    } else if (n->parent) {
        loose(model, n->parent)->last = n->previous;
    }
    n->parent = n->next = n->previous = 0;
}

/* -- reading in ------------------------------------------------------------------------------------------ */

static refpath_status read_loose(rp_model *model, rp_node parent, rp_element element, uint32_t document,
                                 rp_place_in at, const rp_reading *attributes, size_t n, rp_node *out) {
    if (parent) {
        RP_TRY(rp_node_open(model, parent));
    }
    RP_TRY(rp_node_new(model, element, document, at.line, at.column, out));
    for (size_t i = 0; i < n; i++) {
        rp_loose_attribute *added;
        RP_TRY(new_attribute(model, loose(model, *out), attributes[i].attribute, &added));
        added->value = attributes[i].value;
        added->line = attributes[i].line;
        added->column = attributes[i].column;
    }
    if (parent) {
        rp_node_append(model, parent, *out);
    }
    return REFPATH_OK;
}

/* Roots, and what stands in a protocol or a drop, move about when documents are put together; the rest hardly ever. */
static bool is_to_be_packed(const rp_model *model, rp_node parent) {
    const rp_loose *own = loose(model, parent);
    rp_element element = rp_node_element(model, parent);
    return parent && element != RP_ELEMENT_PROTOCOL && element != RP_ELEMENT_DROP &&
           (!own || !own->opened || !own->first);
}

refpath_status rp_node_read(rp_model *model, rp_node parent, rp_element element, uint32_t document, rp_place_in at,
                            const rp_reading *attributes, size_t n, rp_node *out) {
    rp_packed_head head = {.element = element, .column = at.column};
    rp_loose *own;
    uint32_t number;
    model->counts[element]++;
    if (parent != model->reading || parent == 0) {
        if (!is_to_be_packed(model, parent)) {
            return read_loose(model, parent, element, document, at, attributes, n, out);
        }
        own = loose(model, parent);
        if (own) {
            own->opened = false;
        }
        model->reading = parent;
        model->reading_line = line_of(model, parent);
    }
    head.back = (uint32_t)model->where.n - parent;
    head.line = at.line - model->reading_line;
    RP_TRY(rp_packed_write(model, &head, attributes, n, at.line, &number));
    return new_node(model, number, out);
}

refpath_status rp_node_read_end(rp_model *model, rp_node node) {
    rp_loose *own = loose(model, node);
    uint32_t size = (uint32_t)model->where.n - node;
    if (!own && (size == 1 || rp_packed_write_size(packed(model, node), size))) {
        return REFPATH_OK;
    }
    RP_TRY(loosen(model, node, &own));
    own->size = size;
    return REFPATH_OK;
}

/* -- copies ---------------------------------------------------------------------------------------------- */

static refpath_status copy_one(rp_model *model, const rp_model *from, rp_node node, rp_node *out) {
    rp_place_in at = rp_node_place(from, node);
    rp_attribute_cursor cursor;
    rp_str text = rp_node_text(from, node);
    RP_TRY(rp_node_new(model, rp_node_element(from, node), 0, at.line, at.column, out));
    if (text.n > 0) {
        RP_TRY(rp_node_set_text(model, *out, text));
    }
    begin_attributes(from, node, &cursor);
    while (next_attribute(&cursor)) {
        RP_TRY(rp_node_set(model, *out, cursor.attribute, rp_str_of(rp_value_text(from, cursor.value)),
                           cursor.packed ? at.line + cursor.line : cursor.line, cursor.column));
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
