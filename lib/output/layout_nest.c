/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Boxes in boxes. Every box that holds others is a level of its own; a tie that leaves it ends, on that level, in a point
 * of its edge, from where the level around leads it on. Sides are settled from the outermost level inwards, sizes and
 * places from the innermost outwards.
 */
#include "base/check.h"
#include "output/layout_nest.h"

#include <stdlib.h>

enum { PAD = 14, MARGIN = 18, TEXT_WIDTH = 220, HEAD_WIDTH = 240, MOST_LINES = 4, PAD_OF_TEXT = 9 };

/* A tie's part on one level. */
typedef struct rp_leg {
    uint32_t frame;
    uint32_t bond;       /* on that level */
    struct rp_leg *next; /* of the same tie, from its beginning to its end */
} rp_leg;

typedef struct rp_nest {
    rp_picture *p;
    rp_arena *arena;
    rp_frame *frames; /* per box, and last the picture's */
    uint32_t root;
    uint32_t *place;  /* of a box: its item on the level that holds it */
    rp_leg **before, **after; /* per tie: legs up to its outermost level, that one included, and those after it */
    uint32_t most_cells;
} rp_nest;

static uint32_t holder_of(const rp_nest *n, uint32_t box) {
    uint32_t in = n->p->boxes.at[box].in;
    return in == RP_NONE ? n->root : in;
}

/* The box on the level of `frame` that `box` is, or is in. */
static uint32_t child_towards(const rp_nest *n, uint32_t frame, uint32_t box) {
    while (holder_of(n, box) != frame) {
        box = holder_of(n, box);
    }
    return box;
}

/* -- legs --------------------------------------------------------------------------------------------------------------- */

static refpath_status add_item(rp_nest *n, uint32_t frame, rp_side side, uint32_t box, uint32_t *number) {
    rp_frame *f = &n->frames[frame];
    rp_item *item = RP_LIST_ADD(n->arena, &f->items);
    uint32_t *slot = RP_LIST_ADD(n->arena, &f->boxes);
    RP_HAVE(item);
    RP_HAVE(slot);
    item->side = side;
    *slot = box;
    *number = (uint32_t)(f->items.n - 1);
    return REFPATH_OK;
}

static refpath_status add_leg(rp_nest *n, uint32_t frame, uint32_t tie, uint32_t from, uint32_t to, bool flipped,
                              bool labelled, bool first) {
    rp_frame *f = &n->frames[frame];
    rp_bond *bond = RP_LIST_ADD(n->arena, &f->bonds);
    rp_course *course = RP_LIST_ADD(n->arena, &f->courses);
    rp_leg *leg = RP_ARENA_NEW(n->arena, rp_leg), **end;
    if (!bond || !course || !leg) {
        return REFPATH_OUT_OF_MEMORY;
    }
    bond->from = from;
    bond->to = to;
    bond->flipped = flipped;
    if (labelled) {
        bond->label_w = n->p->ties.at[tie].w;
        bond->label_h = n->p->ties.at[tie].h;
    }
    *course = (rp_course){tie, RP_NONE, RP_NONE};
    *leg = (rp_leg){frame, (uint32_t)(f->bonds.n - 1), NULL};
    if (first) { /* each level further in comes earlier on the tie */
        leg->next = n->before[tie];
        n->before[tie] = leg;
        return REFPATH_OK;
    }
    end = &n->after[tie];
    while (*end) {
        end = &(*end)->next;
    }
    *end = leg;
    return REFPATH_OK;
}

/* The leg on the outermost level of a tie. */
static refpath_status add_outermost(rp_nest *n, uint32_t number) {
    const rp_tie *tie = &n->p->ties.at[number];
    uint32_t around = rp_picture_around(n->p, tie->from, tie->to), frame = around == RP_NONE ? n->root : around, from, to;
    /* A box and one that it holds: the tie begins, or ends, at the edge. */
    from = n->place[frame == tie->from ? frame : child_towards(n, frame, tie->from)];
    to = n->place[frame == tie->to ? frame : child_towards(n, frame, tie->to)];
    if (frame == tie->from) {
        RP_TRY(add_item(n, frame, RP_SIDE_START, RP_NONE, &from));
    } else if (frame == tie->to) {
        RP_TRY(add_item(n, frame, RP_SIDE_END, RP_NONE, &to));
    }
    return add_leg(n, frame, number, from, to, false, tie->h > 0, true);
}

/* Where a bond ends at a box but its tie ends further in, the level within has a leg from its edge. */
static refpath_status lead_in(rp_nest *n, uint32_t frame, uint32_t bond_number, bool at_from) {
    const rp_bond bond = n->frames[frame].bonds.at[bond_number];
    uint32_t tie_number = n->frames[frame].courses.at[bond_number].tie;
    const rp_tie *tie = &n->p->ties.at[tie_number];
    uint32_t box = n->frames[frame].boxes.at[at_from ? bond.from : bond.to];
    bool tie_begins = at_from != bond.flipped; /* this end is that where the tie begins */
    uint32_t end = tie_begins ? tie->from : tie->to, edge, inner;
    if (box == RP_NONE || box == end) {
        return REFPATH_OK;
    }
    RP_TRY(add_item(n, box, at_from ? RP_SIDE_END : RP_SIDE_START, RP_NONE, &edge));
    *(at_from ? &n->frames[frame].courses.at[bond_number].from_edge : &n->frames[frame].courses.at[bond_number].to_edge) = edge;
    inner = n->place[child_towards(n, box, end)];
    return add_leg(n, box, tie_number, at_from ? inner : edge, at_from ? edge : inner, bond.flipped, false, tie_begins);
}

static refpath_status settle_sides(rp_nest *n, uint32_t frame) {
    rp_frame *f = &n->frames[frame];
    RP_TRY(rp_level_uncircle(n->arena, f->items.n, f->bonds.at, f->bonds.n));
    for (uint32_t i = 0; i < f->bonds.n; i++) {
        RP_TRY(lead_in(n, frame, i, true));
        RP_TRY(lead_in(n, frame, i, false));
    }
    return REFPATH_OK;
}

/* -- one level ------------------------------------------------------------------------------------------------------------ */

/* Where a bond meets an item, below its top: half-way, or where the level within leads out; several beside one another. */
static int64_t meeting(const rp_nest *n, const rp_frame *f, uint32_t item, uint32_t edge, int64_t beside) {
    uint32_t box = f->boxes.at[item];
    int64_t half = f->items.at[item].h / 2;
    if (edge != RP_NONE) {
        return n->p->boxes.at[box].head + n->frames[box].items.at[edge].y;
    }
    return beside > half - 4 ? half : beside < 4 - half ? half : half + beside;
}

typedef struct rp_pair {
    uint64_t ends;
    uint32_t bond;
} rp_pair;

static int by_ends(const void *a, const void *b) {
    const rp_pair *x = a, *y = b;
    if (x->ends != y->ends) {
        return x->ends < y->ends ? -1 : 1;
    }
    return (x->bond > y->bond) - (x->bond < y->bond);
}

/* Bonds of the same two items run beside one another. */
static refpath_status settle_meetings(rp_nest *n, rp_frame *f) {
    rp_pair *pairs = RP_ARENA_ARRAY(n->arena, rp_pair, f->bonds.n + 1);
    RP_HAVE(pairs);
    for (uint32_t i = 0; i < f->bonds.n; i++) {
        pairs[i] = (rp_pair){(uint64_t)f->bonds.at[i].from << 32 | f->bonds.at[i].to, i};
    }
    qsort(pairs, f->bonds.n, sizeof *pairs, by_ends);
    for (size_t i = 0, m; i < f->bonds.n; i += m) {
        for (m = 1; i + m < f->bonds.n && pairs[i + m].ends == pairs[i].ends;) {
            m++;
        }
        for (size_t k = 0; k < m; k++) {
            rp_bond *bond = &f->bonds.at[pairs[i + k].bond];
            const rp_course *course = &f->courses.at[pairs[i + k].bond];
            int64_t beside = (2 * (int64_t)k - (int64_t)(m - 1)) * 5;
            bond->from_y = meeting(n, f, bond->from, course->from_edge, beside);
            bond->to_y = meeting(n, f, bond->to, course->to_edge, beside);
        }
    }
    return REFPATH_OK;
}

static refpath_status lay_frame(rp_nest *n, uint32_t frame);

/* The sizes of what a level holds. */
static refpath_status size_items(rp_nest *n, rp_frame *f) {
    for (uint32_t i = 0; i < f->items.n; i++) {
        uint32_t number = f->boxes.at[i];
        if (number != RP_NONE) {
            rp_card *box = &n->p->boxes.at[number];
            if (box->frame) {
                RP_TRY(lay_frame(n, number));
            }
            f->items.at[i].w = box->w;
            f->items.at[i].h = box->h;
        }
    }
    return REFPATH_OK;
}

static void size_box(rp_nest *n, uint32_t frame) {
    rp_card *box = &n->p->boxes.at[frame];
    rp_frame *f = &n->frames[frame];
    box->w = f->w + 2 * PAD;
    box->h = box->head + f->h + PAD;
}

/* The edge is as far from the content as its padding: what leads there is drawn on. */
static void reach_edge(rp_frame *f) {
    for (size_t i = 0; i < f->bonds.n; i++) {
        rp_points *points = &f->bonds.at[i].points;
        if (points->list.n > 0 && f->items.at[f->bonds.at[i].from].side == RP_SIDE_START) {
            points->list.at[0].x = -PAD;
        }
        if (points->list.n > 0 && f->items.at[f->bonds.at[i].to].side == RP_SIDE_END) {
            points->list.at[points->list.n - 1].x = f->w + PAD;
        }
    }
}

/* A title over the content, as wide as it may be. */
static void head_box(rp_nest *n, uint32_t frame) {
    rp_card *box = &n->p->boxes.at[frame];
    rp_frame *f = &n->frames[frame];
    int64_t w, h;
    rp_wrap(n->p, &box->said, f->w > HEAD_WIDTH ? f->w : HEAD_WIDTH, MOST_LINES, &box->lines);
    rp_lines_size(&box->lines, &w, &h);
    box->head = h + 2 * PAD_OF_TEXT;
    f->w = w > f->w ? w : f->w;
}

static refpath_status lay_frame(rp_nest *n, uint32_t frame) {
    rp_frame *f = &n->frames[frame];
    RP_TRY(settle_sides(n, frame));
    RP_TRY(size_items(n, f));
    RP_TRY(settle_meetings(n, f));
    RP_TRY(rp_frame_lay(n->arena, f, frame == n->root, &n->most_cells));
    if (frame != n->root) {
        head_box(n, frame);
        size_box(n, frame);
    }
    reach_edge(f);
    return REFPATH_OK;
}

/* -- the picture ------------------------------------------------------------------------------------------------------------- */

static void size_leaf(rp_nest *n, rp_card *box) {
    rp_wrap(n->p, &box->said, TEXT_WIDTH, MOST_LINES, &box->lines);
    rp_lines_size(&box->lines, &box->w, &box->h);
    box->w += 2 * PAD_OF_TEXT + (box->mood == RP_MOOD_NONE ? 12 : 30); /* the shapes take some at their ends, and a mark */
    box->h += 2 * PAD_OF_TEXT;
}

static refpath_status begin(rp_nest *n, rp_picture *p) {
    size_t boxes = p->boxes.n;
    *n = (rp_nest){.p = p, .arena = p->arena, .root = (uint32_t)boxes, .most_cells = RP_MOST_CELLS};
    n->frames = RP_ARENA_ARRAY(n->arena, rp_frame, boxes + 1);
    n->place = RP_ARENA_ARRAY(n->arena, uint32_t, boxes + 1);
    n->before = RP_ARENA_ARRAY(n->arena, rp_leg *, p->ties.n + 1);
    n->after = RP_ARENA_ARRAY(n->arena, rp_leg *, p->ties.n + 1);
    if (!n->frames || !n->place || !n->before || !n->after) {
        return REFPATH_OUT_OF_MEMORY;
    }
    for (uint32_t i = 0; i < boxes; i++) {
        rp_card *box = &p->boxes.at[i];
        if (box->unseen) {
            continue;
        }
        if (rp_picture_depth(p, i) > RP_MOST_NESTING) {
            return REFPATH_LIMIT_EXCEEDED;
        }
        RP_TRY(add_item(n, holder_of(n, i), RP_SIDE_NONE, i, &n->place[i]));
        if (!box->frame) {
            size_leaf(n, box);
        }
    }
    return REFPATH_OK;
}

static void label_tie(rp_picture *p, rp_tie *tie) {
    rp_captions said = {0};
    rp_caption one = {tie->label, RP_WEIGHT_FAINT};
    if (tie->label && *tie->label) {
        said.list.at = &one;
        said.list.n = 1;
        rp_wrap(p, &said, TEXT_WIDTH, MOST_LINES, &tie->lines);
        rp_lines_size(&tie->lines, &tie->w, &tie->h);
        tie->w += 8;
        tie->h += 4;
    }
}

/* From the outermost level in: what holds others stands before them in the list of boxes. */
static void move_boxes(rp_nest *n) {
    n->frames[n->root].x = MARGIN;
    n->frames[n->root].y = MARGIN;
    for (uint32_t i = 0; i < n->p->boxes.n; i++) {
        rp_card *box = &n->p->boxes.at[i];
        const rp_frame *f = &n->frames[holder_of(n, i)];
        if (!box->unseen) {
            box->x = f->x + f->items.at[n->place[i]].x;
            box->y = f->y + f->items.at[n->place[i]].y;
            n->frames[i].x = box->x + PAD;
            n->frames[i].y = box->y + box->head;
        }
    }
}

static refpath_status add_leg_points(rp_nest *n, rp_tie *tie, const rp_leg *leg) {
    const rp_frame *f = &n->frames[leg->frame];
    const rp_bond *bond = &f->bonds.at[leg->bond];
    size_t m = bond->points.list.n;
    for (size_t i = 0; i < m; i++) {
        rp_point at = bond->points.list.at[bond->flipped ? m - 1 - i : i], *point, *last;
        at.x += f->x;
        at.y += f->y;
        last = tie->points.list.n > 0 ? &tie->points.list.at[tie->points.list.n - 1] : NULL;
        if (last && last->x == at.x && last->y == at.y) {
            continue;
        }
        point = RP_LIST_ADD(n->arena, &tie->points.list);
        RP_HAVE(point);
        *point = at;
    }
    if (bond->label_h > 0) {
        tie->x = f->x + bond->label_x;
        tie->y = f->y + bond->label_y;
    }
    return REFPATH_OK;
}

static refpath_status draw_ties(rp_nest *n) {
    for (uint32_t i = 0; i < n->p->ties.n; i++) {
        rp_tie *tie = &n->p->ties.at[i];
        for (const rp_leg *leg = n->before[i]; leg; leg = leg->next) {
            RP_TRY(add_leg_points(n, tie, leg));
        }
        for (const rp_leg *leg = n->after[i]; leg; leg = leg->next) {
            RP_TRY(add_leg_points(n, tie, leg));
        }
    }
    return REFPATH_OK;
}

refpath_status rp_layout(rp_picture *p) {
    rp_nest n;
    if (p->boxes.n > RP_MOST_BOXES) {
        return REFPATH_LIMIT_EXCEEDED;
    }
    RP_TRY(begin(&n, p));
    for (uint32_t i = 0; i < p->ties.n; i++) {
        rp_tie *tie = &p->ties.at[i];
        if (!tie->unseen) {
            label_tie(p, tie);
            RP_TRY(add_outermost(&n, i));
        }
    }
    RP_TRY(lay_frame(&n, n.root));
    move_boxes(&n);
    RP_TRY(draw_ties(&n));
    p->w = n.frames[n.root].w + 2 * MARGIN;
    p->h = n.frames[n.root].h + 2 * MARGIN;
    return p->t->page.status;
}
