/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Chance from a seed: SplitMix64 (Steele, Lea, Flood 2014), a counter that is mixed. Whole numbers alone, so that a seed gives
 * the same on every machine.
 */
#ifndef RP_ANALYSE_RANDOM_H
#define RP_ANALYSE_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct rp_random {
    uint64_t at;
} rp_random;

/* A stream of its own for each pair of numbers under a seed. */
rp_random rp_random_of(uint64_t seed, uint64_t stream, uint64_t number);
uint64_t rp_random_next(rp_random *r);
/* 0 to n - 1, all alike; n is at least 1. */
uint64_t rp_random_below(rp_random *r, uint64_t n);
/* True in so many of a million. */
bool rp_random_ppm(rp_random *r, uint32_t ppm);
/* Exponential: a time whose mean is `mean`, at most 2^56; rounded down. */
int64_t rp_random_time(rp_random *r, int64_t mean);

#endif
