/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Logs of referrals, and what was found of each. */
#ifndef RP_TESTS_ANALYSE_CONFORM_LOG_H
#define RP_TESTS_ANALYSE_CONFORM_LOG_H

#include "analyse/rows.h"

#include <refpath.h>

#define CONFORMANCE REFPATH_ANALYSIS_CONFORMANCE
#define TWO "<step id='care' service='care'/><step id='pep' service='pep' after='care'>" IF("hurt") "</step>"
#define TOLD "<step id='tell' inform='adviser'/>"

/* Reported and sent on Wednesday, 3 June, at eight, unless said otherwise; asked at noon. */
#define SENT "'sent':'2026-06-03T08:00:00Z'"
#define EVENTS(in) "{'kinds':[{'id':'any'},{'id':'hurt','facts':{'hurt':true}},{'id':'old','facts':{'age':15}}],'events':[" in "]}"
#define ANY "'kind':'any','place':'port','from':'office'," SENT
#define ALONGSIDE "'notified':['desk']" /* who would stand between were the child not hurt */
#define HURT "'kind':'hurt','place':'port','from':'office'," SENT "," ALONGSIDE
#define CASE(in) "'case':{'id':'c1','place':'port','holder':'office','clocks':{'report':'2026-06-03T08:00:00Z'}" in "}"

static inline void expect_event_at(const scene *s, const char *event, const char *verdict, const char *findings, int line) {
    const rp_tree *rows = scene_at(s, "tables/event-findings/rows");
    char words[80], found[256] = "";
    snprintf(words, sizeof words, "event=%s", event);
    expect_row_at(s, "events", words, "verdict", verdict, line);
    for (const rp_tree *row = rows ? rows->first : NULL; row; row = row->next) {
        if (strcmp(rp_tree_get(row, "event")->text, event) == 0) {
            size_t n = strlen(found);
            snprintf(found + n, sizeof found - n, "%s%s", n > 0 ? " " : "", rp_tree_get(row, "finding")->text);
        }
    }
    if (strcmp(found, findings) != 0) {
        printf("line %d: %s\n", line, found);
    }
    CU_ASSERT_STRING_EQUAL(found, findings);
}
#define expect_event(s, event, verdict, findings) expect_event_at((s), (event), (verdict), (findings), __LINE__)

/* A consent of the child, of which more may be said, or a refusal. */
#define GIVEN(word)                                                                                                    \
    ",'facts':{'hurt':true},'consents':[{'by':'child','given':" word ",'at':'2026-06-03T07:00:00Z','items':'all','recipients':'all','purposes':'all'"

#define ITEMS                                                                                                          \
    "<items><item id='need'/><item id='story'><item id='said'/><item id='seen'/></item><item id='name'/>"              \
    "<item id='photo'/><item id='file'/></items><parties><party id='child'/></parties>"
#define RULES                                                                                                          \
    "<consent><rule id='open' effect='permit'><when><test fact='item' in='need'/></when></rule>"                       \
    "<rule id='no' effect='forbid'><when><test fact='item' in='photo'/></when></rule>"                                 \
    "<rule id='apart' effect='forbid'><when><test fact='item' in='name'/><test fact='alone'/></when></rule>"           \
    "<rule id='guard' effect='forbid'><when><test fact='item' in='seen'/><test fact='recipient' in='adviser'/></when></rule>" \
    "<rule id='ask' effect='require'><agreement by='child' kind='assent'/></rule></consent>"
#define PASSES(share)                                                                                                  \
    FACTS ITEMS PEOPLE "<pathways><pathway id='way'><step id='care' service='care' share='" share "'/></pathway></pathways>" RULES
#define CARE ",'step':'care','actor':'clinic'"

#endif
