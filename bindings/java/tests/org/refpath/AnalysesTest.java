/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Analyses: their tables and pictures, and how far they are. */
class AnalysesTest {
    private static final Map<String, ?> STUDY = Map.of("step-minutes", 360, "kinds",
            List.of(Map.of("id", "girls", "facts", Map.of("age", Map.of("min", 10, "max", 13)))));

    private final Protocol protocol = Given.mini();

    private AnalysisRequest coverage() {
        return new AnalysisRequest(Analysis.COVERAGE).study(STUDY).now(Given.NOW);
    }

    @Test
    void tablesAreThoseOfTheJson() {
        try (Findings found = protocol.analyse(coverage())) {
            assertEquals(Analysis.COVERAGE, found.analysis());
            assertEquals(AnswerKind.ANALYSIS, found.kind());
            assertEquals(Given.NOW, found.now());
            assertEquals(List.of("coverage", "by-service", "by-place"),
                    found.tables().stream().map(Table::id).collect(Collectors.toList()));
            Table table = found.table("coverage").orElseThrow();
            assertEquals(found.root().list("tables").get(0).list("rows").size(), table.size());
            assertEquals(table.size(), table.rows().count());
            assertEquals(Optional.of("ppm"), table.columns().stream().filter(one -> one.id().equals("share")).findFirst()
                    .flatMap(Column::unit));
            assertTrue(table.rows().allMatch(row -> row.text("kind").equals(Optional.of("girls"))
                    && row.number("cases").orElseThrow() == row.number("covered").orElseThrow() + row.number("gap").orElseThrow()));
            assertEquals(Optional.empty(), found.table("weather"));
        }
    }

    private List<String> casesWhen(Map<String, ?> kind) {
        Map<String, ?> study = Map.of("step-minutes", 360, "kinds", List.of(kind));
        try (Findings found = protocol.analyse(new AnalysisRequest(Analysis.COVERAGE).study(study).now(Given.NOW))) {
            return found.table("coverage").orElseThrow().rows().map(row -> row.text("place").orElseThrow() + " "
                    + row.text("service").orElseThrow() + " " + row.number("cases").orElseThrow()).collect(Collectors.toList());
        }
    }

    @Test
    void aKindMayBeACondition() {
        Map<String, ?> among = Map.of("fact", "age", "min", 10, "max", 13);
        List<String> both = casesWhen(Map.of("id", "girls", "when", Map.of("all", List.of(among, Map.of("fact", "danger-now")))));
        assertFalse(both.isEmpty());
        assertEquals(both, casesWhen(Map.of("id", "girls", "when",
                List.of("danger-now", Map.of("any", List.of(among, Map.of("not", List.of("danger-now"))))))));
        assertEquals(List.of(), casesWhen(Map.of("id", "girls", "facts", Map.of("age", 5), "when", among)));
        InvalidQuestionException wrong = assertThrows(InvalidQuestionException.class,
                () -> casesWhen(Map.of("id", "girls", "when", Map.of("fact", "age", "in", List.of("ten")))));
        assertEquals("case-not-allowed", wrong.problems().list().get(0).code());
    }

    @Test
    void csvHasALineForEveryRow() {
        try (Findings found = protocol.analyse(Analysis.COVERAGE, null, Given.NOW)) {
            for (Table table : found.tables()) {
                String[] lines = table.toCsv().split("\r\n");
                assertEquals(table.size() + 1, lines.length);
                assertEquals(table.columns().stream().map(Column::id).collect(Collectors.joining(",")), lines[0]);
            }
            Table first = found.tables().get(0);
            assertThrows(IllegalArgumentException.class, () -> first.toCsv(-1));
        }
    }

    @Test
    void smallCellsAreKeptBack() {
        String study = "{\"weights\":[{\"place\":\"galasi-port\",\"facts\":{\"age\":12},\"weight\":4}]}";
        try (Findings open = protocol.analyse(Analysis.COVERAGE, study, Given.NOW);
                Findings closed = protocol.analyse(new AnalysisRequest(Analysis.COVERAGE).study(study).now(Given.NOW).minCell(5))) {
            Table table = open.tables().get(0);
            assertEquals(closed.tables().get(0).toCsv(), table.toCsv(5));
            assertNotEquals(table.toCsv(), table.toCsv(5));
        }
    }

    @Test
    void progressIsToldInOrder() {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        protocol.analyse(coverage().progress((now, total) -> done.add(now) & totals.add(total))).close();
        assertEquals(done.stream().sorted().collect(Collectors.toList()), done);
        assertFalse(done.isEmpty());
        assertEquals(1, totals.stream().distinct().count());
    }

    @Test
    void whoIsToldCanStopIt() {
        RefpathException stopped = assertThrows(RefpathException.class, () -> protocol.analyse(coverage().progress((n, m) -> false)));
        assertEquals(Status.CANCELLED, stopped.status());
        IllegalStateException own = new IllegalStateException("enough");
        assertSame(own, assertThrows(IllegalStateException.class, () -> protocol.analyse(coverage().progress((n, m) -> {
            throw own;
        }))));
    }

    @Test
    void whatIsWrongIsToldAtOnce() {
        InvalidQuestionException wrong = assertThrows(InvalidQuestionException.class,
                () -> protocol.analyse(Analysis.COVERAGE, "{\"places\":[\"secret-town\"],\"weather\":1}", Given.NOW));
        assertEquals(2, wrong.problems().list().size());
        assertFalse(wrong.getMessage().contains("secret"));
        assertThrows(InvalidQuestionException.class, () -> protocol.analyse(Analysis.COVERAGE, "", Given.NOW));
        assertThrows(LimitExceededException.class, () -> protocol.analyse(coverage().work(1)));
        assertThrows(IllegalArgumentException.class, () -> protocol.analyse(coverage().work(-1)));
        assertThrows(NullPointerException.class, () -> protocol.analyse(Analysis.COVERAGE, null, null));
        assertThrows(NullPointerException.class, () -> new AnalysisRequest(null));
    }

    @Test
    void graphsAndPlansAreDrawn() {
        try (Findings network = protocol.analyse(Analysis.NETWORK, null, Given.NOW); Plan plan = Given.plan(protocol);
                Findings coverage = protocol.analyse(coverage())) {
            assertTrue(network.draw(Picture.SVG, Locale.FRENCH).startsWith("<"));
            assertTrue(network.draw(Picture.DOT, Locale.ENGLISH).startsWith("digraph"));
            assertNotEquals(plan.draw(Picture.DOT, Locale.ENGLISH), plan.draw(Picture.DOT, View.BY_PATHWAY, Locale.ENGLISH));
            assertEquals(Status.UNSUPPORTED,
                    assertThrows(RefpathException.class, () -> coverage.draw(Picture.SVG, Locale.ENGLISH)).status());
        }
    }

    @Test
    void aReportIsOneDocument() {
        String french = protocol.report(Locale.FRENCH, "galasi-port", null, Given.NOW);
        assertTrue(french.startsWith("<!"));
        assertTrue(french.contains("lang=\"fr\""));
        assertNotEquals(french, protocol.report(Locale.ENGLISH, "galasi-port", null, Given.NOW));
        assertThrows(InvalidQuestionException.class, () -> protocol.report(Locale.ENGLISH, "nowhere", null, Given.NOW));
    }

    @Test
    void aClosedAnswerIsClosed() {
        Findings found = protocol.analyse(coverage());
        Table table = found.tables().get(0);
        found.close();
        assertThrows(IllegalStateException.class, found::tables);
        assertThrows(IllegalStateException.class, table::toCsv);
    }
}
