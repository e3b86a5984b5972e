/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* One target for libFuzzer: built with -DRP_FUZZ_TARGET=rp_fuzz_gate and so on. */
#include "fuzz/targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    rp_fuzz_both(RP_FUZZ_TARGET, (const char *)bytes, n);
    return 0;
}
