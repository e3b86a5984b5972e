/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of an analysis. It can be looked at as long as the answer is open. */
public final class Table {
    private final Findings findings;
    private final Value value;
    private final String id;
    private final List<Column> columns;

    Table(Findings findings, Value value) {
        this.findings = findings;
        this.value = value;
        id = value.text("id").orElseThrow();
        columns = value.list("columns").stream().map(Column::new).collect(Collectors.toUnmodifiableList());
    }

    /**
     * Its name.
     *
     * @return as in JSON
     */
    public String id() {
        return id;
    }

    /**
     * Its columns.
     *
     * @return in order, read only
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * Its rows, each an object with the ids of columns as keys: {@code row.number("share")}, {@code row.text("place")}. What a
     * row does not tell is absent.
     *
     * @return in order
     */
    public Stream<Value> rows() {
        return value.list("rows").stream();
    }

    /**
     * How many rows it has.
     *
     * @return from 0
     */
    public int size() {
        return value.get("rows").map(Value::size).orElse(0);
    }

    /**
     * The table as CSV (RFC 4180), with a header; in UTF-8 it has the same bytes in every language.
     *
     * @return lines that end with CR LF
     */
    public String toCsv() {
        return toCsv(0);
    }

    /**
     * The table as CSV, without figures of few children.
     *
     * @param minCell  rows with a count of children from 1 to below this tell no figures
     * @return lines that end with CR LF
     */
    public String toCsv(long minCell) {
        return findings.csv(id, minCell);
    }

    @Override
    public String toString() {
        return "Table[" + id + "]";
    }
}
