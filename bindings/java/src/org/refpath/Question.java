/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;
import java.util.Optional;

/** What to ask of a case. */
public final class Question extends Part {
    Question(Value value) {
        super(value);
    }

    /**
     * The fact to ask for.
     *
     * @return an id
     */
    public String fact() {
        return value().text("fact").orElseThrow();
    }

    /**
     * The terms that matter, where not all do.
     *
     * @return ids
     */
    public List<String> terms() {
        return value().texts("terms");
    }

    /**
     * The role that it is left to, where it is not for the holder to ask.
     *
     * @return an id
     */
    public Optional<String> by() {
        return value().text("by");
    }

    /**
     * The steps that depend on it.
     *
     * @return ids
     */
    public List<String> steps() {
        return value().texts("for");
    }
}
