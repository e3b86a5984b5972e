/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** The protocol is not well-formed, not valid or means nothing. */
public final class InvalidProtocolException extends RefpathException {
    private static final long serialVersionUID = 1L;

    InvalidProtocolException(Problems problems) {
        super(Status.INVALID_PROTOCOL, problems);
    }
}
