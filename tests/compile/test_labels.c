/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "config.h" /* before all: what POSIX has beyond C11 */

#include "compile/labels.h"

#include "compile/written.h"

#include <locale.h>

static const char three[] =
    "<places><place id='port'><label>Port</label><label xml:lang='fr' reviewed='2026-01-01'>Le port</label>"
    "<label xml:lang='ar'>الميناء</label><text>At the sea</text></place><place id='bare'/></places>";

static const char *place(const refpath_protocol *p, const char *language) {
    return refpath_protocol_label(p, REFPATH_KIND_PLACE, "port", language);
}

static void labels__are_chosen_by_the_chain_of_the_tag(void) {
    refpath_protocol *p = load(three);
    CU_ASSERT_STRING_EQUAL(place(p, "fr"), "Le port");
    CU_ASSERT_STRING_EQUAL(place(p, "fr-CD"), "Le port");
    CU_ASSERT_STRING_EQUAL(place(p, "ar-u-nu-latn"), "الميناء");
    CU_ASSERT_STRING_EQUAL(place(p, "en"), "Port");
    refpath_protocol_unref(p);
}

static void labels__the_first_stands_in_for_what_does_not_fit(void) {
    refpath_protocol *p = load(three);
    CU_ASSERT_STRING_EQUAL(place(p, "sw"), "Port");
    CU_ASSERT_STRING_EQUAL(place(p, NULL), "Port");
    CU_ASSERT_STRING_EQUAL(place(p, ""), "Port");
    CU_ASSERT_STRING_EQUAL(place(p, "not a tag"), "Port");
    refpath_protocol_unref(p);
}

static void labels__the_locale_of_the_process_does_not_choose(void) {
    refpath_protocol *p = load(three);
    setenv("LC_ALL", "fr_FR.UTF-8", 1);
    (void)setlocale(LC_ALL, "");
    CU_ASSERT_STRING_EQUAL(place(p, NULL), "Port");
    unsetenv("LC_ALL");
    (void)setlocale(LC_ALL, "C");
    refpath_protocol_unref(p);
}

static void labels__there_is_none_of_what_is_not_there(void) {
    refpath_protocol *p = load(three);
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_PLACE, "bare", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_PLACE, "nowhere", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_ITEM, "port", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_PLACE, NULL, "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(NULL, REFPATH_KIND_PLACE, "port", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, (refpath_kind)0, "port", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, (refpath_kind)99, "port", "en"));
    refpath_protocol_unref(p);
}

static void labels__every_kind_of_entry_has_them(void) {
    static const struct {
        refpath_kind kind;
        const char *id, *label;
    } all[] = {{REFPATH_KIND_FACT, "f", "Fact"},
               {REFPATH_KIND_FACT, "f/t", "Term"},
               {REFPATH_KIND_CLOCK, "c", "Clock"},
               {REFPATH_KIND_PLACE, "pl", "Place"},
               {REFPATH_KIND_ITEM, "i", "Item"},
               {REFPATH_KIND_PURPOSE, "pu", "Purpose"},
               {REFPATH_KIND_SERVICE, "s", "Service"},
               {REFPATH_KIND_PARTY, "pa", "Party"},
               {REFPATH_KIND_GROUP, "g", "Group"},
               {REFPATH_KIND_ROLE, "r", "Role"},
               {REFPATH_KIND_DUTY, "d", "Duty"},
               {REFPATH_KIND_ACTOR, "a", "Actor"},
               {REFPATH_KIND_INTERFACE, "in", "Interface"},
               {REFPATH_KIND_PATHWAY, "w", "Pathway"},
               {REFPATH_KIND_STEP, "st", "Step"},
               {REFPATH_KIND_ADVICE, "ad", "Advice"},
               {REFPATH_KIND_RULE, "ru", "Rule"},
               {REFPATH_KIND_OBLIGATION, "ob", "Obligation"},
               {REFPATH_KIND_CLAIM, "cl", "Claim"},
               {REFPATH_KIND_SOURCE, "so", "Source"}};
    refpath_protocol *p = load(
        "<vocabulary><choice id='f'><label>Fact</label><term id='t'><label>Term</label></term></choice></vocabulary>\n"
        "<clocks><clock id='c'><label>Clock</label></clock></clocks><places><place "
        "id='pl'><label>Place</label></place></places>\n"
        "<items><item id='i'><label>Item</label></item></items><purposes><purpose "
        "id='pu'><label>Purpose</label></purpose></purposes>\n"
        "<services><service id='s'><label>Service</label></service></services><parties><party "
        "id='pa'><label>Party</label></party></parties>\n"
        "<groups><group id='g'><label>Group</label></group></groups><roles><role id='r'><label>Role</label><duty "
        "id='d'><label>Duty</label></duty></role></roles>\n"
        "<actors><actor id='a' group='g'><label>Actor</label></actor></actors><coordination><interface id='in' "
        "from='g' to='g' through='r'>"
        "<label>Interface</label></interface></coordination><pathways><pathway id='w'><label>Pathway</label><step "
        "id='st'><label>Step</label>"
        "</step><advice id='ad' kind='must'><label>Advice</label></advice></pathway></pathways>\n"
        "<consent><rule id='ru' effect='forbid'><label>Rule</label><obligation "
        "id='ob'><label>Obligation</label></obligation></rule></consent>\n"
        "<claims><claim id='cl'><label>Claim</label></claim></claims><sources><source "
        "id='so'><label>Source</label></source></sources>");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *label = refpath_protocol_label(p, all[i].kind, all[i].id, "en");
        CU_ASSERT_PTR_NOT_NULL(label);
        if (label) {
            CU_ASSERT_STRING_EQUAL(label, all[i].label);
        }
    }
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_FACT, "f/nothing", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_FACT, "nothing/t", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_FACT, "f/", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_ROLE, "a", "en"));
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_CLOCK, "report", "en"));
    refpath_protocol_unref(p);
}

static void labels__of_an_entry_hidden_from_some_are_not_given_to_anybody_who_asks(void) {
    refpath_protocol *p =
        load("<groups><group id='g'/></groups><actors><actor id='shelter' group='g' visible-to='g'>"
             "<label>Shelter</label></actor><actor id='clinic' group='g'><label>Clinic</label></actor></actors>");
    CU_ASSERT_PTR_NULL(refpath_protocol_label(p, REFPATH_KIND_ACTOR, "shelter", "en"));
    CU_ASSERT_STRING_EQUAL(refpath_protocol_label(p, REFPATH_KIND_ACTOR, "clinic", "en"), "Clinic");
    CU_ASSERT_STRING_EQUAL(rp_label(p, REFPATH_KIND_ACTOR, "shelter", "en", RP_LABEL_NAME), "Shelter");
    refpath_protocol_unref(p);
}

static void parts__texts_and_questions_are_apart_from_labels(void) {
    refpath_protocol *p =
        load("<vocabulary><flag id='f'><label>L</label><text>T</text><question>Q?</question></flag><flag id='g'>"
             "<question>Only?</question></flag></vocabulary>");
    CU_ASSERT_STRING_EQUAL(rp_label(p, REFPATH_KIND_FACT, "f", "en", RP_LABEL_NAME), "L");
    CU_ASSERT_STRING_EQUAL(rp_label(p, REFPATH_KIND_FACT, "f", "en", RP_LABEL_TEXT), "T");
    CU_ASSERT_STRING_EQUAL(rp_label(p, REFPATH_KIND_FACT, "f", "en", RP_LABEL_QUESTION), "Q?");
    CU_ASSERT_PTR_NULL(rp_label(p, REFPATH_KIND_FACT, "g", "en", RP_LABEL_NAME));
    refpath_protocol_unref(p);
}

static void review__the_first_language_needs_none_and_translations_do(void) {
    refpath_protocol *p = load(three);
    CU_ASSERT_TRUE(rp_label_reviewed(p, REFPATH_KIND_PLACE, "port", "en", RP_LABEL_NAME));
    CU_ASSERT_TRUE(rp_label_reviewed(p, REFPATH_KIND_PLACE, "port", "fr", RP_LABEL_NAME));
    CU_ASSERT_FALSE(rp_label_reviewed(p, REFPATH_KIND_PLACE, "port", "ar", RP_LABEL_NAME));
    CU_ASSERT_TRUE(rp_label_reviewed(p, REFPATH_KIND_PLACE, "port", "sw", RP_LABEL_NAME));
    CU_ASSERT_TRUE(rp_label_reviewed(p, REFPATH_KIND_PLACE, "bare", "ar", RP_LABEL_NAME));
    refpath_protocol_unref(p);
}

/* The locale comes first: ICU looks at it once. */
RP_SUITE(RP_TEST(labels__the_locale_of_the_process_does_not_choose),
         RP_TEST(labels__are_chosen_by_the_chain_of_the_tag),
         RP_TEST(labels__the_first_stands_in_for_what_does_not_fit),
         RP_TEST(labels__there_is_none_of_what_is_not_there), RP_TEST(labels__every_kind_of_entry_has_them),
         RP_TEST(labels__of_an_entry_hidden_from_some_are_not_given_to_anybody_who_asks),
         RP_TEST(parts__texts_and_questions_are_apart_from_labels),
         RP_TEST(review__the_first_language_needs_none_and_translations_do))
