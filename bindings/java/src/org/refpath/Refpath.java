/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** About the library itself. */
public final class Refpath {
    private Refpath() {
    }

    /**
     * The version of the library that runs.
     *
     * @return for example "0.1.0"
     */
    public static String version() {
        return core.version();
    }

    /**
     * What this build of the library has.
     *
     * @return name=value, a line each
     */
    public static String features() {
        return core.features();
    }

    /**
     * The version of the time zone data in use: "the same bytes" are promised for one version of it.
     *
     * @return for example "2025b"
     */
    public static String timeZones() {
        return core.time_zones();
    }
}
