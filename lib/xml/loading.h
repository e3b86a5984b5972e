/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the files that load share: one load of all documents, from the outermost one to the last drop. */
#ifndef RP_XML_LOADING_H
#define RP_XML_LOADING_H

#include "base/bits.h"
#include "xml/file.h"
#include "xml/gate.h"
#include "xml/load.h"

/* What may stand in an element, filled in when the first of its kind is met. */
typedef struct rp_shape {
    bool filled;
    unsigned char most[RP_ELEMENT_COUNT]; /* 0 none, 1 one, 2 any number */
    const rp_has *has[RP_ATTRIBUTE_COUNT];
    rp_attribute required[RP_ATTRIBUTE_COUNT];
    size_t n_required;
} rp_shape;

/* A value that was found good for a type, and is short enough to be compared at a glance. */
typedef struct rp_known {
    uint64_t head, tail;
    rp_value value; /* 0: none */
    uint16_t n;
    uint16_t type;
} rp_known;

/* A document as includes see it. */
typedef struct rp_loaded {
    const char *key;  /* its name relative to the outermost document's folder */
    bool open;        /* its own includes are still being read */
    rp_word *reaches; /* the documents that it includes, and they */
} rp_loaded;

typedef struct rp_loading {
    rp_model *model;
    const refpath_load_options *options;
    refpath_diags *diags;
    size_t errors; /* that were there before */
    rp_arena scratch;
    rp_folder folder;         /* of the outermost document, where it is a file */
    const char *shown_folder; /* as it stands before the names of included documents: "", or with a slash at its end */
    size_t bytes_left, elements_left;
    bool io; /* a file that is there could not be read */
    size_t harmless; /* errors that leave nothing out by which others would come to be */
    bool repeated;   /* an id stands twice in one document, which has been told */
    rp_shape *shapes;
    rp_known *known; /* values met lately */
    size_t n_known;
    rp_table values[RP_TYPE_NAMING + 1]; /* and all, by type */
    rp_table element_names, attribute_names;
    RP_LIST(rp_loaded) loaded; /* one for each of the model's documents */
    rp_table keys;
    RP_LIST(rp_node) drops; /* those of inner documents first */
    rp_table guards;        /* the model's dropped guards */
} rp_loading;

/* Where a document comes from; the bytes are borrowed. */
typedef struct rp_source {
    rp_str bytes;
    const char *key, *shown; /* in the model's arena */
    const char *language;    /* that texts have where nothing else says so; NULL for the outermost document */
    rp_bytes *block;         /* where they are if they are ours, released as soon as they were read; or NULL */
} rp_source;

/* typed.c: the tags of one document become nodes; *root is 0 where it was not read to its end. */
refpath_status rp_typed_load(rp_loading *l, const rp_source *source, uint32_t document, rp_node *root);
/* known.c: a value that was met before with this type, or 0; and one that has just been found good. */
rp_value rp_known_find(const rp_loading *l, rp_type type, rp_str raw);
refpath_status rp_known_add(rp_loading *l, rp_type type, rp_str raw, rp_str value, rp_value *out);
refpath_status rp_known_start(rp_loading *l, size_t bytes);
/* include.c: a document with all that it includes; *root is 0 as above. */
refpath_status rp_document_load(rp_loading *l, const rp_source *source, rp_node *root);
/* drop.c: all drops, in order. */
refpath_status rp_drops_apply(rp_loading *l);
/* drop.c: a guard that is gone, which answers will say; the id lives as long as the model. */
refpath_status rp_guard_note(rp_loading *l, rp_str id);
/* unique.c: every id under a node once in its space; in the end once more over all documents. */
refpath_status rp_ids_check(rp_loading *l, rp_node root, bool all);

/* Counts the error told last, if it was one, as harmless: what the documents mean can still be looked into. */
void rp_harmless(rp_loading *l, size_t errors_before);
/* A limit was reached: says so, and gives the status. */
refpath_status rp_limit_reached(rp_loading *l, rp_problem problem, rp_place_in where, size_t limit);
/* The node after this one in document order, within `root`; 0 after the last. */
rp_node rp_walk_next(const rp_model *model, rp_node root, rp_node node);
/* The same, passing over all that the node holds. */
rp_node rp_walk_over(const rp_model *model, rp_node root, rp_node node);

/* standard.c: the names of the standard protocols; NULL after the last. */
const char *rp_standard_name(size_t i);

/* value.c: the value as its type has it, white space collapsed where the type says so; may use the buffer. */
rp_str rp_value_collapse(rp_type type, rp_str value, rp_buffer *buffer);
/* The first character of a text that may not stand there is reported; true: there is none. */
bool rp_characters_check(rp_str text, rp_place_in where, const char *attribute, refpath_diags *diags);

#endif
