/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Finding a name as a person would: accents, case and script do not matter. */
#ifndef RP_UNICODE_FINDER_H
#define RP_UNICODE_FINDER_H

#include "base/alloc.h"
#include "base/text.h"

/* What is looked for, with what it takes to compare; one thread's. */
typedef struct rp_search rp_search;

refpath_status rp_search_new(rp_search **out, const rp_alloc *alloc);
void rp_search_free(rp_search *search);
/* What to look for; UTF-8 of at most 1024 bytes. */
refpath_status rp_search_set(rp_search *search, rp_str needle);
/* 0 the whole name, 1 the beginning of a word, 2 inside, 3 to 5 the same in another script; -1 not found. */
int rp_search_in(rp_search *search, rp_str name);
/* Whether all of that had the memory it took; if not, what was not found may be there. */
refpath_status rp_search_status(const rp_search *search);

#endif
