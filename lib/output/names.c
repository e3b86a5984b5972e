/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/teller.h"

#include "compile/protocol.h"

#include <string.h>

const char *rp_text_of(const rp_tree *object, const char *key) {
    const rp_tree *at = object ? rp_tree_get(object, key) : NULL;
    return at ? at->text : NULL;
}

bool rp_flag_of(const rp_tree *object, const char *key) {
    const rp_tree *at = object ? rp_tree_get(object, key) : NULL;
    return at && at->number != 0;
}

bool rp_is_word(const rp_tree *object, const char *key, const char *word) {
    const char *text = rp_text_of(object, key);
    return text && strcmp(text, word) == 0;
}

const char *rp_part(rp_teller *t, refpath_kind kind, const char *id, rp_label_part part) {
    const char *text = id ? rp_label(t->protocol, kind, id, t->language, part) : NULL;
    if (!text || *text == '\0') {
        return NULL;
    }
    if (!rp_label_reviewed(t->protocol, kind, id, t->language, part)) {
        t->unreviewed = true;
    }
    return rp_quote(t, text);
}

const char *rp_name(rp_teller *t, refpath_kind kind, const char *id) {
    const char *label = rp_part(t, kind, id, RP_LABEL_NAME);
    return label ? label : rp_quote(t, id ? id : "");
}

const char *rp_full_text(rp_teller *t, refpath_kind kind, const char *id) {
    const char *text = rp_part(t, kind, id, RP_LABEL_TEXT);
    return text ? text : rp_name(t, kind, id);
}

/* The first of several kinds that has the id with a label: they share their ids. */
static const char *name_of_kinds(rp_teller *t, const refpath_kind *kinds, size_t n, const char *id) {
    for (size_t i = 0; i < n; i++) {
        const char *label = rp_part(t, kinds[i], id, RP_LABEL_NAME);
        if (label) {
            return label;
        }
    }
    return rp_quote(t, id ? id : "");
}

const char *rp_who_name(rp_teller *t, const char *id) {
    static const refpath_kind kinds[] = {REFPATH_KIND_ACTOR, REFPATH_KIND_ROLE, REFPATH_KIND_PARTY, REFPATH_KIND_GROUP};
    return name_of_kinds(t, kinds, sizeof kinds / sizeof *kinds, id);
}

const char *rp_aim_name(rp_teller *t, const char *id) {
    static const refpath_kind kinds[] = {REFPATH_KIND_SERVICE, REFPATH_KIND_PURPOSE};
    return name_of_kinds(t, kinds, sizeof kinds / sizeof *kinds, id);
}

const char *rp_item_name(rp_teller *t, const char *id) {
    return rp_name(t, REFPATH_KIND_ITEM, id);
}

const char *rp_place_name(rp_teller *t, const char *id) {
    return rp_name(t, REFPATH_KIND_PLACE, id);
}

const char *rp_clock_name(rp_teller *t, const char *id) {
    const char *label = rp_part(t, REFPATH_KIND_CLOCK, id, RP_LABEL_NAME);
    return label ? label : rp_say_word(t, "clock", id);
}

const char *rp_party_name(rp_teller *t, const char *id) {
    return rp_name(t, REFPATH_KIND_PARTY, id);
}

const char *rp_rule_label(rp_teller *t, const char *id) {
    return rp_name(t, REFPATH_KIND_RULE, id);
}

const char *rp_duty_text(rp_teller *t, const char *id) {
    return rp_full_text(t, REFPATH_KIND_DUTY, id);
}

const char *rp_term_name(rp_teller *t, const char *fact, const char *term) {
    const char *both = rp_arena_format(&t->scratch, "%s/%s", fact, term);
    const char *label = both ? rp_part(t, REFPATH_KIND_FACT, both, RP_LABEL_NAME) : NULL;
    return label ? label : rp_quote(t, term);
}

const char *rp_names(rp_teller *t, const rp_tree *ids, rp_namer namer, rp_joint joint) {
    rp_words words = {0};
    if (!ids) {
        return "";
    }
    if (ids->text) {
        return namer(t, ids->text);
    }
    for (const rp_tree *id = ids->first; id; id = id->next) {
        rp_words_add(t, &words, namer(t, id->text ? id->text : ""));
    }
    return rp_join(t, &words, joint);
}

/* What a step is about, by its service or by whom it tells, where the protocol is at hand. */
static const char *name_of_step(rp_teller *t, const rp_step *step) {
    rp_words words = {0};
    const refpath_protocol *p = t->protocol;
    if (step->kind == RP_STEP_SERVICE) {
        return rp_aim_name(t, p->aims.entries.at[step->service].id);
    }
    if (step->kind == RP_STEP_INFORM) {
        for (size_t i = 0; i < step->inform.n; i++) {
            rp_words_add(t, &words, rp_who_name(t, p->who.at[step->inform.at[i]].id));
        }
        return rp_say(t, "step.inform", "who", rp_join(t, &words, RP_JOIN_OR), NULL);
    }
    return rp_quote(t, step->id);
}

const char *rp_step_name(rp_teller *t, const char *id) {
    const char *label = rp_part(t, REFPATH_KIND_STEP, id, RP_LABEL_NAME);
    uint32_t number;
    if (label) {
        return label;
    }
    number = t->protocol ? rp_table_find(&t->protocol->step_names, rp_str_of(id)) : RP_NONE;
    return number == RP_NONE ? rp_quote(t, id) : name_of_step(t, &t->protocol->steps.at[number]);
}

const char *rp_fact_name(rp_teller *t, const char *id) {
    return rp_has_word(t, "fact", id) ? rp_say_word(t, "fact", id) : rp_name(t, REFPATH_KIND_FACT, id);
}

const char *rp_one_fact(rp_teller *t, const rp_tree *fact) {
    const char *id = fact->text ? fact->text : rp_text_of(fact, "fact");
    const rp_tree *terms = fact->text ? NULL : rp_tree_get(fact, "terms");
    rp_words among = {0};
    const char *name;
    id = id ? id : "";
    name = rp_fact_name(t, id);
    for (const rp_tree *term = terms ? terms->first : NULL; term; term = term->next) {
        rp_words_add(t, &among, rp_value_name(t, id, term->text));
    }
    return among.list.n ? rp_say(t, "word.aside", "text", name, "aside", rp_join(t, &among, RP_JOIN_OR), NULL) : name;
}

const char *rp_facts(rp_teller *t, const rp_tree *facts) {
    rp_words words = {0};
    if (!facts || facts->n == 0) {
        return NULL;
    }
    for (const rp_tree *f = facts->first; f; f = f->next) {
        rp_words_add(t, &words, rp_one_fact(t, f));
    }
    return rp_join(t, &words, RP_JOIN_CLAUSES);
}

const char *rp_value_name(rp_teller *t, const char *fact, const char *value) {
    static const struct {
        const char *fact;
        rp_namer namer;
    } ranges[] = {
        {"sender", rp_who_name}, {"recipient", rp_who_name}, {"purpose", rp_aim_name},
        {"item", rp_item_name},  {"place", rp_place_name},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (strcmp(ranges[i].fact, fact) == 0) {
            return ranges[i].namer(t, value);
        }
    }
    return rp_term_name(t, fact, value);
}
