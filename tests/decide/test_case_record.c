/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Consents, refusals and what became of steps, by call and by JSON. */
#include "decide/case_world.h"

#define AT ",'at':'2026-01-01T00:00:00Z'"
#define SCOPES ",'items':'all','recipients':'all','purposes':'all'"
#define HOW ",'kind':'consent','form':'spoken'"
#define ENTRY(in) "{'consents':[{" in "}]}"
#define NONE REFPATH_NO_TIME

static void case_record__nothing_about_a_consent_is_assumed(void) {
    expect_problems(ENTRY("'given':true"),
                    "case-missing-key(path=consents[0], key=by)\ncase-missing-key(path=consents[0], key=at)\n"
                    "case-missing-key(path=consents[0], key=kind)\ncase-missing-key(path=consents[0], key=form)\n"
                    "case-missing-key(path=consents[0], key=items)\ncase-missing-key(path=consents[0], key=recipients)\n"
                    "case-missing-key(path=consents[0], key=purposes)");
    expect_problems(ENTRY("'by':'child'" AT HOW SCOPES), "case-missing-key(path=consents[0], key=given)");
}

static void case_record__a_refusal_needs_its_party_and_its_moment_alone(void) {
    expect_written(ENTRY("'by':'child','given':false" AT),
                   "{'consents':[{'by':'child','given':false,'at':'2026-01-01T00:00:00Z','items':'all','recipients':'all','purposes':'all'}]}");
    expect_written(ENTRY("'by':'child','given':false" AT HOW ",'items':['photo']"),
                   "{'consents':[{'by':'child','given':false,'at':'2026-01-01T00:00:00Z','items':['photo'],'recipients':'all','purposes':'all'}]}");
    expect_problems(ENTRY("'given':false"), "case-missing-key(path=consents[0], key=by)\ncase-missing-key(path=consents[0], key=at)");
}

static void case_record__a_refusal_neither_runs_out_nor_is_withdrawn(void) {
    expect_problems(ENTRY("'by':'child','given':false" AT ",'until':'2027-01-01T00:00:00Z','withdrawn':'2027-01-01T00:00:00Z'"),
                    "case-not-allowed(path=consents[0], key=until)\ncase-not-allowed(path=consents[0], key=withdrawn)");
}

static void case_record__an_empty_scope_is_an_error(void) {
    expect_problems(ENTRY("'by':'child','given':true" AT HOW ",'items':[],'recipients':'all','purposes':'all'"),
                    "case-empty(path=consents[0].items)");
    expect_problems(ENTRY("'by':'child','given':false" AT ",'recipients':[]"), "case-empty(path=consents[0].recipients)");
}

static void case_record__scopes_name_what_the_protocol_has(void) {
    expect_problems(ENTRY("'by':'child','given':true" AT HOW ",'items':['name','secret'],'recipients':['ngo','secret'],'purposes':['health','secret']"),
                    "case-unknown-id(path=consents[0].items[1], choices=4)\ncase-unknown-id(path=consents[0].recipients[1], choices=9)\n"
                    "case-unknown-id(path=consents[0].purposes[1], choices=3)");
    expect_problems(ENTRY("'by':'child','given':true" AT HOW ",'items':'everything','recipients':'all','purposes':'all'"),
                    "case-wrong-type(path=consents[0].items, expected=['id'] | 'all')");
    expect_problems(ENTRY("'by':'child','given':true" AT HOW ",'items':['name',1],'recipients':'all','purposes':'all'"),
                    "case-wrong-type(path=consents[0].items[1], expected='id')");
}

static void case_record__parties_words_and_moments_are_checked(void) {
    expect_problems(ENTRY("'by':'clinic','given':true" AT HOW SCOPES), "case-unknown-id(path=consents[0].by, choices=2)");
    expect_problems(ENTRY("'by':'child','given':true" AT ",'kind':'nod','form':'sung'" SCOPES),
                    "case-bad-word(path=consents[0].kind, expected='consent' | 'assent')\n"
                    "case-bad-word(path=consents[0].form, expected='written' | 'recorded' | 'spoken')");
    expect_problems(ENTRY("'by':'child','given':true,'at':'2026-01-01'" HOW SCOPES), "case-bad-moment(path=consents[0].at)");
    expect_problems(ENTRY("'by':'child','given':true,'at':'2026-01-01T00:00:00Z[Mars/Olympus]'" HOW SCOPES
                          ",'until':'2026-07-01T00:00:00+02:00[Africa/Nairobi]','withdrawn':'2026-07-01T00:00:00Z[x'"),
                    "case-bad-moment(path=consents[0].at)\ncase-bad-moment(path=consents[0].until)\n"
                    "case-bad-moment(path=consents[0].withdrawn)");
    expect_problems("{'done':[{'step':'care','at':'2026-01-01T00:00:00Z[u-ca=ethiopic]','outcome':'served'}]}",
                    "case-bad-moment(path=done[0].at)");
    expect_problems(ENTRY("'by':'child','given':'yes'" AT HOW SCOPES),
                    "case-wrong-type(path=consents[0].given, expected=true | false)");
}

static void case_record__what_ends_before_it_begins_is_a_contradiction(void) {
    expect_problems(ENTRY("'by':'child','given':true" AT HOW SCOPES ",'until':'2025-12-31T23:59:59Z','withdrawn':'2025-12-31T23:59:59Z'"),
                    "case-contradiction(path=consents[0].until)\ncase-contradiction(path=consents[0].withdrawn)");
    expect_written(ENTRY("'by':'child','given':true" AT HOW SCOPES ",'until':'2026-01-01T00:00:00Z'"),
                   ENTRY("'by':'child','given':true" AT HOW SCOPES ",'until':'2026-01-01T00:00:00Z'"));
}

static void case_record__each_entry_is_told_by_its_number(void) {
    expect_problems("{'consents':[{'by':'child','given':true" AT HOW SCOPES "},{'by':'secret','given':false" AT "}]}",
                    "case-unknown-id(path=consents[1].by, choices=2)");
    expect_problems("{'done':[{'step':'care'" AT ",'outcome':'served'},{'step':'secret'" AT ",'outcome':'eaten','actor':'secret'}]}",
                    "case-unknown-id(path=done[1].step, choices=2)\ncase-unknown-id(path=done[1].actor, choices=2)\n"
                    "case-bad-word(path=done[1].outcome, expected='served' | 'partly-served' | 'declined' | 'unavailable' | "
                    "'elsewhere' | 'not-needed' | 'no-answer')");
}

static void case_record__what_was_done_needs_step_moment_and_outcome(void) {
    expect_problems("{'done':[{}]}", "case-missing-key(path=done[0], key=step)\ncase-missing-key(path=done[0], key=at)\n"
                                     "case-missing-key(path=done[0], key=outcome)");
    expect_problems("{'done':[{'step':1,'at':2,'outcome':3,'actor':4}]}",
                    "case-wrong-type(path=done[0].step, expected='id')\n"
                    "case-wrong-type(path=done[0].at, expected='2026-11-23T10:00:00Z')\n"
                    "case-wrong-type(path=done[0].actor, expected='id')\ncase-wrong-type(path=done[0].outcome, expected='id')");
}

/* -- by call ---------------------------------------------------------------------------------------------------------- */

static refpath_consent_record record_of(const char *by, int given) {
    refpath_consent_record r;
    memset(&r, 0, sizeof r);
    r.size = sizeof r;
    r.by = by;
    r.given = given;
    r.kind = "consent";
    r.form = "written";
    r.items.all = r.recipients.all = r.purposes.all = 1;
    r.until = r.withdrawn = NONE;
    return r;
}

static void case_record__calls_add_what_json_adds(void) {
    static const char *const items[] = {"profile", "name", "name"};
    scene s = scene_open(SMALL);
    refpath_consent_record r = record_of("child", 1);
    refpath_done_record done = {sizeof done, "care", 0, "clinic", "elsewhere"};
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&s.c, s.protocol, NULL), REFPATH_OK);
    r.items.all = 0;
    r.items.ids = items;
    r.items.n_ids = 3;
    r.until = 60;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, s.diags), REFPATH_OK);
    r = record_of("parent", 0);
    r.until = r.withdrawn = 5; /* of a refusal they are not read */
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, s.diags), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_case_add_done(s.c, &done, s.diags), REFPATH_OK);
    expect_told(&s, "");
    expect_case(s.c, "{'done':[{'step':'care','at':'1970-01-01T00:00:00Z','actor':'clinic','outcome':'elsewhere'}],"
                     "'consents':[{'by':'child','given':true,'at':'1970-01-01T00:00:00Z','kind':'consent','form':'written',"
                     "'items':['name','profile'],'recipients':'all','purposes':'all','until':'1970-01-01T00:01:00Z'},"
                     "{'by':'parent','given':false,'at':'1970-01-01T00:00:00Z','items':'all','recipients':'all','purposes':'all'}]}");
    scene_close(&s);
}

static void case_record__a_bad_record_changes_nothing_and_is_told_by_the_number_it_would_have_had(void) {
    scene s = scene_open(SMALL);
    refpath_consent_record r = record_of("child", 1);
    refpath_done_record done = {sizeof done, "care", INT64_MAX, NULL, "served"};
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&s.c, s.protocol, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, s.diags), REFPATH_OK);
    r.by = "secret";
    r.at = NONE;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, s.diags), REFPATH_INVALID_CASE);
    expect_told(&s, "case-unknown-id(path=consents[1].by, choices=2)\ncase-missing-key(path=consents[1], key=at)");
    CU_ASSERT_EQUAL(refpath_case_add_done(s.c, &done, s.diags), REFPATH_INVALID_CASE);
    expect_told(&s, "case-bad-moment(path=done[0].at)");
    r = record_of("child", 1);
    r.purposes.all = 0;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, s.diags), REFPATH_INVALID_CASE);
    expect_told(&s, "case-missing-key(path=consents[1], key=purposes)");
    expect_case(s.c, ENTRY("'by':'child','given':true,'at':'1970-01-01T00:00:00Z','kind':'consent','form':'written'" SCOPES));
    scene_close(&s);
}

static void case_record__calls_without_their_arguments_are_refused(void) {
    static const char *const hole[] = {"name", NULL};
    scene s = scene_open(SMALL);
    refpath_consent_record r = record_of("child", 1);
    refpath_done_record done = {0, "care", 0, NULL, "served"};
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&s.c, s.protocol, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_case_add_consent(NULL, &r, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    r.items.all = 0;
    r.items.ids = hole;
    r.items.n_ids = 2;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, NULL), REFPATH_INVALID_ARGUMENT);
    r.items.ids = NULL;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, NULL), REFPATH_INVALID_ARGUMENT);
    r = record_of("child", 1);
    r.size = 8;
    CU_ASSERT_EQUAL(refpath_case_add_consent(s.c, &r, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_add_done(s.c, &done, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_add_done(s.c, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    expect_case(s.c, "{}");
    scene_close(&s);
}

RP_SUITE(RP_TEST(case_record__nothing_about_a_consent_is_assumed),
         RP_TEST(case_record__a_refusal_needs_its_party_and_its_moment_alone),
         RP_TEST(case_record__a_refusal_neither_runs_out_nor_is_withdrawn), RP_TEST(case_record__an_empty_scope_is_an_error),
         RP_TEST(case_record__scopes_name_what_the_protocol_has),
         RP_TEST(case_record__parties_words_and_moments_are_checked),
         RP_TEST(case_record__what_ends_before_it_begins_is_a_contradiction),
         RP_TEST(case_record__each_entry_is_told_by_its_number),
         RP_TEST(case_record__what_was_done_needs_step_moment_and_outcome),
         RP_TEST(case_record__calls_add_what_json_adds),
         RP_TEST(case_record__a_bad_record_changes_nothing_and_is_told_by_the_number_it_would_have_had),
         RP_TEST(case_record__calls_without_their_arguments_are_refused))
