/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Simulations: chance from a seed, queues whose waiting times are known in closed form, and what becomes of single steps. */
#include "analyse/rows.h"

#include "analyse/random.h"
#include "analyse/simulate.h"

#include <pthread.h>
#include <refpath.h>

/* -- chance ------------------------------------------------------------------------------------------------------------ */

static void chance__is_that_of_splitmix64(void) {
    static const uint64_t known[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
                                     UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                     UINT64_C(16408922859458223821)};
    rp_random r = {1234567};
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_EQUAL(rp_random_next(&r), known[i]);
    }
}

static void chance__streams_are_apart(void) {
    rp_random a = rp_random_of(1, 0, 0), b = rp_random_of(1, 1, 0), c = rp_random_of(1, 0, 1), d = rp_random_of(2, 0, 0);
    uint64_t first = rp_random_next(&a);
    CU_ASSERT_NOT_EQUAL(first, rp_random_next(&b));
    CU_ASSERT_NOT_EQUAL(first, rp_random_next(&c));
    CU_ASSERT_NOT_EQUAL(first, rp_random_next(&d));
}

static void chance__is_even(void) {
    rp_random r = rp_random_of(3, 0, 0);
    uint32_t seen[7] = {0}, yes = 0;
    for (int i = 0; i < 70000; i++) {
        seen[rp_random_below(&r, 7)]++;
        yes += rp_random_ppm(&r, 250000);
    }
    for (int i = 0; i < 7; i++) {
        CU_ASSERT_TRUE(seen[i] > 9600 && seen[i] < 10400); /* four standard deviations of 10,000 are 370 */
    }
    CU_ASSERT_TRUE(yes > 17000 && yes < 18000);
    CU_ASSERT_EQUAL(rp_random_below(&r, 1), 0);
    CU_ASSERT_FALSE(rp_random_ppm(&r, 0));
    CU_ASSERT_TRUE(rp_random_ppm(&r, 1000000));
}

/* Of exponential times e^-1 are longer than the mean, e^-3 longer than three times that; the mean square is twice its square. */
static void chance__times_are_exponential(void) {
    rp_random r = rp_random_of(4, 0, 0);
    uint64_t sum = 0, squares = 0, longer = 0, three = 0;
    for (int i = 0; i < 200000; i++) {
        uint64_t t = (uint64_t)rp_random_time(&r, 1000);
        sum += t;
        squares += t * t;
        longer += t >= 1000;
        three += t >= 3000;
    }
    CU_ASSERT_TRUE(sum > 198100000 && sum < 201800000);
    CU_ASSERT_TRUE(squares / 200000 > 1950000 && squares / 200000 < 2050000);
    CU_ASSERT_TRUE(longer > 72700 && longer < 74450); /* 73,576 */
    CU_ASSERT_TRUE(three > 9550 && three < 10370);    /* 9,957 */
}

/* -- figures ----------------------------------------------------------------------------------------------------------- */

static void figures__quantiles_are_close_and_never_too_long(void) {
    rp_histogram *h = calloc(2, sizeof *h);
    CU_ASSERT_PTR_NOT_NULL_FATAL(h);
    CU_ASSERT_EQUAL(rp_histogram_quantile(h, 1, 2), -1);
    for (int64_t s = 1; s <= 10000; s++) {
        rp_histogram_add(&h[s % 2], s * 1000000);
    }
    rp_histogram_join(&h[0], &h[1]);
    CU_ASSERT_EQUAL(h->n, 10000);
    for (uint64_t tenth = 1; tenth <= 10; tenth++) {
        int64_t exact = (int64_t)tenth * 1000000, told = rp_histogram_quantile(h, tenth, 10);
        CU_ASSERT_TRUE(told <= exact && told > exact - exact / 60);
    }
    memset(h, 0, sizeof *h);
    rp_histogram_add(h, INT64_C(14400123456));
    CU_ASSERT_EQUAL(rp_histogram_quantile(h, 1, 2), 14400123); /* the least of all is known */
    free(h);
}

static void figures__intervals_are_students(void) {
    const int64_t values[] = {10, -1, 12, 14}, same[] = {7, 7, 7}, one[] = {-1, 5}, none[] = {-1, -1};
    const int64_t large[] = {1000000000000, 1200000000000, 1400000000000};
    rp_estimate e;
    CU_ASSERT_TRUE(rp_estimate_of(values, 4, &e));
    CU_ASSERT_TRUE(e.mean == 12 && e.plus_minus == 5); /* 4.303 * 2 / sqrt 3 = 4.97 */
    CU_ASSERT_TRUE(rp_estimate_of(large, 3, &e));
    CU_ASSERT_TRUE(e.mean == 1200000000000 && e.plus_minus > 496800000000 && e.plus_minus < 496900000000);
    CU_ASSERT_TRUE(rp_estimate_of(same, 3, &e));
    CU_ASSERT_TRUE(e.mean == 7 && e.plus_minus == 0);
    CU_ASSERT_TRUE(rp_estimate_of(one, 2, &e));
    CU_ASSERT_TRUE(e.mean == 5 && e.plus_minus == -1);
    CU_ASSERT_FALSE(rp_estimate_of(none, 2, &e));
}

#ifdef HAVE_JANSSON

#define SIMULATION REFPATH_ANALYSIS_SIMULATION
#define CARE "<step id='care' service='care'/>"
#define ALL "'kinds':[{'id':'all'}]"
#define AT(place, n) ALL ",'arrivals':[{'kind':'all','place':'" place "','per-week':" #n "}]"
#define SHORT ",'runs':2,'weeks':4,'warm-up':0"

static int64_t number_in(const scene *s, const char *path) {
    const rp_tree *found = scene_at(s, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    return found->number;
}

/* -- queues known in closed form ---------------------------------------------------------------------------------------- */

#define QUEUE                                                                                                          \
    "<places><place id='land'/></places><services><service id='care'/></services><groups><group id='ngo'/></groups>"   \
    "<actors><actor id='clinic' group='ngo'><offers service='care' at='land'/></actor></actors>"                       \
    "<pathways><pathway id='way'><target within='PT2H'/>" CARE "</pathway></pathways>"

/* The closed form lies in the interval, which is no wider than a tenth of it. */
static void expect_within_at(const scene *s, const char *value, const char *width, int64_t exact, int line) {
    int64_t mean = number_in(s, value), plus_minus = number_in(s, width);
    if (mean - plus_minus > exact || mean + plus_minus < exact || plus_minus * 10 > exact) {
        printf("line %d: %lld +- %lld, exactly %lld\n", line, (long long)mean, (long long)plus_minus, (long long)exact);
        CU_FAIL("not within");
    }
}
#define ROW "tables/simulated/rows/0/"
#define POOL "tables/simulated-providers/rows/0/"
#define expect_wait(s, exact) expect_within_at((s), ROW "wait-mean", ROW "wait-mean-within", (exact), __LINE__)

static void queue__with_one_place_waits_as_erlang_says(void) {
    scene s = scene_open(QUEUE);
    analysed(&s, SIMULATION, "{" AT("land", 336) ",'runs':20,'weeks':60,'patience':'P200D','capacity':[{'actor':'clinic',"
                             "'at-once':1,'service-time':'PT24M','service-times':'exponential'}]}");
    expect_wait(&s, 5760);                                                                             /* rho / (mu - lambda) */
    expect_within_at(&s, POOL "use-share", POOL "use-share-within", 800000, __LINE__);
    expect_within_at(&s, ROW "target-missed-share", ROW "target-missed-share-within", 294304, __LINE__); /* rho / e */
    scene_close(&s);
}

static void queue__with_three_places_waits_as_erlang_says(void) {
    scene s = scene_open(QUEUE);
    analysed(&s, SIMULATION, "{" AT("land", 840) ",'runs':20,'weeks':40,'patience':'P200D','capacity':[{'actor':'clinic',"
                             "'at-once':3,'service-time':'PT30M','service-times':'exponential'}]}");
    expect_wait(&s, 2528); /* 0.702247 h */
    scene_close(&s);
}

static void queue__with_fixed_times_waits_half_as_long(void) {
    scene s = scene_open(QUEUE);
    analysed(&s, SIMULATION, "{" AT("land", 336) ",'runs':20,'weeks':60,'patience':'P200D','capacity':[{'actor':'clinic',"
                             "'at-once':1,'service-time':'PT24M'}]}");
    expect_wait(&s, 2880);
    scene_close(&s);
}

/* -- steps -------------------------------------------------------------------------------------------------------------- */

static void step__takes_the_time_of_its_way(void) {
    scene s = scene_open(PATHS("<step id='tell' inform='adviser' purpose='health'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 50) SHORT "}");
    expect_row(&s, "simulated", "place=port step=tell", "wait-mean", "7200");
    expect_row(&s, "simulated", "place=port step=tell", "wait-p90", "7200");
    expect_row(&s, "simulated", "place=port step=tell", "wait-mean-within", "0");
    expect_row(&s, "simulated", "place=port step=tell", "served-share", "1000000");
    expect_row(&s, "simulated-providers", "actor=desk", "use-share", "");
    scene_close(&s);
}

/* The clinic is open 40 of 168 hours, each as likely as the next: it is closed for those who wait until Monday. */
static void step__waits_for_the_opening(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 500) ",'runs':10,'weeks':20}");
    /* 40 h none; four nights of 16 h, 8 h on average; 64 h, 32 h: (64 * 8 + 64 * 32) / 168 h, and an hour to respond */
    expect_within_at(&s, ROW "wait-mean", ROW "wait-mean-within", 54857 + 3600, __LINE__);
    scene_close(&s);
}

static void step__shares_of_kinds_are_as_counted(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, SIMULATION, "{" AT("hill", 2000) ",'runs':10,'weeks':4}");
    expect_within_at(&s, ROW "served-share", ROW "served-share-within", 476190, __LINE__); /* 10 of 21 ages */
    expect_row(&s, "simulated", "place=hill step=care", "unanswered", "0");
    scene_close(&s);
}

/* Who is drawn is of the kind: 3 of 5 ages go to the hospital; of nobody nobody is drawn. */
static void step__of_a_condition_is_that_of_its_cases(void) {
    scene s = scene_open(PATHS(CARE));
    analysed(&s, SIMULATION, "{'kinds':[{'id':'some','when':[{'fact':'age','min':7,'max':11}]},{'id':'none','when':['hurt',{'not':['hurt']}]}],"
                             "'arrivals':[{'kind':'some','place':'hill','per-week':2000}],'runs':10,'weeks':4}");
    expect_within_at(&s, ROW "served-share", ROW "served-share-within", 600000, __LINE__);
    analysed(&s, SIMULATION, "{'kinds':[{'id':'none','when':['hurt',{'not':['hurt']}]}],"
                             "'arrivals':[{'kind':'none','place':'hill','per-week':20}]" SHORT "}");
    expect(&s, "simulated", "0");
    expect(&s, "tables/simulated/rows/0", "");
    scene_close(&s);
}

static void step__ends_where_consent_does(void) {
    scene s = scene_open(PATHS("<step id='pep' service='pep'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 50) SHORT ",'refusal':1000000}");
    expect(&s, ROW "served", "0");
    CU_ASSERT_EQUAL(number_in(&s, ROW "refused"), number_in(&s, ROW "asked"));
    expect(&s, "tables/simulated-providers/rows/0", "");
    analysed(&s, SIMULATION, "{" AT("port", 50) SHORT ",'withdrawal':1000000}");
    expect(&s, ROW "served", "0");
    CU_ASSERT_EQUAL(number_in(&s, ROW "withdrawn"), number_in(&s, ROW "asked"));
    scene_close(&s);
}

static void step__asks_the_next_where_nobody_answers(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><when><test fact='age' max='9'/></when></step>"));
    analysed(&s, SIMULATION, "{" AT("port", 50) SHORT ",'no-answer':1000000}");
    CU_ASSERT_EQUAL(number_in(&s, ROW "unanswered"), number_in(&s, ROW "asked"));
    CU_ASSERT_EQUAL(number_in(&s, ROW "escalated"), number_in(&s, ROW "asked"));
    analysed(&s, SIMULATION, "{" AT("port", 200) SHORT ",'no-answer':500000,'patience':'PT6H'}");
    CU_ASSERT_TRUE(number_in(&s, ROW "unanswered") * 5 > number_in(&s, ROW "asked")); /* a quarter */
    CU_ASSERT_TRUE(number_in(&s, ROW "unanswered") * 10 < number_in(&s, ROW "asked") * 3);
    scene_close(&s);
}

/* The hospital takes those for whom the clinic has no place within two hours. */
static void step__goes_on_to_the_next_after_its_escalation(void) {
    static const char *const study = "{" AT("port", 200) SHORT ",'capacity':[{'actor':'clinic','per-week':5}]}";
    scene s = scene_open(PATHS("<step id='care' service='care'><when><test fact='age' max='9'/></when>"
                               "<escalate to='adviser' after='PT2H'/></step>"));
    analysed(&s, SIMULATION, study);
    CU_ASSERT_TRUE(number_in(&s, ROW "escalated") > 0);
    expect(&s, ROW "served-share", "1000000");
    expect_row(&s, "simulated-providers", "actor=clinic", "waiting", "0");
    scene_close(&s);
}

static void step__is_closed_by_its_limit(void) {
    scene s = scene_open(PATHS("<step id='care' service='care'><when><test fact='age' max='9'/></when>"
                               "<limit within='PT30M'/></step>"));
    analysed(&s, SIMULATION, "{" AT("hill", 50) SHORT "}"); /* the hospital takes four hours */
    CU_ASSERT_EQUAL(number_in(&s, ROW "closed"), number_in(&s, ROW "asked"));
    expect(&s, ROW "limit-missed-share", "1000000");
    scene_close(&s);
    s = scene_open(PATHS("<step id='care' service='care'><when><test fact='age' max='9'/></when>"
                         "<limit within='PT30M' then='overdue'/></step>"));
    analysed(&s, SIMULATION, "{" AT("hill", 50) SHORT "}");
    expect(&s, ROW "served-share", "1000000");
    expect(&s, ROW "limit-missed-share", "1000000");
    scene_close(&s);
}

static void step__begins_after_those_before_it(void) {
    scene s = scene_open(PATHS("<step id='tell' inform='adviser' purpose='health'/>"
                               "<step id='home' service='shelter' after='tell'><target within='PT1H'/></step>"));
    analysed_by(&s, SIMULATION, "{" AT("port", 50) SHORT "}", "office");
    expect_row(&s, "simulated", "step=home", "wait-mean", "0");                 /* from when it could begin */
    expect_row(&s, "simulated", "step=home", "target-missed-share", "1000000"); /* from the report */
    scene_close(&s);
}

static void step__given_at_a_visit_takes_no_second_place(void) {
    scene s = scene_open(PATHS(CARE "<step id='pep' service='pep' with='care'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 20) SHORT ",'capacity':[{'actor':'clinic','per-week':1000}]}");
    CU_ASSERT_EQUAL(number_in(&s, "tables/simulated-services/rows/0/served"), number_in(&s, "tables/simulated-services/rows/1/served"));
    expect_row(&s, "simulated", "step=pep", "served-share", "1000000");
    CU_ASSERT_EQUAL(number_in(&s, POOL "served"), number_in(&s, ROW "served"));
    scene_close(&s);
}

/* One gives all three. */
#define THREE(third)                                                                                                   \
    FACTS "<actors><actor id='a' group='ngo'><offers service='care pep shelter' at='land'/></actor></actors>"          \
          "<pathways><pathway id='way'>" CARE "<step id='pep' service='pep' with='care'/>" third "</pathway></pathways>"

static void step__given_at_a_visit_of_a_visit_takes_no_place_either(void) {
    scene s = scene_open(THREE("<step id='home' service='shelter' with='pep'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 20) SHORT ",'capacity':[{'actor':'a','per-week':1000}]}");
    expect_row(&s, "simulated", "step=home", "served-share", "1000000");
    CU_ASSERT_EQUAL(number_in(&s, POOL "served"), number_in(&s, ROW "served"));
    scene_close(&s);
}

static void step__begins_after_what_was_given_at_a_visit(void) {
    scene s = scene_open(THREE("<step id='home' service='shelter' after='pep'/>"));
    analysed(&s, SIMULATION, "{" AT("port", 20) SHORT "}");
    expect_row(&s, "simulated", "step=home", "served-share", "1000000");
    CU_ASSERT_EQUAL(number_in(&s, "tables/simulated/rows/2/asked"), number_in(&s, ROW "asked"));
    scene_close(&s);
}

/* As in the test of load: ten hours, all of them used, once it is full. */
static void step__finds_who_is_open_for_one_or_the_other(void) {
    scene s = scene_open(FACTS "<actors><actor id='a' group='ngo'><offers service='care' at='port' hours='Mo 08:00-09:00; Tu 08:00-09:00'/>"
                               "<offers service='pep' at='port' hours='Tu 08:00-17:00'/></actor></actors>"
                               "<pathways><pathway id='way'>" CARE "<step id='pep' service='pep'/></pathway></pathways>");
    analysed(&s, SIMULATION, "{" AT("port", 1000) ",'runs':2,'weeks':4,'warm-up':1,'patience':'P200D','capacity':[{'actor':'a',"
                             "'at-once':1,'service-time':'PT1M'}]}");
    expect(&s, POOL "use-share", "1000000");
    scene_close(&s);
}

/* Nobody is ever taken: all miss the target, though none is turned away. */
static void step__that_waits_to_the_end_misses_what_was_due(void) {
    scene s = scene_open(QUEUE);
    analysed(&s, SIMULATION, "{" AT("land", 50) SHORT ",'capacity':[{'actor':'clinic','per-week':0}]}");
    CU_ASSERT_EQUAL(number_in(&s, ROW "waiting"), number_in(&s, ROW "asked"));
    expect(&s, ROW "target-missed-share", "1000000");
    scene_close(&s);
}

/* Of a million places for ten years 200 more are taken each week, half of the time on average: 104,000 of 2 million. */
static void step__may_have_very_many_places(void) {
    scene s = scene_open(QUEUE);
    int64_t used;
    analysed(&s, SIMULATION, "{" AT("land", 200) ",'runs':2,'weeks':520,'warm-up':0,'capacity':[{'actor':'clinic','at-once':1000000,"
                             "'service-time':'P3650D'}]}");
    used = number_in(&s, POOL "use-share");
    CU_ASSERT_TRUE(used > 51000 && used < 53000);
    scene_close(&s);
}

/* No more than three a day are taken, however many come. */
static void step__waits_for_the_next_day(void) {
    scene s = scene_open(FACTS "<actors><actor id='a' group='ngo'><offers service='care' at='land' capacity='3' per='P1D'/>"
                               "</actor></actors><pathways><pathway id='way'>" CARE "</pathway></pathways>");
    analysed(&s, SIMULATION, "{" AT("port", 1000) ",'runs':2,'weeks':10,'warm-up':1}");
    expect(&s, POOL "use-share", "1000000");
    CU_ASSERT_TRUE(number_in(&s, ROW "waiting") > 0);
    CU_ASSERT_EQUAL(number_in(&s, ROW "waiting") + number_in(&s, ROW "served"), number_in(&s, ROW "asked"));
    scene_close(&s);
}

/* -- the whole ------------------------------------------------------------------------------------------------------------ */

#define BUSY                                                                                                           \
    "{" AT("port", 100) ",'holder':'office','runs':3,'weeks':3,'refusal':50000,'withdrawal':50000,'no-answer':100000,"  \
    "'capacity':[{'actor':'clinic','at-once':2,'service-time':'PT3H','service-times':'exponential'}]"

static void *analyse_again(void *user) {
    analysed(user, SIMULATION, BUSY ",'seed':7}");
    return NULL;
}

static void simulation__is_the_same_from_the_same_seed(void) {
    scene s = scene_open(PATHS(CARE "<step id='pep' service='pep' with='care'/>"));
    scene t = scene_open(PATHS(CARE "<step id='pep' service='pep' with='care'/>"));
    pthread_t other;
    analysed(&s, SIMULATION, BUSY ",'seed':7}");
    CU_ASSERT_EQUAL_FATAL(pthread_create(&other, NULL, analyse_again, &t), 0);
    CU_ASSERT_EQUAL_FATAL(pthread_join(other, NULL), 0);
    CU_ASSERT_TRUE(rp_tree_equal(scene_at(&s, "tables"), scene_at(&t, "tables")));
    analysed(&t, SIMULATION, BUSY ",'seed':8}");
    CU_ASSERT_FALSE(rp_tree_equal(scene_at(&s, "tables"), scene_at(&t, "tables")));
    scene_close(&s);
    scene_close(&t);
}

/* On every machine and by every compiler: these figures never change. */
static void simulation__is_the_same_everywhere(void) {
    scene s = scene_open(PATHS(CARE "<step id='pep' service='pep' with='care'/>"));
    analysed(&s, SIMULATION, BUSY ",'seed':7}");
    expect_row(&s, "simulated", "step=care", "asked", "872");
    expect_row(&s, "simulated", "step=care", "wait-mean", "1121791");
    expect_row(&s, "simulated", "step=care", "wait-p90-within", "500164");
    expect_row(&s, "simulated-providers", "actor=clinic", "use-share", "1408475");
    scene_close(&s);
}

static void try_wrong(const char *study, const char *problem, int line) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.analysis = SIMULATION};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, study), REFPATH_INVALID_QUESTION);
    expect_problem_at(&s, problem, line);
    scene_close(&s);
}
#define wrong(study, problem) try_wrong("{" ALL "," study "}", (problem), __LINE__)

static void simulation__keys_are_checked(void) {
    wrong("'runs':1", "case-number-outside runs");
    wrong("'weeks':0", "case-number-outside weeks");
    wrong("'seed':-1", "case-number-outside seed");
    wrong("'warm-up':521", "case-number-outside warm-up");
    wrong("'refusal':1000001", "case-number-outside refusal");
    wrong("'no-answer':'often'", "case-wrong-type no-answer");
    wrong("'patience':'soon'", "case-bad-word patience");
    wrong("'capacity':[{'actor':'clinic','at-once':1,'service-time':'PT1H','service-times':'normal'}]",
          "case-bad-word capacity[0].service-times");
    wrong("'weights':[]", "case-unknown-key key 2");
}

static int stop_at_once(uint64_t done, uint64_t total, void *user) {
    (void)total;
    (void)user;
    return done > 0;
}

static void simulation__stops(void) {
    scene s = scene_open(PATHS(CARE));
    refpath_analysis_question q = {.analysis = SIMULATION, .progress = stop_at_once};
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{" AT("port", 1) "}"), REFPATH_CANCELLED);
    q.progress = NULL;
    q.work = 20000;
    CU_ASSERT_EQUAL(try_analysis(&s, &q, "{" AT("port", 1000) "}"), REFPATH_LIMIT_EXCEEDED);
    scene_close(&s);
}

static void try_simulation(rp_fail_alloc *memory) {
    try_without_memory(memory, SIMULATION, PATHS(CARE "<step id='pep' service='pep' with='care'/>"),
                       "{" AT("port", 3) ",'holder':'office','runs':2,'weeks':1,'warm-up':0,"
                       "'capacity':[{'actor':'clinic','at-once':1,'service-time':'PT3H'}]}");
}

static void simulation__without_memory_it_says_so(void) { rp_fail_each(try_simulation); }

#define OF_STUDIES                                                                                                     \
    , RP_TEST(queue__with_one_place_waits_as_erlang_says), RP_TEST(queue__with_three_places_waits_as_erlang_says),     \
        RP_TEST(queue__with_fixed_times_waits_half_as_long), RP_TEST(step__takes_the_time_of_its_way),                 \
        RP_TEST(step__waits_for_the_opening), RP_TEST(step__shares_of_kinds_are_as_counted),                           \
        RP_TEST(step__of_a_condition_is_that_of_its_cases),                                                            \
        RP_TEST(step__ends_where_consent_does), RP_TEST(step__asks_the_next_where_nobody_answers),                     \
        RP_TEST(step__goes_on_to_the_next_after_its_escalation), RP_TEST(step__is_closed_by_its_limit),                \
        RP_TEST(step__begins_after_those_before_it), RP_TEST(step__given_at_a_visit_takes_no_second_place),            \
        RP_TEST(step__given_at_a_visit_of_a_visit_takes_no_place_either),                                              \
        RP_TEST(step__begins_after_what_was_given_at_a_visit),                                                         \
        RP_TEST(step__finds_who_is_open_for_one_or_the_other), RP_TEST(step__that_waits_to_the_end_misses_what_was_due), RP_TEST(step__may_have_very_many_places),            \
        RP_TEST(step__waits_for_the_next_day), RP_TEST(simulation__is_the_same_from_the_same_seed),                    \
        RP_TEST(simulation__is_the_same_everywhere), RP_TEST(simulation__keys_are_checked), RP_TEST(simulation__stops), \
        RP_TEST(simulation__without_memory_it_says_so)

#else
#define OF_STUDIES
#endif

RP_SUITE(RP_TEST(chance__is_that_of_splitmix64), RP_TEST(chance__streams_are_apart), RP_TEST(chance__is_even),
         RP_TEST(chance__times_are_exponential), RP_TEST(figures__quantiles_are_close_and_never_too_long),
         RP_TEST(figures__intervals_are_students) OF_STUDIES)
