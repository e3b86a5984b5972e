/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Protocols made to be slow. Each is either decided within the limit or answered with "not decided", with the same
 * outcome every time, and never by guessing.
 */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"

typedef struct text {
    char *at;
    size_t n, room;
} text;

static void put(text *t, const char *format, ...) {
    va_list arguments;
    int n;
    if (t->room - t->n < 1024) {
        t->room = t->room * 2 + 4096;
        t->at = realloc(t->at, t->room);
        CU_ASSERT_PTR_NOT_NULL_FATAL(t->at);
    }
    va_start(arguments, format);
    n = vsnprintf(t->at + t->n, t->room - t->n, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE_FATAL(n >= 0 && (size_t)n < t->room - t->n);
    t->n += (size_t)n;
}

static void put_flags(text *t, int n) {
    put(t, "<vocabulary>");
    for (int i = 0; i < n; i++) {
        put(t, "<flag id='f%d'/>", i);
    }
    put(t, "</vocabulary>");
}

static void put_world(text *t) {
    put(t, "<items><item id='need'/></items><purposes><purpose id='tell'/></purposes><parties><party id='child'/></parties>"
           "<services><service id='care'/></services><groups><group id='g'/></groups><roles><role id='r'/></roles>"
           "<actors><actor id='us' group='g'/><actor id='them' group='g'><plays role='r' at='land'/>"
           "<offers service='care' at='land'/></actor></actors>");
}

static void put_places(text *t) { put(t, "<places><place id='land'/></places>"); }

/* All of n pairs, of which any one: 2^n boxes if they were multiplied. */
static void put_pairs(text *t, int first, int n, int apart) {
    put(t, "<all>");
    for (int i = 0; i < n; i++) {
        put(t, "<any><test fact='f%d'/><test fact='f%d'/></any>", first + i, first + i + apart);
    }
    put(t, "</all>");
}

/* What a plan of nothing known comes to; *same compares the bytes of two runs. */
static refpath_status plan_twice(scene *s, const char *c) {
    char *first, *second;
    refpath_status status;
    scene_case(s, c);
    status = scene_try_plan(s, NOW);
    first = scene_say(s, "");
    CU_ASSERT_EQUAL(scene_try_plan(s, NOW), status);
    second = scene_say(s, "");
    CU_ASSERT_STRING_EQUAL(first, second);
    free(first);
    free(second);
    if (status != REFPATH_OK) {
        refpath_problem problem;
        CU_ASSERT_EQUAL(status, REFPATH_LIMIT_EXCEEDED);
        CU_ASSERT_PTR_NULL(s->answer);
        problem.size = sizeof problem;
        CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s->diags, 0, &problem), REFPATH_OK);
        CU_ASSERT_STRING_EQUAL(problem.code, "not-decided");
        CU_ASSERT_EQUAL(refpath_diags_count(s->diags), 1);
    }
    return status;
}

static void limits__twenty_pairs_in_order_are_decided(void) {
    text t = {NULL, 0, 0};
    scene s;
    put_flags(&t, 40);
    put_places(&t);
    put_world(&t);
    put(&t, "<pathways><pathway id='p'><advice id='a' kind='should'><when>");
    for (int i = 0; i < 20; i++) {
        put(&t, "<any><test fact='f%d'/><test fact='f%d'/></any>", 2 * i, 2 * i + 1);
    }
    put(&t, "</when></advice></pathway></pathways>");
    s = scene_open(t.at);
    free(t.at);
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_OK);
    expect(&s, "advice/a/certainty", "possible");
    scene_close(&s);
}

/* Advice that all reads one function, in the worst order for it: a diagram of n pairs has then 2^n nodes. */
static scene open_worst(int pairs, int advice) {
    text t = {NULL, 0, 0};
    scene s;
    put_flags(&t, 2 * pairs);
    put_places(&t);
    put_world(&t);
    put(&t, "<pathways><pathway id='p'>");
    for (int i = 0; i < advice; i++) {
        put(&t, "<advice id='a%d' kind='should'><when>", i);
        put_pairs(&t, 0, pairs, pairs);
        put(&t, "</when></advice>");
    }
    put(&t, "</pathway></pathways>");
    s = scene_open(t.at);
    free(t.at);
    return s;
}

static void limits__pairs_in_the_worst_order_are_decided_or_not_decided(void) {
    scene s = open_worst(14, 1);
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_OK);
    expect(&s, "advice/a0/certainty", "possible");
    scene_close(&s);
    s = open_worst(20, 1);
    scene_case(&s, "{'holder':'us'}");
    if (scene_try_plan(&s, NOW) == REFPATH_OK) {
        expect(&s, "advice/a0/certainty", "possible");
    } else {
        CU_ASSERT_EQUAL(s.status, REFPATH_LIMIT_EXCEEDED);
    }
    scene_close(&s);
}

/* Looking at a large function again and again is work too. */
static void limits__many_that_read_one_large_function_are_not_decided(void) {
    scene s = open_worst(15, 400);
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_LIMIT_EXCEEDED);
    scene_close(&s);
}

static void limits__sixty_open_terms_are_decided(void) {
    text t = {NULL, 0, 0};
    scene s;
    put(&t, "<vocabulary><set id='concern'>");
    for (int i = 0; i < 60; i++) {
        put(&t, "<term id='t%d'/>", i);
    }
    put(&t, "</set></vocabulary>");
    put_places(&t);
    put_world(&t);
    put(&t, "<pathways><pathway id='p'><advice id='any' kind='should'><when><test fact='concern' in='");
    for (int i = 0; i < 60; i++) {
        put(&t, " t%d", i);
    }
    put(&t, "'/></when></advice><advice id='all' kind='should'><when>");
    for (int i = 0; i < 60; i++) {
        put(&t, "<test fact='concern' in='t%d'/>", i);
    }
    put(&t, "</when></advice><advice id='two' kind='should'><when><any>");
    for (int i = 0; i + 1 < 60; i++) {
        put(&t, "<all><test fact='concern' in='t%d'/><test fact='concern' in='t%d'/></all>", i, i + 1);
    }
    put(&t, "</any></when></advice></pathway></pathways>");
    s = scene_open(t.at);
    free(t.at);
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_OK);
    expect(&s, "advice/any/certainty", "possible");
    expect(&s, "advice/all/certainty", "possible");
    expect(&s, "advice/two/certainty", "possible");
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us','facts':{'concern':{'yes':['t30','t31']}}}"), REFPATH_OK);
    expect(&s, "advice/two/certainty", "certain");
    scene_close(&s);
}

/* The depth of a document is limited, so that of a condition is. */
static void limits__not_in_not_to_the_depth_of_a_document(void) {
    for (int depth = 1; depth <= 56; depth++) {
        text t = {NULL, 0, 0};
        scene s;
        put_flags(&t, 60);
        put_places(&t);
        put_world(&t);
        put(&t, "<pathways><pathway id='p'><advice id='a' kind='should'><when>");
        for (int i = 0; i < depth; i++) {
            put(&t, "<%s><test fact='f%d'/>", i % 2 ? "not" : "any", i);
        }
        put(&t, "<test fact='f59'/>");
        for (int i = depth; i-- > 0;) {
            put(&t, "</%s>", i % 2 ? "not" : "any");
        }
        put(&t, "</when></advice></pathway></pathways>");
        s = scene_open(t.at);
        free(t.at);
        CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_OK);
        expect(&s, "advice/a/certainty", "possible");
        CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us','facts':{'f0':true}}"), REFPATH_OK);
        expect(&s, "advice/a/certainty", "certain");
        scene_close(&s);
    }
}

/* Many steps and rules, each of which reads the same large function. */
static scene open_large(uint64_t most_work) {
    refpath_load_options options;
    text t = {NULL, 0, 0};
    scene s;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.most_work = most_work;
    put_flags(&t, 24);
    put_places(&t);
    put_world(&t);
    put(&t, "<pathways><pathway id='p'>");
    for (int i = 0; i < 20; i++) {
        put(&t, "<step id='s%d' share='need' purpose='tell' by='r'><when>", i);
        put_pairs(&t, 0, 10, 12);
        put(&t, "</when></step>");
    }
    put(&t, "</pathway></pathways><consent>");
    for (int i = 0; i < 20; i++) {
        put(&t, "<rule id='r%d' effect='%s'><when>", i, i % 2 ? "permit" : "forbid");
        put_pairs(&t, i % 3, 10, 11);
        put(&t, "</when></rule>");
    }
    put(&t, "</consent>");
    s = scene_open_with(t.at, &options);
    free(t.at);
    return s;
}

static void limits__a_lower_limit_is_reached_sooner_and_always_at_the_same_place(void) {
    static const uint64_t limits[] = {1, 10, 100, 1000, 10000, 100000};
    scene s = open_large(0);
    bool exceeded = false;
    CU_ASSERT_EQUAL(plan_twice(&s, "{'holder':'us'}"), REFPATH_OK);
    scene_close(&s);
    for (size_t i = sizeof limits / sizeof *limits; i-- > 0;) {
        refpath_status status;
        s = open_large(limits[i]);
        status = plan_twice(&s, "{'holder':'us'}");
        CU_ASSERT_TRUE(!exceeded || status == REFPATH_LIMIT_EXCEEDED);
        exceeded = status == REFPATH_LIMIT_EXCEEDED;
        scene_close(&s);
    }
    CU_ASSERT_TRUE(exceeded);
}

static void limits__consent_and_ask_say_not_decided_too(void) {
    scene s = open_large(50);
    scene_case(&s, "{'holder':'us'}");
    CU_ASSERT_EQUAL(scene_try_consent(&s, "need", "them", "tell", "us", NOW, 1), REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_PTR_NULL(s.answer);
    CU_ASSERT_EQUAL(refpath_case_ask(scene_next(&s), s.c, moment_of(NOW), s.diags), REFPATH_LIMIT_EXCEEDED);
    scene_close(&s);
}

/* Each gatekeeper is reached through all the others. */
static scene open_keepers(int n, uint64_t most_work) {
    refpath_load_options options;
    text t = {NULL, 0, 0};
    scene s;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.most_work = most_work;
    put_places(&t);
    put(&t, "<groups><group id='g'/></groups><roles>");
    for (int i = 0; i < n; i++) {
        put(&t, "<role id='r%d'/>", i);
    }
    put(&t, "</roles><actors><actor id='us' group='g'/><actor id='them' group='g'/>");
    for (int i = 0; i < n; i++) {
        put(&t, "<actor id='a%d' group='g'><plays role='r%d' at='land'/></actor>", i, i);
    }
    put(&t, "</actors><coordination>");
    for (int i = 0; i < n; i++) {
        put(&t, "<interface id='i%d' from='g' to='g' through='r%d'/>", i, i);
    }
    put(&t, "</coordination>");
    s = scene_open_with(t.at, &options);
    free(t.at);
    return s;
}

static void limits__gatekeepers_of_gatekeepers_end(void) {
    static const int numbers[] = {1, 2, 5, 40, 100};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        scene s = open_keepers(numbers[i], 0);
        refpath_status status = scene_try_path(&s, "us", "them", "land", NULL, "all", NOW);
        CU_ASSERT_TRUE(status == REFPATH_OK || status == REFPATH_LIMIT_EXCEEDED);
        CU_ASSERT_TRUE(numbers[i] > 5 || status == REFPATH_OK);
        scene_close(&s);
    }
}

static void limits__a_path_says_not_decided_too(void) {
    scene s = open_keepers(5, 20);
    refpath_problem problem;
    CU_ASSERT_EQUAL(scene_try_path(&s, "us", "them", "land", NULL, "all", NOW), REFPATH_LIMIT_EXCEEDED);
    CU_ASSERT_PTR_NULL(s.answer);
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_get(s.diags, 0, &problem), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(problem.code, "not-decided");
    scene_close(&s);
}

RP_SUITE(RP_TEST(limits__twenty_pairs_in_order_are_decided),
         RP_TEST(limits__pairs_in_the_worst_order_are_decided_or_not_decided),
         RP_TEST(limits__many_that_read_one_large_function_are_not_decided),
         RP_TEST(limits__sixty_open_terms_are_decided), RP_TEST(limits__not_in_not_to_the_depth_of_a_document),
         RP_TEST(limits__a_lower_limit_is_reached_sooner_and_always_at_the_same_place),
         RP_TEST(limits__consent_and_ask_say_not_decided_too), RP_TEST(limits__gatekeepers_of_gatekeepers_end),
         RP_TEST(limits__a_path_says_not_decided_too))
