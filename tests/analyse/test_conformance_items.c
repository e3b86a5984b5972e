/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A log that says what was passed on, item by item, and who was told at the same time, worked out by hand. */
#include "analyse/conform_log.h"

#ifdef HAVE_JANSSON

/* -- item by item ---------------------------------------------------------------------------------------------------------- */

static void conformance__each_item_is_looked_at_by_itself(void) {
    scene s = scene_open(PASSES("need story name photo"));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'nothing'," HURT CARE ",'items':[]},{'id':'whole'," HURT CARE "},"
                    "{'id':'need'," HURT CARE ",'items':['need'],'consent':false},"
                    "{'id':'told'," HURT CARE ",'items':['story','need'],'consent':true},"
                    "{'id':'none'," HURT CARE ",'items':['need','said','seen'],'consent':false},"
                    "{'id':'silent'," HURT CARE ",'items':['story']},"
                    "{'id':'photo'," HURT CARE ",'items':['need','photo'],'consent':true},"
                    "{'id':'name'," HURT CARE ",'items':['name'],'consent':true},"
                    "{'id':'file'," HURT CARE ",'items':['file'],'consent':true},"
                    "{'id':'through'," ANY CARE ",'through':['desk'],'items':['said','story'],'consent':true},"
                    "{'id':'refused'," ALONGSIDE "," CASE(GIVEN("false") "}]") "," SENT CARE ",'items':['need','seen'],'consent':true}"));
    expect_event(&s, "nothing", "kept", "never-verified");
    expect_event(&s, "whole", "unclear", "consent-facts-open consent-not-told never-verified");
    expect_row(&s, "event-findings", "event=whole finding=consent-not-told", "item", "");
    expect_event(&s, "need", "kept", "never-verified");
    expect_event(&s, "told", "kept", "never-verified");
    expect_event(&s, "none", "broken", "consent-missing consent-missing never-verified");
    expect_row(&s, "event-findings", "event=none item=said", "finding", "consent-missing");
    expect_row(&s, "event-findings", "event=none item=seen", "weight", "broken");
    expect_event(&s, "silent", "unclear", "consent-not-told never-verified");
    expect_row(&s, "event-findings", "event=silent finding=consent-not-told", "item", "story");
    expect_event(&s, "photo", "broken", "forbidden never-verified");
    expect_row(&s, "event-findings", "event=photo finding=forbidden", "item", "photo");
    expect_event(&s, "name", "unclear", "consent-facts-open never-verified");
    expect_row(&s, "event-findings", "event=name finding=consent-facts-open", "item", "name");
    expect_event(&s, "file", "broken", "not-shared never-verified");
    expect_row(&s, "event-findings", "event=file finding=not-shared", "item", "file");
    expect_event(&s, "through", "broken", "forbidden never-verified"); /* the desk may not hear what was seen */
    expect_row(&s, "event-findings", "event=through finding=forbidden", "item", "story");
    expect_event(&s, "refused", "broken", "consent-refused never-verified");
    expect_row(&s, "event-findings", "event=refused finding=consent-refused", "item", "seen");
    expect_row(&s, "findings", "finding=consent-missing", "referrals", "1"); /* a referral counts once */
    scene_close(&s);
}

/* A consent for the clinic does for the desk that it passes through, but not for what the desk may not hear. */
static void conformance__a_consent_covers_those_between(void) {
    scene s = scene_open(PASSES("need story name photo"));
#define AGREED                                                                                                         \
    CASE(",'facts':{'hurt':false},'consents':[{'by':'child','given':true,'at':'2026-06-03T07:00:00Z','kind':'assent','form':'spoken'," \
         "'items':'all','recipients':['clinic'],'purposes':'all'}]") "," SENT ",'through':['desk']"
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'clinic'," AGREED CARE ",'items':['said']},{'id':'seen'," AGREED CARE ",'items':['seen']},"
                    "{'id':'other'," AGREED ",'step':'care','actor':'hospital','items':['said']}"));
    expect_event(&s, "clinic", "kept", "never-verified");
    expect_event(&s, "seen", "broken", "forbidden never-verified");
    expect_event(&s, "other", "unclear", "eligibility-open consent-not-told never-verified");
    scene_close(&s);
}

/* An item with parts stands for all of them: those that the step shares do not cover it. */
static void conformance__an_item_stands_for_its_parts(void) {
    scene s = scene_open(PASSES("need said"));
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'part'," HURT CARE ",'items':['said'],'consent':true},{'id':'all'," HURT CARE ",'items':['story'],'consent':true}"));
    expect_event(&s, "part", "kept", "never-verified");
    expect_event(&s, "all", "broken", "not-shared never-verified");
    expect_row(&s, "event-findings", "event=all finding=not-shared", "item", "story");
    scene_close(&s);
    s = scene_open(PASSES("need said seen"));
    analysed(&s, CONFORMANCE, EVENTS("{'id':'all'," HURT CARE ",'items':['story'],'consent':true}"));
    expect_event(&s, "all", "kept", "never-verified");
    scene_close(&s);
}

/* Of steps that are one, items of the one that is only possible may not be shared before that is known. */
static void conformance__items_of_a_possible_step_stand_apart(void) {
    scene s = scene_open(FACTS ITEMS PEOPLE
                         "<pathways><pathway id='way'><step id='care' service='care' share='need'/>"
                         "<step id='too' service='care' share='story'>" IF("alone") "</step>"
                         "<step id='pep' service='pep' with='care' share='file'/>"
                         "<step id='do'/></pathway></pathways>" RULES);
    analysed(&s, CONFORMANCE,
             "{'kinds':[{'id':'hurt','facts':{'hurt':true}},{'id':'alone','facts':{'hurt':true},'when':['alone']},"
             "{'id':'with','facts':{'hurt':true,'alone':false}}],'events':["
             "{'id':'maybe'," HURT CARE ",'items':['need','said'],'consent':true},"
             "{'id':'is','kind':'alone','place':'port','from':'office'," ALONGSIDE "," SENT CARE ",'items':['said'],'consent':true},"
             "{'id':'not','kind':'with','place':'port','from':'office'," ALONGSIDE "," SENT CARE ",'items':['said'],'consent':true},"
             "{'id':'visit'," HURT ",'step':'pep','actor':'clinic','items':['need','file'],'consent':true},"
             "{'id':'self'," HURT ",'step':'do','actor':'office','items':['file']}]}");
    expect_event(&s, "maybe", "unclear", "maybe-shared never-verified");
    expect_row(&s, "event-findings", "event=maybe finding=maybe-shared", "item", "said");
    expect_event(&s, "is", "kept", "never-verified");
    expect_event(&s, "not", "broken", "not-shared never-verified");
    expect_event(&s, "visit", "broken", "not-shared never-verified"); /* what is shared is that of the visit */
    expect_row(&s, "event-findings", "event=visit finding=not-shared", "item", "file");
    expect_event(&s, "self", "kept", "never-verified"); /* to themselves */
    scene_close(&s);
}

/* A step without a purpose shares nothing, and there is no decision about it. */
static void conformance__a_step_without_a_purpose_shares_nothing(void) {
    scene s = scene_open(FACTS ITEMS PEOPLE "<pathways><pathway id='way'>" TOLD "</pathway></pathways>" RULES);
    analysed(&s, CONFORMANCE, EVENTS("{'id':'tell'," ANY ",'step':'tell','actor':'desk','items':['photo']}"));
    expect_event(&s, "tell", "broken", "not-shared never-verified");
    scene_close(&s);
}

/* -- who was told at the same time ---------------------------------------------------------------------------------------- */

static void conformance__whoever_would_stand_between_is_notified(void) {
    scene s = scene_open(PATHS(GET_CARE));
#define LIFTED "'kind':'hurt','place':'port','from':'office'," SENT CARE
    analysed(&s, CONFORMANCE,
             EVENTS("{'id':'silent'," LIFTED "},{'id':'nobody'," LIFTED ",'notified':[]},{'id':'desk'," LIFTED ",'notified':['desk']},"
                    "{'id':'role'," LIFTED ",'notified':['adviser']},{'id':'other'," LIFTED ",'notified':['office','clinic']},"
                    "{'id':'between'," ANY CARE ",'through':['desk']},"
                    "{'id':'away'," CASE(",'facts':{'hurt':true},'avoid':['hospital']") "," SENT CARE ",'notified':['hospital','desk']}"));
    expect_event(&s, "silent", "unclear", "notify-not-told never-verified");
    expect_row(&s, "event-findings", "event=silent finding=notify-not-told", "actor", "desk");
    expect_event(&s, "nobody", "broken", "not-notified never-verified");
    expect_row(&s, "event-findings", "event=nobody finding=not-notified", "actor", "desk");
    expect_event(&s, "desk", "kept", "never-verified");
    expect_event(&s, "role", "kept", "never-verified");
    expect_event(&s, "other", "broken", "not-notified never-verified");
    expect_event(&s, "between", "kept", "never-verified");
    expect_event(&s, "away", "broken", "avoided-notified never-verified");
    expect_row(&s, "event-findings", "event=away finding=avoided-notified", "actor", "hospital");
    scene_close(&s);
}

#define KNOWN_TO_ONE                                                                                                   \
    FACTS "<actors><actor id='office' group='mission'/><actor id='post' group='mission'/>"                             \
    "<actor id='desk' group='civil' visible-to='office'><plays role='adviser' at='land'/></actor>"                     \
    "<actor id='clinic' group='ngo'><offers service='care' at='port'/></actor></actors>"                               \
    "<coordination><interface id='face' from='mission' to='ngo' through='adviser'><unless><test fact='hurt'/></unless>" \
    "</interface></coordination>"

/* The desk is known to the office alone; another sender is not asked for what it cannot know, nor is a viewer told. */
static void conformance__nobody_is_notified_of_whom_one_may_not_know(void) {
    static const char log[] = EVENTS("{'id':'one'," LIFTED "},{'id':'two','kind':'hurt','place':'port','from':'post'," SENT CARE "}");
    scene s = scene_open(KNOWN_TO_ONE "<pathways><pathway id='way'>" GET_CARE "</pathway></pathways>");
    analysed_by(&s, CONFORMANCE, log, "office");
    expect_event(&s, "one", "unclear", "notify-not-told never-verified");
    expect_event(&s, "two", "kept", "never-verified");
    analysed_by(&s, CONFORMANCE, log, "post");
    expect_event(&s, "one", "kept", "never-verified");
    expect_event(&s, "two", "kept", "never-verified");
    analysed_by(&s, CONFORMANCE, log, "all");
    expect_event(&s, "one", "unclear", "notify-not-told never-verified");
    scene_close(&s);
}

/* What the desk may not be told shows nobody who may not know of it that somebody stands between. */
static void conformance__nobody_hidden_shows_in_what_may_be_told(void) {
    static const char log[] = EVENTS("{'id':'item'," ANY CARE ",'items':['need']},{'id':'whole'," ANY CARE "}");
    scene s = scene_open(KNOWN_TO_ONE "<items><item id='need'/></items>"
                         "<pathways><pathway id='way'><step id='care' service='care' share='need'/></pathway></pathways>"
                         "<consent><rule id='guard' effect='forbid'><when><test fact='recipient' in='adviser'/></when></rule>"
                         "<rule id='open' effect='permit'/></consent>");
    analysed_by(&s, CONFORMANCE, log, "office");
    expect_event(&s, "item", "broken", "path-not-told forbidden never-verified");
    expect_event(&s, "whole", "broken", "path-not-told forbidden never-verified");
    analysed_by(&s, CONFORMANCE, log, "post");
    expect_event(&s, "item", "kept", "never-verified");
    expect_event(&s, "whole", "kept", "never-verified");
    scene_close(&s);
}

RP_SUITE(RP_TEST(conformance__each_item_is_looked_at_by_itself), RP_TEST(conformance__a_consent_covers_those_between),
         RP_TEST(conformance__an_item_stands_for_its_parts),
         RP_TEST(conformance__items_of_a_possible_step_stand_apart),
         RP_TEST(conformance__a_step_without_a_purpose_shares_nothing),
         RP_TEST(conformance__whoever_would_stand_between_is_notified),
         RP_TEST(conformance__nobody_is_notified_of_whom_one_may_not_know),
         RP_TEST(conformance__nobody_hidden_shows_in_what_may_be_told))

#else

static void conformance__without_json_an_item_is_not_read(void) {
    scene s = scene_open(PATHS(GET_CARE));
    refpath_analysis_question q = {.analysis = REFPATH_ANALYSIS_CONFORMANCE};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, EVENTS("{" HURT CARE ",'items':[]}")), REFPATH_UNSUPPORTED);
    scene_close(&s);
}

RP_SUITE(RP_TEST(conformance__without_json_an_item_is_not_read))

#endif
