/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Single points of failure. What a plan does not name it does not need: only what stands in the plan of a kind at a place
 * is taken away there. Of pairs, the second is what the plan without the first names.
 */
#include "analyse/failures.h"

#include "analyse/table.h"
#include "base/check.h"

#include <string.h>

typedef struct rp_failure_search {
    rp_failing k;
    rp_word *steps;
    bool pairs;
    rp_failures singles, doubles;
} rp_failure_search;

refpath_status rp_studied_steps(rp_analysis *a, rp_word **steps) {
    const refpath_protocol *p = a->p;
    bool services = a->study.root && rp_tree_get(a->study.root, "services");
    *steps = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(p->steps.n) + 1);
    RP_HAVE(*steps);
    for (uint32_t i = 0; i < p->steps.n; i++) {
        const rp_step *step = &p->steps.at[i];
        if (!services || (step->kind == RP_STEP_SERVICE && rp_bits_has(a->study.services, step->service))) {
            rp_bits_add(*steps, i);
        }
    }
    return REFPATH_OK;
}

static refpath_status read_pairs(rp_failure_search *f) {
    rp_analysis *a = f->k.a;
    const rp_tree *pairs = a->study.root ? rp_tree_get(a->study.root, "pairs") : NULL;
    rp_case_edit e = {NULL, a->p, a->diags, false};
    rp_case_path path = rp_case_path_of("pairs");
    f->pairs = pairs && rp_case_tree_is(&e, pairs, RP_TREE_FLAG, &path, "true | false") && pairs->number != 0;
    return e.bad ? REFPATH_INVALID_QUESTION : REFPATH_OK;
}

/* -- one loss, or two ---------------------------------------------------------------------------------------------- */

static refpath_status keep_lines(rp_failure_search *f, rp_without *w, const rp_loss *first, const rp_loss *second,
                                 rp_failures *to) {
    rp_failure like = {.first = *first, .second = {RP_LOSE_NOTHING, RP_NONE, RP_NONE}};
    bool any;
    if (second) {
        like.second = *second;
    }
    return rp_without_lines(w, f->steps, &like, to, &any);
}

static refpath_status names_of_views(rp_failing *k, const rp_without *w, rp_losses *to) {
    for (size_t i = 0; i < w->views.n; i++) {
        const rp_view *view = &w->views.at[i];
        for (size_t e = 0; e < view->piece->s->plan.steps.n; e++) {
            if (view->piece->steps[e].race.due != RP_DD_FALSE) {
                RP_TRY(rp_losses_of(k, view->of[0][e].planned, to));
            }
        }
    }
    return REFPATH_OK;
}

static refpath_status lose_two(rp_failure_search *f, rp_ground *g, const rp_loss *a, const rp_loss *b) {
    const rp_loss both[2] = {*a, *b};
    rp_without w = {.ground = g, .sets = {{a, 1}, {b, 1}, {both, 2}}, .n_sets = 3};
    refpath_status status = rp_without_open(&w);
    status = status == REFPATH_OK ? keep_lines(f, &w, a, b, &f->doubles) : status;
    rp_without_close(&w);
    return status;
}

/* What is lost with one alone; adds whom the plan names then. */
static refpath_status lose_one(rp_failure_search *f, rp_ground *g, const rp_loss *loss, rp_losses *then) {
    rp_without w = {.ground = g, .sets = {{loss, 1}}, .n_sets = 1};
    refpath_status status = rp_without_open(&w);
    status = status == REFPATH_OK ? keep_lines(f, &w, loss, NULL, &f->singles) : status;
    if (f->pairs && status == REFPATH_OK) {
        status = names_of_views(&f->k, &w, then);
    }
    rp_without_close(&w);
    return status;
}

/* Of pairs both are actors, sites or interfaces. */
static bool is_of_pairs(const rp_loss *loss) {
    return loss->kind == RP_LOSE_ACTOR || loss->kind == RP_LOSE_PLACE || loss->kind == RP_LOSE_INTERFACE;
}

static bool comes_before(const rp_loss *a, const rp_loss *b) {
    return a->kind != b->kind ? a->kind < b->kind : a->a < b->a;
}

/* -- one kind at one place ----------------------------------------------------------------------------------------- */

typedef struct rp_pair {
    rp_loss a, b;
} rp_pair;

typedef struct rp_pairs {
    RP_LIST(rp_pair) at;
} rp_pairs;

static bool has_pair(const rp_pairs *pairs, const rp_loss *a, const rp_loss *b) {
    for (size_t i = 0; i < pairs->at.n; i++) {
        const rp_pair *pair = &pairs->at.at[i];
        if (pair->a.kind == a->kind && pair->a.a == a->a && pair->b.kind == b->kind && pair->b.a == b->a) {
            return true;
        }
    }
    return false;
}

static refpath_status add_pairs(rp_failure_search *f, rp_pairs *pairs, const rp_loss *one, const rp_losses *then) {
    for (size_t i = 0; i < then->n && is_of_pairs(one); i++) {
        const rp_loss *other = &then->at[i];
        const rp_loss *a = comes_before(one, other) ? one : other, *b = a == one ? other : one;
        rp_pair *slot;
        if (!is_of_pairs(other) || (one->kind == other->kind && one->a == other->a) || has_pair(pairs, a, b)) {
            continue;
        }
        slot = RP_LIST_ADD(f->k.a->arena, &pairs->at);
        RP_HAVE(slot);
        *slot = (rp_pair){*a, *b};
    }
    return REFPATH_OK;
}

static refpath_status look(rp_failure_search *f, rp_ground *g) {
    rp_losses named = {NULL, 0, 0, NULL, 0};
    rp_pairs pairs = {{NULL, 0, 0}};
    for (size_t i = 0; i < g->pieces.n; i++) {
        const rp_piece *piece = &g->pieces.at[i];
        for (size_t e = 0; e < piece->s->plan.steps.n; e++) {
            const rp_planned *planned = &piece->s->plan.steps.at[e];
            if (piece->steps[e].race.due != RP_DD_FALSE && rp_bits_has(f->steps, g->group[planned->steps.at[0]])) {
                RP_TRY(rp_losses_of(&f->k, planned, &named));
            }
        }
    }
    for (size_t i = 0; i < named.n; i++) {
        rp_losses then = {NULL, 0, 0, NULL, 0};
        RP_TRY(lose_one(f, g, &named.at[i], &then));
        RP_TRY(add_pairs(f, &pairs, &named.at[i], &then));
    }
    for (size_t i = 0; i < pairs.at.n; i++) {
        RP_TRY(lose_two(f, g, &pairs.at.at[i].a, &pairs.at.at[i].b));
    }
    return REFPATH_OK;
}

static refpath_status look_everywhere(rp_failure_search *f) {
    rp_analysis *a = f->k.a;
    uint64_t done = 0, total = (uint64_t)a->study.kinds.n * a->study.places.n;
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (size_t j = 0; j < a->study.kinds.n; j++) {
            rp_ground g;
            refpath_status status;
            RP_TRY(rp_analysis_step(a, done++, total));
            status = rp_ground_open(&f->k, &a->study.kinds.at[j], a->study.places.at[i], &g);
            status = status == REFPATH_OK ? look(f, &g) : status;
            rp_ground_close(&g);
            RP_TRY(status);
        }
    }
    return rp_analysis_step(a, total, total);
}

/* Roles that steps inform or have done, and those that stand between. */
static refpath_status write_posts(rp_analysis *a) {
    const refpath_protocol *p = a->p;
    rp_word *roles = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(p->roles.n) + 1);
    RP_HAVE(roles);
    for (size_t i = 0; i < p->steps.n; i++) {
        const rp_step *step = &p->steps.at[i];
        for (uint32_t k = 0; k < step->inform.n; k++) {
            const rp_who *who = &p->who.at[step->inform.at[k]];
            if (who->kind == RP_WHO_ROLE) {
                rp_bits_add(roles, who->index);
            }
        }
        if (step->by != RP_NONE) {
            rp_bits_add(roles, step->by);
        }
    }
    for (size_t i = 0; i < p->interfaces.n; i++) {
        for (uint32_t k = 0; k < p->interfaces.at[i].through.n; k++) {
            rp_bits_add(roles, p->interfaces.at[i].through.at[k]);
        }
    }
    return rp_write_posts(a, roles);
}

refpath_status rp_analyse_failures(rp_analysis *a) {
    rp_failure_search f;
    memset(&f, 0, sizeof f);
    RP_TRY(rp_failing_init(&f.k, a));
    RP_TRY(read_pairs(&f));
    RP_TRY(rp_studied_steps(a, &f.steps));
    RP_TRY(look_everywhere(&f));
    rp_failures_sort(&f.singles);
    rp_failures_sort(&f.doubles);
    rp_write_elements(a, &f.singles);
    rp_write_failures(a, "losses", &f.singles, 1);
    if (f.pairs) {
        rp_write_failures(a, "pairs", &f.doubles, 2);
    }
    return write_posts(a);
}
