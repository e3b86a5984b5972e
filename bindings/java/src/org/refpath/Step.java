/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A step of a plan. */
public final class Step extends Part {
    Step(Value value) {
        super(value);
    }

    /**
     * The steps of the protocol that it stands for.
     *
     * @return ids
     */
    public List<String> ids() {
        return value().texts("ids");
    }

    /**
     * What it does.
     *
     * @return service, inform, or act
     */
    public StepKind kind() {
        return value().word("kind", StepKind.class).orElseThrow();
    }

    /**
     * What is to be reached: a service, roles, or a party.
     *
     * @return ids; empty of an act
     */
    public List<String> goals() {
        return value().texts("goal");
    }

    /**
     * For what something is told.
     *
     * @return an id
     */
    public Optional<String> purpose() {
        return value().text("purpose");
    }

    /**
     * Whether it is needed in any case.
     *
     * @return certain, or possible
     */
    public Certainty certainty() {
        return value().word("certainty", Certainty.class).orElseThrow();
    }

    /**
     * How it stands: the best that any candidate has.
     *
     * @return a state
     */
    public State state() {
        return value().word("state", State.class).orElseThrow();
    }

    /**
     * By when.
     *
     * @return a moment
     */
    public Optional<Instant> target() {
        return value().instant("target");
    }

    /**
     * Whether the target is past.
     *
     * @return true where it is
     */
    public boolean isLate() {
        return value().flag("late");
    }

    /**
     * Whether a limit is past.
     *
     * @return true where one is
     */
    public boolean isOverdue() {
        return value().flag("overdue");
    }

    /**
     * The visit that it is done on.
     *
     * @return the id of a step
     */
    public Optional<String> with() {
        return value().text("with");
    }

    /**
     * The steps that come before.
     *
     * @return ids
     */
    public List<String> after() {
        return value().texts("after");
    }

    /**
     * Who can do it, the best first.
     *
     * @return read only
     */
    public List<Candidate> candidates() {
        return Part.all(value(), "candidates", Candidate::new);
    }
}
