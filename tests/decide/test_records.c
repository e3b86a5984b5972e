/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What meets an agreement, what bars a request, and until when. */
#include "decide/consent_world.h"

#define ONE RULES(RULE("r", "require", AGREE("child")))
#define ONE_AS(agreement) RULES(RULE("r", "require", agreement))
#define CARE "['care']"
#define CLINIC "['clinic']"
#define NEED "['need']"

/* -- kind, form, scope ------------------------------------------------------------------------------------------- */

static void records__consent_also_does_for_assent_but_not_assent_for_consent(void) {
    static const char assent[] = ONE_AS("<agreement by='child' kind='assent'/>");
    expect_decision(assent, CONSENTS(GIVEN_AS("child", MAY, "assent", "spoken", ALL, ALL, ALL, "")), "permitted");
    expect_decision(assent, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", ALL, ALL, ALL, "")), "permitted");
    expect_decision(ONE, CONSENTS(GIVEN_AS("child", MAY, "assent", "written", ALL, ALL, ALL, "")), "needs-consent");
}

static void records__written_counts_as_recorded_and_recorded_as_spoken_but_not_the_other_way(void) {
    static const char *const forms[] = {"spoken", "recorded", "written"};
    for (int asked = 0; asked < 3; asked++) {
        char rules[8192];
        scene s;
        snprintf(rules, sizeof rules, "%s<consent><rule id='r' effect='require'><agreement by='child' form='%s'/></rule></consent>",
                 WORLD, forms[asked]);
        s = scene_open(rules);
        for (int given = 0; given < 3; given++) {
            scene_case_of(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "%s", ALL, ALL, ALL, "")), forms[given]);
            decide(&s, NOON);
            expect(&s, "decision", given >= asked ? "permitted" : "needs-consent");
        }
        scene_close(&s);
    }
}

static void records__a_scope_covers_what_it_names_and_what_lies_under_it(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", "['identity']", "['ngo']", CARE, "")));
    scene_consent(&s, "photo", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_consent(&s, "photo", "clinic", "inquiry", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_consent(&s, "photo", "post", "first-aid", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__a_scope_does_not_cover_what_its_ids_stand_in(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", "['name']", CLINIC, "['first-aid']", "")));
    scene_consent(&s, "name", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "identity", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_consent(&s, "name", "clinic", "care", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__a_scope_of_recipients_covers_who_is_one_of_them(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", ALL, "['doctor']", ALL, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "pharmacy", "care", "office", NOON); /* part of a doctor, no doctor */
    expect(&s, "decision", "needs-consent");
    scene_case(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", ALL, CLINIC, ALL, "")));
    scene_consent(&s, "need", "pharmacy", "care", "office", NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void records__naming_counts_a_list_and_not_all(void) {
    static const char rules[] = ONE_AS("<agreement by='child' naming='item recipient purpose'/>");
    expect_decision(rules, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", NEED, CLINIC, CARE, "")), "permitted");
    expect_decision(rules, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", ALL, CLINIC, CARE, "")), "needs-consent");
    expect_decision(rules, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", NEED, ALL, CARE, "")), "needs-consent");
    expect_decision(rules, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", NEED, CLINIC, ALL, "")), "needs-consent");
    expect_decision(rules, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", NEED, "['medical']", CARE, "")), "permitted");
}

static void records__only_a_party_of_the_agreement_meets_it(void) {
    expect_decision(ONE, CONSENTS(GIVEN("parent", MAY, "")), "needs-consent");
    expect_decision(ONE_AS(AGREE("parent child")), CONSENTS(GIVEN("parent", MAY, "")), "permitted");
}

/* -- until when --------------------------------------------------------------------------------------------------- */

static void records__a_consent_counts_from_its_own_moment(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN("child", NOON, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    decide(&s, "2026-06-01T11:59:59Z");
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__the_last_moment_of_until_is_included(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN("child", MAY, ",'until':'" NOON "'")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    decide(&s, "2026-06-01T12:00:01Z");
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__the_end_of_valid_for_is_included(void) {
    scene s = scene_open(ONE_AS("<agreement by='child' valid-for='P31D'/>"));
    scene_case(&s, CONSENTS(GIVEN("child", MAY, "")));
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    decide(&s, "2026-06-01T12:00:01Z");
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__a_consent_that_ran_out_is_no_refusal(void) {
    expect_decision(ONE, CONSENTS(GIVEN("child", MAY, ",'until':'2026-05-02T00:00:00Z'")), "needs-consent");
}

/* -- the rule at the moment of the consent ------------------------------------------------------------------------- */

#define FROM_15 WHEN("<test fact='age' min='15'/>")

static void records__a_consent_given_before_its_rule_held_does_not_count(void) {
    static const char rules[] = RULES(RULE("r", "require", FROM_15 AGREE("child")));
    expect_decision(rules, "{'clocks':{'birth':'2011-05-20'},'consents':[" GIVEN("child", MAY, "") "]}", "needs-consent");
    expect_decision(rules, "{'clocks':{'birth':'2011-05-01'},'consents':[" GIVEN("child", MAY, "") "]}", "permitted");
}

static void records__earlier_counts_a_consent_given_before_its_rule_held(void) {
    expect_decision(RULES(RULE("r", "require", FROM_15 "<agreement by='child' earlier='true'/>")),
                    "{'clocks':{'birth':'2011-05-20'},'consents':[" GIVEN("child", MAY, "") "]}", "permitted");
}

static void records__a_given_number_is_not_counted_again_for_another_moment(void) {
    expect_decision(RULES(RULE("r", "require", FROM_15 AGREE("child"))),
                    "{'facts':{'age':15},'clocks':{'birth':'2011-05-20'},'consents':[" GIVEN("child", MAY, "") "]}",
                    "permitted");
}

static void records__a_rule_that_reads_a_clock_not_yet_started_did_not_hold(void) {
    /* Whatever the count: a child is never of a negative age. */
    static const char rules[] = RULES(RULE("r", "require", WHEN("<test fact='age' max='5'/>") AGREE("child")));
    expect_decision(rules, "{'clocks':{'birth':'2026-05-20'},'consents':[" GIVEN("child", MAY, "") "]}", "needs-consent");
    expect_decision(rules, "{'clocks':{'birth':'2026-05-01T12:00:00Z'},'consents':[" GIVEN("child", MAY, "") "]}",
                    "permitted");
}

/* What a rule reads is what stands in its text, though no case could tell the difference. */
static void records__a_test_that_never_decides_is_read_all_the_same(void) {
    static const char *const whens[] = {
        "<test fact='age' min='0'/>",
        "<not><all><test fact='age' max='9'/><test fact='age' min='10'/></all></not>",
        "<any><all><test fact='age' max='9'/><test fact='age' min='10'/></all><test fact='place' in='land'/></any>",
        "<not><test fact='never'/></not>",
        "<any><all><test fact='never'/><test fact='danger'/></all><test fact='place' in='land'/></any>",
        "<not><test fact='through'/></not>",
    };
    for (size_t i = 0; i < sizeof whens / sizeof *whens; i++) {
        char rules[8192];
        snprintf(rules, sizeof rules,
                 "%s<vocabulary><flag id='never'><when><test fact='age' max='9'/><test fact='age' min='10'/></when></flag>"
                 "<flag id='through'><when><test fact='never'/></when></flag></vocabulary>"
                 "<consent><rule id='r' effect='require'><when>%s</when><agreement by='child'/></rule></consent>",
                 WORLD, whens[i]);
        expect_decision(rules, "{'clocks':{'birth':'2026-05-20'},'consents':[" GIVEN("child", MAY, "") "]}", "needs-consent");
        expect_decision(rules, "{'clocks':{'birth':'2026-05-01T12:00:00Z'},'consents':[" GIVEN("child", MAY, "") "]}",
                        "permitted");
    }
}

static void records__a_rule_that_reads_no_clock_does_not_care_when_one_started(void) {
    expect_decision(ONE, "{'clocks':{'birth':'2026-05-20'},'consents':[" GIVEN("child", MAY, "") "]}", "permitted");
}

static void records__a_rule_held_then_only_if_it_held_for_all_moments_of_the_clock(void) {
    static const char rules[] = RULES(RULE("r", "require", FROM_15 AGREE("child")));
    expect_decision(rules, "{'clocks':{'birth':'2011-04'},'consents':[" GIVEN("child", MAY, "") "]}", "permitted");
    expect_decision(rules, "{'clocks':{'birth':{'from':'2011-04-20','to':'2011-05-10'}},'consents':[" GIVEN("child", MAY, "") "]}",
                    "needs-consent");
}

static void records__a_number_is_as_old_as_it_was_for_each_value_of_today(void) {
    /* 16 or 15 today; who is 16 today was 15 in May, who is 15 today may have been 14. */
    static const char rules[] = RULES(RULE("old", "permit", WHEN("<test fact='age' min='16'/>") AGREE("child"))
                                          RULE("r", "require", FROM_15 AGREE("child")));
    scene s = scene_open(rules);
    scene_case(&s, "{'clocks':{'birth':{'from':'2010-05-20','to':'2011-05-20'}},'consents':[" GIVEN("child", MAY, "") "]}");
    decide(&s, NOON);
    expect(&s, "decision", "needs-consent");
    expect(&s, "facts", "[{'fact':'age'}]");
    scene_close(&s);
}

/* A birth that lies in a span of days against each of these days: of the days that give one age today, every one counts. */
static int worst_of_days(scene *s, int64_t first, int64_t last, const char *records, int by_age[32]) {
    static const char *const words[] = {"permitted", "needs-consent", "forbidden"};
    int worst = 0;
    for (int64_t day = first; day <= last; day++) {
        char date[RP_DATE_TEXT], *word;
        int rank = 0, age = (int)rp_civil_years_between(day, rp_civil_day(2026, 6, 1));
        rp_civil_print_date(day, date);
        scene_case_of(s, "{'clocks':{'birth':'%s'},%s}", date, records);
        decide(s, NOON);
        word = scene_say(s, "decision");
        while (rank < 2 && strcmp(word, words[rank]) != 0) {
            rank++;
        }
        free(word);
        by_age[age] = rank > by_age[age] ? rank : by_age[age];
        worst = rank > worst ? rank : worst;
    }
    return worst;
}

static void records__every_moment_of_the_clock_counts_for_the_age_it_gives(void) {
    static const char *const words[] = {"permitted", "needs-consent", "forbidden"};
    static const char records[] = "'consents':[" GIVEN("child", "2025-11-20T12:00:00Z", "") "]";
    scene s = scene_open(RULES(RULE("r", "require", WHEN("<test fact='age' min='9' max='12'/>") AGREE("child"))));
    for (int i = 0; i < 60; i++) {
        int64_t first = rp_civil_day(2012, 1, 10) + i * 37, last = first + i % 7 * 61;
        char from[RP_DATE_TEXT], to[RP_DATE_TEXT];
        int by_age[32], worst, known = -1;
        bool differ = false;
        memset(by_age, 0xff, sizeof by_age); /* -1: no day gives this age */
        worst = worst_of_days(&s, first, last, records, by_age);
        rp_civil_print_date(first, from);
        rp_civil_print_date(last, to);
        scene_case_of(&s, "{'clocks':{'birth':{'from':'%s','to':'%s'}},%s}", from, to, records);
        decide(&s, NOON);
        expect(&s, "decision", words[worst]);
        for (int age = 0; age < 32; age++) {
            differ = differ || (by_age[age] >= 0 && known >= 0 && by_age[age] != known);
            known = by_age[age] >= 0 ? by_age[age] : known;
        }
        expect_list(&s, "facts", "fact", differ ? "age" : "");
    }
    scene_close(&s);
}

/* -- refusals ------------------------------------------------------------------------------------------------------ */

static void records__a_refusal_counts_from_its_own_moment(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(REFUSED("child", NOON, "")));
    decide(&s, "2026-06-01T11:59:59Z");
    expect(&s, "decision", "needs-consent");
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    scene_close(&s);
}

static void records__a_refusal_bars_what_its_scope_covers_and_no_more(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(REFUSED("child", MAY, ",'items':['identity'],'recipients':['medical'],'purposes':['care']")));
    scene_consent(&s, "name", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "refused");
    scene_consent(&s, "need", "clinic", "first-aid", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_consent(&s, "name", "post", "first-aid", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_consent(&s, "name", "clinic", "inquiry", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__a_refusal_of_one_party_does_not_bar_another(void) {
    expect_decision(ONE, CONSENTS(GIVEN("child", MAY, "") "," REFUSED("parent", MAY, "")), "permitted");
}

static void records__a_refusal_takes_an_older_consent_away(void) {
    expect_decision(ONE, CONSENTS(GIVEN("child", MAY, "") "," REFUSED("child", "2026-05-02T00:00:00Z", "")), "refused");
}

static void records__a_later_consent_within_the_refusal_lifts_it_for_what_it_covers(void) {
    static const char records[] =
        CONSENTS(REFUSED("child", MAY, ",'recipients':['ngo']") ","
                 GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, CLINIC, ALL, ""));
    scene s = scene_open(ONE);
    scene_case(&s, records);
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "ward", "care", "office", NOON);
    expect(&s, "decision", "refused");
    scene_close(&s);
}

static void records__the_rest_of_a_lifted_refusal_stays(void) {
    static const char records[] =
        CONSENTS(REFUSED("child", MAY, "") ","
                 GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, CLINIC, ALL, ""));
    scene s = scene_open(ONE);
    scene_case(&s, records);
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_consent(&s, "need", "post", "care", "office", NOON);
    expect(&s, "decision", "refused");
    scene_close(&s);
}

static void records__a_later_consent_wider_than_the_refusal_does_not_lift_it(void) {
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, ",'recipients':['clinic']") ","
                                  GIVEN("child", "2026-05-02T00:00:00Z", "")), "refused");
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, ",'recipients':['clinic']") ","
                                  GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, "['medical']", ALL, "")),
                    "refused");
}

static void records__a_group_within_a_group_lies_within_and_a_role_only_with_all_its_groups(void) {
    static const char lifted[] = CONSENTS(REFUSED("child", MAY, ",'recipients':['ngo']") ","
                                          GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, "['medical']", ALL, ""));
    static const char barred[] = CONSENTS(REFUSED("child", MAY, ",'recipients':['ngo']") ","
                                          GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, "['doctor']", ALL, ""));
    expect_decision(ONE, lifted, "permitted");
    expect_decision(ONE, barred, "refused"); /* doctors may be of the state */
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, ",'items':['need'],'purposes':['care']") ","
                                  GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", NEED, ALL, "['care','inquiry']", "")),
                    "refused"); /* it reaches further than what was refused */
}

static void records__a_consent_lifts_a_refusal_from_its_own_moment(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(REFUSED("child", MAY, "") "," GIVEN_AS("child", NOON, "consent", "spoken", ALL, CLINIC, ALL, "")));
    decide(&s, "2026-06-01T11:59:59Z");
    expect(&s, "decision", "refused");
    decide(&s, NOON);
    expect(&s, "decision", "permitted");
    scene_close(&s);
}

static void records__another_party_cannot_lift_a_refusal(void) {
    expect_decision(RULES(RULE("r", "require", AGREE("child") AGREE("parent"))),
                    CONSENTS(REFUSED("child", MAY, "") "," GIVEN("parent", "2026-05-02T00:00:00Z", "")), "refused");
}

static void records__at_the_same_moment_only_a_narrower_consent_lifts_a_refusal(void) {
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, "") "," GIVEN_AS("child", MAY, "consent", "spoken", ALL, CLINIC, ALL, "")),
                    "permitted");
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, "") "," GIVEN("child", MAY, "")), "refused");
    expect_decision(ONE, CONSENTS(REFUSED("child", MAY, ",'recipients':['clinic']") ","
                                  GIVEN_AS("child", MAY, "consent", "spoken", ALL, CLINIC, ALL, "")), "refused");
}

static void records__a_lifting_consent_that_is_withdrawn_lifts_no_longer(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(REFUSED("child", MAY, "") ","
                            GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, CLINIC, ALL,
                                     ",'withdrawn':'2026-05-20T00:00:00Z'")));
    decide(&s, "2026-05-19T23:59:59Z");
    expect(&s, "decision", "permitted");
    decide(&s, "2026-05-20T00:00:00Z");
    expect(&s, "decision", "refused");
    scene_close(&s);
}

static void records__a_consent_older_than_a_refusal_never_counts_again(void) {
    /* Old consent in writing, then a refusal, then a spoken one lifts it: what was written does not come back. */
    static const char written[] = ONE_AS("<agreement by='child' form='written'/>");
    static const char records[] =
        CONSENTS(GIVEN_AS("child", "2026-04-01T00:00:00Z", "consent", "written", ALL, ALL, ALL, "") "," REFUSED("child", MAY, "")
                 "," GIVEN_AS("child", "2026-05-02T00:00:00Z", "consent", "spoken", ALL, CLINIC, ALL, ""));
    expect_decision(written, records, "needs-consent");
    expect_decision(ONE, records, "permitted");
}

/* -- withdrawing ---------------------------------------------------------------------------------------------------- */

static void records__a_withdrawn_consent_is_a_refusal_from_that_moment(void) {
    scene s = scene_open(ONE);
    scene_case(&s, CONSENTS(GIVEN_AS("child", MAY, "consent", "spoken", ALL, CLINIC, ALL, ",'withdrawn':'" NOON "'")));
    decide(&s, "2026-06-01T11:59:59Z");
    expect(&s, "decision", "permitted");
    decide(&s, NOON);
    expect(&s, "decision", "refused");
    scene_consent(&s, "need", "post", "care", "office", NOON);
    expect(&s, "decision", "needs-consent");
    scene_close(&s);
}

static void records__who_comes_back_after_withdrawing_has_agreed(void) {
    expect_decision(ONE, CONSENTS(GIVEN("child", MAY, ",'withdrawn':'2026-05-10T00:00:00Z'") ","
                                  GIVEN("child", "2026-05-11T00:00:00Z", "")), "permitted");
}

static void records__withdrawing_one_consent_takes_older_ones_of_its_scope_with_it(void) {
    expect_decision(ONE, CONSENTS(GIVEN("child", "2026-04-01T00:00:00Z", "") ","
                                  GIVEN("child", MAY, ",'withdrawn':'2026-05-10T00:00:00Z'")), "refused");
}

RP_SUITE(RP_TEST(records__consent_also_does_for_assent_but_not_assent_for_consent),
         RP_TEST(records__written_counts_as_recorded_and_recorded_as_spoken_but_not_the_other_way),
         RP_TEST(records__a_scope_covers_what_it_names_and_what_lies_under_it),
         RP_TEST(records__a_scope_does_not_cover_what_its_ids_stand_in),
         RP_TEST(records__a_scope_of_recipients_covers_who_is_one_of_them),
         RP_TEST(records__naming_counts_a_list_and_not_all),
         RP_TEST(records__only_a_party_of_the_agreement_meets_it),
         RP_TEST(records__a_consent_counts_from_its_own_moment),
         RP_TEST(records__the_last_moment_of_until_is_included),
         RP_TEST(records__the_end_of_valid_for_is_included),
         RP_TEST(records__a_consent_that_ran_out_is_no_refusal),
         RP_TEST(records__a_consent_given_before_its_rule_held_does_not_count),
         RP_TEST(records__earlier_counts_a_consent_given_before_its_rule_held),
         RP_TEST(records__a_given_number_is_not_counted_again_for_another_moment),
         RP_TEST(records__a_rule_that_reads_a_clock_not_yet_started_did_not_hold),
         RP_TEST(records__a_test_that_never_decides_is_read_all_the_same),
         RP_TEST(records__a_rule_that_reads_no_clock_does_not_care_when_one_started),
         RP_TEST(records__a_rule_held_then_only_if_it_held_for_all_moments_of_the_clock),
         RP_TEST(records__a_number_is_as_old_as_it_was_for_each_value_of_today),
         RP_TEST(records__every_moment_of_the_clock_counts_for_the_age_it_gives),
         RP_TEST(records__a_refusal_counts_from_its_own_moment),
         RP_TEST(records__a_refusal_bars_what_its_scope_covers_and_no_more),
         RP_TEST(records__a_refusal_of_one_party_does_not_bar_another),
         RP_TEST(records__a_refusal_takes_an_older_consent_away),
         RP_TEST(records__a_later_consent_within_the_refusal_lifts_it_for_what_it_covers),
         RP_TEST(records__the_rest_of_a_lifted_refusal_stays),
         RP_TEST(records__a_later_consent_wider_than_the_refusal_does_not_lift_it),
         RP_TEST(records__a_group_within_a_group_lies_within_and_a_role_only_with_all_its_groups),
         RP_TEST(records__a_consent_lifts_a_refusal_from_its_own_moment),
         RP_TEST(records__another_party_cannot_lift_a_refusal),
         RP_TEST(records__at_the_same_moment_only_a_narrower_consent_lifts_a_refusal),
         RP_TEST(records__a_lifting_consent_that_is_withdrawn_lifts_no_longer),
         RP_TEST(records__a_consent_older_than_a_refusal_never_counts_again),
         RP_TEST(records__a_withdrawn_consent_is_a_refusal_from_that_moment),
         RP_TEST(records__who_comes_back_after_withdrawing_has_agreed),
         RP_TEST(records__withdrawing_one_consent_takes_older_ones_of_its_scope_with_it))
