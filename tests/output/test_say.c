/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/teller.h"

#include "telling.h"

static void say__arguments_are_put_in_by_name(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(rp_say(&t, "path.then", "who", "B", "path", "A", NULL), "A, then B");
    close_teller(&t);
}

static void say__a_text_is_never_read_as_a_pattern(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(rp_say(&t, "path.then", "path", "{who}", "who", "'{n, plural,", NULL), "{who}, then '{n, plural,");
    says(rp_say(&t, "consent.why-rule", "effect", "forbid", "rule", "{effect} it's", NULL),
         "\xE2\x80\x9C{effect} it's\xE2\x80\x9D forbids it");
    /* Nor are marks that the text has of its own. */
    says(rp_say(&t, "consent.why-rule", "effect", "permit", "rule", "\xEE\x80\x80", NULL),
         "\xE2\x80\x9C\xEE\x80\x80\xE2\x80\x9D permits it");
    close_teller(&t);
}

static void say__plurals_are_those_of_the_language(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(rp_say_n(&t, "time.hours", 1, NULL), "1 hour");
    says(rp_say_n(&t, "time.hours", 0, NULL), "0 hours");
    close_teller(&t);
    open_teller(&t, "fr");
    says(rp_say_n(&t, "time.hours", 0, NULL), "0 heure");
    says(rp_say_n(&t, "time.hours", 2, NULL), "2 heures");
    close_teller(&t);
    open_teller(&t, "ar");
    says(rp_say_n(&t, "time.days", 2, NULL), "\xD9\x8A\xD9\x88\xD9\x85\xD9\x8A\xD9\x86");
    says(rp_say_n(&t, "time.days", 3, NULL), "\xD9\xA3 \xD8\xA3\xD9\x8A\xD8\xA7\xD9\x85");
    close_teller(&t);
}

static void say__a_language_falls_back_along_its_own_chain_then_to_english(void) {
    static const char *const chains[][2] = {{"fr-CD", "oui"}, {"es-419", "s\xC3\xAD"}, {"ar-EG", "\xD9\x86\xD8\xB9\xD9\x85"},
                                            {"sw", "yes"},    {"pt-BR", "yes"},        {"en-KE", "yes"}};
    for (size_t i = 0; i < sizeof chains / sizeof *chains; i++) {
        rp_teller t;
        open_teller(&t, chains[i][0]);
        says(rp_say(&t, "word.yes", NULL), chains[i][1]);
        close_teller(&t);
    }
}

static void say__a_code_without_a_sentence_is_shown_with_its_arguments(void) {
    static const char *const pairs[] = {"actor", "A", "at", "today"};
    rp_teller t;
    open_teller(&t, "en");
    says(rp_say_pairs(&t, "reason", "unheard-of", pairs, 2), "unheard-of (A; today)");
    says(rp_say_word(&t, "reason", "unheard-of"), "unheard-of");
    CU_ASSERT_FALSE(rp_has_word(&t, "reason", "unheard-of"));
    CU_ASSERT_TRUE(rp_has_word(&t, "reason", "travel"));
    close_teller(&t);
}

static void say__a_sentence_that_lacks_an_argument_gives_way_to_its_plain_form(void) {
    static const char *const pairs[] = {"at", "3 May"};
    rp_teller t;
    open_teller(&t, "en");
    says(rp_say_pairs(&t, "left-out", "no-answer", pairs, 1), "gave no answer, 3 May");
    says(rp_say_pairs(&t, "left-out", "no-answer", NULL, 0), "gave no answer");
    close_teller(&t);
}

static const char *join(rp_teller *t, rp_joint joint, size_t n) {
    static const char *const letters[] = {"A", "B", "C", "D"};
    rp_words words = {0};
    for (size_t i = 0; i < n; i++) {
        rp_words_add(t, &words, letters[i]);
    }
    return rp_join(t, &words, joint);
}

static void join__lists_read_as_the_language_writes_them(void) {
    rp_teller t;
    open_teller(&t, "en");
    says(join(&t, RP_JOIN_AND, 0), "");
    says(join(&t, RP_JOIN_AND, 1), "A");
    says(join(&t, RP_JOIN_AND, 2), "A and B");
    says(join(&t, RP_JOIN_AND, 4), "A, B, C and D");
    says(join(&t, RP_JOIN_OR, 3), "A, B or C");
    says(join(&t, RP_JOIN_CLAUSES, 3), "A; B; C");
    says(join(&t, RP_JOIN_ALL, 2), "A, and also B");
    close_teller(&t);
    open_teller(&t, "es");
    says(join(&t, RP_JOIN_OR, 2), "A o B");
    close_teller(&t);
}

static void say__numbers_are_written_in_the_digits_of_the_language(void) {
    rp_teller t;
    open_teller(&t, "ar-EG");
    says(rp_say_n(&t, "word.number", 12, NULL), "\xD9\xA1\xD9\xA2");
    close_teller(&t);
    open_teller(&t, "ar-MA");
    says(rp_say_n(&t, "word.number", 12, NULL), "12");
    close_teller(&t);
}

static void say_with(rp_fail_alloc *memory) {
    refpath_text_options options = {.size = sizeof options, .language = "ar"};
    rp_alloc alloc;
    rp_teller t;
    const char *text;
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, &memory->hooks));
    CU_ASSERT_EQUAL_FATAL(rp_teller_open(&t, &options, &alloc, take, NULL), REFPATH_OK);
    text = rp_say_n(&t, "word.and-more", 7, NULL);
    text = rp_say(&t, "path.then", "path", text, "who", rp_quote(&t, "A"), NULL);
    CU_ASSERT_PTR_NOT_NULL(text);
    CU_ASSERT_EQUAL(t.page.status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    rp_arena_free(&t.scratch);
}

static void say__failing_memory_is_noted_and_leaves_nothing(void) { rp_fail_each(say_with); }

static void teller__a_malformed_tag_or_width_is_refused(void) {
    static const char *const tags[] = {"fr_FR", "x", "a very long text that is no tag", "fr-"};
    rp_alloc alloc;
    rp_teller t;
    refpath_text_options options = {.size = sizeof options};
    CU_ASSERT_TRUE(rp_alloc_init(&alloc, NULL));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        options.language = tags[i];
        CU_ASSERT_EQUAL(rp_teller_open(&t, &options, &alloc, take, NULL), REFPATH_INVALID_ARGUMENT);
    }
    options.language = "fr";
    options.width = -1;
    CU_ASSERT_EQUAL(rp_teller_open(&t, &options, &alloc, take, NULL), REFPATH_INVALID_ARGUMENT);
    options.width = 0;
    options.size = sizeof options.size;
    CU_ASSERT_EQUAL(rp_teller_open(&t, &options, &alloc, take, NULL), REFPATH_INVALID_ARGUMENT);
}

RP_SUITE(RP_TEST(say__arguments_are_put_in_by_name),
         RP_TEST(say__a_text_is_never_read_as_a_pattern),
         RP_TEST(say__plurals_are_those_of_the_language),
         RP_TEST(say__a_language_falls_back_along_its_own_chain_then_to_english),
         RP_TEST(say__a_code_without_a_sentence_is_shown_with_its_arguments),
         RP_TEST(say__a_sentence_that_lacks_an_argument_gives_way_to_its_plain_form),
         RP_TEST(join__lists_read_as_the_language_writes_them),
         RP_TEST(say__numbers_are_written_in_the_digits_of_the_language),
         RP_TEST(say__failing_memory_is_noted_and_leaves_nothing),
         RP_TEST(teller__a_malformed_tag_or_width_is_refused))
