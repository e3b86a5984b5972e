/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The library's own words: one pattern a key and language, compiled in from data/messages. */
#ifndef RP_OUTPUT_MESSAGES_H
#define RP_OUTPUT_MESSAGES_H

#include <stdbool.h>
#include <stddef.h>

typedef struct rp_message {
    const char *key, *pattern;
} rp_message;

typedef struct rp_message_table {
    const char *language; /* "en" */
    const rp_message *at; /* sorted by key */
    size_t n;
} rp_message_table;

/* All tables; the first is English, which the others fall back to. */
const rp_message_table *rp_message_tables(size_t *n);
/* The table for a BCP 47 tag by its language chain; English where none fits. */
const rp_message_table *rp_messages_for(const char *language);
/* The tag that numbers and dates in these messages are written by: the one asked for where it is of their language. */
const char *rp_messages_language(const rp_message_table *table, const char *language);
/* The pattern of a key in one table; NULL where it is not there. */
const char *rp_message_pattern(const rp_message_table *table, const char *key);

#endif
