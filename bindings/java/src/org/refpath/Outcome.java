/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** What became of a step. */
public enum Outcome implements Word {
    /** It was done. */
    SERVED,
    /** Part of it was done. */
    PARTLY_SERVED,
    /** The child, or who decides for it, did not want it. */
    DECLINED,
    /** It was not to be had. */
    UNAVAILABLE,
    /** It was done by others. */
    ELSEWHERE,
    /** It was not needed. */
    NOT_NEEDED,
    /** Nobody answered. */
    NO_ANSWER;

    @Override
    public String toString() {
        return word();
    }
}
