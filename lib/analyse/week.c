/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/week.h"

#include "base/check.h"
#include "decide/opening.h"

/* -- spans -------------------------------------------------------------------------------------------------------- */

#define LOOKED_AT (2 * RP_WEEK) /* from the start of the week: most ways are shorter than another week */

refpath_status rp_weeks_init(rp_weeks *weeks, rp_analysis *a) {
    weeks->a = a;
    weeks->of = RP_ARENA_ARRAY(a->arena, rp_week *, a->p->offers.n + 1);
    RP_HAVE(weeks->of);
    return REFPATH_OK;
}

static refpath_status add_span(rp_analysis *a, rp_week *week, int64_t from, int64_t until) {
    struct rp_open_span *span = week->spans.n > 0 ? &week->spans.at[week->spans.n - 1] : NULL;
    if (span && span->until >= from) {
        span->until = until > span->until ? until : span->until;
        return REFPATH_OK;
    }
    span = RP_LIST_ADD(a->arena, &week->spans);
    RP_HAVE(span);
    span->from = from;
    span->until = until;
    return REFPATH_OK;
}

static refpath_status mark_minutes(rp_analysis *a, rp_week *week) {
    int64_t start = a->study.from;
    week->minutes = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(RP_WEEK_MINUTES) + 1);
    RP_HAVE(week->minutes);
    for (size_t i = 0; i < week->spans.n; i++) {
        const struct rp_open_span *span = &week->spans.at[i];
        int64_t from = span->from > start ? (span->from - start + 59) / 60 : 0, until = (span->until - start + 59) / 60;
        for (int64_t m = from; m < until && m < RP_WEEK_MINUTES; m++) {
            rp_bits_add(week->minutes, (size_t)m);
        }
    }
    return REFPATH_OK;
}

static refpath_status fill(rp_analysis *a, rp_week *week) {
    int64_t at = a->study.from, opens, until;
    week->until = a->study.from + LOOKED_AT;
    while (at < week->until && rp_opening_span(a->p, week->hours, week->where, at, &opens, &until) &&
           opens < week->until) {
        RP_TRY(add_span(a, week, opens, until));
        RP_TRY(rp_analysis_work(a, 1));
        at = until;
    }
    return mark_minutes(a, week);
}

static refpath_status week_of(rp_weeks *weeks, uint32_t offer, uint32_t where, const rp_week **out) {
    rp_week *week = weeks->of[offer];
    while (week && week->where != where) {
        week = week->next;
    }
    if (!week) {
        week = RP_ARENA_NEW(weeks->a->arena, rp_week);
        RP_HAVE(week);
        week->hours = rp_terms_of(weeks->a->p, weeks->a->p->offers.at[offer].terms)->hours;
        week->where = where;
        RP_TRY(fill(weeks->a, week));
        week->next = weeks->of[offer];
        weeks->of[offer] = week;
    }
    *out = week;
    return REFPATH_OK;
}

/* The first span that ends after a moment; spans.n where there is none. */
static size_t span_after(const rp_week *week, int64_t at) {
    size_t low = 0, high = week->spans.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (week->spans.at[middle].until > at) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static bool next_open(const rp_weeks *weeks, const rp_week *week, int64_t at, int64_t *opens) {
    size_t span = span_after(week, at);
    if (span < week->spans.n) {
        *opens = week->spans.at[span].from > at ? week->spans.at[span].from : at;
        return true;
    }
    return rp_opening_next(weeks->a->p, week->hours, week->where, at, opens);
}

/* -- ways --------------------------------------------------------------------------------------------------------- */

refpath_status rp_way_of(rp_weeks *weeks, rp_survey *s, const rp_candidate *candidate, rp_way *way) {
    const rp_offer *offer = candidate->offer == RP_NONE ? NULL : &s->a->p->offers.at[candidate->offer];
    const rp_hours *hours;
    *way = (rp_way){candidate->time != RP_TIME_BLOCKED && candidate->time != RP_TIME_NO_WAY, 0, candidate->respond, 0,
                    NULL};
    for (size_t i = 1; i + 1 < candidate->path.stops.n; i++) {
        way->gatekeepers += candidate->path.stops.at[i].respond;
    }
    if (!offer) {
        return REFPATH_OK;
    }
    way->travel = way->known ? candidate->travel : 0;
    hours = rp_terms_of(s->a->p, offer->terms)->hours;
    if (hours && !hours->always) {
        RP_TRY(week_of(weeks, candidate->offer, offer->site != RP_NONE ? offer->site : s->place, &way->week));
    }
    return REFPATH_OK;
}

bool rp_way_takes(const rp_weeks *weeks, const rp_way *way, int64_t report, int64_t *seconds, int64_t *waiting) {
    int64_t arrives = report + way->gatekeepers + way->respond + way->travel, opens = arrives;
    if (!way->known || (way->week && !next_open(weeks, way->week, arrives, &opens))) {
        return false;
    }
    *seconds = opens - report;
    *waiting = opens - arrives;
    return true;
}

void rp_way_open_minutes(const rp_way *way, rp_word *minutes) {
    if (way->week) {
        rp_bits_or(minutes, way->week->minutes, rp_bits_words(RP_WEEK_MINUTES));
    } else {
        rp_bits_fill(minutes, RP_WEEK_MINUTES);
    }
}
