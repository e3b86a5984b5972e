/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A report: what it is made of is asked first, then written part by part, and given out when all of it is there. */
#include "output/report.h"

#include "analyse/leaflet.h"
#include "base/check.h"
#include "compile/protocol.h"
#include "decide/answer.h"

#include <refpath/analyse.h>
#include <string.h>

/* -- pieces -------------------------------------------------------------------------------------------------------- */

bool rp_report_has_place(const rp_report *r, uint32_t place) {
    return rp_is_leaf(&r->p->places, place) && (r->place == RP_NONE || rp_under(&r->p->places, place, r->place));
}

const char *rp_report_anchor(rp_report *r, uint32_t place) {
    const char *id = rp_arena_format(&r->t.scratch, "place-%u", place == RP_NONE ? 0u : (unsigned)place);
    return id ? id : "";
}

void rp_report_heading(rp_report *r, const char *level, const char *id, const char *text) {
    rp_html_markup(&r->page, "<");
    rp_html_markup(&r->page, level);
    if (id) {
        rp_html_attribute(&r->page, "id", id);
    }
    rp_html_markup(&r->page, ">");
    rp_html_text(&r->page, text);
    rp_html_markup(&r->page, "</");
    rp_html_markup(&r->page, level);
    rp_html_markup(&r->page, ">\n");
}

void rp_report_table(rp_report *r, const char *look, const char *caption, const char *const *columns) {
    rp_html_markup(&r->page, "<div class=\"wide\"><table");
    if (*look) {
        rp_html_attribute(&r->page, "class", look);
    }
    rp_html_markup(&r->page, ">\n");
    rp_html_element(&r->page, "caption", caption);
    if (columns) {
        rp_html_markup(&r->page, "<thead><tr>");
        for (size_t i = 0; columns[i]; i++) {
            rp_html_element(&r->page, "th scope=\"col\"", rp_say(&r->t, columns[i], NULL));
        }
        rp_html_markup(&r->page, "</tr></thead>\n");
    }
}

void rp_report_table_end(rp_report *r) { rp_html_markup(&r->page, "</table></div>\n"); }

void rp_report_say(rp_report *r, const char *key) { rp_html_element(&r->page, "p", rp_say(&r->t, key, NULL)); }

/* -- what is asked ---------------------------------------------------------------------------------------------------- */

/* {"places": [those that have a leaflet]}; nothing where all have. */
static refpath_status write_study(const rp_report *r, rp_buffer *to) {
    const char *before = "{\"places\":[";
    for (uint32_t place = 0; r->place != RP_NONE && place < r->p->places.entries.n; place++) {
        const char *id = r->p->places.entries.at[place].id;
        if (rp_report_has_place(r, place)) {
            rp_buffer_text(to, before);
            RP_TRY(rp_json_text(id, strlen(id), rp_buffer_write, to));
            before = ",";
        }
    }
    rp_buffer_text(to, to->n > 0 ? "]}" : "");
    return rp_buffer_status(to);
}

/*
 * What is too much for the work allowed is left out, and said; nothing else may fail. A build that reads no JSON takes all
 * places, of which those are told that were asked for.
 */
static refpath_status analyse(rp_report *r, refpath_answer **out, refpath_analysis analysis, const rp_buffer *study) {
    refpath_analysis_question q = {.size = sizeof q, .analysis = analysis, .now = r->asked.now, .viewer = r->asked.viewer};
    refpath_status status;
    q.study = study && study->n > 0 ? study->at : NULL;
    q.study_length = q.study ? study->n : 0;
    status = refpath_protocol_analyse(out, r->p, &q, NULL);
    if (status == REFPATH_UNSUPPORTED && q.study) {
        q.study = NULL;
        q.study_length = 0;
        status = refpath_protocol_analyse(out, r->p, &q, NULL);
    }
    return status == REFPATH_LIMIT_EXCEEDED ? REFPATH_OK : status;
}

static refpath_status analyse_places(rp_report *r, const rp_buffer *study) {
    RP_TRY(analyse(r, &r->coverage, REFPATH_ANALYSIS_COVERAGE, study));
    RP_TRY(analyse(r, &r->failures, REFPATH_ANALYSIS_FAILURES, study));
    return analyse(r, &r->network, REFPATH_ANALYSIS_NETWORK, study);
}

static refpath_status ask(rp_report *r) {
    refpath_who_question who = {.size = sizeof who, .place = r->asked.place, .viewer = r->asked.viewer, .now = r->asked.now};
    refpath_status status;
    rp_buffer study;
    RP_TRY(refpath_protocol_who(&r->who, r->p, &who, r->diags));
    RP_TRY(refpath_protocol_about(&r->about, r->p));
    rp_buffer_init(&study, &r->p->alloc, false);
    status = write_study(r, &study);
    status = status == REFPATH_OK ? analyse_places(r, &study) : status;
    rp_buffer_free(&study);
    return status == REFPATH_OK ? analyse(r, &r->pathways, REFPATH_ANALYSIS_PATHWAYS, NULL) : status;
}

static void release(rp_report *r) {
    refpath_answer_unref(r->who);
    refpath_answer_unref(r->about);
    refpath_answer_unref(r->coverage);
    refpath_answer_unref(r->failures);
    refpath_answer_unref(r->network);
    refpath_answer_unref(r->pathways);
}

/* -- the whole ---------------------------------------------------------------------------------------------------------- */

static refpath_status add_leaflets(rp_report *r) {
    for (uint32_t place = 0; place < r->p->places.entries.n; place++) {
        if (rp_report_has_place(r, place)) {
            RP_TRY(rp_report_leaflet(r, place));
        }
    }
    return r->p->places.entries.n == 0 ? rp_report_leaflet(r, RP_NONE) : REFPATH_OK;
}

static refpath_status give(rp_report *r, const rp_buffer *cover) {
    RP_TRY(r->t.page.status);
    RP_TRY(rp_buffer_status(cover));
    RP_TRY(rp_buffer_status(&r->page));
    if (r->t.scratch.failed) {
        return REFPATH_OUT_OF_MEMORY;
    }
    RP_TRY(r->t.page.write(r->t.page.user, cover->at, cover->n));
    return r->t.page.write(r->t.page.user, r->page.at, r->page.n);
}

static refpath_status make(rp_report *r) {
    rp_buffer cover;
    refpath_status status;
    RP_TRY(ask(r));
    rp_set_zone(&r->t, r->who);
    r->t.now = RP_NO_TIME;
    RP_TRY(add_leaflets(r));
    RP_TRY(rp_report_pictures(r));
    rp_report_gaps(r);
    rp_report_freshness(r);
    rp_html_markup(&r->page, "</main>\n</body>\n</html>\n");
    rp_buffer_init(&cover, &r->p->alloc, true);
    rp_report_cover(r, &cover);
    status = give(r, &cover);
    rp_buffer_free(&cover);
    return status;
}

static bool read_options(refpath_report_options *to, const refpath_report_options *from) {
    memset(to, 0, sizeof *to);
    if (!from || from->size < sizeof from->size + sizeof from->now) {
        return false;
    }
    memcpy(to, from, from->size < sizeof *to ? from->size : sizeof *to);
    return to->now != REFPATH_NO_TIME;
}

refpath_status refpath_protocol_report(const refpath_protocol *protocol, const refpath_report_options *options,
                                       refpath_write write, void *user, refpath_diags *diags) {
    refpath_text_options words = {.size = sizeof words};
    refpath_status status;
    rp_report r;
    memset(&r, 0, sizeof r);
    if (!protocol || !write || !read_options(&r.asked, options)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    r.p = protocol;
    r.diags = diags;
    if (!rp_leaflet_asked(protocol, r.asked.viewer, r.asked.place, &r.viewer, &r.place, diags)) {
        return REFPATH_INVALID_QUESTION;
    }
    words.language = r.asked.language;
    RP_TRY(rp_teller_open(&r.t, &words, &protocol->alloc, write, user));
    rp_buffer_init(&r.page, &protocol->alloc, true);
    status = make(&r);
    rp_buffer_free(&r.page);
    rp_arena_free(&r.t.scratch);
    release(&r);
    return status;
}
