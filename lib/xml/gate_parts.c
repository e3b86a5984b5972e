/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the tokens of the gate are made of: names, references, characters, places; and the XML declaration. */
#include "base/bits.h"
#include "xml/chars.h"
#include "xml/gate.h"

#include <string.h>

#define MOST_NAME ((size_t)256)

static const rp_str nothing = {"", 0};

/* Control characters, and those that begin with 0xef, of which two are none of XML, are looked at everywhere. */
const unsigned char rp_gate_kinds[256] = {
    12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
    16, 16,  4, 16, 16, 16, 12, 20, 16, 16, 16, 16, 16, 26, 16, 16,
    18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 16, 16, 12, 16, 16, 24,
    16, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19,
    19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 16, 16, 24, 16, 16,
    16, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19,
    19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 19, 16, 16, 16, 16,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, 12,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0};

/* Of eight bytes, whether some are no ASCII or end a line: the usual trick, which may see too many and never too few. */
static bool has_odd(const char *at) {
    const uint64_t ones = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    uint64_t eight, lf, cr;
    memcpy(&eight, at, sizeof eight);
    lf = eight ^ ones * '\n';
    cr = eight ^ ones * '\r';
    return ((eight | (lf - ones) | (cr - ones)) & high) != 0;
}

/* Places are asked for in order, so each byte is counted once. A line ends with LF, CR LF or CR. */
void rp_gate_place(rp_gate *g, size_t offset, uint32_t *line, uint32_t *column) {
    while (g->mark < offset) {
        unsigned char c;
        if (offset - g->mark >= 8 && !has_odd(g->bytes + g->mark)) {
            g->mark += 8;
            g->column += 8;
            continue;
        }
        c = (unsigned char)g->bytes[g->mark];
        if (c == '\n' || (c == '\r' && !rp_gate_is(g, g->mark + 1, '\n'))) {
            g->line++;
            g->column = 1;
        } else if ((c & 0xc0) != 0x80) {
            g->column++;
        }
        g->mark++;
    }
    *line = g->line;
    *column = g->column;
}

bool rp_gate_fail(rp_gate *g, rp_problem problem, size_t offset, rp_str one, rp_str two) {
    if (g->fault.problem != RP_PROBLEM_NONE) {
        return false;
    }
    if (offset >= g->n && g->invalid) { /* what is missing may stand in what cannot be read */
        problem = RP_PROBLEM_NOT_UTF_8;
        one = two = nothing;
    }
    g->fault.problem = problem;
    g->fault.one = one;
    g->fault.two = two;
    rp_gate_place(g, offset, &g->fault.line, &g->fault.column);
    return false;
}

bool rp_gate_past(rp_gate *g, rp_problem problem, size_t offset, size_t limit) {
    g->fault.limit = limit;
    return rp_gate_fail(g, problem, offset, nothing, nothing);
}

bool rp_gate_expect(rp_gate *g, size_t *i, const char *text) {
    size_t n = strlen(text);
    if (g->n - *i < n || memcmp(g->bytes + *i, text, n) != 0) {
        size_t k = *i;
        for (size_t same = 0; k < g->n && same < n && g->bytes[k] == text[same]; same++) {
            k++;
        }
        return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, k == g->n ? k : *i, rp_str_of(text), nothing);
    }
    *i += n;
    return true;
}

bool rp_gate_character(rp_gate *g, size_t i) {
    size_t next = i;
    uint32_t c = rp_utf8_next(g->bytes, g->n, &next);
    if (!rp_xml_character(c)) {
        return rp_gate_fail(g, RP_PROBLEM_BAD_XML_CHARACTER, i, nothing, nothing);
    }
    return true;
}

/* The characters of one part of a name, up to a colon or what is none of a name. */
static bool name_part(rp_gate *g, size_t *i) {
    size_t start = *i, at = start, most = g->n - start < MOST_NAME ? g->n : start + MOST_NAME;
    if (at < most && rp_gate_kinds[(unsigned char)g->bytes[at]] & RP_GATE_BEGINS_NAME) {
        do {
            at++;
        } while (at < most && rp_gate_kinds[(unsigned char)g->bytes[at]] & RP_GATE_IN_NAME);
    }
    while (at < g->n) {
        size_t next = at;
        uint32_t c = rp_utf8_next(g->bytes, g->n, &next);
        if (at == start ? !rp_xml_name_start(c) : !rp_xml_name_part(c)) {
            break;
        }
        at = next;
        if (at - start > MOST_NAME) {
            *i = at;
            return rp_gate_past(g, RP_PROBLEM_NAME_TOO_LONG, start, MOST_NAME);
        }
    }
    *i = at;
    return at > start || rp_gate_fail(g, RP_PROBLEM_NAME_EXPECTED, at, nothing, nothing);
}

bool rp_gate_name(rp_gate *g, size_t *i, bool prefixed, rp_str *name) {
    size_t start = *i;
    if (!name_part(g, i)) {
        return false;
    }
    if (prefixed && rp_gate_is(g, *i, ':')) {
        ++*i;
        if (!name_part(g, i)) {
            return false;
        }
    }
    name->at = g->bytes + start;
    name->n = *i - start;
    return true;
}

bool rp_gate_count(rp_gate *g, size_t offset, rp_str name, uint32_t *number) {
    unsigned place = (unsigned)name.n * 31U +
                     (name.n > 0 ? (unsigned char)name.at[0] * 7U + (unsigned char)name.at[name.n - 1] : 0U);
    rp_str *recent = &g->recent[place % RP_GATE_RECENT];
    bool fresh;
    if (recent->at && recent->n == name.n && memcmp(recent->at, name.at, name.n) == 0) {
        *number = g->recent_number[place % RP_GATE_RECENT];
        return true;
    }
    *number = rp_table_find(&g->names, name);
    if (*number == RP_NONE) {
        if (g->names.n == RP_GATE_MOST_NAMES) {
            return rp_gate_past(g, RP_PROBLEM_TOO_MANY_NAMES, offset, RP_GATE_MOST_NAMES);
        }
        *number = (uint32_t)g->names.n;
        if (rp_table_add(&g->names, name, number, &fresh) != REFPATH_OK) {
            g->failed = true;
            return false;
        }
    }
    *recent = name;
    g->recent_number[place % RP_GATE_RECENT] = *number;
    return true;
}

/* -- references ------------------------------------------------------------------------------------------ */

static int digit_value(char c, bool hexadecimal) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (hexadecimal && c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return hexadecimal && c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* From behind "&#" on. */
static bool character_reference(rp_gate *g, size_t start, size_t *i) {
    bool hexadecimal = rp_gate_is(g, *i, 'x');
    uint32_t c = 0;
    size_t first = *i += hexadecimal;
    for (; *i < g->n && digit_value(g->bytes[*i], hexadecimal) >= 0; ++*i) {
        c = c * (hexadecimal ? 16 : 10) + (uint32_t)digit_value(g->bytes[*i], hexadecimal);
        c = c > 0x110000 ? 0x110000 : c; /* more zeros or digits do not make it one again */
    }
    if (*i >= g->n && g->invalid) {
        return rp_gate_fail(g, RP_PROBLEM_NOT_UTF_8, *i, nothing, nothing);
    }
    if (*i == first || !rp_gate_is(g, *i, ';') || !rp_xml_character(c)) {
        return rp_gate_fail(g, RP_PROBLEM_BAD_REFERENCE, start, nothing, nothing);
    }
    ++*i;
    return true;
}

bool rp_gate_reference(rp_gate *g, size_t *i) {
    static const char *const entities[] = {"lt", "gt", "amp", "quot", "apos"};
    size_t start = *i, end = start + 1;
    rp_str name;
    if (rp_gate_is(g, end, '#')) {
        *i += 2;
        return character_reference(g, start, i);
    }
    while (end < g->n && end - start <= MOST_NAME) {
        size_t next = end;
        if (!rp_xml_name_part(rp_utf8_next(g->bytes, g->n, &next))) {
            break;
        }
        end = next;
    }
    if (end >= g->n && g->invalid) {
        return rp_gate_fail(g, RP_PROBLEM_NOT_UTF_8, end, nothing, nothing);
    }
    name.at = g->bytes + start + 1;
    name.n = end - start - 1;
    if (!rp_gate_is(g, end, ';') || !rp_xml_is_name(name)) {
        return rp_gate_fail(g, RP_PROBLEM_BAD_REFERENCE, start, nothing, nothing);
    }
    for (size_t k = 0; k < sizeof entities / sizeof *entities; k++) {
        if (rp_str_is(name, entities[k])) {
            *i = end + 1;
            return true;
        }
    }
    return rp_gate_fail(g, RP_PROBLEM_UNKNOWN_ENTITY, start, name, nothing);
}

/* -- the XML declaration ----------------------------------------------------------------------------------- */

/* `name="value"`; the value is of plain characters without spaces. */
static bool pseudo_attribute(rp_gate *g, size_t *i, const char *name, size_t *at, rp_str *value) {
    const char *quote = "\""; /* what a fault may name outlives the call */
    size_t start;
    if (!rp_gate_expect(g, i, name)) {
        return false;
    }
    rp_gate_skip(g, i);
    if (!rp_gate_expect(g, i, "=")) {
        return false;
    }
    rp_gate_skip(g, i);
    if (rp_gate_is(g, *i, '\'')) {
        quote = "'";
    }
    if (!rp_gate_expect(g, i, quote)) {
        return false;
    }
    start = *at = *i;
    while (*i < g->n && g->bytes[*i] > ' ' && g->bytes[*i] < 0x7f && g->bytes[*i] != quote[0] && *i - start < 64) {
        ++*i;
    }
    value->at = g->bytes + start;
    value->n = *i - start;
    return rp_gate_expect(g, i, quote);
}

static bool is_utf_8(rp_str name) {
    static const char wanted[] = "utf-8";
    for (size_t i = 0; i < name.n && i < 5; i++) {
        char c = name.at[i];
        if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != wanted[i]) {
            return false;
        }
    }
    return name.n == 5;
}

/* Whether another of the three parts follows, which begins with this letter. */
static bool part_follows(rp_gate *g, size_t *i, char letter) {
    size_t next = *i;
    rp_gate_skip(g, &next);
    if (next > *i && rp_gate_is(g, next, letter)) {
        *i = next;
        return true;
    }
    return false;
}

bool rp_gate_declaration(rp_gate *g, size_t *i) {
    rp_str value;
    size_t at;
    if (!part_follows(g, i, 'v')) {
        rp_gate_skip(g, i);
        return rp_gate_expect(g, i, "version");
    }
    if (!pseudo_attribute(g, i, "version", &at, &value)) {
        return false;
    }
    if (!rp_str_is(value, "1.0")) {
        return rp_gate_fail(g, RP_PROBLEM_XML_VERSION, at, value, nothing);
    }
    if (part_follows(g, i, 'e')) {
        if (!pseudo_attribute(g, i, "encoding", &at, &value)) {
            return false;
        }
        if (!is_utf_8(value)) {
            return rp_gate_fail(g, RP_PROBLEM_OTHER_ENCODING, at, value, nothing);
        }
    }
    if (part_follows(g, i, 's')) {
        if (!pseudo_attribute(g, i, "standalone", &at, &value)) {
            return false;
        }
        if (!rp_str_is(value, "yes") && !rp_str_is(value, "no")) {
            return rp_gate_fail(g, RP_PROBLEM_XML_EXPECTED, at, rp_str_of("yes"), nothing);
        }
    }
    rp_gate_skip(g, i);
    return rp_gate_expect(g, i, "?>");
}
