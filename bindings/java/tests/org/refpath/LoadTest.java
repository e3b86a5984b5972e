/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files, bytes, includes, limits, and everything that is wrong at once. */
class LoadTest {
    @TempDir
    Path folder;

    @Test
    void aPathIsAFile() {
        try (Protocol p = Given.mini()) {
            assertEquals(List.of("carana-mini", "1", "example"), List.of(p.id(), p.version(), p.status()));
            assertTrue(p.labels().get("fr").startsWith("Carana"));
            assertTrue(p.problems().isEmpty());
        }
    }

    @Test
    void bytesUnderTheSameNameHaveTheSameFingerprint() throws Exception {
        byte[] xml = Files.readAllBytes(Given.MINI);
        Protocol p = Protocol.load(xml, new LoadOptions().name("carana-mini.xml"));
        assertEquals(Given.mini(), p);
        assertEquals(Given.mini().hashCode(), p.hashCode());
        assertNotEquals(Given.mini(), Given.small());
        assertEquals(64, p.fingerprint().length());
    }

    @Test
    void aMissingFileIsSaidAsItWasGiven() {
        FileException e = assertThrows(FileException.class, () -> Protocol.load(Path.of("no", "where.xml")));
        assertEquals("file-not-readable", e.problems().list().get(0).code());
        assertTrue(e.getMessage().contains("no/where.xml"), e.getMessage());
        assertFalse(e.getMessage().contains("/no/"), e.getMessage());
        assertEquals(Status.IO, e.status());
    }

    @Test
    void aFolderIsNoProtocol() {
        assertThrows(RefpathException.class, () -> Protocol.load(folder));
        assertThrows(RefpathException.class, () -> Protocol.load(Path.of("")));
    }

    @Test
    void aFileNameInAnyScriptIsFound() throws Exception {
        Path file = Files.createDirectory(folder.resolve("\ud83a\udd00\ud83d\udc67\ud83c\udffe \u0645\u0631\u0641\u0623 %2F"))
                .resolve("\u00e9.xml");
        Files.writeString(file, Given.SMALL);
        assertEquals("small", Protocol.load(file).id());
    }

    @Test
    void allProblemsAtOnceWithPlacesAndArguments() {
        String broken = Given.SMALL.replace("<vocabulary>", "<vocabulary>\n  <flag id='hurt'/><flag id='Bad Id'/><nonsense/>");
        InvalidProtocolException e = assertThrows(InvalidProtocolException.class,
                () -> Protocol.load(Given.utf8(broken), new LoadOptions().name("broken.xml")));
        List<Problem> list = e.problems().list();
        assertTrue(list.size() >= 3, e.getMessage());
        assertTrue(list.stream().allMatch(one -> one.place().file().orElse("").equals("broken.xml")));
        assertEquals(2, list.get(0).place().line().orElse(0));
        assertTrue(list.get(0).place().column().orElse(0) > 1);
        assertTrue(list.stream().anyMatch(one -> !one.related().isEmpty()));
        assertTrue(list.stream().anyMatch(one -> one.args().containsValue("nonsense")));
        assertTrue(list.stream().allMatch(one -> one.severity() == Severity.ERROR && one.toString().contains(one.text())));
        assertEquals(e.problems().text(Locale.ENGLISH).strip(), e.getMessage());
        assertTrue(e.getMessage().contains("[" + list.get(0).code() + "]"));
    }

    @Test
    void problemsInALanguageAsJsonAndAsSarif() {
        Problems problems = assertThrows(InvalidProtocolException.class, () -> Protocol.load(Given.utf8("<a/>"))).problems();
        Problem first = problems.list().get(0);
        assertNotEquals(first.text(), first.text(Locale.FRENCH));
        assertTrue(problems.text(Locale.FRENCH).contains(first.text(Locale.FRENCH)));
        assertTrue(problems.toJson(Locale.FRENCH).startsWith("{\"problems\":["));
        assertTrue(problems.toSarif(Locale.ENGLISH).contains("\"2.1.0\""));
        assertEquals("Problems[" + first.code() + "]", problems.toString());
        assertEquals("{\"problems\":[]}\n", Given.mini().problems().toJson());
        assertEquals(0, problems.lost());
    }

    @Test
    void includedDocumentsFromAFunctionThatIsAskedOnceForEachName() {
        List<String> asked = new ArrayList<>();
        Map<String, String> texts = Map.of("rules/one.xml", Given.INCLUDED.replace("<items>", "<include href='two.xml'/><items>"),
                "rules/two.xml", Given.INCLUDED.replace("profile", "second"));
        Protocol p = Protocol.load(Given.utf8(Given.INCLUDING), new LoadOptions().include(name -> {
            asked.add(name);
            return Given.utf8(texts.get(name));
        }));
        assertEquals(List.of("rules/one.xml", "rules/two.xml"), asked);
        assertTrue(p.entry(Kind.ITEM, "second").isPresent());
    }

    @Test
    void includedDocumentsFromAMapAndNone() {
        Map<String, byte[]> documents = Map.of("rules/one.xml", Given.utf8(Given.INCLUDED));
        assertTrue(Protocol.load(Given.utf8(Given.INCLUDING), new LoadOptions().include(documents)).entry(Kind.ITEM, "profile")
                .isPresent());
        InvalidProtocolException e = assertThrows(InvalidProtocolException.class,
                () -> Protocol.load(Given.utf8(Given.INCLUDING), new LoadOptions().include(name -> null)));
        assertEquals(1, e.problems().list().get(0).place().line().orElse(0));
    }

    @Test
    void anIncludeMayLoadAProtocolItself() {
        Protocol p = Protocol.load(Given.utf8(Given.INCLUDING), new LoadOptions().include(name -> {
            Given.small().close();
            return Given.utf8(Given.INCLUDED);
        }));
        assertTrue(p.entry(Kind.ITEM, "profile").isPresent());
    }

    @Test
    void filesOfTheFolderAndStandardProtocolsAreFound() {
        assertTrue(Protocol.load(Given.RICH).about().root().list("documents").size() > 1);
        String standard = Given.SMALL.replace("<vocabulary>", "<include href='standard/parties.xml' version='1'/><vocabulary>");
        assertFalse(Protocol.load(Given.utf8(standard)).entries(Kind.PARTY).isEmpty());
    }

    @Test
    void aFileInAZipIsLoadedWithWhatItIncludes() throws Exception {
        Path zip = folder.resolve("a.zip");
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), Map.of("create", "true"))) {
            Files.createDirectories(inside.getPath("/m/rules"));
            Files.writeString(inside.getPath("/m/mission.xml"), Given.INCLUDING);
            Files.writeString(inside.getPath("/m/rules/one.xml"), Given.INCLUDED);
            assertTrue(Protocol.load(inside.getPath("/m/mission.xml")).entry(Kind.ITEM, "profile").isPresent());
        }
    }

    @Test
    void limitsOnConditionsReachTheLibrary() {
        byte[] reading = Given.utf8(Given.SMALL.replace("</vocabulary>",
                "<flag id=\"x\"><when><any><test fact=\"hurt\"/><test fact=\"hurt\"/></any></when></flag>"
                        + "<flag id=\"y\"><when><test fact=\"x\"/></when></flag></vocabulary>"));
        for (LoadOptions options : List.of(new LoadOptions().mostTests(1), new LoadOptions().mostChain(1),
                new LoadOptions().mostTables(1))) {
            assertThrows(LimitExceededException.class, () -> Protocol.load(reading, options));
        }
        try (Protocol protocol = Protocol.load(reading, new LoadOptions().mostTests(2).mostChain(2))) {
            assertEquals("small", protocol.id());
        }
    }

    @TestFactory
    List<DynamicTest> everyLimitReachesTheLibrary() {
        Map<String, LoadOptions> limits = Map.of("bytes", new LoadOptions().mostBytes(10), "documents",
                new LoadOptions().mostDocuments(1), "depth", new LoadOptions().mostDepth(1), "attributes",
                new LoadOptions().mostAttributes(1), "elements", new LoadOptions().mostElements(1), "value",
                new LoadOptions().mostValue(1));
        List<DynamicTest> tests = new ArrayList<>();
        limits.forEach((name, options) -> tests.add(DynamicTest.dynamicTest(name,
                () -> assertThrows(LimitExceededException.class, () -> Protocol.load(Given.utf8(Given.INCLUDING),
                        options.include(Map.of("rules/one.xml", Given.utf8(Given.INCLUDED))))))));
        return tests;
    }

    @Test
    void workPastItsLimitIsNotDecided() {
        Protocol p = Protocol.load(Given.RICH, new LoadOptions().mostWork(1));
        Case of = p.newCase().setHolder(p.entries(Kind.ACTOR).get(0).id());
        List<Entry> places = p.entries(Kind.PLACE);
        of.setPlace(places.get(places.size() - 1).id());
        LimitExceededException e = assertThrows(LimitExceededException.class, () -> p.plan(of, Given.NOW));
        assertEquals(Status.LIMIT_EXCEEDED, e.status());
    }
}
