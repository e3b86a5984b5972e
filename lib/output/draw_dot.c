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
    uint32_t *first, *next; /* what each box holds, and last what none holds */
    uint32_t *anchor;       /* a box that stands for it: an end of a tie must be one that holds none */
    refpath_write write;
    void *user;
} rp_dot;

static refpath_status flush(rp_dot *d) {
    refpath_status status = rp_buffer_status(d->b);
    if (status == REFPATH_OK && d->b->n > 0) {
        status = d->write(d->user, d->b->at, d->b->n);
    }
    d->b->n = 0;
    return status;
}

static void indent(rp_dot *d, uint32_t box) {
    rp_buffer_text(d->b, "  ");
    for (; d->p->boxes.at[box].in != RP_NONE; box = d->p->boxes.at[box].in) {
        rp_buffer_text(d->b, "  ");
    }
}

static void begin_cluster(rp_dot *d, uint32_t number) {
    const rp_card *box = &d->p->boxes.at[number];
    indent(d, number);
    add_number(d->b, "subgraph \"cluster_", number);
    rp_buffer_text(d->b, "\" { style=");
    rp_buffer_text(d->b, box->dashed || box->kind == RP_BOX_INTERFACE ? "dashed" : "solid");
    rp_buffer_text(d->b, "; label=\"");
    add_lines(d->b, &box->said);
    rp_buffer_text(d->b, "\";\n");
}

static void add_box(rp_dot *d, uint32_t number) {
    const rp_card *box = &d->p->boxes.at[number];
    indent(d, number);
    add_number(d->b, "b", number);
    rp_buffer_text(d->b, " [label=\"");
    add_lines(d->b, &box->said);
    rp_buffer_text(d->b, "\", ");
    rp_buffer_text(d->b, shapes[box->kind]);
    rp_buffer_text(d->b, moods[box->mood]);
    rp_buffer_text(d->b, box->dashed ? ", style=\"filled,dashed\"" : "");
    rp_buffer_text(d->b, "];\n");
}

/* All that a box holds, and what that holds, one after the other. */
static refpath_status add_boxes(rp_dot *d) {
    uint32_t root = (uint32_t)d->p->boxes.n, at = d->first[root];
    while (at != RP_NONE) {
        if (d->p->boxes.at[at].frame) {
            begin_cluster(d, at);
            at = d->first[at];
            continue;
        }
        add_box(d, at);
        RP_TRY(flush(d));
        while (at != RP_NONE && d->next[at] == RP_NONE) {
            at = d->p->boxes.at[at].in;
            if (at != RP_NONE) {
                indent(d, at);
                rp_buffer_text(d->b, "}\n");
            }
        }
        at = at == RP_NONE ? RP_NONE : d->next[at];
    }
    return flush(d);
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
    RP_TRY(add_boxes(d));
    for (size_t i = 0; i < d->p->ties.n; i++) {
        if (!d->p->ties.at[i].unseen) {
            RP_TRY(add_tie(d, &d->p->ties.at[i]));
        }
    }
    rp_buffer_text(d->b, "}\n");
    return flush(d);
}

/* What each box holds, in order; and for each the innermost first box in it, which holds none. */
static refpath_status make_lists(rp_dot *d) {
    size_t n = d->p->boxes.n;
    d->first = RP_ARENA_ARRAY(d->p->arena, uint32_t, n + 1);
    d->next = RP_ARENA_ARRAY(d->p->arena, uint32_t, n + 1);
    d->anchor = RP_ARENA_ARRAY(d->p->arena, uint32_t, n + 1);
    if (!d->first || !d->next || !d->anchor) {
        return REFPATH_OUT_OF_MEMORY;
    }
    for (size_t i = 0; i <= n; i++) {
        d->first[i] = RP_NONE;
    }
    for (uint32_t i = (uint32_t)n; i-- > 0;) {
        const rp_card *box = &d->p->boxes.at[i];
        uint32_t in = box->in == RP_NONE ? (uint32_t)n : box->in;
        if (!box->unseen) {
            d->next[i] = d->first[in];
            d->first[in] = i;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        d->anchor[i] = i;
        while (d->p->boxes.at[d->anchor[i]].frame) {
            d->anchor[i] = d->first[d->anchor[i]];
        }
    }
    return REFPATH_OK;
}

refpath_status rp_write_dot(const rp_picture *p, refpath_write write, void *user) {
    rp_buffer b;
    rp_dot d = {p, &b, NULL, NULL, NULL, write, user};
    refpath_status status;
    RP_TRY(make_lists(&d));
    rp_buffer_init(&b, &p->arena->alloc, true);
    status = write_all(&d);
    rp_buffer_free(&b);
    return status;
}
