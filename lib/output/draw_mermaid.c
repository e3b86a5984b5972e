/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A picture for pages that draw Mermaid: a flowchart, what holds others as subgraphs, kinds by shape and class. */
#include "output/draw_picture.h"

#include <string.h>

static const char *const opens[RP_BOX_KINDS] = {"[[\"", "[\"",   "{{\"", "([\"", "([\"", "[\"",
                                                "{{\"", "[\"", "(\"",  ">\"",  "[/\""};
static const char *const closes[RP_BOX_KINDS] = {"\"]]", "\"]",  "\"}}", "\"])", "\"])", "\"]",
                                                 "\"}}", "\"]", "\")",  "\"]",  "\"/]"};
static const char *const arrows[RP_TIE_KINDS] = {"==>", "-->", "-.->", "-.-",  "-.->", "-->",
                                                 "-->", "-.->", "-.->", "-.-", "---"};

/* Numbered entities for all that Mermaid, Markdown or HTML could read as their own. */
static void add_text(rp_buffer *b, const char *text) {
    static const char own[] = "\"#<>&`\\*_~[]{}|;$%";
    bool number = true, first = true; /* "1. " and "- " would begin a list */
    for (; *text; text++) {
        if (*text == '\n') {
            rp_buffer_text(b, "<br/>");
        } else if ((unsigned char)*text < 0x20) {
            rp_buffer_char(b, ' ');
        } else if (strchr(own, *text) || (*text == '.' && number) || (first && (*text == '-' || *text == '+'))) {
            rp_buffer_char(b, '#');
            rp_buffer_number(b, (unsigned char)*text);
            rp_buffer_char(b, ';');
        } else {
            rp_buffer_char(b, *text);
        }
        number = number && *text >= '0' && *text <= '9';
        first = false;
    }
}

static void add_lines(rp_buffer *b, const rp_captions *lines) {
    for (size_t i = 0; i < lines->list.n; i++) {
        if (i > 0) {
            rp_buffer_text(b, "<br/>");
        }
        add_text(b, lines->list.at[i].text);
    }
}

static void add_name(rp_buffer *b, uint32_t box) {
    rp_buffer_char(b, 'b');
    rp_buffer_number(b, (int64_t)box);
}

typedef struct rp_mermaid {
    const rp_picture *p;
    rp_buffer *b;
} rp_mermaid;

static refpath_status begin_box(void *user, uint32_t number) {
    const rp_mermaid *m = user;
    const rp_card *box = &m->p->boxes.at[number];
    rp_buffer *b = m->b;
    rp_picture_indent(m->p, number, b);
    if (box->frame) {
        rp_buffer_text(b, "subgraph ");
    }
    add_name(b, number);
    rp_buffer_text(b, box->frame ? "[\"" : opens[box->kind]);
    add_lines(b, &box->said);
    rp_buffer_text(b, box->frame ? "\"]" : closes[box->kind]);
    if (!box->frame) {
        rp_buffer_text(b, ":::");
        rp_buffer_text(b, box->mood ? rp_mood_words[box->mood] : rp_box_words[box->kind]);
    }
    rp_buffer_char(b, '\n');
    return REFPATH_OK;
}

static void end_subgraph(void *user, uint32_t box) {
    const rp_mermaid *m = user;
    rp_picture_indent(m->p, box, m->b);
    rp_buffer_text(m->b, "end\n");
}

static void add_tie(rp_buffer *b, const rp_tie *tie) {
    rp_buffer_text(b, "  ");
    add_name(b, tie->from);
    rp_buffer_char(b, ' ');
    rp_buffer_text(b, arrows[tie->kind]);
    if (tie->label) {
        rp_buffer_text(b, "|\"");
        add_text(b, tie->label);
        rp_buffer_text(b, "\"|");
    }
    rp_buffer_char(b, ' ');
    add_name(b, tie->to);
    rp_buffer_char(b, '\n');
}

static void add_head(const rp_picture *p, rp_buffer *b) {
    rp_buffer_text(b, "---\ntitle: \"");
    for (const char *at = p->title; *at; at++) { /* as YAML writes it */
        if (*at == '"' || *at == '\\') {
            rp_buffer_char(b, '\\');
        }
        rp_buffer_char(b, (unsigned char)*at < 0x20 ? ' ' : *at);
    }
    rp_buffer_text(b, "\"\n---\nflowchart ");
    rp_buffer_text(b, p->t->rtl ? "RL\n" : "LR\n");
    for (size_t i = 0; i < p->notes.list.n; i++) {
        rp_buffer_text(b, "  %% ");
        for (const char *at = p->notes.list.at[i].text; *at; at++) {
            rp_buffer_char(b, (unsigned char)*at < 0x20 || *at == '{' || *at == '}' ? ' ' : *at);
        }
        rp_buffer_char(b, '\n');
    }
}

static const char classes[] = "  classDef holder fill:#d6e9f8,stroke:#00558c,stroke-width:2px,color:#111\n"
                              "  classDef actor fill:#ffffff,stroke:#333333,color:#111\n"
                              "  classDef gatekeeper fill:#fde9c8,stroke:#8a5000,stroke-width:2px,color:#111\n"
                              "  classDef party fill:#f3f3f3,stroke:#333333,color:#111\n"
                              "  classDef role fill:#f3f3f3,stroke:#333333,color:#111\n"
                              "  classDef group fill:#f7f7f7,stroke:#777777,color:#111\n"
                              "  classDef interface fill:#fff7ea,stroke:#8a5000,stroke-dasharray:6 3,color:#111\n"
                              "  classDef pathway fill:#f7f7f7,stroke:#777777,color:#111\n"
                              "  classDef service fill:#ffffff,stroke:#333333,color:#111\n"
                              "  classDef inform fill:#ffffff,stroke:#333333,color:#111\n"
                              "  classDef act fill:#ffffff,stroke:#333333,color:#111\n"
                              "  classDef good fill:#d9f0e6,stroke:#00694e,color:#111\n"
                              "  classDef wait fill:#fff6cc,stroke:#7a6a00,stroke-dasharray:6 3,color:#111\n"
                              "  classDef bad fill:#fbe0d3,stroke:#9c3f00,stroke-width:3px,stroke-dasharray:2 3,color:#111\n"
                              "  classDef done fill:#e4e4e4,stroke:#555555,color:#111\n";

refpath_status rp_write_mermaid(const rp_picture *p, refpath_write write, void *user) {
    rp_buffer b;
    rp_mermaid m = {p, &b};
    refpath_status status;
    rp_buffer_init(&b, &p->arena->alloc, true);
    add_head(p, &b);
    status = rp_picture_walk(p, begin_box, end_subgraph, &m);
    for (size_t i = 0; i < p->ties.n; i++) {
        if (!p->ties.at[i].unseen) {
            add_tie(&b, &p->ties.at[i]);
        }
    }
    rp_buffer_text(&b, classes);
    status = status == REFPATH_OK ? rp_buffer_give(&b, write, user) : status;
    rp_buffer_free(&b);
    return status;
}
