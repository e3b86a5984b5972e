/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case from JSON: what is read can be written, and what was written is read and written the same. */
#include "fuzz/targets.h"

#include "decide/whole_world.h"

const refpath_protocol *rp_fuzz_protocol(void) {
    static refpath_protocol *protocol;
    if (!protocol) {
        RP_FUZZ_CHECK(load_whole(&protocol, NULL, NULL) == REFPATH_OK);
    }
    return protocol;
}

void rp_fuzz_case(const char *bytes, size_t n, rp_fail_alloc *memory) {
    static rp_fuzz_text once, again;
    refpath_case *c = NULL, *same = NULL;
    refpath_diags *diags = NULL;
    refpath_status status;
    if (refpath_diags_new(&diags, 0, &memory->hooks) != REFPATH_OK) {
        return;
    }
    status = refpath_case_read(&c, rp_fuzz_protocol(), bytes, n, &memory->hooks, diags);
    RP_FUZZ_STATUS(memory, status);
    RP_FUZZ_CHECK((status == REFPATH_OK) == (c != NULL));
    RP_FUZZ_CHECK(status == REFPATH_OK || status == REFPATH_UNSUPPORTED || memory->refused > 0 ||
                  refpath_diags_count(diags) > 0);
    once.n = again.n = 0;
    if (c && refpath_case_write(c, rp_fuzz_take, &once) == REFPATH_OK) {
        status = refpath_case_read(&same, rp_fuzz_protocol(), once.at, once.n, &memory->hooks, diags);
        RP_FUZZ_CHECK(status == REFPATH_OK || memory->refused > 0);
        if (same && refpath_case_write(same, rp_fuzz_take, &again) == REFPATH_OK) {
            RP_FUZZ_CHECK(once.n == again.n && memcmp(once.at, again.at, once.n) == 0);
        }
    }
    refpath_case_free(c);
    refpath_case_free(same);
    refpath_diags_free(diags);
}
