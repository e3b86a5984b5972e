/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Kinds of case, and how many children there are of which a few facts are known. */
#include "analyse/study.h"

#include "base/check.h"
#include "unicode/civil.h"

#include <stdio.h>
#include <string.h>

/* -- what is known of a set of children ------------------------------------------------------------------------------ */

static refpath_status read_facts(rp_study_reader *r, const rp_tree *facts, const rp_case_path *object,
                                 refpath_case *known) {
    rp_case_edit e = rp_case_edit_of(known, r->e.diags);
    rp_case_path path = rp_case_path_key(object, "facts");
    if (facts) {
        RP_TRY(rp_case_take_facts(&e, r->arena, facts, &path));
        r->e.bad = r->e.bad || e.bad;
    }
    return REFPATH_OK;
}

static const char *read_text(rp_study_reader *r, const rp_tree *object, const char *key, const rp_case_path *path) {
    const rp_tree *text = rp_tree_get(object, key);
    rp_case_path at = rp_case_path_key(path, key);
    if (!text) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, key);
        return NULL;
    }
    return rp_case_tree_is(&r->e, text, RP_TREE_TEXT, &at, "\"id\"") ? text->text : NULL;
}

/* -- kinds --------------------------------------------------------------------------------------------------------- */

/* Of two that are called alike the first keeps the name. */
static refpath_status add_kind(rp_study_reader *r, const char *id, rp_kind **out) {
    uint32_t number = (uint32_t)r->study->kinds.n;
    bool fresh;
    rp_kind *kind;
    refpath_case *known;
    RP_TRY(refpath_case_new(&known, r->p, &r->p->alloc.hooks));
    kind = RP_LIST_ADD(r->arena, &r->study->kinds);
    if (!kind) {
        refpath_case_free(known);
        return REFPATH_OUT_OF_MEMORY;
    }
    kind->id = id;
    kind->known = known;
    kind->when = RP_NONE;
    *out = kind;
    return *id ? rp_table_add(&r->study->kind_names, rp_str_of(id), &number, &fresh) : REFPATH_OK;
}

/* An id is written into tables: short, printable, each once. */
static void check_id(rp_study_reader *r, const char *id, const rp_kind *kind, const rp_case_path *path) {
    rp_case_path at = rp_case_path_key(path, "id");
    if (!rp_case_is_mark(id) || strchr(id, ' ')) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_BAD_ID, &at, "64");
    }
    if (*id && rp_study_kind(r->study, id) != kind) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_CONTRADICTION, &at);
    }
}

static refpath_status read_clock(rp_study_reader *r, const rp_tree *value, size_t number, const rp_case_path *clocks,
                                 rp_kind *kind) {
    uint32_t clock = rp_table_find(&r->p->clock_names, rp_str_of(value->key));
    rp_case_path path = clock == RP_NONE ? rp_case_path_nth_key(clocks, number)
                                         : rp_case_path_key(clocks, r->p->clocks.at[clock].id);
    int64_t seconds;
    rp_before *before;
    if (clock == RP_NONE) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_CLOCK, &path, r->p->clocks.n);
        return REFPATH_OK;
    }
    if (!rp_case_tree_is(&r->e, value, RP_TREE_TEXT, &path, "\"PT5H\"")) {
        return REFPATH_OK;
    }
    if (!rp_duration_parse(rp_str_of(value->text), &seconds) || seconds > (int64_t)366 * 200 * 86400 ||
        (clock == 0 && seconds != 0)) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_BAD_WORD, &path, "\"PT5H\", \"P1D\"");
        return REFPATH_OK;
    }
    before = RP_LIST_ADD(r->arena, &kind->before);
    RP_HAVE(before);
    *before = (rp_before){clock, seconds};
    return REFPATH_OK;
}

static refpath_status read_before(rp_study_reader *r, const rp_tree *clocks, const rp_case_path *object,
                                  rp_kind *kind) {
    rp_case_path path = rp_case_path_key(object, "before");
    size_t number = 0;
    if (!clocks || !rp_case_tree_is(&r->e, clocks, RP_TREE_OBJECT, &path, "{\"clock\": \"PT5H\"}")) {
        return REFPATH_OK;
    }
    for (const rp_tree *value = clocks->first; value; value = value->next) {
        RP_TRY(read_clock(r, value, ++number, &path, kind));
    }
    return REFPATH_OK;
}

static refpath_status read_kind(rp_study_reader *r, const rp_tree *object, const rp_case_path *path) {
    static const char *const keys[] = {"id", "facts", "when", "before", NULL};
    rp_case_path at = rp_case_path_key(path, "when");
    const rp_tree *when;
    rp_kind *kind;
    const char *id;
    if (!rp_case_tree_is(&r->e, object, RP_TREE_OBJECT, path, "{\"id\": \"girls\", \"facts\": {...}}")) {
        return REFPATH_OK;
    }
    rp_case_tree_keys(&r->e, object, keys, path, "\"id\", \"facts\", \"when\", \"before\"");
    id = read_text(r, object, "id", path);
    RP_TRY(add_kind(r, id ? id : "", &kind));
    if (id) {
        check_id(r, id, kind, path);
    }
    RP_TRY(read_facts(r, rp_tree_get(object, "facts"), path, kind->known));
    when = rp_tree_get(object, "when");
    RP_TRY(when ? rp_study_when(r, when, &at, r->study->kinds.n - 1) : REFPATH_OK);
    return read_before(r, rp_tree_get(object, "before"), path, kind);
}

refpath_status rp_study_kinds(rp_study_reader *r, const rp_tree *kinds) {
    rp_case_path path = rp_case_path_of("kinds");
    size_t i = 0;
    if (!rp_case_tree_is(&r->e, kinds, RP_TREE_ARRAY, &path, "[{\"id\": \"girls\"}]")) {
        return REFPATH_OK;
    }
    if (!kinds->first) {
        rp_case_problem(&r->e, RP_PROBLEM_CASE_EMPTY, &path);
    }
    RP_TRY(rp_study_prepare_when(r, kinds));
    for (const rp_tree *object = kinds->first; object; object = object->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        RP_TRY(read_kind(r, object, &item));
    }
    return rp_study_compile_when(r);
}

/* -- the usual kinds ------------------------------------------------------------------------------------------------- */

typedef struct rp_band {
    int32_t least, most;
} rp_band;

/* The number of a fact of this id and kind, RP_NONE where the protocol has none. */
static uint32_t fact_called(const refpath_protocol *p, const char *id, rp_fact_kind kind) {
    uint32_t fact = rp_table_find(&p->fact_names, rp_str_of(id));
    return fact != RP_NONE && p->facts.at[fact].kind == kind ? fact : RP_NONE;
}

/* One kind of this sex (RP_NONE: any) and this age (NULL: any). */
static refpath_status add_usual(rp_study_reader *r, uint32_t sex, uint32_t term, uint32_t age, const rp_band *band) {
    const rp_forest *terms = sex == RP_NONE ? NULL : &r->p->facts.at[sex].terms;
    const char *first = terms ? terms->entries.at[term].id : "";
    rp_case_path path = rp_case_path_of("kinds");
    rp_case_edit e;
    rp_kind *kind;
    char *id = band ? rp_arena_format(r->arena, "%s%s%d-%d", first, terms ? "-" : "", (int)band->least, (int)band->most)
                    : rp_arena_format(r->arena, "%s", terms ? first : "all");
    RP_HAVE(id);
    RP_TRY(add_kind(r, id, &kind));
    e = rp_case_edit_of(kind->known, NULL);
    if (terms) {
        rp_case_start_choice(&e, sex);
        rp_case_allow_term(&e, sex, term);
        rp_case_end_choice(&e, sex);
    }
    if (band) {
        rp_range range = {band->least, band->most};
        RP_TRY(rp_case_put_ranges(&e, age, &range, 1, &path));
    }
    return REFPATH_OK;
}

static refpath_status add_bands(rp_study_reader *r, uint32_t sex, uint32_t term) {
    static const rp_band bands[] = {{0, 4}, {5, 9}, {10, 14}, {15, 17}};
    uint32_t age = fact_called(r->p, "age", RP_FACT_NUMBER);
    if (age == RP_NONE || r->p->facts.at[age].unit != RP_UNIT_YEAR) {
        return add_usual(r, sex, term, RP_NONE, NULL);
    }
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        rp_band band = bands[i];
        band.least = band.least < r->p->facts.at[age].min ? r->p->facts.at[age].min : band.least;
        band.most = band.most > r->p->facts.at[age].max ? r->p->facts.at[age].max : band.most;
        if (band.least <= band.most) {
            RP_TRY(add_usual(r, sex, term, age, &band));
        }
    }
    return REFPATH_OK;
}

/* By age and sex, as far as the protocol has a number "age" in years and a choice "sex". */
refpath_status rp_study_usual_kinds(rp_study_reader *r) {
    uint32_t sex = fact_called(r->p, "sex", RP_FACT_CHOICE);
    const rp_forest *terms;
    if (sex == RP_NONE) {
        return add_bands(r, RP_NONE, RP_NONE);
    }
    terms = &r->p->facts.at[sex].terms;
    for (uint32_t term = 0; term < terms->entries.n; term++) {
        if (rp_is_leaf(terms, term)) {
            RP_TRY(add_bands(r, sex, term));
        }
    }
    return REFPATH_OK;
}

/* -- weights ------------------------------------------------------------------------------------------------------- */

#define MOST_WEIGHT 1000000000000 /* nobody has more children */

static void read_place(rp_study_reader *r, const rp_tree *object, const rp_case_path *path, rp_weight *weight) {
    const char *id = read_text(r, object, "place", path);
    rp_case_path at = rp_case_path_key(path, "place");
    if (!id) {
        return;
    }
    weight->place = rp_table_find(&r->p->places.names, rp_str_of(id));
    if (weight->place == RP_NONE || !rp_is_leaf(&r->p->places, weight->place)) {
        rp_case_problem_choices(&r->e, RP_PROBLEM_CASE_UNKNOWN_ID, &at, r->p->places.n_leaves);
    }
}

static refpath_status read_weight(rp_study_reader *r, const rp_tree *object, const rp_case_path *path) {
    static const char *const keys[] = {"facts", "place", "weight", NULL};
    const rp_tree *number;
    refpath_case *known;
    rp_weight *weight;
    rp_case_path at = rp_case_path_key(path, "weight");
    if (!rp_case_tree_is(&r->e, object, RP_TREE_OBJECT, path, "{\"facts\": {...}, \"place\": \"id\", \"weight\": 120}")) {
        return REFPATH_OK;
    }
    rp_case_tree_keys(&r->e, object, keys, path, "\"facts\", \"place\", \"weight\"");
    RP_TRY(refpath_case_new(&known, r->p, &r->p->alloc.hooks));
    weight = RP_LIST_ADD(r->arena, &r->study->weights);
    if (!weight) {
        refpath_case_free(known);
        return REFPATH_OUT_OF_MEMORY;
    }
    weight->known = known;
    weight->place = RP_NONE;
    RP_TRY(read_facts(r, rp_tree_get(object, "facts"), path, known));
    read_place(r, object, path, weight);
    number = rp_tree_get(object, "weight");
    if (!number) {
        rp_case_problem_with(&r->e, RP_PROBLEM_CASE_MISSING_KEY, path, "weight");
    } else if (rp_case_tree_is(&r->e, number, RP_TREE_INTEGER, &at, "120")) {
        if (number->number < 0 || number->number > MOST_WEIGHT) {
            rp_place_in nowhere = {"", 0, 0};
            rp_diag_add(r->e.diags, RP_PROBLEM_CASE_NUMBER_OUTSIDE, nowhere, at.text, "0", "1000000000000");
            r->e.bad = true;
        }
        weight->weight = (uint64_t)number->number;
    }
    return REFPATH_OK;
}

refpath_status rp_study_weights(rp_study_reader *r, const rp_tree *weights) {
    rp_case_path path = rp_case_path_of("weights");
    size_t i = 0;
    if (!rp_case_tree_is(&r->e, weights, RP_TREE_ARRAY, &path, "[{\"place\": \"id\", \"weight\": 120}]")) {
        return REFPATH_OK;
    }
    for (const rp_tree *object = weights->first; object; object = object->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        RP_TRY(read_weight(r, object, &item));
    }
    return REFPATH_OK;
}
