/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Why a decision is what it is, and what would change it. */
#include "decide/consent_world.h"

#define DANGER WHEN("<test fact='danger'/>")

static void explain(scene *s) { scene_explain(s, "need", "clinic", "care", "office", NOON); }

static void explain__nothing_is_explained_unless_asked(void) {
    scene s = scene_open(RULES(RULE("r", "require", DANGER AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "why", "");
    expect(&s, "would-change", "");
    scene_close(&s);
}

static void explain__why_names_the_rules_that_made_it_with_each_test_and_the_value_read(void) {
    scene s = scene_open(RULES(RULE("r", "require",
                                    WHEN("<test fact='age' min='6' max='11'/><any><test fact='caregiver' in='absent unsafe'/>"
                                         "<test fact='danger'/></any>") AGREE("child")) RULE("off", "forbid", DANGER)));
    scene_case(&s, "{'facts':{'age':8,'caregiver':'unsafe','danger':false}}");
    explain(&s);
    expect_list(&s, "why", "rule", "r");
    expect(&s, "why/r/effect", "require");
    expect(&s, "why/r/tests",
           "[{'fact':'age','value':'8','test':'min 6 max 11','holds':'yes'},"
           "{'fact':'caregiver','value':'unsafe','test':'in absent unsafe','holds':'yes'},"
           "{'fact':'danger','value':'no','test':'true','holds':'no'}]");
    scene_close(&s);
}

static void explain__values_that_are_open_are_told_as_what_is_possible(void) {
    scene s = scene_open(RULES(RULE("p", "permit",
                                    WHEN("<any><test fact='age' min='9'/><test fact='caregiver' in='unsafe'/>"
                                         "<test fact='danger'/><test fact='concern' in='grave'/><not><test fact='alone'/></not>"
                                         "<test fact='place' in='port'/></any>"))));
    scene_case(&s, "{'facts':{'age':{'min':8,'max':10},'caregiver':['unsafe','absent'],'alone':false,"
                   "'concern':{'yes':['separated'],'no':['killing']}}}");
    explain(&s);
    expect(&s, "decision", "permitted");
    expect(&s, "why/p/tests/age", "{'fact':'age','value':'8..10','test':'min 9','holds':'open'}");
    expect(&s, "why/p/tests/caregiver/value", "absent unsafe");
    expect(&s, "why/p/tests/danger/value", "open");
    expect(&s, "why/p/tests/concern/value", "separated grave? abduction?");
    expect(&s, "why/p/tests/alone", "{'fact':'alone','value':'no','test':'true','holds':'no'}");
    expect(&s, "why/p/tests/place", "{'fact':'place','value':'land','test':'in port','holds':'open'}");
    scene_close(&s);
}

static void explain__tests_of_the_request_show_what_was_asked(void) {
    scene s = scene_open(RULES(RULE("p", "permit",
                                    WHEN("<test fact='sender' in='mission'/><test fact='recipient' in='doctor'/>"
                                         "<test fact='purpose' in='care'/><test fact='item' in='need'/>"))));
    scene_case(&s, "{}");
    explain(&s);
    expect(&s, "why/p/tests/sender/value", "office");
    expect(&s, "why/p/tests/recipient/value", "clinic");
    expect(&s, "why/p/tests/purpose/value", "care");
    expect(&s, "why/p/tests/item/value", "need");
    scene_close(&s);
}

static void explain__nobody_is_named_whom_the_sender_may_not_see(void) {
    static const char rules[] =
        RULES(RULE("p", "permit", WHEN("<any><test fact='recipient' in='den clinic'/><test fact='recipient' in='den'/></any>"))
                  RULE("f", "forbid", WHEN("<test fact='recipient' in='den'/>")))
        "<actors><actor id='den' group='ngo' visible-to='doctor'/></actors>";
    scene s = scene_open(rules);
    scene_case(&s, "{}");
    explain(&s);
    expect(&s, "why/p/tests", "[{'fact':'recipient','value':'clinic','test':'in clinic','holds':'yes'},"
                              "{'fact':'recipient','value':'clinic','test':'in','holds':'no'}]");
    expect(&s, "would-change", "[{'rule':'f','test':'recipient in'}]");
    scene_explain(&s, "need", "ward", "care", "clinic", NOON); /* a doctor asks */
    expect(&s, "would-change", "[{'rule':'p','test':'recipient in den clinic'},{'rule':'p','test':'recipient in den'},"
                               "{'rule':'f','test':'recipient in den'}]");
    scene_close(&s);
}

static void explain__a_count_is_told_as_of_the_question(void) {
    scene s = scene_open(RULES(RULE("r", "require", WHEN("<test fact='age' max='17'/>") AGREE("child"))));
    scene_case(&s, "{'clocks':{'birth':'2012'}}");
    explain(&s);
    expect(&s, "why/r/tests/age/value", "13..14");
    scene_close(&s);
}

static void explain__what_is_missing_would_change_it(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child") AGREE("parent"))));
    scene_case(&s, CONSENTS(GIVEN("child", MAY, "")));
    explain(&s);
    expect(&s, "would-change", "[{'agree':[{'by':['parent'],'kind':'consent'}]}]");
    scene_close(&s);
}

static void explain__the_agreements_of_permit_rules_would_change_it_too(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child"))
                                   RULE("p", "permit", "<agreement by='supervisor' form='written'/>" AGREE("child"))));
    scene_case(&s, CONSENTS(REFUSED("child", MAY, "")));
    explain(&s);
    expect(&s, "would-change",
           "[{'agree':[{'by':['child'],'kind':'consent','refused':true}]},"
           "{'agree':[{'by':['supervisor'],'kind':'consent','form':'written'},{'by':['child'],'kind':'consent','refused':true}]}]");
    scene_close(&s);
}

static void explain__a_rule_that_one_single_test_kept_from_holding_would_change_it(void) {
    scene s = scene_open(RULES(RULE("near", "permit", WHEN("<test fact='danger'/><test fact='purpose' in='care'/>"))
                                   RULE("far", "permit", WHEN("<test fact='danger'/><test fact='purpose' in='inquiry'/>"))
                                       RULE("turned", "forbid", WHEN("<not><test fact='alone'/></not>"))));
    scene_case(&s, "{'facts':{'danger':false,'alone':true}}");
    explain(&s);
    expect(&s, "decision", "forbidden");
    expect(&s, "would-change", "[{'rule':'near','test':'danger'},{'rule':'turned','test':'alone'}]");
    scene_close(&s);
}

static void explain__the_facts_on_which_it_depends_would_change_it(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<any><test fact='danger'/><test fact='concern' in='grave'/></any>"))));
    scene_case(&s, "{}");
    explain(&s);
    expect(&s, "decision", "needs-facts");
    expect(&s, "would-change", "[{'fact':'danger'},{'fact':'concern','terms':['grave']}]");
    scene_close(&s);
}

/* -- of several parts ------------------------------------------------------------------------------------------------- */

static void explain__a_test_of_an_item_with_parts_holds_where_it_holds_for_each(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='item' in='identity'/><any><test fact='item' in='name'/><test fact='danger'/></any>"))));
    scene_case(&s, "{'facts':{'danger':true}}");
    scene_explain(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "why/p/tests",
           "[{'fact':'item','value':'identity','test':'in identity','holds':'yes'},"
           "{'fact':'item','value':'identity','test':'in name','holds':'open'},"
           "{'fact':'danger','value':'yes','test':'true','holds':'yes'}]");
    scene_close(&s);
}

static void explain__the_agreements_of_all_parts_would_change_it(void) {
    scene s = scene_open(RULES(RULE("n", "require", WHEN("<test fact='item' in='name'/>") AGREE("child"))
                                   RULE("o", "require", WHEN("<test fact='item' in='photo'/>") AGREE("parent"))));
    scene_case(&s, "{}");
    scene_explain(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "would-change/0", "{'agree':[{'by':['child'],'kind':'consent'},{'by':['parent'],'kind':'consent'}]}");
    scene_close(&s);
}

static void explain__nothing_would_change_what_no_rule_was_asked_about(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='danger'/>"))));
    scene_case(&s, "{'avoid':['clinic']}");
    explain(&s);
    expect(&s, "decision", "forbidden");
    expect(&s, "why", "");
    expect(&s, "would-change", "");
    scene_close(&s);
}

RP_SUITE(RP_TEST(explain__a_test_of_an_item_with_parts_holds_where_it_holds_for_each),
         RP_TEST(explain__the_agreements_of_all_parts_would_change_it),
         RP_TEST(explain__nothing_would_change_what_no_rule_was_asked_about),
         RP_TEST(explain__nothing_is_explained_unless_asked),
         RP_TEST(explain__why_names_the_rules_that_made_it_with_each_test_and_the_value_read),
         RP_TEST(explain__values_that_are_open_are_told_as_what_is_possible),
         RP_TEST(explain__tests_of_the_request_show_what_was_asked), RP_TEST(explain__nobody_is_named_whom_the_sender_may_not_see),
         RP_TEST(explain__a_count_is_told_as_of_the_question),
         RP_TEST(explain__what_is_missing_would_change_it),
         RP_TEST(explain__the_agreements_of_permit_rules_would_change_it_too),
         RP_TEST(explain__a_rule_that_one_single_test_kept_from_holding_would_change_it),
         RP_TEST(explain__the_facts_on_which_it_depends_would_change_it))
