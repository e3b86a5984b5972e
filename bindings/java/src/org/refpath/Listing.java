/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** All entries of a kind. */
public final class Listing extends Answer {
    Listing(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.LIST);
    }
}
