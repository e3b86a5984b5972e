/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/*
 * A stream that ends, as on a full disk: it takes so many pieces, and then gives the same status whenever it is called.
 *
 *   rp_ending full = {.takes = 2, .gives = REFPATH_IO};
 *   CU_ASSERT_EQUAL(refpath_answer_json(answer, rp_end_stream, &full), REFPATH_IO);
 *   CU_ASSERT_EQUAL(full.calls, 3);
 */
#ifndef RP_TESTS_SUPPORT_STREAMS_H
#define RP_TESTS_SUPPORT_STREAMS_H

#include <CUnit/CUnit.h>
#include <refpath/status.h>
#include <stddef.h>

typedef struct rp_ending {
    size_t takes;
    refpath_status gives;
    size_t calls; /* so far */
} rp_ending;

static inline refpath_status rp_end_stream(void *user, const char *bytes, size_t n) {
    rp_ending *stream = user;
    CU_ASSERT_TRUE(bytes && n > 0);
    return stream->calls++ < stream->takes ? REFPATH_OK : stream->gives;
}

#endif
