/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The tables of an answer. A table is begun, its columns are named, then rows are added. Values are put in the order
 * of the columns; what a row has nothing to say of is left out. Memory is looked at once, when the answer ends.
 */
#ifndef RP_ANALYSE_TABLE_H
#define RP_ANALYSE_TABLE_H

#include "analyse/analysis.h"

void rp_table_begin(rp_analysis *a, const char *id);
/*
 * `unit`: what figures count or measure: "s" seconds, "min" minutes, "ppm" parts per million, "cases" kinds of case,
 * "children", "per-week"; "referrals"; "child": of one child alone; NULL: no figure, or a plain number. "children" and
 * "referrals" are who is counted: small cells are about them.
 */
void rp_table_column(rp_analysis *a, const char *id, const char *unit);
rp_tree *rp_table_row(rp_analysis *a);

/* Values of a row. Texts are constant or live as long as the protocol or the answer. */
void rp_row_text(rp_analysis *a, rp_tree *row, const char *column, const char *text); /* NULL: left out */
void rp_row_number(rp_analysis *a, rp_tree *row, const char *column, int64_t number);
void rp_row_count(rp_analysis *a, rp_tree *row, const char *column, uint64_t count);
void rp_row_moment(rp_analysis *a, rp_tree *row, const char *column, int64_t moment);
void rp_row_flag(rp_analysis *a, rp_tree *row, const char *column, bool flag);        /* false: left out */
void rp_row_who(rp_analysis *a, rp_tree *row, const char *column, uint32_t who);      /* RP_NONE, hidden: left out */
void rp_row_place(rp_analysis *a, rp_tree *row, const char *column, uint32_t place);  /* an entry of places */
void rp_row_aim(rp_analysis *a, rp_tree *row, const char *column, uint32_t aim);      /* a service or purpose */

/* Takes away the figures of rows with small cells; for all tables of an answer, at its end. */
void rp_tables_suppress(rp_tree *tables, uint64_t min_cell);
/* Whether a row may tell its figures. */
bool rp_row_tells(const rp_tree *columns, const rp_tree *row, uint64_t min_cell);
/* Whether the column of this id holds figures that a small cell takes away. */
bool rp_column_is_figure(const rp_tree *columns, const char *id);

#endif
