/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "documents.h"

#define INCLUDE(href) "<include href='" href "'/>"
#define DROP(ref, by) "<drop ref='" ref "' because='x'>" by "</drop>"
#define FACTS                                                                                                          \
    RP_SECTION("vocabulary", "<choice id='f'><term id='t'><term id='u'/></term><term id='v'/></choice>"                \
                             "<set id='g'><term id='t'/></set>")
#define RULES                                                                                                          \
    RP_DOCUMENT("<consent><rule id='r' effect='forbid'/><rule id='s' effect='permit'/></consent>"                      \
                "<claims><claim id='c'/></claims>")

static void drop__takes_a_thing_away_with_what_it_holds(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("i", "")), "b.xml",
        RP_SECTION("items", "<item id='h'/><item id='i'><item id='j'/></item><item id='k'/>"), NULL};
    rp_expect(pairs, "protocol=p[items[item=h item=k]]", "");
}

static void drop__puts_another_in_the_same_place(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(DROP("i", "<item id='i'><item id='n'/></item>") INCLUDE("b.xml")), "b.xml",
        RP_SECTION("items", "<item id='h'/><item id='i'><item id='j'/></item><item id='k'/>"), NULL};
    rp_expect(pairs, "protocol=p[items[item=h item=i[item=n] item=k]]", "");
}

static void drop__names_a_term_with_its_fact(void) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT(INCLUDE("b.xml") "<drop ref='t' of='g' because='x'/>"
                                     "<drop ref='u' of='f' because='x'><term id='w'/></drop>"),
        "b.xml", FACTS, NULL};
    rp_expect(pairs, "protocol=p[vocabulary[choice=f[term=t[term=w] term=v] set=g]]", "");
}

static void drop__kinds_of_fact_count_as_one(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("f", "<number id='f' min='0' max='1'/>")), "b.xml", FACTS, NULL};
    rp_expect(pairs, "protocol=p[vocabulary[number=f set=g[term=t]]]", "");
}

static void drop__the_kind_decides_where_two_have_one_name(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("i", "<item id='n'/>")), "b.xml",
                                        RP_DOCUMENT("<items><item id='i'/></items><places><place id='i'/></places>"),
                                        NULL};
    rp_expect(pairs, "protocol=p[items[item=n] places[place=i]]", "");
}

static void drop__acts_on_included_documents_alone(void) {
    static const char *const own[] = {"a.xml", RP_DOCUMENT("<items><item id='i'/></items>" DROP("i", "")), NULL};
    static const char *const beside[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("c.xml")),
                                         "b.xml", RP_SECTION("items", "<item id='i'/>"),
                                         "c.xml", RP_DOCUMENT(DROP("i", "")),
                                         NULL};
    static const char *const twice[] = {
        "a.xml", RP_DOCUMENT(INCLUDE("b.xml") INCLUDE("c.xml")), "b.xml", RP_SECTION("items", "<item id='i'/>"),
        "c.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("i", "")),    NULL};
    rp_expect(own, "", "1:110 drop-unknown");
    rp_expect(beside, "", "c.xml:1:81 drop-unknown");
    rp_expect(twice, "protocol=p[items]", "");
}

static void drop__inner_documents_come_first(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(DROP("j", "<item id='k'/>") INCLUDE("b.xml")),
        "b.xml", RP_DOCUMENT(DROP("i", "<item id='j'><item id='z'/></item>") INCLUDE("c.xml")),
        "c.xml", RP_SECTION("items", "<item id='i'/>"),
        NULL};
    rp_expect(pairs, "protocol=p[items[item=k]]", "");
}

static void drop__what_fits_nothing_or_several_is_an_error(void) {
    static const char *const pairs[] = {
        "a.xml",
        RP_DOCUMENT(INCLUDE("b.xml") DROP("i", "") DROP("n", "") DROP("j", "<role id='j'/>") DROP("j", "")
                        DROP("j", "")),
        "b.xml", RP_DOCUMENT("<items><item id='i'/><item id='j'/></items><places><place id='i'/></places>"), NULL};
    rp_expect(pairs, "", "1:104 drop-several 1:137 drop-unknown 1:190 drop-kind 1:250 drop-unknown");
}

static void drop__only_what_is_defined_by_the_list_can_be_named(void) {
    static const char *const pairs[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("o", "")), "b.xml",
                                        RP_SECTION("sources", "<source id='o'/>"), NULL};
    rp_expect(pairs, "", "1:104 drop-unknown");
}

static void drop__the_outcome_is_checked_as_one(void) {
    static const char *const twice[] = {"a.xml", RP_DOCUMENT("<items><item id='i'/></items>" INCLUDE("b.xml")), "b.xml",
                                        RP_SECTION("items", "<item id='i'/>"), NULL};
    static const char *const once[] = {"a.xml",
                                       RP_DOCUMENT("<items><item id='i'/></items>" INCLUDE("b.xml") DROP("i", "")),
                                       "b.xml", RP_SECTION("items", "<item id='i'/>"), NULL};
    static const char *const replaced[] = {"a.xml", RP_DOCUMENT(INCLUDE("b.xml") DROP("i", "<item id='j'/>")), "b.xml",
                                           RP_SECTION("items", "<item id='i'/><item id='j'/>"), NULL};
    rp_expect(twice, "", "b.xml:1:45 duplicate-id");
    rp_expect(once, "protocol=p[items[item=i] items]", "");
    rp_expect(replaced, "", "b.xml:1:59 duplicate-id");
}

static void guards_are(const char *drops, const char *expected) {
    char text[600], found[100] = "";
    const char *const pairs[] = {"a.xml", text, "b.xml", RULES, NULL};
    rp_load_result r;
    (void)snprintf(text, sizeof text, "%s%s%s</protocol>", RP_HEAD, INCLUDE("b.xml"), drops);
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL(r.status, REFPATH_OK);
    for (size_t i = 0; i < r.model.dropped_guards.n; i++) {
        rp_put(found, sizeof found, r.model.dropped_guards.at[i]);
    }
    CU_ASSERT_STRING_EQUAL(found, expected);
    rp_load_result_free(&r);
}

static void drop__what_protects_children_is_remembered(void) {
    guards_are(DROP("r", ""), "r");
    guards_are(DROP("c", ""), "c");
    guards_are(DROP("s", ""), "");
    guards_are(DROP("r", "<rule id='r' effect='forbid'/>") DROP("c", "<claim id='n'/>"), "rc");
    guards_are(DROP("s", "<rule id='n' effect='forbid'/>"), "");
}

/* The rule goes, another of its name comes, and goes too; the document that did the first says so already. */
static void drop__a_guard_is_remembered_once(void) {
    static const char *const pairs[] = {
        "a.xml", RP_DOCUMENT(DROP("r", "") INCLUDE("b.xml")), "b.xml",
        "<protocol xmlns='urn:refpath:protocol:1' id='b' version='1' xml:lang='en' guards-dropped='q r'>"
            INCLUDE("c.xml") DROP("r", "<rule id='r' effect='forbid'/>") "</protocol>",
        "c.xml", RP_SECTION("consent", "<rule id='r' effect='forbid'/>"), NULL};
    rp_load_result r;
    rp_load_with(&r, pairs, NULL);
    CU_ASSERT_EQUAL_FATAL(r.status, REFPATH_OK);
    CU_ASSERT_EQUAL_FATAL(r.model.dropped_guards.n, 2);
    CU_ASSERT_STRING_EQUAL(r.model.dropped_guards.at[0], "q");
    CU_ASSERT_STRING_EQUAL(r.model.dropped_guards.at[1], "r");
    rp_load_result_free(&r);
}

RP_SUITE(RP_TEST(drop__takes_a_thing_away_with_what_it_holds), RP_TEST(drop__puts_another_in_the_same_place),
         RP_TEST(drop__names_a_term_with_its_fact), RP_TEST(drop__kinds_of_fact_count_as_one),
         RP_TEST(drop__the_kind_decides_where_two_have_one_name), RP_TEST(drop__acts_on_included_documents_alone),
         RP_TEST(drop__inner_documents_come_first), RP_TEST(drop__what_fits_nothing_or_several_is_an_error),
         RP_TEST(drop__only_what_is_defined_by_the_list_can_be_named), RP_TEST(drop__the_outcome_is_checked_as_one),
         RP_TEST(drop__what_protects_children_is_remembered), RP_TEST(drop__a_guard_is_remembered_once))
