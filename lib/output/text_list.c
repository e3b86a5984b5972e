/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "unicode/text.h"

#include <string.h>

/* The label in `labels` ({"en": "...", "fr": "..."}) of the language asked for, else the first. */
const char *rp_label_of(rp_teller *t, const rp_tree *labels) {
    const char *tags[32];
    size_t n = 0;
    int best;
    for (const rp_tree *l = labels ? labels->first : NULL; l && n < sizeof tags / sizeof *tags; l = l->next) {
        tags[n++] = l->key;
    }
    if (n == 0) {
        return NULL;
    }
    best = rp_language_match(tags, n, t->language);
    return rp_quote(t, rp_tree_at(labels, best < 0 ? 0 : (size_t)best)->text);
}

void rp_tell_list(rp_teller *t, const rp_tree *answer) {
    const rp_tree *entries = rp_tree_get(answer, "entries");
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (!entries || entries->n == 0) {
        rp_page_text(&t->page, 0, 0, rp_say(t, "list.none", NULL));
        return;
    }
    for (const rp_tree *e = entries->first; e; e = e->next) {
        const char *id = rp_text_of(e, "id");
        const char *label = rp_label_of(t, rp_tree_get(e, "labels"));
        rp_page_item(&t->page, 0, rp_with_id(t, label ? label : rp_quote(t, id ? id : ""), id ? id : ""));
    }
}

static void tell_date(rp_teller *t, rp_rows *rows, const rp_tree *answer, const char *key, const char *label) {
    const char *date = rp_text_of(answer, key);
    if (date) {
        rp_tell_row(t, rows, label, rp_date(t, date));
    }
}

void rp_tell_about(rp_teller *t, const rp_tree *answer) {
    const rp_tree *about = rp_tree_get(answer, "protocol");
    const rp_tree *documents = rp_tree_get(answer, "documents");
    const rp_tree *labels = rp_tree_get(answer, "labels");
    const char *id, *version, *status, *fingerprint, *label;
    rp_rows rows = rp_rows_new(t);
    about = about ? about : answer;
    id = rp_text_of(about, "id");
    version = rp_text_of(about, "version");
    status = rp_text_of(about, "status");
    fingerprint = rp_text_of(about, "fingerprint");
    label = rp_label_of(t, labels);
    rp_page_heading(&t->page, rp_with_id(t, label ? label : rp_quote(t, id ? id : ""), id ? id : ""));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    if (version) {
        rp_tell_row(t, &rows, "about.row-version", rp_quote(t, version));
    }
    if (status) {
        rp_tell_row(t, &rows, "about.row-status", rp_say_word(t, "status", status));
    }
    tell_date(t, &rows, answer, "valid-from", "about.row-valid-from");
    tell_date(t, &rows, answer, "valid-until", "about.row-valid-until");
    tell_date(t, &rows, answer, "review-by", "about.row-review");
    for (const rp_tree *d = documents ? documents->first : NULL; d; d = d->next) {
        const char *name = rp_text_of(d, "name");
        rp_tell_row(t, &rows, "about.row-documents", rp_quote(t, name ? name : ""));
    }
    if (fingerprint) {
        rp_tell_row(t, &rows, "about.row-fingerprint", rp_quote(t, fingerprint));
    }
    rp_print_rows(t, 2, &rows);
}
