/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <string.h>

typedef struct counts {
    size_t errors, warnings;
} counts;

static counts count_from(const refpath_diags *diags, size_t from) {
    counts n = {0, 0};
    for (size_t i = from; i < refpath_diags_count(diags); i++) {
        refpath_problem p = {.size = sizeof p};
        if (refpath_diags_get(diags, i, &p) == REFPATH_OK) {
            n.errors += p.severity == REFPATH_SEVERITY_ERROR;
            n.warnings += p.severity == REFPATH_SEVERITY_WARNING;
        }
    }
    return n;
}

static bool choose_format(command *c, refpath_diags_format *format) {
    *format = c->json ? REFPATH_DIAGS_JSON : REFPATH_DIAGS_TEXT;
    if (!c->format || strcmp(c->format, "text") == 0) {
        return true;
    }
    if (strcmp(c->format, "json") == 0) {
        c->json = true;
        *format = REFPATH_DIAGS_JSON;
        return true;
    }
    *format = REFPATH_DIAGS_SARIF;
    return strcmp(c->format, "sarif") == 0;
}

static int worst(int a, int b) {
    return a > b ? a : b;
}

static int status_of(refpath_status status) {
    if (status == REFPATH_OK) {
        return ANSWERED;
    }
    return status == REFPATH_INVALID_PROTOCOL || status == REFPATH_LIMIT_EXCEEDED ? BAD_NEWS : WRONG_QUESTION;
}

/* Whether the file could be asked about; `status` is then the worst so far. A protocol that cannot be read is a wrong
 * question; one that is wrong is bad news. */
static bool check_one(command *c, const char *path, bool sentences, int *worst_status) {
    size_t before = refpath_diags_count(c->diags), lost = refpath_diags_lost(c->diags);
    refpath_protocol *protocol;
    refpath_status status;
    counts n;
    if (!load_protocol(c, path, &protocol, &status)) {
        return false;
    }
    refpath_protocol_unref(protocol);
    n = count_from(c->diags, before);
    if (status_of(status) == WRONG_QUESTION && status != REFPATH_IO) { /* nothing in the file is to blame */
        (void)report(c, status);
        return false;
    }
    if (status != REFPATH_OK) {
        n.errors += refpath_diags_lost(c->diags) - lost; /* found, but too many to be kept */
    }
    if (sentences && status != REFPATH_IO) {
        say_checked(c, path, n.errors, n.warnings);
    }
    *worst_status = worst(*worst_status, status_of(status));
    return true;
}

int run_check(command *c) {
    refpath_diags_format format;
    int status = ANSWERED;
    bool sentences;
    FILE *to;
    if (!choose_format(c, &format)) {
        return complain(c, "usage", "--format takes text, json or sarif.");
    }
    sentences = format == REFPATH_DIAGS_TEXT;
    to = sentences ? stderr : stdout;
    for (size_t i = 0; i < c->n_operands; i++) {
        if (!check_one(c, c->operands[i], sentences, &status)) {
            return WRONG_QUESTION; /* it was said why, and one answer is enough */
        }
    }
    fflush(stdout);
    if (sentences && wants_colour(c, stderr)) {
        format = REFPATH_DIAGS_COLOUR;
    }
    if (refpath_diags_write(c->diags, format, c->language, write_out, to) != REFPATH_OK) {
        return complain(c, "output", "the problems could not be written; is the disk full?");
    }
    return status;
}
