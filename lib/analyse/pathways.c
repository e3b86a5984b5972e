/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The pathways of a protocol as a graph: all, or those whose conditions can hold with what the study says of a child. The
 * conditions are decided as for a case of which only that is known.
 */
#include "analyse/graph.h"

#include "base/check.h"
#include "decide/plan.h"

#include <string.h>

typedef struct rp_paths {
    rp_graph g;
    rp_analysis *a;
    const refpath_protocol *p;
    refpath_case *c;
    rp_work w;
    rp_plan plan;
    rp_dd given;     /* what must hold besides: derived flags of the study */
    rp_dd *holds;    /* per pathway: together with what is given */
} rp_paths;

/* -- what is given ----------------------------------------------------------------------------------------------- */

typedef struct rp_concern {
    uint32_t fact, term; /* term RP_NONE: a flag */
} rp_concern;

/* "term", "fact/term" or "flag"; false where there is none, or where several facts have the term. */
static bool find_concern(const refpath_protocol *p, const char *text, rp_concern *out) {
    const char *slash = strchr(text, '/');
    size_t found = 0;
    for (uint32_t i = 0; i < p->facts.n; i++) {
        const rp_fact *fact = &p->facts.at[i];
        bool here = !slash || (strlen(fact->id) == (size_t)(slash - text) && strncmp(fact->id, text, strlen(fact->id)) == 0);
        uint32_t term = RP_NONE;
        if (here && (fact->kind == RP_FACT_SET || fact->kind == RP_FACT_CHOICE)) {
            term = rp_table_find(&fact->terms.names, rp_str_of(slash ? slash + 1 : text));
        }
        if (term != RP_NONE || (!slash && fact->kind == RP_FACT_FLAG && strcmp(fact->id, text) == 0)) {
            *out = (rp_concern){i, term};
            found++;
        }
    }
    return found == 1;
}

static void give(rp_paths *x, rp_case_edit *e, const rp_concern *concern, const rp_case_path *path) {
    const rp_fact *fact = &x->p->facts.at[concern->fact];
    if (fact->kind == RP_FACT_SET) {
        rp_case_put_term(e, concern->fact, concern->term, REFPATH_TRUTH_YES, path);
    } else if (fact->kind == RP_FACT_CHOICE) {
        rp_case_start_choice(e, concern->fact);
        rp_case_allow_term(e, concern->fact, concern->term);
        rp_case_end_choice(e, concern->fact);
    } else if (fact->when == RP_NONE) {
        rp_case_put_flag(e, concern->fact, REFPATH_TRUTH_YES, path);
    }
}

/* How many a concern can be: terms and flags. */
static size_t choices_of(const refpath_protocol *p) {
    size_t n = 0;
    for (size_t i = 0; i < p->facts.n; i++) {
        n += p->facts.at[i].kind == RP_FACT_FLAG ? 1 : p->facts.at[i].terms.entries.n;
    }
    return n;
}

/* As the facts of other answers are written: each with its terms. */
static void write_concerns(rp_paths *x) {
    const rp_tree *list = x->a->study.root ? rp_tree_get(x->a->study.root, "concern") : NULL;
    rp_writer *o = &x->a->asking.o;
    rp_tree *concerns = list ? rp_write_array(o, x->a->root, "concern") : NULL;
    for (const rp_tree *name = list ? list->first : NULL; name; name = name->next) {
        rp_concern concern;
        rp_tree *entry;
        if (find_concern(x->p, name->text, &concern)) {
            const rp_fact *fact = &x->p->facts.at[concern.fact];
            entry = rp_write_object(o, concerns, NULL);
            rp_write_text(o, entry, "fact", fact->id);
            if (concern.term != RP_NONE) {
                rp_write_text(o, rp_write_array(o, entry, "terms"), NULL, fact->terms.entries.at[concern.term].id);
            }
        }
    }
}

/* What of a set is not named is not so: a picture of one concern is of that one. */
static void close_sets(rp_paths *x, rp_case_edit *e, const rp_word *named) {
    rp_case_path path = rp_case_path_of("concern");
    for (uint32_t i = 0; i < x->p->facts.n; i++) {
        if (rp_bits_has(named, i)) {
            rp_case_complete_set(e, i, &path);
        }
    }
}

/* Each concern in turn, into the case (`e`), or, where that is NULL, those that are derived flags into `given`. */
static refpath_status read_concerns(rp_paths *x, rp_case_edit *e) {
    const rp_tree *list = x->a->study.root ? rp_tree_get(x->a->study.root, "concern") : NULL;
    rp_case_path path = rp_case_path_of("concern");
    rp_word *named = RP_ARENA_ARRAY(x->a->arena, rp_word, rp_bits_words(x->p->facts.n) + 1);
    size_t number = 0;
    RP_HAVE(named);
    if (!list || (e && !rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[\"term\"]"))) {
        return REFPATH_OK;
    }
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(&path, number++);
        rp_concern concern;
        if (!e) {
            if (find_concern(x->p, name->text, &concern) && concern.term == RP_NONE &&
                x->p->facts.at[concern.fact].when != RP_NONE) {
                x->given = rp_dd_and(&x->w.dd, x->given, rp_plan_holds(&x->plan, x->p->facts.at[concern.fact].when));
            }
        } else if (rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"term\"")) {
            if (!find_concern(x->p, name->text, &concern)) {
                rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &item, choices_of(x->p));
            } else {
                give(x, e, &concern, &item);
                if (x->p->facts.at[concern.fact].kind == RP_FACT_SET) {
                    rp_bits_add(named, concern.fact);
                }
            }
        }
    }
    if (e) {
        close_sets(x, e, named);
    }
    return REFPATH_OK;
}

static refpath_status read_case(rp_paths *x) {
    const rp_tree *facts = x->a->study.root ? rp_tree_get(x->a->study.root, "facts") : NULL;
    rp_case_edit e = rp_case_edit_of(x->c, x->a->diags);
    rp_case_path path = rp_case_path_of("facts");
    if (facts) {
        RP_TRY(rp_case_take_facts(&e, x->a->arena, facts, &path));
    }
    RP_TRY(read_concerns(x, &e));
    x->c->holder = x->a->study.holder;
    return e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}

/* -- nodes -------------------------------------------------------------------------------------------------------- */

/* Whether it applies: certain with what is given, or else what that depends on. */
static void write_certainty(rp_paths *x, rp_tree *node, rp_dd given, rp_dd holds) {
    rp_writer *o = &x->a->asking.o;
    bool certain = rp_dd_and(&x->w.dd, given, rp_dd_not(&x->w.dd, holds)) == RP_DD_FALSE;
    rp_word *axes;
    rp_write_text(o, node, "certainty", certain ? "certain" : "possible");
    if (certain) {
        return;
    }
    axes = rp_axes_new(&x->w);
    if (!axes) {
        o->arena->failed = true;
        return;
    }
    rp_depends(&x->w, holds, axes);
    rp_write_facts(o, node, "facts", axes);
}

static void write_dues(rp_paths *x, rp_tree *node, const char *key, uint32_t first, uint32_t n, rp_dd given) {
    rp_writer *o = &x->a->asking.o;
    rp_tree *list = NULL;
    for (uint32_t i = first; i < first + n; i++) {
        const rp_due *due = &x->p->dues.at[i];
        rp_tree *entry;
        if (rp_dd_and(&x->w.dd, given, rp_plan_holds(&x->plan, due->when)) == RP_DD_FALSE) {
            continue;
        }
        list = list ? list : rp_write_array(o, node, key);
        entry = rp_write_object(o, list, NULL);
        rp_write_duration(o, entry, "within", due->within);
        rp_write_text(o, entry, "of", x->p->clocks.at[due->clock].id);
        if (strcmp(key, "limits") == 0) {
            rp_write_text(o, entry, "then", due->overdue ? "overdue" : "closed");
        }
    }
}

static void write_step(rp_paths *x, const rp_step *step, rp_dd given, rp_dd holds) {
    static const char *const does[] = {"service", "inform", "act"};
    rp_writer *o = &x->a->asking.o;
    rp_tree *node = rp_graph_node(&x->g, "step", step->id, step->node), *list;
    rp_graph_ref(&x->g, node, "in", "pathway", x->p->pathways.at[step->pathway].id);
    if (step->with != RP_NONE) {
        rp_graph_ref(&x->g, node, "with", "step", x->p->steps.at[step->with].id);
    }
    rp_write_text(o, node, "does", does[step->kind]);
    if (step->kind == RP_STEP_SERVICE) {
        rp_write_text(o, node, "goal", x->p->aims.entries.at[step->service].id);
    } else if (step->kind == RP_STEP_INFORM) {
        rp_write_who(o, node, "goal", step->inform.at, step->inform.n);
    }
    if (step->purpose != RP_NONE) {
        rp_write_text(o, node, "purpose", x->p->aims.entries.at[step->purpose].id);
    }
    if (step->by != RP_NONE) {
        rp_write_text(o, node, "by", x->p->roles.at[step->by].id);
    }
    write_certainty(x, node, given, holds);
    holds = rp_dd_and(&x->w.dd, given, holds);
    write_dues(x, node, "targets", step->first_target, step->n_targets, holds);
    write_dues(x, node, "limits", step->first_limit, step->n_limits, holds);
    if (step->share.n > 0) {
        list = rp_write_array(o, node, "share");
        for (uint32_t i = 0; i < step->share.n; i++) {
            rp_write_text(o, list, NULL, x->p->items.entries.at[step->share.at[i]].id);
        }
    }
}

static void add_pathways(rp_paths *x) {
    for (uint32_t i = 0; i < x->p->pathways.n; i++) {
        const rp_pathway *pathway = &x->p->pathways.at[i];
        rp_dd holds = rp_plan_holds(&x->plan, pathway->when);
        x->holds[i] = rp_dd_and(&x->w.dd, x->given, holds);
        if (x->holds[i] != RP_DD_FALSE) {
            write_certainty(x, rp_graph_node(&x->g, "pathway", pathway->id, pathway->node), x->given, holds);
        }
    }
}

static void add_steps(rp_paths *x) {
    for (uint32_t i = 0; i < x->p->steps.n; i++) {
        const rp_step *step = &x->p->steps.at[i];
        rp_dd holds = rp_plan_holds(&x->plan, step->when);
        if (rp_dd_and(&x->w.dd, x->holds[step->pathway], holds) != RP_DD_FALSE) {
            write_step(x, step, x->holds[step->pathway], holds);
        }
    }
}

static void add_who(rp_paths *x, uint32_t who) {
    const rp_who *entry = &x->p->who.at[who];
    rp_node labels = entry->kind == RP_WHO_ROLE    ? x->p->roles.at[entry->index].node
                     : entry->kind == RP_WHO_PARTY ? x->p->parties.at[entry->index].node
                                                   : 0;
    if (entry->kind == RP_WHO_ROLE || entry->kind == RP_WHO_PARTY) {
        rp_graph_node(&x->g, rp_graph_who_kind(x->a, who), entry->id, labels);
    }
}

/* -- edges --------------------------------------------------------------------------------------------------------- */

/* Those whom the steps name, and the services. */
static void add_others(rp_paths *x) {
    for (size_t i = 0; i < x->p->steps.n; i++) {
        const rp_step *step = &x->p->steps.at[i];
        const rp_entry *service = step->kind == RP_STEP_SERVICE ? &x->p->aims.entries.at[step->service] : NULL;
        const char *id = rp_arena_format(x->a->arena, "step:%s", step->id);
        if (!id || rp_table_find(&x->g.ids, rp_str_of(id)) == RP_NONE) {
            continue;
        }
        if (service) {
            rp_graph_node(&x->g, "service", service->id, service->node);
        }
        for (uint32_t k = 0; k < step->inform.n; k++) {
            add_who(x, step->inform.at[k]);
        }
        for (uint32_t e = 0; e < step->n_escalates; e++) {
            const rp_escalate *escalate = &x->p->escalates.at[step->first_escalate + e];
            for (uint32_t k = 0; k < escalate->to.n; k++) {
                add_who(x, escalate->to.at[k]);
            }
        }
    }
}

static void join_who(rp_paths *x, const rp_step *step, const rp_refs *list, const char *kind) {
    for (uint32_t k = 0; k < list->n; k++) {
        rp_graph_edge(&x->g, "step", step->id, rp_graph_who_kind(x->a, list->at[k]), x->p->who.at[list->at[k]].id, kind);
    }
}

static void join_step(rp_paths *x, const rp_step *step) {
    rp_dd holds = rp_dd_and(&x->w.dd, x->holds[step->pathway], rp_plan_holds(&x->plan, step->when));
    rp_graph_edge(&x->g, "step", step->id, "pathway", x->p->pathways.at[step->pathway].id, "in");
    for (uint32_t k = 0; k < step->after.n; k++) {
        rp_graph_edge(&x->g, "step", x->p->steps.at[step->after.at[k]].id, "step", step->id, "after");
    }
    if (step->with != RP_NONE) {
        rp_graph_edge(&x->g, "step", x->p->steps.at[step->with].id, "step", step->id, "visit");
    }
    if (step->kind == RP_STEP_SERVICE) {
        rp_graph_edge(&x->g, "step", step->id, "service", x->p->aims.entries.at[step->service].id, "service");
    }
    join_who(x, step, &step->inform, "inform");
    for (uint32_t e = 0; e < step->n_escalates; e++) {
        const rp_escalate *escalate = &x->p->escalates.at[step->first_escalate + e];
        if (rp_dd_and(&x->w.dd, holds, rp_plan_holds(&x->plan, escalate->when)) != RP_DD_FALSE) {
            join_who(x, step, &escalate->to, "escalate");
        }
    }
}

/* -- the whole ------------------------------------------------------------------------------------------------------ */

static refpath_status write_graph(rp_paths *x) {
    RP_TRY(rp_work_init(&x->w, x->a->arena, x->c, x->a->now, x->a->diags));
    x->plan.w = &x->w;
    x->plan.holder = x->a->study.holder;
    x->plan.now = x->a->now;
    x->given = RP_DD_TRUE;
    RP_TRY(read_concerns(x, NULL));
    x->holds = RP_ARENA_ARRAY(x->a->arena, rp_dd, x->p->pathways.n + 1);
    RP_HAVE(x->holds);
    write_concerns(x);
    rp_graph_begin(&x->g, x->a);
    add_pathways(x);
    add_steps(x);
    add_others(x);
    for (size_t i = 0; i < x->p->steps.n; i++) {
        join_step(x, &x->p->steps.at[i]);
    }
    RP_TRY(x->w.dd.status);
    RP_TRY(rp_analysis_work(x->a, x->w.dd.work));
    rp_graph_end(&x->g);
    return REFPATH_OK;
}

refpath_status rp_analyse_pathways(rp_analysis *a) {
    rp_paths x = {.a = a, .p = a->p};
    refpath_status status;
    RP_TRY(refpath_case_new(&x.c, a->p, &a->p->alloc.hooks));
    status = read_case(&x);
    if (status == REFPATH_OK) {
        status = write_graph(&x);
    }
    refpath_case_free(x.c);
    return status;
}
