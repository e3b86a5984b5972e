/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "base/sha256.h"

#include <stdbool.h>
#include <string.h>

#define WORTH_ASKING ((size_t)1024) /* blocks */

static uint32_t rotate(uint32_t x, unsigned by) {
    return (x >> by) | (x << (32 - by));
}

static uint32_t big_endian(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void expand(uint32_t w[64], const unsigned char block[64]) {
    for (size_t i = 0; i < 16; i++) {
        w[i] = big_endian(block + 4 * i);
    }
    for (size_t i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        uint32_t s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >> 3);
        uint32_t s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
}

/* The constants of FIPS 180-4, section 4.2.2. */
static const uint32_t k[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* The names are those of FIPS 180-4, section 6.2.2; s[0] to s[7] are its a to h, which take turns. */
static inline void turn(uint32_t s[8], unsigned i, uint32_t word) {
    uint32_t *a = &s[(0 - i) & 7], *b = &s[(1 - i) & 7], *c = &s[(2 - i) & 7], *d = &s[(3 - i) & 7];
    uint32_t *e = &s[(4 - i) & 7], *f = &s[(5 - i) & 7], *g = &s[(6 - i) & 7], *h = &s[(7 - i) & 7];
    uint32_t sum1 = rotate(*e, 6) ^ rotate(*e, 11) ^ rotate(*e, 25);
    uint32_t t1 = *h + sum1 + ((*e & *f) ^ (~*e & *g)) + k[i] + word;
    uint32_t sum0 = rotate(*a, 2) ^ rotate(*a, 13) ^ rotate(*a, 22);
    *d += t1;
    *h = t1 + sum0 + ((*a & *b) ^ (*a & *c) ^ (*b & *c));
}

static void compress_portably(uint32_t state[8], const unsigned char *blocks, size_t n) {
    uint32_t w[64], s[8];
    for (; n > 0; n--, blocks += 64) {
        expand(w, blocks);
        memcpy(s, state, sizeof s);
        for (unsigned i = 0; i < 64; i += 8) { /* eight turns, and each has its own place again */
            turn(s, i, w[i]);
            turn(s, i + 1, w[i + 1]);
            turn(s, i + 2, w[i + 2]);
            turn(s, i + 3, w[i + 3]);
            turn(s, i + 4, w[i + 4]);
            turn(s, i + 5, w[i + 5]);
            turn(s, i + 6, w[i + 6]);
            turn(s, i + 7, w[i + 7]);
        }
        for (size_t i = 0; i < 8; i++) {
            state[i] += s[i];
        }
    }
}

/* -- processors that have instructions for it --------------------------------------------------------------- */

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>

#define HAS_INSTRUCTIONS

/* Asking takes long where the machine is a virtual one: once, for what is long enough. */
static bool has_instructions(void) {
    unsigned a, b, c, d;
    const unsigned sse = bit_SSSE3 | bit_SSE4_1;
    if (!__get_cpuid(1, &a, &b, &c, &d) || (c & sse) != sse) {
        return false;
    }
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

/* The instructions want the state as a, b, e, f and c, d, g, h, and take four words of the message at a time. */
__attribute__((target("sha,sse4.1,ssse3"))) static void compress_by_instructions(uint32_t state[8],
                                                                                 const unsigned char *blocks, size_t n) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xb1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1b);
    __m128i abef = _mm_alignr_epi8(low, high, 8), cdgh = _mm_blend_epi16(high, low, 0xf0);
    for (; n > 0; n--, blocks += 64) {
        __m128i abef_before = abef, cdgh_before = cdgh, m[4];
        for (int i = 0; i < 4; i++) {
            m[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(blocks + 16 * i)), order);
        }
#pragma GCC unroll 16
        for (int i = 0; i < 16; i++) {
            __m128i words = _mm_add_epi32(m[i & 3], _mm_loadu_si128((const void *)(k + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, words);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(words, 0x0e));
            if (i < 12) { /* the words of four steps on take the place of these */
                __m128i next = _mm_sha256msg1_epu32(m[i & 3], m[(i + 1) & 3]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(m[(i + 3) & 3], m[(i + 2) & 3], 4));
                m[i & 3] = _mm_sha256msg2_epu32(next, m[(i + 3) & 3]);
            }
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1b);
    high = _mm_shuffle_epi32(cdgh, 0xb1);
    _mm_storeu_si128((void *)state, _mm_blend_epi16(low, high, 0xf0));
    _mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(high, low, 8));
}
#endif

static void compress(uint32_t state[8], const unsigned char *blocks, size_t n) {
#ifdef HAS_INSTRUCTIONS
    if (n >= WORTH_ASKING && has_instructions()) {
        compress_by_instructions(state, blocks, n);
        return;
    }
#endif
    compress_portably(state, blocks, n);
}

void rp_sha256_start(rp_sha256 *hash) {
    static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memset(hash, 0, sizeof *hash);
    memcpy(hash->state, first, sizeof first);
}

void rp_sha256_add(rp_sha256 *hash, const void *bytes, size_t n) {
    const unsigned char *at = bytes;
    while (n > 0) {
        size_t filled = (size_t)(hash->length % 64), take = 64 - filled;
        if (filled == 0 && n >= 64) {
            take = n / 64 * 64;
            compress(hash->state, at, n / 64);
        } else {
            take = take > n ? n : take;
            memcpy(hash->block + filled, at, take);
            if (filled + take == 64) {
                compress(hash->state, hash->block, 1);
            }
        }
        hash->length += take;
        at += take;
        n -= take;
    }
}

/* A one bit, zeros up to 56 bytes of a block, and the length in bits. */
static void pad(rp_sha256 *hash) {
    static const unsigned char padding[64] = {0x80};
    unsigned char bits[8];
    size_t filled = (size_t)(hash->length % 64);
    for (unsigned i = 0; i < 8; i++) {
        bits[i] = (unsigned char)((hash->length * 8) >> (56 - 8 * i) & 0xff);
    }
    rp_sha256_add(hash, padding, filled < 56 ? 56 - filled : 120 - filled);
    rp_sha256_add(hash, bits, sizeof bits);
}

void rp_sha256_hex(rp_sha256 *hash, char hex[65]) {
    static const char digits[] = "0123456789abcdef";
    pad(hash);
    for (size_t i = 0; i < 64; i++) {
        hex[i] = digits[hash->state[i / 8] >> (28 - 4 * (i % 8)) & 0xf];
    }
    hex[64] = '\0';
}
