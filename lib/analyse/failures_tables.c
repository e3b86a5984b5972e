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
    int order = smaller(b->shares[0], a->shares[0]);
    order = order ? order : smaller(b->shares[1], a->shares[1]);
    order = order ? order : smaller(b->shares[2], a->shares[2]);
    order = order ? order : smaller(a->place, b->place);
    order = order ? order : smaller(a->step, b->step);
    return order ? order : smaller(a->number, b->number);
}

void rp_failures_sort(rp_failures *list) {
    for (size_t i = 0; i < list->n; i++) {
        rp_failure *one = &list->at[i];
        one->shares[0] = (uint64_t)rp_ppm(one->lost.lost, one->lost.due);
        one->shares[1] = (uint64_t)rp_ppm(one->lost.late, one->lost.due);
        one->shares[2] = (uint64_t)rp_ppm(one->lost.unguarded, one->lost.due);
    }
    if (list->n > 1) {
        qsort(list->at, list->n, sizeof *list->at, worst_first);
    }
}

/* -- elements ------------------------------------------------------------------------------------------------------- */

static const char *const names[2][6] = {
    {"element", "actor", "role", "to", "interface", "site"},
    {"other", "other-actor", "other-role", "other-to", "other-interface", "other-site"},
};

void rp_element_columns(rp_analysis *a, bool other) {
    for (size_t i = 0; i < 6; i++) {
        rp_table_column(a, names[other][i], NULL);
    }
}

void rp_row_element(rp_analysis *a, rp_tree *row, const rp_loss *loss, bool other) {
    static const char *const words[] = {"actor", "role-holder", "site", "interface", "contact", NULL};
    const char *const *name = names[other];
    const refpath_protocol *p = a->p;
    rp_row_text(a, row, name[0], words[loss->kind]);
    switch (loss->kind) {
    case RP_LOSE_ACTOR: rp_row_who(a, row, name[1], p->actors.at[loss->a].who); break;
    case RP_LOSE_ROLE:
        rp_row_who(a, row, name[1], p->actors.at[loss->a].who);
        rp_row_text(a, row, name[2], p->roles.at[loss->b].id);
        break;
    case RP_LOSE_PLACE: rp_row_place(a, row, name[5], loss->a); break;
    case RP_LOSE_INTERFACE: rp_row_text(a, row, name[4], p->interfaces.at[loss->a].id); break;
    case RP_LOSE_CONTACT:
        rp_row_who(a, row, name[1], loss->a);
        rp_row_who(a, row, name[3], loss->b);
        break;
    default: break;
    }
}

/* -- what each element loses ---------------------------------------------------------------------------------------- */

typedef struct rp_total {
    rp_loss loss;
    uint64_t rows, whole, late, unguarded;
    int64_t worst; /* ppm */
    uint32_t number;
} rp_total;

static int worst_element(const void *left, const void *right) {
    const rp_total *a = left, *b = right;
    int order = smaller(b->whole, a->whole);
    order = order ? order : smaller(b->rows, a->rows);
    order = order ? order : smaller((uint64_t)b->worst, (uint64_t)a->worst);
    order = order ? order : smaller(b->late, a->late);
    order = order ? order : smaller(b->unguarded, a->unguarded);
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
    rp_row_count(a, row, "rows-lost", total->rows);
    rp_row_count(a, row, "rows-late", total->late);
    rp_row_count(a, row, "rows-unguarded", total->unguarded);
}

void rp_write_elements(rp_analysis *a, const rp_failures *list) {
    rp_total *totals = RP_ARENA_ARRAY(a->arena, rp_total, list->n + 1);
    rp_losses elements = {NULL, 0, 0, NULL, 0};
    for (size_t i = 0; i < list->n && totals; i++) {
        const rp_lost *lost = &list->at[i].lost;
        rp_total *total = total_of(a, &elements, totals, &list->at[i]);
        int64_t share = (int64_t)list->at[i].shares[0];
        if (!total) {
            break; /* the arena has failed, and so does the answer */
        }
        total->rows += lost->lost > 0;
        total->whole += lost->lost == lost->due;
        total->late += lost->late > 0;
        total->unguarded += lost->unguarded > 0;
        total->worst = share > total->worst ? share : total->worst;
    }
    if (elements.n > 1) {
        qsort(totals, elements.n, sizeof *totals, worst_element);
    }
    rp_table_begin(a, "failures");
    rp_table_column(a, "worst-share", "ppm");
    rp_table_column(a, "rows-all-lost", NULL);
    rp_element_columns(a, false);
    rp_table_column(a, "rows-lost", NULL);
    rp_table_column(a, "rows-late", NULL);
    rp_table_column(a, "rows-unguarded", NULL);
    for (size_t i = 0; i < elements.n; i++) {
        write_total(a, &totals[i]);
    }
}

/* -- row by row ------------------------------------------------------------------------------------------------------- */

/* Of several ways in which cases are lost the one that loses most; of equal ones the first. */
static const char *how(const rp_lost *lost) {
    const uint64_t counts[4] = {lost->lost - lost->blocked, lost->blocked, lost->late, lost->unguarded};
    static const char *const words[4] = {"no-provider", "blocked", "late", "unguarded"};
    size_t most = 0;
    for (size_t i = 1; i < 4; i++) {
        most = counts[i] > counts[most] ? i : most;
    }
    return words[most];
}

static void write_failure(rp_analysis *a, const rp_failure *one, unsigned elements) {
    rp_tree *row = rp_table_row(a);
    const rp_lost *lost = &one->lost;
    rp_row_number(a, row, "lost-share", (int64_t)one->shares[0]);
    if (elements > 0) {
        rp_row_element(a, row, &one->first, false);
    }
    if (elements > 1) {
        rp_row_element(a, row, &one->second, true);
    }
    rp_row_place(a, row, "place", one->place);
    rp_row_text(a, row, "step", a->p->steps.at[one->step].id);
    rp_row_text(a, row, "how", how(lost));
    rp_row_text(a, row, "kind", one->kind->id);
    rp_row_number(a, row, "late-share", (int64_t)one->shares[1]);
    rp_row_count(a, row, "lost", lost->lost);
    rp_row_count(a, row, "no-provider", lost->lost - lost->blocked);
    rp_row_count(a, row, "blocked", lost->blocked);
    rp_row_count(a, row, "late", lost->late);
    rp_row_count(a, row, "unguarded", lost->unguarded);
    rp_row_count(a, row, "cases", lost->due);
}

void rp_write_failures(rp_analysis *a, const char *table, const rp_failures *list, unsigned elements) {
    static const char *const cases[] = {"lost", "no-provider", "blocked", "late", "unguarded", "cases"};
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
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        rp_table_column(a, cases[i], "cases");
    }
    for (size_t i = 0; i < list->n; i++) {
        write_failure(a, &list->at[i], elements);
    }
}
