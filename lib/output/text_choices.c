/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "compile/protocol.h"

#include <string.h>

#define MOST_DEPTH 16

/* The fact, where the protocol is at hand and has it (`place` is built in). */
static const rp_fact *fact_of(const rp_teller *t, const char *id) {
    uint32_t number = t->protocol ? rp_table_find(&t->protocol->fact_names, rp_str_of(id)) : RP_NONE;
    return number == RP_NONE ? NULL : &t->protocol->facts.at[number];
}

static const rp_tree *choice_of(const rp_tree *choices, const char *id) {
    for (const rp_tree *c = choices->first; c; c = c->next) {
        const char *own = rp_text_of(c, "id");
        if (own && strcmp(own, id) == 0) {
            return c;
        }
    }
    return NULL;
}

/* How many others a choice stands in. */
static size_t depth_of(const rp_tree *choices, const rp_tree *choice) {
    const char *in = rp_text_of(choice, "in");
    size_t depth = 0;
    while (in && depth < MOST_DEPTH) {
        const rp_tree *parent = choice_of(choices, in);
        in = parent ? rp_text_of(parent, "in") : NULL;
        depth++;
    }
    return depth;
}

static void tell_number(rp_teller *t, const rp_tree *min, const rp_tree *max, const char *unit) {
    rp_page_text(&t->page, 0, 0,
                 rp_say(t, "choices.number", "min", rp_say_n(t, "word.number", min->number, NULL), "max",
                        rp_say_n(t, "word.number", max->number, NULL), "unit", unit ? unit : "count", NULL));
}

static void tell_list(rp_teller *t, const char *fact, const rp_tree *choices) {
    const rp_fact *known = fact_of(t, fact);
    bool several = known && known->kind == RP_FACT_SET;
    rp_page_text(&t->page, 0, 0, rp_say(t, several ? "choices.set" : "choices.choice", NULL));
    for (const rp_tree *c = choices->first; c; c = c->next) {
        const char *id = rp_text_of(c, "id");
        id = id ? id : "";
        rp_page_item(&t->page, 2 + 2 * depth_of(choices, c), rp_with_id(t, rp_value_name(t, fact, id), id));
    }
}

void rp_tell_choices(rp_teller *t, const rp_tree *answer) {
    const char *fact = rp_text_of(answer, "fact");
    const rp_tree *min = rp_tree_get(answer, "min"), *max = rp_tree_get(answer, "max");
    const rp_tree *choices = rp_tree_get(answer, "choices");
    const char *question;
    const rp_fact *known;
    fact = fact ? fact : "";
    known = fact_of(t, fact);
    question = rp_part(t, REFPATH_KIND_FACT, fact, RP_LABEL_QUESTION);
    rp_page_heading(&t->page, rp_say(t, "choices.title", "fact", rp_with_id(t, rp_fact_name(t, fact), fact), NULL));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (question) {
        rp_page_text(&t->page, 0, 0, question);
    }
    if (known && known->kind == RP_FACT_FLAG && known->when != RP_NONE) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "choices.derived", NULL));
    } else if (min && max) {
        tell_number(t, min, max, rp_text_of(answer, "unit"));
    } else if (choices && choices->n > 0 && choice_of(choices, "true") && choice_of(choices, "false")) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "choices.flag", NULL));
    } else if (choices) {
        tell_list(t, fact, choices);
    }
}
