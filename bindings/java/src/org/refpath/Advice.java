/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** What to bear in mind. */
public final class Advice extends Part {
    Advice(Value value) {
        super(value);
    }

    /**
     * Its id.
     *
     * @return an id
     */
    public String id() {
        return value().text("id").orElseThrow();
    }

    /**
     * How strongly it is given.
     *
     * @return must, must not, or should
     */
    public AdviceKind kind() {
        return value().word("kind", AdviceKind.class).orElseThrow();
    }

    /**
     * Whether it holds in any case.
     *
     * @return certain, or possible
     */
    public Certainty certainty() {
        return value().word("certainty", Certainty.class).orElseThrow();
    }
}
