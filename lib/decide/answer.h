/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The one kind of answer: a tree with the memory it lives in and the protocol it speaks of. */
#ifndef RP_DECIDE_ANSWER_H
#define RP_DECIDE_ANSWER_H

#include "base/tree.h"
#include "compile/protocol.h"

#include <refpath/answer.h>
#include <stdatomic.h>

struct refpath_answer {
    atomic_uint refs;
    refpath_answer_kind kind;
    const refpath_protocol *protocol; /* a reference is held */
    rp_alloc alloc;
    rp_arena arena; /* wiped */
    rp_tree *root;
};

/* An answer with its head: {"protocol": {...}}. */
refpath_status rp_answer_new(refpath_answer **out, refpath_answer_kind kind, const refpath_protocol *protocol,
                             const rp_alloc *alloc);

#endif
