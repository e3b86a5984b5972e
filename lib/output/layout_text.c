/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * How wide words are. The font is the viewer's, so this is a guess on the safe side: by letter for Latin, by script for
 * the others. Lines are broken between words; letters are never moved, shaping and direction are the viewer's.
 */
#include "base/check.h"
#include "output/layout.h"

#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"
#define POP_ISOLATE "\xE2\x81\xA9"

int64_t rp_text_size(rp_weight weight) { return weight == RP_WEIGHT_FAINT ? 11 : 13; }

int64_t rp_line_height(rp_weight weight) { return weight == RP_WEIGHT_FAINT ? 15 : 18; }

/* Widths in hundredths of the letter height, for runs of characters. */
static const struct {
    uint32_t first, last;
    int64_t width;
} scripts[] = {
    {0x0000, 0x001F, 0},   {0x0020, 0x0020, 32},  {0x0021, 0x0022, 42},   {0x0023, 0x0026, 84},   {0x0027, 0x002E, 40},
    {0x002F, 0x002F, 36},  {0x0030, 0x0039, 64},  {0x003A, 0x003B, 36},   {0x003C, 0x0040, 84},   {0x0041, 0x0048, 72},
    {0x0049, 0x004A, 36},  {0x004B, 0x004C, 66},  {0x004D, 0x004D, 88},   {0x004E, 0x0056, 76},   {0x0057, 0x0057, 100},
    {0x0058, 0x005A, 70},  {0x005B, 0x0060, 50},  {0x0061, 0x0065, 63},   {0x0066, 0x0066, 38},   {0x0067, 0x0068, 64},
    {0x0069, 0x006A, 30},  {0x006B, 0x006B, 60},  {0x006C, 0x006C, 30},   {0x006D, 0x006D, 98},   {0x006E, 0x0071, 64},
    {0x0072, 0x0072, 44},  {0x0073, 0x0073, 54},  {0x0074, 0x0074, 42},   {0x0075, 0x0076, 64},   {0x0077, 0x0077, 84},
    {0x0078, 0x007A, 60},  {0x007B, 0x007E, 64},  {0x007F, 0x009F, 0},    {0x00A0, 0x00BF, 60},   {0x00C0, 0x00DE, 76},
    {0x00DF, 0x00FF, 64},  {0x0100, 0x02AF, 68},  {0x02B0, 0x02FF, 45},   {0x0300, 0x036F, 0},    {0x0370, 0x058F, 74},
    {0x0591, 0x05C7, 0},   {0x05D0, 0x05FF, 66},  {0x0600, 0x0605, 50},   {0x0610, 0x061A, 0},    {0x064B, 0x065F, 0},
    {0x0660, 0x0669, 58},  {0x0670, 0x0670, 0},   {0x0606, 0x08FF, 62},   {0x0900, 0x0DFF, 80},   {0x0E00, 0x0EFF, 66},
    {0x0F00, 0x109F, 84},  {0x10A0, 0x10FF, 70},  {0x1100, 0x11FF, 100},  {0x1200, 0x139F, 90},   {0x13A0, 0x1DFF, 84},
    {0x1E00, 0x1FFF, 72},  {0x2000, 0x200A, 50},  {0x200B, 0x200F, 0},    {0x2010, 0x2014, 80},   {0x2018, 0x201F, 50},
    {0x2026, 0x2026, 100}, {0x202A, 0x202E, 0},   {0x2066, 0x2069, 0},    {0x2015, 0x2E7F, 90},   {0x2E80, 0xA4CF, 104},
    {0xA4D0, 0xABFF, 80},  {0xAC00, 0xD7FF, 104}, {0xF900, 0xFAFF, 104},  {0xFB00, 0xFB06, 70},   {0xFB1D, 0xFDFF, 62},
    {0xFE00, 0xFE0F, 0},   {0xFE20, 0xFE2F, 0},   {0xFE30, 0xFE6F, 104},  {0xFE70, 0xFEFE, 62},   {0xFEFF, 0xFEFF, 0},
    {0xFF00, 0xFFEF, 104}, {0x1F000, 0x1FAFF, 130}, {0x20000, 0x3FFFF, 104},
};

static int64_t letter_width(uint32_t c) {
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (c >= scripts[i].first && c <= scripts[i].last) {
            return scripts[i].width;
        }
    }
    return 84;
}

int64_t rp_text_width(const char *text, size_t n, rp_weight weight) {
    int64_t hundredths = 0;
    for (size_t i = 0; i < n;) {
        hundredths += letter_width(rp_utf8_next(text, n, &i));
    }
    if (weight == RP_WEIGHT_NAME) {
        hundredths += hundredths / 11; /* bold */
    }
    return (hundredths * rp_text_size(weight) + 99) / 100;
}

/* -- lines ------------------------------------------------------------------------------------------------------------ */

typedef struct rp_wrapping {
    rp_picture *p;
    rp_captions *lines;
    rp_weight weight;
    int64_t width;
    size_t most, n;  /* lines a caption may have, and has */
    const char *open; /* the isolate that the line before left open; NULL: none */
} rp_wrapping;

/* The isolate left open at the end of a piece of text; each line is a paragraph of its own to whoever shows it. */
static const char *left_open(const char *open, const char *at, size_t n) {
    for (size_t i = 0; i + 2 < n; i++) {
        if (memcmp(at + i, "\xE2\x81", 2) == 0) {
            unsigned char last = (unsigned char)at[i + 2];
            open = last == 0xA9   ? NULL
                   : last == 0xA6 ? "\xE2\x81\xA6"
                   : last == 0xA7 ? "\xE2\x81\xA7"
                   : last == 0xA8 ? "\xE2\x81\xA8"
                                  : open;
        }
    }
    return open;
}

static void add_line(rp_wrapping *w, const char *at, size_t n, bool more) {
    bool cut = more && w->n + 1 == w->most;
    const char *before = w->open ? w->open : "", *after;
    const char *kept = rp_arena_text(w->p->arena, at, n);
    rp_caption *line = kept ? RP_LIST_ADD(w->p->arena, &w->lines->list) : NULL;
    w->open = left_open(w->open, at, n);
    after = w->open ? POP_ISOLATE : "";
    if (!line) {
        w->p->t->page.status = REFPATH_OUT_OF_MEMORY;
        return;
    }
    line->weight = w->weight;
    line->text = *before || *after || cut
                     ? rp_arena_format(w->p->arena, "%s%s%s%s", before, kept, cut ? ELLIPSIS : "", after)
                     : kept;
    if (!line->text) {
        line->text = "";
        w->p->t->page.status = REFPATH_OUT_OF_MEMORY;
    }
    w->n++;
}

/* How much of a word fits at all; at least one character, and no mark without its letter. */
static size_t fitting_part(const rp_wrapping *w, const char *at, size_t n) {
    size_t end = 0, i = 0;
    while (i < n) {
        size_t start = i;
        uint32_t c = rp_utf8_next(at, n, &i);
        if (start > 0 && letter_width(c) > 0 && rp_text_width(at, i, w->weight) > w->width) {
            return end;
        }
        end = i;
    }
    return n;
}

static size_t word_end(const char *text, size_t n, size_t i) {
    while (i < n && text[i] != ' ') {
        i++;
    }
    return i;
}

/* The end of the next line: as many words as fit, or a part of one that is too long. */
static size_t line_end(const rp_wrapping *w, const char *text, size_t n) {
    size_t end = word_end(text, n, 0);
    if (rp_text_width(text, end, w->weight) > w->width) {
        return fitting_part(w, text, end);
    }
    while (end < n) {
        size_t next = word_end(text, n, end + 1);
        if (rp_text_width(text, next, w->weight) > w->width) {
            break;
        }
        end = next;
    }
    return end;
}

static void wrap_one(rp_wrapping *w, const char *text) {
    size_t n = strlen(text);
    while (n > 0 && w->n < w->most && w->p->t->page.status == REFPATH_OK) {
        size_t end = line_end(w, text, n), next = end;
        while (next < n && text[next] == ' ') {
            next++;
        }
        add_line(w, text, end, next < n);
        text += next;
        n -= next;
    }
}

void rp_wrap(rp_picture *p, const rp_captions *said, int64_t width, size_t most, rp_captions *lines) {
    memset(lines, 0, sizeof *lines);
    for (size_t i = 0; i < said->list.n; i++) {
        rp_wrapping w = {p, lines, said->list.at[i].weight, width, most, 0, NULL};
        wrap_one(&w, said->list.at[i].text);
    }
}

void rp_lines_size(const rp_captions *lines, int64_t *w, int64_t *h) {
    *w = 0;
    *h = 0;
    for (size_t i = 0; i < lines->list.n; i++) {
        const rp_caption *line = &lines->list.at[i];
        int64_t width = rp_text_width(line->text, strlen(line->text), line->weight);
        *w = width > *w ? width : *w;
        *h += rp_line_height(line->weight);
    }
}
