/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** Whether something may be told. */
public enum Decision implements Word {
    /** It may, under the obligations named. */
    PERMITTED,
    /** Not before somebody agrees. */
    NEEDS_CONSENT,
    /** It depends on what is not known. */
    NEEDS_FACTS,
    /** Somebody who counts said no. */
    REFUSED,
    /** Never, whoever agrees. */
    FORBIDDEN;

    @Override
    public String toString() {
        return word();
    }
}
