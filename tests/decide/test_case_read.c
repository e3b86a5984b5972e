/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* JSON in: what is refused, where it stands, and that nothing of it is repeated. */
#include "decide/case_world.h"

#ifdef HAVE_JANSSON

#define BY_CHILD "'by':'child','given':true,'at':'2026-01-01T00:00:00Z','kind':'consent','form':'spoken'"

static void case_read__what_is_no_json_is_told_by_its_place_alone(void) {
    scene s = scene_open(SMALL);
    static const char *const texts[] = {"", "{", "{\"id\": secret}", "[1,]", "{\"id\": \"a\"} x", "{\"id\": 1.e5}", "\xff",
                                        "{\"id\": \"\xc3\x28\"}", "{\"id\": \"\\ud800\"}", "{\"id\": \"\\udc00\\ud800\"}",
                                        "{\"id\": \"a\nb\"}", "{'id': 1}", "{\"facts\": {\"age\": 1e999999}}",
                                        "{\"facts\": {\"age\": 99999999999999999999999}}", "{\"id\": \"a\\u0000b\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char told[512];
        CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, texts[i], strlen(texts[i]), NULL, s.diags), REFPATH_INVALID_CASE);
        CU_ASSERT_PTR_NULL(s.c);
        CU_ASSERT_EQUAL(refpath_diags_count(s.diags), 1);
        list_problems(s.diags, told, sizeof told);
        CU_ASSERT_STRING_EQUAL(told, "case-not-json");
        refpath_diags_clear(s.diags);
    }
    scene_close(&s);
}

static void case_read__the_place_of_a_mistake_is_line_and_column(void) {
    static const char json[] = "{\"id\": \"c-1\",\n  \"facts\": }";
    scene s = scene_open(SMALL);
    refpath_problem problem;
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, json, strlen(json), NULL, s.diags), REFPATH_INVALID_CASE);
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s.diags, 0, &problem), REFPATH_OK);
    CU_ASSERT_EQUAL(problem.position.line, 2);
    CU_ASSERT_TRUE(problem.position.column >= 11 && problem.position.column <= 12);
    scene_close(&s);
}

static void case_read__a_key_that_comes_twice_is_an_error(void) {
    expect_problems("{'id':'a','id':'b'}", "case-duplicate-key");
    expect_problems("{'facts':{'sex':'male','sex':'female'}}", "case-duplicate-key");
}

static void case_read__an_unknown_key_is_told_by_its_position_alone(void) {
    expect_problems("{'id':'c','name':'Amina'}",
                    "case-unknown-key(path=key 2, expected='id', 'holder', 'place', 'clocks', 'facts', 'unknown', 'avoid', "
                    "'done', 'consents')");
    expect_problems("{'facts':{'sex':'male','story':'secret'}}", "case-unknown-fact(path=facts key 2, choices=6)");
    expect_problems("{'clocks':{'wedding':'2020'}}", "case-unknown-clock(path=clocks key 1, choices=3)");
    expect_problems("{'facts':{'age':{'from':3}}}", "case-unknown-key(path=facts.age key 1, expected='min', 'max')");
    expect_problems("{'facts':{'concern':{'yes':[],'perhaps':[]}}}",
                    "case-unknown-key(path=facts.concern key 2, expected='yes', 'no')");
    expect_problems("{'clocks':{'birth':{'from':'2012','to':'2013','about':'2012'}}}",
                    "case-unknown-key(path=clocks.birth key 3, expected='from', 'to')");
    expect_problems("{'done':[{'step':'care','at':'2026-01-01T00:00:00Z','outcome':'served','note':'secret'}]}",
                    "case-unknown-key(path=done[0] key 4, expected='step', 'at', 'actor', 'outcome')");
    expect_problems("{'consents':[{" BY_CHILD ",'items':'all','recipients':'all','purposes':'all','why':'secret'}]}",
                    "case-unknown-key(path=consents[0] key 9, expected='by', 'given', 'at', 'kind', 'form', 'items', "
                    "'recipients', 'purposes', 'until', 'withdrawn')");
}

static void case_read__what_is_unknown_is_told_by_its_path_and_how_many_there_are(void) {
    expect_problems("{'holder':'secret'}", "case-unknown-id(path=holder, choices=3)");
    expect_problems("{'holder':'ngo'}", "case-unknown-id(path=holder, choices=3)");
    expect_problems("{'holder':'case-worker'}", "case-holder-without-group(path=holder)");
    expect_problems("{'place':'secret'}", "case-unknown-id(path=place, choices=5)");
    expect_problems("{'avoid':['clinic','secret']}", "case-unknown-id(path=avoid[1], choices=9)");
    expect_problems("{'unknown':['sex','secret']}", "case-unknown-fact(path=unknown[1], choices=6)");
    expect_problems("{'facts':{'sex':'secret'}}", "case-unknown-term(path=facts.sex, choices=2)");
    expect_problems("{'facts':{'caregiver':['absent','secret']}}", "case-unknown-term(path=facts.caregiver[1], choices=4)");
    expect_problems("{'facts':{'concern':['secret']}}", "case-unknown-term(path=facts.concern[0], choices=6)");
    expect_problems("{'facts':{'concern':{'no':['grave','secret']}}}", "case-unknown-term(path=facts.concern.no[1], choices=6)");
}

static void case_read__a_derived_flag_is_never_given(void) {
    expect_problems("{'facts':{'raped':true}}", "case-derived-fact(path=facts.raped)");
    expect_problems("{'unknown':['raped']}", "case-derived-fact(path=unknown[0])");
}

static void case_read__what_is_of_the_wrong_kind_is_told_with_how_it_is_written(void) {
    expect_problems("[]", "case-wrong-type(path=case, expected={'id': 'c-17'})");
    expect_problems("{'id':17}", "case-wrong-type(path=id, expected='id')");
    expect_problems("{'holder':null}", "case-wrong-type(path=holder, expected='id')");
    expect_problems("{'facts':[]}", "case-wrong-type(path=facts, expected={'fact': true})");
    expect_problems("{'facts':{'age':'12'}}", "case-wrong-type(path=facts.age, expected=12 | [12, 13] | {'min': 12, 'max': 14})");
    expect_problems("{'facts':{'age':12.0}}", "case-wrong-type(path=facts.age, expected=12 | [12, 13] | {'min': 12, 'max': 14})");
    expect_problems("{'facts':{'age':[12,'13']}}", "case-wrong-type(path=facts.age[1], expected=12)");
    expect_problems("{'facts':{'age':{'min':true}}}", "case-wrong-type(path=facts.age.min, expected=12)");
    expect_problems("{'facts':{'sex':true}}", "case-wrong-type(path=facts.sex, expected='term' | ['term'])");
    expect_problems("{'facts':{'caregiver':[1]}}", "case-wrong-type(path=facts.caregiver[0], expected='term')");
    expect_problems("{'facts':{'concern':'grave'}}",
                    "case-wrong-type(path=facts.concern, expected=['term'] | {'yes': ['term'], 'no': ['term']})");
    expect_problems("{'facts':{'concern':{'yes':'grave'}}}", "case-wrong-type(path=facts.concern.yes, expected=['term'])");
    expect_problems("{'facts':{'danger':'yes'}}", "case-wrong-type(path=facts.danger, expected=true | false)");
    expect_problems("{'facts':{'danger':1}}", "case-wrong-type(path=facts.danger, expected=true | false)");
    expect_problems("{'clocks':[]}", "case-wrong-type(path=clocks, expected={'clock': '2012-05'})");
    expect_problems("{'clocks':{'birth':2012}}",
                    "case-wrong-type(path=clocks.birth, expected='2012-05' | {'from': '2012', 'to': '2013'})");
    expect_problems("{'clocks':{'birth':{'from':2012,'to':'2013'}}}", "case-wrong-type(path=clocks.birth.from, expected='2012-05')");
    expect_problems("{'unknown':'sex'}", "case-wrong-type(path=unknown, expected=['fact'])");
    expect_problems("{'avoid':[3]}", "case-wrong-type(path=avoid[0], expected='id')");
    expect_problems("{'done':{}}", "case-wrong-type(path=done, expected=[{'step': 'id'}])");
    expect_problems("{'done':['care']}", "case-wrong-type(path=done[0], expected={'step': 'id'})");
    expect_problems("{'consents':{}}", "case-wrong-type(path=consents, expected=[{'by': 'id'}])");
    expect_problems("{'consents':[1]}", "case-wrong-type(path=consents[0], expected={'by': 'id'})");
}

static void case_read__numbers_outside_are_errors_with_their_bounds(void) {
    expect_problems("{'facts':{'age':25}}", "case-number-outside(path=facts.age, min=0, max=24)");
    expect_problems("{'facts':{'age':-1}}", "case-number-outside(path=facts.age, min=0, max=24)");
    expect_problems("{'facts':{'siblings':{'min':-4}}}", "case-number-outside(path=facts.siblings.min, min=-3, max=10)");
    expect_problems("{'facts':{'age':[3,99]}}", "case-number-outside(path=facts.age[1], min=0, max=24)");
    expect_problems("{'facts':{'age':9223372036854775807}}", "case-number-outside(path=facts.age, min=0, max=24)");
    expect_problems("{'facts':{'age':4294967308}}", "case-number-outside(path=facts.age, min=0, max=24)");
}

static void case_read__what_says_nothing_is_an_error(void) {
    expect_problems("{'facts':{'age':[]}}", "case-empty(path=facts.age)");
    expect_problems("{'facts':{'age':{}}}", "case-empty(path=facts.age)");
    expect_problems("{'facts':{'sex':[]}}", "case-empty(path=facts.sex)");
    expect_problems("{'facts':{'concern':{}}}", "case-empty(path=facts.concern)");
}

static void case_read__a_contradiction_is_an_error_where_it_stands(void) {
    expect_problems("{'facts':{'concern':{'yes':['killing'],'no':['grave']}}}", "case-contradiction(path=facts.concern.no[0])");
    expect_problems("{'facts':{'concern':{'yes':['killing'],'no':['killing']}}}", "case-contradiction(path=facts.concern.no[0])");
    expect_problems("{'facts':{'age':{'min':5,'max':4}}}", "case-contradiction(path=facts.age)");
    expect_problems("{'clocks':{'birth':{'from':'2013','to':'2012'}}}", "case-contradiction(path=clocks.birth)");
    expect_problems("{'facts':{'sex':'male'},'unknown':['sex']}", "case-contradiction(path=unknown[0])");
    expect_problems("{'unknown':['place'],'place':'port'}", "case-contradiction(path=unknown[0])");
}

static void case_read__clocks_that_are_no_dates_are_told_apart_from_unknown_calendars(void) {
    expect_problems("{'clocks':{'birth':'long ago'}}", "case-bad-clock(path=clocks.birth)");
    expect_problems("{'clocks':{'birth':'2012-05[u-ca=secret]'}}", "case-bad-calendar(path=clocks.birth)");
    expect_problems("{'clocks':{'birth':{'from':'x','to':'y'}}}",
                    "case-bad-clock(path=clocks.birth.from)\ncase-bad-clock(path=clocks.birth.to)");
    expect_problems("{'clocks':{'birth':{'from':'2012'}}}", "case-missing-key(path=clocks.birth, key=to)");
}

static void case_read__all_problems_are_told_at_once(void) {
    expect_problems("{'place':'x','facts':{'age':99,'sex':'x','danger':0},'unknown':['x'],'avoid':['x']}",
                    "case-unknown-id(path=place, choices=5)\n"
                    "case-number-outside(path=facts.age, min=0, max=24)\n"
                    "case-unknown-term(path=facts.sex, choices=2)\n"
                    "case-wrong-type(path=facts.danger, expected=true | false)\n"
                    "case-unknown-fact(path=unknown[0], choices=6)\n"
                    "case-unknown-id(path=avoid[0], choices=9)");
}

static void case_read__a_mark_is_short_and_holds_no_controls(void) {
    static const char *const bad[] = {"{'id':''}", "{'id':'a\\nb'}", "{'id':'a\\u202eb'}", "{'id':'a\\u2066b'}", "{'id':'\\u0085'}",
                                      "{'id':'12345678901234567890123456789012345678901234567890123456789012345'}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        expect_problems(bad[i], "case-bad-id(path=id, limit=64)");
    }
    expect_written("{'id':'\\u0645-17 \\ud83d\\ude00'}", "{'id':'\xd9\x85-17 \xf0\x9f\x98\x80'}");
}

static void case_read__depth_and_size_are_limited(void) {
    char deep[64] = "{'facts':", *large;
    size_t n = 1048577;
    scene s = scene_open(SMALL);
    expect_limit("{'facts':[[[[[[[[1]]]]]]]]}", "case-too-deep(limit=8)");
    expect_problems("{'facts':[[[[[[[1]]]]]]]}", "case-wrong-type(path=facts, expected={'fact': true})");
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, deep, strlen(deep), NULL, NULL), REFPATH_INVALID_CASE);
    large = malloc(n);
    CU_ASSERT_PTR_NOT_NULL_FATAL(large);
    memset(large, ' ', n);
    large[0] = '{';
    large[1] = '}';
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, large, n, NULL, s.diags), REFPATH_LIMIT_EXCEEDED);
    expect_told(&s, "case-too-large(limit=1048576)");
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, large, n - 1, NULL, s.diags), REFPATH_OK);
    refpath_case_free(s.c);
    memset(large, '[', n);
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, large, n - 1, NULL, NULL), REFPATH_LIMIT_EXCEEDED);
    free(large);
    scene_close(&s);
}

static void case_read__brackets_in_texts_are_not_depth(void) {
    expect_written("{'id':'[[[[[[[[[[{{{{{{\\\\'}", "{'id':'[[[[[[[[[[{{{{{{\\\\'}");
}

static void case_read__a_call_without_its_arguments_is_refused(void) {
    scene s = scene_open(SMALL);
    refpath_case *c = (refpath_case *)&s;
    CU_ASSERT_EQUAL(refpath_case_read(NULL, s.protocol, "{}", 2, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_case_read(&c, s.protocol, NULL, 0, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_PTR_NULL(c);
    CU_ASSERT_EQUAL(refpath_case_read(&c, NULL, "{}", 2, NULL, NULL), REFPATH_INVALID_ARGUMENT);
    scene_close(&s);
}

RP_SUITE(RP_TEST(case_read__what_is_no_json_is_told_by_its_place_alone),
         RP_TEST(case_read__the_place_of_a_mistake_is_line_and_column), RP_TEST(case_read__a_key_that_comes_twice_is_an_error),
         RP_TEST(case_read__an_unknown_key_is_told_by_its_position_alone),
         RP_TEST(case_read__what_is_unknown_is_told_by_its_path_and_how_many_there_are),
         RP_TEST(case_read__a_derived_flag_is_never_given),
         RP_TEST(case_read__what_is_of_the_wrong_kind_is_told_with_how_it_is_written),
         RP_TEST(case_read__numbers_outside_are_errors_with_their_bounds), RP_TEST(case_read__what_says_nothing_is_an_error),
         RP_TEST(case_read__a_contradiction_is_an_error_where_it_stands),
         RP_TEST(case_read__clocks_that_are_no_dates_are_told_apart_from_unknown_calendars),
         RP_TEST(case_read__all_problems_are_told_at_once), RP_TEST(case_read__a_mark_is_short_and_holds_no_controls),
         RP_TEST(case_read__depth_and_size_are_limited), RP_TEST(case_read__brackets_in_texts_are_not_depth),
         RP_TEST(case_read__a_call_without_its_arguments_is_refused))

#else

static void case_read__without_a_json_reader_it_is_unsupported(void) {
    scene s = scene_open(SMALL);
    CU_ASSERT_EQUAL(refpath_case_read(&s.c, s.protocol, "{}", 2, NULL, NULL), REFPATH_UNSUPPORTED);
    CU_ASSERT_PTR_NULL(s.c);
    scene_close(&s);
}

RP_SUITE(RP_TEST(case_read__without_a_json_reader_it_is_unsupported))

#endif
