/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The leaflet of a place, a page of its own: what is urgent first, with who comes second, then whom to call first for all else,
 * in few words and, on paper, in two columns, so that it is one side. The rest of it is told in report_further.c.
 */
#include "output/report.h"

#include "analyse/leaflet.h"
#include "base/check.h"
#include "compile/protocol.h"

#include <string.h>

/* -- cells ------------------------------------------------------------------------------------------------------------ */

/* What the same people are called first for stands together, where no time is told of it. */
static const char *group_words(rp_report *r, const rp_tree *row) {
    const rp_tree *first = rp_leaflet_first(row);
    rp_words words = {0};
    for (const rp_tree *other = row; other; other = other->next) {
        const rp_tree *its = rp_leaflet_first(other);
        if (other == row || (first && its && rp_tree_equal(first, its))) {
            rp_words_add(&r->t, &words, rp_leaflet_what(r, other));
        }
    }
    return rp_join(&r->t, &words, RP_JOIN_CLAUSES);
}

static void add_what(rp_report *r, const rp_tree *row, bool urgent) {
    rp_html_markup(&r->page, "<th scope=\"row\">");
    rp_html_text(&r->page, urgent ? rp_leaflet_what(r, row) : group_words(r, row));
    if (urgent) {
        rp_html_markup(&r->page, " ");
        rp_html_element(&r->page, "span class=\"more\"", rp_leaflet_within(r, row));
    }
    rp_html_markup(&r->page, "</th>\n");
}

/* The hours of a week; those of holidays are told further on. */
static const char *week_words(rp_report *r, const rp_tree *hours) {
    rp_tree short_one, week;
    const rp_tree *days = rp_tree_get(hours, "week");
    if (!days) {
        return rp_say(&r->t, "report.round-the-clock", NULL); /* hours have no week where they are always */
    }
    short_one = *hours;
    week = *days;
    week.next = NULL;
    short_one.first = short_one.last = &week;
    short_one.n = 1;
    return rp_hours_words(&r->t, &short_one);
}

/* A way to reach somebody, a number without further words; whether it is a safe one is told further on. */
static const char *contact_words(rp_report *r, const rp_tree *contact) {
    const char *by = rp_text_of(contact, "by"), *value = rp_contact_value(&r->t, contact);
    return by && strcmp(by, "phone") != 0 && rp_has_word(&r->t, "contact", by) ? rp_say_with_word(&r->t, "contact", by, value)
                                                                              : value;
}

/* The first way to reach them, and when: of whoever is called at once also when they are open. */
static const char *call_words(rp_report *r, const rp_tree *provider, bool urgent) {
    const rp_tree *contacts = rp_tree_get(provider, "contacts"), *contact = contacts ? contacts->first : NULL;
    const rp_tree *open = rp_tree_get(provider, "hours"), *reached = contact ? rp_tree_get(contact, "hours") : NULL;
    const char *call = contact ? contact_words(r, contact) : rp_say(&r->t, "report.no-contact", NULL);
    rp_words hours = {0};
    if (reached || open) {
        rp_words_add(&r->t, &hours, week_words(r, reached ? reached : open));
    }
    if (reached && open && urgent && !rp_tree_equal(reached, open)) {
        rp_words_add(&r->t, &hours, rp_say(&r->t, "report.open", "hours", week_words(r, open), NULL));
    }
    return hours.list.n == 0 ? call
                             : rp_say(&r->t, "word.aside", "text", call, "aside", rp_join(&r->t, &hours, RP_JOIN_CLAUSES), NULL);
}

static void add_provider(rp_report *r, const rp_tree *provider, bool urgent) {
    const char *facts = rp_facts(&r->t, rp_tree_get(provider, "facts"));
    rp_html_element(&r->page, "strong", rp_leaflet_who(r, provider));
    rp_html_text(&r->page, " ");
    rp_html_text(&r->page, call_words(r, provider, urgent));
    if (facts) {
        rp_html_text(&r->page, " ");
        rp_html_element(&r->page, "span class=\"more\"", rp_say(&r->t, "report.some-only", "facts", facts, NULL));
    }
    if (rp_flag_of(provider, "stale")) {
        rp_html_text(&r->page, " ");
        rp_html_element(&r->page, "span class=\"more\"", rp_say(&r->t, "report.unchecked", NULL));
    }
}

/* -- tables ------------------------------------------------------------------------------------------------------------ */

bool rp_leaflet_urgent(const rp_tree *row) {
    const rp_tree *within = rp_tree_get(row, "within");
    return within && within->number <= RP_LEAFLET_URGENT;
}

static void add_row(rp_report *r, const rp_tree *row, bool urgent, bool seconds) {
    const rp_tree *p = rp_leaflet_first(row);
    rp_html_markup(&r->page, "<tr>");
    add_what(r, row, urgent);
    rp_html_markup(&r->page, "<td>");
    if (p) {
        rp_html_markup(&r->page, "<div>");
        add_provider(r, p, urgent);
        rp_html_markup(&r->page, "</div>");
    }
    if (p && p->next && seconds) {
        rp_html_markup(&r->page, " <div>");
        rp_html_text(&r->page, rp_say(&r->t, "report.else", NULL));
        rp_html_text(&r->page, " ");
        add_provider(r, p->next, false);
        rp_html_markup(&r->page, "</div>");
    }
    rp_html_markup(&r->page, "</td></tr>\n");
}

/* It stands with a row before it already. */
static bool is_told(const rp_tree *rows, const rp_tree *row) {
    const rp_tree *first = rp_leaflet_first(row);
    for (const rp_tree *before = rows->first; before != row; before = before->next) {
        const rp_tree *its = rp_leaflet_first(before);
        if (first && its && rp_tree_equal(first, its)) {
            return true;
        }
    }
    return false;
}

static void add_table(rp_report *r, const char *look, const char *caption, const char *first, const rp_tree *rows,
                      bool urgent) {
    const char *columns[] = {first, "report.col-first", NULL};
    if (!rows || !rows->first || (urgent && !rp_leaflet_urgent(rows->first))) { /* the shortest time stands first */
        return;
    }
    rp_report_table(r, look, rp_say(&r->t, caption, NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (const rp_tree *row = rows->first; row; row = row->next) {
        if (urgent ? rp_leaflet_urgent(row) : !is_told(rows, row)) {
            add_row(r, row, urgent, urgent && strcmp(first, "report.col-what") == 0);
        }
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
}

/* -- the page ------------------------------------------------------------------------------------------------------------ */

/* The places around it, the widest first. */
static const char *around(rp_report *r, uint32_t place) {
    const rp_entry *entry = &r->p->places.entries.at[place];
    const char *text = NULL;
    for (uint32_t up = entry->parent; up != RP_NONE; up = r->p->places.entries.at[up].parent) {
        const char *name = rp_place_name(&r->t, r->p->places.entries.at[up].id);
        text = text ? rp_say(&r->t, "list.more", "first", text, "second", name, NULL) : name;
    }
    return text;
}

static bool is_empty(const rp_tree *leaflet) {
    static const char *const lists[] = {"urgent", "other", "people"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const rp_tree *list = rp_tree_get(leaflet, lists[i]);
        if (list && list->n > 0) {
            return false;
        }
    }
    return true;
}

static void add_page(rp_report *r, uint32_t place, const rp_tree *leaflet) {
    const rp_tree *missing = rp_tree_get(leaflet, "missing");
    const char *anchor = rp_report_anchor(r, place), *name;
    name = place == RP_NONE ? rp_say(&r->t, "report.everywhere", NULL)
                            : rp_place_name(&r->t, r->p->places.entries.at[place].id);
    rp_html_markup(&r->page, "<section class=\"place\"");
    rp_html_attribute(&r->page, "aria-labelledby", anchor);
    rp_html_markup(&r->page, ">\n");
    rp_report_heading(r, "h2", anchor, rp_say(&r->t, "report.leaflet", "place", name, NULL));
    if (place != RP_NONE) {
        rp_html_element(&r->page, "p", around(r, place));
    }
    rp_html_element(&r->page, "p class=\"care\"", rp_say(&r->t, "report.care", NULL));
    if (is_empty(leaflet)) {
        rp_report_say(r, "report.nobody-here");
    }
    rp_html_markup(&r->page, "<div class=\"columns\">\n");
    add_table(r, "leaflet urgent", "report.urgent", "report.col-what", rp_tree_get(leaflet, "urgent"), true);
    add_table(r, "leaflet urgent", "report.tell-soon", "report.col-role", rp_tree_get(leaflet, "people"), true);
    add_table(r, "leaflet other", "report.other", "report.col-what", rp_tree_get(leaflet, "other"), false);
    if (missing && missing->n > 0) {
        rp_html_element(&r->page, "p class=\"care\"",
                        rp_say(&r->t, "report.missing", "services",
                               rp_names(&r->t, missing, rp_aim_name, RP_JOIN_CLAUSES), NULL));
    }
    rp_html_markup(&r->page, "</div>\n");
    rp_report_further(r, anchor, name, leaflet);
    rp_html_markup(&r->page, "</section>\n");
}

refpath_status rp_report_leaflet(rp_report *r, uint32_t place) {
    rp_arena arena;
    rp_tree *leaflet;
    refpath_status status;
    rp_arena_init(&arena, &r->t.scratch.alloc, true);
    status = rp_leaflet_find(r->p, place, r->viewer, r->asked.now, &arena, &leaflet, r->diags);
    if (status == REFPATH_OK) {
        add_page(r, place, leaflet);
    }
    rp_arena_free(&arena);
    return status;
}
