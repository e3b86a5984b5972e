/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** A limit on size or on work was reached: it was not decided, and not guessed. */
public final class LimitExceededException extends RefpathException {
    private static final long serialVersionUID = 1L;

    LimitExceededException(Problems problems) {
        super(Status.LIMIT_EXCEEDED, problems);
    }
}
