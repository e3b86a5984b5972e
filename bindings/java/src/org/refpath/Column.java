/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Objects;
import java.util.Optional;

/** A column of a table. */
public final class Column {
    private final String id;
    private final String unit;

    Column(Value value) {
        id = value.text("id").orElseThrow();
        unit = value.text("unit").orElse(null);
    }

    /**
     * Its name, which stays the same from release to release.
     *
     * @return the key of rows
     */
    public String id() {
        return id;
    }

    /**
     * What its figures are in.
     *
     * @return "ppm", "s", "cases" and so on; absent of what is no figure
     */
    public Optional<String> unit() {
        return Optional.ofNullable(unit);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Column && id.equals(((Column) other).id) && Objects.equals(unit, ((Column) other).unit);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, unit);
    }

    @Override
    public String toString() {
        return unit == null ? id : id + " (" + unit + ")";
    }
}
