/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The list of problems: code, place, named arguments. Its texts are made elsewhere, from the same registry. */
#ifndef RP_BASE_DIAG_H
#define RP_BASE_DIAG_H

#include "base/arena.h"
#include "base/text.h"

#include <refpath/diags.h>

/* The registry: RP_PROBLEM(NAME, "code", severity, "names of its arguments") lines in problems.def. */
typedef enum rp_problem {
    RP_PROBLEM_NONE = 0,
#define RP_PROBLEM(name, code, severity, args) RP_PROBLEM_##name,
#include "base/problems.def"
#undef RP_PROBLEM
    RP_PROBLEM_COUNT
} rp_problem;

const char *rp_problem_code(rp_problem problem);
refpath_severity rp_problem_severity(rp_problem problem);
const char *rp_problem_args(rp_problem problem); /* "found expected", in the order they are given */
rp_problem rp_problem_find(const char *code);    /* RP_PROBLEM_NONE where there is no such code */

/* A place in a document. line 0: no place. Lines and columns from 1, columns in characters. */
typedef struct rp_place_in {
    const char *file; /* NUL-terminated, lives as long as what it was read into */
    uint32_t line, column;
} rp_place_in;

/*
 * Adds a problem. The arguments after `where` are as many NUL-terminated texts as the registry names, in its
 * order; they are copied. Never fails: where there is no memory, or the list is full, it is counted
 * (refpath_diags_lost) and one more record, out-of-memory or else too-many-problems, stands at the end of the list,
 * which takes nothing more. RP_PROBLEM_OUT_OF_MEMORY itself needs no memory. `diags` may be NULL.
 */
void rp_diag_add(refpath_diags *diags, rp_problem problem, rp_place_in where, ...);
/* Adds a second place to the problem added last ("first defined here"). */
void rp_diag_related(refpath_diags *diags, rp_place_in where);
/* Problems of severity error so far, those that found no room too. */
size_t rp_diag_errors(const refpath_diags *diags);
/* The memory a list lives in, for what is made of it; malloc() for NULL. */
rp_alloc rp_diag_alloc(const refpath_diags *diags);
bool rp_diag_full(const refpath_diags *diags); /* what is added now is only counted: no need to look for hints */
/* Puts the problems added since `from` into order of file (first met first), line, column; stable. */
void rp_diag_sort(refpath_diags *diags, size_t from);

#endif
