/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Names to small numbers: a hash table from text to a 32-bit value, in an arena, and nearest-name search. */
#ifndef RP_BASE_TABLE_H
#define RP_BASE_TABLE_H

#include "base/arena.h"
#include "base/text.h"

typedef struct rp_table {
    rp_arena *arena;
    struct rp_table_slot *slots;
    uint32_t *positions;
    size_t room, n, mask;
    uint64_t seed; /* of the object: hostile names cannot be prepared against it */
} rp_table;

void rp_table_init(rp_table *table, rp_arena *arena);
/* Room for so many names in all: what is known beforehand need not be moved about. */
refpath_status rp_table_reserve(rp_table *table, size_t n);
/* Adds a name (borrowed: it must live as long as the table) with *value. False in *fresh where it is there already;
 * *value is then the value it has. */
refpath_status rp_table_add(rp_table *table, rp_str name, uint32_t *value, bool *fresh);
/* RP_NONE where the name is not there. */
uint32_t rp_table_find(const rp_table *table, rp_str name);
/*
 * The name at the smallest edit distance (at most a third of the sought name's characters, or 1), of several the one
 * added first; false and an empty name where there is none. A neighbouring pair exchanged counts as one edit.
 */
bool rp_table_nearest(const rp_table *table, rp_str name, rp_str *nearest);
/* The same among the names whose values are accepted. */
typedef bool (*rp_table_accept)(const void *user, uint32_t value);
bool rp_table_nearest_of(const rp_table *table, rp_str name, rp_table_accept accept, const void *user,
                         rp_str *nearest);

uint64_t rp_hash_bytes(uint64_t seed, const void *bytes, size_t n);

#endif
