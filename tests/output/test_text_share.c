/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What may be passed on: as rows of a step, and as the answer to one question, with why and what would change it. */
#include "telling.h"

static void share(const char *share_and_more) {
    static char json[8192];
    snprintf(json, sizeof json,
             "{\"holder\":\"u\",\"now\":\"2026-11-23T10:00:00Z\",\"steps\":[{\"ids\":[\"s\"],\"kind\":\"service\",\"goal\":\"g\","
             "\"purpose\":\"g\",\"certainty\":\"certain\",\"state\":\"ready\",\"candidates\":[{\"actor\":\"a\",\"state\":\"ready\","
             "\"certainty\":\"certain\",\"share\":[%s}]}]}",
             share_and_more);
    tell_in("en", REFPATH_ANSWER_PLAN, json);
}

static void share__one_row_for_each_word_the_best_first(void) {
    share("{\"decision\":\"forbidden\",\"item\":\"i5\"},{\"decision\":\"refused\",\"item\":\"i4\",\"missing\":[{\"by\":[\"child\"],\"kind\":\"assent\",\"refused\":true}]},"
          "{\"decision\":\"needs-facts\",\"item\":\"i3\",\"facts\":[{\"fact\":\"age\"}]},"
          "{\"decision\":\"needs-consent\",\"item\":\"i2\",\"missing\":[{\"by\":[\"parent\",\"guardian\"],\"kind\":\"consent\",\"form\":\"written\"}]},"
          "{\"decision\":\"permitted\",\"item\":\"i1\"}]");
    has("   May be passed on   i1\n"
        "   Needs agreement    i2: written consent of parent or guardian\n"
        "   Not decided yet    i3 (depends on: age)\n"
        "   Refused            i4: assent of child\n"
        "   Do not pass on     i5\n");
}

static void share__items_of_which_the_same_is_true_stand_together(void) {
    share("{\"decision\":\"permitted\",\"item\":\"i1\"},{\"decision\":\"permitted\",\"item\":\"i2\",\"despite\":[\"parent\"]},"
          "{\"decision\":\"permitted\",\"item\":\"i3\"},{\"decision\":\"permitted\",\"item\":\"i4\"}]");
    has("   May be passed on   i1; i3; i4\n"
        "                      i2 – all of this although refused by: parent\n");
}

static void share__none_of_several_agreements_may_be_left_out(void) {
    share("{\"decision\":\"needs-consent\",\"item\":\"i1\",\"missing\":[{\"by\":[\"parent\"],\"kind\":\"consent\",\"form\":\"recorded\"},"
          "{\"by\":[\"child\"],\"kind\":\"assent\",\"form\":\"written\",\"naming\":[\"item\",\"recipient\",\"purpose\"]}]}]");
    has("   Needs agreement    i1: recorded consent of parent, and also written assent of child, naming what\n"
        "                      is passed on, who receives it and what it is for\n");
}

static void share__of_several_it_is_said_which_was_refused(void) {
    share("{\"decision\":\"refused\",\"item\":\"i1\",\"missing\":[{\"by\":[\"parent\"],\"kind\":\"consent\"},"
          "{\"by\":[\"child\"],\"kind\":\"assent\",\"refused\":true}]}]");
    has("   Refused            i1: consent of parent, and also assent of child \xE2\x80\x93 refused\n");
}

static void share__one_with_nobody_left_says_so(void) {
    share("{\"decision\":\"refused\",\"item\":\"i1\",\"missing\":[{\"by\":[],\"kind\":\"consent\",\"refused\":true}]}]");
    has("   Refused            i1: nobody is left who could agree\n");
}

static void share__parts_that_differ_stand_for_themselves(void) {
    share("{\"decision\":\"forbidden\",\"item\":\"identity\",\"parts\":[{\"decision\":\"permitted\",\"item\":\"name\"},"
          "{\"decision\":\"permitted\",\"item\":\"photo\",\"recipient\":\"r2\"}]}]");
    has("   May be passed on   name; photo to r2\n"
        "   Do not pass on     identity\n");
}

static void share__a_fact_that_could_spare_the_asking_is_named(void) {
    share("{\"decision\":\"needs-consent\",\"item\":\"i1\",\"missing\":[{\"by\":[\"parent\"],\"kind\":\"consent\"}],\"facts\":[{\"fact\":\"caregiver\"}]}]");
    has("i1: consent of parent (knowing this could spare the asking: caregiver)");
}

static void share__a_hop_is_told_only_where_it_may_have_less(void) {
    share("{\"decision\":\"permitted\",\"item\":\"i1\",\"obligations\":[\"d1\"]}],"
          "\"via\":[{\"from\":\"u\",\"to\":\"g1\",\"share\":[{\"decision\":\"permitted\",\"item\":\"i1\",\"obligations\":[\"d1\"]}]},"
          "{\"from\":\"g1\",\"to\":\"g2\",\"share\":[{\"decision\":\"forbidden\",\"item\":\"i1\",\"obligations\":[\"d2\"]}]},"
          "{\"from\":\"g2\",\"to\":\"a\",\"share\":[]}]");
    has("   On the way         to g2: must not be passed on: i1\n"
        "   Duty               d1\n"
        "                      d2\n");
    lacks("to g1:");
}

static void consent(const char *word) {
    char json[512];
    snprintf(json, sizeof json,
             "{\"decision\":\"%s\",\"item\":\"profile\",\"sender\":\"u\",\"recipient\":\"r\",\"purpose\":\"health\","
             "\"at\":\"2026-11-23T10:00:00Z\"}",
             word);
    tell_in("en", REFPATH_ANSWER_CONSENT, json);
}

static void consent__the_question_is_repeated_then_answered(void) {
    consent("permitted");
    is("May this be passed on?\n"
       "What  profile\n"
       "From  u\n"
       "To    r\n"
       "For   health\n"
       "When  23 Nov 2026, 10:00 (UTC)\n"
       "\n"
       "Yes, this may be passed on.\n");
}

static void consent__every_word_has_its_sentence(void) {
    consent("needs-consent");
    has("\nNot yet: agreement is needed first.\n");
    consent("needs-facts");
    has("\nNot decided: something must be known first.\n");
    consent("refused");
    has("\nNo: somebody who has a say has refused.\n");
    consent("forbidden");
    has("\nNo, this must not be passed on.\n");
}

static void consent__says_what_is_missing_why_and_on_whose_word(void) {
    tell_in("en", REFPATH_ANSWER_CONSENT,
            "{\"decision\":\"needs-consent\",\"item\":\"profile\",\"recipient\":\"r\",\"purpose\":\"health\","
            "\"missing\":[{\"by\":[\"parent\"],\"kind\":\"consent\",\"form\":\"written\"},{\"by\":[\"child\"],\"kind\":\"assent\",\"refused\":true}],"
            "\"facts\":[{\"fact\":\"caregiver\"}],\"obligations\":[\"d1\"],\"rules\":[\"r1\",\"r2\"],"
            "\"cites\":[{\"source\":\"s1\",\"at\":\"p. 12\",\"confirmed\":\"2026-03-01\"},{\"source\":\"s2\"}],"
            "\"parts\":[{\"decision\":\"forbidden\",\"item\":\"need\",\"recipient\":\"r9\"}]}");
    has("  Agreement needed        written consent of parent\n"
        "  Refused                 assent of child\n");
    has("caregiver\n");
    has("need to r9: must not be passed on\n");
    has("d1\n");
    has("r1\n");
    has("s1, p. 12 (confirmed by a specialist on 1 Mar 2026)\n");
    has("s2\n");
}

static void why__names_each_rule_with_its_tests_in_words(void) {
    tell_in("en", REFPATH_ANSWER_CONSENT,
            "{\"decision\":\"forbidden\",\"item\":\"profile\","
            "\"why\":[{\"rule\":\"r1\",\"effect\":\"require\",\"tests\":["
            "{\"fact\":\"age\",\"value\":\"12..14 16\",\"test\":\"min 6\",\"holds\":\"yes\"},"
            "{\"fact\":\"age\",\"value\":\"open\",\"test\":\"min 6 max 11\",\"holds\":\"open\"},"
            "{\"fact\":\"caregiver\",\"value\":\"absent unsafe\",\"test\":\"in absent\",\"holds\":\"open\"},"
            "{\"fact\":\"danger\",\"value\":\"no\",\"test\":\"true\",\"holds\":\"no\"},"
            "{\"fact\":\"concern\",\"value\":\"none\",\"test\":\"in abduction killing\",\"holds\":\"no\"},"
            "{\"fact\":\"concern\",\"value\":\"grave abduction?\",\"test\":\"in abduction\",\"holds\":\"open\"},"
            "{\"fact\":\"recipient\",\"value\":\"clinic\",\"test\":\"in clinic\",\"holds\":\"yes\"}]},"
            "{\"rule\":\"r2\",\"effect\":\"forbid\"},{\"rule\":\"r3\",\"effect\":\"permit\"}]}");
    has("  - \xE2\x80\x9Cr1\xE2\x80\x9D requires agreement\n"
        "      holds \xE2\x80\x93 age: 12 to 14 or 16 (the rule asks for: at least 6)\n"
        "      open \xE2\x80\x93 age: not known (the rule asks for: 6 to 11)\n"
        "      open \xE2\x80\x93 caregiver: absent or unsafe (the rule asks for: absent)\n"
        "      does not hold \xE2\x80\x93 danger: no (the rule asks for: yes)\n"
        "      does not hold \xE2\x80\x93 concern: none of them (the rule asks for: abduction or killing)\n"
        "      open \xE2\x80\x93 concern: grave or abduction (perhaps) (the rule asks for: abduction)\n"
        "      holds \xE2\x80\x93 Recipient: clinic (the rule asks for: clinic)\n"
        "  - \xE2\x80\x9Cr2\xE2\x80\x9D forbids it\n"
        "  - \xE2\x80\x9Cr3\xE2\x80\x9D permits it\n");
}

static void why__says_what_would_change_it(void) {
    tell_in("en", REFPATH_ANSWER_CONSENT,
            "{\"decision\":\"forbidden\",\"item\":\"profile\",\"would-change\":["
            "{\"agree\":[{\"by\":[\"child\"],\"kind\":\"assent\"},{\"by\":[\"parent\"],\"kind\":\"consent\"}]},"
            "{\"rule\":\"r2\",\"test\":\"danger\"},{\"rule\":\"r3\",\"test\":\"purpose in health care\"},"
            "{\"rule\":\"r4\",\"test\":\"age max 5\"},{\"fact\":\"concern\",\"terms\":[\"abduction\"]}]}");
    has("What would change it\n"
        "  - this agreement: assent of child, and also consent of parent\n"
        "  - \xE2\x80\x9Cr2\xE2\x80\x9D would apply if this were so: danger: yes\n"
        "  - \xE2\x80\x9Cr3\xE2\x80\x9D would apply if this were so: Purpose: health or care\n"
        "  - \xE2\x80\x9Cr4\xE2\x80\x9D would apply if this were so: age: at most 5\n"
        "  - knowing more about: concern (abduction)\n");
}

RP_SUITE(RP_TEST(share__one_row_for_each_word_the_best_first),
         RP_TEST(share__items_of_which_the_same_is_true_stand_together),
         RP_TEST(share__none_of_several_agreements_may_be_left_out),
         RP_TEST(share__of_several_it_is_said_which_was_refused),
         RP_TEST(share__one_with_nobody_left_says_so),
         RP_TEST(share__parts_that_differ_stand_for_themselves),
         RP_TEST(share__a_fact_that_could_spare_the_asking_is_named),
         RP_TEST(share__a_hop_is_told_only_where_it_may_have_less),
         RP_TEST(consent__the_question_is_repeated_then_answered),
         RP_TEST(consent__every_word_has_its_sentence),
         RP_TEST(consent__says_what_is_missing_why_and_on_whose_word),
         RP_TEST(why__names_each_rule_with_its_tests_in_words),
         RP_TEST(why__says_what_would_change_it))
