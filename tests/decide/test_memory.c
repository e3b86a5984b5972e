/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Every request for memory refused once, alone and with all after it: no memory is told, or the answer is the same, and
 * nothing is left behind. And no block that held a fact is given back before it was overwritten.
 */
#include "decide/whole_world.h"

#include "support/fail_alloc.h"

#include <refpath/draft.h>

#ifdef HAVE_JANSSON

static refpath_protocol *plain; /* loaded with malloc() */
static char *expected[QUESTIONS], *expected_text[QUESTIONS];

static refpath_status text_of(const refpath_answer *answer, char **out) {
    refpath_text_options options;
    scene_text *text = calloc(1, sizeof *text);
    refpath_status status;
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    status = refpath_answer_text(answer, &options, scene_take, text);
    *out = status == REFPATH_OK ? scene_copy(text->at) : NULL;
    free(text);
    return status;
}

static void load_plain(void) {
    refpath_case *c = NULL;
    CU_ASSERT_EQUAL_FATAL(load_whole(&plain, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(read_whole(&c, plain, NULL), REFPATH_OK);
    for (int question = 0; question < QUESTIONS; question++) {
        refpath_answer *answer = NULL;
        CU_ASSERT_EQUAL_FATAL(ask_whole(question, &answer, plain, c, NULL), REFPATH_OK);
        expected[question] = json_of(answer);
        CU_ASSERT_EQUAL_FATAL(text_of(answer, &expected_text[question]), REFPATH_OK);
        refpath_answer_unref(answer);
    }
    refpath_case_free(c);
}

static void drop_plain(void) {
    for (int question = 0; question < QUESTIONS; question++) {
        free(expected[question]);
        free(expected_text[question]);
    }
    refpath_protocol_unref(plain);
    plain = NULL;
}

/* Out of memory where a request was refused, else whatever goes on. */
static bool went_on_at(const rp_fail_alloc *memory, refpath_status status, const void *made) {
    if (status == REFPATH_OK) {
        CU_ASSERT_PTR_NOT_NULL(made);
        return made != NULL;
    }
    CU_ASSERT_EQUAL(status, REFPATH_OUT_OF_MEMORY);
    CU_ASSERT_TRUE(memory->refused > 0);
    CU_ASSERT_PTR_NULL(made);
    return false;
}

static refpath_status came; /* the call comes first, then what it made is looked at */
#define went_on(memory, call, made) (came = (call), went_on_at((memory), came, (made)))

static void expect_same(int question, const refpath_answer *answer) {
    char *json = json_of(answer);
    CU_ASSERT_STRING_EQUAL(json, expected[question]);
    free(json);
}

/* -- loading ------------------------------------------------------------------------------------------------------------- */

static void try_load(rp_fail_alloc *memory) {
    refpath_protocol *p = NULL;
    if (went_on(memory, load_whole(&p, &memory->hooks, NULL), p)) {
        CU_ASSERT_STRING_EQUAL(refpath_protocol_fingerprint(p), refpath_protocol_fingerprint(plain));
    }
    refpath_protocol_unref(p);
}

static void memory__loading_without_it_is_told(void) {
    load_plain();
    rp_fail_each(try_load);
    drop_plain();
}

/* -- cases and questions ------------------------------------------------------------------------------------------------------ */

static int asked;

static void try_question(rp_fail_alloc *memory) {
    refpath_case *c = NULL;
    refpath_answer *answer = NULL;
    if (went_on(memory, read_whole(&c, plain, &memory->hooks), c) &&
        went_on(memory, ask_whole(asked, &answer, plain, c, NULL), answer)) {
        expect_same(asked, answer);
    }
    refpath_case_free(c);
    refpath_answer_unref(answer);
}

static void memory__reading_and_asking_without_it_are_told(void) {
    load_plain();
    for (asked = 0; needs_case(asked); asked++) {
        rp_fail_each(try_question);
    }
    drop_plain();
}

static void try_copy(rp_fail_alloc *memory) {
    refpath_case *c = NULL, *copy = NULL;
    refpath_done_record done = {sizeof done, "first", 0, NULL, "served"};
    static const int32_t values[] = {1, 4, 9};
    if (went_on(memory, read_whole(&c, plain, &memory->hooks), c) && went_on(memory, refpath_case_copy(&copy, c), copy)) {
        refpath_status status = refpath_case_set_numbers(copy, "age", values, 3, NULL);
        status = status == REFPATH_OK ? refpath_case_set_clock(copy, "incident", "2026-01-01", "2026-02", NULL) : status;
        status = status == REFPATH_OK ? refpath_case_set_id(copy, "other", NULL) : status;
        status = status == REFPATH_OK ? refpath_case_add_done(copy, &done, NULL) : status;
        status = status == REFPATH_OK ? refpath_case_add_avoid(copy, "nurse", NULL) : status;
        CU_ASSERT_TRUE(status == REFPATH_OK || (status == REFPATH_OUT_OF_MEMORY && memory->refused));
    }
    refpath_case_free(c);
    refpath_case_free(copy);
}

static void memory__copying_and_changing_without_it_are_told(void) {
    load_plain();
    rp_fail_each(try_copy);
    drop_plain();
}

/* -- what is asked of the protocol alone uses the memory of the protocol: refused only once it is loaded ------------------------ */

static rp_fail_alloc under; /* the memory of a protocol */

static void ask_protocol(int question, size_t refuse, bool onwards, size_t *refused) {
    refpath_answer *answer = NULL;
    size_t live;
    refpath_protocol *p = NULL;
    rp_fail_init(&under, 0, false);
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, &under.hooks, NULL), REFPATH_OK);
    live = under.live;
    under.refuse = refuse ? under.requests + refuse : 0;
    under.onwards = onwards;
    if (went_on(&under, ask_whole(question, &answer, p, NULL, NULL), answer)) {
        expect_same(question, answer);
    }
    refpath_answer_unref(answer);
    CU_ASSERT_EQUAL(under.live, live);
    *refused = under.refused;
    refpath_protocol_unref(p);
    CU_ASSERT_EQUAL(under.live, 0);
    CU_ASSERT_EQUAL(under.wrong_sizes, 0);
}

static void memory__the_directory_without_it_is_told(void) {
    load_plain();
    for (int question = 0; question < QUESTIONS; question++) {
        for (int onwards = 0; onwards < 2 && !needs_case(question); onwards++) {
            size_t refuse = 1, refused;
            do {
                ask_protocol(question, refuse++, onwards, &refused);
            } while (refused);
        }
    }
    drop_plain();
}

/* -- text -------------------------------------------------------------------------------------------------------------------------- */

static void try_text(rp_fail_alloc *memory) {
    refpath_case *c = NULL;
    refpath_answer *answer = NULL;
    char *text = NULL;
    if (went_on(memory, read_whole(&c, plain, &memory->hooks), c) &&
        went_on(memory, ask_whole(asked, &answer, plain, c, NULL), answer) && went_on(memory, text_of(answer, &text), text)) {
        CU_ASSERT_STRING_EQUAL(text, expected_text[asked]);
    }
    free(text);
    refpath_answer_unref(answer);
    refpath_case_free(c);
}

static void memory__telling_without_it_is_told(void) {
    load_plain();
    for (asked = 0; needs_case(asked); asked++) {
        rp_fail_each(try_text);
    }
    drop_plain();
}

/* -- drafts ------------------------------------------------------------------------------------------------------------------------ */

static void try_draft(rp_fail_alloc *memory) {
    refpath_draft *draft = NULL;
    refpath_protocol *p = NULL;
    refpath_load_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    if (went_on(memory, refpath_draft_from_protocol(&draft, plain, &memory->hooks), draft)) {
        refpath_element item = 0;
        refpath_status status = refpath_draft_add(draft, &item, refpath_draft_find(draft, "item", "identity"), "item", NULL);
        status = status == REFPATH_OK ? refpath_draft_set(draft, item, "id", "voice", NULL) : status;
        CU_ASSERT_TRUE(status == REFPATH_OK || (status == REFPATH_OUT_OF_MEMORY && memory->refused));
        if (status == REFPATH_OK) {
            (void)went_on(memory, refpath_draft_compile(&p, draft, &options, NULL), p);
        }
    }
    refpath_protocol_unref(p);
    refpath_draft_free(draft);
}

static void memory__drafting_without_it_is_told(void) {
    load_plain();
    rp_fail_each(try_draft);
    drop_plain();
}

/* -- facts are overwritten ------------------------------------------------------------------------------------------------------- */

/* What a block must not hold when it is given back. */
typedef struct canaries {
    const char *text[3];
    int32_t code;
    int64_t moment;
    size_t found;
} canaries;

static bool holds(const unsigned char *bytes, size_t n, const void *canary, size_t length) {
    for (size_t i = 0; i + length <= n; i++) {
        if (bytes[i] == *(const unsigned char *)canary && memcmp(bytes + i, canary, length) == 0) {
            return true;
        }
    }
    return false;
}

static void look(void *user, const void *bytes, size_t n) {
    canaries *c = user;
    for (int i = 0; i < 3; i++) {
        c->found += holds(bytes, n, c->text[i], strlen(c->text[i]));
    }
    c->found += holds(bytes, n, &c->code, sizeof c->code);
    c->found += holds(bytes, n, &c->moment, sizeof c->moment);
}

static void start_looking(rp_fail_alloc *memory, canaries *c) {
    *c = (canaries){{CANARY_MARK, CANARY_CODE_TEXT, CANARY_MOMENT}, CANARY_CODE, 0, 0};
    c->moment = moment_of(CANARY_MOMENT);
    rp_fail_init(memory, 0, false);
    memory->released = look;
    memory->user = c;
}

static void memory__the_canaries_would_be_seen(void) {
    rp_fail_alloc memory;
    canaries c;
    void *block;
    start_looking(&memory, &c);
    block = memory.hooks.allocate(memory.hooks.user, 64);
    CU_ASSERT_PTR_NOT_NULL_FATAL(block);
    memcpy(block, CANARY_MARK, sizeof CANARY_MARK);
    memcpy((char *)block + 33, &c.code, sizeof c.code);
    memory.hooks.release(memory.hooks.user, block, 64);
    CU_ASSERT_EQUAL(c.found, 2);
}

static void memory__no_fact_is_left_in_what_is_given_back(void) {
    rp_fail_alloc memory;
    canaries canary;
    refpath_case *c = NULL, *copy = NULL;
    scene_text *text = calloc(1, sizeof *text);
    load_plain();
    start_looking(&memory, &canary);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    CU_ASSERT_EQUAL_FATAL(read_whole(&c, plain, &memory.hooks), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(refpath_case_copy(&copy, c), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_case_write(copy, scene_take, text), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(text->at + text->n - 1, "}");
    refpath_case_free(copy);
    CU_ASSERT_EQUAL(canary.found, 0);
    for (int question = 0; needs_case(question); question++) {
        refpath_answer *answer = NULL;
        char *told = NULL;
        CU_ASSERT_EQUAL_FATAL(ask_whole(question, &answer, plain, c, NULL), REFPATH_OK);
        CU_ASSERT_EQUAL(text_of(answer, &told), REFPATH_OK);
        refpath_answer_unref(answer);
        CU_ASSERT_EQUAL(canary.found, 0);
        free(told);
    }
    refpath_case_free(c);
    CU_ASSERT_EQUAL(canary.found, 0);
    CU_ASSERT_EQUAL(memory.live, 0);
    free(text);
    drop_plain();
}

static void memory__no_fact_is_left_where_reading_or_asking_failed(void) {
    load_plain();
    for (size_t refuse = 1, refused = 1; refused; refuse++) {
        rp_fail_alloc memory;
        canaries canary;
        refpath_case *c = NULL;
        refpath_answer *answer = NULL;
        start_looking(&memory, &canary);
        memory.refuse = refuse;
        if (went_on(&memory, read_whole(&c, plain, &memory.hooks), c)) {
            (void)went_on(&memory, ask_whole(0, &answer, plain, c, NULL), answer);
        }
        refpath_answer_unref(answer);
        refpath_case_free(c);
        CU_ASSERT_EQUAL(canary.found, 0);
        refused = memory.refused;
    }
    drop_plain();
}

RP_SUITE(RP_TEST(memory__loading_without_it_is_told), RP_TEST(memory__reading_and_asking_without_it_are_told),
         RP_TEST(memory__copying_and_changing_without_it_are_told), RP_TEST(memory__the_directory_without_it_is_told),
         RP_TEST(memory__telling_without_it_is_told), RP_TEST(memory__drafting_without_it_is_told),
         RP_TEST(memory__the_canaries_would_be_seen), RP_TEST(memory__no_fact_is_left_in_what_is_given_back),
         RP_TEST(memory__no_fact_is_left_where_reading_or_asking_failed))

#else

static void memory__without_a_json_reader_no_case_is_read(void) {
    refpath_protocol *p = NULL;
    refpath_case *c = NULL;
    CU_ASSERT_EQUAL_FATAL(load_whole(&p, NULL, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(read_whole(&c, p, NULL), REFPATH_UNSUPPORTED);
    refpath_protocol_unref(p);
}

RP_SUITE(RP_TEST(memory__without_a_json_reader_no_case_is_read))

#endif
