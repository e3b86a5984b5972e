/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** A file could not be read. */
public final class FileException extends RefpathException {
    private static final long serialVersionUID = 1L;

    FileException(Problems problems) {
        super(Status.IO, problems);
    }
}
