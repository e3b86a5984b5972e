/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What actors have in common: lists of places and services, terms, conditions. They are made once for each way in which
 * they are written, and stand by their number.
 */
#include "base/check.h"
#include "compile/build.h"

#include <string.h>

enum {
    HOURS = 1, /* of what is made of a value; lists come after, by target; references have larger numbers */
    LIST = 2
};

#define ROOMS_FOR_TERMS ((size_t)4096) /* a power of two */
#define LONGEST_KEY ((size_t)512)      /* of a condition: longer ones are hardly written twice */

static const rp_attribute term_attributes[RP_TERM_ATTRIBUTES] = {
    RP_ATTRIBUTE_HOURS,  RP_ATTRIBUTE_RESPOND_WITHIN, RP_ATTRIBUTE_PER,         RP_ATTRIBUTE_CAPACITY,
    RP_ATTRIBUTE_PREFER, RP_ATTRIBUTE_VERIFIED,       RP_ATTRIBUTE_ACTIVE_FROM, RP_ATTRIBUTE_ACTIVE_UNTIL};

refpath_status rp_build_common(rp_build *b) {
    rp_refs *empty = RP_LIST_ADD(b->arena, &b->p->lists);
    rp_terms *usual = RP_LIST_ADD(b->arena, &b->p->terms);
    RP_HAVE(empty);
    RP_HAVE(usual);
    usual->verified = usual->dated.from = usual->dated.until = RP_NO_DATE;
    b->terms = RP_ARENA_ARRAY(&b->scratch, rp_terms_made, ROOMS_FOR_TERMS);
    RP_HAVE(b->terms);
    rp_table_init(&b->whens, &b->scratch);
    return REFPATH_OK;
}

/* -- lists ------------------------------------------------------------------------------------------------------- */

refpath_status rp_build_list(rp_build *b, rp_node node, rp_attribute attribute, int target, uint32_t *out) {
    rp_value value = rp_build_value(b, node, attribute);
    rp_made *made = rp_build_made(b, value, LIST + (uint32_t)target);
    size_t before = rp_build_told(b);
    rp_refs refs, *list;
    *out = 0;
    if (!value) {
        return REFPATH_OK;
    }
    if (made->value == value && made->of == LIST + (uint32_t)target) {
        *out = made->refs.n;
        return REFPATH_OK;
    }
    RP_TRY(rp_build_refs(b, node, attribute, target, &refs));
    list = RP_LIST_ADD(b->arena, &b->p->lists);
    RP_HAVE(list);
    *list = refs;
    *out = (uint32_t)b->p->lists.n - 1;
    if (rp_build_told(b) == before) {
        *made = (rp_made){value, LIST + (uint32_t)target, {*out, NULL}, NULL};
    }
    return REFPATH_OK;
}

/* -- terms ------------------------------------------------------------------------------------------------------- */

static refpath_status read_hours(rp_build *b, rp_node node, const rp_hours **out) {
    rp_value value = rp_build_value(b, node, RP_ATTRIBUTE_HOURS);
    rp_str text = rp_str_of(rp_value_text(b->m, value));
    rp_made *made = rp_build_made(b, value, HOURS);
    rp_hours *hours = NULL;
    char *offset;
    size_t at = 0;
    *out = value && made->value == value && made->of == HOURS ? made->hours : NULL;
    if (!value || *out) {
        return REFPATH_OK;
    }
    switch (rp_hours_parse(b->arena, text, &hours, &at)) {
    case RP_HOURS_OK:
        *made = (rp_made){value, HOURS, {0, NULL}, hours};
        *out = hours;
        return REFPATH_OK;
    case RP_HOURS_NO_MEMORY: return REFPATH_OUT_OF_MEMORY;
    default: break;
    }
    offset = rp_arena_format(&b->scratch, "%zu", at + 1);
    RP_HAVE(offset);
    rp_build_problem(b, RP_PROBLEM_BAD_HOURS, node, RP_ATTRIBUTE_HOURS, text.at, offset);
    return REFPATH_OK;
}

static refpath_status read_terms(rp_build *b, rp_node node, rp_terms *terms) {
    RP_TRY(read_hours(b, node, &terms->hours));
    terms->respond = rp_build_duration(b, node, RP_ATTRIBUTE_RESPOND_WITHIN, 0);
    terms->per = rp_build_duration(b, node, RP_ATTRIBUTE_PER, 0);
    terms->capacity = rp_build_integer(b, node, RP_ATTRIBUTE_CAPACITY, 0);
    terms->prefer = rp_build_integer(b, node, RP_ATTRIBUTE_PREFER, 0);
    terms->verified = rp_build_date(b, node, RP_ATTRIBUTE_VERIFIED);
    terms->dated = rp_build_dated(b, node);
    return REFPATH_OK;
}

refpath_status rp_build_terms(rp_build *b, rp_node node, uint32_t *out) {
    rp_terms_made want, *made;
    rp_terms *terms;
    size_t before = rp_build_told(b);
    uint32_t mixed = 0, any = 0;
    memset(&want, 0, sizeof want);
    for (size_t i = 0; i < RP_TERM_ATTRIBUTES; i++) {
        want.values[i] = rp_build_value(b, node, term_attributes[i]);
        any |= want.values[i];
        mixed = (mixed ^ want.values[i]) * UINT32_C(0x9e3779b1);
        mixed ^= mixed >> 15;
    }
    *out = 0;
    if (!any) {
        return REFPATH_OK;
    }
    made = &b->terms[mixed & (ROOMS_FOR_TERMS - 1)];
    if (made->terms && memcmp(made->values, want.values, sizeof want.values) == 0) {
        *out = made->terms;
        return REFPATH_OK;
    }
    terms = RP_LIST_ADD(b->arena, &b->p->terms);
    RP_HAVE(terms);
    *out = want.terms = (uint32_t)b->p->terms.n - 1;
    RP_TRY(read_terms(b, node, terms));
    if (rp_build_told(b) == before) {
        *made = want;
    }
    return REFPATH_OK;
}

/* -- conditions ---------------------------------------------------------------------------------------------------- */

typedef struct rp_when_key {
    unsigned char at[LONGEST_KEY];
    size_t n;
} rp_when_key;

static bool put(rp_when_key *key, const void *bytes, size_t n) {
    if (n > LONGEST_KEY - key->n) {
        return false;
    }
    memcpy(key->at + key->n, bytes, n);
    key->n += n;
    return true;
}

/* A condition as bytes: its elements, each with its attributes, and where it ends. False where it is too long. */
static bool put_condition(const rp_build *b, rp_when_key *key, rp_node node) {
    static const unsigned char end = 0;
    rp_value values[RP_ATTRIBUTE_COUNT];
    unsigned char element = (unsigned char)rp_node_element(b->m, node);
    if (!put(key, &element, 1)) {
        return false;
    }
    rp_node_values(b->m, node, values);
    for (int i = 1; i < RP_ATTRIBUTE_COUNT; i++) {
        unsigned char attribute = (unsigned char)i;
        if (values[i] && (!put(key, &attribute, 1) || !put(key, &values[i], sizeof values[i]))) {
            return false;
        }
    }
    RP_EACH(b->m, child, node) {
        if (!put(key, &end, 1) || !put_condition(b, key, child)) {
            return false;
        }
    }
    return put(key, &end, 1);
}

refpath_status rp_build_offer_when(rp_build *b, rp_node offer, uint32_t *out) {
    rp_node when = rp_node_first_of(b->m, offer, RP_ELEMENT_WHEN);
    size_t before = rp_build_told(b);
    rp_when_key key;
    rp_str name = {(const char *)key.at, 0};
    bool fresh;
    key.n = 0;
    *out = RP_NONE;
    if (!when) {
        return REFPATH_OK;
    }
    if (!put_condition(b, &key, when)) {
        return rp_build_when(b, offer, RP_ELEMENT_WHEN, RP_IN_PATHWAY, out);
    }
    name.n = key.n;
    *out = rp_table_find(&b->whens, name);
    if (*out != RP_NONE) {
        return REFPATH_OK;
    }
    RP_TRY(rp_build_when(b, offer, RP_ELEMENT_WHEN, RP_IN_PATHWAY, out));
    if (rp_build_told(b) != before || *out == RP_NONE) {
        return REFPATH_OK;
    }
    name.at = rp_arena_text(&b->scratch, name.at, name.n);
    RP_HAVE(name.at);
    return rp_table_add(&b->whens, name, out, &fresh);
}
