/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * How nodes are kept. A packed one is a few bytes: what it is, how far back its parent is, where it stands, its
 * attributes, its text. Its neighbours follow from numbers: nodes are numbered in document order, so that the first child
 * comes next and the next sibling comes after as many nodes as there are in it. A loose one has a record in which
 * all that can be changed.
 */
#ifndef RP_MODEL_NODES_H
#define RP_MODEL_NODES_H

#include "model/model.h"

#define RP_IS_LOOSE UINT32_C(0x80000000) /* in `where`: the rest is the number of a record in `loose` */

typedef struct rp_loose {
    rp_node parent, first, last, next, previous;
    uint32_t size;       /* nodes that were read in it, itself included */
    uint32_t packed;     /* where its attributes and its text still are; 0: they are here */
    uint32_t attributes; /* the first of a chain, + 1 */
    rp_value text;
    uint32_t line, column;
    uint16_t element, document;
    bool linked; /* `next` and `previous` are said here; else they follow from numbers */
    bool opened; /* so are `first` and `last` */
} rp_loose;

typedef struct rp_loose_attribute {
    rp_value value;
    uint32_t line, column;
    uint32_t next; /* + 1 */
    uint16_t attribute;
} rp_loose_attribute;

/* What stands before the attributes of a packed node. */
typedef struct rp_packed_head {
    rp_element element;
    bool has_attributes;
    uint32_t size, back; /* back: to the parent */
    uint32_t line, column; /* the line counted from that of the parent */
    const unsigned char *rest;
} rp_packed_head;

/* The attributes of a node one by one. */
typedef struct rp_attribute_cursor {
    const rp_model *model;
    const unsigned char *at; /* of a packed node; NULL at its end */
    uint32_t loose;          /* of a loose one, + 1 */
    rp_attribute attribute;
    rp_value value;
    uint32_t line, column; /* the line of a packed one counted from that of its node */
    bool more, packed;
} rp_attribute_cursor;

#define RP_PACKED_MORE 0x80 /* another byte of a number, or another attribute, follows */

static inline const unsigned char *rp_packed_number(const unsigned char *at, uint32_t *number) {
    uint32_t byte = *at++, value = byte & (RP_PACKED_MORE - 1);
    for (unsigned shift = 7; byte & RP_PACKED_MORE; shift += 7) {
        byte = *at++;
        value |= (byte & (RP_PACKED_MORE - 1)) << shift;
    }
    *number = value;
    return at;
}
static inline rp_packed_head rp_packed_read(const unsigned char *at) {
    rp_packed_head head;
    head.element = (rp_element)(*at & (RP_PACKED_MORE - 1));
    head.has_attributes = (*at++ & RP_PACKED_MORE) != 0;
    head.size = *at++;
    at = rp_packed_number(at, &head.back);
    at = rp_packed_number(at, &head.line);
    head.rest = rp_packed_number(at, &head.column);
    return head;
}
static inline rp_element rp_packed_element(const unsigned char *at) {
    return (rp_element)(*at & (RP_PACKED_MORE - 1));
}
/* The parent is so far back. */
static inline uint32_t rp_packed_back(const unsigned char *at) {
    uint32_t back;
    (void)rp_packed_number(at + 2, &back);
    return back;
}
static inline uint32_t rp_packed_size(const unsigned char *at) { return at[1]; }
/* The text of a packed node: what stands behind its attributes. */
rp_value rp_packed_text(const unsigned char *at);
void rp_packed_cursor(rp_attribute_cursor *cursor, const unsigned char *at);
void rp_packed_next(rp_attribute_cursor *cursor);
/* Of the head: what the node is, and where. */
refpath_status rp_packed_write(rp_model *model, const rp_packed_head *head, const rp_reading *attributes, size_t n,
                               uint32_t tag_line, uint32_t *number);
/* Of the node that was written last. */
void rp_packed_write_text(rp_model *model, rp_value text);
/* False where the number is too large for its place. */
bool rp_packed_write_size(unsigned char *at, uint32_t size);

#endif
