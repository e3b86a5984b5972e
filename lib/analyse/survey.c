/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/survey.h"

#include "analyse/share.h"
#include "base/check.h"
#include "compile/merge.h"
#include "compile/travel.h"
#include "unicode/civil.h"

#include <string.h>

#define REPORT 0 /* the clock of the report */

/* -- the case ----------------------------------------------------------------------------------------------------- */

static refpath_status set_clock(refpath_case *c, uint32_t clock, int64_t at) {
    char text[RP_MOMENT_TEXT];
    rp_moment_print(at, text);
    return refpath_case_set_clock(c, c->protocol->clocks.at[clock].id, text, NULL, NULL);
}

refpath_status rp_survey_clocks(refpath_case *c, const rp_kind *kind, int64_t reported) {
    RP_TRY(set_clock(c, REPORT, reported));
    for (size_t i = 0; i < kind->before.n; i++) {
        RP_TRY(set_clock(c, kind->before.at[i].clock, reported - kind->before.at[i].seconds));
    }
    return REFPATH_OK;
}

/* Facts at a place, reported now, with the clocks of a kind. */
static refpath_status make_case(refpath_case **out, const rp_analysis *a, const refpath_case *known, uint32_t place,
                                const rp_kind *kind) {
    refpath_status status;
    RP_TRY(refpath_case_copy(out, known));
    (*out)->place = place;
    (*out)->holder = a->study.holder;
    status = rp_survey_clocks(*out, kind, a->now);
    if (status != REFPATH_OK) {
        refpath_case_free(*out);
        *out = NULL;
    }
    return status;
}

/* -- one part ----------------------------------------------------------------------------------------------------- */

refpath_status rp_survey_account(rp_survey *s) {
    uint64_t work = s->w.dd.work - s->accounted;
    s->accounted = s->w.dd.work;
    RP_TRY(s->w.dd.status);
    return rp_analysis_work(s->a, work);
}

/* Of the place looked at last offers are kept together: one kind after the other is looked at there. */
static refpath_status set_around(rp_analysis *a, uint32_t place) {
    size_t services = a->p->aims.entries.n;
    if (!a->around) {
        a->around = RP_ARENA_NEW(a->arena, rp_around);
        RP_HAVE(a->around);
        a->around->arena = a->arena;
        a->around->place = RP_NONE;
        a->around->of = RP_ARENA_ARRAY(a->arena, rp_refs, services + 1);
        a->around->made = RP_ARENA_ARRAY(a->arena, bool, services + 1);
        RP_HAVE(a->around->of);
        RP_HAVE(a->around->made);
    }
    if (a->around->place != place) {
        a->around->place = place;
        memset(a->around->made, 0, services * sizeof *a->around->made);
        RP_TRY(rp_travel_from(a->p, a->arena, place, &a->around->travel));
    }
    return REFPATH_OK;
}

/* Once a path is met that depends on an open fact the survey is to be cut: who does the other steps is asked of its parts. */
static refpath_status who_does(rp_survey *s) {
    for (size_t i = 0; i < s->plan.steps.n && s->axis == RP_NONE; i++) {
        RP_TRY(rp_plan_who_does(&s->plan, &s->plan.steps.at[i]));
        RP_TRY(rp_survey_open_axis(s, &s->plan.steps.at[i], 1, &s->axis));
    }
    return s->w.dd.status;
}

static refpath_status ask(rp_survey *s, bool steps) {
    rp_analysis *a = s->a;
    RP_TRY(rp_work_init(&s->w, &s->arena, s->c, a->now, a->diags));
    s->plan.w = &s->w;
    s->plan.holder = a->study.holder;
    s->plan.now = a->now;
    if (steps) {
        RP_TRY(set_around(a, s->place));
        s->plan.around = a->around;
        s->w.travel = s->w.facts.known_place == s->place ? a->around->travel : NULL;
        RP_TRY(rp_plan_merge(&s->plan));
        RP_TRY(rp_plan_time(&s->plan));
        RP_TRY(who_does(s));
    }
    s->holds = rp_plan_holds(&s->plan, s->kind->when);
    return rp_survey_account(s);
}

/* Takes over the case. */
static refpath_status new_part(rp_analysis *a, const rp_kind *kind, uint32_t place, refpath_case *c, bool steps,
                               rp_survey **out) {
    rp_survey *s = rp_alloc_new(&a->p->alloc, sizeof *s);
    refpath_status status;
    if (!s) {
        refpath_case_free(c);
        return REFPATH_OUT_OF_MEMORY;
    }
    s->a = a;
    s->kind = kind;
    s->place = place;
    s->c = c;
    s->axis = RP_NONE;
    rp_arena_init(&s->arena, &a->p->alloc, true);
    status = ask(s, steps);
    if (status != REFPATH_OK) {
        rp_survey_close(s);
        return status;
    }
    *out = s;
    return REFPATH_OK;
}

void rp_survey_close(rp_survey *first) {
    while (first) {
        rp_survey *next = first->next;
        rp_alloc alloc = first->a->p->alloc;
        rp_arena_free(&first->arena);
        refpath_case_free(first->c);
        rp_alloc_free(&alloc, first, sizeof *first);
        first = next;
    }
}

/* -- parts -------------------------------------------------------------------------------------------------------- */

refpath_status rp_survey_open_axis(rp_survey *s, const rp_planned *steps, size_t n, uint32_t *axis) {
    *axis = RP_NONE;
    for (size_t i = 0; i < n; i++) {
        const rp_planned *planned = &steps[i];
        for (size_t k = 0; k < planned->candidates.n; k++) {
            const rp_candidate *candidate = &planned->candidates.at[k];
            rp_word *axes;
            size_t first;
            if (!candidate->path.open || candidate->who == s->plan.holder) {
                continue;
            }
            axes = rp_axes_new(&s->w);
            RP_HAVE(axes);
            RP_TRY(rp_path_depends(&s->w, s->plan.holder, candidate->who, planned->purpose, axes));
            first = rp_bits_next(axes, 0, s->a->p->matcher.axes.n);
            if (first < s->a->p->matcher.axes.n) {
                *axis = (uint32_t)first;
                return REFPATH_OK;
            }
        }
    }
    return s->w.dd.status;
}

/* The values of a number that fall into a class, of those the case leaves. */
static refpath_status fix_number(rp_case_edit *e, const rp_axis *axis, uint32_t value) {
    const rp_given *given = &e->c->facts[axis->fact];
    const rp_fact *fact = &e->p->facts.at[axis->fact];
    rp_range whole = {fact->min, fact->max}, fits = {axis->cut[value], fact->max};
    const rp_range *from = given->given ? given->ranges.at : &whole;
    size_t n = given->given ? given->ranges.n : 1, kept = 0;
    rp_case_path path = rp_case_path_of("");
    rp_range *to = RP_ARENA_ARRAY(&e->c->arena, rp_range, n);
    RP_HAVE(to);
    if (value + 1 < axis->n_values) {
        fits.most = axis->cut[value + 1] - 1;
    }
    for (size_t i = 0; i < n; i++) {
        rp_range range = from[i];
        range.least = range.least < fits.least ? fits.least : range.least;
        range.most = range.most > fits.most ? fits.most : range.most;
        if (range.least <= range.most) {
            to[kept++] = range;
        }
    }
    return rp_case_put_ranges(e, axis->fact, to, kept, &path);
}

/* The same case, with an axis settled. */
static refpath_status fix(refpath_case *c, const rp_axis *axis, uint32_t value) {
    rp_case_edit e = rp_case_edit_of(c, NULL);
    rp_case_path path = rp_case_path_of("");
    const rp_forest *terms;
    switch (axis->kind) {
    case RP_AXIS_NUMBER: RP_TRY(fix_number(&e, axis, value)); break;
    case RP_AXIS_CHOICE:
        terms = &c->protocol->facts.at[axis->fact].terms;
        rp_case_start_choice(&e, axis->fact);
        rp_case_allow_term(&e, axis->fact, terms->leaf[value]);
        rp_case_end_choice(&e, axis->fact);
        break;
    case RP_AXIS_TERM:
        rp_case_put_term(&e, axis->fact, axis->of, value ? REFPATH_TRUTH_YES : REFPATH_TRUTH_NO, &path);
        break;
    case RP_AXIS_FLAG: rp_case_put_flag(&e, axis->fact, value ? REFPATH_TRUTH_YES : REFPATH_TRUTH_NO, &path); break;
    default: return REFPATH_INTERNAL;
    }
    return e.bad ? REFPATH_INTERNAL : REFPATH_OK;
}

static refpath_status cut(rp_survey *s, rp_survey **first);

refpath_status rp_survey_split(rp_survey *s, uint32_t axis, rp_survey **first) {
    refpath_status status = REFPATH_OK;
    for (uint32_t b = s->w.facts.axes[axis].n; b-- > 0 && status == REFPATH_OK;) {
        refpath_case *c;
        rp_survey *part;
        status = refpath_case_copy(&c, s->c);
        if (status != REFPATH_OK) {
            break;
        }
        status = fix(c, &s->a->p->matcher.axes.at[axis], s->w.facts.axes[axis].value[b]);
        if (status != REFPATH_OK) {
            refpath_case_free(c);
            break;
        }
        status = new_part(s->a, s->kind, s->place, c, true, &part);
        status = status == REFPATH_OK ? cut(part, first) : status;
    }
    return status;
}

/* Takes over a part; those it has to be cut into, or itself, are put before *first. */
static refpath_status cut(rp_survey *s, rp_survey **first) {
    refpath_status status;
    if (s->axis == RP_NONE) {
        s->next = *first;
        *first = s;
        return REFPATH_OK;
    }
    status = rp_survey_split(s, s->axis, first);
    rp_survey_close(s);
    return status;
}

refpath_status rp_survey_open(rp_analysis *a, const rp_kind *kind, const refpath_case *known, uint32_t place,
                              rp_survey **first) {
    refpath_case *c;
    rp_survey *whole;
    refpath_status status;
    *first = NULL;
    RP_TRY(make_case(&c, a, known, place, kind));
    RP_TRY(new_part(a, kind, place, c, true, &whole));
    status = cut(whole, first);
    if (status != REFPATH_OK) {
        rp_survey_close(*first);
        *first = NULL;
    }
    return status;
}

refpath_status rp_survey_facts(rp_analysis *a, const rp_kind *kind, const refpath_case *known, uint32_t place,
                               rp_survey **out) {
    refpath_case *c;
    *out = NULL;
    RP_TRY(make_case(&c, a, known, place, kind));
    return new_part(a, kind, place, c, false, out);
}

/* -- lines -------------------------------------------------------------------------------------------------------- */

refpath_status rp_survey_group(rp_survey *first, uint32_t **group) {
    const refpath_protocol *p = first->a->p;
    bool *there = RP_ARENA_ARRAY(&first->arena, bool, p->steps.n);
    *group = RP_ARENA_ARRAY(&first->arena, uint32_t, p->steps.n);
    RP_HAVE(there);
    RP_HAVE(*group);
    for (const rp_survey *s = first; s; s = s->next) {
        for (uint32_t i = 0; i < p->steps.n; i++) {
            there[i] = there[i] || s->plan.planned_of[i] != RP_NONE;
        }
    }
    return rp_steps_group(p, &first->arena, there, true, *group);
}

/* -- what there is to ask of it ------------------------------------------------------------------------------------- */

rp_dd rp_survey_step(rp_survey *s, uint32_t number) {
    return rp_dd_and(&s->w.dd, s->holds, rp_plan_step_holds(&s->plan, number));
}

rp_dd rp_survey_due(rp_survey *s, const rp_planned *planned) {
    return rp_dd_and(&s->w.dd, s->holds, planned->holds);
}

bool rp_survey_reaches(const rp_survey *s, const rp_candidate *candidate) {
    return !candidate->path.blocked && (candidate->who == s->plan.holder || rp_analysis_sees(s->a, candidate->who));
}

bool rp_survey_within(const rp_survey *s, const rp_due *due, int64_t *seconds) {
    const rp_clock_now *clock = &s->w.facts.clocks[due->clock];
    if (!clock->given) {
        return false;
    }
    *seconds = clock->from[0] + due->within - s->a->now;
    return true;
}
