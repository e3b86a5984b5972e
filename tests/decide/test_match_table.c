/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The matcher by itself: tables of conditions for its decisions, each row with one thing otherwise, and what it does with
 * many values and without memory.
 */
#include "decide/scene.h"

#include "decide/match.h"

#include "support/fail_alloc.h"

#define NOON "2026-06-01T12:00:00Z"

/* A question in progress, of a case of the scene. */
typedef struct asked {
    rp_arena arena;
    rp_work w;
    refpath_status status;
} asked;

static void begin(asked *a, const scene *s, const refpath_allocator *hooks) {
    rp_alloc alloc;
    CU_ASSERT_TRUE_FATAL(rp_alloc_init(&alloc, hooks));
    rp_arena_init(&a->arena, &alloc, true);
    a->status = rp_work_init(&a->w, &a->arena, s->c, moment_of(NOON), NULL);
}

static void end(asked *a) { rp_arena_free(&a->arena); }

static uint32_t who(const scene *s, const char *id) { return rp_table_find(&s->protocol->who_names, rp_str_of(id)); }

/* -- requests ---------------------------------------------------------------------------------------------------- */

#define WORLD                                                                                                          \
    "<items><item id='need'/><item id='photo'/></items><purposes><purpose id='care'/><purpose id='inquiry'/></purposes>" \
    "<parties><party id='child'/></parties><groups><group id='mission'/><group id='ngo'/></groups>"                    \
    "<actors><actor id='office' group='mission'/><actor id='clinic' group='ngo'/></actors>"
#define RULE(test) "<rule id='r' effect='forbid'><when>" test "</when></rule>"

static rp_request usual(const scene *s) {
    rp_request q = {who(s, "office"), who(s, "clinic"), 0, 0, RP_NONE};
    return q;
}

static void match__two_requests_are_one_where_all_they_ask_is(void) {
    scene s = scene_open(WORLD "<consent>" RULE("<test fact='item' in='need'/>") "</consent>");
    rp_match *first;
    rp_request other;
    asked a;
    scene_case(&s, "{'consents':[{'by':'child','given':true,'at':'2026-05-01T12:00:00Z','kind':'consent','form':'spoken',"
                   "'items':'all','recipients':'all','purposes':'all'}]}");
    begin(&a, &s, NULL);
    other = usual(&s);
    first = rp_match_get(&a.w, &other);
    CU_ASSERT_PTR_NOT_NULL_FATAL(first);
    CU_ASSERT_PTR_EQUAL(rp_match_get(&a.w, &other), first);
    other.sender = who(&s, "clinic");
    CU_ASSERT_PTR_NOT_EQUAL(rp_match_get(&a.w, &other), first);
    other = usual(&s);
    other.recipient = who(&s, "office");
    CU_ASSERT_PTR_NOT_EQUAL(rp_match_get(&a.w, &other), first);
    other = usual(&s);
    other.purpose = 1;
    CU_ASSERT_PTR_NOT_EQUAL(rp_match_get(&a.w, &other), first);
    other = usual(&s);
    other.item = 1;
    CU_ASSERT_PTR_NOT_EQUAL(rp_match_get(&a.w, &other), first);
    other = usual(&s);
    other.moment = 0;
    CU_ASSERT_PTR_NOT_EQUAL(rp_match_get(&a.w, &other), first);
    CU_ASSERT_PTR_EQUAL(rp_match_get(&a.w, &first->request), first);
    end(&a);
    scene_close(&s);
}

enum { CROWD = 400 };

/* So many of each thing that requests share the rooms they are kept in. */
static scene open_crowd(void) {
    enum { ROOM = 120000 };
    static const char *const lists[][2] = {{"items", "<item id='i%d'/>"}, {"purposes", "<purpose id='u%d'/>"},
                                           {"actors", "<actor id='a%d' group='g'/>"}};
    char *xml = malloc(ROOM);
    size_t n = 0;
    scene s;
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    n += (size_t)snprintf(xml + n, ROOM - n, "<parties><party id='child'/></parties><groups><group id='g'/></groups>");
    for (size_t k = 0; k < 3; k++) {
        n += (size_t)snprintf(xml + n, ROOM - n, "<%s>", lists[k][0]);
        for (int i = 0; i < CROWD; i++) {
            n += (size_t)snprintf(xml + n, ROOM - n, lists[k][1], i);
        }
        n += (size_t)snprintf(xml + n, ROOM - n, "</%s>", lists[k][0]);
    }
    (void)snprintf(xml + n, ROOM - n, "<consent>" RULE("<test fact='item' in='i1'/><test fact='sender' in='a1'/>") "</consent>");
    s = scene_open(xml);
    free(xml);
    return s;
}

/* A consent at each of as many moments. */
static void crowd_of_moments(scene *s) {
    enum { ROOM = 120000 };
    char *json = malloc(ROOM);
    size_t n = (size_t)snprintf(json, ROOM, "{'consents':[");
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    for (int i = 0; i < CROWD; i++) {
        n += (size_t)snprintf(json + n, ROOM - n, "%s{'by':'child','given':true,'at':'2026-05-01T%02d:%02d:00Z','kind':'consent',"
                              "'form':'spoken','items':'all','recipients':'all','purposes':'all'}", i ? "," : "", i / 60, i % 60);
    }
    (void)snprintf(json + n, ROOM - n, "]}");
    scene_case(s, json);
    free(json);
}

static uint32_t *field_of(rp_request *q, int number) {
    uint32_t *const fields[] = {&q->sender, &q->recipient, &q->purpose, &q->item, &q->moment};
    return fields[number];
}

/* In whatever order they are asked: each field by itself takes all its values, and what was first is found again. */
static void match__of_many_requests_each_is_found_again(void) {
    scene s = open_crowd();
    asked a;
    crowd_of_moments(&s);
    begin(&a, &s, NULL);
    CU_ASSERT_EQUAL_FATAL(a.status, REFPATH_OK);
    for (int field = 0; field < 5; field++) {
        rp_request first = {who(&s, "a1"), who(&s, "a2"), 0, 0, 0};
        rp_match *found = rp_match_get(&a.w, &first), *last = NULL;
        CU_ASSERT_PTR_NOT_NULL_FATAL(found);
        for (uint32_t i = 0; i < CROWD; i++) {
            rp_request q = first;
            *field_of(&q, field) = field < 2 ? who(&s, "a0") + i : i;
            last = rp_match_get(&a.w, &q);
            CU_ASSERT_PTR_NOT_NULL_FATAL(last);
            CU_ASSERT_EQUAL(*field_of(&last->request, field), *field_of(&q, field));
            CU_ASSERT_EQUAL(last == found, *field_of(&q, field) == *field_of(&first, field));
            CU_ASSERT_PTR_EQUAL(rp_match_get(&a.w, &q), last);
        }
        CU_ASSERT_PTR_EQUAL(rp_match_get(&a.w, &first), found);
    }
    end(&a);
    scene_close(&s);
}

/* Where a request has no sender, recipient, purpose or item, no test of it holds, and `not` of the test does. */
static void match__what_a_request_does_not_have_is_none_of_those_tested(void) {
    static const char *const tests[] = {"<test fact='sender' in='mission'/>", "<test fact='recipient' in='ngo'/>",
                                        "<test fact='purpose' in='care'/>", "<test fact='item' in='need'/>"};
    for (unsigned i = 0; i < 8; i++) {
        char sections[1000];
        uint32_t *field;
        rp_request q;
        uint32_t when;
        scene s;
        asked a;
        snprintf(sections, sizeof sections, WORLD "<consent>" RULE("%s%s%s") "</consent>", i % 2 ? "<not>" : "", tests[i / 2],
                 i % 2 ? "</not>" : "");
        s = scene_open(sections);
        scene_case(&s, "{}");
        begin(&a, &s, NULL);
        when = s.protocol->rules.at[0].when;
        q = usual(&s);
        CU_ASSERT_EQUAL(rp_condition_holds(&a.w, &q, when), i % 2 ? RP_DD_FALSE : RP_DD_TRUE);
        CU_ASSERT_EQUAL(rp_condition_holds(&a.w, &q, RP_NONE), RP_DD_TRUE);
        CU_ASSERT_EQUAL(rp_test_holds(&a.w, &q, s.protocol->rule_tests.at[0].condition), RP_DD_TRUE);
        field = i / 2 == 0 ? &q.sender : i / 2 == 1 ? &q.recipient : i / 2 == 2 ? &q.purpose : &q.item;
        *field = RP_NONE;
        CU_ASSERT_EQUAL(rp_condition_holds(&a.w, &q, when), i % 2 ? RP_DD_TRUE : RP_DD_FALSE);
        CU_ASSERT_EQUAL(rp_test_holds(&a.w, &q, s.protocol->rule_tests.at[0].condition), RP_DD_FALSE);
        end(&a);
        scene_close(&s);
    }
}

/* -- whether a clock had started ------------------------------------------------------------------------------------- */

#define CLOCKS                                                                                                         \
    "<vocabulary><number id='held' min='0' max='9' unit='day' since='custody'/>"                                       \
    "<number id='out' min='0' max='9' unit='day' since='release'/><number id='plain' min='0' max='9' unit='count'/>"   \
    "<flag id='long'><when><test fact='held' min='1'/></when></flag></vocabulary>"                                     \
    "<clocks><clock id='custody'/><clock id='release'/></clocks>" WORLD
#define REQUIRE(when) "<consent><rule id='r' effect='require'>" when "<agreement by='child'/></rule>"                  \
    "<rule id='f' effect='forbid'><when><test fact='out' min='9'/></when></rule></consent>"
#define GIVEN "'consents':[{'by':'child','given':true,'at':'2026-05-25T12:00:00Z','kind':'consent','form':'spoken','items':'all'," \
    "'recipients':'all','purposes':'all'}]"

typedef struct row {
    const char *rules, *clocks, *says;
} row;

static void match__a_consent_counts_where_the_clocks_that_its_rule_reads_had_started(void) {
    static const char held[] = CLOCKS REQUIRE("<when><any><test fact='held' max='8'/><test fact='plain' min='1'/></any></when>");
    static const char flag[] = CLOCKS REQUIRE("<when><any><test fact='long'/><test fact='plain' min='1'/></any></when>");
    static const char none[] = CLOCKS REQUIRE("<when><test fact='plain' min='1'/></when>");
    static const row rows[] = {
        {held, "'custody':'2026-05-31','release':'2026-05-31'", "needs-consent"}, /* in the others one thing is otherwise */
        {held, "'custody':'2026-05-24','release':'2026-05-31'", "permitted"},
        {held, "'custody':{'from':'2026-05-20','to':'2026-05-24'},'release':'2026-05-31'", "permitted"},
        {none, "'custody':'2026-05-31','release':'2026-05-31'", "permitted"},
        {flag, "'custody':'2026-05-23','release':'2026-05-31'", "permitted"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        scene s = scene_open(rows[i].rules);
        scene_case_of(&s, "{'facts':{'plain':1},'clocks':{%s}," GIVEN "}", rows[i].clocks);
        scene_consent(&s, "need", "clinic", "care", "office", NOON);
        expect(&s, "decision", rows[i].says);
        scene_close(&s);
    }
}

static void match__a_clock_that_may_not_have_started_is_as_one_that_had_not(void) {
    static const char *const rules[] = {
        CLOCKS REQUIRE("<when><any><test fact='held' max='8'/><test fact='plain' min='1'/></any></when>"),
        CLOCKS REQUIRE("<when><any><test fact='long'/><test fact='plain' min='1'/></any></when>")};
    for (size_t i = 0; i < 2; i++) {
        scene s = scene_open(rules[i]);
        scene_case(&s, "{'facts':{'plain':1},'clocks':{'custody':{'from':'2026-05-24','to':'2026-05-31'},'release':'2026-05-31'}," GIVEN "}");
        scene_consent(&s, "need", "clinic", "care", "office", NOON);
        expect(&s, "decision", "needs-consent");
        expect(&s, "facts", "[{'fact':'held'}]");
        scene_close(&s);
    }
}

/* -- many values ------------------------------------------------------------------------------------------------------- */

enum { MANY = 600 };

/* Days in custody, each tested by itself, six hundred places, and a set; the first agreement is asked of an earlier day. */
static char *write_many(void) {
    enum { ROOM = 200000 };
    char *xml = malloc(ROOM);
    size_t n;
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    n = (size_t)snprintf(xml, ROOM, "<vocabulary><number id='held' min='0' max='%d' unit='day' since='custody'/>"
                         "<set id='concern'><term id='a'><term id='aa'/><term id='ab'/></term><term id='b'/></set></vocabulary>"
                         "<clocks><clock id='custody'/></clocks>" WORLD "<places>", MANY);
    for (int i = 0; i < MANY; i++) {
        n += (size_t)snprintf(xml + n, ROOM - n, "<place id='p%d'/>", i);
    }
    n += (size_t)snprintf(xml + n, ROOM - n, "</places><consent><rule id='r' effect='require'><when><any>");
    for (int i = 0; i < MANY; i += 2) {
        n += (size_t)snprintf(xml + n, ROOM - n, "<test fact='held' min='%d' max='%d'/>", i, i);
    }
    (void)snprintf(xml + n, ROOM - n, "</any></when><agreement by='child'/></rule><rule id='q' effect='require'><when>"
                   "<any><test fact='concern' in='aa b'/><test fact='place' in='p3 p5'/></any></when><agreement by='child'/></rule></consent>");
    return xml;
}

/* Who keeps the child since some day of two years, where, and what happened is open. */
static scene open_many(void) {
    char *xml = write_many();
    scene s = scene_open(xml);
    free(xml);
    scene_case(&s, "{'clocks':{'custody':{'from':'2024-11-01','to':'2026-05-31'}}," GIVEN "}");
    return s;
}

static void match__many_values_are_told_apart(void) {
    scene s = open_many();
    rp_request q = usual(&s), then = usual(&s);
    uint32_t held = s.protocol->rules.at[0].when, where = s.protocol->rules.at[1].when;
    asked a;
    rp_word *axes;
    begin(&a, &s, NULL);
    CU_ASSERT_EQUAL_FATAL(a.status, REFPATH_OK);
    CU_ASSERT_FALSE(rp_dd_is_end(rp_condition_holds(&a.w, &q, held)));
    CU_ASSERT_FALSE(rp_dd_is_end(rp_condition_holds(&a.w, &q, where)));
    axes = rp_axes_new(&a.w);
    rp_depends(&a.w, rp_condition_holds(&a.w, &q, where), axes);
    CU_ASSERT_TRUE(rp_bits_has(axes, a.w.p->place_axis));
    then.moment = rp_facts_moment(&a.w.facts, moment_of("2026-05-25T12:00:00Z"));
    CU_ASSERT_EQUAL_FATAL(then.moment, 0);
    CU_ASSERT_FALSE(rp_dd_is_end(rp_condition_holds(&a.w, &then, held)));
    CU_ASSERT_NOT_EQUAL(rp_condition_holds(&a.w, &then, held), rp_condition_holds(&a.w, &q, held));
    CU_ASSERT_EQUAL(a.w.dd.status, REFPATH_OK);
    end(&a);
    scene_case(&s, "{'place':'p4','clocks':{'custody':'2026-05-30T12:00:00Z'}}"); /* one value is left: it is two days */
    begin(&a, &s, NULL);
    CU_ASSERT_EQUAL(rp_condition_holds(&a.w, &q, held), RP_DD_TRUE);
    end(&a);
    scene_case(&s, "{'place':'p4','clocks':{'custody':'2026-05-31T12:00:00Z'}}");
    begin(&a, &s, NULL);
    CU_ASSERT_EQUAL(rp_condition_holds(&a.w, &q, held), RP_DD_FALSE);
    end(&a);
    scene_close(&s);
}

static void match__a_place_is_within_others_where_it_is_one_of_them(void) {
    static const struct {
        const char *facts;
        rp_dd within; /* of the places p3 and p5; RP_NONE: it depends */
    } rows[] = {{"{'place':'p3'}", RP_DD_TRUE}, {"{'place':'p4'}", RP_DD_FALSE}, {"{}", RP_NONE}};
    scene s = open_many();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rp_word leaves[MANY / 64 + 1] = {0};
        rp_dd within;
        asked a;
        rp_bits_add(leaves, 3);
        rp_bits_add(leaves, 5);
        scene_case(&s, rows[i].facts);
        begin(&a, &s, NULL);
        within = rp_place_within(&a.w, leaves);
        CU_ASSERT_EQUAL(rp_dd_is_end(within) ? within : RP_NONE, rows[i].within);
        end(&a);
    }
    scene_close(&s);
}

/* A part of the tests of a rule that is sure is not looked behind. */
static void match__a_test_holds_where_one_of_its_terms_does(void) {
    scene s = open_many();
    uint32_t concern = s.protocol->rule_tests.at[s.protocol->rules.at[1].first_test].condition;
    static const struct {
        const char *facts;
        rp_dd holds;
    } rows[] = {{"{'facts':{'concern':{'no':['a','b']}}}", RP_DD_FALSE},
                {"{'facts':{'concern':{'yes':['aa'],'no':['b']}}}", RP_DD_TRUE},
                {"{'facts':{'concern':{'yes':['b'],'no':['a']}}}", RP_DD_TRUE},
                {"{'facts':{'concern':{'yes':['aa','b']}}}", RP_DD_TRUE}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        rp_request q = usual(&s);
        asked a;
        scene_case(&s, rows[i].facts);
        begin(&a, &s, NULL);
        CU_ASSERT_EQUAL(rp_test_holds(&a.w, &q, concern), rows[i].holds);
        end(&a);
    }
    scene_close(&s);
}

/* -- without memory ----------------------------------------------------------------------------------------------------- */

static scene many;

/* It may do without where it only gets slower; then all is as it is with memory. */
static void try_match(rp_fail_alloc *memory) {
    const refpath_protocol *p = many.protocol;
    rp_request q = usual(&many), then = usual(&many);
    asked a;
    then.moment = 0;
    begin(&a, &many, &memory->hooks);
    if (a.status == REFPATH_OK) {
        rp_dd tested = rp_test_holds(&a.w, &q, p->rule_tests.at[p->rules.at[1].first_test].condition);
        rp_dd where = rp_condition_holds(&a.w, &q, p->rules.at[1].when);
        rp_dd held = rp_condition_holds(&a.w, &then, p->rules.at[0].when);
        rp_depends(&a.w, held, rp_axes_new(&a.w));
        rp_warn(&a.w, "one", NULL, NULL);
        CU_ASSERT_TRUE(a.w.dd.status != REFPATH_OK || (where != tested && !rp_dd_is_end(held) && a.w.warnings.n == 1));
        a.status = a.w.dd.status;
    }
    CU_ASSERT_TRUE(a.status == REFPATH_OK || (a.status == REFPATH_OUT_OF_MEMORY && memory->refused > 0));
    end(&a);
}

static void match__each_refused_request_is_told(void) {
    many = open_many();
    rp_fail_each(try_match);
    scene_close(&many);
}

/* -- warnings ------------------------------------------------------------------------------------------------------------- */

static void warn__each_is_told_once(void) {
    static const char code[] = "code", other[] = "other", value[] = "value";
    scene s = scene_open(WORLD);
    asked a;
    scene_case(&s, "{}");
    begin(&a, &s, NULL);
    rp_warn(&a.w, code, "name", value);
    rp_warn(&a.w, code, "name", value);
    CU_ASSERT_EQUAL(a.w.warnings.n, 1);
    rp_warn(&a.w, code, "name", other);
    CU_ASSERT_EQUAL(a.w.warnings.n, 2);
    rp_warn(&a.w, other, "name", value);
    CU_ASSERT_EQUAL(a.w.warnings.n, 3);
    end(&a);
    scene_close(&s);
}

RP_SUITE(RP_TEST(match__two_requests_are_one_where_all_they_ask_is),
         RP_TEST(match__of_many_requests_each_is_found_again),
         RP_TEST(match__a_place_is_within_others_where_it_is_one_of_them),
         RP_TEST(match__what_a_request_does_not_have_is_none_of_those_tested),
         RP_TEST(match__a_consent_counts_where_the_clocks_that_its_rule_reads_had_started),
         RP_TEST(match__a_clock_that_may_not_have_started_is_as_one_that_had_not), RP_TEST(match__many_values_are_told_apart),
         RP_TEST(match__a_test_holds_where_one_of_its_terms_does), RP_TEST(match__each_refused_request_is_told),
         RP_TEST(warn__each_is_told_once))
