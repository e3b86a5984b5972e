/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whole numbers up to 2^127: cases times moments. The same on machines whose compiler has no such type. */
#ifndef RP_ANALYSE_WIDE_H
#define RP_ANALYSE_WIDE_H

#include <stdint.h>

typedef struct rp_wide {
    uint64_t high, low;
} rp_wide;

static inline rp_wide rp_wide_of(uint64_t n) { return (rp_wide){0, n}; }

static inline rp_wide rp_wide_add(rp_wide a, rp_wide b) {
    rp_wide sum = {a.high + b.high, a.low + b.low};
    sum.high += sum.low < a.low;
    return sum;
}

static inline rp_wide rp_wide_times(rp_wide a, uint32_t n) {
    uint64_t lowest = (a.low & UINT32_MAX) * n, middle = (a.low >> 32) * n + (lowest >> 32);
    return (rp_wide){a.high * n + (middle >> 32), middle << 32 | (lowest & UINT32_MAX)};
}

int rp_wide_order(rp_wide a, rp_wide b); /* -1, 0, 1 */
/* The share of a part, which is at most the whole: millionths, rounded down; of nothing: 0. Both at most 2^123. */
int64_t rp_wide_ppm(rp_wide part, rp_wide whole);

#endif
