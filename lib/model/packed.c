/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Packed nodes as bytes:
 *
 *   element                  with the highest bit set where it has attributes
 *   size                     how many nodes are in it, itself included; at most 254, a larger one is loose
 *   back, line, column       numbers; the line counted from that of the parent
 *   for each attribute       its kind, with the highest bit set where another follows; its value; where it stands: twice
 *                            the columns from what stands before it, or, on a later line, twice the lines plus 1, and then
 *                            its column
 *   text                     where it is of a kind that has one
 *
 * A number is written in groups of seven bits, the lowest first, each but the last with its highest bit set.
 */
#include "base/check.h"
#include "model/nodes.h"

#include <string.h>

#define MORE RP_PACKED_MORE
#define MOST_SIZE 255u
#define LONGEST_NUMBER 5
#define LONGEST_TEXT LONGEST_NUMBER
#define LONGEST_HEAD (2 + 3 * LONGEST_NUMBER)
#define LONGEST_ATTRIBUTE (1 + 3 * LONGEST_NUMBER)

_Static_assert(RP_ELEMENT_COUNT <= MORE && RP_ATTRIBUTE_COUNT <= MORE, "the highest bit is taken");

static unsigned char *put(unsigned char *at, uint32_t number) {
    while (number >= MORE) {
        *at++ = (unsigned char)((number & (MORE - 1)) | MORE);
        number >>= 7;
    }
    *at++ = (unsigned char)number;
    return at;
}

void rp_packed_cursor(rp_attribute_cursor *cursor, const unsigned char *at) {
    rp_packed_head head = rp_packed_read(at);
    cursor->packed = true;
    cursor->at = head.rest;
    cursor->more = head.has_attributes;
    cursor->line = 0;
    cursor->column = head.column;
}

void rp_packed_next(rp_attribute_cursor *cursor) {
    const unsigned char *at = cursor->at;
    uint32_t step;
    cursor->attribute = (rp_attribute)(*at & (MORE - 1));
    cursor->more = (*at++ & MORE) != 0;
    at = rp_packed_number(at, &cursor->value);
    at = rp_packed_number(at, &step);
    if (step & 1) {
        cursor->line += step >> 1;
        at = rp_packed_number(at, &cursor->column);
    } else {
        cursor->column += step >> 1;
    }
    cursor->at = at;
}

rp_value rp_packed_text(const unsigned char *at) {
    rp_attribute_cursor cursor;
    rp_value text = 0;
    if (rp_element_holds_text((rp_element)(*at & (MORE - 1)))) {
        rp_packed_cursor(&cursor, at);
        while (cursor.more) {
            rp_packed_next(&cursor);
        }
        (void)rp_packed_number(cursor.at, &text);
    }
    return text;
}

static unsigned char *put_attribute(unsigned char *at, const rp_reading *given, bool more, uint32_t *line,
                                    uint32_t *column) {
    *at++ = (unsigned char)((unsigned)given->attribute | (more ? MORE : 0u));
    at = put(at, given->value);
    if (given->line == *line && given->column >= *column && given->column - *column < UINT32_MAX / 2) {
        at = put(at, (given->column - *column) << 1);
    } else {
        at = put(at, (given->line - *line) << 1 | 1);
        at = put(at, given->column);
    }
    *line = given->line;
    *column = given->column;
    return at;
}

refpath_status rp_packed_write(rp_model *model, const rp_packed_head *head, const rp_reading *attributes, size_t n,
                               uint32_t tag_line, uint32_t *number) {
    unsigned char bytes[LONGEST_HEAD + RP_ATTRIBUTE_COUNT * LONGEST_ATTRIBUTE + 1], *at = bytes, *to;
    uint32_t line = tag_line, column = head->column;
    size_t spare = rp_element_holds_text(head->element) ? LONGEST_TEXT - 1 : 0;
    *at++ = (unsigned char)((unsigned)head->element | (n > 0 ? MORE : 0u));
    *at++ = 1;
    at = put(at, head->back);
    at = put(at, head->line);
    at = put(at, head->column);
    for (size_t i = 0; i < n; i++) {
        at = put_attribute(at, &attributes[i], i + 1 < n, &line, &column);
    }
    if (spare) {
        *at++ = 0;
    }
    to = rp_paged_bytes_add(&model->packed, &model->arena, (size_t)(at - bytes) + spare, number);
    RP_HAVE(to);
    model->packed.used -= spare; /* a text that comes next finds it */
    if (*number & RP_IS_LOOSE) {
        return REFPATH_OUT_OF_MEMORY;
    }
    memcpy(to, bytes, (size_t)(at - bytes));
    return REFPATH_OK;
}

void rp_packed_write_text(rp_model *model, rp_value text) {
    unsigned char *page = model->packed.pages.at[model->packed.pages.n - 1];
    model->packed.used = (size_t)(put(page + model->packed.used - 1, text) - page);
}

bool rp_packed_write_size(unsigned char *at, uint32_t size) {
    at[1] = (unsigned char)(size < MOST_SIZE ? size : MOST_SIZE);
    return size < MOST_SIZE;
}
