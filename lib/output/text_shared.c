/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/text.h"

#include "unicode/civil.h"

#include <string.h>

rp_rows rp_rows_new(rp_teller *t) {
    rp_rows rows = {0};
    rows.scratch = &t->scratch;
    return rows;
}

void rp_tell_row(rp_teller *t, rp_rows *rows, const char *label_key, const char *text) {
    rp_rows_add(rows, rp_say(t, label_key, NULL), text);
}

void rp_print_rows(rp_teller *t, size_t indent, rp_rows *rows) {
    rp_page_rows(&t->page, indent, rows);
}

const char *rp_shaded(rp_teller *t, rp_shade shade, const char *text) {
    const char *result = rp_page_shade(&t->page, &t->scratch, shade, text);
    if (!result) {
        t->page.status = REFPATH_OUT_OF_MEMORY;
        return text;
    }
    return result;
}

static bool is_duration(const rp_tree *arg, int64_t *seconds) {
    return (strcmp(arg->key, "time") == 0 || strcmp(arg->key, "per") == 0) &&
           rp_duration_parse(rp_str_of(arg->text), seconds);
}

/* An argument of a warning or reason in words: what its name says it is. */
static const char *argument_text(rp_teller *t, const rp_tree *arg) {
    static const struct {
        const char *name;
        rp_namer namer;
    } namers[] = {
        {"actor", rp_who_name},   {"role", rp_who_name},      {"roles", rp_who_name},     {"to", rp_who_name},
        {"holder", rp_who_name},  {"party", rp_party_name},   {"parties", rp_party_name}, {"by", rp_party_name},
        {"place", rp_place_name}, {"service", rp_aim_name},   {"purpose", rp_aim_name},   {"step", rp_step_name},
        {"steps", rp_step_name},  {"item", rp_item_name},     {"rule", rp_rule_label},     {"clock", rp_clock_name},
        {"who", rp_who_name},     {"from", rp_who_name},      {"recipient", rp_who_name}, {"group", rp_who_name},
        {"via", rp_who_name},
    };
    int64_t seconds;
    if (arg->kind == RP_TREE_TIME) {
        return rp_when(t, arg->number);
    }
    if (arg->kind == RP_TREE_INTEGER) {
        return rp_say_n(t, "word.number", arg->number, NULL);
    }
    if (strcmp(arg->key, "facts") == 0) {
        return rp_facts(t, arg);
    }
    if (strcmp(arg->key, "status") == 0 && arg->text) {
        return rp_say_word(t, "status", arg->text);
    }
    if (strcmp(arg->key, "interface") == 0 && arg->text) {
        return rp_name(t, REFPATH_KIND_INTERFACE, arg->text);
    }
    if (arg->text && is_duration(arg, &seconds)) {
        return rp_duration_words(t, seconds);
    }
    if (arg->text && rp_is_date(arg->text)) {
        return rp_date(t, arg->text);
    }
    for (size_t i = 0; i < sizeof namers / sizeof *namers; i++) {
        if (strcmp(namers[i].name, arg->key) == 0) {
            return rp_names(t, arg, namers[i].namer, RP_JOIN_AND);
        }
    }
    return arg->text ? rp_quote(t, arg->text) : "";
}

#define MOST_ARGUMENTS 6

const char *rp_reason(rp_teller *t, const char *prefix, const rp_tree *reason) {
    const char *pairs[2 * MOST_ARGUMENTS];
    const char *code = rp_text_of(reason, "code");
    const rp_tree *args = reason ? rp_tree_get(reason, "args") : NULL;
    size_t n = 0;
    code = code ? code : "";
    for (const rp_tree *a = args ? args->first : NULL; a && n < MOST_ARGUMENTS; a = a->next) {
        pairs[2 * n] = a->key;
        pairs[2 * n + 1] = argument_text(t, a);
        n++;
    }
    return rp_say_pairs(t, prefix, code, pairs, n);
}

void rp_tell_warnings(rp_teller *t, const rp_tree *answer) {
    const rp_tree *warnings = rp_tree_get(answer, "warnings");
    if (!warnings || warnings->n == 0) {
        return;
    }
    rp_page_heading(&t->page, rp_shaded(t, RP_SHADE_BAD, rp_say(t, "head.notes", NULL)));
    for (int others = 0; others < 2; others++) { /* who must stay away reads that first */
        for (const rp_tree *w = warnings->first; w; w = w->next) {
            if (rp_is_word(w, "code", "holder-avoided") != (others == 1)) {
                rp_page_item(&t->page, 2, rp_reason(t, "warning", w));
            }
        }
    }
}

void rp_tell_free_line(rp_teller *t, const rp_tree *answer) {
    const rp_tree *warnings = rp_tree_get(answer, "warnings");
    if (warnings && warnings->n > 0) {
        rp_page_blank(&t->page);
    }
}

void rp_tell_protocol(rp_teller *t, rp_rows *rows, const rp_tree *answer) {
    const rp_tree *protocol = rp_tree_get(answer, "protocol");
    const char *id = rp_text_of(protocol, "id"), *version = rp_text_of(protocol, "version");
    if (id && version) {
        rp_tell_row(t, rows, "head.protocol",
               rp_say(t, "head.protocol-text", "name", rp_quote(t, id), "version", rp_quote(t, version), NULL));
    }
}

const char *rp_source(rp_teller *t, const rp_tree *cite) {
    const char *source = rp_text_of(cite, "source"), *at = rp_text_of(cite, "at");
    const char *confirmed = rp_text_of(cite, "confirmed");
    const char *text = rp_name(t, REFPATH_KIND_SOURCE, source ? source : "");
    if (at) {
        text = rp_say(t, "list.more", "first", text, "second", rp_quote(t, at), NULL);
    }
    if (confirmed) {
        text = rp_say(t, "consent.source-confirmed", "source", text, "date", rp_date(t, confirmed), NULL);
    }
    return text;
}

const char *rp_with_id(rp_teller *t, const char *name, const char *id) {
    const char *quoted = rp_quote(t, id);
    return strcmp(name, quoted) == 0 ? name : rp_say(t, "word.aside", "text", name, "aside", quoted, NULL);
}

const char *rp_labelled(rp_teller *t, refpath_kind kind, const char *id) {
    return rp_with_id(t, rp_name(t, kind, id), id);
}
