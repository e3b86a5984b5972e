/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* A protocol and a case in which every question has something of everything to do. */
#ifndef RP_TESTS_DECIDE_WHOLE_WORLD_H
#define RP_TESTS_DECIDE_WHOLE_WORLD_H

#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"
#define WHOLE_HEAD "<protocol xmlns='urn:refpath:protocol:1' id='whole' version='1' status='draft' xml:lang='en' review-by='2026-01-01'>"
#define WHOLE                                                                                                          \
    "<sources><source id='src'><label>Source</label></source></sources>"                                              \
    "<vocabulary><number id='age' min='0' max='24' unit='year' since='birth' if-open='every'/>"                       \
    "<number id='code' min='0' max='2000000000'/>"                                                                    \
    "<choice id='caregiver'><term id='supportive'/><term id='not'><term id='absent'/><term id='unsafe'/></term></choice>" \
    "<set id='concern'><term id='grave'><term id='killing'/><term id='abduction'/></term><term id='other'/></set>"    \
    "<flag id='danger'/><flag id='pregnant' sensitive='true' ask-by='nurse'/>"                                        \
    "<flag id='raised'><when><any><test fact='danger'/><test fact='concern' in='grave'/></any></when></flag></vocabulary>" \
    "<clocks><clock id='birth'/><clock id='incident'/></clocks>"                                                      \
    "<places><place id='land' time-zone='Africa/Lagos'><place id='port'/><place id='hill'/></place></places>"         \
    "<travel><link from='port' to='hill' time='PT40M'/></travel><calendar><holiday on='2026-06-02'/></calendar>"      \
    "<items><item id='identity'><item id='name'/><item id='photo'/></item><item id='need'/></items>"                  \
    "<purposes><purpose id='tell'/></purposes><parties><party id='child'/><party id='parent'/></parties>"             \
    "<services><service id='health'><service id='care'/><service id='pep'/></service><service id='shelter'/></services>" \
    "<groups><group id='mission'/><group id='civil'/><group id='ngo'/></groups>"                                      \
    "<roles><role id='adviser' group='civil'><label>Adviser</label><duty id='listen'><text>Listens.</text></duty></role>" \
    "<role id='nurse'><advice id='calm' kind='should'><text>Keep calm.</text></advice></role></roles>"                \
    "<actors><actor id='office' group='mission'/>"                                                                    \
    "<actor id='keeper' group='civil' verified='2026-05-01'><label>Keeper</label><plays role='adviser' at='land' respond-within='PT2H'/>" \
    "<contact by='phone' hours='Mo-Fr 08:00-16:00' secure='true'>+0</contact></actor>"                                \
    "<actor id='clinic' group='ngo' verified='2026-05-01'><label>Clinic</label><label xml:lang='fr'>Clinique</label><plays role='nurse' at='port'/>" \
    "<offers id='clinic-care' service='care pep' at='land' site='port' hours='Tu-Fr 08:00-16:00; PH off' respond-within='PT1H' capacity='3' per='P1D'/></actor>" \
    "<actor id='ward' group='ngo'><offers service='care' at='port'><when><test fact='caregiver' in='not'/></when></offers></actor>" \
    "<actor id='house' group='ngo' visible-to='adviser'><offers service='shelter' at='land'/></actor></actors>"       \
    "<coordination><interface id='out' from='mission' to='ngo' through='adviser'><unless><test fact='danger'/>"       \
    "<test fact='purpose' in='care'/></unless></interface></coordination>"                                            \
    "<pathways><pathway id='way'><target within='P3D'/>"                                                              \
    "<step id='first' inform='adviser' purpose='tell' share='need'><target within='P1D'/><cite source='src' at='1'/></step>" \
    "<step id='care-step' service='care' share='identity need' after='first'><escalate to='adviser' after='P1D'/></step>" \
    "<step id='pep-step' service='pep' with='care-step'><limit within='PT72H' of='incident'/></step>"                 \
    "<step id='shelter-step' service='shelter' share='need'><when><test fact='raised'/><test fact='code' min='5'/></when></step>" \
    "<advice id='gentle' kind='must'><text>Be gentle.</text><when><test fact='age' max='11'/></when></advice></pathway></pathways>" \
    "<consent id='ages'><rule id='no-photo' effect='forbid'><when><test fact='item' in='photo'/><test fact='purpose' in='shelter'/></when></rule>" \
    "<rule id='to-adviser' effect='permit'><when><test fact='recipient' in='adviser'/><test fact='item' in='need'/></when>" \
    "<obligation id='say-so'><text>Tell the child.</text></obligation></rule>"                                        \
    "<rule id='young' effect='require'><when><test fact='age' max='11'/><test fact='code' max='1999999999'/></when><agreement by='parent' form='written'/>" \
    "<agreement by='child' kind='assent'/></rule>"                                                                    \
    "<rule id='old' effect='require'><when><test fact='age' min='12'/></when><agreement by='child' valid-for='P90D'/></rule></consent>"

#define CANARY_MARK "canary-mark-17"
#define CANARY_CODE 1559832719
#define CANARY_CODE_TEXT "1559832719"
#define CANARY_MOMENT "2026-05-04T05:06:07Z"
#define WHOLE_CASE                                                                                                     \
    "{\"id\":\"" CANARY_MARK "\",\"holder\":\"office\",\"place\":\"port\",\"clocks\":{\"report\":\"2026-06-01T09:00:00Z\"," \
    "\"birth\":{\"from\":\"2012\",\"to\":\"2015-05\"},\"incident\":\"2026-05-31\"},"                                   \
    "\"facts\":{\"code\":" CANARY_CODE_TEXT ",\"caregiver\":[\"absent\",\"supportive\"],\"concern\":{\"yes\":[\"killing\"],\"no\":[\"other\"]}}," \
    "\"unknown\":[\"danger\"],\"avoid\":[\"ward\"],"                                                                   \
    "\"done\":[{\"step\":\"first\",\"at\":\"" CANARY_MOMENT "\",\"actor\":\"keeper\",\"outcome\":\"no-answer\"}],"     \
    "\"consents\":[{\"by\":\"child\",\"given\":true,\"at\":\"" CANARY_MOMENT "\",\"kind\":\"consent\",\"form\":\"spoken\"," \
    "\"items\":[\"need\",\"name\"],\"recipients\":[\"ngo\"],\"purposes\":\"all\",\"until\":\"2027-01-01T00:00:00Z\"},"   \
    "{\"by\":\"parent\",\"given\":false,\"at\":\"2026-05-30T00:00:00Z\"}]}"

static inline refpath_status load_whole(refpath_protocol **out, const refpath_allocator *allocator, refpath_diags *diags) {
    static const char xml[] = WHOLE_HEAD WHOLE "</protocol>";
    refpath_load_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = allocator;
    return refpath_protocol_load_memory(out, xml, sizeof xml - 1, NULL, &options, diags);
}

static inline refpath_status read_whole(refpath_case **out, const refpath_protocol *p, const refpath_allocator *allocator) {
    return refpath_case_read(out, p, WHOLE_CASE, sizeof WHOLE_CASE - 1, allocator, NULL);
}

/* Every question, by number; 0 is none any more. `c` may be NULL where needs_case() says so. */
enum { QUESTIONS = 9 };

static inline bool needs_case(int question) { return question < 6; }

static inline refpath_status ask_whole(int question, refpath_answer **out, const refpath_protocol *p, const refpath_case *c,
                                       refpath_diags *diags) {
    refpath_consent_question consent = {sizeof consent, "identity", "clinic", "care", NULL, moment_of(NOW), 1};
    refpath_path_question path = {sizeof path, "office", "clinic", NULL, "care", c, moment_of(NOW), "all"};
    refpath_who_question who = {sizeof who, NULL, NULL, NULL, NULL, "port", "CLÍNI", "all", moment_of(NOW)};
    switch (question) {
    case 0: return refpath_case_plan(out, c, moment_of(NOW), diags);
    case 1: return refpath_case_ask(out, c, moment_of(NOW), diags);
    case 2: return refpath_case_consent(out, c, &consent, diags);
    case 3: consent.recipient = "nurse"; return refpath_case_consent(out, c, &consent, diags);
    case 4: return refpath_protocol_path(out, p, &path, diags);
    case 5: consent.purpose = "shelter"; return refpath_case_consent(out, c, &consent, diags);
    case 6: return refpath_protocol_who(out, p, &who, diags);
    case 7: return refpath_protocol_choices(out, p, "concern", diags);
    default: return refpath_protocol_list(out, p, REFPATH_KIND_ACTOR, "all", diags);
    }
}

static inline char *json_of(const refpath_answer *answer) {
    scene_text *text = calloc(1, sizeof *text);
    char *copy;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL_FATAL(refpath_answer_json(answer, scene_take, text), REFPATH_OK);
    copy = scene_copy(text->at);
    free(text);
    return copy;
}

#endif
