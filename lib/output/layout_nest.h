/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The levels of a picture, as layout_nest.c nests them and layout_parts.c fills them. */
#ifndef RP_OUTPUT_LAYOUT_NEST_H
#define RP_OUTPUT_LAYOUT_NEST_H

#include "output/layout.h"

/* What a bond is a part of, and where it goes on within its items; RP_NONE: it ends there. */
typedef struct rp_course {
    uint32_t tie, from_edge, to_edge;
} rp_course;

/* A level: the boxes that one box holds, or the picture. */
typedef struct rp_frame {
    RP_LIST(rp_item) items;
    RP_LIST(uint32_t) boxes;    /* of items; RP_NONE: a point of the edge */
    RP_LIST(rp_bond) bonds;
    RP_LIST(rp_course) courses; /* of bonds */
    int64_t w, h;
    int64_t x, y; /* of its content in the picture */
} rp_frame;

/*
 * Lays one level out, its items being of known size: what bonds hold together in layers, the rest in columns. `whole`: it is
 * the picture itself.
 */
refpath_status rp_frame_lay(rp_arena *arena, rp_frame *f, bool whole, uint32_t *most_cells);

#endif
