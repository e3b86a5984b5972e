/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The tables of vocabulary.def, and look-ups in them. */
#include "model/model.h"

#include <string.h>

enum { CHILDREN, TEXT };

typedef struct rp_element_row {
    const char *name;
    int content;
} rp_element_row;

static const rp_element_row elements[] = {
    {"", CHILDREN},
#define RP_ELEMENT(name, text, content) {text, content},
#include "model/vocabulary.def"
#undef RP_ELEMENT
};

static const char *const attributes[] = {
    "",
#define RP_ATTRIBUTE(name, text) text,
#include "model/vocabulary.def"
#undef RP_ATTRIBUTE
};

#define REQUIRED true
#define OPTIONAL false

typedef struct rp_has_row {
    rp_element element;
    rp_has has;
} rp_has_row;

static const rp_has_row has_rows[] = {
#define RP_HAS(element, attribute, type, need) {RP_ELEMENT_##element, {RP_ATTRIBUTE_##attribute, RP_TYPE_##type, need}},
#include "model/vocabulary.def"
#undef RP_HAS
};

typedef struct rp_child_row {
    rp_element parent, child;
    int most;
} rp_child_row;

static const rp_child_row child_rows[] = {
#define RP_CHILD(parent, child, most) {RP_ELEMENT_##parent, RP_ELEMENT_##child, most},
#include "model/vocabulary.def"
#undef RP_CHILD
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

const char *rp_element_name(rp_element element) { return elements[element].name; }

rp_element rp_element_find(rp_str name) {
    for (size_t i = 1; i < COUNT(elements); i++) {
        if (rp_str_is(name, elements[i].name)) {
            return (rp_element)i;
        }
    }
    return RP_ELEMENT_NONE;
}

bool rp_element_holds_text(rp_element element) { return elements[element].content == TEXT; }

const char *rp_attribute_name(rp_attribute attribute) { return attributes[attribute]; }

rp_attribute rp_attribute_find(rp_str name) {
    for (size_t i = 1; i < COUNT(attributes); i++) {
        if (rp_str_is(name, attributes[i])) {
            return (rp_attribute)i;
        }
    }
    return RP_ATTRIBUTE_NONE;
}

/* The rows of an element stand together. */
static const rp_has_row *first_row(rp_element element, size_t *n) {
    size_t i = 0;
    *n = 0;
    while (i < COUNT(has_rows) && has_rows[i].element != element) {
        i++;
    }
    while (i + *n < COUNT(has_rows) && has_rows[i + *n].element == element) {
        (*n)++;
    }
    return &has_rows[i < COUNT(has_rows) ? i : 0];
}

const rp_has *rp_element_has(rp_element element, rp_attribute attribute) {
    size_t n;
    const rp_has_row *rows = first_row(element, &n);
    for (size_t i = 0; i < n; i++) {
        if (rows[i].has.attribute == attribute) {
            return &rows[i].has;
        }
    }
    return NULL;
}

const rp_has *rp_element_attribute_at(rp_element element, size_t i) {
    size_t n;
    const rp_has_row *rows = first_row(element, &n);
    return i < n ? &rows[i].has : NULL;
}

bool rp_element_may_hold(rp_element parent, rp_element child, int *most) {
    for (size_t i = 0; i < COUNT(child_rows); i++) {
        if (child_rows[i].parent == parent && child_rows[i].child == child) {
            *most = child_rows[i].most;
            return true;
        }
    }
    return false;
}

bool rp_element_is_section(rp_element element) {
    int most;
    return element != RP_ELEMENT_LABEL && element != RP_ELEMENT_INCLUDE && element != RP_ELEMENT_DROP &&
           rp_element_may_hold(RP_ELEMENT_PROTOCOL, element, &most);
}

const char *const *rp_type_words(rp_type type) {
    static const char *const status[] = {"example", "draft", "adopted", NULL};
    static const char *const unit[] = {"year", "month", "day", "hour", "minute", "count", NULL};
    static const char *const if_open_fact[] = {"ask", "every", NULL};
    static const char *const if_open_unless[] = {"fails", "holds", NULL};
    static const char *const contact_by[] = {"phone", "radio", "email", "web", "in-person", "sms", "other", NULL};
    static const char *const when_missing[] = {"block", "direct", NULL};
    static const char *const then[] = {"closed", "overdue", NULL};
    static const char *const advice_kind[] = {"must", "must-not", "should", NULL};
    static const char *const effect[] = {"forbid", "permit", "require", NULL};
    static const char *const agreement_kind[] = {"consent", "assent", NULL};
    static const char *const form[] = {"spoken", "recorded", "written", NULL};
    static const char *const naming[] = {"item", "recipient", "purpose", NULL};
    static const char *const boolean[] = {"true", "false", "1", "0", NULL};
    switch (type) {
    case RP_TYPE_STATUS: return status;
    case RP_TYPE_UNIT: return unit;
    case RP_TYPE_IF_OPEN_FACT: return if_open_fact;
    case RP_TYPE_IF_OPEN_UNLESS: return if_open_unless;
    case RP_TYPE_CONTACT_BY: return contact_by;
    case RP_TYPE_WHEN_MISSING: return when_missing;
    case RP_TYPE_THEN: return then;
    case RP_TYPE_ADVICE_KIND: return advice_kind;
    case RP_TYPE_EFFECT: return effect;
    case RP_TYPE_AGREEMENT_KIND: return agreement_kind;
    case RP_TYPE_FORM: return form;
    case RP_TYPE_NAMING: return naming;
    case RP_TYPE_BOOLEAN: return boolean;
    default: return NULL;
    }
}

rp_space rp_element_space(rp_element element) {
    switch (element) {
    case RP_ELEMENT_ACTOR:
    case RP_ELEMENT_GROUP:
    case RP_ELEMENT_ROLE:
    case RP_ELEMENT_PARTY: return RP_SPACE_WHO;
    case RP_ELEMENT_PLACE: return RP_SPACE_PLACE;
    case RP_ELEMENT_ITEM: return RP_SPACE_ITEM;
    case RP_ELEMENT_SERVICE:
    case RP_ELEMENT_PURPOSE: return RP_SPACE_PURPOSE;
    case RP_ELEMENT_NUMBER:
    case RP_ELEMENT_CHOICE:
    case RP_ELEMENT_SET:
    case RP_ELEMENT_FLAG:
    case RP_ELEMENT_CLOCK: return RP_SPACE_FACT;
    case RP_ELEMENT_OFFERS:
    case RP_ELEMENT_INTERFACE:
    case RP_ELEMENT_PATHWAY:
    case RP_ELEMENT_STEP:
    case RP_ELEMENT_TARGET:
    case RP_ELEMENT_LIMIT:
    case RP_ELEMENT_ADVICE:
    case RP_ELEMENT_CONSENT:
    case RP_ELEMENT_RULE:
    case RP_ELEMENT_OBLIGATION:
    case RP_ELEMENT_CLAIM: return RP_SPACE_RULE;
    case RP_ELEMENT_DUTY: return RP_SPACE_DUTY;
    case RP_ELEMENT_SOURCE: return RP_SPACE_SOURCE;
    case RP_ELEMENT_TERM: return RP_SPACE_TERM;
    default: return RP_SPACE_NONE;
    }
}
