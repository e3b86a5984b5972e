/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* An analysis in progress, and the analyses there are. */
#ifndef RP_ANALYSE_ANALYSIS_H
#define RP_ANALYSE_ANALYSIS_H

#include "analyse/study.h"
#include "decide/question.h"

#include <refpath/analyse.h>

typedef struct rp_analysis {
    const refpath_protocol *p;
    rp_asking asking;  /* the answer, its writer (asking.o), and a case of which nothing is known, at `now` (asking.w) */
    rp_arena *arena;   /* scratch, as long as the analysis, wiped */
    rp_study study;
    int64_t now;
    uint32_t viewer;   /* who; RP_NONE: anybody; RP_ALL_VIEWER */
    struct rp_around *around; /* of the place looked at last; NULL before that */
    uint64_t min_cell;
    uint64_t work, most_work;
    rp_tree *root;     /* of the answer */
    rp_tree *tables, *columns, *rows; /* of it; the last two of the table that was begun last */
    int (*progress)(uint64_t done, uint64_t total, void *user);
    void *user;
    refpath_diags *diags;
} rp_analysis;

/* So much of all is done: REFPATH_CANCELLED where the caller stops it. */
refpath_status rp_analysis_step(rp_analysis *a, uint64_t done, uint64_t total);
/* Work done elsewhere: REFPATH_LIMIT_EXCEEDED past what is allowed. */
refpath_status rp_analysis_work(rp_analysis *a, uint64_t work);
/* A smallest place lies in one of a list of places. */
bool rp_is_at(const refpath_protocol *p, uint32_t list, uint32_t leaf);
/* Ids in one text, parted by blanks: one more after those there are (NULL: none yet); NULL where there is no memory. */
const char *rp_join_id(rp_analysis *a, const char *ids, const char *id);
/* An actor, group, role or party that this viewer may be told of. */
bool rp_analysis_sees(const rp_analysis *a, uint32_t who);

/* One a file: writes what it has to say of itself into a->root, then its tables. */
refpath_status rp_analyse_conformance(rp_analysis *a);
refpath_status rp_analyse_coordination(rp_analysis *a);
refpath_status rp_analyse_coverage(rp_analysis *a);
refpath_status rp_analyse_drawdown(rp_analysis *a);
refpath_status rp_analyse_failures(rp_analysis *a);
refpath_status rp_analyse_load(rp_analysis *a);
refpath_status rp_analyse_network(rp_analysis *a);
refpath_status rp_analyse_pathways(rp_analysis *a);
refpath_status rp_analyse_simulation(rp_analysis *a);
refpath_status rp_analyse_times(rp_analysis *a);

#endif
