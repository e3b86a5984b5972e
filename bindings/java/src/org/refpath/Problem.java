/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One problem: a stable code, how bad it is, where it stands, and its arguments by name. */
public final class Problem {
    private final Problems all;
    private final long index;
    private final String code;
    private final Severity severity;
    private final Place place;
    private final Map<String, String> args;
    private final List<Place> related;

    Problem(Problems all, long index, String code, Severity severity, List<Place> places, Map<String, String> args) {
        this.all = all;
        this.index = index;
        this.code = code;
        this.severity = severity;
        this.place = places.get(0);
        this.related = List.copyOf(places.subList(1, places.size()));
        this.args = args;
    }

    /**
     * The code.
     *
     * @return for example "unknown-reference"; it does not change from version to version
     */
    public String code() {
        return code;
    }

    /**
     * How bad it is.
     *
     * @return note, warning or error
     */
    public Severity severity() {
        return severity;
    }

    /**
     * Where it stands.
     *
     * @return the place
     */
    public Place place() {
        return place;
    }

    /**
     * The arguments of the sentence. Of a case they never repeat what was said of a child.
     *
     * @return by name, in order, read only
     */
    public Map<String, String> args() {
        return args;
    }

    /**
     * Other places concerned.
     *
     * @return read only
     */
    public List<Place> related() {
        return related;
    }

    /**
     * The sentence, in English.
     *
     * @return one sentence
     */
    public String text() {
        return text(Locale.ENGLISH);
    }

    /**
     * The sentence in a language, or in English where it is not translated.
     *
     * @param language  of the reader
     * @return one sentence
     */
    public String text(Locale language) {
        return all.sentence(index, language);
    }

    /** As compilers write it: place, severity, sentence, code. */
    @Override
    public String toString() {
        String where = place.toString();
        return (where.isEmpty() ? "" : where + ": ") + severity.name().toLowerCase(Locale.ROOT) + ": " + text() + " [" + code
                + "]";
    }
}
