/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/teller.h"

#include "output/quote.h"
#include "unicode/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MOST_ARGUMENTS 8

typedef struct argument {
    const char *name, *text;
} argument;

typedef struct arguments {
    argument at[MOST_ARGUMENTS];
    size_t n;
    int64_t number;
    bool counted;
} arguments;

static void fail_if(rp_teller *t, refpath_status status) {
    if (t->page.status == REFPATH_OK) {
        t->page.status = status;
    }
}

static const char *keep(rp_teller *t, const char *text) {
    if (!text) {
        fail_if(t, REFPATH_OUT_OF_MEMORY);
        return "";
    }
    return text;
}

static void read_pairs(arguments *args, va_list list) {
    const char *name;
    args->n = 0;
    while (args->n < MOST_ARGUMENTS && (name = va_arg(list, const char *)) != NULL) {
        const char *text = va_arg(list, const char *);
        args->at[args->n].name = name;
        args->at[args->n++].text = text ? text : "";
    }
}

/* The argument that "{name}" at the beginning of `at` asks for, or NULL. */
static const argument *asked_for(const arguments *args, const char *at, size_t *length) {
    for (size_t i = 0; i < args->n; i++) {
        size_t n = strlen(args->at[i].name);
        if (at[0] == '{' && strncmp(at + 1, args->at[i].name, n) == 0 && at[1 + n] == '}') {
            *length = n + 2;
            return &args->at[i];
        }
    }
    return NULL;
}

static const char *finish(rp_teller *t, rp_buffer *b) {
    const char *text = NULL;
    if (rp_buffer_status(b) == REFPATH_OK) {
        text = rp_arena_text(&t->scratch, b->n ? b->at : "", b->n);
    }
    rp_buffer_free(b);
    return keep(t, text);
}

static const char *fill_simple(rp_teller *t, const char *pattern, const arguments *args) {
    rp_buffer b;
    rp_buffer_init(&b, &t->scratch.alloc, true);
    while (*pattern != '\0') {
        size_t n = 1;
        const argument *a = asked_for(args, pattern, &n);
        if (a) {
            rp_buffer_text(&b, a->text);
        } else {
            rp_buffer_add(&b, pattern, n);
        }
        pattern += n;
    }
    return finish(t, &b);
}

/*
 * Texts never go through ICU, which would leave them in memory: it is given marks (private-use characters) in their
 * place, and the marks are filled in afterwards. Only numbers and the words that a pattern selects by are shown to it.
 */
#define MARK_BYTES 3

/* Plural and select have "{name, " in them; all else is filled in by hand. */
static bool needs_icu(const char *pattern) {
    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        const char *end = at + 1 + strcspn(at + 1, "{},");
        if (*end == ',') {
            return true;
        }
    }
    return false;
}

static bool is_selector(const char *pattern, const char *name) {
    char start[32];
    snprintf(start, sizeof start, "{%s, ", name);
    return strstr(pattern, start) != NULL;
}

static const char *fill_marks(rp_teller *t, const char *text, size_t n, const arguments *args) {
    rp_buffer b;
    rp_buffer_init(&b, &t->scratch.alloc, true);
    for (size_t i = 0; i < n;) {
        const unsigned char *at = (const unsigned char *)text + i;
        if (n - i >= MARK_BYTES && at[0] == 0xEE && at[1] == 0x80 && at[2] >= 0x80 && at[2] - 0x80u < args->n) {
            rp_buffer_text(&b, args->at[at[2] - 0x80].text);
            i += MARK_BYTES;
        } else {
            rp_buffer_char(&b, text[i++]);
        }
    }
    return finish(t, &b);
}

static const char *fill_through_icu(rp_teller *t, const rp_message_table *table, const char *pattern,
                                    const arguments *args) {
    rp_message_arg given[MOST_ARGUMENTS + 1];
    char marks[MOST_ARGUMENTS][MARK_BYTES + 1];
    const char *language = table == t->messages ? t->format : table->language;
    const char *text;
    rp_buffer b;
    size_t n = 0;
    for (size_t i = 0; i < args->n; i++) {
        snprintf(marks[i], sizeof marks[i], "\xEE\x80%c", (char)(0x80 + i));
        given[n++] = rp_message_text(args->at[i].name,
                                     is_selector(pattern, args->at[i].name) ? args->at[i].text : marks[i]);
    }
    if (args->counted) {
        given[n++] = rp_message_number("n", args->number);
    }
    rp_buffer_init(&b, &t->scratch.alloc, true);
    fail_if(t, rp_message_format(pattern, language, given, n, &b));
    text = rp_buffer_status(&b) == REFPATH_OK ? fill_marks(t, b.n ? b.at : "", b.n, args) : keep(t, NULL);
    rp_buffer_free(&b);
    return text;
}

/* The pattern of a key in the language of the teller, else in English; *table says which. */
static const char *find_pattern(const rp_teller *t, const char *key, const rp_message_table **table) {
    size_t n;
    const char *pattern = rp_message_pattern(t->messages, key);
    *table = t->messages;
    if (!pattern) {
        *table = rp_message_tables(&n);
        pattern = rp_message_pattern(*table, key);
    }
    return pattern;
}

static const char *say(rp_teller *t, const char *key, const arguments *args) {
    const rp_message_table *table;
    const char *pattern = find_pattern(t, key, &table);
    if (!pattern) {
        return keep(t, rp_arena_text(&t->scratch, key, strlen(key)));
    }
    return needs_icu(pattern) ? fill_through_icu(t, table, pattern, args) : fill_simple(t, pattern, args);
}

const char *rp_say(rp_teller *t, const char *key, ...) {
    arguments args = {0};
    va_list list;
    va_start(list, key);
    read_pairs(&args, list);
    va_end(list);
    return say(t, key, &args);
}

const char *rp_say_n(rp_teller *t, const char *key, int64_t n, ...) {
    arguments args = {0};
    va_list list;
    va_start(list, n);
    read_pairs(&args, list);
    va_end(list);
    args.counted = true;
    args.number = n;
    return say(t, key, &args);
}

static const char *word_key(rp_teller *t, const char *prefix, const char *word) {
    return keep(t, rp_arena_format(&t->scratch, "%s.%s", prefix, word));
}

bool rp_has_word(rp_teller *t, const char *prefix, const char *word) {
    const rp_message_table *table;
    return find_pattern(t, word_key(t, prefix, word), &table) != NULL;
}

/* Whether the arguments have all that a pattern asks for. */
static bool fits(const char *pattern, const arguments *args) {
    for (const char *at = strchr(pattern, '{'); at; at = strchr(at + 1, '{')) {
        size_t length = strcspn(at + 1, "},");
        bool found = false;
        for (size_t i = 0; i < args->n; i++) {
            found = found || (strlen(args->at[i].name) == length && strncmp(at + 1, args->at[i].name, length) == 0);
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

/* The key "prefix.word", or "prefix.word-plain" where that one fits the arguments; NULL: there is no message. */
static const char *fitting_key(rp_teller *t, const char *prefix, const char *word, const arguments *args) {
    const rp_message_table *table;
    const char *key = word_key(t, prefix, word), *plain;
    const char *pattern = find_pattern(t, key, &table);
    if (!pattern || needs_icu(pattern) || fits(pattern, args)) {
        return pattern ? key : NULL;
    }
    plain = keep(t, rp_arena_format(&t->scratch, "%s-plain", key));
    return find_pattern(t, plain, &table) ? plain : key;
}

/* Those without a text, for a pattern that asks for them all the same. */
static void add_empty(arguments *args, const char *const *pairs, size_t n) {
    for (size_t i = 0; i < n && args->n < MOST_ARGUMENTS; i++) {
        if (!pairs[2 * i + 1] || !*pairs[2 * i + 1]) {
            args->at[args->n].name = pairs[2 * i];
            args->at[args->n++].text = "";
        }
    }
}

const char *rp_say_pairs(rp_teller *t, const char *prefix, const char *word, const char *const *pairs, size_t n) {
    arguments args = {0};
    rp_words words = {0};
    const char *key;
    for (size_t i = 0; i < n && args.n < MOST_ARGUMENTS; i++) {
        if (pairs[2 * i + 1] && *pairs[2 * i + 1]) {
            args.at[args.n].name = pairs[2 * i];
            args.at[args.n++].text = pairs[2 * i + 1];
        }
    }
    key = fitting_key(t, prefix, word, &args);
    if (key) {
        add_empty(&args, pairs, n);
        return say(t, key, &args);
    }
    for (size_t i = 0; i < args.n; i++) {
        rp_words_add(t, &words, args.at[i].text);
    }
    return words.list.n ? rp_say(t, "word.aside", "text", rp_quote(t, word), "aside",
                                 rp_join(t, &words, RP_JOIN_CLAUSES), NULL)
                        : rp_quote(t, word);
}

const char *rp_say_word(rp_teller *t, const char *prefix, const char *word) {
    return rp_say_pairs(t, prefix, word, NULL, 0);
}

const char *rp_say_with_word(rp_teller *t, const char *prefix, const char *word, const char *value) {
    const char *pairs[2] = {"value", NULL};
    pairs[1] = value;
    return rp_say_pairs(t, prefix, word, pairs, 1);
}

void rp_words_add(rp_teller *t, rp_words *words, const char *text) {
    const char **at = RP_LIST_ADD(&t->scratch, &words->list);
    if (!at) {
        fail_if(t, REFPATH_OUT_OF_MEMORY);
        return;
    }
    *at = text ? text : "";
}

void rp_words_add_once(rp_teller *t, rp_words *words, const char *text) {
    bool again = !text;
    for (size_t i = 0; i < words->list.n && !again; i++) {
        again = strcmp(words->list.at[i], text) == 0;
    }
    if (!again) {
        rp_words_add(t, words, text);
    }
}

const char *rp_join(rp_teller *t, const rp_words *words, rp_joint joint) {
    static const char *const two[] = {"list.and-two", "list.or-two", "list.clauses", "list.all"};
    static const char *const last[] = {"list.and-last", "list.or-last", "list.clauses", "list.all"};
    static const char *const more[] = {"list.more", "list.more", "list.clauses", "list.all"};
    const char *text = words->list.n ? words->list.at[0] : "";
    for (size_t i = 1; i < words->list.n; i++) {
        bool is_last = i + 1 == words->list.n;
        const char *key = !is_last ? more[joint] : words->list.n == 2 ? two[joint] : last[joint];
        text = rp_say(t, key, "first", text, "second", words->list.at[i], NULL);
    }
    return text;
}

const char *rp_quote(rp_teller *t, const char *text) {
    return keep(t, rp_quote_text(&t->scratch, t->rtl, text ? text : ""));
}
