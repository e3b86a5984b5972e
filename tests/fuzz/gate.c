/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The gate alone, and the parser behind it: what the gate lets pass the parser takes, and both see the same tags. */
#include "fuzz/targets.h"

#include "xml/parse.h"

typedef struct both {
    rp_gate gate;
    size_t next; /* event of the gate that the parser has to tell now */
    size_t starts, ends;
} both;

static refpath_status on_start(void *user, const rp_tag *tag) {
    both *b = user;
    const rp_gate_event *event;
    while (b->next < b->gate.events.n && b->gate.events.at[b->next].kind != RP_GATE_START) {
        b->next++;
    }
    RP_FUZZ_CHECK(b->next < b->gate.events.n);
    event = &b->gate.events.at[b->next++];
    RP_FUZZ_CHECK(event->name.n == tag->name.n && memcmp(event->name.at, tag->name.at, tag->name.n) == 0);
    RP_FUZZ_CHECK(event->line == tag->line && event->column == tag->column && event->n >= tag->n);
    for (size_t i = 0, k = 0; i < tag->n; i++, k++) { /* the parser leaves declarations of namespaces out */
        const rp_tag_attribute *a = &tag->attributes[i];
        const rp_gate_attribute *seen = &b->gate.attributes.at[event->first + k];
        while (k + 1 < event->n && (seen->line != a->line || seen->column != a->column)) {
            seen = &b->gate.attributes.at[event->first + ++k];
        }
        RP_FUZZ_CHECK(seen->line == a->line && seen->column == a->column);
        RP_FUZZ_CHECK(seen->name.n == a->name.n && memcmp(seen->name.at, a->name.at, a->name.n) == 0);
    }
    b->starts++;
    return REFPATH_OK;
}

static refpath_status on_end(void *user) {
    both *b = user;
    b->ends++;
    return REFPATH_OK;
}

static refpath_status on_text(void *user, rp_str text, uint32_t line, uint32_t column) {
    (void)user;
    (void)text;
    (void)line;
    (void)column;
    return REFPATH_OK;
}

/* Where the parser found fault, it is in words of its own: a single word is a tag that it saw in another way. */
static void check_refusal(const refpath_diags *diags) {
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        refpath_problem p = {.size = sizeof p};
        RP_FUZZ_CHECK(refpath_diags_get(diags, i, &p) == REFPATH_OK);
        RP_FUZZ_CHECK(strcmp(p.code, "not-well-formed") != 0 || strchr(p.arguments[0].value, ' '));
    }
}

static size_t count(const both *b, rp_gate_kind kind) {
    size_t n = 0;
    for (size_t i = 0; i < b->gate.events.n; i++) {
        n += b->gate.events.at[i].kind == kind;
    }
    return n;
}

static void parse(both *b, rp_str document, const rp_gate_limits *limits, const rp_alloc *alloc, refpath_diags *diags,
                  rp_fail_alloc *memory) {
    rp_parse_events events = {b, on_start, on_end, on_text};
    bool whole = false;
    refpath_status status = rp_parse(document, "x", limits, &events, alloc, diags, &whole);
    RP_FUZZ_STATUS(memory, status);
    if (status == REFPATH_OK && whole) {
        RP_FUZZ_CHECK(b->gate.fault.problem == RP_PROBLEM_NONE);
        RP_FUZZ_CHECK(b->starts == count(b, RP_GATE_START) && b->ends == count(b, RP_GATE_END));
    } else if (status == REFPATH_OK && memory->refused == 0) {
        RP_FUZZ_CHECK(refpath_diags_count(diags) > 0);
    }
    check_refusal(diags);
}

void rp_fuzz_gate(const char *bytes, size_t n, rp_fail_alloc *memory) {
    size_t left = 100000, left_too = 100000;
    rp_gate_limits limits = {64, 64, 65536, 100000, &left}, same = {64, 64, 65536, 100000, &left_too};
    rp_str document = {bytes, n};
    refpath_diags *diags = NULL;
    rp_arena scratch;
    rp_alloc alloc;
    both b;
    memset(&b, 0, sizeof b);
    RP_FUZZ_CHECK(rp_alloc_init(&alloc, &memory->hooks));
    rp_arena_init(&scratch, &alloc, false);
    rp_gate_open(&b.gate, document, &limits, &scratch);
    while (rp_gate_next(&b.gate)) {
    }
    RP_FUZZ_CHECK(!b.gate.failed || memory->refused > 0);
    if (!b.gate.failed && refpath_diags_new(&diags, 0, &memory->hooks) == REFPATH_OK) {
        parse(&b, document, &same, &alloc, diags, memory);
    }
    refpath_diags_free(diags);
    rp_arena_free(&scratch);
}
