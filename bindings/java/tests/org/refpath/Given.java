/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the tests share: protocols, a case, other processes, and how much memory this one has. */
final class Given {
    static final Path SOURCE = Path.of(System.getProperty("refpath.source"));
    static final Path MINI = SOURCE.resolve("tests/data/protocols/carana-mini.xml");
    static final Path RICH = SOURCE.resolve("tests/data/protocols/rich.xml");
    static final Path CASE = SOURCE.resolve("tests/data/cases/galasi.json");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String SMALL = "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"small\" version=\"1\" xml:lang=\"en\">"
            + "<vocabulary><flag id=\"hurt\"/></vocabulary></protocol>";
    static final String INCLUDING = SMALL.replace("<vocabulary>", "<include href=\"rules/one.xml\"/><vocabulary>");
    static final String INCLUDED = "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"more\" version=\"1\" xml:lang=\"en\">"
            + "<items><item id=\"profile\"/></items></protocol>";

    private Given() {
    }

    static Protocol mini() {
        return Protocol.load(MINI);
    }

    static Protocol small() {
        return Protocol.load(utf8(SMALL));
    }

    static Plan plan(Protocol protocol) {
        try (Case of = protocol.newCase(CASE)) {
            return protocol.plan(of, NOW);
        }
    }

    static ConsentRequest question() {
        return new ConsentRequest().item("profile").to("port-clinic").purpose("health").at(NOW);
    }

    static PathRequest way() {
        return new PathRequest().from("unpol-galasi").to("unicef-carana").place("galasi-port").now(NOW);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of memory that this process has, after what can go has gone. */
    static long resident() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }

    /** By how much it grows when something is done so many times, once it has been done a while. */
    static long growth(int times, Runnable work) throws Exception {
        for (int i = 0; i < Math.max(times / 5, 10); i++) {
            work.run();
        }
        long before = resident();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return resident() - before;
    }

    /** Runs Child in a machine of its own; its output and then its status. */
    static String child(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xcheck:jni", "-Xmx256m", "-Drefpath.source=" + SOURCE, "-cp", System.getProperty("java.class.path"),
                "org.refpath.Child"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + process.waitFor();
    }
}
