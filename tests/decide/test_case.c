/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The life of a case, what it says beside its facts, and its one way of being written. */
#include "decide/case_world.h"

#include "support/streams.h"

#define bad(call) CU_ASSERT_EQUAL((call), REFPATH_INVALID_CASE)
#define good(call) CU_ASSERT_EQUAL((call), REFPATH_OK)

static scene open_case(void) {
    scene s = scene_open(SMALL);
    CU_ASSERT_EQUAL_FATAL(refpath_case_new(&s.c, s.protocol, NULL), REFPATH_OK);
    return s;
}

static const char full[] =
    "{'id':'c-17','holder':'unpol','place':'port','clocks':{'report':'2026-11-23T10:00:00Z','birth':'2012-05',"
    "'incident':{'from':'2026-11-22T18:00:00Z','to':'2026-11-23'}},'facts':{'age':[1,2,5],'siblings':{'min':-3,'max':0},"
    "'sex':'male','caregiver':['supportive','unsafe'],'danger':false,'concern':{'yes':['killing'],'no':['gender-based']}},"
    "'unknown':['caregiver'],'avoid':['child','clinic'],"
    "'done':[{'step':'care','at':'2026-11-23T12:30:00Z','actor':'clinic','outcome':'no-answer'},"
    "{'step':'tell','at':'2026-11-23T12:30:00Z','outcome':'served'}],"
    "'consents':[{'by':'child','given':true,'at':'2026-11-23T10:05:00Z','kind':'assent','form':'recorded','items':['name','profile'],"
    "'recipients':'all','purposes':['coordination','rape-care'],'until':'2027-05-23T00:00:00Z','withdrawn':'2026-11-24T09:00:00Z'},"
    "{'by':'parent','given':false,'at':'2026-11-23T10:05:00Z','items':'all','recipients':['ngo','unpol'],'purposes':'all'}]}";

static void case__an_empty_case_says_nothing(void) {
    scene s = open_case();
    expect_case(s.c, "{}");
    CU_ASSERT_PTR_EQUAL(refpath_case_protocol(s.c), s.protocol);
    CU_ASSERT_PTR_NULL(refpath_case_protocol(NULL));
    refpath_case_free(NULL);
    scene_close(&s);
}

static void case__what_is_written_reads_as_an_equal_case(void) { expect_written(full, full); }

static void case__equal_cases_are_the_same_bytes(void) {
    expect_written("{'avoid':['child','clinic','child'],'facts':{'danger':true,'concern':{'no':['gender-based','sexual-violence'],"
                   "'yes':['grave','killing']},'age':[5,1,2,2]},'unknown':['sex'],'holder':'adviser'}",
                   "{'holder':'adviser','facts':{'age':[1,2,5],'danger':true,'concern':{'yes':['killing'],'no':['gender-based']}},"
                   "'unknown':['sex'],'avoid':['child','clinic']}");
    expect_written("{'facts':{'sex':['female','male'],'age':{'min':0}},'done':[],'consents':[],'clocks':{}}", "{}");
}

static void case__a_copy_can_be_changed_without_the_other(void) {
    scene s = scene_open(SMALL);
    refpath_case *copy = NULL;
    refpath_done_record done = {sizeof done, "tell", 0, NULL, "served"};
    scene_case(&s, full);
    good(refpath_case_copy(&copy, s.c));
    expect_case(copy, full);
    good(refpath_case_set_number(copy, "age", 7, 7, NULL));
    good(refpath_case_set_term(copy, "concern", "abduction", REFPATH_TRUTH_NO, NULL));
    good(refpath_case_set_term(copy, "caregiver", "absent", REFPATH_TRUTH_OPEN, NULL));
    good(refpath_case_set_clock(copy, "birth", NULL, NULL, NULL));
    good(refpath_case_set_id(copy, "other", NULL));
    good(refpath_case_add_avoid(copy, "unpol", NULL));
    good(refpath_case_add_done(copy, &done, NULL));
    expect_case(s.c, full);
    refpath_case_free(s.c);
    s.c = NULL;
    {
        char *bytes = bytes_of(copy); /* nothing of it was the original's */
        CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "'id':'other'"));
        CU_ASSERT_PTR_NOT_NULL(strstr(bytes, "'age':7"));
        free(bytes);
    }
    refpath_case_free(copy);
    CU_ASSERT_EQUAL(refpath_case_copy(&copy, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_copy(NULL, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

static void case__holds_its_protocol(void) {
    scene s = open_case();
    refpath_protocol_unref(s.protocol);
    s.protocol = NULL;
    good(refpath_case_set_place(s.c, "port", s.diags));
    expect_case(s.c, "{'place':'port'}");
    scene_close(&s);
}

static void case__a_mark_can_be_set_and_taken_away(void) {
    scene s = open_case();
    good(refpath_case_set_id(s.c, "c-1", s.diags));
    expect_case(s.c, "{'id':'c-1'}");
    bad(refpath_case_set_id(s.c, "\xff", s.diags));
    expect_told(&s, "case-bad-id(path=id, limit=64)");
    expect_case(s.c, "{'id':'c-1'}");
    good(refpath_case_set_id(s.c, NULL, s.diags));
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case__the_holder_is_an_actor_or_a_role_with_a_group(void) {
    scene s = open_case();
    good(refpath_case_set_holder(s.c, "clinic", s.diags));
    good(refpath_case_set_holder(s.c, "adviser", s.diags));
    bad(refpath_case_set_holder(s.c, "case-worker", s.diags));
    expect_told(&s, "case-holder-without-group(path=holder)");
    bad(refpath_case_set_holder(s.c, "police", s.diags));
    expect_told(&s, "case-unknown-id(path=holder, choices=3)");
    bad(refpath_case_set_holder(s.c, "child", s.diags));
    expect_case(s.c, "{'holder':'adviser'}");
    good(refpath_case_set_holder(s.c, NULL, s.diags));
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case__anybody_can_be_avoided_and_each_once(void) {
    scene s = open_case();
    good(refpath_case_add_avoid(s.c, "child", s.diags));
    good(refpath_case_add_avoid(s.c, "police", s.diags));
    good(refpath_case_add_avoid(s.c, "adviser", s.diags));
    good(refpath_case_add_avoid(s.c, "clinic", s.diags));
    good(refpath_case_add_avoid(s.c, "police", s.diags));
    bad(refpath_case_add_avoid(s.c, "secret", s.diags));
    expect_told(&s, "case-unknown-id(path=avoid, choices=9)");
    expect_case(s.c, "{'avoid':['child','police','adviser','clinic']}");
    scene_close(&s);
}

static void case__a_clock_is_a_moment_a_day_a_month_a_year_or_a_span(void) {
    scene s = open_case();
    good(refpath_case_set_clock(s.c, "report", "2026-11-23T11:00:00+01:00", NULL, s.diags));
    good(refpath_case_set_clock(s.c, "birth", "2004-13-05[u-ca=ethiopic]", NULL, s.diags));
    good(refpath_case_set_clock(s.c, "incident", "2026-11", "2026-11-23T11:00:00Z", s.diags));
    expect_case(s.c, "{'clocks':{'report':'2026-11-23T10:00:00Z','birth':'2004-13-05[u-ca=ethiopic]',"
                     "'incident':{'from':'2026-11','to':'2026-11-23T11:00:00Z'}}}");
    bad(refpath_case_set_clock(s.c, "secret", "2026", NULL, s.diags));
    expect_told(&s, "case-unknown-clock(path=clocks, choices=3)");
    bad(refpath_case_set_clock(s.c, "birth", "2026-11-31", NULL, s.diags));
    expect_told(&s, "case-bad-clock(path=clocks.birth)");
    bad(refpath_case_set_clock(s.c, "birth", "2026", "2025", s.diags));
    expect_told(&s, "case-contradiction(path=clocks.birth)");
    CU_ASSERT_EQUAL(refpath_case_set_clock(s.c, "birth", NULL, "2025", s.diags), REFPATH_INVALID_ARGUMENT);
    good(refpath_case_set_clock(s.c, "birth", NULL, NULL, s.diags));
    good(refpath_case_set_clock(s.c, "report", NULL, NULL, s.diags));
    good(refpath_case_set_clock(s.c, "incident", NULL, NULL, s.diags));
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case__the_place_can_be_known_in_part(void) {
    scene s = open_case();
    good(refpath_case_set_place(s.c, "galasi", s.diags));
    expect_case(s.c, "{'place':'galasi'}");
    bad(refpath_case_set_place(s.c, "secret", s.diags));
    expect_told(&s, "case-unknown-id(path=place, choices=5)");
    good(refpath_case_set_place(s.c, NULL, s.diags));
    expect_case(s.c, "{}");
    scene_close(&s);
}

static void case__writing_stops_where_the_caller_says(void) {
    scene s = open_case();
    rp_ending stop = {.gives = REFPATH_CANCELLED};
    CU_ASSERT_EQUAL(refpath_case_write(s.c, rp_end_stream, &stop), REFPATH_CANCELLED);
    CU_ASSERT_EQUAL(refpath_case_write(NULL, rp_end_stream, &stop), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(stop.calls, 1);
    CU_ASSERT_EQUAL(refpath_case_write(s.c, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

RP_SUITE(RP_TEST(case__an_empty_case_says_nothing), RP_TEST(case__what_is_written_reads_as_an_equal_case),
         RP_TEST(case__equal_cases_are_the_same_bytes), RP_TEST(case__a_copy_can_be_changed_without_the_other),
         RP_TEST(case__holds_its_protocol), RP_TEST(case__a_mark_can_be_set_and_taken_away),
         RP_TEST(case__the_holder_is_an_actor_or_a_role_with_a_group), RP_TEST(case__anybody_can_be_avoided_and_each_once),
         RP_TEST(case__a_clock_is_a_moment_a_day_a_month_a_year_or_a_span),
         RP_TEST(case__the_place_can_be_known_in_part), RP_TEST(case__writing_stops_where_the_caller_says))
