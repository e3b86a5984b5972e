/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What is decided where facts are open, for items with parts, and for roles. */
#include "decide/consent_world.h"

#define IF(test, in) WHEN("<test fact=" test "/>") in
#define DANGER "'danger'"
#define ALONE "'alone'"
#define NOT(test) WHEN("<not><test fact=" test "/></not>")

/* -- facts to ask for -------------------------------------------------------------------------------------------- */

static void open__a_decision_that_depends_on_a_fact_to_ask_needs_it(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", IF(DANGER, "")) RULE("p", "permit", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-facts");
    expect(&s, "facts", "[{'fact':'danger'}]");
    expect(&s, "missing", "");
    scene_close(&s);
}

static void open__permitted_or_one_list_needs_consent_and_names_what_could_spare_it(void) {
    scene s = scene_open(RULES(RULE("p", "permit", IF(DANGER, "")) RULE("r", "require", AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'}]");
    expect(&s, "facts", "[{'fact':'danger'}]");
    scene_close(&s);
}

static void open__two_different_lists_need_facts(void) {
    scene s = scene_open(RULES(RULE("a", "require", IF(DANGER, AGREE("child"))) RULE("b", "require", NOT(DANGER) AGREE("parent"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-facts");
    expect(&s, "facts", "[{'fact':'danger'}]");
    scene_close(&s);
}

static void open__a_refusal_in_one_completion_needs_facts(void) {
    scene s = scene_open(RULES(RULE("a", "require", IF(DANGER, AGREE("parent"))) RULE("b", "require", AGREE("child"))));
    scene_case(&s, CONSENTS(REFUSED("parent", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "needs-facts");
    scene_close(&s);
}

static void open__a_fact_that_changes_nothing_is_not_named(void) {
    scene s = scene_open(RULES(RULE("a", "require", IF(DANGER, AGREE("child"))) RULE("b", "require", NOT(DANGER) AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "facts", "");
    scene_case(&s, CONSENTS(GIVEN("child", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "facts", "");
    scene_close(&s);
}

static void open__what_holds_in_every_completion_is_certain_whatever_its_words_read(void) {
    expect_decision(RULES(RULE("p", "permit", WHEN("<any><test fact='age' max='11'/><test fact='age' min='12'/></any>"))), "{}",
                    "permitted");
    expect_decision(RULES(RULE("p", "permit", WHEN("<any><test fact='danger'/><not><test fact='danger'/></not></any>"))), "{}",
                    "permitted");
}

static void open__the_facts_of_needs_facts_are_those_to_ask_alone(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='danger'/><test fact='alone'/>")) RULE("p", "permit", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-facts");
    expect(&s, "facts", "[{'fact':'danger'}]");
    scene_close(&s);
}

static void open__the_facts_of_other_words_are_all_on_which_it_depends(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='danger'/><test fact='alone'/>")) RULE("r", "require", AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "facts", "[{'fact':'danger'},{'fact':'alone'}]");
    scene_close(&s);
}

/* -- facts satisfied for every value ------------------------------------------------------------------------------- */

static void open__an_age_nobody_knows_asks_for_all_that_any_age_would_need(void) {
    scene s = scene_open(RULES(RULE("young", "require", WHEN("<test fact='age' max='11'/>") AGREE("parent"))
                                   RULE("middle", "require", WHEN("<test fact='age' min='6'/>") "<agreement by='child' kind='assent'/>")
                                       RULE("old", "require", WHEN("<test fact='age' min='15'/>") AGREE("child"))));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['parent'],'kind':'consent'},{'by':['child'],'kind':'consent'}]");
    expect(&s, "facts", "[{'fact':'age'}]");
    scene_case(&s, "{'facts':{'age':[3,4,13,14]}}");
    decide(&s, NOON);
    expect(&s, "missing", "[{'by':['parent'],'kind':'consent'},{'by':['child'],'kind':'assent'}]");
    scene_case(&s, CONSENTS(GIVEN("parent", MAY, "") "," GIVEN("child", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "facts", "");
    scene_close(&s);
}

static void open__permitted_or_needs_consent_by_age_needs_consent(void) {
    expect_decision(RULES(RULE("young", "require", WHEN("<test fact='age' max='11'/>") AGREE("parent"))
                              RULE("old", "permit", WHEN("<test fact='age' min='12'/>"))),
                    "{}", "needs-consent");
}

static void open__otherwise_the_most_restrictive_word_of_any_value(void) {
    expect_decision(RULES(RULE("young", "forbid", WHEN("<test fact='age' max='3'/>")) RULE("p", "permit", "")), "{}", "forbidden");
    expect_decision(RULES(RULE("young", "require", WHEN("<test fact='age' max='3'/>") AGREE("parent"))
                              RULE("old", "require", WHEN("<test fact='age' min='4'/>") AGREE("child"))),
                    CONSENTS(REFUSED("parent", MAY, "")), "refused");
    expect_decision(RULES(RULE("young", "require", WHEN("<test fact='age' max='3'/>") AGREE("parent"))), "{}", "forbidden");
}

/* -- terms ----------------------------------------------------------------------------------------------------------- */

static void open__the_terms_on_which_a_set_matters_are_named(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='concern' in='abduction'/>")) RULE("p", "permit", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "facts", "[{'fact':'concern','terms':['abduction']}]");
    scene_case(&s, "{'facts':{'concern':{'no':['grave']}}}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_case(&s, "{'facts':{'concern':['separated']}}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void open__a_term_holds_where_one_under_it_does(void) {
    scene s = scene_open(RULES(RULE("p", "permit", WHEN("<test fact='concern' in='grave'/>"))));
    scene_case(&s, "{'facts':{'concern':{'yes':['killing']}}}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_case(&s, "{'facts':{'concern':{'no':['killing']}}}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-facts");
    expect(&s, "facts", "[{'fact':'concern','terms':['grave']}]"); /* 'abduction' alone, with 'grave' alike, changes nothing */
    scene_close(&s);
}

static void open__a_choice_is_open_between_its_smallest_terms(void) {
    scene s = scene_open(RULES(RULE("r", "require", WHEN("<test fact='caregiver' in='absent unsafe'/>") AGREE("child"))
                                   RULE("p", "permit", WHEN("<test fact='caregiver' in='supportive'/>"))));
    scene_case(&s, "{'facts':{'caregiver':['absent','unsafe']}}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "facts", "");
    scene_case(&s, "{'facts':{'caregiver':['absent','supportive']}}");
    decide(&s, NOON);
    expect(&s, "facts", "[{'fact':'caregiver'}]");
    scene_close(&s);
}

static void open__the_place_is_a_fact_to_ask_and_stands_after_the_vocabulary(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='place' in='hill'/><test fact='danger'/>")) RULE("p", "permit", "")));
    scene_case(&s, "{}");
    decide(&s, NOON);
    expect(&s, "facts", "[{'fact':'danger'},{'fact':'place'}]");
    scene_case(&s, "{'place':'port'}");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

/* -- parts ------------------------------------------------------------------------------------------------------------- */

static void open__an_item_with_parts_has_the_most_restrictive_word_of_its_parts(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='item' in='photo'/>") "<obligation id='no-photo'/>")
                                   RULE("p", "permit", "<obligation id='tell'/>")));
    scene_case(&s, "{}");
    scene_consent(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    expect(&s, "rules", "['f']");
    expect(&s, "obligations", "['no-photo','tell']");
    expect_list(&s, "parts", "item", "name");
    expect(&s, "parts/name/decision", "permitted");
    expect(&s, "parts/name/rules", "['p']");
    expect(&s, "parts/name/obligations", "['tell']");
    scene_close(&s);
}

static void open__parts_that_are_alike_do_not_stand_apart(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child"))));
    scene_case(&s, "{}");
    scene_consent(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "parts", "");
    scene_close(&s);
}

static void open__what_is_refused_for_one_part_is_not_said_of_a_stricter_agreement_for_another(void) {
    scene s = scene_open(RULES(RULE("strict", "require", WHEN("<test fact='item' in='photo'/>") AGREE("child"))) "<consent>"
                         RULE("all", "require", "<agreement by='child' kind='assent'/>") "</consent>");
    scene_case(&s, CONSENTS(REFUSED("child", MAY, ",'items':['name']")));
    scene_consent(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "decision", "refused");
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'},{'by':['child'],'kind':'assent','refused':true}]");
    scene_close(&s);
}

static void open__missing_and_facts_of_an_item_are_those_of_all_parts(void) {
    scene s = scene_open(RULES(RULE("n", "require", WHEN("<test fact='item' in='name'/>") AGREE("child"))
                                   RULE("q", "require", WHEN("<test fact='item' in='photo'/><test fact='danger'/>") AGREE("parent"))
                                       RULE("o", "permit", WHEN("<test fact='item' in='photo'/><not><test fact='danger'/></not>"))));
    scene_case(&s, "{}");
    scene_consent(&s, "identity", "clinic", "care", "office", NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "missing", "[{'by':['child'],'kind':'consent'},{'by':['parent'],'kind':'consent'}]");
    expect(&s, "facts", "[{'fact':'danger'}]");
    expect_list(&s, "parts", "item", "name photo");
    scene_close(&s);
}

/* -- a role as recipient -------------------------------------------------------------------------------------------------- */

static void open__a_role_as_recipient_stands_for_all_who_play_it_at_the_place(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='recipient' in='ward'/>")) RULE("p", "permit", "")));
    scene_case(&s, "{'place':'port'}");
    scene_consent(&s, "need", "doctor", "care", "office", NOON);
    expect(&s, "decision", "permitted");
    expect(&s, "recipient", "doctor");
    expect(&s, "parts", "");
    scene_case(&s, "{}"); /* either may be the place */
    scene_consent(&s, "need", "doctor", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    expect_list(&s, "parts", "recipient", "clinic");
    scene_close(&s);
}

static void open__a_role_that_nobody_plays_there_is_forbidden(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "")));
    scene_case(&s, "{'place':'port'}");
    scene_consent(&s, "need", "judge", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_close(&s);
}

static void open__a_role_one_of_whose_players_is_avoided_is_forbidden(void) {
    scene s = scene_open(RULES(RULE("p", "permit", "")));
    scene_case(&s, "{'avoid':['ward']}");
    scene_consent(&s, "need", "doctor", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    scene_case(&s, "{'avoid':['ward'],'place':'port'}");
    scene_consent(&s, "need", "doctor", "care", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void open__parts_stand_by_recipient_then_item(void) {
    scene s = scene_open(RULES(RULE("f", "forbid", WHEN("<test fact='recipient' in='ward'/><test fact='item' in='photo'/>"))
                                   RULE("p", "permit", "")));
    scene_case(&s, "{}");
    scene_consent(&s, "identity", "doctor", "care", "office", NOON);
    expect(&s, "decision", "forbidden");
    expect_list(&s, "parts", "recipient", "clinic clinic ward");
    expect_list(&s, "parts", "item", "name photo name");
    scene_close(&s);
}

RP_SUITE(RP_TEST(open__a_decision_that_depends_on_a_fact_to_ask_needs_it),
         RP_TEST(open__permitted_or_one_list_needs_consent_and_names_what_could_spare_it),
         RP_TEST(open__two_different_lists_need_facts), RP_TEST(open__a_refusal_in_one_completion_needs_facts),
         RP_TEST(open__a_fact_that_changes_nothing_is_not_named),
         RP_TEST(open__what_holds_in_every_completion_is_certain_whatever_its_words_read),
         RP_TEST(open__the_facts_of_needs_facts_are_those_to_ask_alone),
         RP_TEST(open__the_facts_of_other_words_are_all_on_which_it_depends),
         RP_TEST(open__an_age_nobody_knows_asks_for_all_that_any_age_would_need),
         RP_TEST(open__permitted_or_needs_consent_by_age_needs_consent),
         RP_TEST(open__otherwise_the_most_restrictive_word_of_any_value),
         RP_TEST(open__the_terms_on_which_a_set_matters_are_named), RP_TEST(open__a_term_holds_where_one_under_it_does),
         RP_TEST(open__a_choice_is_open_between_its_smallest_terms),
         RP_TEST(open__the_place_is_a_fact_to_ask_and_stands_after_the_vocabulary),
         RP_TEST(open__an_item_with_parts_has_the_most_restrictive_word_of_its_parts),
         RP_TEST(open__parts_that_are_alike_do_not_stand_apart),
         RP_TEST(open__what_is_refused_for_one_part_is_not_said_of_a_stricter_agreement_for_another),
         RP_TEST(open__missing_and_facts_of_an_item_are_those_of_all_parts),
         RP_TEST(open__a_role_as_recipient_stands_for_all_who_play_it_at_the_place),
         RP_TEST(open__a_role_that_nobody_plays_there_is_forbidden),
         RP_TEST(open__a_role_one_of_whose_players_is_avoided_is_forbidden),
         RP_TEST(open__parts_stand_by_recipient_then_item))
