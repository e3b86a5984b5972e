/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Places: layers follow one another, and in each layer the cells, whose order is settled, come as near as they can to
 * where their ties would be level. For one layer that is solved exactly: cells that would push one another become a block
 * that stands at the mean of its wishes.
 */
#include "base/check.h"
#include "output/layout.h"

enum { ROUNDS = 8, GAP = 16, GAP_OF_TIES = 10, LEAST_WAY = 36, MOST_WAY = 110 };

typedef struct rp_block {
    int64_t sum, weight, y; /* y: the mean, rounded down */
    uint32_t n;
} rp_block;

static int64_t floor_of(int64_t sum, int64_t by) {
    return sum >= 0 ? sum / by : -((-sum + by - 1) / by);
}

static int64_t gap_after(const rp_spot *cell, const rp_spot *next) {
    return cell->item == RP_NONE || next->item == RP_NONE ? GAP_OF_TIES : GAP;
}

/* What a cell wishes, by the pieces on one side. */
static void add_wishes(const rp_level *l, uint32_t cell, bool before, int64_t *sum, int64_t *weight) {
    const rp_fan *fan = before ? &l->in : &l->out;
    for (uint32_t k = fan->first[cell]; k < fan->first[cell + 1]; k++) {
        const rp_piece *p = &l->pieces.at[fan->at[k]];
        int64_t y = before ? l->cells.at[p->from].y + p->from_y - p->to_y : l->cells.at[p->to].y + p->to_y - p->from_y;
        *sum += y * p->weight;
        *weight += p->weight;
    }
}

static void place_layer(rp_level *l, uint32_t layer, bool before, bool after, rp_block *blocks) {
    size_t n = 0;
    int64_t down = 0; /* how far below the first cell this one must be */
    uint32_t i = 0;
    for (; i < l->layer_n[layer]; i++) {
        uint32_t number = l->layer[layer][i];
        rp_spot *cell = &l->cells.at[number];
        int64_t sum = 0, weight = 0;
        if (before) {
            add_wishes(l, number, true, &sum, &weight);
        }
        if (after) {
            add_wishes(l, number, false, &sum, &weight);
        }
        if (weight == 0) {
            sum = cell->y;
            weight = 1;
        }
        blocks[n] = (rp_block){sum - down * weight, weight, 0, 1};
        blocks[n].y = floor_of(blocks[n].sum, blocks[n].weight);
        n++;
        while (n > 1 && blocks[n - 2].y > blocks[n - 1].y) {
            blocks[n - 2].sum += blocks[n - 1].sum;
            blocks[n - 2].weight += blocks[n - 1].weight;
            blocks[n - 2].n += blocks[n - 1].n;
            blocks[n - 2].y = floor_of(blocks[n - 2].sum, blocks[n - 2].weight);
            n--;
        }
        if (i + 1 < l->layer_n[layer]) {
            down += cell->h + gap_after(cell, &l->cells.at[l->layer[layer][i + 1]]);
        }
    }
    down = 0;
    i = 0;
    for (size_t b = 0; b < n; b++) {
        for (uint32_t k = 0; k < blocks[b].n; k++, i++) {
            rp_spot *cell = &l->cells.at[l->layer[layer][i]];
            cell->y = blocks[b].y + down;
            if (i + 1 < l->layer_n[layer]) {
                down += cell->h + gap_after(cell, &l->cells.at[l->layer[layer][i + 1]]);
            }
        }
    }
}

static void place_down(rp_level *l, rp_block *blocks) {
    for (uint32_t k = 0; k < l->n_layers; k++) {
        int64_t y = 0;
        for (uint32_t i = 0; i < l->layer_n[k]; i++) {
            rp_spot *cell = &l->cells.at[l->layer[k][i]];
            cell->y = y;
            y += cell->h + GAP;
        }
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t k = 1; k < l->n_layers; k++) {
            place_layer(l, k, true, false, blocks);
        }
        for (uint32_t k = l->n_layers; k-- > 1;) {
            place_layer(l, k - 1, false, true, blocks);
        }
    }
    for (int round = 0; round < 2; round++) {
        for (uint32_t k = 0; k < l->n_layers; k++) {
            place_layer(l, k, true, true, blocks);
        }
    }
}

/* -- along the line -------------------------------------------------------------------------------------------------- */

typedef struct rp_columns {
    int64_t *start, *end; /* per layer */
} rp_columns;

/* The room between a layer and the next: more where ties must climb far. */
static int64_t way_after(const rp_level *l, uint32_t layer) {
    int64_t farthest = 0, way;
    for (uint32_t i = 0; i < l->layer_n[layer]; i++) {
        uint32_t cell = l->layer[layer][i];
        for (uint32_t k = l->out.first[cell]; k < l->out.first[cell + 1]; k++) {
            const rp_piece *p = &l->pieces.at[l->out.at[k]];
            int64_t far = l->cells.at[p->to].y + p->to_y - (l->cells.at[cell].y + p->from_y);
            far = far < 0 ? -far : far;
            farthest = far > farthest ? far : farthest;
        }
    }
    way = LEAST_WAY + farthest / 8;
    return way > MOST_WAY ? MOST_WAY : way;
}

static void place_along(rp_level *l, const rp_columns *c) {
    int64_t x = 0;
    for (uint32_t k = 0; k < l->n_layers; k++) {
        int64_t w = 0;
        for (uint32_t i = 0; i < l->layer_n[k]; i++) {
            const rp_spot *cell = &l->cells.at[l->layer[k][i]];
            w = cell->w > w ? cell->w : w;
        }
        c->start[k] = x;
        c->end[k] = x + w;
        l->w = x + w;
        x += w + way_after(l, k);
    }
}

/* -- points ------------------------------------------------------------------------------------------------------------ */

static refpath_status add_point(rp_level *l, rp_bond *bond, int64_t x, int64_t y) {
    rp_points *to = &bond->points;
    rp_point *point;
    if (to->list.n > 0 && to->list.at[to->list.n - 1].x == x && to->list.at[to->list.n - 1].y == y) {
        return REFPATH_OK;
    }
    point = RP_LIST_ADD(l->arena, &to->list);
    RP_HAVE(point);
    *point = (rp_point){x, y};
    return REFPATH_OK;
}

/* From the end of one item, level through each column, to the start of the other. */
static refpath_status draw_bond(rp_level *l, const rp_columns *c, uint32_t number, uint32_t piece) {
    rp_bond *bond = &l->bonds[number];
    const rp_item *from = &l->items[bond->from];
    int64_t y = from->y + bond->from_y;
    RP_TRY(add_point(l, bond, from->x + from->w, y));
    RP_TRY(add_point(l, bond, c->end[from->layer], y));
    for (uint32_t cell = l->pieces.at[piece].to; l->cells.at[cell].item == RP_NONE;
         cell = l->pieces.at[l->out.at[l->out.first[cell]]].to) {
        const rp_spot *kept = &l->cells.at[cell];
        y = kept->y + kept->h / 2;
        RP_TRY(add_point(l, bond, c->start[kept->layer], y));
        RP_TRY(add_point(l, bond, c->end[kept->layer], y));
        if (kept->h > 0) {
            bond->label_x = c->start[kept->layer];
            bond->label_y = kept->y;
        }
    }
    return add_point(l, bond, l->items[bond->to].x, l->items[bond->to].y + bond->to_y);
}

static refpath_status draw_bonds(rp_level *l, const rp_columns *c) {
    uint32_t *first = RP_ARENA_ARRAY(l->arena, uint32_t, l->n_bonds + 1), piece = 0;
    RP_HAVE(first);
    for (uint32_t i = 0; i < l->n_bonds; i++) { /* pieces were made bond after bond */
        first[i] = piece;
        piece += l->items[l->bonds[i].to].layer - l->items[l->bonds[i].from].layer;
    }
    for (uint32_t i = 0; i < l->n_bonds; i++) {
        RP_TRY(draw_bond(l, c, i, first[i]));
    }
    return REFPATH_OK;
}

refpath_status rp_level_place(rp_level *l) {
    rp_block *blocks = RP_ARENA_ARRAY(l->arena, rp_block, l->cells.n + 1);
    rp_columns c = {RP_ARENA_ARRAY(l->arena, int64_t, l->n_layers + 1), RP_ARENA_ARRAY(l->arena, int64_t, l->n_layers + 1)};
    int64_t top = INT64_MAX;
    if (!blocks || !c.start || !c.end) {
        return REFPATH_OUT_OF_MEMORY;
    }
    place_down(l, blocks);
    for (size_t i = 0; i < l->cells.n; i++) {
        top = l->cells.at[i].y < top ? l->cells.at[i].y : top;
    }
    l->h = 0;
    for (size_t i = 0; i < l->cells.n; i++) {
        rp_spot *cell = &l->cells.at[i];
        cell->y -= top;
        l->h = cell->y + cell->h > l->h ? cell->y + cell->h : l->h;
    }
    place_along(l, &c);
    for (size_t i = 0; i < l->n; i++) {
        l->items[i].x = c.start[l->items[i].layer];
        l->items[i].y = l->cells.at[i].y;
    }
    return draw_bonds(l, &c);
}
