/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** A place in a document; what is not known is absent, never a guess. */
public final class Place {
    private final String file;
    private final int line;
    private final int column;

    Place(String file, long line, long column) {
        this.file = file == null || file.isEmpty() ? null : file;
        this.line = (int) line;
        this.column = (int) column;
    }

    /**
     * The document.
     *
     * @return its name as given or included
     */
    public Optional<String> file() {
        return Optional.ofNullable(file);
    }

    /**
     * The line.
     *
     * @return from 1
     */
    public OptionalInt line() {
        return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
    }

    /**
     * The column, in characters.
     *
     * @return from 1
     */
    public OptionalInt column() {
        return line > 0 && column > 0 ? OptionalInt.of(column) : OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Place)) {
            return false;
        }
        Place that = (Place) other;
        return Objects.equals(file, that.file) && line == that.line && column == that.column;
    }

    @Override
    public int hashCode() {
        return Objects.hash(file, line, column);
    }

    /** As compilers write it: file:line:column. */
    @Override
    public String toString() {
        String name = file == null ? "" : file;
        return line == 0 ? name : name + (name.isEmpty() ? "" : ":") + line + (column > 0 ? ":" + column : "");
    }
}
