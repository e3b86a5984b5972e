/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "telling.h"

#define HEAD "\"protocol\":{\"id\":\"p\",\"version\":\"2\",\"status\":\"draft\",\"fingerprint\":\"0\"},"

static void plan(const char *json) { tell_in("en", REFPATH_ANSWER_PLAN, json); }

/* Where a text stands; one that is missing is a failure. */
static size_t where(const char *text) {
    const char *at = strstr(told, text);
    has(text);
    return at ? (size_t)(at - told) : 0;
}

static void plan__begins_with_case_holder_time_and_protocol(void) {
    plan("{" HEAD "\"case\":\"c-17\",\"holder\":\"unpol\",\"now\":\"2026-11-23T10:00:00Z\"}");
    has("Plan for case c-17\n"
        "Held by   unpol\n"
        "As of     23 Nov 2026, 10:00 (UTC)\n"
        "Protocol  p, version 2\n");
    has("No step of the protocol applies");
    lacks("What the words mean");
}

static void plan__a_case_without_a_number_is_a_plan_too(void) {
    plan("{" HEAD "\"holder\":\"unpol\",\"now\":\"2026-11-23T10:00:00Z\"}");
    CU_ASSERT_EQUAL(strncmp(told, "Plan\nHeld by", 12), 0);
}

static void plan__a_holder_to_be_avoided_learns_only_where_the_case_must_go(void) {
    plan("{" HEAD "\"warnings\":[{\"code\":\"not-valid-yet\",\"args\":{}},{\"code\":\"holder-avoided\",\"args\":{\"to\":\"adviser\"}}],\"case\":\"c\",\"holder\":\"unpol\","
         "\"now\":\"2026-11-23T10:00:00Z\"}");
    has("You should not handle this case");
    has("Hand it over to: adviser\n  - This protocol is not in force yet.\n");
    lacks("What to do");
    lacks("\n\n\n");
    CU_ASSERT_STRING_NOT_EQUAL(told + told_n - 2, "\n\n");
    plan("{" HEAD "\"warnings\":[{\"code\":\"holder-avoided\",\"args\":{}}],\"case\":\"c\",\"holder\":\"unpol\","
         "\"now\":\"2026-11-23T10:00:00Z\"}");
    has("You should not handle this case");
    lacks("Hand it over");
    lacks("{to}");
}

static void plan__what_never_to_do_comes_before_what_to_ask_and_that_before_what_to_do(void) {
    plan("{" HEAD "\"warnings\":[{\"code\":\"not-adopted\",\"args\":{\"status\":\"draft\"}}],\"case\":\"c\",\"holder\":\"u\","
         "\"now\":\"2026-11-23T10:00:00Z\",\"ask\":[{\"fact\":\"age\",\"for\":[\"s\"]}],"
         "\"steps\":[{\"ids\":[\"s\"],\"kind\":\"act\",\"certainty\":\"certain\",\"state\":\"ready\"}],"
         "\"advice\":[{\"id\":\"third\",\"kind\":\"should\",\"certainty\":\"certain\"},"
         "{\"id\":\"second\",\"kind\":\"must-not\",\"certainty\":\"certain\"},"
         "{\"id\":\"first\",\"kind\":\"must\",\"certainty\":\"possible\",\"facts\":[{\"fact\":\"sex\"}]}]}");
    CU_ASSERT_TRUE(where("Nobody has adopted this protocol (draft)") < where("What to keep in mind"));
    CU_ASSERT_TRUE(where("   Required   first (only if it is so; depends on: sex)\n") < where("   Forbidden  second\n"));
    CU_ASSERT_TRUE(where("   Forbidden  second\n") < where("   Advised    third\n"));
    CU_ASSERT_TRUE(where("   Advised    third\n") < where("What to ask\n"));
    CU_ASSERT_TRUE(where("1. age?") < where("What to do\n"));
    CU_ASSERT_TRUE(where("What to do\n") < where("What the words mean\n"));
}

static void plan__words_for_times_are_explained_where_times_are_told(void) {
    plan("{" HEAD "\"holder\":\"u\",\"now\":\"2026-11-23T10:00:00Z\","
         "\"steps\":[{\"ids\":[\"s\"],\"kind\":\"act\",\"certainty\":\"certain\",\"state\":\"ready\"}]}");
    lacks("is when it should be done");
    has("a no is\nrespected");
    plan("{" HEAD "\"holder\":\"u\",\"now\":\"2026-11-23T10:00:00Z\",\"steps\":[{\"ids\":[\"s\"],\"kind\":\"act\","
         "\"certainty\":\"certain\",\"state\":\"ready\",\"target\":\"2026-11-24T10:00:00Z\"}]}");
    has("is when it should be done");
}

static void ask__counts_only_what_the_holder_may_ask(void) {
    tell_in("en", REFPATH_ANSWER_ASK,
            "{" HEAD "\"ask\":[{\"fact\":\"age\",\"for\":[\"a\",\"b\"]},"
            "{\"fact\":\"concern\",\"terms\":[\"x\",\"y\"],\"for\":[\"a\"]},{\"fact\":\"pregnant\",\"by\":\"nurse\",\"for\":[\"b\"]}]}");
    has("2 questions matter, the most urgent first. Ask no more than these");
    has("1. age?\n   This decides: a; b\n2. concern?\n   Namely: x; y\n   This decides: a\n");
    has("3. pregnant? \xE2\x80\x93 do not ask this yourself, leave it to: nurse\n   This decides: b\n");
    tell_in("en", REFPATH_ANSWER_ASK, "{" HEAD "\"ask\":[{\"fact\":\"age\",\"for\":[\"a\"]}]}");
    has("One question matters. Ask no more than this");
}

static void ask__where_all_is_left_to_others_the_holder_is_told_not_to_ask(void) {
    tell_in("en", REFPATH_ANSWER_ASK, "{" HEAD "\"ask\":[{\"fact\":\"pregnant\",\"by\":\"nurse\",\"for\":[\"b\"]}]}");
    has("There is nothing for you to ask the child yourself.");
    lacks("One question matters");
}

static void ask__nothing_is_an_answer_too(void) {
    tell_in("en", REFPATH_ANSWER_ASK, "{" HEAD "\"ask\":[]}");
    has("There is nothing more to ask");
    tell_in("en", REFPATH_ANSWER_ASK, "{" HEAD "\"ask\":[{\"fact\":\"place\",\"for\":[\"a\"]}]}");
    has("1. Where is the child?\n");
}

RP_SUITE(RP_TEST(plan__begins_with_case_holder_time_and_protocol),
         RP_TEST(plan__a_case_without_a_number_is_a_plan_too),
         RP_TEST(plan__a_holder_to_be_avoided_learns_only_where_the_case_must_go),
         RP_TEST(plan__what_never_to_do_comes_before_what_to_ask_and_that_before_what_to_do),
         RP_TEST(plan__words_for_times_are_explained_where_times_are_told),
         RP_TEST(ask__counts_only_what_the_holder_may_ask),
         RP_TEST(ask__where_all_is_left_to_others_the_holder_is_told_not_to_ask),
         RP_TEST(ask__nothing_is_an_answer_too))
