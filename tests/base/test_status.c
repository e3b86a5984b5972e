/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include <refpath/status.h>

#include "../support/harness.h"

static void status__every_status_has_a_name_of_its_own(void) {
    for (int i = REFPATH_OK; i <= REFPATH_INTERNAL; i++) {
        const char *name = refpath_status_name((refpath_status)i);
        CU_ASSERT_PTR_NOT_NULL_FATAL(name);
        CU_ASSERT_STRING_NOT_EQUAL(name, "unknown-status");
        for (int k = REFPATH_OK; k < i; k++) {
            CU_ASSERT_STRING_NOT_EQUAL(name, refpath_status_name((refpath_status)k));
        }
    }
    CU_ASSERT_STRING_EQUAL(refpath_status_name(REFPATH_OK), "ok");
    CU_ASSERT_STRING_EQUAL(refpath_status_name(REFPATH_INVALID_CASE), "invalid-case");
}

static void status__other_numbers_are_unknown(void) {
    int other[] = {REFPATH_INTERNAL + 1, 1000, -1, -1000000};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        refpath_status status;
        memcpy(&status, &other[i], sizeof status);
        CU_ASSERT_STRING_EQUAL(refpath_status_name(status), "unknown-status");
    }
}

RP_SUITE(RP_TEST(status__every_status_has_a_name_of_its_own),
         RP_TEST(status__other_numbers_are_unknown))
