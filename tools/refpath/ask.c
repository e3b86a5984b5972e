/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

int run_ask(command *c) {
    question q = {0};
    if (!take_moment(c, "now", c->now, &q.now, &q.clock) || !open_question(c, &q, c->operands[0], c->operands[1])) {
        return WRONG_QUESTION;
    }
    q.status = refpath_case_ask(&q.answer, q.known, q.now, c->diags);
    return close_question(c, &q, NULL);
}
