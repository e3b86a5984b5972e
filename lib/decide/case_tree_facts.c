/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The facts of a case that is read: what stands under `facts`, by kind of fact. */
#include "base/check.h"
#include "decide/case_edit.h"

/* -- numbers ------------------------------------------------------------------------------------------ */

static bool take_integer(rp_case_edit *e, uint32_t fact, const rp_tree *value,
                         const rp_case_path *path, int32_t *out) {
    if (!rp_case_tree_is(e, value, RP_TREE_INTEGER, path, "12") ||
        !rp_case_number_fits(e, fact, value->number, path)) {
        return false;
    }
    *out = (int32_t)value->number;
    return true;
}

static refpath_status take_number_list(rp_case_edit *e, rp_arena *scratch, uint32_t fact,
                                       const rp_tree *list, const rp_case_path *path) {
    rp_range *ranges = RP_ARENA_ARRAY(scratch, rp_range, list->n);
    size_t i = 0;
    bool good = list->n > 0;
    RP_HAVE(ranges);
    if (!good) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, path);
    }
    for (const rp_tree *value = list->first; value; value = value->next, i++) {
        rp_case_path item = rp_case_path_item(path, i);
        good = take_integer(e, fact, value, &item, &ranges[i].least) && good;
        ranges[i].most = ranges[i].least;
    }
    return good ? rp_case_put_ranges(e, fact, ranges, list->n, path) : REFPATH_OK;
}

/* One of the two may be left out: the fact's own bound. */
static refpath_status take_bounds(rp_case_edit *e, uint32_t fact, const rp_tree *bounds,
                                  const rp_case_path *path) {
    static const char *const keys[] = {"min", "max", NULL};
    const rp_tree *min = rp_tree_get(bounds, "min"), *max = rp_tree_get(bounds, "max");
    rp_case_path min_path = rp_case_path_key(path, "min"), max_path = rp_case_path_key(path, "max");
    rp_range range = {e->p->facts.at[fact].min, e->p->facts.at[fact].max};
    bool good = true;
    rp_case_tree_keys(e, bounds, keys, path, "\"min\", \"max\"");
    if (!bounds->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, path);
    }
    if (!min && !max) {
        return REFPATH_OK;
    }
    if (min) {
        good = take_integer(e, fact, min, &min_path, &range.least);
    }
    if (max) {
        good = take_integer(e, fact, max, &max_path, &range.most) && good;
    }
    if (good && range.least > range.most) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        good = false;
    }
    return good ? rp_case_put_ranges(e, fact, &range, 1, path) : REFPATH_OK;
}

static refpath_status take_number(rp_case_edit *e, rp_arena *scratch, uint32_t fact,
                                  const rp_tree *value, const rp_case_path *path) {
    rp_range range;
    if (value->kind == RP_TREE_ARRAY) {
        return take_number_list(e, scratch, fact, value, path);
    }
    if (value->kind == RP_TREE_OBJECT) {
        return take_bounds(e, fact, value, path);
    }
    if (!rp_case_tree_is(e, value, RP_TREE_INTEGER, path, rp_case_fact_notation(RP_FACT_NUMBER)) ||
        !take_integer(e, fact, value, path, &range.least)) {
        return REFPATH_OK;
    }
    range.most = range.least;
    return rp_case_put_ranges(e, fact, &range, 1, path);
}

/* -- choices ------------------------------------------------------------------------------------------- */

static void allow(rp_case_edit *e, uint32_t fact, const rp_tree *name, const rp_case_path *path) {
    uint32_t term = rp_case_find_term(e, fact, name->text, path);
    if (term != RP_NONE) {
        rp_case_allow_term(e, fact, term);
    }
}

static void take_choice(rp_case_edit *e, uint32_t fact, const rp_tree *value, const rp_case_path *path) {
    size_t i = 0;
    rp_case_start_choice(e, fact);
    if (value->kind == RP_TREE_TEXT) {
        allow(e, fact, value, path);
    } else if (rp_case_tree_is(e, value, RP_TREE_ARRAY, path,
                               rp_case_fact_notation(RP_FACT_CHOICE)) &&
               !value->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, path);
    }
    for (const rp_tree *name = value->kind == RP_TREE_ARRAY ? value->first : NULL; name;
         name = name->next) {
        rp_case_path item = rp_case_path_item(path, i++);
        if (rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"term\"")) {
            allow(e, fact, name, &item);
        }
    }
    rp_case_end_choice(e, fact);
}

/* -- sets ---------------------------------------------------------------------------------------------- */

static void say_terms(rp_case_edit *e, uint32_t fact, const rp_tree *list, refpath_truth truth,
                      const rp_case_path *path) {
    size_t i = 0;
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(path, i++);
        uint32_t term = RP_NONE;
        if (rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"term\"")) {
            term = rp_case_find_term(e, fact, name->text, &item);
        }
        if (term != RP_NONE) {
            rp_case_put_term(e, fact, term, truth, &item);
        }
    }
}

static void take_terms(rp_case_edit *e, uint32_t fact, const rp_tree *map, const char *key,
                       refpath_truth truth, const rp_case_path *path) {
    const rp_tree *list = rp_tree_get(map, key);
    rp_case_path at = rp_case_path_key(path, key);
    if (list && rp_case_tree_is(e, list, RP_TREE_ARRAY, &at, "[\"term\"]")) {
        say_terms(e, fact, list, truth, &at);
    }
}

/* A list is complete; a map leaves open what it does not name. */
static void take_set(rp_case_edit *e, uint32_t fact, const rp_tree *value, const rp_case_path *path) {
    static const char *const keys[] = {"yes", "no", NULL};
    if (value->kind == RP_TREE_ARRAY) {
        say_terms(e, fact, value, REFPATH_TRUTH_YES, path);
        rp_case_complete_set(e, fact, path);
        return;
    }
    if (!rp_case_tree_is(e, value, RP_TREE_OBJECT, path, rp_case_fact_notation(RP_FACT_SET))) {
        return;
    }
    if (!value->first) {
        rp_case_problem(e, RP_PROBLEM_CASE_EMPTY, path);
    }
    rp_case_tree_keys(e, value, keys, path, "\"yes\", \"no\"");
    take_terms(e, fact, value, "yes", REFPATH_TRUTH_YES, path);
    take_terms(e, fact, value, "no", REFPATH_TRUTH_NO, path);
}

/* -- all ----------------------------------------------------------------------------------------------- */

static void take_flag(rp_case_edit *e, uint32_t fact, const rp_tree *value, const rp_case_path *path) {
    if (rp_case_tree_is(e, value, RP_TREE_FLAG, path, rp_case_fact_notation(RP_FACT_FLAG))) {
        rp_case_put_flag(e, fact, value->number ? REFPATH_TRUTH_YES : REFPATH_TRUTH_NO, path);
    }
}

static refpath_status take_fact(rp_case_edit *e, rp_arena *scratch, const rp_tree *value, size_t number,
                                const rp_case_path *facts) {
    uint32_t fact = rp_table_find(&e->p->fact_names, rp_str_of(value->key));
    rp_case_path path = fact == RP_NONE ? rp_case_path_nth_key(facts, number)
                                        : rp_case_path_key(facts, e->p->facts.at[fact].id);
    fact = rp_case_find_fact(e, value->key, &path);
    if (fact == RP_NONE) {
        return REFPATH_OK;
    }
    switch (e->p->facts.at[fact].kind) {
    case RP_FACT_NUMBER: return take_number(e, scratch, fact, value, &path);
    case RP_FACT_CHOICE: take_choice(e, fact, value, &path); break;
    case RP_FACT_SET: take_set(e, fact, value, &path); break;
    default: take_flag(e, fact, value, &path); break;
    }
    return REFPATH_OK;
}

refpath_status rp_case_take_facts(rp_case_edit *e, rp_arena *scratch, const rp_tree *facts, const rp_case_path *path) {
    size_t number = 0;
    if (!rp_case_tree_is(e, facts, RP_TREE_OBJECT, path, "{\"fact\": true}")) {
        return REFPATH_OK;
    }
    for (const rp_tree *value = facts->first; value; value = value->next) {
        RP_TRY(take_fact(e, scratch, value, ++number, path));
    }
    return REFPATH_OK;
}
