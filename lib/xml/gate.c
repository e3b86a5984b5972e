/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "xml/gate.h"

#include <string.h>

#define MOST_FILLER ((size_t)1048576) /* bytes of a comment or an instruction */
#define MOST_TAG ((size_t)8388608)    /* bytes of a tag, white space and all */

static const rp_str nothing = {"", 0};

void rp_gate_open(rp_gate *g, rp_str bytes, const rp_gate_limits *limits, rp_arena *arena) {
    memset(g, 0, sizeof *g);
    g->bytes = bytes.at;
    g->n = rp_utf8_valid(bytes.at, bytes.n);
    g->invalid = g->n < bytes.n;
    g->limits = *limits;
    g->arena = arena;
    g->line = g->column = 1;
    rp_table_init(&g->names, arena);
    if (g->n >= 3 && memcmp(bytes.at, "\xef\xbb\xbf", 3) == 0) {
        g->at = g->mark = 3;
    }
}

void rp_gate_forget(rp_gate *g, size_t events) {
    size_t first = events < g->events.n ? g->events.at[events].first : g->attributes.n;
    if (events == 0) {
        return;
    }
    g->attributes.n -= first;
    if (g->attributes.n > 0 && first > 0) {
        memmove(g->attributes.at, g->attributes.at + first, g->attributes.n * sizeof *g->attributes.at);
    }
    g->events.n -= events;
    if (g->events.n > 0) {
        memmove(g->events.at, g->events.at + events, g->events.n * sizeof *g->events.at);
    }
    for (size_t i = 0; i < g->events.n; i++) {
        g->events.at[i].first -= first;
    }
}

static bool fail_memory(rp_gate *g) {
    g->failed = true;
    return false;
}

static rp_gate_event *add_event(rp_gate *g, rp_gate_kind kind, rp_str name) {
    rp_gate_event *event = RP_LIST_ADD(g->arena, &g->events);
    if (!event) {
        g->failed = true;
        return NULL;
    }
    event->kind = kind;
    event->name = name;
    event->first = g->attributes.n;
    return event;
}

static bool is_at(const rp_gate *g, size_t i, const char *text) {
    size_t n = strlen(text);
    return g->n - i >= n && memcmp(g->bytes + i, text, n) == 0;
}

/* -- text -------------------------------------------------------------------------------------------------- */

/* One character of text; `&` is the beginning of a reference. */
static bool pass_character(rp_gate *g, size_t *i, bool references) {
    unsigned char c = (unsigned char)g->bytes[*i];
    if (c == '&' && references) {
        return rp_gate_reference(g, i);
    }
    if (c == ']' && references && is_at(g, *i, "]]>")) {
        return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, *i, rp_str_of("]]&gt;"), nothing);
    }
    if ((c < 0x20 || c == 0xef) && !rp_gate_character(g, *i)) {
        return false;
    }
    ++*i;
    return true;
}

/* Characters up to where `end` begins, or the end of all; `first` is that of the first that is no white space. */
static bool pass_text(rp_gate *g, size_t *i, const char *end, bool references, size_t *first) {
    *first = SIZE_MAX;
    while (*i < g->n && !(g->bytes[*i] == end[0] && is_at(g, *i, end))) {
        if (*first == SIZE_MAX && !rp_gate_space(g, *i)) {
            *first = *i;
        }
        if (!pass_character(g, i, references)) {
            return false;
        }
    }
    return true;
}

static bool end_text(rp_gate *g, size_t start, size_t end, size_t first) {
    rp_gate_event *event;
    if (end - start > g->limits.most_value) {
        return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, start, g->limits.most_value);
    }
    if (first != SIZE_MAX) {
        event = add_event(g, RP_GATE_TEXT, nothing);
        if (!event) {
            return false;
        }
        rp_gate_place(g, first, &event->line, &event->column);
    }
    g->at = end;
    return true;
}

static bool text(rp_gate *g) {
    size_t i = g->at, first;
    if (g->open.n == 0) {
        rp_gate_skip(g, &i);
        if (i < g->n && g->bytes[i] != '<') {
            return rp_gate_character(g, i) && rp_gate_fail(g, RP_PROBLEM_CONTENT_OUTSIDE, i, nothing, nothing);
        }
        g->at = i;
        return true;
    }
    if (!pass_text(g, &i, "<", true, &first)) {
        return false;
    }
    return end_text(g, g->at, i, first);
}

static bool cdata(rp_gate *g) {
    size_t start = g->at + strlen("<![CDATA["), i = start, first;
    if (g->open.n == 0) {
        return rp_gate_fail(g, RP_PROBLEM_CONTENT_OUTSIDE, g->at, nothing, nothing);
    }
    if (!pass_text(g, &i, "]]>", false, &first)) {
        return false;
    }
    if (i == g->n) {
        return rp_gate_expect(g, &i, "]]>");
    }
    if (!end_text(g, start, i, first)) {
        return false;
    }
    g->at = i + 3;
    return true;
}

/* -- what is only for people and editors --------------------------------------------------------------------- */

static bool pass_filler(rp_gate *g, size_t *i, const char *end) {
    size_t first, start = *i;
    if (!pass_text(g, i, end, false, &first)) {
        return false;
    }
    if (*i - start > MOST_FILLER) {
        return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, start, MOST_FILLER);
    }
    return true;
}

static bool comment(rp_gate *g) {
    size_t i = g->at + strlen("<!--");
    if (!pass_filler(g, &i, "--") || !rp_gate_expect(g, &i, "-->")) {
        return false;
    }
    g->at = i;
    return true;
}

/* Only `xml-model` before the root, which is for editors; and the declaration, at the very beginning. */
static bool instruction(rp_gate *g) {
    size_t i = g->at + 2, begin = g->n >= 3 && memcmp(g->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    rp_str target;
    if (!rp_gate_name(g, &i, false, &target)) {
        return false;
    }
    if (g->at == begin && rp_str_is(target, "xml")) {
        if (!rp_gate_declaration(g, &i)) {
            return false;
        }
        g->at = i;
        return true;
    }
    if (!rp_str_is(target, "xml-model") || g->has_root) {
        return rp_gate_fail(g, RP_PROBLEM_NO_INSTRUCTION, g->at, target, nothing);
    }
    if (!rp_gate_space(g, i) && !is_at(g, i, "?>")) {
        return rp_gate_expect(g, &i, "?>");
    }
    if (!pass_filler(g, &i, "?>") || !rp_gate_expect(g, &i, "?>")) {
        return false;
    }
    g->at = i;
    return true;
}

static bool declaration(rp_gate *g) {
    size_t i = g->at;
    if (is_at(g, i, "<!--")) {
        return comment(g);
    }
    if (is_at(g, i, "<![CDATA[")) {
        return cdata(g);
    }
    if (is_at(g, i, "<!D") || is_at(g, i, "<!d")) {
        return rp_gate_fail(g, RP_PROBLEM_NO_DOCTYPE, i, nothing, nothing);
    }
    return rp_gate_expect(g, &i, "<!--");
}

/* -- tags ------------------------------------------------------------------------------------------------------ */

static bool value(rp_gate *g, size_t *i) {
    const char *quote = "\""; /* what a fault may name outlives the call */
    size_t start;
    if (rp_gate_is(g, *i, '\'')) {
        quote = "'";
    }
    if (!rp_gate_expect(g, i, quote)) {
        return false;
    }
    start = *i;
    while (*i < g->n && g->bytes[*i] != quote[0]) {
        unsigned char c = (unsigned char)g->bytes[*i];
        if (c == '<') {
            return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, *i, rp_str_of("&lt;"), nothing);
        }
        if (c == '&') {
            if (!rp_gate_reference(g, i)) {
                return false;
            }
            continue;
        }
        if ((c < 0x20 || c == 0xef) && !rp_gate_character(g, *i)) {
            return false;
        }
        ++*i;
    }
    if (*i - start > g->limits.most_value) {
        return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, start, g->limits.most_value);
    }
    return rp_gate_expect(g, i, quote);
}

static bool attribute(rp_gate *g, size_t *i, rp_gate_event *tag) {
    size_t start = *i;
    rp_gate_attribute *added;
    rp_str name, text;
    if (tag->n == g->limits.most_attributes) {
        return rp_gate_past(g, RP_PROBLEM_TOO_MANY_ATTRIBUTES, start, g->limits.most_attributes);
    }
    if (!rp_gate_name(g, i, true, &name) || !rp_gate_count(g, start, name)) {
        return false;
    }
    for (size_t k = 0; k < tag->n; k++) {
        if (rp_str_equal(g->attributes.at[tag->first + k].name, name)) {
            return rp_gate_fail(g, RP_PROBLEM_REPEATED_ATTRIBUTE, start, name, nothing);
        }
    }
    added = RP_LIST_ADD(g->arena, &g->attributes);
    if (!added) {
        return fail_memory(g);
    }
    added->name = name;
    rp_gate_place(g, start, &added->line, &added->column);
    tag->n++;
    rp_gate_skip(g, i);
    if (!rp_gate_expect(g, i, "=")) {
        return false;
    }
    rp_gate_skip(g, i);
    text.at = g->bytes + *i;
    if (!value(g, i)) {
        return false;
    }
    text.n = (size_t)(g->bytes + *i - text.at);
    return name.n < 5 || memcmp(name.at, "xmlns", 5) != 0 || rp_gate_count(g, start, text);
}

/* From behind the name to behind the `>`. */
static bool attributes(rp_gate *g, size_t *i, rp_gate_event *tag, bool *empty) {
    while (true) {
        size_t before = *i;
        rp_gate_skip(g, i);
        if (*i - g->at > MOST_TAG) {
            return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, *i, MOST_TAG);
        }
        *empty = rp_gate_is(g, *i, '/');
        if (*empty) {
            return rp_gate_expect(g, i, "/>");
        }
        if (*i == before || *i == g->n || g->bytes[*i] == '>') {
            return rp_gate_expect(g, i, ">");
        }
        if (!attribute(g, i, tag)) {
            return false;
        }
    }
}

static bool may_begin(rp_gate *g) {
    if (g->open.n == 0 && g->has_root) {
        return rp_gate_fail(g, RP_PROBLEM_CONTENT_OUTSIDE, g->at, nothing, nothing);
    }
    if (g->open.n >= g->limits.most_depth) {
        return rp_gate_past(g, RP_PROBLEM_TOO_DEEP, g->at, g->limits.most_depth);
    }
    if (*g->limits.elements_left == 0) {
        return rp_gate_past(g, RP_PROBLEM_TOO_MANY_ELEMENTS, g->at, g->limits.most_elements);
    }
    --*g->limits.elements_left;
    return true;
}

static bool start_tag(rp_gate *g) {
    size_t i = g->at + 1;
    rp_gate_event tag, *event;
    bool empty;
    memset(&tag, 0, sizeof tag);
    tag.kind = RP_GATE_START;
    tag.first = g->attributes.n;
    if (!rp_gate_name(g, &i, true, &tag.name) || !may_begin(g) || !rp_gate_count(g, g->at, tag.name)) {
        return false;
    }
    rp_gate_place(g, g->at, &tag.line, &tag.column);
    if (!attributes(g, &i, &tag, &empty)) {
        return false;
    }
    event = RP_LIST_ADD(g->arena, &g->events);
    if (event) {
        *event = tag;
        event = empty ? add_event(g, RP_GATE_END, tag.name) : RP_LIST_ADD(g->arena, &g->open);
    }
    if (!event) {
        return fail_memory(g);
    }
    if (!empty) {
        *event = tag;
    }
    g->has_root = true;
    g->at = i;
    return true;
}

static bool end_tag(rp_gate *g) {
    size_t i = g->at + 2;
    const rp_gate_event *open = g->open.n > 0 ? &g->open.at[g->open.n - 1] : NULL;
    rp_gate_event *event;
    rp_str name;
    if (!rp_gate_name(g, &i, true, &name)) {
        return false;
    }
    if (!open) {
        return rp_gate_fail(g, RP_PROBLEM_CONTENT_OUTSIDE, g->at, nothing, nothing);
    }
    if (!rp_str_equal(open->name, name)) {
        g->fault.other_line = open->line;
        g->fault.other_column = open->column;
        return rp_gate_fail(g, RP_PROBLEM_WRONG_END_TAG, g->at, name, open->name);
    }
    rp_gate_skip(g, &i);
    event = rp_gate_expect(g, &i, ">") ? add_event(g, RP_GATE_END, name) : NULL;
    if (!event) {
        return false;
    }
    g->open.n--;
    g->at = i;
    return true;
}

/* Nothing more comes: is anything missing? */
static bool end(rp_gate *g) {
    if (g->invalid) {
        return rp_gate_fail(g, RP_PROBLEM_NOT_UTF_8, g->n, nothing, nothing);
    }
    if (g->open.n > 0) {
        const rp_gate_event *open = &g->open.at[g->open.n - 1];
        (void)rp_gate_fail(g, RP_PROBLEM_UNCLOSED_ELEMENT, g->n, open->name, nothing);
        g->fault.line = open->line;
        g->fault.column = open->column;
        return false;
    }
    return g->has_root ? false : rp_gate_fail(g, RP_PROBLEM_NO_ROOT, g->n, nothing, nothing);
}

bool rp_gate_next(rp_gate *g) {
    if (g->fault.problem != RP_PROBLEM_NONE || g->failed) {
        return false;
    }
    if (g->at == g->n) {
        return end(g);
    }
    if (g->bytes[g->at] != '<') {
        return text(g);
    }
    switch (g->at + 1 < g->n ? g->bytes[g->at + 1] : '\0') {
    case '/':
        return end_tag(g);
    case '!':
        return declaration(g);
    case '?':
        return instruction(g);
    default:
        return start_tag(g);
    }
}
