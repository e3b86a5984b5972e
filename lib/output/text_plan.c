/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include <string.h>

static void tell_head(rp_teller *t, const rp_tree *answer) {
    const char *id = rp_text_of(answer, "case"), *holder = rp_text_of(answer, "holder");
    rp_rows rows = rp_rows_new(t);
    rp_page_heading(&t->page, id ? rp_say(t, "plan.title", "case", rp_quote(t, id), NULL)
                                 : rp_say(t, "plan.title-no-case", NULL));
    if (holder) {
        rp_tell_row(t, &rows, "head.holder", rp_who_name(t, holder));
    }
    if (rp_tree_get(answer, "now")) {
        rp_tell_row(t, &rows, "head.now",
               rp_say(t, "head.now-text", "when", rp_when(t, t->now), "zone", rp_quote(t, t->zone), NULL));
    }
    rp_tell_protocol(t, &rows, answer);
    rp_print_rows(t, 0, &rows);
}

/* A plan for a holder who must stay away has a warning alone, which has been told. */
static bool holder_avoided(const rp_tree *answer) {
    const rp_tree *warnings = rp_tree_get(answer, "warnings");
    for (const rp_tree *w = warnings ? warnings->first : NULL; w; w = w->next) {
        if (rp_is_word(w, "code", "holder-avoided")) {
            return true;
        }
    }
    return false;
}

static void tell_steps(rp_teller *t, const rp_tree *steps) {
    size_t n = 0;
    rp_page_heading(&t->page, rp_say(t, "plan.steps", NULL));
    if (!steps || steps->n == 0) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "plan.no-steps", NULL));
        return;
    }
    for (const rp_tree *step = steps->first; step; step = step->next) {
        rp_tell_step(t, steps, step, ++n);
    }
}

static const char *advice_text(rp_teller *t, const rp_tree *advice) {
    const char *certainty = rp_text_of(advice, "certainty");
    const char *facts = rp_facts(t, rp_tree_get(advice, "facts"));
    const char *text = rp_full_text(t, REFPATH_KIND_ADVICE, rp_text_of(advice, "id"));
    if (certainty && strcmp(certainty, "possible") == 0 && facts) {
        return rp_say(t, "advice.possible", "text", text, "facts", facts, NULL);
    }
    return text;
}

static void tell_advice(rp_teller *t, const rp_tree *advice) {
    static const char *const kinds[] = {"must", "must-not", "should"};
    rp_rows rows = rp_rows_new(t);
    if (!advice || advice->n == 0) {
        return;
    }
    rp_page_heading(&t->page, rp_say(t, "plan.advice", NULL));
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (const rp_tree *a = advice->first; a; a = a->next) {
            const char *kind = rp_text_of(a, "kind");
            if (kind && strcmp(kind, kinds[k]) == 0) {
                rp_rows_add(&rows, rp_say_word(t, "advice", kind), advice_text(t, a));
            }
        }
    }
    rp_print_rows(t, 3, &rows);
}

static bool any_limits(const rp_tree *steps) {
    for (const rp_tree *step = steps ? steps->first : NULL; step; step = step->next) {
        if (rp_tree_get(step, "target") || rp_tree_get(step, "limits")) {
            return true;
        }
    }
    return false;
}

void rp_tell_plan(rp_teller *t, const rp_tree *answer) {
    const rp_tree *steps = rp_tree_get(answer, "steps");
    const rp_tree *ask = rp_tree_get(answer, "ask");
    tell_head(t, answer);
    rp_tell_warnings(t, answer);
    if (holder_avoided(answer)) {
        return;
    }
    tell_advice(t, rp_tree_get(answer, "advice")); /* what never to do comes before what to ask */
    if (ask && ask->n > 0) {
        rp_page_heading(&t->page, rp_say(t, "plan.ask", NULL));
        rp_tell_questions(t, ask);
    }
    tell_steps(t, steps);
    if (steps && steps->n > 0) {
        rp_page_heading(&t->page, rp_say(t, "plan.words", NULL));
        if (any_limits(steps)) {
            rp_page_text(&t->page, 0, 0, rp_say(t, "plan.words-target", NULL));
        }
        rp_page_text(&t->page, 0, 0, rp_say(t, "plan.words-states", NULL));
    }
}
