/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The life of a case, and how what is wrong with it is told. */
#include "base/check.h"
#include "decide/case_edit.h"

#include <stdio.h>
#include <string.h>

const char *const rp_outcome_names[7] = {"served",    "partly-served", "declined", "unavailable",
                                         "elsewhere", "not-needed",    "no-answer"};

/* -- life -------------------------------------------------------------------------------------- */

/* Room for the terms of every fact, so that a case in use needs little more memory. */
static refpath_status make_fact(rp_arena *arena, const rp_fact *fact, rp_given *given) {
    if (fact->kind == RP_FACT_CHOICE) {
        given->terms = RP_ARENA_ARRAY(arena, rp_word, rp_bits_words(fact->terms.n_leaves));
        RP_HAVE(given->terms);
    }
    if (fact->kind == RP_FACT_SET) {
        given->said = RP_ARENA_ARRAY(arena, unsigned char, fact->terms.entries.n);
        given->truth = RP_ARENA_ARRAY(arena, unsigned char, fact->terms.entries.n);
        RP_HAVE(given->said);
        RP_HAVE(given->truth);
    }
    return REFPATH_OK;
}

static refpath_status make_room(refpath_case *c) {
    const refpath_protocol *p = c->protocol;
    c->facts = RP_ARENA_ARRAY(&c->arena, rp_given, p->facts.n);
    c->clocks = RP_ARENA_ARRAY(&c->arena, rp_clock_given, p->clocks.n);
    c->unknown = RP_ARENA_ARRAY(&c->arena, bool, p->facts.n + 1);
    RP_HAVE(c->facts);
    RP_HAVE(c->clocks);
    RP_HAVE(c->unknown);
    for (size_t i = 0; i < p->facts.n; i++) {
        RP_TRY(make_fact(&c->arena, &p->facts.at[i], &c->facts[i]));
    }
    return REFPATH_OK;
}

static refpath_status new_case(refpath_case **out, const refpath_protocol *protocol,
                               const rp_alloc *alloc) {
    refpath_case *c = rp_alloc_new(alloc, sizeof *c);
    refpath_status status;
    RP_HAVE(c);
    c->alloc = *alloc;
    c->protocol = refpath_protocol_ref(protocol);
    c->holder = c->place = RP_NONE;
    rp_arena_init(&c->arena, alloc, true);
    status = make_room(c);
    if (status != REFPATH_OK) {
        refpath_case_free(c);
        return status;
    }
    *out = c;
    return REFPATH_OK;
}

refpath_status refpath_case_new(refpath_case **out, const refpath_protocol *protocol,
                                const refpath_allocator *allocator) {
    rp_alloc alloc;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    if (!protocol || !rp_alloc_init(&alloc, allocator)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    return new_case(out, protocol, &alloc);
}

void refpath_case_free(refpath_case *self) {
    if (self) {
        rp_alloc alloc = self->alloc;
        const refpath_protocol *protocol = self->protocol;
        rp_arena_free(&self->arena);
        rp_alloc_wipe(&alloc, self, sizeof *self);
        refpath_protocol_unref((refpath_protocol *)(uintptr_t)protocol);
    }
}

const refpath_protocol *refpath_case_protocol(const refpath_case *self) {
    return self ? self->protocol : NULL;
}

/* -- copies -------------------------------------------------------------------------------------- */

static void *copy_array(rp_arena *arena, const void *from, size_t count, size_t each) {
    return rp_arena_grow(arena, from, count, 0, each);
}

static refpath_status copy_text(rp_arena *arena, const char **text) {
    if (*text) {
        *text = rp_arena_text(arena, *text, strlen(*text));
        RP_HAVE(*text);
    }
    return REFPATH_OK;
}

static refpath_status copy_fact(refpath_case *to, const rp_given *from, uint32_t number) {
    const rp_fact *fact = &to->protocol->facts.at[number];
    rp_given *given = &to->facts[number];
    given->given = from->given;
    given->flag = from->flag;
    if (fact->kind == RP_FACT_CHOICE) {
        rp_bits_copy(given->terms, from->terms, rp_bits_words(fact->terms.n_leaves));
    }
    if (fact->kind == RP_FACT_SET && fact->terms.entries.n > 0) {
        memcpy(given->said, from->said, fact->terms.entries.n);
        memcpy(given->truth, from->truth, fact->terms.entries.n);
    }
    if (from->ranges.n > 0) {
        given->ranges.at = copy_array(&to->arena, from->ranges.at, from->ranges.n,
                                      sizeof *from->ranges.at);
        RP_HAVE(given->ranges.at);
        given->ranges.n = given->ranges.room = from->ranges.n;
    }
    return REFPATH_OK;
}

static refpath_status copy_scope(rp_arena *arena, rp_scope *scope) {
    scope->ids.at = copy_array(arena, scope->ids.at, scope->ids.n, sizeof *scope->ids.at);
    RP_HAVE(scope->ids.at);
    return REFPATH_OK;
}

static refpath_status copy_records(refpath_case *to, const refpath_case *from) {
    to->avoid.at = copy_array(&to->arena, from->avoid.at, from->avoid.n, sizeof *from->avoid.at);
    to->consents.at = copy_array(&to->arena, from->consents.at, from->consents.n,
                                 sizeof *from->consents.at);
    to->done.at = copy_array(&to->arena, from->done.at, from->done.n, sizeof *from->done.at);
    RP_HAVE(to->avoid.at);
    RP_HAVE(to->consents.at);
    RP_HAVE(to->done.at);
    to->avoid.n = to->avoid.room = from->avoid.n;
    to->consents.n = to->consents.room = from->consents.n;
    to->done.n = to->done.room = from->done.n;
    for (size_t i = 0; i < to->consents.n; i++) {
        RP_TRY(copy_scope(&to->arena, &to->consents.at[i].items));
        RP_TRY(copy_scope(&to->arena, &to->consents.at[i].recipients));
        RP_TRY(copy_scope(&to->arena, &to->consents.at[i].purposes));
    }
    return REFPATH_OK;
}

static refpath_status copy_all(refpath_case *to, const refpath_case *from) {
    const refpath_protocol *p = to->protocol;
    to->id = from->id;
    to->holder = from->holder;
    to->place = from->place;
    RP_TRY(copy_text(&to->arena, &to->id));
    for (uint32_t i = 0; i < p->facts.n; i++) {
        RP_TRY(copy_fact(to, &from->facts[i], i));
    }
    for (size_t i = 0; i < p->clocks.n; i++) {
        to->clocks[i] = from->clocks[i];
        RP_TRY(copy_text(&to->arena, &to->clocks[i].from.text));
        RP_TRY(copy_text(&to->arena, &to->clocks[i].to.text));
    }
    memcpy(to->unknown, from->unknown, (p->facts.n + 1) * sizeof *to->unknown);
    return copy_records(to, from);
}

refpath_status refpath_case_copy(refpath_case **out, const refpath_case *original) {
    refpath_case *copy = NULL;
    refpath_status status;
    if (!out) {
        return REFPATH_INVALID_ARGUMENT;
    }
    *out = NULL;
    if (!original) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(new_case(&copy, original->protocol, &original->alloc));
    status = copy_all(copy, original);
    if (status != REFPATH_OK) {
        refpath_case_free(copy);
        return status;
    }
    *out = copy;
    return REFPATH_OK;
}

/* -- what is wrong ------------------------------------------------------------------------------- */

rp_case_edit rp_case_edit_of(refpath_case *c, refpath_diags *diags) {
    rp_case_edit e = {c, c->protocol, diags, false};
    return e;
}

refpath_status rp_case_edit_status(const rp_case_edit *e) {
    return e->bad ? REFPATH_INVALID_CASE : REFPATH_OK;
}

rp_case_path rp_case_path_of(const char *text) {
    rp_case_path path;
    snprintf(path.text, sizeof path.text, "%s", text);
    return path;
}

rp_case_path rp_case_path_key(const rp_case_path *path, const char *key) {
    rp_case_path longer = *path;
    size_t n = strlen(path->text);
    snprintf(longer.text + n, sizeof longer.text - n, n > 0 ? ".%s" : "%s", key);
    return longer;
}

rp_case_path rp_case_path_item(const rp_case_path *path, size_t item) {
    rp_case_path longer = *path;
    size_t n = strlen(path->text);
    snprintf(longer.text + n, sizeof longer.text - n, "[%zu]", item);
    return longer;
}

rp_case_path rp_case_path_nth_key(const rp_case_path *path, size_t number) {
    rp_case_path longer = *path;
    size_t n = strlen(path->text);
    snprintf(longer.text + n, sizeof longer.text - n, n > 0 ? " key %zu" : "key %zu", number);
    return longer;
}

void rp_case_problem_with(rp_case_edit *e, rp_problem problem, const rp_case_path *path,
                          const char *second) {
    rp_place_in nowhere = {"", 0, 0};
    rp_diag_add(e->diags, problem, nowhere, path->text, second);
    e->bad = true;
}

void rp_case_problem(rp_case_edit *e, rp_problem problem, const rp_case_path *path) {
    rp_case_problem_with(e, problem, path, "");
}

void rp_case_problem_choices(rp_case_edit *e, rp_problem problem, const rp_case_path *path,
                             size_t choices) {
    char number[24];
    snprintf(number, sizeof number, "%zu", choices);
    rp_case_problem_with(e, problem, path, number);
}
