/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The words of a protocol, in the language that fits best. */
#include "output/teller.h"

#include "telling.h"

#include <refpath/protocol.h>

static const char words[] =
    "<protocol xmlns='urn:refpath:protocol:1' id='words' version='1' status='example' xml:lang='en'>\n"
    "<vocabulary><set id='concern'><label>Concern</label><label xml:lang='fr' reviewed='2026-01-01'>Inqui\xC3\xA9tude</label>\n"
    "<label xml:lang='ar'>\xD9\x85\xD8\xB4\xD9\x83\xD9\x84\xD8\xA9</label>\n"
    "<question>What is the concern?</question>\n"
    "<term id='abduction'><label>Abduction</label><label xml:lang='fr'>Enl\xC3\xA8vement</label></term><term id='other'/></set>\n"
    "<choice id='caregiver'><term id='here'><label>is here</label></term><term id='away'/></choice></vocabulary>\n"
    "<clocks><clock id='birth'><label>Birth</label></clock></clocks>\n"
    "<places><place id='port' time-zone='Africa/Lagos'><label>The Port</label></place></places>\n"
    "<items><item id='need'><label>The need</label></item></items>\n"
    "<purposes><purpose id='coordination'><label>Coordination</label></purpose></purposes>\n"
    "<parties><party id='child'><label>The child</label></party></parties>\n"
    "<services><service id='care'><label>Care</label></service></services>\n"
    "<groups><group id='ngo'><label>NGO</label></group></groups>\n"
    "<roles><role id='nurse'><label>Nurse</label></role><role id='plain'/></roles>\n"
    "<actors><actor id='clinic' group='ngo'><label>The Clinic</label><plays role='nurse' at='port'/></actor></actors>\n"
    "<pathways><pathway id='any'><step id='labelled' service='care'><label>See a doctor</label></step>\n"
    "<step id='bare' service='care' purpose='coordination'/><step id='tell' inform='nurse plain' purpose='coordination'/>\n"
    "<step id='act'/><advice id='calm' kind='must'><text>Stay calm.</text></advice></pathway></pathways>\n"
    "</protocol>\n";

typedef struct held {
    refpath_protocol *protocol;
    rp_teller t;
} held;

static void start(held *h, const char *language) {
    h->protocol = NULL;
    CU_ASSERT_EQUAL_FATAL(refpath_protocol_load_memory(&h->protocol, words, sizeof words - 1, NULL, NULL, NULL), REFPATH_OK);
    open_teller(&h->t, language);
    h->t.protocol = h->protocol;
}

static void finish(held *h) {
    close_teller(&h->t);
    refpath_protocol_unref(h->protocol);
}

static void name__is_the_label_in_the_language_that_fits_best(void) {
    static const char *const wanted[][2] = {{"en", "Concern"},           {"en-KE", "Concern"}, {"fr", "Inqui\xC3\xA9tude"},
                                            {"fr-CD", "Inqui\xC3\xA9tude"}, {"es", "Concern"},    {"sw", "Concern"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        held h;
        start(&h, wanted[i][0]);
        says(rp_name(&h.t, REFPATH_KIND_FACT, "concern"), wanted[i][1]);
        finish(&h);
    }
}

static void name__without_a_label_is_the_id(void) {
    held h;
    start(&h, "fr");
    says(rp_name(&h.t, REFPATH_KIND_ROLE, "plain"), "plain");
    says(rp_who_name(&h.t, "nobody"), "nobody");
    says(rp_term_name(&h.t, "concern", "other"), "other");
    CU_ASSERT_PTR_NULL(rp_part(&h.t, REFPATH_KIND_ROLE, "plain", RP_LABEL_NAME));
    finish(&h);
}

static void name__a_translation_that_nobody_has_reviewed_is_noted(void) {
    held h;
    start(&h, "fr");
    (void)rp_name(&h.t, REFPATH_KIND_FACT, "concern");
    CU_ASSERT_FALSE(h.t.unreviewed);
    says(rp_term_name(&h.t, "concern", "abduction"), "Enl\xC3\xA8vement");
    CU_ASSERT_TRUE(h.t.unreviewed);
    finish(&h);
    start(&h, "en"); /* the language it was written in needs no review */
    (void)rp_term_name(&h.t, "concern", "abduction");
    CU_ASSERT_FALSE(h.t.unreviewed);
    finish(&h);
}

static void name__is_found_in_whatever_kind_has_the_id(void) {
    held h;
    start(&h, "en");
    says(rp_who_name(&h.t, "clinic"), "The Clinic");
    says(rp_who_name(&h.t, "nurse"), "Nurse");
    says(rp_who_name(&h.t, "child"), "The child");
    says(rp_who_name(&h.t, "ngo"), "NGO");
    says(rp_aim_name(&h.t, "care"), "Care");
    says(rp_aim_name(&h.t, "coordination"), "Coordination");
    says(rp_item_name(&h.t, "need"), "The need");
    says(rp_place_name(&h.t, "port"), "The Port");
    says(rp_clock_name(&h.t, "birth"), "Birth");
    says(rp_clock_name(&h.t, "report"), "when the case became known");
    says(rp_full_text(&h.t, REFPATH_KIND_ADVICE, "calm"), "Stay calm.");
    finish(&h);
}

static void step__is_its_label_else_its_service_or_whom_it_tells(void) {
    held h;
    start(&h, "en");
    says(rp_step_name(&h.t, "labelled"), "See a doctor");
    says(rp_step_name(&h.t, "bare"), "Care");
    says(rp_step_name(&h.t, "tell"), "Tell Nurse or plain");
    says(rp_step_name(&h.t, "act"), "act");
    finish(&h);
}

static void value__is_a_term_or_what_the_built_in_facts_range_over(void) {
    held h;
    start(&h, "en");
    says(rp_value_name(&h.t, "caregiver", "here"), "is here");
    says(rp_value_name(&h.t, "recipient", "clinic"), "The Clinic");
    says(rp_value_name(&h.t, "purpose", "care"), "Care");
    says(rp_value_name(&h.t, "item", "need"), "The need");
    says(rp_value_name(&h.t, "place", "port"), "The Port");
    says(rp_fact_name(&h.t, "recipient"), "Recipient");
    says(rp_fact_name(&h.t, "concern"), "Concern");
    finish(&h);
}

static void name__in_arabic_stands_between_isolates(void) {
    held h;
    start(&h, "ar");
    says(rp_name(&h.t, REFPATH_KIND_FACT, "concern"), "\xE2\x81\xA8\xD9\x85\xD8\xB4\xD9\x83\xD9\x84\xD8\xA9\xE2\x81\xA9");
    says(rp_who_name(&h.t, "clinic"), "\xE2\x81\xA6The Clinic\xE2\x81\xA9");
    finish(&h);
}

static void names__of_a_list_are_joined(void) {
    held h;
    rp_tree *root, *list;
    start(&h, "en");
    root = rp_tree_root(&h.t.scratch);
    list = rp_tree_array(&h.t.scratch, root, "who");
    says(rp_names(&h.t, list, rp_who_name, RP_JOIN_AND), "");
    rp_tree_text(&h.t.scratch, list, NULL, "clinic");
    rp_tree_text(&h.t.scratch, list, NULL, "nurse");
    says(rp_names(&h.t, list, rp_who_name, RP_JOIN_OR), "The Clinic or Nurse");
    says(rp_names(&h.t, rp_tree_text(&h.t.scratch, root, "one", "child"), rp_who_name, RP_JOIN_OR), "The child");
    finish(&h);
}

RP_SUITE(RP_TEST(name__is_the_label_in_the_language_that_fits_best),
         RP_TEST(name__without_a_label_is_the_id),
         RP_TEST(name__a_translation_that_nobody_has_reviewed_is_noted),
         RP_TEST(name__is_found_in_whatever_kind_has_the_id),
         RP_TEST(step__is_its_label_else_its_service_or_whom_it_tells),
         RP_TEST(value__is_a_term_or_what_the_built_in_facts_range_over),
         RP_TEST(name__in_arabic_stands_between_isolates),
         RP_TEST(names__of_a_list_are_joined))
