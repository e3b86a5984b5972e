/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a question gives: immutable, and safe for use by several threads. {@link #toJson()} has the bytes that every language
 * and the command line give, {@link #text(Locale)} tells it to a person, {@link #root()} walks it.
 *
 * <p>Its reasons hold facts of a case. {@link #close()} overwrites and frees its memory as soon as no call uses it; without
 * that it goes when nobody can reach it any more. It cannot be serialized, and {@link #toString()} says nothing of the case.
 */
public abstract class Answer implements AutoCloseable {
    private final Protocol protocol;
    private final Handle<Tree> handle;
    private final AnswerKind kind;
    private volatile Value root;

    Answer(Protocol protocol, CoreAnswer core, AnswerKind kind) {
        this.protocol = protocol;
        this.handle = Handle.of(this, new Tree(core), "answer", Tree::delete);
        this.kind = kind;
    }

    /**
     * Which question it answers.
     *
     * @return the kind
     */
    public final AnswerKind kind() {
        return kind;
    }

    /**
     * The protocol that was asked.
     *
     * @return as it was loaded
     */
    public final Protocol protocol() {
        return protocol;
    }

    /**
     * All of it.
     *
     * @return an object
     * @throws IllegalStateException  it was closed
     */
    public final Value root() {
        check();
        Value all = root;
        if (all == null) {
            all = handle.use(tree -> tree.root(this));
            root = all;
        }
        return all;
    }

    /**
     * The answer as JSON, with a newline at its end; in UTF-8 it has the same bytes in every language.
     *
     * @return one line
     */
    public final String toJson() {
        return new String(toJsonBytes(), StandardCharsets.UTF_8);
    }

    /**
     * The answer as JSON in UTF-8, with a newline at its end.
     *
     * @return a fresh array
     */
    public final byte[] toJsonBytes() {
        return handle.use(tree -> tree.core().json());
    }

    /**
     * The answer for a person, in a language; where there are no texts in it, in the nearest one that has.
     *
     * @param language  of the reader
     * @return lines
     */
    public final String text(Locale language) {
        return text(TextOptions.in(language));
    }

    /**
     * The answer for a person.
     *
     * @param how  language, width, colours
     * @return lines
     */
    public final String text(TextOptions how) {
        Objects.requireNonNull(how, "how");
        return Moments.text(handle.use(tree -> tree.core().text(how.tag(), how.isColour(), how.isPlain(), how.columns())));
    }

    /**
     * The answer as a picture. Plans can be drawn, and analyses that have a graph.
     *
     * @param format    SVG, or the source of a picture for other programs
     * @param language  of the words
     * @return UTF-8 when it is written
     * @throws RefpathException  with status UNSUPPORTED: this kind of answer has no picture
     */
    public final String draw(Picture format, Locale language) {
        return draw(format, View.OWN, language);
    }

    /**
     * The answer as a picture.
     *
     * @param format    SVG, or the source of a picture for other programs
     * @param view      what is to be seen: what it is, or the steps of a plan by pathway
     * @param language  of the words
     * @return UTF-8 when it is written
     * @throws RefpathException  with status UNSUPPORTED: this kind of answer has no picture
     */
    public final String draw(Picture format, View view, Locale language) {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(view, "view");
        return Moments.text(handle.use(tree -> tree.core().draw(format, view, Moments.tag(language))));
    }

    /**
     * What the protocol, or the question, should be looked at for.
     *
     * @return each with a code and args
     */
    public final List<Value> warnings() {
        return root().list("warnings");
    }

    /** Lets go of it now: no value of it can be walked any more. A call in another thread ends well. */
    @Override
    public final void close() {
        root = null;
        handle.close();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + (handle.isOpen() ? "" : "[closed]");
    }

    final String csv(String table, long minCell) {
        return Moments.text(handle.use(tree -> tree.core().table(table, minCell)));
    }

    final void check() {
        handle.check();
    }

    final List<Value> children(CoreValue of) {
        return handle.use(tree -> tree.children(this, of));
    }
}
