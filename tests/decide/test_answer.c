/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* An answer and the cursor that walks it. */
#include "decide/plan_world.h"

static scene a_plan(void) {
    return planned(PATHS(PATHWAY("p", "<step id='s' service='care' share='need'><target within='P1D'/></step>")),
                   "'id':'c-1','clocks':{'report':'2026-05-01T00:00:00Z'}");
}

static void answer__is_walked_by_key_and_by_number(void) {
    scene s = a_plan();
    refpath_value root = refpath_answer_root(s.answer), steps, step, late;
    CU_ASSERT_EQUAL(refpath_answer_get_kind(s.answer), REFPATH_ANSWER_PLAN);
    CU_ASSERT_PTR_EQUAL(refpath_answer_protocol(s.answer), s.protocol);
    CU_ASSERT_EQUAL(refpath_value_get_kind(root), REFPATH_VALUE_OBJECT);
    steps = refpath_value_get(root, "steps");
    CU_ASSERT_EQUAL(refpath_value_get_kind(steps), REFPATH_VALUE_ARRAY);
    CU_ASSERT_EQUAL(refpath_value_size(steps), 1);
    CU_ASSERT_STRING_EQUAL(refpath_value_key(steps), "steps");
    step = refpath_value_at(steps, 0);
    CU_ASSERT_PTR_NULL(refpath_value_key(step));
    CU_ASSERT_STRING_EQUAL(refpath_value_string(refpath_value_get(step, "state")), "ready");
    late = refpath_value_get(step, "late");
    CU_ASSERT_EQUAL(refpath_value_get_kind(late), REFPATH_VALUE_FLAG);
    CU_ASSERT_EQUAL(refpath_value_integer(late), 1);
    CU_ASSERT_PTR_NULL(refpath_value_string(late));
    scene_close(&s);
}

static void answer__a_moment_is_a_text_and_a_number(void) {
    scene s = a_plan();
    refpath_value now = refpath_value_get(refpath_answer_root(s.answer), "now");
    CU_ASSERT_EQUAL(refpath_value_get_kind(now), REFPATH_VALUE_TIME);
    CU_ASSERT_STRING_EQUAL(refpath_value_string(now), NOW);
    CU_ASSERT_EQUAL(refpath_value_integer(now), moment_of(NOW));
    scene_close(&s);
}

static void answer__siblings_follow_one_another_in_the_order_of_the_keys(void) {
    static const char *const keys[] = {"protocol", "case", "holder", "now", "steps"};
    scene s = a_plan();
    refpath_value child = refpath_value_at(refpath_answer_root(s.answer), 0);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        CU_ASSERT_STRING_EQUAL(refpath_value_key(child), keys[i]);
        CU_ASSERT_PTR_EQUAL(refpath_value_at(refpath_answer_root(s.answer), i).at, child.at);
        child = refpath_value_next(child);
    }
    CU_ASSERT_EQUAL(refpath_value_get_kind(child), REFPATH_VALUE_NONE);
    scene_close(&s);
}

static void answer__what_is_absent_gives_what_is_absent(void) {
    scene s = a_plan();
    refpath_value root = refpath_answer_root(s.answer), none = refpath_value_get(root, "no-such-key");
    CU_ASSERT_EQUAL(refpath_value_get_kind(none), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_size(none), 0);
    CU_ASSERT_PTR_NULL(refpath_value_key(none));
    CU_ASSERT_PTR_NULL(refpath_value_string(none));
    CU_ASSERT_EQUAL(refpath_value_integer(none), 0);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_value_at(none, 3)), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_value_next(none)), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_value_get(none, "x")), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_value_get(root, NULL)), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_value_at(root, 999)), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_value_get_kind(refpath_answer_root(NULL)), REFPATH_VALUE_NONE);
    CU_ASSERT_EQUAL(refpath_answer_get_kind(NULL), 0);
    CU_ASSERT_PTR_NULL(refpath_answer_protocol(NULL));
    CU_ASSERT_PTR_NULL(refpath_answer_ref(NULL));
    refpath_answer_unref(NULL);
    scene_close(&s);
}

static void answer__outlives_its_case_and_the_callers_hold_on_the_protocol(void) {
    scene s = a_plan();
    refpath_answer *more = refpath_answer_ref(s.answer);
    char *before = scene_say(&s, ""), *after;
    CU_ASSERT_PTR_EQUAL(more, s.answer);
    refpath_case_free(s.c);
    refpath_protocol_unref(s.protocol);
    s.c = NULL;
    s.protocol = NULL;
    refpath_answer_unref(more);
    after = scene_say(&s, "");
    CU_ASSERT_STRING_EQUAL(before, after);
    free(before);
    free(after);
    scene_close(&s);
}

static void answer__the_same_question_has_the_same_bytes(void) {
    scene s = a_plan();
    char *before = scene_say(&s, ""), *after;
    scene_plan(&s, NOW);
    after = scene_say(&s, "");
    CU_ASSERT_STRING_EQUAL(before, after);
    CU_ASSERT_TRUE(strlen(before) > 200);
    free(before);
    free(after);
    scene_close(&s);
}

RP_SUITE(RP_TEST(answer__is_walked_by_key_and_by_number), RP_TEST(answer__a_moment_is_a_text_and_a_number),
         RP_TEST(answer__siblings_follow_one_another_in_the_order_of_the_keys),
         RP_TEST(answer__what_is_absent_gives_what_is_absent),
         RP_TEST(answer__outlives_its_case_and_the_callers_hold_on_the_protocol),
         RP_TEST(answer__the_same_question_has_the_same_bytes))
