/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Who does what where: a table for people, and CSV for a spreadsheet. python/who_does_what.py and java/WhoDoesWhat.java
 * print the same.
 *
 *     cc who_does_what.c $(pkg-config --cflags --libs refpath) -o who && ./who mission.xml [NOW] [PLACE] [who.csv] [LANG]
 *
 * A row for each service that an actor offers and each role that it plays. The CSV is UTF-8 with the mark by which
 * spreadsheets know it, has a row of HXL tags under its heads, and no cell in it is taken for a formula. NOW is in seconds
 * since 1970; "" is what was left out.
 */
#define _POSIX_C_SOURCE 200809L
#include <refpath.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { COLUMNS = 6, WIDEST = 36 };

typedef struct row {
    char *cells[COLUMNS];
} row;

typedef struct table {
    row *rows;
    size_t n;
    const refpath_protocol *protocol;
    const char *language;
} table;

static char *const heads[COLUMNS] = {"Who", "Group", "What", "Where", "Contact", "Verified"};
static char *const tags[COLUMNS] = {"#org+name", "#org+type", "#activity+name", "#adm+code", "#contact", "#date+verified"};

static refpath_status print(void *to, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, to) == length ? REFPATH_OK : REFPATH_IO;
}

static const char *text(refpath_value of, const char *key) {
    const char *found = refpath_value_string(refpath_value_get(of, key));
    return found ? found : "";
}

/* What people call an id, or the ids of a list: a cell. */
static char *name(const table *t, refpath_kind kind, refpath_value ids) {
    char *cell = NULL;
    size_t n = 0;
    int is_list = refpath_value_get_kind(ids) == REFPATH_VALUE_ARRAY, any = 0;
    FILE *to = open_memstream(&cell, &n);
    if (!to) abort();
    for (refpath_value one = is_list ? refpath_value_at(ids, 0) : ids; refpath_value_get_kind(one);
         one = is_list ? refpath_value_next(one) : refpath_value_at(one, 0)) {
        const char *id = refpath_value_string(one), *label = refpath_protocol_label(t->protocol, kind, id, t->language);
        fprintf(to, "%s%s", any++ ? ", " : "", label ? label : id);
    }
    if (fclose(to)) abort();
    return cell;
}

/* How somebody is reached, and when that was last looked at: a cell each. */
static char *contact(refpath_value actor) {
    char *cell = NULL;
    size_t n = 0;
    int any = 0;
    FILE *to = open_memstream(&cell, &n);
    refpath_value one = refpath_value_at(refpath_value_get(actor, "contacts"), 0);
    if (!to) abort();
    for (; refpath_value_get_kind(one); one = refpath_value_next(one)) {
        fprintf(to, "%s%s %s", any++ ? ", " : "", text(one, "by"), text(one, "value"));
    }
    if (fclose(to)) abort();
    return cell;
}

static char *verified(refpath_value actor) {
    const char *day = text(actor, "verified");
    int stale = refpath_value_integer(refpath_value_get(actor, "stale")) != 0;
    size_t room = strlen(day) + 20;
    char *cell = malloc(room);
    if (!cell) abort();
    snprintf(cell, room, "%s%s", *day ? day : "never", stale ? " (stale)" : "");
    return cell;
}

/* A row for each of what an actor offers, or plays. */
static void add(table *t, refpath_value actor, const char *list, const char *key, refpath_kind kind) {
    refpath_value one = refpath_value_at(refpath_value_get(actor, list), 0);
    for (; refpath_value_get_kind(one); one = refpath_value_next(one)) {
        refpath_value groups = refpath_value_get(actor, "groups");
        size_t n = refpath_value_size(groups);
        row *more = realloc(t->rows, (t->n + 1) * sizeof *more);
        if (!more) abort();
        t->rows = more;
        more[t->n++] = (row){{name(t, REFPATH_KIND_ACTOR, refpath_value_get(actor, "id")),
                              name(t, REFPATH_KIND_GROUP, refpath_value_at(groups, n ? n - 1 : 0)),
                              name(t, kind, refpath_value_get(one, key)),
                              name(t, REFPATH_KIND_PLACE, refpath_value_get(one, "at")), contact(actor), verified(actor)}};
    }
}

/* Characters of UTF-8. */
static int width(const char *cell) {
    int n = 0;
    for (; *cell; cell++) n += (*cell & 0xC0) != 0x80;
    return n;
}

static void print_row(char *const *cells, const int *widths) {
    int owed = 0; /* spaces, which none follow at the end of a line */
    for (int i = 0; i < COLUMNS; i++) {
        int n = width(cells[i]);
        if (n > 0) {
            printf("%*s%s", owed, "", cells[i]);
            owed = 0;
        }
        owed += (n < widths[i] ? widths[i] : n) - n + 2;
    }
    putchar('\n');
}

/* For people. */
static void print_table(const table *t) {
    static char line[] = "------------------------------------";
    char *rule[COLUMNS];
    int widths[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        widths[i] = width(heads[i]);
        for (size_t r = 0; r < t->n; r++) {
            int n = width(t->rows[r].cells[i]);
            if (n > widths[i]) widths[i] = n < WIDEST ? n : WIDEST;
        }
        rule[i] = line + WIDEST - widths[i];
    }
    print_row(heads, widths);
    print_row(rule, widths);
    for (size_t r = 0; r < t->n; r++) print_row(t->rows[r].cells, widths);
}

/* For spreadsheets, one of which may take what begins like this for a formula. */
static void csv_row(FILE *to, char *const *cells) {
    for (int i = 0; i < COLUMNS; i++) {
        int formula = *cells[i] && strchr("=+-@\t\r", *cells[i]) != NULL, quoted = strpbrk(cells[i], ",\"\r\n") != NULL;
        fprintf(to, "%s%s%s", i ? "," : "", quoted ? "\"" : "", formula ? "'" : "");
        for (const char *c = cells[i]; *c; c++) {
            if (*c == '"') fputc('"', to);
            fputc(*c, to);
        }
        if (quoted) fputc('"', to);
    }
    fputs("\r\n", to);
}

static refpath_status write_csv(const table *t, const char *file) {
    FILE *to = fopen(file, "wb");
    if (!to) return REFPATH_IO;
    fputs("\xEF\xBB\xBF", to);
    csv_row(to, heads);
    csv_row(to, tags);
    for (size_t r = 0; r < t->n; r++) csv_row(to, t->rows[r].cells);
    return fclose(to) ? REFPATH_IO : REFPATH_OK;
}

/* Reads the directory once. */
static refpath_status look(table *t, const char *place, int64_t now, refpath_diags *problems) {
    const refpath_who_question question = {.size = sizeof question, .place = place, .now = now};
    refpath_answer *answer = NULL;
    refpath_status s = refpath_protocol_who(&answer, t->protocol, &question, problems);
    refpath_value actor = refpath_value_at(refpath_value_get(refpath_answer_root(answer), "actors"), 0);
    for (; refpath_value_get_kind(actor); actor = refpath_value_next(actor)) {
        add(t, actor, "offers", "service", REFPATH_KIND_SERVICE);
        add(t, actor, "roles", "role", REFPATH_KIND_ROLE);
    }
    refpath_answer_unref(answer);
    return s;
}

/* An argument; what is not there, or "", is NULL. */
static const char *given(int argc, char **argv, int i) {
    return i < argc && *argv[i] ? argv[i] : NULL;
}

int main(int argc, char **argv) {
    const char *now = given(argc, argv, 2), *csv = given(argc, argv, 4);
    refpath_diags *problems = NULL;
    refpath_protocol *protocol = NULL;
    table t = {NULL, 0, NULL, given(argc, argv, 5)};
    refpath_status s = refpath_diags_new(&problems, 0, NULL);
    if (!s) s = refpath_protocol_load_file(&protocol, argc > 1 ? argv[1] : "mission.xml", NULL, problems);
    t.protocol = protocol;
    if (!s) s = look(&t, given(argc, argv, 3), now ? strtoll(now, NULL, 10) : (int64_t)time(NULL), problems);
    if (!s) print_table(&t);
    if (!s && csv) s = write_csv(&t, csv);
    if (s && refpath_diags_write(problems, REFPATH_DIAGS_TEXT, t.language, print, stderr)) return 2;
    for (size_t r = 0; r < t.n; r++) {
        for (int i = 0; i < COLUMNS; i++) free(t.rows[r].cells[i]);
    }
    free(t.rows);
    refpath_protocol_unref(protocol);
    refpath_diags_free(problems);
    return s ? 2 : 0;
}
