/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A study: which kinds of case are looked at, where, in which week, by whom held. It is read from JSON with the care a
 * case is read with: a key that the analysis does not read is an error, and nothing that was read is repeated.
 */
#ifndef RP_ANALYSE_STUDY_H
#define RP_ANALYSE_STUDY_H

#include "base/table.h"
#include "base/tree.h"
#include "compile/extend.h"
#include "decide/case_edit.h"

/* A clock that started so long before the report. */
typedef struct rp_before {
    uint32_t clock;
    int64_t seconds;
} rp_before;

/* A kind of case: a set of children, all for whom these facts are true. */
typedef struct rp_kind {
    const char *id;
    refpath_case *known; /* its facts; no place, no holder, no clock */
    uint32_t when;       /* a condition of study.p that holds for them as well; RP_NONE */
    RP_LIST(rp_before) before;
} rp_kind;

/* So many children live there, of whom this is known. */
typedef struct rp_weight {
    refpath_case *known;
    uint32_t place; /* a leaf entry */
    uint64_t weight;
} rp_weight;

typedef struct rp_study {
    const refpath_protocol *p; /* the protocol, with the conditions of kinds where they have some; as long as the arena */
    RP_LIST(rp_kind) kinds;
    rp_table kind_names;      /* their numbers */
    RP_LIST(uint32_t) places; /* entries, all leaves, in document order */
    rp_word *services;        /* over aims */
    RP_LIST(rp_weight) weights;
    uint32_t holder;          /* who; RP_NONE: nobody in particular, then contacts are direct */
    int64_t from;             /* start of the week looked at */
    int64_t step;             /* seconds between the moments of the report */
    uint32_t n_moments;
    const rp_tree *root;      /* the JSON, for keys that one analysis alone reads; NULL where there is none */
} rp_study;

/* Keys that several analyses read; each names those it does. Others are its own: it reads them from study.root. */
enum {
    RP_STUDY_KINDS = 1, RP_STUDY_PLACES = 2, RP_STUDY_SERVICES = 4, RP_STUDY_WEIGHTS = 8, RP_STUDY_HOLDER = 16,
    RP_STUDY_FROM = 32, RP_STUDY_STEP = 64 /* "step-minutes" */
};

typedef struct rp_study_keys {
    unsigned shared;         /* of the above */
    const char *const *own;  /* ended by NULL; NULL: none */
} rp_study_keys;

/*
 * Reads JSON (NULL: the usual study), at the time of the question. REFPATH_INVALID_QUESTION with problems in diags.
 * Kinds are asked of study->p, and so is all that goes with them. Cases of it are released with rp_study_free, also on
 * failure; the rest lives in the arena.
 */
refpath_status rp_study_read(rp_study *study, const refpath_protocol *p, rp_arena *arena, const rp_study_keys *keys,
                             const char *json, size_t length, int64_t now, refpath_diags *diags);
void rp_study_free(rp_study *study);
/* The kind that is called so; NULL: none. */
const rp_kind *rp_study_kind(const rp_study *study, const char *id);

/* A study being read; readers of keys of one analysis use it too. */
typedef struct rp_study_reader {
    rp_study *study;
    const refpath_protocol *p;
    rp_arena *arena;
    rp_case_edit e; /* `bad` once something is wrong; its case is a blank one */
    rp_extension *more; /* with the conditions of kinds, then p is its copy; NULL: all are the protocol's */
    RP_LIST(size_t) conditional; /* kinds that have one in it, in order */
} rp_study_reader;
/* The text under a key; NULL where there is none or it is something else. */
const char *rp_study_text(rp_case_edit *e, const rp_tree *object, const char *key, bool needed, const rp_case_path *at);
refpath_status rp_study_kinds(rp_study_reader *r, const rp_tree *kinds);     /* study_kinds.c */
/* study_when.c: before kinds are read; the `when` of a kind; after all were read. */
refpath_status rp_study_prepare_when(rp_study_reader *r, const rp_tree *kinds);
refpath_status rp_study_when(rp_study_reader *r, const rp_tree *when, const rp_case_path *path, size_t kind);
refpath_status rp_study_compile_when(rp_study_reader *r);
refpath_status rp_study_usual_kinds(rp_study_reader *r);
refpath_status rp_study_weights(rp_study_reader *r, const rp_tree *weights);

#endif
