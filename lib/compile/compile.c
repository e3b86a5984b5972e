/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Model to protocol: the passes in order, the warnings about the whole, and the life of a protocol. */
#include "base/check.h"
#include "base/sha256.h"
#include "compile/build.h"
#include "compile/travel.h"
#include "unicode/civil.h"
#include "xml/load.h"

#include <string.h>

static void fingerprint(refpath_protocol *p) {
    rp_sha256 hash;
    rp_sha256_start(&hash);
    for (size_t i = 0; i < p->model.documents.n; i++) {
        const rp_document *document = &p->model.documents.at[i];
        rp_sha256_add(&hash, document->sha256, 64);
        rp_sha256_add(&hash, "  ", 2);
        rp_sha256_add(&hash, document->name, strlen(document->name));
        rp_sha256_add(&hash, "\n", 1);
    }
    rp_sha256_hex(&hash, p->fingerprint);
}

static int64_t earlier(int64_t a, const char *text) {
    int64_t day;
    if (!text || !rp_civil_parse_date(rp_str_of(text), &day)) {
        return a;
    }
    return a == RP_NO_DATE || day < a ? day : a;
}

/* Title, dates and status are those of the outermost document, but the earliest end of all warns. */
static refpath_status read_head(rp_build *b) {
    refpath_protocol *p = b->p;
    rp_node root = b->m->root;
    const char *status = rp_build_text(b, root, RP_ATTRIBUTE_STATUS);
    p->id = rp_build_text(b, root, RP_ATTRIBUTE_ID);
    p->version = rp_build_text(b, root, RP_ATTRIBUTE_VERSION);
    p->language = rp_build_text(b, root, RP_ATTRIBUTE_LANG);
    p->status = status ? status : "draft";
    if (!p->id || !p->version || !p->language) {
        return REFPATH_INTERNAL; /* the loader lets no such protocol pass */
    }
    p->valid_from = rp_build_date(b, root, RP_ATTRIBUTE_VALID_FROM);
    p->valid_until = rp_build_date(b, root, RP_ATTRIBUTE_VALID_UNTIL);
    p->review_by = rp_build_date(b, root, RP_ATTRIBUTE_REVIEW_BY);
    if (p->valid_from != RP_NO_DATE && p->valid_until != RP_NO_DATE && p->valid_until < p->valid_from) {
        rp_build_problem(b, RP_PROBLEM_DATES_CROSSED, root, RP_ATTRIBUTE_VALID_UNTIL, NULL, NULL);
    }
    for (size_t i = 0; i < b->m->documents.n; i++) {
        p->valid_until = earlier(p->valid_until, b->m->documents.at[i].valid_until);
        p->valid_until = earlier(p->valid_until, b->m->documents.at[i].included_until);
        p->review_by = earlier(p->review_by, b->m->documents.at[i].review_by);
    }
    fingerprint(p);
    return REFPATH_OK;
}

static refpath_status run_passes(rp_build *b) {
    RP_TRY(rp_build_start(b));
    RP_TRY(rp_build_common(b));
    RP_TRY(read_head(b));
    RP_TRY(rp_build_names(b));
    RP_TRY(rp_build_axes(b));
    RP_TRY(rp_build_flags(b));
    RP_TRY(rp_build_geography(b));
    RP_TRY(rp_build_directory(b));
    RP_TRY(rp_build_coordination(b));
    RP_TRY(rp_build_pathways(b));
    RP_TRY(rp_build_consent(b));
    RP_TRY(rp_build_claims(b));
    RP_TRY(rp_build_circles(b));
    if (b->flawed || rp_diag_errors(b->diags) > b->errors) {
        return REFPATH_INVALID_PROTOCOL;
    }
    RP_TRY(rp_build_rule_tests(b));
    return rp_build_matcher(b);
}

static void release(refpath_protocol *p) {
    rp_alloc alloc = p->alloc;
    for (size_t i = 0; i < p->zones.n; i++) {
        rp_zone_free(p->zones.at[i]);
    }
    rp_zone_free(p->utc);
    rp_arena_free(&p->arena);
    rp_model_free(&p->model);
    rp_alloc_free(&alloc, p, sizeof *p);
}

refpath_status rp_compile(refpath_protocol **out, rp_model *model, bool flawed, const refpath_load_options *options,
                          refpath_diags *diags) {
    rp_alloc alloc = model->arena.alloc;
    refpath_protocol *p = rp_alloc_new(&alloc, sizeof *p);
    size_t errors = rp_diag_errors(diags), from = refpath_diags_count(diags);
    rp_build b;
    refpath_status status;
    *out = NULL;
    if (!p) {
        rp_model_free(model);
        return REFPATH_OUT_OF_MEMORY;
    }
    p->alloc = alloc;
    p->model = *model;
    memset(model, 0, sizeof *model);
    atomic_init(&p->refs, 1);
    p->most_work = options->most_work;
    rp_arena_init(&p->arena, &alloc, false);
    memset(&b, 0, sizeof b);
    b.p = p;
    b.m = &p->model;
    b.arena = &p->arena;
    b.diags = diags;
    b.errors = errors;
    b.flawed = flawed;
    b.limits = options;
    rp_arena_init(&b.scratch, &alloc, false);
    status = run_passes(&b);
    rp_arena_free(&b.scratch);
    rp_diag_sort(diags, from);
    if (status == REFPATH_OK && (rp_diag_errors(diags) > errors)) {
        status = REFPATH_INVALID_PROTOCOL;
    }
    if (status != REFPATH_OK) {
        release(p);
        return status;
    }
    *out = p;
    return REFPATH_OK;
}

/* Without a list of the caller's, problems still have to be counted: a list of our own, thrown away. */
static refpath_status with_diags(refpath_diags **own, refpath_diags *given, const refpath_load_options *options) {
    *own = NULL;
    return given ? REFPATH_OK : refpath_diags_new(own, 1, options->allocator);
}

static refpath_status load(refpath_protocol **out, const char *path, const char *bytes, size_t n, const char *name,
                           const refpath_load_options *given, refpath_diags *diags) {
    refpath_load_options options;
    refpath_diags *own;
    rp_alloc alloc;
    rp_model model;
    refpath_status status;
    size_t from;
    *out = NULL;
    RP_TRY(rp_load_options_fill(&options, given));
    if (!rp_alloc_init(&alloc, options.allocator)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(with_diags(&own, diags, &options));
    diags = own ? own : diags;
    from = refpath_diags_count(diags);
    status = rp_model_init(&model, &alloc);
    if (status == REFPATH_OK) {
        status = path ? rp_xml_load_file(&model, path, &options, diags)
                      : rp_xml_load_memory(&model, bytes, n, name, &options, diags);
        if (status == REFPATH_OK || (status == REFPATH_INVALID_PROTOCOL && model.whole)) {
            status = rp_compile(out, &model, status != REFPATH_OK, &options, diags);
            rp_diag_sort(diags, from);
        } else {
            rp_model_free(&model);
        }
    }
    refpath_diags_free(own);
    return status;
}

refpath_status refpath_protocol_load_file(refpath_protocol **out, const char *path,
                                          const refpath_load_options *options, refpath_diags *diags) {
    if (out) {
        *out = NULL;
    }
    if (!out || !path) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return load(out, path, NULL, 0, NULL, options, diags);
}

refpath_status refpath_protocol_load_memory(refpath_protocol **out, const char *bytes, size_t length,
                                            const char *name, const refpath_load_options *options,
                                            refpath_diags *diags) {
    if (out) {
        *out = NULL;
    }
    if (!out || (!bytes && length > 0)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return load(out, NULL, bytes ? bytes : "", length, name ? name : "protocol.xml", options, diags);
}

refpath_protocol *refpath_protocol_ref(const refpath_protocol *protocol) {
    union {
        const refpath_protocol *shared;
        refpath_protocol *own;
    } p = {protocol}; /* the count is the one thing of a protocol that changes */
    if (p.own) {
        atomic_fetch_add_explicit(&p.own->refs, 1, memory_order_relaxed);
    }
    return p.own;
}

void refpath_protocol_unref(refpath_protocol *protocol) {
    if (protocol && atomic_fetch_sub_explicit(&protocol->refs, 1, memory_order_acq_rel) == 1) {
        release(protocol);
    }
}

const char *refpath_protocol_fingerprint(const refpath_protocol *protocol) {
    return protocol ? protocol->fingerprint : NULL;
}
