/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/page.h"

#include "unicode/text.h"

#include <string.h>

#define WIDEST_LABEL 22
#define NARROWEST_TEXT 24
#define MOST_ISOLATES 8 /* one in another; our texts have one */
#define BETWEEN 2 /* columns between labels and texts */
#define ISOLATE "\xE2\x81\xA8"     /* U+2068, first strong */
#define ISOLATE_LTR "\xE2\x81\xA6" /* U+2066, left to right */
#define END_ISOLATE "\xE2\x81\xA9" /* U+2069 */
#define TO_THE_LEFT "\xE2\x80\x8F" /* U+200F, a mark without width */

static void put(rp_page *page, const char *bytes, size_t n) {
    if (page->status == REFPATH_OK && n > 0) {
        page->status = page->write(page->user, bytes, n);
        page->begun = true;
        page->free = false;
    }
}

static void put_spaces(rp_page *page, size_t n) {
    static const char spaces[] = "                                ";
    while (n > 0) {
        size_t some = n < sizeof spaces - 1 ? n : sizeof spaces - 1;
        put(page, spaces, some);
        n -= some;
    }
}

/* A line that begins with a number or an isolated name would else be laid out from left to right. */
static void start_line(rp_page *page, size_t indent) {
    if (page->rtl) {
        put(page, TO_THE_LEFT, sizeof TO_THE_LEFT - 1);
    }
    put_spaces(page, indent);
}

/* Bytes of the colour code that begins here, or 0. */
static size_t code_length(const char *at, size_t n) {
    size_t i = 2;
    if (n < 3 || at[0] != '\033' || at[1] != '[') {
        return 0;
    }
    while (i < n && at[i] != 'm') {
        i++;
    }
    return i < n ? i + 1 : 0;
}

/* Columns a terminal needs; colour codes need none. */
static size_t columns(const char *at, size_t n) {
    size_t start = 0, i = 0, sum = 0;
    while (i < n) {
        size_t code = code_length(at + i, n - i);
        if (code == 0) {
            i++;
            continue;
        }
        sum += rp_display_width(at + start, i - start);
        i += code;
        start = i;
    }
    return sum + rp_display_width(at + start, n - start);
}

/* Isolates that are open, the innermost last: they must not reach over the end of a line. */
typedef struct isolates {
    const char *at[MOST_ISOLATES];
    size_t n;
} isolates;

static void read_isolates(isolates *open, const char *at, size_t n) {
    for (size_t i = 0; i + 2 < n; i++) {
        bool first = memcmp(at + i, ISOLATE, 3) == 0, ltr = memcmp(at + i, ISOLATE_LTR, 3) == 0;
        if ((first || ltr) && open->n < MOST_ISOLATES) {
            open->at[open->n++] = first ? ISOLATE : ISOLATE_LTR;
        } else if (memcmp(at + i, END_ISOLATE, 3) == 0 && open->n > 0) {
            open->n--;
        }
    }
}

static void break_line(rp_page *page, size_t left, const isolates *open) {
    for (size_t i = 0; i < open->n; i++) {
        put(page, END_ISOLATE, 3);
    }
    put(page, "\n", 1);
    start_line(page, left);
    for (size_t i = 0; i < open->n; i++) {
        put(page, open->at[i], 3);
    }
}

/* Writes text in words from column `column` on, breaking lines at the width; ends without a newline. */
static void put_wrapped(rp_page *page, size_t column, size_t left, const char *text) {
    const char *at = text;
    isolates open = {.n = 0};
    bool first = true;
    while (*at != '\0') {
        size_t n = strcspn(at, " ");
        size_t wide = columns(at, n);
        if (!first && column + 1 + wide > page->width && !page->plain) {
            break_line(page, left, &open);
            column = left;
        } else if (!first) {
            put(page, " ", 1);
            column++;
        }
        put(page, at, n);
        read_isolates(&open, at, n);
        column += wide;
        first = false;
        at += n;
        at += strspn(at, " ");
    }
}

void rp_page_blank(rp_page *page) {
    if (page->begun && !page->free) {
        put(page, "\n", 1);
        page->free = true;
    }
}

void rp_page_heading(rp_page *page, const char *text) {
    rp_page_blank(page);
    start_line(page, 0);
    if (page->colour) {
        put(page, "\033[1m", 4);
    }
    put_wrapped(page, 0, 0, text);
    if (page->colour) {
        put(page, "\033[0m", 4);
    }
    put(page, "\n", 1);
}

void rp_page_text(rp_page *page, size_t indent, size_t hang, const char *text) {
    if (page->plain) {
        indent = 0;
        hang = 0;
    }
    start_line(page, indent);
    put_wrapped(page, indent, indent + hang, text);
    put(page, "\n", 1);
}

void rp_page_item(rp_page *page, size_t indent, const char *text) {
    if (!page->plain) {
        start_line(page, indent);
        put(page, "- ", 2);
        put_wrapped(page, indent + 2, indent + 2, text);
        put(page, "\n", 1);
        return;
    }
    rp_page_text(page, 0, 0, text);
}

void rp_rows_add(rp_rows *rows, const char *label, const char *text) {
    rp_row *row = text ? RP_LIST_ADD(rows->scratch, &rows->list) : NULL;
    if (!row) {
        rows->failed = true;
        return;
    }
    row->label = label;
    row->text = text;
}

static size_t label_width(const rp_page *page, size_t indent, const rp_rows *rows) {
    size_t widest = rows->least, most = WIDEST_LABEL;
    if (page->width < indent + most + BETWEEN + NARROWEST_TEXT) {
        size_t rest = indent + BETWEEN + NARROWEST_TEXT;
        most = page->width > rest ? page->width - rest : 1;
    }
    for (size_t i = 0; i < rows->list.n; i++) {
        const char *label = rows->list.at[i].label;
        size_t wide = label ? columns(label, strlen(label)) : 0;
        widest = wide > widest ? wide : widest;
    }
    return widest < most ? widest : most;
}

/* "label: text" as the language writes it. */
static void put_sentence(rp_page *page, const char *label, const char *text) {
    const char *between = strstr(page->colon, "{label}");
    const char *end = strstr(page->colon, "{text}");
    start_line(page, 0);
    put(page, label, strlen(label));
    if (between && end && end > between) {
        between += strlen("{label}");
        put(page, between, (size_t)(end - between));
    } else {
        put(page, ": ", 2);
    }
    put(page, text, strlen(text));
    put(page, "\n", 1);
}

/* The label with its colour, then spaces up to the texts; on a line of its own where it is too wide. */
static void put_label(rp_page *page, size_t indent, size_t wide, const char *label) {
    size_t used = columns(label, strlen(label));
    bool shaded = page->colour && *label != '\0';
    start_line(page, indent);
    put(page, "\033[2m", shaded ? 4 : 0);
    put(page, label, strlen(label));
    put(page, "\033[0m", shaded ? 4 : 0);
    if (used > wide) {
        put(page, "\n", 1);
        used = 0;
        start_line(page, indent);
    }
    put_spaces(page, wide + BETWEEN - used);
}

void rp_page_rows(rp_page *page, size_t indent, const rp_rows *rows) {
    size_t wide = label_width(page, indent, rows), left = indent + wide + BETWEEN;
    const char *last = "";
    if (rows->failed && page->status == REFPATH_OK) {
        page->status = REFPATH_OUT_OF_MEMORY;
    }
    for (size_t i = 0; i < rows->list.n; i++) {
        const char *label = rows->list.at[i].label;
        if (page->plain) {
            last = label ? label : last;
            put_sentence(page, last, rows->list.at[i].text);
            continue;
        }
        label = label && strcmp(label, last) != 0 ? label : "";
        last = *label ? label : last;
        put_label(page, indent, wide, label);
        put_wrapped(page, left, left, rows->list.at[i].text);
        put(page, "\n", 1);
    }
}

void rp_page_cells(rp_page *page, size_t indent, const rp_cell *cells, size_t n) {
    start_line(page, indent);
    for (size_t i = 0; i < n; i++) {
        size_t used = columns(cells[i].text, strlen(cells[i].text));
        size_t space = cells[i].wide > used ? cells[i].wide - used : 0;
        put_spaces(page, i > 0 ? BETWEEN : 0);
        put_spaces(page, cells[i].at_end ? space : 0);
        put(page, cells[i].text, strlen(cells[i].text));
        put_spaces(page, cells[i].at_end || i + 1 == n ? 0 : space);
    }
    put(page, "\n", 1);
}

const char *rp_page_shade(const rp_page *page, rp_arena *scratch, rp_shade shade, const char *text) {
    static const char *const codes[] = {"", "1", "32", "33", "31", "2"};
    if (!page->colour || shade == RP_SHADE_NONE) {
        return text;
    }
    return rp_arena_format(scratch, "\033[%sm%s\033[0m", codes[shade], text);
}
