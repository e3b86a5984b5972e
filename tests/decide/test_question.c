/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What every question does first and last: names, warnings about the protocol, an answer or nothing. */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define WORLD                                                                                                          \
    "<items><item id='need'/></items><purposes><purpose id='tell'/></purposes><parties><party id='child'/></parties>"  \
    "<vocabulary><number id='age' min='-2' max='9' unit='year'/><choice id='sex'><term id='f'><label>Girl</label></term><term id='m'/></choice><flag id='danger'/></vocabulary>" \
    "<places><place id='land'><place id='port'/></place></places>"                                                     \
    "<groups><group id='g'/></groups><roles><role id='bare'/><role id='held' group='g'/></roles>"                      \
    "<actors><actor id='us' group='g'/><actor id='quiet' group='g' visible-to='held'/><actor id='them' group='g'/></actors>"

static void expect_code(const scene *s, size_t i, const char *code, const char *argument) {
    refpath_problem problem;
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s->diags, i, &problem), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(problem.code, code);
    CU_ASSERT_STRING_EQUAL(argument ? problem.arguments[0].value : "", argument ? argument : "");
    for (size_t k = 0; k < problem.n_arguments; k++) {
        CU_ASSERT_PTR_NULL(strstr(problem.arguments[k].value, "secret"));
    }
}

/* -- names ---------------------------------------------------------------------------------------------------------------- */

static void question__all_names_that_do_not_exist_are_told_at_once_and_none_is_repeated(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{}");
    CU_ASSERT_EQUAL(scene_try_consent(&s, "secret", "secret", "secret", "secret", NOW, 0), REFPATH_INVALID_QUESTION);
    CU_ASSERT_PTR_NULL(s.answer);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 4);
    expect_code(&s, 0, "question-unknown", "item");
    expect_code(&s, 1, "question-unknown", "to");
    expect_code(&s, 2, "question-unknown", "purpose");
    expect_code(&s, 3, "question-unknown", "from");
    CU_ASSERT_EQUAL(scene_try_path(&s, "secret", "secret", "secret", "secret", "secret", NOW), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "them", "secret", NULL, NULL, NOW), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-unknown", "at");
    scene_close(&s);
}

static void question__what_is_missing_is_told(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{}");
    CU_ASSERT_EQUAL(scene_try_consent(&s, NULL, NULL, NULL, NULL, NOW, 0), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 4);
    expect_code(&s, 0, "question-missing", "item");
    expect_code(&s, 3, "question-missing", "from");
    CU_ASSERT_EQUAL(scene_try_plan(&s, NOW), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "case-without-holder", NULL);
    scene_close(&s);
}

static void question__the_holder_sends_where_nobody_else_is_named(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{'holder':'us'}");
    scene_consent(&s, "need", "them", "tell", NULL, NOW);
    expect(&s, "sender", "us");
    scene_consent(&s, "need", "them", "tell", "held", NOW);
    expect(&s, "sender", "held");
    scene_close(&s);
}

static void question__a_sender_is_an_actor_or_a_role_that_names_its_group(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{}");
    CU_ASSERT_EQUAL(scene_try_consent(&s, "need", "them", "tell", "bare", NOW, 0), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-without-group", "from");
    CU_ASSERT_EQUAL(scene_try_path(&s, "bare", "them", "port", NULL, NULL, NOW), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-without-group", "from");
    CU_ASSERT_EQUAL(scene_try_consent(&s, "need", "them", "tell", "child", NOW, 0), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-unknown", "from");
    CU_ASSERT_EQUAL(scene_try_consent(&s, "need", "g", "tell", "us", NOW, 0), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-unknown", "to");
    scene_close(&s);
}

static void question__a_hidden_end_of_a_path_is_refused_in_the_words_for_one_that_is_not_there(void) {
    scene s = scene_open(WORLD);
    char *of_hidden, *of_none;
    scene_text text = {"", 0};
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "quiet", "port", NULL, NULL, NOW), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(refpath_diags_write(s.diags, REFPATH_DIAGS_JSON, NULL, scene_take, &text), REFPATH_OK);
    of_hidden = scene_copy(text.at);
    text.n = 0;
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "secret", "port", NULL, NULL, NOW), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL(refpath_diags_write(s.diags, REFPATH_DIAGS_JSON, NULL, scene_take, &text), REFPATH_OK);
    of_none = scene_copy(text.at);
    CU_ASSERT_STRING_EQUAL(of_hidden, of_none);
    free(of_hidden);
    free(of_none);
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "quiet", "port", NULL, "all", NOW), REFPATH_OK);
    CU_ASSERT_EQUAL(scene_try_path(&s, "quiet", "us", "port", NULL, "quiet", NOW), REFPATH_OK);
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "quiet", "port", NULL, "held", NOW), REFPATH_OK);
    scene_close(&s);
}

static void question__calls_without_their_arguments_are_refused(void) {
    scene s = scene_open(WORLD);
    refpath_consent_question consent = {sizeof consent, "need", "them", "tell", "us", 0, 0};
    refpath_path_question path = {sizeof path, "us", "them", "port", NULL, NULL, 0, NULL};
    refpath_answer *a = (refpath_answer *)&s;
    scene_case(&s, "{'holder':'us'}");
    CU_ASSERT_EQUAL(refpath_case_plan(NULL, s.c, 0, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_plan(&a, NULL, 0, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(a);
    CU_ASSERT_EQUAL(refpath_case_plan(&a, s.c, REFPATH_NO_TIME, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_ask(&a, s.c, REFPATH_NO_TIME, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_consent(&a, s.c, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    consent.at = REFPATH_NO_TIME;
    CU_ASSERT_EQUAL(refpath_case_consent(&a, s.c, &consent, NULL), REFPATH_INVALID_ARGUMENT);
    path.size = 3;
    CU_ASSERT_EQUAL(refpath_protocol_path(&a, s.protocol, &path, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_protocol_choices(&a, s.protocol, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_check(NULL, 0, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

static void question__moments_that_no_answer_could_tell_are_refused(void) {
    static const int64_t beyond[] = {INT64_MAX, INT64_MIN + 1, INT64_C(253402300800), INT64_C(-62167219201)};
    scene s = scene_open(WORLD);
    refpath_case *c = NULL;
    refpath_answer *answer = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&c, s.protocol, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_case_set_holder(c, "us", NULL), REFPATH_OK);
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        CU_ASSERT_EQUAL(refpath_case_plan(&answer, c, beyond[i], NULL), REFPATH_INVALID_ARGUMENT);
        CU_ASSERT_EQUAL(refpath_case_check(c, beyond[i], NULL), REFPATH_INVALID_ARGUMENT);
        CU_ASSERT_PTR_NULL(answer);
    }
    CU_ASSERT_EQUAL(refpath_case_plan(&answer, c, INT64_C(253402300799), NULL), REFPATH_OK);
    refpath_answer_unref(answer);
    refpath_case_free(c);
    scene_close(&s);
}

static void question__a_path_is_not_asked_of_a_case_of_another_protocol(void) {
    scene s = scene_open(WORLD), other = scene_open(WORLD);
    refpath_path_question path = {sizeof path, "us", "them", "port", NULL, NULL, 0, NULL};
    scene_case(&other, "{}");
    path.known = other.c;
    CU_ASSERT_EQUAL(refpath_protocol_path(scene_next(&s), s.protocol, &path, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
    scene_close(&other);
}

/* -- choices -------------------------------------------------------------------------------------------------------------------- */

static void question__choices_are_the_terms_or_the_range_of_a_fact(void) {
    scene s = scene_open(WORLD);
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_choices(scene_next(&s), s.protocol, "sex", s.diags), REFPATH_OK);
    expect(&s, "choices", "[{'id':'f','labels':{'en':'Girl'}},{'id':'m'}]");
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_choices(scene_next(&s), s.protocol, "age", s.diags), REFPATH_OK);
    expect(&s, "min", "-2");
    expect(&s, "max", "9");
    expect(&s, "unit", "year");
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_choices(scene_next(&s), s.protocol, "place", s.diags), REFPATH_OK);
    expect(&s, "choices", "[{'id':'land'},{'id':'port','in':'land'}]");
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_choices(scene_next(&s), s.protocol, "danger", s.diags), REFPATH_OK);
    expect(&s, "choices", "[{'id':'true'},{'id':'false'}]");
    CU_ASSERT_EQUAL(refpath_protocol_choices(scene_next(&s), s.protocol, "secret", s.diags), REFPATH_INVALID_QUESTION);
    expect_code(&s, 0, "question-unknown", "fact");
    scene_close(&s);
}

/* -- warnings about the protocol ---------------------------------------------------------------------------------------------------- */

static void expect_warnings(const char *head, const char *at, const char *warnings) {
    char xml[4096];
    scene s;
    memset(&s, 0, sizeof s);
    snprintf(xml, sizeof xml, "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en' %s>" WORLD "</protocol>", head);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&s.diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&s.protocol, xml, strlen(xml), NULL, NULL, s.diags), REFPATH_OK);
    scene_case(&s, "{'holder':'us'}");
    scene_plan(&s, at);
    expect(&s, "warnings", warnings);
    scene_consent(&s, "need", "them", "tell", "us", at);
    expect(&s, "warnings", warnings);
    scene_ask(&s, at);
    expect(&s, "warnings", warnings);
    scene_close(&s);
}

static void question__a_protocol_that_is_not_adopted_warns(void) {
    expect_warnings("status='adopted'", NOW, "");
    expect_warnings("status='example'", NOW, "[{'code':'not-adopted','args':{'status':'example'}}]");
    expect_warnings("", NOW, "[{'code':'not-adopted','args':{'status':'draft'}}]");
}

static void question__outside_its_days_a_protocol_still_answers_with_a_warning(void) {
    static const char head[] = "status='adopted' valid-from='2026-01-01' valid-until='2026-12-31' review-by='2026-07-01'";
    expect_warnings(head, "2025-12-31T23:59:59Z", "[{'code':'not-valid-yet','args':{}}]");
    expect_warnings(head, "2026-01-01T00:00:00Z", "");
    expect_warnings(head, "2026-07-01T23:59:59Z", "");
    expect_warnings(head, "2026-07-02T00:00:00Z", "[{'code':'review-due','args':{'since':'2026-07-01'}}]");
    expect_warnings(head, "2027-01-01T00:00:00Z", "[{'code':'no-longer-valid','args':{}},{'code':'review-due','args':{'since':'2026-07-01'}}]");
}

static void question__warnings_come_first_after_the_protocol(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, "{'holder':'us','avoid':['us']}");
    scene_plan(&s, NOW);
    CU_ASSERT_STRING_EQUAL(refpath_value_key(refpath_value_at(refpath_answer_root(s.answer), 0)), "protocol");
    CU_ASSERT_STRING_EQUAL(refpath_value_key(refpath_value_at(refpath_answer_root(s.answer), 1)), "warnings");
    expect(&s, "protocol/id", "scene");
    expect(&s, "protocol/status", "adopted");
    scene_close(&s);
}

RP_SUITE(RP_TEST(question__all_names_that_do_not_exist_are_told_at_once_and_none_is_repeated),
         RP_TEST(question__what_is_missing_is_told), RP_TEST(question__the_holder_sends_where_nobody_else_is_named),
         RP_TEST(question__a_sender_is_an_actor_or_a_role_that_names_its_group),
         RP_TEST(question__a_hidden_end_of_a_path_is_refused_in_the_words_for_one_that_is_not_there),
         RP_TEST(question__calls_without_their_arguments_are_refused),
         RP_TEST(question__moments_that_no_answer_could_tell_are_refused),
         RP_TEST(question__a_path_is_not_asked_of_a_case_of_another_protocol),
         RP_TEST(question__choices_are_the_terms_or_the_range_of_a_fact),
         RP_TEST(question__a_protocol_that_is_not_adopted_warns),
         RP_TEST(question__outside_its_days_a_protocol_still_answers_with_a_warning),
         RP_TEST(question__warnings_come_first_after_the_protocol))
