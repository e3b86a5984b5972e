/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/random.h"

#define GOLDEN UINT64_C(0x9e3779b97f4a7c15)
#define LN_2 UINT64_C(0xb17217f7) /* the logarithm of 2, in parts of 2^32 */

static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

rp_random rp_random_of(uint64_t seed, uint64_t stream, uint64_t number) {
    rp_random r = {mix(mix(mix(seed + GOLDEN) + stream + GOLDEN) + number + GOLDEN)};
    return r;
}

uint64_t rp_random_next(rp_random *r) {
    r->at += GOLDEN;
    return mix(r->at);
}

/* What lies beyond the last whole n of them is drawn again. */
uint64_t rp_random_below(rp_random *r, uint64_t n) {
    uint64_t least = (0 - n) % n, drawn = rp_random_next(r);
    if ((n & (n - 1)) == 0) {
        return drawn & (n - 1);
    }
    while (drawn < least) {
        drawn = rp_random_next(r);
    }
    return drawn % n;
}

bool rp_random_ppm(rp_random *r, uint32_t ppm) {
    return ppm > 0 && rp_random_below(r, 1000000) < ppm;
}

static uint32_t half(rp_random *r) { return (uint32_t)(rp_random_next(r) >> 32); }

/*
 * Exponential of mean 1, in parts of 2^32: von Neumann's way as Knuth gives it (3.4.1, algorithm S), which compares
 * uniform numbers with sums of ln(2)^k / k! and takes no logarithm.
 */
static uint64_t exponential(rp_random *r) {
    static const uint64_t sums[] = {
        0xb17217f7, 0xeef193f6, 0xfd271862, 0xff9d6dd0, 0xfff4cfcf, 0xfffee818, 0xffffe7fe, 0xfffffe2a,
        0xffffffdf, 0xfffffffd, 0x100000000,
    };
    uint64_t whole = 0, least;
    uint32_t u = half(r);
    for (uint64_t bits = rp_random_next(r); bits & 1; bits >>= 1) {
        whole += LN_2;
    }
    if (u < LN_2) {
        return whole + u;
    }
    least = half(r);
    for (unsigned k = 1;; k++) {
        uint64_t next = half(r);
        least = next < least ? next : least;
        if (u < sums[k]) {
            return whole + ((least * LN_2) >> 32);
        }
    }
}

int64_t rp_random_time(rp_random *r, int64_t mean) {
    uint64_t e = exponential(r), m = (uint64_t)mean;
    return (int64_t)((e >> 32) * m + (e & UINT32_MAX) * (m >> 32) + (((e & UINT32_MAX) * (m & UINT32_MAX)) >> 32));
}
