/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* One step of a plan, and its candidates. */
#include "telling.h"

/* A step with these keys, as of 10:00 on 23 November. */
static void step_in(const char *language, const char *keys) {
    static char json[8192];
    snprintf(json, sizeof json, "{\"holder\":\"u\",\"now\":\"2026-11-23T10:00:00Z\",\"steps\":[{%s}]}", keys);
    tell_in(language, REFPATH_ANSWER_PLAN, json);
}

static void step(const char *keys) { step_in("en", keys); }

#define SERVICE "\"ids\":[\"clinic\"],\"kind\":\"service\",\"goal\":\"care\",\"purpose\":\"care\",\"certainty\":\"certain\","

static void title__is_what_it_is_about_and_its_state(void) {
    step(SERVICE "\"state\":\"ready\"");
    has("1. care \xE2\x80\x93 ready\n   This can be done now.\n");
    step("\"ids\":[\"tell\"],\"kind\":\"inform\",\"goal\":[\"adviser\",\"officer\"],\"certainty\":\"certain\",\"state\":\"waiting\",\"after\":[\"clinic\"]");
    has("1. Tell adviser or officer \xE2\x80\x93 waiting\n   This comes after: clinic\n");
    step("\"ids\":[\"stay\"],\"kind\":\"act\",\"certainty\":\"certain\",\"state\":\"refused\",\"late\":true");
    has("1. stay \xE2\x80\x93 refused, late\n");
    step(SERVICE "\"state\":\"no-provider\",\"late\":true,\"overdue\":true");
    has("1. care \xE2\x80\x93 nobody offers this, overdue\n");
    step(SERVICE "\"state\":\"window-closed\",\"late\":true");
    has("1. care \xE2\x80\x93 too late\n");
}

static void purpose__is_told_where_it_is_not_the_service_itself(void) {
    step(SERVICE "\"state\":\"ready\"");
    lacks("   For");
    step("\"ids\":[\"x\"],\"kind\":\"service\",\"goal\":\"care\",\"purpose\":\"monitoring\",\"certainty\":\"certain\",\"state\":\"ready\"");
    has("   For                monitoring\n");
    step("\"ids\":[\"x\"],\"kind\":\"service\",\"goal\":\"pep\",\"purpose\":\"care\",\"certainty\":\"certain\",\"state\":\"ready\",\"with\":\"clinic\"");
    has("   Same visit as      clinic\n");
    lacks("   For");
}

static void step__one_that_is_only_possible_says_on_what_it_depends(void) {
    step("\"ids\":[\"x\"],\"kind\":\"service\",\"goal\":\"care\",\"purpose\":\"care\",\"certainty\":\"possible\","
         "\"facts\":[{\"fact\":\"concern\",\"terms\":[\"a\",\"b\"]},{\"fact\":\"sex\"}],\"state\":\"needs-facts\"");
    has("   This is not decided before it is known: concern (a or b); sex\n");
    step("\"ids\":[\"x\"],\"kind\":\"service\",\"goal\":\"care\",\"purpose\":\"care\",\"certainty\":\"possible\","
         "\"facts\":[{\"fact\":\"sex\"}],\"state\":\"no-provider\"");
    has("   Only if            this depends on: sex\n");
}

static void times__a_target_and_limits_say_when_and_how_long_from_now(void) {
    step(SERVICE "\"state\":\"ready\",\"target\":\"2026-11-24T10:00:00Z\",\"limits\":["
                 "{\"at\":\"2026-11-23T12:30:00Z\",\"of\":\"incident\",\"then\":\"closed\"},"
                 "{\"at\":\"2026-12-01T10:00:00Z\",\"of\":\"custody\",\"then\":\"overdue\"}],\"open-clocks\":[\"birth\",\"report\"]");
    has("   By                 24 Nov 2026, 10:00 (in 24 hours)\n"
        "   Of use until       23 Nov 2026, 12:30 (in 2 hours)\n"
        "   Owed until         1 Dec 2026, 10:00 (in 8 days)\n"
        "   Time               not known before it is known when this was: birth and when the case became\n"
        "                      known\n");
}

static void times__what_has_passed_is_said_and_hurried_only_where_something_can_be_done(void) {
    step(SERVICE "\"state\":\"needs-consent\",\"target\":\"2026-11-22T10:00:00Z\",\"late\":true,\"overdue\":true,\"limits\":["
                 "{\"at\":\"2026-11-23T09:00:00Z\",\"of\":\"custody\",\"then\":\"overdue\",\"passed\":true}]");
    has("   By                 22 Nov 2026, 10:00: this time has passed, do it as soon as possible\n");
    has("   Owed until         23 Nov 2026, 09:00: this time has passed, and it is still owed\n");
    step(SERVICE "\"state\":\"refused\",\"target\":\"2026-11-22T10:00:00Z\",\"late\":true");
    has("   By                 22 Nov 2026, 10:00: this time has passed\n");
    step(SERVICE "\"state\":\"window-closed\",\"limits\":["
                 "{\"at\":\"2026-11-21T09:00:00Z\",\"of\":\"incident\",\"then\":\"closed\",\"passed\":true}]");
    has("   Of use until       21 Nov 2026, 09:00: this time has passed\n");
}

static void done__says_what_became_of_it_and_nothing_else(void) {
    step(SERVICE "\"state\":\"done\",\"target\":\"2026-11-22T10:00:00Z\",\"candidates\":[{\"actor\":\"c1\",\"state\":\"done\"}],"
                 "\"done\":[{\"step\":\"clinic\",\"at\":\"2026-11-22T09:00:00Z\",\"actor\":\"c0\",\"outcome\":\"no-answer\"},"
                 "{\"step\":\"clinic\",\"at\":\"2026-11-22T10:00:00Z\",\"outcome\":\"served\"}]");
    has("   So far             no answer, 22 Nov 2026, 09:00, c0\n"
        "                      help was given, 22 Nov 2026, 10:00\n");
    lacks("c1");
    lacks("   By");
}

static void candidate__first_is_told_in_full_and_the_others_in_short(void) {
    step(SERVICE "\"state\":\"ready\",\"candidates\":["
                 "{\"actor\":\"a1\",\"state\":\"ready\",\"certainty\":\"certain\",\"earliest\":\"2026-11-23T10:00:00Z\",\"path\":[\"u\",\"a1\"],"
                 "\"verified\":\"2026-11-01\",\"call\":[{\"by\":\"phone\",\"value\":\"+000 200\",\"secure\":true,\"open\":true},"
                 "{\"by\":\"other\",\"value\":\"the gate\"}]},"
                 "{\"actor\":\"a2\",\"state\":\"needs-consent\",\"certainty\":\"certain\",\"earliest\":\"2026-11-24T07:00:00Z\"},"
                 "{\"actor\":\"a3\",\"state\":\"ready\",\"certainty\":\"certain\"},{\"actor\":\"a4\",\"state\":\"ready\",\"certainty\":\"certain\"},"
                 "{\"actor\":\"a5\",\"state\":\"ready\",\"certainty\":\"certain\"},{\"actor\":\"a6\",\"state\":\"ready\",\"certainty\":\"certain\"}]");
    has("   Who                a1, at once\n"
        "   Contact            phone +000\xC2\xA0" "200 (secure); the\xC2\xA0gate, closed now\n"
        "   Entry checked      1 Nov 2026\n"
        "   Otherwise          a2, from 24 Nov 2026, 07:00 (agreement needed)\n"
        "                      a3, but it is not known when\n"
        "                      a4, but it is not known when\n"
        "                      and 2 more\n");
}

static void candidate__a_path_names_all_between_and_whose_contact_it_is(void) {
    step(SERVICE "\"state\":\"ready\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"ready\",\"certainty\":\"certain\","
                 "\"earliest\":\"2026-11-23T17:30:00Z\",\"path\":[\"u\",\"g1\",\"g2\",\"a1\"],\"notify\":[\"n1\",\"n2\"],"
                 "\"call\":[{\"by\":\"radio\",\"value\":\"channel 4\",\"open\":true}]}]");
    has("   Who                a1, from 23 Nov 2026, 17:30\n"
        "   Through            g1, then g2, then a1\n"
        "   Contact            g1: radio channel\xC2\xA0" "4\n"
        "   Tell as well       n1 and n2 (at the same time, and no more than may be passed on)\n");
}

static void candidate__reasons_are_sentences(void) {
    step(SERVICE "\"state\":\"needs-facts\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"needs-facts\",\"certainty\":\"possible\","
                 "\"facts\":[{\"fact\":\"place\"}],\"reasons\":[{\"code\":\"eligibility-open\",\"args\":{}},"
                 "{\"code\":\"after-limit\",\"args\":{\"limit\":\"2026-11-24T10:00:00Z\"}},"
                 "{\"code\":\"opens\",\"args\":{\"at\":\"2026-11-24T07:00:00Z\"}},{\"code\":\"travel\",\"args\":{\"time\":\"PT40M\"}},"
                 "{\"code\":\"capacity\",\"args\":{\"number\":6,\"per\":\"P1D\"}},{\"code\":\"capacity\",\"args\":{\"number\":7}},"
                 "{\"code\":\"gives-also\",\"args\":{\"steps\":[\"pep\",\"test\"]}}]}]");
    has("   Only if            whether they can help depends on: Place\n"
        "   Note               cannot help before this is no longer of use (24 Nov 2026, 10:00)\n"
        "                      opens 24 Nov 2026, 07:00\n"
        "                      the way there takes 40 minutes\n"
        "                      takes up to 6 new cases in 1 day\n"
        "                      takes up to 7 new cases\n"
        "                      gives also, at the same visit: pep and test\n");
    lacks("not certain yet");
    step(SERVICE "\"state\":\"needs-facts\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"needs-facts\",\"certainty\":\"possible\","
                 "\"reasons\":[{\"code\":\"eligibility-open\",\"args\":{}}]}]");
    has("it is not certain yet that they can help");
}

static void candidate__one_at_the_same_visit_is_not_told_twice(void) {
    static const char host[] = "\"candidates\":[{\"actor\":\"a1\",\"state\":\"ready\",\"certainty\":\"certain\",\"path\":[\"u\",\"a1\"],"
                               "\"earliest\":\"2026-11-23T10:00:00Z\",\"call\":[{\"by\":\"phone\",\"value\":\"1\",\"open\":true}],"
                               "\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\"}]}]";
    char keys[2048];
    snprintf(keys, sizeof keys, SERVICE "\"state\":\"ready\",%s},{\"ids\":[\"x\"],\"kind\":\"service\",\"goal\":\"pep\",\"purpose\":\"care\","
             "\"certainty\":\"certain\",\"state\":\"ready\",\"with\":\"clinic\",%s},{\"ids\":[\"y\"],\"kind\":\"service\",\"goal\":\"ec\",\"purpose\":\"care\","
             "\"certainty\":\"possible\",\"facts\":[{\"fact\":\"f\"}],\"state\":\"needs-facts\",\"with\":\"clinic\",%s", host, host, host);
    step(keys);
    has("   This can be done now.\n"
        "   Same visit as      clinic\n"
        "   Who                a1, at the same visit\n\n");
    has("   Who                a1, at the same visit\n"
        "   Not yet            i1: may be passed on only once it is known that this is for this case\n");
}

static void candidate__of_a_step_that_is_not_sure_nothing_may_be_passed_on_yet(void) {
    step("\"ids\":[\"y\"],\"kind\":\"service\",\"goal\":\"ec\",\"purpose\":\"ec\",\"certainty\":\"possible\",\"facts\":[{\"fact\":\"f\"}],"
         "\"state\":\"needs-facts\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"needs-facts\",\"certainty\":\"certain\","
         "\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\"}]}]");
    has("   Not yet            i1: may be passed on only once it is known");
    lacks("May be passed on   i1");
    step(SERVICE "\"state\":\"needs-facts\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"needs-facts\",\"certainty\":\"possible\","
                 "\"facts\":[{\"fact\":\"place\"}],\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\"}]}]");
    has("   This is not decided before it is known: Place\n");
    has("   Not yet            i1: may be passed on only once it is known");
}

static void candidate__nobody_is_named_as_if_they_could_be_called_where_they_cannot(void) {
    step(SERVICE "\"state\":\"blocked\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"blocked\",\"certainty\":\"certain\","
                 "\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\"}]}]");
    has("   No way to          a1\n");
    lacks("   Who");
    lacks("i1");
    step(SERVICE "\"state\":\"window-closed\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"window-closed\",\"certainty\":\"certain\","
                 "\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\"}]}]");
    lacks("a1");
}

static void refused__nobody_left_is_not_told_as_a_no(void) {
    step(SERVICE "\"state\":\"refused\",\"candidates\":[{\"actor\":\"a1\",\"state\":\"refused\",\"certainty\":\"certain\","
                 "\"share\":[{\"decision\":\"refused\",\"item\":\"i1\",\"missing\":[{\"by\":[],\"kind\":\"consent\",\"refused\":true}]}]}]");
    has("Nobody is left who could agree to this");
    lacks("has said no");
}

static void hidden__help_is_told_of_without_a_name(void) {
    step(SERVICE "\"state\":\"ready\",\"candidates\":[{\"actor\":\"g1\",\"hidden\":true,\"state\":\"ready\",\"certainty\":\"certain\","
                 "\"earliest\":\"2026-11-23T12:00:00Z\"}]");
    has("   Who                g1, who knows of help that is not listed for you, from 23 Nov 2026, 12:00\n");
    step(SERVICE "\"state\":\"blocked\",\"hidden-help\":[\"case-worker\",\"adviser\"]");
    has("   Help exists        There is help that is not listed for you. Who may know of it: case-worker or\n"
        "                      adviser\n");
}

static void rest__left_out_items_if_and_escalation(void) {
    step(SERVICE "\"state\":\"no-provider\",\"items-if\":[{\"item\":\"identity\",\"step\":\"tracing\",\"facts\":[{\"fact\":\"concern\"}]}],"
                 "\"left-out\":[{\"actor\":\"a1\",\"because\":{\"code\":\"not-eligible\",\"args\":{}}},"
                 "{\"actor\":\"a2\",\"because\":{\"code\":\"avoided\",\"args\":{}}},"
                 "{\"actor\":\"a3\",\"because\":{\"code\":\"no-answer\",\"args\":{\"at\":\"2026-11-23T09:00:00Z\"}}},"
                 "{\"actor\":\"a4\",\"because\":{\"code\":\"unavailable\",\"args\":{\"at\":\"2026-11-23T09:00:00Z\"}}}],"
                 "\"escalate\":{\"to\":[\"adviser\",\"officer\"],\"at\":\"2026-11-23T10:00:00Z\"}");
    has("   Not yet            identity: only if it is so, which is not known yet: concern\n"
        "   Left out           a1: does not take cases like this one\n"
        "                      a2: must be kept away from this case\n"
        "                      a3: gave no answer, 23 Nov 2026, 09:00\n"
        "                      a4: was not available, 23 Nov 2026, 09:00\n"
        "   Turn to            adviser or officer, now\n");
    step(SERVICE "\"state\":\"refused\",\"escalate\":{\"to\":[\"adviser\"],\"at\":\"2026-11-24T10:00:00Z\"}");
    has("   Turn to            adviser, if nothing has changed by 24 Nov 2026, 10:00\n");
}

static void state__every_one_has_a_word_and_a_sentence_in_every_language(void) {
    static const char *const languages[] = {"en", "fr", "es", "ar"};
    static const char *const states[] = {"done",    "ready",     "needs-consent", "needs-facts", "waiting",
                                         "refused", "forbidden", "blocked",       "no-provider", "window-closed"};
    for (size_t l = 0; l < 4; l++) {
        for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
            char keys[256], word[64];
            snprintf(keys, sizeof keys, SERVICE "\"state\":\"%s\"", states[i]);
            step_in(languages[l], keys);
            snprintf(word, sizeof word, "state-text.%s", states[i]);
            lacks(word); /* a key that nobody has written a message for stands for itself */
            lacks("{");
        }
    }
}

RP_SUITE(RP_TEST(title__is_what_it_is_about_and_its_state),
         RP_TEST(purpose__is_told_where_it_is_not_the_service_itself),
         RP_TEST(step__one_that_is_only_possible_says_on_what_it_depends),
         RP_TEST(times__a_target_and_limits_say_when_and_how_long_from_now),
         RP_TEST(times__what_has_passed_is_said_and_hurried_only_where_something_can_be_done),
         RP_TEST(done__says_what_became_of_it_and_nothing_else),
         RP_TEST(candidate__first_is_told_in_full_and_the_others_in_short),
         RP_TEST(candidate__a_path_names_all_between_and_whose_contact_it_is),
         RP_TEST(candidate__reasons_are_sentences),
         RP_TEST(candidate__one_at_the_same_visit_is_not_told_twice),
         RP_TEST(candidate__of_a_step_that_is_not_sure_nothing_may_be_passed_on_yet),
         RP_TEST(candidate__nobody_is_named_as_if_they_could_be_called_where_they_cannot),
         RP_TEST(refused__nobody_left_is_not_told_as_a_no),
         RP_TEST(hidden__help_is_told_of_without_a_name),
         RP_TEST(rest__left_out_items_if_and_escalation),
         RP_TEST(state__every_one_has_a_word_and_a_sentence_in_every_language))
