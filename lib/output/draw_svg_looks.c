/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/draw_svg.h"

static const rp_look looks[RP_BOX_KINDS] = {
    {RP_SHAPE_DOUBLE, "#d6e9f8", "#00558c", "2", NULL},     /* holder */
    {RP_SHAPE_BOX, "#ffffff", "#333333", "1.2", NULL},      /* actor */
    {RP_SHAPE_HEXAGON, "#fde9c8", "#8a5000", "2", NULL},    /* gatekeeper */
    {RP_SHAPE_PILL, "#ffffff", "#333333", "1.2", NULL},     /* party */
    {RP_SHAPE_PILL, "#efefef", "#333333", "1.2", NULL},     /* role */
    {RP_SHAPE_BOX, "#f6f6f6", "#777777", "1", NULL},        /* group */
    {RP_SHAPE_HEXAGON, "#fff7ea", "#8a5000", "1.6", "6 3"}, /* interface */
    {RP_SHAPE_TAB, "#f6f6f6", "#777777", "1", NULL},        /* pathway */
    {RP_SHAPE_ROUND, "#ffffff", "#333333", "1.2", NULL},    /* service */
    {RP_SHAPE_FLAG, "#ffffff", "#333333", "1.2", NULL},     /* inform */
    {RP_SHAPE_CUT, "#ffffff", "#333333", "1.2", NULL},      /* act */
};

static const struct {
    const char *fill, *stroke, *width;
} moods[RP_MOODS] = {
    {NULL, NULL, NULL},
    {"#d9f0e6", "#00694e", "1.6"},
    {"#fff6cc", "#7a6a00", "1.6"},
    {"#fbe0d3", "#9c3f00", "3"},
    {"#e0e0e0", "#555555", "1"},
};

rp_look rp_look_of(const rp_card *box) {
    rp_look look = looks[box->kind];
    if (box->mood != RP_MOOD_NONE) {
        look.fill = moods[box->mood].fill;
        look.stroke = moods[box->mood].stroke;
        look.width = moods[box->mood].width;
    }
    if (box->dashed) {
        look.dash = "5 4";
    }
    return look;
}

static const rp_stroke strokes[RP_TIE_KINDS] = {
    {"#00558c", "2", NULL, RP_HEAD_FULL},       /* contact */
    {"#333333", "1.2", NULL, RP_HEAD_FULL},     /* gives */
    {"#333333", "1.4", "7 4", RP_HEAD_OPEN},    /* after */
    {"#333333", "1.6", "2 3", RP_HEAD_NONE},    /* visit */
    {"#9c3f00", "1.6", "9 3 2 3", RP_HEAD_OPEN}, /* escalate */
    {"#00558c", "2.6", NULL, RP_HEAD_OPEN},     /* from */
    {"#00558c", "2.6", NULL, RP_HEAD_FULL},     /* to */
    {"#8a5000", "1.4", "7 4", RP_HEAD_NONE},    /* through */
    {"#777777", "1", "2 3", RP_HEAD_OPEN},      /* plays */
    {"#777777", "1", NULL, RP_HEAD_NONE},       /* in */
    {"#777777", "1", NULL, RP_HEAD_DIAMOND},    /* part of */
};

const rp_stroke *rp_stroke_of(rp_tie_kind kind) { return &strokes[kind]; }

/* -- outlines ------------------------------------------------------------------------------------------------------ */

static void add_named(rp_buffer *b, const char *before, int64_t value) {
    rp_buffer_text(b, before);
    rp_buffer_number(b, value);
}

static void add(rp_buffer *b, const char *before, int64_t x, int64_t y) {
    add_named(b, before, x);
    add_named(b, " ", y);
}

static void add_attributes(rp_buffer *b, const rp_look *look) {
    rp_buffer_text(b, " fill=\"");
    rp_buffer_text(b, look->fill);
    rp_buffer_text(b, "\" stroke=\"");
    rp_buffer_text(b, look->stroke);
    rp_buffer_text(b, "\" stroke-width=\"");
    rp_buffer_text(b, look->width);
    if (look->dash) {
        rp_buffer_text(b, "\" stroke-dasharray=\"");
        rp_buffer_text(b, look->dash);
    }
    rp_buffer_text(b, "\"/>");
}

static void add_rectangle(rp_buffer *b, const rp_look *look, int64_t x, int64_t y, int64_t w, int64_t h, int64_t round) {
    add_named(b, "<rect x=\"", x);
    add_named(b, "\" y=\"", y);
    add_named(b, "\" width=\"", w);
    add_named(b, "\" height=\"", h);
    add_named(b, "\" rx=\"", round);
    rp_buffer_char(b, '"');
    add_attributes(b, look);
}

/* A polygon from corners given as steps from the start of the line, which `rtl` turns about. */
static void add_corners(rp_buffer *b, const rp_look *look, bool rtl, int64_t x, int64_t y, int64_t w,
                        const rp_point *corners, size_t n) {
    rp_buffer_text(b, "<path d=\"");
    for (size_t i = 0; i < n; i++) {
        add(b, i == 0 ? "M" : " L", rtl ? x + w - corners[i].x : x + corners[i].x, y + corners[i].y);
    }
    rp_buffer_text(b, " Z\"");
    add_attributes(b, look);
}

void rp_svg_outline(rp_buffer *b, const rp_look *look, bool rtl, int64_t x, int64_t y, int64_t w, int64_t h) {
    const rp_point hexagon[] = {{8, 0}, {w - 8, 0}, {w, h / 2}, {w - 8, h}, {8, h}, {0, h / 2}};
    const rp_point flag[] = {{0, 0}, {w - 10, 0}, {w, h / 2}, {w - 10, h}, {0, h}};
    const rp_point cut[] = {{7, 0}, {w - 7, 0}, {w, 7}, {w, h - 7}, {w - 7, h}, {7, h}, {0, h - 7}, {0, 7}};
    const rp_look inner = {look->shape, "none", look->stroke, "1", NULL};
    switch (look->shape) {
    case RP_SHAPE_BOX: add_rectangle(b, look, x, y, w, h, 2); break;
    case RP_SHAPE_TAB: add_rectangle(b, look, x, y, w, h, 6); break;
    case RP_SHAPE_ROUND: add_rectangle(b, look, x, y, w, h, 9); break;
    case RP_SHAPE_PILL: add_rectangle(b, look, x, y, w, h, h / 2 < 18 ? h / 2 : 18); break;
    case RP_SHAPE_DOUBLE:
        add_rectangle(b, look, x, y, w, h, 2);
        add_rectangle(b, &inner, x + 4, y + 4, w - 8, h - 8, 1);
        break;
    case RP_SHAPE_HEXAGON: add_corners(b, look, rtl, x, y, w, hexagon, sizeof hexagon / sizeof *hexagon); break;
    case RP_SHAPE_FLAG: add_corners(b, look, rtl, x, y, w, flag, sizeof flag / sizeof *flag); break;
    case RP_SHAPE_CUT: add_corners(b, look, rtl, x, y, w, cut, sizeof cut / sizeof *cut); break;
    }
}

void rp_svg_mark(rp_buffer *b, rp_mood mood, bool rtl, int64_t x, int64_t y) {
    const int64_t on = rtl ? -1 : 1;
    if (mood == RP_MOOD_NONE) {
        return;
    }
    rp_buffer_text(b, "<path d=\"");
    switch (mood) {
    case RP_MOOD_GOOD:
        add(b, "M", x - 4 * on, y - 5);
        add(b, " L", x + 5 * on, y);
        add(b, " L", x - 4 * on, y + 5);
        rp_buffer_text(b, " Z\" fill=\"");
        break;
    case RP_MOOD_WAIT:
        add(b, "M", x - 3, y - 5);
        add(b, " L", x - 3, y + 5);
        add(b, " M", x + 3, y - 5);
        add(b, " L", x + 3, y + 5);
        rp_buffer_text(b, "\" fill=\"none\" stroke-width=\"3\" stroke=\"");
        break;
    case RP_MOOD_BAD:
        add(b, "M", x - 4, y - 4);
        add(b, " L", x + 4, y + 4);
        add(b, " M", x - 4, y + 4);
        add(b, " L", x + 4, y - 4);
        rp_buffer_text(b, "\" fill=\"none\" stroke-width=\"3\" stroke=\"");
        break;
    default:
        add(b, "M", x - 5, y);
        add(b, " L", x - 1, y + 4);
        add(b, " L", x + 5, y - 5);
        rp_buffer_text(b, "\" fill=\"none\" stroke-width=\"2\" stroke=\"");
        break;
    }
    rp_buffer_text(b, moods[mood].stroke);
    rp_buffer_text(b, "\"/>");
}

/* -- ways ------------------------------------------------------------------------------------------------------------- */

static void add_head(rp_buffer *b, const rp_stroke *stroke, rp_point at, int64_t onwards) {
    if (stroke->head == RP_HEAD_NONE) {
        return;
    }
    rp_buffer_text(b, "<path d=\"");
    add(b, "M", at.x - 9 * onwards, at.y - 5);
    add(b, " L", at.x, at.y);
    add(b, " L", at.x - 9 * onwards, at.y + 5);
    if (stroke->head == RP_HEAD_DIAMOND) {
        add(b, " L", at.x - 18 * onwards, at.y);
    }
    rp_buffer_text(b, stroke->head == RP_HEAD_OPEN ? "\" fill=\"none\" stroke=\"" : " Z\" fill=\"");
    rp_buffer_text(b, stroke->head == RP_HEAD_DIAMOND ? "#ffffff\" stroke=\"" : "");
    rp_buffer_text(b, stroke->colour);
    rp_buffer_text(b, stroke->head == RP_HEAD_FULL ? "\"/>" : "\" stroke-width=\"1.4\"/>");
}

void rp_svg_way(rp_buffer *b, const rp_stroke *stroke, const rp_point *points, size_t n) {
    if (n < 2) {
        return;
    }
    add(b, "<path d=\"M", points[0].x, points[0].y);
    for (size_t i = 1; i < n; i++) {
        int64_t middle = (points[i - 1].x + points[i].x) / 2;
        if (points[i - 1].y == points[i].y) {
            add(b, " L", points[i].x, points[i].y);
        } else {
            add(b, " C", middle, points[i - 1].y);
            add(b, ", ", middle, points[i].y);
            add(b, ", ", points[i].x, points[i].y);
        }
    }
    rp_buffer_text(b, "\" fill=\"none\" stroke=\"");
    rp_buffer_text(b, stroke->colour);
    rp_buffer_text(b, "\" stroke-width=\"");
    rp_buffer_text(b, stroke->width);
    if (stroke->dash) {
        rp_buffer_text(b, "\" stroke-dasharray=\"");
        rp_buffer_text(b, stroke->dash);
    }
    rp_buffer_text(b, "\"/>");
    add_head(b, stroke, points[n - 1], points[n - 1].x >= points[n - 2].x ? 1 : -1);
}
