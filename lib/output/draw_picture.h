/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A picture: boxes, some of which hold others, and ties between them, with all their words in the language of whoever
 * looks at it. Each way to see an answer fills one (draw_plan.c, draw_steps.c, draw_network.c, draw_pathways.c), each
 * format writes it (draw_dot.c, draw_mermaid.c, draw_graphml.c, draw_svg.c); layout.h says where things stand.
 */
#ifndef RP_OUTPUT_DRAW_PICTURE_H
#define RP_OUTPUT_DRAW_PICTURE_H

#include "base/bits.h"
#include "base/table.h"
#include "output/text.h"

#include <refpath/draw.h>

typedef enum rp_box_kind {
    RP_BOX_HOLDER,     /* whoever holds the case */
    RP_BOX_ACTOR,
    RP_BOX_GATEKEEPER, /* an actor through whom others are reached */
    RP_BOX_PARTY,
    RP_BOX_ROLE,
    RP_BOX_GROUP,
    RP_BOX_INTERFACE,
    RP_BOX_PATHWAY,
    RP_BOX_SERVICE,    /* a step that is a service */
    RP_BOX_INFORM,     /* a step that tells somebody */
    RP_BOX_ACT,        /* any other step */
    RP_BOX_KINDS
} rp_box_kind;

typedef enum rp_tie_kind {
    RP_TIE_CONTACT,  /* turns to */
    RP_TIE_GIVES,    /* does a step */
    RP_TIE_AFTER,    /* comes before */
    RP_TIE_VISIT,    /* is given at the same visit */
    RP_TIE_ESCALATE, /* is turned to where nothing moves */
    RP_TIE_FROM,     /* a group's way out, through an interface */
    RP_TIE_TO,       /* an interface's way to a group */
    RP_TIE_THROUGH,  /* an interface is kept by a role */
    RP_TIE_PLAYS,    /* an actor plays a role */
    RP_TIE_IN,       /* belongs to */
    RP_TIE_PART_OF,  /* is a unit of */
    RP_TIE_KINDS
} rp_tie_kind;

/* The words of the formats for these kinds; they never change. */
extern const char *const rp_box_words[RP_BOX_KINDS];
extern const char *const rp_mood_words[RP_MOODS]; /* NULL for none */
extern const char *const rp_tie_words[RP_TIE_KINDS];

typedef enum rp_weight { RP_WEIGHT_NAME, RP_WEIGHT_PLAIN, RP_WEIGHT_FAINT } rp_weight;

typedef struct rp_caption {
    const char *text;
    rp_weight weight;
} rp_caption;

typedef struct rp_captions {
    RP_LIST(rp_caption) list;
} rp_captions;

typedef struct rp_point {
    int64_t x, y;
} rp_point;

typedef struct rp_points {
    RP_LIST(rp_point) list;
} rp_points;

typedef struct rp_card {
    const char *id;  /* its own in the picture: "actor:clinic" */
    const char *ref; /* its id in the protocol */
    rp_box_kind kind;
    rp_mood mood;
    bool dashed;     /* may or may not be */
    bool unseen;     /* said by words or by where others stand: for programs only */
    bool copy;       /* one of several for the same: for pictures only */
    uint32_t in;     /* the box that holds it, an earlier one; RP_NONE */
    bool frame;      /* holds others that are seen */
    rp_captions said;
    /* Where it stands: filled in by the layout. */
    rp_captions lines; /* wrapped */
    int64_t x, y, w, h, head;
} rp_card;

typedef struct rp_tie {
    uint32_t from, to;
    rp_tie_kind kind;
    const char *label; /* or NULL */
    bool unseen;
    /* Filled in by the layout: points of equal height are joined by a line, others by a curve that is level at both
     * ends. */
    rp_points points;
    rp_captions lines; /* of the label */
    int64_t x, y, w, h; /* of the label */
} rp_tie;

typedef struct rp_picture {
    rp_teller *t;
    rp_arena *arena; /* that of the teller */
    const char *title, *about;
    rp_captions notes; /* lines under the title: of when, of which protocol, its warnings */
    const char *view; /* "plan", "pathways", "network" */
    const char *prefix; /* of all ids, where an SVG stands in a page with others; NULL: it stands alone */
    RP_LIST(rp_card) boxes;
    RP_LIST(rp_tie) ties;
    rp_table ids, tie_ids;
    int64_t w, h; /* filled in by the layout */
} rp_picture;

void rp_picture_init(rp_picture *p, rp_teller *t);
/* The box "kind:ref", made where it is not there yet; RP_NONE where there is no memory (the teller's page says so). */
uint32_t rp_picture_box(rp_picture *p, const char *prefix, const char *ref, rp_box_kind kind, uint32_t in);
uint32_t rp_picture_find(const rp_picture *p, const char *prefix, const char *ref);
uint32_t rp_picture_find_id(const rp_picture *p, const char *id); /* "kind:ref", or NULL */
void rp_picture_say(rp_picture *p, uint32_t box, rp_weight weight, const char *text); /* NULL and "" say nothing */
void rp_picture_say_row(rp_picture *p, uint32_t box, const char *label_key, const char *text); /* "label: text", likewise */
/* A tie, once for each kind and pair. NULL where an end is RP_NONE or there is no memory. */
rp_tie *rp_picture_tie(rp_picture *p, uint32_t from, uint32_t to, rp_tie_kind kind);
/* Takes away what boxes say that the boxes that hold them say as well. */
void rp_picture_unsay(rp_picture *p);
/* How many boxes hold it, itself included. */
uint32_t rp_picture_depth(const rp_picture *p, uint32_t box);
/* The innermost box that holds, or is, both; RP_NONE. */
uint32_t rp_picture_around(const rp_picture *p, uint32_t a, uint32_t b);
/* All boxes that are seen, each before what it holds; `end` is told of a frame after the last that it holds. */
refpath_status rp_picture_walk(const rp_picture *p, refpath_status (*begin)(void *user, uint32_t box),
                               void (*end)(void *user, uint32_t frame), void *user);
/* Two blanks for each box around it, and for itself. */
void rp_picture_indent(const rp_picture *p, uint32_t box, rp_buffer *b);
/* Closes it: which boxes hold others, which ties can be seen. */
void rp_picture_close(rp_picture *p);

/* The ways to see an answer. */
void rp_draw_plan(rp_picture *p, const rp_tree *answer);
void rp_draw_steps(rp_picture *p, const rp_tree *answer);    /* a plan by pathways */
void rp_draw_network(rp_picture *p, const rp_tree *answer);
void rp_draw_pathways(rp_picture *p, const rp_tree *answer);

/* Words that they share. */
rp_box_kind rp_draw_step_kind(const rp_tree *step, const char *key); /* `key`: under which it says what it does */
/* How a step of a plan stands: its state, its times, who else could do it; with `who`, who does it, through whom. */
void rp_draw_step_says(rp_picture *p, uint32_t box, const rp_tree *step, bool who);
/*
 * The box of a step and, first, that of the step at whose visit it is given, which holds it where the
 * same would give both. `in`: what holds those that are given by themselves.
 */
typedef uint32_t (*rp_holds_step)(rp_picture *p, const rp_tree *step);
uint32_t rp_draw_step_box(rp_picture *p, const rp_tree *steps, const rp_tree *step, rp_holds_step in);
/* Ties a step to that at whose visit it is given; where that holds it, it can be seen without. */
void rp_draw_visit(rp_picture *p, const char *host, uint32_t box);
const char *rp_draw_some(rp_teller *t, const rp_words *words, size_t most);

/* The formats. */
refpath_status rp_write_dot(const rp_picture *p, refpath_write write, void *user);
refpath_status rp_write_mermaid(const rp_picture *p, refpath_write write, void *user);
refpath_status rp_write_graphml(const rp_picture *p, refpath_write write, void *user);
refpath_status rp_write_svg(rp_picture *p, refpath_write write, void *user);
/*
 * The network or the pathways of an answer as SVG inside a page, under a title, all ids with a prefix; for a teller that is
 * open; gives how wide it is. REFPATH_LIMIT_EXCEEDED where it is too large, and nothing has been written then.
 */
refpath_status rp_draw_inside(rp_teller *t, const rp_tree *answer, const char *title, const char *prefix, rp_buffer *to,
                              int64_t *width);

/* XML text and attribute values; what XML cannot hold becomes U+FFFD. */
void rp_xml_text(rp_buffer *b, const char *text);

#endif
