/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The log of a study. What is wrong is told all at once, by where it stands, and nothing that was read is repeated. */
#include "analyse/conform.h"

#include "base/check.h"
#include "decide/clock_text.h"

#include <stdlib.h>
#include <string.h>

typedef struct rp_log_reader {
    rp_log *log;
    rp_case_edit e;       /* of no case: `bad` once something is wrong */
    refpath_diags *inner; /* problems of a case, before they are told with where it stands */
    rp_word *met;         /* over items and over who: those of one list */
} rp_log_reader;

/* -- problems of a case ------------------------------------------------------------------------------------------- */

void rp_problems_retell(refpath_diags *to, const refpath_diags *from, const char *prefix) {
    static const rp_place_in nowhere = {"", 0, 0};
    for (size_t i = 0; i < refpath_diags_count(from); i++) {
        refpath_problem problem = {.size = sizeof problem};
        const char *values[3] = {"", "", ""};
        rp_case_path base = rp_case_path_of(prefix), path = base;
        if (refpath_diags_get(from, i, &problem) != REFPATH_OK) {
            continue;
        }
        for (size_t k = 0; k < problem.n_arguments && k < 3; k++) {
            values[k] = problem.arguments[k].value;
        }
        path = *values[0] != '\0' && strcmp(values[0], "case") != 0 ? rp_case_path_key(&base, values[0]) : base;
        rp_diag_add(to, rp_problem_find(problem.code), nowhere, path.text, values[1], values[2]);
    }
}

static void take_inner(rp_log_reader *r, const rp_case_path *path) {
    if (refpath_diags_count(r->inner) > 0) {
        rp_problems_retell(r->e.diags, r->inner, path->text);
        refpath_diags_clear(r->inner);
    }
    r->e.bad = true;
}

/* -- pieces of an event --------------------------------------------------------------------------------------------- */

/* Its own name, or its number in the log, from 1. */
static refpath_status read_id(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    rp_arena *arena = r->log->a->asking.o.arena;
    const char *id = rp_study_text(&r->e, object, "id", false, path);
    rp_case_path at = rp_case_path_key(path, "id");
    if (id && (!rp_case_is_mark(id) || strchr(id, ' '))) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_BAD_ID, &at, "64");
        id = NULL;
    }
    event->id = id ? rp_arena_text(arena, id, strlen(id)) : rp_arena_format(arena, "%u", (unsigned)event->number + 1);
    RP_HAVE(event->id);
    return REFPATH_OK;
}

static bool may_be_named(const rp_analysis *a, uint32_t who) { return who != RP_NONE && rp_analysis_sees(a, who); }

static void read_step(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    const char *id = rp_study_text(&r->e, object, "step", true, path);
    rp_case_path at = rp_case_path_key(path, "step");
    event->step = id ? rp_table_find(&r->e.p->step_names, rp_str_of(id)) : RP_NONE;
    if (id && event->step == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &at, r->e.p->steps.n);
    }
}

/* Whoever may be told of; the words are those for one that is not there. */
static uint32_t find_who(rp_log_reader *r, const char *id, const rp_case_path *path) {
    uint32_t who = rp_table_find(&r->e.p->who_names, rp_str_of(id));
    bool group = who != RP_NONE && r->e.p->who.at[who].kind == RP_WHO_GROUP;
    if (group || !may_be_named(r->log->a, who)) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, path, r->e.p->who.n);
        return RP_NONE;
    }
    return who;
}

/* Who sent it: said there, or who holds the case, or who holds all cases of the study. */
static void read_from(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    const char *id = rp_study_text(&r->e, object, "from", false, path);
    rp_case_path at = rp_case_path_key(path, "from");
    refpath_case *blank = event->known;
    rp_case_edit e = {blank, r->e.p, r->e.diags, false};
    event->from = blank->holder != RP_NONE ? blank->holder : r->log->a->study.holder;
    if (id) {
        rp_case_put_holder(&e, id, &at);
        event->from = e.bad ? RP_NONE : blank->holder;
    } else if (!rp_tree_get(object, "from") && event->from == RP_NONE) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, "from");
    }
    r->e.bad = r->e.bad || e.bad;
    if (event->from != RP_NONE && !may_be_named(r->log->a, event->from)) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &at, rp_case_count_holders(r->e.p));
    }
}

/* What was passed on; an item that has parts stands for all of them. */
static uint32_t find_item(rp_log_reader *r, const char *id, const rp_case_path *path) {
    uint32_t item = rp_table_find(&r->e.p->items.names, rp_str_of(id));
    if (item == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, path, r->e.p->items.entries.n);
    }
    return item;
}

/* A list of ids under a key, each found by `find`. */
static refpath_status read_ids(rp_log_reader *r, const rp_tree *object, const char *key, const rp_case_path *path,
                               uint32_t (*find)(rp_log_reader *, const char *, const rp_case_path *), rp_told *to) {
    const rp_tree *list = rp_tree_get(object, key);
    rp_case_path at = rp_case_path_key(path, key);
    if (!list || !rp_case_tree_is(&r->e, list, RP_TREE_ARRAY, &at, "[\"id\"]")) {
        return REFPATH_OK;
    }
    to->told = true;
    to->at = RP_ARENA_ARRAY(r->log->a->arena, uint32_t, list->n + 1);
    RP_HAVE(to->at);
    for (const rp_tree *id = list->first; id; id = id->next) {
        rp_case_path item = rp_case_path_item(&at, to->n);
        to->at[to->n] = RP_NONE;
        if (rp_case_tree_is(&r->e, id, RP_TREE_TEXT, &item, "\"id\"")) {
            to->at[to->n] = find(r, id->text, &item);
        }
        to->n++;
    }
    return REFPATH_OK;
}

/* The same, and what stands there twice is a mistake of the log. */
static refpath_status read_set(rp_log_reader *r, const rp_tree *object, const char *key, const rp_case_path *path,
                               uint32_t (*find)(rp_log_reader *, const char *, const rp_case_path *), rp_told *to) {
    rp_case_path at = rp_case_path_key(path, key);
    RP_TRY(read_ids(r, object, key, path, find, to));
    for (size_t i = 0; i < to->n; i++) {
        if (to->at[i] != RP_NONE && rp_bits_has(r->met, to->at[i])) {
            rp_case_path item = rp_case_path_item(&at, i);
            rp_case_problem(&r->e, RP_PROBLEM_CASE_CONTRADICTION, &item);
        } else if (to->at[i] != RP_NONE) {
            rp_bits_add(r->met, to->at[i]);
        }
    }
    for (size_t i = 0; i < to->n; i++) {
        if (to->at[i] != RP_NONE) {
            rp_bits_drop(r->met, to->at[i]);
        }
    }
    return REFPATH_OK;
}

static void read_consent(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    const rp_tree *consent = rp_tree_get(object, "consent");
    rp_case_path at = rp_case_path_key(path, "consent");
    if (consent && rp_case_tree_is(&r->e, consent, RP_TREE_FLAG, &at, "true")) {
        event->consent_told = true;
        event->consent = consent->number != 0;
    }
}

/* -- moments --------------------------------------------------------------------------------------------------------- */

/* One that is not later than the question, nor earlier than `first`. */
static int64_t read_moment(rp_log_reader *r, const rp_tree *object, const char *key, const rp_case_path *path,
                           int64_t first) {
    const rp_tree *text = rp_tree_get(object, key);
    rp_case_path at = rp_case_path_key(path, key);
    char again[RP_MOMENT_TEXT];
    int64_t moment;
    if (!text || !rp_case_tree_is(&r->e, text, RP_TREE_TEXT, &at, "\"2026-11-23T10:00:00Z\"")) {
        return RP_NO_TIME;
    }
    if (rp_moment_read(rp_str_of(text->text), &moment) != REFPATH_OK || !rp_moment_write(moment, again)) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_BAD_MOMENT, &at);
        return RP_NO_TIME;
    }
    if (moment > r->log->a->now || (first != RP_NO_TIME && moment < first)) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_CONTRADICTION, &at);
    }
    return moment;
}

static void read_moments(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    rp_case_path refused = rp_case_path_key(path, "refused");
    if (!rp_tree_get(object, "sent")) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, "sent");
    }
    event->sent = read_moment(r, object, "sent", path, RP_NO_TIME);
    event->accepted = read_moment(r, object, "accepted", path, event->sent);
    event->refused = read_moment(r, object, "refused", path, event->sent);
    event->served = read_moment(r, object, "served", path, event->accepted != RP_NO_TIME ? event->accepted : event->sent);
    event->feedback = read_moment(r, object, "feedback", path, event->sent);
    if (event->refused != RP_NO_TIME && (event->accepted != RP_NO_TIME || event->served != RP_NO_TIME)) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_CONTRADICTION, &refused);
    }
}

/* -- the child -------------------------------------------------------------------------------------------------------- */

/* Of a holder whom the viewer may not see the name is taken away, so that it is told of as one whom nobody knows, in its turn. */
static refpath_status veil_holder(const rp_log_reader *r, const rp_tree *tree, rp_tree *out) {
    const rp_tree *holder = tree->kind == RP_TREE_OBJECT ? rp_tree_get(tree, "holder") : NULL;
    uint32_t who = holder && holder->kind == RP_TREE_TEXT ? rp_table_find(&r->e.p->who_names, rp_str_of(holder->text)) : RP_NONE;
    *out = *tree;
    if (who == RP_NONE || may_be_named(r->log->a, who)) {
        return REFPATH_OK;
    }
    out->first = out->last = NULL;
    out->n = 0;
    for (const rp_tree *child = tree->first; child; child = child->next) {
        rp_tree *copy = RP_ARENA_NEW(r->log->a->arena, rp_tree);
        RP_HAVE(copy);
        *copy = *child;
        copy->text = child == holder ? "" : child->text;
        copy->next = NULL;
        rp_tree_append(out, copy);
    }
    return REFPATH_OK;
}

static refpath_status read_case(rp_log_reader *r, const rp_tree *tree, const rp_case_path *path, rp_event *event) {
    rp_case_edit e = rp_case_edit_of(event->known, r->inner);
    rp_case_path at = rp_case_path_key(path, "case");
    rp_tree veiled;
    RP_TRY(veil_holder(r, tree, &veiled));
    RP_TRY(rp_case_take_tree(&e, r->log->a->arena, &veiled));
    if (e.bad) {
        take_inner(r, &at);
    }
    return REFPATH_OK;
}

static void read_kind(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    const rp_study *study = &r->log->a->study;
    const char *id = rp_study_text(&r->e, object, "kind", true, path), *place = rp_study_text(&r->e, object, "place", false, path);
    rp_case_path at = rp_case_path_key(path, "kind"), there = rp_case_path_key(path, "place");
    event->kind = id ? rp_study_kind(study, id) : NULL;
    if (id && !event->kind) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &at, study->kinds.n);
    }
    event->place = place ? rp_table_find(&r->e.p->places.names, rp_str_of(place)) : RP_NONE;
    if (place && event->place == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &there, r->e.p->places.entries.n);
    }
    event->reported = read_moment(r, object, "reported", path, RP_NO_TIME);
    if (event->reported == RP_NO_TIME) {
        event->reported = event->sent;
    } else if (event->sent != RP_NO_TIME && event->reported > event->sent) {
        at = rp_case_path_key(path, "reported");
        rp_case_problem(&r->e, RP_PROBLEM_CASE_CONTRADICTION, &at);
    }
}

/* A case says all of the child; a kind says what is known of those like it, and the event the rest. */
static refpath_status read_child(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    static const char *const of_kinds[] = {"kind", "place", "reported"};
    const rp_tree *tree = rp_tree_get(object, "case");
    if (!tree) {
        read_kind(r, object, path, event);
        return REFPATH_OK;
    }
    for (size_t i = 0; i < sizeof of_kinds / sizeof *of_kinds; i++) {
        if (rp_tree_get(object, of_kinds[i])) {
            rp_case_problem_with(&r->e, RP_PROBLEM_CASE_NOT_ALLOWED, path, of_kinds[i]);
        }
    }
    return read_case(r, tree, path, event);
}

/* -- the whole --------------------------------------------------------------------------------------------------------- */

static refpath_status read_event(rp_log_reader *r, const rp_tree *object, const rp_case_path *path, rp_event *event) {
    static const char *const keys[] = {"id", "case", "kind", "place", "reported", "step", "actor", "from", "through", "sent",
                                       "accepted", "refused", "served", "feedback", "consent", "items", "notified", NULL};
    const char *who;
    rp_case_path at = rp_case_path_key(path, "actor");
    if (!rp_case_tree_is(&r->e, object, RP_TREE_OBJECT, path, "{\"case\": {...}, \"step\": \"id\"}")) {
        return REFPATH_OK;
    }
    rp_case_tree_keys(&r->e, object, keys, path,
                      "\"id\", \"case\", \"kind\", \"place\", \"reported\", \"step\", \"actor\", \"from\", \"through\", "
                      "\"sent\", \"accepted\", \"refused\", \"served\", \"feedback\", \"consent\", \"items\", "
                      "\"notified\"");
    RP_TRY(read_id(r, object, path, event));
    read_step(r, object, path, event);
    who = rp_study_text(&r->e, object, "actor", true, path);
    event->who = who ? find_who(r, who, &at) : RP_NONE;
    read_moments(r, object, path, event);
    RP_TRY(read_child(r, object, path, event));
    read_from(r, object, path, event);
    RP_TRY(read_ids(r, object, "through", path, find_who, &event->through));
    read_consent(r, object, path, event);
    RP_TRY(read_set(r, object, "items", path, find_item, &event->items));
    return read_set(r, object, "notified", path, find_who, &event->notified);
}

static refpath_status read_all(rp_log_reader *r, const rp_tree *list) {
    rp_log *log = r->log;
    rp_case_path path = rp_case_path_of("events");
    if (!list || !rp_case_tree_is(&r->e, list, RP_TREE_ARRAY, &path, "[{\"case\": {...}, \"step\": \"id\"}]") ||
        !list->first) {
        if (!list || !list->first) {
            rp_case_problem(&r->e, RP_PROBLEM_CASE_EMPTY, &path);
        }
        return REFPATH_OK;
    }
    log->at = RP_ARENA_ARRAY(log->a->arena, rp_event, list->n);
    RP_HAVE(log->at);
    for (const rp_tree *object = list->first; object; object = object->next) {
        rp_case_path item = rp_case_path_item(&path, log->n);
        rp_event *event = &log->at[log->n];
        RP_TRY(refpath_case_new(&event->known, log->a->p, &log->a->p->alloc.hooks));
        event->number = (uint32_t)log->n++;
        event->place = event->from = RP_NONE;
        event->escalate_at = RP_NO_TIME;
        event->verified = RP_NO_DATE;
        RP_TRY(read_event(r, object, &item, event));
        RP_TRY(rp_analysis_work(log->a, 1));
    }
    return REFPATH_OK;
}

/* -- who is one child ---------------------------------------------------------------------------------------------------- */

typedef struct rp_case_name {
    const char *id; /* of the case; NULL: a child of its own */
    uint32_t event;
} rp_case_name;

static int by_name(const void *left, const void *right) {
    const rp_case_name *a = left, *b = right;
    int order = a->id && b->id ? strcmp(a->id, b->id) : (a->id != NULL) - (b->id != NULL);
    return order ? order : (a->event > b->event) - (a->event < b->event);
}

/* Cases with the same id are one child's. */
static refpath_status number_children(rp_log *log) {
    rp_case_name *named = RP_ARENA_ARRAY(log->a->arena, rp_case_name, log->n + 1);
    uint32_t child = 0, first = 0;
    log->by_child = RP_ARENA_ARRAY(log->a->arena, uint32_t, log->n + 1);
    RP_HAVE(named);
    RP_HAVE(log->by_child);
    for (uint32_t i = 0; i < log->n; i++) {
        named[i] = (rp_case_name){log->at[i].known->id, i};
    }
    if (log->n > 1) {
        qsort(named, log->n, sizeof *named, by_name);
    }
    for (size_t i = 0; i < log->n; i++) {
        bool same = i > 0 && named[i].id && named[i - 1].id && strcmp(named[i].id, named[i - 1].id) == 0;
        child += i > 0 && !same;
        first = same ? first : (uint32_t)i;
        log->at[named[i].event].child = child;
        log->at[named[i].event].first = first;
        log->by_child[i] = named[i].event;
    }
    return REFPATH_OK;
}

refpath_status rp_log_read(rp_log *log) {
    rp_analysis *a = log->a;
    rp_log_reader r = {log, {NULL, a->p, a->diags, false}, NULL, NULL};
    refpath_status status;
    size_t most = a->p->items.entries.n > a->p->who.n ? a->p->items.entries.n : a->p->who.n;
    r.met = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(most) + 1);
    RP_HAVE(r.met);
    RP_TRY(refpath_diags_new(&r.inner, 0, &a->p->alloc.hooks));
    status = read_all(&r, a->study.root ? rp_tree_get(a->study.root, "events") : NULL);
    refpath_diags_free(r.inner);
    RP_TRY(status);
    return r.e.bad ? REFPATH_INVALID_QUESTION : number_children(log);
}

void rp_log_free(rp_log *log) {
    for (size_t i = 0; i < log->n; i++) {
        refpath_case_free(log->at[i].known);
        log->at[i].known = NULL;
    }
}
