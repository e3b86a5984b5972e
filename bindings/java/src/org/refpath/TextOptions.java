/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Locale;

/** How an answer is told to a person: {@code TextOptions.in(Locale.FRENCH).plain().width(72)}. */
public final class TextOptions {
    private final String tag;
    private boolean colour;
    private boolean plain;
    private int width;

    private TextOptions(String tag) {
        this.tag = tag;
    }

    /**
     * In a language, with tables, without colours, 100 columns wide.
     *
     * @param language  of the reader
     * @return options
     */
    public static TextOptions in(Locale language) {
        return new TextOptions(Moments.tag(language));
    }

    /**
     * With the colours of a terminal, which never carry meaning alone.
     *
     * @return this
     */
    public TextOptions colour() {
        colour = true;
        return this;
    }

    /**
     * In sentences, without tables and symbols, for screen readers.
     *
     * @return this
     */
    public TextOptions plain() {
        plain = true;
        return this;
    }

    /**
     * So many columns wide.
     *
     * @param columns  0 for the usual 100
     * @return this
     */
    public TextOptions width(int columns) {
        if (columns < 0) {
            throw new IllegalArgumentException("columns");
        }
        width = columns;
        return this;
    }

    String tag() {
        return tag;
    }

    boolean isColour() {
        return colour;
    }

    boolean isPlain() {
        return plain;
    }

    int columns() {
        return width;
    }
}
