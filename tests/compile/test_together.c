/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Faults of form and of meaning in one go, where the first leave nothing out by which the second would come to be. */
#include "compile/written.h"

static void together__an_id_that_stands_twice_hides_no_unknown_reference(void) {
    refuse("<items>\n<item id='a'/><item ^id='a'/></items><services><service id='s'/></services>\n"
           "<pathways><pathway id='p'><step id='t' service='s' ^share='b'/></pathway></pathways>",
           "duplicate-id id=a\nunknown-reference id=b expected=item nearest=a\n");
}

static void together__the_first_of_two_stands_for_the_id(void) {
    refuse("<groups><group id='g'/></groups><roles>\n<role id='r' group='g'/><role ^id='r' ^group='h'/></roles>"
           "<actors><actor id='x' group='g'><plays role='r' at='p'/></actor></actors><places><place id='p'/></places>",
           "duplicate-id id=r\nunknown-reference id=h expected=group nearest=g\n");
}

/* An unknown party is told of when the id is mended. */
static void apart__two_of_different_kinds(void) {
    refuse("<vocabulary>\n<flag id='f'/><number ^id='f' min='0' max='9' unit='year'/><flag id='g'><when>"
           "<test fact='f' min='3'/></when></flag></vocabulary>",
           "duplicate-id id=f\n");
    refuse("<groups><group id='w'/></groups><parties>\n<party ^id='w'/></parties><actors><actor id='x' group='v'/>"
           "</actors>",
           "duplicate-id id=w\n");
    refuse("<vocabulary>\n<choice id='c'><term id='t'/></choice><choice ^id='c'><term id='u'/></choice><flag id='g'>"
           "<when><test fact='c' in='u'/></when></flag></vocabulary>",
           "duplicate-id id=c\n");
}

static void together__values_that_nothing_refers_to(void) {
    refuse("<items><item id='a'/></items><services><service id='s'/></services><pathways><pathway id='p'>\n"
           "<step id='t' service='s' ^share='b'><target ^within='soon'/><limit ^within='P1Y' of='report'/></step>\n"
           "</pathway></pathways><calendar><holiday ^on='today' ^at='nowhere'/></calendar>",
           "unknown-reference id=b expected=item nearest=a\nbad-value attribute=within value=soon expected=P3D, PT72H, P1DT12H30M\n"
           "bad-value attribute=within value=P1Y expected=P3D, PT72H, P1DT12H30M\n"
           "bad-value attribute=on value=today expected=2026-11-23\nunknown-reference id=nowhere expected=place\n");
}

static void together__what_is_too_much(void) {
    refuse("<items><item id='a'/></items><services><service id='s'/></services><pathways><pathway id='p'>\n"
           "<step id='t' service='s' ^share='b' ^importance='high'><when><test ^fact='report-x'/></when>"
           "^<when><test fact='report'/></when></step>\n</pathway></pathways>",
           "unknown-reference id=b expected=item nearest=a\nunknown-attribute attribute=importance element=step\n"
           "unknown-reference id=report-x expected=fact\nrepeated-element element=when parent=step\n");
}

static void together__conditions_that_are_empty(void) {
    refuse("<vocabulary><flag id='f'/><flag id='g'><when>\n^<all/><test ^fact='h'/></when></flag></vocabulary>",
           "empty-condition element=all\nunknown-reference id=h expected=fact nearest=f\n");
}

static void together__text_where_none_belongs(void) {
    refuse("<items>\n<item id='a'>^words</item></items><services ^part='1'><service id='s'/></services><pathways>"
           "<pathway id='p'>\n<step id='t' service='s' ^share='b'/></pathway></pathways>",
           "text-not-allowed element=item\nunknown-attribute attribute=part element=services\n"
           "unknown-reference id=b expected=item nearest=a\n");
}

/* Here what is missing would be told twice, or be said of those who refer to it: the second round comes later. */
static void apart__what_leaves_something_out(void) {
    refuse("<groups><group id='g'/></groups><roles>\n<role ^id='r r' group='g'/></roles><actors>"
           "<actor id='x' group='g' part-of='y'/></actors>",
           "bad-value attribute=id value=r r expected=case-worker\n");
    refuse("<groups><group id='g'/></groups><roles>\n<role id='r' group='g'/></roles><actors>"
           "<actor id='x' ^group='g,h' part-of='y'/></actors>",
           "bad-value attribute=group value=g,h expected=case-worker health-worker\n");
    refuse("<services><service id='s'/></services><pathways><pathway id='p'>\n<step id='t' ^servce='s'/>"
           "<step id='u' service='s' with='t'/></pathway></pathways>",
           "unknown-attribute attribute=servce element=step nearest=service\n");
    refuse("<vocabulary>\n^<flg id='f'/><flag id='g'><when><test fact='f'/></when></flag></vocabulary>",
           "unknown-element element=flg nearest=flag\n");
    refuse("<vocabulary>\n<number id='n' min='0' ^max='much'/><flag id='g'><when><test fact='n' min='4'/></when>"
           "</flag></vocabulary>",
           "bad-value attribute=max value=much expected=-7, 0, 12\n");
}

static void refuse_without_memory(rp_fail_alloc *memory) {
    refpath_load_options options;
    refpath_protocol *protocol;
    refpath_status status;
    written w = write_protocol("<items><item id='a'/><item id='a'/></items><services><service id='s'/></services>"
                               "<pathways><pathway id='p'><step id='t' service='s' share='b'/></pathway></pathways>");
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    status = refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &options, NULL);
    CU_ASSERT_PTR_NULL(protocol);
    CU_ASSERT_TRUE(status == REFPATH_INVALID_PROTOCOL || (status == REFPATH_OUT_OF_MEMORY && memory->refused));
    written_free(&w);
}

static void memory__can_run_out(void) {
    rp_fail_each(refuse_without_memory);
}

RP_SUITE(RP_TEST(together__an_id_that_stands_twice_hides_no_unknown_reference),
         RP_TEST(together__the_first_of_two_stands_for_the_id), RP_TEST(apart__two_of_different_kinds),
         RP_TEST(together__values_that_nothing_refers_to),
         RP_TEST(together__what_is_too_much), RP_TEST(together__conditions_that_are_empty),
         RP_TEST(together__text_where_none_belongs), RP_TEST(apart__what_leaves_something_out),
         RP_TEST(memory__can_run_out))
