/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Many threads ask one protocol, and some of them one case. */
#include "decide/whole_world.h"

#include <pthread.h>

#ifdef HAVE_JANSSON

enum { THREADS = 8, ROUNDS = 40 };

typedef struct asker {
    pthread_t thread;
    const refpath_protocol *p;
    const refpath_case *shared; /* NULL: it reads a case of its own */
    char *const *expected;
    size_t wrong;
} asker;

static bool answers_alike(const asker *a, int question, const refpath_case *c) {
    refpath_answer *answer = NULL;
    scene_text *text = calloc(1, sizeof *text);
    bool alike = text && ask_whole(question, &answer, a->p, c, NULL) == REFPATH_OK &&
                 refpath_answer_json(answer, scene_take, text) == REFPATH_OK && strcmp(text->at, a->expected[question]) == 0;
    refpath_answer_unref(answer);
    free(text);
    return alike;
}

static void *ask(void *user) {
    asker *a = user;
    for (int i = 0; i < ROUNDS; i++) {
        refpath_case *own = NULL;
        refpath_protocol *held = refpath_protocol_ref(a->p);
        if (!a->shared && read_whole(&own, a->p, NULL) != REFPATH_OK) {
            a->wrong++;
        } else {
            for (int question = 0; question < QUESTIONS; question++) {
                a->wrong += !answers_alike(a, (question + i) % QUESTIONS, own ? own : a->shared);
            }
        }
        refpath_case_free(own);
        refpath_protocol_unref(held);
    }
    return NULL;
}

static void threads__give_the_same_bytes_as_one(void) {
    refpath_protocol *p = NULL;
    refpath_case *c = NULL;
    char *expected[QUESTIONS];
    asker askers[THREADS];
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_whole(&c, p, NULL), REFPATH_OK);
    for (int question = 0; question < QUESTIONS; question++) {
        refpath_answer *answer = NULL;
        CU_ASSERT_EQUAL_FATAL(ask_whole(question, &answer, p, c, NULL), REFPATH_OK);
        expected[question] = json_of(answer);
        CU_ASSERT_TRUE(strlen(expected[question]) > 200);
        refpath_answer_unref(answer);
    }
    for (int i = 0; i < THREADS; i++) {
        askers[i] = (asker){0, p, i % 2 ? c : NULL, expected, 0};
        CU_ASSERT_EQUAL_FATAL(pthread_create(&askers[i].thread, NULL, ask, &askers[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL(pthread_join(askers[i].thread, NULL), 0);
        CU_ASSERT_EQUAL(askers[i].wrong, 0);
    }
    for (int question = 0; question < QUESTIONS; question++) {
        free(expected[question]);
    }
    refpath_case_free(c);
    refpath_protocol_unref(p);
}

/* The last reference may be given back by any thread. */
static void *drop(void *user) {
    refpath_answer_unref(user);
    return NULL;
}

static void threads__an_answer_is_shared_by_its_references(void) {
    refpath_protocol *p = NULL;
    refpath_case *c = NULL;
    refpath_answer *answer = NULL;
    pthread_t threads[THREADS];
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_whole(&c, p, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(ask_whole(0, &answer, p, c, NULL), REFPATH_OK);
    refpath_case_free(c); /* the answer holds what it needs */
    refpath_protocol_unref(p);
    for (int i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL_FATAL(pthread_create(&threads[i], NULL, drop, refpath_answer_ref(answer)), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        CU_ASSERT_EQUAL(pthread_join(threads[i], NULL), 0);
    }
    CU_ASSERT_PTR_NOT_NULL(refpath_protocol_fingerprint(refpath_answer_protocol(answer)));
    refpath_answer_unref(answer);
}

RP_SUITE(RP_TEST(threads__give_the_same_bytes_as_one), RP_TEST(threads__an_answer_is_shared_by_its_references))

#else

static void threads__need_a_case_from_json(void) {
    refpath_case *c = NULL;
    refpath_protocol *p = NULL;
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(read_whole(&c, p, NULL), REFPATH_UNSUPPORTED);
    refpath_protocol_unref(p);
}

RP_SUITE(RP_TEST(threads__need_a_case_from_json))

#endif
