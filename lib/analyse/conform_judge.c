/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * One referral against the plan of its child, as the one who sent it would have been given it then. All that is judged is
 * what the passes of that plan say.
 */
#include "analyse/conform_trial.h"
#include "analyse/survey.h"

#include "base/check.h"

#include <string.h>

/* -- the case as it was ------------------------------------------------------------------------------------------------ */

static refpath_status add_outcome(rp_trial *t, const rp_event *event, int64_t at, rp_outcome outcome) {
    const rp_who *who = &t->log->a->p->who.at[event->who];
    rp_done *done;
    if (at == RP_NO_TIME) {
        return REFPATH_OK;
    }
    done = RP_LIST_ADD(&t->c->arena, &t->c->done);
    RP_HAVE(done);
    *done = (rp_done){event->step, who->kind == RP_WHO_ACTOR ? who->index : RP_NONE, at, outcome};
    return REFPATH_OK;
}

/* What became of the other referrals of this child; a plan looks at those before it alone. */
static refpath_status add_others(rp_trial *t) {
    const rp_log *log = t->log;
    size_t end = t->event->first;
    for (; end < log->n && log->at[log->by_child[end]].child == t->event->child; end++) {
        const rp_event *other = &log->at[log->by_child[end]];
        if (other != t->event) {
            RP_TRY(add_outcome(t, other, other->served, RP_SERVED));
            RP_TRY(add_outcome(t, other, other->refused, RP_UNAVAILABLE));
        }
    }
    return rp_analysis_work(log->a, end - t->event->first);
}

static refpath_status make_case(rp_trial *t) {
    const rp_event *event = t->event;
    RP_TRY(refpath_case_copy(&t->c, event->kind ? event->kind->known : event->known));
    t->c->holder = event->from;
    if (event->kind) {
        t->c->place = event->place;
        RP_TRY(rp_survey_clocks(t->c, event->kind, event->reported));
    }
    return add_others(t);
}

/* -- the plan ------------------------------------------------------------------------------------------------------------ */

static const rp_candidate *find_candidate(const rp_trial *t) {
    for (size_t i = 0; t->planned && i < t->planned->candidates.n; i++) {
        if (t->planned->candidates.at[i].who == t->event->who) {
            return &t->planned->candidates.at[i];
        }
    }
    return NULL;
}

/* Before visits and hiding leave others out. */
static void look_first(rp_trial *t) {
    const rp_who *who = &t->log->a->p->who.at[t->event->who];
    t->among_first = find_candidate(t) != NULL;
    t->first_reason = RP_FINDINGS;
    for (size_t i = 0; i < t->planned->left_out.n && !t->among_first; i++) {
        if (who->kind == RP_WHO_ACTOR && t->planned->left_out.at[i].actor == who->index) {
            t->first_reason = rp_finding_of(t->planned->left_out.at[i].code);
        }
    }
    if (!t->among_first && t->first_reason == RP_FINDINGS) {
        t->first_reason = rp_why_not_listed(&t->plan, t->planned, t->event->who);
    }
}

static refpath_status make_plan(rp_trial *t) {
    uint32_t number;
    RP_TRY(rp_plan_merge(&t->plan));
    RP_TRY(rp_plan_time(&t->plan));
    RP_TRY(rp_plan_done(&t->plan));
    RP_TRY(rp_plan_who(&t->plan));
    number = t->plan.planned_of[t->event->step];
    t->planned = number == RP_NONE ? NULL : &t->plan.steps.at[number];
    if (t->planned) {
        look_first(t);
    }
    RP_TRY(rp_plan_visit(&t->plan));
    t->among_visitors = find_candidate(t) != NULL;
    RP_TRY(rp_plan_hide(&t->plan));
    RP_TRY(rp_plan_share(&t->plan));
    RP_TRY(rp_plan_order(&t->plan));
    return rp_plan_state(&t->plan);
}

/* A clock of the case later than the referral is a mistake of the log. */
static refpath_status begin(rp_trial *t, int64_t at) {
    rp_analysis *a = t->log->a;
    rp_case_path path = rp_case_path_of("events");
    refpath_diags *inner;
    refpath_status status;
    RP_TRY(refpath_diags_new(&inner, 0, &a->p->alloc.hooks));
    status = rp_work_init(&t->w, &t->arena, t->c, at, inner);
    if (status == REFPATH_INVALID_CASE) {
        path = rp_case_path_item(&path, t->event->number);
        path = rp_case_path_key(&path, t->event->kind ? "kind" : "case");
        rp_problems_retell(a->diags, inner, path.text);
        status = REFPATH_INVALID_QUESTION;
    }
    refpath_diags_free(inner);
    return status;
}

static refpath_status plan_at(rp_trial *t, int64_t at) {
    refpath_status status;
    memset(&t->plan, 0, sizeof t->plan);
    t->planned = NULL;
    RP_TRY(begin(t, at));
    t->plan.w = &t->w;
    t->plan.holder = t->event->from;
    t->plan.now = at;
    t->scope = rp_plan_holds(&t->plan, t->event->kind ? t->event->kind->when : RP_NONE);
    t->avoided = rp_avoided(&t->w, t->event->from);
    status = t->avoided ? REFPATH_OK : make_plan(t);
    RP_TRY(status);
    RP_TRY(t->w.dd.status);
    return rp_analysis_work(t->log->a, t->w.dd.work);
}

/* -- was it in the plan ----------------------------------------------------------------------------------------------------- */

/* Some referral before it must still be made. */
static bool comes_too_soon(const rp_trial *t) {
    for (size_t i = 0; i < t->planned->after.n; i++) {
        const rp_planned *before = &t->plan.steps.at[t->planned->after.at[i]];
        if (before->certain && before->state > RP_DONE && before->state <= RP_WAITING) {
            return true;
        }
    }
    return false;
}

static bool judge_step(rp_trial *t) {
    rp_event *event = t->event;
    rp_dd due = t->planned ? rp_dd_and(&t->w.dd, t->scope, t->planned->holds) : RP_DD_FALSE;
    if (due == RP_DD_FALSE) {
        event->due = "no";
        rp_find(event, RP_FOUND_NOT_IN_PLAN);
        return false;
    }
    event->due = rp_trial_covers(t, t->planned->holds, t->scope) ? "certain" : "possible";
    if (strcmp(event->due, "possible") == 0) {
        rp_find(event, RP_FOUND_MAYBE_IN_PLAN);
    }
    if (t->planned->declined) {
        rp_find(event, RP_FOUND_DECLINED);
    }
    if (t->planned->is_done) {
        rp_find(event, RP_FOUND_ALREADY_DONE);
    } else if (t->planned->closed) {
        rp_find(event, RP_FOUND_WINDOW_CLOSED);
    }
    if (comes_too_soon(t)) {
        rp_find(event, RP_FOUND_BEFORE_ITS_TURN);
    }
    return true;
}

/* -- was it the right one ------------------------------------------------------------------------------------------------------ */

static void note_times(rp_trial *t, const rp_candidate *c) {
    int64_t limit = rp_planned_first_limit(t->planned);
    bool known = c->time == RP_TIME_KNOWN;
    if (c->hidden) {
        return;
    }
    if (limit != RP_NO_TIME && known && c->earliest > limit) {
        rp_find(t->event, RP_FOUND_AFTER_LIMIT);
    }
    if (t->planned->has_target && known && c->earliest > t->planned->target) {
        rp_find(t->event, RP_FOUND_AFTER_TARGET);
    }
    if (c->opens != RP_NO_TIME) {
        rp_find(t->event, RP_FOUND_OPENS);
    }
    if (c->time == RP_TIME_NO_WAY) {
        rp_find(t->event, RP_FOUND_NO_WAY);
    }
    if (c->time == RP_TIME_NOT_OPEN) {
        rp_find(t->event, RP_FOUND_NOT_OPEN);
    }
}

static void note_age(rp_trial *t, const rp_candidate *c) {
    t->event->verified = c->verified;
    if (t->log->a->p->who.at[c->who].kind != RP_WHO_ACTOR || c->hidden) {
        return;
    }
    if (c->verified == RP_NO_DATE) {
        rp_find(t->event, RP_FOUND_NEVER_VERIFIED);
    } else if (rp_is_stale(&t->w, c->verified)) {
        rp_find(t->event, RP_FOUND_STALE);
    }
}

/* The cases that one of its offers takes. */
static rp_dd takes(rp_trial *t) {
    rp_dd all = RP_DD_FALSE;
    for (size_t i = 0; i < t->planned->candidates.n; i++) {
        const rp_candidate *one = &t->planned->candidates.at[i];
        all = one->who == t->event->who ? rp_dd_or(&t->w.dd, all, one->eligible) : all;
    }
    return all;
}

static const rp_candidate *judge_provider(rp_trial *t) {
    rp_event *event = t->event;
    const rp_candidate *c = find_candidate(t);
    rp_dd due = rp_dd_and(&t->w.dd, t->scope, t->planned->holds);
    if (!c) {
        rp_find(event, t->among_visitors ? RP_FOUND_HIDDEN : t->among_first ? RP_FOUND_NOT_AT_VISIT : t->first_reason);
        return NULL;
    }
    event->listed = true;
    event->answer_by = event->sent + c->respond;
    for (size_t i = 1; i + 1 < c->path.stops.n; i++) {
        event->answer_by += c->path.stops.at[i].respond;
    }
    if (rp_dd_and(&t->w.dd, takes(t), due) == RP_DD_FALSE) {
        rp_find(event, RP_FOUND_NOT_ELIGIBLE);
    } else if (!rp_trial_covers(t, takes(t), due)) {
        rp_find(event, RP_FOUND_ELIGIBILITY_OPEN);
    }
    note_times(t, c);
    note_age(t, c);
    return c;
}

/* -- was it in time ------------------------------------------------------------------------------------------------------------------ */

/* One that was refused is not judged: time goes on for the referral after it. */
static rp_kept judge_time(const rp_trial *t, int64_t by) {
    const rp_event *event = t->event;
    if (by == RP_NO_TIME || event->refused != RP_NO_TIME) {
        return RP_NOT_JUDGED;
    }
    if (event->served != RP_NO_TIME) {
        return event->served <= by ? RP_IS_KEPT : RP_IS_MISSED;
    }
    return t->log->a->now > by ? RP_IS_MISSED : RP_NOT_JUDGED;
}

static void judge_times(rp_trial *t) {
    int64_t limit = RP_NO_TIME;
    for (size_t i = 0; i < t->planned->limits.n; i++) {
        const rp_limit *one = &t->planned->limits.at[i];
        limit = one->certain && (limit == RP_NO_TIME || one->at < limit) ? one->at : limit;
    }
    t->event->target = judge_time(t, t->planned->has_target ? t->planned->target : RP_NO_TIME);
    t->event->limit = judge_time(t, limit);
    if (t->event->limit == RP_IS_MISSED) {
        rp_find(t->event, RP_FOUND_LIMIT_MISSED);
    }
    if (t->event->target == RP_IS_MISSED) {
        rp_find(t->event, RP_FOUND_TARGET_MISSED);
    }
}

/* -- the whole ------------------------------------------------------------------------------------------------------------------------ */

static refpath_status judge(rp_trial *t) {
    const rp_candidate *c;
    RP_TRY(make_case(t));
    RP_TRY(plan_at(t, t->event->sent));
    if (t->avoided) {
        rp_find(t->event, RP_FOUND_HOLDER_AVOIDED);
        return REFPATH_OK;
    }
    if (!judge_step(t)) {
        return t->w.dd.status;
    }
    c = judge_provider(t);
    if (c) {
        rp_trial_path(t, c);
        RP_TRY(rp_trial_sharing(t, c));
    }
    RP_TRY(rp_trial_notified(t, c));
    judge_times(t);
    return t->w.dd.status;
}

/* Whether somebody should by now be turned to: what a plan says today, knowing what became of the referral. */
static refpath_status judge_escalation(rp_trial *t) {
    rp_event *event = t->event;
    int64_t now = t->log->a->now;
    RP_TRY(make_case(t));
    if (event->refused != RP_NO_TIME) {
        RP_TRY(add_outcome(t, event, event->refused, RP_UNAVAILABLE));
    } else if (event->accepted == RP_NO_TIME && event->answer_by < now) {
        RP_TRY(add_outcome(t, event, now, RP_NO_ANSWER));
    }
    RP_TRY(plan_at(t, now));
    if (t->planned && t->planned->escalates && rp_dd_and(&t->w.dd, t->scope, t->planned->holds) != RP_DD_FALSE) {
        event->escalate_at = t->planned->escalate_at;
        if (event->escalate_at <= now) {
            rp_find(event, RP_FOUND_ESCALATION_DUE);
        }
    }
    return t->w.dd.status;
}

static refpath_status try_once(rp_log *log, rp_event *event, refpath_status (*work)(rp_trial *t)) {
    rp_trial *t = RP_ARENA_NEW(log->a->arena, rp_trial);
    refpath_status status;
    RP_HAVE(t);
    t->log = log;
    t->event = event;
    rp_arena_init(&t->arena, &log->a->p->alloc, true);
    status = work(t);
    rp_arena_free(&t->arena);
    refpath_case_free(t->c);
    return status;
}

refpath_status rp_event_judge(rp_log *log, rp_event *event) {
    event->answer_by = event->sent;
    RP_TRY(try_once(log, event, judge));
    if (event->served != RP_NO_TIME || rp_found(event, RP_FOUND_HOLDER_AVOIDED)) {
        return REFPATH_OK;
    }
    return try_once(log, event, judge_escalation);
}
