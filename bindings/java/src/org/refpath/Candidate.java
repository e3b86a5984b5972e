/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who can do a step. */
public final class Candidate extends Part {
    Candidate(Value value) {
        super(value);
    }

    /**
     * The actor.
     *
     * @return absent where it is hidden from the holder
     */
    public Optional<String> actor() {
        return value().text("actor");
    }

    /**
     * Whether the holder may not know who it is.
     *
     * @return true where it is hidden
     */
    public boolean isHidden() {
        return value().flag("hidden");
    }

    /**
     * What it offers.
     *
     * @return the id of an offer
     */
    public Optional<String> offer() {
        return value().text("offer");
    }

    /**
     * How it stands.
     *
     * @return a state
     */
    public State state() {
        return value().word("state", State.class).orElseThrow();
    }

    /**
     * When it can be there.
     *
     * @return a moment
     */
    public Optional<Instant> earliest() {
        return value().instant("earliest");
    }

    /**
     * Through whom, from the holder to the candidate.
     *
     * @return ids
     */
    public List<String> path() {
        return value().texts("path");
    }

    /**
     * How the first on the way is reached, those open now first.
     *
     * @return read only
     */
    public List<Contact> contacts() {
        return Part.all(value(), "call", Contact::new);
    }

    /**
     * What it would be told, item by item.
     *
     * @return read only
     */
    public List<Sharing> sharing() {
        return Part.all(value(), "share", Sharing::new);
    }

    /**
     * When somebody last looked whether it is still so.
     *
     * @return a day
     */
    public Optional<LocalDate> verified() {
        return value().day("verified");
    }
}
