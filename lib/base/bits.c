/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/bits.h"

#include <string.h>

void rp_bits_fill(rp_word *set, size_t bits) {
    size_t whole = bits / 64;
    for (size_t i = 0; i < whole; i++) {
        set[i] = ~(rp_word)0;
    }
    if (bits % 64) {
        set[whole] = ((rp_word)1 << (bits % 64)) - 1;
    }
}

void rp_bits_add_all(rp_word *set, size_t from, size_t end) {
    size_t first = from / 64, last = end / 64;
    rp_word from_on = ~(rp_word)0 << (from % 64), below_end = ((rp_word)1 << (end % 64)) - 1;
    if (from >= end) {
        return;
    }
    if (first == last) {
        set[first] |= from_on & below_end;
        return;
    }
    set[first] |= from_on;
    for (size_t i = first + 1; i < last; i++) {
        set[i] = ~(rp_word)0;
    }
    if (below_end) {
        set[last] |= below_end;
    }
}

void rp_bits_clear(rp_word *set, size_t words) {
    for (size_t i = 0; i < words; i++) {
        set[i] = 0;
    }
}

void rp_bits_copy(rp_word *set, const rp_word *from, size_t words) {
    if (words) {
        memmove(set, from, words * sizeof *set);
    }
}

void rp_bits_and(rp_word *set, const rp_word *with, size_t words) {
    for (size_t i = 0; i < words; i++) {
        set[i] &= with[i];
    }
}

void rp_bits_or(rp_word *set, const rp_word *with, size_t words) {
    for (size_t i = 0; i < words; i++) {
        set[i] |= with[i];
    }
}

void rp_bits_minus(rp_word *set, const rp_word *without, size_t words) {
    for (size_t i = 0; i < words; i++) {
        set[i] &= ~without[i];
    }
}

bool rp_bits_any(const rp_word *set, size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (set[i]) {
            return true;
        }
    }
    return false;
}

bool rp_bits_meet(const rp_word *a, const rp_word *b, size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (a[i] & b[i]) {
            return true;
        }
    }
    return false;
}

bool rp_bits_within(const rp_word *a, const rp_word *b, size_t words) {
    for (size_t i = 0; i < words; i++) {
        if (a[i] & ~b[i]) {
            return false;
        }
    }
    return true;
}

bool rp_bits_equal(const rp_word *a, const rp_word *b, size_t words) {
    return words == 0 || memcmp(a, b, words * sizeof *a) == 0;
}

/* Sums of neighbouring bits, then of pairs, then of fours; the product adds the eight bytes up. */
static size_t count_word(rp_word w) {
    w -= (w >> 1) & UINT64_C(0x5555555555555555);
    w = (w & UINT64_C(0x3333333333333333)) + ((w >> 2) & UINT64_C(0x3333333333333333));
    w = (w + (w >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (size_t)((w * UINT64_C(0x0101010101010101)) >> 56);
}

size_t rp_bits_count(const rp_word *set, size_t words) {
    size_t count = 0;
    for (size_t i = 0; i < words; i++) {
        count += count_word(set[i]);
    }
    return count;
}

#if defined(__GNUC__)
static size_t lowest_bit(rp_word w) {
    return (size_t)__builtin_ctzll(w);
}
#else
static size_t lowest_bit(rp_word w) {
    return count_word((w & (~w + 1)) - 1);
}
#endif

size_t rp_bits_next(const rp_word *set, size_t from, size_t end) {
    size_t i = from / 64, words = rp_bits_words(end), found;
    rp_word w;
    if (from >= end) {
        return end;
    }
    w = set[i] & (~(rp_word)0 << (from % 64));
    while (w == 0) {
        if (++i >= words) {
            return end;
        }
        w = set[i];
    }
    found = i * 64 + lowest_bit(w);
    return found < end ? found : end;
}
