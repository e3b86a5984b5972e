/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases: from JSON, from a Map, built; and that nothing shows what they say. */
class CaseTest {
    private final Protocol p = Given.mini();

    @Test
    void textBytesAndFileGiveTheSame() throws Exception {
        String said = p.newCase(Given.CASE).toJson();
        assertEquals(said, p.newCase(Given.read(Given.CASE)).toJson());
        assertEquals(said, p.newCase(Files.readAllBytes(Given.CASE)).toJson());
        assertEquals(said, p.newCase(said).toJson());
    }

    @Test
    void builtCallByCallItIsTheCaseThatJsonGives() {
        Case built = p.newCase().setId("c-17").setHolder("unpol-galasi").setPlace("galasi-port").setClock("birth", "2013-05", null)
                .setClock("incident", Instant.parse("2026-11-22T18:00:00Z"), Instant.parse("2026-11-23T02:00:00Z"))
                .setTerm("sex", "female").setTerm("caregiver", "absent").setFlag("danger-now", false)
                .setTerm("concern", "sexual-violence").setTerm("concern", "in-conflict-with-law", Truth.NO);
        for (String by : List.of("trusted-adult", "child")) {
            built.addConsent(ConsentRecord.given(by, Instant.parse("2026-11-23T10:0" + (by.equals("child") ? 5 : 0) + ":00Z"))
                    .kind(by.equals("child") ? ConsentKind.ASSENT : ConsentKind.CONSENT).form(Form.SPOKEN).items("profile")
                    .allRecipients().purposes("health"));
        }
        assertEquals(p.newCase(Given.CASE).toJson(), built.toJson());
    }

    @Test
    void everyOtherCallSaysWhatItsKeySays() {
        Case built = p.newCase().setNumbers("age", 9, 12).setUnknown("can-be-pregnant", true).addAvoid("port-clinic")
                .setClock("report", Given.NOW.minusSeconds(60)).setClock("birth", LocalDate.of(2014, 2, 3))
                .setTerm("concern", "abduction").setComplete("concern").setFlag("danger-now", true)
                .addDone("clinic", Given.NOW.minusSeconds(30), Outcome.PARTLY_SERVED, "port-clinic")
                .addConsent(ConsentRecord.refused("parent", Given.NOW.minusSeconds(20)))
                .addConsent(ConsentRecord.given("child", Given.NOW.minusSeconds(10)).kind(ConsentKind.ASSENT).form(Form.WRITTEN)
                        .allItems().recipients("save-galasi", "port-clinic").allPurposes().until(Given.NOW.plusSeconds(5))
                        .withdrawn(Given.NOW));
        String json = "{'unknown':['can-be-pregnant'],'avoid':['port-clinic'],"
                + "'clocks':{'report':'2026-11-23T11:59:00Z','birth':'2014-02-03'},"
                + "'facts':{'age':[9,12],'concern':['abduction'],'danger-now':true},"
                + "'done':[{'step':'clinic','at':'2026-11-23T11:59:30Z','actor':'port-clinic','outcome':'partly-served'}],"
                + "'consents':[{'by':'parent','given':false,'at':'2026-11-23T11:59:40Z'},"
                + "{'by':'child','given':true,'at':'2026-11-23T11:59:50Z','kind':'assent','form':'written','items':'all',"
                + "'recipients':['save-galasi','port-clinic'],'purposes':'all','until':'2026-11-23T12:00:05Z',"
                + "'withdrawn':'2026-11-23T12:00:00Z'}]}";
        assertEquals(p.newCase(json.replace("'", "\"")).toJson(), built.toJson());
    }

    @Test
    void whatWasSaidCanBeTakenAway() {
        Case built = p.newCase().setId("a").setHolder("unpol-galasi").setPlace("galasi").setClock("birth", "2012", null)
                .setFlag("danger-now", true).setTerm("sex", "male").setUnknown("can-be-pregnant", true);
        assertNotEquals(p.newCase().toJson(), built.toJson());
        built.setId(null).setHolder(null).setPlace(null).setClock("birth", (Instant) null).setFlag("danger-now", Truth.OPEN)
                .setTerm("sex", "male", Truth.OPEN).setUnknown("can-be-pregnant", false);
        assertEquals(p.newCase().toJson(), built.toJson());
    }

    @Test
    void aMapMayHaveDaysMomentsSetsAndWords() {
        Case made = p.newCase(Map.of("clocks", Map.of("birth", YearMonth.of(2012, 5), "incident", Given.NOW), "facts",
                Map.of("age", Map.of("min", 12, "max", 14L), "concern", Set.of("abduction"), "danger-now", true), "done",
                List.of(Map.of("step", "clinic", "at", Given.NOW, "outcome", Outcome.NO_ANSWER)), "id", "\"\\\u00e9"));
        String said = made.toJson();
        for (String part : List.of("\"2012-05\"", "\"2026-11-23T12:00:00Z\"", "{\"min\":12,\"max\":14}", "\"no-answer\"",
                "\\\"\\\\\u00e9")) {
            assertTrue(said.contains(part), part);
        }
    }

    @Test
    void aMapWithSomethingElseIsRefusedWithoutSayingIt() {
        for (Object wrong : new Object[] {1.5, 'c', new int[] {1}, new Object(), new StringBuilder("a").append('\ud800')}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                    () -> p.newCase(Map.of("facts", Map.of("age", wrong))));
            assertTrue(e.getMessage().matches("an? [A-Za-z\\[\\]]+ (cannot stand in a case|with half a surrogate pair is not text)"),
                    e.getMessage());
        }
    }

    @Test
    void allProblemsAtOnceAndNoneRepeatsWhatWasSaid() {
        InvalidCaseException e = assertThrows(InvalidCaseException.class,
                () -> p.newCase("{\"name\":\"Amina\",\"facts\":{\"age\":\"Amina\",\"sex\":\"Amina\",\"nothing\":1}}"));
        assertTrue(e.problems().size() >= 3);
        assertFalse((e + e.problems().toString() + e.problems().toJson()).contains("Amina"));
        assertEquals(Status.INVALID_CASE, e.status());
    }

    @Test
    void aCallThatContradictsChangesNothing() {
        Case of = p.newCase().setTerm("sex", "female");
        String before = of.toJson();
        assertThrows(InvalidCaseException.class, () -> of.setTerm("sex", "nothing"));
        assertThrows(InvalidCaseException.class, () -> of.setNumber("age", 99));
        assertThrows(InvalidCaseException.class, () -> of.setNumber("age", 14, 12));
        assertThrows(InvalidCaseException.class, () -> of.setFlag("raped", true));
        assertEquals(before, of.toJson());
    }

    @Test
    void nothingAboutAConsentIsAssumed() {
        Case of = p.newCase();
        assertThrows(RefpathException.class, () -> of.addConsent(ConsentRecord.given("child", Given.NOW)));
        assertThrows(RefpathException.class, () -> of.addConsent(
                ConsentRecord.given("child", Given.NOW).kind(ConsentKind.ASSENT).form(Form.SPOKEN).items().allRecipients()
                        .allPurposes()));
        assertEquals(p.newCase().toJson(), of.toJson());
    }

    @Test
    void aCopyGoesItsOwnWay() {
        Case of = p.newCase(Given.CASE);
        try (Case copy = of.copy().setPlace("galasi")) {
            assertNotEquals(of.toJson(), copy.toJson());
            assertSame(p, copy.protocol());
        }
        assertEquals(p.newCase(Given.CASE).toJson(), of.toJson());
    }

    @Test
    void aCaseIsCheckedForAMoment() {
        Case of = p.newCase().setClock("incident", Given.NOW);
        of.check(Given.NOW);
        assertThrows(InvalidCaseException.class, () -> of.check(Given.NOW.minusSeconds(1)));
    }

    @Test
    void toStringSaysNoFact() {
        Case of = p.newCase(Given.CASE);
        assertEquals("Case", of.toString());
        assertEquals("ConsentRecord", ConsentRecord.refused("child", Given.NOW).toString());
        of.close();
        assertEquals("Case[closed]", of.toString());
    }

    @Test
    void partsOfSecondsAreLeftOut() {
        assertEquals(p.newCase().setClock("report", Given.NOW).toJson(),
                p.newCase().setClock("report", Given.NOW.plusNanos(999_999_999)).toJson());
    }
}
