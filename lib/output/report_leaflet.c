/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The leaflet of a place, a page of its own: what is urgent first, then other help, people, through whom. */
#include "output/report.h"

#include "analyse/leaflet.h"
#include "base/check.h"
#include "compile/protocol.h"

#include <string.h>

/* -- cells ------------------------------------------------------------------------------------------------------------ */

static void more(rp_report *r, const char *text) { rp_html_element(&r->page, "span class=\"more\"", text); }

static void add_what(rp_report *r, const rp_tree *row) {
    const rp_tree *roles = rp_tree_get(row, "roles");
    rp_html_element(&r->page, "th scope=\"row\"",
                    roles ? rp_names(&r->t, roles, rp_who_name, RP_JOIN_CLAUSES)
                          : rp_names(&r->t, rp_tree_get(row, "aims"), rp_aim_name, RP_JOIN_CLAUSES));
}

static const char *within_words(rp_report *r, const rp_tree *row) {
    const rp_tree *within = rp_tree_get(row, "within");
    const char *clock = rp_text_of(row, "clock"), *time;
    if (!within || !clock) {
        return "";
    }
    if (within->number <= 0) {
        return rp_say(&r->t, "report.at-once", NULL);
    }
    time = rp_duration_words(&r->t, within->number);
    return strcmp(clock, "report") == 0
               ? time
               : rp_say(&r->t, "draw.within", "time", time, "clock", rp_clock_name(&r->t, clock), NULL);
}

static bool same_hours(const rp_tree *a, const rp_tree *b) { return a && b ? rp_tree_equal(a, b) : a == b; }

/* A contact; with its hours where they are not those of the offer, which are told besides. */
static const char *contact_words(rp_report *r, const rp_tree *contact, const rp_tree *hours) {
    rp_tree one = {.kind = RP_TREE_ARRAY}, copy = *contact;
    const rp_tree *its = rp_tree_get(contact, "hours");
    const char *text;
    copy.next = NULL;
    one.first = one.last = &copy;
    one.n = 1;
    text = rp_contacts(&r->t, &one, false);
    if (its && !same_hours(its, hours)) {
        text = rp_say(&r->t, "word.aside", "text", text ? text : "", "aside", rp_hours_words(&r->t, its), NULL);
    }
    return text;
}

static bool has_hours(const rp_tree *contacts) {
    for (const rp_tree *c = contacts ? contacts->first : NULL; c; c = c->next) {
        if (rp_tree_get(c, "hours")) {
            return true;
        }
    }
    return false;
}

/* How and when they are reached: one line; of those who are called second what it takes to call. */
static const char *reach_words(rp_report *r, const rp_tree *provider, bool first) {
    const rp_tree *contacts = rp_tree_get(provider, "contacts"), *hours = rp_tree_get(provider, "hours");
    const rp_tree *respond = rp_tree_get(provider, "respond");
    rp_words words = {0};
    for (const rp_tree *c = contacts ? contacts->first : NULL; c; c = c->next) {
        rp_words_add(&r->t, &words, contact_words(r, c, hours));
    }
    if (words.list.n == 0) {
        rp_words_add(&r->t, &words, rp_say(&r->t, "report.no-contact", NULL));
    }
    if (hours && (first || !has_hours(contacts))) {
        rp_words_add(&r->t, &words, rp_say(&r->t, "report.open", "hours", rp_hours_words(&r->t, hours), NULL));
    }
    if (respond && first) {
        rp_words_add(&r->t, &words, rp_say(&r->t, "report.answers", "time", rp_duration_words(&r->t, respond->number), NULL));
    }
    return rp_join(&r->t, &words, RP_JOIN_CLAUSES);
}

/* Whom to call: whoever stands between comes first, for the numbers are theirs. */
static void add_provider(rp_report *r, const rp_tree *provider, bool first) {
    const char *facts = rp_facts(&r->t, rp_tree_get(provider, "facts"));
    const char *who = rp_who_name(&r->t, rp_text_of(provider, "who"));
    const rp_tree *through = rp_tree_get(provider, "through");
    if (through) {
        who = rp_say(&r->t, "report.through-who", "to", who, "who", rp_names(&r->t, through, rp_who_name, RP_JOIN_AND), NULL);
    }
    rp_html_element(&r->page, "strong", who);
    rp_html_element(&r->page, "div", reach_words(r, provider, first));
    if (facts) {
        more(r, rp_say(&r->t, "report.only-some", "facts", facts, NULL));
    }
    if (rp_flag_of(provider, "stale")) {
        more(r, rp_say(&r->t, "report.stale", NULL));
    }
}

/* -- tables ------------------------------------------------------------------------------------------------------------ */

static void add_others(rp_report *r, const rp_tree *row, const rp_tree *first) {
    const rp_tree *left = rp_tree_get(row, "more");
    rp_words words = {0};
    for (const rp_tree *p = first; p; p = p->next) {
        rp_words_add(&r->t, &words, rp_who_name(&r->t, rp_text_of(p, "who")));
    }
    if (left) {
        rp_words_add(&r->t, &words, rp_say_n(&r->t, "word.and-more", left->number, NULL));
    }
    if (words.list.n > 0) {
        more(r, rp_say(&r->t, "report.also", "who", rp_join(&r->t, &words, RP_JOIN_CLAUSES), NULL));
    }
}

static void add_row(rp_report *r, const rp_tree *row, bool timed) {
    const rp_tree *providers = rp_tree_get(row, "providers"), *p = providers ? providers->first : NULL;
    rp_html_markup(&r->page, "<tr>");
    add_what(r, row);
    if (timed) {
        rp_html_element(&r->page, "td", within_words(r, row));
    }
    rp_html_markup(&r->page, "<td>");
    if (p) {
        add_provider(r, p, true);
    }
    rp_html_markup(&r->page, "</td>\n<td>");
    if (p && p->next) {
        add_provider(r, p->next, false);
        add_others(r, row, p->next->next);
    }
    rp_html_markup(&r->page, "</td></tr>\n");
}

/* Whether one row says within what time; else there is no column for it. */
static bool is_timed(const rp_tree *rows) {
    for (const rp_tree *row = rows->first; row; row = row->next) {
        if (rp_tree_get(row, "within")) {
            return true;
        }
    }
    return false;
}

static void add_table(rp_report *r, const char *look, const char *caption, const char *first, const rp_tree *rows) {
    bool timed = rows && is_timed(rows);
    const char *columns[] = {first, "report.col-within", "report.col-first", "report.col-else", NULL};
    const char *untimed[] = {first, "report.col-first", "report.col-else", NULL};
    if (!rows || rows->n == 0) {
        return;
    }
    rp_report_table(r, look, rp_say(&r->t, caption, NULL), timed ? columns : untimed);
    rp_html_markup(&r->page, "<tbody>\n");
    for (const rp_tree *row = rows->first; row; row = row->next) {
        add_row(r, row, timed);
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
}

/* A role in between, whoever plays it here, and how to reach them. */
static void add_keeper(rp_report *r, const rp_tree *keeper) {
    const rp_tree *providers = rp_tree_get(keeper, "providers"), *first = providers ? providers->first : NULL;
    const char *role = rp_names(&r->t, rp_tree_get(keeper, "roles"), rp_who_name, RP_JOIN_OR);
    const char *contacts = first ? rp_contacts(&r->t, rp_tree_get(first, "contacts"), false) : NULL;
    const char *who = first ? rp_who_name(&r->t, rp_text_of(first, "who")) : rp_say(&r->t, "report.nobody", NULL);
    rp_html_element(&r->page, "div", rp_say(&r->t, "word.colon", "label", role, "text", who, NULL));
    if (contacts) {
        more(r, contacts);
    }
}

static void add_through(rp_report *r, const rp_tree *rows) {
    static const char *const columns[] = {"report.col-from", "report.col-to", "report.col-through", NULL};
    if (!rows || rows->n == 0) {
        return;
    }
    rp_report_table(r, "", rp_say(&r->t, "report.through", NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (const rp_tree *row = rows->first; row; row = row->next) {
        const rp_tree *keepers = rp_tree_get(row, "keepers");
        const char *facts = rp_facts(&r->t, rp_tree_get(row, "facts"));
        rp_html_markup(&r->page, "<tr>");
        rp_html_element(&r->page, "th scope=\"row\"", rp_names(&r->t, rp_tree_get(row, "from"), rp_who_name, RP_JOIN_AND));
        rp_html_element(&r->page, "td", rp_names(&r->t, rp_tree_get(row, "to"), rp_who_name, RP_JOIN_AND));
        rp_html_markup(&r->page, "<td>");
        for (const rp_tree *keeper = keepers ? keepers->first : NULL; keeper; keeper = keeper->next) {
            add_keeper(r, keeper);
        }
        if (facts) {
            more(r, rp_say(&r->t, "report.unless", "facts", facts, NULL));
        }
        rp_html_markup(&r->page, "</td></tr>\n");
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
    add_table(r, "leaflet urgent", "report.urgent", "report.col-what", rp_tree_get(leaflet, "urgent"));
    add_table(r, "leaflet", "report.other", "report.col-what", rp_tree_get(leaflet, "other"));
    if (missing && missing->n > 0) {
        rp_html_element(&r->page, "p class=\"care\"",
                        rp_say(&r->t, "report.missing", "services",
                               rp_names(&r->t, missing, rp_aim_name, RP_JOIN_CLAUSES), NULL));
    }
    add_table(r, "leaflet", "report.people", "report.col-role", rp_tree_get(leaflet, "people"));
    add_through(r, rp_tree_get(leaflet, "through"));
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
