/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Single points of failure. What a plan does not name it does not need: only what stands in the plan of a kind at a place
 * is taken away there. Of pairs, the second is what the plan without the first names.
 */
#include "analyse/failures.h"

#include "analyse/alike.h"
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

static refpath_status names_of(rp_failing *k, const rp_ways *ways, const rp_planned *planned, rp_losses *to) {
    RP_TRY(rp_losses_of(k, planned, to));
    return ways ? rp_losses_of_ways(k, ways, planned, to) : REFPATH_OK;
}

static refpath_status names_of_views(rp_failing *k, const rp_without *w, rp_losses *to) {
    const rp_ways *ways = w->detours[0] ? w->detours[0]->all : rp_ways_as_they_are(k, w->ground->first->place);
    for (size_t i = 0; i < w->views.n; i++) {
        const rp_view *view = &w->views.at[i];
        for (size_t e = 0; e < view->piece->s->plan.steps.n; e++) {
            if (view->piece->steps[e].race.due != RP_DD_FALSE) {
                RP_TRY(names_of(k, ways, view->of[0][e].planned, to));
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

/* -- links ----------------------------------------------------------------------------------------------------------- */

/* Links without which the ways to all sites are the same lose the same: lines of one are those of the others. */
typedef struct rp_like {
    const int64_t *times; /* per site */
    uint64_t hash;
    size_t first, n;      /* lines */
} rp_like;

typedef struct rp_likes {
    RP_LIST(uint32_t) sites;
    RP_LIST(rp_like) at;
} rp_likes;

static refpath_status gather_sites(rp_failing *k, const rp_losses *named, rp_likes *likes) {
    for (size_t i = 0; i < named->n && k->map; i++) {
        if (named->at[i].kind == RP_LOSE_PLACE) {
            uint32_t *slot = RP_LIST_ADD(k->a->arena, &likes->sites);
            RP_HAVE(slot);
            *slot = named->at[i].a;
        }
    }
    return REFPATH_OK;
}

/* *farther: some way is another. */
static refpath_status times_without(rp_failing *k, uint32_t place, const rp_loss *loss, const rp_likes *likes, rp_like *like,
                                    bool *farther) {
    int64_t *times = RP_ARENA_ARRAY(k->a->arena, int64_t, likes->sites.n + 1);
    const rp_detour *detour;
    RP_HAVE(times);
    RP_TRY(rp_ways_without(k, place, (rp_loss_set){loss, 1}, 0, &detour));
    *like = (rp_like){.times = times};
    *farther = false;
    for (size_t i = 0; i < likes->sites.n && detour; i++) {
        *farther = *farther || rp_is_farther(k, detour, likes->sites.at[i]);
        times[i] = rp_time_to(k, detour, likes->sites.at[i]);
        like->hash = (like->hash ^ (uint64_t)times[i]) * UINT64_C(0x9E3779B97F4A7C15);
        like->hash ^= like->hash >> 29;
    }
    return REFPATH_OK;
}

static rp_like *find_like(const rp_likes *likes, const rp_like *like) {
    for (size_t i = 0; i < likes->at.n; i++) {
        rp_like *other = &likes->at.at[i];
        if (other->hash == like->hash && memcmp(other->times, like->times, likes->sites.n * sizeof *like->times) == 0) {
            return other;
        }
    }
    return NULL;
}

static refpath_status lose_link(rp_failure_search *f, rp_ground *g, const rp_loss *loss, rp_likes *likes) {
    rp_like like, *other;
    rp_losses nobody = {NULL, 0, 0, NULL, 0};
    bool farther;
    RP_TRY(times_without(&f->k, g->first->place, loss, likes, &like, &farther));
    if (!farther) {
        return REFPATH_OK;
    }
    other = find_like(likes, &like);
    for (size_t i = 0; other && i < other->n; i++) {
        rp_failure *slot = RP_LIST_ADD(f->k.a->arena, &f->singles);
        RP_HAVE(slot);
        *slot = f->singles.at[other->first + i];
        slot->first = *loss;
        slot->number = (uint32_t)(f->singles.n - 1);
    }
    if (other) {
        return REFPATH_OK;
    }
    like.first = f->singles.n;
    RP_TRY(lose_one(f, g, loss, &nobody));
    like.n = f->singles.n - like.first;
    other = RP_LIST_ADD(f->k.a->arena, &likes->at);
    RP_HAVE(other);
    *other = like;
    return REFPATH_OK;
}

/* -- pairs ----------------------------------------------------------------------------------------------------------- */

/* Of pairs both are actors, sites, interfaces or links. */
static bool is_of_pairs(const rp_loss *loss) {
    return loss->kind == RP_LOSE_ACTOR || loss->kind == RP_LOSE_PLACE || loss->kind == RP_LOSE_INTERFACE ||
           loss->kind == RP_LOSE_LINK;
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

/* The lines looked at, and what they come after. */
static refpath_status names_of_piece(rp_failure_search *f, const rp_ground *g, const rp_piece *piece, rp_losses *named) {
    const rp_plan *plan = &piece->s->plan;
    const rp_ways *ways = rp_ways_as_they_are(&f->k, piece->s->place);
    rp_word *wanted = RP_ARENA_ARRAY(&piece->s->arena, rp_word, rp_bits_words(plan->steps.n) + 1);
    RP_HAVE(wanted);
    for (size_t e = 0; e < plan->steps.n; e++) {
        if (piece->steps[e].race.due != RP_DD_FALSE && rp_bits_has(f->steps, g->group[plan->steps.at[e].steps.at[0]])) {
            rp_bits_add(wanted, e);
        }
    }
    rp_piece_add_before(piece, wanted);
    for (size_t e = 0; e < plan->steps.n; e++) {
        if (rp_bits_has(wanted, e) && piece->steps[e].race.due != RP_DD_FALSE) {
            RP_TRY(names_of(&f->k, ways, &plan->steps.at[e], named));
        }
    }
    return REFPATH_OK;
}

static refpath_status look(rp_failure_search *f, rp_ground *g) {
    rp_losses named = {NULL, 0, 0, NULL, 0};
    rp_pairs pairs = {{NULL, 0, 0}};
    rp_likes likes = {{NULL, 0, 0}, {NULL, 0, 0}};
    for (size_t i = 0; i < g->pieces.n; i++) {
        RP_TRY(names_of_piece(f, g, &g->pieces.at[i], &named));
    }
    RP_TRY(gather_sites(&f->k, &named, &likes));
    for (size_t i = 0; i < named.n; i++) {
        rp_losses then = {NULL, 0, 0, NULL, 0};
        if (named.at[i].kind == RP_LOSE_LINK && !f->pairs) {
            RP_TRY(lose_link(f, g, &named.at[i], &likes));
            continue;
        }
        RP_TRY(lose_one(f, g, &named.at[i], &then));
        RP_TRY(add_pairs(f, &pairs, &named.at[i], &then));
    }
    for (size_t i = 0; i < pairs.at.n; i++) {
        RP_TRY(lose_two(f, g, &pairs.at.at[i].a, &pairs.at.at[i].b));
    }
    return REFPATH_OK;
}

static refpath_status look_at_kind(rp_failure_search *f, const rp_kind *kind, uint32_t place) {
    rp_ground g;
    refpath_status status = rp_ground_open(&f->k, kind, place, &g);
    status = status == REFPATH_OK ? look(f, &g) : status;
    rp_ground_close(&g);
    return status;
}

/* What a kind loses is what the one that it is like loses. */
static refpath_status repeat_lines(rp_analysis *a, rp_failures *list, size_t first, size_t end, const rp_kind *kind) {
    for (size_t i = first; i < end; i++) {
        rp_failure *slot = RP_LIST_ADD(a->arena, list);
        RP_HAVE(slot);
        *slot = list->at[i];
        slot->kind = kind;
        slot->number = (uint32_t)(list->n - 1);
    }
    return REFPATH_OK;
}

/* Per kind, and after the last: where the lines of a place begin. */
typedef struct rp_first_lines {
    size_t singles, doubles;
} rp_first_lines;

static refpath_status look_at_kinds(rp_failure_search *f, uint32_t place, const uint32_t *like, rp_first_lines *first,
                                    uint64_t *done) {
    rp_analysis *a = f->k.a;
    for (size_t i = 0; i < a->study.kinds.n; i++) {
        const rp_kind *kind = &a->study.kinds.at[i];
        RP_TRY(rp_analysis_step(a, (*done)++, (uint64_t)a->study.kinds.n * a->study.places.n));
        first[i] = (rp_first_lines){f->singles.n, f->doubles.n};
        if (like[i] == i) {
            RP_TRY(look_at_kind(f, kind, place));
        } else {
            const rp_first_lines *from = &first[like[i]];
            RP_TRY(repeat_lines(a, &f->singles, from[0].singles, from[1].singles, kind));
            RP_TRY(repeat_lines(a, &f->doubles, from[0].doubles, from[1].doubles, kind));
        }
        first[i + 1] = (rp_first_lines){f->singles.n, f->doubles.n};
    }
    return REFPATH_OK;
}

static refpath_status look_everywhere(rp_failure_search *f) {
    rp_analysis *a = f->k.a;
    rp_first_lines *first = RP_ARENA_ARRAY(a->arena, rp_first_lines, a->study.kinds.n + 1);
    uint32_t *like;
    uint64_t done = 0;
    RP_HAVE(first);
    RP_TRY(rp_kinds_alike(a, &like));
    for (size_t i = 0; i < a->study.places.n; i++) {
        RP_TRY(look_at_kinds(f, a->study.places.at[i], like, first, &done));
    }
    return rp_analysis_step(a, done, done);
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
    f.k.whole_ways = f.pairs;
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
