/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "command.h"

#include <string.h>

/* Whether nobody can do a step that is needed for certain. */
static bool is_stuck(refpath_value step) {
    static const char *const states[] = {"refused", "forbidden", "blocked", "no-provider", "window-closed"};
    if (strcmp(text_of(step, "certainty"), "certain") != 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (strcmp(text_of(step, "state"), states[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int news_of(const refpath_answer *answer) {
    refpath_value root = refpath_answer_root(answer);
    refpath_value warning = refpath_value_at(refpath_value_get(root, "warnings"), 0);
    refpath_value step = refpath_value_at(refpath_value_get(root, "steps"), 0);
    for (; refpath_value_get_kind(warning) != REFPATH_VALUE_NONE; warning = refpath_value_next(warning)) {
        if (strcmp(text_of(warning, "code"), "holder-avoided") == 0) {
            return BAD_NEWS;
        }
    }
    for (; refpath_value_get_kind(step) != REFPATH_VALUE_NONE; step = refpath_value_next(step)) {
        if (is_stuck(step)) {
            return BAD_NEWS;
        }
    }
    return ANSWERED;
}

int run_plan(command *c) {
    question q = {0};
    if (!take_moment(c, "now", c->now, &q.now, &q.clock) || !open_question(c, &q, c->operands[0], c->operands[1])) {
        return WRONG_QUESTION;
    }
    q.status = refpath_case_plan(&q.answer, q.known, q.now, c->diags);
    return close_question(c, &q, news_of);
}
