/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The pathways of a protocol, or of what may be true of a child: when each applies, its steps, what comes after what. */
#include "output/draw_picture.h"
#include "output/text.h"

#include "unicode/civil.h"

#include <string.h>

/* What it depends on whether it applies. */
static void say_when(rp_picture *p, uint32_t box, const rp_tree *node) {
    if (box != RP_NONE && rp_is_word(node, "certainty", "possible")) {
        p->boxes.at[box].dashed = p->boxes.at[box].kind != RP_BOX_PATHWAY;
        rp_picture_say_row(p, box, "step.row-only-if", rp_facts(p->t, rp_tree_get(node, "facts")));
    }
}

static const char *time_of(rp_teller *t, const rp_tree *due, bool *at_once) {
    const char *length = rp_text_of(due, "within");
    int64_t seconds;
    if (!length || !rp_duration_parse(rp_str_of(length), &seconds)) {
        return NULL;
    }
    *at_once = seconds == 0;
    return *at_once ? rp_say(t, "report.at-once", NULL) : rp_duration_words(t, seconds);
}

static bool same_row(const rp_tree *a, const rp_tree *b) {
    const char *of = rp_text_of(b, "of"), *then = rp_text_of(b, "then");
    return of && rp_is_word(a, "of", of) && (!then || rp_is_word(a, "then", then));
}

static const char *row_of(const rp_tree *due) {
    return !rp_tree_get(due, "then")              ? "step.row-by"
           : rp_is_word(due, "then", "overdue") ? "step.row-limit-overdue"
                                                : "step.row-limit-closed";
}

/* "1 day or 3 days from the report": those of one clock in one row, which of them depends on the case. */
static void say_dues(rp_picture *p, uint32_t box, const rp_tree *dues) {
    for (const rp_tree *due = dues ? dues->first : NULL; due; due = due->next) {
        rp_words words = {0};
        const char *clock = rp_text_of(due, "of"), *times;
        bool first = true, at_once = false;
        for (const rp_tree *other = dues->first; other != due; other = other->next) {
            first = first && !same_row(other, due);
        }
        for (const rp_tree *other = first ? due : NULL; other; other = other->next) {
            const char *time = same_row(other, due) ? time_of(p->t, other, &at_once) : NULL;
            if (time) {
                rp_words_add(p->t, &words, time);
            }
        }
        if (words.list.n == 0 || !clock) {
            continue;
        }
        times = rp_join(p->t, &words, RP_JOIN_OR);
        rp_picture_say_row(p, box, row_of(due),
                           at_once && words.list.n == 1 ? times
                           : strcmp(clock, "report") == 0
                               ? rp_say(p->t, "draw.within-report", "time", times, NULL)
                               : rp_say(p->t, "draw.within", "time", times, "clock", rp_clock_name(p->t, clock), NULL));
    }
}

static void add_step(rp_picture *p, const rp_tree *node) {
    const char *ref = rp_text_of(node, "ref"), *does = rp_text_of(node, "does"), *label;
    const rp_tree *goal = rp_tree_get(node, "goal"), *share = rp_tree_get(node, "share");
    rp_box_kind kind = rp_draw_step_kind(node, "does");
    uint32_t box, in = rp_picture_find_id(p, rp_text_of(node, "in")), host = rp_picture_find_id(p, rp_text_of(node, "with"));
    if (!ref || !does || rp_picture_find(p, "step", ref) != RP_NONE) {
        return;
    }
    if (host != RP_NONE && p->boxes.at[host].in == in) { /* given at a visit: it stands in that */
        in = host;
    }
    box = rp_picture_box(p, "step", ref, kind, in);
    label = rp_part(p->t, REFPATH_KIND_STEP, ref, RP_LABEL_NAME);
    rp_picture_say(p, box, RP_WEIGHT_NAME, label ? label : rp_step_name(p->t, ref));
    if (label && goal) { /* the label may not name it */
        const char *text = kind == RP_BOX_INFORM
                               ? rp_say(p->t, "step.inform", "who", rp_names(p->t, goal, rp_who_name, RP_JOIN_OR), NULL)
                               : rp_names(p->t, goal, rp_aim_name, RP_JOIN_AND);
        if (strcmp(text, label) != 0) {
            rp_picture_say(p, box, RP_WEIGHT_PLAIN, text);
        }
    }
    if (rp_text_of(node, "by")) {
        rp_picture_say_row(p, box, "step.row-who", rp_who_name(p->t, rp_text_of(node, "by")));
    }
    say_when(p, box, node);
    say_dues(p, box, rp_tree_get(node, "targets"));
    say_dues(p, box, rp_tree_get(node, "limits"));
    if (share) {
        rp_words words = {0};
        for (const rp_tree *item = share->first; item; item = item->next) {
            rp_words_add(p->t, &words, rp_item_name(p->t, item->text));
        }
        rp_picture_say_row(p, box, "draw.shares", rp_draw_some(p->t, &words, 5));
    }
}

/* Roles and services are there for programs; a picture tells of them in words. */
static void add_other(rp_picture *p, const rp_tree *node, const char *word, rp_box_kind kind, refpath_kind names) {
    const char *ref = rp_text_of(node, "ref");
    uint32_t box = ref ? rp_picture_box(p, word, ref, kind, RP_NONE) : RP_NONE;
    rp_picture_say(p, box, RP_WEIGHT_NAME, ref ? rp_name(p->t, names, ref) : NULL);
    if (box != RP_NONE) {
        p->boxes.at[box].unseen = true;
    }
}

static void add_node(rp_picture *p, const rp_tree *node) {
    const char *ref = rp_text_of(node, "ref");
    if (rp_is_word(node, "kind", "pathway") && ref) {
        uint32_t box = rp_picture_box(p, "pathway", ref, RP_BOX_PATHWAY, RP_NONE);
        rp_picture_say(p, box, RP_WEIGHT_NAME, rp_name(p->t, REFPATH_KIND_PATHWAY, ref));
        say_when(p, box, node);
    } else if (rp_is_word(node, "kind", "step")) {
        add_step(p, node);
    } else if (rp_is_word(node, "kind", "service")) {
        add_other(p, node, "service", RP_BOX_SERVICE, REFPATH_KIND_SERVICE);
    } else if (rp_is_word(node, "kind", "role")) {
        add_other(p, node, "role", RP_BOX_ROLE, REFPATH_KIND_ROLE);
    } else if (rp_is_word(node, "kind", "party")) {
        add_other(p, node, "party", RP_BOX_PARTY, REFPATH_KIND_PARTY);
    }
}

static const struct {
    const char *word;
    rp_tie_kind kind;
} ties[] = {
    {"after", RP_TIE_AFTER}, {"visit", RP_TIE_VISIT},   {"escalate", RP_TIE_ESCALATE},
    {"in", RP_TIE_IN},       {"inform", RP_TIE_CONTACT}, {"service", RP_TIE_GIVES},
};

static void add_edge(rp_picture *p, const rp_tree *edge) {
    uint32_t from = rp_picture_find_id(p, rp_text_of(edge, "from")), to = rp_picture_find_id(p, rp_text_of(edge, "to"));
    for (size_t i = 0; i < sizeof ties / sizeof *ties; i++) {
        if (rp_is_word(edge, "kind", ties[i].word)) {
            rp_tie *tie = rp_picture_tie(p, from, to, ties[i].kind);
            if (tie) {
                tie->unseen = (ties[i].kind != RP_TIE_AFTER && ties[i].kind != RP_TIE_VISIT) || p->boxes.at[to].in == from;
            }
        }
    }
}

static void say_escalation(rp_picture *p, uint32_t box, const rp_words *words) {
    if (words->list.n > 0) {
        rp_picture_say_row(p, box, "draw.escalate", rp_join(p->t, words, RP_JOIN_OR));
    }
}

/* Whom to turn to where nothing moves; the edges of a step stand together. */
static void say_escalations(rp_picture *p) {
    uint32_t last = RP_NONE;
    rp_words words = {0};
    for (size_t i = 0; i < p->ties.n; i++) {
        const rp_tie *tie = &p->ties.at[i];
        if (tie->kind != RP_TIE_ESCALATE) {
            continue;
        }
        if (tie->from != last) {
            say_escalation(p, last, &words);
            words.list.n = 0;
        }
        last = tie->from;
        rp_words_add(p->t, &words, rp_who_name(p->t, p->boxes.at[tie->to].ref));
    }
    say_escalation(p, last, &words);
}

void rp_draw_pathways(rp_picture *p, const rp_tree *answer) {
    const rp_tree *graph = rp_tree_get(answer, "graph");
    const rp_tree *nodes = graph ? rp_tree_get(graph, "nodes") : NULL, *edges = graph ? rp_tree_get(graph, "edges") : NULL;
    p->view = "pathways";
    p->title = rp_say(p->t, "draw.title-pathways", NULL);
    if (rp_tree_get(answer, "concern")) {
        p->title = rp_say(p->t, "word.colon", "label", p->title, "text", rp_facts(p->t, rp_tree_get(answer, "concern")), NULL);
    }
    for (int visits = 0; visits <= 1; visits++) { /* what is given at a visit comes after it */
        for (const rp_tree *node = nodes ? nodes->first : NULL; node; node = node->next) {
            if ((rp_text_of(node, "with") != NULL) == (visits == 1)) {
                add_node(p, node);
            }
        }
    }
    rp_picture_unsay(p);
    for (const rp_tree *edge = edges ? edges->first : NULL; edge; edge = edge->next) {
        add_edge(p, edge);
    }
    say_escalations(p);
}
