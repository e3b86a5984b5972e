/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the two files of leaflets share: leaflet.c finds, leaflet_rows.c writes. */
#ifndef RP_ANALYSE_LEAFLET_PARTS_H
#define RP_ANALYSE_LEAFLET_PARTS_H

#include "decide/path.h"
#include "decide/plan.h"
#include "decide/write_tree.h"

/* The shortest time within which something is due for some child. */
typedef struct rp_need {
    bool needed, timed;
    int64_t within;
    uint32_t clock;
} rp_need;

typedef struct rp_helper {
    uint32_t who, offer; /* offer RP_NONE: plays a role */
    bool certain;
    int64_t time, respond, verified;
    int depth;
    int32_t prefer;
    const rp_hours *hours;
    rp_dd eligible;
    rp_path path;
} rp_helper;

typedef struct rp_finder {
    const refpath_protocol *p;
    uint32_t viewer;
    rp_work w;
    rp_writer o;
    rp_plan plan;
    rp_arena *arena;
    uint32_t sender; /* who calls: RP_NONE where the reader is not one in particular */
    rp_need *aims, *roles;
    rp_tree *root;
} rp_finder;

/* One provider or player in full; and of several the first ones, each once. */
refpath_status rp_leaflet_helpers(rp_finder *f, rp_tree *row, const rp_helper *all, size_t n);
/* Within what time something is due. */
void rp_leaflet_need(rp_finder *f, rp_tree *row, const rp_need *need);

#endif
