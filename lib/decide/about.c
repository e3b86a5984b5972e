/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What a protocol says about itself: its head, its entries by kind, the choices of a fact. */
#include "base/check.h"
#include "decide/question.h"
#include "decide/who.h"
#include "unicode/civil.h"

#include <string.h>

typedef struct rp_about {
    refpath_answer *answer;
    rp_work w; /* for the writer alone: no case, no facts */
    rp_writer o;
} rp_about;

static refpath_status start(rp_about *a, refpath_answer_kind kind, const refpath_protocol *p) {
    memset(a, 0, sizeof *a);
    RP_TRY(rp_answer_new(&a->answer, kind, p, &p->alloc));
    a->w.p = p;
    a->o.w = &a->w;
    a->o.arena = &a->answer->arena;
    return REFPATH_OK;
}

static refpath_status end(rp_about *a, refpath_answer **out) {
    if (a->o.arena->failed) {
        refpath_answer_unref(a->answer);
        return REFPATH_OUT_OF_MEMORY;
    }
    *out = a->answer;
    return REFPATH_OK;
}

/* -- about ---------------------------------------------------------------------------------------------------------- */

static void write_count(rp_about *a, rp_tree *to, const char *key, size_t n) {
    rp_write_integer(&a->o, to, key, (int64_t)n);
}

static void write_counts(rp_about *a, rp_tree *root) {
    const refpath_protocol *p = a->w.p;
    rp_tree *counts = rp_write_object(&a->o, root, "counts");
    write_count(a, counts, "facts", p->facts.n);
    write_count(a, counts, "places", p->places.entries.n);
    write_count(a, counts, "roles", p->roles.n);
    write_count(a, counts, "actors", p->actors.n);
    write_count(a, counts, "offers", p->offers.n);
    write_count(a, counts, "interfaces", p->interfaces.n);
    write_count(a, counts, "pathways", p->pathways.n);
    write_count(a, counts, "steps", p->steps.n);
    write_count(a, counts, "rules", p->rules.n);
    write_count(a, counts, "claims", p->claims.n);
    write_count(a, counts, "conditions", p->matcher.conditions.n);
    write_count(a, counts, "boxes", p->matcher.boxes.n);
}

refpath_status refpath_protocol_about(refpath_answer **out, const refpath_protocol *protocol) {
    rp_about a;
    rp_tree *root, *array;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(start(&a, REFPATH_ANSWER_ABOUT, protocol));
    root = a.answer->root;
    rp_write_labels(&a.o, root, protocol->model.root);
    rp_write_text(&a.o, root, "language", protocol->language);
    rp_write_day(&a.o, root, "valid-from", protocol->valid_from);
    rp_write_day(&a.o, root, "valid-until", protocol->valid_until);
    rp_write_day(&a.o, root, "review-by", protocol->review_by);
    array = rp_write_array(&a.o, root, "documents");
    for (size_t i = 0; i < protocol->model.documents.n; i++) {
        rp_tree *entry = rp_write_object(&a.o, array, NULL);
        rp_write_text(&a.o, entry, "name", protocol->model.documents.at[i].name);
        rp_write_text(&a.o, entry, "sha256", protocol->model.documents.at[i].sha256);
    }
    write_counts(&a, root);
    return end(&a, out);
}

/* -- choices ---------------------------------------------------------------------------------------------------------- */

static void write_terms(rp_about *a, rp_tree *array, const rp_forest *terms) {
    for (size_t i = 0; i < terms->entries.n; i++) {
        const rp_entry *term = &terms->entries.at[i];
        rp_tree *entry = rp_write_object(&a->o, array, NULL);
        rp_write_text(&a->o, entry, "id", term->id);
        rp_write_labels(&a->o, entry, term->node);
        if (term->parent != RP_NONE) {
            rp_write_text(&a->o, entry, "in", terms->entries.at[term->parent].id);
        }
    }
}

static void write_number(rp_about *a, rp_tree *root, const rp_fact *fact) {
    static const char *const units[] = {"count", "year", "month", "day", "hour", "minute"};
    rp_write_integer(&a->o, root, "min", fact->min);
    rp_write_integer(&a->o, root, "max", fact->max);
    rp_write_text(&a->o, root, "unit", units[fact->unit]);
}

static void write_flag_choices(rp_about *a, rp_tree *root) {
    rp_tree *array = rp_write_array(&a->o, root, "choices"), *entry;
    entry = rp_write_object(&a->o, array, NULL);
    rp_write_text(&a->o, entry, "id", "true");
    entry = rp_write_object(&a->o, array, NULL);
    rp_write_text(&a->o, entry, "id", "false");
}

refpath_status refpath_protocol_choices(refpath_answer **out, const refpath_protocol *protocol, const char *fact,
                                        refpath_diags *diags) {
    rp_about a;
    uint32_t number;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol || !fact) {
        return REFPATH_INVALID_ARGUMENT;
    }
    number = rp_table_find(&protocol->fact_names, rp_str_of(fact));
    if (number == RP_NONE && strcmp(fact, "place") != 0) {
        rp_asked q = {protocol, diags, false};
        rp_asked_unknown(&q, "fact", protocol->facts.n + 1);
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(start(&a, REFPATH_ANSWER_CHOICES, protocol));
    rp_write_text(&a.o, a.answer->root, "fact", fact[0] ? (number == RP_NONE ? "place" : protocol->facts.at[number].id) : "");
    if (number == RP_NONE) {
        write_terms(&a, rp_write_array(&a.o, a.answer->root, "choices"), &protocol->places);
    } else if (protocol->facts.at[number].kind == RP_FACT_NUMBER) {
        write_number(&a, a.answer->root, &protocol->facts.at[number]);
    } else if (protocol->facts.at[number].kind == RP_FACT_FLAG) {
        write_flag_choices(&a, a.answer->root);
    } else {
        write_terms(&a, rp_write_array(&a.o, a.answer->root, "choices"), &protocol->facts.at[number].terms);
    }
    return end(&a, out);
}

/* -- lists ------------------------------------------------------------------------------------------------------------- */

static void write_entry(rp_about *a, rp_tree *array, const char *id, rp_node node, const char *in) {
    rp_tree *entry = rp_write_object(&a->o, array, NULL);
    rp_write_text(&a->o, entry, "id", id);
    rp_write_labels(&a->o, entry, node);
    if (in) {
        rp_write_text(&a->o, entry, "in", in);
    }
}

static void write_forest(rp_about *a, rp_tree *array, const rp_forest *f, const rp_word *only, bool wanted) {
    for (size_t i = 0; i < f->entries.n; i++) {
        const rp_entry *entry = &f->entries.at[i];
        if (!only || rp_bits_has(only, i) == wanted) {
            write_entry(a, array, entry->id, entry->node, entry->parent == RP_NONE ? NULL : f->entries.at[entry->parent].id);
        }
    }
}

#define WRITE_ALL(list)                                                                                               \
    for (size_t i = 0; i < (list).n; i++) {                                                                           \
        write_entry(a, array, (list).at[i].id, (list).at[i].node, NULL);                                              \
    }                                                                                                                 \
    break

static void write_actors(rp_about *a, rp_tree *array, uint32_t viewer) {
    const refpath_protocol *p = a->w.p;
    a->w.facts.day = RP_NO_DATE; /* whoever may see an actor at any time is asked of today's roles elsewhere */
    for (size_t i = 0; i < p->actors.n; i++) {
        const rp_actor *actor = &p->actors.at[i];
        const rp_actor *in = actor->part_of == RP_NONE ? NULL : &p->actors.at[actor->part_of];
        if (rp_sees(&a->w, viewer, actor->who)) {
            write_entry(a, array, actor->id, actor->node, in && rp_sees(&a->w, viewer, in->who) ? in->id : NULL);
        }
    }
}

static void write_list(rp_about *a, rp_tree *array, refpath_kind kind, uint32_t viewer) {
    const refpath_protocol *p = a->w.p;
    switch (kind) {
    case REFPATH_KIND_FACT: WRITE_ALL(p->facts);
    case REFPATH_KIND_CLOCK: WRITE_ALL(p->clocks);
    case REFPATH_KIND_PLACE: write_forest(a, array, &p->places, NULL, true); break;
    case REFPATH_KIND_ITEM: write_forest(a, array, &p->items, NULL, true); break;
    case REFPATH_KIND_PURPOSE: write_forest(a, array, &p->aims, p->aim_is_service, false); break;
    case REFPATH_KIND_SERVICE: write_forest(a, array, &p->aims, p->aim_is_service, true); break;
    case REFPATH_KIND_PARTY: WRITE_ALL(p->parties);
    case REFPATH_KIND_GROUP: write_forest(a, array, &p->groups, NULL, true); break;
    case REFPATH_KIND_ROLE: WRITE_ALL(p->roles);
    case REFPATH_KIND_DUTY: WRITE_ALL(p->duties);
    case REFPATH_KIND_ACTOR: write_actors(a, array, viewer); break;
    case REFPATH_KIND_INTERFACE: WRITE_ALL(p->interfaces);
    case REFPATH_KIND_PATHWAY: WRITE_ALL(p->pathways);
    case REFPATH_KIND_STEP: WRITE_ALL(p->steps);
    case REFPATH_KIND_ADVICE: WRITE_ALL(p->advice);
    case REFPATH_KIND_RULE: WRITE_ALL(p->rules);
    case REFPATH_KIND_OBLIGATION: WRITE_ALL(p->obligations);
    case REFPATH_KIND_CLAIM: WRITE_ALL(p->claims);
    case REFPATH_KIND_SOURCE: WRITE_ALL(p->sources);
    }
}

refpath_status refpath_protocol_list(refpath_answer **out, const refpath_protocol *protocol, refpath_kind kind,
                                     const char *viewer, refpath_diags *diags) {
    rp_about a;
    rp_asked q = {protocol, diags, false};
    uint32_t who;
    if (out) {
        *out = NULL;
    }
    if (!out || !protocol || (int)kind < REFPATH_KIND_FACT || (int)kind > REFPATH_KIND_SOURCE) {
        return REFPATH_INVALID_ARGUMENT;
    }
    who = rp_asked_viewer(&q, viewer);
    if (q.bad) {
        return REFPATH_INVALID_QUESTION;
    }
    RP_TRY(start(&a, REFPATH_ANSWER_LIST, protocol));
    write_list(&a, rp_write_array(&a.o, a.answer->root, "entries"), kind, who);
    return end(&a, out);
}
