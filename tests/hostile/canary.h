/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Canaries: bytes that nothing else has, looked for in what is given back. REFPATH_CASES says in how many cases. */
#ifndef RP_TESTS_HOSTILE_CANARY_H
#define RP_TESTS_HOSTILE_CANARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A thousand, or fewer where each takes long. */
static inline unsigned canary_cases(void) {
    const char *given = getenv("REFPATH_CASES");
    return given ? (unsigned)strtoul(given, NULL, 10) : 1000;
}

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

#endif
