/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a step says of itself, in any view; and the steps of a plan by pathway, each with who does it, through whom. */
#include "base/check.h"
#include "compile/protocol.h"
#include "output/draw_picture.h"
#include "output/text.h"

#include <string.h>

enum { MOST_OTHERS = 3 };

rp_box_kind rp_draw_step_kind(const rp_tree *step, const char *key) {
    return rp_is_word(step, key, "service")  ? RP_BOX_SERVICE
           : rp_is_word(step, key, "inform") ? RP_BOX_INFORM
                                             : RP_BOX_ACT;
}

/* -- visits ---------------------------------------------------------------------------------------------------------- */

enum { MOST_VISITS = 8 };

static const rp_tree *step_of(const rp_tree *steps, const char *id) {
    for (const rp_tree *step = steps && id ? steps->first : NULL; step; step = step->next) {
        if (strcmp(rp_step_id(step), id) == 0) {
            return step;
        }
    }
    return NULL;
}

/* Whether the same would give both. */
static bool same_giver(const rp_tree *a, const rp_tree *b) {
    const rp_tree *x = rp_tree_get(a, "candidates"), *y = rp_tree_get(b, "candidates");
    const char *i = x && x->first ? rp_text_of(x->first, "actor") : "";
    const char *k = y && y->first ? rp_text_of(y->first, "actor") : "";
    return i && k && strcmp(i, k) == 0;
}

static uint32_t step_box(rp_picture *p, const rp_tree *steps, const rp_tree *step, rp_holds_step in, int visits) {
    const rp_tree *host = step_of(steps, rp_text_of(step, "with"));
    uint32_t around = in(p, step);
    if (host && visits < MOST_VISITS && same_giver(step, host) && in(p, host) == around) {
        around = step_box(p, steps, host, in, visits + 1);
    }
    return rp_picture_box(p, "step", rp_step_id(step), rp_draw_step_kind(step, "kind"), around);
}

uint32_t rp_draw_step_box(rp_picture *p, const rp_tree *steps, const rp_tree *step, rp_holds_step in) {
    return step_box(p, steps, step, in, 0);
}

/* -- how it stands -------------------------------------------------------------------------------------------------- */

static void say_times(rp_picture *p, uint32_t box, const rp_tree *step) {
    const rp_tree *target = rp_tree_get(step, "target"), *limits = rp_tree_get(step, "limits");
    const rp_tree *done = rp_tree_get(step, "done"), *last = done ? done->last : NULL;
    rp_picture_say_row(p, box, "step.row-by", target ? rp_when(p->t, target->number) : NULL);
    for (const rp_tree *l = limits ? limits->first : NULL; l; l = l->next) {
        const rp_tree *at = rp_tree_get(l, "at");
        rp_picture_say_row(p, box, rp_is_word(l, "then", "overdue") ? "step.row-limit-overdue" : "step.row-limit-closed",
                           at ? rp_when(p->t, at->number) : NULL);
    }
    if (last && rp_text_of(last, "outcome")) {
        rp_picture_say_row(p, box, "step.row-done", rp_say_word(p->t, "outcome", rp_text_of(last, "outcome")));
    }
}

/* Whose agreement the first candidate lacks; each list once. */
static void say_agreements(rp_picture *p, uint32_t box, const rp_tree *candidate) {
    const rp_tree *share = candidate ? rp_tree_get(candidate, "share") : NULL;
    rp_words words = {0};
    for (const rp_tree *d = share ? share->first : NULL; d; d = d->next) {
        bool needs = rp_is_word(d, "decision", "needs-consent");
        rp_words_add_once(p->t, &words, needs ? rp_agreements_text(p->t, rp_tree_get(d, "missing")) : NULL);
    }
    if (words.list.n > 0) {
        rp_picture_say_row(p, box, "step.row-agree", rp_join(p->t, &words, RP_JOIN_CLAUSES));
    }
}

static void say_others(rp_picture *p, uint32_t box, const rp_tree *candidates) {
    rp_words words = {0};
    for (const rp_tree *c = candidates && candidates->first ? candidates->first->next : NULL; c; c = c->next) {
        const char *who = rp_who_name(p->t, rp_text_of(c, "actor"));
        rp_words_add(p->t, &words, rp_flag_of(c, "hidden") ? rp_say(p->t, "step.hidden-behind", "who", who, NULL) : who);
    }
    rp_picture_say_row(p, box, "step.row-others", words.list.n ? rp_draw_some(p->t, &words, MOST_OTHERS) : NULL);
}

static void say_who(rp_picture *p, uint32_t box, const rp_tree *step) {
    const rp_tree *candidates = rp_tree_get(step, "candidates"), *first = candidates ? candidates->first : NULL;
    const rp_tree *path = first ? rp_tree_get(first, "path") : NULL;
    rp_words through = {0};
    if (!first || !rp_text_of(first, "actor")) {
        return;
    }
    rp_picture_say_row(p, box, "step.row-who", rp_who_name(p->t, rp_text_of(first, "actor")));
    for (const rp_tree *stop = path && path->first ? path->first->next : NULL; stop && stop->next; stop = stop->next) {
        rp_words_add(p->t, &through, rp_who_name(p->t, stop->text));
    }
    if (through.list.n > 0) {
        const char *text = through.list.at[0];
        for (size_t i = 1; i < through.list.n; i++) {
            text = rp_say(p->t, "path.then", "path", text, "who", through.list.at[i], NULL);
        }
        rp_picture_say_row(p, box, "step.row-path", text);
    }
}

void rp_draw_step_says(rp_picture *p, uint32_t box, const rp_tree *step, bool who) {
    const rp_tree *candidates = rp_tree_get(step, "candidates"), *hidden = rp_tree_get(step, "hidden-help");
    const rp_tree *escalate = rp_tree_get(step, "escalate"), *first = candidates ? candidates->first : NULL;
    const rp_tree *earliest = first ? rp_tree_get(first, "earliest") : NULL;
    if (box == RP_NONE) {
        return;
    }
    p->boxes.at[box].mood = rp_step_mood(step);
    p->boxes.at[box].dashed = rp_is_word(step, "certainty", "possible");
    if (rp_text_of(step, "state")) {
        rp_picture_say(p, box, RP_WEIGHT_PLAIN, rp_step_state(p->t, step));
    }
    if (who) {
        say_who(p, box, step);
    }
    if (earliest && p->boxes.at[box].mood != RP_MOOD_DONE) {
        bool now = earliest->number <= p->t->now;
        rp_picture_say(p, box, RP_WEIGHT_FAINT,
                       now ? rp_say(p->t, "draw.at-once", NULL)
                           : rp_say(p->t, "draw.earliest", "when", rp_when(p->t, earliest->number), NULL));
    }
    say_times(p, box, step);
    rp_picture_say_row(p, box, "step.row-only-if", rp_facts(p->t, rp_tree_get(step, "facts")));
    say_agreements(p, box, first);
    say_others(p, box, candidates);
    if (hidden) {
        rp_picture_say_row(p, box, "step.row-hidden", rp_names(p->t, hidden, rp_who_name, RP_JOIN_OR));
    }
    if (escalate) {
        rp_picture_say_row(p, box, "step.row-escalate",
                           rp_names(p->t, rp_tree_get(escalate, "to"), rp_who_name, RP_JOIN_OR));
    }
}

/* -- by pathway -------------------------------------------------------------------------------------------------------- */

/* The pathway that a step of the protocol stands in; NULL where the protocol is not at hand. */
static const char *pathway_of(const rp_teller *t, const char *step) {
    const refpath_protocol *p = t->protocol;
    uint32_t number = p ? rp_table_find(&p->step_names, rp_str_of(step)) : RP_NONE;
    return number == RP_NONE ? NULL : p->pathways.at[p->steps.at[number].pathway].id;
}

static uint32_t pathway_box(rp_picture *p, const char *id) {
    uint32_t box = id ? rp_picture_find(p, "pathway", id) : RP_NONE;
    if (id && box == RP_NONE) {
        box = rp_picture_box(p, "pathway", id, RP_BOX_PATHWAY, RP_NONE);
        rp_picture_say(p, box, RP_WEIGHT_NAME, rp_name(p->t, REFPATH_KIND_PATHWAY, id));
    }
    return box;
}

/* A step that pathways have in common stands in the first of them, and names the others. */
static void say_pathways(rp_picture *p, uint32_t box, const rp_tree *step) {
    const rp_tree *ids = rp_tree_get(step, "ids");
    const char *own = pathway_of(p->t, rp_step_id(step));
    rp_words words = {0};
    for (const rp_tree *id = ids && ids->first ? ids->first->next : NULL; id; id = id->next) {
        const char *other = pathway_of(p->t, id->text);
        if (own && other && strcmp(own, other) != 0) {
            rp_words_add(p->t, &words, rp_name(p->t, REFPATH_KIND_PATHWAY, other));
        }
    }
    rp_picture_say_row(p, box, "draw.also-in", words.list.n ? rp_draw_some(p->t, &words, MOST_OTHERS) : NULL);
}

static uint32_t in_pathway(rp_picture *p, const rp_tree *step) { return pathway_box(p, pathway_of(p->t, rp_step_id(step))); }

void rp_draw_visit(rp_picture *p, const char *host, uint32_t box) {
    uint32_t from = host ? rp_picture_find(p, "step", host) : RP_NONE;
    rp_tie *tie = rp_picture_tie(p, from, box, RP_TIE_VISIT);
    if (tie) {
        tie->unseen = box != RP_NONE && p->boxes.at[box].in == from;
    }
}

void rp_draw_steps(rp_picture *p, const rp_tree *answer) {
    const rp_tree *steps = rp_tree_get(answer, "steps");
    const char *id = rp_text_of(answer, "case");
    int64_t n = 0;
    p->view = "pathways";
    p->title = id ? rp_say(p->t, "draw.title-pathways-case", "case", rp_quote(p->t, id), NULL)
                  : rp_say(p->t, "draw.title-pathways", NULL);
    for (const rp_tree *step = steps ? steps->first : NULL; step; step = step->next) {
        uint32_t box = rp_draw_step_box(p, steps, step, in_pathway);
        rp_picture_say(p, box, RP_WEIGHT_NAME,
                       rp_say_n(p->t, "draw.numbered", ++n, "text", rp_step_what(p->t, step), NULL));
        rp_draw_step_says(p, box, step, true);
        say_pathways(p, box, step);
    }
    rp_picture_unsay(p);
    for (const rp_tree *step = steps ? steps->first : NULL; step; step = step->next) {
        const rp_tree *after = rp_tree_get(step, "after");
        uint32_t box = rp_picture_find(p, "step", rp_step_id(step));
        for (const rp_tree *before = after ? after->first : NULL; before; before = before->next) {
            rp_picture_tie(p, rp_picture_find(p, "step", before->text), box, RP_TIE_AFTER);
        }
        rp_draw_visit(p, rp_text_of(step, "with"), box);
    }
}
