/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/problems.h"

#include "../support/streams.h"
#include "base/diag.h"
#include "telling.h"

static refpath_diags *new_list(const refpath_allocator *hooks) {
    refpath_diags *diags = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, hooks), REFPATH_OK);
    return diags;
}

static rp_place_in at(const char *file, uint32_t line, uint32_t column) {
    rp_place_in where = {file, line, column};
    return where;
}

/* One of a file with a second place, one of a case without a place, one of a file alone. */
static refpath_diags *three(const refpath_allocator *hooks) {
    refpath_diags *diags = new_list(hooks);
    rp_diag_add(diags, RP_PROBLEM_CIRCLE, at("my mission.xml", 12, 4), "step-a");
    rp_diag_related(diags, at("parts/b.xml", 3, 9));
    rp_diag_add(diags, RP_PROBLEM_CASE_UNKNOWN_TERM, at("", 0, 0), "facts.concern[0]", "14");
    rp_diag_add(diags, RP_PROBLEM_FILE_NOT_READABLE, at("c.xml", 0, 0), "c.xml");
    return diags;
}

static void write(const refpath_diags *diags, refpath_diags_format format, const char *language) {
    forget();
    CU_ASSERT_EQUAL(refpath_diags_write(diags, format, language, take, NULL), REFPATH_OK);
}

static void text__is_place_severity_sentence_and_code_a_line_each(void) {
    refpath_diags *diags = three(NULL);
    const char *line = told;
    size_t lines = 0;
    write(diags, REFPATH_DIAGS_TEXT, NULL);
    CU_ASSERT_EQUAL(strncmp(told, "my mission.xml:12:4: error: ", 28), 0);
    has(" [circle]\nparts/b.xml:3:9: note: The other place is here.\nerror: facts.concern[0]: ");
    has(" [case-unknown-term]\nc.xml: error: ");
    for (; *line; line++) {
        lines += *line == '\n';
    }
    CU_ASSERT_EQUAL(lines, 4);
    refpath_diags_free(diags);
}

static void text__a_language_says_the_sentences_and_not_the_codes(void) {
    static const char *const words[][2] = {{"fr", "12:4: erreur: "}, {"es", "12:4: error: "}, {"ar", "12:4: \xD8\xAE\xD8\xB7\xD8\xA3: "}};
    refpath_diags *diags = three(NULL);
    for (size_t i = 0; i < 3; i++) {
        write(diags, REFPATH_DIAGS_TEXT, words[i][0]);
        has(words[i][1]);
        has("[circle]");
        lacks("The other place");
    }
    refpath_diags_free(diags);
}

static void text__in_colour_the_severity_alone_has_one(void) {
    refpath_diags *diags = three(NULL);
    write(diags, REFPATH_DIAGS_COLOUR, NULL);
    CU_ASSERT_EQUAL(strncmp(told, "my mission.xml:12:4: \033[31merror\033[0m: ", 37), 0);
    has(" [circle]\nparts/b.xml:3:9: \033[2mnote\033[0m: The other place is here.\n\033[31merror\033[0m: facts.concern[0]: ");
    has(" [case-unknown-term]\nc.xml: \033[31merror\033[0m: ");
    refpath_diags_free(diags);
}

static void text__what_a_file_says_cannot_disturb_the_terminal(void) {
    refpath_diags *diags = new_list(NULL);
    rp_diag_add(diags, RP_PROBLEM_CIRCLE, at("a\nb\033[0m.xml", 1, 1), "x\033[31m\ny");
    write(diags, REFPATH_DIAGS_TEXT, NULL);
    lacks("\033");
    CU_ASSERT_PTR_EQUAL(strchr(told, '\n'), told + told_n - 1);
    refpath_diags_free(diags);
}

static void text__an_empty_list_and_none_say_nothing(void) {
    refpath_diags *diags = new_list(NULL);
    write(diags, REFPATH_DIAGS_TEXT, "fr");
    is("");
    write(NULL, REFPATH_DIAGS_TEXT, "fr");
    is("");
    write(NULL, REFPATH_DIAGS_JSON, NULL);
    is("{\"problems\":[]}\n");
    refpath_diags_free(diags);
}

static void json__has_the_keys_of_the_contract_in_their_order(void) {
    refpath_diags *diags = three(NULL);
    write(diags, REFPATH_DIAGS_JSON, "en");
    has("{\"problems\":[{\"code\":\"circle\",\"severity\":\"error\",\"file\":\"my mission.xml\",\"line\":12,\"column\":4,"
        "\"args\":{\"id\":\"step-a\"},\"text\":\"");
    has("\",\"related\":[{\"file\":\"parts/b.xml\",\"line\":3,\"column\":9}]},"
        "{\"code\":\"case-unknown-term\",\"severity\":\"error\",\"args\":{\"path\":\"facts.concern[0]\",\"choices\":\"14\"},\"text\":\"");
    has("{\"code\":\"file-not-readable\",\"severity\":\"error\",\"file\":\"c.xml\",\"args\":{\"file\":\"c.xml\"},\"text\":\"");
    CU_ASSERT_EQUAL(strcmp(told + told_n - 4, "}]}\n"), 0);
    refpath_diags_free(diags);
}

static void write__a_list_without_memory_for_more_says_so_at_its_end(void) {
    refpath_diags *diags = new_list(NULL);
    rp_diag_add(diags, RP_PROBLEM_OUT_OF_MEMORY, at("", 0, 0));
    write(diags, REFPATH_DIAGS_TEXT, "en");
    is("error: There was not enough memory to go on. [out-of-memory]\n");
    refpath_diags_free(diags);
}

static void write__wrong_arguments_are_refused(void) {
    refpath_diags *diags = three(NULL);
    forget();
    CU_ASSERT_EQUAL(refpath_diags_write(diags, REFPATH_DIAGS_TEXT, "fr_FR", take, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_write(diags, (refpath_diags_format)9, "fr", take, NULL), REFPATH_INVALID_ARGUMENT);
    CU_ASSERT_EQUAL(refpath_diags_write(diags, REFPATH_DIAGS_TEXT, "fr", NULL, NULL), REFPATH_INVALID_ARGUMENT);
    is("");
    refpath_diags_free(diags);
}

static void write__what_the_writer_says_is_passed_on(void) {
    static const refpath_diags_format formats[] = {REFPATH_DIAGS_TEXT, REFPATH_DIAGS_JSON, REFPATH_DIAGS_SARIF,
                                                   REFPATH_DIAGS_COLOUR};
    refpath_diags *diags = three(NULL);
    for (size_t i = 0; i < 4; i++) {
        rp_ending full = {.gives = REFPATH_IO};
        CU_ASSERT_EQUAL(refpath_diags_write(diags, formats[i], NULL, rp_end_stream, &full), REFPATH_IO);
        CU_ASSERT_EQUAL(full.calls, 1);
    }
    refpath_diags_free(diags);
}

static void write_in(rp_fail_alloc *memory, refpath_diags_format format) {
    size_t refuse = memory->refuse;
    bool lost;
    refpath_diags *diags;
    refpath_status status;
    memory->refuse = 0; /* the list is made, then it gets scarce */
    diags = three(&memory->hooks);
    memory->requests = 0;
    memory->refuse = refuse;
    forget();
    status = refpath_diags_write(diags, format, "fr", take, NULL);
    lost = memory->refused > 0;
    CU_ASSERT_EQUAL(status, lost ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_TRUE(told_n == 0 || told[told_n - 1] == '\n'); /* whole lines, or nothing */
    refpath_diags_free(diags);
}

static void write_text(rp_fail_alloc *memory) { write_in(memory, REFPATH_DIAGS_TEXT); }
static void write_json(rp_fail_alloc *memory) { write_in(memory, REFPATH_DIAGS_JSON); }
static void write_sarif(rp_fail_alloc *memory) { write_in(memory, REFPATH_DIAGS_SARIF); }
static void write_colour(rp_fail_alloc *memory) { write_in(memory, REFPATH_DIAGS_COLOUR); }

static void write__failing_memory_is_an_error_and_leaves_nothing(void) {
    rp_fail_each(write_text);
    rp_fail_each(write_json);
    rp_fail_each(write_sarif);
    rp_fail_each(write_colour);
}

RP_SUITE(RP_TEST(text__is_place_severity_sentence_and_code_a_line_each),
         RP_TEST(text__a_language_says_the_sentences_and_not_the_codes),
         RP_TEST(text__in_colour_the_severity_alone_has_one),
         RP_TEST(text__what_a_file_says_cannot_disturb_the_terminal),
         RP_TEST(text__an_empty_list_and_none_say_nothing),
         RP_TEST(json__has_the_keys_of_the_contract_in_their_order),
         RP_TEST(write__a_list_without_memory_for_more_says_so_at_its_end),
         RP_TEST(write__wrong_arguments_are_refused),
         RP_TEST(write__what_the_writer_says_is_passed_on),
         RP_TEST(write__failing_memory_is_an_error_and_leaves_nothing))
