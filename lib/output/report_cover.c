/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The cover: what it is, whether it is guidance, for whom, of when; and where to find what. */
#include "output/report.h"

#include "compile/protocol.h"
#include "decide/answer.h"

#include <string.h>

static void fact(rp_report *r, rp_buffer *to, const char *key, const char *text) {
    if (text && *text) {
        rp_html_element(to, "dt", rp_say(&r->t, key, NULL));
        rp_html_element(to, "dd", text);
    }
}

static void date(rp_report *r, rp_buffer *to, const char *root_key, const char *key) {
    const char *text = rp_text_of(r->about->root, root_key);
    fact(r, to, key, text ? rp_date(&r->t, text) : NULL);
}

/* A reader is named as in the protocol; only whoever asked for it reads that. */
static const char *reader(rp_report *r) {
    if (!r->asked.viewer) {
        return rp_say(&r->t, "report.reader-anybody", NULL);
    }
    return strcmp(r->asked.viewer, "all") == 0
               ? rp_say(&r->t, "report.reader-all", NULL)
               : rp_say(&r->t, "report.reader", "who", rp_who_name(&r->t, r->asked.viewer), NULL);
}

/* Whatever keeps it from being guidance, in a frame that paper shows too. */
static void add_banner(rp_report *r, rp_buffer *to) {
    const rp_tree *warnings = rp_tree_get(r->who->root, "warnings");
    bool adopted = r->p->status && strcmp(r->p->status, "adopted") == 0;
    if (adopted && (!warnings || warnings->n == 0) && !r->t.unreviewed) {
        return;
    }
    rp_html_markup(to, "<div class=\"banner\" role=\"note\">\n");
    if (!adopted) {
        rp_html_element(to, "p", rp_say(&r->t, "report.not-guidance", "status",
                                        rp_say_word(&r->t, "status", r->p->status ? r->p->status : "draft"), NULL));
    } else {
        rp_html_element(to, "p", rp_say(&r->t, "head.notes", NULL));
    }
    for (const rp_tree *w = warnings ? warnings->first : NULL; w; w = w->next) {
        rp_html_element(to, "p", rp_reason(&r->t, "warning", w));
    }
    if (r->t.unreviewed) {
        rp_html_element(to, "p", rp_say(&r->t, "word.unreviewed", NULL));
    }
    rp_html_markup(to, "</div>\n");
}

static void add_facts(rp_report *r, rp_buffer *to) {
    const char *place = r->asked.place ? rp_place_name(&r->t, r->asked.place) : rp_say(&r->t, "report.everywhere", NULL);
    rp_html_markup(to, "<dl class=\"facts\">\n");
    fact(r, to, "report.row-reader", reader(r));
    fact(r, to, "report.row-place", place);
    fact(r, to, "head.now", rp_say(&r->t, "head.now-text", "when", rp_when(&r->t, r->asked.now), "zone", r->t.zone, NULL));
    fact(r, to, "head.protocol", rp_say(&r->t, "head.protocol-text", "name", rp_quote(&r->t, r->p->id ? r->p->id : ""),
                                        "version", rp_quote(&r->t, r->p->version ? r->p->version : ""), NULL));
    fact(r, to, "about.row-status", r->p->status ? rp_say_word(&r->t, "status", r->p->status) : NULL);
    date(r, to, "valid-from", "about.row-valid-from");
    date(r, to, "valid-until", "about.row-valid-until");
    date(r, to, "review-by", "about.row-review");
    fact(r, to, "report.row-translation", rp_say(&r->t, r->t.unreviewed ? "word.unreviewed" : "report.reviewed", NULL));
    fact(r, to, "about.row-fingerprint", rp_quote(&r->t, r->p->fingerprint));
    rp_html_markup(to, "</dl>\n");
}

static void link_to(rp_buffer *to, const char *id, const char *text) {
    rp_html_markup(to, "<li><a href=\"#");
    rp_html_text(to, id);
    rp_html_markup(to, "\">");
    rp_html_text(to, text);
    rp_html_markup(to, "</a></li>\n");
}

static void add_contents(rp_report *r, rp_buffer *to) {
    rp_html_markup(to, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">");
    rp_html_text(to, rp_say(&r->t, "report.contents", NULL));
    rp_html_markup(to, "</h2>\n<ul>\n");
    for (uint32_t place = 0; place < r->p->places.entries.n; place++) {
        if (rp_report_has_place(r, place)) {
            link_to(to, rp_report_anchor(r, place), rp_place_name(&r->t, r->p->places.entries.at[place].id));
        }
    }
    if (r->p->places.entries.n == 0) {
        link_to(to, rp_report_anchor(r, RP_NONE), rp_say(&r->t, "report.everywhere", NULL));
    }
    link_to(to, "pictures", rp_say(&r->t, "report.pictures", NULL));
    link_to(to, "gaps", rp_say(&r->t, "report.gaps", NULL));
    link_to(to, "freshness", rp_say(&r->t, "report.freshness", NULL));
    rp_html_markup(to, "</ul>\n</nav>\n");
}

static void add_head(rp_report *r, rp_buffer *to, const char *title) {
    rp_html_markup(to, "<!DOCTYPE html>\n<html");
    rp_html_attribute(to, "lang", r->t.messages->language);
    rp_html_attribute(to, "dir", r->t.rtl ? "rtl" : "ltr");
    rp_html_markup(to, ">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex\">\n");
    rp_html_element(to, "title", title);
    rp_html_markup(to, "<style>\n");
    rp_html_markup(to, rp_html_style);
    rp_html_markup(to, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">");
    rp_html_text(to, rp_say(&r->t, "report.skip", NULL));
    rp_html_markup(to, "</a>\n");
}

/* The label of the protocol in the language, for it is its name. */
static const char *protocol_name(rp_report *r) {
    const char *name = rp_label_of(&r->t, rp_tree_get(r->about->root, "labels"));
    return name ? name : rp_quote(&r->t, r->p->id ? r->p->id : "");
}

void rp_report_cover(rp_report *r, rp_buffer *to) {
    const char *name = protocol_name(r);
    add_head(r, to, rp_say(&r->t, "word.colon", "label", name, "text", rp_say(&r->t, "report.title", NULL), NULL));
    rp_html_markup(to, "<header>\n");
    rp_html_element(to, "h1", rp_say(&r->t, "report.title", NULL));
    rp_html_element(to, "p", name);
    add_banner(r, to);
    add_facts(r, to);
    rp_html_markup(to, "</header>\n");
    add_contents(r, to);
    rp_html_markup(to, "<main id=\"main\" tabindex=\"-1\">\n");
}
