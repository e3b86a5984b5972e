/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

#define WORLD                                                                                                          \
    "<clocks><clock id='incident'/></clocks><items><item id='need'/><item id='profile'/></items>"                      \
    "<services><service id='care'/><service id='shelter'/></services><purposes><purpose id='alert'/></purposes>"       \
    "<parties><party id='child'/></parties><groups><group id='un'/></groups>"                                          \
    "<roles><role id='focal'/><role id='adviser'/></roles>\n"

static void steps__are_for_a_service_to_inform_or_to_act(void) {
    refpath_protocol *p =
        load(WORLD "<pathways><pathway id='p'><step id='a' service='care' share='need profile'/>\n"
                   "<step id='b' inform='focal child' purpose='alert' by='adviser' after='a'/><step id='c'/>"
                   "</pathway></pathways>");
    const rp_step *s = p->steps.at;
    CU_ASSERT_EQUAL_FATAL(p->steps.n, 3);
    CU_ASSERT_EQUAL(s[0].kind, RP_STEP_SERVICE);
    CU_ASSERT_EQUAL(s[0].purpose, s[0].service);
    CU_ASSERT_EQUAL(s[0].share.n, 2);
    CU_ASSERT_EQUAL(s[0].by, RP_NONE);
    CU_ASSERT_EQUAL(s[1].kind, RP_STEP_INFORM);
    CU_ASSERT_EQUAL(s[1].inform.n, 2);
    CU_ASSERT_EQUAL(s[1].by, 1);
    CU_ASSERT_EQUAL(s[1].after.n, 1);
    CU_ASSERT_EQUAL(s[2].kind, RP_STEP_ACT);
    CU_ASSERT_EQUAL(s[2].purpose, RP_NONE);
    refpath_protocol_unref(p);
}

static void targets__of_a_pathway_are_those_of_its_steps_that_have_none(void) {
    refpath_protocol *p = load(
        WORLD "<pathways><pathway id='p'><step id='a'/><target within='P1D'/><target within='PT2H' of='incident'/>\n"
              "<step id='b'><target within='PT1H'/><limit within='PT72H' of='incident' then='overdue'/></step>"
              "</pathway><pathway id='q'><step id='c'/></pathway></pathways>");
    const rp_step *s = p->steps.at;
    CU_ASSERT_EQUAL(s[0].n_targets, 2);
    CU_ASSERT_EQUAL(p->dues.at[s[0].first_target].within, 86400);
    CU_ASSERT_EQUAL(p->dues.at[s[0].first_target].clock, 0);
    CU_ASSERT_EQUAL(p->dues.at[s[0].first_target + 1].clock, 1);
    CU_ASSERT_EQUAL(s[1].n_targets, 1);
    CU_ASSERT_EQUAL(p->dues.at[s[1].first_target].within, 3600);
    CU_ASSERT_EQUAL(s[1].n_limits, 1);
    CU_ASSERT_TRUE(p->dues.at[s[1].first_limit].overdue);
    CU_ASSERT_EQUAL(s[2].n_targets, 0);
    CU_ASSERT_EQUAL(p->pathways.at[1].first_step, 2);
    CU_ASSERT_EQUAL(p->pathways.at[1].n_steps, 1);
    refpath_protocol_unref(p);
}

static void advice__of_a_role_is_for_that_role_and_stands_in_document_order(void) {
    refpath_protocol *p =
        load(WORLD "<pathways><pathway id='p'><advice id='x' kind='must' role='focal adviser'/></pathway></pathways>\n"
                   "<roles><role id='driver'><advice id='y' kind='should' role='focal'/></role></roles>\n"
                   "<pathways><pathway id='q'><advice id='z' kind='must-not'/></pathway></pathways>");
    const rp_advice *a = p->advice.at;
    CU_ASSERT_EQUAL_FATAL(p->advice.n, 3);
    CU_ASSERT_STRING_EQUAL(a[0].id, "x");
    CU_ASSERT_EQUAL(a[0].roles.n, 2);
    CU_ASSERT_STRING_EQUAL(a[1].id, "y");
    CU_ASSERT_EQUAL_FATAL(a[1].roles.n, 1);
    CU_ASSERT_STRING_EQUAL(p->roles.at[a[1].roles.at[0]].id, "driver");
    CU_ASSERT_EQUAL(a[1].pathway, RP_NONE);
    CU_ASSERT_STRING_EQUAL(a[2].id, "z");
    CU_ASSERT_EQUAL(a[2].roles.n, 0);
    CU_ASSERT_EQUAL(a[2].pathway, 1);
    refpath_protocol_unref(p);
}

static void interfaces__say_what_happens_where_nobody_plays_and_where_it_is_open(void) {
    refpath_protocol *p =
        load(WORLD "<vocabulary><flag id='danger'/></vocabulary><coordination>\n"
                   "<interface id='a' from='un' to='child' through='adviser focal' when-missing='direct'>"
                   "<unless if-open='holds'><test fact='danger'/></unless></interface>\n"
                   "<interface id='b' from='un focal' to='un' through='focal'/></coordination>");
    const rp_interface *i = p->interfaces.at;
    CU_ASSERT_TRUE(i[0].direct_when_missing);
    CU_ASSERT_TRUE(i[0].open_holds);
    CU_ASSERT_NOT_EQUAL(i[0].unless, RP_NONE);
    CU_ASSERT_EQUAL_FATAL(i[0].through.n, 2);
    CU_ASSERT_EQUAL(i[0].through.at[0], 1); /* in the order they are named */
    CU_ASSERT_FALSE(i[1].direct_when_missing);
    CU_ASSERT_FALSE(i[1].open_holds);
    CU_ASSERT_EQUAL(i[1].unless, RP_NONE);
    CU_ASSERT_EQUAL(i[1].from.n, 2);
    refpath_protocol_unref(p);
}

static void share__needs_a_purpose_or_a_service(void) {
    refuse(WORLD "<pathways><pathway id='p'>\n<step id='a' ^share='need'/><step id='b' inform='focal' "
                 "^share='need'/></pathway></pathways>",
           "share-without-purpose id=a\nshare-without-purpose id=b\n");
    accept(WORLD "<pathways><pathway id='p'><step id='a' service='care' share='need'/>"
                 "<step id='b' inform='focal' purpose='alert' share='need'/></pathway></pathways>");
}

static void with__needs_two_steps_for_a_service(void) {
    refuse(WORLD "<pathways><pathway id='p'>\n<step id='a' service='care'/><step id='b' ^with='a'/>\n"
                 "<step id='c' inform='focal'/><step id='d' service='shelter' ^with='c'/></pathway></pathways>",
           "with-without-service id=b other=a\nwith-without-service id=d other=c\n");
    accept(WORLD "<pathways><pathway id='p'><step id='a' service='care'/><step id='b' service='shelter' "
                 "with='a'/></pathway></pathways>");
}

static void references__of_steps_are_looked_up(void) {
    refuse(
        WORLD
        "<pathways><pathway id='p'><step id='first'/>\n"
        "<step id='a' ^service='cara' ^with='furst' ^by='fokal' ^after='first frist' ^purpose='alrt' ^share='ned'/>\n"
        "<step id='b' ^inform='focl'/></pathway></pathways>",
        "unknown-reference id=cara expected=service nearest=care\nunknown-reference id=furst expected=step "
        "nearest=first\n"
        "unknown-reference id=fokal expected=role nearest=focal\nunknown-reference id=frist expected=step "
        "nearest=first\n"
        "unknown-reference id=alrt expected=purpose or service nearest=alert\n"
        "unknown-reference id=ned expected=item nearest=need\n"
        "unknown-reference id=focl expected=role or party nearest=focal\n");
}

static void references__of_steps_have_their_kind(void) {
    refuse(WORLD "<pathways><pathway id='p'>\n<step id='a' ^service='alert' ^by='un'/><step id='b' "
                 "^inform='un'/></pathway></pathways>",
           "wrong-kind id=alert expected=service found=purpose\nwrong-kind id=un expected=role found=group\n"
           "wrong-kind id=un expected=role or party found=group\n");
}

static void references__of_times_escalations_and_advice_are_looked_up(void) {
    refuse(WORLD "<pathways><pathway id='p'><target within='P1D' ^of='incidnt'/><step id='a'>\n"
                 "<limit within='P1D' ^of='birth'/><escalate ^to='fokal'/></step><advice id='x' kind='must' "
                 "^role='un'/></pathway></pathways>\n"
                 "<roles><role id='r'><advice id='y' kind='must' ^role='advisor'/></role></roles>",
           "unknown-reference id=incidnt expected=clock nearest=incident\nunknown-reference id=birth expected=clock\n"
           "unknown-reference id=fokal expected=actor, group, role or party nearest=focal\n"
           "wrong-kind id=un expected=role found=group\nunknown-reference id=advisor expected=role nearest=adviser\n");
}

static void references__of_interfaces_are_looked_up(void) {
    refuse(WORLD "<coordination>\n<interface id='a' ^from='u' ^to='chld' ^through='un'/></coordination>",
           "unknown-reference id=u expected=actor, group, role or party nearest=un\n"
           "unknown-reference id=chld expected=actor, group, role or party nearest=child\n"
           "wrong-kind id=un expected=role found=group\n");
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(memory, WORLD
                        "<pathways><pathway id='p'><when><test fact='sender' in='un'/></when><target within='P1D'/>"
                        "<step id='a' service='care' share='need'><limit within='PT3H'/><escalate to='focal'/></step>"
                        "<step id='b' service='shelter' with='a'/><advice id='x' kind='must'/></pathway>"
                        "</pathways><coordination><interface id='i' from='un' to='child' through='focal'><unless>"
                        "<test fact='purpose' in='care'/></unless></interface></coordination>");
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(steps__are_for_a_service_to_inform_or_to_act),
         RP_TEST(targets__of_a_pathway_are_those_of_its_steps_that_have_none),
         RP_TEST(advice__of_a_role_is_for_that_role_and_stands_in_document_order),
         RP_TEST(interfaces__say_what_happens_where_nobody_plays_and_where_it_is_open),
         RP_TEST(share__needs_a_purpose_or_a_service), RP_TEST(with__needs_two_steps_for_a_service),
         RP_TEST(references__of_steps_are_looked_up), RP_TEST(references__of_steps_have_their_kind),
         RP_TEST(references__of_times_escalations_and_advice_are_looked_up),
         RP_TEST(references__of_interfaces_are_looked_up), RP_TEST(memory__each_refused_request_is_told))
