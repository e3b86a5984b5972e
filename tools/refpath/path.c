/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <string.h>

static int news_of(const refpath_answer *answer) {
    return strcmp(text_of(refpath_answer_root(answer), "state"), "blocked") == 0 ? BAD_NEWS : ANSWERED;
}

int run_path(command *c) {
    question q = {0};
    refpath_path_question asked = {.size = sizeof asked};
    if (!c->from || !c->to || (!c->at && !c->known)) {
        return complain(c, "usage", "--%s is missing: say who (--from), whom (--to) and where (--at, or --case).",
                        !c->from ? "from" : !c->to ? "to" : "at");
    }
    if (!take_moment(c, "now", c->now, &q.now, &q.clock) || !open_question(c, &q, c->operands[0], c->known)) {
        return WRONG_QUESTION;
    }
    asked.from = c->from;
    asked.to = c->to;
    asked.place = c->at;
    asked.purpose = c->purpose;
    asked.known = q.known;
    asked.now = q.now;
    asked.viewer = c->viewer;
    q.status = refpath_protocol_path(&q.answer, q.protocol, &asked, c->diags);
    return close_question(c, &q, news_of);
}
