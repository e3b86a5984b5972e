/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Pieces of answers that several questions write: moments, lists of ids, facts with terms, decisions. */
#ifndef RP_DECIDE_WRITE_TREE_H
#define RP_DECIDE_WRITE_TREE_H

#include "base/tree.h"
#include "decide/consent.h"

typedef struct rp_writer {
    const rp_work *w;
    rp_arena *arena; /* the answer's; whether it failed is looked at once, at the end */
} rp_writer;

rp_tree *rp_write_object(rp_writer *o, rp_tree *to, const char *key);
rp_tree *rp_write_array(rp_writer *o, rp_tree *to, const char *key);
void rp_write_text(rp_writer *o, rp_tree *to, const char *key, const char *text);
void rp_write_integer(rp_writer *o, rp_tree *to, const char *key, int64_t number);
void rp_write_flag(rp_writer *o, rp_tree *to, const char *key); /* true; false is left out */
void rp_write_moment(rp_writer *o, rp_tree *to, const char *key, int64_t moment);
/* How an actor is reached: `by` and `value`, as they stand in a contact, and whether that is secure. */
void rp_write_contact(rp_writer *o, rp_tree *to, const rp_contact *contact);
void rp_write_day(rp_writer *o, rp_tree *to, const char *key, int64_t day); /* left out where RP_NO_DATE */
void rp_write_duration(rp_writer *o, rp_tree *to, const char *key, int64_t seconds);
void rp_write_who(rp_writer *o, rp_tree *to, const char *key, const uint32_t *who, size_t n);
/* [{"fact", "terms"}], left out where there are none. */
void rp_write_facts(rp_writer *o, rp_tree *to, const char *key, const rp_word *axes);
void rp_write_fact_entries(rp_writer *o, rp_tree *array, const rp_word *axes);
/* {"en": ...}, the first of each language; left out where there is none. */
void rp_write_labels(rp_writer *o, rp_tree *to, rp_node node);
void rp_write_cites(rp_writer *o, rp_tree *to, const rp_node *nodes, size_t n);
const char *rp_fact_id(const rp_work *w, uint32_t fact);

/* A decision inside another answer: item and word first, then what there is to say. */
void rp_write_decision(rp_writer *o, rp_tree *to, const rp_decision *d);
void rp_write_agreement(rp_writer *o, rp_tree *to, const rp_missing *missing);
void rp_write_decision_rest(rp_writer *o, rp_tree *to, const rp_decision *d);
void rp_write_warnings(rp_writer *o, rp_tree *root);

#endif
