/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The lexical rules of the format's types: exactly those of schema/protocol.rnc, and which characters may stand where.
 */
#include "unicode/text.h"
#include "xml/chars.h"
#include "xml/loading.h"

#include <stdio.h>
#include <string.h>

#define MOST_ID ((size_t)128)       /* characters */
#define MOST_SHOWN ((size_t)60)     /* characters of a value, in a problem */
#define MOST_EXPECTED ((size_t)120) /* bytes of what is said to be expected */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static rp_str trim(rp_str text) {
    while (text.n > 0 && rp_xml_space(text.at[0])) {
        text.at++;
        text.n--;
    }
    while (text.n > 0 && rp_xml_space(text.at[text.n - 1])) {
        text.n--;
    }
    return text;
}

static size_t digits_at(rp_str text, size_t i) {
    size_t n = 0;
    while (i + n < text.n && is_digit(text.at[i + n])) {
        n++;
    }
    return n;
}

/* -- one type each: the white space around is gone --------------------------------------------------------------- */

static bool is_id(rp_str text) {
    return rp_xml_is_name(text) && (text.n <= MOST_ID || rp_utf8_length(text.at, text.n) <= MOST_ID);
}

static bool are_refs(rp_str text) {
    rp_str word;
    size_t n = 0;
    for (; rp_str_word(&text, &word); n++) {
        if (!is_id(word)) {
            return false;
        }
    }
    return n > 0;
}

static bool is_integer(rp_str text, int64_t least) {
    int64_t value;
    return rp_parse_integer(text, &value) && value >= least && value <= INT32_MAX;
}

/* Up to `most` digits before a letter. */
static bool take_part(rp_str text, size_t *i, char letter, size_t most) {
    size_t n = digits_at(text, *i);
    if (n == 0 || n > most || *i + n >= text.n || text.at[*i + n] != letter) {
        return false;
    }
    *i += n + 1;
    return true;
}

static bool is_duration(rp_str text) {
    size_t i = 1, begin;
    if (text.n < 3 || text.at[0] != 'P') {
        return false;
    }
    (void)take_part(text, &i, 'D', 6);
    if (i == text.n || text.at[i] != 'T') {
        return i == text.n;
    }
    begin = ++i;
    (void)take_part(text, &i, 'H', 7);
    (void)take_part(text, &i, 'M', 8);
    (void)take_part(text, &i, 'S', 9);
    return i == text.n && i > begin;
}

static int number_at(rp_str text, size_t i, size_t n) {
    int value = 0;
    for (size_t k = i; k < i + n; k++) {
        value = value * 10 + (text.at[k] - '0');
    }
    return value;
}

/* From 1900 on, in four digits. */
static bool is_date(rp_str text) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day, length;
    if (text.n != 10 || digits_at(text, 0) != 4 || text.at[4] != '-' || digits_at(text, 5) != 2 || text.at[7] != '-' ||
        digits_at(text, 8) != 2) {
        return false;
    }
    year = number_at(text, 0, 4);
    month = number_at(text, 5, 2);
    day = number_at(text, 8, 2);
    if (year < 1900 || month < 1 || month > 12) {
        return false;
    }
    length = lengths[month - 1] + (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    return day >= 1 && day <= length;
}

/* xsd:gYear: four digits or more, not all 0, before Christ too, with a zone or without. */
static bool is_zone(rp_str text) {
    int hours, minutes;
    if (text.n == 0 || rp_str_is(text, "Z")) {
        return true;
    }
    if (text.n != 6 || (text.at[0] != '+' && text.at[0] != '-') || digits_at(text, 1) != 2 || text.at[3] != ':' ||
        digits_at(text, 4) != 2) {
        return false;
    }
    hours = number_at(text, 1, 2);
    minutes = number_at(text, 4, 2);
    return minutes < 60 && (hours < 14 || (hours == 14 && minutes == 0));
}

static bool is_year(rp_str text) {
    size_t i = text.n > 0 && text.at[0] == '-', n = digits_at(text, i), zeros = 0;
    rp_str rest;
    while (zeros < n && text.at[i + zeros] == '0') {
        zeros++;
    }
    if (n < 4 || zeros == n || (n > 4 && zeros > 0)) {
        return false;
    }
    rest.at = text.at + i + n;
    rest.n = text.n - i - n;
    return is_zone(rest);
}

static bool is_language(rp_str text) {
    size_t n = 0, i = 0;
    bool first = true;
    for (; i < text.n; i++) {
        if (text.at[i] == '-') {
            if (n == 0) {
                return false;
            }
            n = 0;
            first = false;
        } else if (++n > 8 || !(is_letter(text.at[i]) || (!first && is_digit(text.at[i])))) {
            return false;
        }
    }
    return n > 0;
}

static bool is_hexadecimal(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* What stands before the first colon, if that comes before any of "/?#", is a scheme. */
static bool has_good_scheme(rp_str text) {
    size_t i = 0;
    while (i < text.n && !memchr(":/?#", text.at[i], 4)) {
        i++;
    }
    if (i == text.n || text.at[i] != ':') {
        return true;
    }
    for (size_t k = 0; k < i; k++) {
        char c = text.at[k];
        if (!is_letter(c) && (k == 0 || !(is_digit(c) || c == '+' || c == '-' || c == '.'))) {
            return false;
        }
    }
    return i > 0;
}

static bool is_uri(rp_str text) {
    size_t fragments = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '%' &&
            (text.n - i < 3 || !is_hexadecimal(text.at[i + 1]) || !is_hexadecimal(text.at[i + 2]))) {
            return false;
        }
        fragments += text.at[i] == '#';
    }
    return fragments <= 1 && has_good_scheme(text);
}

static bool is_word(rp_str text, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (rp_str_is(text, words[i])) {
            return true;
        }
    }
    return false;
}

static bool are_words(rp_str text, const char *const *words) {
    rp_str word;
    size_t n = 0;
    for (; rp_str_word(&text, &word); n++) {
        if (!is_word(word, words)) {
            return false;
        }
    }
    return n > 0;
}

static bool fits(rp_type type, rp_str value) {
    rp_str text = trim(value);
    switch (type) {
    case RP_TYPE_ID:
    case RP_TYPE_REF:
        return is_id(text);
    case RP_TYPE_REFS:
        return are_refs(text);
    case RP_TYPE_INTEGER:
        return is_integer(text, INT32_MIN);
    case RP_TYPE_POSITIVE:
        return is_integer(text, 1);
    case RP_TYPE_DURATION:
        return is_duration(text);
    case RP_TYPE_DATE:
        return is_date(text);
    case RP_TYPE_YEAR:
        return is_year(text);
    case RP_TYPE_LANGUAGE:
        return is_language(text);
    case RP_TYPE_URI:
        return is_uri(text);
    case RP_TYPE_HOURS:
    case RP_TYPE_TOKEN:
    case RP_TYPE_TEXT:
        return true;
    case RP_TYPE_NAMING:
        return are_words(text, rp_type_words(type));
    default:
        return rp_type_words(type) != NULL && is_word(text, rp_type_words(type));
    }
}

/* -- what is said of a value that does not fit ------------------------------------------------------------------- */

/* An example, or all the words there are. */
static void expectation(rp_type type, char text[MOST_EXPECTED]) {
    const char *const *words = rp_type_words(type);
    const char *example = "";
    size_t n = 0;
    switch (type) {
    case RP_TYPE_ID:
    case RP_TYPE_REF:
        example = "case-worker";
        break;
    case RP_TYPE_REFS:
        example = "case-worker health-worker";
        break;
    case RP_TYPE_INTEGER:
        example = "-7, 0, 12";
        break;
    case RP_TYPE_POSITIVE:
        example = "1, 2, 3";
        break;
    case RP_TYPE_DURATION:
        example = "P3D, PT72H, P1DT12H30M";
        break;
    case RP_TYPE_DATE:
        example = "2026-11-23";
        break;
    case RP_TYPE_YEAR:
        example = "2026";
        break;
    case RP_TYPE_LANGUAGE:
        example = "en, fr, pt-BR";
        break;
    case RP_TYPE_URI:
        example = "https://example.org/page";
        break;
    default:
        break;
    }
    (void)snprintf(text, MOST_EXPECTED, "%s", example);
    for (size_t i = 0; words && words[i] && n < MOST_EXPECTED; i++) {
        int more = snprintf(text + n, MOST_EXPECTED - n, "%s%s", i > 0 ? ", " : "", words[i]);
        n += more > 0 ? (size_t)more : 0;
    }
}

/* The beginning of a long value is enough to find it. */
static void shorten(rp_str value, char text[4 * MOST_SHOWN + 8]) {
    size_t i = 0, n = 0;
    while (i < value.n && n < MOST_SHOWN) {
        size_t next = i;
        (void)rp_utf8_next(value.at, value.n, &next);
        n++;
        i = next;
    }
    memcpy(text, value.at, i);
    memcpy(text + i, i < value.n ? "\xe2\x80\xa6" : "", i < value.n ? 4 : 1);
}

static void report_value(rp_type type, rp_str value, rp_place_in where, const char *attribute, refpath_diags *diags) {
    char expected[MOST_EXPECTED], shown[4 * MOST_SHOWN + 8];
    expectation(type, expected);
    shorten(value, shown);
    rp_diag_add(diags, RP_PROBLEM_BAD_VALUE, where, attribute, shown, expected);
}

bool rp_characters_check(rp_str text, rp_place_in where, const char *attribute, refpath_diags *diags) {
    ptrdiff_t bad;
    size_t at = text.n;
    char code[16];
    while (at > 0 && text.at[at - 1] >= ' ' && text.at[at - 1] < 0x7f) {
        at--;
    }
    if (at == 0) { /* all are the usual ones */
        return true;
    }
    if (rp_utf8_valid(text.at, text.n) < text.n) {
        rp_diag_add(diags, RP_PROBLEM_NOT_UTF_8, where);
        return false;
    }
    bad = rp_text_bad_character(text.at, text.n);
    at = bad < 0 ? text.n : (size_t)bad;
    for (size_t i = 0; i < at;) { /* U+FFFE and U+FFFF, which XML has not */
        size_t here = i;
        if ((unsigned char)text.at[i] < 0xef) {
            i++;
        } else if (!rp_xml_character(rp_utf8_next(text.at, text.n, &i))) {
            at = here;
        }
    }
    if (at == text.n) {
        return true;
    }
    (void)snprintf(code, sizeof code, "U+%04X", (unsigned)rp_utf8_next(text.at, text.n, &at));
    rp_diag_add(diags, RP_PROBLEM_BAD_CHARACTER, where, attribute, code);
    return false;
}

bool rp_value_check(rp_type type, rp_str value, rp_place_in where, const char *attribute, refpath_diags *diags) {
    if (!rp_characters_check(value, where, attribute, diags)) {
        return false;
    }
    if (!fits(type, value)) {
        report_value(type, value, where, attribute, diags);
        return false;
    }
    if (type == RP_TYPE_ID && rp_text_mixed_scripts(value.at, value.n)) {
        char shown[4 * MOST_SHOWN + 8];
        shorten(trim(value), shown);
        rp_diag_add(diags, RP_PROBLEM_MIXED_SCRIPTS, where, shown);
        return false;
    }
    return true;
}

rp_str rp_value_collapse(rp_type type, rp_str value, rp_buffer *buffer) {
    rp_str rest = value, word, result;
    bool plain = true;
    if (type == RP_TYPE_TEXT || type == RP_TYPE_HOURS) {
        return value;
    }
    value = trim(value);
    for (size_t i = 0; i < value.n; i++) {
        if (rp_xml_space(value.at[i]) && (value.at[i] != ' ' || rp_xml_space(value.at[i + 1]))) {
            plain = false;
        }
    }
    if (plain) {
        return value;
    }
    buffer->n = 0;
    while (rp_str_word(&rest, &word)) {
        if (buffer->n > 0) {
            rp_buffer_char(buffer, ' ');
        }
        rp_buffer_add(buffer, word.at, word.n);
    }
    result.at = buffer->failed ? "" : buffer->at;
    result.n = buffer->failed ? 0 : buffer->n;
    return result;
}
