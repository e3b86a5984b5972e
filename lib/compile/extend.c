/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/extend.h"

#include "base/check.h"
#include "compile/boxes.h"
#include "xml/load.h"

#include <string.h>

#define MOST_TABLES ((size_t)64 * 1024 * 1024) /* bytes */

/* -- the copy ------------------------------------------------------------------------------------------------------ */

static void *copy_of(rp_arena *arena, const void *at, size_t n, size_t each) {
    return rp_arena_grow(arena, at, n, 0, each);
}

/* Lists that grow are its own. */
static refpath_protocol *copy_protocol(const refpath_protocol *p, rp_arena *arena) {
    refpath_protocol *copy = RP_ARENA_NEW(arena, refpath_protocol);
    rp_matcher *m = copy ? &copy->matcher : NULL;
    if (!m) {
        return NULL;
    }
    rp_protocol_share(copy, p);
    m->axes.at = copy_of(arena, m->axes.at, m->axes.n, sizeof *m->axes.at);
    m->boxes.at = copy_of(arena, m->boxes.at, m->boxes.n, sizeof *m->boxes.at);
    m->conditions.at = copy_of(arena, m->conditions.at, m->conditions.n, sizeof *m->conditions.at);
    m->axes.room = m->axes.n;
    m->boxes.room = m->boxes.n;
    m->conditions.room = m->conditions.n;
    return m->axes.at && m->boxes.at && m->conditions.at ? copy : NULL;
}

refpath_status rp_extension_init(rp_extension *x, const refpath_protocol *p, rp_arena *arena) {
    memset(x, 0, sizeof *x);
    x->arena = arena;
    x->p = copy_protocol(p, arena);
    RP_HAVE(x->p);
    RP_TRY(rp_model_init(&x->model, &p->alloc));
    x->model.arena.wipe = true;
    return rp_node_new(&x->model, RP_ELEMENT_CLAIMS, 0, 0, 0, &x->model.root);
}

void rp_extension_free(rp_extension *x) { rp_model_free(&x->model); }

/* What is compiled is the `when` of something. */
refpath_status rp_extension_add(rp_extension *x, rp_node *when) {
    rp_node claim;
    RP_TRY(rp_node_new(&x->model, RP_ELEMENT_CLAIM, 0, 0, 0, &claim));
    RP_TRY(rp_node_new(&x->model, RP_ELEMENT_WHEN, 0, 0, 0, when));
    rp_node_append(&x->model, x->model.root, claim);
    rp_node_append(&x->model, claim, *when);
    return REFPATH_OK;
}

/* -- numbers that are cut more finely ------------------------------------------------------------------------------- */

/* Each class allows what the one allowed that it was part of. */
static refpath_status cut_vectors(rp_build *b, rp_axis *axis, const uint32_t *was, uint32_t n) {
    size_t words = b->p->matcher.words;
    rp_word *vectors;
    if (!axis->vectors) {
        return REFPATH_OK; /* no box of the protocol reads it */
    }
    RP_TRY(rp_build_room(b, (uint64_t)n * words));
    vectors = rp_arena_array(b->arena, (size_t)n * words, sizeof(rp_word));
    RP_HAVE(vectors);
    for (uint32_t c = 0; c < n; c++) {
        rp_bits_copy(vectors + c * words, axis->vectors + was[c] * words, words);
    }
    axis->vectors = vectors;
    return REFPATH_OK;
}

/* *was: per class the one that it was part of; NULL where there are no more classes than before. */
static refpath_status cut_axis(rp_build *b, const rp_fact *fact, rp_cuts *cuts, uint32_t **was) {
    rp_axis *axis = &b->p->matcher.axes.at[fact->axis];
    const int32_t *at;
    uint32_t n, old = 0;
    for (uint32_t c = 0; c < axis->n_values; c++) {
        RP_TRY(rp_cuts_add(b, cuts, axis->cut[c]));
    }
    RP_TRY(rp_cuts_settle(b, fact, cuts, &at, &n));
    if (n == axis->n_values) {
        return REFPATH_OK;
    }
    *was = RP_ARENA_ARRAY(&b->scratch, uint32_t, n);
    RP_HAVE(*was);
    for (uint32_t c = 0; c < n; c++) {
        old += old + 1 < axis->n_values && axis->cut[old + 1] == at[c];
        (*was)[c] = old;
    }
    RP_TRY(cut_vectors(b, axis, *was, n));
    axis->cut = at;
    axis->n_values = n;
    return REFPATH_OK;
}

static refpath_status turn_demand(rp_build *b, rp_demand *demand, const uint32_t *was) {
    const rp_axis *axis = &b->p->matcher.axes.at[demand->axis];
    size_t words = rp_bits_words(axis->n_values);
    rp_word *allowed;
    RP_TRY(rp_build_room(b, words));
    allowed = RP_ARENA_ARRAY(b->arena, rp_word, words);
    RP_HAVE(allowed);
    for (uint32_t c = 0; c < axis->n_values; c++) {
        if (rp_bits_has(demand->allowed, was[c])) {
            rp_bits_add(allowed, c);
        }
    }
    demand->allowed = allowed;
    return REFPATH_OK;
}

/* Demands that are the protocol's are copied before one of them is changed. */
static refpath_status turn_box(rp_build *b, rp_box *box, uint32_t *const *was) {
    rp_demand *own = NULL;
    for (uint32_t d = 0; d < box->n; d++) {
        const uint32_t *classes = was[box->demands[d].axis];
        if (!classes) {
            continue;
        }
        if (!own) {
            own = copy_of(b->arena, box->demands, box->n, sizeof *own);
            RP_HAVE(own);
            box->demands = own;
        }
        RP_TRY(turn_demand(b, &own[d], classes));
    }
    return REFPATH_OK;
}

static refpath_status cut_finer(rp_build *b) {
    rp_matcher *m = &b->p->matcher;
    uint32_t **was = RP_ARENA_ARRAY(&b->scratch, uint32_t *, m->axes.n);
    rp_cuts *cuts;
    bool any = false;
    RP_HAVE(was);
    RP_TRY(rp_cuts_find(b, &cuts));
    for (size_t i = 0; i < b->p->facts.n; i++) {
        const rp_fact *fact = &b->p->facts.at[i];
        if (cuts[i].at.n > 0) {
            RP_TRY(cut_axis(b, fact, &cuts[i], &was[fact->axis]));
            any = any || was[fact->axis];
        }
    }
    for (size_t i = 0; any && i < m->boxes.n; i++) {
        RP_TRY(turn_box(b, &m->boxes.at[i], was));
    }
    return REFPATH_OK;
}

/* -- conditions ----------------------------------------------------------------------------------------------------- */

static refpath_status compile_all(rp_build *b, uint32_t *conditions, size_t *n) {
    rp_matcher *m = &b->p->matcher;
    RP_TRY(rp_build_start(b));
    RP_TRY(cut_finer(b));
    RP_EACH(b->m, claim, b->m->root) {
        RP_TRY(rp_build_when(b, claim, RP_ELEMENT_WHEN, RP_IN_FLAG, &conditions[*n]));
        (*n)++;
    }
    for (size_t a = 0; a < m->axes.n; a++) {
        m->axes.at[a].used = m->axes.at[a].vectors != NULL; /* the new boxes stand in none */
    }
    m->axis_words = rp_bits_words(m->axes.n);
    return REFPATH_OK;
}

refpath_status rp_extension_compile(rp_extension *x, uint32_t *conditions, size_t *n) {
    refpath_load_options limits;
    rp_build b;
    refpath_status status;
    *n = 0;
    RP_TRY(rp_load_options_fill(&limits, NULL));
    limits.most_tables = MOST_TABLES;
    memset(&b, 0, sizeof b);
    b.p = x->p;
    b.m = &x->model;
    b.arena = x->arena;
    b.limits = &limits;
    rp_arena_init(&b.scratch, &x->p->alloc, true);
    status = compile_all(&b, conditions, n);
    rp_arena_free(&b.scratch);
    return status;
}
