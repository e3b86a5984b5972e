/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** What somebody agreed by. */
public enum ConsentKind implements Word {
    /** By consent, as the law knows it. */
    CONSENT,
    /** By assent, as a child gives it. */
    ASSENT;

    @Override
    public String toString() {
        return word();
    }
}
