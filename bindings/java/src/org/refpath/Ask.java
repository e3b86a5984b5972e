/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;


/** What to ask, the most urgent first. */
public final class Ask extends Answer {
    Ask(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.ASK);
    }

    /**
     * The questions.
     *
     * @return each with a fact; empty: nothing more need be asked
     */
    public List<Question> questions() {
        return Part.all(root(), "ask", Question::new);
    }
}
