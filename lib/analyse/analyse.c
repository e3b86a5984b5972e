/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The entry point: reads the question, starts the answer, hands over to the analysis asked for. */
#include "analyse/table.h"

#include "base/check.h"
#include "decide/who.h"

#include <string.h>

#define USUAL_WORK 1000u /* times that of one question */

typedef struct rp_analyst {
    refpath_analysis analysis;
    const char *name;
    rp_study_keys keys;
    refpath_status (*analyse)(rp_analysis *a);
} rp_analyst;

static const rp_analyst *find_analyst(refpath_analysis analysis) {
    static const char *const pathway_keys[] = {"facts", "concern", NULL};
    static const char *const of_conformance[] = {"events", NULL};
    static const char *const of_drawdown[] = {"without", "repairs-tried", NULL};
    static const char *const of_failures[] = {"pairs", NULL};
    static const char *const of_load[] = {"arrivals", "capacity", NULL};
    static const char *const of_simulation[] = {"arrivals", "capacity",   "seed",      "runs",     "weeks",
                                                "warm-up",  "refusal",    "withdrawal", "no-answer", "patience", NULL};
    static const char *const of_times[] = {"steps", "detail", NULL};
    static const rp_analyst all[] = {
        {REFPATH_ANALYSIS_COVERAGE,
         "coverage",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_WEIGHTS | RP_STUDY_HOLDER | RP_STUDY_FROM | RP_STUDY_STEP, NULL},
         rp_analyse_coverage},
        {REFPATH_ANALYSIS_DRAWDOWN,
         "drawdown",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_HOLDER | RP_STUDY_FROM | RP_STUDY_STEP, of_drawdown},
         rp_analyse_drawdown},
        {REFPATH_ANALYSIS_FAILURES,
         "failures",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_HOLDER | RP_STUDY_FROM | RP_STUDY_STEP, of_failures},
         rp_analyse_failures},
        {REFPATH_ANALYSIS_TIMES,
         "times",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_HOLDER | RP_STUDY_FROM | RP_STUDY_STEP, of_times},
         rp_analyse_times},
        {REFPATH_ANALYSIS_LOAD,
         "load",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_HOLDER | RP_STUDY_FROM, of_load},
         rp_analyse_load},
        {REFPATH_ANALYSIS_SIMULATION,
         "simulation",
         {RP_STUDY_KINDS | RP_STUDY_PLACES | RP_STUDY_SERVICES | RP_STUDY_HOLDER | RP_STUDY_FROM, of_simulation},
         rp_analyse_simulation},
        {REFPATH_ANALYSIS_COORDINATION, "coordination", {RP_STUDY_PLACES | RP_STUDY_SERVICES, NULL}, rp_analyse_coordination},
        {REFPATH_ANALYSIS_CONFORMANCE, "conformance", {RP_STUDY_KINDS | RP_STUDY_HOLDER, of_conformance}, rp_analyse_conformance},
        {REFPATH_ANALYSIS_NETWORK, "network", {RP_STUDY_PLACES, NULL}, rp_analyse_network},
        {REFPATH_ANALYSIS_PATHWAYS, "pathways", {RP_STUDY_HOLDER, pathway_keys}, rp_analyse_pathways},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].analysis == analysis) {
            return &all[i];
        }
    }
    return NULL;
}

/* -- while it goes on -------------------------------------------------------------------------------------------- */

refpath_status rp_analysis_step(rp_analysis *a, uint64_t done, uint64_t total) {
    return a->progress && a->progress(done, total, a->user) != 0 ? REFPATH_CANCELLED : REFPATH_OK;
}

refpath_status rp_analysis_work(rp_analysis *a, uint64_t work) {
    if (work > a->most_work - a->work) {
        a->work = a->most_work;
        return REFPATH_LIMIT_EXCEEDED;
    }
    a->work += work;
    return REFPATH_OK;
}

bool rp_is_at(const refpath_protocol *p, uint32_t list, uint32_t leaf) {
    const rp_refs *at = rp_list(p, list);
    for (uint32_t i = 0; i < at->n; i++) {
        if (rp_under(&p->places, leaf, at->at[i])) {
            return true;
        }
    }
    return false;
}

const char *rp_join_id(rp_analysis *a, const char *ids, const char *id) {
    return ids ? rp_arena_format(a->asking.o.arena, "%s %s", ids, id) : id;
}

bool rp_analysis_sees(const rp_analysis *a, uint32_t who) {
    return rp_sees(&a->asking.w, a->viewer, who);
}

/* -- begin and end ------------------------------------------------------------------------------------------------ */

static void write_head(rp_analysis *a, const rp_analyst *analyst) {
    rp_writer *o = &a->asking.o;
    a->root = a->asking.answer->root;
    rp_write_warnings(o, a->root);
    rp_write_text(o, a->root, "analysis", analyst->name);
    rp_write_moment(o, a->root, "now", a->now);
    if (a->study.holder != RP_NONE) {
        rp_write_text(o, a->root, "holder", a->p->who.at[a->study.holder].id);
    }
    if (analyst->keys.shared & RP_STUDY_FROM) {
        rp_write_moment(o, a->root, "from", a->study.from);
    }
    if (analyst->keys.shared & RP_STUDY_STEP) {
        rp_write_integer(o, a->root, "step-minutes", a->study.step / 60);
    }
    if (a->min_cell > 0) {
        rp_write_integer(o, a->root, "min-cell", (int64_t)a->min_cell);
    }
}

/* A holder whom the viewer may not see is refused in the words for one that is not there. */
static refpath_status check_holder(rp_analysis *a) {
    static const rp_place_in nowhere = {"", 0, 0};
    char choices[RP_INTEGER_ROOM];
    if (a->study.holder == RP_NONE || rp_analysis_sees(a, a->study.holder)) {
        return REFPATH_OK;
    }
    (void)rp_print_integer((int64_t)rp_case_count_holders(a->p), choices);
    rp_diag_add(a->diags, RP_PROBLEM_CASE_UNKNOWN_ID, nowhere, "holder", choices);
    return REFPATH_INVALID_QUESTION;
}

/* The answer names kinds when the study is gone. */
static refpath_status keep_ids(rp_analysis *a) {
    for (size_t i = 0; i < a->study.kinds.n; i++) {
        const char *id = a->study.kinds.at[i].id;
        id = rp_arena_text(a->asking.o.arena, id, strlen(id));
        RP_HAVE(id);
        a->study.kinds.at[i].id = id;
    }
    return REFPATH_OK;
}

static refpath_status analyse(rp_analysis *a, const rp_analyst *analyst, const refpath_analysis_question *question) {
    a->arena = &a->asking.scratch;
    RP_TRY(rp_study_read(&a->study, a->p, a->arena, &analyst->keys, question->study, question->study_length, a->now,
                         a->diags));
    a->p = a->study.p;
    RP_TRY(keep_ids(a));
    RP_TRY(check_holder(a));
    write_head(a, analyst);
    RP_TRY(analyst->analyse(a));
    rp_tables_suppress(a->tables, a->min_cell);
    return REFPATH_OK;
}

static refpath_status run(refpath_answer **out, rp_analysis *a, const rp_analyst *analyst,
                          const refpath_analysis_question *question) {
    refpath_case *nothing;
    refpath_status status;
    RP_TRY(refpath_case_new(&nothing, a->p, &a->p->alloc.hooks));
    status = rp_asking_start(&a->asking, REFPATH_ANSWER_ANALYSIS, nothing, a->now, a->diags);
    if (status == REFPATH_OK) {
        status = analyse(a, analyst, question);
        rp_study_free(&a->study); /* its lists lie in memory that goes with the question */
        status = rp_asking_end(&a->asking, status, out, a->diags);
    }
    refpath_case_free(nothing);
    return status;
}

refpath_status refpath_protocol_analyse(refpath_answer **out, const refpath_protocol *protocol,
                                        const refpath_analysis_question *question, refpath_diags *diags) {
    const rp_analyst *analyst;
    rp_asked q = {protocol, diags, false};
    rp_analysis a;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol || !question || question->size != sizeof *question || question->now == REFPATH_NO_TIME ||
        question->min_cell > INT64_MAX || (!question->study && question->study_length > 0)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    analyst = find_analyst(question->analysis);
    if (!analyst) {
        return REFPATH_INVALID_ARGUMENT;
    }
    memset(&a, 0, sizeof a);
    a.p = protocol;
    a.now = question->now;
    a.viewer = rp_asked_viewer(&q, question->viewer);
    a.min_cell = question->min_cell;
    a.most_work = question->work ? question->work
                  : protocol->most_work > UINT64_MAX / USUAL_WORK ? UINT64_MAX
                                                                  : protocol->most_work * USUAL_WORK;
    a.progress = question->progress;
    a.user = question->user;
    a.diags = diags;
    return q.bad ? REFPATH_INVALID_QUESTION : run(out, &a, analyst, question);
}
