/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "unicode/finder.h"

#include "../support/fail_alloc.h"
#include "../support/harness.h"

#include <locale.h>

enum {
    NOT_FOUND = -1,
    WHOLE,
    WORD,
    INSIDE,
    OTHER_SCRIPT /* and the three again */
};

static int find(const char *needle, const char *name) {
    rp_alloc alloc;
    rp_search *search = NULL;
    int found;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_search_new(&search, &alloc), REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(rp_search_set(search, rp_str_of(needle)), REFPATH_OK);
    found = rp_search_in(search, rp_str_of(name));
    CU_ASSERT_EQUAL(rp_search_in(search, rp_str_of(name)), found);
    rp_search_free(search);
    return found;
}

static void rank__the_whole_name_comes_before_a_word_and_what_is_inside(void) {
    CU_ASSERT_EQUAL(find("port clinic", "Port Clinic"), WHOLE);
    CU_ASSERT_EQUAL(find("port", "Port Clinic"), WORD);
    CU_ASSERT_EQUAL(find("clin", "Port Clinic"), WORD);
    CU_ASSERT_EQUAL(find("ort", "Port Clinic"), INSIDE);
    CU_ASSERT_EQUAL(find("ship", "Port Clinic"), NOT_FOUND);
    CU_ASSERT_EQUAL(find("ort", "Sport, ort"), WORD);
    CU_ASSERT_EQUAL(find("port", "air-port"), WORD);
    CU_ASSERT_EQUAL(find("port", "airport2port"), INSIDE);
}

static void letters__accents_do_not_matter(void) {
    CU_ASSERT_EQUAL(find("sante", "Centre de sant\xC3\xA9"), WORD);
    CU_ASSERT_EQUAL(find("sant\xC3\xA9", "Centre de sante"), WORD);
    CU_ASSERT_EQUAL(find("e\xCC\x81"
                         "cole",
                         "\xC3\x89"
                         "cole"),
                    WHOLE);
    CU_ASSERT_EQUAL(find("nino", "Ni\xC3\xB1o"), WHOLE);
}

static void letters__case_does_not_matter_whatever_the_locale_of_the_process(void) {
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    (void)setlocale(LC_ALL, "");
    CU_ASSERT_EQUAL(find("CLINIC", "clinic"), WHOLE);
    CU_ASSERT_EQUAL(find("\xD0\x9C\xD0\x9E\xD0\xA0\xD0\x95", "\xD0\xBC\xD0\xBE\xD1\x80\xD0\xB5"), WHOLE);
    unsetenv("LC_ALL");
    (void)setlocale(LC_ALL, "C");
}

static void letters__arabic_is_found_without_its_vowel_signs(void) {
    CU_ASSERT_EQUAL(find("مستشفى", "مُسْتَشْفَى الميناء"), WORD);
    CU_ASSERT_EQUAL(find("الميناء", "مستشفى الميناء"), WORD);
    CU_ASSERT_EQUAL(find("مدرسة", "مستشفى الميناء"), NOT_FOUND);
}

static void scripts__a_name_is_found_in_another_and_comes_after_those_in_the_same(void) {
    CU_ASSERT_EQUAL(find("bolnica", "Болница"), OTHER_SCRIPT + WHOLE);
    CU_ASSERT_EQUAL(find("Галаси", "Galasi Port"), OTHER_SCRIPT + WORD);
    CU_ASSERT_EQUAL(find("las", "Галаси"), OTHER_SCRIPT + INSIDE);
    CU_ASSERT_EQUAL(find("galasi", "Galasi"), WHOLE);
    CU_ASSERT_EQUAL(find("athena", "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1"), OTHER_SCRIPT + WHOLE);
}

static void needle__empty_finds_all_and_an_empty_name_nothing_else(void) {
    CU_ASSERT_EQUAL(find("", "Port"), WHOLE);
    CU_ASSERT_EQUAL(find("", ""), WHOLE);
    CU_ASSERT_EQUAL(find("a", ""), NOT_FOUND);
}

static void needle__what_carries_no_weight_ends_in_an_answer(void) {
    CU_ASSERT_TRUE(find("\xCC\x81", "Port") >= NOT_FOUND);
    CU_ASSERT_TRUE(find("\xE2\x81\xA8", "\xE2\x81\xA9") >= NOT_FOUND);
    CU_ASSERT_EQUAL(find("a", "\xCC\x81"), NOT_FOUND);
}

static void needle__longer_than_a_kilobyte_or_not_utf_8_is_refused(void) {
    rp_alloc alloc;
    rp_search *search = NULL;
    char needle[1026];
    rp_str text = {needle, 1025};
    memset(needle, 'x', sizeof needle);
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, NULL));
    CU_ASSERT_EQUAL_FATAL(rp_search_new(&search, &alloc), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_search_set(search, text), REFPATH_INVALID_ARGUMENT);
    text.n = 1024;
    CU_ASSERT_EQUAL(rp_search_set(search, text), REFPATH_OK);
    CU_ASSERT_EQUAL(rp_search_in(search, text), WHOLE);
    CU_ASSERT_EQUAL(rp_search_set(search, rp_str_of("a\xFF"
                                                    "b")),
                    REFPATH_INVALID_ARGUMENT);
    rp_search_free(search);
    rp_search_free(NULL);
}

/* What lies beyond is not looked at; a letter is never cut in two. */
static void name__of_any_length_is_looked_at_for_a_kilobyte(void) {
    char name[4000] = "";
    for (int i = 0; i < 600; i++) {
        strcat(name, "\xC3\xA9");
    }
    strcat(name, " port");
    memmove(name + 1, name, strlen(name) + 1);
    name[0] = 'x';
    CU_ASSERT_EQUAL(find("xe", name), WORD);
    CU_ASSERT_EQUAL(find("port", name), NOT_FOUND);
}

static void name__that_grows_in_latin_letters_finds_its_room(void) {
    char name[1100] = "";
    for (int i = 0; i < 341; i++) {
        strcat(name, "\xE4\xB8\xAD"); /* three letters each */
    }
    CU_ASSERT_TRUE(find("zhong", name) >= NOT_FOUND);
    CU_ASSERT_TRUE(find(name, name) == WHOLE);
    CU_ASSERT_EQUAL(find("zhong", "\xE4\xB8\xAD"), OTHER_SCRIPT + WHOLE);
}

static void search_without_memory(rp_fail_alloc *memory) {
    rp_alloc alloc;
    rp_search *search = NULL;
    refpath_status status;
    size_t unwiped = 0;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, &memory->hooks));
    status = rp_search_new(&search, &alloc);
    CU_ASSERT_EQUAL(status, memory->refused ? REFPATH_OUT_OF_MEMORY : REFPATH_OK);
    CU_ASSERT_EQUAL(search != NULL, status == REFPATH_OK);
    if (search) {
        CU_ASSERT_EQUAL(rp_search_set(search, rp_str_of("a name")), REFPATH_OK);
    }
    memory->released = rp_fail_count_unwiped;
    memory->user = &unwiped;
    rp_search_free(search);
    CU_ASSERT_EQUAL(unwiped, 0);
}

static void memory__refused_is_told_and_what_was_sought_is_wiped(void) {
    rp_fail_each(search_without_memory);
}

/* The locale comes first: ICU looks at it once. */
RP_SUITE(RP_TEST(letters__case_does_not_matter_whatever_the_locale_of_the_process),
         RP_TEST(rank__the_whole_name_comes_before_a_word_and_what_is_inside), RP_TEST(letters__accents_do_not_matter),
         RP_TEST(letters__arabic_is_found_without_its_vowel_signs),
         RP_TEST(scripts__a_name_is_found_in_another_and_comes_after_those_in_the_same),
         RP_TEST(needle__empty_finds_all_and_an_empty_name_nothing_else),
         RP_TEST(needle__what_carries_no_weight_ends_in_an_answer),
         RP_TEST(needle__longer_than_a_kilobyte_or_not_utf_8_is_refused),
         RP_TEST(name__of_any_length_is_looked_at_for_a_kilobyte),
         RP_TEST(name__that_grows_in_latin_letters_finds_its_room),
         RP_TEST(memory__refused_is_told_and_what_was_sought_is_wiped))
