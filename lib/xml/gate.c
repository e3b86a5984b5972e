/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "xml/gate.h"

#include <string.h>

#define MOST_FILLER ((size_t)1048576) /* bytes of a comment or an instruction */
#define PLAIN_NAME ((size_t)64)
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

static rp_gate_event *add_event(rp_gate *g, rp_gate_kind kind, rp_str name, uint32_t number) {
    rp_gate_event *event = RP_LIST_ADD(g->arena, &g->events);
    if (!event) {
        g->failed = true;
        return NULL;
    }
    event->kind = kind;
    event->name = name;
    event->number = number;
    event->first = g->attributes.n;
    return event;
}

static bool is_at(const rp_gate *g, size_t i, const char *text) {
    size_t n = strlen(text);
    return g->n - i >= n && memcmp(g->bytes + i, text, n) == 0;
}

/* -- text -------------------------------------------------------------------------------------------------- */

static bool is_line_or_tab(unsigned char c) {
    return c == '\n' || c == '\t' || c == '\r';
}

/* One character of text; `&` is the beginning of a reference. */
static bool pass_character(rp_gate *g, size_t *i, bool references) {
    unsigned char c = (unsigned char)g->bytes[*i];
    if (c == '&' && references) {
        return rp_gate_reference(g, i);
    }
    if (c == ']' && references && is_at(g, *i, "]]>")) {
        return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, *i, rp_str_of("]]&gt;"), nothing);
    }
    if ((c < 0x20 || c == 0xef) && !is_line_or_tab(c) && !rp_gate_character(g, *i)) {
        return false;
    }
    ++*i;
    return true;
}

/* Characters up to where `end` begins, or the end of all; `first` is that of the first that is no white space. */
static bool pass_text(rp_gate *g, size_t *i, const char *end, bool references, size_t *first) {
    size_t at = *i;
    rp_gate_skip(g, &at);
    *first = at;
    while (at < g->n) {
        if (!(rp_gate_kinds[(unsigned char)g->bytes[at]] & RP_GATE_STOPS_TEXT)) {
            at++;
        } else if (g->bytes[at] == end[0] && is_at(g, at, end)) {
            break;
        } else if (!pass_character(g, &at, references)) {
            return false;
        }
    }
    if (*first == at) {
        *first = SIZE_MAX;
    }
    *i = at;
    return true;
}

static bool end_text(rp_gate *g, size_t start, size_t end, size_t first) {
    rp_gate_event *event;
    if (end - start > g->limits.most_value) {
        return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, start, g->limits.most_value);
    }
    if (first != SIZE_MAX) {
        event = add_event(g, RP_GATE_TEXT, nothing, 0);
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
    size_t start, at;
    if (rp_gate_is(g, *i, '\'')) {
        quote = "'";
    }
    if (!rp_gate_take(g, i, quote[0], quote)) {
        return false;
    }
    start = at = *i;
    while (at < g->n) {
        unsigned char c = (unsigned char)g->bytes[at];
        if (!(rp_gate_kinds[c] & RP_GATE_STOPS_VALUE)) {
            at++;
            continue;
        }
        if (c == (unsigned char)quote[0]) {
            break;
        }
        if (c == '<') {
            return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, at, rp_str_of("&lt;"), nothing);
        }
        if (c == '&') {
            if (!rp_gate_reference(g, &at)) {
                return false;
            }
            continue;
        }
        if ((c < 0x20 || c == 0xef) && !is_line_or_tab(c) && !rp_gate_character(g, at)) {
            return false;
        }
        at++;
    }
    *i = at;
    if (at - start > g->limits.most_value) {
        return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, start, g->limits.most_value);
    }
    return rp_gate_take(g, i, quote[0], quote);
}

/* One more of a tag, which has none of that name yet. */
static rp_gate_attribute *add_attribute(rp_gate *g, size_t start, rp_str name, rp_gate_event *tag) {
    rp_gate_attribute *added;
    uint32_t number;
    if (tag->n == g->limits.most_attributes) {
        (void)rp_gate_past(g, RP_PROBLEM_TOO_MANY_ATTRIBUTES, start, g->limits.most_attributes);
        return NULL;
    }
    if (!rp_gate_count(g, start, name, &number)) {
        return NULL;
    }
    for (size_t k = 0; k < tag->n; k++) {
        if (g->attributes.at[tag->first + k].number == number) {
            (void)rp_gate_fail(g, RP_PROBLEM_REPEATED_ATTRIBUTE, start, name, nothing);
            return NULL;
        }
    }
    added = RP_LIST_ADD(g->arena, &g->attributes);
    if (!added) {
        g->failed = true;
        return NULL;
    }
    added->name = name;
    added->number = number;
    tag->n++;
    return added;
}

/*
 * ` name="value"` of plain characters, as nearly all are, in one go from the space on. False, and nothing has happened,
 * where it is not; with a fault or without memory where it is, and may not be.
 */
static bool plain_attribute(rp_gate *g, size_t *i, rp_gate_event *tag) {
    size_t start = *i + 1, at = start, end;
    rp_str name = {g->bytes + start, 0};
    rp_gate_attribute *added;
    if (g->bytes[*i] != ' ' || g->n - at < 3 || !(rp_gate_kinds[(unsigned char)g->bytes[at]] & RP_GATE_BEGINS_NAME)) {
        return false;
    }
    while (at < g->n && rp_gate_kinds[(unsigned char)g->bytes[at]] & RP_GATE_IN_NAME) {
        at++;
    }
    name.n = at - start;
    if (name.n > PLAIN_NAME || g->n - at < 3 || g->bytes[at] != '=' || g->bytes[at + 1] != '"') {
        return false;
    }
    end = at += 2;
    while (end < g->n && rp_gate_kinds[(unsigned char)g->bytes[end]] & RP_GATE_PLAIN) {
        end++;
    }
    if (end == g->n || g->bytes[end] != '"' || end - at > g->limits.most_value ||
        (name.n == 5 && memcmp(name.at, "xmlns", 5) == 0)) {
        return false;
    }
    added = add_attribute(g, start, name, tag);
    if (!added) {
        return false;
    }
    added->plain = true;
    if (g->mark + 1 == start) { /* behind another one: there is but the space between them */
        g->column++;
        g->mark++;
    }
    rp_gate_place(g, start, &added->line, &added->column);
    g->column += (uint32_t)(end + 1 - g->mark); /* plain all the way */
    g->mark = end + 1;
    *i = end + 1;
    return true;
}

static bool attribute(rp_gate *g, size_t *i, rp_gate_event *tag) {
    size_t start = *i;
    rp_gate_attribute *added;
    rp_str name, text;
    uint32_t number;
    if (tag->n == g->limits.most_attributes) {
        return rp_gate_past(g, RP_PROBLEM_TOO_MANY_ATTRIBUTES, start, g->limits.most_attributes);
    }
    if (!rp_gate_name(g, i, true, &name)) {
        return false;
    }
    added = add_attribute(g, start, name, tag);
    if (!added) {
        return false;
    }
    rp_gate_place(g, start, &added->line, &added->column);
    rp_gate_skip(g, i);
    if (!rp_gate_take(g, i, '=', "=")) {
        return false;
    }
    rp_gate_skip(g, i);
    text.at = g->bytes + *i;
    if (!value(g, i)) {
        return false;
    }
    text.n = (size_t)(g->bytes + *i - text.at);
    return name.n < 5 || memcmp(name.at, "xmlns", 5) != 0 || rp_gate_count(g, start, text, &number);
}

/* From behind the name to behind the `>`. */
static bool attributes(rp_gate *g, size_t *i, rp_gate_event *tag, bool *empty) {
    while (true) {
        size_t before = *i;
        if (before < g->n && plain_attribute(g, i, tag)) {
            continue;
        }
        if (g->failed || g->fault.problem != RP_PROBLEM_NONE) {
            return false;
        }
        rp_gate_skip(g, i);
        if (*i - g->at > MOST_TAG) {
            return rp_gate_past(g, RP_PROBLEM_VALUE_TOO_LONG, *i, MOST_TAG);
        }
        *empty = rp_gate_is(g, *i, '/');
        if (*empty) {
            return rp_gate_expect(g, i, "/>");
        }
        if (*i == before || *i == g->n || g->bytes[*i] == '>') {
            return rp_gate_take(g, i, '>', ">");
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
    if (!rp_gate_name(g, &i, true, &tag.name) || !may_begin(g) || !rp_gate_count(g, g->at, tag.name, &tag.number)) {
        return false;
    }
    rp_gate_place(g, g->at, &tag.line, &tag.column);
    if (!attributes(g, &i, &tag, &empty)) {
        return false;
    }
    event = RP_LIST_ADD(g->arena, &g->events);
    if (event) {
        *event = tag;
        event = empty ? add_event(g, RP_GATE_END, tag.name, tag.number) : RP_LIST_ADD(g->arena, &g->open);
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
    if (open && g->n - i > open->name.n && memcmp(g->bytes + i, open->name.at, open->name.n) == 0 &&
        g->bytes[i + open->name.n] == '>') { /* as nearly all are */
        g->at = i + open->name.n + 1;
        event = add_event(g, RP_GATE_END, open->name, open->number);
        g->open.n -= event ? 1 : 0;
        return event != NULL;
    }
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
    event = rp_gate_take(g, &i, '>', ">") ? add_event(g, RP_GATE_END, name, open->number) : NULL;
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
