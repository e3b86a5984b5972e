/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which offers a plan looks at: where the place of the case is known, not those of the whole country. */
#include "base/check.h"
#include "decide/plan.h"

#include <stdlib.h>

typedef struct rp_row {
    const uint32_t *at;
    size_t n;
} rp_row;

/* The offers at a place and at those under it, up to `end`: they stand together. */
static rp_row row_of(const refpath_protocol *p, uint32_t place, uint32_t end) {
    rp_row row = {p->offers_at + p->offers_first[place], p->offers_first[end] - p->offers_first[place]};
    return row;
}

static size_t count_near(const refpath_protocol *p, uint32_t place) {
    size_t n = row_of(p, place, p->places.entries.at[place].end).n;
    for (uint32_t up = p->places.entries.at[place].parent; up != RP_NONE; up = p->places.entries.at[up].parent) {
        n += row_of(p, up, up + 1).n;
    }
    return n;
}

static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static size_t add_row(uint32_t *list, size_t n, rp_row row) {
    for (size_t i = 0; i < row.n; i++) {
        list[n++] = row.at[i];
    }
    return n;
}

/* What is at the place, under it or around it, each once. */
static refpath_status make_near(rp_plan *plan, uint32_t place, size_t most) {
    const refpath_protocol *p = plan->w->p;
    uint32_t *list = RP_ARENA_ARRAY(plan->w->arena, uint32_t, most);
    size_t n, kept = 0;
    RP_HAVE(list);
    n = add_row(list, 0, row_of(p, place, p->places.entries.at[place].end));
    for (uint32_t up = p->places.entries.at[place].parent; up != RP_NONE; up = p->places.entries.at[up].parent) {
        n = add_row(list, n, row_of(p, up, up + 1));
    }
    qsort(list, n, sizeof *list, by_number);
    for (size_t i = 0; i < n; i++) {
        if (kept == 0 || list[kept - 1] != list[i]) {
            list[kept++] = list[i];
        }
    }
    plan->near.n = (uint32_t)kept;
    plan->near.at = list;
    plan->is_near = true;
    return REFPATH_OK;
}

static bool serves(const refpath_protocol *p, uint32_t offer, uint32_t service) {
    const rp_refs *services = rp_list(p, p->offers.at[offer].services);
    for (uint32_t i = 0; i < services->n; i++) {
        if (rp_under(&p->aims, services->at[i], service)) {
            return true;
        }
    }
    return false;
}

static bool reaches(const rp_plan *plan, uint32_t offer) {
    const refpath_protocol *p = plan->w->p;
    return rp_places_meet(p, rp_list(p, p->offers.at[offer].at), plan->w->facts.leaves);
}

static refpath_status find_near(rp_plan *plan, uint32_t service, rp_refs *out) {
    const refpath_protocol *p = plan->w->p;
    uint32_t place = plan->w->facts.known_place, n = 0, *list;
    size_t most = place == RP_NONE ? SIZE_MAX : count_near(p, place);
    *out = p->offers_of[service];
    if (most >= out->n) {
        return REFPATH_OK;
    }
    if (!plan->is_near) {
        RP_TRY(make_near(plan, place, most));
    }
    list = RP_ARENA_ARRAY(plan->w->arena, uint32_t, plan->near.n);
    RP_HAVE(list);
    for (uint32_t i = 0; i < plan->near.n; i++) {
        if (serves(p, plan->near.at[i], service)) {
            list[n++] = plan->near.at[i];
        }
    }
    out->n = n;
    out->at = list;
    return REFPATH_OK;
}

/* Those that do reach the place, once for all plans there. */
static refpath_status make_around(rp_plan *plan, uint32_t service, rp_refs *out) {
    rp_around *around = plan->around;
    rp_refs near;
    uint32_t *list, n = 0;
    RP_TRY(find_near(plan, service, &near));
    for (uint32_t i = 0; i < near.n; i++) {
        n += reaches(plan, near.at[i]);
    }
    list = RP_ARENA_ARRAY(around->arena, uint32_t, n);
    RP_HAVE(list);
    *out = (rp_refs){0, list};
    for (uint32_t i = 0; i < near.n; i++) {
        if (reaches(plan, near.at[i])) {
            list[out->n++] = near.at[i];
        }
    }
    around->made[service] = true;
    return REFPATH_OK;
}

refpath_status rp_plan_near(rp_plan *plan, uint32_t service, rp_refs *out) {
    rp_around *around = plan->around;
    if (!around || around->place != plan->w->facts.known_place) {
        return find_near(plan, service, out);
    }
    if (!around->made[service]) {
        RP_TRY(make_around(plan, service, &around->of[service]));
    }
    *out = around->of[service];
    return REFPATH_OK;
}
