/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** How strongly advice is given. */
public enum AdviceKind implements Word {
    /** It must be done. */
    MUST,
    /** It must not be done. */
    MUST_NOT,
    /** It should be done. */
    SHOULD;

    @Override
    public String toString() {
        return word();
    }
}
