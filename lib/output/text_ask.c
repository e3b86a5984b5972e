/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "compile/protocol.h"

#include <string.h>

static const char *question(rp_teller *t, const char *fact) {
    const char *text = rp_part(t, REFPATH_KIND_FACT, fact, RP_LABEL_QUESTION);
    if (text) {
        return text;
    }
    if (strcmp(fact, "place") == 0) {
        return rp_say(t, "ask.place", NULL);
    }
    return rp_say(t, "ask.find-out", "fact", rp_name(t, REFPATH_KIND_FACT, fact), NULL);
}

/* Of a choice: all its smallest terms, so that it is clear what is to be found out. NULL for other facts. */
static const char *answers(rp_teller *t, const char *id) {
    uint32_t number = t->protocol ? rp_table_find(&t->protocol->fact_names, rp_str_of(id)) : RP_NONE;
    const rp_forest *terms = number == RP_NONE ? NULL : &t->protocol->facts.at[number].terms;
    rp_words words = {0};
    if (!terms || t->protocol->facts.at[number].kind != RP_FACT_CHOICE) {
        return NULL;
    }
    for (uint32_t i = 0; i < terms->n_leaves; i++) {
        rp_words_add(t, &words, rp_term_name(t, id, terms->entries.at[terms->leaf[i]].id));
    }
    return rp_join(t, &words, RP_JOIN_CLAUSES);
}

static void tell_question(rp_teller *t, const rp_tree *ask, size_t n) {
    const char *fact = rp_text_of(ask, "fact");
    const rp_tree *terms = rp_tree_get(ask, "terms"), *by = rp_tree_get(ask, "by"), *steps = rp_tree_get(ask, "for");
    const char *text = question(t, fact ? fact : "");
    if (by) {
        text = rp_say(t, "ask.leave", "question", text, "role", rp_names(t, by, rp_who_name, RP_JOIN_OR), NULL);
    }
    rp_page_text(&t->page, 0, 3, rp_say_n(t, "ask.numbered", (int64_t)n, "question", text, NULL));
    if (terms && terms->n > 0) {
        rp_words among = {0};
        for (const rp_tree *term = terms->first; term; term = term->next) {
            rp_words_add(t, &among, rp_term_name(t, fact ? fact : "", term->text));
        }
        rp_page_text(&t->page, 3, 0, rp_say(t, "ask.terms", "terms", rp_join(t, &among, RP_JOIN_CLAUSES), NULL));
    } else if (fact && answers(t, fact)) {
        rp_page_text(&t->page, 3, 0, rp_say(t, "ask.answers", "terms", answers(t, fact), NULL));
    }
    if (steps && steps->n > 0) {
        rp_page_text(&t->page, 3, 0,
                     rp_say(t, "ask.decides", "steps", rp_names(t, steps, rp_step_name, RP_JOIN_CLAUSES), NULL));
    }
}

/* Those that whoever holds the case may put; the others are named, and left to their role. */
static size_t own_questions(const rp_tree *ask) {
    size_t n = 0;
    for (const rp_tree *a = ask->first; a; a = a->next) {
        n += rp_tree_get(a, "by") ? 0 : 1;
    }
    return n;
}

void rp_tell_questions(rp_teller *t, const rp_tree *ask) {
    size_t own = own_questions(ask), n = 0;
    rp_page_text(&t->page, 0, 0,
                 own > 0 ? rp_say_n(t, "ask.count", (int64_t)own, NULL) : rp_say(t, "ask.others-only", NULL));
    for (const rp_tree *a = ask->first; a; a = a->next) {
        tell_question(t, a, ++n);
    }
}

void rp_tell_ask(rp_teller *t, const rp_tree *answer) {
    const rp_tree *ask = rp_tree_get(answer, "ask");
    rp_page_heading(&t->page, rp_say(t, "ask.title", NULL));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (!ask || ask->n == 0) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "ask.none", NULL));
        return;
    }
    rp_tell_questions(t, ask);
}
