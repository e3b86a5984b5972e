/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/problems.h"

#include "base/check.h"
#include "base/diag.h"
#include "output/quote.h"
#include "output/text.h"

#include <string.h>

#define MOST_ARGUMENTS 4

const char *rp_severity_word(refpath_severity severity) {
    switch (severity) {
    case REFPATH_SEVERITY_NOTE: return "note";
    case REFPATH_SEVERITY_WARNING: return "warning";
    case REFPATH_SEVERITY_ERROR: break;
    }
    return "error";
}

const char *rp_problem_sentence(rp_teller *t, const refpath_problem *problem) {
    const char *pairs[2 * MOST_ARGUMENTS];
    size_t n = 0;
    for (size_t i = 0; i < problem->n_arguments && n < MOST_ARGUMENTS; i++, n++) {
        pairs[2 * n] = problem->arguments[i].name;
        pairs[2 * n + 1] = rp_quote(t, problem->arguments[i].value);
    }
    return rp_say_pairs(t, "problem", problem->code, pairs, n);
}

static const char *severity_word(rp_teller *t, refpath_severity severity) {
    rp_shade shade = severity == REFPATH_SEVERITY_ERROR     ? RP_SHADE_BAD
                     : severity == REFPATH_SEVERITY_WARNING ? RP_SHADE_WAIT
                                                            : RP_SHADE_FAINT;
    return rp_shaded(t, shade, rp_say_word(t, "severity", rp_severity_word(severity)));
}

static void put_place(rp_buffer *b, const refpath_position *at) {
    if (at->file && *at->file) {
        rp_quote_into(b, at->file, rp_utf8_valid(at->file, strlen(at->file)));
        rp_buffer_char(b, ':');
    }
    if (at->line > 0) {
        rp_buffer_number(b, at->line);
        rp_buffer_char(b, ':');
        rp_buffer_number(b, at->column);
        rp_buffer_char(b, ':');
    }
    if (b->n > 0) {
        rp_buffer_char(b, ' ');
    }
}

static refpath_status put_line(rp_teller *t, const refpath_position *at, const char *severity, const char *text,
                               const char *code) {
    rp_buffer b;
    refpath_status status;
    RP_TRY(t->page.status); /* a text was not made: no line without it */
    if (t->scratch.failed) {
        return REFPATH_OUT_OF_MEMORY;
    }
    rp_buffer_init(&b, &t->scratch.alloc, false);
    put_place(&b, at);
    rp_buffer_text(&b, severity);
    rp_buffer_text(&b, ": ");
    rp_buffer_text(&b, text);
    if (code) {
        rp_buffer_text(&b, " [");
        rp_buffer_text(&b, code);
        rp_buffer_char(&b, ']');
    }
    rp_buffer_char(&b, '\n');
    status = rp_buffer_give(&b, t->page.write, t->page.user);
    rp_buffer_free(&b);
    return status;
}

refpath_status rp_problems_text(rp_teller *t, const refpath_diags *diags) {
    for (size_t i = 0; i < refpath_diags_count(diags); i++) {
        refpath_problem p = {.size = sizeof p};
        RP_TRY(refpath_diags_get(diags, i, &p));
        RP_TRY(put_line(t, &p.position, severity_word(t, p.severity), rp_problem_sentence(t, &p), p.code));
        for (size_t k = 0; k < p.n_related; k++) {
            RP_TRY(put_line(t, &p.related[k], severity_word(t, REFPATH_SEVERITY_NOTE),
                            rp_say(t, "related.place", NULL), NULL));
        }
        RP_TRY(t->page.status);
    }
    return REFPATH_OK;
}

refpath_status refpath_diags_write(const refpath_diags *diags, refpath_diags_format format, const char *language,
                                   refpath_write write, void *user) {
    refpath_text_options options = {.size = sizeof options, .language = language, .colour = format == REFPATH_DIAGS_COLOUR};
    rp_alloc alloc = rp_diag_alloc(diags);
    rp_teller t;
    refpath_status status = REFPATH_INVALID_ARGUMENT;
    if (!write) {
        return REFPATH_INVALID_ARGUMENT;
    }
    RP_TRY(rp_teller_open(&t, &options, &alloc, write, user));
    switch (format) {
    case REFPATH_DIAGS_TEXT:
    case REFPATH_DIAGS_COLOUR: status = rp_problems_text(&t, diags); break;
    case REFPATH_DIAGS_JSON: status = rp_problems_json(&t, diags); break;
    case REFPATH_DIAGS_SARIF: status = rp_problems_sarif(&t, diags); break;
    }
    rp_arena_free(&t.scratch);
    return status;
}
