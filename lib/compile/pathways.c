/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Coordination and pathways: interfaces, steps with their times, advice. */
#include "base/check.h"
#include "compile/build.h"

static refpath_status add_interface(rp_build *b, rp_node node) {
    rp_node unless = rp_node_first_of(b->m, node, RP_ELEMENT_UNLESS);
    rp_interface *face = RP_LIST_ADD(b->arena, &b->p->interfaces);
    RP_HAVE(face);
    face->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    face->node = node;
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_FROM, RP_TO_WHO, &face->from));
    RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_TO, RP_TO_WHO, &face->to));
    RP_TRY(rp_build_members(b, node, RP_ATTRIBUTE_THROUGH, RP_WHO_ROLE, &face->through));
    face->direct_when_missing = rp_build_is(b, node, RP_ATTRIBUTE_WHEN_MISSING, "direct");
    face->open_holds = unless && rp_build_is(b, unless, RP_ATTRIBUTE_IF_OPEN, "holds");
    return rp_build_when(b, node, RP_ELEMENT_UNLESS, RP_IN_UNLESS, &face->unless);
}

refpath_status rp_build_coordination(rp_build *b) {
    RP_EACH_OF(b->m, section, b->m->root, RP_ELEMENT_COORDINATION) {
        RP_EACH_OF(b->m, node, section, RP_ELEMENT_INTERFACE) { RP_TRY(add_interface(b, node)); }
    }
    return REFPATH_OK;
}

static refpath_status add_due(rp_build *b, rp_node node) {
    rp_due *due = RP_LIST_ADD(b->arena, &b->p->dues);
    RP_HAVE(due);
    due->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    due->node = node;
    due->within = rp_build_duration(b, node, RP_ATTRIBUTE_WITHIN, 0);
    due->overdue = rp_build_is(b, node, RP_ATTRIBUTE_THEN, "overdue");
    due->clock = 0;
    if (rp_build_has(b, node, RP_ATTRIBUTE_OF)) {
        RP_TRY(rp_build_ref(b, node, RP_ATTRIBUTE_OF, RP_TO_CLOCK, &due->clock));
    }
    return rp_build_when(b, node, RP_ELEMENT_WHEN, RP_IN_PATHWAY, &due->when);
}

static refpath_status add_dues(rp_build *b, rp_node node, rp_element element, uint32_t *first, uint32_t *n) {
    *first = (uint32_t)b->p->dues.n;
    RP_EACH_OF(b->m, due, node, element) { RP_TRY(add_due(b, due)); }
    *n = (uint32_t)b->p->dues.n - *first;
    return REFPATH_OK;
}

static refpath_status add_escalates(rp_build *b, rp_step *step) {
    step->first_escalate = (uint32_t)b->p->escalates.n;
    RP_EACH_OF(b->m, node, step->node, RP_ELEMENT_ESCALATE) {
        rp_escalate *escalate = RP_LIST_ADD(b->arena, &b->p->escalates);
        RP_HAVE(escalate);
        RP_TRY(rp_build_refs(b, node, RP_ATTRIBUTE_TO, RP_TO_WHO, &escalate->to));
        escalate->after = rp_build_duration(b, node, RP_ATTRIBUTE_AFTER, 0);
        RP_TRY(rp_build_when(b, node, RP_ELEMENT_WHEN, RP_IN_PATHWAY, &escalate->when));
    }
    step->n_escalates = (uint32_t)b->p->escalates.n - step->first_escalate;
    return REFPATH_OK;
}

static refpath_status read_step_goal(rp_build *b, rp_step *step) {
    uint32_t by;
    RP_TRY(rp_build_ref(b, step->node, RP_ATTRIBUTE_SERVICE, RP_TO_SERVICE, &step->service));
    RP_TRY(rp_build_refs(b, step->node, RP_ATTRIBUTE_INFORM, RP_TO_ROLE | RP_TO_PARTY, &step->inform));
    RP_TRY(rp_build_ref(b, step->node, RP_ATTRIBUTE_WITH, RP_TO_STEP, &step->with));
    RP_TRY(rp_build_ref(b, step->node, RP_ATTRIBUTE_BY, RP_TO_ROLE, &by));
    step->by = by == RP_NONE ? RP_NONE : b->p->who.at[by].index;
    RP_TRY(rp_build_refs(b, step->node, RP_ATTRIBUTE_AFTER, RP_TO_STEP, &step->after));
    RP_TRY(rp_build_ref(b, step->node, RP_ATTRIBUTE_PURPOSE, RP_TO_AIM, &step->purpose));
    RP_TRY(rp_build_refs(b, step->node, RP_ATTRIBUTE_SHARE, RP_TO_ITEM, &step->share));
    step->kind = rp_build_has(b, step->node, RP_ATTRIBUTE_SERVICE)  ? RP_STEP_SERVICE
                 : rp_build_has(b, step->node, RP_ATTRIBUTE_INFORM) ? RP_STEP_INFORM
                                                                    : RP_STEP_ACT;
    if (!rp_build_has(b, step->node, RP_ATTRIBUTE_PURPOSE)) {
        step->purpose = step->service;
    }
    return REFPATH_OK;
}

static void check_step(rp_build *b, const rp_step *step) {
    bool aimed = rp_build_has(b, step->node, RP_ATTRIBUTE_PURPOSE) || step->kind == RP_STEP_SERVICE;
    if (rp_build_has(b, step->node, RP_ATTRIBUTE_SHARE) && !aimed) {
        rp_build_problem(b, RP_PROBLEM_SHARE_WITHOUT_PURPOSE, step->node, RP_ATTRIBUTE_SHARE, step->id, NULL);
    }
    if (step->with != RP_NONE) {
        const rp_step *host = &b->p->steps.at[step->with];
        bool host_gives = rp_build_has(b, host->node, RP_ATTRIBUTE_SERVICE);
        if (step->kind != RP_STEP_SERVICE || !host_gives) {
            rp_build_problem(b, RP_PROBLEM_WITH_WITHOUT_SERVICE, step->node, RP_ATTRIBUTE_WITH, step->id, host->id);
        }
    }
}

static refpath_status read_step(rp_build *b, rp_step *step, uint32_t pathway, uint32_t first_target, uint32_t n_targets) {
    step->pathway = pathway;
    RP_TRY(read_step_goal(b, step));
    check_step(b, step);
    RP_TRY(add_dues(b, step->node, RP_ELEMENT_TARGET, &step->first_target, &step->n_targets));
    if (step->n_targets == 0) {
        step->first_target = first_target;
        step->n_targets = n_targets;
    }
    RP_TRY(add_dues(b, step->node, RP_ELEMENT_LIMIT, &step->first_limit, &step->n_limits));
    RP_TRY(add_escalates(b, step));
    return rp_build_when(b, step->node, RP_ELEMENT_WHEN, RP_IN_PATHWAY, &step->when);
}

static refpath_status add_advice(rp_build *b, rp_node node, uint32_t pathway, uint32_t role) {
    rp_advice *advice = RP_LIST_ADD(b->arena, &b->p->advice);
    RP_HAVE(advice);
    advice->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    advice->node = node;
    advice->kind = rp_build_text(b, node, RP_ATTRIBUTE_KIND);
    advice->pathway = pathway;
    RP_TRY(rp_build_members(b, node, RP_ATTRIBUTE_ROLE, RP_WHO_ROLE, &advice->roles));
    if (role != RP_NONE) {
        uint32_t *own = RP_ARENA_NEW(b->arena, uint32_t);
        RP_HAVE(own);
        *own = role; /* inside a role it is for that role, whatever else it names */
        advice->roles.n = 1;
        advice->roles.at = own;
    }
    return rp_build_when(b, node, RP_ELEMENT_WHEN, RP_IN_PATHWAY, &advice->when);
}

static refpath_status add_pathway(rp_build *b, rp_node node, uint32_t *next_step) {
    uint32_t number = (uint32_t)b->p->pathways.n, first_target, n_targets, n = 0;
    rp_pathway *pathway = RP_LIST_ADD(b->arena, &b->p->pathways);
    RP_HAVE(pathway);
    pathway->id = rp_build_text(b, node, RP_ATTRIBUTE_ID);
    pathway->node = node;
    pathway->first_step = *next_step;
    RP_TRY(rp_build_when(b, node, RP_ELEMENT_WHEN, RP_IN_PATHWAY, &pathway->when));
    RP_TRY(add_dues(b, node, RP_ELEMENT_TARGET, &first_target, &n_targets));
    RP_EACH_OF(b->m, step, node, RP_ELEMENT_STEP) {
        RP_TRY(read_step(b, &b->p->steps.at[*next_step + n], number, first_target, n_targets));
        n++;
    }
    RP_EACH_OF(b->m, advice, node, RP_ELEMENT_ADVICE) { RP_TRY(add_advice(b, advice, number, RP_NONE)); }
    b->p->pathways.at[number].n_steps = n;
    *next_step += n;
    return REFPATH_OK;
}

static refpath_status add_role_advice(rp_build *b, rp_node section) {
    RP_EACH_OF(b->m, node, section, RP_ELEMENT_ROLE) {
        rp_str id;
        uint32_t who = RP_NONE;
        if (rp_node_attribute(b->m, node, RP_ATTRIBUTE_ID, &id)) {
            who = rp_table_find(&b->p->who_names, id);
        }
        RP_EACH_OF(b->m, advice, node, RP_ELEMENT_ADVICE) {
            RP_TRY(add_advice(b, advice, RP_NONE, who == RP_NONE ? RP_NONE : b->p->who.at[who].index));
        }
    }
    return REFPATH_OK;
}

/* Sections are read in document order, so that advice of roles and pathways stands in it too. */
refpath_status rp_build_pathways(rp_build *b) {
    uint32_t next_step = 0;
    RP_EACH(b->m, section, b->m->root) {
        switch (rp_node_element(b->m, section)) {
        case RP_ELEMENT_ROLES: RP_TRY(add_role_advice(b, section)); break;
        case RP_ELEMENT_PATHWAYS: {
            RP_EACH_OF(b->m, node, section, RP_ELEMENT_PATHWAY) { RP_TRY(add_pathway(b, node, &next_step)); }
            break;
        }
        default: break;
        }
    }
    return REFPATH_OK;
}
