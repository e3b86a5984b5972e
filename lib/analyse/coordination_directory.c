/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What the directory says of services that several give, and when it was last verified. */
#include "analyse/coordination.h"

#include "analyse/table.h"
#include "base/check.h"
#include "decide/who.h"

#include <stdlib.h>

/* -- overlap ------------------------------------------------------------------------------------------------------- */

typedef struct rp_overlap {
    uint32_t place, service;
    uint64_t n;
    const char *names;
} rp_overlap;

typedef struct rp_overlaps {
    RP_LIST(rp_overlap) at;
} rp_overlaps;

static bool is_given_at(const rp_analysis *a, const rp_offer *offer, uint32_t leaf) {
    const refpath_protocol *p = a->p;
    return rp_is_at(p, offer->at, leaf) && rp_actor_active(&a->asking.w, offer->actor) &&
           rp_dated_active(&rp_terms_of(p, offer->terms)->dated, a->asking.w.facts.day) &&
           rp_analysis_sees(a, p->actors.at[offer->actor].who);
}

static refpath_status count_givers(rp_analysis *a, rp_word *met, rp_overlap *one) {
    const refpath_protocol *p = a->p;
    const rp_refs *offers = &p->offers_of[one->service];
    RP_TRY(rp_analysis_work(a, 1 + offers->n));
    rp_bits_clear(met, rp_bits_words(p->actors.n));
    for (uint32_t i = 0; i < offers->n; i++) {
        const rp_offer *offer = &p->offers.at[offers->at[i]];
        const char *id = p->actors.at[offer->actor].id;
        if (rp_bits_has(met, offer->actor) || !is_given_at(a, offer, one->place)) {
            continue;
        }
        rp_bits_add(met, offer->actor);
        one->n++;
        one->names = rp_join_id(a, one->names, id);
        RP_HAVE(one->names);
    }
    return REFPATH_OK;
}

static int most_first(const void *left, const void *right) {
    const rp_overlap *a = left, *b = right;
    if (a->n != b->n) {
        return a->n > b->n ? -1 : 1;
    }
    if (a->place != b->place) {
        return a->place < b->place ? -1 : 1;
    }
    return (a->service > b->service) - (a->service < b->service);
}

static refpath_status find_overlaps(rp_analysis *a, rp_overlaps *found) {
    rp_word *met = RP_ARENA_ARRAY(a->arena, rp_word, rp_bits_words(a->p->actors.n) + 1);
    RP_HAVE(met);
    for (size_t i = 0; i < a->study.places.n; i++) {
        for (uint32_t s = 0; s < a->p->aims.entries.n; s++) {
            rp_overlap one = {a->study.places.at[i], s, 0, NULL}, *slot;
            if (!rp_bits_has(a->study.services, s)) {
                continue;
            }
            RP_TRY(count_givers(a, met, &one));
            if (one.n < 2) {
                continue;
            }
            slot = RP_LIST_ADD(a->arena, &found->at);
            RP_HAVE(slot);
            *slot = one;
        }
    }
    return REFPATH_OK;
}

static refpath_status write_overlaps(rp_analysis *a) {
    rp_overlaps found = {{NULL, 0, 0}};
    RP_TRY(find_overlaps(a, &found));
    if (found.at.n > 1) {
        qsort(found.at.at, found.at.n, sizeof *found.at.at, most_first);
    }
    rp_table_begin(a, "overlap");
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "service", NULL);
    rp_table_column(a, "providers", NULL);
    rp_table_column(a, "actors", NULL);
    for (size_t i = 0; i < found.at.n; i++) {
        rp_tree *row = rp_table_row(a);
        rp_row_place(a, row, "place", found.at.at[i].place);
        rp_row_aim(a, row, "service", found.at.at[i].service);
        rp_row_count(a, row, "providers", found.at.at[i].n);
        rp_row_text(a, row, "actors", found.at.at[i].names);
    }
    return REFPATH_OK;
}

/* -- age ----------------------------------------------------------------------------------------------------------- */

typedef struct rp_age {
    uint32_t actor;
    int64_t verified; /* RP_NO_DATE: never */
} rp_age;

static int oldest_first(const void *left, const void *right) {
    const rp_age *a = left, *b = right;
    if (a->verified != b->verified) {
        return a->verified < b->verified ? -1 : 1; /* never is the smallest */
    }
    return (a->actor > b->actor) - (a->actor < b->actor);
}

static void write_age(rp_analysis *a, const rp_age *age) {
    rp_tree *row = rp_table_row(a);
    rp_row_who(a, row, "actor", a->p->actors.at[age->actor].who);
    rp_row_flag(a, row, "stale", rp_is_stale(&a->asking.w, age->verified));
    rp_write_day(&a->asking.o, row, "verified", age->verified);
    if (age->verified != RP_NO_DATE) {
        rp_row_number(a, row, "days", a->asking.w.facts.day - age->verified);
    }
}

static refpath_status write_ages(rp_analysis *a) {
    const refpath_protocol *p = a->p;
    rp_age *ages = RP_ARENA_ARRAY(a->arena, rp_age, p->actors.n + 1);
    size_t n = 0;
    RP_HAVE(ages);
    for (uint32_t i = 0; i < p->actors.n; i++) {
        if (rp_actor_active(&a->asking.w, i) && rp_analysis_sees(a, p->actors.at[i].who)) {
            ages[n++] = (rp_age){i, p->actors.at[i].verified};
        }
    }
    if (n > 1) {
        qsort(ages, n, sizeof *ages, oldest_first);
    }
    rp_table_begin(a, "directory");
    rp_table_column(a, "actor", NULL);
    rp_table_column(a, "stale", NULL);
    rp_table_column(a, "verified", NULL);
    rp_table_column(a, "days", NULL);
    for (size_t i = 0; i < n; i++) {
        write_age(a, &ages[i]);
    }
    return REFPATH_OK;
}

refpath_status rp_write_directory(rp_analysis *a) {
    RP_TRY(write_overlaps(a));
    return write_ages(a);
}
