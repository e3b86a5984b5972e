/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The order within layers: every cell goes to the middle of its neighbours, to and fro, and the best round counts. */
#include "base/check.h"
#include "output/layout.h"

#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 12, FINE = 256, MOST_TO_SWAP = 6000 };

typedef struct rp_wish {
    int64_t where;
    uint32_t cell, was;
} rp_wish;

static int by_wish(const void *a, const void *b) {
    const rp_wish *x = a, *y = b;
    if (x->where != y->where) {
        return x->where < y->where ? -1 : 1;
    }
    return (x->was > y->was) - (x->was < y->was);
}

/* Where a piece meets a cell, in 256ths of a place. */
static int64_t meets(const rp_level *l, uint32_t cell, int64_t y) {
    const rp_spot *c = &l->cells.at[cell];
    return (int64_t)c->at * FINE + (c->h > 0 ? y * (FINE - 1) / c->h : FINE / 2);
}

/* The middle of a cell's neighbours in the layer before, or after; its own place where it has none. */
static int64_t middle_of(const rp_level *l, uint32_t cell, bool forward) {
    const rp_fan *fan = forward ? &l->in : &l->out;
    int64_t sum = 0, n = 0;
    for (uint32_t k = fan->first[cell]; k < fan->first[cell + 1]; k++) {
        const rp_piece *piece = &l->pieces.at[fan->at[k]];
        sum += forward ? meets(l, piece->from, piece->from_y) : meets(l, piece->to, piece->to_y);
        n++;
    }
    return n > 0 ? sum / n : (int64_t)l->cells.at[cell].at * FINE + FINE / 2;
}

static void sort_layer(rp_level *l, uint32_t layer, bool forward, rp_wish *wishes) {
    uint32_t n = l->layer_n[layer];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t cell = l->layer[layer][i];
        wishes[i] = (rp_wish){middle_of(l, cell, forward), cell, i};
    }
    qsort(wishes, n, sizeof *wishes, by_wish);
    for (uint32_t i = 0; i < n; i++) {
        l->layer[layer][i] = wishes[i].cell;
        l->cells.at[wishes[i].cell].at = i;
    }
}

/* -- crossings ---------------------------------------------------------------------------------------------------- */

typedef struct rp_count_of {
    rp_level *l;
    uint32_t *tree; /* sums over the places of a layer */
    rp_wish *ends;
} rp_count_of;

/* Pieces between a layer and the next that cross: those that arrive before one that left earlier. */
static uint64_t crossings_after(rp_count_of *c, uint32_t layer) {
    rp_level *l = c->l;
    uint32_t places = l->layer_n[layer + 1], n = 0;
    uint64_t crossings = 0;
    memset(c->tree, 0, ((size_t)places + 1) * sizeof *c->tree);
    for (uint32_t i = 0; i < l->layer_n[layer]; i++) {
        uint32_t cell = l->layer[layer][i], m = 0;
        for (uint32_t k = l->out.first[cell]; k < l->out.first[cell + 1]; k++) {
            uint32_t to = l->pieces.at[l->out.at[k]].to;
            c->ends[m++] = (rp_wish){l->cells.at[to].at, to, k};
        }
        for (uint32_t e = 0; e < m; e++) { /* all that left earlier and arrive later */
            uint32_t before = 0;
            for (uint32_t t = (uint32_t)c->ends[e].where + 1; t > 0; t -= t & (0 - t)) {
                before += c->tree[t];
            }
            crossings += n - before;
        }
        for (uint32_t e = 0; e < m; e++, n++) {
            for (uint32_t t = (uint32_t)c->ends[e].where + 1; t <= places; t += t & (0 - t)) {
                c->tree[t]++;
            }
        }
    }
    return crossings;
}

static uint64_t crossings(rp_count_of *c) {
    uint64_t n = 0;
    for (uint32_t layer = 0; layer + 1 < c->l->n_layers; layer++) {
        n += crossings_after(c, layer);
    }
    return n;
}

/* -- neighbours that would better change places --------------------------------------------------------------------- */

/* How many pieces of two neighbours cross on one side while `a` stands before `b`. */
static uint64_t crossings_of(const rp_level *l, uint32_t a, uint32_t b, bool forward) {
    const rp_fan *fan = forward ? &l->out : &l->in;
    uint64_t n = 0;
    for (uint32_t i = fan->first[a]; i < fan->first[a + 1]; i++) {
        const rp_piece *x = &l->pieces.at[fan->at[i]];
        for (uint32_t k = fan->first[b]; k < fan->first[b + 1]; k++) {
            const rp_piece *y = &l->pieces.at[fan->at[k]];
            n += l->cells.at[forward ? x->to : x->from].at > l->cells.at[forward ? y->to : y->from].at;
        }
    }
    return n;
}

static bool swap_in(rp_level *l, uint32_t layer) {
    bool any = false;
    for (uint32_t i = 0; i + 1 < l->layer_n[layer]; i++) {
        uint32_t a = l->layer[layer][i], b = l->layer[layer][i + 1];
        uint64_t now = crossings_of(l, a, b, true) + crossings_of(l, a, b, false);
        if (now > 0 && crossings_of(l, b, a, true) + crossings_of(l, b, a, false) < now) {
            l->layer[layer][i] = b;
            l->layer[layer][i + 1] = a;
            l->cells.at[b].at = i;
            l->cells.at[a].at = i + 1;
            any = true;
        }
    }
    return any;
}

static void swap_neighbours(rp_level *l) {
    bool any = l->cells.n <= MOST_TO_SWAP && l->pieces.n <= MOST_TO_SWAP; /* it takes squares of how many meet */
    for (int round = 0; round < ROUNDS && any; round++) {
        any = false;
        for (uint32_t layer = 0; layer < l->n_layers; layer++) {
            any = swap_in(l, layer) || any;
        }
    }
}

/* -- rounds ------------------------------------------------------------------------------------------------------------ */

static void keep(const rp_level *l, uint32_t *places) {
    for (size_t i = 0; i < l->cells.n; i++) {
        places[i] = l->cells.at[i].at;
    }
}

static void restore(rp_level *l, const uint32_t *places) {
    for (uint32_t i = 0; i < l->cells.n; i++) {
        l->cells.at[i].at = places[i];
        l->layer[l->cells.at[i].layer][places[i]] = i;
    }
}

static void sweep(rp_level *l, bool forward, rp_wish *wishes) {
    for (uint32_t k = 0; k < l->n_layers; k++) {
        sort_layer(l, forward ? k : l->n_layers - 1 - k, forward, wishes);
    }
}

refpath_status rp_level_order(rp_level *l) {
    size_t most = l->cells.n > l->pieces.n ? l->cells.n : l->pieces.n;
    rp_wish *wishes = RP_ARENA_ARRAY(l->arena, rp_wish, most + 1);
    uint32_t *best = RP_ARENA_ARRAY(l->arena, uint32_t, l->cells.n + 1);
    rp_count_of count = {l, RP_ARENA_ARRAY(l->arena, uint32_t, l->cells.n + 2), wishes};
    uint64_t least, now;
    if (!wishes || !best || !count.tree) {
        return REFPATH_OUT_OF_MEMORY;
    }
    keep(l, best);
    least = crossings(&count);
    for (int round = 0; round < ROUNDS && least > 0; round++) {
        sweep(l, round % 2 == 0, wishes);
        now = crossings(&count);
        if (now < least) {
            least = now;
            keep(l, best);
        }
    }
    restore(l, best);
    swap_neighbours(l);
    return REFPATH_OK;
}
