/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What to ask next: the open facts on which something of the plan depends, and no others. The less a child is asked to
 * tell again, the better; that is a matter of safety.
 */
#include "base/check.h"
#include "decide/plan.h"

#include <string.h>

static void add_decisions(const rp_plan *plan, const rp_decision *at, size_t n, rp_word *axes) {
    for (size_t i = 0; i < n; i++) {
        rp_bits_or(axes, at[i].depends, plan->w->p->matcher.axis_words);
    }
}

/* Whether the step is in the plan, and of its first candidate the eligibility, the path and the decisions. */
static refpath_status gather(rp_plan *plan, rp_planned *planned) {
    size_t words = plan->w->p->matcher.axis_words;
    const rp_candidate *first = planned->candidates.at;
    if (planned->is_done || planned->closed) {
        return REFPATH_OK;
    }
    rp_bits_or(planned->ask, planned->facts, words);
    if (planned->candidates.n == 0) {
        return REFPATH_OK;
    }
    rp_bits_or(planned->ask, first->facts, words);
    add_decisions(plan, first->share.at, first->share.n, planned->ask);
    for (size_t i = 0; i < first->via.n; i++) {
        add_decisions(plan, first->via.at[i].share.at, first->via.at[i].share.n, planned->ask);
    }
    return first->path.open ? rp_path_depends(plan->w, plan->holder, first->who, planned->purpose, planned->ask)
                            : REFPATH_OK;
}

static bool has_fact(const rp_plan *plan, const rp_word *axes, uint32_t fact) {
    const rp_matcher *m = &plan->w->p->matcher;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        if (rp_bits_has(axes, a) && m->axes.at[a].fact == fact) {
            return true;
        }
    }
    return false;
}

static rp_question_to_ask *find_question(rp_plan *plan, uint32_t fact) {
    for (size_t i = 0; i < plan->ask.n; i++) {
        if (plan->ask.at[i].fact == fact) {
            return &plan->ask.at[i];
        }
    }
    return NULL;
}

static bool has_term(const rp_question_to_ask *question, uint32_t term) {
    for (size_t i = 0; i < question->terms.n; i++) {
        if (question->terms.at[i] == term) {
            return true;
        }
    }
    return false;
}

/* Terms of one fact are gathered at the first step that asks it, in document order. */
static refpath_status add_terms(rp_plan *plan, const rp_word *axes, rp_question_to_ask *question) {
    const rp_matcher *m = &plan->w->p->matcher;
    for (uint32_t a = 0; a < m->axes.n; a++) {
        const rp_axis *axis = &m->axes.at[a];
        size_t i;
        if (!rp_bits_has(axes, a) || axis->kind != RP_AXIS_TERM || axis->fact != question->fact ||
            has_term(question, axis->of)) {
            continue;
        }
        RP_HAVE(RP_LIST_ADD(plan->w->arena, &question->terms));
        for (i = question->terms.n - 1; i > 0 && question->terms.at[i - 1] > axis->of; i--) {
            question->terms.at[i] = question->terms.at[i - 1];
        }
        question->terms.at[i] = axis->of;
    }
    return REFPATH_OK;
}

/* `for_id`: the step that the answer decides; NULL where it decides an advice alone. */
static refpath_status ask_fact(rp_plan *plan, const rp_word *axes, uint32_t fact, const char *for_id) {
    rp_question_to_ask *question = find_question(plan, fact);
    const char **slot;
    if (!question) {
        question = RP_LIST_ADD(plan->w->arena, &plan->ask);
        RP_HAVE(question);
        question->fact = fact;
    }
    RP_TRY(add_terms(plan, axes, question));
    if (!for_id) {
        return REFPATH_OK;
    }
    slot = (const char **)(void *)RP_LIST_ADD(plan->w->arena, &question->steps);
    RP_HAVE(slot);
    *slot = for_id;
    return REFPATH_OK;
}

/* Within a step: what can be asked at once, then the sensitive, then what every value may be satisfied for. */
static int turn_of(const rp_plan *plan, uint32_t fact) {
    if (fact >= plan->w->p->facts.n) {
        return 0;
    }
    return (plan->w->p->facts.at[fact].every ? 2 : 0) + (plan->w->p->facts.at[fact].sensitive ? 1 : 0);
}

static refpath_status ask_all(rp_plan *plan, const rp_word *axes, const char *for_id) {
    for (int turn = 0; turn < 4; turn++) {
        for (uint32_t fact = 0; fact <= plan->w->p->facts.n; fact++) {
            if (turn_of(plan, fact) == turn && !plan->w->facts.c->unknown[fact] && has_fact(plan, axes, fact)) {
                RP_TRY(ask_fact(plan, axes, fact, for_id));
            }
        }
    }
    return REFPATH_OK;
}

refpath_status rp_plan_ask(rp_plan *plan) {
    for (size_t i = 0; i < plan->order.n; i++) {
        rp_planned *planned = &plan->steps.at[plan->order.at[i]];
        RP_TRY(gather(plan, planned));
        RP_TRY(ask_all(plan, planned->ask, rp_planned_step(plan, planned)->id));
    }
    for (size_t i = 0; i < plan->advice.n; i++) {
        RP_TRY(ask_all(plan, plan->advice.at[i].facts, NULL));
    }
    return plan->w->dd.status;
}
