/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/html.h"

#include <string.h>

void rp_html_markup(rp_buffer *b, const char *markup) { rp_buffer_text(b, markup); }

static const char *escaped(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* A control that HTML forbids, of one byte. */
static bool is_forbidden(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7f; }

void rp_html_text(rp_buffer *b, const char *text) {
    size_t n = strlen(text), begun = 0;
    for (size_t i = 0; i < n; i++) {
        const char *instead = is_forbidden((unsigned char)text[i]) ? "" : escaped(text[i]);
        if (instead) {
            rp_buffer_add(b, text + begun, i - begun);
            rp_buffer_text(b, instead);
            begun = i + 1;
        }
    }
    rp_buffer_add(b, text + begun, n - begun);
}

void rp_html_attribute(rp_buffer *b, const char *name, const char *value) {
    rp_buffer_char(b, ' ');
    rp_buffer_text(b, name);
    rp_buffer_text(b, "=\"");
    rp_html_text(b, value);
    rp_buffer_char(b, '"');
}

void rp_html_element(rp_buffer *b, const char *tag, const char *text) {
    if (!text) {
        return;
    }
    rp_buffer_char(b, '<');
    rp_buffer_text(b, tag);
    rp_buffer_char(b, '>');
    rp_html_text(b, text);
    rp_buffer_text(b, "</");
    rp_buffer_add(b, tag, strcspn(tag, " "));
    rp_buffer_text(b, ">\n");
}
