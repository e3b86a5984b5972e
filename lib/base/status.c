/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include <refpath/status.h>

#include <stddef.h>

const char *refpath_status_name(refpath_status status) {
    static const char *const names[] = {
        [REFPATH_OK] = "ok",
        [REFPATH_OUT_OF_MEMORY] = "out-of-memory",
        [REFPATH_INVALID_ARGUMENT] = "invalid-argument",
        [REFPATH_IO] = "io",
        [REFPATH_INVALID_PROTOCOL] = "invalid-protocol",
        [REFPATH_INVALID_CASE] = "invalid-case",
        [REFPATH_INVALID_QUESTION] = "invalid-question",
        [REFPATH_NOT_FOUND] = "not-found",
        [REFPATH_LIMIT_EXCEEDED] = "limit-exceeded",
        [REFPATH_UNSUPPORTED] = "unsupported",
        [REFPATH_CANCELLED] = "cancelled",
        [REFPATH_INTERNAL] = "internal",
    };
    size_t i = (size_t)status;
    return i < sizeof names / sizeof *names ? names[i] : "unknown-status";
}
