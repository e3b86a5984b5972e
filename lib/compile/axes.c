/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The axes of the matcher: facts, the place, the request; and the classes of values into which tests cut a number. */
#include "base/check.h"
#include "compile/boxes.h"

#include <stdlib.h>

refpath_status rp_axis_add(rp_build *b, rp_axis_kind kind, uint32_t fact, uint32_t of, uint32_t n_values,
                           uint32_t *out) {
    rp_matcher *m = &b->p->matcher;
    rp_axis *axis;
    if (out) {
        *out = (uint32_t)m->axes.n;
    }
    axis = RP_LIST_ADD(b->arena, &m->axes);
    RP_HAVE(axis);
    axis->kind = kind;
    axis->fact = fact;
    axis->of = of;
    axis->n_values = n_values;
    return REFPATH_OK;
}

static int by_value(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

refpath_status rp_cuts_add(rp_build *b, rp_cuts *cuts, int32_t value) {
    int32_t *slot = RP_LIST_ADD(&b->scratch, &cuts->at);
    RP_HAVE(slot);
    *slot = value;
    return REFPATH_OK;
}

refpath_status rp_cuts_find(rp_build *b, rp_cuts **out) {
    rp_cuts *cuts = RP_ARENA_ARRAY(&b->scratch, rp_cuts, b->p->facts.n);
    rp_node test = 0;
    RP_HAVE(cuts);
    while ((test = rp_node_search(b->m, test, RP_ELEMENT_TEST)) != 0) {
        rp_str id;
        uint32_t fact;
        int32_t max;
        if (!rp_node_attribute(b->m, test, RP_ATTRIBUTE_FACT, &id)) {
            continue;
        }
        fact = rp_table_find(&b->p->fact_names, id);
        if (fact == RP_NONE || b->p->facts.at[fact].kind != RP_FACT_NUMBER) {
            continue;
        }
        max = rp_build_integer(b, test, RP_ATTRIBUTE_MAX, INT32_MAX);
        RP_TRY(rp_cuts_add(b, &cuts[fact], rp_build_integer(b, test, RP_ATTRIBUTE_MIN, INT32_MIN)));
        RP_TRY(rp_cuts_add(b, &cuts[fact], max == INT32_MAX ? INT32_MAX : max + 1));
    }
    *out = cuts;
    return REFPATH_OK;
}

refpath_status rp_cuts_settle(rp_build *b, const rp_fact *fact, rp_cuts *cuts, const int32_t **at, uint32_t *n) {
    int32_t *kept;
    RP_TRY(rp_cuts_add(b, cuts, fact->min));
    qsort(cuts->at.at, cuts->at.n, sizeof *cuts->at.at, by_value);
    kept = RP_ARENA_ARRAY(b->arena, int32_t, cuts->at.n);
    RP_HAVE(kept);
    *n = 0;
    for (size_t i = 0; i < cuts->at.n; i++) {
        int32_t value = cuts->at.at[i];
        if (value >= fact->min && value <= fact->max && (*n == 0 || kept[*n - 1] != value)) {
            kept[(*n)++] = value;
        }
    }
    *at = kept;
    return REFPATH_OK;
}

static refpath_status add_number_axis(rp_build *b, uint32_t number, rp_cuts *cuts) {
    rp_fact *fact = &b->p->facts.at[number];
    const int32_t *at;
    uint32_t n;
    RP_TRY(rp_cuts_settle(b, fact, cuts, &at, &n));
    RP_TRY(rp_axis_add(b, RP_AXIS_NUMBER, number, RP_NONE, n, &fact->axis));
    b->p->matcher.axes.at[fact->axis].cut = at;
    return REFPATH_OK;
}

static refpath_status add_fact_axes(rp_build *b, uint32_t number, rp_cuts *cuts) {
    rp_fact *fact = &b->p->facts.at[number];
    switch (fact->kind) {
    case RP_FACT_NUMBER:
        return add_number_axis(b, number, cuts);
    case RP_FACT_CHOICE:
        return rp_axis_add(b, RP_AXIS_CHOICE, number, RP_NONE, fact->terms.n_leaves, &fact->axis);
    case RP_FACT_SET:
        fact->axis = (uint32_t)b->p->matcher.axes.n;
        for (uint32_t t = 0; t < fact->terms.entries.n; t++) {
            RP_TRY(rp_axis_add(b, RP_AXIS_TERM, number, t, 2, NULL));
        }
        return REFPATH_OK;
    default:
        if (rp_node_first_of(b->m, fact->node, RP_ELEMENT_WHEN)) {
            return REFPATH_OK; /* derived: its condition gets an axis */
        }
        return rp_axis_add(b, RP_AXIS_FLAG, number, RP_NONE, 2, &fact->axis);
    }
}

refpath_status rp_build_axes(rp_build *b) {
    refpath_protocol *p = b->p;
    uint32_t n_facts = (uint32_t)p->facts.n;
    rp_cuts *cuts;
    RP_TRY(rp_cuts_find(b, &cuts));
    for (uint32_t i = 0; i < n_facts; i++) {
        RP_TRY(add_fact_axes(b, i, &cuts[i]));
    }
    RP_TRY(rp_axis_add(b, RP_AXIS_PLACE, n_facts, RP_NONE, p->places.n_leaves, &p->place_axis));
    RP_TRY(rp_axis_add(b, RP_AXIS_PURPOSE, RP_NONE, RP_NONE, (uint32_t)p->aims.entries.n + 1, &p->purpose_axis));
    return rp_axis_add(b, RP_AXIS_ITEM, RP_NONE, RP_NONE, p->items.n_leaves + 1, &p->item_axis);
}

refpath_status rp_axis_of_mark(rp_build *b, rp_axis_kind kind, uint32_t who, uint32_t *out) {
    uint32_t **axes = &b->marks[kind == RP_AXIS_SENDER];
    if (!*axes) {
        *axes = RP_ARENA_ARRAY(&b->scratch, uint32_t, b->p->who.n);
        RP_HAVE(*axes);
        for (size_t i = 0; i < b->p->who.n; i++) {
            (*axes)[i] = RP_NONE;
        }
    }
    if ((*axes)[who] == RP_NONE) {
        RP_TRY(rp_axis_add(b, kind, RP_NONE, who, 2, &(*axes)[who]));
    }
    *out = (*axes)[who];
    return REFPATH_OK;
}
