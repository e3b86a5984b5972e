/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Canaries: bytes that nothing else has, looked for in what is given back. And chance that is the same every time. */
#ifndef RP_TESTS_HOSTILE_CANARY_H
#define RP_TESTS_HOSTILE_CANARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline bool canary_in(const unsigned char *bytes, size_t n, const void *canary, size_t length) {
    const unsigned char *at = bytes, *end = bytes + n, *first = canary;
    while (length > 0 && (size_t)(end - at) >= length && (at = memchr(at, *first, (size_t)(end - at) - length + 1))) {
        if (memcmp(at, canary, length) == 0) {
            return true;
        }
        at++;
    }
    return false;
}

static inline uint32_t canary_random(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

#endif
