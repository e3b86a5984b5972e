/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "decide/question.h"

#include "base/check.h"
#include "decide/clock_text.h"
#include "decide/who.h"
#include "unicode/civil.h"

#include <string.h>

static const rp_place_in nowhere = {"", 0, 0};

/* -- warnings ----------------------------------------------------------------------------------------------------- */

static void warn_review(rp_work *w) {
    char text[RP_DATE_TEXT];
    char *kept;
    rp_civil_print_date(w->p->review_by, text);
    kept = rp_arena_text(w->arena, text, strlen(text));
    if (kept) {
        rp_warn(w, "review-due", "since", kept);
    } else {
        w->dd.status = REFPATH_OUT_OF_MEMORY;
    }
}

void rp_warn_protocol(rp_work *w) {
    const refpath_protocol *p = w->p;
    if (p->valid_from != RP_NO_DATE && w->facts.day < p->valid_from) {
        rp_warn(w, "not-valid-yet", NULL, NULL);
    }
    if (p->valid_until != RP_NO_DATE && w->facts.day > p->valid_until) {
        rp_warn(w, "no-longer-valid", NULL, NULL);
    }
    if (p->review_by != RP_NO_DATE && w->facts.day > p->review_by) {
        warn_review(w);
    }
    if (strcmp(p->status, "adopted") != 0) {
        rp_warn(w, "not-adopted", "status", p->status);
    }
    for (size_t i = 0; i < p->model.dropped_guards.n; i++) {
        rp_warn(w, "guard-dropped", "ref", p->model.dropped_guards.at[i]);
    }
}

/* -- begin and end ---------------------------------------------------------------------------------------------------- */

refpath_status rp_asking_start(rp_asking *a, refpath_answer_kind kind, const refpath_case *c, int64_t at,
                               refpath_diags *diags) {
    refpath_status status;
    char text[RP_MOMENT_TEXT];
    memset(a, 0, sizeof *a);
    if (!rp_moment_write(at, text)) {
        return REFPATH_INVALID_ARGUMENT; /* no moment that an answer could tell */
    }
    rp_arena_init(&a->scratch, &c->alloc, true);
    status = rp_answer_new(&a->answer, kind, c->protocol, &c->alloc);
    if (status == REFPATH_OK) {
        status = rp_work_init(&a->w, &a->scratch, c, at, diags);
    }
    if (status != REFPATH_OK) {
        refpath_answer *none;
        return rp_asking_end(a, status, &none, diags);
    }
    a->o.w = &a->w;
    a->o.arena = &a->answer->arena;
    rp_warn_protocol(&a->w);
    return REFPATH_OK;
}

refpath_status rp_asking_end(rp_asking *a, refpath_status status, refpath_answer **out, refpath_diags *diags) {
    *out = NULL;
    if (status == REFPATH_OK) {
        bool failed = a->scratch.failed || a->answer->arena.failed; /* whoever noticed it or not */
        status = a->w.dd.status != REFPATH_OK ? a->w.dd.status : failed ? REFPATH_OUT_OF_MEMORY : REFPATH_OK;
    }
    if (status == REFPATH_LIMIT_EXCEEDED) {
        rp_diag_add(diags, RP_PROBLEM_NOT_DECIDED, nowhere);
    }
    if (status == REFPATH_OUT_OF_MEMORY) {
        rp_diag_add(diags, RP_PROBLEM_OUT_OF_MEMORY, nowhere);
    }
    if (status == REFPATH_OK) {
        *out = a->answer;
    } else {
        refpath_answer_unref(a->answer);
    }
    a->answer = NULL;
    rp_arena_free(&a->scratch);
    return status;
}

/* -- names ------------------------------------------------------------------------------------------------------------- */

void rp_asked_unknown(rp_asked *q, const char *argument, size_t choices) {
    char count[24];
    size_t at = sizeof count - 1;
    count[at] = '\0';
    do {
        count[--at] = (char)('0' + choices % 10);
        choices /= 10;
    } while (choices > 0 && at > 0);
    rp_diag_add(q->diags, RP_PROBLEM_QUESTION_UNKNOWN, nowhere, argument, count + at);
    q->bad = true;
}

uint32_t rp_asked_entry(rp_asked *q, const rp_forest *f, const char *id, const char *argument) {
    uint32_t entry;
    if (!id) {
        rp_diag_add(q->diags, RP_PROBLEM_QUESTION_MISSING, nowhere, argument);
        q->bad = true;
        return RP_NONE;
    }
    entry = rp_table_find(&f->names, rp_str_of(id));
    if (entry == RP_NONE) {
        rp_asked_unknown(q, argument, f->entries.n);
    }
    return entry;
}

static size_t count_kinds(const refpath_protocol *p, int kinds) {
    size_t n = 0;
    for (size_t i = 0; i < p->who.n; i++) {
        n += (kinds >> p->who.at[i].kind) & 1;
    }
    return n;
}

uint32_t rp_asked_who(rp_asked *q, const char *id, const char *argument, int kinds) {
    uint32_t who;
    if (!id) {
        rp_diag_add(q->diags, RP_PROBLEM_QUESTION_MISSING, nowhere, argument);
        q->bad = true;
        return RP_NONE;
    }
    who = rp_table_find(&q->p->who_names, rp_str_of(id));
    if (who == RP_NONE || !((kinds >> q->p->who.at[who].kind) & 1)) {
        rp_asked_unknown(q, argument, count_kinds(q->p, kinds));
        return RP_NONE;
    }
    return who;
}

uint32_t rp_asked_sender(rp_asked *q, const char *id, const char *argument) {
    uint32_t who = rp_asked_who(q, id, argument, (1 << RP_WHO_ACTOR) | (1 << RP_WHO_ROLE));
    if (who != RP_NONE && q->p->who.at[who].kind == RP_WHO_ROLE &&
        q->p->roles.at[q->p->who.at[who].index].groups.n == 0) {
        rp_diag_add(q->diags, RP_PROBLEM_QUESTION_WITHOUT_GROUP, nowhere, argument);
        q->bad = true;
    }
    return who;
}

uint32_t rp_asked_viewer(rp_asked *q, const char *id) {
    int kinds = (1 << RP_WHO_ACTOR) | (1 << RP_WHO_ROLE) | (1 << RP_WHO_GROUP);
    if (!id) {
        return RP_NONE;
    }
    if (strcmp(id, "all") == 0) {
        return RP_ALL_VIEWER;
    }
    return rp_asked_who(q, id, "viewer", kinds);
}
