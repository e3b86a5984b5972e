/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

typedef struct target {
    command *c;
    FILE *to; /* NULL until there is something to write: a question that is wrong leaves the file that is there alone */
    bool cannot_open, failed;
} target;

static refpath_status write_report(void *user, const char *bytes, size_t length) {
    target *t = user;
    if (!t->to) {
        t->to = t->c->output ? fopen(t->c->output, "wb") : stdout;
        t->cannot_open = t->to == NULL;
    }
    if (!t->to || write_out(t->to, bytes, length) != REFPATH_OK) {
        t->failed = true;
        return REFPATH_IO;
    }
    return REFPATH_OK;
}

/* Half a report is worse than none: a file is taken away again; a device, or a link (/dev/stdout is one), is left alone. */
static void close_output(target *t) {
    struct stat file;
    if (!t->to || t->to == stdout) {
        return;
    }
    t->failed = fclose(t->to) != 0 || t->failed;
    if (t->failed && lstat(t->c->output, &file) == 0 && S_ISREG(file.st_mode)) {
        (void)remove(t->c->output);
    }
}

static int finish(command *c, const question *q, target *t) {
    if (t->cannot_open) {
        return complain(c, "output", "the file of --output cannot be written: %s.", strerror(errno));
    }
    close_output(t);
    if (t->failed && c->output) {
        return complain(c, "output", "the file of --output could not be written whole; is the disk full?");
    }
    if (q->status != REFPATH_OK) {
        return report(c, q->status);
    }
    if (q->clock) {
        say_time_taken(c, q->now);
    }
    return ANSWERED;
}

int run_report(command *c) {
    question q = {0};
    refpath_report_options options = {.size = sizeof options};
    target t = {.c = c};
    if (c->json || c->plain) {
        return complain(c, "usage", "a report is HTML: --json and --plain are for answers (who, analyse).");
    }
    if (!take_moment(c, "now", c->now, &q.now, &q.clock) || !open_question(c, &q, c->operands[0], NULL)) {
        return WRONG_QUESTION;
    }
    options.now = q.now;
    options.viewer = c->viewer;
    options.place = c->place;
    options.language = c->language;
    q.status = refpath_protocol_report(q.protocol, &options, write_report, &t, c->diags);
    return end_question(&q, finish(c, &q, &t));
}
