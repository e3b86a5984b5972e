/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/problems.h"

#include "base/check.h"

static void add_place(rp_arena *scratch, rp_tree *to, const refpath_position *at) {
    if (at->file && *at->file) {
        rp_tree_text(scratch, to, "file", at->file);
    }
    if (at->line > 0) {
        rp_tree_integer(scratch, to, "line", at->line);
        rp_tree_integer(scratch, to, "column", at->column);
    }
}

static rp_tree *add_problem(rp_teller *t, rp_tree *list, const refpath_problem *p) {
    rp_tree *object = rp_tree_object(&t->scratch, list, NULL), *part;
    rp_tree_text(&t->scratch, object, "code", p->code);
    rp_tree_text(&t->scratch, object, "severity", rp_severity_word(p->severity));
    add_place(&t->scratch, object, &p->position);
    if (p->n_arguments > 0) {
        part = rp_tree_object(&t->scratch, object, "args");
        for (size_t i = 0; i < p->n_arguments; i++) {
            rp_tree_text(&t->scratch, part, p->arguments[i].name, p->arguments[i].value);
        }
    }
    rp_tree_text(&t->scratch, object, "text", rp_problem_sentence(t, p));
    if (p->n_related > 0) {
        part = rp_tree_array(&t->scratch, object, "related");
        for (size_t i = 0; i < p->n_related; i++) {
            add_place(&t->scratch, rp_tree_object(&t->scratch, part, NULL), &p->related[i]);
        }
    }
    return object;
}

refpath_status rp_problems_json(rp_teller *t, const refpath_diags *diags) {
    rp_tree *root = rp_tree_root(&t->scratch);
    rp_tree *list = rp_tree_array(&t->scratch, root, "problems");
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        refpath_problem p = {.size = sizeof p};
        RP_TRY(refpath_diags_get(diags, i, &p));
        RP_HAVE(add_problem(t, list, &p));
    }
    RP_TRY(t->page.status);
    if (!rp_tree_ok(&t->scratch)) {
        return REFPATH_OUT_OF_MEMORY;
    }
    RP_TRY(rp_tree_json(root, t->page.write, t->page.user));
    return t->page.write(t->page.user, "\n", 1);
}
