/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A document with all that it includes. A name is taken relative to the document it stands in and must stay under the
 * folder of the outermost one; names that begin with "standard/" are those of the library. What an included document
 * has in sections stands in place of the include that names it first.
 */
#include "base/check.h"
#include "base/sha256.h"
#include "xml/loading.h"

#include <string.h>

#define MOST_HREF ((size_t)1024)
static const char standard_folder[] = "standard/";

/* -- names ----------------------------------------------------------------------------------------------------------
 */

static bool is_standard(rp_str name) {
    size_t n = sizeof standard_folder - 1;
    return name.n > n && memcmp(name.at, standard_folder, n) == 0;
}

/* One part of a path is added, or "." and ".." are followed; false where that leads out, or where it is no part. */
static bool add_part(rp_buffer *path, rp_str part) {
    if (part.n == 0) {
        return false;
    }
    if (rp_str_is(part, ".")) {
        return true;
    }
    if (rp_str_is(part, "..")) {
        if (path->n == 0) {
            return false;
        }
        while (path->n > 0 && path->at[--path->n] != '/') {}
        path->at[path->n] = '\0';
        return true;
    }
    if (path->n > 0) {
        rp_buffer_char(path, '/');
    }
    rp_buffer_add(path, part.at, part.n);
    return true;
}

/* `href`, as it stands in the document `from`, relative to the outermost document's folder. */
static bool resolve(rp_buffer *path, const char *from, rp_str href) {
    const char *base = rp_path_base(from);
    rp_str part = {"", 0};
    if (!is_standard(href) && base > from) {
        rp_buffer_add(path, from, (size_t)(base - from) - 1);
    }
    if (href.n > MOST_HREF) {
        return false;
    }
    for (size_t i = 0; i < href.n; i++) { /* no scheme, no drive, no escapes that hide a part */
        if (strchr("\\:%?#*\"<>|", href.at[i])) {
            return false;
        }
    }
    for (size_t i = 0; i <= href.n; i += part.n + 1) {
        const char *slash = i < href.n ? memchr(href.at + i, '/', href.n - i) : NULL;
        part.at = href.at + i;
        part.n = slash ? (size_t)(slash - href.at) - i : href.n - i;
        if (!add_part(path, part)) {
            return false;
        }
    }
    return !rp_str_is(part, ".") && !rp_str_is(part, ".."); /* the last part is a document */
}

/* -- where the bytes come from ----------------------------------------------------------------------------------------
 */

typedef enum rp_origin {
    RP_FROM_STANDARD,
    RP_FROM_CALLBACK,
    RP_FROM_FILE
} rp_origin;

typedef struct rp_fetched {
    rp_origin origin;
    rp_str bytes;
    rp_bytes block;
} rp_fetched;

static refpath_status fetch(rp_loading *l, const char *key, rp_fetched *fetched) {
    const rp_standard *standard = is_standard(rp_str_of(key)) ? rp_standard_find(key) : NULL;
    const refpath_load_options *options = l->options;
    memset(fetched, 0, sizeof *fetched);
    if (standard) {
        fetched->origin = RP_FROM_STANDARD;
        fetched->bytes.at = standard->bytes;
        fetched->bytes.n = standard->n;
    } else if (options->include) {
        const char *bytes = NULL;
        size_t n = 0;
        fetched->origin = RP_FROM_CALLBACK;
        RP_TRY(options->include(options->user, key, &bytes, &n));
        fetched->bytes.at = bytes ? bytes : "";
        fetched->bytes.n = bytes ? n : 0;
    } else if (l->folder.descriptor >= 0) {
        fetched->origin = RP_FROM_FILE;
        RP_TRY(rp_folder_read(&l->folder, key, true, l->bytes_left, &l->scratch.alloc, &fetched->block));
        fetched->bytes.at = fetched->block.at;
        fetched->bytes.n = fetched->block.n;
    } else {
        return REFPATH_NOT_FOUND;
    }
    return REFPATH_OK;
}

static void release(rp_loading *l, rp_fetched *fetched) {
    if (fetched->origin == RP_FROM_CALLBACK && l->options->included) {
        l->options->included(l->options->user, fetched->bytes.at, fetched->bytes.n);
    }
    rp_bytes_free(&fetched->block, &l->scratch.alloc);
}

/* -- one document
 * ------------------------------------------------------------------------------------------------------- */

static const char *root_text(const rp_loading *l, rp_node root, rp_attribute attribute) {
    rp_str value;
    return rp_node_attribute(l->model, root, attribute, &value) ? value.at : NULL;
}

static refpath_status add_document(rp_loading *l, const rp_source *source, uint32_t *number) {
    rp_document *document = RP_LIST_ADD(&l->model->arena, &l->model->documents);
    rp_loaded *loaded = RP_LIST_ADD(&l->scratch, &l->loaded);
    rp_sha256 hash;
    bool fresh;
    RP_HAVE(document);
    RP_HAVE(loaded);
    *number = (uint32_t)l->model->documents.n - 1;
    document->name = source->key;
    document->shown = source->shown;
    document->version = "";
    rp_sha256_start(&hash);
    rp_sha256_add(&hash, source->bytes.at, source->bytes.n);
    rp_sha256_hex(&hash, document->sha256);
    loaded->key = *number == 0 ? rp_path_base(source->key) : source->key;
    loaded->open = true;
    loaded->reaches = RP_ARENA_ARRAY(&l->scratch, rp_word, rp_bits_words(l->options->most_documents));
    RP_HAVE(loaded->reaches);
    return rp_table_add(&l->keys, rp_str_of(loaded->key), number, &fresh);
}

/* The guards that were gone when this document was written, as its root lists them. */
static refpath_status read_guards(rp_loading *l, rp_node root) {
    rp_str rest, word;
    if (!rp_node_attribute(l->model, root, RP_ATTRIBUTE_GUARDS_DROPPED, &rest)) {
        return REFPATH_OK;
    }
    while (rp_str_word(&rest, &word)) {
        const char *id = rp_arena_text(&l->model->arena, word.at, word.n);
        RP_HAVE(id);
        RP_TRY(rp_guard_note(l, rp_str_of(id)));
    }
    return REFPATH_OK;
}

static refpath_status set_head(rp_loading *l, uint32_t number, rp_node root) {
    rp_document *document = &l->model->documents.at[number];
    const char *version = root_text(l, root, RP_ATTRIBUTE_VERSION);
    document->version = version ? version : "";
    document->valid_until = root_text(l, root, RP_ATTRIBUTE_VALID_UNTIL);
    document->review_by = root_text(l, root, RP_ATTRIBUTE_REVIEW_BY);
    document->included_until = root_text(l, root, RP_ATTRIBUTE_INCLUDED_UNTIL);
    return read_guards(l, root);
}

/* Texts of another language than the outermost document's keep it when they stand in that one. */
static refpath_status keep_language(rp_loading *l, rp_node root, const char *language) {
    const char *outermost = root_text(l, l->model->root, RP_ATTRIBUTE_LANG);
    if (!language || !outermost || strcmp(language, outermost) == 0) {
        return REFPATH_OK;
    }
    for (rp_node node = root; node; node = rp_walk_next(l->model, root, node)) {
        rp_element element = rp_node_element(l->model, node);
        rp_place_in at = rp_node_place(l->model, node);
        if ((element == RP_ELEMENT_LABEL || element == RP_ELEMENT_TEXT || element == RP_ELEMENT_QUESTION) &&
            !root_text(l, node, RP_ATTRIBUTE_LANG)) {
            RP_TRY(rp_node_set(l->model, node, RP_ATTRIBUTE_LANG, rp_str_of(language), at.line, at.column));
        }
    }
    return REFPATH_OK;
}

/* -- an include
 * ----------------------------------------------------------------------------------------------------------- */

/* What stands at the include that is being read. */
typedef struct rp_including {
    uint32_t document; /* the one that it stands in */
    const char *language;
    rp_node node;
    const char *href, *key, *version; /* version: NULL where it asks for none */
} rp_including;

static void report(rp_loading *l, const rp_including *i, rp_problem problem, const char *one, const char *two,
                   const char *three) {
    rp_diag_add(l->diags, problem, rp_node_attribute_place(l->model, i->node, RP_ATTRIBUTE_HREF), one, two, three);
}

static refpath_status report_standard(rp_loading *l, const rp_including *i) {
    rp_str near = {"", 0};
    rp_table names;
    const char *name;
    rp_table_init(&names, &l->scratch);
    for (size_t k = 0; !rp_diag_full(l->diags) && (name = rp_standard_name(k)) != NULL; k++) {
        uint32_t value = 0;
        bool fresh;
        RP_TRY(rp_table_add(&names, rp_str_of(name), &value, &fresh));
    }
    (void)rp_table_nearest(&names, rp_str_of(i->key), &near);
    report(l, i, RP_PROBLEM_UNKNOWN_STANDARD, i->key, near.at, NULL);
    return REFPATH_OK;
}

/* The version that an include asks for is that of the document; for a standard one it has to be said. */
static void check_version(rp_loading *l, const rp_including *i, const char *version) {
    bool standard = is_standard(rp_str_of(i->key));
    if (i->version ? strcmp(i->version, version) != 0 : standard) {
        rp_attribute at = i->version ? RP_ATTRIBUTE_VERSION : RP_ATTRIBUTE_NONE;
        rp_diag_add(l->diags, RP_PROBLEM_INCLUDE_VERSION, rp_node_attribute_place(l->model, i->node, at), i->key,
                    version, i->version ? i->version : "");
    }
}

/* Sections stand in place of the include; nothing else of the included document's root counts here. */
static void splice(rp_loading *l, rp_node include, rp_node root) {
    rp_model *model = l->model;
    rp_node child = rp_node_first(model, root);
    if (rp_element_is_section(rp_node_element(model, root))) {
        rp_node_insert(model, include, root);
        return;
    }
    while (child) {
        rp_node next = rp_node_next(model, child);
        if (rp_element_is_section(rp_node_element(model, child))) {
            rp_node_remove(model, child);
            rp_node_insert(model, include, child);
        }
        child = next;
    }
}

static void join_reach(rp_loading *l, uint32_t document, uint32_t included) {
    rp_bits_or(l->loaded.at[document].reaches, l->loaded.at[included].reaches,
               rp_bits_words(l->options->most_documents));
    rp_bits_add(l->loaded.at[document].reaches, included);
}

static refpath_status read_included(rp_loading *l, const rp_including *i, rp_fetched *fetched) {
    rp_place_in where = rp_node_attribute_place(l->model, i->node, RP_ATTRIBUTE_HREF);
    bool of_library = fetched->origin == RP_FROM_STANDARD;
    rp_source source = {fetched->bytes, i->key, i->key, i->language, &fetched->block};
    uint32_t number = (uint32_t)l->model->documents.n;
    rp_node root;
    if (fetched->bytes.n > l->bytes_left) {
        return rp_limit_reached(l, RP_PROBLEM_FILE_TOO_LARGE, where, l->options->most_bytes);
    }
    l->bytes_left -= fetched->bytes.n;
    if (!of_library && *l->shown_folder) {
        source.shown = rp_arena_format(&l->model->arena, "%s%s", l->shown_folder, i->key);
        RP_HAVE(source.shown);
    }
    RP_TRY(rp_document_load(l, &source, &root));
    if (root) {
        check_version(l, i, l->model->documents.at[number].version);
        splice(l, i->node, root);
    }
    join_reach(l, i->document, number);
    return REFPATH_OK;
}

/* A document that is not there is a fault of the include; what else failed ends the load. */
static refpath_status unreadable(rp_loading *l, const rp_including *i, refpath_status status) {
    rp_place_in where = rp_node_attribute_place(l->model, i->node, RP_ATTRIBUTE_HREF);
    if (status == REFPATH_LIMIT_EXCEEDED && !l->options->include) {
        return rp_limit_reached(l, RP_PROBLEM_FILE_TOO_LARGE, where, l->options->most_bytes);
    }
    if (status != REFPATH_NOT_FOUND && (status != REFPATH_IO || l->options->include)) {
        return status;
    }
    if (is_standard(rp_str_of(i->key))) {
        return report_standard(l, i);
    }
    l->io = l->io || status == REFPATH_IO;
    report(l, i, RP_PROBLEM_FILE_NOT_READABLE, i->key, NULL, NULL);
    return REFPATH_OK;
}

static refpath_status read_new(rp_loading *l, const rp_including *i) {
    rp_fetched fetched;
    refpath_status status;
    if (l->model->documents.n >= l->options->most_documents) {
        return rp_limit_reached(l, RP_PROBLEM_TOO_MANY_DOCUMENTS,
                                rp_node_attribute_place(l->model, i->node, RP_ATTRIBUTE_HREF),
                                l->options->most_documents);
    }
    if (is_standard(rp_str_of(i->key)) && !rp_standard_find(i->key)) {
        return report_standard(l, i);
    }
    status = fetch(l, i->key, &fetched);
    if (status != REFPATH_OK) {
        return unreadable(l, i, status);
    }
    status = read_included(l, i, &fetched);
    release(l, &fetched);
    return status;
}

static refpath_status include(rp_loading *l, rp_including *i) {
    rp_buffer path;
    uint32_t known;
    const char *key = NULL;
    bool good;
    i->href = root_text(l, i->node, RP_ATTRIBUTE_HREF);
    i->version = root_text(l, i->node, RP_ATTRIBUTE_VERSION);
    if (!i->href) {
        return REFPATH_OK; /* that it is missing, or wrong, was said */
    }
    rp_buffer_init(&path, &l->scratch.alloc, false);
    good = resolve(&path, l->loaded.at[i->document].key, rp_str_of(i->href));
    if (!path.failed) {
        key = rp_arena_text(&l->model->arena, path.n > 0 ? path.at : "", path.n);
    }
    rp_buffer_free(&path);
    RP_HAVE(key);
    if (!good) {
        report(l, i, RP_PROBLEM_INCLUDE_PATH, i->href, NULL, NULL);
        return REFPATH_OK;
    }
    i->key = key;
    known = rp_table_find(&l->keys, rp_str_of(key));
    if (known == RP_NONE) {
        return read_new(l, i);
    }
    if (l->loaded.at[known].open) {
        report(l, i, RP_PROBLEM_INCLUDE_CIRCLE, key, NULL, NULL);
        return REFPATH_OK;
    }
    check_version(l, i, l->model->documents.at[known].version);
    join_reach(l, i->document, known);
    return REFPATH_OK;
}

/* The includes of a root in order, each replaced by what it brings; its drops are kept for later. */
static refpath_status read_includes(rp_loading *l, rp_node root, uint32_t number, const char *language) {
    rp_model *model = l->model;
    rp_node child = rp_node_first(model, root);
    while (child) {
        rp_node next = rp_node_next(model, child);
        if (rp_node_element(model, child) == RP_ELEMENT_INCLUDE) {
            rp_including i = {number, language, child, NULL, NULL, NULL};
            RP_TRY(include(l, &i));
            rp_node_remove(model, child);
        }
        child = next;
    }
    child = rp_node_first_of(model, root, RP_ELEMENT_DROP);
    while (child) {
        rp_node next = rp_node_next_of(model, child, RP_ELEMENT_DROP), *drop = RP_LIST_ADD(&l->scratch, &l->drops);
        RP_HAVE(drop);
        *drop = child;
        rp_node_remove(model, child);
        child = next;
    }
    return REFPATH_OK;
}

refpath_status rp_document_load(rp_loading *l, const rp_source *source, rp_node *root) {
    const char *language = source->language;
    uint32_t number;
    *root = 0;
    RP_TRY(add_document(l, source, &number));
    RP_TRY(rp_typed_load(l, source, number, root));
    if (source->block) {
        rp_bytes_free(source->block, &l->scratch.alloc);
    }
    if (*root) {
        if (number == 0) {
            l->model->root = *root;
        }
        RP_TRY(set_head(l, number, *root));
        if (rp_node_element(l->model, *root) == RP_ELEMENT_PROTOCOL) {
            language = root_text(l, *root, RP_ATTRIBUTE_LANG);
        }
        RP_TRY(rp_ids_check(l, *root, false));
        if (number > 0) {
            RP_TRY(keep_language(l, *root, language));
        }
        if (rp_node_element(l->model, *root) == RP_ELEMENT_PROTOCOL) {
            RP_TRY(read_includes(l, *root, number, language));
        }
    }
    l->loaded.at[number].open = false;
    return REFPATH_OK;
}
