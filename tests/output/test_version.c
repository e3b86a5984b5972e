/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
#include "support/harness.h"

#include <refpath/version.h>
#include <stdbool.h>
#include <string.h>

static void version__the_library_that_runs_is_that_of_the_headers(void) {
    CU_ASSERT_STRING_EQUAL(refpath_version(), REFPATH_VERSION);
}

/* One `name=value` a line, sorted, so that a program can look one up. */
static void version__features_are_sorted_lines_of_names_and_values(void) {
    static const char *const wanted[] = {"cases-from-json=", "format=1\n", "icu=", "libxml2="};
    const char *features = refpath_features(), *line = features, *last = "";
    size_t n_last = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        CU_ASSERT_PTR_NOT_NULL(strstr(features, wanted[i]));
    }
    while (*line) {
        const char *equals = strchr(line, '='), *end = strchr(line, '\n');
        bool good = equals && end && equals > line && equals < end - 1;
        CU_ASSERT_TRUE_FATAL(good);
        CU_ASSERT_TRUE(n_last == 0 || strncmp(last, line, n_last < (size_t)(equals - line) ? n_last : (size_t)(equals - line)) < 0);
        last = line;
        n_last = (size_t)(equals - line);
        line = end + 1;
    }
}

static void version__the_zone_data_has_a_year(void) {
    const char *zones = refpath_time_zones();
    CU_ASSERT_TRUE(strlen(zones) >= 5 && strncmp(zones, "20", 2) == 0);
}

RP_SUITE(RP_TEST(version__the_library_that_runs_is_that_of_the_headers),
         RP_TEST(version__features_are_sorted_lines_of_names_and_values), RP_TEST(version__the_zone_data_has_a_year))
