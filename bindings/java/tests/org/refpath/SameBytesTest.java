/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The same bytes as the command, for the questions that tests/bindings/questions.py has asked it, and for the golden ones. */
class SameBytesTest {
    private static final Path QUESTIONS = Path.of(System.getProperty("refpath.questions"));
    private static final Set<String> FLAGS = Set.of("explain", "json", "plain");

    private final Map<Path, Protocol> protocols = new HashMap<>();

    /** What the command was asked. */
    private static final class Asked {
        private final List<String> words = new ArrayList<>();
        private final Map<String, String> options = new HashMap<>();

        Asked(List<String> all) {
            for (int i = 0; i < all.size(); i++) {
                String word = all.get(i);
                if (!word.startsWith("--")) {
                    words.add(word);
                } else if (FLAGS.contains(word.substring(2))) {
                    options.put(word.substring(2), "");
                } else {
                    options.put(word.substring(2), all.get(++i));
                }
            }
        }

        Instant moment(String option) {
            return OffsetDateTime.parse(options.get(option)).toInstant();
        }

        Locale language() {
            return options.containsKey("lang") ? Locale.forLanguageTag(options.get("lang")) : Locale.ENGLISH;
        }
    }

    private Answer answer(Asked asked, Path folder) {
        Map<String, String> o = asked.options;
        Protocol p = protocols.computeIfAbsent(folder.resolve(asked.words.get(1)), Protocol::load);
        switch (asked.words.get(0)) {
            case "choices":
                return p.choices(asked.words.get(2));
            case "who":
                return p.who(new WhoRequest().service(o.get("service")).role(o.get("role")).group(o.get("group"))
                        .duty(o.get("duty")).at(o.get("at")).name(o.get("name")).viewer(o.get("viewer"))
                        .now(o.containsKey("now") ? asked.moment("now") : Instant.now()));
            case "path":
                return p.path(new PathRequest().from(o.get("from")).to(o.get("to")).place(o.get("at")).purpose(o.get("purpose"))
                        .known(o.containsKey("case") ? p.newCase(folder.resolve(o.get("case"))) : null).now(asked.moment("now"))
                        .viewer(o.get("viewer")));
            case "consent":
                ConsentRequest request = new ConsentRequest().item(o.get("item")).to(o.get("to")).purpose(o.get("purpose"))
                        .from(o.get("from")).at(asked.moment("at"));
                return p.consent(p.newCase(folder.resolve(asked.words.get(2))), o.containsKey("explain") ? request.explained()
                        : request);
            case "ask":
                return p.ask(p.newCase(folder.resolve(asked.words.get(2))), asked.moment("now"));
            default:
                assertEquals("plan", asked.words.get(0));
                return p.plan(p.newCase(folder.resolve(asked.words.get(2))), asked.moment("now"));
        }
    }

    private String json(Asked asked) {
        try {
            if (asked.words.get(0).equals("check")) {
                return Protocol.load(Path.of(asked.words.get(1))).problems().toJson();
            }
            return answer(asked, Path.of("")).toJson();
        } catch (RefpathException e) {
            return e.problems().toJson();
        }
    }

    @TestFactory
    List<DynamicTest> asTheCommandGives() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> lines = Files.readAllLines(QUESTIONS.resolve("asked.txt"));
        int most = 100;
        for (int from = 0; from < lines.size(); from += most) {
            int first = from;
            int last = Math.min(from + most, lines.size());
            tests.add(DynamicTest.dynamicTest("questions " + first + " to " + last, () -> {
                for (int i = first; i < last; i++) {
                    String said = Files.readString(QUESTIONS.resolve("said-" + i));
                    assertEquals(said, json(new Asked(List.of(lines.get(i).split("\t", -1)))), lines.get(i));
                }
            }));
        }
        assertTrue(lines.size() > 50, lines.size() + " questions");
        return tests;
    }

    @TestFactory
    List<DynamicTest> asTheGoldenAnswersSay() throws Exception {
        try (Stream<Path> folders = Files.list(Given.SOURCE.resolve("tests/golden"))) {
            List<Path> all = folders.filter(folder -> Files.exists(folder.resolve("command"))).sorted().collect(Collectors.toList());
            assertTrue(all.size() > 50);
            return all.stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> golden(folder)))
                    .collect(Collectors.toList());
        }
    }

    private void golden(Path folder) throws Exception {
        Asked asked = new Asked(words(Files.readString(folder.resolve("command"))));
        String expected = Files.readString(folder.resolve("expected"));
        if (asked.words.get(0).equals("check")) {
            check(asked, folder, expected);
            return;
        }
        Answer answer = answer(asked, folder);
        TextOptions how = TextOptions.in(asked.language());
        assertEquals(expected, asked.options.containsKey("json") ? answer.toJson()
                : answer.text(asked.options.containsKey("plain") ? how.plain() : how));
    }

    /** The command was run in the folder; Java cannot go there, so the documents are given to it by name. */
    private void check(Asked asked, Path folder, String expected) throws Exception {
        String name = asked.words.get(1);
        Problems problems;
        try {
            problems = Protocol.load(Files.readAllBytes(folder.resolve(name)), new LoadOptions().name(name)).problems();
        } catch (InvalidProtocolException e) {
            problems = e.problems();
        }
        if ("sarif".equals(asked.options.get("format"))) {
            assertEquals(expected, problems.toSarif(asked.language()));
        } else if (asked.options.containsKey("json")) {
            assertEquals(expected, problems.toJson(asked.language()));
        } else {
            assertEquals(Files.readString(folder.resolve("errors")), problems.text(asked.language()));
        }
    }

    /** The words of a line of the shell, with simple quotes. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean isWord = false;
        for (char c : line.toCharArray()) {
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote != 0 ? 0 : c;
                isWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (isWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isWord = false;
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return words;
    }
}
