/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is on record: consents and refusals, and what became of steps. */
#include "base/check.h"
#include "decide/case_edit.h"
#include "decide/clock_text.h"

#include <stdlib.h>
#include <string.h>

/* -- what both need ------------------------------------------------------------------------------ */

static void missing(rp_case_edit *e, const rp_case_path *path, const char *key) {
    rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, path, key);
}

/* A moment that can be written again. */
static void check_moment(rp_case_edit *e, int64_t moment, const rp_case_path *path, const char *key) {
    char text[RP_MOMENT_TEXT];
    if (moment != REFPATH_NO_TIME && !rp_moment_write(moment, text)) {
        rp_case_path at = rp_case_path_key(path, key);
        rp_case_problem(e, RP_PROBLEM_CASE_BAD_MOMENT, &at);
    }
}

static void check_at(rp_case_edit *e, int64_t at, const rp_case_path *path) {
    if (at == REFPATH_NO_TIME) {
        missing(e, path, "at");
    } else {
        check_moment(e, at, path, "at");
    }
}

/* Which of n words it is; n where it is none. */
static size_t find_word(const char *word, const char *const *words, size_t n) {
    size_t i = 0;
    while (i < n && strcmp(word, words[i]) != 0) {
        i++;
    }
    return i;
}

static size_t take_word(rp_case_edit *e, const char *word, const char *const *words, size_t n,
                        const char *notation, const rp_case_path *path, const char *key) {
    size_t i = find_word(word, words, n);
    if (i == n) {
        rp_case_path at = rp_case_path_key(path, key);
        rp_case_problem_with(e, RP_PROBLEM_CASE_BAD_WORD, &at, notation);
    }
    return i;
}

/* One of those that `is` takes, by its name. */
static uint32_t find_who(const refpath_protocol *p, const char *id, rp_who_kind kind) {
    uint32_t who = rp_table_find(&p->who_names, rp_str_of(id));
    return who != RP_NONE && p->who.at[who].kind == kind ? p->who.at[who].index : RP_NONE;
}

static void unknown_id(rp_case_edit *e, const rp_case_path *path, const char *key, size_t choices) {
    rp_case_path at = rp_case_path_key(path, key);
    rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &at, choices);
}

/* -- consents -------------------------------------------------------------------------------------- */

typedef struct rp_scope_kind {
    const char *key;
    unsigned told;
    const rp_table *names;
    size_t choices;
} rp_scope_kind;

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* In the order of the protocol, each once; how many are left. */
static uint32_t sort_once(uint32_t *list, uint32_t n) {
    uint32_t kept = 0;
    qsort(list, n, sizeof *list, by_number);
    for (uint32_t i = 0; i < n; i++) {
        if (kept == 0 || list[kept - 1] != list[i]) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static refpath_status take_ids(rp_case_edit *e, const refpath_scope *from, const rp_scope_kind *kind,
                               const rp_case_path *path, rp_scope *to) {
    uint32_t *list = RP_ARENA_ARRAY(&e->c->arena, uint32_t, from->n_ids);
    rp_case_path key = rp_case_path_key(path, kind->key);
    RP_HAVE(list);
    for (size_t i = 0; i < from->n_ids; i++) {
        rp_case_path item = rp_case_path_item(&key, i);
        uint32_t number = rp_table_find(kind->names, rp_str_of(from->ids[i]));
        if (number == RP_NONE) {
            rp_case_problem_choices(e, RP_PROBLEM_CASE_UNKNOWN_ID, &item, kind->choices);
        } else {
            list[to->ids.n++] = number;
        }
    }
    to->ids.n = sort_once(list, to->ids.n);
    to->ids.at = list;
    return REFPATH_OK;
}

/* A scope that a refusal leaves out is everything; a consent leaves out none. */
static refpath_status take_scope(rp_case_edit *e, const refpath_scope *from, bool may_lack,
                                 const rp_scope_kind *kind, const rp_case_path *path, rp_scope *to) {
    rp_case_path key = rp_case_path_key(path, kind->key);
    to->all = from->all || (may_lack && !from->ids);
    if (to->all) {
        return REFPATH_OK;
    }
    if (!from->ids) {
        missing(e, path, kind->key);
        return REFPATH_OK;
    }
    if (from->n_ids == 0) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, &key);
        return REFPATH_OK;
    }
    return take_ids(e, from, kind, path, to);
}

static refpath_status take_scopes(rp_case_edit *e, const refpath_consent_record *r, unsigned told,
                                  const rp_case_path *path, rp_consent *c) {
    const refpath_protocol *p = e->p;
    rp_scope_kind items = {"items", RP_TOLD_ITEMS, &p->items.names, p->items.entries.n};
    rp_scope_kind recipients = {"recipients", RP_TOLD_RECIPIENTS, &p->who_names, p->who.n};
    rp_scope_kind purposes = {"purposes", RP_TOLD_PURPOSES, &p->aims.names, p->aims.entries.n};
    bool may_lack = !r->given || (told & RP_TOLD_GIVEN);
    if (!(told & items.told)) {
        RP_TRY(take_scope(e, &r->items, may_lack, &items, path, &c->items));
    }
    if (!(told & recipients.told)) {
        RP_TRY(take_scope(e, &r->recipients, may_lack, &recipients, path, &c->recipients));
    }
    if (!(told & purposes.told)) {
        RP_TRY(take_scope(e, &r->purposes, may_lack, &purposes, path, &c->purposes));
    }
    return REFPATH_OK;
}

/* A refusal may say how it was given; that changes nothing and is not kept. */
static void take_kind_and_form(rp_case_edit *e, const refpath_consent_record *r, unsigned told,
                               const rp_case_path *path, rp_consent *c) {
    static const char *const kinds[] = {"consent", "assent"};
    static const char *const forms[] = {"spoken", "recorded", "written"};
    bool may_lack = !r->given || (told & RP_TOLD_GIVEN);
    if (r->kind) {
        c->assent = take_word(e, r->kind, kinds, 2, "\"consent\" | \"assent\"", path, "kind") == 1;
    } else if (!may_lack && !(told & RP_TOLD_KIND)) {
        missing(e, path, "kind");
    }
    if (r->form) {
        c->form = (rp_form)take_word(e, r->form, forms, 3, "\"written\" | \"recorded\" | \"spoken\"",
                                     path, "form");
    } else if (!may_lack && !(told & RP_TOLD_FORM)) {
        missing(e, path, "form");
    }
    if (!r->given) {
        c->assent = false;
        c->form = RP_SPOKEN;
    }
}

static void check_end(rp_case_edit *e, const refpath_consent_record *r, int64_t end,
                      const rp_case_path *path, const char *key) {
    rp_case_path at = rp_case_path_key(path, key);
    check_moment(e, end, path, key);
    if (end != REFPATH_NO_TIME && r->at != REFPATH_NO_TIME && end < r->at) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, &at);
    }
}

/* Only what was given can run out or be taken back. */
static void take_times(rp_case_edit *e, const refpath_consent_record *r, unsigned told,
                       const rp_case_path *path, rp_consent *c) {
    if (!(told & RP_TOLD_AT)) {
        check_at(e, r->at, path);
    }
    c->at = r->at;
    c->until = c->withdrawn = RP_NO_TIME;
    if (!r->given && !(told & RP_TOLD_GIVEN)) {
        return;
    }
    check_end(e, r, r->until, path, "until");
    check_end(e, r, r->withdrawn, path, "withdrawn");
    c->until = r->until;
    c->withdrawn = r->withdrawn;
}

static void take_party(rp_case_edit *e, const refpath_consent_record *r, unsigned told,
                       const rp_case_path *path, rp_consent *c) {
    if (told & RP_TOLD_BY) {
        return;
    }
    if (!r->by) {
        missing(e, path, "by");
        return;
    }
    c->party = find_who(e->p, r->by, RP_WHO_PARTY);
    if (c->party == RP_NONE) {
        unknown_id(e, path, "by", e->p->parties.n);
    }
}

refpath_status rp_case_put_consent(rp_case_edit *e, const refpath_consent_record *record,
                                   unsigned told, const rp_case_path *path) {
    rp_consent consent, *kept;
    bool was_bad = e->bad, good;
    memset(&consent, 0, sizeof consent);
    e->bad = told != 0;
    consent.given = record->given != 0;
    take_party(e, record, told, path, &consent);
    take_times(e, record, told, path, &consent);
    take_kind_and_form(e, record, told, path, &consent);
    RP_TRY(take_scopes(e, record, told, path, &consent));
    good = !e->bad;
    e->bad = e->bad || was_bad;
    if (good) {
        kept = RP_LIST_ADD(&e->c->arena, &e->c->consents);
        RP_HAVE(kept);
        *kept = consent;
    }
    return REFPATH_OK;
}

static bool names_all(const refpath_scope *scope) {
    for (size_t i = 0; !scope->all && scope->ids && i < scope->n_ids; i++) {
        if (!scope->ids[i]) {
            return false;
        }
    }
    return scope->all || scope->ids || scope->n_ids == 0;
}

refpath_status refpath_case_add_consent(refpath_case *self, const refpath_consent_record *record,
                                        refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("consents");
    if (!self || !record || record->size < sizeof *record || !names_all(&record->items) ||
        !names_all(&record->recipients) || !names_all(&record->purposes)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    path = rp_case_path_item(&path, self->consents.n);
    RP_TRY(rp_case_put_consent(&e, record, 0, &path));
    return rp_case_edit_status(&e);
}

/* -- what became of steps ---------------------------------------------------------------------------- */

static void take_step(rp_case_edit *e, const refpath_done_record *r, unsigned told,
                      const rp_case_path *path, rp_done *done) {
    if (r->step) {
        done->step = rp_table_find(&e->p->step_names, rp_str_of(r->step));
        if (done->step == RP_NONE) {
            unknown_id(e, path, "step", e->p->steps.n);
        }
    } else if (!(told & RP_TOLD_STEP)) {
        missing(e, path, "step");
    }
    if (r->actor) {
        done->actor = find_who(e->p, r->actor, RP_WHO_ACTOR);
        if (done->actor == RP_NONE) {
            unknown_id(e, path, "actor", e->p->actors.n);
        }
    }
}

static void take_outcome(rp_case_edit *e, const refpath_done_record *r, unsigned told,
                         const rp_case_path *path, rp_done *done) {
    if (r->outcome) {
        done->outcome = (rp_outcome)take_word(
            e, r->outcome, rp_outcome_names, 7,
            "\"served\" | \"partly-served\" | \"declined\" | \"unavailable\" | \"elsewhere\" | "
            "\"not-needed\" | \"no-answer\"",
            path, "outcome");
    } else if (!(told & RP_TOLD_OUTCOME)) {
        missing(e, path, "outcome");
    }
}

refpath_status rp_case_put_done(rp_case_edit *e, const refpath_done_record *record, unsigned told,
                                const rp_case_path *path) {
    rp_done done = {RP_NONE, RP_NONE, record->at, RP_SERVED}, *kept;
    bool was_bad = e->bad, good;
    e->bad = told != 0;
    take_step(e, record, told, path, &done);
    if (!(told & RP_TOLD_AT)) {
        check_at(e, record->at, path);
    }
    take_outcome(e, record, told, path, &done);
    good = !e->bad;
    e->bad = e->bad || was_bad;
    if (good) {
        kept = RP_LIST_ADD(&e->c->arena, &e->c->done);
        RP_HAVE(kept);
        *kept = done;
    }
    return REFPATH_OK;
}

refpath_status refpath_case_add_done(refpath_case *self, const refpath_done_record *record,
                                     refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path = rp_case_path_of("done");
    if (!self || !record || record->size < sizeof *record) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    path = rp_case_path_item(&path, self->done.n);
    RP_TRY(rp_case_put_done(&e, record, 0, &path));
    return rp_case_edit_status(&e);
}
