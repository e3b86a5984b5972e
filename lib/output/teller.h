/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Whoever tells an answer: the language, the page, and scratch memory that is wiped. All texts that these functions
 * give live in the scratch memory; after a failure they give "" and the page's status says why.
 */
#ifndef RP_OUTPUT_TELLER_H
#define RP_OUTPUT_TELLER_H

#include "base/tree.h"
#include "compile/labels.h"
#include "output/messages.h"
#include "output/page.h"

#include <refpath/answer.h>

struct rp_zone;

typedef struct rp_teller {
    rp_page page;
    rp_arena scratch;
    const refpath_protocol *protocol; /* NULL: ids stand for themselves */
    const rp_message_table *messages;
    const char *language; /* as asked: for the words of the protocol */
    const char *format;   /* for numbers and dates: fits the messages */
    bool rtl;
    bool unreviewed; /* a translation was used that no specialist has read */
    const char *zone;          /* IANA name, for times */
    const struct rp_zone *clock;
    int64_t now; /* for "in 2 hours"; RP_NO_TIME: not said */
} rp_teller;

/*
 * Opens a teller; its scratch memory is released with rp_arena_free. REFPATH_INVALID_ARGUMENT: malformed options or
 * language tag, nothing is open.
 */
refpath_status rp_teller_open(rp_teller *t, const refpath_text_options *options, const rp_alloc *alloc,
                              refpath_write write, void *user);
/* Tells the tree of an answer. */
refpath_status rp_tell(rp_teller *t, refpath_answer_kind kind, const rp_tree *root);

/* A list of texts that grows in scratch memory. */
typedef struct rp_words {
    RP_LIST(const char *) list;
} rp_words;

typedef enum rp_joint {
    RP_JOIN_AND,
    RP_JOIN_OR,
    RP_JOIN_CLAUSES,
    RP_JOIN_ALL /* clauses of which none may be left out */
} rp_joint;

/* The message of a key; after it pairs of name and text, then NULL. */
const char *rp_say(rp_teller *t, const char *key, ...);
/* As rp_say, with a number for the argument "n". */
const char *rp_say_n(rp_teller *t, const char *key, int64_t n, ...);
/* The message "prefix.word", or the word itself where there is none. */
const char *rp_say_word(rp_teller *t, const char *prefix, const char *word);
/*
 * The message "prefix.word" with n pairs of name and text; where they lack what it asks for, "prefix.word-plain";
 * where there is no message, the word and the texts.
 */
const char *rp_say_pairs(rp_teller *t, const char *prefix, const char *word, const char *const *pairs, size_t n);
/* As rp_say_word, for messages with one argument, "value". */
const char *rp_say_with_word(rp_teller *t, const char *prefix, const char *word, const char *value);
/* Whether there is a message "prefix.word". */
bool rp_has_word(rp_teller *t, const char *prefix, const char *word);

/* Text from outside as one line without controls, isolated where its direction could disturb the sentence. */
const char *rp_quote(rp_teller *t, const char *text);
void rp_words_add(rp_teller *t, rp_words *words, const char *text);
void rp_words_add_once(rp_teller *t, rp_words *words, const char *text); /* unless it is there already, or NULL */
const char *rp_join(rp_teller *t, const rp_words *words, rp_joint joint);

/* The label of an entry, or its id. */
const char *rp_name(rp_teller *t, refpath_kind kind, const char *id);
/* A part of an entry's words, or NULL where the protocol has none. */
const char *rp_part(rp_teller *t, refpath_kind kind, const char *id, rp_label_part part);
/* The text of an entry, else its label, else its id. */
const char *rp_full_text(rp_teller *t, refpath_kind kind, const char *id);
const char *rp_who_name(rp_teller *t, const char *id); /* actor, role, group or party */
const char *rp_aim_name(rp_teller *t, const char *id); /* service or purpose */
const char *rp_step_name(rp_teller *t, const char *id);
/* The names of an array of ids, or of one id, as a list. */
typedef const char *(*rp_namer)(rp_teller *t, const char *id);
const char *rp_names(rp_teller *t, const rp_tree *ids, rp_namer namer, rp_joint joint);
const char *rp_item_name(rp_teller *t, const char *id);
const char *rp_place_name(rp_teller *t, const char *id);
const char *rp_clock_name(rp_teller *t, const char *id);
const char *rp_party_name(rp_teller *t, const char *id);
const char *rp_rule_label(rp_teller *t, const char *id);
const char *rp_duty_text(rp_teller *t, const char *id);
/* [{"fact", "terms"}] as one phrase; NULL where there is nothing. */
const char *rp_facts(rp_teller *t, const rp_tree *facts);
const char *rp_fact_name(rp_teller *t, const char *id); /* also of what is built in */
const char *rp_one_fact(rp_teller *t, const rp_tree *fact); /* one of these, or its id */
const char *rp_term_name(rp_teller *t, const char *fact, const char *term);
/* A value of a fact that is a text: a term, or what the built-in facts range over. */
const char *rp_value_name(rp_teller *t, const char *fact, const char *value);

/* A moment as date and time in the zone of the answer. */
const char *rp_when(rp_teller *t, int64_t moment);
/* "in 2 hours", "3 days ago", counted from the time of the answer. */
const char *rp_relative(rp_teller *t, int64_t moment);
/* A date "2026-10-01". */
const char *rp_date(rp_teller *t, const char *date);
bool rp_is_date(const char *text);
/* A length of time in words, exact. */
const char *rp_duration_words(rp_teller *t, int64_t seconds);

/* The text under a key, or NULL. */
const char *rp_text_of(const rp_tree *object, const char *key);
bool rp_flag_of(const rp_tree *object, const char *key);
/* Whether the text under a key is this word. */
bool rp_is_word(const rp_tree *object, const char *key, const char *word);

#endif
