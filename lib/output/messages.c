/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "output/messages.h"

#include "unicode/text.h"

#include <string.h>

#include "output/messages_data.inc"

#define MOST_TABLES 16

const rp_message_table *rp_message_tables(size_t *n) {
    *n = sizeof message_tables / sizeof *message_tables;
    return message_tables;
}

const rp_message_table *rp_messages_for(const char *language) {
    const char *tags[MOST_TABLES];
    size_t n;
    const rp_message_table *tables = rp_message_tables(&n);
    int best;
    for (size_t i = 0; i < n && i < MOST_TABLES; i++) {
        tags[i] = tables[i].language;
    }
    best = rp_language_match(tags, n < MOST_TABLES ? n : MOST_TABLES, language);
    return &tables[best < 0 ? 0 : best];
}

const char *rp_messages_language(const rp_message_table *table, const char *language) {
    size_t n = strlen(table->language);
    bool same = strncmp(table->language, language, n) == 0 && (language[n] == '\0' || language[n] == '-');
    if (same && language[n] == '-') {
        return language;
    }
    /* English of no country in particular: the day before the month, and no "12:30 pm". */
    return strcmp(table->language, "en") == 0 ? "en-150" : table->language;
}

const char *rp_message_pattern(const rp_message_table *table, const char *key) {
    size_t from = 0, to = table->n;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(key, table->at[middle].key);
        if (order == 0) {
            return table->at[middle].pattern;
        }
        if (order < 0) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return NULL;
}
