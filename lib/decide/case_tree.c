/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case as a tree of values: the object, its clocks, lists of names. What is wrong is told all at once. */
#include "base/check.h"
#include "decide/case_edit.h"

#include <stdlib.h>
#include <string.h>

bool rp_case_tree_is(rp_case_edit *e, const rp_tree *tree, rp_tree_kind kind, const rp_case_path *path,
                     const char *notation) {
    if (tree->kind != kind) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_WRONG_TYPE, path, notation);
    }
    return tree->kind == kind;
}

static bool is_one_of(const char *key, const char *const *keys) {
    while (*keys && strcmp(key, *keys) != 0) {
        keys++;
    }
    return *keys != NULL;
}

void rp_case_tree_keys(rp_case_edit *e, const rp_tree *object, const char *const *keys,
                       const rp_case_path *path, const char *notation) {
    size_t number = 0;
    for (const rp_tree *child = object->first; child; child = child->next) {
        number++;
        if (!is_one_of(child->key, keys)) {
            rp_case_path at = rp_case_path_nth_key(path, number);
            rp_case_problem_with(e, RP_PROBLEM_CASE_UNKNOWN_KEY, &at, notation);
        }
    }
}

/* -- clocks ------------------------------------------------------------------------------------------ */

static bool has_end(rp_case_edit *e, const rp_tree *span, const char *key, const rp_case_path *path) {
    const rp_tree *end = rp_tree_get(span, key);
    rp_case_path at = rp_case_path_key(path, key);
    if (!end) {
        rp_case_problem_with(e, RP_PROBLEM_CASE_MISSING_KEY, path, key);
        return false;
    }
    return rp_case_tree_is(e, end, RP_TREE_TEXT, &at, "\"2012-05\"");
}

static refpath_status take_span(rp_case_edit *e, uint32_t clock, const rp_tree *span,
                                const rp_case_path *path) {
    static const char *const keys[] = {"from", "to", NULL};
    bool from, to;
    rp_case_tree_keys(e, span, keys, path, "\"from\", \"to\"");
    from = has_end(e, span, "from", path);
    to = has_end(e, span, "to", path);
    if (!from || !to) {
        return REFPATH_OK;
    }
    return rp_case_put_clock(e, clock, rp_tree_get(span, "from")->text, rp_tree_get(span, "to")->text,
                             path);
}

static refpath_status take_clock(rp_case_edit *e, const rp_tree *value, size_t number,
                                 const rp_case_path *clocks) {
    uint32_t clock = rp_table_find(&e->p->clock_names, rp_str_of(value->key));
    rp_case_path path;
    if (clock == RP_NONE) {
        path = rp_case_path_nth_key(clocks, number);
        (void)rp_case_find_clock(e, value->key, &path);
        return REFPATH_OK;
    }
    path = rp_case_path_key(clocks, e->p->clocks.at[clock].id);
    if (value->kind == RP_TREE_TEXT) {
        return rp_case_put_clock(e, clock, value->text, NULL, &path);
    }
    if (!rp_case_tree_is(e, value, RP_TREE_OBJECT, &path,
                         "\"2012-05\" | {\"from\": \"2012\", \"to\": \"2013\"}")) {
        return REFPATH_OK;
    }
    return take_span(e, clock, value, &path);
}

static refpath_status take_clocks(rp_case_edit *e, const rp_tree *clocks) {
    rp_case_path path = rp_case_path_of("clocks");
    size_t number = 0;
    if (!rp_case_tree_is(e, clocks, RP_TREE_OBJECT, &path, "{\"clock\": \"2012-05\"}")) {
        return REFPATH_OK;
    }
    for (const rp_tree *value = clocks->first; value; value = value->next) {
        RP_TRY(take_clock(e, value, ++number, &path));
    }
    return REFPATH_OK;
}

/* -- lists of names ------------------------------------------------------------------------------------ */

static void take_unknown(rp_case_edit *e, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("unknown");
    size_t i = 0;
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[\"fact\"]")) {
        return;
    }
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        if (rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"fact\"")) {
            rp_case_put_unknown(e, name->text, true, &item);
        }
    }
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static refpath_status take_avoid(rp_case_edit *e, rp_arena *scratch, const rp_tree *list) {
    rp_case_path path = rp_case_path_of("avoid");
    uint32_t *who;
    size_t i = 0, n = 0;
    if (!rp_case_tree_is(e, list, RP_TREE_ARRAY, &path, "[\"id\"]")) {
        return REFPATH_OK;
    }
    who = RP_ARENA_ARRAY(scratch, uint32_t, list->n);
    RP_HAVE(who);
    for (const rp_tree *name = list->first; name; name = name->next) {
        rp_case_path item = rp_case_path_item(&path, i++);
        if (rp_case_tree_is(e, name, RP_TREE_TEXT, &item, "\"id\"")) {
            who[n] = rp_case_find_avoided(e, name->text, &item);
            n += who[n] != RP_NONE;
        }
    }
    qsort(who, n, sizeof *who, by_number);
    for (i = 0; i < n; i++) {
        RP_TRY(rp_case_put_avoid(e->c, who[i]));
    }
    return REFPATH_OK;
}

/* -- the whole --------------------------------------------------------------------------------------- */

static const rp_tree *get_text(rp_case_edit *e, const rp_tree *tree, const char *key) {
    const rp_tree *value = rp_tree_get(tree, key);
    rp_case_path path = rp_case_path_of(key);
    return value && rp_case_tree_is(e, value, RP_TREE_TEXT, &path, "\"id\"") ? value : NULL;
}

static refpath_status take_head(rp_case_edit *e, const rp_tree *tree) {
    const rp_tree *id = get_text(e, tree, "id");
    const rp_tree *holder = get_text(e, tree, "holder");
    const rp_tree *place = get_text(e, tree, "place");
    rp_case_path path = rp_case_path_of("id");
    if (id) {
        RP_TRY(rp_case_put_id(e, id->text, &path));
    }
    path = rp_case_path_of("holder");
    if (holder) {
        rp_case_put_holder(e, holder->text, &path);
    }
    path = rp_case_path_of("place");
    if (place) {
        rp_case_put_place(e, place->text, &path);
    }
    return REFPATH_OK;
}

refpath_status rp_case_take_tree(rp_case_edit *e, rp_arena *scratch, const rp_tree *tree) {
    static const char *const keys[] = {"id",    "holder", "place",    "clocks", "facts", "unknown",
                                       "avoid", "done",   "consents", NULL};
    rp_case_path path = rp_case_path_of("case");
    const rp_tree *value;
    if (!rp_case_tree_is(e, tree, RP_TREE_OBJECT, &path, "{\"id\": \"c-17\"}")) {
        return REFPATH_OK;
    }
    path = rp_case_path_of("");
    rp_case_tree_keys(e, tree, keys, &path,
                      "\"id\", \"holder\", \"place\", \"clocks\", \"facts\", \"unknown\", \"avoid\", "
                      "\"done\", \"consents\"");
    RP_TRY(take_head(e, tree));
    if ((value = rp_tree_get(tree, "clocks"))) {
        RP_TRY(take_clocks(e, value));
    }
    if ((value = rp_tree_get(tree, "facts"))) {
        path = rp_case_path_of("facts");
        RP_TRY(rp_case_take_facts(e, scratch, value, &path));
    }
    if ((value = rp_tree_get(tree, "unknown"))) {
        take_unknown(e, value);
    }
    if ((value = rp_tree_get(tree, "avoid"))) {
        RP_TRY(take_avoid(e, scratch, value));
    }
    if ((value = rp_tree_get(tree, "done"))) {
        RP_TRY(rp_case_take_done(e, value));
    }
    if ((value = rp_tree_get(tree, "consents"))) {
        RP_TRY(rp_case_take_consents(e, scratch, value));
    }
    return REFPATH_OK;
}
