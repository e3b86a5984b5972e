/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* When a provider can help at the earliest, and who comes first. */
#include "decide/plan_world.h"

/* Offers of care by actors a, b, c, ...; the case is at the port. */
#define ACTOR(id, more, offer, in) "<actor id='" id "' group='ngo'" more "><offers id='o-" id "' service='care' " offer ">" in "</offers></actor>"
#define STEP(in) "<pathways>" PATHWAY("p", "<step id='s' service='care'>" in "</step>") "</pathways>"
#define WITH_OFFERS(actors, coordination, step)                                                                       \
    FACTS "<actors><actor id='office' group='mission'/><actor id='keeper' group='civil'>"                             \
          "<plays role='adviser' at='land' respond-within='PT3H'/></actor>" actors "</actors>" coordination FREELY step
#define OFFERS(actors) WITH_OFFERS(actors, "", STEP(""))

static void expect_rank_at(const char *sections, const char *more, const char *rank, int line) {
    scene s = planned(sections, more);
    expect_list_at(&s, "steps/s/candidates", "actor", rank, line);
    scene_close(&s);
}

#define expect_rank(sections, more, rank) expect_rank_at((sections), (more), (rank), __LINE__)

/* -- times ------------------------------------------------------------------------------------------------------------- */

static void provider__the_earliest_time_adds_answers_on_the_path_its_own_and_travel(void) {
    scene s = planned(WITH_OFFERS(ACTOR("a", "", "at='land' site='hill' respond-within='PT1H'", ""),
                                  "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>", STEP("")), "");
    expect(&s, "steps/s/candidates/a/path", "['office','keeper','a']");
    expect(&s, "steps/s/candidates/a/earliest", "2026-06-01T16:30:00Z");
    expect(&s, "steps/s/candidates/a/reasons/travel/args/time", "PT30M");
    scene_close(&s);
}

static void provider__without_a_site_it_comes_to_the_child(void) {
    scene s = planned(OFFERS(ACTOR("a", "", "at='land' respond-within='PT1H'", "")), "");
    expect(&s, "steps/s/candidates/a/earliest", "2026-06-01T13:00:00Z");
    expect(&s, "steps/s/candidates/a/reasons/travel", "");
    scene_close(&s);
}

static void provider__then_the_next_moment_it_is_open(void) {
    scene s = planned(OFFERS(ACTOR("a", "", "at='land' site='hill' hours='Tu 08:00-16:00' respond-within='PT1H'", "")), "");
    expect(&s, "steps/s/candidates/a/earliest", "2026-06-02T08:00:00Z");
    expect(&s, "steps/s/candidates/a/reasons/opens/args/at", "2026-06-02T08:00:00Z");
    scene_close(&s);
    s = planned(OFFERS(ACTOR("a", "", "at='land' hours='Mo 08:00-16:00' respond-within='PT1H'", "")), "");
    expect(&s, "steps/s/candidates/a/earliest", "2026-06-01T13:00:00Z");
    expect(&s, "steps/s/candidates/a/reasons/opens", "");
    scene_close(&s);
}

static void provider__no_way_is_unknown_and_last_in_rank(void) {
    static const char sections[] =
        "<places><place id='island'/></places>" OFFERS(ACTOR("a", "", "at='land' site='island' prefer='9'", "") ACTOR("b", "", "at='land' respond-within='P9D'", ""));
    scene s = planned(sections, "");
    expect_list(&s, "steps/s/candidates", "actor", "b a");
    expect(&s, "steps/s/candidates/a/earliest", "");
    expect(&s, "steps/s/candidates/a/reasons/no-way/code", "no-way");
    scene_close(&s);
}

static void provider__never_open_is_unknown_and_last(void) {
    scene s = planned(OFFERS(ACTOR("a", "", "at='land' hours='Mo off' prefer='9'", "") ACTOR("b", "", "at='land' respond-within='P9D'", "")), "");
    expect_list(&s, "steps/s/candidates", "actor", "b a");
    expect(&s, "steps/s/candidates/a/earliest", "");
    expect(&s, "steps/s/candidates/a/reasons/not-open/code", "not-open");
    scene_close(&s);
}

/* -- rank: each criterion against the next --------------------------------------------------------------------------------- */

static void provider__certain_eligibility_comes_before_open(void) {
    expect_rank(OFFERS(ACTOR("a", "", "at='land' prefer='9'", IF("hurt")) ACTOR("b", "", "at='land' respond-within='P9D'", "")), "", "b a");
}

static void provider__before_the_first_open_limit_comes_next(void) {
    /* Both in time for the target of nine days; only b before the limit of two hours. */
    expect_rank(WITH_OFFERS(ACTOR("a", "", "at='land' respond-within='PT3H' prefer='9'", "") ACTOR("b", "", "at='land' respond-within='PT2H'", ""), "",
                            STEP("<limit within='PT2H' of='incident'/>")),
                "'clocks':{'incident':'" NOW "'}", "b a");
}

static void provider__not_later_than_the_limit_is_before_it(void) {
    scene s = planned(WITH_OFFERS(ACTOR("a", "", "at='land' respond-within='PT2H'", "") ACTOR("b", "", "at='land' respond-within='PT121M'", ""), "",
                                  STEP("<limit within='PT2H' of='incident'/><target within='PT2H'/>")),
                      "'clocks':{'incident':'" NOW "','report':'" NOW "'}");
    expect(&s, "steps/s/candidates/a/reasons/after-limit", "");
    expect(&s, "steps/s/candidates/a/reasons/after-target", "");
    expect(&s, "steps/s/candidates/b/reasons/after-limit/args/limit", "2026-06-01T14:00:00Z");
    expect(&s, "steps/s/candidates/b/reasons/after-target/args/target", "2026-06-01T14:00:00Z");
    scene_close(&s);
}

static void provider__the_earliest_time_comes_before_the_narrower_place(void) {
    expect_rank(OFFERS(ACTOR("a", "", "at='port' respond-within='PT2H'", "") ACTOR("b", "", "at='land' respond-within='PT1H'", "")), "", "b a");
}

static void provider__the_narrower_place_comes_before_the_preferred(void) {
    expect_rank(OFFERS(ACTOR("a", "", "at='land' prefer='9'", "") ACTOR("b", "", "at='hill port'", "")), "", "b a");
    expect_rank(OFFERS(ACTOR("a", "", "at='land port'", "") ACTOR("b", "", "at='port' prefer='1'", "")), "", "b a"); /* the deepest that contains it */
}

static void provider__the_preferred_comes_before_the_more_recently_verified(void) {
    expect_rank(OFFERS(ACTOR("a", " verified='2026-05-01'", "at='land'", "") ACTOR("b", " verified='2026-01-01'", "at='land' prefer='1'", "")), "", "b a");
    expect_rank(OFFERS(ACTOR("a", "", "at='land' prefer='-1'", "") ACTOR("b", "", "at='land'", "")), "", "b a");
}

static void provider__the_more_recently_verified_comes_before_the_id_and_never_is_last(void) {
    expect_rank(OFFERS(ACTOR("a", "", "at='land'", "") ACTOR("b", " verified='2026-01-01'", "at='land'", "")
                           ACTOR("c", " verified='2026-05-01'", "at='land'", "")), "", "c b a");
}

static void provider__the_date_of_the_offer_counts_before_that_of_the_actor(void) {
    scene s = planned(OFFERS(ACTOR("a", " verified='2026-05-01'", "at='land' verified='2025-01-01'", "") ACTOR("b", " verified='2026-04-01'", "at='land'", "")), "");
    expect_list(&s, "steps/s/candidates", "actor", "b a");
    expect(&s, "steps/s/candidates/a/verified", "2025-01-01");
    expect(&s, "steps/s/candidates/b/verified", "2026-04-01");
    scene_close(&s);
}

static void provider__last_the_id_then_the_order_of_the_offers(void) {
    scene s = planned(OFFERS(ACTOR("b", "", "at='land'", "") "<actor id='a' group='ngo'><offers id='o-2' service='care' at='land'/>"
                                                            "<offers id='o-1' service='care' at='land'/></actor>"), "");
    expect_list(&s, "steps/s/candidates", "offer", "o-2 o-1 o-b");
    scene_close(&s);
}

static void provider__the_first_open_limit_is_one_not_yet_reached(void) {
    expect_rank(WITH_OFFERS(ACTOR("a", "", "at='land' respond-within='PT3H' prefer='9'", "") ACTOR("b", "", "at='land' respond-within='PT2H'", ""), "",
                            STEP("<limit within='PT1H' of='incident' then='overdue'/><limit within='PT8H' of='incident'/>")),
                "'clocks':{'incident':'2026-06-01T06:00:00Z'}", "b a"); /* the limit of 14:00, not the one of 07:00 */
}

/* -- who serves at all --------------------------------------------------------------------------------------------------------- */

static void provider__an_offer_of_a_service_under_the_steps_serves_but_not_of_one_above(void) {
    static const char sections[] =
        FACTS "<actors><actor id='office' group='mission'/><actor id='a' group='ngo'><offers service='care' at='land'/></actor>"
              "<actor id='b' group='ngo'><offers service='health' at='land'/></actor></actors>" FREELY
              "<pathways>" PATHWAY("p", "<step id='wide' service='health'/><step id='narrow' service='care'/>") "</pathways>";
    scene s = planned(sections, "");
    expect_list(&s, "steps/wide/candidates", "actor", "a b");
    expect_list(&s, "steps/narrow/candidates", "actor", "a");
    scene_close(&s);
}

static void provider__where_the_place_is_open_so_is_its_eligibility(void) {
    scene s = scene_open(OFFERS(ACTOR("a", "", "at='port'", "") ACTOR("b", "", "at='port hill'", "")));
    scene_case(&s, "{'holder':'office'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "b a");
    expect(&s, "steps/s/candidates/b/certainty", "certain");
    expect(&s, "steps/s/candidates/a/certainty", "possible");
    expect(&s, "steps/s/candidates/a/facts", "[{'fact':'place'}]");
    expect(&s, "steps/s/candidates/a/state", "needs-facts");
    scene_case(&s, "{'holder':'office','place':'hill'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "b");
    scene_close(&s);
}

static void provider__who_is_left_out_is_named_with_the_reason(void) {
    scene s = planned(OFFERS(ACTOR("a", "", "at='land'", IF("hurt")) ACTOR("b", "", "at='land'", "") ACTOR("c", "", "at='hill'", "")
                                 ACTOR("d", " active-until='2026-05-31'", "at='land'", "") ACTOR("e", "", "at='land' active-from='2026-06-02'", "")),
                      "'facts':{'hurt':false},'avoid':['b']");
    expect(&s, "steps/s/candidates", "");
    expect(&s, "steps/s/left-out",
           "[{'actor':'a','because':{'code':'not-eligible','args':{}}},{'actor':'b','because':{'code':'avoided','args':{}}}]");
    expect(&s, "steps/s/state", "no-provider");
    scene_close(&s);
}

static void provider__entries_are_active_on_their_first_and_last_day(void) {
    expect_rank(OFFERS(ACTOR("a", " active-from='2026-06-01' active-until='2026-06-01'", "at='land' active-from='2026-06-01'", "")), "", "a");
}

static void provider__its_condition_reads_the_holder_as_sender(void) {
    expect_rank(OFFERS(ACTOR("a", "", "at='land'", "<when><test fact='sender' in='mission'/></when>")
                           ACTOR("b", "", "at='land'", "<when><test fact='sender' in='civil'/></when>")), "", "a");
}

RP_SUITE(RP_TEST(provider__the_earliest_time_adds_answers_on_the_path_its_own_and_travel),
         RP_TEST(provider__without_a_site_it_comes_to_the_child), RP_TEST(provider__then_the_next_moment_it_is_open),
         RP_TEST(provider__no_way_is_unknown_and_last_in_rank), RP_TEST(provider__never_open_is_unknown_and_last),
         RP_TEST(provider__certain_eligibility_comes_before_open), RP_TEST(provider__before_the_first_open_limit_comes_next),
         RP_TEST(provider__not_later_than_the_limit_is_before_it),
         RP_TEST(provider__the_earliest_time_comes_before_the_narrower_place),
         RP_TEST(provider__the_narrower_place_comes_before_the_preferred),
         RP_TEST(provider__the_preferred_comes_before_the_more_recently_verified),
         RP_TEST(provider__the_more_recently_verified_comes_before_the_id_and_never_is_last),
         RP_TEST(provider__the_date_of_the_offer_counts_before_that_of_the_actor),
         RP_TEST(provider__last_the_id_then_the_order_of_the_offers),
         RP_TEST(provider__the_first_open_limit_is_one_not_yet_reached),
         RP_TEST(provider__an_offer_of_a_service_under_the_steps_serves_but_not_of_one_above),
         RP_TEST(provider__where_the_place_is_open_so_is_its_eligibility),
         RP_TEST(provider__who_is_left_out_is_named_with_the_reason),
         RP_TEST(provider__entries_are_active_on_their_first_and_last_day),
         RP_TEST(provider__its_condition_reads_the_holder_as_sender))
