/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* How each candidate and each step stands, and to whom to escalate. */
#include "decide/plan_world.h"

#define RULES(in) "<consent>" in "</consent>"
#define ITEM_RULE(id, effect, item, in) "<rule id='" id "' effect='" effect "'><when><test fact='item' in='" item "'/>" in "</when></rule>"
#define ASK_RULE(id, item, by) "<rule id='" id "' effect='require'><when><test fact='item' in='" item "'/></when><agreement by='" by "'/></rule>"
#define STEP(attributes, in) "<pathways>" PATHWAY("way", "<step id='s' service='care' share='need name' " attributes ">" in "</step>") "</pathways>"
#define REFUSED "'consents':[{'by':'child','given':false,'at':'2026-05-01T00:00:00Z'}]"

static void expect_state_at(const char *sections, const char *more, const char *state, int line) {
    scene s = planned(sections, more);
    expect_at(&s, "steps/s/state", state, line);
    scene_close(&s);
}

#define expect_state(sections, more, state) expect_state_at((sections), (more), (state), __LINE__)

/* -- candidates -------------------------------------------------------------------------------------------------------- */

static void state__forbidden_only_where_every_item_is(void) {
    expect_state(FACTS PEOPLE("") RULES("<rule id='f' effect='forbid'/>") STEP("", ""), "", "forbidden");
    expect_state(FACTS PEOPLE("") RULES(ITEM_RULE("p", "permit", "need", "")) STEP("", ""), "", "ready");
}

static void state__refused_where_every_item_is_refused_or_forbidden(void) {
    static const char sections[] = FACTS PEOPLE("") RULES(ASK_RULE("r", "need", "child")) STEP("", "");
    expect_state(sections, REFUSED, "refused");
    expect_state(FACTS PEOPLE("") RULES(ASK_RULE("r", "need", "child") ITEM_RULE("p", "permit", "name", "")) STEP("", ""), REFUSED, "ready");
}

static void state__needs_facts_comes_before_needs_consent(void) {
    expect_state(FACTS PEOPLE("") RULES(ASK_RULE("r", "need", "child") ITEM_RULE("p", "permit", "name", "<test fact='hurt'/>")) STEP("", ""), "", "needs-facts");
    expect_state(FACTS PEOPLE("") RULES(ASK_RULE("r", "need", "child") ITEM_RULE("p", "permit", "name", "<test fact='hurt'/>")) STEP("", ""),
                 "'facts':{'hurt':true}", "needs-consent");
}

static void state__a_step_that_is_only_possible_needs_facts(void) {
    expect_state(FACTS PEOPLE("") FREELY STEP("", IF("hurt")), "", "needs-facts");
}

static void state__of_a_candidate_is_the_first_that_applies(void) {
    static const char sections[] =
        FACTS PEOPLE("") "<coordination><interface id='i' from='mission' to='hospital' through='judge'/></coordination>"
        RULES("<rule id='f' effect='forbid'><when><test fact='recipient' in='clinic'/></when></rule><rule id='p' effect='permit'/>")
        STEP("", "");
    scene s = planned(sections, "");
    expect(&s, "steps/s/candidates/hospital/state", "blocked");
    expect(&s, "steps/s/candidates/clinic/state", "forbidden");
    expect(&s, "steps/s/state", "forbidden"); /* the better of the two */
    scene_close(&s);
}

static void state__the_word_of_an_item_is_the_most_restrictive_over_all_on_the_path(void) {
    expect_state(FACTS PEOPLE("") "<coordination><interface id='i' from='mission' to='ngo' through='adviser'/></coordination>"
                 RULES("<rule id='r' effect='require'><when><test fact='recipient' in='adviser'/></when><agreement by='child'/></rule>"
                       "<rule id='p' effect='permit'><when><test fact='recipient' in='ngo'/></when></rule>") STEP("", ""), "", "needs-consent");
}

/* -- waiting ------------------------------------------------------------------------------------------------------------- */

#define AFTER(first) "<pathways>" PATHWAY("way", first "<step id='s' service='care' after='first'/>") "</pathways>"

static void state__waits_for_what_is_certain_and_can_still_be_done(void) {
    expect_state(WORLD AFTER("<step id='first' service='tracing'/>"), "", "waiting");
    expect_state(WORLD AFTER("<step id='first' service='tracing'>" IF("hurt") "</step>"), "", "ready");
    expect_state(WORLD AFTER("<step id='first' service='tracing'>" IF("hurt") "</step>"), "'facts':{'hurt':false}", "ready");
    expect_state(WORLD AFTER("<step id='first' service='shelter'/>"), "", "ready"); /* nobody gives it */
    expect_state(WORLD AFTER("<step id='first' service='tracing'><limit within='PT1H' of='incident'/></step>"), "'clocks':{'incident':'2026-05-01'}", "ready");
    expect_state(WORLD AFTER("<step id='first' service='tracing'/>"), "'done':[{'step':'first','at':'2026-06-01T00:00:00Z','outcome':'declined'}]", "ready");
}

static void state__waiting_comes_before_needs_facts_but_after_refused(void) {
    expect_state(WORLD AFTER("<step id='first' service='tracing'/>"), "'done':[{'step':'s','at':'2026-06-01T00:00:00Z','outcome':'declined'}]", "refused");
    expect_state(WORLD "<pathways>" PATHWAY("way", "<step id='first' service='tracing'/><step id='s' service='care' after='first'>" IF("hurt") "</step>") "</pathways>",
                 "", "waiting");
}

static void state__waiting_is_passed_on(void) {
    scene s = planned(PATHS(PATHWAY("way", "<step id='c' service='pep' after='b'/><step id='b' service='care' after='a'/><step id='a' service='tracing'/>")), "");
    expect_list(&s, "steps", "ids", "a b c");
    expect(&s, "steps/b/state", "waiting");
    expect(&s, "steps/c/state", "waiting");
    scene_close(&s);
}

/* -- escalation -------------------------------------------------------------------------------------------------------------- */

#define TO "<escalate to='adviser judge' after='P1D'/>"

static void escalate__where_it_stands_worse_than_waiting(void) {
    scene s = planned(WORLD "<pathways>" PATHWAY("way", "<step id='s' service='shelter'>" TO "</step><step id='t' service='care'>" TO "</step>") "</pathways>", "");
    expect(&s, "steps/s/state", "no-provider");
    expect(&s, "steps/s/escalate", "{'to':['adviser','judge'],'at':'2026-06-02T12:00:00Z'}");
    expect(&s, "steps/t/escalate", "");
    scene_close(&s);
}

static void escalate__nobody_is_named_whom_the_holder_may_not_see(void) {
    static const char sections[] = FACTS PEOPLE("<actor id='den' group='ngo' visible-to='judge'/>") FREELY "<pathways>" PATHWAY(
        "way", "<step id='s' service='shelter'><escalate to='den'/><escalate to='den adviser' after='P1D'/></step>"
               "<step id='t' service='shelter' purpose='monitoring'><escalate to='den'/></step>") "</pathways>";
    scene s = planned(sections, "");
    expect(&s, "steps/s/escalate", "{'to':['adviser'],'at':'2026-06-02T12:00:00Z'}");
    expect(&s, "steps/t/state", "no-provider");
    expect(&s, "steps/t/escalate", "");
    scene_close(&s);
}

static void escalate__is_counted_from_the_target_if_that_is_past(void) {
    scene s = planned(WORLD "<pathways>" PATHWAY("way", "<step id='s' service='shelter'><target within='PT1H'/>" TO "</step>") "</pathways>",
                      "'clocks':{'report':'2026-05-30T11:00:00Z'}");
    expect(&s, "steps/s/escalate/at", "2026-05-31T12:00:00Z");
    plan_again(&s, "'clocks':{'report':'2026-06-01T11:30:00Z'}");
    expect(&s, "steps/s/escalate/at", "2026-06-02T12:00:00Z");
    scene_close(&s);
}

static void escalate__where_it_waits_for_facts_that_nobody_can_tell(void) {
    static const char sections[] = FACTS PEOPLE("") RULES("<rule id='f' effect='forbid'>" IF("hurt") "</rule><rule id='p' effect='permit'/>") STEP("", TO);
    scene s = planned(sections, "");
    expect(&s, "steps/s/state", "needs-facts");
    expect(&s, "steps/s/escalate", "");
    plan_again(&s, "'unknown':['hurt']");
    expect(&s, "steps/s/escalate/to", "['adviser','judge']");
    plan_again(&s, "'unknown':['alone']");
    expect(&s, "steps/s/escalate", "");
    scene_close(&s);
}

static void escalate__where_it_waits_for_an_agreement_with_nobody_left(void) {
    static const char sections[] = FACTS PEOPLE("") RULES(ASK_RULE("r", "need", "parent") ITEM_RULE("p", "permit", "name", "")) STEP("", TO);
    scene s = planned(sections, "'avoid':['parent']");
    expect(&s, "steps/s/candidates/clinic/share/need/decision", "refused");
    expect(&s, "steps/s/state", "ready"); /* the name may go */
    expect(&s, "steps/s/escalate/to", "['adviser','judge']");
    expect(&s, "warnings", "[{'code':'nobody-left-to-ask','args':{}}]");
    scene_close(&s);
}

static void escalate__never_to_one_avoided(void) {
    static const char sections[] = WORLD "<pathways>" PATHWAY("way", "<step id='s' service='shelter'>" TO "</step>") "</pathways>";
    scene s = planned(sections, "'avoid':['adviser']");
    expect(&s, "steps/s/escalate/to", "['judge']");
    plan_again(&s, "'avoid':['adviser-land','adviser-port']"); /* all who play it */
    expect(&s, "steps/s/escalate/to", "['judge']");
    plan_again(&s, "'avoid':['adviser-port']"); /* one who plays it there is enough */
    expect(&s, "steps/s/escalate/to", "['judge']");
    plan_again(&s, "'avoid':['tracer']");
    expect(&s, "steps/s/escalate/to", "['adviser','judge']");
    plan_again(&s, "'avoid':['adviser','judge']");
    expect(&s, "steps/s/escalate", "");
    scene_close(&s);
}

static void escalate__to_all_that_may_apply_each_once_at_the_earliest_of_their_times(void) {
    static const char sections[] =
        WORLD "<pathways>" PATHWAY("way", "<step id='s' service='shelter'><escalate to='judge' after='P3D'>" IF("hurt") "</escalate>"
                                          "<escalate to='adviser judge' after='P2D'>" IF("alone") "</escalate></step>"
                                          "<step id='t' service='shelter'><escalate to='worker' after='P9D'/></step>") "</pathways>";
    scene s = planned(sections, "");
    expect(&s, "steps/s/escalate", "{'to':['judge','adviser','worker'],'at':'2026-06-03T12:00:00Z'}");
    plan_again(&s, "'facts':{'alone':false}");
    expect(&s, "steps/s/escalate", "{'to':['judge','worker'],'at':'2026-06-04T12:00:00Z'}");
    plan_again(&s, "'facts':{'alone':false,'hurt':false}");
    expect(&s, "steps/s/escalate", "{'to':['worker'],'at':'2026-06-10T12:00:00Z'}");
    scene_close(&s);
}

static void escalate__a_closed_window_escalates_but_a_done_step_does_not(void) {
    static const char sections[] = WORLD "<pathways>" PATHWAY("way", "<step id='s' service='care'><limit within='PT1H' of='incident'/>" TO "</step>") "</pathways>";
    scene s = planned(sections, "'clocks':{'incident':'2026-05-01'}");
    expect(&s, "steps/s/state", "window-closed");
    expect(&s, "steps/s/escalate/to", "['adviser','judge']");
    plan_again(&s, "'done':[{'step':'s','at':'2026-06-01T00:00:00Z','outcome':'served'}]");
    expect(&s, "steps/s/escalate", "");
    scene_close(&s);
}

/* -- the holder is avoided ------------------------------------------------------------------------------------------------------ */

static void holder_avoided__the_plan_says_only_that_and_to_whom_the_case_must_go(void) {
    static const char sections[] = WORLD "<pathways>" PATHWAY("way", "<step id='s' service='care'><escalate to='judge adviser'/></step>") "</pathways>";
    scene s = planned(sections, "'id':'c-1','avoid':['mission']");
    char *all = scene_say(&s, "");
    expect(&s, "warnings", "[{'code':'holder-avoided','args':{'to':'adviser'}}]"); /* nobody plays the judge */
    expect(&s, "case", "c-1");
    expect(&s, "holder", "office");
    expect(&s, "now", NOW);
    CU_ASSERT_PTR_NULL(strstr(all, "steps"));
    CU_ASSERT_PTR_NULL(strstr(all, "ask"));
    CU_ASSERT_PTR_NULL(strstr(all, "advice"));
    free(all);
    plan_again(&s, "'avoid':['office','adviser-port']"); /* a role one of whose players is avoided is no way out */
    expect(&s, "warnings", "[{'code':'holder-avoided','args':{}}]");
    scene_close(&s);
}

static void holder_avoided__there_is_nothing_to_ask(void) {
    scene s = planned(WORLD "<pathways>" PATHWAY("way", "<step id='s' service='care'>" IF("hurt") "</step>") "</pathways>", "'avoid':['office']");
    scene_ask(&s, NOW);
    expect(&s, "ask", "[]");
    expect(&s, "warnings/holder-avoided/code", "holder-avoided");
    scene_close(&s);
}

RP_SUITE(RP_TEST(state__forbidden_only_where_every_item_is), RP_TEST(state__refused_where_every_item_is_refused_or_forbidden),
         RP_TEST(state__needs_facts_comes_before_needs_consent), RP_TEST(state__a_step_that_is_only_possible_needs_facts),
         RP_TEST(state__of_a_candidate_is_the_first_that_applies),
         RP_TEST(state__the_word_of_an_item_is_the_most_restrictive_over_all_on_the_path),
         RP_TEST(state__waits_for_what_is_certain_and_can_still_be_done),
         RP_TEST(state__waiting_comes_before_needs_facts_but_after_refused), RP_TEST(state__waiting_is_passed_on),
         RP_TEST(escalate__where_it_stands_worse_than_waiting),
         RP_TEST(escalate__nobody_is_named_whom_the_holder_may_not_see),
         RP_TEST(escalate__is_counted_from_the_target_if_that_is_past),
         RP_TEST(escalate__where_it_waits_for_facts_that_nobody_can_tell),
         RP_TEST(escalate__where_it_waits_for_an_agreement_with_nobody_left), RP_TEST(escalate__never_to_one_avoided),
         RP_TEST(escalate__to_all_that_may_apply_each_once_at_the_earliest_of_their_times),
         RP_TEST(escalate__a_closed_window_escalates_but_a_done_step_does_not),
         RP_TEST(holder_avoided__the_plan_says_only_that_and_to_whom_the_case_must_go),
         RP_TEST(holder_avoided__there_is_nothing_to_ask))
