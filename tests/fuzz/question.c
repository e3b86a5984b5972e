/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A case made by calls that the bytes choose, and questions about it: each asked twice gives the same bytes. */
#include "fuzz/targets.h"

#define NOW INT64_C(1780315200) /* 2026-06-01T12:00:00Z */

static const char *const facts[] = {"age", "code", "caregiver", "concern", "danger", "pregnant", "raised", "nothing"};
static const char *const terms[] = {"supportive", "not", "absent", "unsafe", "grave", "killing", "abduction", "other",
                                    "nothing"};
static const char *const places[] = {"land", "port", "hill", "nothing"};
static const char *const actors[] = {"office", "keeper", "clinic", "ward", "house", "adviser", "nurse", "mission", "ngo",
                                     "nothing"};
static const char *const aims[] = {"health", "care", "pep", "shelter", "tell", "nothing"};
static const char *const items[] = {"identity", "name", "photo", "need", "nothing"};
static const char *const parties[] = {"child", "parent", "nothing"};
static const char *const steps[] = {"first", "care-step", "pep-step", "shelter-step", "nothing"};
static const char *const dates[] = {"2026-05-31",           "2026-05", "2012",     "2026-06-01T09:00:00Z",
                                    "2018-09-05[u-ca=ethiopic]", "1447-10-03[u-ca=islamic]", "2030", "x"};
static const char *const outcomes[] = {"served", "no-answer", "refused", "x"};
static const char *const words[] = {"spoken", "written", "consent", "assent"};

static refpath_status add_consent(refpath_case *c, rp_fuzz_script *s) {
    const char *what = RP_FUZZ_ONE_OF(s, items), *whom = RP_FUZZ_ONE_OF(s, actors);
    refpath_consent_record record;
    memset(&record, 0, sizeof record);
    record.size = sizeof record;
    record.by = RP_FUZZ_ONE_OF(s, parties);
    record.given = (int)rp_fuzz_below(s, 2);
    record.at = NOW - (int64_t)rp_fuzz_byte(s) * 86400;
    record.kind = words[2 + rp_fuzz_below(s, 2)];
    record.form = words[rp_fuzz_below(s, 2)];
    record.items.all = rp_fuzz_below(s, 3) == 0;
    record.items.ids = &what;
    record.items.n_ids = record.items.all ? 0 : 1;
    record.recipients.all = rp_fuzz_below(s, 3) == 0;
    record.recipients.ids = &whom;
    record.recipients.n_ids = record.recipients.all ? 0 : 1;
    record.purposes.all = 1;
    record.until = rp_fuzz_below(s, 2) ? NOW + (int64_t)rp_fuzz_byte(s) * 3600 : REFPATH_NO_TIME;
    record.withdrawn = rp_fuzz_below(s, 4) ? REFPATH_NO_TIME : NOW - (int64_t)rp_fuzz_byte(s) * 3600;
    return refpath_case_add_consent(c, &record, NULL);
}

static refpath_status change(refpath_case *c, rp_fuzz_script *s) {
    refpath_done_record done = {sizeof done, "first", NOW, NULL, NULL};
    switch (rp_fuzz_below(s, 11)) {
    case 0: {
        int32_t least = (int32_t)rp_fuzz_byte(s) % 32 - 2;
        return refpath_case_set_number(c, RP_FUZZ_ONE_OF(s, facts), least, least + (int32_t)rp_fuzz_below(s, 16), NULL);
    }
    case 1: return refpath_case_set_term(c, RP_FUZZ_ONE_OF(s, facts), RP_FUZZ_ONE_OF(s, terms), (refpath_truth)rp_fuzz_below(s, 2), NULL);
    case 2: return refpath_case_set_flag(c, RP_FUZZ_ONE_OF(s, facts), (refpath_truth)rp_fuzz_below(s, 2), NULL);
    case 3: return refpath_case_set_place(c, RP_FUZZ_ONE_OF(s, places), NULL);
    case 4: return refpath_case_set_holder(c, RP_FUZZ_ONE_OF(s, actors), NULL);
    case 5: return refpath_case_add_avoid(c, RP_FUZZ_ONE_OF(s, actors), NULL);
    case 6: return refpath_case_set_unknown(c, RP_FUZZ_ONE_OF(s, facts), (int)rp_fuzz_below(s, 2), NULL);
    case 7: {
        static const char *const clocks[] = {"report", "birth", "incident", "nothing"};
        return refpath_case_set_clock(c, RP_FUZZ_ONE_OF(s, clocks), RP_FUZZ_ONE_OF(s, dates), RP_FUZZ_ONE_OF(s, dates), NULL);
    }
    case 8: return add_consent(c, s);
    case 9: return refpath_case_set_complete(c, RP_FUZZ_ONE_OF(s, facts), NULL);
    default:
        done.step = RP_FUZZ_ONE_OF(s, steps);
        done.at = NOW - (int64_t)rp_fuzz_byte(s) * 3600;
        done.actor = rp_fuzz_below(s, 2) ? RP_FUZZ_ONE_OF(s, actors) : NULL;
        done.outcome = RP_FUZZ_ONE_OF(s, outcomes);
        return refpath_case_add_done(c, &done, NULL);
    }
}

static refpath_status ask(const refpath_case *c, rp_fuzz_script s, refpath_diags *diags, refpath_answer **answer) {
    refpath_consent_question consent;
    refpath_path_question path;
    memset(&consent, 0, sizeof consent);
    memset(&path, 0, sizeof path);
    switch (rp_fuzz_below(&s, 4)) {
    case 0: return refpath_case_plan(answer, c, NOW, diags);
    case 1: return refpath_case_ask(answer, c, NOW, diags);
    case 2:
        consent.size = sizeof consent;
        consent.item = RP_FUZZ_ONE_OF(&s, items);
        consent.recipient = RP_FUZZ_ONE_OF(&s, actors);
        consent.purpose = RP_FUZZ_ONE_OF(&s, aims);
        consent.at = NOW;
        consent.explain = (int)rp_fuzz_below(&s, 2);
        return refpath_case_consent(answer, c, &consent, diags);
    default:
        path.size = sizeof path;
        path.from = RP_FUZZ_ONE_OF(&s, actors);
        path.to = RP_FUZZ_ONE_OF(&s, actors);
        path.purpose = RP_FUZZ_ONE_OF(&s, aims);
        path.known = c;
        path.now = NOW;
        path.viewer = "all";
        return refpath_protocol_path(answer, rp_fuzz_protocol(), &path, diags);
    }
}

/* Asks and writes the answer as JSON and, in a language, as text. */
static refpath_status tell(const refpath_case *c, rp_fuzz_script s, rp_fuzz_text *json, refpath_diags *diags) {
    static rp_fuzz_text text;
    static const char *const languages[] = {"en", "fr", "es", "ar"};
    refpath_text_options options;
    refpath_answer *answer = NULL;
    refpath_status status = ask(c, s, diags, &answer);
    RP_FUZZ_CHECK((status == REFPATH_OK) == (answer != NULL));
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.language = RP_FUZZ_ONE_OF(&s, languages);
    json->n = text.n = 0;
    if (answer) {
        status = refpath_answer_json(answer, rp_fuzz_take, json);
    }
    if (status == REFPATH_OK && s.n % 8 == 0) { /* it takes most of the time */
        status = refpath_answer_text(answer, &options, rp_fuzz_take, &text);
    }
    refpath_answer_unref(answer);
    return status;
}

void rp_fuzz_question(const char *bytes, size_t n, rp_fail_alloc *memory) {
    static rp_fuzz_text once, again;
    rp_fuzz_script s = {bytes, n};
    refpath_case *c = NULL;
    refpath_diags *diags = NULL;
    refpath_status status = refpath_case_new(&c, rp_fuzz_protocol(), &memory->hooks);
    RP_FUZZ_STATUS(memory, status);
    if (status == REFPATH_OK && refpath_diags_new(&diags, 0, &memory->hooks) == REFPATH_OK) {
        for (unsigned changes = rp_fuzz_below(&s, 24); changes > 0 && s.n > 0; changes--) {
            RP_FUZZ_STATUS(memory, change(c, &s));
        }
        for (unsigned questions = 1 + rp_fuzz_below(&s, 4); questions > 0; questions--) {
            status = tell(c, s, &once, diags);
            RP_FUZZ_STATUS(memory, status);
            if (status == REFPATH_OK && tell(c, s, &again, diags) == REFPATH_OK) {
                RP_FUZZ_CHECK(once.n == again.n && memcmp(once.at, again.at, once.n) == 0);
            }
            (void)rp_fuzz_byte(&s);
        }
    }
    refpath_case_free(c);
    refpath_diags_free(diags);
}
