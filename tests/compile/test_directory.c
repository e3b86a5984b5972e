/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

#include "unicode/civil.h"

#define WORLD                                                                                                          \
    "<places><place id='land'><place id='port'/><place id='hill'/></place></places>"                                   \
    "<services><service id='health'><service id='surgery'/><service id='first-aid'/></service></services>"             \
    "<purposes><purpose id='alert'/></purposes><parties><party id='child'/></parties>"                                 \
    "<groups><group id='un'><group id='police'/></group><group id='ngo'/></groups>"                                    \
    "<roles><role id='focal' group='un'/><role id='guest'/></roles>\n"

static void roles__keep_their_players_in_document_order(void) {
    refpath_protocol *p =
        load(WORLD "<actors><actor id='a' group='police'><plays role='focal' at='port'/></actor>\n"
                   "<actor id='b' group='un ngo'><plays role='guest' at='hill'/><plays role='focal' at='land' "
                   "respond-within='PT2H'/></actor></actors>");
    const rp_role *focal = &p->roles.at[0];
    CU_ASSERT_EQUAL_FATAL(focal->players.n, 2);
    CU_ASSERT_EQUAL(p->plays.at[focal->players.at[0]].actor, 0);
    CU_ASSERT_EQUAL(p->plays.at[focal->players.at[1]].actor, 1);
    CU_ASSERT_EQUAL(rp_terms_of(p, p->plays.at[focal->players.at[1]].terms)->respond, 7200);
    CU_ASSERT_EQUAL(p->roles.at[1].players.n, 1);
    CU_ASSERT_EQUAL(p->actors.at[1].groups.n, 2);
    refpath_protocol_unref(p);
}

static void roles__whoever_plays_one_is_in_a_group_of_it(void) {
    refuse(WORLD
           "<actors><actor id='a' group='ngo'><plays ^role='focal' at='port'/><plays role='guest' at='port'/></actor>"
           "</actors>",
           "role-outside-group role=focal actor=a\n");
    accept(WORLD "<actors><actor id='a' group='police'><plays role='focal' at='port'/></actor></actors>");
    accept(WORLD "<actors><actor id='a' group='ngo un'><plays role='focal' at='port'/></actor></actors>");
}

static void offers__are_found_by_what_they_name_and_what_that_stands_in(void) {
    refpath_protocol *p =
        load(WORLD "<actors><actor id='a' group='ngo'><offers service='surgery first-aid' at='port'/>\n"
                   "<offers service='health' at='hill'/></actor></actors>");
    uint32_t health = rp_table_find(&p->aims.names, rp_str_of("health"));
    uint32_t surgery = rp_table_find(&p->aims.names, rp_str_of("surgery"));
    CU_ASSERT_EQUAL(p->offers_of[health].n, 2);
    CU_ASSERT_EQUAL(p->offers_of[health].at[0], 0);
    CU_ASSERT_EQUAL(p->offers_of[surgery].n, 1);
    refpath_protocol_unref(p);
}

static void offers__take_the_day_the_actor_was_verified_unless_they_have_their_own(void) {
    refpath_protocol *p =
        load(WORLD "<actors><actor id='a' group='ngo' verified='2026-01-02'><offers service='health' at='port'/>\n"
                   "<offers service='health' at='hill' verified='2026-03-04' capacity='3' per='P1D' prefer='-2'/>"
                   "</actor><actor id='b' group='ngo'><offers service='health' at='port'/></actor></actors>");
    CU_ASSERT_EQUAL(rp_offer_verified(p, &p->offers.at[0]), rp_civil_day(2026, 1, 2));
    CU_ASSERT_EQUAL(rp_offer_verified(p, &p->offers.at[1]), rp_civil_day(2026, 3, 4));
    CU_ASSERT_EQUAL(rp_terms_of(p, p->offers.at[1].terms)->capacity, 3);
    CU_ASSERT_EQUAL(rp_terms_of(p, p->offers.at[1].terms)->per, 86400);
    CU_ASSERT_EQUAL(rp_terms_of(p, p->offers.at[1].terms)->prefer, -2);
    CU_ASSERT_EQUAL(rp_offer_verified(p, &p->offers.at[2]), RP_NO_DATE);
    refpath_protocol_unref(p);
}

static void contacts__keep_their_order_and_who_may_see_them(void) {
    refpath_protocol *p =
        load(WORLD "<actors><actor id='a' group='ngo'><contact by='phone' secure='1'>+1 555</contact>\n"
                   "<contact by='radio' visible-to='police focal'>ch 7</contact></actor></actors>");
    CU_ASSERT_EQUAL_FATAL(p->contacts.n, 2);
    CU_ASSERT_STRING_EQUAL(rp_node_text(&p->model, p->contacts.at[0].node).at, "+1 555");
    CU_ASSERT_TRUE(p->contacts.at[0].secure);
    CU_ASSERT_EQUAL(rp_list(p, p->contacts.at[0].visible_to)->n, 0);
    CU_ASSERT_EQUAL(rp_list(p, p->contacts.at[1].visible_to)->n, 2);
    refpath_protocol_unref(p);
}

static void dates__that_end_before_they_begin_are_refused_wherever_they_stand(void) {
    refuse(WORLD
           "<actors>\n<actor id='a' group='ngo' active-from='2026-02-01' ^active-until='2026-01-31'>\n"
           "<plays role='guest' at='port' active-from='2026-02-01' ^active-until='2025-01-31'/>\n"
           "<offers service='health' at='port' active-from='2026-02-01' ^active-until='2026-01-01'/></actor></actors>",
           "dates-crossed\ndates-crossed\ndates-crossed\n");
    accept(WORLD "<actors><actor id='a' group='ngo' active-from='2026-02-01' active-until='2026-02-01'/></actors>");
}

static void hours__that_cannot_be_read_are_refused_with_their_place(void) {
    refuse(WORLD "<actors><actor id='a' group='ngo'>\n<offers service='health' at='port' ^hours='Mo-Fr 08:00-25:00'/>\n"
                 "<contact by='phone' ^hours='always'>1</contact></actor></actors>",
           "bad-hours hours=Mo-Fr 08:00-25:00 position=13\nbad-hours hours=always position=1\n");
}

static void references__to_what_is_not_there_are_refused_with_what_is_near(void) {
    refuse(
        WORLD "<actors>\n<actor id='a' ^group='polise' ^part-of='x' ^visible-to='fokal'>\n"
              "<plays ^role='guests' ^at='prt'/>\n<offers ^service='helth' ^at='hil' ^site='pot'/>\n"
              "<contact by='phone' ^visible-to='y'>1</contact></actor></actors>",
        "unknown-reference id=polise expected=group nearest=police\nunknown-reference id=x expected=actor nearest=a\n"
        "unknown-reference id=fokal expected=actor, group or role nearest=focal\n"
        "unknown-reference id=guests expected=role nearest=guest\nunknown-reference id=prt expected=place "
        "nearest=port\n"
        "unknown-reference id=helth expected=service nearest=health\nunknown-reference id=hil expected=place "
        "nearest=hill\n"
        "unknown-reference id=pot expected=place nearest=port\n"
        "unknown-reference id=y expected=actor, group or role nearest=a\n");
    refuse(
        WORLD "<roles><role id='r' ^group='npo'/></roles><vocabulary><flag id='f' ^ask-by='gest'/></vocabulary>",
        "unknown-reference id=npo expected=group nearest=ngo\nunknown-reference id=gest expected=role nearest=guest\n");
}

static void references__to_another_kind_are_refused(void) {
    refuse(WORLD "<actors>\n<actor id='a' ^group='focal' ^part-of='ngo' ^visible-to='child'>\n"
                 "<plays ^role='un' at='port'/>\n<offers ^service='alert' at='port'/>\n"
                 "<contact by='phone' ^visible-to='child'>1</contact></actor></actors>",
           "wrong-kind id=focal expected=group found=role\nwrong-kind id=ngo expected=actor found=group\n"
           "wrong-kind id=child expected=actor, group or role found=party\nwrong-kind id=un expected=role found=group\n"
           "wrong-kind id=alert expected=service found=purpose\n"
           "wrong-kind id=child expected=actor, group or role found=party\n");
    refuse(WORLD "<roles><role id='r' ^group='focal'/></roles><vocabulary><flag id='f' ^ask-by='un'/></vocabulary>",
           "wrong-kind id=focal expected=group found=role\nwrong-kind id=un expected=role found=group\n");
}

static void references__each_word_of_a_list_is_looked_up(void) {
    refuse(WORLD
           "<actors><actor id='a' group='ngo'><plays role='guest' ^^at='port xport hill xhill'/></actor></actors>",
           "unknown-reference id=xport expected=place nearest=port\nunknown-reference id=xhill expected=place "
           "nearest=hill\n");
}

static void references__one_that_is_named_twice_counts_once(void) {
    refpath_protocol *p =
        load(WORLD "<actors><actor id='a' group='ngo ngo'><plays role='guest' at='port\n port hill'/></actor>"
                   "</actors>");
    CU_ASSERT_EQUAL(p->actors.at[0].groups.n, 1);
    CU_ASSERT_EQUAL(rp_list(p, p->plays.at[0].at)->n, 2);
    refpath_protocol_unref(p);
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(memory, WORLD
                        "<actors><actor id='a' group='police' visible-to='focal'><plays role='focal' at='port'/>"
                        "<offers service='health' at='port hill' hours='Mo-Fr 08:00-17:00'><when><test fact='place' "
                        "in='port'/></when></offers><contact by='phone'>1</contact></actor></actors>");
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(roles__keep_their_players_in_document_order), RP_TEST(roles__whoever_plays_one_is_in_a_group_of_it),
         RP_TEST(offers__are_found_by_what_they_name_and_what_that_stands_in),
         RP_TEST(offers__take_the_day_the_actor_was_verified_unless_they_have_their_own),
         RP_TEST(contacts__keep_their_order_and_who_may_see_them),
         RP_TEST(dates__that_end_before_they_begin_are_refused_wherever_they_stand),
         RP_TEST(hours__that_cannot_be_read_are_refused_with_their_place),
         RP_TEST(references__to_what_is_not_there_are_refused_with_what_is_near),
         RP_TEST(references__to_another_kind_are_refused), RP_TEST(references__each_word_of_a_list_is_looked_up),
         RP_TEST(references__one_that_is_named_twice_counts_once), RP_TEST(memory__each_refused_request_is_told))
