/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* For tests of loading: documents in memory, found by name through the include callback, and what comes of them. */
#ifndef RP_TESTS_XML_DOCUMENTS_H
#define RP_TESTS_XML_DOCUMENTS_H

#include "base/diag.h"
#include "xml/load.h"

#include "../support/harness.h"

#include <stdio.h>
#include <string.h>

#define RP_HEAD "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"p\" version=\"1\" xml:lang=\"en\">"
#define RP_DOCUMENT(body) RP_HEAD body "</protocol>"
#define RP_SECTION(name, body) "<" name " xmlns=\"urn:refpath:protocol:1\">" body "</" name ">"

/* Names and texts in turn, ended by NULL; the first is the outermost document. */
typedef struct rp_documents {
    const char *const *pairs;
    size_t asked, released; /* for the callback's two halves */
} rp_documents;

typedef struct rp_load_result {
    rp_model model;
    refpath_diags *diags;
    refpath_status status;
    char problems[2048]; /* "line:column code" with a blank between; "NAME:" before it for included documents */
    char outline[4096];  /* elements with ids, children in brackets: "items[item=a item=b]" */
    rp_documents documents;
} rp_load_result;

static inline refpath_status rp_find_document(void *user, const char *name, const char **bytes, size_t *n) {
    rp_documents *d = user;
    for (size_t i = 2; d->pairs[i]; i += 2) {
        if (strcmp(d->pairs[i], name) == 0) {
            *bytes = d->pairs[i + 1];
            *n = strlen(*bytes);
            d->asked++;
            return REFPATH_OK;
        }
    }
    return REFPATH_NOT_FOUND;
}

static inline void rp_release_document(void *user, const char *bytes, size_t n) {
    rp_documents *d = user;
    CU_ASSERT_EQUAL(strlen(bytes), n);
    d->released++;
}

static inline void rp_put(char *text, size_t room, const char *more) {
    size_t n = strlen(text);
    (void)snprintf(text + n, room - n, "%s", more);
}

static inline void rp_put_problems(rp_load_result *r, const char *main_name) {
    r->problems[0] = '\0';
    for (size_t i = 0; i < refpath_diags_count(r->diags); i++) {
        refpath_problem p = {.size = sizeof p};
        char place[64];
        CU_ASSERT_EQUAL(refpath_diags_get(r->diags, i, &p), REFPATH_OK);
        rp_put(r->problems, sizeof r->problems, i > 0 ? " " : "");
        if (strcmp(p.position.file, main_name) != 0) {
            rp_put(r->problems, sizeof r->problems, p.position.file);
            rp_put(r->problems, sizeof r->problems, ":");
        }
        (void)snprintf(place, sizeof place, "%u:%u ", p.position.line, p.position.column);
        rp_put(r->problems, sizeof r->problems, place);
        rp_put(r->problems, sizeof r->problems, p.code);
    }
}

static inline void rp_put_outline(rp_load_result *r, rp_node node) {
    rp_str id;
    rp_put(r->outline, sizeof r->outline, rp_element_name(rp_node_element(&r->model, node)));
    if (rp_node_attribute(&r->model, node, RP_ATTRIBUTE_ID, &id)) {
        rp_put(r->outline, sizeof r->outline, "=");
        rp_put(r->outline, sizeof r->outline, id.at);
    }
    if (rp_node_first(&r->model, node)) {
        rp_put(r->outline, sizeof r->outline, "[");
        for (rp_node child = rp_node_first(&r->model, node); child; child = rp_node_next(&r->model, child)) {
            rp_put_outline(r, child);
            rp_put(r->outline, sizeof r->outline, rp_node_next(&r->model, child) ? " " : "]");
        }
    }
}

/* Loads `pairs` with these options (NULL: the usual ones), with the hooks they have. */
static inline void rp_load_with(rp_load_result *r, const char *const *pairs, const refpath_load_options *given) {
    refpath_load_options options;
    rp_alloc alloc;
    memset(r, 0, sizeof *r);
    r->documents.pairs = pairs;
    CU_ASSERT_EQUAL_FATAL(rp_load_options_fill(&options, given), REFPATH_OK);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, options.allocator));
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&r->diags, 0, NULL), REFPATH_OK);
    if (!options.include && pairs[2]) {
        options.include = rp_find_document;
        options.included = rp_release_document;
        options.user = &r->documents;
    }
    r->status = rp_model_init(&r->model, &alloc);
    if (r->status == REFPATH_OK) {
        r->status = rp_xml_load_memory(&r->model, pairs[1], strlen(pairs[1]), pairs[0], &options, r->diags);
    }
    rp_put_problems(r, pairs[0]);
    if (r->status == REFPATH_OK) {
        rp_put_outline(r, r->model.root);
    }
    CU_ASSERT_EQUAL(r->documents.asked, r->documents.released);
}

static inline void rp_load_result_free(rp_load_result *r) {
    rp_model_free(&r->model);
    refpath_diags_free(r->diags);
}

/* The whole in one: what is expected is the outline, or else the problems. */
static inline void rp_expect(const char *const *pairs, const char *outline, const char *problems) {
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_STRING_EQUAL(r.problems, problems);
    CU_ASSERT_STRING_EQUAL(r.outline, outline);
    if (strcmp(r.problems, problems) != 0 || strcmp(r.outline, outline) != 0) {
        printf("found \"%s\" \"%s\"\n", r.outline, r.problems);
    }
    CU_ASSERT_EQUAL(r.status, *problems ? REFPATH_INVALID_PROTOCOL : REFPATH_OK);
    rp_load_result_free(&r);
}

static inline void rp_expect_one(const char *text, const char *outline, const char *problems) {
    const char *const pairs[] = {"protocol.xml", text, NULL};
    rp_expect(pairs, outline, problems);
}

#endif
