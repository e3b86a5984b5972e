/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * What the first side of a leaflet has no room for: everybody on it once, with all ways to reach them, hours and time to an
 * answer; who comes second; roles that are not urgent; through whom. On paper it begins a side of its own where it does
 * not fit below.
 */
#include "output/report.h"

#include "analyse/leaflet.h"

#include <string.h>

static void more(rp_report *r, const char *text) { rp_html_element(&r->page, "span class=\"more\"", text); }

/* -- words of both sides ------------------------------------------------------------------------------------------------- */

const char *rp_leaflet_what(rp_report *r, const rp_tree *row) {
    const rp_tree *roles = rp_tree_get(row, "roles");
    return roles ? rp_names(&r->t, roles, rp_who_name, RP_JOIN_CLAUSES)
                 : rp_names(&r->t, rp_tree_get(row, "aims"), rp_aim_name, RP_JOIN_CLAUSES);
}

/* Whom to call: whoever stands between comes first, for the numbers are theirs. */
const char *rp_leaflet_who(rp_report *r, const rp_tree *provider) {
    const char *who = rp_who_name(&r->t, rp_text_of(provider, "who"));
    const rp_tree *through = rp_tree_get(provider, "through");
    return through ? rp_say(&r->t, "report.through-who", "to", who, "who", rp_names(&r->t, through, rp_who_name, RP_JOIN_AND), NULL)
                   : who;
}

const char *rp_leaflet_within(rp_report *r, const rp_tree *row) {
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

const rp_tree *rp_leaflet_first(const rp_tree *row) {
    const rp_tree *providers = rp_tree_get(row, "providers");
    return providers ? providers->first : NULL;
}

/* -- everybody ------------------------------------------------------------------------------------------------------------ */

static bool same_hours(const rp_tree *a, const rp_tree *b) { return a && b ? rp_tree_equal(a, b) : a == b; }

/* A contact; with its hours where they are not those of the offer, which are told besides. */
static const char *contact_words(rp_report *r, const rp_tree *contact, const rp_tree *hours) {
    const rp_tree *its = rp_tree_get(contact, "hours");
    const char *text = rp_contact_text(&r->t, contact, false);
    if (its && !same_hours(its, hours)) {
        text = rp_say(&r->t, "word.aside", "text", text, "aside", rp_hours_words(&r->t, its), NULL);
    }
    return text;
}


static const char *contacts_words(rp_report *r, const rp_tree *provider) {
    const rp_tree *contacts = rp_tree_get(provider, "contacts"), *hours = rp_tree_get(provider, "hours");
    rp_words words = {0};
    for (const rp_tree *c = contacts ? contacts->first : NULL; c; c = c->next) {
        rp_words_add(&r->t, &words, contact_words(r, c, hours));
    }
    return words.list.n > 0 ? rp_join(&r->t, &words, RP_JOIN_CLAUSES) : rp_say(&r->t, "report.no-contact", NULL);
}

/* One line of the list: the same people, reached in the same way, at the same hours. */
typedef struct rp_listed {
    const rp_tree *provider;
    rp_words what; /* for which rows */
} rp_listed;

typedef struct rp_listing {
    RP_LIST(rp_listed) at;
} rp_listing;

static bool same_under(const rp_tree *a, const rp_tree *b, const char *key) {
    const rp_tree *left = rp_tree_get(a, key), *right = rp_tree_get(b, key);
    return left && right ? rp_tree_equal(left, right) : left == right;
}

static bool is_same(const rp_tree *a, const rp_tree *b) {
    return same_under(a, b, "who") && same_under(a, b, "through") && same_under(a, b, "contacts") &&
           same_under(a, b, "hours") && same_under(a, b, "respond") && same_under(a, b, "stale");
}

static void list_provider(rp_report *r, rp_listing *list, const rp_tree *provider, const char *what) {
    rp_listed *slot;
    for (size_t i = 0; i < list->at.n; i++) {
        if (is_same(list->at.at[i].provider, provider)) {
            rp_words_add(&r->t, &list->at.at[i].what, what);
            return;
        }
    }
    slot = RP_LIST_ADD(&r->t.scratch, &list->at);
    if (slot) { /* the scratch memory remembers that there was none */
        slot->provider = provider;
        rp_words_add(&r->t, &slot->what, what);
    }
}

/* In the order of the leaflet. */
static void list_all(rp_report *r, rp_listing *list, const rp_tree *rows) {
    for (const rp_tree *row = rows ? rows->first : NULL; row; row = row->next) {
        const rp_tree *providers = rp_tree_get(row, "providers");
        for (const rp_tree *p = providers ? providers->first : NULL; p; p = p->next) {
            list_provider(r, list, p, rp_leaflet_what(r, row));
        }
    }
}

/* Who stands in the list twice is told apart by what for. */
static bool stands_twice(const rp_listing *list, size_t of) {
    for (size_t i = 0; i < list->at.n; i++) {
        if (i != of && same_under(list->at.at[i].provider, list->at.at[of].provider, "who")) {
            return true;
        }
    }
    return false;
}

static void add_listed(rp_report *r, const rp_listing *list, size_t i) {
    const rp_tree *provider = list->at.at[i].provider, *hours = rp_tree_get(provider, "hours");
    const rp_tree *respond = rp_tree_get(provider, "respond");
    rp_html_markup(&r->page, "<tr><th scope=\"row\">");
    rp_html_text(&r->page, rp_leaflet_who(r, provider));
    if (stands_twice(list, i)) {
        rp_words what = list->at.at[i].what;
        rp_html_text(&r->page, " ");
        more(r, rp_join(&r->t, &what, RP_JOIN_CLAUSES));
    }
    rp_html_markup(&r->page, "</th>\n");
    rp_html_markup(&r->page, "<td>");
    rp_html_text(&r->page, contacts_words(r, provider));
    if (rp_flag_of(provider, "stale")) {
        rp_html_text(&r->page, " ");
        more(r, rp_say(&r->t, "report.stale", NULL));
    }
    rp_html_markup(&r->page, "</td>\n");
    rp_html_element(&r->page, "td", hours ? rp_hours_words(&r->t, hours) : "");
    rp_html_element(&r->page, "td", respond ? rp_duration_words(&r->t, respond->number) : "");
    rp_html_markup(&r->page, "</tr>\n");
}

static void add_everybody(rp_report *r, const rp_tree *leaflet) {
    static const char *const columns[] = {"report.col-who", "report.col-reach", "report.col-open", "report.col-answers", NULL};
    rp_listing list = {0};
    list_all(r, &list, rp_tree_get(leaflet, "urgent"));
    list_all(r, &list, rp_tree_get(leaflet, "other"));
    list_all(r, &list, rp_tree_get(leaflet, "people"));
    if (list.at.n == 0) {
        return;
    }
    rp_report_table(r, "everybody", rp_say(&r->t, "report.everybody", NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (size_t i = 0; i < list.at.n; i++) {
        add_listed(r, &list, i);
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
}

/* -- who else --------------------------------------------------------------------------------------------------------------- */

/* The first of a row that the first side does not name: there, of what is urgent two are named, and no other roles. */
static const rp_tree *first_left(const rp_tree *row, bool people) {
    const rp_tree *p = rp_leaflet_first(row);
    size_t named = rp_leaflet_urgent(row) ? (people ? 1 : 2) : people ? 0 : 1;
    for (; p && named > 0; named--) {
        p = p->next;
    }
    return p;
}

static const char *names_from(rp_report *r, const rp_tree *row, const rp_tree *first) {
    const rp_tree *left = rp_tree_get(row, "more");
    rp_words words = {0};
    for (const rp_tree *p = first; p; p = p->next) {
        const char *who = rp_leaflet_who(r, p), *facts = rp_facts(&r->t, rp_tree_get(p, "facts"));
        if (facts) {
            who = rp_say(&r->t, "word.aside", "text", who, "aside", rp_say(&r->t, "report.some-only", "facts", facts, NULL), NULL);
        }
        rp_words_add(&r->t, &words, who);
    }
    if (left) {
        rp_words_add(&r->t, &words, rp_say_n(&r->t, "word.and-more", left->number, NULL));
    }
    return rp_join(&r->t, &words, RP_JOIN_CLAUSES);
}

/* Also what has a time that the first side does not tell. */
static bool is_left(const rp_tree *row, bool people) {
    return first_left(row, people) || (!rp_leaflet_urgent(row) && rp_tree_get(row, "within"));
}

static bool any_left(const rp_tree *rows, bool people) {
    for (const rp_tree *row = rows ? rows->first : NULL; row; row = row->next) {
        if (is_left(row, people)) {
            return true;
        }
    }
    return false;
}

static void add_rest_of(rp_report *r, const rp_tree *rows, bool people) {
    for (const rp_tree *row = rows ? rows->first : NULL; row; row = row->next) {
        if (is_left(row, people)) {
            const rp_tree *left = first_left(row, people);
            rp_html_markup(&r->page, "<tr>");
            rp_html_element(&r->page, "th scope=\"row\"", rp_leaflet_what(r, row));
            rp_html_element(&r->page, "td", rp_leaflet_within(r, row));
            rp_html_element(&r->page, "td", left ? names_from(r, row, left) : "");
            rp_html_markup(&r->page, "</tr>\n");
        }
    }
}

static void add_rest(rp_report *r, const char *caption, const char *first, const rp_tree *rows, const rp_tree *others,
                     bool people) {
    const char *columns[] = {first, "report.col-within", "report.col-who", NULL};
    if (!any_left(rows, people) && !any_left(others, people)) {
        return;
    }
    rp_report_table(r, "rest", rp_say(&r->t, caption, NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    add_rest_of(r, rows, people);
    add_rest_of(r, others, people);
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
}

/* -- through whom ----------------------------------------------------------------------------------------------------------- */

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

/* -- the whole ----------------------------------------------------------------------------------------------------------------- */

void rp_report_further(rp_report *r, const char *anchor, const char *place, const rp_tree *leaflet) {
    const char *id = rp_arena_format(&r->t.scratch, "%s-further", anchor);
    rp_html_markup(&r->page, "<section class=\"further\"");
    rp_html_attribute(&r->page, "aria-labelledby", id ? id : "");
    rp_html_markup(&r->page, ">\n");
    rp_report_heading(r, "h3", id ? id : "", rp_say(&r->t, "report.further", "place", place, NULL));
    add_everybody(r, leaflet);
    add_rest(r, "report.second", "report.col-what", rp_tree_get(leaflet, "urgent"), rp_tree_get(leaflet, "other"), false);
    add_rest(r, "report.people", "report.col-role", rp_tree_get(leaflet, "people"), NULL, true);
    add_through(r, rp_tree_get(leaflet, "through"));
    rp_html_markup(&r->page, "</section>\n");
}
