/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Random conditions against all completions of random cases, counted one by one. A condition is a tree of its own here,
 * written as XML for the library; what it says of the case is told by an advice.
 */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"

enum { NUMBERS = 6, TERMS = 4, LEAVES = 3, PLACES = 3, CONDITIONS = 8, MOST_KIDS = 3 };

/* Terms of the set: b and c stand in a; d stands alone. Leaves of the choice: x, and y and z of "yz". */
static const char *const term_names[TERMS] = {"a", "b", "c", "d"};
static const int term_parent[TERMS] = {-1, 0, 0, -1};
static const char *const leaf_names[LEAVES] = {"x", "y", "z"};
static const char *const place_names[PLACES] = {"p", "q", "r"};

typedef enum op { ALL, ANY, NOT, NUMBER, CHOICE, FLAG, SET, PLACE, SENDER, DERIVED } op;

typedef struct node {
    op op;
    int min, max;       /* of a number; with and without bounds */
    unsigned mask;      /* leaves, terms or places named; of the sender 1 where it is named */
    int kids;
    struct node *kid[MOST_KIDS];
} node;

typedef struct completion {
    int number;
    unsigned leaf, terms, place; /* terms: a bit each */
    bool flag;
} completion;

/* -- chance ------------------------------------------------------------------------------------------------------ */

static uint32_t seed;

static int draw(int below) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

static node pool[4096];
static size_t used;

static node *new_node(op o) {
    node *n = &pool[used++];
    CU_ASSERT_TRUE_FATAL(used < sizeof pool / sizeof *pool);
    memset(n, 0, sizeof *n);
    n->op = o;
    return n;
}

static unsigned some_of(int n) { return (unsigned)(1 + draw((1 << n) - 1)); }

static node *draw_test(bool derived) {
    node *n = new_node((op)(NUMBER + draw(derived ? 7 : 6)));
    switch (n->op) {
    case NUMBER:
        n->min = draw(4) == 0 ? -1 : draw(NUMBERS);
        n->max = n->min >= 0 && draw(2) ? -1 : (n->min > 0 ? n->min : 0) + draw(NUMBERS - (n->min > 0 ? n->min : 0));
        break;
    case CHOICE: n->mask = some_of(LEAVES); break;
    case SET: n->mask = some_of(TERMS); break;
    case PLACE: n->mask = some_of(PLACES); break;
    case SENDER: n->mask = (unsigned)draw(2); break;
    default: break;
    }
    return n;
}

/* What says the opposite: both stand side by side in conditions that decide nothing, or nothing alone. */
static node *other_of(node *kid) {
    node *n = new_node(NOT);
    n->kids = 1;
    n->kid[0] = kid;
    return n;
}

static node *draw_condition(int depth, bool derived) {
    node *n;
    if (depth == 0 || draw(4) == 0) {
        return draw_test(derived);
    }
    n = new_node((op)draw(3));
    n->kids = 1 + draw(MOST_KIDS);
    for (int i = 0; i < n->kids; i++) {
        n->kid[i] = i > 0 && draw(6) == 0 ? other_of(n->kid[i - 1]) : draw_condition(depth - 1, derived);
    }
    return n;
}

/* -- a condition as XML ---------------------------------------------------------------------------------------------- */

typedef struct xml {
    char at[60000];
    size_t n;
} xml;

static void put(xml *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    to->n += (size_t)vsnprintf(to->at + to->n, sizeof to->at - to->n, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE_FATAL(to->n < sizeof to->at - 1);
}

static void put_names(xml *to, const char *fact, const char *const *names, int n, unsigned mask) {
    put(to, "<test fact='%s' in='", fact);
    for (int i = 0; i < n; i++) {
        if (mask >> i & 1) {
            put(to, " %s", names[i]);
        }
    }
    put(to, "'/>");
}

static void put_condition(xml *to, const node *n) {
    static const char *const names[] = {"all", "any", "not"};
    switch (n->op) {
    case NUMBER:
        put(to, "<test fact='number'");
        if (n->min >= 0) {
            put(to, " min='%d'", n->min);
        }
        if (n->max >= 0) {
            put(to, " max='%d'", n->max);
        }
        put(to, "/>");
        return;
    case CHOICE:
        if (n->mask == 6) {
            put(to, "<test fact='choice' in='yz'/>"); /* a term with parts stands for all of them */
        } else {
            put_names(to, "choice", leaf_names, LEAVES, n->mask);
        }
        return;
    case SET: put_names(to, "set", term_names, TERMS, n->mask); return;
    case PLACE: put_names(to, "place", place_names, PLACES, n->mask); return;
    case FLAG: put(to, "<test fact='flag'/>"); return;
    case DERIVED: put(to, "<test fact='derived'/>"); return;
    case SENDER: put(to, "<test fact='sender' in='%s'/>", n->mask ? "ours" : "theirs"); return;
    default: break;
    }
    put(to, "<%s>", names[n->op]);
    for (int i = 0; i < n->kids; i++) {
        put_condition(to, n->kid[i]);
    }
    put(to, "</%s>", names[n->op]);
}

static scene open_world(const node *derived, node *const *conditions) {
    xml *to = calloc(1, sizeof *to);
    scene s;
    CU_ASSERT_PTR_NOT_NULL_FATAL(to);
    put(to, "<vocabulary><number id='number' min='0' max='%d'/><choice id='choice'><term id='x'/><term id='yz'><term id='y'/>"
            "<term id='z'/></term></choice><flag id='flag'/><set id='set'><term id='a'><term id='b'/><term id='c'/></term>"
            "<term id='d'/></set><flag id='derived'><when>", NUMBERS - 1);
    put_condition(to, derived);
    put(to, "</when></flag></vocabulary><places><place id='land'><place id='p'/><place id='qr'><place id='q'/><place id='r'/></place>"
            "</place></places><groups><group id='ours'/><group id='theirs'/></groups><actors><actor id='us' group='ours'/></actors>"
            "<pathways><pathway id='way'>");
    for (int i = 0; i < CONDITIONS; i++) {
        put(to, "<advice id='c%d' kind='should'><when>", i);
        put_condition(to, conditions[i]);
        put(to, "</when></advice>");
    }
    put(to, "</pathway></pathways>");
    s = scene_open(to->at);
    free(to);
    return s;
}

/* -- a condition by its meaning ---------------------------------------------------------------------------------------- */

/* `not` holds where not all of its conditions do. */
static bool truth(const node *n, const completion *c, const node *derived) {
    bool all = true, any = false;
    switch (n->op) {
    case NUMBER: return (n->min < 0 || c->number >= n->min) && (n->max < 0 || c->number <= n->max);
    case CHOICE: return n->mask >> c->leaf & 1;
    case SET: return (n->mask & c->terms) != 0;
    case PLACE: return n->mask >> c->place & 1;
    case FLAG: return c->flag;
    case SENDER: return n->mask != 0;
    case DERIVED: return truth(derived, c, NULL);
    default: break;
    }
    for (int i = 0; i < n->kids; i++) {
        bool kid = truth(n->kid[i], c, derived);
        all = all && kid;
        any = any || kid;
    }
    return n->op == ALL ? all : n->op == ANY ? any : !all;
}

/* -- cases ------------------------------------------------------------------------------------------------------------ */

typedef struct known {
    unsigned numbers, leaves, places, yes, no; /* possible values; terms said */
    int flag;                                  /* -1: open */
} known;

static bool possible_terms(const known *k, unsigned terms) {
    for (int t = 0; t < TERMS; t++) {
        if (terms >> t & 1 && term_parent[t] >= 0 && !(terms >> term_parent[t] & 1)) {
            return false;
        }
    }
    return (terms & k->yes) == k->yes && (terms & k->no) == 0;
}

static known draw_known(void) {
    known k;
    k.numbers = draw(3) == 0 ? 63 : some_of(NUMBERS);
    k.leaves = draw(2) ? 7 : some_of(LEAVES);
    k.places = draw(2) ? 7 : draw(2) ? 6 : 1u << draw(PLACES);
    k.flag = draw(3) - 1;
    k.yes = k.no = 0;
    for (int t = 0; t < TERMS; t++) {
        int said = draw(4);
        unsigned above = term_parent[t] < 0 ? 0 : 1u << term_parent[t];
        k.yes |= said == 0 && !(k.no & above) ? 1u << t | above : 0;
        k.no |= said == 1 && !(k.yes >> t & 1) ? 1u << t : 0;
    }
    k.no |= k.no & 1 ? 6 : 0;
    k.no &= ~k.yes;
    k.no |= k.no & 1 ? 6 : 0;
    return k;
}

static void put_list(xml *to, const char *before, const char *const *names, int n, unsigned mask) {
    const char *comma = "";
    put(to, "%s[", before);
    for (int i = 0; i < n; i++) {
        if (mask >> i & 1) {
            names ? put(to, "%s'%s'", comma, names[i]) : put(to, "%s%d", comma, i);
            comma = ",";
        }
    }
    put(to, "]");
}

static void set_case(scene *s, const known *k) {
    xml *to = calloc(1, sizeof *to);
    CU_ASSERT_PTR_NOT_NULL_FATAL(to);
    put(to, "{'holder':'us','place':'%s','facts':{", k->places == 7 ? "land" : k->places == 6 ? "qr" : place_names[k->places / 2]);
    put_list(to, "'number':", NULL, NUMBERS, k->numbers);
    put_list(to, ",'choice':", leaf_names, LEAVES, k->leaves);
    put_list(to, ",'set':{'yes':", term_names, TERMS, k->yes);
    put_list(to, ",'no':", term_names, TERMS, k->no);
    put(to, "}%s}}", k->flag < 0 ? "" : k->flag ? ",'flag':true" : ",'flag':false");
    scene_case(s, to->at);
    free(to);
}

static completion *list_completions(const known *k, size_t *n) {
    completion *list = malloc(sizeof *list * NUMBERS * LEAVES * PLACES * 2 * (1 << TERMS));
    *n = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    for (int number = 0; number < NUMBERS; number++) {
        for (unsigned rest = 0; rest < LEAVES * PLACES * 2 * (1 << TERMS); rest++) {
            completion c = {number, rest % LEAVES, rest / (LEAVES * PLACES * 2), rest / LEAVES % PLACES,
                            rest / (LEAVES * PLACES) % 2 == 1};
            if (k->numbers >> number & 1 && k->leaves >> c.leaf & 1 && k->places >> c.place & 1 &&
                (k->flag < 0 || c.flag == (k->flag == 1)) && possible_terms(k, c.terms)) {
                list[(*n)++] = c;
            }
        }
    }
    return list;
}

/* On what the condition depends: a bit for number, choice, flag and place, and one for each term. */
static unsigned dependence(const known *k, const node *n, const completion *all, size_t count, const node *derived) {
    unsigned on = 0;
    for (size_t i = 0; i < count; i++) {
        bool here = truth(n, &all[i], derived);
        completion other = all[i];
        for (other.number = 0; other.number < NUMBERS; other.number++) {
            on |= k->numbers >> other.number & 1 && truth(n, &other, derived) != here ? 1u : 0;
        }
        other = all[i];
        for (other.leaf = 0; other.leaf < LEAVES; other.leaf++) {
            on |= k->leaves >> other.leaf & 1 && truth(n, &other, derived) != here ? 2u : 0;
        }
        other = all[i];
        other.flag = !other.flag;
        on |= k->flag < 0 && truth(n, &other, derived) != here ? 4u : 0;
        other = all[i];
        for (other.place = 0; other.place < PLACES; other.place++) {
            on |= k->places >> other.place & 1 && truth(n, &other, derived) != here ? 8u : 0;
        }
        for (int t = 0; t < TERMS; t++) {
            other = all[i];
            other.terms ^= 1u << t;
            on |= possible_terms(k, other.terms) && truth(n, &other, derived) != here ? 16u << t : 0;
        }
    }
    return on;
}

static void expected_facts(char *text, size_t room, unsigned on) {
    size_t n = 0;
    text[0] = 0;
    n += on & 1 ? (size_t)snprintf(text + n, room - n, "%s{'fact':'number'}", n ? "," : "[") : 0;
    n += on & 2 ? (size_t)snprintf(text + n, room - n, "%s{'fact':'choice'}", n ? "," : "[") : 0;
    n += on & 4 ? (size_t)snprintf(text + n, room - n, "%s{'fact':'flag'}", n ? "," : "[") : 0;
    if (on >> 4) {
        const char *comma = "";
        n += (size_t)snprintf(text + n, room - n, "%s{'fact':'set','terms':[", n ? "," : "[");
        for (int t = 0; t < TERMS; t++) {
            if (on >> (4 + t) & 1) {
                n += (size_t)snprintf(text + n, room - n, "%s'%s'", comma, term_names[t]);
                comma = ",";
            }
        }
        n += (size_t)snprintf(text + n, room - n, "]}");
    }
    n += on & 8 ? (size_t)snprintf(text + n, room - n, "%s{'fact':'place'}", n ? "," : "[") : 0;
    snprintf(text + n, room - n, "%s", n ? "]" : "");
}

static void check_condition(const scene *s, int number, const known *k, const node *n, const completion *all, size_t count,
                            const node *derived) {
    char path[64], facts[256];
    bool every = true, some = false;
    for (size_t i = 0; i < count; i++) {
        bool here = truth(n, &all[i], derived);
        every = every && here;
        some = some || here;
    }
    snprintf(path, sizeof path, "advice/c%d/certainty", number);
    expect_at(s, path, every ? "certain" : some ? "possible" : "", __LINE__);
    snprintf(path, sizeof path, "advice/c%d/facts", number);
    expected_facts(facts, sizeof facts, every || !some ? 0 : dependence(k, n, all, count, derived));
    expect_at(s, path, facts, __LINE__);
}

static void match__conditions_say_what_all_completions_say(void) {
    for (uint32_t round = 0; round < 150; round++) {
        node *conditions[CONDITIONS], *derived;
        scene s;
        seed = round * 7919 + 1;
        used = 0;
        do {
            derived = draw_condition(2, false);
        } while (derived->op == SENDER); /* a flag reads no request */
        for (size_t i = 0; i < used; i++) {
            pool[i].op = pool[i].op == SENDER ? FLAG : pool[i].op;
        }
        for (int i = 0; i < CONDITIONS; i++) {
            conditions[i] = draw_condition(1 + i % 4, true);
        }
        s = open_world(derived, conditions);
        for (int i = 0; i < 8; i++) {
            known k = draw_known();
            size_t n;
            completion *all = list_completions(&k, &n);
            set_case(&s, &k);
            scene_plan(&s, NOW);
            for (int c = 0; c < CONDITIONS; c++) {
                check_condition(&s, c, &k, conditions[c], all, n, derived);
            }
            free(all);
        }
        scene_close(&s);
    }
}

RP_SUITE(RP_TEST(match__conditions_say_what_all_completions_say))
