/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One kind of case at one place, reported at the time of the question: the steps that may be due with who could do each,
 * as functions of the facts that stay open. They are those of a plan up to its pass `who`: merged, with their times,
 * candidates, paths. Visits, sharing and states are not gone into.
 *
 * Where a contact path depends on open facts the set is cut into parts, in each of which the paths are one. The parts
 * together are the whole set, and no case is in two of them.
 */
#ifndef RP_ANALYSE_SURVEY_H
#define RP_ANALYSE_SURVEY_H

#include "analyse/analysis.h"
#include "decide/plan.h"

typedef struct rp_survey {
    struct rp_survey *next; /* the next part; NULL after the last */
    rp_analysis *a;
    const rp_kind *kind;
    uint32_t place;         /* a leaf entry */
    refpath_case *c;
    rp_arena arena;
    rp_work w;
    rp_plan plan;
    rp_dd holds;            /* the case is of the kind */
    uint32_t axis;          /* of an open fact on which some path depends; RP_NONE, but for what is still to be cut */
    struct rp_count_room *room; /* of rp_count_cases, used again and again */
    uint64_t accounted;     /* of the work done here: what the analysis knows of */
} rp_survey;

/* All parts of a kind at a place, of whom `known` is true (kind->known, or what says more); released together. */
refpath_status rp_survey_open(rp_analysis *a, const rp_kind *kind, const refpath_case *known, uint32_t place,
                              rp_survey **first);
void rp_survey_close(rp_survey *first);

/*
 * The first open fact on which a contact path of these steps depends (they may be planned otherwise than those of the
 * survey); RP_NONE where all are settled. And the parts into which a survey falls by that fact, put before *first: the survey
 * itself stays.
 */
refpath_status rp_survey_open_axis(rp_survey *s, const rp_planned *steps, size_t n, uint32_t *axis);
refpath_status rp_survey_split(rp_survey *s, uint32_t axis, rp_survey **first);

/* Per step of the protocol the first of those that are one with it in any part: lines of tables are told under it. */
refpath_status rp_survey_group(rp_survey *first, uint32_t **group);

/* Facts at a place with the clocks of a kind, to count in: no step is looked for. */
refpath_status rp_survey_facts(rp_analysis *a, const rp_kind *kind, const refpath_case *known, uint32_t place,
                               rp_survey **out);
/* Tells the analysis of the work done in a survey; what failed there comes back. */
refpath_status rp_survey_account(rp_survey *s);

/* The cases of the kind in which this step of the protocol is due, before it is merged with others. */
rp_dd rp_survey_step(rp_survey *s, uint32_t step);
/* Those in which one of the steps of this entry of the plan is due. */
rp_dd rp_survey_due(rp_survey *s, const rp_planned *planned);
/* This viewer may know of the candidate (the holder itself, also where nobody is), and there is a contact path to it. */
bool rp_survey_reaches(const rp_survey *s, const rp_candidate *candidate);

/* The report and the clocks of a kind, for a case reported then. */
refpath_status rp_survey_clocks(refpath_case *c, const rp_kind *kind, int64_t reported);

/*
 * Seconds from the report to the moment by which something is due; false where its clock is not known for this kind.
 * Negative where that lies before the report.
 */
bool rp_survey_within(const rp_survey *s, const rp_due *due, int64_t *seconds);

#endif
