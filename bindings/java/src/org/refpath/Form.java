/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** How somebody agreed. */
public enum Form implements Word {
    /** In speech. */
    SPOKEN,
    /** In speech, with a witness or a recording. */
    RECORDED,
    /** In writing. */
    WRITTEN;

    @Override
    public String toString() {
        return word();
    }
}
