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
    uint32_t sender, purpose;
    const rp_decision *const *parts; /* those that rules decided; of each the request */
    rp_request *requests;
    size_t n_parts;
    rp_tree *root, *change; /* change: the array, once there is something in it */
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
        rp_buffer_text(b, p->who.at[x->sender].id);
    } else if (rp_str_is(fact, "recipient")) {
        rp_buffer_text(b, p->who.at[x->d->recipient].id);
    } else if (rp_str_is(fact, "purpose")) {
        rp_buffer_text(b, p->aims.entries.at[x->purpose].id);
    } else if (rp_str_is(fact, "item")) {
        rp_buffer_text(b, p->items.entries.at[x->d->item].id);
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

/* Who is named in a test, except whom the sender may not see. */
static void add_seen(const rp_explaining *x, rp_str list, rp_buffer *b) {
    rp_str word;
    while (rp_str_word(&list, &word)) {
        if (rp_sees(x->w, x->sender, rp_table_find(&x->w->p->who_names, word))) {
            rp_buffer_char(b, ' ');
            rp_buffer_add(b, word.at, word.n);
        }
    }
}

/* A test in words: "in unsafe absent", "min 6 max 11", "true". */
static void test_text(const rp_explaining *x, rp_node test, rp_str fact, rp_buffer *b) {
    static const rp_attribute attributes[] = {RP_ATTRIBUTE_IN, RP_ATTRIBUTE_MIN, RP_ATTRIBUTE_MAX};
    for (size_t i = 0; i < 3; i++) {
        rp_str value;
        if (rp_node_attribute(&x->w->p->model, test, attributes[i], &value)) {
            add_word(b, rp_attribute_name(attributes[i]));
            if (rp_str_is(fact, "sender") || rp_str_is(fact, "recipient")) {
                add_seen(x, value, b);
            } else {
                rp_buffer_char(b, ' ');
                rp_buffer_add(b, value.at, value.n);
            }
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
        x->a->o.arena->failed = true;
    }
    rp_buffer_free(b);
}

/* Over all parts: yes where it holds for each, no where it does for none. */
static const char *test_holds(rp_explaining *x, uint32_t condition) {
    bool all = true, any = false;
    for (size_t i = 0; i < x->n_parts; i++) {
        rp_dd holds = rp_test_holds(x->w, &x->requests[i], condition);
        all = all && holds == RP_DD_TRUE;
        any = any || holds != RP_DD_FALSE;
    }
    return all ? "yes" : any ? "open" : "no";
}

/* -- why ---------------------------------------------------------------------------------------------------------------- */

static void write_test(rp_explaining *x, rp_tree *array, const rp_rule_test *test) {
    rp_tree *entry = rp_write_object(&x->a->o, array, NULL);
    rp_buffer value, text;
    rp_str fact = {"", 0};
    rp_buffer_init(&value, &x->a->answer->alloc, true);
    rp_buffer_init(&text, &x->a->answer->alloc, true);
    (void)rp_node_attribute(&x->w->p->model, test->node, RP_ATTRIBUTE_FACT, &fact);
    value_of(x, fact, &value);
    test_text(x, test->node, fact, &text);
    rp_write_text(&x->a->o, entry, "fact", rp_arena_text(x->a->o.arena, fact.at, fact.n));
    write_buffer(x, entry, "value", &value);
    write_buffer(x, entry, "test", &text);
    rp_write_text(&x->a->o, entry, "holds", test_holds(x, test->condition));
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

static void write_why(rp_explaining *x) {
    size_t n = x->w->p->rules.n;
    rp_tree *why;
    if (!rp_bits_any(x->d->rules, rp_bits_words(n))) {
        return;
    }
    why = rp_write_array(&x->a->o, x->root, "why");
    for (size_t r = rp_bits_next(x->d->rules, 0, n); r < n; r = rp_bits_next(x->d->rules, r + 1, n)) {
        write_rule(x, why, &x->w->p->rules.at[r]);
    }
}

/* -- what would change it ---------------------------------------------------------------------------------------------- */

static rp_tree *change(rp_explaining *x) {
    x->change = x->change ? x->change : rp_write_array(&x->a->o, x->root, "would-change");
    return rp_write_object(&x->a->o, x->change, NULL);
}

/* -- agreements */

typedef struct rp_lists {
    RP_LIST(rp_decision) at; /* of each only the list */
} rp_lists;

/* What a permit rule lacks where it holds and nothing forbids or permits already. */
static refpath_status lacking_of(rp_explaining *x, uint32_t number, rp_decision *out) {
    const rp_rule *rule = &x->w->p->rules.at[number];
    rp_diagrams *dd = &x->w->dd;
    for (size_t i = 0; i < x->n_parts; i++) {
        const rp_request *q = &x->requests[i];
        rp_transfer t = {q->item, q->sender, q->recipient, q->purpose, RP_NONE};
        rp_dd holds = rp_condition_holds(x->w, q, rule->when);
        rp_dd settled = rp_dd_or(dd, x->parts[i]->forbidden, x->parts[i]->permitted);
        if (rp_dd_and(dd, holds, rp_dd_not(dd, settled)) == RP_DD_FALSE) {
            continue;
        }
        for (uint32_t k = 0; k < rule->n_agreements; k++) {
            rp_missing as;
            rp_dd met;
            RP_TRY(rp_agreement_weigh(x->w, &t, rule, rule->first_agreement + k, &as, &met));
            if (rp_dd_and(dd, holds, rp_dd_not(dd, met)) != RP_DD_FALSE) {
                RP_TRY(rp_missing_add(x->w, out, &as));
            }
        }
    }
    return REFPATH_OK;
}

static refpath_status write_list(rp_explaining *x, rp_lists *written, const rp_decision *list) {
    rp_decision *slot;
    rp_tree *array;
    for (size_t i = 0; i < written->at.n; i++) {
        if (rp_missing_alike(x->w, &written->at.at[i], list)) {
            return REFPATH_OK;
        }
    }
    slot = RP_LIST_ADD(x->w->arena, &written->at);
    RP_HAVE(slot);
    *slot = *list;
    array = rp_write_array(&x->a->o, change(x), "agree");
    for (size_t i = 0; i < list->missing.n; i++) {
        rp_write_agreement(&x->a->o, array, &list->missing.at[i]);
    }
    return REFPATH_OK;
}

static refpath_status write_agreements(rp_explaining *x) {
    bool lacks = x->d->word == RP_NEEDS_CONSENT || x->d->word == RP_REFUSED;
    rp_lists written;
    memset(&written, 0, sizeof written);
    if (lacks && x->d->missing.n > 0) {
        RP_TRY(write_list(x, &written, x->d));
    }
    for (uint32_t r = 0; r < x->w->p->rules.n; r++) {
        rp_decision list;
        memset(&list, 0, sizeof list);
        if (x->w->p->rules.at[r].effect == RP_PERMIT) {
            RP_TRY(lacking_of(x, r, &list));
        }
        if (list.missing.n > 0) {
            RP_TRY(write_list(x, &written, &list));
        }
    }
    return REFPATH_OK;
}

/* -- rules that one test kept from holding */

/* The condition of a rule with one of its tests turned. */
typedef struct rp_turned {
    rp_explaining *x;
    const rp_request *request;
    const rp_rule *rule;
    uint32_t next;   /* number of the next test, in document order */
    uint32_t turned;
} rp_turned;

static rp_dd holds_turned(rp_turned *t, rp_node node) {
    const rp_model *m = &t->x->w->p->model;
    rp_diagrams *dd = &t->x->w->dd;
    rp_element element = rp_node_element(m, node);
    rp_dd all = RP_DD_TRUE, any = RP_DD_FALSE;
    if (element == RP_ELEMENT_TEST) {
        uint32_t number = t->next++;
        rp_dd holds = rp_test_holds(t->x->w, t->request,
                                    t->x->w->p->rule_tests.at[t->rule->first_test + number].condition);
        return number == t->turned ? rp_dd_not(dd, holds) : holds;
    }
    for (rp_node child = rp_node_first(m, node); child; child = rp_node_next(m, child)) {
        rp_dd holds = holds_turned(t, child);
        all = rp_dd_and(dd, all, holds);
        any = rp_dd_or(dd, any, holds);
    }
    if (element == RP_ELEMENT_ANY) {
        return any;
    }
    return element == RP_ELEMENT_NOT ? rp_dd_not(dd, all) : all;
}

/* For some part the rule never holds, and with this test turned it could. */
static bool kept_by(rp_explaining *x, const rp_rule *rule, uint32_t test) {
    rp_node when = rp_node_first_of(&x->w->p->model, rule->node, RP_ELEMENT_WHEN);
    for (size_t i = 0; i < x->n_parts; i++) {
        rp_turned turned = {x, &x->requests[i], rule, 0, test};
        if (rp_condition_holds(x->w, &x->requests[i], rule->when) == RP_DD_FALSE &&
            holds_turned(&turned, when) != RP_DD_FALSE) {
            return true;
        }
    }
    return false;
}

static void write_near_rules(rp_explaining *x) {
    for (size_t r = 0; r < x->w->p->rules.n; r++) {
        const rp_rule *rule = &x->w->p->rules.at[r];
        for (uint32_t i = 0; i < rule->n_tests; i++) {
            const rp_rule_test *test = &x->w->p->rule_tests.at[rule->first_test + i];
            rp_buffer text;
            rp_str fact = {"", 0};
            rp_tree *entry;
            if (!kept_by(x, rule, i)) {
                continue;
            }
            entry = change(x);
            rp_buffer_init(&text, &x->a->answer->alloc, true);
            (void)rp_node_attribute(&x->w->p->model, test->node, RP_ATTRIBUTE_FACT, &fact);
            rp_buffer_add(&text, fact.at, fact.n);
            test_text(x, test->node, fact, &text);
            rp_write_text(&x->a->o, entry, "rule", rule->id);
            write_buffer(x, entry, "test", &text);
        }
    }
}

/* The facts, each as a change of its own, in the form in which they stand in `facts`. */
static void write_facts(rp_explaining *x) {
    if (rp_bits_any(x->d->depends, x->w->p->matcher.axis_words)) {
        x->change = x->change ? x->change : rp_write_array(&x->a->o, x->root, "would-change");
        rp_write_fact_entries(&x->a->o, x->change, x->d->depends);
    }
}

/* The smallest decisions that it is made of, as far as rules were asked. */
static refpath_status read_parts(rp_explaining *x) {
    size_t n = x->d->n_all > 0 ? x->d->n_all : 1;
    const rp_decision **parts = (const rp_decision **)rp_arena_array(x->w->arena, n, sizeof *parts);
    x->requests = RP_ARENA_ARRAY(x->w->arena, rp_request, n);
    RP_HAVE(parts);
    RP_HAVE(x->requests);
    for (size_t i = 0; i < n; i++) {
        const rp_decision *part = x->d->n_all > 0 ? x->d->all[i] : x->d;
        uint32_t item = x->w->p->items.entries.at[part->item].leaf_first;
        if (part->ruled) {
            x->requests[x->n_parts] = (rp_request){x->sender, part->recipient, x->purpose, item, RP_NONE};
            parts[x->n_parts++] = part;
        }
    }
    x->parts = parts;
    return REFPATH_OK;
}

refpath_status rp_explain(rp_asking *a, const rp_decision *decision, uint32_t sender, uint32_t purpose) {
    rp_explaining x;
    memset(&x, 0, sizeof x);
    x.a = a;
    x.w = &a->w;
    x.d = decision;
    x.sender = sender;
    x.purpose = purpose;
    x.root = a->answer->root;
    RP_TRY(read_parts(&x));
    write_why(&x);
    RP_TRY(write_agreements(&x));
    write_near_rules(&x);
    write_facts(&x);
    return a->w.dd.status;
}
