/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Tables of conditions: for each decision about consent a case, and for each condition of it one in which that condition
 * alone is otherwise, so that the answer is. The first row of a table is the case that the others differ from.
 */
#include "decide/consent_world.h"

#include "decide/consent.h"

typedef struct row {
    const char *what;  /* is otherwise */
    const char *rules; /* of this row and those after it, until others are given */
    const char *facts; /* the case */
    const char *says;
    const char *to, *at; /* "clinic", NOON */
} row;

static void check_row(const char *item, const char *path, const char *rules, const row *r, int line) {
    scene s = scene_open(rules);
    scene_case(&s, r->facts);
    scene_consent(&s, item, r->to ? r->to : "clinic", "care", "office", r->at ? r->at : NOON);
    expect_at(&s, path, r->says, line);
    scene_close(&s);
}

static void check_rows(const char *item, const char *path, const row *rows, size_t n, int line) {
    const char *rules = NULL;
    for (size_t i = 0; i < n; i++) {
        rules = rows[i].rules ? rows[i].rules : rules;
        if (i > 0 && strcmp(rows[i].says, rows[0].says) == 0) {
            printf("  %s: it makes no difference\n", rows[i].what);
            CU_FAIL("a row that shows nothing");
        }
        check_row(item, path, rules, &rows[i], line);
    }
}

#define ROW_AT(is, in, of, gives, whom, when) {.what = is, .rules = in, .facts = of, .says = gives, .to = whom, .at = when}
#define ROW_TO(is, in, of, gives, whom) ROW_AT(is, in, of, gives, whom, NULL)
#define ROW(is, in, of, gives) ROW_AT(is, in, of, gives, NULL, NULL)
#define TABLE(item, path, ...)                                                                                         \
    do {                                                                                                               \
        static const row rows[] = {__VA_ARGS__};                                                                       \
        check_rows(item, path, rows, sizeof rows / sizeof *rows, __LINE__);                                            \
    } while (0)

#define IF(test, in) WHEN("<test fact='" test "'/>") in
#define AT(place, in) WHEN("<test fact='place' in='" place "'/>") in
#define OF(item, in) WHEN("<test fact='item' in='" item "'/>") in
#define BOTH(item, test) WHEN("<test fact='item' in='" item "'/><test fact='" test "'/>")
#define FACTS(danger, alone, more) "{'facts':{'danger':" danger ",'alone':" alone "}" more "}"
#define SAID(...) ",'consents':[" __VA_ARGS__ "]"
#define REFUSED_FOR(by, items) REFUSED(by, MAY, ",'items':" items ",'recipients':'all','purposes':'all'")
#define LINE(by, more) "{'by':['" by "'],'kind':'consent'" more "}"

/* -- which rules count ------------------------------------------------------------------------------------------- */

static void table__what_forbids(void) {
    TABLE("need", "decision",
          ROW("", RULES(RULE("f", "forbid", IF("danger", "")) RULE("p", "permit", IF("alone", ""))),
           FACTS("false", "true", ""), "permitted"),
          ROW("a forbid rule holds", NULL, FACTS("true", "true", ""), "forbidden"),
          ROW("no rule permits", NULL, FACTS("false", "false", ""), "forbidden"),
          ROW("the recipient is avoided", NULL, FACTS("false", "true", ",'avoid':['clinic']"), "forbidden"),
          ROW_TO("the recipient is not active", NULL, FACTS("false", "true", ""), "forbidden", "gone"));
    TABLE("need", "decision",
          ROW_AT("", RULES(RULE("p", "permit", "")), "{}", "permitted", "gone", "2026-01-31T12:00:00Z"),
          ROW_AT("the recipient is an actor that is not active", NULL, "{}", "forbidden", "gone", "2026-02-01T00:00:00Z"),
          ROW_AT("no rule holds, and none requires", RULES(""), "{}", "forbidden", "gone", "2026-01-31T12:00:00Z"));
    TABLE("need", "decision", ROW_TO("", RULES(RULE("p", "permit", "")), "{}", "permitted", "parent"), /* a party is always active */
          ROW_TO("the recipient is a party that is avoided", NULL, "{'avoid':['parent']}", "forbidden", "parent"));
}

static void table__what_a_permit_rule_needs(void) {
#define WANTED SAID(GIVEN("child", MAY, "") "," GIVEN("parent", MAY, ""))
    TABLE("need", "decision",
          ROW("", RULES(RULE("p", "permit", IF("danger", AGREE("child") AGREE("parent"))) RULE("f", "forbid", IF("alone", ""))),
           FACTS("true", "false", WANTED), "permitted"),
          ROW("it does not hold", NULL, FACTS("false", "false", WANTED), "forbidden"),
          ROW("its first agreement is not met", NULL, FACTS("true", "false", SAID(GIVEN("parent", MAY, ""))), "forbidden"),
          ROW("its second agreement is not met", NULL, FACTS("true", "false", SAID(GIVEN("child", MAY, ""))), "forbidden"),
          ROW("a forbid rule holds", NULL, FACTS("true", "true", WANTED), "forbidden"),
          ROW("it is a require rule that does not hold",
           RULES(RULE("p", "require", IF("danger", AGREE("child") AGREE("parent")))), FACTS("false", "false", WANTED),
           "forbidden"));
}

#define LAW(effect, over) \
    WORLD "<consent id='ages'>" RULE("r", "require", IF("danger", AGREE("child"))) RULE("f", "forbid", IF("alone", "")) \
        RULE("p", "permit", AT("hill", "")) "</consent><consent id='other'/><consent" over ">" \
        RULE("l", effect, WHEN("<test fact='caregiver' in='unsafe'/>") AGREE("supervisor")) "</consent>"
#define CARE(danger, alone, caregiver, more) \
    "{'facts':{'danger':" danger ",'alone':" alone ",'caregiver':'" caregiver "'}" more "}"

static void table__when_a_require_rule_counts(void) {
    TABLE("need", "rules",
          ROW("", LAW("require", " over='ages'"), CARE("true", "false", "absent", ",'place':'port'"), "['r']"),
          ROW("it does not hold", NULL, CARE("false", "false", "absent", ",'place':'port'"), ""),
          ROW("a forbid rule holds", NULL, CARE("true", "true", "absent", ",'place':'port'"), "['f']"),
          ROW("a permit rule permits", NULL, CARE("true", "false", "absent", ",'place':'hill'"), "['p']"),
          ROW("a section over its own has a require rule that holds", NULL, CARE("true", "false", "unsafe", ",'place':'port'"),
           "['l']"));
}

static void table__when_a_section_leaves_another_out(void) {
    TABLE("need", "missing",
          ROW("", LAW("require", " over='ages'"), CARE("true", "false", "unsafe", ",'place':'port'"), "[" LINE("supervisor", "") "]"),
          ROW("its rule does not hold", NULL, CARE("true", "false", "absent", ",'place':'port'"), "[" LINE("child", "") "]"),
          ROW("its rule does not require", LAW("permit", " over='ages'"), CARE("true", "false", "unsafe", ",'place':'port'"),
           "[" LINE("child", "") "]"),
          ROW("it stands over none", LAW("require", ""), CARE("true", "false", "unsafe", ",'place':'port'"),
           "[" LINE("child", "") "," LINE("supervisor", "") "]"),
          ROW("it stands over another", LAW("require", " over='other'"), CARE("true", "false", "unsafe", ",'place':'port'"),
           "[" LINE("child", "") "," LINE("supervisor", "") "]"));
}

/* -- agreements ---------------------------------------------------------------------------------------------------- */

static void table__when_an_agreement_is_refused(void) {
    static const char both[] = RULES(RULE("r", "require", AGREE("child parent")));
    TABLE("need", "decision", ROW("", both, CONSENTS(REFUSED("child", MAY, "") "," REFUSED("parent", MAY, "")), "refused"),
          ROW("the first party does not refuse", NULL, CONSENTS(REFUSED("parent", MAY, "")), "needs-consent"),
          ROW("the last party does not refuse", NULL, CONSENTS(REFUSED("child", MAY, "")), "needs-consent"));
    TABLE("need", "decision", ROW("", both, "{'avoid':['child','parent']}", "refused"),
          ROW("a party is left to ask", NULL, "{'avoid':['child']}", "needs-consent"));
    TABLE("need", "warnings", ROW("", both, "{'avoid':['child','parent']}", "[{'code':'nobody-left-to-ask','args':{}}]"),
          ROW("a party is left to ask", NULL, "{'avoid':['child']}", ""),
          ROW("the list goes with no word", RULES(RULE("r", "require", AGREE("child parent")) RULE("f", "forbid", "")),
           "{'avoid':['child','parent']}", ""));
}

#define TWO(one, two) RULES(RULE("a", "require", "<agreement by='" one "/>") RULE("b", "require", "<agreement by='" two "/>"))

static void table__what_the_list_leaves_out(void) {
    TABLE("need", "missing", ROW("", TWO("child'", "child'"), "{}", "[" LINE("child", "") "]"),
          ROW("the second has another party", TWO("child'", "parent'"), "{}", "[" LINE("child", "") "," LINE("parent", "") "]"),
          ROW("the second has more parties", TWO("child'", "child parent'"), "{}",
           "[" LINE("child", "") ",{'by':['child','parent'],'kind':'consent'}]"),
          ROW("the second is stricter", TWO("child'", "child' form='written'"), "{}", "[" LINE("child", ",'form':'written'") "]"),
          ROW("the first is stricter", TWO("child' form='written'", "child'"), "{}", "[" LINE("child", ",'form':'written'") "]"),
          ROW("the first asks for less", TWO("child' kind='assent' naming='item'", "child'"), "{}",
           "[{'by':['child'],'kind':'assent','naming':['item']}," LINE("child", "") "]"),
          ROW("each asks for more", TWO("child' form='written'", "child' naming='item'"), "{}",
           "[" LINE("child", ",'form':'written'") "," LINE("child", ",'naming':['item']") "]"),
          ROW("both are met", TWO("child'", "child'"), CONSENTS(GIVEN("child", MAY, "")), ""));
}

/* -- the word where facts are open ------------------------------------------------------------------------------------ */

static void table__when_open_facts_leave_one_thing_to_ask(void) {
    TABLE("need", "decision",
          ROW("", RULES(RULE("p", "permit", IF("danger", "")) RULE("r", "require", AGREE("child"))), "{}", "needs-consent"),
          ROW("some completion is forbidden", RULES(RULE("f", "forbid", IF("danger", "")) RULE("r", "require", AGREE("child"))), "{}",
           "needs-facts"),
          ROW("some completion is refused", RULES(RULE("d", "require", IF("danger", AGREE("parent"))) RULE("r", "require", AGREE("child"))),
           CONSENTS(REFUSED("parent", MAY, "")), "needs-facts"),
          ROW("two completions have two lists",
           RULES(RULE("d", "require", IF("danger", AGREE("parent"))) RULE("r", "require", AGREE("child"))), "{}", "needs-facts"),
          ROW("no fact is to be asked, and some completion is forbidden",
           RULES(RULE("f", "forbid", IF("alone", "")) RULE("r", "require", AGREE("child"))), "{}", "forbidden"),
          ROW("no completion needs it", RULES(RULE("p", "permit", "") RULE("r", "require", AGREE("child"))), "{}", "permitted"));
    TABLE("need", "decision",
          ROW("", RULES(RULE("p", "permit", IF("alone", "")) RULE("r", "require", AGREE("child"))), "{}", "needs-consent"),
          ROW("all completions are permitted", NULL, FACTS("false", "true", ""), "permitted"),
          ROW("a completion is refused", NULL, CONSENTS(REFUSED("child", MAY, "")), "refused"));
}

static void table__which_facts_are_named(void) {
    static const char rules[] = RULES(RULE("f", "forbid", IF("danger", "")) RULE("p", "permit", WHEN("<test fact='danger'/>"
        "<test fact='alone'/>")) RULE("r", "require", IF("alone", AGREE("child"))) RULE("q", "permit", AT("hill", "")));
    TABLE("need", "facts", ROW("", rules, "{'place':'port'}", "[{'fact':'danger'}]"),
          ROW("the fact is known", NULL, "{'place':'port','facts':{'danger':false}}", "[{'fact':'alone'}]"),
          ROW("the place is open too", NULL, "{}", "[{'fact':'danger'},{'fact':'place'}]"),
          ROW("nothing depends on any", NULL, "{'place':'port','facts':{'danger':true}}", ""));
}

/* -- what is told with it ---------------------------------------------------------------------------------------------- */

static void table__which_rules_made_it(void) {
    static const char rules[] = RULES(RULE("f", "forbid", IF("alone", "")) RULE("p", "permit", IF("danger", AGREE("child"))));
    TABLE("need", "rules", ROW("", rules, FACTS("true", "false", SAID(GIVEN("child", MAY, ""))), "['p']"),
          ROW("it does not hold", NULL, FACTS("false", "false", SAID(GIVEN("child", MAY, ""))), ""),
          ROW("its agreement is not met", NULL, FACTS("true", "false", ""), ""),
          ROW("a forbid rule holds", NULL, FACTS("true", "true", SAID(GIVEN("child", MAY, ""))), "['f']"));
}

static void table__whose_refusal_is_overridden(void) {
    static const char rules[] = RULES(RULE("p", "permit", IF("danger", "")) RULE("f", "forbid", IF("alone", ""))
                                          RULE("r", "require", AGREE("supervisor")));
#define NO SAID(REFUSED("child", MAY, "") "," GIVEN("supervisor", MAY, ""))
    TABLE("need", "despite", ROW("", rules, FACTS("true", "false", NO), "['child']"),
          ROW("no rule permits", NULL, FACTS("false", "false", NO), ""),
          ROW("a rule forbids", NULL, FACTS("true", "true", NO), ""),
          ROW("the party is avoided", NULL, FACTS("true", "false", ",'avoid':['child']" NO), ""),
          ROW("the party does not refuse", NULL, FACTS("true", "false", ""), ""),
          ROW("another refuses as well", NULL, FACTS("true", "false", SAID(REFUSED("child", MAY, "") "," REFUSED("parent", MAY, ""))),
           "['child','parent']"));
}

/* -- several together ---------------------------------------------------------------------------------------------------- */

/* A part stands apart where one thing about it is not as about the whole; here the parts that do, by what they say. */
static void table__when_a_part_stands_apart(void) {
#define PLAIN RULE("p", "permit", "")
    TABLE("identity", "parts/0/item", ROW("", RULES(PLAIN), "{}", ""),
          ROW("its word", RULES(PLAIN RULE("f", "forbid", OF("photo", ""))), "{}", "name"),
          ROW("its list", RULES(RULE("r", "require", AGREE("child")) RULE("q", "require", OF("photo", AGREE("parent")))), "{}", "name"),
          ROW("an agreement of its list is weaker", RULES(RULE("r", "require", "<agreement by='child' kind='assent'/>")
              RULE("q", "require", OF("photo", AGREE("child")))), "{}", "name"),
          ROW("an agreement of its list is not refused", RULES(RULE("r", "require", AGREE("child"))),
           CONSENTS(REFUSED_FOR("child", "['photo']")), "name"),
          ROW("an agreement of its list is not refused, and another is", RULES(RULE("r", "require", AGREE("child") AGREE("parent"))),
              CONSENTS(REFUSED_FOR("child", "['photo']") "," REFUSED_FOR("parent", "['name']")), "name"),
          ROW("its facts", RULES(RULE("r", "require", AGREE("child")) RULE("q", "permit", WHEN("<test fact='item' in='photo'/>"
              "<test fact='alone'/>"))), "{}", "name"),
          ROW("its rules", RULES(RULE("a", "permit", OF("name", "")) RULE("b", "permit", OF("photo", ""))), "{}", "name"),
          ROW("its obligations", RULES(PLAIN RULE("r", "require", OF("photo", AGREE("child") "<obligation id='o'/>"))), "{}", "name"),
          ROW("whose refusal it overrides", RULES(PLAIN), CONSENTS(REFUSED_FOR("child", "['photo']")), "name"));
    TABLE("identity", "parts", ROW("", RULES(PLAIN RULE("f", "forbid", OF("photo", ""))), "{}",
              "[{'decision':'permitted','item':'name','rules':['p']}]"),
          ROW("nothing", RULES(PLAIN), "{}", ""));
    TABLE("identity", "parts", /* a rule that holds, of which nothing is told, sets no part apart */
          ROW("", RULES(PLAIN RULE("r", "require", OF("photo", AGREE("child") "<obligation id='o'/>"))), "{}",
           "[{'decision':'permitted','item':'name','rules':['p']}]"),
          ROW("the rule has no obligation", RULES(PLAIN RULE("r", "require", OF("photo", AGREE("child")))), "{}", ""));
}

static void table__what_several_are_together(void) {
    TABLE("identity", "decision", ROW("", RULES(RULE("p", "permit", OF("name", "")) RULE("q", "permit", OF("photo", ""))), "{}", "permitted"),
          ROW("the first is stricter", RULES(RULE("q", "permit", OF("photo", ""))), "{}", "forbidden"),
          ROW("the last is stricter", RULES(RULE("p", "permit", OF("name", ""))), "{}", "forbidden"),
          ROW("one needs consent", RULES(RULE("p", "require", OF("name", AGREE("child"))) RULE("q", "permit", OF("photo", ""))), "{}",
           "needs-consent"),
          ROW("one needs facts", RULES(RULE("p", "permit", WHEN("<test fact='item' in='name'/><test fact='danger'/>"))
              RULE("q", "permit", OF("photo", ""))), "{}", "needs-facts"),
          ROW("one is refused", RULES(RULE("p", "require", OF("name", AGREE("child"))) RULE("q", "permit", OF("photo", ""))),
           CONSENTS(REFUSED("child", MAY, "")), "refused"),
          ROW_TO("there is none", RULES(RULE("p", "permit", "")), "{'place':'port'}", "forbidden", "judge"));
    TABLE("identity", "facts", /* of needs-facts those to ask alone */
          ROW("", RULES(RULE("f", "forbid", BOTH("name", "danger")) RULE("p", "permit", OF("name", ""))
              RULE("q", "permit", BOTH("photo", "alone")) RULE("r", "require", OF("photo", AGREE("child")))), "{}", "[{'fact':'danger'}]"),
          ROW("both need consent", RULES(RULE("p", "permit", BOTH("name", "danger")) RULE("q", "permit", BOTH("photo", "alone"))
              RULE("r", "require", AGREE("child"))), "{}", "[{'fact':'danger'},{'fact':'alone'}]"));
}

/* Parts come in the order of items, agreements stand in the order of rules. */
static void table__how_lists_are_joined(void) {
#define NAME_THEN_PHOTO(name, photo) RULES(RULE("b", "require", OF("photo", photo)) RULE("a", "require", OF("name", name)))
#define ASSENT "<agreement by='child' kind='assent'/>"
    TABLE("identity", "missing", ROW("", NAME_THEN_PHOTO(AGREE("child"), AGREE("child")), "{}", "[" LINE("child", "") "]"),
          ROW("another party", NAME_THEN_PHOTO(AGREE("child"), AGREE("parent")), "{}", "[" LINE("parent", "") "," LINE("child", "") "]"),
          ROW("another before it", NAME_THEN_PHOTO(AGREE("child"), AGREE("parent") AGREE("child")), "{}",
           "[" LINE("parent", "") "," LINE("child", "") "]"),
          ROW("the later asks for less", NAME_THEN_PHOTO(AGREE("child") AGREE("parent"), ASSENT), "{}",
           "[" LINE("child", "") "," LINE("parent", "") "]"),
          ROW("the later asks for more", NAME_THEN_PHOTO(AGREE("parent") ASSENT, AGREE("child")), "{}",
           "[" LINE("child", "") "," LINE("parent", "") "]"),
          ROW("the later is refused", NAME_THEN_PHOTO(AGREE("child"), AGREE("child")), CONSENTS(REFUSED_FOR("child", "['photo']")),
           "[" LINE("child", ",'refused':true") "]"),
          ROW("the first is refused", NAME_THEN_PHOTO(AGREE("child"), AGREE("child")), CONSENTS(REFUSED_FOR("child", "['name']")),
           "[" LINE("child", ",'refused':true") "]"),
          ROW("the first asks for less and is refused", NAME_THEN_PHOTO(ASSENT, AGREE("child")), CONSENTS(REFUSED_FOR("child", "['name']")),
           "[" LINE("child", "") ",{'by':['child'],'kind':'assent','refused':true}]"),
          ROW("the later asks for more and is refused", NAME_THEN_PHOTO(ASSENT, AGREE("child")),
           CONSENTS(REFUSED_FOR("child", "['photo']")), "[" LINE("child", ",'refused':true") "]"));
}

/* -- lists that read alike -------------------------------------------------------------------------------------------------- */

static void alike(const scene *s, uint32_t first, bool first_refused, uint32_t second, bool second_refused, bool expected) {
    static const uint32_t child = 0;
    rp_missing a = {first, {1, &child}, first_refused}, b = {second, {1, &child}, second_refused};
    rp_decision one, other;
    rp_work w;
    memset(&w, 0, sizeof w);
    memset(&one, 0, sizeof one);
    memset(&other, 0, sizeof other);
    w.p = s->protocol;
    one.missing.at = &a;
    other.missing.at = &b;
    one.missing.n = other.missing.n = 1;
    CU_ASSERT_EQUAL(rp_missing_alike(&w, &one, &other), expected);
    other.missing.n = 0;
    CU_ASSERT_FALSE(rp_missing_alike(&w, &one, &other));
}

/* Agreements 0 and 2 are the same, 1 is stricter. */
static void table__when_two_lists_read_alike(void) {
    scene s = scene_open(RULES(RULE("r", "require", AGREE("child") "<agreement by='child' form='written'/>" AGREE("child"))));
    alike(&s, 0, false, 2, false, true);
    alike(&s, 0, false, 2, true, false);
    alike(&s, 0, true, 2, false, false);
    alike(&s, 0, false, 1, false, false);
    alike(&s, 1, false, 0, false, false);
    alike(&s, 0, true, 2, true, true);
    scene_close(&s);
}

RP_SUITE(RP_TEST(table__what_forbids), RP_TEST(table__what_a_permit_rule_needs), RP_TEST(table__when_a_require_rule_counts),
         RP_TEST(table__when_a_section_leaves_another_out), RP_TEST(table__when_an_agreement_is_refused),
         RP_TEST(table__what_the_list_leaves_out), RP_TEST(table__when_open_facts_leave_one_thing_to_ask),
         RP_TEST(table__which_facts_are_named), RP_TEST(table__which_rules_made_it), RP_TEST(table__whose_refusal_is_overridden),
         RP_TEST(table__when_a_part_stands_apart), RP_TEST(table__what_several_are_together), RP_TEST(table__how_lists_are_joined),
         RP_TEST(table__when_two_lists_read_alike))
