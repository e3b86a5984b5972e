/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include <string.h>

static void tell_request(rp_teller *t, rp_rows *rows, const rp_tree *answer) {
    const rp_tree *at = rp_tree_get(answer, "at");
    if (rp_text_of(answer, "item")) {
        rp_tell_row(t, rows, "consent.row-item", rp_item_name(t, rp_text_of(answer, "item")));
    }
    if (rp_text_of(answer, "sender")) {
        rp_tell_row(t, rows, "consent.row-sender", rp_who_name(t, rp_text_of(answer, "sender")));
    }
    if (rp_text_of(answer, "recipient")) {
        rp_tell_row(t, rows, "consent.row-recipient", rp_who_name(t, rp_text_of(answer, "recipient")));
    }
    if (rp_text_of(answer, "purpose")) {
        rp_tell_row(t, rows, "consent.row-purpose", rp_aim_name(t, rp_text_of(answer, "purpose")));
    }
    if (at) {
        rp_tell_row(t, rows, "consent.row-at",
               rp_say(t, "head.now-text", "when", rp_when(t, at->number), "zone", rp_quote(t, t->zone), NULL));
    }
}

static rp_shade shade_of(const char *word) {
    if (strcmp(word, "permitted") == 0) {
        return RP_SHADE_GOOD;
    }
    return strcmp(word, "refused") == 0 || strcmp(word, "forbidden") == 0 ? RP_SHADE_BAD : RP_SHADE_WAIT;
}

static void tell_part(rp_teller *t, rp_rows *rows, const rp_tree *part, const rp_tree *whole) {
    const char *item = rp_text_of(part, "item"), *recipient = rp_text_of(part, "recipient");
    const char *word = rp_text_of(part, "decision");
    const char *agreements = rp_agreements_text(t, rp_tree_get(part, "missing"));
    const char *facts = rp_facts(t, rp_tree_get(part, "facts"));
    const char *what = rp_item_name(t, item ? item : rp_text_of(whole, "item"));
    const char *text = rp_say_word(t, "decision", word ? word : "");
    if (recipient) {
        what = rp_say(t, "consent.to", "item", what, "recipient", rp_who_name(t, recipient), NULL);
    }
    if (agreements) {
        text = rp_say(t, "word.aside", "text", text, "aside", agreements, NULL);
    } else if (facts) {
        text = rp_say(t, "consent.items-facts", "items", text, "facts", facts, NULL);
    }
    rp_tell_row(t, rows, "consent.row-parts", rp_say(t, "word.colon", "label", what, "text", text, NULL));
}

static void tell_missing(rp_teller *t, rp_rows *rows, const rp_tree *answer, const char *word) {
    const rp_tree *missing = rp_tree_get(answer, "missing");
    const char *facts = rp_facts(t, rp_tree_get(answer, "facts"));
    const rp_tree *despite = rp_tree_get(answer, "despite");
    const rp_tree *parts = rp_tree_get(answer, "parts");
    for (const rp_tree *m = missing ? missing->first : NULL; m; m = m->next) {
        rp_tell_row(t, rows, rp_flag_of(m, "refused") ? "consent.row-refused" : "consent.row-agreement",
               rp_agreement_text(t, m));
    }
    if (facts) {
        rp_tell_row(t, rows, strcmp(word, "needs-consent") == 0 ? "consent.row-spare" : "consent.row-facts", facts);
    }
    if (despite && despite->n > 0) {
        rp_tell_row(t, rows, "consent.row-despite", rp_names(t, despite, rp_party_name, RP_JOIN_AND));
    }
    for (const rp_tree *p = parts ? parts->first : NULL; p; p = p->next) {
        tell_part(t, rows, p, answer);
    }
}

static void tell_grounds(rp_teller *t, rp_rows *rows, const rp_tree *answer) {
    const rp_tree *duties = rp_tree_get(answer, "obligations"), *rules = rp_tree_get(answer, "rules");
    const rp_tree *cites = rp_tree_get(answer, "cites");
    for (const rp_tree *d = duties ? duties->first : NULL; d; d = d->next) {
        rp_tell_row(t, rows, "consent.row-duties", rp_full_text(t, REFPATH_KIND_OBLIGATION, d->text));
    }
    for (const rp_tree *r = rules ? rules->first : NULL; r; r = r->next) {
        rp_tell_row(t, rows, "consent.row-rules", rp_rule_label(t, r->text));
    }
    for (const rp_tree *c = cites ? cites->first : NULL; c; c = c->next) {
        rp_tell_row(t, rows, "consent.row-sources", rp_source(t, c));
    }
}

void rp_tell_consent(rp_teller *t, const rp_tree *answer) {
    const char *word = rp_text_of(answer, "decision");
    rp_rows rows = rp_rows_new(t);
    const char *verdict;
    word = word ? word : "";
    rp_page_heading(&t->page, rp_say(t, "consent.title", NULL));
    rp_tell_warnings(t, answer);
    rp_tell_free_line(t, answer);
    tell_request(t, &rows, answer);
    rp_print_rows(t, 0, &rows);
    rp_page_blank(&t->page);
    verdict = rp_say_word(t, "consent", word);
    rp_page_text(&t->page, 0, 0, rp_shaded(t, shade_of(word), verdict));
    rows = rp_rows_new(t);
    tell_missing(t, &rows, answer, word);
    tell_grounds(t, &rows, answer);
    rp_print_rows(t, 2, &rows);
    rp_tell_why(t, answer);
}
