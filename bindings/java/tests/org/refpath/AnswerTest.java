/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The questions, and what their answers say. */
class AnswerTest {
    private final Protocol p = Given.mini();
    private final Case of = p.newCase(Given.CASE);

    @Test
    void aPlanHasStepsWithCandidates() {
        Plan plan = p.plan(of, Given.NOW);
        assertEquals(AnswerKind.PLAN, plan.kind());
        assertEquals(Given.NOW, plan.now());
        Step care = plan.steps().stream().filter(step -> step.goals().contains("rape-care")).findFirst().orElseThrow();
        assertEquals(StepKind.SERVICE, care.kind());
        assertEquals(Certainty.CERTAIN, care.certainty());
        Candidate clinic = care.candidates().stream().filter(one -> one.actor().equals(Optional.of("port-clinic"))).findFirst()
                .orElseThrow();
        assertEquals("unpol-galasi", clinic.path().get(0));
        assertEquals("port-clinic", clinic.path().get(clinic.path().size() - 1));
        assertFalse(clinic.contacts().isEmpty());
        assertTrue(clinic.sharing().stream().anyMatch(one -> one.decision() == Decision.PERMITTED));
        assertTrue(clinic.verified().map(day -> day.isAfter(LocalDate.of(2020, 1, 1))).orElse(true));
        assertFalse(clinic.isHidden());
        assertTrue(plan.advice().stream().allMatch(one -> one.kind() != null && !one.id().isEmpty()));
        assertSame(p, plan.protocol());
    }

    @Test
    void everyGetterOfEveryStepAnswers() {
        Protocol rich = Protocol.load(Given.RICH);
        for (String name : List.of("first-hour", "late", "danger")) {
            Case one = rich.newCase(Given.SOURCE.resolve("tests/data/cases/" + name + ".json"));
            for (Step step : rich.plan(one, java.time.Instant.parse("2026-11-24T12:00:00Z")).steps()) {
                assertEquals(step.value().get("target").isPresent(), step.target().isPresent());
                assertEquals(step.value().flag("late"), step.isLate());
                assertEquals(step.value().flag("overdue"), step.isOverdue());
                assertEquals(step.value().text("with"), step.with());
                assertEquals(step.value().text("purpose"), step.purpose());
                assertEquals(step.value().list("after").size(), step.after().size());
                assertFalse(step.ids().isEmpty());
                for (Candidate candidate : step.candidates()) {
                    assertEquals(candidate.value().get("earliest").isPresent(), candidate.earliest().isPresent());
                    assertEquals(candidate.value().text("offer"), candidate.offer());
                    assertTrue(List.of(State.values()).contains(candidate.state()));
                    candidate.contacts().forEach(contact -> assertEquals(contact.value().text("value").orElse(""),
                            contact.address()));
                    assertTrue(candidate.contacts().stream().allMatch(c -> c.isOpen() == c.value().flag("open")
                            && c.isSecure() == c.value().flag("secure") && !c.by().isEmpty()));
                    assertTrue(candidate.sharing().stream().noneMatch(s -> s.item().isEmpty() || s.rules().isEmpty()));
                }
            }
        }
    }

    @Test
    void consentWithAndWithoutExplanation() {
        Consent brief = p.consent(of, Given.question());
        Consent whole = p.consent(of, Given.question().explained());
        assertEquals(Decision.PERMITTED, brief.decision());
        assertTrue(brief.isPermitted());
        assertFalse(brief.root().get("why").isPresent());
        assertFalse(whole.root().list("why").isEmpty());
        assertEquals(whole.rules(), brief.rules());
        assertEquals(whole.obligations(), brief.obligations());
        assertTrue(brief.missing().isEmpty());
    }

    @Test
    void consentFromSomebodyElseThanTheHolder() {
        Consent there = p.consent(of, new ConsentRequest().item("account").to("social-affairs").purpose("investigation")
                .from("adviser-office").at(Given.NOW));
        assertEquals(Decision.FORBIDDEN, there.decision());
        assertFalse(there.isPermitted());
        assertEquals(Optional.of("adviser-office"), there.root().text("sender"));
    }

    @Test
    void aPath() {
        ContactPath path = p.path(Given.way());
        assertEquals(State.THROUGH, path.state());
        assertEquals("unpol-galasi", path.path().get(0));
        assertEquals("unicef-carana", path.path().get(path.path().size() - 1));
        assertFalse(path.interfaces().isEmpty());
        assertEquals(path.root().texts("notify"), path.informed());
        Case danger = p.newCase().setFlag("danger-now", true).setPlace("galasi-port");
        assertEquals("port-clinic", p.path(new PathRequest().from("adviser-office").to("port-clinic").purpose("health")
                .known(danger).now(Given.NOW).viewer("all")).root().text("to").orElse(""));
    }

    @Test
    void whatToAsk() {
        Ask ask = p.ask(of, Given.NOW);
        Question first = ask.questions().get(0);
        assertEquals("can-be-pregnant", first.fact());
        assertEquals(Optional.of("health-worker"), first.by());
        assertFalse(first.steps().isEmpty());
        assertTrue(first.terms().isEmpty());
        assertEquals(ask.questions().size(), p.plan(of, Given.NOW).questions().size());
    }

    @TestFactory
    List<DynamicTest> whoByEveryNarrowing() {
        Map<String, WhoRequest> found = Map.of("health-worker", new WhoRequest().role("health-worker"), "icrc-carana",
                new WhoRequest().group("external"), "adviser-office", new WhoRequest().duty("adviser-interface"),
                "unicef-carana", new WhoRequest().name("UNICEF"), "quiet-house",
                new WhoRequest().service("case-management").viewer("all"), "port-clinic",
                new WhoRequest().service("health").at("galasi-port"));
        List<DynamicTest> tests = new ArrayList<>();
        found.forEach((who, request) -> tests.add(DynamicTest.dynamicTest(who, () -> {
            String expected = who.equals("health-worker") ? "port-clinic" : who;
            assertTrue(p.who(request.now(Given.NOW)).actors().stream().anyMatch(
                    actor -> actor.text("id").equals(Optional.of(expected))));
        })));
        return tests;
    }

    @Test
    void choices() {
        assertEquals(24, p.choices("age").root().number("max").orElse(0));
        assertEquals(List.of("female", "male"), p.choices("sex").choices().stream().map(one -> one.text("id").orElse(""))
                .collect(Collectors.toList()));
    }

    @Test
    void directories() {
        List<Entry> actors = p.entries(Kind.ACTOR);
        assertTrue(actors.stream().noneMatch(one -> one.id().equals("quiet-house")));
        assertTrue(p.entries(Kind.ACTOR, "all").size() > actors.size());
        Entry police = p.entry(Kind.ACTOR, "unpol-galasi").orElseThrow();
        assertEquals(Optional.of("UN Police, Galasi"), police.label(Locale.ENGLISH));
        assertEquals(police, Given.mini().entry(Kind.ACTOR, "unpol-galasi").orElseThrow());
        assertEquals(Optional.of("carana"), p.entry(Kind.PLACE, "galasi").orElseThrow().within());
        assertEquals(Optional.empty(), p.entry(Kind.PLACE, "nowhere"));
        assertEquals(Optional.empty(), p.label(Kind.ACTOR, "nobody", Locale.FRENCH));
        assertTrue(p.label(Kind.FACT, "caregiver/supportive", Locale.ENGLISH).isPresent());
        for (Kind kind : Kind.values()) {
            assertTrue(p.entries(kind).stream().allMatch(one -> one.kind() == kind && !one.id().isEmpty()), kind.name());
        }
    }

    @Test
    void aboutAProtocol() {
        Value root = p.about().root();
        assertEquals(Optional.of(p.fingerprint()), root.get("protocol").flatMap(named -> named.text("fingerprint")));
        assertEquals(Optional.of(LocalDate.of(2026, 1, 1)), root.day("valid-from"));
        assertTrue(root.get("counts").orElseThrow().stream().allMatch(count -> count.asLong() >= 0));
    }

    @Test
    void whatIsNotThereIsAnInvalidQuestion() {
        List<org.junit.jupiter.api.function.Executable> wrong = List.of(() -> p.choices("nothing"),
                () -> p.who(new WhoRequest().service("nothing").now(Given.NOW)), () -> p.path(Given.way().from("nobody")),
                () -> p.consent(of, Given.question().item("nothing")));
        for (org.junit.jupiter.api.function.Executable one : wrong) {
            InvalidQuestionException e = assertThrows(InvalidQuestionException.class, one);
            assertFalse(e.problems().isEmpty());
        }
    }

    @Test
    void aCaseOfAnotherProtocolIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Given.small().plan(of, Given.NOW));
        assertEquals(p.plan(of, Given.NOW).toJson(), Given.mini().plan(of, Given.NOW).toJson());
    }

    @Test
    void aCaseWithoutAHolderHasNoPlan() {
        assertThrows(RefpathException.class, () -> p.plan(p.newCase(), Given.NOW));
    }

    @Test
    void textInALanguagePlainInColourAndNarrow() {
        Plan plan = p.plan(of, Given.NOW);
        assertTrue(plan.text(Locale.FRENCH).startsWith("Plan pour le dossier"));
        assertTrue(plan.text(Locale.forLanguageTag("ar")).codePoints().anyMatch(c -> c >= 0x600 && c < 0x700));
        assertTrue(plan.text(TextOptions.in(Locale.ENGLISH).colour()).contains("\u001b["));
        assertNotEquals(plan.text(Locale.ENGLISH), plan.text(TextOptions.in(Locale.ENGLISH).plain()));
        assertNotEquals(plan.text(Locale.ENGLISH), plan.text(TextOptions.in(Locale.ENGLISH).width(60)));
        assertEquals(plan.text(Locale.ENGLISH), plan.text(Locale.ROOT));
        assertEquals(plan.text(Locale.ENGLISH), plan.text(new Locale("en", "KE")));
    }

    @Test
    void jsonHasTheBytesOfTheContract() {
        Plan plan = p.plan(of, Given.NOW);
        assertTrue(plan.toJson().endsWith("}\n"));
        assertEquals(plan.toJson(), new String(plan.toJsonBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }

    /** The tree, written again as JSON, is the JSON. */
    @Test
    void everyValueIsThatOfTheJson() {
        Protocol rich = Protocol.load(Given.RICH);
        Case late = rich.newCase(Given.SOURCE.resolve("tests/data/cases/late.json"));
        for (Answer answer : List.of(p.plan(of, Given.NOW), rich.plan(late, java.time.Instant.parse("2026-11-24T12:00:00Z")),
                rich.who(new WhoRequest().viewer("all").now(Given.NOW)), rich.about(), p.choices("concern"))) {
            StringBuilder out = new StringBuilder();
            write(answer.root(), out);
            assertEquals(answer.toJson(), out + "\n");
        }
    }

    private static void write(Value value, StringBuilder out) {
        String between = "";
        switch (value.kind()) {
            case OBJECT:
            case ARRAY:
                boolean isObject = value.kind() == ValueKind.OBJECT;
                out.append(isObject ? '{' : '[');
                for (Value child : value) {
                    out.append(between).append(isObject ? "\"" + child.key().orElseThrow() + "\":" : "");
                    write(child, out);
                    between = ",";
                }
                out.append(isObject ? '}' : ']');
                break;
            case INTEGER:
                out.append(value.asLong());
                break;
            case FLAG:
                out.append(value.asBoolean());
                break;
            case TIME:
                assertEquals(value.asText(), value.asInstant().toString());
                out.append('"').append(value.asText()).append('"');
                break;
            default:
                out.append('"').append(value.asText().replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
        }
    }

    @Test
    void valuesByKeyAndByNumber() {
        Value root = p.plan(of, Given.NOW).root();
        Value steps = root.get("steps").orElseThrow();
        assertEquals(steps.list().get(0), steps.at(0));
        assertEquals(steps.size(), (int) steps.stream().count());
        assertEquals(Optional.of("steps"), steps.key());
        assertEquals(Optional.empty(), steps.at(0).key());
        assertThrows(IndexOutOfBoundsException.class, () -> steps.at(steps.size()));
        assertThrows(UnsupportedOperationException.class, () -> steps.list().clear());
        assertThrows(NoSuchElementException.class, steps::asText);
        assertThrows(NoSuchElementException.class, steps::asLong);
        assertThrows(NoSuchElementException.class, steps::asInstant);
        assertThrows(NoSuchElementException.class, steps::asBoolean);
        assertEquals(List.of("c-17"), root.texts("case"));
        assertEquals(0, root.get("case").orElseThrow().list().size());
        assertThrows(IllegalArgumentException.class, () -> steps.at(0).word("state", Decision.class).map(one -> {
            throw new IllegalArgumentException();
        }));
    }

    @Test
    void whatIsLeftOutIsEmptyFalseOrAbsent() {
        Value root = p.path(Given.way()).root();
        assertEquals(List.of(), root.list("obligations"));
        assertEquals(List.of(), root.texts("obligations"));
        assertFalse(root.flag("late"));
        assertEquals(Optional.empty(), root.instant("target"));
        assertEquals(Optional.empty(), root.day("from"));
        assertEquals(Optional.empty(), root.duration("from"));
        assertTrue(root.number("max").isEmpty());
        assertEquals(Optional.empty(), root.word("decision", Decision.class));
    }

    @Test
    void plainJavaStaysWhenTheAnswerIsClosed() {
        Plan plan = p.plan(of, Given.NOW);
        Map<?, ?> all = (Map<?, ?>) plan.root().toPlain();
        int steps = plan.steps().size();
        plan.close();
        assertEquals(Given.NOW, all.get("now"));
        assertEquals(steps, ((List<?>) all.get("steps")).size());
    }

    @Test
    void toStringSaysNothingOfTheCase() {
        Plan plan = p.plan(of, Given.NOW);
        assertEquals("Plan", plan.toString());
        assertTrue(plan.root().toString().matches("Value\\[object of \\d+\\]"));
        assertEquals("Value[string]", plan.root().get("case").orElseThrow().toString());
        assertEquals("Step", plan.steps().get(0).toString());
        assertTrue(p.toString().startsWith("Protocol[carana-mini version 1 (example), "));
    }

    @Test
    void wordsAreThoseOfTheContract() {
        String page = Given.read(Given.SOURCE.resolve("doc/answers.md")) + Given.read(Given.SOURCE.resolve("doc/format.md"));
        for (Word[] words : List.of(Decision.values(), State.values(), Certainty.values(), StepKind.values(),
                AdviceKind.values(), ConsentKind.values(), Form.values(), Outcome.values())) {
            for (Word word : words) {
                assertTrue(page.contains("`" + word.word() + "`") || page.contains("\"" + word.word() + "\""), word.word());
                assertEquals(word.word(), word.toString());
            }
        }
    }

    @Test
    void theLibrarySaysWhatItIs() {
        assertTrue(Refpath.version().matches("\\d+\\.\\d+\\.\\d+"));
        assertTrue(Refpath.features().contains("="));
        assertTrue(Refpath.timeZones().matches("\\d{4}[a-z]+"));
    }
}
