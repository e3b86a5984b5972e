/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A piece of text with its length, a builder that grows, and bytes out to a callback. UTF-8 throughout. */
#ifndef RP_BASE_TEXT_H
#define RP_BASE_TEXT_H

#include "base/alloc.h"

#include <refpath/status.h>
#include <refpath/write.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed; not NUL-terminated unless its owner says so. */
typedef struct rp_str {
    const char *at;
    size_t n;
} rp_str;

rp_str rp_str_of(const char *nul_terminated);
bool rp_str_is(rp_str a, const char *nul_terminated);
bool rp_str_equal(rp_str a, rp_str b);
int rp_str_order(rp_str a, rp_str b); /* by bytes, then length */
/* The next word of a white-space separated list (XML white space); false at the end. Moves `rest` on. */
bool rp_str_word(rp_str *rest, rp_str *word);

/* A growing buffer. After a failure `failed` stays set and nothing more is appended. */
typedef struct rp_buffer {
    rp_alloc alloc;
    char *at; /* NUL-terminated once something was appended */
    size_t n, room;
    bool failed, wipe;
} rp_buffer;

void rp_buffer_init(rp_buffer *b, const rp_alloc *alloc, bool wipe);
void rp_buffer_free(rp_buffer *b);
void rp_buffer_add(rp_buffer *b, const char *bytes, size_t n);
void rp_buffer_text(rp_buffer *b, const char *nul_terminated);
void rp_buffer_char(rp_buffer *b, char c);
void rp_buffer_number(rp_buffer *b, int64_t value);
refpath_status rp_buffer_status(const rp_buffer *b);
/* Hands what it holds to `write` and begins anew; where it has failed nothing is written. */
refpath_status rp_buffer_give(rp_buffer *b, refpath_write write, void *user);
/* The write function of a buffer, for writers that take a callback: user is the buffer. */
refpath_status rp_buffer_write(void *user, const char *bytes, size_t n);

/* Offset of the first byte that is not UTF-8 (overlong forms, surrogates, past U+10FFFF count), or n. */
size_t rp_utf8_valid(const char *bytes, size_t n);
/* Characters (code points) in valid UTF-8. */
size_t rp_utf8_length(const char *bytes, size_t n);
/* The code point at *i of valid UTF-8; moves *i on. */
uint32_t rp_utf8_next(const char *bytes, size_t n, size_t *i);

/* Decimal integers as XML and JSON write them; false where it is anything else or does not fit. */
bool rp_parse_integer(rp_str text, int64_t *value);
/* The decimal digits of a number, NUL-terminated; how many characters. */
#define RP_INTEGER_ROOM 21
size_t rp_print_integer(int64_t value, char text[RP_INTEGER_ROOM]);

#endif
