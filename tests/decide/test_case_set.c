/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The calls that say what is known of a case's facts. */
#include "decide/case_world.h"

#define YES REFPATH_TRUTH_YES
#define NO REFPATH_TRUTH_NO
#define OPEN REFPATH_TRUTH_OPEN

static scene open_case(void) {
    scene s = scene_open(SMALL);
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&s.c, s.protocol, NULL), REFPATH_OK);
    return s;
}

static void good_at(refpath_status status, int line) {
    if (status != REFPATH_OK) {
        printf("line %d: %s\n", line, refpath_status_name(status));
    }
    CU_ASSERT_EQUAL(status, REFPATH_OK);
}

#define good(call) good_at((call), __LINE__)
#define bad(call) CU_ASSERT_EQUAL((call), REFPATH_INVALID_CASE)

/* -- numbers ------------------------------------------------------------------------------------------------------ */

static void case_set__a_number_is_a_range(void) {
    scene s = open_case();
    good(refpath_case_set_number(s.c, "age", 12, 14, s.diags));
    expect_case(s.c, "{'facts':{'age':{'min':12,'max':14}}}");
    good(refpath_case_set_number(s.c, "age", 13, 13, s.diags));
    expect_case(s.c, "{'facts':{'age':13}}");
    good(refpath_case_set_number(s.c, "age", 0, 24, s.diags)); /* all is open: nothing was said */
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case_set__values_that_stand_apart_are_put_in_order_each_once(void) {
    static const int32_t values[] = {9, 3, 4, 9, -3};
    static const int32_t row[] = {5, 3, 4};
    scene s = open_case();
    good(refpath_case_set_numbers(s.c, "siblings", values, 5, s.diags));
    expect_case(s.c, "{'facts':{'siblings':[-3,3,4,9]}}");
    good(refpath_case_set_numbers(s.c, "siblings", row, 3, s.diags));
    expect_case(s.c, "{'facts':{'siblings':{'min':3,'max':5}}}");
    scene_close(&s);
}

static void case_set__a_number_outside_or_turned_around_changes_nothing(void) {
    static const int32_t values[] = {1, 99};
    scene s = open_case();
    good(refpath_case_set_number(s.c, "age", 12, 14, s.diags));
    bad(refpath_case_set_number(s.c, "age", -1, 14, s.diags));
    expect_told(&s, "case-number-outside(path=facts.age, min=0, max=24)");
    bad(refpath_case_set_number(s.c, "age", 3, 25, s.diags));
    expect_told(&s, "case-number-outside(path=facts.age, min=0, max=24)");
    bad(refpath_case_set_numbers(s.c, "age", values, 2, s.diags));
    expect_told(&s, "case-number-outside(path=facts.age, min=0, max=24)");
    bad(refpath_case_set_number(s.c, "age", 9, 8, s.diags));
    expect_told(&s, "case-contradiction(path=facts.age)");
    expect_case(s.c, "{'facts':{'age':{'min':12,'max':14}}}");
    scene_close(&s);
}

/* -- choices ------------------------------------------------------------------------------------------------------- */

static void case_set__yes_leaves_a_term_of_a_choice_with_its_parts_alone(void) {
    scene s = open_case();
    good(refpath_case_set_term(s.c, "caregiver", "not-to-be-asked", YES, s.diags));
    expect_case(s.c, "{'facts':{'caregiver':['absent','unsafe']}}");
    good(refpath_case_set_term(s.c, "caregiver", "unsafe", YES, s.diags));
    expect_case(s.c, "{'facts':{'caregiver':'unsafe'}}");
    bad(refpath_case_set_term(s.c, "caregiver", "absent", YES, s.diags));
    expect_told(&s, "case-contradiction(path=facts.caregiver)");
    good(refpath_case_set_term(s.c, "caregiver", "unsafe", OPEN, s.diags));
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case_set__no_takes_a_term_out_of_a_choice_but_never_the_last(void) {
    scene s = open_case();
    good(refpath_case_set_term(s.c, "caregiver", "absent", NO, s.diags));
    expect_case(s.c, "{'facts':{'caregiver':['supportive','unsafe']}}");
    good(refpath_case_set_term(s.c, "caregiver", "supportive", NO, s.diags));
    bad(refpath_case_set_term(s.c, "caregiver", "not-to-be-asked", NO, s.diags));
    expect_told(&s, "case-contradiction(path=facts.caregiver)");
    expect_case(s.c, "{'facts':{'caregiver':'unsafe'}}");
    scene_close(&s);
}

/* -- sets ------------------------------------------------------------------------------------------------------------ */

static void case_set__yes_goes_up_and_no_goes_down(void) {
    scene s = open_case();
    good(refpath_case_set_term(s.c, "concern", "killing", YES, s.diags));
    bad(refpath_case_set_term(s.c, "concern", "grave", NO, s.diags));
    expect_told(&s, "case-contradiction(path=facts.concern)");
    good(refpath_case_set_term(s.c, "concern", "gender-based", NO, s.diags));
    bad(refpath_case_set_term(s.c, "concern", "sexual-violence", YES, s.diags));
    expect_told(&s, "case-contradiction(path=facts.concern)");
    expect_case(s.c, "{'facts':{'concern':{'yes':['killing'],'no':['gender-based']}}}");
    scene_close(&s);
}

static void case_set__open_forgets_what_was_said_and_what_followed_from_it(void) {
    scene s = open_case();
    good(refpath_case_set_term(s.c, "concern", "killing", YES, s.diags));
    good(refpath_case_set_term(s.c, "concern", "killing", OPEN, s.diags));
    expect_case(s.c, "{}");
    good(refpath_case_set_term(s.c, "concern", "grave", NO, s.diags));
    scene_close(&s);
}

static void case_set__a_complete_set_has_no_open_terms(void) {
    scene s = open_case();
    good(refpath_case_set_term(s.c, "concern", "killing", YES, s.diags));
    good(refpath_case_set_complete(s.c, "concern", s.diags));
    expect_case(s.c, "{'facts':{'concern':['killing']}}");
    bad(refpath_case_set_term(s.c, "concern", "abduction", YES, s.diags));
    scene_close(&s);
    s = open_case();
    good(refpath_case_set_complete(s.c, "concern", s.diags));
    expect_case(s.c, "{'facts':{'concern':[]}}");
    scene_close(&s);
}

/* -- flags and what nobody can tell --------------------------------------------------------------------------------------- */

static void case_set__a_flag_is_said_and_forgotten(void) {
    scene s = open_case();
    good(refpath_case_set_flag(s.c, "danger", NO, s.diags));
    expect_case(s.c, "{'facts':{'danger':false}}");
    good(refpath_case_set_flag(s.c, "danger", YES, s.diags));
    expect_case(s.c, "{'facts':{'danger':true}}");
    good(refpath_case_set_flag(s.c, "danger", OPEN, s.diags));
    expect_case(s.c, "{}");
    bad(refpath_case_set_flag(s.c, "raped", YES, s.diags));
    expect_told(&s, "case-derived-fact(path=facts.raped)");
    scene_close(&s);
}

static void case_set__what_nobody_can_tell_cannot_be_known(void) {
    scene s = open_case();
    static const char *const facts[] = {"age", "sex", "concern", "danger", "place"};
    for (size_t i = 0; i < 5; i++) {
        good(refpath_case_set_unknown(s.c, facts[i], 1, s.diags));
    }
    expect_case(s.c, "{'unknown':['age','sex','danger','concern','place']}");
    bad(refpath_case_set_number(s.c, "age", 3, 3, s.diags));
    bad(refpath_case_set_term(s.c, "sex", "male", YES, s.diags));
    bad(refpath_case_set_term(s.c, "sex", "male", NO, s.diags)); /* one is left: that is knowing */
    bad(refpath_case_set_complete(s.c, "concern", s.diags));
    bad(refpath_case_set_flag(s.c, "danger", NO, s.diags));
    bad(refpath_case_set_place(s.c, "port", s.diags));
    CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 6);
    good(refpath_case_set_number(s.c, "age", 3, 4, s.diags)); /* known in part, and nobody can tell more */
    good(refpath_case_set_place(s.c, "galasi", s.diags));
    good(refpath_case_set_unknown(s.c, "age", 0, s.diags));
    good(refpath_case_set_number(s.c, "age", 3, 3, s.diags));
    bad(refpath_case_set_unknown(s.c, "age", 1, s.diags));
    scene_close(&s);
}

/* -- names and arguments ---------------------------------------------------------------------------------------------------- */

static void case_set__unknown_names_and_other_kinds_are_refused_without_repeating_them(void) {
    scene s = open_case();
    bad(refpath_case_set_number(s.c, "secret", 1, 1, s.diags));
    expect_told(&s, "case-unknown-fact(path=facts, choices=6)");
    bad(refpath_case_set_number(s.c, "sex", 1, 1, s.diags));
    expect_told(&s, "case-wrong-type(path=facts.sex, expected='term' | ['term'])");
    bad(refpath_case_set_flag(s.c, "age", YES, s.diags));
    expect_told(&s, "case-wrong-type(path=facts.age, expected=12 | [12, 13] | {'min': 12, 'max': 14})");
    bad(refpath_case_set_term(s.c, "sex", "secret", YES, s.diags));
    expect_told(&s, "case-unknown-term(path=facts.sex, choices=2)");
    bad(refpath_case_set_complete(s.c, "sex", s.diags));
    bad(refpath_case_set_unknown(s.c, "secret", 1, s.diags));
    refpath_diags_clear(s.diags);
    bad(refpath_case_set_term(s.c, "sex", "secret", YES, NULL)); /* a list of problems is not needed */
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case_set__calls_without_their_arguments_are_refused(void) {
    scene s = open_case();
    int32_t one = 1;
    CU_ASSERT_EQUAL(refpath_case_set_number(NULL, "age", 1, 1, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_number(s.c, NULL, 1, 1, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_numbers(s.c, "age", &one, 0, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_numbers(s.c, "age", NULL, 1, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_term(s.c, "sex", NULL, YES, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_term(s.c, "sex", "male", (refpath_truth)3, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_complete(NULL, "concern", NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_flag(s.c, "danger", (refpath_truth)-1, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_set_unknown(s.c, NULL, 1, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

RP_SUITE(RP_TEST(case_set__a_number_is_a_range),
         RP_TEST(case_set__values_that_stand_apart_are_put_in_order_each_once),
         RP_TEST(case_set__a_number_outside_or_turned_around_changes_nothing),
         RP_TEST(case_set__yes_leaves_a_term_of_a_choice_with_its_parts_alone),
         RP_TEST(case_set__no_takes_a_term_out_of_a_choice_but_never_the_last),
         RP_TEST(case_set__yes_goes_up_and_no_goes_down),
         RP_TEST(case_set__open_forgets_what_was_said_and_what_followed_from_it),
         RP_TEST(case_set__a_complete_set_has_no_open_terms), RP_TEST(case_set__a_flag_is_said_and_forgotten),
         RP_TEST(case_set__what_nobody_can_tell_cannot_be_known),
         RP_TEST(case_set__unknown_names_and_other_kinds_are_refused_without_repeating_them),
         RP_TEST(case_set__calls_without_their_arguments_are_refused))
