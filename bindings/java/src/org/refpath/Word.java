/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Locale;

/** A word of answers and cases, such as "needs-consent": the name of the constant in small letters, "-" for "_". */
public interface Word {
    /**
     * The name of the constant.
     *
     * @return in capitals
     */
    String name();

    /**
     * The word as it stands in JSON.
     *
     * @return in small letters
     */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
