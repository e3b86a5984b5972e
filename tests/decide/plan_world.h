/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Where plans are made: an office that holds the case, a clinic at the port, a hospital on the hill half an hour away,
 * two advisers, a tracer. Everything may be shared; each test adds the pathways it is about.
 */
#ifndef RP_TESTS_DECIDE_PLAN_WORLD_H
#define RP_TESTS_DECIDE_PLAN_WORLD_H

#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z" /* a Monday */

#define FACTS                                                                                                          \
    "<vocabulary><flag id='hurt'/><flag id='alone'/><number id='age' min='0' max='24' unit='year'/></vocabulary>"      \
    "<clocks><clock id='incident'/><clock id='custody'/></clocks>"                                                     \
    "<places><place id='land'><place id='port'/><place id='hill'/></place></places>"                                   \
    "<travel><link from='port' to='hill' time='PT30M'/></travel>"                                                      \
    "<items><item id='identity'><item id='name'/><item id='photo'/></item><item id='need'/></items>"                   \
    "<purposes><purpose id='coordination'/><purpose id='monitoring'/></purposes>"                                      \
    "<parties><party id='child'/><party id='parent'/></parties>"                                                       \
    "<services><service id='health'><service id='care'/><service id='pep'/><service id='tests'/></service>"            \
    "<service id='tracing'/><service id='shelter'/></services>"                                                        \
    "<groups><group id='mission'/><group id='civil'/><group id='ngo'/></groups>"                                       \
    "<roles><role id='adviser'/><role id='judge'/><role id='worker' group='ngo'/></roles>"
#define PEOPLE(more)                                                                                                   \
    "<actors><actor id='office' group='mission'/>"                                                                     \
    "<actor id='adviser-land' group='civil'><plays role='adviser' at='land' respond-within='PT4H'/></actor>"           \
    "<actor id='adviser-port' group='civil'><plays role='adviser' at='port' respond-within='PT1H'/></actor>"           \
    "<actor id='clinic' group='ngo' verified='2026-05-01'>"                                                            \
    "<offers id='clinic-care' service='care pep' at='port' site='port' respond-within='PT1H'/></actor>"                \
    "<actor id='hospital' group='ngo' verified='2026-05-01'>"                                                          \
    "<offers id='hospital-care' service='care' at='land' site='hill' respond-within='PT1H'/></actor>"                  \
    "<actor id='tracer' group='ngo'><offers id='tracing-land' service='tracing' at='land'/></actor>" more "</actors>"
#define FREELY "<consent><rule id='all' effect='permit'/></consent>"
#define WORLD FACTS PEOPLE("") FREELY
#define PATHS(in) WORLD "<pathways>" in "</pathways>"
#define PATHWAY(id, in) "<pathway id='" id "'>" in "</pathway>"
#define IF(fact) "<when><test fact='" fact "'/></when>"

/* Opens, plans the case of the office at the port with what is added, at NOW. */
static inline scene planned(const char *sections, const char *more) {
    scene s = scene_open(sections);
    scene_case_of(&s, "{'holder':'office','place':'port'%s%s}", *more ? "," : "", more);
    scene_plan(&s, NOW);
    return s;
}

/* The same protocol with another case. */
static inline void plan_again(scene *s, const char *more) {
    scene_case_of(s, "{'holder':'office','place':'port'%s%s}", *more ? "," : "", more);
    scene_plan(s, NOW);
}

#endif
