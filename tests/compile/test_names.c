/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

static uint32_t find(const rp_table *names, const char *id) {
    return rp_table_find(names, rp_str_of(id));
}

static void forests__are_numbered_in_document_order_and_know_their_leaves(void) {
    refpath_protocol *p =
        load("<places><place id='a'><place id='a1'/><place id='a2'><place id='deep'/></place></place>\n"
             "<place id='b'/></places>");
    const rp_forest *f = &p->places;
    CU_ASSERT_EQUAL_FATAL(f->entries.n, 5);
    CU_ASSERT_STRING_EQUAL(f->entries.at[3].id, "deep");
    CU_ASSERT_EQUAL(f->entries.at[3].parent, 2);
    CU_ASSERT_EQUAL(f->entries.at[0].parent, RP_NONE);
    CU_ASSERT_EQUAL(f->entries.at[0].end, 4);
    CU_ASSERT_EQUAL(f->n_leaves, 3);
    CU_ASSERT_EQUAL(f->leaf[1], 3);
    CU_ASSERT_EQUAL(f->entries.at[0].leaf_first, 0);
    CU_ASSERT_EQUAL(f->entries.at[0].leaf_end, 2);
    CU_ASSERT_EQUAL(f->entries.at[4].leaf_first, 2);
    CU_ASSERT_EQUAL(f->entries.at[4].leaf_end, 3);
    CU_ASSERT_TRUE(rp_under(f, 3, 0));
    CU_ASSERT_TRUE(rp_under(f, 0, 0));
    CU_ASSERT_FALSE(rp_under(f, 4, 0));
    CU_ASSERT_FALSE(rp_under(f, 0, 3));
    refpath_protocol_unref(p);
}

static void forests__sections_of_a_kind_join(void) {
    refpath_protocol *p =
        load("<items><item id='one'/></items><places><place id='x'/></places><items><item id='two'/></items>");
    CU_ASSERT_EQUAL(p->items.entries.n, 2);
    CU_ASSERT_EQUAL(find(&p->items.names, "two"), 1);
    CU_ASSERT_EQUAL(find(&p->items.names, "x"), RP_NONE);
    refpath_protocol_unref(p);
}

static void aims__purposes_and_services_are_one_kind(void) {
    refpath_protocol *p =
        load("<purposes><purpose id='report'/></purposes><services><service id='care'><service id='night'/>"
             "</service></services>");
    CU_ASSERT_EQUAL(p->aims.entries.n, 3);
    CU_ASSERT_FALSE(rp_bits_has(p->aim_is_service, find(&p->aims.names, "report")));
    CU_ASSERT_TRUE(rp_bits_has(p->aim_is_service, find(&p->aims.names, "night")));
    refpath_protocol_unref(p);
}

static void who__all_kinds_share_one_space_of_names(void) {
    refpath_protocol *p =
        load("<parties><party id='child'/></parties><groups><group id='g'><group id='g1'/></group></groups>\n"
             "<roles><role id='r'><duty id='d'/></role></roles><actors><actor id='a' group='g1'/></actors>");
    CU_ASSERT_EQUAL(p->who.n, 5);
    CU_ASSERT_EQUAL(p->who.at[find(&p->who_names, "child")].kind, RP_WHO_PARTY);
    CU_ASSERT_EQUAL(p->who.at[find(&p->who_names, "g1")].kind, RP_WHO_GROUP);
    CU_ASSERT_EQUAL(p->who.at[find(&p->who_names, "g1")].index, 1);
    CU_ASSERT_EQUAL(p->who.at[find(&p->who_names, "r")].kind, RP_WHO_ROLE);
    CU_ASSERT_EQUAL(p->who.at[find(&p->who_names, "a")].kind, RP_WHO_ACTOR);
    CU_ASSERT_EQUAL(find(&p->duty_names, "d"), 0);
    refpath_protocol_unref(p);
}

static void facts__keep_their_kind_unit_and_range(void) {
    refpath_protocol *p = load("<clocks><clock id='birth'/></clocks><vocabulary>\n"
                               "<number id='age' min='0' max='18' unit='year' since='birth' if-open='every'/>\n"
                               "<choice id='sex' sensitive='1'><term id='f'/><term id='m'/></choice>\n"
                               "<set id='concern'><term id='violence'><term id='sexual'/></term></set>\n"
                               "<flag id='danger'/><number id='count' min='-3' max='3'/></vocabulary>");
    const rp_fact *f = p->facts.at;
    CU_ASSERT_EQUAL(f[0].kind, RP_FACT_NUMBER);
    CU_ASSERT_EQUAL(f[0].unit, RP_UNIT_YEAR);
    CU_ASSERT_EQUAL(f[0].since, 1);
    CU_ASSERT_TRUE(f[0].every);
    CU_ASSERT_EQUAL(f[0].max, 18);
    CU_ASSERT_EQUAL(f[1].kind, RP_FACT_CHOICE);
    CU_ASSERT_TRUE(f[1].sensitive);
    CU_ASSERT_EQUAL(f[2].kind, RP_FACT_SET);
    CU_ASSERT_EQUAL(f[2].terms.entries.at[1].parent, 0);
    CU_ASSERT_EQUAL(f[3].kind, RP_FACT_FLAG);
    CU_ASSERT_EQUAL(f[4].unit, RP_UNIT_COUNT);
    CU_ASSERT_EQUAL(f[4].min, -3);
    CU_ASSERT_EQUAL(f[4].since, RP_NONE);
    refpath_protocol_unref(p);
}

static void clocks__report_is_built_in_and_the_first(void) {
    refpath_protocol *p = load("<clocks><clock id='birth'/></clocks><vocabulary>\n"
                               "<number id='waited' min='0' max='72' unit='hour' since='report'/></vocabulary>");
    CU_ASSERT_EQUAL(p->clocks.n, 2);
    CU_ASSERT_STRING_EQUAL(p->clocks.at[0].id, "report");
    CU_ASSERT_EQUAL(p->facts.at[0].since, 0);
    refpath_protocol_unref(p);
}

static void names__the_same_in_two_kinds_are_two(void) {
    accept(
        "<places><place id='port'/></places><items><item id='port'/></items><purposes><purpose id='port'/></purposes>\n"
        "<parties><party id='port'/></parties><vocabulary><flag id='port'/></vocabulary><sources><source "
        "id='port'/></sources>\n"
        "<vocabulary><choice id='one'><term id='port'/></choice><choice id='two'><term "
        "id='port'/></choice></vocabulary>");
}

static void reserved__built_in_names_cannot_be_facts_or_clocks(void) {
    refuse("<vocabulary>\n<flag ^id='place'/>\n<flag ^id='sender'/>\n<choice ^id='recipient'><term id='x'/></choice>\n"
           "<set ^id='purpose'/>\n<number ^id='item' min='0' max='1'/></vocabulary>\n"
           "<clocks><clock ^id='report'/></clocks>",
           "reserved-id id=place\nreserved-id id=sender\nreserved-id id=recipient\nreserved-id id=purpose\n"
           "reserved-id id=item\nreserved-id id=report\n");
    refuse("<vocabulary>\n<flag ^id='report'/></vocabulary>", "reserved-id id=report\n");
    accept("<places><place id='place'/></places><items><item id='item'/></items>\n"
           "<vocabulary><choice id='x'><term id='report'/></choice></vocabulary>");
}

static void facts__a_choice_needs_terms_and_a_set_may_have_none(void) {
    refuse("<vocabulary><set id='empty'/><choice ^id='nothing'/></vocabulary>", "no-terms id=nothing\n");
}

static void facts__min_is_not_above_max(void) {
    refuse("<vocabulary>\n<number id='age' ^min='19' max='18'/></vocabulary>", "min-above-max id=age\n");
    accept("<vocabulary><number id='age' min='18' max='18'/></vocabulary>");
}

static void facts__a_plain_count_does_not_pass(void) {
    refuse("<clocks><clock id='birth'/></clocks><vocabulary>\n"
           "<number id='a' min='0' max='9' ^since='birth'/><number id='b' min='0' max='9' unit='count' ^since='birth'/>"
           "</vocabulary>",
           "count-since id=a\ncount-since id=b\n");
}

static void facts__count_from_a_clock_that_is_there(void) {
    refuse("<clocks><clock id='birth'/></clocks><vocabulary>\n"
           "<number id='a' min='0' max='9' unit='day' ^since='brith'/></vocabulary>",
           "unknown-reference id=brith expected=clock nearest=birth\n");
}

static void hints__nothing_is_near_what_is_quite_different(void) {
    refuse("<clocks><clock id='birth'/></clocks><vocabulary>\n"
           "<number id='a' min='0' max='9' unit='day' ^since='xyz'/></vocabulary>",
           "unknown-reference id=xyz expected=clock\n");
}

static void problems__come_all_at_once_in_order_of_place(void) {
    refuse("<vocabulary><choice ^id='nothing'/>\n<flag ^id='item'/>\n<number id='n' ^min='2' max='1' unit='day' "
           "^since='x'/>"
           "</vocabulary>",
           "no-terms id=nothing\nreserved-id id=item\nmin-above-max id=n\nunknown-reference id=x expected=clock\n");
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(memory,
                        "<clocks><clock id='birth'/></clocks><vocabulary><number id='age' min='0' max='18' unit='year' "
                        "since='birth'/><choice id='sex'><term id='f'/><term id='m'/></choice></vocabulary>"
                        "<items><item id='i'/></items><services><service id='s'/></services><parties><party id='c'/>"
                        "</parties><groups><group id='g'/></groups><roles><role id='r'><duty id='d'/></role></roles>"
                        "<actors><actor id='a' group='g'/></actors><sources><source id='src'/></sources>");
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(forests__are_numbered_in_document_order_and_know_their_leaves),
         RP_TEST(forests__sections_of_a_kind_join), RP_TEST(aims__purposes_and_services_are_one_kind),
         RP_TEST(who__all_kinds_share_one_space_of_names), RP_TEST(facts__keep_their_kind_unit_and_range),
         RP_TEST(clocks__report_is_built_in_and_the_first), RP_TEST(names__the_same_in_two_kinds_are_two),
         RP_TEST(reserved__built_in_names_cannot_be_facts_or_clocks),
         RP_TEST(facts__a_choice_needs_terms_and_a_set_may_have_none), RP_TEST(facts__min_is_not_above_max),
         RP_TEST(facts__a_plain_count_does_not_pass), RP_TEST(facts__count_from_a_clock_that_is_there),
         RP_TEST(hints__nothing_is_near_what_is_quite_different), RP_TEST(problems__come_all_at_once_in_order_of_place),
         RP_TEST(memory__each_refused_request_is_told))
