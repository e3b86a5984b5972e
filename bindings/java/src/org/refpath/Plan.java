/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.List;


/** What to do for a case, by whom, through whom, by when, and what may be told; advice; what to ask. */
public final class Plan extends Answer {
    Plan(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.PLAN);
    }

    /**
     * As of when.
     *
     * @return the moment that was asked for
     */
    public Instant now() {
        return root().instant("now").orElseThrow();
    }

    /**
     * The steps, in the order in which to do them.
     *
     * @return read only
     */
    public List<Step> steps() {
        return Part.all(root(), "steps", Step::new);
    }

    /**
     * What to ask, the most urgent first.
     *
     * @return read only
     */
    public List<Question> questions() {
        return Part.all(root(), "ask", Question::new);
    }

    /**
     * What to bear in mind.
     *
     * @return read only
     */
    public List<Advice> advice() {
        return Part.all(root(), "advice", Advice::new);
    }
}
