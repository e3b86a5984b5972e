/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "analyse/table.h"

#include <string.h>

/* -- building --------------------------------------------------------------------------------------------------- */

void rp_table_begin(rp_analysis *a, const char *id) {
    rp_writer *o = &a->asking.o;
    rp_tree *table;
    if (!a->tables) {
        a->tables = rp_write_array(o, a->root, "tables");
    }
    table = rp_write_object(o, a->tables, NULL);
    rp_write_text(o, table, "id", id);
    a->columns = rp_write_array(o, table, "columns");
    a->rows = rp_write_array(o, table, "rows");
}

void rp_table_column(rp_analysis *a, const char *id, const char *unit) {
    rp_tree *column = rp_write_object(&a->asking.o, a->columns, NULL);
    rp_write_text(&a->asking.o, column, "id", id);
    if (unit) {
        rp_write_text(&a->asking.o, column, "unit", unit);
    }
}

rp_tree *rp_table_row(rp_analysis *a) {
    return rp_write_object(&a->asking.o, a->rows, NULL);
}

void rp_row_text(rp_analysis *a, rp_tree *row, const char *column, const char *text) {
    if (text) {
        rp_write_text(&a->asking.o, row, column, text);
    }
}

void rp_row_number(rp_analysis *a, rp_tree *row, const char *column, int64_t number) {
    rp_write_integer(&a->asking.o, row, column, number);
}

/* Counts stay below 2^62, see share.h. */
void rp_row_count(rp_analysis *a, rp_tree *row, const char *column, uint64_t count) {
    rp_row_number(a, row, column, (int64_t)count);
}

void rp_row_moment(rp_analysis *a, rp_tree *row, const char *column, int64_t moment) {
    rp_write_moment(&a->asking.o, row, column, moment);
}

void rp_row_flag(rp_analysis *a, rp_tree *row, const char *column, bool flag) {
    if (flag) {
        rp_write_flag(&a->asking.o, row, column);
    }
}

void rp_row_who(rp_analysis *a, rp_tree *row, const char *column, uint32_t who) {
    if (who != RP_NONE && rp_analysis_sees(a, who)) {
        rp_write_text(&a->asking.o, row, column, a->p->who.at[who].id);
    }
}

void rp_row_place(rp_analysis *a, rp_tree *row, const char *column, uint32_t place) {
    if (place != RP_NONE) {
        rp_write_text(&a->asking.o, row, column, a->p->places.entries.at[place].id);
    }
}

void rp_row_aim(rp_analysis *a, rp_tree *row, const char *column, uint32_t aim) {
    if (aim != RP_NONE) {
        rp_write_text(&a->asking.o, row, column, a->p->aims.entries.at[aim].id);
    }
}

/* -- small cells ------------------------------------------------------------------------------------------------- */

static const char *unit_of(const rp_tree *columns, const char *id) {
    for (const rp_tree *column = columns ? columns->first : NULL; column; column = column->next) {
        const rp_tree *name = rp_tree_get(column, "id"), *unit = rp_tree_get(column, "unit");
        if (name && strcmp(name->text, id) == 0) {
            return unit ? unit->text : "";
        }
    }
    return "";
}

bool rp_column_is_figure(const rp_tree *columns, const char *id) {
    return *unit_of(columns, id) != '\0';
}

/* Of referrals too each is about a child. */
static bool counts_children(const char *unit) {
    return strcmp(unit, "children") == 0 || strcmp(unit, "referrals") == 0;
}

bool rp_row_tells(const rp_tree *columns, const rp_tree *row, uint64_t min_cell) {
    for (const rp_tree *value = row->first; value; value = value->next) {
        if (value->kind == RP_TREE_INTEGER && value->number > 0 && (uint64_t)value->number < min_cell &&
            counts_children(unit_of(columns, value->key))) {
            return false;
        }
    }
    return true;
}

static void take_figures(const rp_tree *columns, rp_tree *row) {
    rp_tree *value = row->first, *kept = NULL;
    row->first = row->last = NULL;
    row->n = 0;
    while (value) {
        rp_tree *next = value->next;
        if (!rp_column_is_figure(columns, value->key)) {
            value->next = NULL;
            if (kept) {
                kept->next = value;
            } else {
                row->first = value;
            }
            kept = row->last = value;
            row->n++;
        }
        value = next;
    }
}

void rp_tables_suppress(rp_tree *tables, uint64_t min_cell) {
    for (rp_tree *table = tables ? tables->first : NULL; table && min_cell > 0; table = table->next) {
        const rp_tree *columns = rp_tree_get(table, "columns");
        for (rp_tree *rows = table->first; rows; rows = rows->next) {
            for (rp_tree *row = strcmp(rows->key, "rows") == 0 ? rows->first : NULL; row; row = row->next) {
                if (!rp_row_tells(columns, row, min_cell)) {
                    take_figures(columns, row);
                }
            }
        }
    }
}
