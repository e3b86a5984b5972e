/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;


/** What may be answered to a fact: its terms with labels, or the range of a number. */
public final class Choices extends Answer {
    Choices(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.CHOICES);
    }

    /**
     * The terms.
     *
     * @return each with an id and labels; empty of a number
     */
    public List<Value> choices() {
        return root().list("choices");
    }
}
