/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An entry of a protocol: an actor, a place, a service, a fact and so on. It stays good when the protocol is closed. */
public final class Entry {
    private final Protocol protocol;
    private final Kind kind;
    private final String id;
    private final Map<String, String> labels;
    private final String within;

    Entry(Protocol protocol, Kind kind, Value value) {
        this.protocol = protocol;
        this.kind = kind;
        this.id = value.text("id").orElseThrow();
        this.labels = Protocol.labels(value);
        this.within = value.text("in").orElse(null);
    }

    /**
     * What it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Its id.
     *
     * @return unique among all of its kind
     */
    public String id() {
        return id;
    }

    /**
     * Its labels.
     *
     * @return by language tag, in document order, read only
     */
    public Map<String, String> labels() {
        return labels;
    }

    /**
     * The entry that it lies in.
     *
     * @return an id; absent of the outermost
     */
    public Optional<String> within() {
        return Optional.ofNullable(within);
    }

    /**
     * Its label in a language, else in the one that the protocol gives first.
     *
     * @param language  of the reader
     * @return absent where it has none
     */
    public Optional<String> label(Locale language) {
        return protocol.label(kind, id, language).or(() -> labels.values().stream().findFirst());
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Entry)) {
            return false;
        }
        Entry that = (Entry) other;
        return kind == that.kind && id.equals(that.id) && protocol.equals(that.protocol);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + id.hashCode();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + id;
    }
}
