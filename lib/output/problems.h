/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The list of problems as sentences, as JSON, as SARIF. */
#ifndef RP_OUTPUT_PROBLEMS_H
#define RP_OUTPUT_PROBLEMS_H

#include "output/teller.h"

#include <refpath/diags.h>

/* What a problem says, without its place and severity. */
const char *rp_problem_sentence(rp_teller *t, const refpath_problem *problem);
/* The constant word: "error", "warning", "note". */
const char *rp_severity_word(refpath_severity severity);

refpath_status rp_problems_text(rp_teller *t, const refpath_diags *diags);
refpath_status rp_problems_json(rp_teller *t, const refpath_diags *diags);
refpath_status rp_problems_sarif(rp_teller *t, const refpath_diags *diags);

#endif
