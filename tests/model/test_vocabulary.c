/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "model/model.h"

#include "../support/harness.h"

static void elements__are_found_by_their_names_and_each_name_is_there_once(void) {
    for (int i = 1; i < RP_ELEMENT_COUNT; i++) {
        const char *name = rp_element_name((rp_element)i);
        CU_ASSERT_EQUAL(rp_element_find(rp_str_of(name)), (rp_element)i);
        CU_ASSERT_TRUE(*name >= 'a' && *name <= 'z');
    }
    CU_ASSERT_EQUAL(rp_element_find(rp_str_of("")), RP_ELEMENT_NONE);
    CU_ASSERT_EQUAL(rp_element_find(rp_str_of("Place")), RP_ELEMENT_NONE);
    CU_ASSERT_EQUAL(rp_element_find(rp_str_of("plac")), RP_ELEMENT_NONE);
    CU_ASSERT_EQUAL(rp_element_find(rp_str_of("never-permitted")), RP_ELEMENT_NEVER_PERMITTED);
}

static void attributes__are_found_by_their_names_and_each_name_is_there_once(void) {
    for (int i = 1; i < RP_ATTRIBUTE_COUNT; i++) {
        CU_ASSERT_EQUAL(rp_attribute_find(rp_str_of(rp_attribute_name((rp_attribute)i))), (rp_attribute)i);
    }
    CU_ASSERT_EQUAL(rp_attribute_find(rp_str_of("lang")), RP_ATTRIBUTE_NONE);
    CU_ASSERT_EQUAL(rp_attribute_find(rp_str_of("xml:lang")), RP_ATTRIBUTE_LANG);
    CU_ASSERT_EQUAL(rp_attribute_find(rp_str_of("")), RP_ATTRIBUTE_NONE);
}

/* The rows of an element must stand together to be found. */
static void attributes__of_an_element_are_all_reached_and_each_once(void) {
    size_t reached = 0, rows = 0;
#define RP_HAS(element, attribute, type, need) rows++;
#include "model/vocabulary.def"
#undef RP_HAS
    for (int e = 1; e < RP_ELEMENT_COUNT; e++) {
        const rp_has *has;
        for (size_t i = 0; (has = rp_element_attribute_at((rp_element)e, i)) != NULL; i++) {
            reached++;
            CU_ASSERT_PTR_EQUAL(rp_element_has((rp_element)e, has->attribute), has);
        }
    }
    CU_ASSERT_EQUAL(reached, rows);
    CU_ASSERT_PTR_NULL(rp_element_attribute_at(RP_ELEMENT_NONE, 0));
}

static void attributes__have_a_type_and_may_be_required(void) {
    const rp_has *has = rp_element_has(RP_ELEMENT_NUMBER, RP_ATTRIBUTE_MIN);
    CU_ASSERT_PTR_NOT_NULL_FATAL(has);
    CU_ASSERT_EQUAL(has->type, RP_TYPE_INTEGER);
    CU_ASSERT_TRUE(has->required);
    has = rp_element_has(RP_ELEMENT_TEST, RP_ATTRIBUTE_MIN);
    CU_ASSERT_PTR_NOT_NULL_FATAL(has);
    CU_ASSERT_FALSE(has->required);
    CU_ASSERT_PTR_NULL(rp_element_has(RP_ELEMENT_CHOICE, RP_ATTRIBUTE_MIN));
    CU_ASSERT_PTR_NULL(rp_element_has(RP_ELEMENT_VOCABULARY, RP_ATTRIBUTE_ID));
}

static void attributes__the_same_name_may_have_another_type_elsewhere(void) {
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_CONTACT, RP_ATTRIBUTE_BY)->type, RP_TYPE_CONTACT_BY);
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_AGREEMENT, RP_ATTRIBUTE_BY)->type, RP_TYPE_REFS);
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_STEP, RP_ATTRIBUTE_BY)->type, RP_TYPE_REF);
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_CITE, RP_ATTRIBUTE_BY)->type, RP_TYPE_TEXT);
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_UNLESS, RP_ATTRIBUTE_IF_OPEN)->type, RP_TYPE_IF_OPEN_UNLESS);
    CU_ASSERT_EQUAL(rp_element_has(RP_ELEMENT_FLAG, RP_ATTRIBUTE_IF_OPEN)->type, RP_TYPE_IF_OPEN_FACT);
}

static void nesting__says_what_may_stand_where_and_how_often(void) {
    int most = -1;
    CU_ASSERT_TRUE(rp_element_may_hold(RP_ELEMENT_PLACE, RP_ELEMENT_PLACE, &most));
    CU_ASSERT_EQUAL(most, 0);
    CU_ASSERT_TRUE(rp_element_may_hold(RP_ELEMENT_STEP, RP_ELEMENT_WHEN, &most));
    CU_ASSERT_EQUAL(most, 1);
    CU_ASSERT_TRUE(rp_element_may_hold(RP_ELEMENT_INTERFACE, RP_ELEMENT_UNLESS, &most));
    CU_ASSERT_EQUAL(most, 1);
    CU_ASSERT_FALSE(rp_element_may_hold(RP_ELEMENT_PLACES, RP_ELEMENT_ITEM, &most));
    CU_ASSERT_FALSE(rp_element_may_hold(RP_ELEMENT_STEP, RP_ELEMENT_STEP, &most));
    CU_ASSERT_FALSE(rp_element_may_hold(RP_ELEMENT_NONE, RP_ELEMENT_NONE, &most));
}

static void nesting__every_element_but_the_root_stands_somewhere_and_texts_hold_none(void) {
    for (int c = 1; c < RP_ELEMENT_COUNT; c++) {
        bool somewhere = false;
        int most;
        for (int p = 1; p < RP_ELEMENT_COUNT; p++) {
            bool here = rp_element_may_hold((rp_element)p, (rp_element)c, &most);
            somewhere = somewhere || here;
            CU_ASSERT_FALSE(here && rp_element_holds_text((rp_element)p));
        }
        CU_ASSERT_EQUAL(somewhere, c != RP_ELEMENT_PROTOCOL);
    }
    CU_ASSERT_TRUE(rp_element_holds_text(RP_ELEMENT_LABEL));
    CU_ASSERT_TRUE(rp_element_holds_text(RP_ELEMENT_CONTACT));
    CU_ASSERT_FALSE(rp_element_holds_text(RP_ELEMENT_PLACE));
}

static void sections__are_what_an_included_document_may_be(void) {
    size_t n = 0;
    for (int i = 1; i < RP_ELEMENT_COUNT; i++) {
        n += rp_element_is_section((rp_element)i);
    }
    CU_ASSERT_EQUAL(n, 17);
    CU_ASSERT_TRUE(rp_element_is_section(RP_ELEMENT_CONSENT));
    CU_ASSERT_TRUE(rp_element_is_section(RP_ELEMENT_TRAVEL));
    CU_ASSERT_FALSE(rp_element_is_section(RP_ELEMENT_LABEL));
    CU_ASSERT_FALSE(rp_element_is_section(RP_ELEMENT_INCLUDE));
    CU_ASSERT_FALSE(rp_element_is_section(RP_ELEMENT_DROP));
    CU_ASSERT_FALSE(rp_element_is_section(RP_ELEMENT_PROTOCOL));
    CU_ASSERT_FALSE(rp_element_is_section(RP_ELEMENT_PLACE));
}

static void words__every_type_of_words_has_its_list_and_no_other_but_booleans(void) {
    for (int t = RP_TYPE_ID; t <= RP_TYPE_NAMING; t++) {
        const char *const *words = rp_type_words((rp_type)t);
        CU_ASSERT_EQUAL(words != NULL, t > RP_TYPE_WORDS || t == RP_TYPE_BOOLEAN);
        for (size_t i = 0; words && words[i]; i++) {
            for (size_t k = 0; k < i; k++) {
                CU_ASSERT_STRING_NOT_EQUAL(words[i], words[k]);
            }
        }
    }
    CU_ASSERT_STRING_EQUAL(rp_type_words(RP_TYPE_EFFECT)[2], "require");
    CU_ASSERT_PTR_NULL(rp_type_words(RP_TYPE_EFFECT)[3]);
}

static void spaces__an_id_is_unique_among_its_kind(void) {
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_ACTOR), rp_element_space(RP_ELEMENT_PARTY));
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_GROUP), rp_element_space(RP_ELEMENT_ROLE));
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_SERVICE), rp_element_space(RP_ELEMENT_PURPOSE));
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_CLOCK), rp_element_space(RP_ELEMENT_FLAG));
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_STEP), rp_element_space(RP_ELEMENT_RULE));
    CU_ASSERT_EQUAL(rp_element_space(RP_ELEMENT_OFFERS), rp_element_space(RP_ELEMENT_CLAIM));
    CU_ASSERT_NOT_EQUAL(rp_element_space(RP_ELEMENT_PLACE), rp_element_space(RP_ELEMENT_ITEM));
    CU_ASSERT_NOT_EQUAL(rp_element_space(RP_ELEMENT_TERM), rp_element_space(RP_ELEMENT_FLAG));
}

/* Whatever has an id has a space to be unique in, and nothing else has; the root names the protocol alone. */
static void spaces__every_element_with_an_id_has_one(void) {
    for (int e = 1; e < RP_ELEMENT_COUNT; e++) {
        bool has = rp_element_has((rp_element)e, RP_ATTRIBUTE_ID) != NULL;
        bool space = rp_element_space((rp_element)e) != RP_SPACE_NONE;
        CU_ASSERT_EQUAL(space, has && e != RP_ELEMENT_PROTOCOL);
    }
}

RP_SUITE(RP_TEST(elements__are_found_by_their_names_and_each_name_is_there_once),
         RP_TEST(attributes__are_found_by_their_names_and_each_name_is_there_once),
         RP_TEST(attributes__of_an_element_are_all_reached_and_each_once),
         RP_TEST(attributes__have_a_type_and_may_be_required),
         RP_TEST(attributes__the_same_name_may_have_another_type_elsewhere),
         RP_TEST(nesting__says_what_may_stand_where_and_how_often),
         RP_TEST(nesting__every_element_but_the_root_stands_somewhere_and_texts_hold_none),
         RP_TEST(sections__are_what_an_included_document_may_be),
         RP_TEST(words__every_type_of_words_has_its_list_and_no_other_but_booleans),
         RP_TEST(spaces__an_id_is_unique_among_its_kind), RP_TEST(spaces__every_element_with_an_id_has_one))
