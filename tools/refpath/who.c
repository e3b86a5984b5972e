/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

int run_who(command *c) {
    question q = {0};
    refpath_who_question asked = {.size = sizeof asked};
    if (c->name && !is_text(c->name)) {
        return complain(c, "usage", "--name takes text in UTF-8.");
    }
    if (!take_moment(c, "now", c->now, &q.now, &q.clock) || !open_question(c, &q, c->operands[0], NULL)) {
        return WRONG_QUESTION;
    }
    asked.service = c->service;
    asked.role = c->role;
    asked.group = c->group;
    asked.duty = c->duty;
    asked.place = c->at;
    asked.name = c->name;
    asked.viewer = c->viewer;
    asked.now = q.now;
    q.status = refpath_protocol_who(&q.answer, q.protocol, &asked, c->diags);
    return close_question(c, &q, NULL);
}
