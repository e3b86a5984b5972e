/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "unicode/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

enum { MOST_TAG = 64, MOST_LOCALE = 128 };

/* -- languages ------------------------------------------------------------------------------------ */

static bool parse_tag(const char *tag, size_t n, char locale[MOST_LOCALE]) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t parsed = 0;
    (void)uloc_forLanguageTag(tag, locale, MOST_LOCALE, &parsed, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && (size_t)parsed == n;
}

/* What fails for want of memory alone is tried once more, here and below: there is no other answer than yes or no. */
static bool to_locale(const char *tag, char locale[MOST_LOCALE]) {
    size_t n = strlen(tag);
    return n > 0 && n < MOST_TAG && (parse_tag(tag, n, locale) || parse_tag(tag, n, locale));
}

bool rp_language_known(const char *tag) {
    char locale[MOST_LOCALE];
    return tag && to_locale(tag, locale);
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

static bool same_tag(const char *a, size_t n, const char *b) {
    for (size_t i = 0; i < n; i++) {
        if (b[i] == '\0' || lower(a[i]) != lower(b[i])) {
            return false;
        }
    }
    return b[n] == '\0';
}

static bool take_apart(const char *locale, char language[16], char script[16]) {
    char full[MOST_LOCALE];
    UErrorCode error = U_ZERO_ERROR;
    (void)uloc_addLikelySubtags(locale, full, MOST_LOCALE, &error);
    (void)uloc_getLanguage(full, language, 16, &error);
    (void)uloc_getScript(full, script, 16, &error);
    return U_SUCCESS(error);
}

/* Language and script, the likely one where the tag names none. */
static bool language_and_script(const char *tag, char language[16], char script[16]) {
    char locale[MOST_LOCALE];
    return to_locale(tag, locale) &&
           (take_apart(locale, language, script) || take_apart(locale, language, script));
}

static int match_script(const char *const *tags, size_t n, const char *wanted) {
    char language[16], script[16];
    if (!language_and_script(wanted, language, script)) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        char other_language[16], other_script[16];
        if (language_and_script(tags[i], other_language, other_script) && strcmp(language, other_language) == 0 &&
            strcmp(script, other_script) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int rp_language_match(const char *const *tags, size_t n, const char *wanted) {
    size_t length = wanted ? strlen(wanted) : 0;
    const char *extension = wanted ? strstr(wanted, "-u-") : NULL;
    if (extension) {
        length = (size_t)(extension - wanted); /* digits and calendars are no language */
    }
    while (length > 0) {
        for (size_t i = 0; i < n; i++) {
            if (same_tag(wanted, length, tags[i])) {
                return (int)i;
            }
        }
        do {
            length--;
        } while (length > 0 && wanted[length] != '-');
    }
    return wanted ? match_script(tags, n, wanted) : -1;
}

bool rp_language_rtl(const char *tag) {
    char locale[MOST_LOCALE];
    return tag && to_locale(tag, locale) && (uloc_isRightToLeft(locale) || uloc_isRightToLeft(locale));
}

/* -- width ------------------------------------------------------------------------------------------ */

static size_t width_of(UChar32 c) {
    int kind = u_charType(c);
    int wide;
    if (c == 0 || kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR ||
        kind == U_CONTROL_CHAR || (c >= 0x1160 && c <= 0x11ff)) {
        return 0;
    }
    wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t rp_display_width(const char *at, size_t n) {
    size_t sum = 0, i = 0;
    while (i < n) {
        sum += width_of((UChar32)rp_utf8_next(at, n, &i));
    }
    return sum;
}

/* -- characters --------------------------------------------------------------------------------------- */

static bool is_isolate(uint32_t c) { return c >= 0x2066 && c <= 0x2068; }

static bool is_bad(uint32_t c) {
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c <= 0x9f) || (c >= 0x202a && c <= 0x202e);
}

/* Of isolates that are not closed the outermost is found, at its own place. */
ptrdiff_t rp_text_bad_character(const char *at, size_t n) {
    size_t i = 0, depth = 0, outermost = 0;
    while (i < n && at[i] >= ' ' && at[i] < 0x7f) { /* the usual ones */
        i++;
    }
    while (i < n) {
        size_t here = i;
        uint32_t c = rp_utf8_next(at, n, &i);
        if (is_bad(c) || (c == 0x2069 && depth == 0) || (is_isolate(c) && depth == 16)) {
            return (ptrdiff_t)here;
        }
        if (is_isolate(c)) {
            outermost = depth++ == 0 ? here : outermost;
        } else if (c == 0x2069) {
            depth--;
        }
    }
    return depth > 0 ? (ptrdiff_t)outermost : -1;
}

static UScriptCode script_of(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    UScriptCode script;
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? USCRIPT_LATIN : USCRIPT_COMMON;
    }
    script = uscript_getScript(c, &error);
    if (U_FAILURE(error) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED) {
        return USCRIPT_COMMON;
    }
    return script == USCRIPT_KATAKANA || script == USCRIPT_HAN ? USCRIPT_HIRAGANA : script;
}

bool rp_text_mixed_scripts(const char *at, size_t n) {
    UScriptCode seen = USCRIPT_COMMON;
    size_t i = 0;
    while (i < n) {
        UScriptCode script = script_of((UChar32)rp_utf8_next(at, n, &i));
        if (script != USCRIPT_COMMON && seen != USCRIPT_COMMON && script != seen) {
            return true;
        }
        seen = script == USCRIPT_COMMON ? seen : script;
    }
    return false;
}
