/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * An analysis with a study: the first byte says which, for whom, and how it is told, the rest is its JSON. Asked twice it gives
 * the same bytes, and what it does not take it says. The protocol is loaded each time, since an analysis takes its memory.
 */
#include "fuzz/targets.h"

#include "base/check.h"
#include "decide/whole_world.h"

#define MOMENT INT64_C(1780315200) /* 2026-06-01T12:00:00Z */
#define ANALYSES 10
#define WORK 200000 /* a study may ask for more than anybody waits for */

/* What was written, as a number: tables are long. */
typedef struct digest {
    uint64_t hash;
    size_t n;
} digest;

static refpath_status take(void *user, const char *bytes, size_t n) {
    digest *d = user;
    for (size_t i = 0; i < n; i++) {
        d->hash = (d->hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    d->n += n;
    return REFPATH_OK;
}

static refpath_status tell(const refpath_answer *answer, unsigned how, digest *to) {
    refpath_text_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.language = how % 2 ? "ar" : "en";
    if (how % 8 == 0) {
        RP_TRY(refpath_answer_text(answer, &options, take, to));
    }
    if (how % 4 == 1) {
        refpath_status status = refpath_answer_table(answer, NULL, NULL, take, to);
        RP_TRY(status == REFPATH_NOT_FOUND ? REFPATH_OK : status);
    }
    return refpath_answer_json(answer, take, to);
}

static refpath_status ask(const refpath_protocol *p, unsigned first, const char *json, size_t n, refpath_diags *diags, digest *to) {
    static const char *const viewers[] = {NULL, "all", "office"};
    refpath_analysis_question question;
    refpath_answer *answer = NULL;
    refpath_status status;
    memset(&question, 0, sizeof question);
    question.size = sizeof question;
    question.analysis = (refpath_analysis)(1 + first % ANALYSES);
    question.now = MOMENT;
    question.viewer = viewers[first / ANALYSES % 3];
    question.min_cell = first / 30 % 2 ? 5 : 0;
    question.study = n > 0 ? json : NULL;
    question.study_length = n;
    question.work = WORK;
    status = refpath_protocol_analyse(&answer, p, &question, diags);
    RP_FUZZ_CHECK((status == REFPATH_OK) == (answer != NULL));
    RP_FUZZ_CHECK(status != REFPATH_INVALID_ARGUMENT && status != REFPATH_CANCELLED);
    status = answer ? tell(answer, first / 60, to) : status;
    refpath_answer_unref(answer);
    return status;
}

void rp_fuzz_study(const char *bytes, size_t n, rp_fail_alloc *memory) {
    refpath_protocol *p = NULL;
    refpath_diags *diags = NULL;
    digest once = {0, 0}, again = {0, 0};
    unsigned first = n > 0 ? (unsigned char)bytes[0] : 0;
    const char *json = bytes + (n > 0);
    size_t length = n - (n > 0);
    refpath_status status;
    if (load_whole(&p, &memory->hooks, NULL) == REFPATH_OK && refpath_diags_new(&diags, 0, &memory->hooks) == REFPATH_OK) {
        status = ask(p, first, json, length, diags, &once);
        RP_FUZZ_STATUS(memory, status);
        RP_FUZZ_CHECK(status != REFPATH_INVALID_QUESTION || memory->refused > 0 || refpath_diags_count(diags) > 0);
        if (status == REFPATH_OK && ask(p, first, json, length, diags, &again) == REFPATH_OK) {
            RP_FUZZ_CHECK(once.n == again.n && once.hash == again.hash);
        }
    }
    refpath_protocol_unref(p);
    refpath_diags_free(diags);
}
