/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Fixed sets of small numbers as 64-bit words. The caller knows how many words; nothing is checked here. */
#ifndef RP_BASE_BITS_H
#define RP_BASE_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t rp_word;

#define RP_NONE UINT32_MAX /* "no such entry", wherever an index is 32 bits */

static inline size_t rp_bits_words(size_t bits) { return (bits + 63) / 64; }
static inline bool rp_bits_has(const rp_word *set, size_t i) { return (set[i / 64] >> (i % 64)) & 1; }
static inline void rp_bits_add(rp_word *set, size_t i) { set[i / 64] |= (rp_word)1 << (i % 64); }
static inline void rp_bits_drop(rp_word *set, size_t i) { set[i / 64] &= ~((rp_word)1 << (i % 64)); }

void rp_bits_fill(rp_word *set, size_t bits); /* the first `bits`; the rest of the last word stays 0 */
void rp_bits_add_all(rp_word *set, size_t from, size_t end); /* each from `from` on, before `end` */
void rp_bits_clear(rp_word *set, size_t words);
void rp_bits_copy(rp_word *set, const rp_word *from, size_t words);
void rp_bits_and(rp_word *set, const rp_word *with, size_t words);
void rp_bits_or(rp_word *set, const rp_word *with, size_t words);
void rp_bits_minus(rp_word *set, const rp_word *without, size_t words);
bool rp_bits_any(const rp_word *set, size_t words);
bool rp_bits_meet(const rp_word *a, const rp_word *b, size_t words);   /* a and b share a member */
bool rp_bits_within(const rp_word *a, const rp_word *b, size_t words); /* every member of a is in b */
bool rp_bits_equal(const rp_word *a, const rp_word *b, size_t words);
size_t rp_bits_count(const rp_word *set, size_t words);
/* The smallest member that is at least `from`, or `end`, the number of bits. */
size_t rp_bits_next(const rp_word *set, size_t from, size_t end);

#endif
