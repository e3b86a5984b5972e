/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Of a decision: its rules with their tests, and what would change it. */
#include "output/text.h"

#include "compile/protocol.h"

#include <stdlib.h>
#include <string.h>

/* A fact of which several values hold at the same time; of others the values are those still possible. */
static bool is_set(const rp_teller *t, const char *fact) {
    uint32_t number = t->protocol ? rp_table_find(&t->protocol->fact_names, rp_str_of(fact)) : RP_NONE;
    return number != RP_NONE && t->protocol->facts.at[number].kind == RP_FACT_SET;
}

static bool is_number(const char *text, const char **end) {
    const char *at = text + (*text == '-');
    size_t n = strspn(at, "0123456789");
    *end = at + n;
    return n > 0;
}

/* "12", or "12..14"; NULL where it is neither. */
static const char *number_text(rp_teller *t, const char *text) {
    const char *end, *more;
    const char *from;
    if (!is_number(text, &end)) {
        return NULL;
    }
    from = rp_say_n(t, "word.number", strtoll(text, NULL, 10), NULL);
    if (*end == '\0') {
        return from;
    }
    if (strncmp(end, "..", 2) != 0 || !is_number(end + 2, &more) || *more != '\0') {
        return NULL;
    }
    return rp_say(t, "word.range", "min", from, "max", rp_say_n(t, "word.number", strtoll(end + 2, NULL, 10), NULL),
                  NULL);
}

/* One word of a value: a number, a word of the library, a term, a term that may hold ("abduction?"). */
static const char *word_text(rp_teller *t, const char *fact, char *word) {
    static const char *const own[][2] = {
        {"open", "word.open"}, {"yes", "word.yes"}, {"no", "word.no"}, {"none", "word.none"}, {"true", "word.yes"}};
    size_t n = strlen(word);
    const char *number = number_text(t, word);
    if (number) {
        return number;
    }
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strcmp(own[i][0], word) == 0) {
            return rp_say(t, own[i][1], NULL);
        }
    }
    if (n > 1 && word[n - 1] == '?') {
        word[n - 1] = '\0';
        return rp_say(t, "word.aside", "text", rp_value_name(t, fact, word), "aside", rp_say(t, "word.perhaps", NULL),
                      NULL);
    }
    return rp_value_name(t, fact, word);
}

static char *next_word(rp_teller *t, rp_str *rest) {
    rp_str word;
    char *copy;
    if (!rp_str_word(rest, &word)) {
        return NULL;
    }
    copy = rp_arena_text(&t->scratch, word.at, word.n);
    if (!copy) {
        t->page.status = REFPATH_OUT_OF_MEMORY;
    }
    return copy;
}

static const char *words_text(rp_teller *t, const char *fact, rp_str rest, rp_joint joint) {
    rp_words words = {0};
    for (char *word = next_word(t, &rest); word; word = next_word(t, &rest)) {
        rp_words_add(t, &words, word_text(t, fact, word));
    }
    return rp_join(t, &words, joint);
}

/* A test as the answer has it: "in absent unsafe", "min 6 max 11", "true" or nothing. */
static const char *asked_text(rp_teller *t, const char *fact, rp_str rest) {
    const char *min = NULL, *max = NULL;
    rp_str all = rest;
    char *word = next_word(t, &rest);
    if (!word) {
        return rp_say(t, "word.yes", NULL);
    }
    if (strcmp(word, "in") == 0) {
        return words_text(t, fact, rest, RP_JOIN_OR);
    }
    for (; word; word = next_word(t, &rest)) {
        const char **bound = strcmp(word, "min") == 0 ? &min : strcmp(word, "max") == 0 ? &max : NULL;
        char *number = bound ? next_word(t, &rest) : NULL;
        if (!number) {
            return words_text(t, fact, all, RP_JOIN_OR);
        }
        *bound = word_text(t, fact, number);
    }
    if (min && max) {
        return rp_say(t, "word.range", "min", min, "max", max, NULL);
    }
    return rp_say(t, min ? "word.at-least" : "word.at-most", "value", min ? min : max, NULL);
}

static const char *test_text(rp_teller *t, const rp_tree *test) {
    const char *fact = rp_text_of(test, "fact"), *holds = rp_text_of(test, "holds");
    const char *value = rp_text_of(test, "value"), *asked = rp_text_of(test, "test");
    fact = fact ? fact : "";
    return rp_say(t, "consent.why-test", "holds", holds ? holds : "open", "fact", rp_one_fact(t, rp_tree_get(test, "fact")),
                  "value", words_text(t, fact, rp_str_of(value ? value : "open"), is_set(t, fact) ? RP_JOIN_CLAUSES : RP_JOIN_OR),
                  "test", asked_text(t, fact, rp_str_of(asked ? asked : "")), NULL);
}

static void tell_rule(rp_teller *t, const rp_tree *why) {
    const char *rule = rp_text_of(why, "rule"), *effect = rp_text_of(why, "effect");
    const rp_tree *tests = rp_tree_get(why, "tests");
    rp_page_item(&t->page, 2,
                 rp_say(t, "consent.why-rule", "effect", effect ? effect : "", "rule", rp_rule_label(t, rule ? rule : ""),
                        NULL));
    for (const rp_tree *test = tests ? tests->first : NULL; test; test = test->next) {
        rp_page_text(&t->page, 6, 2, test_text(t, test));
    }
}

/* The one test that keeps a rule from applying: its fact, then as in `why`. */
static const char *near_text(rp_teller *t, const char *test) {
    rp_str rest = rp_str_of(test);
    const char *fact = next_word(t, &rest);
    fact = fact ? fact : "";
    return rp_say(t, "word.colon", "label", rp_fact_name(t, fact), "text", asked_text(t, fact, rest), NULL);
}

static void tell_change(rp_teller *t, const rp_tree *change) {
    const rp_tree *agree = rp_tree_get(change, "agree");
    const char *rule = rp_text_of(change, "rule"), *test = rp_text_of(change, "test");
    if (agree) {
        rp_page_item(&t->page, 2, rp_say(t, "consent.change-agree", "agreements", rp_agreements_text(t, agree), NULL));
    } else if (rule) {
        rp_page_item(&t->page, 2,
                     rp_say(t, "consent.change-rule", "rule", rp_rule_label(t, rule), "test",
                            near_text(t, test ? test : ""), NULL));
    } else if (rp_text_of(change, "fact")) {
        rp_page_item(&t->page, 2, rp_say(t, "consent.change-facts", "facts", rp_one_fact(t, change), NULL));
    }
}

void rp_tell_why(rp_teller *t, const rp_tree *answer) {
    const rp_tree *why = rp_tree_get(answer, "why"), *change = rp_tree_get(answer, "would-change");
    if (why && why->n > 0) {
        rp_page_heading(&t->page, rp_say(t, "consent.row-why", NULL));
        for (const rp_tree *w = why->first; w; w = w->next) {
            tell_rule(t, w);
        }
    }
    if (change && change->n > 0) {
        rp_page_heading(&t->page, rp_say(t, "consent.row-change", NULL));
        for (const rp_tree *c = change->first; c; c = c->next) {
            tell_change(t, c);
        }
    }
}
