/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A picture for Graphviz: boxes that hold others are clusters; kinds differ in shape and dash, not in colour alone. */
#include "base/check.h"
#include "output/draw_picture.h"

#include <string.h>

static const char *const shapes[RP_BOX_KINDS] = {
    "shape=box, peripheries=2", "shape=box",                   "shape=hexagon, fillcolor=\"#fde9c8\"",
    "shape=ellipse",            "shape=box, style=\"rounded,filled\"", "shape=folder",
    "shape=hexagon",            "shape=tab",                   "shape=box, style=\"rounded,filled\"",
    "shape=cds",                "shape=octagon",
};

static const char *const moods[RP_MOODS] = {
    "", ", fillcolor=\"#d9f0e6\"", ", fillcolor=\"#fff6cc\"", ", fillcolor=\"#fbe0d3\", penwidth=2.5",
    ", fillcolor=\"#e4e4e4\"",
};

static const char *const styles[RP_TIE_KINDS] = {
    "color=\"#00558c\", penwidth=1.6", "color=\"#333333\"", "style=dashed, arrowhead=vee", "style=dotted, arrowhead=none",
    "style=dashed, color=\"#9c3f00\"", "color=\"#00558c\", arrowhead=vee", "color=\"#00558c\"", "style=dashed",
    "style=dotted", "style=dotted", "arrowhead=odiamond",
};

/* In double quotes. Graphviz reads entities in labels, and "\N" and its like. */
static void add_quoted(rp_buffer *b, const char *text) {
    for (; *text; text++) {
        switch (*text) {
        case '"': rp_buffer_text(b, "\\\""); break;
        case '\\': rp_buffer_text(b, "\\\\"); break;
        case '&': rp_buffer_text(b, "&amp;"); break;
        case '\n': rp_buffer_text(b, "\\n"); break;
        default: rp_buffer_char(b, (unsigned char)*text < 0x20 ? ' ' : *text);
        }
    }
}

static void add_lines(rp_buffer *b, const rp_captions *lines) {
    for (size_t i = 0; i < lines->list.n; i++) {
        if (i > 0) {
            rp_buffer_text(b, "\\n");
        }
        add_quoted(b, lines->list.at[i].text);
    }
}

static void add_number(rp_buffer *b, const char *before, uint32_t number) {
    rp_buffer_text(b, before);
    rp_buffer_number(b, (int64_t)number);
}

typedef struct rp_dot {
    const rp_picture *p;
    rp_buffer *b;
    uint32_t *anchor; /* the first box in it that holds none, which is where its ties must end; RP_NONE: not come to yet */
    refpath_write write;
    void *user;
} rp_dot;

static refpath_status flush(rp_dot *d) { return rp_buffer_give(d->b, d->write, d->user); }

static void begin_cluster(rp_dot *d, uint32_t number) {
    const rp_card *box = &d->p->boxes.at[number];
    rp_picture_indent(d->p, number, d->b);
    add_number(d->b, "subgraph \"cluster_", number);
    rp_buffer_text(d->b, "\" { style=");
    rp_buffer_text(d->b, box->dashed || box->kind == RP_BOX_INTERFACE ? "dashed" : "solid");
    rp_buffer_text(d->b, "; label=\"");
    add_lines(d->b, &box->said);
    rp_buffer_text(d->b, "\";\n");
}

static void add_box(rp_dot *d, uint32_t number) {
    const rp_card *box = &d->p->boxes.at[number];
    rp_picture_indent(d->p, number, d->b);
    add_number(d->b, "b", number);
    rp_buffer_text(d->b, " [label=\"");
    add_lines(d->b, &box->said);
    rp_buffer_text(d->b, "\", ");
    rp_buffer_text(d->b, shapes[box->kind]);
    rp_buffer_text(d->b, moods[box->mood]);
    rp_buffer_text(d->b, box->dashed ? ", style=\"filled,dashed\"" : "");
    rp_buffer_text(d->b, "];\n");
}

static refpath_status begin_box(void *user, uint32_t box) {
    rp_dot *d = user;
    if (d->p->boxes.at[box].frame) {
        begin_cluster(d, box);
        return REFPATH_OK;
    }
    for (uint32_t at = box; at != RP_NONE && d->anchor[at] == RP_NONE; at = d->p->boxes.at[at].in) {
        d->anchor[at] = box;
    }
    add_box(d, box);
    return flush(d);
}

static void end_cluster(void *user, uint32_t box) {
    rp_dot *d = user;
    rp_picture_indent(d->p, box, d->b);
    rp_buffer_text(d->b, "}\n");
}

static refpath_status add_tie(rp_dot *d, const rp_tie *tie) {
    const rp_card *boxes = d->p->boxes.at;
    add_number(d->b, "  b", d->anchor[tie->from]);
    add_number(d->b, " -> b", d->anchor[tie->to]);
    rp_buffer_text(d->b, " [");
    rp_buffer_text(d->b, styles[tie->kind]);
    if (boxes[tie->from].frame) {
        add_number(d->b, ", ltail=\"cluster_", tie->from);
        rp_buffer_char(d->b, '"');
    }
    if (boxes[tie->to].frame) {
        add_number(d->b, ", lhead=\"cluster_", tie->to);
        rp_buffer_char(d->b, '"');
    }
    if (tie->label) {
        rp_buffer_text(d->b, ", label=\"");
        add_quoted(d->b, tie->label);
        rp_buffer_char(d->b, '"');
    }
    rp_buffer_text(d->b, "];\n");
    return flush(d);
}

static void add_head(rp_dot *d) {
    const rp_picture *p = d->p;
    rp_buffer_text(d->b, "digraph refpath {\n  graph [rankdir=");
    rp_buffer_text(d->b, p->t->rtl ? "RL" : "LR");
    rp_buffer_text(d->b, ", compound=true, charset=\"UTF-8\", fontname=\"sans-serif\", labelloc=t, label=\"");
    add_quoted(d->b, p->title);
    for (size_t i = 0; i < p->notes.list.n; i++) {
        rp_buffer_text(d->b, "\\n");
        add_quoted(d->b, p->notes.list.at[i].text);
    }
    rp_buffer_text(d->b, "\"];\n  node [fontname=\"sans-serif\", fontsize=11, style=filled, fillcolor=white];\n"
                         "  edge [fontname=\"sans-serif\", fontsize=10];\n");
}

static refpath_status write_all(rp_dot *d) {
    add_head(d);
    RP_TRY(flush(d));
    RP_TRY(rp_picture_walk(d->p, begin_box, end_cluster, d));
    for (size_t i = 0; i < d->p->ties.n; i++) {
        if (!d->p->ties.at[i].unseen) {
            RP_TRY(add_tie(d, &d->p->ties.at[i]));
        }
    }
    rp_buffer_text(d->b, "}\n");
    return flush(d);
}

refpath_status rp_write_dot(const rp_picture *p, refpath_write write, void *user) {
    rp_buffer b;
    rp_dot d = {p, &b, RP_ARENA_ARRAY(p->arena, uint32_t, p->boxes.n + 1), write, user};
    refpath_status status;
    RP_HAVE(d.anchor);
    for (size_t i = 0; i < p->boxes.n; i++) {
        d.anchor[i] = RP_NONE;
    }
    rp_buffer_init(&b, &p->arena->alloc, true);
    status = write_all(&d);
    rp_buffer_free(&b);
    return status;
}
