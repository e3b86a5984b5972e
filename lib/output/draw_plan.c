/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A plan: whoever holds the case, through whom it goes, and what each is turned to for. */
#include "output/draw_picture.h"
#include "output/text.h"

#include <string.h>

/* How a plan names whoever is on a path: an actor, or a role or a party. */
static uint32_t who_box(rp_picture *p, const char *id, rp_box_kind kind) {
    uint32_t box = rp_picture_find(p, "who", id);
    if (box == RP_NONE) {
        box = rp_picture_box(p, "who", id, kind, RP_NONE);
        rp_picture_say(p, box, RP_WEIGHT_NAME, rp_who_name(p->t, id));
    } else if (kind == RP_BOX_GATEKEEPER && p->boxes.at[box].kind == RP_BOX_ACTOR) {
        p->boxes.at[box].kind = RP_BOX_GATEKEEPER;
    }
    return box;
}

/* How the first one after the holder is reached. */
static void say_contacts(rp_picture *p, uint32_t box, const rp_tree *candidate) {
    const char *contacts = rp_contacts(p->t, rp_tree_get(candidate, "call"), true);
    if (box != RP_NONE && contacts && p->boxes.at[box].said.list.n < 2) {
        rp_picture_say(p, box, RP_WEIGHT_FAINT, contacts);
    }
}

/* Along the path; gives its last. */
static uint32_t draw_path(rp_picture *p, const rp_tree *candidate, uint32_t holder) {
    const rp_tree *path = rp_tree_get(candidate, "path");
    const char *actor = rp_text_of(candidate, "actor");
    uint32_t last = holder;
    if (!path || path->n == 0) {
        return actor ? who_box(p, actor, RP_BOX_ACTOR) : RP_NONE;
    }
    for (const rp_tree *stop = path->first->next; stop; stop = stop->next) {
        uint32_t box = who_box(p, stop->text ? stop->text : "", stop->next ? RP_BOX_GATEKEEPER : RP_BOX_ACTOR);
        if (last == holder) {
            say_contacts(p, box, candidate);
        }
        rp_picture_tie(p, last, box, RP_TIE_CONTACT);
        last = box;
    }
    return last;
}

static uint32_t in_nothing(rp_picture *p, const rp_tree *step) {
    (void)p;
    (void)step;
    return RP_NONE;
}

static void draw_step(rp_picture *p, const rp_tree *step, uint32_t holder) {
    const rp_tree *candidates = rp_tree_get(step, "candidates"), *after = rp_tree_get(step, "after");
    const rp_tree *escalate = rp_tree_get(step, "escalate");
    uint32_t box = rp_picture_find(p, "step", rp_step_id(step));
    rp_draw_visit(p, rp_text_of(step, "with"), box);
    if (box != RP_NONE && p->boxes.at[box].in == RP_NONE && candidates && candidates->first) {
        rp_picture_tie(p, draw_path(p, candidates->first, holder), box, RP_TIE_GIVES);
    }
    for (const rp_tree *id = after ? after->first : NULL; id; id = id->next) {
        rp_picture_tie(p, rp_picture_find(p, "step", id->text), box, RP_TIE_AFTER);
    }
    for (const rp_tree *id = escalate ? rp_tree_get(escalate, "to")->first : NULL; id; id = id->next) {
        rp_picture_tie(p, box, who_box(p, id->text, RP_BOX_ROLE), RP_TIE_ESCALATE);
    }
}

void rp_draw_plan(rp_picture *p, const rp_tree *answer) {
    const rp_tree *steps = rp_tree_get(answer, "steps");
    const char *id = rp_text_of(answer, "case"), *holder_id = rp_text_of(answer, "holder");
    uint32_t holder = who_box(p, holder_id ? holder_id : "", RP_BOX_HOLDER);
    int64_t n = 0;
    p->view = "plan";
    p->title = id ? rp_say(p->t, "plan.title", "case", rp_quote(p->t, id), NULL) : rp_say(p->t, "plan.title-no-case", NULL);
    for (const rp_tree *step = steps ? steps->first : NULL; step; step = step->next) {
        uint32_t box = rp_draw_step_box(p, steps, step, in_nothing);
        rp_picture_say(p, box, RP_WEIGHT_NAME,
                       rp_say_n(p->t, "draw.numbered", ++n, "text", rp_step_what(p->t, step), NULL));
        rp_draw_step_says(p, box, step, false);
    }
    rp_picture_unsay(p);
    for (const rp_tree *step = steps ? steps->first : NULL; step; step = step->next) {
        draw_step(p, step, holder);
    }
}
