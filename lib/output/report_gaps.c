/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Where children are left without help, and whose loss would leave them so. */
#include "output/report.h"

#include "compile/protocol.h"
#include "decide/answer.h"

#include <string.h>

#define WHOLE 1000000 /* parts per million */
#define MOST_ROWS 40

static const rp_tree *table_of(const refpath_answer *answer, const char *id) {
    const rp_tree *tables = answer ? rp_tree_get(answer->root, "tables") : NULL;
    for (const rp_tree *table = tables ? tables->first : NULL; table; table = table->next) {
        if (rp_is_word(table, "id", id)) {
            return table;
        }
    }
    return NULL;
}

static bool is_asked(const rp_report *r, const rp_tree *row) {
    const char *place = rp_text_of(row, "place");
    uint32_t entry = place ? rp_table_find(&r->p->places.names, rp_str_of(place)) : RP_NONE;
    return r->place == RP_NONE || (entry != RP_NONE && rp_under(&r->p->places, entry, r->place));
}

/* -- gaps ------------------------------------------------------------------------------------------------------------------ */

/* What the kinds of case of one service at one place come to. */
typedef struct rp_gap {
    const char *service, *place;
    size_t none, partly, late;
} rp_gap;

typedef struct rp_gaps {
    rp_gap *at;
    size_t n;
    rp_table numbers, services; /* "service place"; those that have a gap */
    RP_LIST(const char *) order; /* of the services: the worst gap first */
} rp_gaps;

static int64_t number_of(const rp_tree *row, const char *key) {
    const rp_tree *found = rp_tree_get(row, key);
    return found ? found->number : WHOLE;
}

/* Rows of one service at one place stand anywhere, the worst first; NULL where there is no memory. */
static rp_gap *gap_of(rp_report *r, rp_gaps *gaps, const rp_tree *row) {
    const char *service = rp_text_of(row, "service"), *place = rp_text_of(row, "place");
    const char *key = rp_arena_format(&r->t.scratch, "%s %s", service, place), **slot;
    uint32_t number = (uint32_t)gaps->n, ordinal = 0;
    bool fresh;
    if (!key || rp_table_add(&gaps->numbers, rp_str_of(key), &number, &fresh) != REFPATH_OK) {
        return NULL;
    }
    if (fresh) {
        gaps->at[gaps->n++] = (rp_gap){service, place, 0, 0, 0};
        if (rp_table_add(&gaps->services, rp_str_of(service), &ordinal, &fresh) != REFPATH_OK) {
            return NULL;
        }
        slot = fresh ? RP_LIST_ADD(&r->t.scratch, &gaps->order) : NULL;
        if (slot) {
            *slot = service;
        }
    }
    return &gaps->at[number];
}

static bool is_gap(const rp_report *r, const rp_tree *row) {
    return rp_text_of(row, "service") && rp_text_of(row, "place") && is_asked(r, row) &&
           (number_of(row, "share") < WHOLE || number_of(row, "in-time-share") < WHOLE);
}

static bool find_gaps(rp_report *r, const rp_tree *rows, rp_gaps *gaps) {
    size_t n = 0;
    rp_table_init(&gaps->numbers, &r->t.scratch);
    rp_table_init(&gaps->services, &r->t.scratch);
    for (const rp_tree *row = rows->first; row; row = row->next) {
        n += is_gap(r, row);
    }
    gaps->at = RP_ARENA_ARRAY(&r->t.scratch, rp_gap, n + 1);
    for (const rp_tree *row = rows->first; row && gaps->at; row = row->next) {
        rp_gap *gap = is_gap(r, row) ? gap_of(r, gaps, row) : NULL;
        if (gap) {
            gap->none += number_of(row, "share") == 0;
            gap->partly += number_of(row, "share") > 0 && number_of(row, "share") < WHOLE;
            gap->late += number_of(row, "share") == WHOLE;
        }
    }
    return !r->t.scratch.failed;
}

/* "female-10-14" of the usual study: a term of the fact `sex`, and ages; else its id. */
static const char *kind_name(rp_report *r, const char *id) {
    const char *dash = strchr(id, '-'), *second = dash ? strchr(dash + 1, '-') : NULL;
    uint32_t fact = rp_table_find(&r->p->fact_names, rp_str_of("sex"));
    const char *term, *ages;
    if (!second || fact == RP_NONE || strspn(dash + 1, "0123456789-") != strlen(dash + 1)) {
        return rp_quote(&r->t, id);
    }
    term = rp_arena_text(&r->t.scratch, id, (size_t)(dash - id));
    ages = rp_arena_text(&r->t.scratch, dash + 1, (size_t)(second - dash - 1));
    if (!term || !ages) {
        return "";
    }
    return rp_say(&r->t, "word.aside", "text", rp_term_name(&r->t, "sex", term), "aside",
                  rp_say(&r->t, "word.range", "min", ages, "max", second + 1, NULL), NULL);
}

/* Places of a service with a gap of some sort. */
static const char *places_with(rp_report *r, const rp_gaps *gaps, const char *service, size_t (*count)(const rp_gap *)) {
    rp_words words = {0};
    for (size_t i = 0; i < gaps->n; i++) {
        if (strcmp(gaps->at[i].service, service) == 0 && count(&gaps->at[i]) > 0) {
            rp_words_add(&r->t, &words, rp_place_name(&r->t, gaps->at[i].place));
        }
    }
    return words.list.n ? rp_join(&r->t, &words, RP_JOIN_CLAUSES) : "";
}

static size_t none(const rp_gap *gap) { return gap->none; }
static size_t partly(const rp_gap *gap) { return gap->none == 0 ? gap->partly : 0; }
static size_t late(const rp_gap *gap) { return gap->none == 0 && gap->partly == 0 ? gap->late : 0; }

/* Kinds of case that have nobody at one of these places. */
static const char *kinds_without(rp_report *r, const rp_tree *rows, const char *service) {
    rp_words words = {0};
    const char *seen[64];
    size_t n = 0;
    for (const rp_tree *row = rows->first; row; row = row->next) {
        const char *kind = rp_text_of(row, "kind");
        bool known = false;
        if (!kind || !is_gap(r, row) || !rp_is_word(row, "service", service) || number_of(row, "share") == WHOLE) {
            continue;
        }
        for (size_t i = 0; i < n && !known; i++) {
            known = strcmp(seen[i], kind) == 0;
        }
        if (!known && n < sizeof seen / sizeof *seen) {
            seen[n++] = kind;
            rp_words_add(&r->t, &words, kind_name(r, kind));
        }
    }
    return words.list.n ? rp_join(&r->t, &words, RP_JOIN_CLAUSES) : "";
}

static void add_service(rp_report *r, const rp_gaps *gaps, const rp_tree *rows, const char *service) {
    rp_html_markup(&r->page, "<tr>");
    rp_html_element(&r->page, "th scope=\"row\"", rp_aim_name(&r->t, service));
    rp_html_element(&r->page, "td", places_with(r, gaps, service, none));
    rp_html_element(&r->page, "td", places_with(r, gaps, service, partly));
    rp_html_element(&r->page, "td", places_with(r, gaps, service, late));
    rp_html_element(&r->page, "td", kinds_without(r, rows, service));
    rp_html_markup(&r->page, "</tr>\n");
}

static void add_gaps(rp_report *r, const rp_tree *rows) {
    static const char *const columns[] = {"report.col-service", "report.col-nobody", "report.col-some", "report.col-late",
                                          "report.col-kinds",   NULL};
    rp_gaps gaps = {0};
    if (!find_gaps(r, rows, &gaps)) {
        return; /* the scratch memory remembers */
    }
    if (gaps.n == 0) {
        rp_report_say(r, "report.no-gaps");
        return;
    }
    rp_report_say(r, "report.gaps-text");
    rp_report_table(r, "", rp_say(&r->t, "analysis.table.coverage", NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (size_t i = 0; i < gaps.order.n; i++) {
        add_service(r, &gaps, rows, gaps.order.at[i]);
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
}

/* -- any table of an analysis ------------------------------------------------------------------------------------------------ */

static const rp_tree *column_of(const rp_tree *table, const char *id) {
    const rp_tree *columns = rp_tree_get(table, "columns");
    for (const rp_tree *c = columns ? columns->first : NULL; c; c = c->next) {
        if (rp_is_word(c, "id", id)) {
            return c;
        }
    }
    return NULL;
}

static void add_cells(rp_report *r, const rp_tree *table, const rp_tree *row, const char *const *ids) {
    rp_html_markup(&r->page, "<tr>");
    for (size_t i = 0; ids[i]; i++) {
        const rp_tree *column = column_of(table, ids[i]), *value = rp_tree_get(row, ids[i]);
        const char *text = column ? rp_analysis_value(&r->t, column, row) : NULL;
        bool figure = value && value->kind == RP_TREE_INTEGER;
        rp_html_element(&r->page, i == 0 ? "th scope=\"row\"" : figure ? "td class=\"figure\"" : "td", text ? text : "");
    }
    rp_html_markup(&r->page, "</tr>\n");
}

/* The first rows of the places asked for, in these columns. */
static void add_table(rp_report *r, const rp_tree *table, const char *caption, const char *const *ids) {
    const rp_tree *rows = table ? rp_tree_get(table, "rows") : NULL;
    size_t n = 0, left = 0;
    if (!rows || rows->n == 0) {
        return;
    }
    rp_report_table(r, "", caption, NULL);
    rp_html_markup(&r->page, "<thead><tr>");
    for (size_t i = 0; ids[i]; i++) {
        const rp_tree *column = column_of(table, ids[i]);
        rp_html_element(&r->page, "th scope=\"col\"", column ? rp_analysis_header(&r->t, column) : "");
    }
    rp_html_markup(&r->page, "</tr></thead>\n<tbody>\n");
    for (const rp_tree *row = rows->first; row; row = row->next) {
        if (!is_asked(r, row)) {
            continue;
        }
        if (n++ < MOST_ROWS) {
            add_cells(r, table, row, ids);
        } else {
            left++;
        }
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
    if (left > 0) {
        rp_html_element(&r->page, "p", rp_say_n(&r->t, "word.and-more", (int64_t)left, NULL));
    }
}

/* -- weak points -------------------------------------------------------------------------------------------------------------- */

/* Who or what is lost: a place, an actor in a role, a rule of contact, a contact, a link. */
static const char *loss_name(rp_report *r, const rp_tree *row) {
    const char *who = rp_text_of(row, "actor"), *role = rp_text_of(row, "role"), *to = rp_text_of(row, "to");
    const char *from = rp_text_of(row, "from");
    const char *site = rp_text_of(row, "site"), *interface = rp_text_of(row, "interface");
    if (site) {
        return rp_place_name(&r->t, site);
    }
    if (interface) {
        return rp_name(&r->t, REFPATH_KIND_INTERFACE, interface);
    }
    if (from && to) {
        return rp_say(&r->t, "path.then", "path", rp_place_name(&r->t, from), "who", rp_place_name(&r->t, to), NULL);
    }
    if (!who) {
        return NULL;
    }
    if (to) {
        return rp_say(&r->t, "path.then", "path", rp_who_name(&r->t, who), "who", rp_who_name(&r->t, to), NULL);
    }
    return role ? rp_say(&r->t, "word.aside", "text", rp_who_name(&r->t, who), "aside",
                         rp_name(&r->t, REFPATH_KIND_ROLE, role), NULL)
                : rp_who_name(&r->t, who);
}

typedef struct rp_weak_column {
    const char *id, *head; /* of the analysis, of the report */
    bool needed;           /* else only where some row has it */
} rp_weak_column;

static const rp_weak_column weak_columns[] = {
    {"rows-lost", "report.col-steps", true}, {"worst-share", "report.col-worst", true},
    {"rows-late", "report.col-late-steps", true}, {"rows-no-way", "report.col-no-way-steps", false},
    {"rows-after-lost", "report.col-after-steps", false},
};
#define WEAK_COLUMNS (sizeof weak_columns / sizeof *weak_columns)

static bool is_shown(const rp_tree *rows, const rp_weak_column *column) {
    for (const rp_tree *row = rows->first; row && !column->needed; row = row->next) {
        const rp_tree *found = rp_tree_get(row, column->id);
        if (found && found->number > 0) {
            return true;
        }
    }
    return column->needed;
}

static void add_loss(rp_report *r, const rp_tree *table, const rp_tree *row, const char *name) {
    const rp_tree *rows = rp_tree_get(table, "rows");
    rp_html_markup(&r->page, "<tr>");
    rp_html_element(&r->page, "th scope=\"row\"", name);
    for (size_t i = 0; i < WEAK_COLUMNS; i++) {
        const rp_tree *column = column_of(table, weak_columns[i].id);
        const char *text = column ? rp_analysis_value(&r->t, column, row) : NULL;
        if (is_shown(rows, &weak_columns[i])) {
            rp_html_element(&r->page, "td class=\"figure\"", text ? text : "");
        }
    }
    rp_html_markup(&r->page, "</tr>\n");
}

static void add_weak(rp_report *r) {
    const char *columns[WEAK_COLUMNS + 2] = {"report.col-loss"};
    const rp_tree *table = table_of(r->failures, "failures"), *rows = table ? rp_tree_get(table, "rows") : NULL;
    size_t n = 0, n_columns = 1;
    rp_report_heading(r, "h3", NULL, rp_say(&r->t, "report.weak", NULL));
    if (!rows) {
        rp_report_say(r, "report.too-much");
        return;
    }
    if (rows->n == 0) {
        rp_report_say(r, "report.no-weak");
        return;
    }
    for (size_t i = 0; i < WEAK_COLUMNS; i++) {
        if (is_shown(rows, &weak_columns[i])) {
            columns[n_columns++] = weak_columns[i].head;
        }
    }
    rp_report_table(r, "", rp_say(&r->t, "report.weak-table", NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (const rp_tree *row = rows->first; row; row = row->next) {
        const char *name = loss_name(r, row);
        if (name && n < MOST_ROWS) {
            add_loss(r, table, row, name);
            n++;
        }
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
    if (rows->n > n) {
        rp_html_element(&r->page, "p", rp_say_n(&r->t, "word.and-more", (int64_t)(rows->n - n), NULL));
    }
}

void rp_report_gaps(rp_report *r) {
    static const char *const by_place[] = {"place", "whole-share", "none", "partly", NULL};
    const rp_tree *coverage = table_of(r->coverage, "coverage");
    const rp_tree *rows = coverage ? rp_tree_get(coverage, "rows") : NULL;
    rp_html_markup(&r->page, "<section class=\"part\" aria-labelledby=\"gaps\">\n");
    rp_report_heading(r, "h2", "gaps", rp_say(&r->t, "report.gaps", NULL));
    if (rows) {
        add_gaps(r, rows);
        add_table(r, table_of(r->coverage, "by-place"), rp_say(&r->t, "analysis.table.by-place", NULL), by_place);
    } else {
        rp_report_say(r, "report.too-much");
    }
    add_weak(r);
    rp_html_markup(&r->page, "</section>\n");
}
