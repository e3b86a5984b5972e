/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A log of referrals held against the protocol, worked out by hand. */
#include "analyse/conform_log.h"

#include <refpath.h>

#ifdef HAVE_JANSSON

/* -- was it in the plan ------------------------------------------------------------------------------------------------ */

static void conformance__steps_are_certain_possible_or_not_in_the_plan(void) {
    scene s = scene_open(PATHS(TWO));
    analysed(&s, CONFORMANCE,
             EVENTS("{" ANY ",'step':'care','actor':'clinic','through':['desk'],'consent':true},"
                    "{'id':'maybe'," ANY ",'step':'pep','actor':'clinic','through':['desk']},"
                    "{'id':'hurt'," HURT ",'step':'care','actor':'clinic'},"
                    "{" CASE(",'facts':{'hurt':false}") "," SENT ",'step':'pep','actor':'clinic','through':['desk']}"));
    expect_row(&s, "events", "event=1", "in-plan", "certain");
    expect_event(&s, "1", "kept", "never-verified");
    expect_row(&s, "events", "event=maybe", "in-plan", "possible");
    expect_event(&s, "maybe", "broken", "maybe-in-plan before-its-turn never-verified");
    expect_event(&s, "hurt", "kept", "never-verified");
    expect_row(&s, "events", "event=4", "in-plan", "no");
    expect_event(&s, "4", "broken", "not-in-plan");
    expect(&s, "tables/verdicts/rows/0", "{'verdict':'kept','referrals':2,'referral-share':500000,'children':2}");
    expect(&s, "tables/verdicts/rows/1", "{'verdict':'unclear','referrals':0,'referral-share':0,'children':0}");
    expect(&s, "tables/verdicts/rows/2", "{'verdict':'broken','referrals':2,'referral-share':500000,'children':2}");
    scene_close(&s);
}

/* The child is one of those for whom the condition holds; nothing else is known of it. */
static void conformance__a_kind_may_be_a_condition(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'/><step id='pep' service='pep'>"
                               "<when><test fact='age' max='8'/></when></step>"));
    analysed(&s, CONFORMANCE,
             "{'kinds':[{'id':'small','when':{'fact':'age','max':7}},{'id':'big','when':{'fact':'age','min':9}},"
             "{'id':'some','when':[{'fact':'age','min':8},{'fact':'place','in':['port']}]},{'id':'none','when':['hurt',{'not':['hurt']}]}],"
             "'events':[{'id':'1','kind':'small','place':'port','from':'office'," SENT ",'step':'pep','actor':'clinic'},"
             "{'id':'2','kind':'big','place':'port','from':'office'," SENT ",'step':'pep','actor':'clinic'},"
             "{'id':'3','kind':'some','from':'office'," SENT ",'step':'pep','actor':'clinic'},"
             "{'id':'4','kind':'small','place':'hill','from':'office'," SENT ",'step':'care','actor':'hospital'},"
             "{'id':'5','kind':'none','place':'port','from':'office'," SENT ",'step':'care','actor':'clinic'},"
             "{'id':'6'," CASE(",'facts':{'age':7}") "," SENT ",'step':'pep','actor':'clinic'}]}");
    expect_row(&s, "events", "event=1", "in-plan", "certain");
    expect_row(&s, "events", "event=2", "in-plan", "no");
    expect_event(&s, "2", "broken", "not-in-plan");
    expect_row(&s, "events", "event=3", "in-plan", "possible");
    expect_row(&s, "events", "event=4", "in-plan", "certain");
    expect_event(&s, "4", "unclear", "path-not-told never-verified"); /* the hospital takes all of them */
    expect_event(&s, "5", "broken", "not-in-plan");
    expect_row(&s, "events", "event=6", "in-plan", "certain");
    scene_close(&s);
}

/* What the log says was served before counts as done; what was refused leaves who refused out. */
static void conformance__referrals_of_one_child_know_of_each_other(void) {
    scene s = scene_open(PATHS(TWO));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'pep'," ALONGSIDE "," CASE(",'facts':{'hurt':true}") ",'sent':'2026-06-03T11:00:00Z','step':'pep','actor':'clinic'},"
                    "{'id':'no'," ALONGSIDE "," CASE(",'facts':{'hurt':true,'age':5}") "," SENT ",'step':'care','actor':'clinic','refused':'2026-06-03T09:00:00Z'},"
                    "{'id':'again'," ALONGSIDE "," CASE(",'facts':{'hurt':true,'age':5}") ",'sent':'2026-06-03T09:30:00Z','step':'care','actor':'clinic'},"
                    "{'id':'other'," ALONGSIDE "," CASE(",'facts':{'hurt':true,'age':5}") ",'sent':'2026-06-03T09:30:00Z','step':'care','actor':'hospital',"
                    "'served':'2026-06-03T10:30:00Z'},"
                    "{'id':'done'," ALONGSIDE "," CASE(",'facts':{'hurt':true,'age':5}") ",'sent':'2026-06-03T11:00:00Z','step':'care','actor':'hospital'}"));
    expect_event(&s, "pep", "kept", "never-verified");
    expect_event(&s, "again", "broken", "unavailable");
    expect_event(&s, "other", "kept", "never-verified");
    expect_event(&s, "done", "kept", "already-done never-verified");
    expect_row(&s, "verdicts", "verdict=kept", "children", "1");
    scene_close(&s);
}

/* -- was it the right one ------------------------------------------------------------------------------------------------ */

static void conformance__says_why_somebody_was_the_wrong_one(void) {
    scene s = scene_open(PATHS(TWO TOLD));
    analysed_by(&s, CONFORMANCE,
                EVENTS("{'id':'office'," ANY ",'step':'care','actor':'office'},"
                       "{'id':'house'," ANY ",'step':'care','actor':'house'},"
                       "{'id':'hill','kind':'any','place':'hill','from':'office'," SENT ",'step':'care','actor':'clinic'},"
                       "{'id':'old','kind':'old','place':'port','from':'office'," SENT ",'step':'care','actor':'hospital'},"
                       "{'id':'open'," HURT ",'step':'care','actor':'hospital'},"
                       "{'id':'away'," CASE(",'avoid':['clinic']") "," SENT ",'step':'care','actor':'clinic'},"
                       "{'id':'tell'," ANY ",'step':'tell','actor':'desk'},"
                       "{'id':'tells'," ANY ",'step':'tell','actor':'clinic'}"),
                "office");
    expect_event(&s, "office", "broken", "no-offer");
    expect_event(&s, "house", "broken", "no-offer");
    expect_event(&s, "hill", "broken", "not-here");
    expect_event(&s, "old", "broken", "not-eligible");
    expect_event(&s, "open", "unclear", "eligibility-open never-verified");
    expect_event(&s, "away", "broken", "avoided");
    expect_event(&s, "tell", "kept", "never-verified");
    expect_event(&s, "tells", "broken", "not-in-role");
    scene_close(&s);
}

/* Together its offers take every child, whatever is not known. */
static void conformance__offers_of_one_are_taken_together(void) {
    scene s = scene_open(FACTS "<actors><actor id='office' group='mission'/><actor id='clinic' group='ngo'>"
                               "<offers service='care' at='port'><when><test fact='sex' in='female'/></when></offers>"
                               "<offers service='care' at='port'><when><test fact='sex' in='male'/></when></offers></actor></actors>"
                               "<pathways><pathway id='way'><step id='care' service='care'/></pathway></pathways>");
    analysed(&s, CONFORMANCE, EVENTS("{" ANY ",'step':'care','actor':'clinic'}"));
    expect_event(&s, "1", "kept", "never-verified");
    scene_close(&s);
}

#define DATED                                                                                                          \
    FACTS "<actors><actor id='office' group='mission'/><actor id='here' group='mission' verified='2025-06-03'><offers service='care' at='port'/></actor>" \
    "<actor id='gone' group='ngo' active-until='2026-05-01'><offers service='care' at='port'/></actor>"                \
    "<actor id='ended' group='ngo'><offers service='care' at='port' active-until='2026-05-01'/></actor>"               \
    "<actor id='inside' group='ngo' visible-to='here'><offers service='care' at='port'/></actor></actors>"             \
    "<pathways><pathway id='way'><step id='care' service='care'/></pathway></pathways>"

static void conformance__dates_and_hiding_are_told(void) {
    scene s = scene_open(DATED);
    analysed_by(&s, CONFORMANCE,
                EVENTS("{'id':'gone'," ANY ",'step':'care','actor':'gone'},{'id':'ended'," ANY ",'step':'care','actor':'ended'},"
                       "{'id':'inside'," ANY ",'step':'care','actor':'inside','accepted':'2026-06-03T09:00:00Z'},"
                       "{'id':'may','kind':'any','place':'port','from':'here'," SENT ",'step':'care','actor':'inside'},"
                       "{'id':'here'," ANY ",'step':'care','actor':'here'}"),
                "all");
    expect_event(&s, "gone", "broken", "not-active");
    expect_event(&s, "ended", "broken", "offer-not-active");
    expect_event(&s, "inside", "broken", "hidden");
    expect_event(&s, "may", "kept", "never-verified");
    expect_event(&s, "here", "kept", "stale");
    expect_row(&s, "accuracy", "actor=here", "verified", "2025-06-03");
    expect_row(&s, "accuracy", "actor=here", "stale", "true");
    expect_row(&s, "accuracy", "actor=inside", "unlisted", "1");
    expect_row(&s, "accuracy", "actor=inside", "unlisted-helped", "1");
    scene_close(&s);
}

/* -- how it stood ---------------------------------------------------------------------------------------------------------- */

static void conformance__what_came_before_is_looked_at(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><limit id='l' within='PT2H'/></step>"
                               "<step id='pep' service='pep' with='care'/>"));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'over'," ALONGSIDE "," CASE(",'facts':{'hurt':true}") ",'sent':'2026-06-03T11:00:00Z','step':'care','actor':'clinic'},"
                    "{'id':'visit'," ALONGSIDE "," CASE(",'facts':{'hurt':true,'age':5},'avoid':['hospital']") "," SENT ",'step':'pep','actor':'clinic'},"
                    "{'id':'away'," CASE(",'avoid':['office']") "," SENT ",'step':'care','actor':'clinic'},"
                    "{'id':'said'," ALONGSIDE "," CASE(",'facts':{'hurt':true},'done':[{'step':'care','at':'2026-06-03T07:00:00Z','outcome':'declined'}]")
                    "," SENT ",'step':'care','actor':'clinic'},"
                    "{'id':'silent'," ALONGSIDE "," CASE(",'facts':{'hurt':true},'done':[{'step':'care','actor':'clinic','at':'2026-06-03T07:00:00Z','outcome':'no-answer'}]")
                    "," SENT ",'step':'care','actor':'clinic'}"));
    expect_event(&s, "over", "broken", "window-closed limit-missed never-verified");
    expect_event(&s, "visit", "kept", "never-verified");
    expect_event(&s, "away", "broken", "holder-avoided");
    expect_row(&s, "events", "event=away", "in-plan", "");
    expect_event(&s, "said", "broken", "declined limit-missed never-verified");
    expect_event(&s, "silent", "broken", "no-answer limit-missed");
    scene_close(&s);
}

/* Only the hospital gives both at one visit; the clinic gives the second alone. */
#define VISIT                                                                                                          \
    FACTS "<roles><role id='chief' group='ngo'/></roles><actors><actor id='office' group='mission'/><actor id='both' group='ngo'><offers service='care pep' at='port'/></actor>" \
    "<actor id='second' group='ngo'><offers service='pep' at='port' hours='Mo 08:00-09:00'/></actor>"                   \
    "<actor id='desk' group='civil'><plays role='adviser' at='port'/></actor>"                                         \
    "<actor id='far' group='ngo'><plays role='chief' at='port'/><offers service='shelter' at='port' site='hill' hours='Th 08:00-09:00'/></actor></actors>" \
    "<pathways><pathway id='way'><step id='care' service='care'/><step id='pep' service='pep' with='care'/>"           \
    "<step id='home' service='shelter'><target within='PT2H'/><limit id='l' within='PT6H'/></step>"                    \
    "<step id='tell' inform='adviser chief'/></pathway></pathways>"

static void conformance__notes_are_those_of_the_plan(void) {
    scene s = scene_open(VISIT);
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'second'," ANY ",'step':'pep','actor':'second'},{'id':'both'," ANY ",'step':'pep','actor':'both'},"
                    "{'id':'far'," ANY ",'step':'home','actor':'far'},{'id':'chief'," ANY ",'step':'tell','actor':'far'}"));
    expect_event(&s, "second", "broken", "not-at-visit");
    expect_event(&s, "both", "kept", "never-verified");
    expect_event(&s, "far", "kept", "target-missed after-limit after-target opens never-verified");
    expect_event(&s, "chief", "broken", "other-role");
    scene_close(&s);
}

/* -- was the path kept, was it agreed ---------------------------------------------------------------------------------------- */

static void conformance__the_contact_path_has_to_be_kept(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'/>"));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'kept'," ANY ",'step':'care','actor':'clinic','through':['desk']},"
                    "{'id':'direct'," ANY ",'step':'care','actor':'clinic','through':[]},"
                    "{'id':'silent'," ANY ",'step':'care','actor':'clinic'},"
                    "{'id':'lifted'," HURT ",'step':'care','actor':'clinic'},"
                    "{'id':'wide'," HURT ",'step':'care','actor':'clinic','through':['desk']},"
                    "{'id':'stopped'," CASE(",'avoid':['desk']") "," SENT ",'step':'care','actor':'clinic'}"));
    expect_event(&s, "kept", "kept", "never-verified");
    expect_event(&s, "direct", "broken", "path-not-kept never-verified");
    expect_event(&s, "silent", "unclear", "path-not-told never-verified");
    expect_event(&s, "lifted", "kept", "never-verified");
    expect_event(&s, "wide", "broken", "path-not-kept never-verified");
    expect_row(&s, "events", "event=stopped", "verdict", "broken");
    scene_close(&s);
}

#define ASKED                                                                                                          \
    FACTS "<items><item id='need'/></items><parties><party id='child'/></parties>" PEOPLE                   \
    "<pathways><pathway id='way'><step id='care' service='care' share='need'/></pathway></pathways>"                   \
    "<consent><rule id='ask' effect='require'><agreement by='child' kind='assent'/></rule></consent>"

static void conformance__consent_has_to_be_there(void) {
    scene s = scene_open(ASKED);
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'told'," HURT ",'step':'care','actor':'clinic','consent':true},"
                    "{'id':'none'," HURT ",'step':'care','actor':'clinic','consent':false},"
                    "{'id':'silent'," HURT ",'step':'care','actor':'clinic'},"
                    "{'id':'given'," ALONGSIDE "," CASE(GIVEN("true") ",'kind':'assent','form':'spoken'}]") "," SENT ",'step':'care','actor':'clinic'},"
                    "{'id':'refused'," ALONGSIDE "," CASE(GIVEN("false") "}]") "," SENT ",'step':'care','actor':'clinic','consent':true}"));
    expect_event(&s, "told", "kept", "never-verified");
    expect_event(&s, "none", "broken", "consent-missing never-verified");
    expect_event(&s, "silent", "unclear", "consent-not-told never-verified");
    expect_event(&s, "given", "kept", "never-verified");
    expect_event(&s, "refused", "broken", "consent-refused never-verified");
    scene_close(&s);
}

/* -- was it in time, sums -------------------------------------------------------------------------------------------------------- */

#define TIMES                                                                                                          \
    "<step id='care' service='care'><target within='PT2H'/><limit id='l' within='PT3H' then='overdue'/>" \
    "<escalate to='adviser' after='PT30M'/></step>"

static void conformance__time_is_held_against_target_and_limit(void) {
    scene s = scene_open(PATHS(TIMES));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'soon'," HURT ",'step':'care','actor':'clinic','accepted':'2026-06-03T08:10:00Z','served':'2026-06-03T09:00:00Z','feedback':'2026-06-03T11:00:00Z'},"
                    "{'id':'later'," HURT ",'step':'care','actor':'clinic','accepted':'2026-06-03T09:00:00Z','served':'2026-06-03T10:30:00Z'},"
                    "{'id':'late'," HURT ",'step':'care','actor':'clinic','served':'2026-06-03T11:30:00Z'},"
                    "{'id':'never'," HURT ",'step':'care','actor':'clinic'},"
                    "{'id':'no'," HURT ",'step':'care','actor':'clinic','refused':'2026-06-03T08:30:00Z'},"
                    "{'id':'now'," ALONGSIDE ",'kind':'hurt','place':'port','from':'office','sent':'2026-06-03T11:30:00Z','reported':'2026-06-03T11:00:00Z','step':'care','actor':'clinic'}"));
    expect_event(&s, "soon", "kept", "never-verified");
    expect_event(&s, "later", "kept", "target-missed never-verified");
    expect_event(&s, "late", "broken", "limit-missed target-missed never-verified");
    expect_row(&s, "events", "event=never", "in-limit", "missed");
    expect_row(&s, "events", "event=no", "in-limit", "");
    expect_event(&s, "now", "kept", "never-verified");
    expect_row(&s, "events", "event=later", "to-served", "9000");
    expect(&s, "tables/referrals/rows/0",
           "{'step':'care','actor':'clinic','children':6,'sent':6,'accepted':2,'refused':1,'served':3,'unanswered':1,'pending':1,"
           "'feedback':1,'kept':4,'unclear':0,'broken':2,'accepted-median':600,'accepted-worst':3600,'served-median':9000,"
           "'served-worst':12600,'target-share':250000,'limit-share':500000,'feedback-share':166666}");
    expect(&s, "tables/accuracy/rows/0",
           "{'actor':'clinic','failed-share':400000,'children':6,'sent':6,'refused':1,'unanswered':1,'pending':1,'unlisted':0,"
           "'unlisted-helped':0,'stale':true}");
    scene_close(&s);
}

static void conformance__says_when_to_turn_to_somebody_else(void) {
    scene s = scene_open(PATHS(TIMES));
    analysed(&s, CONFORMANCE, EVENTS("{'id':'no','kind':'old','place':'port','from':'office'," SENT ",'through':['desk'],'step':'care',"
                                     "'actor':'clinic','refused':'2026-06-03T08:30:00Z'}"));
    expect_event(&s, "no", "kept", "after-target never-verified escalation-due");
    expect_row(&s, "events", "event=no", "escalate-at", "2026-06-03T10:30:00Z");
    scene_close(&s);
}

/* -- small cells, mistakes --------------------------------------------------------------------------------------------------------- */

static void conformance__a_cell_of_few_children_tells_nothing(void) {
    scene s = scene_open(PATHS(TIMES));
    refpath_analysis_question q = {.analysis = CONFORMANCE, .min_cell = 2};
    (void)try_analysis(&s, &q,
                       EVENTS("{" HURT ",'step':'care','actor':'clinic'},{" HURT ",'step':'care','actor':'clinic'},"
                              "{'id':'alone'," ANY ",'step':'care','actor':'hospital'}"));
    scene_answered(&s);
    expect(&s, "tables/events/rows/2", "{'event':'alone'}");
    expect(&s, "tables/event-findings/rows/0", "{'event':'1'}");
    expect_row(&s, "referrals", "step=care actor=clinic", "sent", "2");
    expect_row(&s, "referrals", "step=care actor=hospital", "sent", "");
    expect_row(&s, "accuracy", "actor=hospital", "failed-share", "");
    scene_close(&s);
}

/* The order of rows that tell nothing does not tell it either: it is that of the protocol, after all others. */
static void conformance__the_order_of_small_cells_tells_nothing(void) {
#define ENDS(office, hospital)                                                                                         \
    EVENTS("{'id':'a'," HURT CARE ",'served':'2026-06-03T09:00:00Z'},{'id':'b'," HURT CARE ",'refused':'2026-06-03T09:00:00Z'}," \
           "{'id':'c'," HURT ",'step':'care','actor':'hospital','" hospital "':'2026-06-03T09:00:00Z'},"                \
           "{'id':'d'," HURT ",'step':'care','actor':'office','" office "':'2026-06-03T09:00:00Z'}")
    static const char *const logs[] = {ENDS("served", "refused"), ENDS("refused", "served")};
    scene s = scene_open(PATHS(GET_CARE));
    for (size_t i = 0; i < 2; i++) {
        refpath_analysis_question q = {.analysis = CONFORMANCE};
        (void)try_analysis(&s, &q, logs[i]);
        scene_answered(&s);
        expect(&s, "tables/accuracy/rows/0/actor", i == 0 ? "hospital" : "office");
        q.min_cell = 2;
        (void)try_analysis(&s, &q, logs[i]);
        scene_answered(&s);
        expect(&s, "tables/accuracy/rows/0/actor", "office");
        expect(&s, "tables/accuracy/rows/1/actor", "clinic");
        expect(&s, "tables/accuracy/rows/2/actor", "hospital");
        expect(&s, "tables/event-findings/rows",
               "[{'event':'a'},{'event':'b'},{'event':'c'},{'event':'d'}]"); /* as many rows, whatever was found */
        q.min_cell = 1;
        (void)try_analysis(&s, &q, logs[i]);
        scene_answered(&s);
        expect(&s, "tables/accuracy/rows/0/actor", i == 0 ? "hospital" : "office");
    }
    scene_close(&s);
}

static void expect_refused_by_at(const char *sections, const char *study, const char *expected, int line) {
    scene s = scene_open(sections);
    refpath_analysis_question q = {.analysis = CONFORMANCE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_INVALID_QUESTION);
    expect_problem_at(&s, expected, line);
    scene_close(&s);
}
#define expect_refused(study, expected) expect_refused_by_at(PATHS(TWO), (study), (expected), __LINE__)
#define TO ",'step':'care','actor':'clinic'"

static void conformance__mistakes_are_told_by_where_they_stand(void) {
    expect_refused("{}", "case-empty events");
    expect_refused("{'events':[]}", "case-empty events");
    expect_refused("{'services':['care'],'events':[]}", "case-unknown-key key 1");
    expect_refused(EVENTS("{" ANY TO "},{" ANY ",'step':'nothing','actor':'clinic'}"), "case-unknown-id events[1].step");
    expect_refused(EVENTS("{" ANY ",'step':'care','actor':'house'}"), "case-unknown-id events[0].actor"); /* hidden */
    expect_refused(EVENTS("{" ANY ",'step':'care','actor':'ngo'}"), "case-unknown-id events[0].actor");
    expect_refused(EVENTS("{" ANY TO ",'odd':1}"), "case-unknown-key events[0] key 7");
    expect_refused(EVENTS("{" ANY TO ",'through':['none']}"), "case-unknown-id events[0].through[0]");
    expect_refused(EVENTS("{" ANY TO ",'consent':'yes'}"), "case-wrong-type events[0].consent");
    expect_refused(EVENTS("{" ANY TO ",'items':'need'}"), "case-wrong-type events[0].items");
    expect_refused(EVENTS("{" ANY TO ",'items':[7]}"), "case-wrong-type events[0].items[0]");
    expect_refused(EVENTS("{" ANY TO ",'items':['none']}"), "case-unknown-id events[0].items[0]");
    expect_refused(EVENTS("{" ANY TO ",'notified':true}"), "case-wrong-type events[0].notified");
    expect_refused(EVENTS("{" ANY TO ",'notified':[{}]}"), "case-wrong-type events[0].notified[0]");
    expect_refused(EVENTS("{" ANY TO ",'notified':['desk','house']}"), "case-unknown-id events[0].notified[1]"); /* hidden */
    expect_refused(EVENTS("{" ANY TO ",'notified':['mission']}"), "case-unknown-id events[0].notified[0]");
    expect_refused(EVENTS("{" ANY TO ",'notified':['desk']},{" ANY TO ",'notified':['desk','clinic','desk']}"),
                   "case-contradiction events[1].notified[2]");
    expect_refused_by_at(PASSES("need"), EVENTS("{" ANY TO ",'items':['need','photo','need']}"), "case-contradiction events[0].items[2]",
                         __LINE__);
    expect_refused(EVENTS("{" ANY TO ",'served':'2026-06-03T07:00:00Z'}"), "case-contradiction events[0].served");
    expect_refused(EVENTS("{" ANY TO ",'served':'2026-06-04T07:00:00Z'}"), "case-contradiction events[0].served");
    expect_refused(EVENTS("{" ANY TO ",'served':'soon'}"), "case-bad-moment events[0].served");
    expect_refused(EVENTS("{" ANY TO ",'served':'2026-06-03T09:00:00Z','refused':'2026-06-03T09:00:00Z'}"),
                   "case-contradiction events[0].refused");
    expect_refused(EVENTS("{'kind':'any'," SENT TO "}"), "case-missing-key events[0]");
    expect_refused(EVENTS("{'kind':'none','from':'office'," SENT TO "}"), "case-unknown-id events[0].kind");
    expect_refused(EVENTS("{'kind':'any','from':'adviser','place':'sea'," SENT TO "}"), "case-unknown-id events[0].place");
    expect_refused(EVENTS("{'kind':'any','from':'office','reported':'2026-06-03T08:00:01Z'," SENT TO "}"),
                   "case-contradiction events[0].reported");
    expect_refused(EVENTS("{'case':{'facts':{'age':99}},'from':'office'," SENT TO "}"),
                   "case-number-outside events[0].case.facts.age");
    expect_refused(EVENTS("{'case':7,'from':'office'," SENT TO "}"), "case-wrong-type events[0].case");
    expect_refused(EVENTS("{'case':{},'place':'port','from':'office'," SENT TO "}"), "case-not-allowed events[0]");
    expect_refused(EVENTS("{'case':{'clocks':{'report':'2026-06-03T09:00:00Z'}},'from':'office'," SENT TO "}"),
                   "case-clock-later events[0].case.clocks.report");
    expect_refused(EVENTS("{'id':'a b'," ANY TO "}"), "case-bad-id events[0].id");
    expect_refused(EVENTS("{'id':'a\u202eb'," ANY TO "}"), "case-bad-id events[0].id"); /* turns the line around */
}

/* The first problem, with all that it says; one role has no group, and holds no case. */
static void problem_of(const char *study, char text[256]) {
    scene s = scene_open(FACTS "<roles><role id='free'/></roles>" PEOPLE
                               "<pathways><pathway id='way'><step id='care' service='care'/></pathway></pathways>");
    refpath_analysis_question q = {.analysis = CONFORMANCE};
    refpath_problem problem = {.size = sizeof problem};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_INVALID_QUESTION);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s.diags, 0, &problem), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(problem.n_arguments, 2);
    snprintf(text, 256, "%zu: %s %s %s", refpath_diags_count(s.diags), problem.code, problem.arguments[0].value, problem.arguments[1].value);
    scene_close(&s);
}

static void conformance__who_is_hidden_is_told_as_who_is_not_there(void) {
    char hidden[256], unknown[256];
#define FROM(id) "{'events':[{'case':{},'from':'" id "'," SENT TO "}]}"
#define HELD(id) "{'events':[{'case':{'holder':'" id "'}," SENT TO "}]}"
    problem_of(FROM("house"), hidden);
    problem_of(FROM("nobody"), unknown);
    CU_ASSERT_STRING_EQUAL(hidden, unknown);
    problem_of(HELD("house"), hidden);
    problem_of(HELD("nobody"), unknown);
    CU_ASSERT_STRING_EQUAL(hidden, unknown);
    problem_of(HELD("house','facts':{'age':99},'id':'c"), hidden); /* also where other things are wrong, in the same order */
    problem_of(HELD("nobody','facts':{'age':99},'id':'c"), unknown);
    CU_ASSERT_STRING_EQUAL(hidden, unknown);
    CU_ASSERT_PTR_NOT_NULL(strstr(hidden, "3: case-unknown-id events[0].case.holder"));
}

static void try_conformance(rp_fail_alloc *memory) {
    try_without_memory(memory, CONFORMANCE, PASSES("need"),
                       EVENTS("{" CASE(",'facts':{'hurt':true}") "," SENT TO ",'items':['photo','story','need'],'notified':['clinic']},"
                              "{" ANY TO ",'through':['desk'],'refused':'2026-06-03T09:00:00Z'}"));
}

static void conformance__without_memory_it_says_so(void) { rp_fail_each(try_conformance); }

RP_SUITE(RP_TEST(conformance__steps_are_certain_possible_or_not_in_the_plan), RP_TEST(conformance__a_kind_may_be_a_condition),
         RP_TEST(conformance__referrals_of_one_child_know_of_each_other),
         RP_TEST(conformance__says_why_somebody_was_the_wrong_one), RP_TEST(conformance__offers_of_one_are_taken_together),
         RP_TEST(conformance__who_is_hidden_is_told_as_who_is_not_there), RP_TEST(conformance__dates_and_hiding_are_told),
         RP_TEST(conformance__what_came_before_is_looked_at), RP_TEST(conformance__notes_are_those_of_the_plan),
         RP_TEST(conformance__the_contact_path_has_to_be_kept), RP_TEST(conformance__consent_has_to_be_there),
         RP_TEST(conformance__time_is_held_against_target_and_limit), RP_TEST(conformance__says_when_to_turn_to_somebody_else),
         RP_TEST(conformance__a_cell_of_few_children_tells_nothing), RP_TEST(conformance__the_order_of_small_cells_tells_nothing),
         RP_TEST(conformance__mistakes_are_told_by_where_they_stand), RP_TEST(conformance__without_memory_it_says_so))

#else

static void conformance__without_a_log_there_is_nothing_to_hold_against_it(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'/>"));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_CONFORMANCE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, NULL), REFPATH_INVALID_QUESTION);
    expect_problem(&s, "case-empty events");
    scene_close(&s);
}

RP_SUITE(RP_TEST(conformance__without_a_log_there_is_nothing_to_hold_against_it))

#endif
