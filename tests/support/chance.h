/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Chance that is the same every time and everywhere: a state, any number at first, gives the next 31 bits and changes. */
#ifndef RP_TESTS_SUPPORT_CHANCE_H
#define RP_TESTS_SUPPORT_CHANCE_H

#include <stdint.h>

static inline uint32_t rp_chance(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* One of so many, from 0. */
static inline uint32_t rp_chance_of(uint64_t *state, uint32_t n) { return rp_chance(state) % n; }

#endif
