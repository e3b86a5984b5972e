/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Who can do each step, and the path to them. */
#include "decide/plan_world.h"

#define INFORM(roles) PATHS(PATHWAY("p", "<step id='s' inform='" roles "' purpose='coordination' share='need'/>"))

static void who__to_inform_are_the_players_of_the_first_role_that_anybody_plays_nearest_first(void) {
    scene s = planned(INFORM("judge adviser"), "");
    expect_list(&s, "steps/s/candidates", "actor", "adviser-port adviser-land");
    expect(&s, "steps/s/goal", "['judge','adviser']");
    expect(&s, "steps/s/kind", "inform");
    expect(&s, "steps/s/candidates/adviser-port/earliest", "2026-06-01T13:00:00Z");
    scene_close(&s);
}

static void who__a_role_that_somebody_certainly_plays_comes_before_one_that_somebody_may(void) {
    static const char sections[] =
        FACTS PEOPLE("<actor id='port-judge' group='civil'><plays role='judge' at='port'/></actor>") FREELY
        "<pathways>" PATHWAY("p", "<step id='s' inform='judge adviser' purpose='coordination'/><step id='t' inform='judge' purpose='coordination'/>") "</pathways>";
    scene s = scene_open(sections);
    scene_case(&s, "{'holder':'office'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "adviser-land adviser-port"); /* all its players, certain ones first */
    expect(&s, "steps/s/candidates/adviser-port/certainty", "possible");
    expect_list(&s, "steps/t/candidates", "actor", "port-judge");
    expect(&s, "steps/t/candidates/port-judge/facts", "[{'fact':'place'}]");
    scene_case(&s, "{'holder':'office','place':'port'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "port-judge");
    scene_close(&s);
}

static void who__where_a_role_is_only_perhaps_played_those_avoided_of_the_next_are_told_too(void) {
    static const char sections[] =
        FACTS PEOPLE("<actor id='port-judge' group='civil'><plays role='judge' at='port'/></actor>") FREELY
        "<pathways>" PATHWAY("p", "<step id='s' inform='judge adviser' purpose='coordination'/>") "</pathways>";
    scene s = scene_open(sections);
    scene_case(&s, "{'holder':'office','avoid':['adviser-land','adviser-port']}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "port-judge");
    expect_list(&s, "steps/s/left-out", "actor", "adviser-land adviser-port"); /* who would be turned to on the hill */
    scene_case(&s, "{'holder':'office','place':'port','avoid':['adviser-land','adviser-port']}");
    scene_plan(&s, NOW);
    expect(&s, "steps/s/left-out", "");
    scene_close(&s);
}

static void who__a_party_is_told_directly(void) {
    scene s = planned(INFORM("child"), "");
    expect_list(&s, "steps/s/candidates", "actor", "child");
    expect(&s, "steps/s/candidates/child/path", "['office','child']");
    expect(&s, "steps/s/state", "ready");
    scene_close(&s);
}

static void who__an_avoided_party_or_player_is_never_told(void) {
    scene s = planned(INFORM("child"), "'avoid':['child']");
    expect(&s, "steps/s/candidates", "");
    expect(&s, "steps/s/state", "no-provider");
    scene_close(&s);
    s = planned(INFORM("adviser"), "'avoid':['adviser-port']");
    expect_list(&s, "steps/s/candidates", "actor", "adviser-land");
    expect(&s, "steps/s/left-out", "[{'actor':'adviser-port','because':{'code':'avoided','args':{}}}]");
    scene_close(&s);
}

static void who__what_only_says_what_to_do_is_done_by_the_holder_or_by_the_role(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='own' purpose='monitoring' share='need'/><step id='other' by='adviser' purpose='monitoring' share='need'/>")), "");
    expect_list(&s, "steps/own/candidates", "actor", "office");
    expect(&s, "steps/own/candidates/office/path", "['office']");
    expect(&s, "steps/own/candidates/office/earliest", NOW);
    expect(&s, "steps/own/candidates/office/share", ""); /* none is needed where the candidate is the holder */
    expect_list(&s, "steps/other/candidates", "actor", "adviser-port adviser-land");
    expect(&s, "steps/other/candidates/adviser-port/share/need/decision", "permitted");
    scene_close(&s);
}

static void who__the_holder_may_be_the_one_to_inform(void) {
    scene s = scene_open(INFORM("adviser"));
    scene_case(&s, "{'holder':'adviser-land','place':'hill'}");
    scene_plan(&s, NOW);
    expect(&s, "steps/s/candidates/adviser-land/path", "['adviser-land']");
    expect(&s, "steps/s/candidates/adviser-land/share", "");
    expect(&s, "steps/s/state", "ready");
    scene_close(&s);
}

static void who__a_role_that_names_its_group_can_hold_a_case(void) {
    scene s = scene_open(FACTS PEOPLE("") "<coordination><interface id='i' from='ngo' to='civil' through='judge'/></coordination>" FREELY
                         "<pathways>" PATHWAY("p", "<step id='s' inform='adviser' purpose='coordination'/><step id='t' purpose='monitoring'/>"
                                                   "<step id='u' purpose='monitoring'><when><test fact='sender' in='ngo'/></when></step>") "</pathways>");
    scene_case(&s, "{'holder':'worker','place':'port'}");
    scene_plan(&s, NOW);
    expect(&s, "holder", "worker");
    expect_list(&s, "steps", "ids", "s t u");
    expect_list(&s, "steps/t/candidates", "actor", "worker");
    expect(&s, "steps/s/state", "blocked"); /* it is of the group that the interface governs */
    scene_close(&s);
}

static void who__each_offer_is_a_candidate(void) {
    scene s = planned(FACTS PEOPLE("<actor id='two' group='ngo'><offers id='day' service='shelter' at='land'/><offers id='night' service='shelter' at='port'/></actor>")
                      FREELY "<pathways>" PATHWAY("p", "<step id='s' service='shelter'/>") "</pathways>", "");
    expect_list(&s, "steps/s/candidates", "offer", "night day");
    scene_close(&s);
}

static void who__the_path_is_asked_for_the_purpose_of_the_step(void) {
    static const char sections[] =
        FACTS PEOPLE("") "<coordination><interface id='i' from='mission' to='ngo' through='adviser'><unless><test fact='purpose' in='care'/></unless></interface></coordination>"
        FREELY "<pathways>" PATHWAY("p", "<step id='s' service='care'/><step id='t' service='tracing'/>") "</pathways>";
    scene s = planned(sections, "");
    expect(&s, "steps/s/candidates/clinic/path", "['office','clinic']");
    expect(&s, "steps/s/candidates/clinic/notify", "['adviser-port']");
    expect(&s, "steps/t/candidates/tracer/path", "['office','adviser-port','tracer']");
    expect(&s, "steps/t/candidates/tracer/notify", "");
    scene_close(&s);
}

static void who__the_contacts_of_the_first_on_the_path_are_given_open_ones_first(void) {
    static const char sections[] =
        FACTS "<actors><actor id='office' group='mission'/><actor id='gate' group='civil'><plays role='adviser' at='land'/>"
              "<contact by='phone' hours='Tu 09:00-10:00'>closed</contact><contact by='email' visible-to='adviser'>secret</contact>"
              "<contact by='radio' secure='true'>now</contact><contact by='sms' hours='Mo 11:00-13:00'>also</contact></actor>"
              "<actor id='far' group='ngo'><offers service='care' at='land'/><contact by='phone'>far</contact></actor></actors>"
              "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>" FREELY
              "<pathways>" PATHWAY("p", "<step id='s' service='care'/>") "</pathways>";
    scene s = planned(sections, "");
    expect(&s, "steps/s/candidates/far/call",
           "[{'by':'radio','value':'now','secure':true,'open':true},{'by':'sms','value':'also','open':true},{'by':'phone','value':'closed'}]");
    scene_close(&s);
}

/* Where many offers are far away, only those near are looked at: of the place, of what lies in it, of what is around it. */
static void who__offers_far_away_change_nothing(void) {
    static const char sections[] =
        FACTS PEOPLE("<actor id='far' group='ngo'><offers service='care' at='hill'/><offers service='pep' at='hill'/><offers service='care' at='hill'/>"
                     "<offers service='care' at='hill'/><offers service='tests' at='hill'/><offers service='care' at='hill'/></actor>"
                     "<actor id='both' group='ngo'><offers service='care tests' at='hill port land port'/></actor>"
                     "<actor id='near' group='ngo'><offers service='shelter' at='port'/><offers service='tests' at='port'/></actor>") FREELY
        "<pathways>" PATHWAY("p", "<step id='s' service='care'/><step id='t' service='health'/><step id='u' service='shelter'/>") "</pathways>";
    scene s = planned(sections, "");
    expect_list(&s, "steps/s/candidates", "actor", "both clinic hospital");
    expect_list(&s, "steps/t/candidates", "actor", "both near clinic hospital");
    expect_list(&s, "steps/u/candidates", "actor", "near");
    scene_case(&s, "{'holder':'office','place':'land'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "both hospital far far far far clinic");
    scene_close(&s);
}

RP_SUITE(RP_TEST(who__to_inform_are_the_players_of_the_first_role_that_anybody_plays_nearest_first),
         RP_TEST(who__a_role_that_somebody_certainly_plays_comes_before_one_that_somebody_may),
         RP_TEST(who__where_a_role_is_only_perhaps_played_those_avoided_of_the_next_are_told_too),
         RP_TEST(who__a_party_is_told_directly), RP_TEST(who__an_avoided_party_or_player_is_never_told),
         RP_TEST(who__what_only_says_what_to_do_is_done_by_the_holder_or_by_the_role),
         RP_TEST(who__the_holder_may_be_the_one_to_inform), RP_TEST(who__a_role_that_names_its_group_can_hold_a_case),
         RP_TEST(who__each_offer_is_a_candidate), RP_TEST(who__the_path_is_asked_for_the_purpose_of_the_step),
         RP_TEST(who__the_contacts_of_the_first_on_the_path_are_given_open_ones_first),
         RP_TEST(who__offers_far_away_change_nothing))
