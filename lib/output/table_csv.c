/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A table of an analysis as CSV, after RFC 4180. */
#include "analyse/table.h"
#include "base/check.h"

#include <string.h>

/* A value in a buffer: quoted where it holds what would end it. */
static void put_value(rp_buffer *b, const char *text) {
    if (!text[strcspn(text, ",\"\r\n")]) {
        rp_buffer_text(b, text);
        return;
    }
    rp_buffer_char(b, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            rp_buffer_char(b, '"');
        }
        rp_buffer_char(b, *text);
    }
    rp_buffer_char(b, '"');
}

static void put_tree(rp_buffer *b, const rp_tree *value) {
    switch (value->kind) {
    case RP_TREE_TEXT:
    case RP_TREE_TIME: put_value(b, value->text); break;
    case RP_TREE_INTEGER: rp_buffer_number(b, value->number); break;
    case RP_TREE_FLAG: rp_buffer_text(b, value->number ? "true" : "false"); break;
    default: break; /* no table has such a value */
    }
}

static void put_row(rp_buffer *b, const rp_tree *columns, const rp_tree *row, uint64_t min_cell) {
    bool tells = rp_row_tells(columns, row, min_cell);
    for (const rp_tree *column = columns->first; column; column = column->next) {
        const char *id = rp_tree_get(column, "id")->text;
        const rp_tree *value = rp_tree_get(row, id);
        if (column != columns->first) {
            rp_buffer_char(b, ',');
        }
        if (value && (tells || !rp_column_is_figure(columns, id))) {
            put_tree(b, value);
        }
    }
    rp_buffer_text(b, "\r\n");
}

static void put_header(rp_buffer *b, const rp_tree *columns) {
    for (const rp_tree *column = columns->first; column; column = column->next) {
        if (column != columns->first) {
            rp_buffer_char(b, ',');
        }
        put_value(b, rp_tree_get(column, "id")->text);
    }
    rp_buffer_text(b, "\r\n");
}

static refpath_status write_table(const rp_tree *table, uint64_t min_cell, rp_buffer *b, refpath_write write,
                                  void *user) {
    const rp_tree *columns = rp_tree_get(table, "columns"), *rows = rp_tree_get(table, "rows");
    put_header(b, columns);
    RP_TRY(rp_buffer_give(b, write, user));
    for (const rp_tree *row = rows->first; row; row = row->next) {
        put_row(b, columns, row, min_cell);
        RP_TRY(rp_buffer_give(b, write, user));
    }
    return REFPATH_OK;
}

static const rp_tree *find_table(const rp_tree *root, const char *id) {
    const rp_tree *tables = rp_tree_get(root, "tables"), *table = tables ? tables->first : NULL;
    while (table && id && strcmp(rp_tree_get(table, "id")->text, id) != 0) {
        table = table->next;
    }
    return table;
}

/* A caller's struct may be older, and so shorter, than ours. */
static bool read_min_cell(const refpath_table_options *options, uint64_t *min_cell) {
    *min_cell = 0;
    if (!options) {
        return true;
    }
    if (options->size < sizeof options->size + sizeof options->min_cell) {
        return false;
    }
    *min_cell = options->min_cell;
    return true;
}

refpath_status refpath_answer_table(const refpath_answer *answer, const char *table,
                                    const refpath_table_options *options, refpath_write write, void *user) {
    const rp_tree *found;
    uint64_t min_cell;
    rp_buffer b;
    refpath_status status;
    if (!answer || !write || answer->kind != REFPATH_ANSWER_ANALYSIS || !read_min_cell(options, &min_cell)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    found = find_table(answer->root, table);
    if (!found) {
        return REFPATH_NOT_FOUND;
    }
    rp_buffer_init(&b, &answer->alloc, true);
    status = write_table(found, min_cell, &b, write, user);
    rp_buffer_free(&b);
    return status;
}
