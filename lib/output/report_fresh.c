/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How old what is known of each entry is, the oldest first. */
#include "output/report.h"

#include "decide/answer.h"

#include <stdlib.h>
#include <string.h>

#define MOST_ENTRIES 300

/* Never first, then the oldest; else as in the directory. */
static int by_age(const void *left, const void *right) {
    const rp_tree *a = *(const rp_tree *const *)left, *b = *(const rp_tree *const *)right;
    const char *x = rp_text_of(a, "verified"), *y = rp_text_of(b, "verified");
    int order = strcmp(x ? x : "", y ? y : "");
    return order ? order : strcmp(rp_text_of(a, "id"), rp_text_of(b, "id"));
}

static void add_entry(rp_report *r, const rp_tree *actor) {
    const char *verified = rp_text_of(actor, "verified");
    rp_html_markup(&r->page, "<tr>");
    rp_html_element(&r->page, "th scope=\"row\"", rp_name(&r->t, REFPATH_KIND_ACTOR, rp_text_of(actor, "id")));
    rp_html_element(&r->page, "td", verified ? rp_date(&r->t, verified) : rp_say(&r->t, "who.never", NULL));
    rp_html_element(&r->page, "td", rp_say(&r->t, rp_flag_of(actor, "stale") ? "report.stale" : "report.fresh", NULL));
    rp_html_markup(&r->page, "</tr>\n");
}

static void add_entries(rp_report *r, const rp_tree **actors, size_t n) {
    static const char *const columns[] = {"report.col-who", "who.row-verified", "report.col-state", NULL};
    rp_report_table(r, "", rp_say(&r->t, "report.entries", NULL), columns);
    rp_html_markup(&r->page, "<tbody>\n");
    for (size_t i = 0; i < n && i < MOST_ENTRIES; i++) {
        add_entry(r, actors[i]);
    }
    rp_html_markup(&r->page, "</tbody>\n");
    rp_report_table_end(r);
    if (n > MOST_ENTRIES) {
        rp_html_element(&r->page, "p", rp_say_n(&r->t, "word.and-more", (int64_t)(n - MOST_ENTRIES), NULL));
    }
}

void rp_report_freshness(rp_report *r) {
    const rp_tree *actors = rp_tree_get(r->who->root, "actors");
    size_t n = 0, stale = 0;
    const rp_tree **all = RP_ARENA_ARRAY(&r->t.scratch, const rp_tree *, (actors ? actors->n : 0) + 1);
    for (const rp_tree *actor = actors && all ? actors->first : NULL; actor; actor = actor->next) {
        all[n++] = actor;
        stale += rp_flag_of(actor, "stale");
    }
    if (all && n > 0) {
        qsort(all, n, sizeof *all, by_age);
    }
    rp_html_markup(&r->page, "<section class=\"part\" aria-labelledby=\"freshness\">\n");
    rp_report_heading(r, "h2", "freshness", rp_say(&r->t, "report.freshness", NULL));
    rp_html_element(&r->page, "p", rp_say_n(&r->t, "report.stale-count", (int64_t)stale, NULL));
    if (n > 0) {
        add_entries(r, all, n);
    }
    rp_html_markup(&r->page, "</section>\n");
}
