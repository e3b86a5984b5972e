/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The tables of an analysis, for people: names for ids, percents and hours for figures, the columns that fit and the
 * rows that come first. All of it is in CSV and JSON.
 */
#include "output/text.h"

#include "unicode/text.h"

#include <string.h>

#define MOST_COLUMNS 32
#define MOST_ROWS 25
#define WIDEST 28
#define WIDEST_ELEMENT 48
#define BETWEEN 2

/* -- values ----------------------------------------------------------------------------------------------------- */

/* The second of a pair has the columns of the first, with "other-" before. */
static const char *of_first(const char *column) { return strncmp(column, "other-", 6) == 0 ? column + 6 : column; }

static rp_namer namer_of(const char *column) {
    static const struct {
        const char *column;
        rp_namer namer;
    } namers[] = {
        {"place", rp_place_name}, {"service", rp_aim_name}, {"step", rp_step_name}, {"worst-step", rp_step_name},
        {"actor", rp_who_name}, {"actors", rp_who_name}, {"who", rp_who_name}, {"role", rp_who_name},
        {"site", rp_place_name}, {"from", rp_who_name}, {"to", rp_who_name}, {"through", rp_who_name},
        {"worst-by", rp_who_name}, {"bottleneck-who", rp_who_name}, {"item", rp_item_name},
    };
    for (size_t i = 0; i < sizeof namers / sizeof *namers; i++) {
        if (strcmp(namers[i].column, of_first(column)) == 0) {
            return namers[i].namer;
        }
    }
    return NULL;
}

/* A cell with several ids has a blank between them. */
static const char *name_all(rp_teller *t, const char *ids, rp_namer namer) {
    rp_words words = {0};
    while (*ids) {
        size_t n = strcspn(ids, " ");
        const char *id = rp_arena_text(&t->scratch, ids, n);
        rp_words_add(t, &words, id ? namer(t, id) : "");
        ids += n + (ids[n] == ' ');
    }
    return rp_join(t, &words, RP_JOIN_AND);
}

/* Links lead from place to place, all else from somebody to somebody. */
static bool is_end_of_link(const rp_tree *row, const char *column) {
    const char *end = of_first(column);
    return (strcmp(end, "from") == 0 || strcmp(end, "to") == 0) && rp_is_word(row, end != column ? "other" : "element", "link");
}

/* A node of a graph, "role:adviser" say; NULL where it is none. */
static const char *node_name(rp_teller *t, const char *column, const char *text) {
    static const char *const columns[] = {"id", "node", "source", "target", "in"};
    static const struct {
        const char *type;
        rp_namer namer;
        refpath_kind kind;
    } types[] = {
        {"actor", rp_who_name, 0}, {"group", rp_who_name, 0}, {"role", rp_who_name, 0}, {"party", rp_who_name, 0},
        {"service", rp_aim_name, 0}, {"step", rp_step_name, 0}, {"pathway", NULL, REFPATH_KIND_PATHWAY},
        {"interface", NULL, REFPATH_KIND_INTERFACE},
    };
    size_t n = strcspn(text, ":");
    bool is_node = false;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        is_node = is_node || strcmp(column, columns[i]) == 0;
    }
    for (size_t i = 0; is_node && text[n] == ':' && i < sizeof types / sizeof *types; i++) {
        if (strlen(types[i].type) == n && strncmp(types[i].type, text, n) == 0) {
            return types[i].namer ? types[i].namer(t, text + n + 1) : rp_name(t, types[i].kind, text + n + 1);
        }
    }
    return NULL;
}

static const char *type_name(rp_teller *t, const char *type) {
    return rp_say_word(t, rp_has_word(t, "analysis.type", type) ? "analysis.type" : "draw.tie", type);
}

static const char *name_of(rp_teller *t, const rp_tree *row, const char *column, const char *text) {
    const char *node = node_name(t, column, text);
    rp_namer namer = is_end_of_link(row, column) ? rp_place_name : namer_of(column);
    if (namer) {
        return strchr(text, ' ') ? name_all(t, text, namer) : namer(t, text);
    }
    if (node || strcmp(column, "type") == 0) {
        return node ? node : type_name(t, text);
    }
    return rp_is_date(text) ? rp_date(t, text) : rp_say_word(t, "analysis.word", text);
}

/* Rounded down: what is not all is never called 100 percent. */
static const char *percent(rp_teller *t, int64_t ppm) { return rp_say_n(t, "analysis.percent", ppm / 10000, NULL); }

static const char *hours(rp_teller *t, int64_t seconds) {
    const char *minutes = rp_say_n(t, "word.number", seconds / 60 % 60, NULL);
    return rp_say(t, "analysis.hours", "hours", rp_say_n(t, "word.number", seconds / 3600, NULL), "minutes", minutes,
                  NULL);
}

static const char *weekday(rp_teller *t, int64_t day) {
    static const char *const words[] = {"day-1", "day-2", "day-3", "day-4", "day-5", "day-6", "day-7"};
    return day >= 1 && day <= 7 ? rp_say_word(t, "analysis.word", words[day - 1]) : "";
}

static const char *figure(rp_teller *t, const rp_tree *column, int64_t number) {
    if (rp_is_word(column, "unit", "ppm")) {
        return percent(t, number);
    }
    if (rp_is_word(column, "unit", "s")) {
        return hours(t, number);
    }
    if (rp_is_word(column, "unit", "min")) {
        return hours(t, number * 60);
    }
    return rp_is_word(column, "id", "weekday") ? weekday(t, number) : rp_say_n(t, "word.number", number, NULL);
}

const char *rp_analysis_value(rp_teller *t, const rp_tree *column, const rp_tree *row) {
    const char *id = rp_text_of(column, "id");
    const rp_tree *found = rp_tree_get(row, id);
    if (!found) {
        return NULL;
    }
    switch (found->kind) {
    case RP_TREE_INTEGER: return figure(t, column, found->number);
    case RP_TREE_TIME: return rp_when(t, found->number);
    case RP_TREE_FLAG: return rp_say(t, found->number ? "word.yes" : "word.no", NULL);
    default: return name_of(t, row, id, found->text ? found->text : "");
    }
}

/* -- elements that can be lost ------------------------------------------------------------------------------------------ */

/* What says which one it is, in columns of its own. */
static const char *const of_element[] = {"actor", "role", "from", "to", "site", "interface", "link-time"};
#define N_OF_ELEMENT (sizeof of_element / sizeof *of_element)

static bool is_element(const char *column) {
    return strcmp(column, "element") == 0 || strcmp(column, "other") == 0;
}

static bool is_of_element(const char *column) {
    for (size_t i = 0; i < N_OF_ELEMENT; i++) {
        if (strcmp(of_first(column), of_element[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* "Port – Hill (link)": all that says which one in one cell. */
static const char *element_name(rp_teller *t, const rp_tree *row, const char *column) {
    const char *before = strcmp(column, "other") == 0 ? "other-" : "", *which = NULL;
    for (size_t i = 0; i < N_OF_ELEMENT; i++) {
        const char *key = rp_arena_format(&t->scratch, "%s%s", before, of_element[i]);
        const rp_tree *found = key ? rp_tree_get(row, key) : NULL;
        const char *text = !found ? NULL : found->text ? name_of(t, row, key, found->text) : hours(t, found->number);
        if (text) {
            which = which ? rp_arena_format(&t->scratch, "%s \xE2\x80\x93 %s", which, text) : text;
        }
    }
    return rp_say(t, "analysis.element", "which", which ? which : "", "what", rp_say_word(t, "analysis.word", rp_text_of(row, column)),
                  NULL);
}

const char *rp_analysis_header(rp_teller *t, const rp_tree *column) {
    return rp_say_word(t, "column", rp_text_of(column, "id"));
}

/* -- one table ---------------------------------------------------------------------------------------------------- */

static size_t display(const char *text) { return rp_display_width(text, strlen(text)); }

/* Cut where it is too long for a cell. */
static const char *cut(rp_teller *t, const char *text, size_t widest) {
    size_t end = strlen(text);
    const char *kept;
    if (display(text) <= widest) {
        return text;
    }
    while (end > 0 && ((text[end] & 0xc0) == 0x80 || rp_display_width(text, end) > widest - 1)) {
        end--;
    }
    kept = rp_quote(t, rp_arena_format(&t->scratch, "%.*s\xE2\x80\xA6", (int)end, text));
    return kept;
}

typedef struct rp_grid {
    const rp_tree *columns[MOST_COLUMNS];
    size_t n_columns, n_rows;
    rp_cell *cells; /* a line of headers, then the rows */
    bool cut;       /* there are columns beside these */
} rp_grid;

static void set_cell(rp_teller *t, rp_cell *cell, const char *text, size_t widest, bool at_end) {
    cell->text = text ? cut(t, text, widest) : "";
    cell->wide = display(cell->text);
    cell->at_end = at_end;
}

static bool is_figure(const rp_grid *grid, const rp_tree *rows, size_t c) {
    for (const rp_tree *row = rows->first; row; row = row->next) {
        const rp_tree *found = rp_tree_get(row, rp_text_of(grid->columns[c], "id"));
        if (found) {
            return found->kind == RP_TREE_INTEGER;
        }
    }
    return false;
}

/* A column in which no row shown says anything is left out. */
static bool is_told(const rp_tree *rows, const rp_tree *column) {
    size_t n = 0;
    for (const rp_tree *row = rows->first; row && n < MOST_ROWS; row = row->next, n++) {
        if (rp_tree_get(row, rp_text_of(column, "id"))) {
            return true;
        }
    }
    return false;
}

static void fill_grid(rp_teller *t, rp_grid *grid, const rp_tree *rows) {
    size_t r = 1;
    for (size_t c = 0; c < grid->n_columns; c++) {
        set_cell(t, &grid->cells[c], rp_analysis_header(t, grid->columns[c]), WIDEST, is_figure(grid, rows, c));
    }
    for (const rp_tree *row = rows->first; row && r <= grid->n_rows; row = row->next, r++) {
        for (size_t c = 0; c < grid->n_columns; c++) {
            const char *id = rp_text_of(grid->columns[c], "id");
            rp_cell *cell = &grid->cells[r * grid->n_columns + c];
            if (is_element(id)) {
                set_cell(t, cell, rp_tree_get(row, id) ? element_name(t, row, id) : NULL, WIDEST_ELEMENT, false);
            } else {
                set_cell(t, cell, rp_analysis_value(t, grid->columns[c], row), WIDEST, grid->cells[c].at_end);
            }
        }
    }
}

/* Every cell as wide as its column; as many columns as the page has room for. */
static size_t fit_columns(const rp_teller *t, rp_grid *grid) {
    size_t used = 0, fits = 0;
    for (size_t c = 0; c < grid->n_columns; c++) {
        size_t widest = 0;
        for (size_t r = 0; r <= grid->n_rows; r++) {
            size_t wide = grid->cells[r * grid->n_columns + c].wide;
            widest = wide > widest ? wide : widest;
        }
        for (size_t r = 0; r <= grid->n_rows; r++) {
            grid->cells[r * grid->n_columns + c].wide = widest;
        }
        used += widest + (c > 0 ? BETWEEN : 0);
        if (used <= t->page.width - BETWEEN && fits == c) {
            fits = c + 1;
        }
    }
    return fits > 0 ? fits : 1;
}

static void tell_plain(rp_teller *t, const rp_grid *grid, const rp_tree *rows) {
    size_t r = 0;
    for (const rp_tree *row = rows->first; row && r < grid->n_rows; row = row->next, r++) {
        rp_rows lines = rp_rows_new(t);
        for (size_t c = 0; c < grid->n_columns; c++) {
            const char *text = rp_analysis_value(t, grid->columns[c], row);
            if (text) {
                rp_rows_add(&lines, rp_analysis_header(t, grid->columns[c]), text);
            }
        }
        rp_page_rows(&t->page, 0, &lines);
        rp_page_blank(&t->page);
    }
}

static void tell_cells(rp_teller *t, rp_grid *grid, const rp_tree *rows) {
    size_t fits;
    grid->cells = RP_ARENA_ARRAY(&t->scratch, rp_cell, (grid->n_rows + 1) * grid->n_columns);
    if (!grid->cells) {
        return; /* the scratch memory remembers */
    }
    fill_grid(t, grid, rows);
    fits = fit_columns(t, grid);
    for (size_t r = 0; r <= grid->n_rows; r++) {
        rp_page_cells(&t->page, BETWEEN, grid->cells + r * grid->n_columns, fits);
    }
    if (fits < grid->n_columns) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say_n(t, "analysis.more-columns", (int64_t)(grid->n_columns - fits), NULL));
    }
}

/* Those with something to say. Where there is room for few, what an element is stands in one cell. */
static void choose_columns(const rp_teller *t, rp_grid *grid, const rp_tree *columns, const rp_tree *rows) {
    bool folded = false;
    for (const rp_tree *c = columns ? columns->first : NULL; c && grid->n_columns < MOST_COLUMNS; c = c->next) {
        const char *id = rp_text_of(c, "id");
        folded = folded || (!t->page.plain && is_element(id));
        if (rows && is_told(rows, c) && !(folded && is_of_element(id))) {
            grid->columns[grid->n_columns++] = c;
        }
    }
}

static void tell_table(rp_teller *t, const rp_tree *table) {
    const rp_tree *columns = rp_tree_get(table, "columns"), *rows = rp_tree_get(table, "rows");
    rp_grid grid = {.n_columns = 0};
    rp_page_heading(&t->page, rp_say_word(t, "analysis.table", rp_text_of(table, "id")));
    choose_columns(t, &grid, columns, rows);
    if (!rows || rows->n == 0 || grid.n_columns == 0) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say(t, "analysis.no-rows", NULL));
        return;
    }
    grid.n_rows = rows->n < MOST_ROWS ? rows->n : MOST_ROWS;
    if (t->page.plain) {
        tell_plain(t, &grid, rows);
    } else {
        tell_cells(t, &grid, rows);
    }
    if (rows->n > grid.n_rows) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say_n(t, "analysis.more-rows", (int64_t)(rows->n - grid.n_rows), NULL));
    }
}

/* -- the whole ---------------------------------------------------------------------------------------------------- */

/* Such numbers would be taken for those of one week. */
static bool has_rates(const rp_tree *tables) {
    for (const rp_tree *table = tables ? tables->first : NULL; table; table = table->next) {
        const rp_tree *columns = rp_tree_get(table, "columns");
        for (const rp_tree *c = columns ? columns->first : NULL; c; c = c->next) {
            if (rp_is_word(c, "unit", "per-1000-weeks")) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a smaller one was looked for to the end. */
static void tell_repair(rp_teller *t, const rp_tree *answer, const rp_tree *table) {
    const rp_tree *rows = rp_tree_get(table, "rows");
    if (!rp_is_word(table, "id", "repair") || !rows || rows->n == 0) {
        return;
    }
    if (rp_tree_get(answer, "repair-smallest")) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say(t, "analysis.repair-smallest", NULL));
    } else if (rp_tree_get(answer, "repair-bound-met")) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say(t, "analysis.repair-bound-met", NULL));
    }
}

void rp_tell_analysis(rp_teller *t, const rp_tree *answer) {
    const rp_tree *tables = rp_tree_get(answer, "tables"), *from = rp_tree_get(answer, "from");
    const char *analysis = rp_text_of(answer, "analysis"), *holder = rp_text_of(answer, "holder");
    rp_rows rows = rp_rows_new(t);
    rp_page_heading(&t->page, rp_say_word(t, "analysis.title", analysis ? analysis : ""));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (t->now != INT64_MIN) {
        rp_tell_row(t, &rows, "head.now", rp_say(t, "head.now-text", "when", rp_when(t, t->now), "zone", t->zone, NULL));
    }
    if (from) {
        rp_tell_row(t, &rows, "analysis.row-week", rp_when(t, from->number));
    }
    if (holder) {
        rp_tell_row(t, &rows, "head.holder", rp_who_name(t, holder));
    }
    rp_print_rows(t, BETWEEN, &rows);
    if (has_rates(tables)) {
        rp_page_text(&t->page, BETWEEN, 0, rp_say_n(t, "analysis.per-weeks", 1000, NULL));
    }
    for (const rp_tree *table = tables ? tables->first : NULL; table; table = table->next) {
        tell_table(t, table);
        tell_repair(t, answer, table);
    }
}
