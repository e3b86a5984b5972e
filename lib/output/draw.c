/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Answers as pictures: which view, which format. */
#include "base/check.h"
#include "compile/protocol.h"
#include "decide/answer.h"
#include "output/draw_picture.h"
#include "output/text.h"

#include <string.h>

typedef void (*view)(rp_picture *p, const rp_tree *answer);

static view view_of(const refpath_answer *answer, refpath_view wanted) {
    if (answer->kind == REFPATH_ANSWER_PLAN) {
        return wanted == REFPATH_VIEW_PATHWAYS ? rp_draw_steps : rp_draw_plan;
    }
    if (answer->kind != REFPATH_ANSWER_ANALYSIS || wanted != REFPATH_VIEW_OWN) {
        return NULL;
    }
    return rp_is_word(answer->root, "analysis", "network")    ? rp_draw_network
           : rp_is_word(answer->root, "analysis", "pathways") ? rp_draw_pathways
                                                              : NULL;
}

static refpath_status write_picture(rp_picture *p, refpath_picture format, refpath_write write, void *user) {
    switch (format) {
    case REFPATH_PICTURE_DOT: return rp_write_dot(p, write, user);
    case REFPATH_PICTURE_MERMAID: return rp_write_mermaid(p, write, user);
    case REFPATH_PICTURE_GRAPHML: return rp_write_graphml(p, write, user);
    default: return rp_write_svg(p, write, user);
    }
}

static void note(rp_picture *p, const char *text) {
    rp_caption *line = text && *text ? RP_LIST_ADD(p->arena, &p->notes.list) : NULL;
    if (line) {
        *line = (rp_caption){text, RP_WEIGHT_FAINT};
    } else if (text && *text) {
        p->t->page.status = REFPATH_OUT_OF_MEMORY;
    }
}

/* Of when and of which protocol it is, and what to beware of: on paper nothing else says so. */
static void add_notes(rp_picture *p, const rp_tree *root) {
    const rp_tree *head = rp_tree_get(root, "protocol"), *now = rp_tree_get(root, "now");
    const rp_tree *warnings = rp_tree_get(root, "warnings");
    const char *id = rp_text_of(head, "id"), *version = rp_text_of(head, "version");
    rp_words words = {0};
    if (now) {
        const char *when = rp_say(p->t, "head.now-text", "when", rp_when(p->t, now->number), "zone", p->t->zone, NULL);
        rp_words_add(p->t, &words, rp_say(p->t, "word.colon", "label", rp_say(p->t, "head.now", NULL), "text", when, NULL));
    }
    if (id) {
        rp_words_add(p->t, &words, rp_say(p->t, "word.colon", "label", rp_say(p->t, "head.protocol", NULL), "text",
                                          rp_say(p->t, "head.protocol-text", "name", rp_quote(p->t, id), "version",
                                                 rp_quote(p->t, version ? version : ""), NULL), NULL));
    }
    note(p, words.list.n ? rp_join(p->t, &words, RP_JOIN_CLAUSES) : NULL);
    for (const rp_tree *w = warnings ? warnings->first : NULL; w; w = w->next) {
        note(p, rp_reason(p->t, "warning", w));
    }
}

static refpath_status draw(rp_teller *t, const refpath_answer *answer, view see, refpath_picture format,
                           refpath_write write, void *user) {
    rp_picture p;
    const rp_tree *now = rp_tree_get(answer->root, "now");
    rp_set_zone(t, answer);
    t->now = now ? now->number : RP_NO_TIME;
    rp_picture_init(&p, t);
    see(&p, answer->root);
    rp_picture_close(&p);
    add_notes(&p, answer->root);
    if (t->unreviewed) {
        note(&p, rp_say(t, "word.unreviewed", NULL));
    }
    p.about = rp_say_n(t, "draw.about", (int64_t)p.boxes.n, NULL);
    RP_TRY(t->page.status);
    RP_TRY(write_picture(&p, format, write, user));
    return t->page.status;
}

refpath_status rp_draw_inside(rp_teller *t, const rp_tree *answer, const char *title, const char *prefix, rp_buffer *to,
                              int64_t *width) {
    rp_picture p;
    rp_picture_init(&p, t);
    if (rp_is_word(answer, "analysis", "network")) {
        rp_draw_network(&p, answer);
    } else {
        rp_draw_pathways(&p, answer);
    }
    rp_picture_close(&p);
    p.title = title;
    p.prefix = prefix;
    p.about = rp_say_n(t, "draw.about", (int64_t)p.boxes.n, NULL);
    RP_TRY(t->page.status);
    RP_TRY(rp_write_svg(&p, rp_buffer_write, to));
    *width = p.w;
    return REFPATH_OK;
}

/* A caller's struct may be older, and so shorter, than ours. */
static bool read_options(refpath_draw_options *to, const refpath_draw_options *from) {
    memset(to, 0, sizeof *to);
    if (from) {
        if (from->size < sizeof from->size + sizeof from->format) {
            return false;
        }
        memcpy(to, from, from->size < sizeof *to ? from->size : sizeof *to);
    }
    to->format = to->format ? to->format : REFPATH_PICTURE_SVG;
    return to->format >= REFPATH_PICTURE_SVG && to->format <= REFPATH_PICTURE_GRAPHML &&
           (to->view == REFPATH_VIEW_OWN || to->view == REFPATH_VIEW_PATHWAYS);
}

refpath_status refpath_answer_draw(const refpath_answer *answer, const refpath_draw_options *options, refpath_write write,
                                   void *user) {
    refpath_draw_options o;
    refpath_text_options words = {.size = sizeof words};
    refpath_status status;
    rp_teller t;
    view see;
    if (!answer || !write || !read_options(&o, options)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    see = view_of(answer, o.view);
    if (!see) {
        return REFPATH_UNSUPPORTED;
    }
    words.language = o.language;
    RP_TRY(rp_teller_open(&t, &words, &answer->alloc, write, user));
    status = draw(&t, answer, see, o.format, write, user);
    rp_arena_free(&t.scratch);
    return status;
}
