/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* SHA-256 (FIPS 180-4). It names a protocol; it guards nothing. */
#ifndef RP_BASE_SHA256_H
#define RP_BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

typedef struct rp_sha256 {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[64];
} rp_sha256;

void rp_sha256_start(rp_sha256 *hash);
void rp_sha256_add(rp_sha256 *hash, const void *bytes, size_t n);
/* 64 lower-case hexadecimal digits and a NUL. */
void rp_sha256_hex(rp_sha256 *hash, char hex[65]);

#endif
