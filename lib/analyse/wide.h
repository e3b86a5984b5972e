/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Whole numbers up to 2^127: cases times moments. The same on machines whose compiler has no such type. */
#ifndef RP_ANALYSE_WIDE_H
#define RP_ANALYSE_WIDE_H

#include <stdint.h>

typedef struct rp_wide {
    uint64_t high, low;
} rp_wide;

rp_wide rp_wide_of(uint64_t n);
rp_wide rp_wide_add(rp_wide a, rp_wide b);
rp_wide rp_wide_times(rp_wide a, uint32_t n);
int rp_wide_order(rp_wide a, rp_wide b); /* -1, 0, 1 */
/* The share of a part, which is at most the whole: millionths, rounded down; of nothing: 0. Both at most 2^123. */
int64_t rp_wide_ppm(rp_wide part, rp_wide whole);

#endif
