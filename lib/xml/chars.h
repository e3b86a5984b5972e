/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which characters XML 1.0 (fifth edition) allows, and where. */
#ifndef RP_XML_CHARS_H
#define RP_XML_CHARS_H

#include "base/text.h"

bool rp_xml_character(uint32_t c);
bool rp_xml_name_start(uint32_t c); /* but for the colon */
bool rp_xml_name_part(uint32_t c);  /* but for the colon */
bool rp_xml_space(char c);
/* A name without a colon. */
bool rp_xml_is_name(rp_str text);

#endif
