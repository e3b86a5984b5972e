/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The calls that say what is known of a case's facts. */
#include "base/check.h"
#include "decide/case_edit.h"

#include <string.h>

static bool is_truth(refpath_truth truth) {
    return truth == REFPATH_TRUTH_OPEN || truth == REFPATH_TRUTH_YES || truth == REFPATH_TRUTH_NO;
}

/* The fact that a call names, of one of two kinds; its path is then `facts.id`. */
static uint32_t take_fact(rp_case_edit *e, const char *asked, rp_fact_kind kind, rp_fact_kind also,
                          rp_case_path *path) {
    uint32_t fact;
    *path = rp_case_path_of("facts");
    fact = rp_table_find(&e->p->fact_names, rp_str_of(asked));
    if (fact != RP_NONE) {
        *path = rp_case_path_key(path, e->p->facts.at[fact].id);
    }
    fact = rp_case_find_fact(e, asked, path);
    if (fact == RP_NONE || e->p->facts.at[fact].kind == also) {
        return fact;
    }
    return rp_case_is_kind(e, fact, kind, path) ? fact : RP_NONE;
}

static refpath_status set_ranges(rp_case_edit *e, const char *fact, rp_range *ranges, size_t n) {
    rp_case_path path;
    uint32_t number = take_fact(e, fact, RP_FACT_NUMBER, RP_FACT_NUMBER, &path);
    for (size_t i = 0; number != RP_NONE && i < n; i++) {
        if (!rp_case_number_fits(e, number, ranges[i].least, &path) ||
            !rp_case_number_fits(e, number, ranges[i].most, &path)) {
            break;
        }
    }
    if (!e->bad && ranges->least > ranges->most) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, &path);
    }
    if (!e->bad) {
        RP_TRY(rp_case_put_ranges(e, number, ranges, n, &path));
    }
    return rp_case_edit_status(e);
}

refpath_status refpath_case_set_number(refpath_case *self, const char *fact, int32_t least,
                                       int32_t most, refpath_diags *diags) {
    rp_case_edit e;
    rp_range range = {least, most};
    if (!self || !fact) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    return set_ranges(&e, fact, &range, 1);
}

refpath_status refpath_case_set_numbers(refpath_case *self, const char *fact, const int32_t *values,
                                        size_t n, refpath_diags *diags) {
    rp_case_edit e;
    rp_range *ranges;
    refpath_status status;
    if (!self || !fact || !values || n == 0) {
        return REFPATH_INVALID_ARGUMENT;
    }
    ranges = rp_alloc_array(&self->alloc, n, sizeof *ranges);
    RP_HAVE(ranges);
    for (size_t i = 0; i < n; i++) {
        ranges[i].least = ranges[i].most = values[i];
    }
    e = rp_case_edit_of(self, diags);
    status = set_ranges(&e, fact, ranges, n);
    rp_alloc_wipe(&self->alloc, ranges, n * sizeof *ranges);
    return status;
}

refpath_status refpath_case_set_term(refpath_case *self, const char *fact, const char *term,
                                     refpath_truth truth, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path;
    uint32_t number, asked;
    if (!self || !fact || !term || !is_truth(truth)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    number = take_fact(&e, fact, RP_FACT_SET, RP_FACT_CHOICE, &path);
    asked = number == RP_NONE ? RP_NONE : rp_case_find_term(&e, number, term, &path);
    if (asked != RP_NONE) {
        rp_case_put_term(&e, number, asked, truth, &path);
    }
    return rp_case_edit_status(&e);
}

refpath_status refpath_case_set_complete(refpath_case *self, const char *fact, refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path;
    uint32_t number;
    if (!self || !fact) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    number = take_fact(&e, fact, RP_FACT_SET, RP_FACT_SET, &path);
    if (number != RP_NONE) {
        rp_case_complete_set(&e, number, &path);
    }
    return rp_case_edit_status(&e);
}

refpath_status refpath_case_set_flag(refpath_case *self, const char *fact, refpath_truth truth,
                                     refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path;
    uint32_t number;
    if (!self || !fact || !is_truth(truth)) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    number = take_fact(&e, fact, RP_FACT_FLAG, RP_FACT_FLAG, &path);
    if (number != RP_NONE) {
        rp_case_put_flag(&e, number, truth, &path);
    }
    return rp_case_edit_status(&e);
}

void rp_case_put_unknown(rp_case_edit *e, const char *fact, bool unknown, const rp_case_path *path) {
    uint32_t number = (uint32_t)e->p->facts.n;
    if (strcmp(fact, "place") != 0) {
        number = rp_case_find_fact(e, fact, path);
    }
    if (number == RP_NONE) {
        return;
    }
    if (unknown && rp_case_knows(e->c, number)) {
        rp_case_problem(e, RP_PROBLEM_CASE_CONTRADICTION, path);
        return;
    }
    e->c->unknown[number] = unknown;
}

refpath_status refpath_case_set_unknown(refpath_case *self, const char *fact, int unknown,
                                        refpath_diags *diags) {
    rp_case_edit e;
    rp_case_path path;
    if (!self || !fact) {
        return REFPATH_INVALID_ARGUMENT;
    }
    e = rp_case_edit_of(self, diags);
    path = rp_case_path_of("unknown");
    rp_case_put_unknown(&e, fact, unknown != 0, &path);
    return rp_case_edit_status(&e);
}
