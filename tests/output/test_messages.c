/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/messages.h"

#include "../support/harness.h"
#include "base/diag.h"
#include "unicode/message.h"
#include "unicode/text.h"

#include <stdlib.h>

#define MOST_NAMES 8
#define LONGEST_NAME 24

typedef struct names {
    char at[MOST_NAMES][LONGEST_NAME]; /* sorted, each once */
    size_t n;
} names;

static void add_name(names *to, const char *at, size_t n) {
    char name[LONGEST_NAME] = "";
    size_t i = 0;
    CU_ASSERT_TRUE_FATAL(n < LONGEST_NAME);
    memcpy(name, at, n);
    while (i < to->n && strcmp(to->at[i], name) < 0) {
        i++;
    }
    if (i < to->n && strcmp(to->at[i], name) == 0) {
        return;
    }
    CU_ASSERT_TRUE_FATAL(to->n < MOST_NAMES);
    memmove(to->at[i + 1], to->at[i], (to->n - i) * LONGEST_NAME);
    memcpy(to->at[i], name, LONGEST_NAME);
    to->n++;
}

/* Braces are by turns those of an argument and those of a text inside one. */
static names names_of(const char *pattern) {
    names found = {.n = 0};
    int depth = 0;
    for (const char *at = pattern; *at; at++) {
        if (*at == '{' && depth++ % 2 == 0) {
            add_name(&found, at + 1, strcspn(at + 1, "},"));
        } else if (*at == '}') {
            depth--;
        }
    }
    CU_ASSERT_EQUAL(depth, 0);
    return found;
}

static bool has_name(const names *all, const char *name) {
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->at[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* CUnit shows the place of an assertion alone: what it was about is said here. */
static void hold(bool holds, const char *language, const char *key) {
    if (!holds) {
        printf("%s.txt: %s\n", language, key);
    }
    CU_ASSERT_TRUE(holds);
}

static void languages__english_arabic_spanish_and_french_are_there(void) {
    static const char *const wanted[] = {"en", "ar", "es", "fr"};
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    CU_ASSERT_STRING_EQUAL(tables[0].language, "en");
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_STRING_EQUAL(rp_messages_for(wanted[i])->language, wanted[i]);
    }
    for (size_t i = 0; i < n; i++) {
        CU_ASSERT_TRUE(rp_language_known(tables[i].language));
    }
}

static void languages__every_key_is_in_every_language_once(void) {
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; i < tables[0].n; i++) {
            const char *key = tables[0].at[i].key;
            hold(rp_message_pattern(&tables[t], key) != NULL, tables[t].language, key);
        }
        for (size_t i = 0; i < tables[t].n; i++) {
            const char *key = tables[t].at[i].key;
            hold(rp_message_pattern(&tables[0], key) != NULL, tables[t].language, key);
            hold(i == 0 || strcmp(tables[t].at[i - 1].key, key) < 0, tables[t].language, key);
        }
    }
}

static void patterns__every_one_is_well_formed(void) {
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; i < tables[t].n; i++) {
            const rp_message *m = &tables[t].at[i];
            hold(*m->pattern && rp_message_check(m->pattern, tables[t].language) == REFPATH_OK, tables[t].language,
                 m->key);
        }
    }
}

/* An apostrophe quotes in ICU, and braces within it would be shown as they are. */
static void patterns__none_has_a_typewriter_apostrophe_or_a_bidirectional_control(void) {
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    for (size_t t = 0; t < n; t++) {
        for (size_t i = 0; i < tables[t].n; i++) {
            const rp_message *m = &tables[t].at[i];
            hold(!strchr(m->pattern, '\'') && rp_text_bad_character(m->pattern, strlen(m->pattern)) < 0,
                 tables[t].language, m->key);
        }
    }
}

static void patterns__all_languages_name_the_same_arguments(void) {
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    for (size_t i = 0; i < tables[0].n; i++) {
        const char *key = tables[0].at[i].key;
        names english = names_of(tables[0].at[i].pattern);
        for (size_t t = 1; t < n; t++) {
            const char *pattern = rp_message_pattern(&tables[t], key);
            names other = names_of(pattern ? pattern : "");
            bool same = english.n == other.n;
            for (size_t k = 0; same && k < other.n; k++) {
                same = strcmp(english.at[k], other.at[k]) == 0;
            }
            hold(same, tables[t].language, key);
        }
    }
}

static const char *pattern_of(const rp_message_table *table, rp_problem problem, const char *more, char key[80]) {
    snprintf(key, 80, "problem.%s%s", rp_problem_code(problem), more);
    return rp_message_pattern(table, key);
}

static names registered(rp_problem problem) {
    names all = {.n = 0};
    rp_str rest = rp_str_of(rp_problem_args(problem)), word;
    while (rp_str_word(&rest, &word)) {
        add_name(&all, word.at, word.n);
    }
    return all;
}

static void problems__every_code_has_a_sentence_in_every_language(void) {
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    char key[80];
    for (size_t t = 0; t < n; t++) {
        for (int p = 1; p < RP_PROBLEM_COUNT; p++) {
            hold(pattern_of(&tables[t], (rp_problem)p, "", key) != NULL, tables[t].language, key);
        }
    }
}

static void problems__every_sentence_belongs_to_a_code(void) {
    size_t n;
    const rp_message_table *table = rp_message_tables(&n);
    for (size_t i = 0; i < table->n; i++) {
        const char *key = table->at[i].key;
        char code[80];
        size_t length;
        if (strncmp(key, "problem.", 8) != 0) {
            continue;
        }
        snprintf(code, sizeof code, "%s", key + 8);
        length = strlen(code);
        if (rp_problem_find(code) == RP_PROBLEM_NONE && length > 6 && strcmp(code + length - 6, "-plain") == 0) {
            code[length - 6] = '\0';
        }
        hold(rp_problem_find(code) != RP_PROBLEM_NONE, table->language, key);
    }
}

static void problems__a_sentence_names_no_argument_that_its_code_has_not(void) {
    static const char *const more[] = {"", "-plain"};
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    char key[80];
    for (size_t t = 0; t < n; t++) {
        for (int p = 1; p < RP_PROBLEM_COUNT; p++) {
            names has = registered((rp_problem)p);
            for (size_t k = 0; k < 2; k++) {
                const char *pattern = pattern_of(&tables[t], (rp_problem)p, more[k], key);
                names asked = names_of(pattern ? pattern : "");
                for (size_t i = 0; i < asked.n; i++) {
                    hold(has_name(&has, asked.at[i]), tables[t].language, key);
                }
            }
        }
    }
}

/* The line that one problem makes; released by the caller. */
static char *line_of(rp_problem problem, const char *language, const char *const values[4]) {
    static const rp_place_in where = {"a.xml", 3, 7};
    refpath_diags *diags;
    rp_alloc alloc;
    rp_buffer out;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    rp_diag_add(diags, problem, where, values[0], values[1], values[2], values[3]);
    rp_buffer_init(&out, &alloc, false);
    CU_ASSERT_EQUAL(refpath_diags_write(diags, REFPATH_DIAGS_TEXT, language, rp_buffer_write, &out), REFPATH_OK);
    refpath_diags_free(diags);
    CU_ASSERT_PTR_NOT_NULL_FATAL(out.at);
    return out.at;
}

static void problems__every_sentence_shows_its_arguments(void) {
    static const char *const values[4] = {"wert-eins", "wert-zwei", "wert-drei", "wert-vier"};
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    char key[80];
    for (size_t t = 0; t < n; t++) {
        for (int p = 1; p < RP_PROBLEM_COUNT; p++) {
            const char *pattern = pattern_of(&tables[t], (rp_problem)p, "", key);
            names asked = names_of(pattern ? pattern : "");
            rp_str rest = rp_str_of(rp_problem_args((rp_problem)p)), word;
            char *line = line_of((rp_problem)p, tables[t].language, values);
            for (size_t i = 0; rp_str_word(&rest, &word) && i < 4; i++) {
                char name[LONGEST_NAME] = "";
                memcpy(name, word.at, word.n);
                if (has_name(&asked, name)) {
                    hold(strstr(line, values[i]) != NULL, tables[t].language, key);
                }
            }
            hold(!strchr(line, '{') && !strchr(line, '}'), tables[t].language, key);
            free(line);
        }
    }
}

static void problems__an_argument_that_is_empty_leaves_no_brace_behind(void) {
    static const char *const values[4] = {"", "", "", ""};
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    for (size_t t = 0; t < n; t++) {
        for (int p = 1; p < RP_PROBLEM_COUNT; p++) {
            char *line = line_of((rp_problem)p, tables[t].language, values);
            hold(!strchr(line, '{') && !strchr(line, '}'), tables[t].language, rp_problem_code((rp_problem)p));
            free(line);
        }
    }
}

static void problems__an_unknown_name_without_a_near_one_gets_no_hint(void) {
    static const char *const near[4] = {"pot", "place", "port", ""}, *const far[4] = {"pot", "place", "", ""};
    char *line = line_of(RP_PROBLEM_UNKNOWN_REFERENCE, "en", near);
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "port"));
    CU_ASSERT_PTR_NOT_NULL(strchr(line, '?'));
    free(line);
    line = line_of(RP_PROBLEM_UNKNOWN_REFERENCE, "en", far);
    CU_ASSERT_PTR_NULL(strchr(line, '?'));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "a.xml:3:7: error: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, " [unknown-reference]\n"));
    free(line);
}

static void language__what_is_not_there_falls_back_along_its_chain(void) {
    CU_ASSERT_STRING_EQUAL(rp_messages_for("fr-CD")->language, "fr");
    CU_ASSERT_STRING_EQUAL(rp_messages_for("ar-u-nu-latn")->language, "ar");
    CU_ASSERT_STRING_EQUAL(rp_messages_for("sw")->language, "en");
    CU_ASSERT_STRING_EQUAL(rp_messages_for(NULL)->language, "en");
    CU_ASSERT_STRING_EQUAL(rp_messages_for("not a tag")->language, "en");
}

static void language__numbers_and_dates_follow_the_tag_where_it_is_of_the_same_language(void) {
    CU_ASSERT_STRING_EQUAL(rp_messages_language(rp_messages_for("ar-EG"), "ar-EG"), "ar-EG");
    CU_ASSERT_STRING_EQUAL(rp_messages_language(rp_messages_for("fr"), "fr"), "fr");
    CU_ASSERT_STRING_EQUAL(rp_messages_language(rp_messages_for("en"), "en"), "en-150");
    CU_ASSERT_STRING_EQUAL(rp_messages_language(rp_messages_for("sw"), "sw"), "en-150");
    CU_ASSERT_STRING_EQUAL(rp_messages_language(rp_messages_for("fro"), "fro"), "en-150");
}

RP_SUITE(RP_TEST(languages__english_arabic_spanish_and_french_are_there),
         RP_TEST(languages__every_key_is_in_every_language_once), RP_TEST(patterns__every_one_is_well_formed),
         RP_TEST(patterns__none_has_a_typewriter_apostrophe_or_a_bidirectional_control),
         RP_TEST(patterns__all_languages_name_the_same_arguments),
         RP_TEST(problems__every_code_has_a_sentence_in_every_language),
         RP_TEST(problems__every_sentence_belongs_to_a_code),
         RP_TEST(problems__a_sentence_names_no_argument_that_its_code_has_not),
         RP_TEST(problems__every_sentence_shows_its_arguments),
         RP_TEST(problems__an_argument_that_is_empty_leaves_no_brace_behind),
         RP_TEST(problems__an_unknown_name_without_a_near_one_gets_no_hint),
         RP_TEST(language__what_is_not_there_falls_back_along_its_chain),
         RP_TEST(language__numbers_and_dates_follow_the_tag_where_it_is_of_the_same_language))
