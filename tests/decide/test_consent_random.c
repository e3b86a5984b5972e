/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Random rules and records: what is decided while facts are open is put together here from what is decided in each
 * completion, asked one by one as a case in which everything is known.
 */
#include "decide/scene.h"

#define NOW "2026-06-01T12:00:00Z"

/* Of four facts the values possible; the first two are asked for, the others satisfied for every value. */
enum { FACTS = 4, COMPLETIONS = 2 * 3 * 2 * 4, MOST_LINES = 24, LINE = 160 };
static const int values[FACTS] = {2, 3, 2, 4};
static const char *const fact_names[FACTS] = {"flag", "choice", "every-flag", "number"};
static const char *const leaf_names[3] = {"x", "y", "z"};

static uint32_t seed;

static int draw(int below) {
    seed = seed * 1664525u + 1013904223u;
    return (int)((seed >> 8) % (uint32_t)below);
}

typedef struct text {
    char at[30000];
    size_t n;
} text;

static void put(text *t, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    t->n += (size_t)vsnprintf(t->at + t->n, sizeof t->at - t->n, format, arguments);
    va_end(arguments);
    CU_ASSERT_TRUE_FATAL(t->n < sizeof t->at);
}

/* -- a protocol ------------------------------------------------------------------------------------------------------------ */

static void put_test(text *t) {
    int low = draw(4);
    switch (draw(6)) {
    case 0: put(t, "<test fact='flag'/>"); break;
    case 1: put(t, "<not><test fact='flag'/></not>"); break;
    case 2: put(t, "<test fact='choice' in='%s %s'/>", leaf_names[draw(3)], leaf_names[draw(3)]); break;
    case 3: put(t, draw(2) ? "<test fact='every-flag'/>" : "<not><test fact='every-flag'/></not>"); break;
    case 4: put(t, "<test fact='number' min='%d' max='%d'/>", low, low + draw(4 - low)); break;
    default: put(t, "<any><test fact='flag'/><test fact='number' max='%d'/></any>", low); break;
    }
}

static void put_agreement(text *t) {
    static const char *const by[] = {"child", "parent", "child parent"}, *const forms[] = {"spoken", "recorded", "written"};
    put(t, "<agreement by='%s' kind='%s' form='%s'%s/>", by[draw(3)], draw(2) ? "consent" : "assent", forms[draw(3)],
        draw(3) ? "" : " naming='purpose'");
}

static void put_rules(text *t, int section) {
    for (int i = 0; i < 5; i++) {
        int effect = draw(8); /* forbid 1, permit 2, require 5 of 8 */
        put(t, "<rule id='r%d-%d' effect='%s'>", section, i, effect == 0 ? "forbid" : effect < 3 ? "permit" : "require");
        if (draw(4)) {
            put(t, "<when>");
            put_test(t);
            if (draw(2)) {
                put_test(t);
            }
            put(t, "</when>");
        }
        for (int k = effect == 0 ? 0 : effect < 3 ? draw(2) : 1 + draw(2); k > 0; k--) {
            put_agreement(t);
        }
        put(t, "<obligation id='o%d-%d'/></rule>", section, i);
    }
}

static scene open_random(void) {
    text *t = calloc(1, sizeof *t);
    scene s;
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    put(t, "<vocabulary><flag id='flag'/><choice id='choice'><term id='x'/><term id='y'/><term id='z'/></choice>"
           "<flag id='every-flag' if-open='every'/><number id='number' min='0' max='3' if-open='every'/></vocabulary>"
           "<items><item id='need'/></items><purposes><purpose id='care'/></purposes><parties><party id='child'/><party id='parent'/></parties>"
           "<groups><group id='g'/></groups><actors><actor id='us' group='g'/><actor id='them' group='g'/></actors>");
    put(t, "<consent id='a'>");
    put_rules(t, 0);
    put(t, "</consent><consent%s>", draw(2) ? " over='a'" : "");
    put_rules(t, 1);
    put(t, "</consent>");
    s = scene_open(t->at);
    free(t);
    return s;
}

/* -- cases --------------------------------------------------------------------------------------------------------------------- */

static void put_record(text *t, const char *comma) {
    static const char *const by[] = {"child", "parent"}, *const forms[] = {"spoken", "recorded", "written"};
    int day = 1 + draw(9);
    put(t, "%s{'by':'%s','given':", comma, by[draw(2)]);
    if (draw(3) == 0) {
        put(t, "false,'at':'2026-05-0%dT00:00:00Z'%s}", day, draw(2) ? "" : ",'purposes':['care']");
    } else {
        put(t, "true,'at':'2026-05-0%dT00:00:00Z','kind':'%s','form':'%s','items':'all','recipients':'all','purposes':%s}", day,
            draw(2) ? "consent" : "assent", forms[draw(3)], draw(2) ? "'all'" : "['care']");
    }
}

/* The case in which each fact has one of the values of its mask. */
static void set_case(scene *s, const unsigned mask[FACTS], const char *records) {
    text *t = calloc(1, sizeof *t);
    const char *comma = "";
    CU_ASSERT_PTR_NOT_NULL_FATAL(t);
    put(t, "{'facts':{'choice':[");
    for (int i = 0; i < 3; i++) {
        if (mask[1] >> i & 1) {
            put(t, "%s'%s'", comma, leaf_names[i]);
            comma = ",";
        }
    }
    comma = "";
    put(t, "],'number':[");
    for (int i = 0; i < 4; i++) {
        if (mask[3] >> i & 1) {
            put(t, "%s%d", comma, i);
            comma = ",";
        }
    }
    put(t, "]%s%s}%s}", mask[0] == 3 ? "" : mask[0] == 2 ? ",'flag':true" : ",'flag':false",
        mask[2] == 3 ? "" : mask[2] == 2 ? ",'every-flag':true" : ",'every-flag':false", records);
    scene_case(s, t->at);
    free(t);
}

/* -- what is decided, as words to compare --------------------------------------------------------------------------------------------- */

typedef struct outcome {
    char word[16];
    char missing[MOST_LINES][LINE];
    size_t n_missing;
    char rules[512], obligations[512], list[MOST_LINES * LINE]; /* list: all that is missing, in one text */
} outcome;

static int in_order(const void *a, const void *b) { return strcmp(a, b); }

static void ask(scene *s, outcome *o) {
    const rp_tree *missing;
    char *said;
    memset(o, 0, sizeof *o);
    scene_consent(s, "need", "them", "care", "us", NOW);
    said = scene_say(s, "decision");
    snprintf(o->word, sizeof o->word, "%s", said);
    free(said);
    said = scene_say(s, "rules");
    snprintf(o->rules, sizeof o->rules, "%s", said);
    free(said);
    said = scene_say(s, "obligations");
    snprintf(o->obligations, sizeof o->obligations, "%s", said);
    free(said);
    missing = scene_at(s, "missing");
    for (size_t i = 0; missing && i < missing->n && i < MOST_LINES; i++) {
        char path[32];
        snprintf(path, sizeof path, "missing/%zu", i);
        said = scene_say(s, path);
        snprintf(o->missing[o->n_missing++], LINE, "%s", said);
        free(said);
    }
    qsort(o->missing, o->n_missing, LINE, in_order); /* the same agreements of other rules are one list */
    for (size_t i = 0; i < o->n_missing; i++) {
        strncat(o->list, o->missing[i], sizeof o->list - strlen(o->list) - 1);
    }
}

static int strictness(const char *line) {
    return strstr(line, "'written'") ? 2 : strstr(line, "'recorded'") ? 1 : 0;
}

/* By the words of the two: the same parties, the same or stricter kind, form and naming. */
static bool implies(const char *a, const char *b) {
    size_t by_a = strcspn(a, "]"), by_b = strcspn(b, "]");
    return by_a == by_b && memcmp(a, b, by_a) == 0 && (strstr(a, "'kind':'consent'") || strstr(b, "'kind':'assent'")) &&
           strictness(a) >= strictness(b) && (strstr(a, "naming") || !strstr(b, "naming"));
}

static void add_line(outcome *to, const char *line) {
    for (size_t i = 0; i < to->n_missing; i++) {
        if (implies(to->missing[i], line)) {
            return;
        }
    }
    for (size_t i = 0; i < to->n_missing;) {
        if (implies(line, to->missing[i])) {
            memmove(to->missing[i], to->missing[to->n_missing - 1], LINE);
            to->n_missing--;
        } else {
            i++;
        }
    }
    CU_ASSERT_TRUE_FATAL(to->n_missing < MOST_LINES);
    memcpy(to->missing[to->n_missing++], line, LINE);
}

static void expect_missing(outcome *expected, outcome *found) {
    qsort(expected->missing, expected->n_missing, LINE, in_order);
    CU_ASSERT_EQUAL(found->n_missing, expected->n_missing);
    for (size_t i = 0; i < expected->n_missing && i < found->n_missing; i++) {
        CU_ASSERT_STRING_EQUAL(found->missing[i], expected->missing[i]);
    }
}

/* -- put together ------------------------------------------------------------------------------------------------------------------------ */

static void split(int completion, int at[FACTS]) {
    for (int f = 0; f < FACTS; f++) {
        at[f] = completion % values[f];
        completion /= values[f];
    }
}

static bool possible(const unsigned mask[FACTS], int completion) {
    int at[FACTS];
    split(completion, at);
    for (int f = 0; f < FACTS; f++) {
        if (!(mask[f] >> at[f] & 1)) {
            return false;
        }
    }
    return true;
}

static bool depends_on(const outcome *all, const unsigned mask[FACTS], int fact) {
    int step = 1;
    for (int f = 0; f < fact; f++) {
        step *= values[f];
    }
    for (int c = 0; c < COMPLETIONS; c++) {
        int at[FACTS];
        split(c, at);
        for (int v = 0; v < values[fact] && possible(mask, c); v++) {
            int other = c + (v - at[fact]) * step;
            if (possible(mask, other) && (strcmp(all[c].word, all[other].word) != 0 || strcmp(all[c].list, all[other].list) != 0)) {
                return true;
            }
        }
    }
    return false;
}

static const char *const words[] = {"permitted", "needs-consent", "needs-facts", "refused", "forbidden"};

static int rank_of(const char *word) {
    int rank = 0;
    while (rank < 4 && strcmp(words[rank], word) != 0) {
        rank++;
    }
    return rank;
}

typedef struct summary {
    int most, least;
    bool one_list, ask;
} summary;

static summary summarise(const outcome *all, const unsigned mask[FACTS]) {
    summary sum = {0, 4, true, false};
    const char *list = NULL;
    for (int c = 0; c < COMPLETIONS; c++) {
        int rank = rank_of(all[c].word);
        if (!possible(mask, c)) {
            continue;
        }
        sum.most = rank > sum.most ? rank : sum.most;
        sum.least = rank < sum.least ? rank : sum.least;
        if (rank == 1) {
            sum.one_list = sum.one_list && (!list || strcmp(list, all[c].list) == 0);
            list = all[c].list;
        }
    }
    for (int f = 0; f < FACTS; f++) {
        sum.ask = sum.ask || (f < 2 && depends_on(all, mask, f));
    }
    return sum;
}

static const char *expected_word(const summary *sum) {
    if (sum->ask) {
        return sum->most == 1 && sum->one_list ? "needs-consent" : "needs-facts";
    }
    return words[sum->most];
}

/* Its rules and obligations are those of any completion. */
static void expect_any(const outcome *all, const unsigned mask[FACTS], const outcome *found) {
    for (int r = 0; r < 10; r++) {
        char rule[32], obligation[32];
        bool made = false, owed = false;
        snprintf(rule, sizeof rule, "'r%d-%d'", r / 5, r % 5);
        snprintf(obligation, sizeof obligation, "'o%d-%d'", r / 5, r % 5);
        for (int c = 0; c < COMPLETIONS; c++) {
            made = made || (possible(mask, c) && strstr(all[c].rules, rule));
            owed = owed || (possible(mask, c) && strstr(all[c].obligations, obligation));
        }
        CU_ASSERT_EQUAL(strstr(found->rules, rule) != NULL, made);
        CU_ASSERT_EQUAL(strstr(found->obligations, obligation) != NULL, owed);
    }
}

static void check(scene *s, const outcome *all, const unsigned mask[FACTS], const char *records) {
    summary sum = summarise(all, mask);
    const char *word = expected_word(&sum);
    outcome found, expected;
    char facts[128] = "";
    set_case(s, mask, records);
    ask(s, &found);
    CU_ASSERT_STRING_EQUAL(found.word, word);
    for (int f = 0; f < (strcmp(word, "needs-facts") == 0 ? 2 : FACTS); f++) {
        if (depends_on(all, mask, f)) {
            strcat(strcat(facts, facts[0] ? " " : ""), fact_names[f]);
        }
    }
    expect_list(s, "facts", "fact", facts);
    memset(&expected, 0, sizeof expected);
    for (int c = 0; c < COMPLETIONS; c++) {
        if (possible(mask, c)) {
            for (size_t i = 0; i < all[c].n_missing; i++) {
                add_line(&expected, all[c].missing[i]);
            }
        }
    }
    if (strcmp(word, "needs-consent") == 0 || strcmp(word, "refused") == 0) {
        expect_missing(&expected, &found);
    } else {
        CU_ASSERT_EQUAL(found.n_missing, 0);
    }
    expect_any(all, mask, &found);
}

static void consent_random__open_facts_are_decided_as_all_their_completions_are(void) {
    outcome *all = calloc(COMPLETIONS, sizeof *all);
    int seen[5] = {0};
    CU_ASSERT_PTR_NOT_NULL_FATAL(all);
    for (uint32_t round = 0; round < 300; round++) {
        text *records = calloc(1, sizeof *records);
        int n;
        scene s;
        CU_ASSERT_PTR_NOT_NULL_FATAL(records);
        seed = round * 104729 + 5;
        s = open_random();
        n = draw(5);
        put(records, ",'consents':[");
        for (int i = 0; i < n; i++) {
            put_record(records, i ? "," : "");
        }
        put(records, "]%s", draw(6) ? "" : ",'avoid':['parent']");
        for (int c = 0; c < COMPLETIONS; c++) {
            int at[FACTS];
            split(c, at);
            set_case(&s, (const unsigned[]){1u << at[0], 1u << at[1], 1u << at[2], 1u << at[3]}, records->at);
            ask(&s, &all[c]);
            seen[rank_of(all[c].word)]++;
        }
        check(&s, all, (const unsigned[]){3, 7, 3, 15}, records->at);
        check(&s, all, (const unsigned[]){2, 7, 3, 15}, records->at);
        check(&s, all, (const unsigned[]){1, 1u << draw(3), 3, 15}, records->at);
        check(&s, all, (const unsigned[]){3, 5, 2, (unsigned)(1 + draw(15))}, records->at);
        scene_close(&s);
        free(records);
    }
    CU_ASSERT_TRUE(seen[0] > 100 && seen[1] > 100 && seen[3] > 100 && seen[4] > 100 && seen[2] == 0);
    free(all);
}

RP_SUITE(RP_TEST(consent_random__open_facts_are_decided_as_all_their_completions_are))
