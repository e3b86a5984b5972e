/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Tables of what is lost. */
#include "analyse/failures.h"

#include "analyse/table.h"

#include <stdlib.h>

/* -- order --------------------------------------------------------------------------------------------------------- */

static int smaller(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int worst_first(const void *left, const void *right) {
    const rp_failure *a = left, *b = right;
    int order = 0;
    for (size_t how = 0; how < RP_LESS_KINDS && !order; how++) {
        order = smaller(b->shares[how], a->shares[how]);
    }
    order = order ? order : smaller(a->place, b->place);
    order = order ? order : smaller(a->step, b->step);
    return order ? order : smaller(a->number, b->number);
}

void rp_failures_sort(rp_failures *list) {
    for (size_t i = 0; i < list->n; i++) {
        rp_failure *one = &list->at[i];
        for (size_t how = 0; how < RP_LESS_KINDS; how++) {
            one->shares[how] = (uint64_t)rp_ppm(one->lost.less[how], one->lost.due);
        }
    }
    if (list->n > 1) {
        qsort(list->at, list->n, sizeof *list->at, worst_first);
    }
}

/* -- elements ------------------------------------------------------------------------------------------------------- */

#define NAMES 7 /* and one that stands at the end of a row */
static const char *const names[2][NAMES + 1] = {
    {"element", "actor", "role", "from", "to", "interface", "site", "link-time"},
    {"other", "other-actor", "other-role", "other-from", "other-to", "other-interface", "other-site", "other-link-time"},
};

void rp_element_columns(rp_analysis *a, bool other) {
    for (size_t i = 0; i < NAMES; i++) {
        rp_table_column(a, names[other][i], NULL);
    }
}

void rp_element_last_column(rp_analysis *a, bool other) { rp_table_column(a, names[other][NAMES], "s"); }

/* Of links between the same places the time tells which it is. */
static void row_link(rp_analysis *a, rp_tree *row, const char *const *name, const rp_link *link) {
    rp_row_place(a, row, name[3], link->from);
    rp_row_place(a, row, name[4], link->to);
    rp_row_number(a, row, name[NAMES], link->time);
}

void rp_row_element(rp_analysis *a, rp_tree *row, const rp_loss *loss, bool other) {
    static const char *const words[] = {"actor", "role-holder", "site", "interface", "contact", "link", NULL};
    const char *const *name = names[other];
    const refpath_protocol *p = a->p;
    rp_row_text(a, row, name[0], words[loss->kind]);
    switch (loss->kind) {
    case RP_LOSE_ACTOR: rp_row_who(a, row, name[1], p->actors.at[loss->a].who); break;
    case RP_LOSE_ROLE:
        rp_row_who(a, row, name[1], p->actors.at[loss->a].who);
        rp_row_text(a, row, name[2], p->roles.at[loss->b].id);
        break;
    case RP_LOSE_PLACE: rp_row_place(a, row, name[6], loss->a); break;
    case RP_LOSE_INTERFACE: rp_row_text(a, row, name[5], p->interfaces.at[loss->a].id); break;
    case RP_LOSE_CONTACT:
        rp_row_who(a, row, name[1], loss->a);
        rp_row_who(a, row, name[4], loss->b);
        break;
    case RP_LOSE_LINK: row_link(a, row, name, &p->links.at[loss->a]); break;
    default: break;
    }
}

/* -- what each element loses ---------------------------------------------------------------------------------------- */

typedef struct rp_total {
    rp_loss loss;
    uint64_t whole, rows[RP_LESS_KINDS];
    int64_t worst; /* ppm */
    uint32_t number;
} rp_total;

static const char *const row_columns[RP_LESS_KINDS] = {
    "rows-lost", "rows-no-way", "rows-late", "rows-after-lost", "rows-unguarded",
};

static int worst_element(const void *left, const void *right) {
    const rp_total *a = left, *b = right;
    int order = smaller(b->whole, a->whole);
    order = order ? order : smaller(b->rows[RP_LESS_LOST], a->rows[RP_LESS_LOST]);
    order = order ? order : smaller((uint64_t)b->worst, (uint64_t)a->worst);
    for (size_t how = RP_LESS_LOST + 1; how < RP_LESS_KINDS && !order; how++) {
        order = smaller(b->rows[how], a->rows[how]);
    }
    return order ? order : smaller(a->number, b->number);
}

/* The total of the element of a line; `elements` says where it stands. NULL without memory. */
static rp_total *total_of(rp_analysis *a, rp_losses *elements, rp_total *list, const rp_failure *one) {
    size_t before = elements->n;
    rp_total *total;
    if (rp_losses_add(a->arena, elements, &one->first) != REFPATH_OK) {
        return NULL;
    }
    total = &list[rp_losses_find(elements, &one->first)];
    if (elements->n > before) {
        *total = (rp_total){.loss = one->first, .number = one->number};
    }
    total->number = one->number < total->number ? one->number : total->number;
    return total;
}

static void write_total(rp_analysis *a, const rp_total *total) {
    rp_tree *row = rp_table_row(a);
    rp_row_number(a, row, "worst-share", total->worst);
    rp_row_count(a, row, "rows-all-lost", total->whole);
    rp_row_element(a, row, &total->loss, false);
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        rp_row_count(a, row, row_columns[how], total->rows[how]);
    }
}

void rp_write_elements(rp_analysis *a, const rp_failures *list) {
    rp_total *totals = RP_ARENA_ARRAY(a->arena, rp_total, list->n + 1);
    rp_losses elements = {NULL, 0, 0, NULL, 0};
    for (size_t i = 0; i < list->n && totals; i++) {
        const rp_lost *lost = &list->at[i].lost;
        rp_total *total = total_of(a, &elements, totals, &list->at[i]);
        int64_t share = (int64_t)list->at[i].shares[RP_LESS_LOST];
        if (!total) {
            break; /* the arena has failed, and so does the answer */
        }
        for (size_t how = 0; how < RP_LESS_KINDS; how++) {
            total->rows[how] += lost->less[how] > 0;
        }
        total->whole += lost->less[RP_LESS_LOST] == lost->due;
        total->worst = share > total->worst ? share : total->worst;
    }
    if (elements.n > 1) {
        qsort(totals, elements.n, sizeof *totals, worst_element);
    }
    rp_table_begin(a, "failures");
    rp_table_column(a, "worst-share", "ppm");
    rp_table_column(a, "rows-all-lost", NULL);
    rp_element_columns(a, false);
    for (size_t how = 0; how < RP_LESS_KINDS; how++) {
        rp_table_column(a, row_columns[how], NULL);
    }
    rp_element_last_column(a, false);
    for (size_t i = 0; i < elements.n; i++) {
        write_total(a, &totals[i]);
    }
}

/* -- row by row ------------------------------------------------------------------------------------------------------- */

/* Cases of a line, in the order of its columns. */
#define COUNTS (RP_LESS_KINDS + 1)
static const char *const count_columns[COUNTS] = {"no-provider", "blocked", "no-way", "late", "after-lost", "unguarded"};

static void counts_of(const rp_lost *lost, uint64_t *counts) {
    counts[0] = lost->less[RP_LESS_LOST] - lost->blocked;
    counts[1] = lost->blocked;
    for (size_t how = RP_LESS_LOST + 1; how < RP_LESS_KINDS; how++) {
        counts[how + 1] = lost->less[how];
    }
}

/* Of several ways in which cases are lost the one that loses most; of equal ones the first. */
static const char *how(const uint64_t *counts) {
    size_t most = 0;
    for (size_t i = 1; i < COUNTS; i++) {
        most = counts[i] > counts[most] ? i : most;
    }
    return count_columns[most];
}

static void write_failure(rp_analysis *a, const rp_failure *one, unsigned elements) {
    rp_tree *row = rp_table_row(a);
    uint64_t counts[COUNTS];
    counts_of(&one->lost, counts);
    rp_row_number(a, row, "lost-share", (int64_t)one->shares[RP_LESS_LOST]);
    if (elements > 0) {
        rp_row_element(a, row, &one->first, false);
    }
    if (elements > 1) {
        rp_row_element(a, row, &one->second, true);
    }
    rp_row_place(a, row, "place", one->place);
    rp_row_text(a, row, "step", a->p->steps.at[one->step].id);
    rp_row_text(a, row, "how", how(counts));
    rp_row_text(a, row, "kind", one->kind->id);
    rp_row_number(a, row, "late-share", (int64_t)one->shares[RP_LESS_LATE]);
    rp_row_count(a, row, "lost", one->lost.less[RP_LESS_LOST]);
    for (size_t i = 0; i < COUNTS; i++) {
        rp_row_count(a, row, count_columns[i], counts[i]);
    }
    rp_row_count(a, row, "cases", one->lost.due);
}

void rp_write_failures(rp_analysis *a, const char *table, const rp_failures *list, unsigned elements) {
    rp_table_begin(a, table);
    rp_table_column(a, "lost-share", "ppm");
    for (unsigned i = 0; i < elements; i++) {
        rp_element_columns(a, i > 0);
    }
    rp_table_column(a, "place", NULL);
    rp_table_column(a, "step", NULL);
    rp_table_column(a, "how", NULL);
    rp_table_column(a, "kind", NULL);
    rp_table_column(a, "late-share", "ppm");
    rp_table_column(a, "lost", "cases");
    for (size_t i = 0; i < COUNTS; i++) {
        rp_table_column(a, count_columns[i], "cases");
    }
    rp_table_column(a, "cases", "cases");
    for (unsigned i = 0; i < elements; i++) {
        rp_element_last_column(a, i > 0);
    }
    for (size_t i = 0; i < list->n; i++) {
        write_failure(a, &list->at[i], elements);
    }
}
