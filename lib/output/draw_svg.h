/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The looks of a picture: shapes and dashes tell kinds apart, colours (safe for the colour-blind) only help. */
#ifndef RP_OUTPUT_DRAW_SVG_H
#define RP_OUTPUT_DRAW_SVG_H

#include "output/layout.h"

typedef enum rp_shape {
    RP_SHAPE_BOX, RP_SHAPE_DOUBLE, RP_SHAPE_ROUND, RP_SHAPE_PILL, RP_SHAPE_HEXAGON, RP_SHAPE_FLAG, RP_SHAPE_CUT, RP_SHAPE_TAB
} rp_shape;

typedef struct rp_look {
    rp_shape shape;
    const char *fill, *stroke, *width, *dash; /* dash NULL: none */
} rp_look;

typedef enum rp_head { RP_HEAD_NONE, RP_HEAD_FULL, RP_HEAD_OPEN, RP_HEAD_DIAMOND } rp_head;

typedef struct rp_stroke {
    const char *colour, *width, *dash;
    rp_head head;
} rp_stroke;

rp_look rp_look_of(const rp_card *box);
const rp_stroke *rp_stroke_of(rp_tie_kind kind);

/* One outline at a place; `rtl` turns those that point somewhere. */
void rp_svg_outline(rp_buffer *b, const rp_look *look, bool rtl, int64_t x, int64_t y, int64_t w, int64_t h);
/* A mark for how a step stands, around a place: to go, to wait, a cross, a tick. */
void rp_svg_mark(rp_buffer *b, rp_mood mood, bool rtl, int64_t x, int64_t y);
/* The line of a tie with its head. */
void rp_svg_way(rp_buffer *b, const rp_stroke *stroke, const rp_point *points, size_t n);

#endif
