/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Whoever asks about consent: an office of the mission, a clinic with a pharmacy, two doctors, a police post. Each test
 * adds the rules it is about. The usual question is whether `need` may go from office to clinic for care at noon.
 */
#ifndef RP_TESTS_DECIDE_CONSENT_WORLD_H
#define RP_TESTS_DECIDE_CONSENT_WORLD_H

#include "decide/scene.h"

#define WORLD                                                                                                         \
    "<vocabulary><number id='age' min='0' max='20' unit='year' since='birth' if-open='every'/>"                       \
    "<choice id='caregiver'><term id='supportive'/><term id='absent'/><term id='unsafe'/></choice>"                   \
    "<flag id='danger'/><flag id='alone' if-open='every'/>"                                                           \
    "<set id='concern'><term id='grave'><term id='abduction'/><term id='killing'/></term><term id='separated'/></set>" \
    "</vocabulary><clocks><clock id='birth'/><clock id='custody'/></clocks>"                                          \
    "<places><place id='land'><place id='port'/><place id='hill'/></place></places>"                                  \
    "<items><item id='identity'><item id='name'/><item id='photo'/></item><item id='need'/></items>"                  \
    "<purposes><purpose id='care'><purpose id='first-aid'/></purpose><purpose id='inquiry'/></purposes>"              \
    "<parties><party id='child'/><party id='parent'/><party id='supervisor'/></parties>"                              \
    "<groups><group id='mission'/><group id='ngo'><group id='medical'/></group><group id='state'/></groups>"          \
    "<roles><role id='doctor' group='medical state'/><role id='nurse' group='medical'/><role id='judge'/></roles>"    \
    "<actors><actor id='office' group='mission'/>"                                                                    \
    "<actor id='clinic' group='medical'><plays role='doctor' at='port'/></actor>"                                     \
    "<actor id='pharmacy' group='ngo' part-of='clinic'/>"                                                             \
    "<actor id='ward' group='medical'><plays role='doctor' at='hill'/></actor>"                                       \
    "<actor id='post' group='state'/><actor id='gone' group='ngo' active-until='2026-01-31'/></actors>"

#define NOON "2026-06-01T12:00:00Z"
#define MAY "2026-05-01T12:00:00Z"

/* Rules by their effect, with what stands in them. */
#define RULE(id, effect, in) "<rule id='" id "' effect='" effect "'>" in "</rule>"
#define WHEN(in) "<when>" in "</when>"
#define AGREE(by) "<agreement by='" by "'/>"
#define RULES(in) WORLD "<consent>" in "</consent>"

/* Entries of `consents`. */
#define GIVEN_AS(by, at, kind, form, items, to, purposes, more)                                                        \
    "{'by':'" by "','given':true,'at':'" at "','kind':'" kind "','form':'" form "','items':" items ",'recipients':" to \
    ",'purposes':" purposes more "}"
#define ALL "'all'"
#define GIVEN(by, at, more) GIVEN_AS(by, at, "consent", "spoken", ALL, ALL, ALL, more)
#define REFUSED(by, at, more) "{'by':'" by "','given':false,'at':'" at "'" more "}"
#define CONSENTS(in) "{'consents':[" in "]}"

/* The usual question. */
static inline void decide(scene *s, const char *at) { scene_consent(s, "need", "clinic", "care", "office", at); }

/* Opens, asks the usual question of a case, compares the word, closes. */
static inline void expect_decision_at(const char *sections, const char *c, const char *word, int line) {
    scene s = scene_open(sections);
    scene_case(&s, c);
    decide(&s, NOON);
    expect_at(&s, "decision", word, line);
    scene_close(&s);
}

#define expect_decision(sections, c, word) expect_decision_at((sections), (c), (word), __LINE__)

#endif
