/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The problems that one call found, all at once, in order of place. Safe for use by several threads. */
public final class Problems implements Iterable<Problem> {
    private static final Problems NONE = new Problems(null);

    private final Handle<CoreProblems> handle;
    private List<Problem> list;

    Problems(CoreProblems core) {
        handle = core == null ? null : Handle.of(this, core, "list of problems", CoreProblems::delete);
    }

    static Problems none() {
        return NONE;
    }

    /**
     * All of them.
     *
     * @return read only
     */
    public synchronized List<Problem> list() {
        if (list == null) {
            list = handle == null ? List.of() : handle.use(this::read);
        }
        return list;
    }

    /**
     * How many there are.
     *
     * @return 0 where nothing was found
     */
    public int size() {
        return list().size();
    }

    /**
     * Whether there is none.
     *
     * @return true where nothing was found
     */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * How many more there were than the list has room for.
     *
     * @return mostly 0
     */
    public synchronized long lost() {
        return handle == null ? 0 : handle.use(CoreProblems::lost);
    }

    @Override
    public Iterator<Problem> iterator() {
        return list().iterator();
    }

    /**
     * The problems as a stream.
     *
     * @return in order of place
     */
    public Stream<Problem> stream() {
        return list().stream();
    }

    /**
     * For people: {@code file:line:column: error: text [code]}, a line each.
     *
     * @param language  of the reader
     * @return lines
     */
    public String text(Locale language) {
        return write(DiagsFormat.TEXT, language);
    }

    /**
     * For programs: {@code {"problems": [...]}}, the same bytes as in every language.
     *
     * @return one line
     */
    public String toJson() {
        return toJson(Locale.ENGLISH);
    }

    /**
     * As {@link #toJson()}, with the sentences in a language.
     *
     * @param language  of the sentences
     * @return one line
     */
    public String toJson(Locale language) {
        return write(DiagsFormat.JSON, language);
    }

    /**
     * SARIF 2.1.0, for editors and code review.
     *
     * @param language  of the sentences
     * @return JSON
     */
    public String toSarif(Locale language) {
        return write(DiagsFormat.SARIF, language);
    }

    /** The codes. */
    @Override
    public String toString() {
        StringBuilder codes = new StringBuilder("Problems[");
        for (Problem one : this) {
            codes.append(codes.length() > 9 ? ", " : "").append(one.code());
        }
        return codes.append(']').toString();
    }

    synchronized String sentence(long index, Locale language) {
        return Moments.text(handle.use(core -> core.sentence(index, Moments.tag(language))));
    }

    private synchronized String write(DiagsFormat format, Locale language) {
        String tag = Moments.tag(language);
        if (handle != null) {
            return Moments.text(handle.use(core -> core.write(format, tag)));
        }
        CoreProblems empty = CoreProblems.make();
        try {
            return Moments.text(empty.write(format, tag));
        } finally {
            empty.delete();
        }
    }

    private List<Problem> read(CoreProblems core) {
        List<Problem> all = new ArrayList<>();
        for (long i = 0; i < core.count(); i++) {
            List<Place> places = new ArrayList<>();
            for (long at = 0; at < core.places(i); at++) {
                places.add(new Place(core.file(i, at), core.line(i, at), core.column(i, at)));
            }
            Map<String, String> args = new LinkedHashMap<>();
            for (long nth = 0; nth < core.arguments(i); nth++) {
                args.put(core.argument_name(i, nth), core.argument_value(i, nth));
            }
            all.add(new Problem(this, i, core.code(i), core.severity(i), places, Collections.unmodifiableMap(args)));
        }
        return Collections.unmodifiableList(all);
    }
}
