/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which rules decide, and what their lists say, where every fact is known. */
#include "decide/consent_world.h"

/* -- order of the rules -------------------------------------------------------------------------------------- */

static void consent__nothing_is_shared_unless_a_rule_says_so(void) {
    scene s = scene_open(WORLD);
    scene_case(&s, CONSENTS(GIVEN("child", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "forbidden");
    expect(&s, "rules", "");
    scene_close(&s);
}

static void consent__a_forbid_rule_wins_over_a_permit_rule(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "") RULE("f", "forbid", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "forbidden");
    expect(&s, "rules", "['f']");
    scene_close(&s);
}

static void consent__a_permit_rule_without_agreements_permits_without_asking(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child")) RULE("p", "permit", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "rules", "['p']");
    expect(&s, "missing", "");
    scene_close(&s);
}

static void consent__a_permit_rule_permits_only_once_its_agreements_are_met(void) {
    static const char rules[] = RULES(RULE("p", "permit", AGREE("supervisor")) RULE("r", "require", AGREE("child")));
    scene s = scene_open(rules);
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'}]");
    expect(&s, "rules", "['r']");
    scene_case(&s, CONSENTS(GIVEN("supervisor", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "rules", "['p']");
    scene_close(&s);
}

static void consent__an_unmet_permit_rule_alone_forbids(void) {
    expect_decision(RULES(RULE("p", "permit", AGREE("child"))), "{}", "forbidden");
}

static void consent__all_require_rules_that_hold_count_together(void) {
    scene s = scene_open(RULES(RULE("one", "require", AGREE("child")) RULE("two", "require", AGREE("parent"))
                                   RULE("off", "require", WHEN("<test fact='danger'/>") AGREE("supervisor"))));
    scene_case(&s, "{'facts':{'danger':false},'consents':[" GIVEN("child", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['parent'],'kind':'consent'}]");
    expect(&s, "rules", "['one','two']");
    scene_case(&s, "{'facts':{'danger':false},'consents':[" GIVEN("child", MAY, "") "," GIVEN("parent", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void consent__one_refused_agreement_makes_the_whole_refused(void) {
    scene s = scene_open(RULES(RULE("one", "require", AGREE("child") AGREE("parent"))));
    scene_case(&s, CONSENTS(REFUSED("parent", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    expect(&s, "missing",
           "[{'by':['child'],'kind':'consent'},{'by':['parent'],'kind':'consent','refused':true}]");
    scene_close(&s);
}

static void consent__an_agreement_is_refused_only_when_every_party_left_refuses(void) {
    static const char rules[] = RULES(RULE("r", "require", AGREE("child parent")));
    scene s = scene_open(rules);
    scene_case(&s, CONSENTS(REFUSED("parent", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['child','parent'],'kind':'consent'}]");
    scene_case(&s, CONSENTS(REFUSED("parent", MAY, "") "," REFUSED("child", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    scene_case(&s, "{'avoid':['child'],'consents':[" REFUSED("parent", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    expect(&s, "missing", "[{'by':['parent'],'kind':'consent','refused':true}]");
    scene_close(&s);
}

/* -- sections over others --------------------------------------------------------------------------------------- */

#define OVER(in) WORLD "<consent id='ages'>" RULE("age", "require", AGREE("child")) "</consent><consent id='law' over='ages'>" in "</consent>"

static void consent__a_section_over_another_leaves_its_require_rules_out(void) {
    scene s = scene_open(OVER(RULE("law-1", "require", AGREE("supervisor"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "missing", "[{'by':['supervisor'],'kind':'consent'}]");
    expect(&s, "rules", "['law-1']");
    scene_close(&s);
}

static void consent__a_section_stands_over_another_only_where_a_require_rule_of_it_holds(void) {
    scene s = scene_open(OVER(RULE("law-1", "require", WHEN("<test fact='danger'/>") AGREE("supervisor"))
                                  RULE("law-2", "permit", WHEN("<test fact='danger'/><test fact='alone'/>"))));
    scene_case(&s, "{'facts':{'danger':false,'alone':false}}");
    decide(&s, NOON);
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'}]");
    scene_case(&s, "{'facts':{'danger':true,'alone':false}}");
    decide(&s, NOON);
    expect(&s, "missing", "[{'by':['supervisor'],'kind':'consent'}]");
    scene_close(&s);
}

static void consent__over_leaves_forbid_and_permit_rules_of_the_other_section_in_force(void) {
    expect_decision(WORLD "<consent id='ages'>" RULE("f", "forbid", "") "</consent><consent over='ages'>" RULE(
                        "r", "require", AGREE("child")) "</consent>",
                    CONSENTS(GIVEN("child", MAY, "")), "forbidden");
    expect_decision(WORLD "<consent id='ages'>" RULE("p", "permit", "") "</consent><consent over='ages'>" RULE(
                        "r", "require", AGREE("child")) "</consent>",
                    "{}", "permitted");
}

static void consent__a_section_that_is_left_out_itself_still_stands_over_others(void) {
    scene s = scene_open(WORLD "<consent id='a'>" RULE("ra", "require", AGREE("child")) "</consent>"
                               "<consent id='b' over='a'>" RULE("rb", "require", AGREE("parent")) "</consent>"
                               "<consent id='c' over='b'>" RULE("rc", "require", AGREE("supervisor")) "</consent>");
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "rules", "['rc']");
    scene_close(&s);
}

static void consent__rules_left_out_keep_their_obligations(void) {
    scene s = scene_open(WORLD
                         "<consent id='ages'>" RULE("age", "require", AGREE("child") "<obligation id='o-age'/>")
                         "</consent><consent over='ages'>" RULE("law", "require", AGREE("parent") "<obligation id='o-law'/>")
                         "</consent>");
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "obligations", "['o-age','o-law']");
    scene_close(&s);
}

/* -- lists ------------------------------------------------------------------------------------------------------- */

static void consent__an_agreement_that_another_implies_is_left_out(void) {
    scene s = scene_open(RULES(RULE("a", "require", "<agreement by='child' kind='assent'/>")
                                   RULE("b", "require", "<agreement by='child' form='written'/>")
                                       RULE("c", "require", "<agreement by='child' naming='purpose'/>")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "missing",
           "[{'by':['child'],'kind':'consent','form':'written'},{'by':['child'],'kind':'consent','naming':['purpose']}]");
    scene_close(&s);
}

static void consent__agreements_of_other_parties_never_imply_one_another(void) {
    scene s = scene_open(RULES(RULE("a", "require", AGREE("parent child")) RULE("b", "require", AGREE("child"))
                                   RULE("c", "require", AGREE("child parent"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "missing", "[{'by':['child','parent'],'kind':'consent'},{'by':['child'],'kind':'consent'}]");
    scene_close(&s);
}

static void consent__agreements_stand_in_the_order_of_their_rules_then_their_own(void) {
    scene s = scene_open(RULES(RULE("z", "require", AGREE("supervisor") AGREE("parent")) RULE("a", "require", AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "missing/0/by", "['supervisor']");
    expect(&s, "missing/1/by", "['parent']");
    expect(&s, "missing/2/by", "['child']");
    scene_close(&s);
}

/* -- avoided ----------------------------------------------------------------------------------------------------- */

static void consent__an_avoided_recipient_is_forbidden_and_no_rule_is_asked(void) {
    static const char rules[] = RULES(RULE("p", "permit", "<obligation id='o'/>"));
    static const char *const avoid[] = {"clinic", "medical", "ngo", "doctor"};
    scene s = scene_open(rules);
    for (size_t i = 0; i < sizeof avoid / sizeof *avoid; i++) {
        scene_case_of(&s, "{'avoid':['%s']}", avoid[i]);
        decide(&s, NOON);
        expect(&s, "decision", "forbidden");
        expect(&s, "rules", "");
        expect(&s, "obligations", "");
    }
    scene_case(&s, "{'avoid':['post']}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void consent__a_unit_of_an_avoided_actor_is_avoided(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "")));
    scene_case(&s, "{'avoid':['clinic']}");
    scene_consent(&s, "need", "pharmacy", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_case(&s, "{'avoid':['medical']}"); /* it is also what the clinic is, but not in its roles */
    scene_consent(&s, "need", "pharmacy", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_case(&s, "{'avoid':['doctor']}");
    scene_consent(&s, "need", "pharmacy", "care", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void consent__an_avoided_party_is_never_asked_and_what_it_gave_does_not_count(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child parent"))));
    scene_case(&s, "{'avoid':['parent'],'consents':[" GIVEN("parent", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'}]");
    scene_close(&s);
}

static void consent__an_agreement_with_nobody_left_is_refused_and_warns(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("parent"))));
    scene_case(&s, "{'avoid':['parent'],'consents':[" GIVEN("parent", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    expect(&s, "missing", "[{'by':[],'kind':'consent','refused':true}]");
    expect(&s, "warnings", "[{'code':'nobody-left-to-ask','args':{}}]");
    scene_close(&s);
}

static void consent__a_recipient_that_is_not_active_is_forbidden(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "")));
    scene_case(&s, "{}");
    scene_consent(&s, "need", "gone", "care", "office", "2026-01-31T23:59:59Z");
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "gone", "care", "office", "2026-02-01T00:00:00Z");
    expect(&s, "decision", "forbidden");
    scene_close(&s);
}

/* -- what is told with it ------------------------------------------------------------------------------------------ */

static void consent__a_permission_names_whose_refusal_it_overrides(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "") RULE("r", "require", AGREE("child"))));
    scene_case(&s, "{'avoid':['supervisor'],'consents':[" REFUSED("parent", MAY, "") "," REFUSED("child", MAY, "") ","
                                                             REFUSED("supervisor", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "despite", "['child','parent']");
    scene_close(&s);
}

static void consent__a_permission_by_agreement_overrides_nobody(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child"))));
    scene_case(&s, CONSENTS(GIVEN("child", MAY, "") "," REFUSED("parent", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "despite", "");
    scene_close(&s);
}

static void consent__obligations_of_every_rule_that_holds_stand_whatever_the_word(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", "<obligation id='say-why'/>") RULE("p", "permit", "<obligation id='tell'/>")
                                   RULE("r", "require", AGREE("child") "<obligation id='note'/>")
                                       RULE("off", "require", WHEN("<test fact='danger'/>") AGREE("child") "<obligation id='no'/>")));
    scene_case(&s, "{'facts':{'danger':false}}");
    decide(&s, NOON);
    expect(&s, "decision", "forbidden");
    expect(&s, "obligations", "['say-why','tell','note']");
    scene_close(&s);
}

static void consent__rules_read_sender_recipient_purpose_and_item(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='sender' in='mission'/><test fact='recipient' in='doctor'/>"
                                                        "<test fact='purpose' in='care'/><test fact='item' in='identity'/>"))));
    scene_case(&s, "{}");
    scene_consent(&s, "name", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "name", "pharmacy", "first-aid", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_consent(&s, "name", "clinic", "inquiry", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_consent(&s, "need", "clinic", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_consent(&s, "name", "clinic", "care", "post", NOON);
    expect(&s, "decision", "forbidden");
    scene_close(&s);
}

static void consent__a_bare_role_of_several_groups_is_every_one_of_them_for_rules(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='sender' in='state'/>"))));
    scene_case(&s, "{}");
    scene_consent(&s, "need", "clinic", "care", "doctor", NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "clinic", "care", "nurse", NOON);
    expect(&s, "decision", "forbidden");
    scene_close(&s);
}

RP_SUITE(RP_TEST(consent__nothing_is_shared_unless_a_rule_says_so),
         RP_TEST(consent__a_forbid_rule_wins_over_a_permit_rule),
         RP_TEST(consent__a_permit_rule_without_agreements_permits_without_asking),
         RP_TEST(consent__a_permit_rule_permits_only_once_its_agreements_are_met),
         RP_TEST(consent__an_unmet_permit_rule_alone_forbids),
         RP_TEST(consent__all_require_rules_that_hold_count_together),
         RP_TEST(consent__one_refused_agreement_makes_the_whole_refused),
         RP_TEST(consent__an_agreement_is_refused_only_when_every_party_left_refuses),
         RP_TEST(consent__a_section_over_another_leaves_its_require_rules_out),
         RP_TEST(consent__a_section_stands_over_another_only_where_a_require_rule_of_it_holds),
         RP_TEST(consent__over_leaves_forbid_and_permit_rules_of_the_other_section_in_force),
         RP_TEST(consent__a_section_that_is_left_out_itself_still_stands_over_others),
         RP_TEST(consent__rules_left_out_keep_their_obligations),
         RP_TEST(consent__an_agreement_that_another_implies_is_left_out),
         RP_TEST(consent__agreements_of_other_parties_never_imply_one_another),
         RP_TEST(consent__agreements_stand_in_the_order_of_their_rules_then_their_own),
         RP_TEST(consent__an_avoided_recipient_is_forbidden_and_no_rule_is_asked),
         RP_TEST(consent__a_unit_of_an_avoided_actor_is_avoided),
         RP_TEST(consent__an_avoided_party_is_never_asked_and_what_it_gave_does_not_count),
         RP_TEST(consent__an_agreement_with_nobody_left_is_refused_and_warns),
         RP_TEST(consent__a_recipient_that_is_not_active_is_forbidden),
         RP_TEST(consent__a_permission_names_whose_refusal_it_overrides),
         RP_TEST(consent__a_permission_by_agreement_overrides_nobody),
         RP_TEST(consent__obligations_of_every_rule_that_holds_stand_whatever_the_word),
         RP_TEST(consent__rules_read_sender_recipient_purpose_and_item),
         RP_TEST(consent__a_bare_role_of_several_groups_is_every_one_of_them_for_rules))
