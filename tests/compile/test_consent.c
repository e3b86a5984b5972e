/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

#define WORLD                                                                                                          \
    "<sources><source id='law'/></sources><clocks><clock id='birth'/></clocks><places><place id='port'/></places>"     \
    "<items><item id='need'/></items><services><service id='care'/></services><purposes><purpose "                     \
    "id='alert'/></purposes>"                                                                                          \
    "<parties><party id='child'/><party id='parent'/><party id='guardian'/></parties><groups><group "                  \
    "id='un'/></groups>"                                                                                               \
    "<roles><role id='focal'/></roles>\n"

static void rules__keep_their_effect_agreements_and_obligations(void) {
    refpath_protocol *p =
        load(WORLD "<consent id='c'><rule id='r' effect='require'><agreement by='guardian child' kind='assent' "
                   "form='written' valid-for='P30D' naming='purpose item' earlier='1'/><agreement by='parent'/>\n"
                   "<obligation id='o'/></rule><rule id='s' effect='permit'/></consent>\n"
                   "<consent over='c'><rule id='t' effect='forbid'><obligation id='q'/></rule></consent>");
    const rp_agreement *a = p->agreements.at;
    CU_ASSERT_EQUAL_FATAL(p->rules.n, 3);
    CU_ASSERT_EQUAL(p->rules.at[0].effect, RP_REQUIRE);
    CU_ASSERT_EQUAL(p->rules.at[0].n_agreements, 2);
    CU_ASSERT_EQUAL(p->rules.at[0].n_obligations, 1);
    CU_ASSERT_EQUAL(p->rules.at[1].effect, RP_PERMIT);
    CU_ASSERT_EQUAL(p->rules.at[2].effect, RP_FORBID);
    CU_ASSERT_EQUAL(p->rules.at[2].section, 1);
    CU_ASSERT_EQUAL(p->rules.at[2].first_obligation, 1);
    CU_ASSERT_TRUE(a[0].assent && a[0].earlier && a[0].form == RP_WRITTEN);
    CU_ASSERT_EQUAL(a[0].naming, RP_NAMES_ITEM | RP_NAMES_PURPOSE);
    CU_ASSERT_EQUAL(a[0].valid_for, INT64_C(30) * 86400);
    CU_ASSERT_TRUE(!a[1].assent && !a[1].earlier && a[1].form == RP_SPOKEN);
    CU_ASSERT_EQUAL(a[1].naming, 0);
    CU_ASSERT_EQUAL(a[1].valid_for, RP_NO_TIME);
    CU_ASSERT_EQUAL(p->sections.at[1].over.n, 1);
    CU_ASSERT_EQUAL(p->sections.at[1].over.at[0], 0);
    CU_ASSERT_PTR_NULL(p->sections.at[1].id);
    refpath_protocol_unref(p);
}

static void agreements__have_their_parties_in_the_order_of_parties(void) {
    refpath_protocol *p =
        load(WORLD "<consent><rule id='r' effect='require'><agreement by='guardian child parent'/></rule></consent>");
    const rp_refs *by = &p->agreements.at[0].by;
    CU_ASSERT_EQUAL_FATAL(by->n, 3);
    for (uint32_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(by->at[i], i);
    }
    refpath_protocol_unref(p);
}

static void rules__tests_of_a_rule_are_conditions_of_their_own(void) {
    refpath_protocol *p =
        load(WORLD "<vocabulary><flag id='a'/><flag id='b'/></vocabulary><consent><rule id='r' effect='forbid'>\n"
                   "<when><any><test fact='a'/><not><test fact='b'/><test fact='item' in='need'/></not></any></when>"
                   "</rule><rule id='s' effect='permit'/></consent>");
    CU_ASSERT_EQUAL(p->rules.at[0].n_tests, 3);
    CU_ASSERT_EQUAL(p->rules.at[1].n_tests, 0);
    CU_ASSERT_EQUAL(p->rules.at[1].when, RP_NONE);
    CU_ASSERT_EQUAL_FATAL(p->rule_tests.n, 3);
    CU_ASSERT_TRUE(p->matcher.conditions.at[p->rule_tests.at[0].condition].first_box >= p->matcher.n_matched);
    refpath_protocol_unref(p);
}

static void require__needs_an_agreement(void) {
    refuse(WORLD "<consent>\n<rule id='r' ^effect='require'/></consent>", "require-without-agreement id=r\n");
}

static void forbid__takes_none(void) {
    refuse(WORLD "<consent>\n<rule id='r' effect='forbid'><label>No</label>\n ^<agreement by='child'/><agreement "
                 "by='parent'/></rule></consent>",
           "forbid-with-agreement id=r\n");
}

static void references__of_rules_are_looked_up(void) {
    refuse(
        WORLD
        "<consent id='first'/><consent ^over='frist'>\n<rule id='r' effect='require'><agreement ^^by='chil focal'/>\n"
        "<cite ^source='lax'/><obligation id='o'><cite ^source='rule'/></obligation></rule></consent>",
        "unknown-reference id=frist expected=consent section nearest=first\n"
        "unknown-reference id=chil expected=party nearest=child\nwrong-kind id=focal expected=party found=role\n"
        "unknown-reference id=lax expected=source nearest=law\nunknown-reference id=rule expected=source\n");
}

static void cites__name_a_source_wherever_they_stand(void) {
    refuse(
        WORLD
        "<vocabulary><choice id='c'><term id='t'><cite ^source='lax'/></term></choice></vocabulary>\n"
        "<roles><role id='r'><duty id='d'><cite ^source='a'/></duty><advice id='x' kind='must'><cite "
        "^source='b'/></advice></role></roles>\n"
        "<coordination><interface id='i' from='un' to='un' through='focal'><cite "
        "^source='c'/></interface></coordination>\n"
        "<pathways><pathway id='p'><cite ^source='d'/><target within='P1D'><cite ^source='e'/></target>\n"
        "<step id='s'><cite ^source='f'/><limit within='P1D'><cite ^source='g'/></limit></step></pathway></pathways>\n"
        "<claims><claim id='k'><cite ^source='h'/><cite source='law'/></claim></claims>",
        "unknown-reference id=lax expected=source nearest=law\nunknown-reference id=a expected=source\n"
        "unknown-reference id=b expected=source\nunknown-reference id=c expected=source\nunknown-reference id=d "
        "expected=source\n"
        "unknown-reference id=e expected=source\nunknown-reference id=f expected=source\nunknown-reference id=g "
        "expected=source\n"
        "unknown-reference id=h expected=source\n");
}

static void claims__have_their_references_looked_up(void) {
    refuse(
        WORLD
        "<claims><claim id='a'>\n<never-permitted ^item='ned' ^to='fokal' ^purpose='alrt' ^without='focal'/></claim>\n"
        "<claim id='b'><always-step ^service='alert' ^inform='un' ^purpose='x' ^of='brith'/></claim>\n"
        "<claim id='c'><always-provider ^service='cara' ^at='prt'/></claim></claims>",
        "unknown-reference id=ned expected=item nearest=need\n"
        "unknown-reference id=fokal expected=actor, group, role or party nearest=focal\n"
        "unknown-reference id=alrt expected=purpose or service nearest=alert\nwrong-kind id=focal expected=party "
        "found=role\n"
        "wrong-kind id=alert expected=service found=purpose\nwrong-kind id=un expected=role or party found=group\n"
        "unknown-reference id=x expected=purpose or service\nunknown-reference id=brith expected=clock nearest=birth\n"
        "unknown-reference id=cara expected=service nearest=care\nunknown-reference id=prt expected=place "
        "nearest=port\n");
    accept(
        WORLD
        "<claims><claim id='a'><never-permitted item='need' to='focal un child' purpose='care alert' without='parent'/>"
        "<always-step service='care' purpose='alert' within='P1D' of='birth'/><always-step inform='focal child'/>"
        "<always-provider service='care' at='port' at-least='2'/></claim></claims>");
}

static void head__valid_until_is_not_before_valid_from(void) {
    static const char xml[] = "<protocol xmlns='urn:refpath:protocol:1' id='p' version='1' xml:lang='en'\n"
                              "  valid-from='2026-02-01'\n  valid-until='2026-01-31'/>";
    refpath_protocol *protocol;
    refpath_problem problem;
    refpath_diags *diags;
    problem.size = sizeof problem;
    CU_ASSERT_EQUAL_FATAL(refpath_diags_new(&diags, 0, NULL), REFPATH_OK);
    CU_ASSERT_EQUAL(refpath_protocol_load_memory(&protocol, xml, strlen(xml), NULL, NULL, diags),
                    REFPATH_INVALID_PROTOCOL);
    CU_ASSERT_EQUAL_FATAL(refpath_diags_count(diags), 1);
    CU_ASSERT_EQUAL(refpath_diags_get(diags, 0, &problem), REFPATH_OK);
    CU_ASSERT_STRING_EQUAL(problem.code, "dates-crossed");
    CU_ASSERT_EQUAL(problem.position.line, 3);
    CU_ASSERT_EQUAL(problem.position.column, 3);
    CU_ASSERT_STRING_EQUAL(problem.position.file, "protocol.xml");
    refpath_diags_free(diags);
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(memory, WORLD
                        "<vocabulary><flag id='a'/></vocabulary><consent id='c'><rule id='r' effect='require'><when>"
                        "<not><test fact='a'/></not></when><agreement by='guardian child'/><obligation id='o'/>"
                        "<cite source='law'/></rule></consent><consent over='c'/><claims><claim id='k'>"
                        "<when><test fact='a'/></when><never-permitted item='need' to='focal' purpose='alert' without='child'/>"
                        "</claim><claim id='l'><always-step service='care' inform='focal' purpose='alert' of='birth' "
                        "within='P1D'/><always-provider service='care' at='port'/></claim></claims>");
}

/* What is wrong with claims and cites is told, or that there was no memory to tell it. */
static void run_wrong(rp_fail_alloc *memory) {
    written w = write_protocol(WORLD "<vocabulary><choice id='c'><term id='t'><cite source='lax'/></term></choice></vocabulary>"
                               "<claims><claim id='b'><always-step service='alert' inform='un' purpose='x' of='brith'/></claim>"
                               "<claim id='c'><always-provider service='cara' at='prt'/></claim></claims>");
    refpath_load_options options;
    refpath_protocol *protocol = NULL;
    refpath_status status;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.allocator = &memory->hooks;
    status = refpath_protocol_load_memory(&protocol, w.xml, strlen(w.xml), NULL, &options, NULL);
    CU_ASSERT_TRUE(status == REFPATH_INVALID_PROTOCOL || (status == REFPATH_OUT_OF_MEMORY && memory->refused > 0));
    CU_ASSERT_PTR_NULL(protocol);
    written_free(&w);
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
    rp_fail_each(run_wrong);
}

RP_SUITE(RP_TEST(rules__keep_their_effect_agreements_and_obligations),
         RP_TEST(agreements__have_their_parties_in_the_order_of_parties),
         RP_TEST(rules__tests_of_a_rule_are_conditions_of_their_own), RP_TEST(require__needs_an_agreement),
         RP_TEST(forbid__takes_none), RP_TEST(references__of_rules_are_looked_up),
         RP_TEST(cites__name_a_source_wherever_they_stand), RP_TEST(claims__have_their_references_looked_up),
         RP_TEST(head__valid_until_is_not_before_valid_from), RP_TEST(memory__each_refused_request_is_told))
