/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

int run_choices(command *c) {
    question q = {0};
    if (!open_question(c, &q, c->operands[0], NULL)) {
        return WRONG_QUESTION;
    }
    q.status = refpath_protocol_choices(&q.answer, q.protocol, c->operands[1], c->diags);
    return close_question(c, &q, NULL);
}
