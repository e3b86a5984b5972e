/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Counting over diagrams. The cases counted are the completions of a survey as far as a scope tells them apart: a scope is
 * a set of facts, and two completions that differ in other facts alone are one case. Numbers count by their values, not
 * by their classes; of a set, terms under one that is "no" are "no", so that each case is counted once.
 */
#ifndef RP_ANALYSE_SHARE_H
#define RP_ANALYSE_SHARE_H

#include "analyse/survey.h"
#include "analyse/wide.h"

/* No count is larger: more is REFPATH_LIMIT_EXCEEDED. */
#define RP_MOST_CASES ((uint64_t)1 << 62)
#define RP_MILLIONTHS ((uint64_t)1000000)

/* An empty scope: a set over axes, in the arena of the analysis; the same for all parts of a survey. */
rp_word *rp_scope_new(rp_analysis *a);
/* Takes in the facts on which f depends; of a set, the whole tree of a term. */
refpath_status rp_scope_add(rp_survey *s, rp_word *scope, rp_dd f);
/* Takes in what tells the parts of a survey apart. */
void rp_scope_add_parts(const rp_survey *first, rp_word *scope);
/* Takes in all of which a case says something. */
void rp_scope_add_known(const refpath_case *known, rp_word *scope);
/* How many cases of the scope satisfy f; f depends on nothing outside of it. */
refpath_status rp_count_cases(rp_survey *s, const rp_word *scope, rp_dd f, uint64_t *n);

/* How many values a branch of an axis stands for, and f without what is no case: a term "yes" under one that is "no". */
uint64_t rp_branch_weight(const rp_survey *s, uint32_t axis, uint32_t branch);
refpath_status rp_scope_closed(rp_survey *s, const rp_word *scope, rp_dd *f);

/* *to += n, *to *= n, bounded as all counts. */
refpath_status rp_count_add(uint64_t *to, uint64_t n);
refpath_status rp_count_times(uint64_t *to, uint64_t n);
/* The share of a part, which is at most the whole: millionths, rounded down; of nothing: 0. */
int64_t rp_ppm(uint64_t part, uint64_t whole);
/* The same of a part that may be more than the whole; what is past RP_MOST_CASES is cut there. */
int64_t rp_ppm_beyond(uint64_t part, uint64_t whole);

#endif
