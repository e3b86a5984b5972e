/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The keys of a study that say where, when, what and by whom; kinds and weights are read in study_kinds.c and study_when.c. */
#include "analyse/study.h"

#include "base/check.h"
#include "decide/clock_text.h"
#include "unicode/civil.h"

#include <stdio.h>
#include <string.h>

#define WEEK ((int64_t)604800)
#define HOUR ((int64_t)3600)
#define MOST_BYTES ((size_t)16777216)
#define MOST_DEPTH ((size_t)64) /* conditions stand in one another */

static const struct {
    unsigned key;
    const char *name;
} shared_keys[] = {
    {RP_STUDY_KINDS, "kinds"},     {RP_STUDY_PLACES, "places"}, {RP_STUDY_SERVICES, "services"},
    {RP_STUDY_WEIGHTS, "weights"}, {RP_STUDY_HOLDER, "holder"}, {RP_STUDY_FROM, "from"},
    {RP_STUDY_STEP, "step-minutes"},
};
#define N_SHARED (sizeof shared_keys / sizeof *shared_keys)

/* -- which keys --------------------------------------------------------------------------------------------------- */

/* Those that this analysis reads, for the check and, quoted, for the problem. */
static void check_keys(rp_study_reader *r, const rp_tree *root, const rp_study_keys *keys) {
    const char *names[64];
    char quoted[1024] = "";
    size_t n = 0, used = 0;
    rp_case_path path = rp_case_path_of("");
    for (size_t i = 0; i < N_SHARED; i++) {
        if (keys->shared & shared_keys[i].key) {
            names[n++] = shared_keys[i].name;
        }
    }
    for (const char *const *own = keys->own; own && *own && n < sizeof names / sizeof *names - 1; own++) {
        names[n++] = *own;
    }
    names[n] = NULL;
    for (size_t i = 0; i < n && used < sizeof quoted; i++) {
        int more = snprintf(quoted + used, sizeof quoted - used, "%s\"%s\"", i > 0 ? ", " : "", names[i]);
        used += more > 0 ? (size_t)more : 0;
    }
    rp_case_tree_keys(&r->e, root, names, &path, quoted);
}

const char *rp_study_text(rp_case_edit *e, const rp_tree *object, const char *key, bool needed, const rp_case_path *at) {
    const rp_tree *value = rp_tree_get(object, key);
    rp_case_path path = rp_case_path_key(at, key);
    if (!value && needed) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, at, key);
    }
    return value && rp_case_tree_is(e, value, RP_TREE_TEXT, &path, "\"id\"") ? value->text : NULL;
}

/* -- places and services -------------------------------------------------------------------------------------------- */

/* A set of entries named by a list of ids; what lies under a name is in it too. */
static void read_entries(rp_study_reader *r, const rp_forest *f, const rp_word *allowed, const rp_tree *list,
                         const char *key, rp_word *entries) {
    rp_case_path path = rp_case_path_of(key);
    size_t i = 0, choices = allowed ? rp_bits_count(allowed, rp_bits_words(f->entries.n)) : f->entries.n;
    if (!rp_case_tree_is(&r->e, list, RP_TREE_ARRAY, &path, "[\"id\"]")) {
        return;
    }
    if (!list->first) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_EMPTY, &path);
    }
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        uint32_t entry = RP_NONE;
        if (!rp_case_tree_is(&r->e, name, RP_TREE_TEXT, &item, "\"id\"")) {
            continue;
        }
        entry = rp_table_find(&f->names, rp_str_of(name->text));
        if (entry == RP_NONE || (allowed && !rp_bits_has(allowed, entry))) {
            rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &item, choices);
            continue;
        }
        for (uint32_t under = entry; under < f->entries.at[entry].end; under++) {
            rp_bits_add(entries, under);
        }
    }
}

static refpath_status read_places(rp_study_reader *r, const rp_tree *list) {
    const rp_forest *f = &r->p->places;
    rp_word *entries = RP_ARENA_ARRAY(r->arena, rp_word, rp_bits_words(f->entries.n) + 1);
    RP_HAVE(entries);
    if (list) {
        read_entries(r, f, NULL, list, "places", entries);
    } else {
        rp_bits_fill(entries, f->entries.n);
    }
    for (uint32_t i = 0; i < f->entries.n; i++) {
        if (rp_bits_has(entries, i) && rp_is_leaf(f, i)) {
            uint32_t *slot = RP_LIST_ADD(r->arena, &r->study->places);
            RP_HAVE(slot);
            *slot = i;
        }
    }
    return REFPATH_OK;
}

/* Else all services that a step asks for. */
static refpath_status read_services(rp_study_reader *r, const rp_tree *list) {
    const rp_forest *f = &r->p->aims;
    r->study->services = RP_ARENA_ARRAY(r->arena, rp_word, rp_bits_words(f->entries.n) + 1);
    RP_HAVE(r->study->services);
    if (list) {
        read_entries(r, f, r->p->aim_is_service, list, "services", r->study->services);
        return REFPATH_OK;
    }
    for (size_t i = 0; i < r->p->steps.n; i++) {
        if (r->p->steps.at[i].kind == RP_STEP_SERVICE) {
            rp_bits_add(r->study->services, r->p->steps.at[i].service);
        }
    }
    return REFPATH_OK;
}

/* -- holder and week ---------------------------------------------------------------------------------------------- */

static void read_holder(rp_study_reader *r, const rp_tree *holder) {
    rp_case_path path = rp_case_path_of("holder");
    if (holder && rp_case_tree_is(&r->e, holder, RP_TREE_TEXT, &path, "\"id\"")) {
        rp_case_put_holder(&r->e, holder->text, &path);
        r->study->holder = r->e.c->holder;
    }
}

static void read_from(rp_study_reader *r, const rp_tree *from, int64_t now) {
    rp_case_path path = rp_case_path_of("from");
    int64_t day = now / 86400 - (now % 86400 < 0);
    char text[RP_MOMENT_TEXT];
    r->study->from = (day - rp_civil_weekday(day)) * 86400; /* a Monday */
    if (!from || !rp_case_tree_is(&r->e, from, RP_TREE_TEXT, &path, "\"2026-11-23T00:00:00Z\"")) {
        return;
    }
    if (rp_moment_read(rp_str_of(from->text), &r->study->from) != REFPATH_OK ||
        !rp_moment_write(r->study->from + 2 * WEEK, text)) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_BAD_MOMENT, &path);
    }
}

/* Whole parts of a week, so that every step weighs the same. */
static void read_step(rp_study_reader *r, const rp_tree *step) {
    rp_case_path path = rp_case_path_of("step-minutes");
    rp_place_in nowhere = {"", 0, 0};
    r->study->step = HOUR;
    if (!step || !rp_case_tree_is(&r->e, step, RP_TREE_INTEGER, &path, "60")) {
        return;
    }
    if (step->number < 1 || step->number > WEEK / 60 || WEEK / 60 % step->number != 0) {
        rp_diag_add(r->e.diags, RP_PROBLEM_STUDY_STEP, nowhere, path.text);
        r->e.bad = true;
        return;
    }
    r->study->step = step->number * 60;
}

/* -- the whole ---------------------------------------------------------------------------------------------------- */

static refpath_status read_all(rp_study_reader *r, const rp_study_keys *keys, int64_t now) {
    static const rp_tree nothing = {.kind = RP_TREE_OBJECT};
    const rp_tree *root = r->study->root ? r->study->root : &nothing, *kinds = rp_tree_get(root, "kinds"),
                  *weights = rp_tree_get(root, "weights");
    rp_case_path path = rp_case_path_of("study");
    if (!rp_case_tree_is(&r->e, root, RP_TREE_OBJECT, &path, "{\"kinds\": [...]}")) {
        return REFPATH_OK;
    }
    check_keys(r, root, keys);
    RP_TRY(kinds ? rp_study_kinds(r, kinds) : rp_study_usual_kinds(r));
    RP_TRY(read_places(r, rp_tree_get(root, "places")));
    RP_TRY(read_services(r, rp_tree_get(root, "services")));
    RP_TRY(weights ? rp_study_weights(r, weights) : REFPATH_OK);
    read_holder(r, rp_tree_get(root, "holder"));
    read_from(r, rp_tree_get(root, "from"), now);
    read_step(r, rp_tree_get(root, "step-minutes"));
    r->study->n_moments = (uint32_t)(WEEK / r->study->step);
    return REFPATH_OK;
}

refpath_status rp_study_read(rp_study *study, const refpath_protocol *p, rp_arena *arena, const rp_study_keys *keys,
                             const char *json, size_t length, int64_t now, refpath_diags *diags) {
    static const rp_json_kind kind = {
        MOST_BYTES, MOST_DEPTH, RP_PROBLEM_STUDY_NOT_JSON, RP_PROBLEM_STUDY_DUPLICATE_KEY, RP_PROBLEM_STUDY_TOO_LARGE,
        RP_PROBLEM_STUDY_TOO_DEEP, REFPATH_INVALID_QUESTION,
    };
    rp_study_reader r;
    rp_tree *root = NULL;
    refpath_case *blank;
    refpath_status status;
    memset(study, 0, sizeof *study);
    study->holder = RP_NONE;
    rp_table_init(&study->kind_names, arena);
    if (json) {
        status = rp_json_read(arena, &kind, json, length, &root, diags);
        RP_TRY(status == REFPATH_LIMIT_EXCEEDED ? REFPATH_INVALID_QUESTION : status); /* no work was too much */
        study->root = root;
    }
    RP_TRY(refpath_case_new(&blank, p, &p->alloc.hooks));
    memset(&r, 0, sizeof r);
    r.study = study;
    r.p = p;
    r.arena = arena;
    r.e = rp_case_edit_of(blank, diags);
    status = read_all(&r, keys, now);
    study->p = r.p;
    refpath_case_free(blank);
    if (r.more) {
        rp_extension_free(r.more);
    }
    return status != REFPATH_OK ? status : r.e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}

const rp_kind *rp_study_kind(const rp_study *study, const char *id) {
    uint32_t number = rp_table_find(&study->kind_names, rp_str_of(id));
    return number == RP_NONE ? NULL : &study->kinds.at[number];
}

void rp_study_free(rp_study *study) {
    for (size_t i = 0; i < study->kinds.n; i++) {
        refpath_case_free(study->kinds.at[i].known);
    }
    for (size_t i = 0; i < study->weights.n; i++) {
        refpath_case_free(study->weights.at[i].known);
    }
    memset(study, 0, sizeof *study);
}
