/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "xml/chars.h"

typedef struct rp_range {
    uint32_t first, last;
} rp_range;

static bool is_in(const rp_range *ranges, size_t n, uint32_t c) {
    for (size_t i = 0; i < n && c >= ranges[i].first; i++) {
        if (c <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

bool rp_xml_character(uint32_t c) {
    if (c < 0x20) {
        return c == '\t' || c == '\n' || c == '\r';
    }
    return c <= 0x10ffff && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
}

bool rp_xml_name_start(uint32_t c) {
    static const rp_range ranges[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},        {0xc0, 0xd6},
                                      {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},    {0x37f, 0x1fff},
                                      {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},  {0x3001, 0xd7ff},
                                      {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
    return is_in(ranges, COUNT(ranges), c);
}

bool rp_xml_name_part(uint32_t c) {
    static const rp_range ranges[] = {{'-', '.'}, {'0', '9'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}};
    return rp_xml_name_start(c) || is_in(ranges, COUNT(ranges), c);
}

bool rp_xml_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_usual(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }

bool rp_xml_is_name(rp_str text) {
    size_t i = 0;
    if (text.n > 0 && is_letter(text.at[0])) {
        while (i < text.n && is_usual(text.at[i])) {
            i++;
        }
    }
    if (i == text.n && i > 0) {
        return true;
    }
    i = 0;
    if (text.n == 0 || !rp_xml_name_start(rp_utf8_next(text.at, text.n, &i))) {
        return false;
    }
    while (i < text.n) {
        if (!rp_xml_name_part(rp_utf8_next(text.at, text.n, &i))) {
            return false;
        }
    }
    return true;
}
