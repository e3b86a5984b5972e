/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Sixteen threads ask mixed questions while one more loads protocols and puts them in place of one another, as a
 * service does when its protocol is revised: every answer is the one that a single thread gets, from the protocol that
 * it was asked of. REFPATH_ROUNDS says how many questions each asks.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "decide/whole_world.h"

#include <pthread.h>

#ifdef HAVE_JANSSON

enum { THREADS = 16, PROTOCOLS = 2 };

static const char *const documents[PROTOCOLS] = {
    WHOLE_HEAD WHOLE "</protocol>",
    "<protocol xmlns='urn:refpath:protocol:1' id='other' version='2' status='draft' xml:lang='fr'>" WHOLE "</protocol>"};

static struct {
    pthread_mutex_t lock;
    refpath_protocol *now;
    bool over;
    size_t swaps;
} place = {PTHREAD_MUTEX_INITIALIZER, NULL, false, 0};

static char *expected[PROTOCOLS][QUESTIONS];
static char fingerprints[PROTOCOLS][65];

typedef struct asker {
    pthread_t thread;
    unsigned number, rounds;
    size_t wrong;
} asker;

static refpath_protocol *load_one(int which) {
    refpath_protocol *p = NULL;
    return refpath_protocol_load_memory(&p, documents[which], strlen(documents[which]), NULL, NULL, NULL) == REFPATH_OK
               ? p
               : NULL;
}

static refpath_protocol *take(void) {
    refpath_protocol *p;
    pthread_mutex_lock(&place.lock);
    p = refpath_protocol_ref(place.now);
    pthread_mutex_unlock(&place.lock);
    return p;
}

static bool answers_right(const refpath_protocol *p, const refpath_case *c, int question) {
    int which = strcmp(refpath_protocol_fingerprint(p), fingerprints[0]) == 0 ? 0 : 1;
    refpath_answer *answer = NULL;
    scene_text *text = malloc(sizeof *text);
    bool right = false;
    if (text) {
        text->n = 0;
        right = ask_whole(question, &answer, p, c, NULL) == REFPATH_OK &&
                refpath_answer_json(answer, scene_take, text) == REFPATH_OK &&
                strcmp(text->at, expected[which][question]) == 0;
    }
    refpath_answer_unref(answer);
    free(text);
    return right;
}

/* A case belongs to one protocol: some questions of it, then the next protocol there is. */
static void *ask(void *user) {
    asker *a = user;
    unsigned asked = 0;
    while (asked < a->rounds) {
        refpath_protocol *p = take();
        refpath_case *c = NULL;
        if (read_whole(&c, p, NULL) != REFPATH_OK) {
            a->wrong++;
        }
        for (unsigned i = 0; c && i < 7 && asked < a->rounds; i++, asked++) {
            a->wrong += !answers_right(p, c, (int)((asked * 5 + a->number) % QUESTIONS));
        }
        refpath_case_free(c);
        refpath_protocol_unref(p);
        asked += c ? 0 : 1;
    }
    return NULL;
}

static void *swap(void *user) {
    size_t *failed = user;
    for (int which = 1;; which = 1 - which) {
        refpath_protocol *p = load_one(which), *old;
        if (!p) {
            ++*failed;
            continue;
        }
        pthread_mutex_lock(&place.lock);
        old = place.now;
        place.now = p;
        place.swaps++;
        bool over = place.over;
        pthread_mutex_unlock(&place.lock);
        refpath_protocol_unref(old);
        if (over) {
            return NULL;
        }
    }
}

static void expect_all(void) {
    for (int which = 0; which < PROTOCOLS; which++) {
        refpath_protocol *p = load_one(which);
        refpath_case *c = NULL;
        CU_ASSERT_PTR_NOT_NULL_FATAL(p);
        strcpy(fingerprints[which], refpath_protocol_fingerprint(p));
        CU_ASSERT_EQUAL_FATAL(read_whole(&c, p, NULL), REFPATH_OK);
        for (int question = 0; question < QUESTIONS; question++) {
            refpath_answer *answer = NULL;
            CU_ASSERT_EQUAL_FATAL(ask_whole(question, &answer, p, c, NULL), REFPATH_OK);
            expected[which][question] = json_of(answer);
            refpath_answer_unref(answer);
        }
        refpath_case_free(c);
        refpath_protocol_unref(p);
    }
    CU_ASSERT_STRING_NOT_EQUAL(expected[0][0], expected[1][0]);
}

static void swap__answers_are_those_of_the_protocol_that_was_asked(void) {
    const char *given = getenv("REFPATH_ROUNDS");
    unsigned rounds = given ? (unsigned)strtoul(given, NULL, 10) : 1000;
    asker askers[THREADS];
    pthread_t swapper;
    size_t failed = 0;
    expect_all();
    place.now = load_one(0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(place.now);
    CU_ASSERT_EQUAL_FATAL(pthread_create(&swapper, NULL, swap, &failed), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        askers[i].number = i;
        askers[i].rounds = rounds;
        askers[i].wrong = 0;
        CU_ASSERT_EQUAL_FATAL(pthread_create(&askers[i].thread, NULL, ask, &askers[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL(pthread_join(askers[i].thread, NULL), 0);
        CU_ASSERT_EQUAL(askers[i].wrong, 0);
    }
    pthread_mutex_lock(&place.lock);
    place.over = true;
    pthread_mutex_unlock(&place.lock);
    CU_ASSERT_EQUAL(pthread_join(swapper, NULL), 0);
    CU_ASSERT_EQUAL(failed, 0);
    CU_ASSERT_TRUE(place.swaps > 1);
    refpath_protocol_unref(place.now);
    for (int which = 0; which < PROTOCOLS; which++) {
        for (int question = 0; question < QUESTIONS; question++) {
            free(expected[which][question]);
        }
    }
}

RP_SUITE(RP_TEST(swap__answers_are_those_of_the_protocol_that_was_asked))

#else

static void swap__needs_a_case_from_json(void) {
    refpath_case *c = NULL;
    refpath_protocol *p = NULL;
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(read_whole(&c, p, NULL), REFPATH_UNSUPPORTED);
    refpath_protocol_unref(p);
}

RP_SUITE(RP_TEST(swap__needs_a_case_from_json))

#endif
