/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* What may be told to candidates and to everybody it passes through; who is hidden. */
#include "decide/plan_world.h"

#define GATE "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>"
#define CARE(more) "<pathways>" PATHWAY("p", "<step id='s' service='care' share='need'" more "/>") "</pathways>"
#define RULES(in) "<consent>" in "</consent>"
#define CHILD_AGREES(to) "{'by':'child','given':true,'at':'2026-05-01T00:00:00Z','kind':'consent','form':'spoken','items':'all','recipients':" to ",'purposes':'all'}"

/* -- sharing ------------------------------------------------------------------------------------------------------------- */

static void share__each_item_is_decided_for_the_candidate_with_the_holder_as_sender(void) {
    scene s = planned(FACTS PEOPLE("") RULES("<rule id='r' effect='permit'><when><test fact='sender' in='office'/><test fact='item' in='need'/>"
                                             "<test fact='recipient' in='clinic'/><test fact='purpose' in='care'/></when></rule>")
                      "<pathways>" PATHWAY("p", "<step id='s' service='care' share='need name'/>") "</pathways>", "");
    expect(&s, "steps/s/candidates/clinic/share",
           "[{'decision':'permitted','item':'need','rules':['r']},{'decision':'forbidden','item':'name'}]");
    expect(&s, "steps/s/candidates/hospital/share/need/decision", "forbidden");
    expect(&s, "steps/s/candidates/clinic/via", "");
    scene_close(&s);
}

static void share__each_hop_has_its_own_sender_and_recipient(void) {
    scene s = planned(FACTS PEOPLE("") GATE RULES("<rule id='to-gate' effect='permit'><when><test fact='sender' in='office'/><test fact='recipient' in='adviser'/></when></rule>"
                                                  "<rule id='on' effect='permit'><when><test fact='sender' in='adviser'/><test fact='recipient' in='ngo'/></when></rule>"
                                                  "<rule id='whole' effect='permit'><when><test fact='sender' in='office'/><test fact='recipient' in='ngo'/></when></rule>")
                      CARE(""), "");
    expect(&s, "steps/s/candidates/clinic/via",
           "[{'from':'office','to':'adviser-port','share':[{'decision':'permitted','item':'need','rules':['to-gate']}]},"
           "{'from':'adviser-port','to':'clinic','share':[{'decision':'permitted','item':'need','rules':['on']}]}]");
    expect(&s, "steps/s/candidates/clinic/share/need/rules", "['whole']");
    scene_close(&s);
}

static void share__a_consent_that_covers_the_candidate_covers_the_gatekeepers_for_this_step(void) {
    static const char sections[] =
        FACTS PEOPLE("") GATE RULES("<rule id='r' effect='require'><agreement by='child'/></rule>") CARE("");
    scene s = planned(sections, "'consents':[" CHILD_AGREES("['clinic']") "]");
    expect(&s, "steps/s/candidates/clinic/via/adviser-port/share/need/decision", "permitted");
    expect(&s, "steps/s/candidates/clinic/state", "ready");
    expect(&s, "steps/s/candidates/hospital/via/adviser-port/share/need/decision", "needs-consent");
    expect(&s, "steps/s/candidates/hospital/state", "needs-consent");
    scene_close(&s);
}

static void share__a_consent_that_covers_the_candidate_lifts_a_refusal_for_the_gatekeepers_too(void) {
    scene s = planned(FACTS PEOPLE("") GATE RULES("<rule id='r' effect='require'><agreement by='child'/></rule>") CARE(""),
                      "'consents':[{'by':'child','given':false,'at':'2026-04-01T00:00:00Z'}," CHILD_AGREES("['clinic']") "]");
    expect(&s, "steps/s/candidates/clinic/via/adviser-port/share/need/decision", "permitted");
    scene_close(&s);
    /* "Nobody but the clinic, not even the adviser": a refusal that names the gatekeeper. */
    s = planned(FACTS PEOPLE("") GATE RULES("<rule id='r' effect='require'><agreement by='child'/></rule>") CARE(""),
                "'consents':[" CHILD_AGREES("['clinic']") ",{'by':'child','given':false,'at':'2026-05-02T00:00:00Z','recipients':['adviser']}]");
    expect(&s, "steps/s/candidates/clinic/via/adviser-port/share/need/decision", "refused");
    expect(&s, "steps/s/candidates/clinic/share/need/decision", "permitted");
    expect(&s, "steps/s/candidates/clinic/state", "refused");
    scene_close(&s);
}

/* A consent, later than a refusal; in each row but the first one thing of the two is otherwise. */
static void share__what_lifts_a_refusal_for_a_gatekeeper(void) {
#define LATER(items, to, purposes)                                                                                      \
    "{'by':'child','given':true,'at':'2026-05-01T00:00:00Z','kind':'consent','form':'spoken','items':" items ",'recipients':" to   \
    ",'purposes':" purposes "}"
#define BEFORE(items, purposes) "{'by':'child','given':false,'at':'2026-04-01T00:00:00Z','items':" items ",'recipients':['adviser']" \
    ",'purposes':" purposes "}"
#define NEED "['need']"
#define FOR_CARE "['care']"
    static const char *const rows[][3] = {
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['clinic']", FOR_CARE), "permitted"},
        {BEFORE(NEED, FOR_CARE), LATER("['need','name']", "['clinic']", FOR_CARE), "refused"}, /* more items */
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['clinic']", "'all'"), "refused"},               /* more purposes */
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['adviser']", FOR_CARE), "permitted"},           /* for the gatekeeper itself */
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['adviser']", "'all'"), "refused"},
        {BEFORE(NEED, FOR_CARE), LATER("'all'", "['adviser']", FOR_CARE), "refused"},
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['adviser','ngo']", FOR_CARE), "permitted"}, /* what covers the clinic too */
        {BEFORE(NEED, FOR_CARE), LATER(NEED, "['adviser','mission']", FOR_CARE), "refused"}, /* more recipients, not the clinic */
        {BEFORE("'all'", "'all'"), LATER(NEED, "['clinic']", FOR_CARE), "permitted"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char more[1000];
        scene s;
        snprintf(more, sizeof more, "'consents':[%s,%s]", rows[i][0], rows[i][1]);
        s = planned(FACTS PEOPLE("") GATE RULES("<rule id='r' effect='require'><agreement by='child'/></rule>") CARE(""), more);
        expect(&s, "steps/s/candidates/clinic/via/adviser-port/share/need/decision", rows[i][2]);
        scene_close(&s);
    }
}

static void share__forbid_rules_ask_gatekeepers_one_by_one(void) {
    scene s = planned(FACTS PEOPLE("") GATE RULES("<rule id='f' effect='forbid'><when><test fact='recipient' in='adviser'/></when></rule>"
                                                  "<rule id='r' effect='require'><agreement by='child'/></rule>") CARE(""),
                      "'consents':[" CHILD_AGREES("'all'") "]");
    expect(&s, "steps/s/candidates/clinic/share/need/decision", "permitted");
    expect(&s, "steps/s/candidates/clinic/via/adviser-port/share/need/decision", "forbidden");
    expect(&s, "steps/s/candidates/clinic/state", "forbidden");
    scene_close(&s);
}

static void share__a_step_that_may_share_nothing_is_still_in_the_plan(void) {
    scene s = planned(FACTS PEOPLE("") RULES("<rule id='f' effect='forbid'/>") CARE(""), "");
    expect(&s, "steps/s/state", "forbidden");
    expect_list(&s, "steps/s/candidates", "actor", "clinic hospital");
    scene_close(&s);
}

/* -- hidden --------------------------------------------------------------------------------------------------------------- */

#define HOUSE(id, to) "<actor id='" id "' group='ngo' visible-to='" to "' verified='2026-05-30'><contact by='phone'>secret</contact>" \
                      "<offers id='offer-" id "' service='shelter' at='land' respond-within='PT1M' prefer='9'/></actor>"
#define SHELTER "<pathways>" PATHWAY("p", "<step id='s' service='shelter' share='need'/>") "</pathways>"
#define AGREES RULES("<rule id='r' effect='require'><agreement by='child'/></rule>")

static bool mentions(scene *s, const char *word) {
    char *all = scene_say(s, "");
    bool does = strstr(all, word) != NULL;
    free(all);
    return does;
}

static void hidden__the_nearest_gatekeeper_that_may_see_it_stands_in_its_place(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "adviser")) GATE AGREES SHELTER, "");
    expect_list(&s, "steps/s/candidates", "actor", "adviser-port");
    expect(&s, "steps/s/candidates/0/hidden", "true");
    expect(&s, "steps/s/candidates/0/path", "['office','adviser-port']");
    expect(&s, "steps/s/candidates/0/earliest", "2026-06-01T13:00:00Z"); /* its own time, not that of the house */
    expect(&s, "steps/s/candidates/0/reasons", "");
    expect(&s, "steps/s/candidates/0/offer", "");
    expect(&s, "steps/s/candidates/0/verified", "");
    expect(&s, "steps/s/candidates/0/share", "[{'decision':'needs-consent','item':'need','missing':[{'by':['child'],'kind':'consent'}],'rules':['r']}]");
    expect(&s, "steps/s/candidates/0/via", "");
    CU_ASSERT_FALSE(mentions(&s, "house"));
    CU_ASSERT_FALSE(mentions(&s, "secret"));
    scene_close(&s);
}

static void hidden__consents_are_asked_of_the_gatekeeper_alone(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "adviser")) GATE AGREES SHELTER, "'consents':[" CHILD_AGREES("['house']") "]");
    expect(&s, "steps/s/candidates/0/share/need/decision", "needs-consent");
    plan_again(&s, "'consents':[" CHILD_AGREES("['adviser']") "]");
    expect(&s, "steps/s/candidates/0/state", "ready");
    scene_close(&s);
}

static void hidden__several_behind_one_gatekeeper_are_one_candidate_after_all_others(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "adviser") HOUSE("home", "adviser") "<actor id='open' group='ngo'><offers service='shelter' at='land' respond-within='P9D'/></actor>")
                      GATE AGREES SHELTER, "");
    expect_list(&s, "steps/s/candidates", "actor", "open adviser-port");
    scene_close(&s);
}

static void hidden__where_nobody_on_the_path_may_see_it_the_step_says_only_that_there_is_help(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "judge adviser tracer")) AGREES SHELTER, "");
    expect(&s, "steps/s/candidates", "");
    expect(&s, "steps/s/hidden-help", "['adviser','judge']");
    expect(&s, "steps/s/state", "blocked");
    CU_ASSERT_FALSE(mentions(&s, "house"));
    scene_close(&s);
}

static void hidden__of_roles_that_lead_to_somebody_avoided_nothing_is_said(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "judge adviser")) AGREES SHELTER, "'avoid':['adviser-port']");
    expect(&s, "steps/s/hidden-help", "['judge']");
    plan_again(&s, "'avoid':['adviser-port','judge']");
    expect(&s, "steps/s/hidden-help", "[]"); /* there is help all the same */
    expect(&s, "steps/s/state", "blocked");
    scene_close(&s);
}

static void hidden__whoever_may_see_it_does(void) {
    scene s = scene_open(FACTS PEOPLE(HOUSE("house", "adviser")) AGREES SHELTER);
    scene_case(&s, "{'holder':'adviser-port','place':'port'}");
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "house");
    expect(&s, "steps/s/candidates/house/hidden", "");
    scene_case(&s, "{'holder':'house','place':'port'}"); /* it may see itself */
    scene_plan(&s, NOW);
    expect_list(&s, "steps/s/candidates", "actor", "house");
    scene_close(&s);
}

static void hidden__why_it_was_left_out_is_not_told_either(void) {
    scene s = planned(FACTS PEOPLE(HOUSE("house", "adviser")) GATE AGREES SHELTER, "'avoid':['house']");
    CU_ASSERT_FALSE(mentions(&s, "left-out"));
    expect(&s, "steps/s/state", "no-provider");
    scene_close(&s);
}

static void hidden__is_notified_without_being_shown(void) {
    scene s = planned(FACTS PEOPLE("<actor id='quiet' group='civil' visible-to='tracer'><plays role='judge' at='land'/></actor>")
                      "<coordination><interface id='i' from='mission' to='ngo' through='judge'><unless><test fact='hurt'/></unless></interface></coordination>"
                      AGREES CARE(""), "'facts':{'hurt':true}");
    expect(&s, "steps/s/candidates/clinic/path", "['office','clinic']");
    CU_ASSERT_FALSE(mentions(&s, "quiet"));
    scene_close(&s);
}

RP_SUITE(RP_TEST(share__each_item_is_decided_for_the_candidate_with_the_holder_as_sender),
         RP_TEST(share__each_hop_has_its_own_sender_and_recipient),
         RP_TEST(share__a_consent_that_covers_the_candidate_covers_the_gatekeepers_for_this_step),
         RP_TEST(share__a_consent_that_covers_the_candidate_lifts_a_refusal_for_the_gatekeepers_too),
         RP_TEST(share__what_lifts_a_refusal_for_a_gatekeeper),
         RP_TEST(share__forbid_rules_ask_gatekeepers_one_by_one),
         RP_TEST(share__a_step_that_may_share_nothing_is_still_in_the_plan),
         RP_TEST(hidden__the_nearest_gatekeeper_that_may_see_it_stands_in_its_place),
         RP_TEST(hidden__consents_are_asked_of_the_gatekeeper_alone),
         RP_TEST(hidden__several_behind_one_gatekeeper_are_one_candidate_after_all_others),
         RP_TEST(hidden__where_nobody_on_the_path_may_see_it_the_step_says_only_that_there_is_help),
         RP_TEST(hidden__of_roles_that_lead_to_somebody_avoided_nothing_is_said),
         RP_TEST(hidden__whoever_may_see_it_does), RP_TEST(hidden__why_it_was_left_out_is_not_told_either),
         RP_TEST(hidden__is_notified_without_being_shown))
