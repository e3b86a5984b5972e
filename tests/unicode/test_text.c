/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "unicode/text.h"

#include "../support/harness.h"

#include <locale.h>
#include <stdlib.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static ptrdiff_t bad(const char *text) {
    return rp_text_bad_character(text, strlen(text));
}
static bool mixed(const char *text) {
    return rp_text_mixed_scripts(text, strlen(text));
}
static size_t width(const char *text) {
    return rp_display_width(text, strlen(text));
}

static void tags__well_formed_ones_are_known(void) {
    static const char *const good[] = {"en",     "ar-EG", "sr-Latn-RS", "zh-Hant", "ar-u-nu-latn",
                                       "es-419", "und",   "x-kuk",      "aa-Ethi"};
    static const char *const wrong[] = {
        "",          "e",
        "en_US",     "en-",
        "-en",       "en--US",
        "not a tag", "français",
        "123",       "en-averyverylongsubtag",
        "en-US-GB-", "en-x-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa-aaaaaaaa"};
    for (size_t i = 0; i < COUNT(good); i++) {
        CU_ASSERT_TRUE(rp_language_known(good[i]));
        if (!rp_language_known(good[i])) {
            printf("%s is not known\n", good[i]);
        }
    }
    for (size_t i = 0; i < COUNT(wrong); i++) {
        CU_ASSERT_FALSE(rp_language_known(wrong[i]));
        if (rp_language_known(wrong[i])) {
            printf("%s is known\n", wrong[i]);
        }
    }
    CU_ASSERT_FALSE(rp_language_known(NULL));
}

static void chain__the_same_tag_comes_first_then_shorter_ones(void) {
    static const char *const tags[] = {"en", "ar", "ar-EG", "pt-BR", "sr-Latn"};
    CU_ASSERT_EQUAL(rp_language_match(tags, 5, "ar-EG"), 2);
    CU_ASSERT_EQUAL(rp_language_match(tags, 5, "ar-SD"), 1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 5, "ar-EG-x-camp"), 2);
    CU_ASSERT_EQUAL(rp_language_match(tags, 5, "sr-Latn-ME"), 4);
    CU_ASSERT_EQUAL(rp_language_match(tags, 5, "AR-eg"), 2);
}

static void chain__one_of_the_same_language_and_script_comes_last(void) {
    static const char *const tags[] = {"zh-Hans", "zh-Hant", "pt-BR", "pa-Arab"};
    CU_ASSERT_EQUAL(rp_language_match(tags, 4, "zh-TW"), 1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 4, "zh"), 0);
    CU_ASSERT_EQUAL(rp_language_match(tags, 4, "pt-PT"), 2);
    CU_ASSERT_EQUAL(rp_language_match(tags, 4, "pa"), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 4, "pa-PK"), 3);
}

static void chain__digits_and_calendars_are_no_part_of_a_language(void) {
    static const char *const tags[] = {"en", "ar"};
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "ar-u-nu-latn"), 1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "ar-SD-u-ca-islamic"), 1);
}

static void chain__nothing_fits_another_language_or_no_tag(void) {
    static const char *const tags[] = {"en", "ar"};
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "fr"), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "arc"), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "e"), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, ""), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, NULL), -1);
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "not a tag"), -1);
    CU_ASSERT_EQUAL(rp_language_match(NULL, 0, "en"), -1);
}

static void chain__the_locale_of_the_process_does_not_matter(void) {
    static const char *const tags[] = {"IT", "tr"};
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    (void)setlocale(LC_ALL, "");
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "it"), 0); /* in Turkish, I is no capital of i */
    CU_ASSERT_EQUAL(rp_language_match(tags, 2, "de"), -1);
    unsetenv("LC_ALL");
    (void)setlocale(LC_ALL, "C");
}

static void direction__arabic_script_runs_from_right_to_left(void) {
    CU_ASSERT_TRUE(rp_language_rtl("ar"));
    CU_ASSERT_TRUE(rp_language_rtl("fa-AF"));
    CU_ASSERT_TRUE(rp_language_rtl("pa-PK"));
    CU_ASSERT_TRUE(rp_language_rtl("he"));
    CU_ASSERT_FALSE(rp_language_rtl("pa"));
    CU_ASSERT_FALSE(rp_language_rtl("ar-Latn"));
    CU_ASSERT_FALSE(rp_language_rtl("en"));
    CU_ASSERT_FALSE(rp_language_rtl("not a tag"));
    CU_ASSERT_FALSE(rp_language_rtl(NULL));
}

static void width__marks_and_isolates_need_none_and_wide_letters_two(void) {
    CU_ASSERT_EQUAL(width(""), 0);
    CU_ASSERT_EQUAL(width("Galasi"), 6);
    CU_ASSERT_EQUAL(width("e\xCC\x81t\xC3\xA9"), 3); /* with a mark, and in one */
    CU_ASSERT_EQUAL(width("\xE2\x81\xA8"
                          "ab\xE2\x81\xA9"),
                    2); /* isolated */
    CU_ASSERT_EQUAL(width("港口"), 4);
    CU_ASSERT_EQUAL(width("الميناء"), 7);
    CU_ASSERT_EQUAL(width("한국"), 4);
    CU_ASSERT_EQUAL(width("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 2); /* one syllable in three parts */
    CU_ASSERT_EQUAL(width("\xF0\x9F\x9A\x91"), 2);
}

static void characters__controls_but_tab_and_newline_are_bad(void) {
    CU_ASSERT_EQUAL(bad("one\ttwo\nthree"), -1);
    CU_ASSERT_EQUAL(bad("ab\x1b[31m"), 2);
    CU_ASSERT_EQUAL(bad("a\rb"), 1);
    CU_ASSERT_EQUAL(bad("\x7f"), 0);
    CU_ASSERT_EQUAL(bad("\xC3\xA9\xC2\x85"), 2);
    CU_ASSERT_EQUAL(rp_text_bad_character("a\0b", 3), 1);
    CU_ASSERT_EQUAL(bad("كلمة وكلمة"), -1);
    CU_ASSERT_EQUAL(bad(""), -1);
}

static void characters__bidirectional_overrides_and_embeddings_are_bad(void) {
    CU_ASSERT_EQUAL(bad("a\xE2\x80\xAE"
                        "b\xE2\x80\xAC"),
                    1);
    CU_ASSERT_EQUAL(bad("ab\xE2\x80\xAA"), 2);
    CU_ASSERT_EQUAL(bad("\xE2\x80\xAC"), 0);
    CU_ASSERT_EQUAL(bad("a\xE2\x80\x8E"
                        "b"),
                    -1); /* a mark turns nothing around it */
}

static void characters__isolates_are_good_in_pairs_alone(void) {
    CU_ASSERT_EQUAL(bad("a \xE2\x81\xA8"
                        "b\xE2\x81\xA9 c"),
                    -1);
    CU_ASSERT_EQUAL(bad("\xE2\x81\xA6"
                        "a\xE2\x81\xA7"
                        "b\xE2\x81\xA9\xE2\x81\xA9"),
                    -1);
    CU_ASSERT_EQUAL(bad("a\xE2\x81\xA8"
                        "b"),
                    1);
    CU_ASSERT_EQUAL(bad("a\xE2\x81\xA9"), 1);
    CU_ASSERT_EQUAL(bad("\xE2\x81\xA8\xE2\x81\xA9\xE2\x81\xA9"), 6);
    CU_ASSERT_EQUAL(bad("\xE2\x81\xA9\xE2\x81\xA8"), 0);
}

static void characters__isolates_deeper_than_sixteen_are_bad(void) {
    char text[128] = "";
    for (int i = 0; i < 16; i++) {
        strcat(text, "\xE2\x81\xA8");
    }
    CU_ASSERT_EQUAL(bad(text), 0);
    strcat(text, "\xE2\x81\xA8");
    CU_ASSERT_EQUAL(bad(text), 48);
}

static void scripts__letters_of_two_are_mixed(void) {
    CU_ASSERT_TRUE(mixed("p\xD0\xB0ypal")); /* the second letter is Cyrillic */
    CU_ASSERT_TRUE(mixed("gr\xCE\xBFup"));
    CU_ASSERT_TRUE(mixed("abc\xD8\xA7"));
    CU_ASSERT_TRUE(mixed("\xD8\xA7-1-z"));
}

static void scripts__digits_marks_and_japanese_are_not_mixed(void) {
    CU_ASSERT_FALSE(mixed(""));
    CU_ASSERT_FALSE(mixed("un-police_2.b"));
    CU_ASSERT_FALSE(mixed("re\xCC\x81sume\xCC\x81"));
    CU_ASSERT_FALSE(mixed("مستشفى-٢"));
    CU_ASSERT_FALSE(mixed("больница-2"));
    CU_ASSERT_FALSE(mixed("東京ひらカタ"));
    CU_ASSERT_FALSE(mixed("12-34"));
}

/* The locale comes first: ICU looks at it once. */
RP_SUITE(RP_TEST(chain__the_locale_of_the_process_does_not_matter), RP_TEST(tags__well_formed_ones_are_known),
         RP_TEST(chain__the_same_tag_comes_first_then_shorter_ones),
         RP_TEST(chain__one_of_the_same_language_and_script_comes_last),
         RP_TEST(chain__digits_and_calendars_are_no_part_of_a_language),
         RP_TEST(chain__nothing_fits_another_language_or_no_tag),
         RP_TEST(direction__arabic_script_runs_from_right_to_left),
         RP_TEST(width__marks_and_isolates_need_none_and_wide_letters_two),
         RP_TEST(characters__controls_but_tab_and_newline_are_bad),
         RP_TEST(characters__bidirectional_overrides_and_embeddings_are_bad),
         RP_TEST(characters__isolates_are_good_in_pairs_alone),
         RP_TEST(characters__isolates_deeper_than_sixteen_are_bad), RP_TEST(scripts__letters_of_two_are_mixed),
         RP_TEST(scripts__digits_marks_and_japanese_are_not_mixed))
