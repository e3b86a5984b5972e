/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Tags of one document to nodes of the model, each held against the table of the format. */
#include "base/check.h"
#include "xml/chars.h"
#include "xml/loading.h"
#include "xml/parse.h"

#include <string.h>

/* An element that is open. */
typedef struct rp_frame {
    rp_node node; /* 0: what is in here is passed over, for it is not known what it is */
    rp_element element;
    bool has_children;
    uint32_t line, column;
    rp_node only; /* its first child of a kind that may stand there once */
} rp_frame;

_Static_assert(RP_ELEMENT_COUNT <= 256 && RP_ATTRIBUTE_COUNT <= 256, "a byte is enough for each");

typedef struct rp_typed {
    rp_loading *l;
    const rp_source *source;
    uint32_t document;
    rp_arena scratch;
    RP_LIST(rp_frame) frames;
    rp_buffer text, value;
    RP_LIST(rp_reading) given; /* attributes of the tag that is being read */
    unsigned char elements[RP_GATE_MOST_NAMES], attributes[RP_GATE_MOST_NAMES]; /* by number of name; 0: not yet met */
    bool told; /* that text has no place here was said of this piece */
    rp_node root;
} rp_typed;

static rp_place_in place(const rp_typed *t, uint32_t line, uint32_t column) {
    rp_place_in where = {t->source->shown, line, column};
    return where;
}

static rp_frame *top(rp_typed *t) {
    return t->frames.n > 0 ? &t->frames.at[t->frames.n - 1] : NULL;
}

/* A NUL-terminated copy, for a problem; "" for want of memory, which is then known. */
static const char *copy(rp_typed *t, rp_str text) {
    const char *copied = rp_arena_text(&t->scratch, text.at, text.n);
    return copied ? copied : "";
}

static const rp_shape *shape_of(rp_typed *t, rp_element element) {
    rp_shape *shape = &t->l->shapes[element];
    const rp_has *has;
    if (shape->filled) {
        return shape;
    }
    for (int child = 1; child < RP_ELEMENT_COUNT; child++) {
        int most;
        if (rp_element_may_hold(element, (rp_element)child, &most)) {
            shape->most[child] = most == 1 ? 1 : 2;
        }
    }
    for (size_t i = 0; (has = rp_element_attribute_at(element, i)) != NULL; i++) {
        shape->has[has->attribute] = has;
        if (has->required) {
            shape->required[shape->n_required++] = has->attribute;
        }
    }
    shape->filled = true;
    return shape;
}

/* -- names: what one is, is known by its number the second time ----------------------------------------------------- */

static uint32_t named(const rp_table *names, rp_str name, uint32_t number, unsigned char met[RP_GATE_MOST_NAMES]) {
    uint32_t found = number != RP_NONE ? met[number] : 0;
    if (found == 0) {
        found = rp_table_find(names, name);
        if (number != RP_NONE && found != RP_NONE) {
            met[number] = (unsigned char)found;
        }
    }
    return found;
}

/* -- hints ------------------------------------------------------------------------------------------------------- */

static const char *nearest_element(rp_typed *t, rp_str name) {
    rp_str near = {"", 0};
    if (!rp_diag_full(t->l->diags)) {
        (void)rp_table_nearest(&t->l->element_names, name, &near);
    }
    return near.at;
}

/* Of the attributes that this element has. */
static const char *nearest_attribute(rp_typed *t, rp_element element, rp_str name) {
    rp_table names;
    rp_str near = {"", 0};
    const rp_has *has;
    if (rp_str_is(name, "lang") && rp_element_has(element, RP_ATTRIBUTE_LANG)) {
        return rp_attribute_name(RP_ATTRIBUTE_LANG);
    }
    if (rp_diag_full(t->l->diags)) {
        return near.at;
    }
    rp_table_init(&names, &t->scratch);
    for (size_t i = 0; (has = rp_element_attribute_at(element, i)) != NULL; i++) {
        bool fresh;
        uint32_t value = 0;
        if (rp_table_add(&names, rp_str_of(rp_attribute_name(has->attribute)), &value, &fresh) != REFPATH_OK) {
            return near.at;
        }
    }
    (void)rp_table_nearest(&names, name, &near);
    return near.at;
}

/* -- attributes ---------------------------------------------------------------------------------------------------- */

/*
 * Whether an element without this attribute is looked at as it would be with it: by no other problem would be told
 * that this one is missing.
 */
static bool can_do_without(rp_element element, const rp_has *has) {
    switch (has->type) {
    case RP_TYPE_POSITIVE:
    case RP_TYPE_BOOLEAN:
    case RP_TYPE_DURATION:
    case RP_TYPE_DATE:
    case RP_TYPE_YEAR:
    case RP_TYPE_HOURS:
    case RP_TYPE_TEXT:
    case RP_TYPE_STATUS:
    case RP_TYPE_IF_OPEN_FACT:
    case RP_TYPE_IF_OPEN_UNLESS:
    case RP_TYPE_CONTACT_BY:
    case RP_TYPE_WHEN_MISSING:
    case RP_TYPE_THEN:
    case RP_TYPE_ADVICE_KIND:
    case RP_TYPE_AGREEMENT_KIND:
    case RP_TYPE_FORM:
    case RP_TYPE_NAMING: return true;
    case RP_TYPE_TOKEN:
    case RP_TYPE_URI:
    case RP_TYPE_LANGUAGE: return element != RP_ELEMENT_PROTOCOL && element != RP_ELEMENT_INCLUDE;
    case RP_TYPE_INTEGER: return has->attribute == RP_ATTRIBUTE_PREFER;
    case RP_TYPE_REFS: return has->attribute == RP_ATTRIBUTE_GUARDS_DROPPED;
    default: return false;
    }
}

/* Which attribute of the format this is; RP_ATTRIBUTE_NONE with a problem, or where it is only for editors. */
static rp_attribute attribute_of(rp_typed *t, rp_element element, const rp_shape *shape, const rp_tag_attribute *a) {
    bool is_xml = a->space == RP_NAMESPACE_XML;
    uint32_t found = a->space == RP_NAMESPACE_NONE
                         ? named(&t->l->attribute_names, a->local, a->number, t->attributes)
                         : RP_NONE;
    size_t before;
    if (found != RP_NONE && shape->has[found]) {
        return (rp_attribute)found;
    }
    before = rp_diag_errors(t->l->diags);
    if (a->space == RP_NAMESPACE_SCHEMA && rp_str_is(a->local, "schemaLocation")) {
        return RP_ATTRIBUTE_NONE;
    }
    if (a->space != RP_NAMESPACE_NONE && !(is_xml && rp_str_is(a->local, "lang"))) {
        rp_diag_add(t->l->diags, RP_PROBLEM_FOREIGN_ATTRIBUTE, place(t, a->line, a->column), copy(t, a->name));
        rp_harmless(t->l, before);
        return RP_ATTRIBUTE_NONE;
    }
    found = is_xml ? (uint32_t)RP_ATTRIBUTE_LANG : found;
    if (found == RP_NONE || !shape->has[found]) {
        const char *nearest = nearest_attribute(t, element, a->name);
        rp_diag_add(t->l->diags, RP_PROBLEM_UNKNOWN_ATTRIBUTE, place(t, a->line, a->column), copy(t, a->name),
                    rp_element_name(element), nearest);
        if (!*nearest) { /* else another may have been meant, which then is missing */
            rp_harmless(t->l, before);
        }
        return RP_ATTRIBUTE_NONE;
    }
    return (rp_attribute)found;
}

static refpath_status add_given(rp_typed *t, rp_attribute attribute, rp_value value, const rp_tag_attribute *a) {
    rp_reading *given = RP_LIST_ADD(&t->scratch, &t->given);
    RP_HAVE(given);
    given->attribute = attribute;
    given->value = value;
    given->line = a->line;
    given->column = a->column;
    return REFPATH_OK;
}

static refpath_status take_attribute(rp_typed *t, rp_element element, const rp_has *has, const rp_tag_attribute *a) {
    rp_value known = rp_known_find(t->l, has->type, a->value);
    size_t before;
    rp_str value;
    if (known) {
        return add_given(t, has->attribute, known, a);
    }
    before = rp_diag_errors(t->l->diags);
    if (!rp_value_check(has->type, a->value, place(t, a->line, a->column), rp_attribute_name(has->attribute),
                        t->l->diags)) {
        if (can_do_without(element, has)) {
            rp_harmless(t->l, before);
        }
        return REFPATH_OK;
    }
    value = rp_value_collapse(has->type, a->value, &t->value);
    RP_TRY(rp_buffer_status(&t->value));
    RP_TRY(rp_known_add(t->l, has->type, a->value, value, &known));
    return add_given(t, has->attribute, known, a);
}

/* Two attributes of which one stands; the problem is at the later one. */
static void exclude(rp_typed *t, rp_element element, const rp_tag *tag, const unsigned char *seen) {
    static const struct {
        rp_element element;
        rp_attribute one, other;
    } pairs[] = {{RP_ELEMENT_TEST, RP_ATTRIBUTE_IN, RP_ATTRIBUTE_MIN},
                 {RP_ELEMENT_TEST, RP_ATTRIBUTE_IN, RP_ATTRIBUTE_MAX},
                 {RP_ELEMENT_STEP, RP_ATTRIBUTE_SERVICE, RP_ATTRIBUTE_INFORM}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        unsigned one = seen[pairs[i].one], other = seen[pairs[i].other];
        if (pairs[i].element == element && one > 0 && other > 0) {
            const rp_tag_attribute *later = &tag->attributes[(one > other ? one : other) - 1];
            const rp_tag_attribute *first = &tag->attributes[(one > other ? other : one) - 1];
            size_t before = rp_diag_errors(t->l->diags);
            rp_diag_add(t->l->diags, RP_PROBLEM_ATTRIBUTES_EXCLUDE, place(t, later->line, later->column),
                        copy(t, later->local), copy(t, first->local));
            if (element == RP_ELEMENT_STEP) {
                rp_harmless(t->l, before);
            }
        }
    }
}

static refpath_status take_attributes(rp_typed *t, rp_element element, const rp_tag *tag) {
    const rp_shape *shape = shape_of(t, element);
    unsigned char seen[RP_ATTRIBUTE_COUNT] = {0}; /* which of the tag's it is, from 1 */
    t->given.n = 0;
    for (size_t i = 0; i < tag->n; i++) {
        rp_attribute attribute = attribute_of(t, element, shape, &tag->attributes[i]);
        if (attribute != RP_ATTRIBUTE_NONE) {
            seen[attribute] = (unsigned char)(i + 1); /* a tag has at most 64 */
            RP_TRY(take_attribute(t, element, shape->has[attribute], &tag->attributes[i]));
        }
    }
    for (size_t i = 0; i < shape->n_required; i++) {
        if (!seen[shape->required[i]]) {
            size_t before = rp_diag_errors(t->l->diags);
            rp_diag_add(t->l->diags, RP_PROBLEM_MISSING_ATTRIBUTE, place(t, tag->line, tag->column),
                        rp_attribute_name(shape->required[i]), rp_element_name(element));
            if (can_do_without(element, shape->has[shape->required[i]])) {
                rp_harmless(t->l, before);
            }
        }
    }
    if (element == RP_ELEMENT_TEST || element == RP_ELEMENT_STEP) {
        exclude(t, element, tag, seen);
    }
    return REFPATH_OK;
}

/* -- elements -------------------------------------------------------------------------------------------------------
 */

static rp_element element_of(rp_typed *t, const rp_tag *tag) {
    rp_place_in where = place(t, tag->line, tag->column);
    uint32_t found;
    if (tag->space != RP_NAMESPACE_OURS) {
        rp_diag_add(t->l->diags, RP_PROBLEM_FOREIGN_ELEMENT, where, copy(t, tag->name));
        return RP_ELEMENT_NONE;
    }
    found = named(&t->l->element_names, tag->local, tag->number, t->elements);
    if (found == RP_NONE) {
        rp_diag_add(t->l->diags, RP_PROBLEM_UNKNOWN_ELEMENT, where, copy(t, tag->local),
                    nearest_element(t, tag->local));
        return RP_ELEMENT_NONE;
    }
    return (rp_element)found;
}

/* The outermost document is a protocol; others may be a section alone. */
static bool may_be_root(rp_typed *t, rp_element element, const rp_tag *tag) {
    if (element == RP_ELEMENT_PROTOCOL || (t->document > 0 && rp_element_is_section(element))) {
        return true;
    }
    rp_diag_add(t->l->diags, RP_PROBLEM_ROOT_NOT_PROTOCOL, place(t, tag->line, tag->column), rp_element_name(element));
    return false;
}

/* Says where an element may not stand in its parent. It is read all the same, to find what else is wrong with it. */
static void check_parent(rp_typed *t, rp_frame *parent, rp_element element, rp_node node, const rp_tag *tag) {
    rp_place_in where = place(t, tag->line, tag->column);
    const char *name = rp_element_name(element), *outer = rp_element_name(parent->element);
    unsigned most = shape_of(t, parent->element)->most[element];
    size_t before = rp_diag_errors(t->l->diags);
    if (most == 0) {
        rp_diag_add(t->l->diags, RP_PROBLEM_MISPLACED_ELEMENT, where, name, outer);
        return;
    }
    if (most > 1) {
        return;
    }
    if (parent->only) { /* a condition, or what a drop puts in place: one, of whatever kind */
        rp_diag_add(t->l->diags, RP_PROBLEM_REPEATED_ELEMENT, where, name, outer);
        rp_diag_related(t->l->diags, rp_node_place(t->l->model, parent->only));
        if (element == RP_ELEMENT_WHEN || element == RP_ELEMENT_UNLESS) { /* the first counts */
            rp_harmless(t->l, before);
        }
        return;
    }
    parent->only = node;
}

static refpath_status push(rp_typed *t, rp_node node, rp_element element, const rp_tag *tag) {
    rp_frame *frame = RP_LIST_ADD(&t->scratch, &t->frames);
    RP_HAVE(frame);
    frame->node = node;
    frame->element = element;
    frame->line = tag->line;
    frame->column = tag->column;
    t->text.n = 0;
    return REFPATH_OK;
}

static refpath_status on_start(void *user, const rp_tag *tag) {
    rp_typed *t = user;
    rp_frame *parent = top(t);
    rp_element element;
    rp_node node;
    t->told = false;
    if (parent && !parent->node) {
        return push(t, 0, RP_ELEMENT_NONE, tag);
    }
    if (parent) {
        parent->has_children = true;
    }
    element = element_of(t, tag);
    if (element == RP_ELEMENT_NONE || (!parent && !may_be_root(t, element, tag))) {
        return push(t, 0, RP_ELEMENT_NONE, tag);
    }
    RP_TRY(take_attributes(t, element, tag));
    RP_TRY(rp_node_read(t->l->model, parent ? parent->node : 0, element, t->document, place(t, tag->line, tag->column),
                        t->given.at, t->given.n, &node));
    if (parent) {
        check_parent(t, parent, element, node, tag);
    } else {
        t->root = node;
    }
    return push(t, node, element, tag);
}

static bool needs_children(rp_element element) {
    return element == RP_ELEMENT_WHEN || element == RP_ELEMENT_UNLESS || element == RP_ELEMENT_ALL ||
           element == RP_ELEMENT_ANY || element == RP_ELEMENT_NOT;
}

static refpath_status on_end(void *user) {
    rp_typed *t = user;
    const rp_frame *frame = &t->frames.at[t->frames.n - 1]; /* an end has had its start */
    rp_place_in where;
    t->told = false;
    if (frame->node) {
        where = place(t, frame->line, frame->column);
        size_t before = rp_diag_errors(t->l->diags);
        if (needs_children(frame->element) && !frame->has_children) {
            rp_diag_add(t->l->diags, RP_PROBLEM_EMPTY_CONDITION, where, rp_element_name(frame->element));
        }
        if (rp_element_holds_text(frame->element)) {
            rp_str text = {t->text.n > 0 ? t->text.at : "", t->text.n};
            (void)rp_characters_check(text, where, rp_element_name(frame->element), t->l->diags);
            RP_TRY(rp_node_set_text(t->l->model, frame->node, text));
        }
        rp_harmless(t->l, before);
        RP_TRY(rp_node_read_end(t->l->model, frame->node));
    }
    t->text.n = 0;
    t->frames.n--;
    return t->scratch.failed ? REFPATH_OUT_OF_MEMORY : REFPATH_OK;
}

static bool is_blank(rp_str text) {
    for (size_t i = 0; i < text.n; i++) {
        if (!rp_xml_space(text.at[i])) {
            return false;
        }
    }
    return true;
}

static refpath_status on_text(void *user, rp_str text, uint32_t line, uint32_t column) {
    rp_typed *t = user;
    const rp_frame *frame = top(t);
    if (!frame || !frame->node) {
        return REFPATH_OK;
    }
    if (!rp_element_holds_text(frame->element)) {
        if (line > 0 && !t->told && !is_blank(text)) { /* line 0: white space alone */
            size_t before = rp_diag_errors(t->l->diags);
            t->told = true;
            rp_diag_add(t->l->diags, RP_PROBLEM_TEXT_NOT_ALLOWED, place(t, line, column),
                        rp_element_name(frame->element));
            rp_harmless(t->l, before);
        }
        return REFPATH_OK;
    }
    if (text.n > t->l->options->most_value - t->text.n) {
        return rp_limit_reached(t->l, RP_PROBLEM_VALUE_TOO_LONG, rp_node_place(t->l->model, frame->node),
                                t->l->options->most_value);
    }
    rp_buffer_add(&t->text, text.at, text.n);
    return rp_buffer_status(&t->text);
}

refpath_status rp_typed_load(rp_loading *l, const rp_source *source, uint32_t document, rp_node *root) {
    rp_parse_events events = {NULL, on_start, on_end, on_text};
    rp_gate_limits limits = {l->options->most_depth, l->options->most_attributes, l->options->most_value,
                             l->options->most_elements, &l->elements_left};
    rp_typed t;
    refpath_status status;
    bool whole;
    memset(&t, 0, sizeof t);
    t.l = l;
    t.source = source;
    t.document = document;
    rp_arena_init(&t.scratch, &l->scratch.alloc, false);
    rp_buffer_init(&t.text, &l->scratch.alloc, false);
    rp_buffer_init(&t.value, &l->scratch.alloc, false);
    events.user = &t;
    RP_TRY(rp_known_start(l, source->bytes.n));
    status = rp_parse(source->bytes, source->shown, &limits, &events, &l->scratch.alloc, l->diags, &whole);
    if (status == REFPATH_OK && t.scratch.failed) {
        status = REFPATH_OUT_OF_MEMORY;
    }
    *root = whole ? t.root : 0;
    rp_buffer_free(&t.text);
    rp_buffer_free(&t.value);
    rp_arena_free(&t.scratch);
    return status;
}
