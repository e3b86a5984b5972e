/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Several services at one visit. */
#include "decide/plan_world.h"

#define VISIT(host, with) PATHS(PATHWAY("p", "<step id='host' service='care' share='need'>" host "</step>" with))
#define WITH(in) "<step id='with' service='pep' with='host'>" in "</step>"

static void visit__a_step_with_another_takes_its_purpose_items_target_and_candidates(void) {
    scene s = planned(VISIT("<target within='P1D'/>", "<step id='with' service='pep' with='host' share='name'><target within='PT2H'/></step>"),
                      "'clocks':{'report':'" NOW "'}");
    expect(&s, "steps/with/with", "host");
    expect(&s, "steps/with/goal", "pep");
    expect(&s, "steps/with/purpose", "care");
    expect(&s, "steps/with/target", "2026-06-02T12:00:00Z");
    expect_list(&s, "steps/with/candidates", "actor", "clinic");
    expect(&s, "steps/with/candidates/clinic/offer", "clinic-care");
    expect_list(&s, "steps/with/candidates/clinic/share", "item", "need");
    scene_close(&s);
}

static void visit__whoever_gives_more_at_the_visit_comes_first(void) {
    /* The hospital is quicker here; the clinic gives both. */
    scene s = scene_open(VISIT("", WITH("")));
    scene_case(&s, "{'holder':'office','place':'hill'}");
    scene_plan(&s, NOW);
    expect(&s, "steps/host/candidates/0/actor", "hospital"); /* the clinic does not come to the hill */
    scene_close(&s);
    s = planned(FACTS PEOPLE("<actor id='fast' group='ngo'><offers service='care' at='land'/></actor>") FREELY
                "<pathways>" PATHWAY("p", "<step id='host' service='care'/>" WITH("")) "</pathways>", "");
    expect_list(&s, "steps/host/candidates", "actor", "clinic fast hospital");
    expect(&s, "steps/host/candidates/clinic/reasons/gives-also", "{'code':'gives-also','args':{'steps':['with']}}");
    scene_close(&s);
}

static void visit__who_gives_both_to_no_child_at_once_gives_one_of_them(void) {
    /* One offer is for those for whom the flag holds, the other for those for whom it does not. */
    scene s = planned(FACTS PEOPLE("<actor id='other' group='ngo'>"
                                   "<offers service='care' at='land'><when><test fact='alone'/></when></offers>"
                                   "<offers service='pep' at='land'><when><not><test fact='alone'/></not></when></offers>"
                                   "</actor>") FREELY
                      "<pathways>" PATHWAY("p", "<step id='host' service='care'/>" WITH("")) "</pathways>", "");
    expect_list(&s, "steps/host/candidates", "actor", "clinic hospital other");
    expect(&s, "steps/host/candidates/other/reasons/gives-also", "");
    expect_list(&s, "steps/with/candidates", "actor", "clinic");
    scene_close(&s);
}

static void visit__its_own_limit_counts_and_closes_it_alone(void) {
    static const char paths[] = VISIT("", WITH("<limit within='PT72H' of='incident'/>"));
    scene s = planned(paths, "'clocks':{'incident':'2026-05-20'}");
    expect(&s, "steps/with/state", "window-closed");
    expect(&s, "steps/host/state", "ready");
    expect(&s, "steps/host/candidates/clinic/reasons/gives-also", ""); /* a closed one does not count */
    scene_close(&s);
}

static void visit__a_visit_after_the_limit_is_no_visit_for_it(void) {
    static const char paths[] = VISIT("", WITH("<limit within='PT72H' of='incident'/>"));
    scene s = planned(paths, "'clocks':{'incident':'2026-05-29T13:00:00Z'}"); /* the clinic is there within the hour */
    expect(&s, "steps/host/candidates/clinic/earliest", "2026-06-01T13:00:00Z");
    expect(&s, "steps/host/candidates/clinic/reasons/gives-also/code", "gives-also");
    plan_again(&s, "'clocks':{'incident':'2026-05-29T12:59:59Z'}");
    expect(&s, "steps/host/candidates/clinic/reasons/gives-also", "");
    expect(&s, "steps/with/candidates/clinic/reasons/after-limit/args/limit", "2026-06-01T12:59:59Z");
    scene_close(&s);
}

static void visit__if_no_provider_of_the_visit_gives_it_it_has_candidates_of_its_own(void) {
    scene s = planned(VISIT("", "<step id='with' service='tracing' with='host'/>"), "");
    expect_list(&s, "steps/with/candidates", "actor", "tracer");
    expect(&s, "steps/with/with", "host");
    expect(&s, "steps/with/purpose", "care");
    scene_close(&s);
}

static void visit__if_the_other_is_not_in_the_plan_it_is_a_step_of_its_own(void) {
    scene s = planned(VISIT(IF("hurt"), "<step id='with' service='pep' with='host' share='name'><target within='PT2H'/></step>"),
                      "'facts':{'hurt':false},'clocks':{'report':'" NOW "'}");
    expect_list(&s, "steps", "ids", "with");
    expect(&s, "steps/with/with", "");
    expect(&s, "steps/with/purpose", "pep");
    expect(&s, "steps/with/target", "2026-06-01T14:00:00Z");
    expect_list(&s, "steps/with/candidates/clinic/share", "item", "name");
    scene_close(&s);
}

static void visit__it_comes_after_what_the_visit_comes_after(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='first' service='tracing'/><step id='host' service='care' after='first'/>" WITH(""))), "");
    expect(&s, "steps/with/after", "['first']");
    expect(&s, "steps/with/state", "waiting");
    scene_close(&s);
}

static void visit__a_done_step_does_not_count_in_the_rank(void) {
    scene s = planned(FACTS PEOPLE("<actor id='fast' group='ngo'><offers service='care' at='land'/></actor>") FREELY
                      "<pathways>" PATHWAY("p", "<step id='host' service='care'/>" WITH("")) "</pathways>",
                      "'done':[{'step':'with','at':'2026-06-01T00:00:00Z','outcome':'served'}]");
    expect(&s, "steps/host/candidates/0/actor", "fast");
    scene_close(&s);
}

RP_SUITE(RP_TEST(visit__a_step_with_another_takes_its_purpose_items_target_and_candidates),
         RP_TEST(visit__whoever_gives_more_at_the_visit_comes_first), RP_TEST(visit__its_own_limit_counts_and_closes_it_alone),
         RP_TEST(visit__who_gives_both_to_no_child_at_once_gives_one_of_them),
         RP_TEST(visit__a_visit_after_the_limit_is_no_visit_for_it),
         RP_TEST(visit__if_no_provider_of_the_visit_gives_it_it_has_candidates_of_its_own),
         RP_TEST(visit__if_the_other_is_not_in_the_plan_it_is_a_step_of_its_own),
         RP_TEST(visit__it_comes_after_what_the_visit_comes_after), RP_TEST(visit__a_done_step_does_not_count_in_the_rank))
