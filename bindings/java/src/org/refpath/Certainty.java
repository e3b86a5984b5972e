/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** Whether something holds for all that is possible, or depends on facts. */
public enum Certainty implements Word {
    /** It holds whatever the open facts are. */
    CERTAIN,
    /** It depends on open facts. */
    POSSIBLE;

    @Override
    public String toString() {
        return word();
    }
}
