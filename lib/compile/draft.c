/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Drafts: the loader's own model, open for change. */
#include <refpath/draft.h>

#include "base/check.h"
#include "compile/build.h"
#include "unicode/civil.h"
#include "xml/load.h"

#include <string.h>

struct refpath_draft {
    rp_alloc alloc;
    rp_model model;
};

static const rp_place_in nowhere = {"", 0, 0};

static refpath_status new_draft(refpath_draft **out, const refpath_allocator *allocator) {
    rp_alloc alloc;
    refpath_draft *draft;
    refpath_status status;
    if (!rp_alloc_init(&alloc, allocator)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    draft = rp_alloc_new(&alloc, sizeof *draft);
    RP_HAVE(draft);
    draft->alloc = alloc;
    status = rp_model_init(&draft->model, &alloc);
    if (status != REFPATH_OK) {
        rp_alloc_free(&alloc, draft, sizeof *draft);
        return status;
    }
    *out = draft;
    return REFPATH_OK;
}

static refpath_status set_head(refpath_draft *draft, const char *id, const char *language) {
    rp_model *m = &draft->model;
    RP_TRY(rp_node_new(m, RP_ELEMENT_PROTOCOL, 0, 0, 0, &m->root));
    RP_TRY(rp_node_set(m, m->root, RP_ATTRIBUTE_ID, rp_str_of(id), 0, 0));
    RP_TRY(rp_node_set(m, m->root, RP_ATTRIBUTE_VERSION, rp_str_of("1"), 0, 0));
    return rp_node_set(m, m->root, RP_ATTRIBUTE_LANG, rp_str_of(language), 0, 0);
}

refpath_status refpath_draft_new(refpath_draft **out, const char *id, const char *language,
                                 const refpath_allocator *allocator) {
    refpath_status status;
    if (out) {
        *out = NULL;
    }
    if (!out || !id || !language || !rp_value_check(RP_TYPE_ID, rp_str_of(id), nowhere, "id", NULL) ||
        !rp_value_check(RP_TYPE_LANGUAGE, rp_str_of(language), nowhere, "xml:lang", NULL)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(new_draft(out, allocator));
    status = set_head(*out, id, language);
    if (status != REFPATH_OK) {
        refpath_draft_free(*out);
        *out = NULL;
    }
    return status;
}

static refpath_status set_end(rp_model *m, rp_attribute attribute, int64_t day) {
    char text[RP_DATE_TEXT];
    if (day == RP_NO_DATE) {
        return REFPATH_OK;
    }
    rp_civil_print_date(day, text);
    return rp_node_set(m, m->root, attribute, rp_str_of(text), 0, 0);
}

/* The guards that drops took away: no drop stands here any more, and yet every answer must say so. */
static refpath_status set_guards(rp_model *m, const rp_model *from) {
    rp_str list;
    rp_buffer ids;
    refpath_status status;
    if (from->dropped_guards.n == 0) {
        return REFPATH_OK;
    }
    rp_buffer_init(&ids, &m->arena.alloc, false);
    for (size_t i = 0; i < from->dropped_guards.n; i++) {
        rp_buffer_text(&ids, i > 0 ? " " : "");
        rp_buffer_text(&ids, from->dropped_guards.at[i]);
    }
    status = rp_buffer_status(&ids);
    if (status == REFPATH_OK) {
        list.at = ids.at;
        list.n = ids.n;
        status = rp_node_set(m, m->root, RP_ATTRIBUTE_GUARDS_DROPPED, list, 0, 0);
    }
    rp_buffer_free(&ids);
    return status;
}

/*
 * All in one document, which ends and is due for review when the first of them is. What was included may have ended
 * before the protocol began: no document may say that of itself, so it is said apart.
 */
static refpath_status copy_all(rp_model *m, const refpath_protocol *protocol) {
    bool crossed = protocol->valid_from != RP_NO_DATE && protocol->valid_until != RP_NO_DATE &&
                   protocol->valid_until < protocol->valid_from;
    RP_TRY(rp_node_copy(m, &protocol->model, protocol->model.root, &m->root));
    RP_TRY(set_end(m, crossed ? RP_ATTRIBUTE_INCLUDED_UNTIL : RP_ATTRIBUTE_VALID_UNTIL, protocol->valid_until));
    RP_TRY(set_end(m, RP_ATTRIBUTE_REVIEW_BY, protocol->review_by));
    return set_guards(m, &protocol->model);
}

refpath_status refpath_draft_from_protocol(refpath_draft **out, const refpath_protocol *protocol,
                                           const refpath_allocator *allocator) {
    refpath_status status;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(new_draft(out, allocator));
    status = copy_all(&(*out)->model, protocol);
    if (status != REFPATH_OK) {
        refpath_draft_free(*out);
        *out = NULL;
    }
    return status;
}

void refpath_draft_free(refpath_draft *draft) {
    if (draft) {
        rp_alloc alloc = draft->alloc;
        rp_model_free(&draft->model);
        rp_alloc_free(&alloc, draft, sizeof *draft);
    }
}

refpath_element refpath_draft_root(const refpath_draft *draft) { return draft ? draft->model.root : 0; }

static rp_node find(const rp_model *m, rp_node node, rp_element element, const char *id) {
    rp_str value;
    if ((element == RP_ELEMENT_NONE || rp_node_element(m, node) == element) &&
        rp_node_attribute(m, node, RP_ATTRIBUTE_ID, &value) && rp_str_is(value, id)) {
        return node;
    }
    RP_EACH(m, child, node) {
        rp_node found = find(m, child, element, id);
        if (found) {
            return found;
        }
    }
    return 0;
}

refpath_element refpath_draft_find(const refpath_draft *draft, const char *name, const char *id) {
    rp_element element = name ? rp_element_find(rp_str_of(name)) : RP_ELEMENT_NONE;
    if (!draft || !id || (name && element == RP_ELEMENT_NONE)) {
        return 0;
    }
    return find(&draft->model, draft->model.root, element, id);
}

static size_t count_of(const rp_model *m, rp_node parent, rp_element element) {
    size_t n = 0;
    RP_EACH_OF(m, child, parent, element) { n++; }
    return n;
}

static size_t depth_of(const rp_model *m, rp_node node) {
    size_t depth = 0;
    for (rp_node up = node; up; up = rp_node_parent(m, up)) {
        depth++;
    }
    return depth;
}

refpath_status refpath_draft_add(refpath_draft *draft, refpath_element *out, refpath_element parent, const char *name,
                                 refpath_diags *diags) {
    rp_element element;
    rp_node node;
    size_t depth;
    int most;
    if (out) {
        *out = 0;
    }
    if (!draft || !name || !rp_node_stands(&draft->model, parent)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    element = rp_element_find(rp_str_of(name));
    if (element == RP_ELEMENT_NONE || element == RP_ELEMENT_INCLUDE || element == RP_ELEMENT_DROP ||
        !rp_element_may_hold(rp_node_element(&draft->model, parent), element, &most) ||
        (most > 0 && count_of(&draft->model, parent, element) >= (size_t)most)) {
        rp_diag_add(diags, RP_PROBLEM_DRAFT_ELEMENT, nowhere, name,
                    rp_element_name(rp_node_element(&draft->model, parent)));
        return REFPATH_INVALID_PROTOCOL;
    }
    depth = depth_of(&draft->model, parent) + 1;
    if (depth > RP_MOST_DEPTH) {
        char digits[RP_INTEGER_ROOM];
        (void)rp_print_integer(RP_MOST_DEPTH, digits);
        rp_diag_add(diags, RP_PROBLEM_TOO_DEEP, nowhere, digits);
        return REFPATH_LIMIT_EXCEEDED;
    }
    RP_TRY(rp_node_new(&draft->model, element, 0, 0, 0, &node));
    rp_node_append(&draft->model, parent, node);
    if (out) {
        *out = node;
    }
    return REFPATH_OK;
}

refpath_status refpath_draft_set(refpath_draft *draft, refpath_element element, const char *attribute,
                                 const char *value, refpath_diags *diags) {
    rp_attribute number;
    const rp_has *has;
    if (!draft || !attribute || !rp_node_stands(&draft->model, element)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    number = rp_attribute_find(rp_str_of(attribute));
    has = number == RP_ATTRIBUTE_NONE ? NULL : rp_element_has(rp_node_element(&draft->model, element), number);
    if (!has) {
        rp_diag_add(diags, RP_PROBLEM_DRAFT_ATTRIBUTE, nowhere, attribute,
                    rp_element_name(rp_node_element(&draft->model, element)));
        return REFPATH_INVALID_PROTOCOL;
    }
    if (!value) {
        return rp_node_unset(&draft->model, element, number);
    }
    if (!rp_value_check(has->type, rp_str_of(value), nowhere, attribute, diags)) {
        return REFPATH_INVALID_PROTOCOL;
    }
    return rp_node_set(&draft->model, element, number, rp_str_of(value), 0, 0);
}

refpath_status refpath_draft_text(refpath_draft *draft, refpath_element element, const char *text,
                                  refpath_diags *diags) {
    if (!draft || !text || !rp_node_stands(&draft->model, element)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    if (!rp_element_holds_text(rp_node_element(&draft->model, element))) {
        rp_diag_add(diags, RP_PROBLEM_DRAFT_TEXT, nowhere, rp_element_name(rp_node_element(&draft->model, element)));
        return REFPATH_INVALID_PROTOCOL;
    }
    if (!rp_value_check(RP_TYPE_TEXT, rp_str_of(text), nowhere, "text", diags)) {
        return REFPATH_INVALID_PROTOCOL;
    }
    return rp_node_set_text(&draft->model, element, rp_str_of(text));
}

refpath_status refpath_draft_remove(refpath_draft *draft, refpath_element element) {
    if (!draft || !rp_node_stands(&draft->model, element) || element == draft->model.root) {
        return REFPATH_INVALID_ARGUMENT;
    }
    rp_node_remove(&draft->model, element);
    return REFPATH_OK;
}

/* What is compiled is what would be written, so that problems have lines and both have one fingerprint. */
refpath_status refpath_draft_compile(refpath_protocol **out, const refpath_draft *draft,
                                     const refpath_load_options *options, refpath_diags *diags) {
    rp_buffer xml;
    rp_str id = {"protocol", 8};
    refpath_status status;
    if (out) {
        *out = NULL;
    }
    if (!out || !draft) {
        return REFPATH_INVALID_ARGUMENT;
    }
    rp_buffer_init(&xml, &draft->alloc, false);
    (void)rp_node_attribute(&draft->model, draft->model.root, RP_ATTRIBUTE_ID, &id);
    status = rp_xml_write(&draft->model, rp_buffer_write, &xml);
    if (status == REFPATH_OK) {
        rp_buffer name;
        rp_buffer_init(&name, &draft->alloc, false);
        rp_buffer_add(&name, id.at, id.n);
        rp_buffer_text(&name, ".xml");
        status = rp_buffer_status(&name);
        if (status == REFPATH_OK) {
            status = refpath_protocol_load_memory(out, xml.at, xml.n, name.at, options, diags);
        }
        rp_buffer_free(&name);
    }
    rp_buffer_free(&xml);
    return status;
}

refpath_status refpath_draft_write(const refpath_draft *draft, refpath_write write, void *user) {
    if (!draft || !write) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return rp_xml_write(&draft->model, write, user);
}
