/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Lines for people: headings, wrapped text, aligned rows; or the same as plain sentences, one after the other. */
#ifndef RP_OUTPUT_PAGE_H
#define RP_OUTPUT_PAGE_H

#include "base/arena.h"

#include <refpath/write.h>
#include <stdbool.h>
#include <stddef.h>

/* How a word looks where there is colour. It never says anything that the word does not. */
typedef enum rp_shade { RP_SHADE_NONE, RP_SHADE_STRONG, RP_SHADE_GOOD, RP_SHADE_WAIT, RP_SHADE_BAD, RP_SHADE_FAINT } rp_shade;

typedef struct rp_page {
    refpath_write write;
    void *user;
    size_t width;
    bool plain, colour;
    bool rtl; /* every line says so at its start, whatever it begins with */
    bool begun, free;      /* something was written; the last line is free */
    const char *colon;     /* pattern "{label}: {text}" of the language, for plain rows */
    refpath_status status; /* the first failure; nothing is written after it */
} rp_page;

/* One row: a label and what it says. NULL for the label of the row before it. */
typedef struct rp_row {
    const char *label, *text;
} rp_row;

typedef struct rp_rows {
    rp_arena *scratch;
    RP_LIST(rp_row) list;
    size_t least; /* columns for labels, so that several blocks look alike */
    bool failed;
} rp_rows;

void rp_rows_add(rp_rows *rows, const char *label, const char *text);

/* A free line, where there is none yet. */
void rp_page_blank(rp_page *page);
/* A heading with a free line before it. */
void rp_page_heading(rp_page *page, const char *text);
/* Text, wrapped; lines after the first are indented by `hang` more. */
void rp_page_text(rp_page *page, size_t indent, size_t hang, const char *text);
/* A line of a list: a dash (nothing in plain), then text. */
void rp_page_item(rp_page *page, size_t indent, const char *text);
/* Labels in a column, texts wrapped beside them; in plain each row is "label: text". */
void rp_page_rows(rp_page *page, size_t indent, const rp_rows *rows);

/* One line of a table: each cell in its column, filled up with spaces; nothing is wrapped. */
typedef struct rp_cell {
    const char *text;
    size_t wide; /* columns on the terminal */
    bool at_end; /* figures stand at the end of their column */
} rp_cell;
void rp_page_cells(rp_page *page, size_t indent, const rp_cell *cells, size_t n);

/* The text with the codes of a shade around it, or as it is where there is no colour; in scratch; NULL: no memory. */
const char *rp_page_shade(const rp_page *page, rp_arena *scratch, rp_shade shade, const char *text);

#endif
