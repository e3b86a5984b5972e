/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * The sentence of one problem in a language, taken out of what refpath_diags_write() gives for all: each stands there
 * once, in order, as the key "text" of its problem. A quotation mark within a string is escaped, so that the key cannot be
 * part of one; no argument is called "text".
 */
#ifndef REFPATH_BINDINGS_SENTENCE_H
#define REFPATH_BINDINGS_SENTENCE_H

#include "handles.h"

static inline unsigned rp_hex(const char *at) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        char c = at[i];
        value = value * 16 + (unsigned)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
}

/* Writes what a JSON string says; `at` is its first byte. Only control characters come as numbers. */
static inline refpath_status rp_unescape(rp_written *to, const char *at, const char *end) {
    static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
    while (at < end && *at != '"') {
        char c = *at++;
        if (c == '\\' && at < end) {
            const char *letter = strchr(letters, *at);
            if (*at == 'u' && end - at > 4) {
                c = (char)rp_hex(at + 1);
                at += 5;
            } else {
                c = letter ? meant[letter - letters] : *at;
                at++;
            }
        }
        refpath_status status = rp_collect(to, &c, 1);
        if (status != REFPATH_OK) {
            return status;
        }
    }
    return REFPATH_OK;
}

static inline rp_written rp_sentence(const refpath_diags *diags, size_t index, const char *language, rp_call *call) {
    static const char key[] = "\"text\":\"";
    rp_written all = {NULL, 0, 0}, one = {NULL, 0, 0};
    const char *at, *end;
    call->status = refpath_diags_write(diags, REFPATH_DIAGS_JSON, language, rp_collect, &all);
    at = all.at;
    end = all.at ? all.at + all.n : NULL;
    for (size_t found = 0; call->status == REFPATH_OK && found <= index; at++) {
        while (at < end && ((size_t)(end - at) < sizeof key || memcmp(at, key, sizeof key - 1) != 0)) {
            at++;
        }
        if (at >= end) {
            call->status = REFPATH_NOT_FOUND;
        } else if (found++ == index) {
            call->status = rp_unescape(&one, at + sizeof key - 1, end);
        }
    }
    rp_written_free(&all);
    if (call->status != REFPATH_OK) {
        rp_written_free(&one);
    }
    return one;
}

#endif
