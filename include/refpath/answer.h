/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/**
 * @file
 * An answer: one immutable tree of values, the same for every question. It can be printed as JSON (the contract of
 * doc/answers.md, the same bytes everywhere), told in a language, or walked with a cursor. It holds its protocol and
 * owns its memory, which is overwritten when it is released, for its reasons hold facts.
 */
#ifndef REFPATH_ANSWER_H
#define REFPATH_ANSWER_H

#include <refpath/protocol.h>
#include <refpath/write.h>

REFPATH_BEGIN_DECLS

/** Which question an answer answers. */
typedef enum refpath_answer_kind {
    REFPATH_ANSWER_ABOUT = 1,
    REFPATH_ANSWER_CONSENT,
    REFPATH_ANSWER_PLAN,
    REFPATH_ANSWER_ASK,
    REFPATH_ANSWER_PATH,
    REFPATH_ANSWER_WHO,
    REFPATH_ANSWER_CHOICES,
    REFPATH_ANSWER_LIST,
    REFPATH_ANSWER_ANALYSIS
} refpath_answer_kind;

/** What a value is. */
typedef enum refpath_value_kind {
    REFPATH_VALUE_NONE = 0, /**< Absent; what every look-up of something absent gives. */
    REFPATH_VALUE_OBJECT,
    REFPATH_VALUE_ARRAY,
    REFPATH_VALUE_STRING,
    REFPATH_VALUE_INTEGER,
    REFPATH_VALUE_FLAG,
    REFPATH_VALUE_TIME /**< A moment: its string is RFC 3339 in UTC, its integer seconds since 1970. */
} refpath_value_kind;

/** A place in an answer, passed by value. It borrows: good as long as the answer lives. */
typedef struct refpath_value {
    const void *at; /**< Private. */
} refpath_value;

/** How refpath_answer_text() tells. Set `size`, leave the rest 0 for plain text in English. */
typedef struct refpath_text_options {
    size_t size;          /**< sizeof(refpath_text_options). */
    const char *language; /**< BCP 47 tag; NULL: English. Languages without texts fall back by the tag's own chain. */
    int colour;           /**< Not 0: ANSI colours, which never carry meaning alone. */
    int plain;            /**< Not 0: no tables, no symbols: sentences in order, for screen readers. */
    int width;            /**< Columns of the terminal; 0: 100. */
} refpath_text_options;

/** Takes one more reference. NULL gives NULL. Threads: any (atomic). */
REFPATH_API refpath_answer *refpath_answer_ref(const refpath_answer *answer);

/** Gives one reference back; with the last one the answer is overwritten and released. NULL is fine. */
REFPATH_API void refpath_answer_unref(refpath_answer *answer);

/** Which question it answers; 0 for NULL. */
REFPATH_API refpath_answer_kind refpath_answer_get_kind(const refpath_answer *answer);

/** Its protocol; borrowed. NULL for NULL. */
REFPATH_API const refpath_protocol *refpath_answer_protocol(const refpath_answer *answer);

/** The outermost value, an object. */
REFPATH_API refpath_value refpath_answer_root(const refpath_answer *answer);

/**
 * Writes the answer as JSON, without white space, with a newline at the end.
 *
 * @return REFPATH_OK, what `write` gave, REFPATH_INVALID_ARGUMENT. Threads: any. Cost: linear in the answer.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_answer_json(const refpath_answer *answer, refpath_write write,
                                                                  void *user);

/**
 * Tells the answer to a person in a language.
 *
 * @param[in] answer   The answer.
 * @param[in] options  Or NULL for plain text in English.
 * @param[in] write    Takes UTF-8.
 * @param[in] user     Handed to `write`.
 * @return REFPATH_OK, what `write` gave, REFPATH_OUT_OF_MEMORY, REFPATH_INVALID_ARGUMENT (a malformed language tag).
 *
 * Threads: any. Cost: linear in the answer; and opening the messages of a language, once a call.
 */
REFPATH_API REFPATH_MUST_CHECK refpath_status refpath_answer_text(const refpath_answer *answer,
                                                                  const refpath_text_options *options,
                                                                  refpath_write write, void *user);

/** What a value is. */
REFPATH_API refpath_value_kind refpath_value_get_kind(refpath_value value);
/** Children of an object or array, else 0. */
REFPATH_API size_t refpath_value_size(refpath_value value);
/** The key under which it stands in its object; NULL in an array. Borrowed. */
REFPATH_API const char *refpath_value_key(refpath_value value);
/** The i-th child of an object or array; absent past the end. Cost: linear in i for arrays; see refpath_value_next(). */
REFPATH_API refpath_value refpath_value_at(refpath_value value, size_t i);
/** The sibling after this one; absent after the last. */
REFPATH_API refpath_value refpath_value_next(refpath_value value);
/** The child of an object under a key; absent where there is none. */
REFPATH_API refpath_value refpath_value_get(refpath_value value, const char *key);
/** The text of a string or time, borrowed; NULL for others. */
REFPATH_API const char *refpath_value_string(refpath_value value);
/** The number of an integer, flag (0 or 1) or time (seconds since 1970 UTC); 0 for others. */
REFPATH_API int64_t refpath_value_integer(refpath_value value);

REFPATH_END_DECLS

#endif
