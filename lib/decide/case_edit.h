/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What calls and the JSON reader share to change a case: every change is checked first, and where it is refused the
 * problem is told with the key path of the place and nothing of what was given.
 */
#ifndef RP_DECIDE_CASE_EDIT_H
#define RP_DECIDE_CASE_EDIT_H

#include "base/tree.h"
#include "decide/case.h"
#include "decide/json_read.h"

/* A change in progress. Functions that give a status fail for want of memory alone; refusals set `bad`. */
typedef struct rp_case_edit {
    refpath_case *c;
    const refpath_protocol *p;
    refpath_diags *diags;
    bool bad;
} rp_case_edit;

/* A key path; the longest has an id of the protocol in it. */
typedef struct rp_case_path {
    char text[640];
} rp_case_path;

rp_case_edit rp_case_edit_of(refpath_case *c, refpath_diags *diags);
refpath_status rp_case_edit_status(const rp_case_edit *e);

rp_case_path rp_case_path_of(const char *text);
rp_case_path rp_case_path_key(const rp_case_path *path, const char *key);   /* path.key */
rp_case_path rp_case_path_item(const rp_case_path *path, size_t item);      /* path[item] */
rp_case_path rp_case_path_nth_key(const rp_case_path *path, size_t number); /* path key 3 */

/* Problems, with what is told of them beside the path. */
void rp_case_problem(rp_case_edit *e, rp_problem problem, const rp_case_path *path);
void rp_case_problem_with(rp_case_edit *e, rp_problem problem, const rp_case_path *path, const char *second);
void rp_case_problem_choices(rp_case_edit *e, rp_problem problem, const rp_case_path *path, size_t choices);

/* -- facts ----------------------------------------------------------------------------------------- */

/* The number of a fact that can be given, `asked` for its id at `path`; RP_NONE with a problem where there is none. */
uint32_t rp_case_find_fact(rp_case_edit *e, const char *asked, const rp_case_path *path);
bool rp_case_is_kind(rp_case_edit *e, uint32_t fact, rp_fact_kind kind, const rp_case_path *path);
uint32_t rp_case_find_term(rp_case_edit *e, uint32_t fact, const char *asked, const rp_case_path *path);
const char *rp_case_fact_notation(rp_fact_kind kind);

/* What the case holds of a fact is one value; facts.n stands for the place. */
bool rp_case_knows(const refpath_case *c, uint32_t fact);

bool rp_case_number_fits(rp_case_edit *e, uint32_t fact, int64_t value, const rp_case_path *path);
/* Ranges that fit, in any order, at least one; they are put in order. */
refpath_status rp_case_put_ranges(rp_case_edit *e, uint32_t fact, rp_range *ranges, size_t n,
                                  const rp_case_path *path);
void rp_case_put_term(rp_case_edit *e, uint32_t fact, uint32_t term, refpath_truth truth,
                      const rp_case_path *path);
/* A choice, from nothing: terms that are possible, then the end. */
void rp_case_start_choice(rp_case_edit *e, uint32_t fact);
void rp_case_allow_term(rp_case_edit *e, uint32_t fact, uint32_t term);
void rp_case_end_choice(rp_case_edit *e, uint32_t fact);
void rp_case_complete_set(rp_case_edit *e, uint32_t fact, const rp_case_path *path);
void rp_case_put_flag(rp_case_edit *e, uint32_t fact, refpath_truth truth, const rp_case_path *path);

/* -- the rest; texts are ids or values as given ------------------------------------------------------ */

/* To 64 characters, none that controls how a line is shown. */
bool rp_case_is_mark(const char *id);
refpath_status rp_case_put_id(rp_case_edit *e, const char *id, const rp_case_path *path);
size_t rp_case_count_holders(const refpath_protocol *p); /* who could hold one */
void rp_case_put_holder(rp_case_edit *e, const char *holder, const rp_case_path *path);
void rp_case_put_place(rp_case_edit *e, const char *place, const rp_case_path *path);
/* `to` is NULL where it is no span; without `from` the clock is taken away. */
refpath_status rp_case_put_clock(rp_case_edit *e, uint32_t clock, const char *from, const char *to,
                                 const rp_case_path *path);
uint32_t rp_case_find_clock(rp_case_edit *e, const char *asked, const rp_case_path *path);
void rp_case_put_unknown(rp_case_edit *e, const char *fact, bool unknown, const rp_case_path *path);
uint32_t rp_case_find_avoided(rp_case_edit *e, const char *who, const rp_case_path *path);
/* In the order of the protocol, each once: who is avoided is a set. Quick where they come in that order. */
refpath_status rp_case_put_avoid(refpath_case *c, uint32_t who);

/* Keys of a record of which a problem has been told already: nothing more is said of them. */
enum {
    RP_TOLD_BY = 1, RP_TOLD_GIVEN = 2, RP_TOLD_AT = 4, RP_TOLD_KIND = 8, RP_TOLD_FORM = 16, RP_TOLD_ITEMS = 32,
    RP_TOLD_RECIPIENTS = 64, RP_TOLD_PURPOSES = 128, RP_TOLD_UNTIL = 256, RP_TOLD_WITHDRAWN = 512,
    RP_TOLD_STEP = 1024, RP_TOLD_ACTOR = 2048, RP_TOLD_OUTCOME = 4096
};
refpath_status rp_case_put_consent(rp_case_edit *e, const refpath_consent_record *record, unsigned told,
                                   const rp_case_path *path);
refpath_status rp_case_put_done(rp_case_edit *e, const refpath_done_record *record, unsigned told,
                                const rp_case_path *path);

/* A case as JSON reads it. */
refpath_status rp_case_take_tree(rp_case_edit *e, rp_arena *scratch, const rp_tree *tree);
refpath_status rp_case_take_facts(rp_case_edit *e, rp_arena *scratch, const rp_tree *facts, const rp_case_path *path);
refpath_status rp_case_take_consents(rp_case_edit *e, rp_arena *scratch, const rp_tree *consents);
refpath_status rp_case_take_done(rp_case_edit *e, const rp_tree *done);

/* Whether a value is of a kind; what stands there may be written as `notation` says. */
bool rp_case_tree_is(rp_case_edit *e, const rp_tree *tree, rp_tree_kind kind, const rp_case_path *path,
                     const char *notation);
/* Every key of an object is one of these, which end with NULL. */
void rp_case_tree_keys(rp_case_edit *e, const rp_tree *object, const char *const *keys,
                       const rp_case_path *path, const char *notation);

#endif
