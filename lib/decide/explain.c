/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/explain.h"

#include "base/check.h"
#include "decide/count.h"
#include "decide/who.h"

#include <string.h>

typedef struct rp_explaining {
    rp_asking *a;
    rp_work *w;
    const rp_decision *d;
    rp_request request;
} rp_explaining;

static const char *truth_word(rp_dd holds) {
    return holds == RP_DD_TRUE ? "yes" : holds == RP_DD_FALSE ? "no" : "open";
}

/* -- the value that a test reads, in words ------------------------------------------------------------------------- */

static void add_word(rp_buffer *b, const char *word) {
    if (b->n > 0) {
        rp_buffer_char(b, ' ');
    }
    rp_buffer_text(b, word);
}

static void number_value(const rp_explaining *x, const rp_fact *fact, rp_buffer *b) {
    const rp_given *given = &x->w->facts.c->facts[fact - x->w->p->facts.at];
    const rp_clock_now *clock = fact->since == RP_NONE ? NULL : &x->w->facts.clocks[fact->since];
    for (size_t i = 0; given->given && i < given->ranges.n; i++) {
        add_word(b, "");
        rp_buffer_number(b, given->ranges.at[i].least);
        if (given->ranges.at[i].most != given->ranges.at[i].least) {
            rp_buffer_text(b, "..");
            rp_buffer_number(b, given->ranges.at[i].most);
        }
    }
    if (!given->given && clock && clock->given) {
        int64_t least = rp_count_units(fact->unit, x->w->facts.zone, clock->to[clock->n - 1], x->w->facts.at);
        int64_t most = rp_count_units(fact->unit, x->w->facts.zone, clock->from[0], x->w->facts.at);
        least = least < fact->min ? fact->min : least > fact->max ? fact->max : least;
        most = most < fact->min ? fact->min : most > fact->max ? fact->max : most;
        rp_buffer_number(b, least);
        if (most != least) {
            rp_buffer_text(b, "..");
            rp_buffer_number(b, most);
        }
    }
    if (b->n == 0) {
        rp_buffer_text(b, "open");
    }
}

static void choice_value(const rp_explaining *x, const rp_fact *fact, rp_buffer *b) {
    const rp_axis_now *now = &x->w->facts.axes[fact->axis];
    for (uint32_t i = 0; i < now->n && now->n < fact->terms.n_leaves; i++) {
        add_word(b, fact->terms.entries.at[fact->terms.leaf[now->value[i]]].id);
    }
    if (b->n == 0) {
        rp_buffer_text(b, "open");
    }
}

/* Terms that hold, then with a question mark those that may. */
static void set_value(const rp_explaining *x, const rp_fact *fact, rp_buffer *b) {
    for (int open = 0; open <= 1; open++) {
        for (uint32_t t = 0; t < fact->terms.entries.n; t++) {
            const rp_axis_now *now = &x->w->facts.axes[fact->axis + t];
            if (open ? now->open : !now->open && now->value[0] == 1) {
                add_word(b, fact->terms.entries.at[t].id);
                rp_buffer_text(b, open ? "?" : "");
            }
        }
    }
    if (b->n == 0) {
        rp_buffer_text(b, "none");
    }
}

static void flag_value(rp_explaining *x, const rp_fact *fact, rp_buffer *b) {
    const rp_axis_now *now;
    if (fact->when != RP_NONE) {
        rp_request request = {RP_NONE, RP_NONE, RP_NONE, RP_NONE, RP_NONE};
        rp_buffer_text(b, truth_word(rp_condition_holds(x->w, &request, fact->when)));
        return;
    }
    now = &x->w->facts.axes[fact->axis];
    rp_buffer_text(b, now->open ? "open" : now->value[0] ? "yes" : "no");
}

static void request_value(const rp_explaining *x, rp_str fact, rp_buffer *b) {
    const refpath_protocol *p = x->w->p;
    if (rp_str_is(fact, "sender")) {
        rp_buffer_text(b, p->who.at[x->request.sender].id);
    } else if (rp_str_is(fact, "recipient")) {
        rp_buffer_text(b, p->who.at[x->request.recipient].id);
    } else if (rp_str_is(fact, "purpose")) {
        rp_buffer_text(b, p->aims.entries.at[x->request.purpose].id);
    } else if (rp_str_is(fact, "item")) {
        rp_buffer_text(b, p->items.entries.at[p->items.leaf[x->request.item]].id);
    } else {
        uint32_t place = x->w->facts.known_place;
        rp_buffer_text(b, place == RP_NONE ? "open" : p->places.entries.at[place].id);
    }
}

static void value_of(rp_explaining *x, rp_str id, rp_buffer *b) {
    uint32_t number = rp_table_find(&x->w->p->fact_names, id);
    const rp_fact *fact;
    if (number == RP_NONE) {
        request_value(x, id, b);
        return;
    }
    fact = &x->w->p->facts.at[number];
    switch (fact->kind) {
    case RP_FACT_NUMBER: number_value(x, fact, b); break;
    case RP_FACT_CHOICE: choice_value(x, fact, b); break;
    case RP_FACT_SET: set_value(x, fact, b); break;
    default: flag_value(x, fact, b); break;
    }
}

/* A test in words: "in unsafe absent", "min 6 max 11", "true". */
static void test_text(const rp_explaining *x, rp_node test, rp_buffer *b) {
    static const rp_attribute attributes[] = {RP_ATTRIBUTE_IN, RP_ATTRIBUTE_MIN, RP_ATTRIBUTE_MAX};
    for (size_t i = 0; i < 3; i++) {
        rp_str value;
        if (rp_node_attribute(&x->w->p->model, test, attributes[i], &value)) {
            add_word(b, rp_attribute_name(attributes[i]));
            rp_buffer_char(b, ' ');
            rp_buffer_add(b, value.at, value.n);
        }
    }
    if (b->n == 0) {
        rp_buffer_text(b, "true");
    }
}

static void write_buffer(rp_explaining *x, rp_tree *to, const char *key, rp_buffer *b) {
    char *text = b->failed ? NULL : rp_arena_text(x->a->o.arena, b->n > 0 ? b->at : "", b->n);
    if (text) {
        rp_write_text(&x->a->o, to, key, text);
    } else {
        x->a->o.failed = true;
    }
    rp_buffer_free(b);
}

/* -- why ---------------------------------------------------------------------------------------------------------------- */

static void write_test(rp_explaining *x, rp_tree *array, const rp_rule_test *test) {
    rp_tree *entry = rp_write_object(&x->a->o, array, NULL);
    rp_buffer value, text;
    rp_str fact = {"", 0};
    rp_buffer_init(&value, &x->a->answer->alloc, true);
    rp_buffer_init(&text, &x->a->answer->alloc, false);
    (void)rp_node_attribute(&x->w->p->model, test->node, RP_ATTRIBUTE_FACT, &fact);
    value_of(x, fact, &value);
    test_text(x, test->node, &text);
    rp_write_text(&x->a->o, entry, "fact", rp_arena_text(x->a->o.arena, fact.at, fact.n));
    write_buffer(x, entry, "value", &value);
    write_buffer(x, entry, "test", &text);
    rp_write_text(&x->a->o, entry, "holds", truth_word(rp_test_holds(x->w, &x->request, test->condition)));
}

static void write_rule(rp_explaining *x, rp_tree *array, const rp_rule *rule) {
    static const char *const effects[] = {"forbid", "permit", "require"};
    rp_tree *entry = rp_write_object(&x->a->o, array, NULL), *tests;
    rp_write_text(&x->a->o, entry, "rule", rule->id);
    rp_write_text(&x->a->o, entry, "effect", effects[rule->effect]);
    if (rule->n_tests > 0) {
        tests = rp_write_array(&x->a->o, entry, "tests");
        for (uint32_t i = 0; i < rule->n_tests; i++) {
            write_test(x, tests, &x->w->p->rule_tests.at[rule->first_test + i]);
        }
    }
}

static void write_why(rp_explaining *x, rp_tree *root) {
    size_t n = x->w->p->rules.n;
    rp_tree *why;
    if (!rp_bits_any(x->d->rules, rp_bits_words(n))) {
        return;
    }
    why = rp_write_array(&x->a->o, root, "why");
    for (size_t r = rp_bits_next(x->d->rules, 0, n); r < n; r = rp_bits_next(x->d->rules, r + 1, n)) {
        write_rule(x, why, &x->w->p->rules.at[r]);
    }
}

/* -- what would change it ---------------------------------------------------------------------------------------------- */

static rp_tree *change(rp_explaining *x, rp_tree **array, rp_tree *root) {
    *array = *array ? *array : rp_write_array(&x->a->o, root, "would-change");
    return rp_write_object(&x->a->o, *array, NULL);
}

static rp_transfer transfer_of(const rp_explaining *x) {
    rp_transfer t = {x->request.item, x->request.sender, x->request.recipient, x->request.purpose, RP_NONE};
    return t;
}

/* The agreements of a permit rule that may hold, which are not met. */
static refpath_status write_permit(rp_explaining *x, rp_tree **array, rp_tree *root, const rp_rule *rule) {
    rp_transfer t = transfer_of(x);
    rp_tree *list = NULL;
    for (uint32_t i = 0; i < rule->n_agreements; i++) {
        const rp_agreement *agreement = &x->w->p->agreements.at[rule->first_agreement + i];
        rp_missing missing = {rule->first_agreement + i, {0, NULL}, true};
        if (rp_agreement_met(x->w, &t, rule, agreement) == RP_DD_TRUE) {
            continue;
        }
        RP_TRY(rp_parties_left(x->w, agreement, &missing.by));
        for (uint32_t k = 0; k < missing.by.n; k++) {
            missing.refused = missing.refused && rp_barred(x->w, &t, missing.by.at[k]);
        }
        list = list ? list : rp_write_array(&x->a->o, change(x, array, root), "agree");
        rp_write_agreement(&x->a->o, list, &missing);
    }
    return REFPATH_OK;
}

static refpath_status write_agreements(rp_explaining *x, rp_tree **array, rp_tree *root) {
    if (x->d->word == RP_NEEDS_CONSENT || x->d->word == RP_REFUSED) {
        rp_tree *list = rp_write_array(&x->a->o, change(x, array, root), "agree");
        for (size_t i = 0; i < x->d->missing.n; i++) {
            rp_write_agreement(&x->a->o, list, &x->d->missing.at[i]);
        }
    }
    for (size_t r = 0; r < x->w->p->rules.n && x->d->word != RP_PERMITTED; r++) {
        const rp_rule *rule = &x->w->p->rules.at[r];
        if (rule->effect == RP_PERMIT && rp_condition_holds(x->w, &x->request, rule->when) != RP_DD_FALSE) {
            RP_TRY(write_permit(x, array, root, rule));
        }
    }
    return REFPATH_OK;
}

/* A condition over the truth of its tests, one of them turned: 0 no, 1 yes, 2 open. */
typedef struct rp_turned {
    rp_explaining *x;
    const rp_rule *rule;
    uint32_t next;   /* number of the next test, in document order */
    uint32_t turned; /* the test taken as true */
} rp_turned;

static int truth_with(rp_turned *t, rp_node node) {
    const rp_model *m = &t->x->w->p->model;
    rp_element element = rp_node_element(m, node);
    int all = 1, any = 0;
    if (element == RP_ELEMENT_TEST) {
        uint32_t number = t->next++;
        rp_dd holds = rp_test_holds(t->x->w, &t->x->request,
                                    t->x->w->p->rule_tests.at[t->rule->first_test + number].condition);
        bool yes = holds == RP_DD_TRUE, no = holds == RP_DD_FALSE;
        if (number == t->turned) {
            return no ? 1 : yes ? 0 : 2;
        }
        return yes ? 1 : no ? 0 : 2;
    }
    for (rp_node child = rp_node_first(m, node); child; child = rp_node_next(m, child)) {
        int truth = truth_with(t, child);
        all = all == 0 || truth == 0 ? 0 : all == 2 || truth == 2 ? 2 : 1;
        any = any == 1 || truth == 1 ? 1 : any == 2 || truth == 2 ? 2 : 0;
    }
    if (element == RP_ELEMENT_ANY) {
        return any;
    }
    return element == RP_ELEMENT_NOT ? (all == 2 ? 2 : 1 - all) : all;
}

static void write_near_rule(rp_explaining *x, rp_tree **array, rp_tree *root, const rp_rule *rule) {
    rp_node when = rp_node_first_of(&x->w->p->model, rule->node, RP_ELEMENT_WHEN);
    for (uint32_t i = 0; i < rule->n_tests; i++) {
        rp_turned turned = {x, rule, 0, i};
        if (truth_with(&turned, when) == 1) {
            const rp_rule_test *test = &x->w->p->rule_tests.at[rule->first_test + i];
            rp_tree *entry = change(x, array, root);
            rp_buffer text;
            rp_str fact = {"", 0};
            rp_buffer_init(&text, &x->a->answer->alloc, false);
            (void)rp_node_attribute(&x->w->p->model, test->node, RP_ATTRIBUTE_FACT, &fact);
            rp_buffer_add(&text, fact.at, fact.n);
            test_text(x, test->node, &text);
            rp_write_text(&x->a->o, entry, "rule", rule->id);
            write_buffer(x, entry, "test", &text);
        }
    }
}

static void write_near_rules(rp_explaining *x, rp_tree **array, rp_tree *root) {
    for (size_t r = 0; r < x->w->p->rules.n; r++) {
        const rp_rule *rule = &x->w->p->rules.at[r];
        if (rp_condition_holds(x->w, &x->request, rule->when) == RP_DD_FALSE) {
            write_near_rule(x, array, root, rule);
        }
    }
}

/* The facts, each as a change of its own, in the form in which they stand in `facts`. */
static void write_facts(rp_explaining *x, rp_tree **array, rp_tree *root) {
    if (rp_bits_any(x->d->depends, x->w->p->matcher.axis_words)) {
        *array = *array ? *array : rp_write_array(&x->a->o, root, "would-change");
        rp_write_fact_entries(&x->a->o, *array, x->d->depends);
    }
}

/* What is asked of several at once is explained by its first smallest part. */
static void read_request(rp_explaining *x, uint32_t sender, uint32_t purpose) {
    const rp_decision *first = x->d->parts.n > 0 ? x->d->parts.at[0] : x->d;
    const refpath_protocol *p = x->w->p;
    uint32_t recipient = first->recipient;
    if (recipient != RP_NONE && p->who.at[recipient].kind == RP_WHO_ROLE) {
        recipient = RP_NONE;
    }
    x->request.sender = sender;
    x->request.recipient = recipient == RP_NONE ? x->d->recipient : recipient;
    x->request.purpose = purpose;
    x->request.item = p->items.entries.at[first->item].leaf_first;
    x->request.moment = RP_NONE;
}

refpath_status rp_explain(rp_asking *a, const rp_decision *decision, uint32_t sender, uint32_t purpose) {
    rp_explaining x = {a, &a->w, decision, {0, 0, 0, 0, 0}};
    rp_tree *array = NULL, *root = a->answer->root;
    read_request(&x, sender, purpose);
    write_why(&x, root);
    RP_TRY(write_agreements(&x, &array, root));
    write_near_rules(&x, &array, root);
    write_facts(&x, &array, root);
    return a->w.dd.status;
}
