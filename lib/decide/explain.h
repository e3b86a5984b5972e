/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Why a decision is what it is, and what would change it. */
#ifndef RP_DECIDE_EXPLAIN_H
#define RP_DECIDE_EXPLAIN_H

#include "decide/consent.h"
#include "decide/question.h"

/* Writes `why` and `would-change` of a decision into the answer. */
refpath_status rp_explain(rp_asking *a, const rp_decision *decision, uint32_t sender, uint32_t purpose);

#endif
