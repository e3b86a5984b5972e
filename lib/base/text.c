/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/text.h"

#include <string.h>

rp_str rp_str_of(const char *nul_terminated) {
    rp_str s = {"", 0};
    if (nul_terminated) {
        s.at = nul_terminated;
        s.n = strlen(nul_terminated);
    }
    return s;
}

bool rp_str_is(rp_str a, const char *nul_terminated) {
    return rp_str_equal(a, rp_str_of(nul_terminated));
}

bool rp_str_equal(rp_str a, rp_str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

int rp_str_order(rp_str a, rp_str b) {
    size_t shared = a.n < b.n ? a.n : b.n;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool rp_str_word(rp_str *rest, rp_str *word) {
    size_t start = 0, end;
    while (start < rest->n && is_space(rest->at[start])) {
        start++;
    }
    end = start;
    while (end < rest->n && !is_space(rest->at[end])) {
        end++;
    }
    if (start == end) {
        return false;
    }
    word->at = rest->at + start;
    word->n = end - start;
    rest->at += end;
    rest->n -= end;
    return true;
}

void rp_buffer_init(rp_buffer *b, const rp_alloc *alloc, bool wipe) {
    memset(b, 0, sizeof *b);
    b->alloc = *alloc;
    b->wipe = wipe;
}

static void release_buffer(rp_buffer *b) {
    if (b->wipe) {
        rp_alloc_wipe(&b->alloc, b->at, b->room);
    } else {
        rp_alloc_free(&b->alloc, b->at, b->room);
    }
}

void rp_buffer_free(rp_buffer *b) {
    release_buffer(b);
    b->at = NULL;
    b->n = b->room = 0;
    b->failed = false;
}

/* A block that is to be wiped may not be moved by the hooks: they would leave what it held. */
static bool resize_buffer(rp_buffer *b, size_t room) {
    char *at = rp_alloc_resize(&b->alloc, b->wipe ? NULL : b->at, b->room, room);
    if (!at) {
        return false;
    }
    if (b->wipe && b->at) {
        memcpy(at, b->at, b->n);
        release_buffer(b);
    }
    b->at = at;
    b->room = room;
    return true;
}

static bool make_room(rp_buffer *b, size_t n) {
    size_t needed, room = b->room ? b->room : 64;
    if (b->failed || n >= SIZE_MAX / 2 - b->n) {
        return false;
    }
    needed = b->n + n + 1;
    while (room < needed) {
        room *= 2;
    }
    return (b->at && room == b->room) || resize_buffer(b, room);
}

void rp_buffer_add(rp_buffer *b, const char *bytes, size_t n) {
    if (!make_room(b, n)) {
        b->failed = true;
        return;
    }
    if (n) {
        memcpy(b->at + b->n, bytes, n);
    }
    b->n += n;
    b->at[b->n] = '\0';
}

void rp_buffer_text(rp_buffer *b, const char *nul_terminated) {
    rp_buffer_add(b, nul_terminated, strlen(nul_terminated));
}

void rp_buffer_char(rp_buffer *b, char c) {
    rp_buffer_add(b, &c, 1);
}

void rp_buffer_number(rp_buffer *b, int64_t value) {
    char digits[RP_INTEGER_ROOM];
    rp_buffer_add(b, digits, rp_print_integer(value, digits));
}

refpath_status rp_buffer_status(const rp_buffer *b) {
    return b->failed ? REFPATH_OUT_OF_MEMORY : REFPATH_OK;
}

refpath_status rp_buffer_give(rp_buffer *b, refpath_write write, void *user) {
    refpath_status status = rp_buffer_status(b);
    if (status == REFPATH_OK && b->n > 0) {
        status = write(user, b->at, b->n);
    }
    b->n = 0;
    return status;
}

refpath_status rp_buffer_write(void *user, const char *bytes, size_t n) {
    rp_buffer *b = user;
    rp_buffer_add(b, bytes, n);
    return rp_buffer_status(b);
}

/* Bytes from `at` on that are plain ASCII, eight at a time. */
static size_t plain_bytes(const char *at, size_t n) {
    size_t i = 0;
    while (n - i >= 8) {
        uint64_t eight;
        memcpy(&eight, at + i, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080)) {
            break;
        }
        i += 8;
    }
    while (i < n && (unsigned char)at[i] < 0x80) {
        i++;
    }
    return i;
}

static bool is_tail(unsigned char byte) {
    return (byte & 0xc0) == 0x80;
}

/* The length of the sequence that starts here, 0 where it is not one (Unicode, table 3-7). */
static size_t sequence(const unsigned char *p, size_t n) {
    if (p[0] < 0x80) {
        return 1;
    }
    if (p[0] < 0xc2 || p[0] > 0xf4 || n < 2 || !is_tail(p[1])) {
        return 0;
    }
    if (p[0] < 0xe0) {
        return 2;
    }
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
        (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f)) {
        return 0; /* overlong, a surrogate, or past U+10FFFF */
    }
    if (n < 3 || !is_tail(p[2])) {
        return 0;
    }
    if (p[0] < 0xf0) {
        return 3;
    }
    return n >= 4 && is_tail(p[3]) ? 4 : 0;
}

size_t rp_utf8_valid(const char *bytes, size_t n) {
    size_t i = 0;
    while (i < n) {
        size_t length;
        i += plain_bytes(bytes + i, n - i);
        if (i == n) {
            break;
        }
        length = sequence((const unsigned char *)bytes + i, n - i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return n;
}

size_t rp_utf8_length(const char *bytes, size_t n) {
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        length += !is_tail((unsigned char)bytes[i]);
    }
    return length;
}

uint32_t rp_utf8_next(const char *bytes, size_t n, size_t *i) {
    static const unsigned char lead_bits[5] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    const unsigned char *p = (const unsigned char *)bytes + *i;
    size_t length = sequence(p, n - *i);
    uint32_t c;
    if (length == 0) { /* not valid after all: the replacement character, and on */
        *i += 1;
        return 0xfffd;
    }
    c = (uint32_t)p[0] & lead_bits[length];
    for (size_t k = 1; k < length; k++) {
        c = c << 6 | (p[k] & 0x3fU);
    }
    *i += length;
    return c;
}

bool rp_parse_integer(rp_str text, int64_t *value) {
    uint64_t most = INT64_MAX, sum = 0;
    bool negative = text.n > 0 && text.at[0] == '-';
    size_t i = negative || (text.n > 0 && text.at[0] == '+');
    if (i == text.n) {
        return false;
    }
    most += negative;
    for (; i < text.n; i++) {
        unsigned digit = (unsigned)((unsigned char)text.at[i] - '0');
        if (digit > 9 || sum > (most - digit) / 10) {
            return false;
        }
        sum = sum * 10 + digit;
    }
    if (!negative) {
        *value = (int64_t)sum;
    } else {
        *value = sum ? -(int64_t)(sum - 1) - 1 : 0;
    }
    return true;
}

size_t rp_print_integer(int64_t value, char text[RP_INTEGER_ROOM]) {
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t n = value < 0, at;
    for (uint64_t left = rest; left > 9; left /= 10) {
        n++;
    }
    at = ++n;
    text[at] = '\0';
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0) {
        text[0] = '-';
    }
    return n;
}
