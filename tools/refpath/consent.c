/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <string.h>

static int news_of(const refpath_answer *answer) {
    return strcmp(text_of(refpath_answer_root(answer), "decision"), "permitted") == 0 ? ANSWERED : BAD_NEWS;
}

int run_consent(command *c) {
    question q = {0};
    refpath_consent_question asked = {.size = sizeof asked};
    const char *option = c->at ? "at" : "now";
    if (!c->item || !c->to || !c->purpose) {
        return complain(c, "usage", "--%s is missing: say what (--item), to whom (--to) and what for (--purpose).",
                        !c->item ? "item" : !c->to ? "to" : "purpose");
    }
    if (c->at && c->now) {
        return complain(c, "usage", "--at and --now both say when: give one of them.");
    }
    if (!take_moment(c, option, c->at ? c->at : c->now, &q.now, &q.clock) ||
        !open_question(c, &q, c->operands[0], c->operands[1])) {
        return WRONG_QUESTION;
    }
    asked.item = c->item;
    asked.recipient = c->to;
    asked.purpose = c->purpose;
    asked.sender = c->from;
    asked.at = q.now;
    asked.explain = c->explain;
    q.status = refpath_case_consent(&q.answer, q.known, &asked, c->diags);
    return close_question(c, &q, news_of);
}
