/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** The question names what the protocol does not have, or misses something. */
public final class InvalidQuestionException extends RefpathException {
    private static final long serialVersionUID = 1L;

    InvalidQuestionException(Problems problems) {
        super(Status.INVALID_QUESTION, problems);
    }
}
