/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/quote.h"

#include <string.h>

#define FIRST_STRONG_ISOLATE "\xE2\x81\xA8" /* U+2068 */
#define LEFT_TO_RIGHT_ISOLATE "\xE2\x81\xA6" /* U+2066: a number to call, say, which has no letter to go by */
#define POP_ISOLATE "\xE2\x81\xA9"          /* U+2069 */
#define REPLACEMENT "\xEF\xBF\xBD"          /* U+FFFD */

/* Blocks whose letters run from right to left. */
static bool runs_left(uint32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF) ||
           (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* Marks, embeddings, overrides and isolates: what was written with them is isolated as a whole instead. */
static bool is_direction_control(uint32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x61C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_space(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
}

bool rp_quote_into(rp_buffer *b, const char *text, size_t n) {
    size_t i = 0;
    bool left = false, space = false, begun = false;
    while (i < n) {
        size_t start = i;
        uint32_t c = rp_utf8_next(text, n, &i);
        if (is_space(c)) {
            space = begun;
            continue;
        }
        if (is_direction_control(c)) {
            left = left || c != 0x200E;
            continue;
        }
        if (space) {
            rp_buffer_char(b, ' ');
        }
        space = false;
        begun = true;
        if (is_control(c)) {
            rp_buffer_text(b, REPLACEMENT);
        } else {
            left = left || runs_left(c);
            rp_buffer_add(b, text + start, i - start);
        }
    }
    return left;
}

const char *rp_quote_text(rp_arena *scratch, bool always, const char *text) {
    size_t n = strlen(text);
    const char *result = NULL;
    rp_buffer b;
    bool left, isolate;
    rp_buffer_init(&b, &scratch->alloc, true);
    if (rp_utf8_valid(text, n) != n) {
        n = rp_utf8_valid(text, n);
    }
    left = rp_quote_into(&b, text, n);
    isolate = left || (always && b.n > 0);
    if (rp_buffer_status(&b) == REFPATH_OK) {
        const char *open = left ? FIRST_STRONG_ISOLATE : LEFT_TO_RIGHT_ISOLATE;
        result = rp_arena_format(scratch, "%s%s%s", isolate ? open : "", b.n ? b.at : "", isolate ? POP_ISOLATE : "");
    }
    rp_buffer_free(&b);
    return result;
}
