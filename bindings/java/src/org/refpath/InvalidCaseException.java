/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** The case is not well-formed, or contradicts itself or the protocol. What it says is not repeated. */
public final class InvalidCaseException extends RefpathException {
    private static final long serialVersionUID = 1L;

    InvalidCaseException(Problems problems) {
        super(Status.INVALID_CASE, problems);
    }
}
