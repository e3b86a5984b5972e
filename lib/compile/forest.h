/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Trees of named things, numbered in document order: what lies under an entry is a range of numbers, and so are the
 * leaves under it. Places, items, purposes with services, groups, and the terms of each fact are forests.
 */
#ifndef RP_COMPILE_FOREST_H
#define RP_COMPILE_FOREST_H

#include "base/bits.h"
#include "base/table.h"
#include "model/model.h"

typedef struct rp_entry {
    const char *id;
    rp_node node;
    uint32_t parent;               /* RP_NONE at the top */
    uint32_t end;                  /* entries from this one up to `end` lie under it, itself included */
    uint32_t leaf_first, leaf_end; /* its leaves, numbered apart */
} rp_entry;

typedef struct rp_forest {
    RP_LIST(rp_entry) entries;
    uint32_t n_leaves;
    uint32_t *leaf; /* entry of each leaf */
    rp_table names;
} rp_forest;

static inline bool rp_under(const rp_forest *f, uint32_t entry, uint32_t top) {
    return entry >= top && entry < f->entries.at[top].end;
}
static inline bool rp_is_leaf(const rp_forest *f, uint32_t entry) {
    return f->entries.at[entry].end == entry + 1;
}

#endif
