/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What every question does first and last: look names up, warn about the protocol, hand out an answer or nothing. */
#ifndef RP_DECIDE_QUESTION_H
#define RP_DECIDE_QUESTION_H

#include "decide/answer.h"
#include "decide/match.h"
#include "decide/write_tree.h"

#include <refpath/question.h>

typedef struct rp_asking {
    refpath_answer *answer;
    rp_arena scratch; /* wiped */
    rp_work w;
    rp_writer o;
} rp_asking;

/* Starts a question about a case at a moment; on failure nothing need be released. */
refpath_status rp_asking_start(rp_asking *a, refpath_answer_kind kind, const refpath_case *c, int64_t at,
                               refpath_diags *diags);
/* Ends it: the answer where status is OK and nothing failed, else NULL. */
refpath_status rp_asking_end(rp_asking *a, refpath_status status, refpath_answer **out, refpath_diags *diags);

/* Names in questions; what is not there is a problem that repeats nothing. */
typedef struct rp_asked {
    const refpath_protocol *p;
    refpath_diags *diags;
    bool bad;
} rp_asked;
uint32_t rp_asked_entry(rp_asked *q, const rp_forest *f, const char *id, const char *argument);
/* An actor, group, role or party of the kinds allowed; hidden ones are not there for a viewer that may not see them. */
uint32_t rp_asked_who(rp_asked *q, const char *id, const char *argument, int kinds);
/* An actor, or a role that names its group. */
uint32_t rp_asked_sender(rp_asked *q, const char *id, const char *argument);
void rp_asked_unknown(rp_asked *q, const char *argument, size_t choices);
/* RP_NONE for NULL (anybody), RP_ALL_VIEWER for "all". */
uint32_t rp_asked_viewer(rp_asked *q, const char *id);

/* Warnings about the protocol as such; first in every answer. */
void rp_warn_protocol(rp_work *w);

#endif
