/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Where things stand in a picture. Boxes stand in layers from the start of a line to its end, ties run from layer to
 * layer and pass boxes by in places kept free for them, so that no box lies on another and no tie runs through one.
 * Whole numbers and fixed numbers of rounds alone: the same picture on every machine. Bounded: past RP_MOST_CELLS there is
 * no picture but REFPATH_LIMIT_EXCEEDED.
 */
#ifndef RP_OUTPUT_LAYOUT_H
#define RP_OUTPUT_LAYOUT_H

#include "output/draw_picture.h"

#define RP_MOST_CELLS 300000u
#define RP_MOST_BOXES 20000u
#define RP_MOST_NESTING 32u

/* Sets sizes and places of all boxes that are seen, the ways of all ties, and the size of the picture. */
refpath_status rp_layout(rp_picture *p);

/* -- text (layout_text.c) -- */

/* Letters are 13 units high, those of faint lines 11. Widths are guessed on the safe side, by script. */
int64_t rp_text_size(rp_weight weight);
int64_t rp_line_height(rp_weight weight);
int64_t rp_text_width(const char *text, size_t n, rp_weight weight);
/* Captions as lines of at most `width`; a caption that needs more than `most` lines ends in an ellipsis. */
void rp_wrap(rp_picture *p, const rp_captions *said, int64_t width, size_t most, rp_captions *lines);
/* The size of lines one under the other. */
void rp_lines_size(const rp_captions *lines, int64_t *w, int64_t *h);

/* -- one level (layout_layers.c, layout_order.c, layout_place.c) -- */

typedef enum rp_side { RP_SIDE_NONE, RP_SIDE_START, RP_SIDE_END } rp_side;

typedef struct rp_item {
    int64_t w, h;
    rp_side side; /* a point where a tie enters or leaves at the edge of the level */
    uint32_t layer;
    int64_t x, y; /* found */
} rp_item;

typedef struct rp_bond {
    uint32_t from, to;      /* items, along the flow */
    bool flipped;           /* it runs against its tie */
    int64_t from_y, to_y;   /* where it leaves and arrives, below the top of the item */
    int64_t label_w, label_h; /* 0: none */
    rp_points points;       /* found, along the flow */
    int64_t label_x, label_y; /* found */
} rp_bond;

typedef struct rp_spot {
    uint32_t item, bond; /* an item, or else a place kept free for a bond */
    uint32_t layer, at;  /* its place in the layer */
    int64_t w, h, y;
} rp_spot;

/* A bond's part between two neighbouring layers. */
typedef struct rp_piece {
    uint32_t from, to; /* cells */
    int64_t from_y, to_y;
    int64_t weight;    /* how much it wants to be level */
} rp_piece;

/* Numbers by a key: those of key k are at[first[k]] up to at[first[k + 1]]. */
typedef struct rp_fan {
    uint32_t *first, *at;
} rp_fan;

typedef struct rp_level {
    rp_arena *arena;
    rp_item *items;
    size_t n;
    rp_bond *bonds;
    size_t n_bonds;
    int64_t w, h; /* found */
    uint32_t *most_cells; /* left of the budget */
    /* In the making. */
    uint32_t n_layers;
    RP_LIST(rp_spot) cells;
    RP_LIST(rp_piece) pieces;
    uint32_t **layer;  /* per layer: its cells in order */
    uint32_t *layer_n;
    rp_fan out, in; /* pieces by cell */
} rp_level;

/* Turns bonds so that none closes a circle. */
refpath_status rp_level_uncircle(rp_arena *arena, size_t n, rp_bond *bonds, size_t n_bonds);
/* Finds places for items and bonds; no bond closes a circle, or joins an item with itself. */
refpath_status rp_level_lay(rp_level *l);

/* The key of the i-th of something. */
typedef uint32_t (*rp_key_of)(const void *all, size_t i);
/* Numbers 0 to n - 1 by the key of each, which is below n_keys; those of one key in order. */
refpath_status rp_fan_make(rp_arena *arena, const void *all, rp_key_of key, size_t n, size_t n_keys, rp_fan *fan);

refpath_status rp_level_layers(rp_level *l);
refpath_status rp_level_cells(rp_level *l);
refpath_status rp_level_order(rp_level *l);
refpath_status rp_level_place(rp_level *l);

#endif
