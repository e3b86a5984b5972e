/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case from JSON: read into a tree, which case_tree.c takes. */
#include "base/check.h"
#include "decide/case_edit.h"

static const rp_json_kind kind_case = {
    1048576, 8, RP_PROBLEM_CASE_NOT_JSON, RP_PROBLEM_CASE_DUPLICATE_KEY, RP_PROBLEM_CASE_TOO_LARGE,
    RP_PROBLEM_CASE_TOO_DEEP, REFPATH_INVALID_CASE,
};

static refpath_status read_into(refpath_case *c, rp_arena *scratch, const char *json, size_t length,
                                refpath_diags *diags) {
    rp_case_edit e = rp_case_edit_of(c, diags);
    rp_tree *root;
    RP_TRY(rp_json_read(scratch, &kind_case, json, length, &root, diags));
    RP_TRY(rp_case_take_tree(&e, scratch, root));
    return rp_case_edit_status(&e);
}

refpath_status refpath_case_read(refpath_case **out, const refpath_protocol *protocol, const char *json,
                                 size_t length, const refpath_allocator *allocator,
                                 refpath_diags *diags) {
    refpath_case *c = NULL;
    refpath_status status;
    rp_arena scratch;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    if (!json) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(refpath_case_new(&c, protocol, allocator));
    rp_arena_init(&scratch, &c->alloc, true);
    status = read_into(c, &scratch, json, length, diags);
    rp_arena_free(&scratch);
    if (status != REFPATH_OK) {
        refpath_case_free(c);
        return status;
    }
    *out = c;
    return REFPATH_OK;
}
