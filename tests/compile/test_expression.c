/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "compile/written.h"

/* -- what a compiled condition says ---------------------------------------------------------------- */

#define MOST_AXES 512

typedef struct point {
    uint32_t value[MOST_AXES]; /* of each axis that is no part */
} point;

static bool holds(const refpath_protocol *p, uint32_t condition, const point *at) {
    const rp_condition *c = &p->matcher.conditions.at[condition];
    for (uint32_t i = c->first_box; i < c->first_box + c->n_boxes; i++) {
        const rp_box *box = &p->matcher.boxes.at[i];
        bool inside = true;
        for (uint32_t d = 0; inside && d < box->n; d++) {
            const rp_axis *axis = &p->matcher.axes.at[box->demands[d].axis];
            uint32_t value = axis->kind == RP_AXIS_PART ? holds(p, axis->of, at) : at->value[box->demands[d].axis];
            inside = rp_bits_has(box->demands[d].allowed, value);
        }
        if (inside) {
            return true;
        }
    }
    return false;
}

static uint32_t class_of(const rp_axis *axis, int32_t number) {
    uint32_t c = 0;
    while (c + 1 < axis->n_values && axis->cut[c + 1] <= number) {
        c++;
    }
    return c;
}

/* -- random conditions, read in two ways ------------------------------------------------------------- */

typedef struct world {     /* the facts of one case */
    bool flag[3], term[2]; /* the second term stands in the first */
    int choice, number;
} world;

typedef struct maker {
    uint32_t seed;
    char xml[8192];
    size_t n;
} maker;

static uint32_t next(maker *m, uint32_t below) {
    m->seed = m->seed * 1664525u + 1013904223u;
    return (m->seed >> 16) % below;
}

static void put(maker *m, const char *text) {
    CU_ASSERT_TRUE_FATAL(m->n + strlen(text) < sizeof m->xml);
    m->n += (size_t)snprintf(m->xml + m->n, sizeof m->xml - m->n, "%s", text);
}

static void put_test(maker *m) {
    static const char *const tests[] = {"<test fact='a'/>",
                                        "<test fact='b'/>",
                                        "<test fact='both'/>",
                                        "<test fact='n' min='2'/>",
                                        "<test fact='n' max='3'/>",
                                        "<test fact='n' min='1' max='4'/>",
                                        "<test fact='n' min='9'/>",
                                        "<test fact='c' in='x'/>",
                                        "<test fact='c' in='group'/>",
                                        "<test fact='c' in='x z'/>",
                                        "<test fact='s' in='inner'/>",
                                        "<test fact='s' in='outer'/>",
                                        "<test fact='s' in='inner outer'/>",
                                        "<test fact='d'/>"};
    put(m, tests[next(m, sizeof tests / sizeof *tests)]);
}

static void put_condition(maker *m, int depth) {
    static const char *const open[] = {"<all>", "<any>", "<not>"}, *const close[] = {"</all>", "</any>", "</not>"};
    uint32_t kind = next(m, 3), n = 1 + next(m, 3);
    if (depth == 0 || next(m, 5) == 0) {
        put_test(m);
        return;
    }
    put(m, open[kind]);
    for (uint32_t i = 0; i < n; i++) {
        put_condition(m, depth - 1);
    }
    put(m, close[kind]);
}

static bool asks(const rp_model *m, rp_node node, rp_attribute attribute, const char *word) {
    rp_str rest, found;
    if (rp_node_attribute(m, node, attribute, &rest)) {
        while (rp_str_word(&rest, &found)) {
            if (rp_str_is(found, word)) {
                return true;
            }
        }
    }
    return false;
}

static int64_t bound(const rp_model *m, rp_node node, rp_attribute attribute, int64_t absent) {
    rp_str text;
    int64_t value = absent;
    return rp_node_attribute(m, node, attribute, &text) && rp_parse_integer(text, &value) ? value : absent;
}

/* The meaning of a test, straight from the text. */
static bool test_means(const rp_model *m, rp_node node, const world *w) {
    rp_str fact;
    CU_ASSERT_TRUE_FATAL(rp_node_attribute(m, node, RP_ATTRIBUTE_FACT, &fact));
    switch (fact.at[0]) {
    case 'a':
        return w->flag[0];
    case 'b':
        return fact.n == 1 ? w->flag[1] : w->flag[0] && w->flag[1];
    case 'd':
        return w->flag[2];
    case 'n':
        return w->number >= bound(m, node, RP_ATTRIBUTE_MIN, -99) && w->number <= bound(m, node, RP_ATTRIBUTE_MAX, 99);
    case 'c':
        return (w->choice == 0 && asks(m, node, RP_ATTRIBUTE_IN, "x")) ||
               (w->choice > 0 && asks(m, node, RP_ATTRIBUTE_IN, "group")) ||
               (w->choice == 2 && asks(m, node, RP_ATTRIBUTE_IN, "z"));
    default:
        return (w->term[0] && asks(m, node, RP_ATTRIBUTE_IN, "outer")) ||
               (w->term[1] && asks(m, node, RP_ATTRIBUTE_IN, "inner"));
    }
}

static bool means(const rp_model *m, rp_node node, const world *w) {
    rp_element element = rp_node_element(m, node);
    bool any = element == RP_ELEMENT_ANY;
    if (element == RP_ELEMENT_TEST) {
        return test_means(m, node, w);
    }
    for (rp_node child = rp_node_first(m, node); child; child = rp_node_next(m, child)) {
        if (means(m, child, w) == any) {
            return any != (element == RP_ELEMENT_NOT);
        }
    }
    return any == (element == RP_ELEMENT_NOT);
}

static const char vocabulary[] =
    "<vocabulary><flag id='a'/><flag id='b'/><flag id='d'/><number id='n' min='0' max='5'/>"
    "<choice id='c'><term id='x'/><term id='group'><term id='y'/><term id='z'/></term></choice>"
    "<set id='s'><term id='outer'><term id='inner'/></term></set>"
    "<flag id='both'><when><test fact='a'/><test fact='b'/></when></flag></vocabulary>";

static const rp_fact *fact_of(const refpath_protocol *p, const char *id) {
    uint32_t number = rp_table_find(&p->fact_names, rp_str_of(id));
    CU_ASSERT_NOT_EQUAL_FATAL(number, RP_NONE);
    return &p->facts.at[number];
}

static point point_of(const refpath_protocol *p, const world *w) {
    point at;
    const rp_fact *n = fact_of(p, "n"), *s = fact_of(p, "s");
    memset(&at, 0, sizeof at);
    at.value[fact_of(p, "a")->axis] = w->flag[0];
    at.value[fact_of(p, "b")->axis] = w->flag[1];
    at.value[fact_of(p, "d")->axis] = w->flag[2];
    at.value[fact_of(p, "c")->axis] = (uint32_t)w->choice;
    at.value[n->axis] = class_of(&p->matcher.axes.at[n->axis], w->number);
    at.value[s->axis] = w->term[0];
    at.value[s->axis + 1] = w->term[1];
    return at;
}

static world world_of(int i) {
    world w = {{i & 1, i & 2, i & 4}, {i & 8, i & 16}, i / 32 % 3, i / 96};
    return w;
}

/* The condition of the one advice agrees with its text in all 576 cases. */
static void compare_all(const refpath_protocol *p) {
    const rp_advice *advice = &p->advice.at[0];
    rp_node when = rp_node_first_of(&p->model, advice->node, RP_ELEMENT_WHEN);
    CU_ASSERT_TRUE_FATAL(p->matcher.axes.n < MOST_AXES);
    for (int i = 0; i < 576; i++) {
        world w = world_of(i);
        point at = point_of(p, &w);
        if (holds(p, advice->when, &at) != means(&p->model, when, &w)) {
            CU_FAIL("a condition does not mean what it says");
            return;
        }
    }
}

static void conditions__mean_what_they_say_in_every_case(void) {
    for (uint32_t seed = 1; seed <= 400; seed++) {
        maker m = {seed * 2654435761u, "", 0};
        char xml[10000];
        refpath_protocol *p;
        uint32_t before = CU_get_number_of_failures();
        for (uint32_t i = 1 + next(&m, 3); i > 0; i--) {
            put_condition(&m, 4);
        }
        snprintf(xml, sizeof xml,
                 "%s<pathways><pathway id='p'><advice id='x' kind='must'><when>%s</when></advice></pathway></pathways>",
                 vocabulary, m.xml);
        p = load(xml);
        compare_all(p);
        refpath_protocol_unref(p);
        if (CU_get_number_of_failures() != before) {
            printf("%s\n", m.xml);
            break;
        }
    }
}

/* -- size ------------------------------------------------------------------------------------------- */

/* The boxes of a protocol with one condition, and its parts. */
static size_t boxes_of(const char *facts, const char *condition) {
    size_t room = strlen(facts) + strlen(condition) + 200, n;
    char *xml = malloc(room);
    refpath_protocol *p;
    CU_ASSERT_PTR_NOT_NULL_FATAL(xml);
    snprintf(xml, room, "%s<pathways><pathway id='p'><when>%s</when></pathway></pathways>", facts, condition);
    p = load(xml);
    n = p->matcher.boxes.n;
    refpath_protocol_unref(p);
    free(xml);
    return n;
}

static const char *flags(int n) {
    static char text[4096];
    size_t at = (size_t)snprintf(text, sizeof text, "<vocabulary>");
    for (int i = 0; i < n; i++) {
        at += (size_t)snprintf(text + at, sizeof text - at, "<flag id='f%d'/>", i);
    }
    snprintf(text + at, sizeof text - at, "</vocabulary>");
    return text;
}

static void size__twenty_pairs_do_not_multiply(void) {
    char text[4096] = "";
    for (int i = 0; i < 20; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "<any><test fact='f%d'/><test fact='f%d'/></any>",
                 2 * i, 2 * i + 1);
    }
    CU_ASSERT_TRUE(boxes_of(flags(40), text) <= 80);
}

static void size__twenty_negated_pairs_do_not_multiply(void) {
    char text[4096] = "<not><any>";
    for (int i = 0; i < 20; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "<all><test fact='f%d'/><test fact='f%d'/></all>",
                 2 * i, 2 * i + 1);
    }
    strcat(text, "</any></not>");
    CU_ASSERT_TRUE(boxes_of(flags(40), text) <= 80);
}

static void size__sixty_terms_are_sixty_boxes_and_one_when_negated(void) {
    char facts[4096] = "<vocabulary><set id='s'>", in[1024] = "", text[2048];
    for (int i = 0; i < 60; i++) {
        snprintf(facts + strlen(facts), sizeof facts - strlen(facts), "<term id='t%d'/>", i);
        snprintf(in + strlen(in), sizeof in - strlen(in), " t%d", i);
    }
    strcat(facts, "</set></vocabulary>");
    snprintf(text, sizeof text, "<test fact='s' in='%s'/>", in);
    CU_ASSERT_EQUAL(boxes_of(facts, text), 60);
    snprintf(text, sizeof text, "<not><test fact='s' in='%s'/></not>", in);
    CU_ASSERT_EQUAL(boxes_of(facts, text), 1);
}

/* <not><all>f0<not><all>f1 ... each level one test more. */
static void size__nots_in_turn_do_not_multiply(void) {
    enum {
        LEVELS = 25
    };
    char text[4096] = "";
    for (int i = 0; i < LEVELS; i++) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "<not><%s><test fact='f%d'/><test fact='f%d'/>",
                 i % 2 ? "any" : "all", i, LEVELS + i);
    }
    for (int i = LEVELS; i > 0; i--) {
        snprintf(text + strlen(text), sizeof text - strlen(text), "</%s></not>", (i - 1) % 2 ? "any" : "all");
    }
    CU_ASSERT_TRUE(boxes_of(flags(2 * LEVELS), text) <= 8 * LEVELS);
}

static void put_tree(maker *m, int depth) {
    if (depth == 0) {
        put(m, "<any><test fact='f0'/><test fact='f1'/></any>");
        return;
    }
    put(m, depth % 2 ? "<all>" : "<any>");
    put_tree(m, depth - 1);
    put_tree(m, depth - 1);
    put(m, depth % 2 ? "</all>" : "</any>");
}

static void size__a_tree_of_pairs_does_not_multiply(void) {
    maker m = {1, "", 0};
    put_tree(&m, 6);
    CU_ASSERT_TRUE(boxes_of(flags(2), m.xml) <= 4 * 64);
}

static void size__what_can_never_hold_has_no_box_and_what_always_does_no_demand(void) {
    static const char n[] = "<vocabulary><number id='n' min='0' max='5'/></vocabulary>";
    refpath_protocol *p;
    CU_ASSERT_EQUAL(boxes_of(n, "<test fact='n' min='9'/>"), 0);
    CU_ASSERT_EQUAL(boxes_of(n, "<test fact='n' min='4'/><test fact='n' max='3'/>"), 0);
    CU_ASSERT_EQUAL(boxes_of(flags(1), "<test fact='f0'/><not><test fact='f0'/></not>"), 0);
    CU_ASSERT_EQUAL(
        boxes_of(
            flags(2),
            "<all><test fact='f0'/><test fact='f1'/></all><all><not><test fact='f0'/></not><test fact='f1'/></all>"),
        0);
    p = load("<pathways><pathway id='p'/></pathways>");
    CU_ASSERT_EQUAL(p->pathways.at[0].when, RP_NONE);
    refpath_protocol_unref(p);
}

/* -- derived flags -------------------------------------------------------------------------------------- */

static void derived__a_flag_may_stand_on_another(void) {
    refpath_protocol *p = load("<vocabulary><flag id='c'><when><not><test fact='b'/></not></when></flag>\n"
                               "<flag id='b'><when><test fact='a'/></when></flag><flag id='a'/></vocabulary>");
    point at;
    memset(&at, 0, sizeof at);
    CU_ASSERT_NOT_EQUAL_FATAL(fact_of(p, "c")->when, RP_NONE);
    CU_ASSERT_TRUE(holds(p, fact_of(p, "c")->when, &at));
    at.value[fact_of(p, "a")->axis] = 1;
    CU_ASSERT_FALSE(holds(p, fact_of(p, "c")->when, &at));
    CU_ASSERT_TRUE(holds(p, fact_of(p, "b")->when, &at));
    CU_ASSERT_EQUAL(fact_of(p, "a")->when, RP_NONE);
    refpath_protocol_unref(p);
}

static void derived__one_that_stands_on_itself_is_refused(void) {
    refuse("<vocabulary>\n<flag ^id='a'><when><test fact='a'/></when></flag></vocabulary>", "circle id=a\n");
    refuse("<vocabulary>\n<flag ^id='a'><when><not><test fact='b'/></not></when></flag>\n"
           "<flag id='b'><when><any><test fact='c'/></any></when></flag><flag id='c'><when><test "
           "fact='a'/></when></flag></vocabulary>",
           "circle id=a\n");
}

/* -- tests that cannot be ---------------------------------------------------------------------------------- */

#define WORLD                                                                                                          \
    "<vocabulary><flag id='flag'/><number id='age' min='0' max='18'/><choice id='sex'><term id='female'/></choice>"    \
    "<set id='concern'><term id='violence'/></set></vocabulary><places><place id='port'/></places>"                    \
    "<items><item id='need'/></items><services><service id='care'/></services><parties><party id='child'/></parties>"  \
    "<groups><group id='un'/></groups><roles><role id='focal'/></roles>\n"

static void tests__that_say_nothing_to_compare_with_are_refused(void) {
    refuse(WORLD "<pathways><pathway id='p'><when>\n<test ^fact='age'/><test ^fact='sex'/><test ^fact='concern'/><test "
                 "^fact='place'/>"
                 "<test ^fact='sender'/><test fact='flag'/></when></pathway></pathways>",
           "test-without-value fact=age\ntest-without-value fact=sex\ntest-without-value fact=concern\n"
           "test-without-value fact=place\ntest-without-value fact=sender\n");
}

static void tests__that_do_not_suit_the_fact_are_refused(void) {
    refuse(WORLD "<pathways><pathway id='p'><when>\n<test fact='age' ^in='female'/><test ^fact='sex' min='1'/>"
                 "<test ^fact='concern' max='1'/><test fact='flag' ^in='true'/><test ^fact='flag' "
                 "min='1'/></when></pathway></pathways>",
           "test-unfit fact=age\ntest-unfit fact=sex\ntest-unfit fact=concern\ntest-unfit fact=flag\ntest-unfit "
           "fact=flag\n");
}

static void tests__of_what_is_not_there_are_refused(void) {
    refuse(
        WORLD
        "<consent><rule id='r' effect='forbid'><when>\n<test ^fact='aeg' min='1'/><test fact='sex' ^in='femal'/>\n"
        "<any><test fact='concern' ^in='violenc violence'/><test fact='place' ^in='prt'/></any>\n"
        "<not><test fact='item' ^in='ned'/><test fact='purpose' ^in='car'/></not>\n"
        "<test fact='recipient' ^in='chld'/><test fact='sender' ^in='fokal un'/></when></rule></consent>",
        "unknown-reference id=aeg expected=fact nearest=age\nunknown-reference id=femal expected=term nearest=female\n"
        "unknown-reference id=violenc expected=term nearest=violence\nunknown-reference id=prt expected=place "
        "nearest=port\n"
        "unknown-reference id=ned expected=item nearest=need\nunknown-reference id=car expected=purpose or service "
        "nearest=care\n"
        "unknown-reference id=chld expected=actor, group, role or party nearest=child\n"
        "unknown-reference id=fokal expected=actor, group, role or party nearest=focal\n");
}

static void tests__of_derived_flags_and_clocks_are_of_facts(void) {
    refuse("<clocks><clock id='birth'/></clocks><pathways><pathway id='p'><when>\n<test ^fact='birth' "
           "min='1'/></when></pathway></pathways>",
           "unknown-reference id=birth expected=fact\n");
}

/* -- the request: which of its facts has a value where ------------------------------------------------------ */

#define REQUEST                                                                                                        \
    "<test fact='sender' in='un'/><test fact='recipient' in='un'/><test fact='purpose' in='care'/><test fact='item' "  \
    "in='need'/>"
#define NOT_IN_PATHWAYS                                                                                                \
    "<test fact='sender' in='un'/><test ^fact='recipient' in='un'/><test ^fact='purpose' in='care'/><test "            \
    "^fact='item' in='need'/>"
#define NOWHERE                                                                                                        \
    "<test ^fact='sender' in='un'/><test ^fact='recipient' in='un'/><test ^fact='purpose' in='care'/><test "           \
    "^fact='item' in='need'/>"
static const char three_told[] =
    "request-fact-here fact=recipient\nrequest-fact-here fact=purpose\nrequest-fact-here fact=item\n";
static const char four_told[] =
    "request-fact-here fact=sender\nrequest-fact-here fact=recipient\nrequest-fact-here fact=purpose\n"
    "request-fact-here fact=item\n";

static void request__all_its_facts_have_a_value_in_rules(void) {
    accept(WORLD "<consent><rule id='r' effect='forbid'><when>" REQUEST "</when></rule></consent>");
}

static void request__the_item_has_none_in_unless(void) {
    refuse(WORLD "<coordination><interface id='i' from='un' to='un' through='focal'><unless>\n"
                 "<test fact='sender' in='un'/><test fact='recipient' in='child'/><test fact='purpose' in='care'/>"
                 "<test ^fact='item' in='need'/></unless></interface></coordination>",
           "request-fact-here fact=item\n");
}

static void request__all_but_the_sender_have_none_in_pathways_and_offers(void) {
    refuse(WORLD "<pathways><pathway id='p'><when>\n" NOT_IN_PATHWAYS "</when></pathway></pathways>", three_told);
    refuse(WORLD "<pathways><pathway id='p'><step id='s'><when>\n" NOT_IN_PATHWAYS
                 "</when></step></pathway></pathways>",
           three_told);
    refuse(WORLD "<pathways><pathway id='p'><step id='s'><limit within='P1D'><when>\n" NOT_IN_PATHWAYS
                 "</when></limit></step></pathway></pathways>",
           three_told);
    refuse(WORLD "<pathways><pathway id='p'><step id='s'><escalate to='un'><when>\n" NOT_IN_PATHWAYS
                 "</when></escalate></step></pathway></pathways>",
           three_told);
    refuse(WORLD "<pathways><pathway id='p'><advice id='a' kind='must'><when>\n" NOT_IN_PATHWAYS
                 "</when></advice></pathway></pathways>",
           three_told);
    refuse(WORLD "<actors><actor id='a' group='un'><offers service='care' at='port'><when>\n" NOT_IN_PATHWAYS
                 "</when></offers></actor></actors>",
           three_told);
}

static void request__none_has_a_value_in_flags_and_claims(void) {
    refuse(WORLD "<vocabulary><flag id='f'><when>\n" NOWHERE "</when></flag></vocabulary>", four_told);
    refuse(WORLD "<claims><claim id='c'><when>\n" NOWHERE "</when></claim></claims>", four_told);
}

static void run(rp_fail_alloc *memory) {
    load_without_memory(memory, WORLD
                        "<pathways><pathway id='p'><when><any><test fact='flag'/><test fact='age' min='12'/></any>"
                        "<any><test fact='concern' in='violence'/><test fact='place' in='port'/></any><not>"
                        "<test fact='sex' in='female'/></not></when></pathway></pathways>");
}

static void memory__each_refused_request_is_told(void) {
    rp_fail_each(run);
}

RP_SUITE(RP_TEST(conditions__mean_what_they_say_in_every_case), RP_TEST(size__twenty_pairs_do_not_multiply),
         RP_TEST(size__twenty_negated_pairs_do_not_multiply),
         RP_TEST(size__sixty_terms_are_sixty_boxes_and_one_when_negated), RP_TEST(size__nots_in_turn_do_not_multiply),
         RP_TEST(size__a_tree_of_pairs_does_not_multiply),
         RP_TEST(size__what_can_never_hold_has_no_box_and_what_always_does_no_demand),
         RP_TEST(derived__a_flag_may_stand_on_another), RP_TEST(derived__one_that_stands_on_itself_is_refused),
         RP_TEST(tests__that_say_nothing_to_compare_with_are_refused),
         RP_TEST(tests__that_do_not_suit_the_fact_are_refused), RP_TEST(tests__of_what_is_not_there_are_refused),
         RP_TEST(tests__of_derived_flags_and_clocks_are_of_facts),
         RP_TEST(request__all_its_facts_have_a_value_in_rules), RP_TEST(request__the_item_has_none_in_unless),
         RP_TEST(request__all_but_the_sender_have_none_in_pathways_and_offers),
         RP_TEST(request__none_has_a_value_in_flags_and_claims), RP_TEST(memory__each_refused_request_is_told))
