/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/table.h"

#include "base/bits.h"

#include <string.h>

/* The entries, in order of addition; beside them positions: 0, or the number of an entry, from 1. */
typedef struct rp_table_slot {
    const char *at;
    uint64_t hash;
    uint32_t n, value;
} rp_table_slot;

#define FIRST_ROOM ((size_t)8)

static uint64_t rotate(uint64_t x, unsigned by) {
    return x << by | x >> (64 - by);
}

static inline void sip_round(uint64_t v[4]) {
    v[0] += v[1];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[0] = rotate(v[0], 32);
    v[2] += v[3];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

static inline void sip_word(uint64_t v[4], uint64_t word) {
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
}

/* Eight bytes as compilers know to read at once. */
static uint64_t word_at(const unsigned char *at) {
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

static uint64_t little_endian(const unsigned char *at, size_t n) {
    uint64_t word = 0;
    while (n-- > 0) {
        word = word << 8 | at[n];
    }
    return word;
}

/* SipHash-1-3 with the seed as both halves of its key. */
uint64_t rp_hash_bytes(uint64_t seed, const void *bytes, size_t n) {
    const unsigned char *at = bytes;
    uint64_t v[4] = {UINT64_C(0x736f6d6570736575) ^ seed, UINT64_C(0x646f72616e646f6d) ^ ~seed,
                     UINT64_C(0x6c7967656e657261) ^ seed, UINT64_C(0x7465646279746573) ^ ~seed};
    size_t i = 0;
    for (; n - i >= 8; i += 8) {
        sip_word(v, word_at(at + i));
    }
    sip_word(v, (uint64_t)n << 56 | (n > i ? little_endian(at + i, n - i) : 0));
    v[2] ^= 0xff;
    sip_round(v);
    sip_round(v);
    sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* Where things lie differs from run to run; only the speed of a look-up depends on it. */
void rp_table_init(rp_table *table, rp_arena *arena) {
    uintptr_t places[4];
    memset(table, 0, sizeof *table);
    places[0] = (uintptr_t)table;
    places[1] = (uintptr_t)arena;
    places[2] = (uintptr_t)arena->head;
    places[3] = (uintptr_t)(void *)places;
    table->arena = arena;
    table->seed = rp_hash_bytes(UINT64_C(0x9e3779b97f4a7c15), places, sizeof places);
}

static rp_str name_of(const rp_table_slot *slot) {
    rp_str name = {slot->at, slot->n};
    return name;
}

static bool is_named(const rp_table_slot *slot, rp_str name, uint64_t hash) {
    return slot->hash == hash && rp_str_equal(name_of(slot), name);
}

/* The position where the name is, or the empty one where it would be. */
static uint32_t *position_of(const rp_table *table, rp_str name, uint64_t hash) {
    for (size_t i = (size_t)hash & table->mask;; i = (i + 1) & table->mask) {
        if (table->positions[i] == 0 || is_named(&table->slots[table->positions[i] - 1], name, hash)) {
            return table->positions + i;
        }
    }
}

static void put_all(rp_table *table) {
    for (size_t k = 0; k < table->n; k++) {
        size_t i = (size_t)table->slots[k].hash & table->mask;
        while (table->positions[i]) {
            i = (i + 1) & table->mask;
        }
        table->positions[i] = (uint32_t)(k + 1);
    }
}

/* Positions are a power of two, and a third of them at least are empty. */
static refpath_status resize(rp_table *table, size_t room) {
    size_t n_positions = 2 * FIRST_ROOM;
    rp_table_slot *slots;
    uint32_t *positions;
    if (room >= UINT32_MAX / 2) {
        return REFPATH_OUT_OF_MEMORY;
    }
    while (n_positions < room + room / 2) {
        n_positions *= 2;
    }
    slots = RP_ARENA_ARRAY(table->arena, rp_table_slot, room);
    positions = RP_ARENA_ARRAY(table->arena, uint32_t, n_positions);
    if (!slots || !positions) {
        return REFPATH_OUT_OF_MEMORY;
    }
    if (table->n) {
        memcpy(slots, table->slots, table->n * sizeof *slots);
    }
    table->slots = slots;
    table->positions = positions;
    table->room = room;
    table->mask = n_positions - 1;
    put_all(table);
    return REFPATH_OK;
}

refpath_status rp_table_reserve(rp_table *table, size_t n) {
    return n > table->room ? resize(table, n) : REFPATH_OK;
}

static refpath_status make_room(rp_table *table) {
    return table->n < table->room ? REFPATH_OK : resize(table, table->room ? 2 * table->room : FIRST_ROOM);
}

refpath_status rp_table_add(rp_table *table, rp_str name, uint32_t *value, bool *fresh) {
    uint64_t hash = rp_hash_bytes(table->seed, name.at, name.n);
    refpath_status status = make_room(table);
    rp_table_slot *slot;
    uint32_t *position;
    *fresh = false;
    if (status != REFPATH_OK) {
        return status;
    }
    if (name.n > UINT32_MAX) {
        return REFPATH_OUT_OF_MEMORY;
    }
    position = position_of(table, name, hash);
    if (*position) {
        *value = table->slots[*position - 1].value;
        return REFPATH_OK;
    }
    slot = &table->slots[table->n++];
    slot->at = name.at;
    slot->n = (uint32_t)name.n;
    slot->hash = hash;
    slot->value = *value;
    *position = (uint32_t)table->n;
    *fresh = true;
    return REFPATH_OK;
}

uint32_t rp_table_find(const rp_table *table, rp_str name) {
    uint32_t position;
    if (table->n == 0) {
        return RP_NONE;
    }
    position = *position_of(table, name, rp_hash_bytes(table->seed, name.at, name.n));
    return position ? table->slots[position - 1].value : RP_NONE;
}

/* Longer names have no neighbours, and a search ends after so much work, on every machine alike. */
#define LONGEST_COMPARED ((size_t)128)
#define MOST_WORK ((size_t)4000000)

typedef struct rp_spelling {
    uint32_t at[LONGEST_COMPARED];
    size_t n;
} rp_spelling;

static bool spell(rp_str name, rp_spelling *spelling) {
    size_t i = 0;
    spelling->n = 0;
    while (i < name.n) {
        if (spelling->n == LONGEST_COMPARED) {
            return false;
        }
        spelling->at[spelling->n++] = rp_utf8_next(name.at, name.n, &i);
    }
    return true;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool is_exchanged(const rp_spelling *a, size_t i, const rp_spelling *b, size_t j) {
    return i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1];
}

/*
 * Characters to insert, drop, replace, or exchange with their neighbours, to make b of a; `enough`
 * where it is not less. Of the usual table three rows are kept: this one, the last, the one before.
 */
static size_t distance(const rp_spelling *a, const rp_spelling *b, size_t enough) {
    size_t rows[3][LONGEST_COMPARED + 1];
    size_t *now = rows[0], *last = rows[1], *before = rows[2];
    if ((a->n > b->n ? a->n - b->n : b->n - a->n) >= enough) {
        return enough;
    }
    for (size_t j = 0; j <= b->n; j++) {
        now[j] = j;
    }
    for (size_t i = 1; i <= a->n; i++) {
        size_t *spare = before, smallest = i;
        before = last;
        last = now;
        now = spare;
        now[0] = i;
        for (size_t j = 1; j <= b->n; j++) {
            bool same = a->at[i - 1] == b->at[j - 1];
            size_t d = least(least(last[j], now[j - 1]) + 1, last[j - 1] + !same);
            now[j] = is_exchanged(a, i, b, j) ? least(d, before[j - 2] + 1) : d;
            smallest = least(smallest, now[j]);
        }
        if (smallest >= enough) {
            return enough;
        }
    }
    return least(now[b->n], enough);
}

bool rp_table_nearest(const rp_table *table, rp_str name, rp_str *nearest) {
    return rp_table_nearest_of(table, name, NULL, NULL, nearest);
}

bool rp_table_nearest_of(const rp_table *table, rp_str name, rp_table_accept accept, const void *user,
                         rp_str *nearest) {
    rp_spelling sought, other;
    size_t smallest, work = 0;
    bool found = false;
    *nearest = rp_str_of("");
    if (!spell(name, &sought)) {
        return false;
    }
    smallest = sought.n / 3 > 1 ? sought.n / 3 + 1 : 2;
    for (size_t k = 0; k < table->n && work < MOST_WORK; k++) {
        size_t d;
        if ((accept && !accept(user, table->slots[k].value)) || !spell(name_of(&table->slots[k]), &other)) {
            continue;
        }
        work += (sought.n + 1) * (other.n + 1);
        d = distance(&sought, &other, smallest);
        if (d < smallest) { /* so the first of several that are as near */
            smallest = d;
            *nearest = name_of(&table->slots[k]);
            found = true;
        }
    }
    return found;
}
