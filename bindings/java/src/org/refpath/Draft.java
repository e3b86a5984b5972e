/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A protocol that is built or changed in code: the tree of elements that the format has. Each call is whole: several threads
 * may use a draft, one after the other.
 *
 * <pre>{@code
 * try (Draft draft = protocol.draft()) {
 *     draft.find("actor", "save-galasi").orElseThrow().set("respond-within", Duration.ofHours(2));
 *     Protocol changed = draft.compile();
 * }
 * }</pre>
 */
public final class Draft implements AutoCloseable {
    private final Handle<CoreDraft> handle;

    /**
     * An empty draft: a protocol of version "1", a draft by its status.
     *
     * @param id        of the protocol
     * @param language  of its labels
     */
    public Draft(String id, Locale language) {
        this(CoreDraft.make(Objects.requireNonNull(id, "id"), Objects.requireNonNull(language, "language").toLanguageTag()));
    }

    Draft(CoreDraft core) {
        handle = Handle.of(this, core, "draft", CoreDraft::delete);
    }

    /**
     * The outermost element.
     *
     * @return the protocol
     */
    public Element root() {
        return new Element(ask(CoreDraft::root));
    }

    /**
     * The first element with an id, whatever it is.
     *
     * @param id  its id
     * @return absent where there is none
     */
    public Optional<Element> find(String id) {
        return find(null, id);
    }

    /**
     * The first element of a name with an id.
     *
     * @param name  for example "actor"; null: any
     * @param id    its id
     * @return absent where there is none
     */
    public Optional<Element> find(String name, String id) {
        Objects.requireNonNull(id, "id");
        long found = ask(core -> core.find(name, id));
        return found == 0 ? Optional.empty() : Optional.of(new Element(found));
    }

    /**
     * Makes a protocol of it. The draft stays as it is, and can be changed on.
     *
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems, by the lines that {@link #toXml()} gives
     */
    public Protocol compile() {
        return compile(new LoadOptions());
    }

    /**
     * Makes a protocol of it, within limits.
     *
     * @param options  limits
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems, by the lines that {@link #toXml()} gives
     */
    public Protocol compile(LoadOptions options) {
        CoreLoading loading = options.loading();
        try {
            return ask(core -> Protocol.compiled(core, loading));
        } finally {
            loading.delete();
        }
    }

    /**
     * The draft as XML.
     *
     * @return a document that {@link Protocol#load(byte[])} reads
     */
    public String toXml() {
        return new String(ask(CoreDraft::write), StandardCharsets.UTF_8);
    }

    /** Lets go of it now, as soon as no call uses it. Protocols made from it stay good. */
    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return handle.isOpen() ? "Draft" : "Draft[closed]";
    }

    private <R> R ask(Function<CoreDraft, R> call) {
        synchronized (handle) {
            return handle.use(call);
        }
    }

    /** An element of a draft. */
    public final class Element {
        private final long number;

        private Element(long number) {
            this.number = number;
        }

        /**
         * Adds an element as the last in this one.
         *
         * @param name  one that may stand there
         * @return the new element
         * @throws InvalidProtocolException  the format has no such element there
         */
        public Element add(String name) {
            Objects.requireNonNull(name, "name");
            return new Element(ask(core -> core.add(number, name)));
        }

        /**
         * Sets an attribute.
         *
         * @param attribute  for example "respond-within" or "xml:lang"
         * @param value      as it stands in XML; null takes it away
         * @return this
         * @throws InvalidProtocolException  the format has no such attribute or value there
         */
        public Element set(String attribute, String value) {
            Objects.requireNonNull(attribute, "attribute");
            return say(core -> core.set(number, attribute, value));
        }

        /**
         * Sets an attribute that is a number.
         *
         * @param attribute  its name
         * @param value      a whole number
         * @return this
         */
        public Element set(String attribute, long value) {
            return set(attribute, Long.toString(value));
        }

        /**
         * Sets an attribute that is a flag.
         *
         * @param attribute  its name
         * @param value      whether it holds
         * @return this
         */
        public Element set(String attribute, boolean value) {
            return set(attribute, Boolean.toString(value));
        }

        /**
         * Sets an attribute that is a day.
         *
         * @param attribute  its name
         * @param value      a day
         * @return this
         */
        public Element set(String attribute, LocalDate value) {
            return set(attribute, Moments.written(Objects.requireNonNull(value, "value")));
        }

        /**
         * Sets an attribute that is a duration.
         *
         * @param attribute  its name
         * @param value      whole seconds
         * @return this
         */
        public Element set(String attribute, Duration value) {
            return set(attribute, Moments.written(Objects.requireNonNull(value, "value")));
        }

        /**
         * Sets the characters of a label, text, question or contact.
         *
         * @param text  all of them
         * @return this
         */
        public Element text(String text) {
            Objects.requireNonNull(text, "text");
            return say(core -> core.text(number, text));
        }

        /** Takes it out, with all that stands in it. */
        public void remove() {
            say(core -> core.remove(number));
        }

        @Override
        public String toString() {
            return "Element " + number;
        }

        private Element say(Consumer<CoreDraft> call) {
            synchronized (handle) {
                handle.act(call);
            }
            return this;
        }
    }
}
