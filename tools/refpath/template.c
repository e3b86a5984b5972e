/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The verb "new". What it writes is data/protocols/new.xml, byte for byte. */
#include "command.h"
#include "template_data.inc"

#include <errno.h>
#include <string.h>

/* Somebody's work is never written over: "x" makes a file or fails, and follows no link that is there already. */
static int write_file(command *c, const char *name) {
    FILE *to = fopen(name, "wx");
    bool good;
    if (!to && errno == EEXIST) {
        return complain(c, "file-exists", "%s is there already and stays as it is. Give another name.", name);
    }
    if (!to) {
        return complain(c, "file-not-writable", "%s: %s. Give a name in a folder that may be written to.", name,
                        strerror(errno));
    }
    good = write_out(to, (const char *)template_bytes, sizeof template_bytes) == REFPATH_OK;
    good = fclose(to) == 0 && good;
    if (!good) {
        int why = errno;
        (void)remove(name);
        return complain(c, "file-not-writable", "%s: %s. Is the disk full?", name, strerror(why));
    }
    return ANSWERED;
}

int run_new(command *c) {
    if (c->n_operands == 1 && strcmp(c->operands[0], "-") != 0) {
        return write_file(c, c->operands[0]);
    }
    if (write_out(stdout, (const char *)template_bytes, sizeof template_bytes) != REFPATH_OK) {
        return complain(c, "output", "standard output could not be written; is the disk full?");
    }
    return ANSWERED;
}
