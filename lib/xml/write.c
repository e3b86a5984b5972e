/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The model as XML, always in the same form: an element a line, attributes in the order of the format's table. */
#include "base/check.h"
#include "xml/load.h"

#define PIECE ((size_t)16384)

typedef struct rp_writer {
    const rp_model *model;
    rp_buffer buffer;
    refpath_write write;
    void *user;
} rp_writer;

static refpath_status flush(rp_writer *w, size_t least) {
    RP_TRY(rp_buffer_status(&w->buffer));
    if (w->buffer.n >= least && w->buffer.n > 0) {
        RP_TRY(w->write(w->user, w->buffer.at, w->buffer.n));
        w->buffer.n = 0;
    }
    return REFPATH_OK;
}

/* In values white space is written so that readers do not make blanks of it. */
static const char *escape_of(char c, bool in_value) {
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return in_value ? "&quot;" : NULL;
    case '\t':
        return in_value ? "&#9;" : NULL;
    case '\n':
        return in_value ? "&#10;" : NULL;
    default:
        return NULL;
    }
}

static void put_escaped(rp_buffer *b, rp_str text, bool in_value) {
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        const char *escape = escape_of(text.at[i], in_value);
        if (escape) {
            rp_buffer_add(b, text.at + from, i - from);
            rp_buffer_text(b, escape);
            from = i + 1;
        }
    }
    rp_buffer_add(b, text.at + from, text.n - from);
}

static void put_indent(rp_buffer *b, size_t depth) {
    for (size_t i = 0; i < depth; i++) {
        rp_buffer_text(b, "  ");
    }
}

static void put_attributes(rp_writer *w, rp_node node) {
    rp_element element = rp_node_element(w->model, node);
    const rp_has *has;
    rp_str value;
    for (size_t i = 0; (has = rp_element_attribute_at(element, i)) != NULL; i++) {
        if (rp_node_attribute(w->model, node, has->attribute, &value)) {
            rp_buffer_char(&w->buffer, ' ');
            rp_buffer_text(&w->buffer, rp_attribute_name(has->attribute));
            rp_buffer_text(&w->buffer, "=\"");
            put_escaped(&w->buffer, value, true);
            rp_buffer_char(&w->buffer, '"');
        }
    }
}

static void put_end(rp_writer *w, rp_node node) {
    rp_buffer_text(&w->buffer, "</");
    rp_buffer_text(&w->buffer, rp_element_name(rp_node_element(w->model, node)));
    rp_buffer_text(&w->buffer, ">\n");
}

/* All of an element that has no children, or its beginning. */
static void put_element(rp_writer *w, rp_node node, size_t depth) {
    rp_element element = rp_node_element(w->model, node);
    rp_buffer *b = &w->buffer;
    put_indent(b, depth);
    rp_buffer_char(b, '<');
    rp_buffer_text(b, rp_element_name(element));
    if (node == w->model->root) {
        rp_buffer_text(b, " xmlns=\"urn:refpath:protocol:1\"");
    }
    put_attributes(w, node);
    if (rp_element_holds_text(element)) {
        rp_buffer_char(b, '>');
        put_escaped(b, rp_node_text(w->model, node), false);
        put_end(w, node);
    } else {
        rp_buffer_text(b, rp_node_first(w->model, node) ? ">\n" : "/>\n");
    }
}

/* Down and up by the links of the model, for how deep a draft is has no limit. */
static refpath_status put_tree(rp_writer *w) {
    const rp_model *model = w->model;
    rp_node node = model->root;
    size_t depth = 0;
    while (node) {
        put_element(w, node, depth);
        RP_TRY(flush(w, PIECE));
        if (rp_node_first(model, node)) {
            node = rp_node_first(model, node);
            depth++;
            continue;
        }
        while (node && node != model->root && !rp_node_next(model, node)) {
            node = rp_node_parent(model, node);
            put_indent(&w->buffer, --depth);
            put_end(w, node);
            RP_TRY(flush(w, PIECE));
        }
        node = node == model->root ? 0 : rp_node_next(model, node);
    }
    return flush(w, 1);
}

refpath_status rp_xml_write(const rp_model *model, refpath_write write, void *user) {
    rp_writer w = {.model = model, .write = write, .user = user};
    refpath_status status;
    rp_buffer_init(&w.buffer, &model->arena.alloc, false);
    rp_buffer_text(&w.buffer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    status = put_tree(&w);
    rp_buffer_free(&w.buffer);
    return status;
}
