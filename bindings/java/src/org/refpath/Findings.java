/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an analysis found: tables of whole numbers, each with its unit; of some a graph, which can be drawn. */
public final class Findings extends Answer {
    private final Analysis analysis;

    Findings(Protocol protocol, CoreAnswer core, Analysis analysis) {
        super(protocol, core, AnswerKind.ANALYSIS);
        this.analysis = analysis;
    }

    /**
     * Which analysis it is of.
     *
     * @return what was asked for
     */
    public Analysis analysis() {
        return analysis;
    }

    /**
     * As of when.
     *
     * @return the moment that was asked for
     */
    public Instant now() {
        return root().instant("now").orElseThrow();
    }

    /**
     * All tables.
     *
     * @return in order, read only
     */
    public List<Table> tables() {
        return root().list("tables").stream().map(value -> new Table(this, value)).collect(Collectors.toUnmodifiableList());
    }

    /**
     * One table.
     *
     * @param id  its name
     * @return absent where this analysis has none of that name
     */
    public Optional<Table> table(String id) {
        return tables().stream().filter(table -> table.id().equals(id)).findFirst();
    }
}
