/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* When a candidate can help at the earliest, and who comes first. */
#include "base/check.h"
#include "compile/travel.h"
#include "decide/opening.h"
#include "decide/plan.h"

#include <stdlib.h>
#include <string.h>

/* -- earliest time -------------------------------------------------------------------------------------- */

int64_t rp_respond_on_path(const rp_path *path) {
    int64_t sum = 0;
    for (size_t i = 1; i + 1 < path->stops.n; i++) {
        sum += path->stops.at[i].respond;
    }
    return sum;
}

/* Without a site the offer comes to the child: it is where the case is. */
static uint32_t where_given(const rp_plan *plan, const rp_offer *offer) {
    if (offer->site != RP_NONE) {
        return offer->site;
    }
    if (plan->w->facts.known_place != RP_NONE) {
        return plan->w->facts.known_place;
    }
    return plan->w->p->places.entries.n > 0 ? 0 : RP_NONE;
}

static refpath_status add_travel(rp_plan *plan, const rp_offer *offer, rp_candidate *candidate) {
    rp_work *w = plan->w;
    candidate->travel = 0;
    if (offer->site == RP_NONE) {
        return REFPATH_OK;
    }
    if (!w->travel) {
        RP_TRY(rp_travel_from(w->p, w->arena, w->facts.known_place, &w->travel));
    }
    if (!rp_travel_to(w->p, w->travel, w->facts.known_place, offer->site, &candidate->travel)) {
        candidate->time = RP_TIME_NO_WAY;
    }
    return REFPATH_OK;
}

static refpath_status add_opening(rp_plan *plan, const rp_offer *offer, rp_candidate *candidate) {
    uint32_t place = where_given(plan, offer);
    int64_t opens = candidate->earliest;
    const rp_hours *hours = rp_terms_of(plan->w->p, offer->terms)->hours;
    if (!hours || hours->always || place == RP_NONE) {
        return REFPATH_OK;
    }
    if (!rp_opening_next(plan->w->p, hours, place, candidate->earliest, &opens)) {
        candidate->time = RP_TIME_NOT_OPEN;
        return REFPATH_OK;
    }
    if (opens != candidate->earliest) {
        candidate->opens = opens;
        candidate->earliest = opens;
    }
    return REFPATH_OK;
}

refpath_status rp_candidate_time(rp_plan *plan, const rp_planned *planned, rp_candidate *candidate) {
    (void)planned;
    candidate->opens = RP_NO_TIME;
    candidate->time = RP_TIME_KNOWN;
    if (candidate->path.blocked) {
        candidate->time = RP_TIME_BLOCKED;
        return REFPATH_OK;
    }
    candidate->earliest = plan->now + rp_respond_on_path(&candidate->path) + candidate->respond;
    if (candidate->offer == RP_NONE) {
        return REFPATH_OK;
    }
    const rp_offer *offer = &plan->w->p->offers.at[candidate->offer];
    RP_TRY(add_travel(plan, offer, candidate));
    if (candidate->time != RP_TIME_KNOWN) {
        return REFPATH_OK;
    }
    candidate->earliest += candidate->travel;
    return add_opening(plan, offer, candidate);
}

/* -- rank ------------------------------------------------------------------------------------------------ */

typedef struct rp_ranked {
    rp_candidate candidate;
    int64_t limit, target; /* of the step; RP_NO_TIME: none */
    int32_t prefer;
    const char *id;
} rp_ranked;

static bool in_time(const rp_ranked *r, int64_t by) {
    return by == RP_NO_TIME || (r->candidate.time == RP_TIME_KNOWN && r->candidate.earliest <= by);
}

/* -1 where a comes first, 1 where b does. */
static int first_true(bool a, bool b) { return a == b ? 0 : a ? -1 : 1; }
static int smaller(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_time(const rp_ranked *a, const rp_ranked *b) {
    bool x = a->candidate.time == RP_TIME_KNOWN, y = b->candidate.time == RP_TIME_KNOWN;
    if (!x || !y) {
        return first_true(x, y);
    }
    return smaller(a->candidate.earliest, b->candidate.earliest);
}

static int by_rank(const void *left, const void *right) {
    const rp_ranked *a = left, *b = right;
    const rp_candidate *x = &a->candidate, *y = &b->candidate;
    int order = smaller(y->gives_also, x->gives_also);
    order = order ? order : first_true(x->eligible == RP_DD_TRUE, y->eligible == RP_DD_TRUE);
    order = order ? order : first_true(in_time(a, a->limit), in_time(b, b->limit));
    order = order ? order : first_true(in_time(a, a->target), in_time(b, b->target));
    order = order ? order : by_time(a, b);
    order = order ? order : smaller(y->depth, x->depth);
    order = order ? order : smaller(b->prefer, a->prefer);
    order = order ? order : smaller(y->verified, x->verified); /* never is the smallest */
    order = order ? order : strcmp(a->id, b->id);
    return order ? order : smaller(x->offer, y->offer);
}

refpath_status rp_candidates_rank(rp_plan *plan, const rp_planned *planned, rp_candidate *list, size_t n) {
    rp_ranked *ranked = RP_ARENA_ARRAY(plan->w->arena, rp_ranked, n);
    RP_HAVE(ranked);
    for (size_t i = 0; i < n; i++) {
        ranked[i].candidate = list[i];
        ranked[i].limit = rp_planned_first_limit(planned);
        ranked[i].target = planned->has_target ? planned->target : RP_NO_TIME;
        ranked[i].prefer = rp_terms_of(plan->w->p, plan->w->p->offers.at[list[i].offer].terms)->prefer;
        ranked[i].id = plan->w->p->who.at[list[i].who].id;
    }
    qsort(ranked, n, sizeof *ranked, by_rank);
    for (size_t i = 0; i < n; i++) {
        list[i] = ranked[i].candidate;
    }
    return REFPATH_OK;
}
