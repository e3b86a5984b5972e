/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Sets of losses, and which entries of a plan name what. */
#include "analyse/failures.h"

#include "base/check.h"

#include <string.h>

/* -- sets ---------------------------------------------------------------------------------------------------------- */

static size_t hash(const rp_loss *loss) {
    uint64_t x = ((uint64_t)loss->a << 32 | loss->b) * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)loss->kind;
    x = (x ^ x >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    return (size_t)(x ^ x >> 32);
}

/* Where it is, or could be put. */
static uint32_t *slot_of(const rp_losses *list, const rp_loss *loss) {
    size_t i = hash(loss) & (list->n_slots - 1);
    for (;; i = (i + 1) & (list->n_slots - 1)) {
        const rp_loss *there = list->slots[i] ? &list->at[list->slots[i] - 1] : NULL;
        if (!there || (there->kind == loss->kind && there->a == loss->a && there->b == loss->b)) {
            return &list->slots[i];
        }
    }
}

static refpath_status more_slots(rp_arena *arena, rp_losses *list) {
    size_t n = list->n_slots ? 4 * list->n_slots : 64;
    uint32_t *slots = RP_ARENA_ARRAY(arena, uint32_t, n);
    RP_HAVE(slots);
    list->slots = slots;
    list->n_slots = n;
    for (uint32_t i = 0; i < list->n; i++) {
        *slot_of(list, &list->at[i]) = i + 1;
    }
    return REFPATH_OK;
}

uint32_t rp_losses_find(const rp_losses *list, const rp_loss *loss) {
    uint32_t slot = list->n_slots ? *slot_of(list, loss) : 0;
    return slot ? slot - 1 : RP_NONE;
}

refpath_status rp_losses_add(rp_arena *arena, rp_losses *to, const rp_loss *loss) {
    rp_loss *slot;
    if (rp_losses_find(to, loss) != RP_NONE) {
        return REFPATH_OK;
    }
    if (2 * to->n >= to->n_slots) {
        RP_TRY(more_slots(arena, to));
    }
    slot = RP_LIST_ADD(arena, to);
    RP_HAVE(slot);
    *slot = *loss;
    *slot_of(to, loss) = (uint32_t)to->n;
    return REFPATH_OK;
}

/* -- what names what ------------------------------------------------------------------------------------------------- */

static refpath_status name(rp_survey *s, rp_named_by_plan *named, size_t entry, rp_loss loss) {
    uint32_t at;
    RP_TRY(rp_losses_add(&s->arena, &named->elements, &loss));
    at = rp_losses_find(&named->elements, &loss);
    if (at == named->entries.n) {
        rp_word **slot = RP_LIST_ADD(&s->arena, &named->entries);
        RP_HAVE(slot);
        *slot = RP_ARENA_ARRAY(&s->arena, rp_word, rp_bits_words(s->plan.steps.n) + 1);
        RP_HAVE(*slot);
    }
    rp_bits_add(named->entries.at[at], entry);
    return REFPATH_OK;
}

static refpath_status name_who(rp_survey *s, rp_named_by_plan *named, size_t entry, uint32_t who) {
    const rp_who *it = who == RP_NONE ? NULL : &s->a->p->who.at[who];
    return it && it->kind == RP_WHO_ACTOR ? name(s, named, entry, (rp_loss){RP_LOSE_ACTOR, it->index, RP_NONE})
                                          : REFPATH_OK;
}

static refpath_status name_candidate(rp_survey *s, rp_named_by_plan *named, size_t entry, const rp_candidate *candidate) {
    const rp_path *path = &candidate->path;
    uint32_t site = candidate->offer == RP_NONE ? RP_NONE : s->a->p->offers.at[candidate->offer].site;
    RP_TRY(name_who(s, named, entry, candidate->who));
    for (size_t i = 1; i < path->stops.n; i++) {
        RP_TRY(name_who(s, named, entry, path->stops.at[i].who));
        RP_TRY(name(s, named, entry, (rp_loss){RP_LOSE_CONTACT, path->stops.at[i - 1].who, path->stops.at[i].who}));
    }
    for (size_t i = 0; i < path->interfaces.n; i++) {
        RP_TRY(name(s, named, entry, (rp_loss){RP_LOSE_INTERFACE, path->interfaces.at[i], RP_NONE}));
    }
    return site == RP_NONE ? REFPATH_OK : name(s, named, entry, (rp_loss){RP_LOSE_PLACE, site, RP_NONE});
}

refpath_status rp_plan_names(rp_survey *s, rp_named_by_plan *out) {
    memset(out, 0, sizeof *out);
    for (size_t e = 0; e < s->plan.steps.n; e++) {
        const rp_planned *planned = &s->plan.steps.at[e];
        for (size_t i = 0; i < planned->candidates.n; i++) {
            RP_TRY(name_candidate(s, out, e, &planned->candidates.at[i]));
        }
    }
    return REFPATH_OK;
}

static void add_sites(const rp_named_by_plan *named, const rp_failing *k, uint32_t place, rp_word *entries, size_t words) {
    for (size_t i = 0; i < named->elements.n; i++) {
        const rp_loss *element = &named->elements.at[i];
        if (element->kind == RP_LOSE_PLACE && rp_under(&k->a->p->places, element->a, place)) {
            rp_bits_or(entries, named->entries.at[i], words);
        }
    }
}

void rp_plan_names_any(const rp_named_by_plan *named, const rp_failing *k, rp_loss_set losses, size_t n_entries,
                       rp_word *entries) {
    size_t words = rp_bits_words(n_entries);
    if (k->posts) {
        rp_bits_fill(entries, n_entries);
        return;
    }
    for (size_t i = 0; i < losses.n; i++) {
        rp_loss loss = losses.at[i];
        uint32_t at;
        if (loss.kind == RP_LOSE_PLACE) {
            add_sites(named, k, loss.a, entries, words);
            continue;
        }
        if (loss.kind == RP_LOSE_ROLE) {
            loss = (rp_loss){RP_LOSE_ACTOR, loss.a, RP_NONE};
        }
        at = rp_losses_find(&named->elements, &loss);
        if (at != RP_NONE) {
            rp_bits_or(entries, named->entries.at[at], words);
        }
    }
}

void rp_plan_names_farther(const rp_named_by_plan *named, const rp_failing *k, const rp_detour *detour, size_t n_entries,
                           rp_word *entries) {
    for (size_t i = 0; i < named->elements.n; i++) {
        const rp_loss *element = &named->elements.at[i];
        if (element->kind == RP_LOSE_PLACE && rp_is_farther(k, detour, element->a)) {
            rp_bits_or(entries, named->entries.at[i], rp_bits_words(n_entries));
        }
    }
}
