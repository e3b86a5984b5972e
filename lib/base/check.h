/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* The two ways a private function gives up: pass a failure on, or fail for want of memory. */
#ifndef RP_BASE_CHECK_H
#define RP_BASE_CHECK_H

#include <refpath/status.h>

#define RP_TRY(call)                                                                               \
    do {                                                                                           \
        refpath_status rp_try_status = (call);                                                     \
        if (rp_try_status != REFPATH_OK) {                                                         \
            return rp_try_status;                                                                  \
        }                                                                                          \
    } while (0)

#define RP_HAVE(pointer)                                                                           \
    do {                                                                                           \
        if (!(pointer)) {                                                                          \
            return REFPATH_OUT_OF_MEMORY;                                                          \
        }                                                                                          \
    } while (0)

#endif
