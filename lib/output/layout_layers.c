/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which layer an item stands in: no bond closes a circle, each leads to a later layer. */
#include "base/check.h"
#include "output/layout.h"

/* -- neighbours ------------------------------------------------------------------------------------------------- */

refpath_status rp_fan_make(rp_arena *arena, const void *all, rp_key_of key, size_t n, size_t n_keys, rp_fan *fan) {
    fan->first = RP_ARENA_ARRAY(arena, uint32_t, n_keys + 2);
    fan->at = RP_ARENA_ARRAY(arena, uint32_t, n + 1);
    RP_HAVE(fan->first);
    RP_HAVE(fan->at);
    for (size_t i = 0; i < n; i++) {
        fan->first[key(all, i) + 2]++;
    }
    for (size_t i = 2; i < n_keys + 2; i++) {
        fan->first[i] += fan->first[i - 1];
    }
    for (uint32_t i = 0; i < n; i++) {
        fan->at[fan->first[key(all, i) + 1]++] = i;
    }
    return REFPATH_OK;
}

static uint32_t bond_from(const void *bonds, size_t i) { return ((const rp_bond *)bonds)[i].from; }
static uint32_t bond_to(const void *bonds, size_t i) { return ((const rp_bond *)bonds)[i].to; }
static uint32_t piece_from(const void *pieces, size_t i) { return ((const rp_piece *)pieces)[i].from; }
static uint32_t piece_to(const void *pieces, size_t i) { return ((const rp_piece *)pieces)[i].to; }

/* -- circles ------------------------------------------------------------------------------------------------------ */

enum { NEW, OPEN, CLOSED };

typedef struct rp_search_down {
    rp_fan fan;
    rp_bond *bonds;
    unsigned char *state;
    uint32_t *stack, *next; /* items on the way down, and the bond of each that is looked at next */
    bool *turn;
} rp_search_down;

/* From one item down: bonds that lead back to one on the way are those that close a circle. */
static void search_from(rp_search_down *s, uint32_t start) {
    size_t depth = 0;
    s->stack[depth++] = start;
    s->state[start] = OPEN;
    while (depth > 0) {
        uint32_t item = s->stack[depth - 1];
        if (s->next[item] == s->fan.first[item + 1]) {
            s->state[item] = CLOSED;
            depth--;
        } else {
            uint32_t bond = s->fan.at[s->next[item]++], to = s->bonds[bond].to;
            s->turn[bond] = s->state[to] == OPEN;
            if (s->state[to] == NEW) {
                s->state[to] = OPEN;
                s->stack[depth++] = to;
            }
        }
    }
}

refpath_status rp_level_uncircle(rp_arena *arena, size_t n, rp_bond *bonds, size_t n_bonds) {
    rp_search_down s = {0};
    s.bonds = bonds;
    RP_TRY(rp_fan_make(arena, bonds, bond_from, n_bonds, n, &s.fan));
    s.state = RP_ARENA_ARRAY(arena, unsigned char, n + 1);
    s.stack = RP_ARENA_ARRAY(arena, uint32_t, n + 1);
    s.next = RP_ARENA_ARRAY(arena, uint32_t, n + 1);
    s.turn = RP_ARENA_ARRAY(arena, bool, n_bonds + 1);
    if (!s.state || !s.stack || !s.next || !s.turn) {
        return REFPATH_OUT_OF_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        s.next[i] = s.fan.first[i];
    }
    for (uint32_t i = 0; i < n; i++) {
        if (s.state[i] == NEW) {
            search_from(&s, i);
        }
    }
    for (size_t i = 0; i < n_bonds; i++) {
        if (s.turn[i]) {
            uint32_t from = bonds[i].from;
            bonds[i].from = bonds[i].to;
            bonds[i].to = from;
            bonds[i].flipped = !bonds[i].flipped;
        }
    }
    return REFPATH_OK;
}

/* -- layers --------------------------------------------------------------------------------------------------------- */

/* A bond with a label needs a layer of its own for it. */
static uint32_t length_of(const rp_bond *bond) { return bond->label_h > 0 ? 2 : 1; }

/* Items in an order in which every bond leads onwards. */
static refpath_status make_order(const rp_level *l, const rp_fan *out, uint32_t *order) {
    uint32_t *waiting = RP_ARENA_ARRAY(l->arena, uint32_t, l->n + 1);
    size_t done = 0, n = 0;
    RP_HAVE(waiting);
    for (size_t i = 0; i < l->n_bonds; i++) {
        waiting[l->bonds[i].to]++;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        if (waiting[i] == 0) {
            order[n++] = i;
        }
    }
    for (; done < n; done++) {
        uint32_t item = order[done];
        for (uint32_t k = out->first[item]; k < out->first[item + 1]; k++) {
            uint32_t to = l->bonds[out->at[k]].to;
            if (--waiting[to] == 0) {
                order[n++] = to;
            }
        }
    }
    return n == l->n ? REFPATH_OK : REFPATH_INTERNAL;
}

/* As early as can be; then those with more behind them than before them as late as can be: ties become short. */
static void choose_layers(rp_level *l, const rp_fan *out, const rp_fan *in, const uint32_t *order, uint32_t first) {
    for (size_t k = 0; k < l->n; k++) {
        rp_item *item = &l->items[order[k]];
        item->layer = item->side == RP_SIDE_START ? 0 : first;
        for (uint32_t b = in->first[order[k]]; b < in->first[order[k] + 1]; b++) {
            const rp_bond *bond = &l->bonds[in->at[b]];
            uint32_t least = l->items[bond->from].layer + length_of(bond);
            item->layer = least > item->layer ? least : item->layer;
        }
    }
    for (size_t k = l->n; k-- > 0;) {
        uint32_t at = order[k], most = UINT32_MAX;
        uint32_t n_out = out->first[at + 1] - out->first[at], n_in = in->first[at + 1] - in->first[at];
        if (l->items[at].side != RP_SIDE_NONE || n_out <= n_in) {
            continue;
        }
        for (uint32_t b = out->first[at]; b < out->first[at + 1]; b++) {
            const rp_bond *bond = &l->bonds[out->at[b]];
            uint32_t last = l->items[bond->to].layer - length_of(bond);
            most = last < most ? last : most;
        }
        l->items[at].layer = most;
    }
}

refpath_status rp_level_layers(rp_level *l) {
    rp_fan out, in;
    uint32_t *order = RP_ARENA_ARRAY(l->arena, uint32_t, l->n + 1), last = 0;
    bool starts = false, ends = false;
    RP_HAVE(order);
    RP_TRY(rp_fan_make(l->arena, l->bonds, bond_from, l->n_bonds, l->n, &out));
    RP_TRY(rp_fan_make(l->arena, l->bonds, bond_to, l->n_bonds, l->n, &in));
    RP_TRY(make_order(l, &out, order));
    for (size_t i = 0; i < l->n; i++) {
        starts = starts || l->items[i].side == RP_SIDE_START;
        ends = ends || l->items[i].side == RP_SIDE_END;
    }
    choose_layers(l, &out, &in, order, starts ? 1 : 0);
    for (size_t i = 0; i < l->n; i++) {
        uint32_t layer = l->items[i].side == RP_SIDE_END ? 0 : l->items[i].layer + 1;
        last = layer > last ? layer : last;
    }
    for (size_t i = 0; i < l->n_bonds && ends; i++) { /* those that leave need room for their labels */
        const rp_bond *bond = &l->bonds[i];
        uint32_t least = l->items[bond->from].layer + length_of(bond);
        last = l->items[bond->to].side == RP_SIDE_END && least > last ? least : last;
    }
    for (size_t i = 0; i < l->n; i++) {
        if (l->items[i].side == RP_SIDE_END) {
            l->items[i].layer = last;
        }
    }
    l->n_layers = last + (ends ? 1 : 0);
    return REFPATH_OK;
}

/* -- cells ------------------------------------------------------------------------------------------------------------ */

static uint32_t add_cell(rp_level *l, const rp_spot *cell) {
    rp_spot *slot = RP_LIST_ADD(l->arena, &l->cells);
    if (!slot) {
        return RP_NONE;
    }
    *slot = *cell;
    l->layer_n[cell->layer]++;
    return (uint32_t)(l->cells.n - 1);
}

static refpath_status add_piece(rp_level *l, uint32_t from, uint32_t to, int64_t from_y, int64_t to_y) {
    bool from_item = l->cells.at[from].item != RP_NONE, to_item = l->cells.at[to].item != RP_NONE;
    rp_piece *piece = RP_LIST_ADD(l->arena, &l->pieces);
    RP_HAVE(piece);
    *piece = (rp_piece){from, to, from_y, to_y, from_item && to_item ? 1 : from_item || to_item ? 2 : 8};
    return REFPATH_OK;
}

/* The places kept free for a bond in the layers that it passes, its label in the middle one. */
static refpath_status add_bond(rp_level *l, uint32_t number) {
    const rp_bond *bond = &l->bonds[number];
    uint32_t from = l->items[bond->from].layer, to = l->items[bond->to].layer, last = bond->from;
    uint32_t middle = from + (to - from) / 2;
    int64_t y = bond->from_y;
    for (uint32_t layer = from + 1; layer < to; layer++) {
        bool here = bond->label_h > 0 && layer == middle;
        rp_spot cell = {RP_NONE, number, layer, 0, here ? bond->label_w : 0, here ? bond->label_h : 0, 0};
        uint32_t next;
        if (*l->most_cells == 0) {
            return REFPATH_LIMIT_EXCEEDED;
        }
        (*l->most_cells)--;
        next = add_cell(l, &cell);
        if (next == RP_NONE) {
            return REFPATH_OUT_OF_MEMORY;
        }
        RP_TRY(add_piece(l, last, next, y, cell.h / 2));
        last = next;
        y = cell.h / 2;
    }
    return add_piece(l, last, bond->to, y, bond->to_y);
}

refpath_status rp_level_cells(rp_level *l) {
    l->layer = RP_ARENA_ARRAY(l->arena, uint32_t *, l->n_layers + 1);
    l->layer_n = RP_ARENA_ARRAY(l->arena, uint32_t, l->n_layers + 1);
    RP_HAVE(l->layer);
    RP_HAVE(l->layer_n);
    for (uint32_t i = 0; i < l->n; i++) {
        rp_spot cell = {i, RP_NONE, l->items[i].layer, 0, l->items[i].w, l->items[i].h, 0};
        if (add_cell(l, &cell) == RP_NONE) {
            return REFPATH_OUT_OF_MEMORY;
        }
    }
    for (uint32_t i = 0; i < l->n_bonds; i++) {
        RP_TRY(add_bond(l, i));
    }
    for (uint32_t k = 0; k < l->n_layers; k++) {
        l->layer[k] = RP_ARENA_ARRAY(l->arena, uint32_t, l->layer_n[k] + 1);
        RP_HAVE(l->layer[k]);
        l->layer_n[k] = 0;
    }
    for (uint32_t i = 0; i < l->cells.n; i++) {
        rp_spot *cell = &l->cells.at[i];
        cell->at = l->layer_n[cell->layer];
        l->layer[cell->layer][l->layer_n[cell->layer]++] = i;
    }
    RP_TRY(rp_fan_make(l->arena, l->pieces.at, piece_from, l->pieces.n, l->cells.n, &l->out));
    return rp_fan_make(l->arena, l->pieces.at, piece_to, l->pieces.n, l->cells.n, &l->in);
}

refpath_status rp_level_lay(rp_level *l) {
    RP_TRY(rp_level_layers(l));
    RP_TRY(rp_level_cells(l));
    RP_TRY(rp_level_order(l));
    return rp_level_place(l);
}
