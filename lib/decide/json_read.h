/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * JSON to a tree of values: cases and studies are read from it. Limits act before anything is built; keys that stand
 * twice are an error; what was read is in no problem.
 */
#ifndef RP_DECIDE_JSON_READ_H
#define RP_DECIDE_JSON_READ_H

#include "base/diag.h"
#include "base/tree.h"

/* What was no text, whole number, flag, object or array: null, and numbers that are not whole. */
#define RP_TREE_OTHER ((rp_tree_kind)0)

/* What is read, and how its problems are called. */
typedef struct rp_json_kind {
    size_t most_bytes, most_depth;
    rp_problem not_json, duplicate_key, too_large, too_deep;
    refpath_status invalid;
} rp_json_kind;

/* The tree lives in the arena, its texts too. REFPATH_UNSUPPORTED where this build has no JSON. */
refpath_status rp_json_read(rp_arena *arena, const rp_json_kind *kind, const char *json, size_t length, rp_tree **out,
                            refpath_diags *diags);

#endif
