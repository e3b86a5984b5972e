/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What the documents say: a tree of elements with attributes, texts and positions; names, not meanings. Mutable
 * while it is loaded or drafted, read-only once a protocol is compiled from it. Nodes are small numbers, so that how
 * they are kept stays this folder's business: most of a document is packed into a few bytes for each element as it is
 * read, and what is changed afterwards is taken out of that into records of its own.
 */
#ifndef RP_MODEL_MODEL_H
#define RP_MODEL_MODEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/paged.h"
#include "base/table.h"
#include "base/text.h"

typedef enum rp_element {
    RP_ELEMENT_NONE = 0,
#define RP_ELEMENT(name, text, content) RP_ELEMENT_##name,
#include "model/vocabulary.def"
#undef RP_ELEMENT
    RP_ELEMENT_COUNT
} rp_element;

typedef enum rp_attribute {
    RP_ATTRIBUTE_NONE = 0,
#define RP_ATTRIBUTE(name, text) RP_ATTRIBUTE_##name,
#include "model/vocabulary.def"
#undef RP_ATTRIBUTE
    RP_ATTRIBUTE_COUNT
} rp_attribute;

/* What an attribute's value is; those after RP_TYPE_WORDS are one word (NAMING: words) of a fixed list. */
typedef enum rp_type {
    RP_TYPE_ID, RP_TYPE_REF, RP_TYPE_REFS, RP_TYPE_INTEGER, RP_TYPE_POSITIVE, RP_TYPE_BOOLEAN, RP_TYPE_DURATION,
    RP_TYPE_DATE, RP_TYPE_YEAR, RP_TYPE_HOURS, RP_TYPE_LANGUAGE, RP_TYPE_TOKEN, RP_TYPE_TEXT, RP_TYPE_URI,
    RP_TYPE_WORDS,
    RP_TYPE_STATUS, RP_TYPE_UNIT, RP_TYPE_IF_OPEN_FACT, RP_TYPE_IF_OPEN_UNLESS, RP_TYPE_CONTACT_BY,
    RP_TYPE_WHEN_MISSING, RP_TYPE_THEN, RP_TYPE_ADVICE_KIND, RP_TYPE_EFFECT, RP_TYPE_AGREEMENT_KIND, RP_TYPE_FORM,
    RP_TYPE_NAMING
} rp_type;

typedef struct rp_has {
    rp_attribute attribute;
    rp_type type;
    bool required;
} rp_has;

const char *rp_element_name(rp_element element);
rp_element rp_element_find(rp_str name); /* RP_ELEMENT_NONE where there is none */
bool rp_element_holds_text(rp_element element);
const char *rp_attribute_name(rp_attribute attribute);
rp_attribute rp_attribute_find(rp_str name);
/* The attribute as this element has it, or NULL. */
const rp_has *rp_element_has(rp_element element, rp_attribute attribute);
/* The attributes an element may have, one by one; NULL after the last. */
const rp_has *rp_element_attribute_at(rp_element element, size_t i);
/* Whether `child` may stand in `parent`; *most is 1 or 0 for any number. */
bool rp_element_may_hold(rp_element parent, rp_element child, int *most);
/* The words of a type, ended by NULL; NULL for types that are no lists. */
const char *const *rp_type_words(rp_type type);
/* A section may be the root of an included document. */
bool rp_element_is_section(rp_element element);

typedef uint32_t rp_node;  /* 0: none */
typedef uint32_t rp_value; /* of an attribute, or a text; 0: none */

typedef struct rp_document {
    const char *name;    /* as it counts for the fingerprint: relative to the outermost document's folder */
    const char *shown;   /* as it stands in problems */
    char sha256[65];     /* of its bytes */
    const char *version; /* of its root, "" for a section */
    const char *valid_until, *review_by, *included_until; /* of its root, NULL where absent */
} rp_document;

typedef struct rp_model {
    rp_arena arena; /* everything below lives here */
    bool whole;     /* read to its end, with nothing left out that others may refer to: it can be compiled, if only to
                       find what else is wrong */
    rp_node root;   /* the protocol element; sections of included documents stand in place of their include */
    RP_LIST(rp_document) documents;          /* in order of inclusion, the outermost first */
    RP_LIST(const char *) dropped_guards;    /* ids of forbid rules and claims of included documents that drops took
                                                away, or that a document says were so when it was written; each once */
    rp_node reading;       /* the node that was read into last, into which the next ones can be packed; 0: none */
    uint32_t reading_line; /* where it begins */
    uint32_t counts[RP_ELEMENT_COUNT]; /* elements that were read, wherever they are now */
    rp_paged where;         /* of each node: where its record is, see nodes.h */
    rp_paged_bytes packed;
    rp_paged loose, attributes;
    rp_paged values;        /* where the characters of each are */
    rp_paged_bytes characters;
} rp_model;

refpath_status rp_model_init(rp_model *model, const rp_alloc *alloc);
void rp_model_free(rp_model *model);

/* Reading. All give none (0, false, empty) for node 0. */
rp_element rp_node_element(const rp_model *model, rp_node node);
rp_node rp_node_parent(const rp_model *model, rp_node node);
rp_node rp_node_first(const rp_model *model, rp_node node);
rp_node rp_node_next(const rp_model *model, rp_node node);
rp_node rp_node_first_of(const rp_model *model, rp_node node, rp_element element); /* first child of a kind */
rp_node rp_node_next_of(const rp_model *model, rp_node node, rp_element element);  /* next sibling of a kind */
/* The first after this node in the order of reading, of a kind, that stands in the tree of the root; 0 where there is none. */
rp_node rp_node_search(const rp_model *model, rp_node after, rp_element element);
/* The node is the root or in it; what was taken out, or never put anywhere, is not. */
bool rp_node_stands(const rp_model *model, rp_node node);
/* Of a document just read: the node after all that this one holds. */
rp_node rp_node_after(const rp_model *model, rp_node node);
rp_place_in rp_node_place(const rp_model *model, rp_node node);
uint32_t rp_node_document(const rp_model *model, rp_node node); /* index in documents */
/* The characters of a text element, as written but for line ends and references; NUL-terminated. */
rp_str rp_node_text(const rp_model *model, rp_node node);
bool rp_node_attribute(const rp_model *model, rp_node node, rp_attribute attribute, rp_str *value); /* NUL-terminated */
/* All attributes of a node in one go; those that it has not are 0. Equal numbers are equal values. */
void rp_node_values(const rp_model *model, rp_node node, rp_value values[RP_ATTRIBUTE_COUNT]);
const char *rp_value_text(const rp_model *model, rp_value value); /* NUL-terminated; "" for none */
rp_place_in rp_node_attribute_place(const rp_model *model, rp_node node, rp_attribute attribute); /* else the node's */

/*
 * Changing. A new node stands nowhere until it is put somewhere. Texts are copied. Where children come from a document
 * that was read, rp_node_open comes before anything is put among them or removed.
 */
refpath_status rp_node_open(rp_model *model, rp_node parent);
refpath_status rp_node_new(rp_model *model, rp_element element, uint32_t document, uint32_t line, uint32_t column,
                           rp_node *out);
refpath_status rp_node_set(rp_model *model, rp_node node, rp_attribute attribute, rp_str value, uint32_t line,
                           uint32_t column);
refpath_status rp_node_unset(rp_model *model, rp_node node, rp_attribute attribute);
refpath_status rp_node_set_text(rp_model *model, rp_node node, rp_str text);
void rp_node_append(rp_model *model, rp_node parent, rp_node child);
void rp_node_insert(rp_model *model, rp_node before, rp_node node); /* as the sibling before `before` */
void rp_node_remove(rp_model *model, rp_node node);                 /* takes it out with all that it holds */

/*
 * Reading in a document: each node where it stands, with all its attributes, in document order; then its text, if it
 * has one; then its end, when all that it holds is there.
 */
typedef struct rp_reading {
    rp_attribute attribute;
    rp_value value;
    uint32_t line, column;
} rp_reading;
refpath_status rp_value_new(rp_model *model, rp_str text, rp_value *out);
refpath_status rp_node_read(rp_model *model, rp_node parent, rp_element element, uint32_t document, rp_place_in where,
                            const rp_reading *attributes, size_t n, rp_node *out);
refpath_status rp_node_read_end(rp_model *model, rp_node node);

/* A deep copy of a tree of another model (or the same), standing nowhere. */
refpath_status rp_node_copy(rp_model *model, const rp_model *from, rp_node node, rp_node *out);

/* The language of a text element: its own xml:lang, else the document's. */
rp_str rp_node_language(const rp_model *model, rp_node node);

/* The id spaces of the format: an id is unique in its space. */
typedef enum rp_space {
    RP_SPACE_NONE = 0,
    RP_SPACE_WHO,     /* actors, groups, roles, parties */
    RP_SPACE_PLACE,
    RP_SPACE_ITEM,
    RP_SPACE_PURPOSE, /* services, purposes */
    RP_SPACE_FACT,    /* facts, clocks */
    RP_SPACE_RULE,    /* everything with an id in pathways, consent, coordination, claims, offers; advice of roles */
    RP_SPACE_DUTY,
    RP_SPACE_SOURCE,
    RP_SPACE_TERM     /* within its fact */
} rp_space;
rp_space rp_element_space(rp_element element);

#endif
