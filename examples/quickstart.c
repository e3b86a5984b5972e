/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The quick start: load a protocol, fill a case, ask. quickstart.txt has what it prints; python/quickstart.py and
 * java/QuickStart.java print the same.
 *
 *     cc quickstart.c $(pkg-config --cflags --libs refpath) && ./a.out carana-mini.xml
 */
#include <refpath.h>

#include <stdio.h>

#define NOW 1795435200 /* 2026-11-23T12:00:00Z */

static refpath_status print(void *to, const char *bytes, size_t length) {
    return fwrite(bytes, 1, length, to) == length ? REFPATH_OK : REFPATH_IO;
}

/* What is known of a girl who came to a police post in the port: facts, never a name. */
static refpath_status fill(refpath_case *girl, refpath_diags *problems) {
    refpath_status s = refpath_case_set_id(girl, "c-18", problems);
    if (!s) s = refpath_case_set_holder(girl, "unpol-galasi", problems);
    if (!s) s = refpath_case_set_place(girl, "galasi-port", problems);
    if (!s) s = refpath_case_set_clock(girl, "report", "2026-11-23T11:00:00Z", NULL, problems);
    if (!s) s = refpath_case_set_number(girl, "age", 12, 14, problems); /* nobody knows it better */
    if (!s) s = refpath_case_set_term(girl, "sex", "female", REFPATH_TRUTH_YES, problems);
    if (!s) s = refpath_case_set_term(girl, "caregiver", "absent", REFPATH_TRUTH_YES, problems);
    if (!s) s = refpath_case_set_term(girl, "concern", "unaccompanied", REFPATH_TRUTH_YES, problems);
    return s;
}

/* The questions to ask, the most urgent first. */
static refpath_status ask(const refpath_case *girl, refpath_diags *problems) {
    refpath_answer *answer = NULL;
    refpath_status s = refpath_case_ask(&answer, girl, NOW, problems);
    refpath_value one = refpath_value_at(refpath_value_get(refpath_answer_root(answer), "ask"), 0);
    for (; refpath_value_get_kind(one); one = refpath_value_next(one)) {
        printf("to ask: %s\n", refpath_value_string(refpath_value_get(one, "fact")));
    }
    refpath_answer_unref(answer);
    return s;
}

/* May it be told what the girl needs? */
static refpath_status may_tell(const refpath_case *girl, const char *whom, refpath_diags *problems) {
    const refpath_consent_question question = {sizeof question, "need", whom, "case-management", NULL, NOW, 0};
    refpath_answer *answer = NULL;
    refpath_status s = refpath_case_consent(&answer, girl, &question, problems);
    if (!s) {
        printf("need, to %s: %s\n", whom,
               refpath_value_string(refpath_value_get(refpath_answer_root(answer), "decision")));
    }
    refpath_answer_unref(answer);
    return s;
}

static refpath_status plan(const refpath_case *girl, refpath_diags *problems) {
    const refpath_text_options french = {.size = sizeof french, .language = "fr"};
    refpath_answer *answer = NULL;
    refpath_status s = refpath_case_plan(&answer, girl, NOW, problems);
    if (!s) s = refpath_answer_text(answer, &french, print, stdout);
    if (!s) s = refpath_answer_json(answer, print, stdout);
    refpath_answer_unref(answer);
    return s;
}

int main(int argc, char **argv) {
    refpath_diags *problems = NULL;
    refpath_protocol *protocol = NULL;
    refpath_case *girl = NULL;
    refpath_status s = refpath_diags_new(&problems, 0, NULL);
    if (!s) s = refpath_protocol_load_file(&protocol, argc > 1 ? argv[1] : "mission.xml", NULL, problems);
    if (!s) printf("protocol: %s\n", refpath_protocol_fingerprint(protocol));
    if (!s) s = refpath_case_new(&girl, protocol, NULL);
    if (!s) s = fill(girl, problems);
    if (!s) s = ask(girl, problems);
    if (!s) s = may_tell(girl, "save-galasi", problems);
    if (!s) s = may_tell(girl, "adviser-office", problems);
    if (!s) s = plan(girl, problems);
    if (s && refpath_diags_write(problems, REFPATH_DIAGS_TEXT, NULL, print, stderr)) return 2;
    refpath_case_free(girl);
    refpath_protocol_unref(protocol);
    refpath_diags_free(problems);
    return s ? 1 : 0;
}
