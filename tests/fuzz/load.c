/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A protocol from documents: the bytes up to the first zero are the outermost, those to the next one are "a.xml", then
 * "b.xml" and so on. What loads can be written, and what was written loads and is written the same.
 */
#include "fuzz/targets.h"

typedef struct documents {
    const char *bytes;
    size_t n;
} documents;

/* The document of a number; n is 0 where there is none. */
static documents document(const documents *all, size_t number) {
    documents d = *all;
    for (size_t i = 0; i <= number; i++) {
        const char *zero = d.n > 0 ? memchr(d.bytes, 0, d.n) : NULL;
        size_t length = zero ? (size_t)(zero - d.bytes) : d.n;
        if (i == number) {
            d.n = length;
            return d;
        }
        d.bytes += length + (zero != NULL);
        d.n -= length + (zero != NULL);
    }
    return d;
}

static refpath_status find(void *user, const char *name, const char **bytes, size_t *n) {
    const documents *all = user;
    documents d = {NULL, 0};
    if (name[0] >= 'a' && name[0] <= 'z' && strcmp(name + 1, ".xml") == 0) {
        d = document(all, (size_t)(name[0] - 'a') + 1);
    }
    if (d.n == 0) {
        return REFPATH_NOT_FOUND;
    }
    *bytes = d.bytes;
    *n = d.n;
    return REFPATH_OK;
}

static bool write_protocol(const refpath_protocol *p, rp_fuzz_text *text, rp_fail_alloc *memory) {
    refpath_draft *draft = NULL;
    refpath_status status = refpath_draft_from_protocol(&draft, p, &memory->hooks);
    text->n = 0;
    if (status == REFPATH_OK) {
        status = refpath_draft_write(draft, rp_fuzz_take, text);
    }
    refpath_draft_free(draft);
    RP_FUZZ_STATUS(memory, status);
    return status == REFPATH_OK;
}

static void write_twice(const refpath_protocol *p, refpath_load_options *options, rp_fail_alloc *memory) {
    static rp_fuzz_text once, again;
    refpath_protocol *written = NULL;
    refpath_status status;
    if (!write_protocol(p, &once, memory)) {
        return;
    }
    options->include = NULL; /* what was included is in it */
    status = refpath_protocol_load_memory(&written, once.at, once.n, NULL, options, NULL);
    RP_FUZZ_CHECK(status == REFPATH_OK || memory->refused > 0);
    if (status == REFPATH_OK && write_protocol(written, &again, memory)) {
        RP_FUZZ_CHECK(once.n == again.n && memcmp(once.at, again.at, once.n) == 0);
    }
    refpath_protocol_unref(written);
}

void rp_fuzz_load(const char *bytes, size_t n, rp_fail_alloc *memory) {
    documents all = {bytes, n}, first = document(&all, 0);
    refpath_load_options options;
    refpath_protocol *p = NULL;
    refpath_diags *diags = NULL;
    refpath_status status;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    options.include = find;
    options.user = &all;
    if (refpath_diags_new(&diags, 0, &memory->hooks) != REFPATH_OK) {
        return;
    }
    status = refpath_protocol_load_memory(&p, first.bytes, first.n, "main.xml", &options, diags);
    RP_FUZZ_STATUS(memory, status);
    RP_FUZZ_CHECK((status == REFPATH_OK) == (p != NULL));
    RP_FUZZ_CHECK(status == REFPATH_OK || memory->refused > 0 || refpath_diags_count(diags) > 0);
    if (p) {
        write_twice(p, &options, memory);
    }
    refpath_protocol_unref(p);
    refpath_diags_free(diags);
}
