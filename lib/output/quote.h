/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Text from outside, made fit to stand in a sentence on a terminal. */
#ifndef RP_OUTPUT_QUOTE_H
#define RP_OUTPUT_QUOTE_H

#include "base/arena.h"
#include "base/text.h"

/*
 * One line, white space collapsed, controls replaced, direction controls dropped; between Unicode isolates where its
 * letters run from right to left, or `always` (in a sentence that does; what has no such letter then runs to the right). NULL: no memory. Ends at the first byte that
 * is not UTF-8.
 */
const char *rp_quote_text(rp_arena *scratch, bool always, const char *text);

/* The same into a buffer, without isolates; true where they are needed. */
bool rp_quote_into(rp_buffer *b, const char *text, size_t n);

#endif
