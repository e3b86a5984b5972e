/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A thousand cases, each with facts that nothing else has: they are found in no block of ours that is given back, in no
 * problem, and nothing is ever written but where the caller said. Cases that are wrong, too: what was read of them is
 * not repeated.
 */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "hostile/canary.h"

#include "decide/whole_world.h"

#include "support/chance.h"
#include "support/fail_alloc.h"

#include <fcntl.h>
#include <unistd.h>

#ifdef HAVE_JANSSON

enum { MOST_CANARIES = 8 };

/* What is looked for: the bytes of texts, and of numbers as the library may keep them. */
typedef struct canaries {
    char text[MOST_CANARIES][40];
    size_t n_texts;
    int32_t number;
    int64_t moments[2];
    size_t found, blocks;
} canaries;

static void look(void *user, const void *bytes, size_t n) {
    canaries *c = user;
    bool found = canary_in(bytes, n, &c->number, sizeof c->number);
    for (size_t i = 0; i < c->n_texts; i++) {
        found = found || canary_in(bytes, n, c->text[i], strlen(c->text[i]));
    }
    for (size_t i = 0; i < 2; i++) {
        found = found || canary_in(bytes, n, &c->moments[i], sizeof c->moments[i]);
    }
    c->found += found;
    c->blocks++;
}

/* A case of its own facts, as JSON; what is special to it goes to `c`. */
static void make_case(canaries *c, uint64_t *state, char *json, size_t room) {
    static const char *const caregivers[] = {"supportive", "absent", "unsafe"};
    unsigned day = 1 + rp_chance(state) % 28, second = rp_chance(state) % 60, minute = rp_chance(state) % 60;
    memset(c, 0, sizeof *c);
    c->number = (int32_t)(1000000000 + rp_chance(state) % 900000000);
    snprintf(c->text[0], sizeof c->text[0], "case-%08x%08x", (unsigned)rp_chance(state), (unsigned)rp_chance(state));
    snprintf(c->text[1], sizeof c->text[1], "%ld", (long)c->number);
    snprintf(c->text[2], sizeof c->text[2], "2026-05-%02uT03:%02u:%02uZ", day, minute, second);
    snprintf(c->text[3], sizeof c->text[3], "2026-04-%02uT04:%02u:%02uZ", day, second, minute);
    c->n_texts = 4;
    c->moments[0] = moment_of(c->text[2]);
    c->moments[1] = moment_of(c->text[3]);
    snprintf(json, room,
             "{\"id\":\"%s\",\"holder\":\"office\",\"place\":\"port\",\"clocks\":{\"report\":\"%s\",\"incident\":\"%s\"},"
             "\"facts\":{\"code\":%s,\"age\":%u,\"caregiver\":\"%s\",\"danger\":%s},"
             "\"done\":[{\"step\":\"first\",\"at\":\"%s\",\"actor\":\"keeper\",\"outcome\":\"no-answer\"}],"
             "\"consents\":[{\"by\":\"child\",\"given\":true,\"at\":\"%s\",\"kind\":\"consent\",\"form\":\"spoken\",\"items\":\"all\",\"recipients\":\"all\",\"purposes\":\"all\"}]}",
             c->text[0], c->text[2], c->text[3], c->text[1], (unsigned)(rp_chance(state) % 18),
             caregivers[rp_chance(state) % 3], rp_chance(state) % 2 ? "true" : "false", c->text[2], c->text[3]);
}

/* Standard output and standard error go to a file meanwhile; what is in it then. */
typedef struct quiet {
    int out, err, file;
} quiet;

static quiet listen_to_all(void) {
    char name[] = "/tmp/refpath-canaries-XXXXXX";
    quiet q = {dup(1), dup(2), mkstemp(name)};
    CU_ASSERT_TRUE_FATAL(q.out >= 0 && q.err >= 0 && q.file >= 0);
    (void)unlink(name);
    fflush(stdout);
    (void)dup2(q.file, 1);
    (void)dup2(q.file, 2);
    return q;
}

static off_t stop_listening(quiet q) {
    off_t written = lseek(q.file, 0, SEEK_END);
    fflush(stdout);
    (void)dup2(q.out, 1);
    (void)dup2(q.err, 2);
    close(q.out);
    close(q.err);
    close(q.file);
    return written;
}

static size_t problems_that_tell(const refpath_diags *diags, canaries *c, scene_text *text) {
    size_t before = c->found;
    for (int format = REFPATH_DIAGS_TEXT; format <= REFPATH_DIAGS_COLOUR; format++) {
        text->n = 0;
        if (refpath_diags_write(diags, (refpath_diags_format)format, "en", scene_take, text) == REFPATH_OK) {
            look(c, text->at, text->n);
        }
    }
    return c->found - before;
}

/* Asks everything, and writes what there is to be written. */
static void use(const refpath_case *c, const refpath_protocol *p, scene_text *text, size_t *failed) {
    refpath_text_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    for (int question = 0; needs_case(question); question++) {
        refpath_answer *answer = NULL;
        if (ask_whole(question, &answer, p, c, NULL) != REFPATH_OK) {
            ++*failed;
            continue;
        }
        text->n = 0;
        *failed += refpath_answer_json(answer, scene_take, text) != REFPATH_OK;
        text->n = 0;
        *failed += question == 0 && refpath_answer_text(answer, &options, scene_take, text) != REFPATH_OK;
        refpath_answer_unref(answer);
    }
    text->n = 0;
    *failed += refpath_case_write(c, scene_take, text) != REFPATH_OK;
}

typedef struct tally {
    size_t failed, told, freed, blocks, leaked, accepted;
} tally;

static void try_good(const refpath_protocol *p, uint64_t *state, scene_text *text, tally *t) {
    static char json[2048];
    rp_fail_alloc memory;
    refpath_case *c = NULL, *copy = NULL;
    canaries canary;
    make_case(&canary, state, json, sizeof json);
    rp_fail_init(&memory, 0, false);
    memory.released = look;
    memory.user = &canary;
    if (refpath_case_read(&c, p, json, strlen(json), &memory.hooks, NULL) != REFPATH_OK ||
        refpath_case_copy(&copy, c) != REFPATH_OK) {
        t->failed++;
    } else {
        refpath_case_free(c);
        c = NULL;
        use(copy, p, text, &t->failed);
    }
    refpath_case_free(c);
    refpath_case_free(copy);
    t->freed += canary.found;
    t->blocks += canary.blocks;
    t->leaked += memory.live;
}

/* The same case spoilt in some place: read with a list of problems, which must not repeat it. */
static void try_bad(const refpath_protocol *p, uint64_t *state, scene_text *text, tally *t) {
    static char json[2048];
    static const char *const spoilt[][2] = {{"\"port\"", "\"%s\""},       {"\"holder\":\"office\"", "\"%s\":1"},
                                            {"\"child\"", "\"%s\""},      {"\"first\"", "{\"%s\":2}"},
                                            {"\"keeper\"", "[\"%s\"]"},   {"\"facts\"", "\"%s"},
                                            {"\"caregiver\":", "\"%s\":"}, {"\"no-answer\"", "\"%s\""}};
    const char *const *how = spoilt[rp_chance(state) % (sizeof spoilt / sizeof *spoilt)];
    rp_fail_alloc memory, told;
    refpath_diags *diags = NULL;
    refpath_case *c = NULL;
    canaries canary;
    char bad[2200], put[80];
    const char *at;
    make_case(&canary, state, json, sizeof json);
    at = strstr(json, how[0]);
    snprintf(put, sizeof put, how[1], canary.text[0] + 2);
    memmove(canary.text[0], canary.text[0] + 2, strlen(canary.text[0] + 2) + 1);
    snprintf(bad, sizeof bad, "%.*s%s%s", (int)(at - json), json, put, at + strlen(how[0]));
    rp_fail_init(&memory, 0, false);
    rp_fail_init(&told, 0, false);
    memory.released = told.released = look;
    memory.user = told.user = &canary;
    if (refpath_diags_new(&diags, 0, &told.hooks) != REFPATH_OK) {
        t->failed++;
        return;
    }
    t->accepted += refpath_case_read(&c, p, bad, strlen(bad), &memory.hooks, diags) == REFPATH_OK;
    t->failed += refpath_diags_count(diags) == 0;
    t->told += problems_that_tell(diags, &canary, text);
    refpath_case_free(c);
    refpath_diags_free(diags);
    t->freed += canary.found;
    t->blocks += canary.blocks;
    t->leaked += memory.live + told.live;
}

static void canaries__of_a_thousand_cases_are_found_nowhere(void) {
    static scene_text text;
    refpath_protocol *p = NULL;
    uint64_t state = 20261124;
    unsigned cases = canary_cases();
    tally t;
    quiet q;
    memset(&t, 0, sizeof t);
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    q = listen_to_all();
    for (unsigned i = 0; i < cases; i++) {
        try_good(p, &state, &text, &t);
        try_bad(p, &state, &text, &t);
    }
    CU_ASSERT_EQUAL(stop_listening(q), 0);
    CU_ASSERT_EQUAL(t.failed, 0);
    CU_ASSERT_EQUAL(t.accepted, 0);
    CU_ASSERT_EQUAL(t.told, 0);
    CU_ASSERT_EQUAL(t.freed, 0);
    CU_ASSERT_EQUAL(t.leaked, 0);
    CU_ASSERT_TRUE(t.blocks > (size_t)10 * cases);
    refpath_protocol_unref(p);
}

/* That the search would see them: in what is asked for, and never wiped. */
static void canaries__would_be_found(void) {
    static char json[2048];
    uint64_t state = 7;
    canaries c;
    make_case(&c, &state, json, sizeof json);
    look(&c, json, strlen(json));
    CU_ASSERT_EQUAL(c.found, 1);
    look(&c, &c.moments[1], sizeof c.moments[1]);
    CU_ASSERT_EQUAL(c.found, 2);
    look(&c, &c.number, sizeof c.number);
    CU_ASSERT_EQUAL(c.found, 3);
    look(&c, "case-00", 7);
    CU_ASSERT_EQUAL(c.found, 3);
}

RP_SUITE(RP_TEST(canaries__would_be_found), RP_TEST(canaries__of_a_thousand_cases_are_found_nowhere))

#else

static void canaries__without_a_json_reader_no_case_is_read(void) {
    refpath_protocol *p = NULL;
    refpath_case *c = NULL;
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(read_whole(&c, p, NULL), REFPATH_UNSUPPORTED);
    refpath_protocol_unref(p);
}

RP_SUITE(RP_TEST(canaries__without_a_json_reader_no_case_is_read))

#endif
