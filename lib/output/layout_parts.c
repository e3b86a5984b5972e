/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The parts of one level: each in layers by itself, then one beside and below the other. */
#include "base/check.h"
#include "output/layout_nest.h"

#include <string.h>

enum { GAP = 22 };

/* Items that bonds hold together; those at the edge all belong to one part. */
typedef struct rp_parts {
    uint32_t *of;     /* per item: its part, parts in the order of their first items */
    uint32_t n, edge; /* edge: the part at the edge; RP_NONE */
    rp_item *size;    /* per part: size and place */
    uint32_t *items;  /* per part: how many */
} rp_parts;

static uint32_t top_of(uint32_t *up, uint32_t i) {
    while (up[i] != i) {
        up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

static void unite(uint32_t *up, uint32_t a, uint32_t b) {
    a = top_of(up, a);
    b = top_of(up, b);
    up[a > b ? a : b] = a > b ? b : a;
}

static refpath_status find_parts(rp_arena *arena, const rp_frame *f, rp_parts *parts) {
    uint32_t *up = RP_ARENA_ARRAY(arena, uint32_t, f->items.n + 1), edge = RP_NONE;
    memset(parts, 0, sizeof *parts);
    parts->of = RP_ARENA_ARRAY(arena, uint32_t, f->items.n + 1);
    parts->size = RP_ARENA_ARRAY(arena, rp_item, f->items.n + 1);
    parts->items = RP_ARENA_ARRAY(arena, uint32_t, f->items.n + 1);
    parts->edge = RP_NONE;
    if (!up || !parts->of || !parts->size || !parts->items) {
        return REFPATH_OUT_OF_MEMORY;
    }
    for (uint32_t i = 0; i < f->items.n; i++) {
        up[i] = i;
    }
    for (size_t i = 0; i < f->bonds.n; i++) {
        unite(up, f->bonds.at[i].from, f->bonds.at[i].to);
    }
    for (uint32_t i = 0; i < f->items.n; i++) {
        if (f->items.at[i].side != RP_SIDE_NONE) {
            unite(up, i, edge == RP_NONE ? i : edge);
            edge = i;
        }
    }
    for (uint32_t i = 0; i < f->items.n; i++) {
        parts->of[i] = top_of(up, i) == i ? parts->n++ : parts->of[top_of(up, i)];
        parts->items[parts->of[i]]++;
    }
    parts->edge = edge == RP_NONE ? RP_NONE : parts->of[edge];
    return REFPATH_OK;
}

/* Lays the items of one part out, and gives its bonds their points; all as if the part stood at 0, 0. */
static refpath_status lay_part(rp_arena *arena, rp_frame *f, rp_parts *parts, uint32_t part, const uint32_t *item_of,
                               const uint32_t *bond_of, size_t n_bonds, uint32_t *number,
                               uint32_t *most_cells) {
    rp_level level = {0};
    size_t k = parts->items[part];
    level.arena = arena;
    level.n = k;
    level.n_bonds = n_bonds;
    level.most_cells = most_cells;
    level.items = RP_ARENA_ARRAY(arena, rp_item, k + 1);
    level.bonds = RP_ARENA_ARRAY(arena, rp_bond, n_bonds + 1);
    RP_HAVE(level.items);
    RP_HAVE(level.bonds);
    for (uint32_t i = 0; i < k; i++) {
        level.items[i] = f->items.at[item_of[i]];
        number[item_of[i]] = i;
    }
    for (size_t i = 0; i < n_bonds; i++) {
        level.bonds[i] = f->bonds.at[bond_of[i]];
        level.bonds[i].from = number[level.bonds[i].from];
        level.bonds[i].to = number[level.bonds[i].to];
    }
    RP_TRY(rp_level_lay(&level));
    for (uint32_t i = 0; i < k; i++) {
        f->items.at[item_of[i]] = level.items[i];
    }
    for (size_t i = 0; i < n_bonds; i++) {
        rp_bond *bond = &f->bonds.at[bond_of[i]];
        bond->points = level.bonds[i].points;
        bond->label_x = level.bonds[i].label_x;
        bond->label_y = level.bonds[i].label_y;
    }
    parts->size[part].w = level.w;
    parts->size[part].h = level.h;
    return REFPATH_OK;
}

static uint32_t item_part(const void *parts, size_t i) { return ((const uint32_t *)parts)[i]; }

/* A bond is of the part of its ends. */
typedef struct rp_bonds_of {
    const rp_bond *bonds;
    const uint32_t *parts; /* per item */
} rp_bonds_of;

static uint32_t bond_part(const void *of, size_t i) {
    const rp_bonds_of *all = of;
    return all->parts[all->bonds[i].from];
}

static refpath_status lay_parts(rp_arena *arena, rp_frame *f, rp_parts *parts, uint32_t *most_cells) {
    const rp_bonds_of all = {f->bonds.at, parts->of};
    uint32_t *number = RP_ARENA_ARRAY(arena, uint32_t, f->items.n + 1);
    rp_fan items, bonds;
    RP_HAVE(number);
    RP_TRY(rp_fan_make(arena, parts->of, item_part, f->items.n, parts->n, &items));
    RP_TRY(rp_fan_make(arena, &all, bond_part, f->bonds.n, parts->n, &bonds));
    for (uint32_t part = 0; part < parts->n; part++) {
        RP_TRY(lay_part(arena, f, parts, part, items.at + items.first[part], bonds.at + bonds.first[part],
                        bonds.first[part + 1] - bonds.first[part], number, most_cells));
    }
    return REFPATH_OK;
}

/* -- parts beside and below one another -------------------------------------------------------------------------------------- */

static int64_t square_root(int64_t of) {
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 30; bit > 0; bit >>= 1) {
        if ((root + bit) * (root + bit) <= of) {
            root += bit;
        }
    }
    return root;
}

static int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

/* How parts stand: one after the other down a column, or along a row, until that is as long as `most`. */
typedef struct rp_packing {
    bool rows;
    int64_t most, w, h;
    uint32_t lines; /* columns or rows */
} rp_packing;

static void pack_lines(const rp_parts *parts, rp_packing *k, bool keep) {
    int64_t along = 0, across = 0, widest = 0;
    k->w = k->h = 0;
    k->lines = 1;
    for (uint32_t i = 0; i < parts->n; i++) {
        rp_item *part = &parts->size[i];
        int64_t length = k->rows ? part->w : part->h, breadth = k->rows ? part->h : part->w;
        if (i == parts->edge) {
            continue;
        }
        if (along > 0 && along + length > k->most) {
            across += widest + GAP;
            along = widest = 0;
            k->lines++;
        }
        if (keep) {
            part->x = k->rows ? along : across;
            part->y = k->rows ? across : along;
        }
        widest = larger(breadth, widest);
        k->w = larger((k->rows ? along : across) + part->w, k->w);
        k->h = larger((k->rows ? across : along) + part->h, k->h);
        along += length + GAP;
    }
}

/* The shortest lines of which there need be no more. */
static void even_out(const rp_parts *parts, rp_packing *k) {
    int64_t least = k->most / 2, most = k->most;
    uint32_t lines;
    pack_lines(parts, k, false);
    lines = k->lines;
    while (least < most) {
        k->most = least + (most - least) / 2;
        pack_lines(parts, k, false);
        if (k->lines > lines) {
            least = k->most + 1;
        } else {
            most = k->most;
        }
    }
    k->most = most;
    pack_lines(parts, k, false);
}

/*
 * In columns or in rows, whichever takes less: the picture as a whole wider than high, as paper is that lies, what stands in
 * it rather higher than wide, for layers follow one another along the line. `top`: what stands above it all.
 */
static void pack(rp_frame *f, rp_parts *parts, int64_t top, bool whole) {
    const int64_t w_counts = whole ? 2 : 5, h_counts = whole ? 3 : 4;
    rp_packing columns = {.rows = false}, rows = {.rows = true}, *best;
    int64_t area = 0;
    for (uint32_t i = 0; i < parts->n; i++) {
        if (i != parts->edge) {
            area += (parts->size[i].w + GAP) * (parts->size[i].h + GAP);
            columns.most = larger(parts->size[i].h, columns.most);
            rows.most = larger(parts->size[i].w, rows.most);
        }
    }
    if (area == 0) {
        return;
    }
    columns.most = larger(square_root(area * w_counts / h_counts), columns.most);
    rows.most = larger(square_root(area * h_counts / w_counts), rows.most);
    even_out(parts, &columns);
    even_out(parts, &rows);
    best = larger(columns.w * w_counts, columns.h * h_counts) <= larger(rows.w * w_counts, rows.h * h_counts) ? &columns : &rows;
    pack_lines(parts, best, true);
    for (uint32_t i = 0; i < parts->n; i++) {
        parts->size[i].y += i == parts->edge ? 0 : top;
    }
    f->w = larger(best->w, f->w);
    f->h = larger(best->h + top, f->h);
}

static void move_points(rp_points *points, int64_t x, int64_t y) {
    for (size_t i = 0; i < points->list.n; i++) {
        points->list.at[i].x += x;
        points->list.at[i].y += y;
    }
}

static void move_to_parts(rp_frame *f, const rp_parts *parts) {
    for (size_t i = 0; i < f->items.n; i++) {
        f->items.at[i].x += parts->size[parts->of[i]].x;
        f->items.at[i].y += parts->size[parts->of[i]].y;
    }
    for (size_t i = 0; i < f->bonds.n; i++) {
        const rp_item *part = &parts->size[parts->of[f->bonds.at[i].from]];
        move_points(&f->bonds.at[i].points, part->x, part->y);
        f->bonds.at[i].label_x += part->x;
        f->bonds.at[i].label_y += part->y;
    }
}

refpath_status rp_frame_lay(rp_arena *arena, rp_frame *f, bool whole, uint32_t *most_cells) {
    rp_parts parts;
    RP_TRY(find_parts(arena, f, &parts));
    RP_TRY(lay_parts(arena, f, &parts, most_cells));
    if (parts.edge != RP_NONE) {
        f->w = parts.size[parts.edge].w;
        f->h = parts.size[parts.edge].h;
    }
    pack(f, &parts, parts.edge != RP_NONE ? f->h + GAP : 0, whole);
    move_to_parts(f, &parts);
    return REFPATH_OK;
}
