/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The plan as an answer. */
#include "decide/plan_tree.h"

#include "decide/opening.h"

static const char *const kind_names[] = {"service", "inform", "act"};

static const char *who_id(const rp_plan *plan, uint32_t who) { return plan->w->p->who.at[who].id; }

static void write_certainty(rp_writer *o, rp_tree *to, bool certain, const rp_word *facts) {
    rp_write_text(o, to, "certainty", certain ? "certain" : "possible");
    if (!certain) {
        rp_write_facts(o, to, "facts", facts);
    }
}

/* -- ask ------------------------------------------------------------------------------------------------------- */

/* Whoever may put the question, where the holder may not. */
static void write_by(rp_writer *o, rp_tree *entry, const rp_plan *plan, uint32_t number) {
    const refpath_protocol *p = plan->w->p;
    const rp_refs *ask_by;
    if (number >= p->facts.n) {
        return;
    }
    ask_by = &p->facts.at[number].ask_by;
    if (ask_by->n > 0 && !rp_is_any(plan->w, plan->holder, ask_by)) {
        rp_write_text(o, entry, "by", p->who.at[ask_by->at[0]].id);
    }
}

static void write_question(rp_writer *o, rp_tree *array, const rp_plan *plan, const rp_question_to_ask *question) {
    rp_tree *entry = rp_write_object(o, array, NULL), *list;
    rp_write_text(o, entry, "fact", rp_fact_id(plan->w, question->fact));
    if (question->terms.n > 0) {
        list = rp_write_array(o, entry, "terms");
        for (size_t i = 0; i < question->terms.n; i++) {
            const rp_forest *terms = &plan->w->p->facts.at[question->fact].terms;
            rp_write_text(o, list, NULL, terms->entries.at[question->terms.at[i]].id);
        }
    }
    write_by(o, entry, plan, question->fact);
    list = question->steps.n > 0 ? rp_write_array(o, entry, "for") : NULL;
    for (size_t i = 0; i < question->steps.n; i++) {
        rp_write_text(o, list, NULL, question->steps.at[i]);
    }
}

void rp_write_ask(rp_writer *o, rp_tree *to, const rp_plan *plan, bool always) {
    rp_tree *array;
    if (plan->ask.n == 0 && !always) {
        return;
    }
    array = rp_write_array(o, to, "ask");
    for (size_t i = 0; i < plan->ask.n; i++) {
        write_question(o, array, plan, &plan->ask.at[i]);
    }
}

/* -- candidates ------------------------------------------------------------------------------------------------- */

static rp_tree *reason(rp_writer *o, rp_tree **array, rp_tree *to, const char *code) {
    rp_tree *entry;
    *array = *array ? *array : rp_write_array(o, to, "reasons");
    entry = rp_write_object(o, *array, NULL);
    rp_write_text(o, entry, "code", code);
    return rp_write_object(o, entry, "args");
}

static void write_time_reasons(rp_writer *o, rp_tree *to, rp_tree **array, const rp_planned *planned,
                               const rp_candidate *c) {
    int64_t limit = rp_planned_first_limit(planned);
    bool known = c->time == RP_TIME_KNOWN;
    if (limit != RP_NO_TIME && known && c->earliest > limit) {
        rp_write_moment(o, reason(o, array, to, "after-limit"), "limit", limit);
    }
    if (planned->has_target && known && c->earliest > planned->target) {
        rp_write_moment(o, reason(o, array, to, "after-target"), "target", planned->target);
    }
}

static void write_offer_reasons(rp_writer *o, rp_tree *to, rp_tree **array, const rp_plan *plan,
                                const rp_candidate *c) {
    const rp_terms *terms = rp_terms_of(plan->w->p, plan->w->p->offers.at[c->offer].terms);
    if (c->opens != RP_NO_TIME) {
        rp_write_moment(o, reason(o, array, to, "opens"), "at", c->opens);
    }
    if (c->travel > 0) {
        rp_write_duration(o, reason(o, array, to, "travel"), "time", c->travel);
    }
    if (c->time == RP_TIME_NO_WAY) {
        reason(o, array, to, "no-way");
    }
    if (c->time == RP_TIME_NOT_OPEN) {
        reason(o, array, to, "not-open");
    }
    if (c->verified == RP_NO_DATE) {
        reason(o, array, to, "never-verified");
    }
    if (terms->capacity > 0) {
        rp_tree *args = reason(o, array, to, "capacity");
        rp_write_integer(o, args, "number", terms->capacity);
        if (terms->per > 0) {
            rp_write_duration(o, args, "per", terms->per);
        }
    }
}

static void write_reasons(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned,
                          const rp_candidate *c) {
    rp_tree *array = NULL;
    if (c->hidden || planned->is_done) {
        return;
    }
    if (c->eligible != RP_DD_TRUE) {
        reason(o, &array, to, "eligibility-open");
    }
    if (c->time != RP_TIME_BLOCKED) {
        write_time_reasons(o, to, &array, planned, c);
    }
    if (c->also.n > 0) {
        rp_tree *steps = rp_write_array(o, reason(o, &array, to, "gives-also"), "steps");
        for (size_t i = 0; i < c->also.n; i++) {
            rp_write_text(o, steps, NULL, rp_planned_step(plan, &plan->steps.at[c->also.at[i]])->id);
        }
    }
    if (c->offer != RP_NONE) {
        write_offer_reasons(o, to, &array, plan, c);
    }
}

static bool contact_open(const rp_plan *plan, const rp_contact *contact) {
    uint32_t place = plan->w->facts.known_place;
    const rp_hours *hours = rp_terms_of(plan->w->p, contact->terms)->hours;
    if (!hours) {
        return true;
    }
    place = place == RP_NONE ? 0 : place;
    return plan->w->p->places.entries.n > 0 && rp_opening_is_open(plan->w->p, hours, place, plan->now);
}

static void write_contact(rp_writer *o, rp_tree *array, const rp_contact *contact, bool open) {
    rp_tree *entry = rp_write_object(o, array, NULL);
    rp_write_contact(o, entry, contact);
    if (open) {
        rp_write_flag(o, entry, "open");
    }
}

/* How to reach the first on the path: the contacts the holder may see, those open now first. */
static void write_call(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_candidate *c) {
    const rp_actor *actor;
    rp_tree *array = NULL;
    const rp_who *who;
    if (c->path.stops.n < 2) {
        return;
    }
    who = &plan->w->p->who.at[c->path.stops.at[1].who];
    if (who->kind != RP_WHO_ACTOR) {
        return;
    }
    actor = &plan->w->p->actors.at[who->index];
    for (int open = 1; open >= 0; open--) {
        for (uint32_t i = 0; i < actor->n_contacts; i++) {
            const rp_contact *contact = &plan->w->p->contacts.at[actor->first_contact + i];
            if (rp_visible(plan->w, plan->holder, rp_list(plan->w->p, contact->visible_to)) &&
                contact_open(plan, contact) == (open == 1)) {
                array = array ? array : rp_write_array(o, to, "call");
                write_contact(o, array, contact, open == 1);
            }
        }
    }
}

static void write_share(rp_writer *o, rp_tree *to, const rp_decision *at, size_t n) {
    rp_tree *array;
    if (n == 0) {
        return;
    }
    array = rp_write_array(o, to, "share");
    for (size_t i = 0; i < n; i++) {
        rp_write_decision(o, array, &at[i]);
    }
}

static void write_via(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_candidate *c) {
    rp_tree *array;
    if (c->path.stops.n < 3) {
        return;
    }
    array = rp_write_array(o, to, "via");
    for (size_t i = 0; i < c->via.n; i++) {
        rp_tree *hop = rp_write_object(o, array, NULL);
        rp_write_text(o, hop, "from", who_id(plan, c->via.at[i].from));
        rp_write_text(o, hop, "to", who_id(plan, c->via.at[i].to));
        write_share(o, hop, c->via.at[i].share.at, c->via.at[i].share.n);
    }
}

static void write_candidate(rp_writer *o, rp_tree *array, const rp_plan *plan, const rp_planned *planned,
                            const rp_candidate *c) {
    rp_tree *entry = rp_write_object(o, array, NULL), *path;
    rp_str offer;
    rp_write_text(o, entry, "actor", who_id(plan, c->who));
    if (c->hidden) {
        rp_write_flag(o, entry, "hidden");
    }
    if (c->offer != RP_NONE && rp_node_attribute(&plan->w->p->model, plan->w->p->offers.at[c->offer].node,
                                                 RP_ATTRIBUTE_ID, &offer)) {
        rp_write_text(o, entry, "offer", offer.at);
    }
    rp_write_text(o, entry, "state", rp_state_names[c->state]);
    write_certainty(o, entry, c->eligible == RP_DD_TRUE, c->facts);
    if (c->time == RP_TIME_KNOWN) {
        rp_write_moment(o, entry, "earliest", c->earliest);
    }
    if (c->path.stops.n > 0) {
        path = rp_write_array(o, entry, "path");
        for (size_t i = 0; i < c->path.stops.n; i++) {
            rp_write_text(o, path, NULL, who_id(plan, c->path.stops.at[i].who));
        }
    }
    rp_write_who(o, entry, "notify", c->path.notify.at, c->path.notify.n);
    write_reasons(o, entry, plan, planned, c);
    rp_write_day(o, entry, "verified", c->verified);
    write_call(o, entry, plan, c);
    write_share(o, entry, c->share.at, c->share.n);
    write_via(o, entry, plan, c);
}

/* -- steps -------------------------------------------------------------------------------------------------------- */

static void write_ids(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *ids = rp_write_array(o, to, "ids");
    for (size_t i = 0; i < planned->steps.n; i++) {
        rp_write_text(o, ids, NULL, plan->w->p->steps.at[planned->steps.at[i]].id);
    }
}

static void write_goal(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    const rp_step *step = rp_planned_step(plan, planned);
    rp_write_text(o, to, "kind", kind_names[step->kind]);
    if (step->kind == RP_STEP_SERVICE) {
        rp_write_text(o, to, "goal", plan->w->p->aims.entries.at[step->service].id);
    } else if (step->kind == RP_STEP_INFORM) {
        rp_write_who(o, to, "goal", step->inform.at, step->inform.n);
    }
    if (planned->purpose != RP_NONE) {
        rp_write_text(o, to, "purpose", plan->w->p->aims.entries.at[planned->purpose].id);
    }
}

static void write_limits(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *array;
    if (planned->limits.n == 0) {
        return;
    }
    array = rp_write_array(o, to, "limits");
    for (size_t i = 0; i < planned->limits.n; i++) {
        const rp_limit *limit = &planned->limits.at[i];
        rp_tree *entry = rp_write_object(o, array, NULL);
        rp_write_moment(o, entry, "at", limit->at);
        rp_write_text(o, entry, "of", plan->w->p->clocks.at[plan->w->p->dues.at[limit->due].clock].id);
        rp_write_text(o, entry, "then", limit->overdue ? "overdue" : "closed");
        if (limit->passed) {
            rp_write_flag(o, entry, "passed");
        }
    }
}

static void write_times(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *clocks;
    if (planned->host != RP_NONE) {
        rp_write_text(o, to, "with", rp_planned_step(plan, &plan->steps.at[planned->host])->id);
    }
    if (planned->has_target) {
        rp_write_moment(o, to, "target", planned->target);
        if (planned->target < plan->now && !planned->is_done) {
            rp_write_flag(o, to, "late");
        }
    }
    if (planned->overdue && !planned->is_done) {
        rp_write_flag(o, to, "overdue");
    }
    write_limits(o, to, plan, planned);
    if (planned->open_clocks.n > 0) {
        clocks = rp_write_array(o, to, "open-clocks");
        for (size_t i = 0; i < planned->open_clocks.n; i++) {
            rp_write_text(o, clocks, NULL, plan->w->p->clocks.at[planned->open_clocks.at[i]].id);
        }
    }
    if (planned->after.n > 0) {
        rp_tree *after = rp_write_array(o, to, "after");
        for (size_t i = 0; i < planned->after.n; i++) {
            rp_write_text(o, after, NULL, rp_planned_step(plan, &plan->steps.at[planned->after.at[i]])->id);
        }
    }
}

static void write_done(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *array;
    if (planned->done.n == 0) {
        return;
    }
    array = rp_write_array(o, to, "done");
    for (size_t i = 0; i < planned->done.n; i++) {
        const rp_done *done = &plan->w->facts.c->done.at[planned->done.at[i]];
        rp_tree *entry = rp_write_object(o, array, NULL);
        rp_write_text(o, entry, "step", plan->w->p->steps.at[done->step].id);
        rp_write_moment(o, entry, "at", done->at);
        if (done->actor != RP_NONE) {
            rp_write_text(o, entry, "actor", plan->w->p->actors.at[done->actor].id);
        }
        rp_write_text(o, entry, "outcome", rp_outcome_names[done->outcome]);
    }
}

static void write_hidden_help(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    size_t n = plan->w->p->roles.n;
    rp_tree *array;
    if (!planned->hides_help) {
        return;
    }
    array = rp_write_array(o, to, "hidden-help");
    for (size_t r = rp_bits_next(planned->hidden_help, 0, n); r < n; r = rp_bits_next(planned->hidden_help, r + 1, n)) {
        rp_write_text(o, array, NULL, plan->w->p->roles.at[r].id);
    }
}

static void write_items_if(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *array;
    if (planned->items_if.n == 0) {
        return;
    }
    array = rp_write_array(o, to, "items-if");
    for (size_t i = 0; i < planned->items_if.n; i++) {
        const rp_item_if *item = &planned->items_if.at[i];
        rp_tree *entry = rp_write_object(o, array, NULL);
        rp_write_text(o, entry, "item", plan->w->p->items.entries.at[item->item].id);
        rp_write_text(o, entry, "step", plan->w->p->steps.at[item->step].id);
        rp_write_facts(o, entry, "facts", item->facts);
    }
}

static void write_left_out(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *array;
    if (planned->left_out.n == 0) {
        return;
    }
    array = rp_write_array(o, to, "left-out");
    for (size_t i = 0; i < planned->left_out.n; i++) {
        const rp_left_out *left = &planned->left_out.at[i];
        rp_tree *entry = rp_write_object(o, array, NULL), *because, *args;
        rp_write_text(o, entry, "actor", plan->w->p->actors.at[left->actor].id);
        because = rp_write_object(o, entry, "because");
        rp_write_text(o, because, "code", left->code);
        args = rp_write_object(o, because, "args");
        if (left->at != RP_NO_TIME) {
            rp_write_moment(o, args, "at", left->at);
        }
    }
}

static void write_step_cites(rp_writer *o, rp_tree *to, const rp_plan *plan, const rp_planned *planned) {
    rp_node *nodes = RP_ARENA_ARRAY(o->arena, rp_node, planned->steps.n);
    for (size_t i = 0; i < planned->steps.n && nodes; i++) {
        nodes[i] = plan->w->p->steps.at[planned->steps.at[i]].node;
    }
    if (nodes) {
        rp_write_cites(o, to, nodes, planned->steps.n);
    }
}

static void write_step(rp_writer *o, rp_tree *array, const rp_plan *plan, const rp_planned *planned) {
    rp_tree *entry = rp_write_object(o, array, NULL), *list;
    write_ids(o, entry, plan, planned);
    write_goal(o, entry, plan, planned);
    write_certainty(o, entry, planned->certain, planned->facts);
    rp_write_text(o, entry, "state", rp_state_names[planned->state]);
    write_times(o, entry, plan, planned);
    if (planned->candidates.n > 0) {
        list = rp_write_array(o, entry, "candidates");
        for (size_t i = 0; i < planned->candidates.n; i++) {
            write_candidate(o, list, plan, planned, &planned->candidates.at[i]);
        }
    }
    write_done(o, entry, plan, planned);
    write_hidden_help(o, entry, plan, planned);
    write_items_if(o, entry, plan, planned);
    write_left_out(o, entry, plan, planned);
    if (planned->escalates) {
        list = rp_write_object(o, entry, "escalate");
        rp_write_who(o, list, "to", planned->escalate_to.at, planned->escalate_to.n);
        rp_write_moment(o, list, "at", planned->escalate_at);
    }
    write_step_cites(o, entry, plan, planned);
}

static void write_advice(rp_writer *o, rp_tree *to, const rp_plan *plan) {
    rp_tree *array = rp_write_array(o, to, "advice");
    for (size_t i = 0; i < plan->advice.n; i++) {
        const rp_planned_advice *planned = &plan->advice.at[i];
        const rp_advice *advice = &plan->w->p->advice.at[planned->advice];
        rp_tree *entry = rp_write_object(o, array, NULL);
        rp_write_text(o, entry, "id", advice->id);
        rp_write_text(o, entry, "kind", advice->kind);
        write_certainty(o, entry, planned->certain, planned->facts);
        rp_write_cites(o, entry, &advice->node, 1);
    }
}

void rp_write_plan_head(rp_writer *o, rp_tree *root, const refpath_case *c, int64_t now) {
    if (c->id) {
        rp_write_text(o, root, "case", rp_arena_format(o->arena, "%s", c->id));
    }
    rp_write_text(o, root, "holder", c->protocol->who.at[c->holder].id);
    rp_write_moment(o, root, "now", now);
}

void rp_write_plan(rp_writer *o, rp_tree *root, const rp_plan *plan) {
    rp_tree *steps;
    rp_write_ask(o, root, plan, false);
    if (plan->order.n > 0) {
        steps = rp_write_array(o, root, "steps");
        for (size_t i = 0; i < plan->order.n; i++) {
            write_step(o, steps, plan, &plan->steps.at[plan->order.at[i]]);
        }
    }
    if (plan->advice.n > 0) {
        write_advice(o, root, plan);
    }
}
