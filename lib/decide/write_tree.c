/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/write_tree.h"

#include "unicode/civil.h"

#include <string.h>

rp_tree *rp_write_object(rp_writer *o, rp_tree *to, const char *key) { return rp_tree_object(o->arena, to, key); }

rp_tree *rp_write_array(rp_writer *o, rp_tree *to, const char *key) { return rp_tree_array(o->arena, to, key); }

void rp_write_text(rp_writer *o, rp_tree *to, const char *key, const char *text) {
    (void)rp_tree_text(o->arena, to, key, text);
}

void rp_write_integer(rp_writer *o, rp_tree *to, const char *key, int64_t number) {
    (void)rp_tree_integer(o->arena, to, key, number);
}

void rp_write_flag(rp_writer *o, rp_tree *to, const char *key) { (void)rp_tree_flag(o->arena, to, key, true); }

static const char *keep(rp_writer *o, const char *text) { return rp_arena_text(o->arena, text, strlen(text)); }

void rp_write_moment(rp_writer *o, rp_tree *to, const char *key, int64_t moment) {
    char text[RP_MOMENT_TEXT];
    rp_moment_print(moment, text);
    (void)rp_tree_moment(o->arena, to, key, moment, keep(o, text));
}

void rp_write_contact(rp_writer *o, rp_tree *to, const rp_contact *contact) {
    const rp_model *model = &o->w->p->model;
    rp_str by = {"", 0};
    (void)rp_node_attribute(model, contact->node, RP_ATTRIBUTE_BY, &by);
    rp_write_text(o, to, "by", by.at);
    rp_write_text(o, to, "value", rp_node_text(model, contact->node).at);
    if (contact->secure) {
        rp_write_flag(o, to, "secure");
    }
}

void rp_write_day(rp_writer *o, rp_tree *to, const char *key, int64_t day) {
    char text[RP_DATE_TEXT];
    if (day != RP_NO_DATE) {
        rp_civil_print_date(day, text);
        rp_write_text(o, to, key, keep(o, text));
    }
}

void rp_write_duration(rp_writer *o, rp_tree *to, const char *key, int64_t seconds) {
    char text[RP_DURATION_TEXT];
    rp_duration_print(seconds, text);
    rp_write_text(o, to, key, keep(o, text));
}

void rp_write_who(rp_writer *o, rp_tree *to, const char *key, const uint32_t *who, size_t n) {
    rp_tree *array;
    if (n == 0) {
        return;
    }
    array = rp_write_array(o, to, key);
    for (size_t i = 0; i < n; i++) {
        rp_write_text(o, array, NULL, o->w->p->who.at[who[i]].id);
    }
}

/* -- facts ---------------------------------------------------------------------------------------------------- */

const char *rp_fact_id(const rp_work *w, uint32_t fact) {
    return fact < w->p->facts.n ? w->p->facts.at[fact].id : "place";
}

static void write_fact(rp_writer *o, rp_tree *array, const rp_word *axes, uint32_t fact) {
    const rp_matcher *m = &o->w->p->matcher;
    rp_tree *entry = NULL, *terms = NULL;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        if (axis->fact != fact || axis->kind == RP_AXIS_PART || !rp_bits_has(axes, a)) {
            continue;
        }
        if (!entry) {
            entry = rp_write_object(o, array, NULL);
            rp_write_text(o, entry, "fact", rp_fact_id(o->w, fact));
        }
        if (axis->kind == RP_AXIS_TERM) {
            terms = terms ? terms : rp_write_array(o, entry, "terms");
            rp_write_text(o, terms, NULL, o->w->p->facts.at[fact].terms.entries.at[axis->of].id);
        }
    }
}

void rp_write_facts(rp_writer *o, rp_tree *to, const char *key, const rp_word *axes) {
    rp_tree *array;
    if (!axes || !rp_bits_any(axes, o->w->p->matcher.axis_words)) {
        return;
    }
    array = rp_write_array(o, to, key);
    rp_write_fact_entries(o, array, axes);
}

void rp_write_fact_entries(rp_writer *o, rp_tree *array, const rp_word *axes) {
    for (uint32_t fact = 0; fact <= o->w->p->facts.n; fact++) { /* the place stands last */
        write_fact(o, array, axes, fact);
    }
}

/* -- labels --------------------------------------------------------------------------------------------------- */

void rp_write_labels(rp_writer *o, rp_tree *to, rp_node node) {
    const rp_model *m = &o->w->p->model;
    rp_tree *labels = NULL;
    for (rp_node label = rp_node_first_of(m, node, RP_ELEMENT_LABEL); label;
         label = rp_node_next_of(m, label, RP_ELEMENT_LABEL)) {
        const char *language = rp_node_language(m, label).at;
        labels = labels ? labels : rp_write_object(o, to, "labels");
        if (!rp_tree_get(labels, language)) {
            rp_write_text(o, labels, language, rp_node_text(m, label).at);
        }
    }
}

/* -- citations ------------------------------------------------------------------------------------------------ */

static void write_cite(rp_writer *o, rp_tree *array, rp_node cite) {
    const rp_model *m = &o->w->p->model;
    rp_tree *entry = rp_write_object(o, array, NULL);
    rp_str value;
    if (rp_node_attribute(m, cite, RP_ATTRIBUTE_SOURCE, &value)) {
        rp_write_text(o, entry, "source", value.at);
    }
    if (rp_node_attribute(m, cite, RP_ATTRIBUTE_AT, &value)) {
        rp_write_text(o, entry, "at", value.at);
    }
    if (rp_node_attribute(m, cite, RP_ATTRIBUTE_CONFIRMED, &value)) {
        rp_write_text(o, entry, "confirmed", value.at);
    }
}

static bool same_attribute(const rp_model *m, rp_node a, rp_node b, rp_attribute attribute) {
    rp_str x = {"", 0}, y = {"", 0};
    bool has_x = rp_node_attribute(m, a, attribute, &x), has_y = rp_node_attribute(m, b, attribute, &y);
    return has_x == has_y && rp_str_equal(x, y);
}

static bool same_cite(const rp_model *m, rp_node a, rp_node b) {
    return same_attribute(m, a, b, RP_ATTRIBUTE_SOURCE) && same_attribute(m, a, b, RP_ATTRIBUTE_AT) &&
           same_attribute(m, a, b, RP_ATTRIBUTE_CONFIRMED);
}

static bool cited_before(const rp_model *m, const rp_node *nodes, size_t upto, rp_node cite) {
    for (size_t i = 0; i <= upto; i++) {
        for (rp_node c = rp_node_first_of(m, nodes[i], RP_ELEMENT_CITE); c && c != cite;
             c = rp_node_next_of(m, c, RP_ELEMENT_CITE)) {
            if (same_cite(m, c, cite)) {
                return true;
            }
        }
    }
    return false;
}

/* The citations of several elements, each once. */
void rp_write_cites(rp_writer *o, rp_tree *to, const rp_node *nodes, size_t n) {
    const rp_model *m = &o->w->p->model;
    rp_tree *array = NULL;
    for (size_t i = 0; i < n; i++) {
        for (rp_node c = rp_node_first_of(m, nodes[i], RP_ELEMENT_CITE); c;
             c = rp_node_next_of(m, c, RP_ELEMENT_CITE)) {
            if (!cited_before(m, nodes, i, c)) {
                array = array ? array : rp_write_array(o, to, "cites");
                write_cite(o, array, c);
            }
        }
    }
}

/* -- decisions ------------------------------------------------------------------------------------------------ */

static void write_naming(rp_writer *o, rp_tree *to, unsigned naming) {
    rp_tree *array;
    if (naming == 0) {
        return;
    }
    array = rp_write_array(o, to, "naming");
    if (naming & RP_NAMES_ITEM) {
        rp_write_text(o, array, NULL, "item");
    }
    if (naming & RP_NAMES_RECIPIENT) {
        rp_write_text(o, array, NULL, "recipient");
    }
    if (naming & RP_NAMES_PURPOSE) {
        rp_write_text(o, array, NULL, "purpose");
    }
}

void rp_write_agreement(rp_writer *o, rp_tree *to, const rp_missing *missing) {
    const rp_agreement *agreement = &o->w->p->agreements.at[missing->agreement];
    rp_tree *entry = rp_write_object(o, to, NULL), *by = rp_write_array(o, entry, "by");
    for (uint32_t i = 0; i < missing->by.n; i++) {
        rp_write_text(o, by, NULL, o->w->p->parties.at[missing->by.at[i]].id);
    }
    rp_write_text(o, entry, "kind", agreement->assent ? "assent" : "consent");
    if (agreement->form != RP_SPOKEN) {
        rp_write_text(o, entry, "form", agreement->form == RP_WRITTEN ? "written" : "recorded");
    }
    write_naming(o, entry, agreement->naming);
    if (missing->refused) {
        rp_write_flag(o, entry, "refused");
    }
}

static void write_despite(rp_writer *o, rp_tree *to, const rp_decision *d) {
    size_t n = o->w->p->parties.n;
    rp_tree *array;
    if (d->word != RP_PERMITTED || !rp_bits_any(d->despite, rp_bits_words(n))) {
        return;
    }
    array = rp_write_array(o, to, "despite");
    for (size_t i = rp_bits_next(d->despite, 0, n); i < n; i = rp_bits_next(d->despite, i + 1, n)) {
        rp_write_text(o, array, NULL, o->w->p->parties.at[i].id);
    }
}

static void write_obligations(rp_writer *o, rp_tree *to, const rp_decision *d) {
    size_t n = o->w->p->rules.n;
    rp_tree *array = NULL;
    for (size_t r = rp_bits_next(d->holding, 0, n); r < n; r = rp_bits_next(d->holding, r + 1, n)) {
        const rp_rule *rule = &o->w->p->rules.at[r];
        for (uint32_t i = 0; i < rule->n_obligations; i++) {
            array = array ? array : rp_write_array(o, to, "obligations");
            rp_write_text(o, array, NULL, o->w->p->obligations.at[rule->first_obligation + i].id);
        }
    }
}

static void write_rules(rp_writer *o, rp_tree *to, const rp_decision *d) {
    size_t n = o->w->p->rules.n, found = 0;
    rp_node *nodes;
    rp_tree *array;
    if (!rp_bits_any(d->rules, rp_bits_words(n))) {
        return;
    }
    array = rp_write_array(o, to, "rules");
    nodes = RP_ARENA_ARRAY(o->arena, rp_node, n);
    for (size_t r = rp_bits_next(d->rules, 0, n); r < n && nodes; r = rp_bits_next(d->rules, r + 1, n)) {
        rp_write_text(o, array, NULL, o->w->p->rules.at[r].id);
        nodes[found++] = o->w->p->rules.at[r].node;
    }
    if (nodes) {
        rp_write_cites(o, to, nodes, found);
    }
}

static void write_part(rp_writer *o, rp_tree *to, const rp_decision *d, bool with_recipient) {
    rp_tree *part = rp_write_object(o, to, NULL);
    rp_write_text(o, part, "decision", rp_decision_words[d->word]);
    rp_write_text(o, part, "item", o->w->p->items.entries.at[d->item].id);
    if (with_recipient) {
        rp_write_text(o, part, "recipient", o->w->p->who.at[d->recipient].id);
    }
    rp_write_decision_rest(o, part, d);
}

void rp_write_decision_rest(rp_writer *o, rp_tree *to, const rp_decision *d) {
    if (d->missing.n > 0 && (d->word == RP_NEEDS_CONSENT || d->word == RP_REFUSED)) {
        rp_tree *missing = rp_write_array(o, to, "missing");
        for (size_t i = 0; i < d->missing.n; i++) {
            rp_write_agreement(o, missing, &d->missing.at[i]);
        }
    }
    rp_write_facts(o, to, "facts", d->facts);
    write_despite(o, to, d);
    write_obligations(o, to, d);
    write_rules(o, to, d);
    if (d->parts.n > 0) {
        rp_tree *parts = rp_write_array(o, to, "parts");
        for (size_t i = 0; i < d->parts.n; i++) {
            write_part(o, parts, d->parts.at[i], d->parts.at[i]->recipient != d->recipient);
        }
    }
}

void rp_write_decision(rp_writer *o, rp_tree *to, const rp_decision *d) {
    rp_tree *entry = rp_write_object(o, to, NULL);
    rp_write_text(o, entry, "decision", rp_decision_words[d->word]);
    rp_write_text(o, entry, "item", o->w->p->items.entries.at[d->item].id);
    rp_write_decision_rest(o, entry, d);
}

/* -- warnings ------------------------------------------------------------------------------------------------- */

static void write_warning(rp_writer *o, rp_tree *array, const rp_warning *warning) {
    rp_tree *entry = rp_write_object(o, array, NULL), *args;
    rp_write_text(o, entry, "code", warning->code);
    args = rp_write_object(o, entry, "args");
    if (warning->who) {
        rp_write_who(o, args, warning->name, warning->who, warning->n_who);
    } else if (warning->name) {
        /* The value may lie in the scratch arena, which the answer outlives. */
        rp_write_text(o, args, warning->name, keep(o, warning->value));
    }
}

void rp_write_warnings(rp_writer *o, rp_tree *root) {
    rp_tree *array;
    if (o->w->warnings.n == 0) {
        return;
    }
    array = rp_write_array(o, root, "warnings");
    for (size_t i = 0; i < o->w->warnings.n; i++) {
        write_warning(o, array, &o->w->warnings.at[i]);
    }
}
