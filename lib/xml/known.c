/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Values of attributes that come again and again: places, services, dates. One that was found good for a type is kept once
 * and not looked into again. Ids are not among them, each being another.
 */
#include "base/check.h"
#include "xml/loading.h"

#include <string.h>

#define FEWEST ((size_t)64) /* rooms at hand, a power of two */
#define MOST ((size_t)8192)
#define BYTES_OF_ONE ((size_t)256) /* of a document, for each room */
#define MOST_KEPT ((size_t)65536)  /* of a type: what varies so much need not be kept */

#define ALL_SEEN ((size_t)16)
#define MOST_SEEN ((size_t)256)

/* The first 8 bytes and the last 8, which for up to 16 are all there are. */
static bool glance(rp_str text, uint64_t *head, uint64_t *tail) {
    uint32_t first, last;
    if (text.n > MOST_SEEN) {
        return false;
    }
    if (text.n >= 8) {
        memcpy(head, text.at, 8);
        memcpy(tail, text.at + text.n - 8, 8);
        return true;
    }
    if (text.n >= 4) {
        memcpy(&first, text.at, 4);
        memcpy(&last, text.at + text.n - 4, 4);
        *head = first;
        *tail = last;
        return true;
    }
    *head = *tail = 0;
    for (size_t i = 0; i < text.n; i++) {
        *head = *head << 8 | (unsigned char)text.at[i];
    }
    return true;
}

static rp_known *room_of(const rp_loading *l, rp_type type, rp_str text, uint64_t head, uint64_t tail) {
    uint64_t mixed = (head ^ (tail << 29 | tail >> 35)) * UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 32 ^ text.n ^ (uint64_t)type << 8) * UINT64_C(0xff51afd7ed558ccd);
    return &l->known[(mixed >> 40) & (l->n_known - 1)];
}

static void keep_at_hand(const rp_loading *l, rp_type type, rp_str text, rp_value value) {
    rp_known known = {0, 0, value, (uint16_t)text.n, (uint16_t)type};
    if (glance(text, &known.head, &known.tail)) {
        *room_of(l, type, text, known.head, known.tail) = known;
    }
}

refpath_status rp_known_start(rp_loading *l, size_t bytes) {
    size_t n = FEWEST;
    while (n < MOST && n < bytes / BYTES_OF_ONE) {
        n *= 2;
    }
    if (n > l->n_known) { /* what was at hand is found in the tables */
        l->known = RP_ARENA_ARRAY(&l->scratch, rp_known, n);
        RP_HAVE(l->known);
        l->n_known = n;
    }
    return REFPATH_OK;
}

rp_value rp_known_find(const rp_loading *l, rp_type type, rp_str raw) {
    uint64_t head, tail;
    uint32_t found;
    if (type == RP_TYPE_ID) {
        return 0;
    }
    if (glance(raw, &head, &tail)) {
        const rp_known *known = room_of(l, type, raw, head, tail);
        if (known->value && known->head == head && known->tail == tail && known->n == raw.n && known->type == type &&
            (raw.n <= ALL_SEEN || memcmp(rp_value_text(l->model, known->value), raw.at, raw.n) == 0)) {
            return known->value;
        }
    }
    found = rp_table_find(&l->values[type], raw);
    if (found == RP_NONE) {
        return 0;
    }
    keep_at_hand(l, type, raw, found);
    return found;
}

refpath_status rp_known_add(rp_loading *l, rp_type type, rp_str raw, rp_str value, rp_value *out) {
    bool fresh, same = raw.n == value.n;
    *out = same ? 0 : rp_known_find(l, type, value);
    if (*out) {
        return REFPATH_OK;
    }
    RP_TRY(rp_value_new(l->model, value, out));
    if (type == RP_TYPE_ID || l->values[type].n >= MOST_KEPT) {
        return REFPATH_OK;
    }
    value.at = rp_value_text(l->model, *out);
    keep_at_hand(l, type, value, *out);
    return rp_table_add(&l->values[type], value, out, &fresh);
}
