/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A draft that the bytes change as they will: it can be written and compiled, and both never disagree. */
#include "fuzz/targets.h"

#include "model/model.h"

enum { MOST_ELEMENTS = 64 };

/* A value: usually one that fits somewhere, else what the bytes are. */
static void make_value(rp_fuzz_script *s, char *value, size_t room) {
    static const char *const usual[] = {"a", "b", "age", "true", "1", "P1D", "PT2H", "2026-06-01", "adult", "must", "en",
                                        "forbid", "require", "permit", "year", "count", "12", "report", "port", "a b"};
    unsigned n = rp_fuzz_below(s, 40);
    if (n < sizeof usual / sizeof *usual) {
        snprintf(value, room, "%s", usual[n]);
        return;
    }
    n = n % 16 < s->n ? n % 16 : (unsigned)s->n;
    memcpy(value, s->at, n);
    value[n] = '\0';
    s->at += n;
    s->n -= n;
}

static refpath_status change(refpath_draft *draft, rp_fuzz_script *s, refpath_element *elements, unsigned *n,
                             refpath_diags *diags) {
    refpath_element at = elements[rp_fuzz_below(s, *n)];
    char value[64];
    refpath_element made = 0;
    refpath_status status;
    switch (rp_fuzz_below(s, 6)) {
    case 0:
    case 1:
        status = refpath_draft_add(draft, &made, at, rp_element_name((rp_element)(rp_fuzz_below(s, (size_t)RP_ELEMENT_COUNT - 1) + 1u)),
                                   diags);
        if (status == REFPATH_OK && *n < MOST_ELEMENTS) {
            elements[(*n)++] = made;
        }
        return status;
    case 2:
    case 3: {
        const char *name = rp_attribute_name((rp_attribute)(rp_fuzz_below(s, (size_t)RP_ATTRIBUTE_COUNT - 1) + 1u));
        bool away = rp_fuzz_below(s, 8) == 0;
        make_value(s, value, sizeof value);
        return refpath_draft_set(draft, at, name, away ? NULL : value, diags);
    }
    case 4: make_value(s, value, sizeof value); return refpath_draft_text(draft, at, value, diags);
    default:
        make_value(s, value, sizeof value);
        if (rp_fuzz_below(s, 4) == 0) {
            return refpath_draft_remove(draft, at);
        }
        (void)refpath_draft_find(draft, NULL, value);
        return REFPATH_OK;
    }
}

static void finish(refpath_draft *draft, rp_fail_alloc *memory, refpath_diags *diags) {
    static rp_fuzz_text text;
    refpath_load_options options;
    refpath_protocol *compiled = NULL, *loaded = NULL;
    refpath_status status, same;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    text.n = 0;
    status = refpath_draft_compile(&compiled, draft, &options, diags);
    RP_FUZZ_STATUS(memory, status);
    if (refpath_draft_write(draft, rp_fuzz_take, &text) == REFPATH_OK && memory->refused == 0) {
        same = refpath_protocol_load_memory(&loaded, text.at, text.n, NULL, &options, NULL);
        RP_FUZZ_CHECK(same == status || memory->refused > 0);
    }
    refpath_protocol_unref(compiled);
    refpath_protocol_unref(loaded);
}

void rp_fuzz_draft(const char *bytes, size_t n, rp_fail_alloc *memory) {
    rp_fuzz_script s = {bytes, n};
    refpath_element elements[MOST_ELEMENTS];
    unsigned n_elements = 1;
    refpath_draft *draft = NULL;
    refpath_diags *diags = NULL;
    refpath_status status = rp_fuzz_below(&s, 2)
                                ? refpath_draft_from_protocol(&draft, rp_fuzz_protocol(), &memory->hooks)
                                : refpath_draft_new(&draft, "p", "en", &memory->hooks);
    RP_FUZZ_STATUS(memory, status);
    if (status == REFPATH_OK && refpath_diags_new(&diags, 0, &memory->hooks) == REFPATH_OK) {
        elements[0] = refpath_draft_root(draft);
        for (unsigned changes = 0; changes < 200 && s.n > 0; changes++) {
            RP_FUZZ_STATUS(memory, change(draft, &s, elements, &n_elements, diags));
        }
        finish(draft, memory, diags);
    }
    refpath_draft_free(draft);
    refpath_diags_free(diags);
}
