/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/labels.h"

#include "compile/protocol.h"
#include "unicode/text.h"

#include <string.h>

#define MOST_LANGUAGES 32

static rp_node node_of_forest(const rp_forest *f, const char *id) {
    uint32_t entry = rp_table_find(&f->names, rp_str_of(id));
    return entry == RP_NONE ? 0 : f->entries.at[entry].node;
}

static rp_node node_of_fact(const refpath_protocol *p, const char *id) {
    const char *slash = strchr(id, '/');
    rp_str name = {id, slash ? (size_t)(slash - id) : strlen(id)};
    uint32_t fact = rp_table_find(&p->fact_names, name);
    if (fact == RP_NONE) {
        return 0;
    }
    return slash ? node_of_forest(&p->facts.at[fact].terms, slash + 1) : p->facts.at[fact].node;
}

static rp_node node_of_who(const refpath_protocol *p, rp_who_kind kind, const char *id) {
    uint32_t number = rp_table_find(&p->who_names, rp_str_of(id));
    if (number == RP_NONE || p->who.at[number].kind != kind) {
        return 0;
    }
    uint32_t index = p->who.at[number].index;
    switch (kind) {
    case RP_WHO_ACTOR: return p->actors.at[index].node;
    case RP_WHO_GROUP: return p->groups.entries.at[index].node;
    case RP_WHO_ROLE: return p->roles.at[index].node;
    default: return p->parties.at[index].node;
    }
}

static rp_node node_of_named(const rp_table *names, const rp_named *at, const char *id) {
    uint32_t number = rp_table_find(names, rp_str_of(id));
    return number == RP_NONE ? 0 : at[number].node;
}

/* Kinds without a table of their own are few, and asked for by people: a walk does. */
#define WALK(list)                                                                                 \
    for (size_t i = 0; i < (list).n; i++) {                                                        \
        if ((list).at[i].id && strcmp((list).at[i].id, id) == 0) {                                 \
            return (list).at[i].node;                                                              \
        }                                                                                          \
    }                                                                                              \
    return 0

static rp_node node_of_rules(const refpath_protocol *p, refpath_kind kind, const char *id) {
    switch (kind) {
    case REFPATH_KIND_INTERFACE: WALK(p->interfaces);
    case REFPATH_KIND_PATHWAY: WALK(p->pathways);
    case REFPATH_KIND_ADVICE: WALK(p->advice);
    case REFPATH_KIND_RULE: WALK(p->rules);
    case REFPATH_KIND_OBLIGATION: WALK(p->obligations);
    case REFPATH_KIND_CLAIM: WALK(p->claims);
    default: return 0;
    }
}

static rp_node node_of(const refpath_protocol *p, refpath_kind kind, const char *id) {
    uint32_t number;
    switch (kind) {
    case REFPATH_KIND_FACT: return node_of_fact(p, id);
    case REFPATH_KIND_CLOCK: return node_of_named(&p->clock_names, p->clocks.at, id);
    case REFPATH_KIND_PLACE: return node_of_forest(&p->places, id);
    case REFPATH_KIND_ITEM: return node_of_forest(&p->items, id);
    case REFPATH_KIND_PURPOSE:
    case REFPATH_KIND_SERVICE: return node_of_forest(&p->aims, id);
    case REFPATH_KIND_PARTY: return node_of_who(p, RP_WHO_PARTY, id);
    case REFPATH_KIND_GROUP: return node_of_who(p, RP_WHO_GROUP, id);
    case REFPATH_KIND_ROLE: return node_of_who(p, RP_WHO_ROLE, id);
    case REFPATH_KIND_ACTOR: return node_of_who(p, RP_WHO_ACTOR, id);
    case REFPATH_KIND_SOURCE: return node_of_named(&p->source_names, p->sources.at, id);
    case REFPATH_KIND_STEP:
        number = rp_table_find(&p->step_names, rp_str_of(id));
        return number == RP_NONE ? 0 : p->steps.at[number].node;
    case REFPATH_KIND_DUTY:
        number = rp_table_find(&p->duty_names, rp_str_of(id));
        return number == RP_NONE ? 0 : p->duties.at[number].node;
    default: return node_of_rules(p, kind, id);
    }
}

/* The text element in the language that fits best; *first says whether it is the one that was given first. */
static rp_node choose(const refpath_protocol *p, rp_node node, rp_element element, const char *language, bool *first) {
    const char *tags[MOST_LANGUAGES];
    rp_node texts[MOST_LANGUAGES];
    size_t n = 0;
    int best = 0;
    for (rp_node t = rp_node_first_of(&p->model, node, element); t && n < MOST_LANGUAGES;
         t = rp_node_next_of(&p->model, t, element)) {
        texts[n] = t;
        tags[n++] = rp_node_language(&p->model, t).at;
    }
    if (n == 0) {
        return 0;
    }
    if (language) {
        best = rp_language_match(tags, n, language);
    }
    *first = best <= 0;
    return texts[best < 0 ? 0 : best];
}

static rp_node find(const refpath_protocol *p, refpath_kind kind, const char *id, const char *language,
                    rp_label_part part, bool *first) {
    static const rp_element elements[] = {RP_ELEMENT_LABEL, RP_ELEMENT_TEXT, RP_ELEMENT_QUESTION};
    rp_node node;
    *first = true;
    if (!p || !id) {
        return 0;
    }
    node = node_of(p, kind, id);
    return node ? choose(p, node, elements[part], language, first) : 0;
}

const char *rp_label(const refpath_protocol *protocol, refpath_kind kind, const char *id, const char *language,
                     rp_label_part part) {
    bool first;
    rp_node node = find(protocol, kind, id, language, part, &first);
    return node ? rp_node_text(&protocol->model, node).at : NULL;
}

bool rp_label_reviewed(const refpath_protocol *protocol, refpath_kind kind, const char *id, const char *language,
                       rp_label_part part) {
    bool first;
    rp_str date;
    rp_node node = find(protocol, kind, id, language, part, &first);
    return !node || first || rp_node_attribute(&protocol->model, node, RP_ATTRIBUTE_REVIEWED, &date);
}

static bool is_hidden(const refpath_protocol *p, const char *id) {
    uint32_t number = rp_table_find(&p->who_names, rp_str_of(id));
    return number != RP_NONE && p->who.at[number].kind == RP_WHO_ACTOR &&
           p->actors.at[p->who.at[number].index].visible_to.n > 0;
}

const char *refpath_protocol_label(const refpath_protocol *protocol, refpath_kind kind, const char *id,
                                   const char *language) {
    if (!protocol || !id || (kind == REFPATH_KIND_ACTOR && is_hidden(protocol, id))) {
        return NULL;
    }
    return rp_label(protocol, kind, id, language, RP_LABEL_NAME);
}
