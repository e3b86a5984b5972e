/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocols that are built and changed in code; and text in all scripts, which goes through them and comes back. */
class DraftTest {
    @Test
    void builtCompiledWrittenAndLoadedAgain() {
        try (Draft draft = new Draft("built", Locale.ENGLISH)) {
            Draft.Element root = draft.root();
            root.set("valid-from", LocalDate.of(2026, 1, 1));
            root.add("label").text("Built & <tried>");
            Draft.Element vocabulary = root.add("vocabulary");
            vocabulary.add("number").set("id", "age").set("min", 0).set("max", 24).set("unit", "year");
            vocabulary.add("flag").set("id", "pregnant").set("sensitive", true);
            Protocol p = draft.compile();
            assertEquals("Built & <tried>", p.labels().get("en"));
            assertEquals(24, p.choices("age").root().number("max").orElse(0));
            Protocol again = Protocol.load(Given.utf8(draft.toXml()));
            assertEquals(p.about().root().get("counts").orElseThrow().toPlain(),
                    again.about().root().get("counts").orElseThrow().toPlain());
        }
    }

    @Test
    void aDraftOfAProtocolGivesTheSamePlans() {
        Protocol p = Given.mini();
        Protocol again = p.draft().compile();
        String plan = Given.plan(p).toJson();
        assertEquals(plan.substring(plan.indexOf("\"case\"")), Given.plan(again).toJson().substring(
                Given.plan(again).toJson().indexOf("\"case\"")));
    }

    @Test
    void elementsAreFoundChangedAndRemoved() {
        Draft draft = Given.mini().draft();
        Draft.Element clinic = draft.find("actor", "port-clinic").orElseThrow();
        assertTrue(draft.find("port-clinic").isPresent());
        assertEquals(Optional.empty(), draft.find("port-clinic-2"));
        assertEquals(Optional.empty(), draft.find("role", "port-clinic"));
        draft.find("offer", "clinic").ifPresent(offer -> offer.set("respond-within", Duration.ofHours(50)));
        String before = draft.toXml();
        Draft.Element label = clinic.add("label").text("Clinic");
        clinic.remove();
        String after = draft.toXml();
        assertTrue(after.length() < before.length());
        assertEquals(Optional.empty(), draft.find("port-clinic"));
        assertThrows(IllegalArgumentException.class, () -> clinic.set("verified", LocalDate.of(2026, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> clinic.add("label"));
        assertThrows(IllegalArgumentException.class, () -> label.text("Clinic"));
        assertThrows(IllegalArgumentException.class, clinic::remove);
        assertEquals(after, draft.toXml());
    }

    @Test
    void whatTheFormatDoesNotHaveIsRefusedAtOnce() {
        Draft draft = new Draft("a", Locale.FRENCH);
        assertThrows(InvalidProtocolException.class, () -> draft.root().add("nonsense"));
        assertThrows(InvalidProtocolException.class, () -> draft.root().set("nonsense", "a"));
        assertThrows(IllegalArgumentException.class, () -> draft.root().set("valid-from", Duration.ofMillis(1)));
        assertThrows(IllegalArgumentException.class, () -> draft.root().remove());
    }

    @Test
    void problemsOfACompileNameTheLinesOfTheXml() {
        Draft draft = new Draft("a", Locale.ENGLISH);
        draft.root().add("vocabulary").add("flag");
        InvalidProtocolException e = assertThrows(InvalidProtocolException.class, draft::compile);
        int line = e.problems().list().get(0).place().line().orElse(0);
        assertTrue(line >= 1 && line <= draft.toXml().lines().count(), e.getMessage());
    }

    @Test
    void durationsAreWrittenAsTheFormatHasThem() {
        assertEquals(List.of("PT0S", "PT1H30M", "P2D", "P2DT1S"), List.of(Moments.written(Duration.ZERO),
                Moments.written(Duration.ofMinutes(90)), Moments.written(Duration.ofDays(2)),
                Moments.written(Duration.ofDays(2).plusSeconds(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83a\udd00\ud83a\udd23\ud83a\udd24\ud83a\udd22\ud83a\udd25", "\ud83d\udc67\ud83c\udffe",
        "\u0645\u0631\u0641\u0623", "e\u0301", "\u12a0\u121b\u122d\u129b", "\u00e9\u00e8"})
    void textOfAllScriptsSurvives(String text) {
        Draft draft = new Draft("scripts", Locale.ENGLISH);
        draft.root().add("label").text(text);
        assertEquals(text, draft.compile().labels().get("en"));
        assertTrue(draft.toXml().contains(text));
        Protocol p = Given.mini();
        assertEquals(text, p.plan(p.newCase(Given.CASE).setId(text), Given.NOW).root().text("case").orElse(""));
    }

    @Test
    void longTextsSurvive() {
        String text = "\ud83d\udc67".repeat(3000) + "a".repeat(255);
        Draft draft = new Draft("long", Locale.ENGLISH);
        draft.root().add("label").text(text);
        assertEquals(text, draft.compile().labels().get("en"));
    }
}
