/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Targets, limits, clocks without a moment; what was done already. */
#include "decide/plan_world.h"

#define STEP(in) PATHS(PATHWAY("p", "<step id='a' service='care'>" in "</step>"))
#define REPORTED(at) "'clocks':{'report':'" at "'}"
#define DONE(at, outcome, actor) "'done':[{'step':'a','at':'" at "','outcome':'" outcome "'" actor "}]"

static void time__the_earliest_target_that_is_not_impossible_counts(void) {
    scene s = planned(STEP("<target within='P3D'/><target within='P1D'>" IF("hurt") "</target><target within='PT2H'>" IF("alone") "</target>"),
                      REPORTED(NOW) ",'facts':{'alone':false}");
    expect(&s, "steps/a/target", "2026-06-02T12:00:00Z");
    expect(&s, "steps/a/late", "");
    scene_close(&s);
}

static void time__a_step_without_targets_has_those_of_its_pathway(void) {
    scene s = planned(PATHS(PATHWAY("p", "<target within='P3D'/><step id='a' service='care'/><step id='b' service='tracing'><target within='P5D'/></step>")),
                      REPORTED(NOW));
    expect(&s, "steps/a/target", "2026-06-04T12:00:00Z");
    expect(&s, "steps/b/target", "2026-06-06T12:00:00Z");
    scene_close(&s);
}

static void time__past_is_strictly_before_now(void) {
    scene s = planned(STEP("<target within='PT2H'/>"), REPORTED("2026-06-01T10:00:00Z"));
    expect(&s, "steps/a/late", "");
    plan_again(&s, REPORTED("2026-06-01T09:59:59Z"));
    expect(&s, "steps/a/late", "true");
    scene_close(&s);
}

static void time__a_closed_limit_past_closes_the_window(void) {
    scene s = planned(STEP("<limit within='PT72H' of='incident'/>"), "'clocks':{'incident':'2026-05-29T12:00:00Z'}");
    expect(&s, "steps/a/state", "ready");
    expect(&s, "steps/a/limits", "[{'at':'2026-06-01T12:00:00Z','of':'incident','then':'closed'}]");
    plan_again(&s, "'clocks':{'incident':'2026-05-29T11:59:59Z'}");
    expect(&s, "steps/a/state", "window-closed");
    expect(&s, "steps/a/limits/0", "{'at':'2026-06-01T11:59:59Z','of':'incident','then':'closed','passed':true}");
    scene_close(&s);
}

static void time__an_overdue_limit_leaves_the_step_to_be_done(void) {
    scene s = planned(STEP("<limit within='PT48H' of='custody' then='overdue'/>"), "'clocks':{'custody':'2026-05-30T11:59:59Z'}");
    expect(&s, "steps/a/state", "ready");
    expect(&s, "steps/a/overdue", "true");
    expect(&s, "steps/a/limits/0/passed", "true");
    plan_again(&s, "'clocks':{'custody':'2026-05-30T12:00:00Z'}");
    expect(&s, "steps/a/overdue", "");
    scene_close(&s);
}

static void time__a_closed_limit_is_reckoned_from_the_latest_moment_of_its_clock(void) {
    scene s = planned(STEP("<limit within='PT72H' of='incident'/>"), "'clocks':{'incident':{'from':'2026-05-20','to':'2026-05-29T12:00:00Z'}}");
    expect(&s, "steps/a/state", "ready"); /* while it may still be open, it is open */
    expect(&s, "steps/a/limits/0/at", "2026-06-01T12:00:00Z");
    scene_close(&s);
}

static void time__targets_and_overdue_limits_are_reckoned_from_the_earliest(void) {
    scene s = planned(STEP("<target within='P1D' of='incident'/><limit within='PT72H' of='incident' then='overdue'/>"),
                      "'clocks':{'incident':{'from':'2026-05-20','to':'2026-05-31'}}");
    expect(&s, "steps/a/target", "2026-05-21T00:00:00Z");
    expect(&s, "steps/a/late", "true");
    expect(&s, "steps/a/overdue", "true");
    expect(&s, "steps/a/limits/0/at", "2026-05-23T00:00:00Z");
    scene_close(&s);
}

static void time__a_clock_without_a_moment_leaves_the_time_open_and_is_named_once(void) {
    scene s = planned(STEP("<target within='P1D'/><limit within='PT72H' of='incident'/><limit within='PT99H' of='incident'/>"), "");
    expect(&s, "steps/a/target", "");
    expect(&s, "steps/a/limits", "");
    expect(&s, "steps/a/open-clocks", "['report','incident']");
    scene_close(&s);
}

static void time__a_limit_whose_condition_is_only_possible_is_shown_but_closes_nothing(void) {
    static const char paths[] = STEP("<limit within='PT1H' of='incident'>" IF("hurt") "</limit>");
    scene s = planned(paths, "'clocks':{'incident':'2026-06-01T08:00:00Z'}");
    expect(&s, "steps/a/limits/0/passed", "true");
    expect(&s, "steps/a/state", "ready");
    plan_again(&s, "'clocks':{'incident':'2026-06-01T08:00:00Z'},'facts':{'hurt':true}");
    expect(&s, "steps/a/state", "window-closed");
    plan_again(&s, "'clocks':{'incident':'2026-06-01T08:00:00Z'},'facts':{'hurt':false}");
    expect(&s, "steps/a/limits", "");
    scene_close(&s);
}

static void time__a_limit_closes_only_the_step_it_belongs_to_and_the_one_step_when_all_are(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='a' service='care'><limit within='PT1H' of='incident'/></step><step id='b' service='care'><limit within='PT9H' of='incident'/></step>")),
                      "'clocks':{'incident':'2026-06-01T08:00:00Z'}");
    expect(&s, "steps/a/ids", "['a','b']");
    expect(&s, "steps/a/state", "ready");
    plan_again(&s, "'clocks':{'incident':'2026-06-01T01:00:00Z'}");
    expect(&s, "steps/a/state", "window-closed");
    scene_close(&s);
}

/* -- done -------------------------------------------------------------------------------------------------------------- */

static void done__served_elsewhere_and_not_needed_are_done(void) {
    static const char *const outcomes[] = {"served", "elsewhere", "not-needed"};
    scene s = scene_open(PATHS(PATHWAY("p", "<step id='a' service='care'><target within='PT1H'/></step><step id='b' service='tracing' after='a'/>")));
    for (size_t i = 0; i < 3; i++) {
        char more[256];
        snprintf(more, sizeof more, REPORTED("2026-05-01T00:00:00Z") "," DONE("2026-06-01T00:00:00Z", "%s", ""), outcomes[i]);
        plan_again(&s, more);
        expect(&s, "steps/a/state", "done");
        expect(&s, "steps/a/late", ""); /* never late */
        expect(&s, "steps/b/state", "ready"); /* it frees those after it */
    }
    scene_close(&s);
}

static void done__declined_is_refused_until_it_is_taken_up_again(void) {
    static const char paths[] = STEP("");
    scene s = planned(paths, DONE("2026-06-01T00:00:00Z", "declined", ""));
    expect(&s, "steps/a/state", "refused");
    plan_again(&s, "'done':[{'step':'a','at':'2026-06-01T00:00:00Z','outcome':'declined'},{'step':'a','at':'2026-06-01T01:00:00Z','outcome':'partly-served'}]");
    expect(&s, "steps/a/state", "ready");
    expect_list(&s, "steps/a/done", "outcome", "declined partly-served");
    scene_close(&s);
}

static void done__the_latest_entry_at_or_before_now_decides(void) {
    static const char paths[] = STEP("");
    scene s = planned(paths, DONE(NOW, "served", ""));
    expect(&s, "steps/a/state", "done");
    plan_again(&s, DONE("2026-06-01T12:00:01Z", "served", ""));
    expect(&s, "steps/a/state", "ready");
    expect(&s, "steps/a/done", "");
    plan_again(&s, "'done':[{'step':'a','at':'2026-06-01T09:00:00Z','outcome':'declined'},{'step':'a','at':'2026-06-01T08:00:00Z','outcome':'served'}]");
    expect(&s, "steps/a/state", "refused");
    scene_close(&s);
}

static void done__unavailable_and_no_answer_leave_that_actor_out_for_that_step(void) {
    static const char paths[] = PATHS(PATHWAY("p", "<step id='a' service='care'/><step id='b' service='pep'/>"));
    scene s = planned(paths, DONE("2026-06-01T00:00:00Z", "unavailable", ",'actor':'clinic'"));
    expect_list(&s, "steps/a/candidates", "actor", "hospital");
    expect(&s, "steps/a/left-out", "[{'actor':'clinic','because':{'code':'unavailable','args':{'at':'2026-06-01T00:00:00Z'}}}]");
    expect_list(&s, "steps/b/candidates", "actor", "clinic");
    plan_again(&s, DONE("2026-06-01T00:00:00Z", "no-answer", ",'actor':'hospital'"));
    expect_list(&s, "steps/a/candidates", "actor", "clinic");
    expect(&s, "steps/a/left-out/0/because/code", "no-answer");
    scene_close(&s);
}

static void done__any_id_of_a_merged_step_names_it(void) {
    scene s = planned(PATHS(PATHWAY("p", "<step id='x' service='care'/><step id='a' service='care'/>")), DONE("2026-06-01T00:00:00Z", "served", ""));
    expect(&s, "steps/0/ids", "['x','a']");
    expect(&s, "steps/0/state", "done");
    expect(&s, "steps/0/done", "[{'step':'a','at':'2026-06-01T00:00:00Z','outcome':'served'}]");
    scene_close(&s);
}

static void done__a_step_done_after_its_window_closed_is_done(void) {
    scene s = planned(STEP("<limit within='PT1H' of='incident'/>"),
                      "'clocks':{'incident':'2026-05-01'}," DONE("2026-05-01T00:30:00Z", "served", ""));
    expect(&s, "steps/a/state", "done");
    scene_close(&s);
}

static void done__without_candidates_a_step_is_done_or_closed_all_the_same(void) {
    static const char paths[] = PATHS(PATHWAY("p", "<step id='a' service='shelter'><limit within='PT1H' of='incident'/></step>"));
    scene s = planned(paths, DONE("2026-06-01T00:00:00Z", "served", ""));
    expect(&s, "steps/a/state", "done");
    plan_again(&s, "'clocks':{'incident':'2026-05-01'}");
    expect(&s, "steps/a/state", "window-closed");
    plan_again(&s, "");
    expect(&s, "steps/a/state", "no-provider");
    scene_close(&s);
}

RP_SUITE(RP_TEST(time__the_earliest_target_that_is_not_impossible_counts),
         RP_TEST(time__a_step_without_targets_has_those_of_its_pathway), RP_TEST(time__past_is_strictly_before_now),
         RP_TEST(time__a_closed_limit_past_closes_the_window), RP_TEST(time__an_overdue_limit_leaves_the_step_to_be_done),
         RP_TEST(time__a_closed_limit_is_reckoned_from_the_latest_moment_of_its_clock),
         RP_TEST(time__targets_and_overdue_limits_are_reckoned_from_the_earliest),
         RP_TEST(time__a_clock_without_a_moment_leaves_the_time_open_and_is_named_once),
         RP_TEST(time__a_limit_whose_condition_is_only_possible_is_shown_but_closes_nothing),
         RP_TEST(time__a_limit_closes_only_the_step_it_belongs_to_and_the_one_step_when_all_are),
         RP_TEST(done__served_elsewhere_and_not_needed_are_done),
         RP_TEST(done__declined_is_refused_until_it_is_taken_up_again),
         RP_TEST(done__the_latest_entry_at_or_before_now_decides),
         RP_TEST(done__unavailable_and_no_answer_leave_that_actor_out_for_that_step),
         RP_TEST(done__any_id_of_a_merged_step_names_it), RP_TEST(done__a_step_done_after_its_window_closed_is_done),
         RP_TEST(done__without_candidates_a_step_is_done_or_closed_all_the_same))
