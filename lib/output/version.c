/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
/* Which release this is, and what it was built with; `configure` knows the versions. */
#include "config.h"
#include "unicode/zone.h"

#include <refpath/version.h>

#ifdef HAVE_JANSSON
#define CASES_FROM_JSON "yes"
#else
#define CASES_FROM_JSON "no"
#endif

const char *refpath_version(void) { return REFPATH_VERSION; }

const char *refpath_features(void) {
    return "cases-from-json=" CASES_FROM_JSON "\n"
           "format=1\n"
           "icu=" REFPATH_ICU_VERSION "\n"
           "libxml2=" REFPATH_LIBXML_VERSION "\n";
}

const char *refpath_time_zones(void) { return rp_zone_data_version(); }
