/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which steps are in the plan, and which of them are one. */
#include "decide/plan_world.h"

static void merge__a_step_is_certain_possible_or_not_in_the_plan(void) {
    static const char paths[] =
        PATHS("<pathway id='p'>" IF("hurt") "<step id='care' service='care'>" IF("alone") "</step><step id='always' service='tracing'/></pathway>");
    scene s = planned(paths, "");
    expect(&s, "steps/always/certainty", "possible");
    expect(&s, "steps/always/facts", "[{'fact':'hurt'}]");
    expect(&s, "steps/care/facts", "[{'fact':'hurt'},{'fact':'alone'}]");
    plan_again(&s, "'facts':{'hurt':true}");
    expect(&s, "steps/always/certainty", "certain");
    expect(&s, "steps/always/facts", "");
    expect(&s, "steps/care/certainty", "possible");
    plan_again(&s, "'facts':{'hurt':true,'alone':false}");
    expect_list(&s, "steps", "ids", "always");
    plan_again(&s, "'facts':{'hurt':false}");
    expect(&s, "steps", "");
    scene_close(&s);
}

static void merge__the_conditions_of_pathway_and_step_are_taken_together(void) {
    scene s = planned(PATHS("<pathway id='p'><when><test fact='age' max='9'/></when>"
                            "<step id='never' service='care'><when><test fact='age' min='10'/></when></step>"
                            "<step id='ever' service='tracing'><when><test fact='age' max='24'/></when></step></pathway>"), "");
    expect_list(&s, "steps", "ids", "ever");
    scene_close(&s);
}

static void merge__steps_for_the_very_same_service_and_purpose_are_one(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care' share='need'><target within='P2D'/></step>")
                                PATHWAY("q", "<step id='b' service='care' share='name need'><target within='P1D'/></step>"
                                             "<step id='c' service='health' purpose='care'/>")),
                      "'clocks':{'report':'" NOW "'}");
    expect_list(&s, "steps", "ids", "a c"); /* health is another service than care */
    expect(&s, "steps/a/ids", "['a','b']");
    expect(&s, "steps/a/target", "2026-06-02T12:00:00Z");
    expect_list(&s, "steps/a/candidates/clinic/share", "item", "need name");
    scene_close(&s);
}

static void merge__different_purposes_and_doers_never_merge(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' inform='adviser' purpose='coordination'/><step id='b' inform='adviser' purpose='monitoring'/>"
                                         "<step id='c' inform='adviser' purpose='coordination' by='worker'/>"
                                         "<step id='d' inform='adviser judge' purpose='coordination'/>"
                                         "<step id='e' inform='judge adviser' purpose='coordination'/>"
                                         "<step id='f' inform='adviser' purpose='coordination'/>")), "");
    expect(&s, "steps/a/ids", "['a','f']");
    expect_list(&s, "steps", "ids", "a b c d e");
    scene_close(&s);
}

static void merge__steps_that_only_say_what_to_do_never_merge(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' purpose='coordination'/><step id='b' purpose='coordination'/>")), "");
    expect_list(&s, "steps", "ids", "a b");
    expect(&s, "steps/a/kind", "act");
    scene_close(&s);
}

static void merge__a_merged_step_is_certain_if_one_of_its_steps_holds_in_every_completion(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care'>" IF("hurt") "</step>"
                                         "<step id='b' service='care'><when><not><test fact='hurt'/></not></when></step>")), "");
    expect(&s, "steps/a/ids", "['a','b']");
    expect(&s, "steps/a/certainty", "certain");
    expect(&s, "steps/a/facts", "");
    scene_close(&s);
}

static void merge__only_steps_that_may_be_in_the_plan_give_their_ids(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care'>" IF("hurt") "</step><step id='b' service='care'/>")),
                      "'facts':{'hurt':false}");
    expect(&s, "steps/0/ids", "['b']");
    scene_close(&s);
}

static void merge__items_of_a_step_that_is_only_possible_stand_apart(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care' share='need'/><step id='b' service='care' share='name need'>" IF("hurt") "</step>")), "");
    expect_list(&s, "steps/a/candidates/clinic/share", "item", "need");
    expect(&s, "steps/a/items-if", "[{'item':'name','step':'b','facts':[{'fact':'hurt'}]}]");
    plan_again(&s, "'facts':{'hurt':true}");
    expect_list(&s, "steps/a/candidates/clinic/share", "item", "need name");
    expect(&s, "steps/a/items-if", "");
    scene_close(&s);
}

static void merge__an_item_is_shared_where_every_completion_has_a_step_that_shares_it(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care' share='need name'>" IF("hurt") "</step>"
                                         "<step id='b' service='care' share='need'><when><not><test fact='hurt'/></not></when></step>")), "");
    expect_list(&s, "steps/a/candidates/clinic/share", "item", "need");
    expect(&s, "steps/a/items-if", "[{'item':'name','step':'a','facts':[{'fact':'hurt'}]}]");
    scene_close(&s);
}

static void merge__of_a_merged_step_that_is_only_possible_all_items_are_listed(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care' share='need'>" IF("hurt") "</step>"
                                         "<step id='b' service='care' share='name'>" IF("alone") "</step>")), "");
    expect_list(&s, "steps/a/candidates/clinic/share", "item", "need name");
    expect(&s, "steps/a/items-if", "");
    expect(&s, "steps/a/state", "needs-facts");
    scene_close(&s);
}

static void merge__what_a_merged_step_comes_after_is_that_of_all_its_steps(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='x' purpose='monitoring'/><step id='y' purpose='monitoring'/>"
                                         "<step id='a' service='care' after='y'/><step id='b' service='care' after='x'/>")), "");
    expect(&s, "steps/a/after", "['y','x']");
    scene_close(&s);
}

static void merge__citations_of_all_are_given_each_once(void) {
    scene s = planned("<sources><source id='one'/><source id='two'/></sources>"
                      PATHS(PATHWAY("p", "<step id='a' service='care'><cite source='one' at='3'/></step>"
                                         "<step id='b' service='care'><cite source='two'/><cite source='one' at='3'/><cite source='one'/></step>")), "");
    expect(&s, "steps/a/cites", "[{'source':'one','at':'3'},{'source':'two'},{'source':'one'}]");
    scene_close(&s);
}

static void merge__steps_with_one_another_merge_only_with_the_same_one(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='v' service='care'/><step id='w' service='tracing'/>"
                                         "<step id='a' service='pep' with='v'/><step id='b' service='pep' with='w'/>"
                                         "<step id='c' service='pep' with='v'/>")), "");
    expect(&s, "steps/a/ids", "['a','c']");
    expect(&s, "steps/b/ids", "['b']");
    scene_close(&s);
}

RP_SUITE(RP_TEST(merge__a_step_is_certain_possible_or_not_in_the_plan),
         RP_TEST(merge__the_conditions_of_pathway_and_step_are_taken_together),
         RP_TEST(merge__steps_for_the_very_same_service_and_purpose_are_one),
         RP_TEST(merge__different_purposes_and_doers_never_merge),
         RP_TEST(merge__steps_that_only_say_what_to_do_never_merge),
         RP_TEST(merge__a_merged_step_is_certain_if_one_of_its_steps_holds_in_every_completion),
         RP_TEST(merge__only_steps_that_may_be_in_the_plan_give_their_ids),
         RP_TEST(merge__items_of_a_step_that_is_only_possible_stand_apart),
         RP_TEST(merge__an_item_is_shared_where_every_completion_has_a_step_that_shares_it),
         RP_TEST(merge__of_a_merged_step_that_is_only_possible_all_items_are_listed),
         RP_TEST(merge__what_a_merged_step_comes_after_is_that_of_all_its_steps),
         RP_TEST(merge__citations_of_all_are_given_each_once),
         RP_TEST(merge__steps_with_one_another_merge_only_with_the_same_one))
