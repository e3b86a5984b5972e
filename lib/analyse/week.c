/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/week.h"

#include "base/check.h"
#include "decide/opening.h"

/* -- spans -------------------------------------------------------------------------------------------------------- */

#define LOOKED_AT (2 * RP_WEEK) /* from the start of the week: most ways are shorter than another week */
#define SLOTS 4096
#define MOST_HELD 16000000 /* moments for the whole analysis; beyond that each survey has its own */

refpath_status rp_weeks_init(rp_weeks *weeks, rp_analysis *a) {
    *weeks = (rp_weeks){a, NULL, RP_ARENA_ARRAY(a->arena, rp_waits *, SLOTS), 0};
    RP_HAVE(weeks->waits);
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
    int64_t at = a->study.from, end = at + LOOKED_AT, opens, until;
    while (at < end && rp_opening_span(a->p, week->hours, week->where, at, &opens, &until) && opens < end) {
        RP_TRY(add_span(a, week, opens, until));
        RP_TRY(rp_analysis_work(a, 1));
        at = until;
    }
    return mark_minutes(a, week);
}

static bool holidays_differ(const refpath_protocol *p, const rp_hours *hours) {
    for (size_t i = 0; i < p->holidays.n && hours->has_holiday; i++) {
        if (p->holidays.at[i].at.n > 0) {
            return true;
        }
    }
    return false;
}

static refpath_status week_of(rp_weeks *weeks, const rp_hours *hours, uint32_t where, const rp_week **out) {
    rp_analysis *a = weeks->a;
    const rp_zone *zone = a->p->zone[where];
    rp_week *week = weeks->list;
    while (week && (week->hours != hours || week->zone != zone || (week->holidays && week->where != where))) {
        week = week->next;
    }
    if (!week) {
        week = RP_ARENA_NEW(a->arena, rp_week);
        RP_HAVE(week);
        week->hours = hours;
        week->zone = zone;
        week->where = where;
        week->holidays = holidays_differ(a->p, hours);
        RP_TRY(fill(a, week));
        week->next = weeks->list;
        weeks->list = week;
    }
    *out = week;
    return REFPATH_OK;
}

/* -- waits -------------------------------------------------------------------------------------------------------- */

/* Arrivals ascend, and so do the spans: *span is the first that ends after one. */
static int32_t wait_from(const rp_weeks *weeks, const rp_week *week, int64_t at, size_t *span) {
    int64_t opens = at;
    while (*span < week->spans.n && week->spans.at[*span].until <= at) {
        ++*span;
    }
    if (*span < week->spans.n) {
        opens = week->spans.at[*span].from > at ? week->spans.at[*span].from : at;
    } else if (!rp_opening_next(weeks->a->p, week->hours, week->where, at, &opens)) {
        return RP_NO_OPENING;
    }
    return (int32_t)(opens - at); /* no opening is looked for that lies further than RP_OPENING_DAYS */
}

static refpath_status make_waits(rp_weeks *weeks, rp_arena *arena, const rp_week *week, int64_t after, rp_waits **out) {
    const rp_study *study = &weeks->a->study;
    rp_waits *waits = RP_ARENA_NEW(arena, rp_waits);
    size_t span = 0;
    RP_HAVE(waits);
    waits->week = week;
    waits->after = after;
    waits->at = RP_ARENA_ARRAY(arena, int32_t, study->n_moments + 1);
    RP_HAVE(waits->at);
    waits->least = RP_NO_OPENING;
    for (uint32_t m = 0; m < study->n_moments; m++) {
        int32_t wait = wait_from(weeks, week, study->from + m * study->step + after, &span);
        waits->at[m] = wait;
        waits->least = wait < waits->least ? wait : waits->least;
        waits->most = wait > waits->most ? wait : waits->most;
    }
    *out = waits;
    return rp_analysis_work(weeks->a, study->n_moments);
}

static size_t slot_of(const rp_week *week, int64_t after) {
    uint64_t mixed = ((uint64_t)after ^ (uint64_t)(uintptr_t)week << 20) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> 40) % SLOTS;
}

static refpath_status waits_of(rp_weeks *weeks, rp_arena *otherwise, const rp_week *week, int64_t after,
                               const rp_waits **out) {
    rp_waits **slot = &weeks->waits[slot_of(week, after)], *waits = *slot;
    bool keep = weeks->held < MOST_HELD;
    while (waits && (waits->week != week || waits->after != after)) {
        waits = waits->next;
    }
    if (!waits) {
        RP_TRY(make_waits(weeks, keep ? weeks->a->arena : otherwise, week, after, &waits));
        if (keep) {
            waits->next = *slot;
            *slot = waits;
            weeks->held += weeks->a->study.n_moments;
        }
    }
    *out = waits;
    return REFPATH_OK;
}

/* -- ways --------------------------------------------------------------------------------------------------------- */

refpath_status rp_way_of(rp_weeks *weeks, rp_survey *s, const rp_candidate *candidate, rp_way *way) {
    const rp_offer *offer = candidate->offer == RP_NONE ? NULL : &s->a->p->offers.at[candidate->offer];
    const rp_hours *hours;
    *way = (rp_way){.known = candidate->time != RP_TIME_BLOCKED && candidate->time != RP_TIME_NO_WAY,
                    .gatekeepers = rp_respond_on_path(&candidate->path), .respond = candidate->respond};
    way->travel = offer && way->known ? candidate->travel : 0;
    way->before = way->gatekeepers + way->respond + way->travel;
    if (!offer) {
        return REFPATH_OK;
    }
    hours = rp_terms_of(s->a->p, offer->terms)->hours;
    if (hours && !hours->always) {
        RP_TRY(week_of(weeks, hours, offer->site != RP_NONE ? offer->site : s->place, &way->week));
        RP_TRY(waits_of(weeks, &s->arena, way->week, way->before, &way->waits));
    }
    return REFPATH_OK;
}

bool rp_way_bounds(const rp_way *way, int64_t *least, int64_t *most) {
    *least = *most = way->known ? way->before : RP_NEVER_THERE;
    if (way->known && way->waits) {
        *least = way->waits->least == RP_NO_OPENING ? RP_NEVER_THERE : *least + way->waits->least;
        *most = way->waits->most == RP_NO_OPENING ? RP_NEVER_THERE : *most + way->waits->most;
    }
    return *least == *most;
}

void rp_way_open_minutes(const rp_way *way, rp_word *minutes) {
    if (way->week) {
        rp_bits_or(minutes, way->week->minutes, rp_bits_words(RP_WEEK_MINUTES));
    } else {
        rp_bits_fill(minutes, RP_WEEK_MINUTES);
    }
}
