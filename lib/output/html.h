/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* HTML into memory: markup is constant text of the library, everything else is escaped. */
#ifndef RP_OUTPUT_HTML_H
#define RP_OUTPUT_HTML_H

#include "base/text.h"

/* What every page looks like, on screens and on paper. */
extern const char rp_html_style[];

void rp_html_markup(rp_buffer *b, const char *markup);
/* Text, also inside quotation marks; what HTML does not allow is left out. */
void rp_html_text(rp_buffer *b, const char *text);
/* ` name="value"` inside a tag. */
void rp_html_attribute(rp_buffer *b, const char *name, const char *value);
/* A whole element; `tag` may have attributes: "td class=\"figure\"". Nothing where text is NULL. */
void rp_html_element(rp_buffer *b, const char *tag, const char *text);

#endif
