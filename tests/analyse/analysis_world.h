/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Where protocols are analysed: an office of the mission, a clinic at the port, open on working days, a hospital on the hill half
 * an hour away, always open, who reaches the others through an adviser. Each test adds the pathways it is about.
 */
#ifndef RP_TESTS_ANALYSE_ANALYSIS_WORLD_H
#define RP_TESTS_ANALYSE_ANALYSIS_WORLD_H

#include "decide/scene.h"

#include <refpath/analyse.h>

#define NOW "2026-06-03T12:00:00Z" /* a Wednesday; the week begins on Monday, 1 June */

#define FACTS                                                                                                          \
    "<vocabulary><flag id='hurt'/><flag id='alone'/><number id='age' min='0' max='20' unit='year'/>"                   \
    "<choice id='sex'><term id='female'/><term id='male'/></choice>"                                                   \
    "<set id='concern'><term id='harm'><term id='beaten'/><term id='burnt'/></term><term id='lost'/></set>"            \
    "<flag id='little'><when><test fact='age' max='3'/></when></flag></vocabulary>"                                    \
    "<clocks><clock id='incident'/></clocks>"                                                                          \
    "<places><place id='land'><place id='port'/><place id='hill'/></place></places>"                                   \
    "<travel><link from='port' to='hill' time='PT30M'/></travel>"                                                      \
    "<services><service id='health'><service id='care'/><service id='pep'/></service><service id='shelter'/></services>" \
    "<groups><group id='mission'/><group id='civil'/><group id='ngo'/></groups>"                                       \
    "<roles><role id='adviser' group='civil'/></roles>"
#define PEOPLE                                                                                                         \
    "<actors><actor id='office' group='mission'/>"                                                                     \
    "<actor id='desk' group='civil'><plays role='adviser' at='land' respond-within='PT2H'/></actor>"                   \
    "<actor id='clinic' group='ngo'><offers service='care pep' at='port' site='port' hours='Mo-Fr 08:00-16:00' "       \
    "respond-within='PT1H'/></actor>"                                                                                  \
    "<actor id='hospital' group='ngo'><offers service='care' at='land' site='hill' respond-within='PT4H'>"             \
    "<when><test fact='age' max='9'/></when></offers></actor>"                                                         \
    "<actor id='house' group='ngo' visible-to='office'><offers service='shelter' at='land'/></actor></actors>"         \
    "<coordination><interface id='face' from='mission' to='ngo' through='adviser'>"                                    \
    "<unless><test fact='hurt'/></unless></interface></coordination>"
#define WORLD FACTS PEOPLE
#define PATHS(in) WORLD "<pathways><pathway id='way'>" in "</pathway></pathways>"
#define IF(fact) "<when><test fact='" fact "'/></when>"
#define GET_CARE "<step id='care' service='care'/>"

/* Asks; the study is written with ' for ". */
static inline refpath_status try_analysis(scene *s, const refpath_analysis_question *question, const char *study) {
    refpath_analysis_question q = *question;
    char *json = study ? scene_quotes(scene_copy(study), '\'', '"') : NULL;
    refpath_answer **out = scene_next(s);
    q.size = sizeof q;
    q.now = moment_of(NOW);
    q.study = json;
    q.study_length = json ? strlen(json) : 0;
    s->status = refpath_protocol_analyse(out, s->protocol, &q, s->diags);
    free(json);
    return s->status;
}

static inline void analysed_by(scene *s, refpath_analysis analysis, const char *study, const char *viewer) {
    refpath_analysis_question q = {.analysis = analysis, .viewer = viewer};
    (void)try_analysis(s, &q, study);
    scene_answered(s);
}

static inline void analysed(scene *s, refpath_analysis analysis, const char *study) {
    analysed_by(s, analysis, study, NULL);
}

/* The code and the place of the only problem, "code path". */
static inline void expect_problem_at(const scene *s, const char *expected, int line) {
    refpath_problem problem = {.size = sizeof problem};
    char said[256] = "none";
    if (refpath_diags_get(s->diags, 0, &problem) == REFPATH_OK) {
        snprintf(said, sizeof said, "%s %s", problem.code, problem.n_arguments ? problem.arguments[0].value : "-");
    }
    if (strcmp(said, expected) != 0) {
        printf("line %d: %s\n", line, said);
    }
    CU_ASSERT_STRING_EQUAL(said, expected);
    CU_ASSERT_EQUAL(refpath_diags_count(s->diags), 1);
}
#define expect_problem(s, expected) expect_problem_at((s), (expected), __LINE__)

#endif
