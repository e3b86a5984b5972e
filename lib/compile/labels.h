/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The words a protocol has for its entries, in the language that fits best. */
#ifndef RP_COMPILE_LABELS_H
#define RP_COMPILE_LABELS_H

#include <refpath/question.h>
#include <stdbool.h>

typedef enum rp_label_part {
    RP_LABEL_NAME,    /* label */
    RP_LABEL_TEXT,    /* text */
    RP_LABEL_QUESTION /* question, of facts */
} rp_label_part;

/* Borrowed from the protocol; NULL where there is none in any language. Terms are "fact/term". */
const char *rp_label(const refpath_protocol *protocol, refpath_kind kind, const char *id,
                     const char *language, rp_label_part part);
/* Whether the translation that rp_label chooses is marked as reviewed; true for the first language given. */
bool rp_label_reviewed(const refpath_protocol *protocol, refpath_kind kind, const char *id,
                       const char *language, rp_label_part part);

#endif
