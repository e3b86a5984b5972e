/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Conditions to boxes. `not` is pushed down to the tests; a union keeps the boxes of its parts side by side; a
 * conjunction multiplies at most one of its parts out, every further one that has several boxes becomes a condition
 * with an axis of its own. So a condition of n tests has at most about n boxes, however it is nested.
 */
#include "base/check.h"
#include "compile/boxes.h"

#include <string.h>

typedef struct rp_expression {
    rp_build *b;
    rp_context context;
    rp_node whole; /* the `when`, `unless` or test that all of it stands in */
    uint32_t demands; /* made so far */
    rp_word *reads;   /* numbers its text reads so far; see rp_condition */
} rp_expression;

/* So many demands a conjunction with a union may come to before the union gets an axis of its own. */
#define MOST_SPREAD 64

static refpath_status build(rp_expression *e, rp_node node, bool negate, rp_boxes *out);

/* -- conditions ------------------------------------------------------------------------------ */

static refpath_status keep_box(rp_build *b, const rp_draft_box *from, uint32_t condition) {
    rp_demand *demands = RP_ARENA_ARRAY(b->arena, rp_demand, from->literals.n);
    rp_box *box = RP_LIST_ADD(b->arena, &b->p->matcher.boxes);
    RP_HAVE(demands);
    RP_HAVE(box);
    for (size_t i = 0; i < from->literals.n; i++) {
        size_t words = rp_axis_words(b, from->literals.at[i].axis);
        rp_word *allowed = RP_ARENA_ARRAY(b->arena, rp_word, words);
        RP_HAVE(allowed);
        RP_TRY(rp_build_room(b, words));
        rp_bits_copy(allowed, from->literals.at[i].allowed, words);
        demands[i].axis = from->literals.at[i].axis;
        demands[i].allowed = allowed;
        b->p->matcher.axes.at[demands[i].axis].used = true;
    }
    box->condition = condition;
    box->n = (uint32_t)from->literals.n;
    box->demands = demands;
    return REFPATH_OK;
}

/* How many conditions read one another in a row, up to one made of these boxes. */
static uint32_t depth_of(const rp_matcher *m, const rp_boxes *boxes) {
    uint32_t depth = 0;
    for (size_t i = 0; i < boxes->at.n; i++) {
        for (size_t k = 0; k < boxes->at.at[i].literals.n; k++) {
            const rp_axis *axis = &m->axes.at[boxes->at.at[i].literals.at[k].axis];
            uint32_t below = axis->kind == RP_AXIS_PART ? m->conditions.at[axis->of].depth : 0;
            depth = below > depth ? below : depth;
        }
    }
    return depth + 1;
}

static refpath_status keep_condition(rp_expression *e, const rp_boxes *boxes, bool part, uint32_t *out) {
    rp_matcher *m = &e->b->p->matcher;
    rp_condition *condition;
    uint32_t depth = depth_of(m, boxes);
    if (depth > e->b->limits->most_chain) { /* deciding it calls itself as often */
        return rp_build_limit(e->b, RP_PROBLEM_CONDITION_TOO_DEEP, e->whole, RP_ATTRIBUTE_NONE,
                              (int64_t)e->b->limits->most_chain);
    }
    *out = (uint32_t)m->conditions.n;
    condition = RP_LIST_ADD(e->b->arena, &m->conditions);
    RP_HAVE(condition);
    condition->first_box = (uint32_t)m->boxes.n;
    condition->n_boxes = (uint32_t)boxes->at.n;
    condition->part = part;
    condition->depth = depth;
    condition->reads = e->reads;
    for (size_t i = 0; i < boxes->at.n; i++) {
        RP_TRY(keep_box(e->b, &boxes->at.at[i], *out));
    }
    return REFPATH_OK;
}

/* A sub-condition gets an axis of its own, and stands in its parent as one demand. */
static refpath_status make_part(rp_expression *e, const rp_boxes *boxes, rp_boxes *out) {
    uint32_t condition, axis;
    rp_word *allowed;
    RP_TRY(keep_condition(e, boxes, true, &condition));
    RP_TRY(rp_axis_add(e->b, RP_AXIS_PART, RP_NONE, condition, 2, &axis));
    RP_TRY(rp_box_literal(e->b, out, axis, &allowed));
    rp_bits_add(allowed, 1);
    return REFPATH_OK;
}

/* Multiplies a union with a single box. */
static refpath_status spread(rp_build *b, const rp_boxes *many, const rp_draft_box *one, rp_boxes *out) {
    for (size_t i = 0; i < many->at.n; i++) {
        rp_draft_box met;
        rp_draft_box *slot;
        bool empty;
        memset(&met, 0, sizeof met);
        RP_TRY(rp_box_meet(b, &many->at.at[i], one, &met, &empty));
        if (!empty) {
            RP_TRY(rp_box_add(b, out, &slot));
            *slot = met;
        }
    }
    return REFPATH_OK;
}

/* To multiply it out would take more room than an axis of its own. */
static bool is_large(const rp_boxes *many, const rp_draft_box *one) {
    return one->literals.n > 1 && many->at.n > MOST_SPREAD / one->literals.n;
}

static refpath_status finish_conjunction(rp_expression *e, rp_boxes *many, rp_draft_box *one, rp_boxes *out) {
    rp_draft_box *slot;
    rp_boxes part;
    bool empty;
    memset(&part, 0, sizeof part);
    if (many->at.n > 0 && is_large(many, one)) {
        RP_TRY(make_part(e, many, &part));
        RP_TRY(rp_box_gather(e->b, one, &part.at.at[0]));
        many->at.n = 0;
    }
    rp_box_settle(e->b, one, &empty);
    if (empty) {
        return REFPATH_OK;
    }
    if (many->at.n > 0) {
        return spread(e->b, many, one, out);
    }
    RP_TRY(rp_box_add(e->b, out, &slot));
    *slot = *one;
    return REFPATH_OK;
}

/* All children of a node hold (or, negated, all of them fail). */
static refpath_status conjoin(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    rp_draft_box one;
    rp_boxes many;
    bool never = false;
    memset(&one, 0, sizeof one);
    memset(&many, 0, sizeof many);
    RP_EACH(e->b->m, child, node) {
        rp_boxes boxes, part;
        memset(&boxes, 0, sizeof boxes);
        memset(&part, 0, sizeof part);
        RP_TRY(build(e, child, negate, &boxes));
        if (boxes.at.n > 1 && many.at.n == 0) {
            many = boxes;
            continue;
        }
        if (boxes.at.n > 1) {
            RP_TRY(make_part(e, &boxes, &part));
            boxes = part;
        }
        if (boxes.at.n > 0) {
            RP_TRY(rp_box_gather(e->b, &one, &boxes.at.at[0]));
        }
        never = never || boxes.at.n == 0; /* what comes after is still looked at: it may be wrong */
    }
    return never ? REFPATH_OK : finish_conjunction(e, &many, &one, out);
}

/* One of the children holds (or, negated, one of them fails). */
static refpath_status disjoin(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    RP_EACH(e->b->m, child, node) {
        rp_boxes boxes;
        memset(&boxes, 0, sizeof boxes);
        RP_TRY(build(e, child, negate, &boxes));
        RP_TRY(rp_boxes_unite(e->b, out, &boxes));
    }
    return REFPATH_OK;
}

/* -- tests ----------------------------------------------------------------------------------- */

static void test_problem(rp_expression *e, rp_problem problem, rp_node node, rp_attribute attribute, const char *id) {
    rp_build_problem(e->b, problem, node, attribute, id, NULL);
}

/* Entries of a forest named in `in`, each once. */
static refpath_status read_terms(rp_build *b, rp_node node, const rp_forest *f, const char *what, rp_refs *out) {
    rp_str rest = {"", 0}, word;
    RP_LIST(uint32_t) found = {NULL, 0, 0};
    rp_table seen;
    rp_table_init(&seen, &b->scratch);
    (void)rp_node_attribute(b->m, node, RP_ATTRIBUTE_IN, &rest);
    while (rp_str_word(&rest, &word)) {
        uint32_t entry = rp_table_find(&f->names, word), *slot;
        bool fresh;
        if (entry == RP_NONE) {
            rp_str near = {"", 0};
            (void)(!rp_diag_full(b->diags) && rp_table_nearest(&f->names, word, &near));
            char *id = rp_arena_text(&b->scratch, word.at, word.n);
            char *nearest = rp_arena_text(&b->scratch, near.at, near.n);
            RP_HAVE(id);
            RP_HAVE(nearest);
            rp_diag_add(b->diags, RP_PROBLEM_UNKNOWN_REFERENCE, rp_node_attribute_place(b->m, node, RP_ATTRIBUTE_IN),
                        id, what, nearest);
            continue;
        }
        RP_TRY(rp_table_add(&seen, word, &entry, &fresh));
        if (!fresh) {
            continue;
        }
        slot = RP_LIST_ADD(&b->scratch, &found);
        RP_HAVE(slot);
        *slot = entry;
    }
    out->n = (uint32_t)found.n;
    out->at = found.at;
    return REFPATH_OK;
}

static void allow_leaves(const rp_forest *f, const rp_refs *entries, rp_word *allowed) {
    for (uint32_t i = 0; i < entries->n; i++) {
        const rp_entry *entry = &f->entries.at[entries->at[i]];
        for (uint32_t leaf = entry->leaf_first; leaf < entry->leaf_end; leaf++) {
            rp_bits_add(allowed, leaf);
        }
    }
}

/* A test on an axis whose values are leaves of a forest (and perhaps "none"). */
static refpath_status test_leaves(rp_expression *e, const rp_forest *f, const rp_refs *in, uint32_t axis, bool negate,
                                  rp_boxes *out) {
    rp_word *allowed;
    RP_TRY(rp_box_literal(e->b, out, axis, &allowed));
    allow_leaves(f, in, allowed);
    if (negate) {
        rp_box_invert(allowed, e->b->p->matcher.axes.at[axis].n_values);
    }
    if (!rp_bits_any(allowed, rp_axis_words(e->b, axis))) {
        out->at.n = 0;
    }
    return REFPATH_OK;
}

/* One of several yes/no axes is yes; negated: all of them are no. */
static refpath_status test_marks(rp_expression *e, const uint32_t *axes, uint32_t n, bool negate, rp_boxes *out) {
    rp_draft_box all, *slot;
    bool empty;
    memset(&all, 0, sizeof all);
    e->demands += n;
    for (uint32_t i = 0; i < n; i++) {
        rp_boxes one;
        rp_word *allowed;
        memset(&one, 0, sizeof one);
        RP_TRY(rp_box_literal(e->b, negate ? &one : out, axes[i], &allowed));
        rp_bits_add(allowed, negate ? 0 : 1);
        if (negate) {
            RP_TRY(rp_box_gather(e->b, &all, &one.at.at[0]));
        }
    }
    if (negate) {
        rp_box_settle(e->b, &all, &empty);
        RP_TRY(rp_box_add(e->b, out, &slot));
        *slot = all;
    }
    return REFPATH_OK;
}

/* The first class of numbers that begins at `value` or above. */
static uint32_t first_class(const rp_axis *axis, int64_t value) {
    uint32_t low = 0, high = axis->n_values;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (axis->cut[middle] < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static refpath_status test_number(rp_expression *e, rp_node node, const rp_fact *fact, bool negate, rp_boxes *out) {
    rp_build *b = e->b;
    int32_t min = rp_build_integer(b, node, RP_ATTRIBUTE_MIN, INT32_MIN);
    int32_t max = rp_build_integer(b, node, RP_ATTRIBUTE_MAX, INT32_MAX);
    const rp_axis *axis = &b->p->matcher.axes.at[fact->axis];
    uint32_t end = first_class(axis, (int64_t)max + 1);
    rp_word *allowed;
    if (!rp_build_has(b, node, RP_ATTRIBUTE_MIN) && !rp_build_has(b, node, RP_ATTRIBUTE_MAX)) {
        test_problem(e, RP_PROBLEM_TEST_WITHOUT_VALUE, node, RP_ATTRIBUTE_FACT, fact->id);
        return REFPATH_OK;
    }
    RP_TRY(rp_box_literal(b, out, fact->axis, &allowed));
    for (uint32_t c = first_class(axis, min); c < end; c++) {
        rp_bits_add(allowed, c);
    }
    if (negate) {
        rp_box_invert(allowed, axis->n_values);
    }
    if (!rp_bits_any(allowed, rp_bits_words(axis->n_values))) {
        out->at.n = 0;
    }
    return REFPATH_OK;
}

static refpath_status test_flag(rp_expression *e, uint32_t number, bool negate, rp_boxes *out) {
    const rp_fact *fact = &e->b->p->facts.at[number];
    rp_word *allowed;
    if (fact->axis == RP_NONE) {
        return REFPATH_OK; /* a circle, reported */
    }
    if (fact->when != RP_NONE) {
        rp_bits_or(e->reads, e->b->p->matcher.conditions.at[fact->when].reads, rp_bits_words(e->b->p->n_counted));
    }
    RP_TRY(rp_box_literal(e->b, out, fact->axis, &allowed));
    rp_bits_add(allowed, negate ? 0 : 1);
    return REFPATH_OK;
}

static refpath_status test_fact(rp_expression *e, rp_node node, uint32_t number, bool negate, rp_boxes *out) {
    rp_build *b = e->b;
    const rp_fact *fact = &b->p->facts.at[number];
    bool in = rp_build_has(b, node, RP_ATTRIBUTE_IN);
    bool range = rp_build_has(b, node, RP_ATTRIBUTE_MIN) || rp_build_has(b, node, RP_ATTRIBUTE_MAX);
    rp_refs terms;
    if (fact->kind == RP_FACT_NUMBER ? in : range || (fact->kind == RP_FACT_FLAG && in)) {
        test_problem(e, RP_PROBLEM_TEST_UNFIT, node, in ? RP_ATTRIBUTE_IN : RP_ATTRIBUTE_FACT, fact->id);
        return REFPATH_OK;
    }
    if (fact->kind == RP_FACT_NUMBER) {
        if (fact->counted != RP_NONE) {
            rp_bits_add(e->reads, fact->counted);
        }
        return test_number(e, node, fact, negate, out);
    }
    if (fact->kind == RP_FACT_FLAG) {
        return test_flag(e, number, negate, out);
    }
    if (!in) {
        test_problem(e, RP_PROBLEM_TEST_WITHOUT_VALUE, node, RP_ATTRIBUTE_FACT, fact->id);
        return REFPATH_OK;
    }
    RP_TRY(read_terms(b, node, &fact->terms, "term", &terms));
    if (fact->kind == RP_FACT_CHOICE) {
        return test_leaves(e, &fact->terms, &terms, fact->axis, negate, out);
    }
    uint32_t *axes = RP_ARENA_ARRAY(&b->scratch, uint32_t, terms.n);
    RP_HAVE(axes);
    for (uint32_t i = 0; i < terms.n; i++) {
        axes[i] = fact->axis + terms.at[i];
    }
    return test_marks(e, axes, terms.n, negate, out);
}

static refpath_status test_who(rp_expression *e, rp_node node, rp_axis_kind kind, bool negate, rp_boxes *out) {
    rp_refs who;
    uint32_t *axes;
    RP_TRY(rp_build_refs(e->b, node, RP_ATTRIBUTE_IN, RP_TO_WHO, &who));
    axes = RP_ARENA_ARRAY(&e->b->scratch, uint32_t, who.n);
    RP_HAVE(axes);
    for (uint32_t i = 0; i < who.n; i++) {
        RP_TRY(rp_axis_of_mark(e->b, kind, who.at[i], &axes[i]));
    }
    return test_marks(e, axes, who.n, negate, out);
}

/* The purpose asked for is or lies under one of those named. */
static refpath_status test_purpose(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    rp_build *b = e->b;
    const rp_forest *f = &b->p->aims;
    rp_refs in;
    rp_word *allowed;
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_IN, RP_TO_AIM, &in));
    RP_TRY(rp_box_literal(b, out, b->p->purpose_axis, &allowed));
    for (uint32_t i = 0; i < in.n; i++) {
        for (uint32_t a = in.at[i]; a < f->entries.at[in.at[i]].end; a++) {
            rp_bits_add(allowed, a);
        }
    }
    if (negate) {
        rp_box_invert(allowed, (uint32_t)f->entries.n + 1);
    }
    return REFPATH_OK;
}

typedef enum rp_builtin { NO_BUILTIN, PLACE, SENDER, RECIPIENT, PURPOSE, ITEM } rp_builtin;

static rp_builtin builtin_of(rp_str id) {
    static const char *const names[] = {"", "place", "sender", "recipient", "purpose", "item"};
    for (int i = 1; i < 6; i++) {
        if (rp_str_is(id, names[i])) {
            return (rp_builtin)i;
        }
    }
    return NO_BUILTIN;
}

static bool has_value(rp_context context, rp_builtin builtin) {
    switch (builtin) {
    case SENDER: return context != RP_IN_FLAG;
    case RECIPIENT:
    case PURPOSE: return context == RP_IN_UNLESS || context == RP_IN_RULE;
    case ITEM: return context == RP_IN_RULE;
    default: return true;
    }
}

static refpath_status test_builtin(rp_expression *e, rp_node node, rp_builtin builtin, rp_str id, bool negate,
                                   rp_boxes *out) {
    rp_build *b = e->b;
    rp_refs in;
    if (!rp_build_has(b, node, RP_ATTRIBUTE_IN) || rp_build_has(b, node, RP_ATTRIBUTE_MIN) ||
        rp_build_has(b, node, RP_ATTRIBUTE_MAX)) {
        test_problem(e, RP_PROBLEM_TEST_WITHOUT_VALUE, node, RP_ATTRIBUTE_FACT, id.at);
        return REFPATH_OK;
    }
    if (!has_value(e->context, builtin)) {
        test_problem(e, RP_PROBLEM_REQUEST_FACT_HERE, node, RP_ATTRIBUTE_FACT, id.at);
        return REFPATH_OK;
    }
    switch (builtin) {
    case SENDER: return test_who(e, node, RP_AXIS_SENDER, negate, out);
    case RECIPIENT: return test_who(e, node, RP_AXIS_RECIPIENT, negate, out);
    case PURPOSE: return test_purpose(e, node, negate, out);
    case ITEM:
        RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_IN, RP_TO_ITEM, &in));
        return test_leaves(e, &b->p->items, &in, b->p->item_axis, negate, out);
    default:
        RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_IN, RP_TO_PLACE, &in));
        return test_leaves(e, &b->p->places, &in, b->p->place_axis, negate, out);
    }
}

static refpath_status read_test(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    rp_build *b = e->b;
    rp_str id = {"", 0};
    rp_builtin builtin;
    uint32_t fact;
    (void)rp_node_attribute(b->m, node, RP_ATTRIBUTE_FACT, &id);
    builtin = builtin_of(id);
    if (builtin != NO_BUILTIN) {
        return test_builtin(e, node, builtin, id, negate, out);
    }
    fact = rp_table_find(&b->p->fact_names, id);
    if (fact == RP_NONE) {
        rp_str near = {"", 0};
        (void)(!rp_diag_full(b->diags) && rp_table_nearest(&b->p->fact_names, id, &near));
        char *nearest = rp_arena_text(&b->scratch, near.at, near.n);
        RP_HAVE(nearest);
        rp_diag_add(b->diags, RP_PROBLEM_UNKNOWN_REFERENCE, rp_node_attribute_place(b->m, node, RP_ATTRIBUTE_FACT),
                    id.at, "fact", nearest);
        return REFPATH_OK;
    }
    return test_fact(e, node, fact, negate, out);
}

static refpath_status build_test(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    e->demands++;
    RP_TRY(read_test(e, node, negate, out));
    return e->demands <= e->b->limits->most_tests
               ? REFPATH_OK
               : rp_build_limit(e->b, RP_PROBLEM_CONDITION_TOO_WIDE, node, RP_ATTRIBUTE_NONE,
                                (int64_t)e->b->limits->most_tests);
}

static refpath_status build(rp_expression *e, rp_node node, bool negate, rp_boxes *out) {
    switch (rp_node_element(e->b->m, node)) {
    case RP_ELEMENT_TEST: return build_test(e, node, negate, out);
    case RP_ELEMENT_ANY: return negate ? conjoin(e, node, true, out) : disjoin(e, node, false, out);
    case RP_ELEMENT_NOT: return negate ? conjoin(e, node, false, out) : disjoin(e, node, true, out);
    default: return negate ? disjoin(e, node, true, out) : conjoin(e, node, false, out);
    }
}

/* -- entry points ----------------------------------------------------------------------------- */

static refpath_status start(rp_expression *e, rp_build *b, rp_context context, rp_node whole) {
    size_t words = rp_bits_words(b->p->n_counted);
    memset(e, 0, sizeof *e);
    e->b = b;
    e->context = context;
    e->whole = whole;
    RP_TRY(rp_build_room(b, words));
    e->reads = RP_ARENA_ARRAY(b->arena, rp_word, words);
    RP_HAVE(e->reads);
    return REFPATH_OK;
}

refpath_status rp_build_when(rp_build *b, rp_node node, rp_element element, rp_context context, uint32_t *out) {
    rp_node when = rp_node_first_of(b->m, node, element);
    rp_expression e;
    rp_boxes boxes;
    memset(&boxes, 0, sizeof boxes);
    *out = RP_NONE;
    if (!when) {
        return REFPATH_OK;
    }
    RP_TRY(start(&e, b, context, when));
    RP_TRY(conjoin(&e, when, false, &boxes));
    return keep_condition(&e, &boxes, false, out);
}

refpath_status rp_build_test(rp_build *b, rp_node test, rp_context context, uint32_t *out) {
    rp_expression e;
    rp_boxes boxes;
    memset(&boxes, 0, sizeof boxes);
    RP_TRY(start(&e, b, context, test));
    RP_TRY(build_test(&e, test, false, &boxes));
    return keep_condition(&e, &boxes, false, out);
}

/* The condition of a derived flag; the flags that it reads have theirs. */
refpath_status rp_build_flag(rp_build *b, uint32_t number) {
    rp_fact *fact = &b->p->facts.at[number];
    rp_node when = rp_node_first_of(b->m, fact->node, RP_ELEMENT_WHEN);
    rp_expression e;
    rp_boxes boxes;
    memset(&boxes, 0, sizeof boxes);
    RP_TRY(start(&e, b, RP_IN_FLAG, when));
    RP_TRY(conjoin(&e, when, false, &boxes));
    RP_TRY(keep_condition(&e, &boxes, true, &fact->when));
    return rp_axis_add(b, RP_AXIS_PART, number, fact->when, 2, &fact->axis);
}
