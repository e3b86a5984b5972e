/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Language tags, direction, width on a terminal, and characters that have no place in names and texts. */
#ifndef RP_UNICODE_TEXT_H
#define RP_UNICODE_TEXT_H

#include "base/text.h"

/* A well-formed BCP 47 tag of at most 63 characters. */
bool rp_language_known(const char *tag);
/*
 * The tag of a list that fits best: the same, then with the last part taken off again and again, then one that stands
 * for the same language and script. -1 where none fits. NULL asks for nothing and gives -1.
 */
int rp_language_match(const char *const *tags, size_t n, const char *wanted);
bool rp_language_rtl(const char *tag);

/* Columns that a terminal needs; marks, controls and isolates need none, East Asian wide characters two. */
size_t rp_display_width(const char *at, size_t n);

/* Offset of the first control character (but tab and newline), bidirectional override or unpaired isolate; -1: none. */
ptrdiff_t rp_text_bad_character(const char *at, size_t n);
/* Letters of more than one script stand in it (Japanese counts as one). */
bool rp_text_mixed_scripts(const char *at, size_t n);

#endif
