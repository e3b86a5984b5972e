/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The questions for a plan and for what to ask: the passes in order. */
#include "base/check.h"
#include "decide/clock_text.h"
#include "decide/plan_tree.h"
#include "decide/question.h"

#include <string.h>

/* -- a holder that the case must stay away from ------------------------------------------------------------------------ */

/* A role that somebody plays there, and nobody whom the case must stay away from. */
static refpath_status leads_away(rp_work *w, uint32_t who, bool *does) {
    const rp_player *players;
    size_t n;
    *does = false;
    if (w->p->who.at[who].kind != RP_WHO_ROLE) {
        return REFPATH_OK;
    }
    RP_TRY(rp_players(w, w->p->who.at[who].index, true, &players, &n));
    return n > 0 ? rp_may_turn_to(w, who, does) : REFPATH_OK;
}

/* To whom the case must go: the first role named in `escalate` whose players are not avoided. */
static refpath_status warn_holder_avoided(rp_work *w) {
    const char *to = NULL;
    for (size_t i = 0; i < w->p->escalates.n && !to; i++) {
        const rp_refs *roles = &w->p->escalates.at[i].to;
        for (uint32_t k = 0; k < roles->n && !to; k++) {
            bool does;
            RP_TRY(leads_away(w, roles->at[k], &does));
            to = does ? w->p->who.at[roles->at[k]].id : NULL;
        }
    }
    rp_warn(w, "holder-avoided", to ? "to" : NULL, to);
    return REFPATH_OK;
}

/* -- the passes ------------------------------------------------------------------------------------------------------- */

static refpath_status make_plan(rp_plan *plan) {
    RP_TRY(rp_plan_merge(plan));
    RP_TRY(rp_plan_time(plan));
    RP_TRY(rp_plan_done(plan));
    RP_TRY(rp_plan_who(plan));
    RP_TRY(rp_plan_visit(plan));
    RP_TRY(rp_plan_hide(plan));
    RP_TRY(rp_plan_share(plan));
    RP_TRY(rp_plan_order(plan));
    RP_TRY(rp_plan_state(plan));
    RP_TRY(rp_plan_advice(plan));
    return rp_plan_ask(plan);
}

static refpath_status answer_plan(rp_asking *a, const refpath_case *c, int64_t now, bool ask_only) {
    rp_plan plan;
    rp_tree *root = a->answer->root;
    bool avoided = rp_avoided(&a->w, c->holder);
    memset(&plan, 0, sizeof plan);
    plan.w = &a->w;
    plan.holder = c->holder;
    plan.now = now;
    if (avoided) {
        RP_TRY(warn_holder_avoided(&a->w));
    } else {
        RP_TRY(make_plan(&plan));
    }
    rp_write_warnings(&a->o, root);
    if (ask_only) {
        rp_write_ask(&a->o, root, &plan, true);
        return REFPATH_OK;
    }
    rp_write_plan_head(&a->o, root, c, now);
    if (!avoided) {
        rp_write_plan(&a->o, root, &plan);
    }
    return REFPATH_OK;
}

static refpath_status answer(refpath_answer **out, const refpath_case *c, int64_t now, bool ask_only,
                             refpath_diags *diags) {
    static const rp_place_in nowhere = {"", 0, 0};
    rp_asking a;
    if (c->holder == RP_NONE) {
        rp_diag_add(diags, RP_PROBLEM_CASE_WITHOUT_HOLDER, nowhere);
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(rp_asking_start(&a, ask_only ? REFPATH_ANSWER_ASK : REFPATH_ANSWER_PLAN, c, now, diags));
    return rp_asking_end(&a, answer_plan(&a, c, now, ask_only), out, diags);
}

refpath_status refpath_case_plan(refpath_answer **out, const refpath_case *self, int64_t now, refpath_diags *diags) {
    if (out) {
        *out = NULL;
    }
    if (!out || !self || now == REFPATH_NO_TIME) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return answer(out, self, now, false, diags);
}

refpath_status refpath_case_ask(refpath_answer **out, const refpath_case *self, int64_t now, refpath_diags *diags) {
    if (out) {
        *out = NULL;
    }
    if (!out || !self || now == REFPATH_NO_TIME) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return answer(out, self, now, true, diags);
}

refpath_status refpath_case_check(const refpath_case *self, int64_t now, refpath_diags *diags) {
    rp_arena scratch;
    rp_diagrams work;
    rp_facts facts;
    refpath_status status;
    char text[RP_MOMENT_TEXT];
    if (!self || !rp_moment_write(now, text)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    rp_arena_init(&scratch, &self->alloc, true);
    status = rp_diagrams_init(&work, &scratch, self->protocol->most_work);
    if (status == REFPATH_OK) {
        status = rp_facts_read(&facts, self, now, &work, diags);
    }
    rp_arena_free(&scratch);
    return status;
}
