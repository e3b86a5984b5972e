/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;


/** Who does what where. */
public final class Who extends Answer {
    Who(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.WHO);
    }

    /**
     * The actors, in document order; where a name was asked for, the best matches first.
     *
     * @return each with id, labels, groups, roles, offers, contacts
     */
    public List<Value> actors() {
        return root().list("actors");
    }
}
