/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The bytes of the golden answers. tests/bindings/same_bytes.sh has thousands of questions more. */
class SameBytesTest {
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
        if (asked.isCheck()) {
            check(asked, folder, expected);
            return;
        }
        assertEquals(expected, asked.told(asked.answer(folder, new HashMap<>())));
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
        } else if (asked.isJson()) {
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
