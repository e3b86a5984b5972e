/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** What a protocol says about itself: id, version, status, labels, dates, documents, counts. */
public final class About extends Answer {
    About(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.ABOUT);
    }
}
