/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The standard protocols, as the build embeds them: each is a row. */
#include "xml/loading.h"

#include "xml/standard_data.inc"

const rp_standard *rp_standard_find(const char *name) {
    for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
        if (standards[i].name && rp_str_is(rp_str_of(name), standards[i].name)) {
            return &standards[i];
        }
    }
    return NULL;
}

/* The row after the last has no name. */
const char *rp_standard_name(size_t i) {
    return i < sizeof standards / sizeof *standards ? standards[i].name : NULL;
}
