/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A picture as SVG: whole in itself. Every box and tie has a title, so that it can be read aloud; the words are text, so
 * that the viewer shapes them and they can be searched.
 */
#include "base/check.h"
#include "output/draw_svg.h"

#include <string.h>

enum { MARGIN = 18, LEAST_WIDTH = 560, SAMPLE_W = 44, SAMPLE_H = 22, ROW = 30, PAD_OF_TEXT = 9, MARK = 20, MOST_TITLE_LINES = 3 };

typedef struct rp_svg {
    rp_picture *p;
    rp_buffer *b;
    bool rtl;
    int64_t w, h, top; /* of all; top: where the picture itself begins */
    refpath_write write;
    void *user;
} rp_svg;

static refpath_status flush(rp_svg *s) { return rp_buffer_give(s->b, s->write, s->user); }

static void attribute(rp_svg *s, const char *before, int64_t value) {
    rp_buffer_text(s->b, before);
    rp_buffer_number(s->b, value);
    rp_buffer_char(s->b, '"');
}

/* Ids are one of a kind in a page. */
static void add_prefix(rp_svg *s) { rp_buffer_text(s->b, s->p->prefix ? s->p->prefix : ""); }

/* Lines of text from the start of a line on; in a picture that runs to the left, x is their right end. */
static void add_lines(rp_svg *s, const rp_captions *lines, int64_t x, int64_t y) {
    for (size_t i = 0; i < lines->list.n; i++) {
        const rp_caption *line = &lines->list.at[i];
        int64_t height = rp_line_height(line->weight);
        attribute(s, "<text x=\"", x);
        attribute(s, " y=\"", y + height - 4);
        attribute(s, " font-size=\"", rp_text_size(line->weight));
        rp_buffer_text(s->b, line->weight == RP_WEIGHT_NAME ? " font-weight=\"bold\">" : ">");
        rp_xml_text(s->b, line->text);
        rp_buffer_text(s->b, "</text>");
        y += height;
    }
}

static void add_title(rp_svg *s, const rp_captions *said) {
    rp_buffer_text(s->b, "<title>");
    for (size_t i = 0; i < said->list.n; i++) {
        rp_buffer_text(s->b, i > 0 ? "; " : "");
        rp_xml_text(s->b, said->list.at[i].text);
    }
    rp_buffer_text(s->b, "</title>");
}

/* -- the picture itself ------------------------------------------------------------------------------------------------ */

static void add_box(rp_svg *s, uint32_t number) {
    const rp_card *box = &s->p->boxes.at[number];
    rp_look look = rp_look_of(box);
    int64_t inset = PAD_OF_TEXT + (box->frame ? 0 : 6);
    rp_buffer_text(s->b, "<g id=\"");
    add_prefix(s);
    attribute(s, "box-", number);
    rp_buffer_text(s->b, " class=\"");
    rp_buffer_text(s->b, rp_box_words[box->kind]);
    if (box->mood != RP_MOOD_NONE) {
        rp_buffer_char(s->b, ' ');
        rp_buffer_text(s->b, rp_mood_words[box->mood]);
    }
    rp_buffer_text(s->b, "\" role=\"img\" data-id=\"");
    rp_xml_text(s->b, box->id);
    rp_buffer_text(s->b, "\">");
    add_title(s, &box->said);
    if (box->frame && look.shape == RP_SHAPE_HEXAGON) {
        look.shape = RP_SHAPE_TAB;
    }
    rp_svg_outline(s->b, &look, s->rtl, box->x, s->top + box->y, box->w, box->h);
    rp_svg_mark(s->b, box->mood, s->rtl, s->rtl ? box->x + MARK : box->x + box->w - MARK, s->top + box->y + 17);
    add_lines(s, &box->lines, s->rtl ? box->x + box->w - inset : box->x + inset, s->top + box->y + PAD_OF_TEXT);
    rp_buffer_text(s->b, "</g>\n");
}

static const char *name_of(const rp_card *box) { return box->said.list.n > 0 ? box->said.list.at[0].text : box->ref; }

static void add_tie_title(rp_svg *s, const rp_tie *tie) {
    const char *kind = rp_say_word(s->p->t, "draw.tie", rp_tie_words[tie->kind]);
    rp_buffer_text(s->b, "<title>");
    rp_xml_text(s->b, rp_say(s->p->t, "draw.tie-title", "from", name_of(&s->p->boxes.at[tie->from]), "to",
                             name_of(&s->p->boxes.at[tie->to]), "kind", kind, NULL));
    rp_buffer_text(s->b, "</title>");
}

static refpath_status add_tie(rp_svg *s, uint32_t number) {
    const rp_tie *tie = &s->p->ties.at[number];
    rp_point *points = RP_ARENA_ARRAY(s->p->arena, rp_point, tie->points.list.n + 1);
    RP_HAVE(points);
    for (size_t i = 0; i < tie->points.list.n; i++) {
        points[i] = (rp_point){tie->points.list.at[i].x, s->top + tie->points.list.at[i].y};
    }
    rp_buffer_text(s->b, "<g id=\"");
    add_prefix(s);
    attribute(s, "tie-", number);
    rp_buffer_text(s->b, " class=\"");
    rp_buffer_text(s->b, rp_tie_words[tie->kind]);
    rp_buffer_text(s->b, "\" role=\"img\">");
    add_tie_title(s, tie);
    rp_svg_way(s->b, rp_stroke_of(tie->kind), points, tie->points.list.n);
    if (tie->h > 0) {
        attribute(s, "<rect x=\"", tie->x);
        attribute(s, " y=\"", s->top + tie->y);
        attribute(s, " width=\"", tie->w);
        attribute(s, " height=\"", tie->h);
        rp_buffer_text(s->b, " fill=\"#ffffff\"/>");
        add_lines(s, &tie->lines, s->rtl ? tie->x + tie->w - 4 : tie->x + 4, s->top + tie->y + 2);
    }
    rp_buffer_text(s->b, "</g>\n");
    return flush(s);
}

/* What holds others lies at the back, then ties, then the other boxes. */
static refpath_status add_picture(rp_svg *s) {
    for (int front = 0; front < 2; front++) {
        for (uint32_t i = 0; i < s->p->boxes.n; i++) {
            const rp_card *box = &s->p->boxes.at[i];
            if (!box->unseen && box->frame == (front == 0)) {
                add_box(s, i);
                RP_TRY(flush(s));
            }
        }
        for (uint32_t i = 0; i < s->p->ties.n && front == 0; i++) {
            if (!s->p->ties.at[i].unseen) {
                RP_TRY(add_tie(s, i));
            }
        }
    }
    return REFPATH_OK;
}

/* -- what the signs mean ---------------------------------------------------------------------------------------------------- */

typedef struct rp_legend {
    rp_svg *s;
    bool write;   /* else only measured */
    int64_t x, y; /* from the start of the line */
} rp_legend;

/* Room for a sample and its words; a new row where they do not fit. Gives where the sample begins, left. */
static int64_t legend_room(rp_legend *l, const char *text) {
    int64_t w = SAMPLE_W + 10 + rp_text_width(text, strlen(text), RP_WEIGHT_FAINT) + 22, x;
    if (l->x > MARGIN && l->x + w > l->s->w - MARGIN) {
        l->x = MARGIN;
        l->y += ROW;
    }
    x = l->s->rtl ? l->s->w - l->x - SAMPLE_W : l->x;
    l->x += w;
    return x;
}

static void legend_words(rp_legend *l, int64_t x, const char *text) {
    rp_caption caption = {text, RP_WEIGHT_FAINT};
    rp_captions one = {{&caption, 1, 1}};
    add_lines(l->s, &one, l->s->rtl ? x - 10 : x + SAMPLE_W + 10, l->y + 4);
    rp_buffer_char(l->s->b, '\n');
}

static void legend_box(rp_legend *l, const rp_card *sample, const char *text) {
    int64_t x = legend_room(l, text);
    rp_look look = rp_look_of(sample);
    if (l->write) {
        rp_svg_outline(l->s->b, &look, l->s->rtl, x, l->y, SAMPLE_W, SAMPLE_H);
        rp_svg_mark(l->s->b, sample->mood, l->s->rtl, x + SAMPLE_W / 2, l->y + SAMPLE_H / 2);
        legend_words(l, x, text);
    }
}

static void legend_tie(rp_legend *l, rp_tie_kind kind, const char *text) {
    int64_t x = legend_room(l, text), y = l->y + SAMPLE_H / 2;
    rp_point points[2] = {{x, y}, {x + SAMPLE_W, y}};
    if (l->s->rtl) {
        points[0].x = x + SAMPLE_W;
        points[1].x = x;
    }
    if (l->write) {
        rp_svg_way(l->s->b, rp_stroke_of(kind), points, 2);
        legend_words(l, x, text);
    }
}

typedef struct rp_signs {
    bool box[RP_BOX_KINDS], mood[RP_MOODS], tie[RP_TIE_KINDS], dashed;
} rp_signs;

static void find_signs(const rp_picture *p, rp_signs *signs) {
    memset(signs, 0, sizeof *signs);
    for (size_t i = 0; i < p->boxes.n; i++) {
        const rp_card *box = &p->boxes.at[i];
        if (!box->unseen) {
            signs->box[box->kind] = true;
            signs->mood[box->mood] = true;
            signs->dashed = signs->dashed || box->dashed;
        }
    }
    for (size_t i = 0; i < p->ties.n; i++) {
        signs->tie[p->ties.at[i].kind] = signs->tie[p->ties.at[i].kind] || !p->ties.at[i].unseen;
    }
}

/* Writes or measures the legend from y on; gives where it ends. */
static int64_t add_legend(rp_svg *s, int64_t y, bool write) {
    rp_legend l = {s, write, MARGIN, y};
    rp_teller *t = s->p->t;
    rp_signs signs;
    find_signs(s->p, &signs);
    for (int kind = 0; kind < RP_BOX_KINDS; kind++) {
        rp_card sample = {.kind = (rp_box_kind)kind};
        if (signs.box[kind]) {
            legend_box(&l, &sample, rp_say_word(t, "draw.box", rp_box_words[kind]));
        }
    }
    for (int mood = RP_MOOD_GOOD; mood < RP_MOODS; mood++) {
        rp_card sample = {.kind = RP_BOX_SERVICE, .mood = (rp_mood)mood};
        if (signs.mood[mood]) {
            legend_box(&l, &sample, rp_say_word(t, "draw.mood", rp_mood_words[mood]));
        }
    }
    if (signs.dashed) {
        rp_card sample = {.kind = RP_BOX_SERVICE, .dashed = true};
        legend_box(&l, &sample, rp_say(t, "draw.possible", NULL));
    }
    for (int kind = 0; kind < RP_TIE_KINDS; kind++) {
        if (signs.tie[kind]) {
            legend_tie(&l, (rp_tie_kind)kind, rp_say_word(t, "draw.tie", rp_tie_words[kind]));
        }
    }
    return l.y + ROW;
}

/* -- the whole ------------------------------------------------------------------------------------------------------------------ */

static void add_head(rp_svg *s) {
    const rp_picture *p = s->p;
    rp_buffer_text(s->b, p->prefix ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    rp_buffer_text(s->b, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(s, " width=\"", s->w);
    attribute(s, " height=\"", s->h);
    rp_buffer_text(s->b, " viewBox=\"0 0 ");
    rp_buffer_number(s->b, s->w);
    rp_buffer_char(s->b, ' ');
    rp_buffer_number(s->b, s->h);
    rp_buffer_text(s->b, "\" role=\"graphics-document document\" aria-labelledby=\"");
    add_prefix(s);
    rp_buffer_text(s->b, "title ");
    add_prefix(s);
    rp_buffer_text(s->b, "about\" xml:lang=\"");
    rp_xml_text(s->b, p->t->messages->language);
    rp_buffer_text(s->b, s->rtl ? "\" direction=\"rtl\"" : "\"");
    rp_buffer_text(s->b, " font-family=\"Arial, Helvetica, 'Liberation Sans', 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', "
                         "sans-serif\" fill=\"#111111\">\n<title id=\"");
    add_prefix(s);
    rp_buffer_text(s->b, "title\">");
    rp_xml_text(s->b, p->title);
    rp_buffer_text(s->b, "</title>\n<desc id=\"");
    add_prefix(s);
    rp_buffer_text(s->b, "about\">");
    rp_xml_text(s->b, p->about);
    rp_buffer_text(s->b, "</desc>\n");
    attribute(s, "<rect width=\"", s->w);
    attribute(s, " height=\"", s->h);
    rp_buffer_text(s->b, " fill=\"#ffffff\"/>\n");
}

/* From left to right becomes from right to left. */
static void mirror(rp_picture *p, int64_t w) {
    for (size_t i = 0; i < p->boxes.n; i++) {
        p->boxes.at[i].x = w - p->boxes.at[i].x - p->boxes.at[i].w;
    }
    for (size_t i = 0; i < p->ties.n; i++) {
        rp_tie *tie = &p->ties.at[i];
        tie->x = w - tie->x - tie->w;
        for (size_t k = 0; k < tie->points.list.n; k++) {
            tie->points.list.at[k].x = w - tie->points.list.at[k].x;
        }
    }
}

static refpath_status write_all(rp_svg *s) {
    rp_captions said = {0}, lines, notes;
    rp_caption title = {s->p->title, RP_WEIGHT_NAME};
    int64_t ignored, high, notes_high, legend;
    said.list.at = &title;
    said.list.n = s->p->prefix ? 0 : 1; /* inside a page it stands beside the picture */
    rp_wrap(s->p, &said, s->w - 2 * MARGIN, MOST_TITLE_LINES, &lines);
    rp_lines_size(&lines, &ignored, &high);
    rp_wrap(s->p, &s->p->notes, s->w - 2 * MARGIN, MOST_TITLE_LINES, &notes);
    rp_lines_size(&notes, &ignored, &notes_high);
    s->top = MARGIN + high + notes_high;
    legend = s->top + s->p->h + 6;
    s->h = add_legend(s, legend, false) + MARGIN / 2;
    add_head(s);
    add_lines(s, &lines, s->rtl ? s->w - MARGIN : MARGIN, MARGIN);
    add_lines(s, &notes, s->rtl ? s->w - MARGIN : MARGIN, MARGIN + high);
    rp_buffer_char(s->b, '\n');
    RP_TRY(add_picture(s));
    rp_buffer_text(s->b, "<g class=\"legend\" role=\"img\"><title>");
    rp_xml_text(s->b, rp_say(s->p->t, "draw.legend", NULL));
    rp_buffer_text(s->b, "</title>\n");
    add_legend(s, legend, true);
    rp_buffer_text(s->b, "</g>\n</svg>\n");
    RP_TRY(flush(s));
    return s->p->t->page.status;
}

refpath_status rp_write_svg(rp_picture *p, refpath_write write, void *user) {
    rp_buffer b;
    rp_svg s = {p, &b, p->t->rtl, 0, 0, 0, write, user};
    refpath_status status;
    RP_TRY(rp_layout(p));
    s.w = p->w > LEAST_WIDTH ? p->w : LEAST_WIDTH;
    if (s.rtl) {
        mirror(p, s.w);
    }
    rp_buffer_init(&b, &p->arena->alloc, true);
    status = write_all(&s);
    rp_buffer_free(&b);
    return status;
}
