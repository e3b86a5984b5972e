/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * Sentences from patterns with named arguments (ICU MessageFormat), days and moments for people. The C functions of ICU
 * for patterns take their arguments as printf does and trust the pattern; so one C++ file stands behind this header.
 */
#ifndef RP_UNICODE_MESSAGE_H
#define RP_UNICODE_MESSAGE_H

#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

struct rp_zone;

typedef struct rp_message_arg {
    const char *name;
    const char *text; /* NULL: the number counts */
    int64_t number;
} rp_message_arg;

static inline rp_message_arg rp_message_text(const char *name, const char *text) {
    rp_message_arg arg;
    arg.name = name;
    arg.text = text;
    arg.number = 0;
    return arg;
}

static inline rp_message_arg rp_message_number(const char *name, int64_t number) {
    rp_message_arg arg;
    arg.name = name;
    arg.text = NULL;
    arg.number = number;
    return arg;
}

/* REFPATH_INVALID_ARGUMENT: the pattern is not well-formed, or a plural or select in it has no `other`. */
refpath_status rp_message_format(const char *pattern, const char *language, const rp_message_arg *args, size_t n,
                                 rp_buffer *out);
refpath_status rp_message_check(const char *pattern, const char *language);

/* A day, or a moment in a zone (NULL: UTC), as people of a language write it. */
refpath_status rp_format_day(int64_t day, const char *language, rp_buffer *out);
refpath_status rp_format_moment(int64_t moment, const struct rp_zone *zone, const char *language, rp_buffer *out);

#ifdef __cplusplus
}
#endif

#endif
