/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A load from beginning to end: options, the outermost document, drops, ids. */
#include "base/check.h"
#include "xml/loading.h"

#include <string.h>

/* Limits can be lowered, not raised: beyond these nothing has been tried. */
static void lower(size_t *limit, size_t usual) {
    if (*limit == 0 || *limit > usual) {
        *limit = usual;
    }
}

/* Whoever was built before there were limits on conditions has a shorter structure, and the usual ones. */
refpath_status rp_load_options_fill(refpath_load_options *full, const refpath_load_options *given) {
    memset(full, 0, sizeof *full);
    if (given) {
        if (given->size < offsetof(refpath_load_options, most_tests)) {
            return REFPATH_INVALID_ARGUMENT;
        }
        memcpy(full, given, given->size < sizeof *full ? given->size : sizeof *full);
    }
    full->size = sizeof *full;
    lower(&full->most_bytes, (size_t)256 * 1024 * 1024);
    lower(&full->most_documents, 256);
    lower(&full->most_depth, RP_MOST_DEPTH);
    lower(&full->most_attributes, 64);
    lower(&full->most_elements, 8000000);
    lower(&full->most_value, (size_t)64 * 1024);
    lower(&full->most_tests, 10000);
    lower(&full->most_chain, 128);
    lower(&full->most_tables, (size_t)512 * 1024 * 1024);
    if (full->most_work == 0) {
        full->most_work = 20000000;
    }
    return REFPATH_OK;
}

refpath_status rp_limit_reached(rp_loading *l, rp_problem problem, rp_place_in where, size_t limit) {
    char digits[RP_INTEGER_ROOM];
    (void)rp_print_integer((int64_t)limit, digits);
    rp_diag_add(l->diags, problem, where, digits);
    return REFPATH_LIMIT_EXCEEDED;
}

rp_node rp_walk_over(const rp_model *model, rp_node root, rp_node node) {
    rp_node next = 0;
    for (rp_node up = node; up && up != root && !next; up = rp_node_parent(model, up)) {
        next = rp_node_next(model, up);
    }
    return next;
}

rp_node rp_walk_next(const rp_model *model, rp_node root, rp_node node) {
    rp_node first = rp_node_first(model, node);
    return first ? first : rp_walk_over(model, root, node);
}

static refpath_status add_names(rp_loading *l) {
    bool fresh;
    rp_table_init(&l->element_names, &l->scratch);
    rp_table_init(&l->attribute_names, &l->scratch);
    rp_table_init(&l->keys, &l->scratch);
    rp_table_init(&l->guards, &l->scratch);
    for (size_t i = 0; i <= RP_TYPE_NAMING; i++) {
        rp_table_init(&l->values[i], &l->scratch);
    }
    for (uint32_t i = 1; i < RP_ELEMENT_COUNT; i++) {
        uint32_t value = i;
        RP_TRY(rp_table_add(&l->element_names, rp_str_of(rp_element_name((rp_element)i)), &value, &fresh));
    }
    for (uint32_t i = 1; i < RP_ATTRIBUTE_COUNT; i++) {
        uint32_t value = i;
        if (i != RP_ATTRIBUTE_LANG) { /* it is of another namespace */
            RP_TRY(rp_table_add(&l->attribute_names, rp_str_of(rp_attribute_name((rp_attribute)i)), &value, &fresh));
        }
    }
    l->shapes = RP_ARENA_ARRAY(&l->scratch, rp_shape, RP_ELEMENT_COUNT);
    RP_HAVE(l->shapes);
    return REFPATH_OK;
}

static refpath_status begin(rp_loading *l, rp_model *model, const refpath_load_options *options, refpath_diags *diags) {
    memset(l, 0, sizeof *l);
    l->model = model;
    l->options = options;
    l->diags = diags;
    l->errors = rp_diag_errors(diags);
    l->folder.descriptor = -1;
    l->shown_folder = "";
    l->bytes_left = options->most_bytes;
    l->elements_left = options->most_elements;
    rp_arena_init(&l->scratch, &model->arena.alloc, false);
    return add_names(l);
}

static bool has_errors(const rp_loading *l) {
    return rp_diag_errors(l->diags) > l->errors;
}

/* Something was left out that others may refer to. */
static bool is_lacking(const rp_loading *l) {
    return rp_diag_errors(l->diags) > l->errors + l->harmless;
}

void rp_harmless(rp_loading *l, size_t errors_before) {
    l->harmless += rp_diag_errors(l->diags) - errors_before;
}

/* In its place here an element may stand deeper than in the document that it came from. */
static refpath_status check_depth(rp_loading *l) {
    const rp_model *model = l->model;
    rp_node node = model->root;
    size_t depth = 1;
    while (node) {
        rp_node first = rp_node_first(model, node);
        if (depth > l->options->most_depth) {
            return rp_limit_reached(l, RP_PROBLEM_TOO_DEEP, rp_node_place(model, node), l->options->most_depth);
        }
        if (first) {
            node = first;
            depth++;
            continue;
        }
        while (node != model->root && !rp_node_next(model, node)) {
            node = rp_node_parent(model, node);
            depth--;
        }
        node = node == model->root ? 0 : rp_node_next(model, node);
    }
    return REFPATH_OK;
}

/* The outermost document and all that follows from it. */
static refpath_status load_all(rp_loading *l, rp_str bytes, rp_bytes *block, const char *name, const char *shown) {
    rp_source source = {bytes, NULL, NULL, NULL, block};
    source.key = rp_arena_text(&l->model->arena, name, strlen(name));
    source.shown = rp_arena_text(&l->model->arena, shown, strlen(shown));
    RP_HAVE(source.key);
    RP_HAVE(source.shown);
    if (bytes.n > l->bytes_left) {
        rp_place_in where = {source.shown, 0, 0};
        return rp_limit_reached(l, RP_PROBLEM_FILE_TOO_LARGE, where, l->options->most_bytes);
    }
    l->bytes_left -= bytes.n;
    RP_TRY(rp_document_load(l, &source, &l->model->root));
    if (!is_lacking(l)) {
        RP_TRY(rp_drops_apply(l));
    }
    if (!is_lacking(l) && l->model->documents.n > 1) {
        RP_TRY(check_depth(l));
        RP_TRY(rp_ids_check(l, l->model->root, true));
    }
    l->model->whole = !is_lacking(l) && l->model->root;
    if (has_errors(l)) {
        return l->io ? REFPATH_IO : REFPATH_INVALID_PROTOCOL;
    }
    return REFPATH_OK;
}

static refpath_status finish(rp_loading *l, refpath_status status, size_t from) {
    rp_diag_sort(l->diags, from);
    rp_folder_close(&l->folder);
    rp_arena_free(&l->scratch);
    return status;
}

refpath_status rp_xml_load_memory(rp_model *model, const char *bytes, size_t n, const char *name,
                                  const refpath_load_options *options, refpath_diags *diags) {
    size_t from = refpath_diags_count(diags);
    rp_str document = {bytes, n};
    rp_loading l;
    refpath_status status = begin(&l, model, options, diags);
    if (status == REFPATH_OK) {
        status = load_all(&l, document, NULL, name, name);
    }
    return finish(&l, status, from);
}

/* -- from a file ----------------------------------------------------------------------------------------------------
 */

static refpath_status unreadable(rp_loading *l, const char *path, refpath_status status) {
    rp_place_in where = {path, 0, 0};
    if (status == REFPATH_LIMIT_EXCEEDED) {
        return rp_limit_reached(l, RP_PROBLEM_FILE_TOO_LARGE, where, l->options->most_bytes);
    }
    if (status == REFPATH_OUT_OF_MEMORY) {
        return status;
    }
    rp_diag_add(l->diags, RP_PROBLEM_FILE_NOT_READABLE, where, path);
    return REFPATH_IO;
}

static refpath_status load_file(rp_loading *l, const char *path) {
    const rp_alloc *alloc = &l->scratch.alloc;
    const char *base = rp_path_base(path);
    rp_bytes bytes;
    rp_str document;
    refpath_status status = rp_folder_open(&l->folder, path, alloc);
    if (status == REFPATH_OK) {
        status = rp_folder_read(&l->folder, base, false, l->options->most_bytes, alloc, &bytes);
    }
    if (status != REFPATH_OK) {
        return unreadable(l, path, status);
    }
    document.at = bytes.at;
    document.n = bytes.n;
    l->shown_folder = rp_arena_text(&l->scratch, path, (size_t)(base - path));
    status = l->shown_folder ? load_all(l, document, &bytes, base, path) : REFPATH_OUT_OF_MEMORY;
    rp_bytes_free(&bytes, alloc);
    return status;
}

refpath_status rp_xml_load_file(rp_model *model, const char *path, const refpath_load_options *options,
                                refpath_diags *diags) {
    size_t from = refpath_diags_count(diags);
    rp_loading l;
    refpath_status status = begin(&l, model, options, diags);
    if (status == REFPATH_OK) {
        status = load_file(&l, path);
    }
    return finish(&l, status, from);
}
