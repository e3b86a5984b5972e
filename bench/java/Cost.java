/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.refpath.Case;
import org.refpath.Plan;
import org.refpath.Protocol;

/**
 * What a plan of a prepared case costs in Java, beside C, and beside a call into C that does nothing.
 *
 * <pre>java -Dplain=libplain.so -Dsource=.. -cp refpath.jar:. Cost [--check]</pre>
 *
 * They take turns, and the fastest round of each counts, for what others do on the machine only adds. With --check the exit
 * status says whether the aim is met.
 */
public final class Cost {
    private static final double AIM = 2; // microseconds more than in C
    private static final int ROUNDS = 40;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String SMALL = "<protocol xmlns=\"urn:refpath:protocol:1\" id=\"small\" version=\"1\" xml:lang=\"en\">"
            + "<vocabulary><flag id=\"hurt\"/></vocabulary><places><place id=\"port\"/></places><groups><group id=\"all\"/></groups>"
            + "<actors><actor id=\"post\" group=\"all\"><label>Post</label></actor></actors></protocol>";
    private static final String CHILD = "{\"holder\": \"post\", \"place\": \"port\"}";

    private Cost() {
    }

    private static native int nothing();

    private static native double inC(byte[] xml, byte[] json, long now, int times, int rounds);

    /**
     * Prints the table.
     *
     * @param args  --check, or nothing
     * @throws IOException  the mission cannot be read
     */
    public static void main(String[] args) throws IOException {
        System.load(System.getProperty("plain"));
        Path data = Path.of(System.getProperty("source"), "tests", "data");
        byte[] mission = Files.readAllBytes(data.resolve("protocols/carana-mini.xml"));
        byte[] girl = Files.readAllBytes(data.resolve("cases/galasi.json"));
        System.out.println("Java, microseconds a call       in C     Java  Java - C  a call that does nothing");
        double worst = Math.max(
                row("a plan, smallest protocol", SMALL.getBytes(StandardCharsets.UTF_8), CHILD.getBytes(StandardCharsets.UTF_8), 500),
                row("a plan, small mission", mission, girl, 20));
        boolean met = worst <= AIM;
        System.out.printf(Locale.ROOT, "aim: a plan costs at most %.0f microseconds more than in C: %.2f, %s%n", AIM, worst,
                met ? "met" : "MISSED");
        System.exit(met || args.length == 0 ? 0 : 1);
    }

    /** A line of the table; how much more it is in Java. */
    private static double row(String name, byte[] xml, byte[] json, int times) {
        double c = Double.MAX_VALUE;
        double java = Double.MAX_VALUE;
        double none = Double.MAX_VALUE;
        try (Protocol protocol = Protocol.load(xml); Case of = protocol.newCase(json)) {
            for (int turn = 0; turn < ROUNDS; turn++) {
                c = Math.min(c, inC(xml, json, NOW.getEpochSecond(), times, 10));
                for (int round = 0; round < 10; round++) {
                    java = Math.min(java, plans(protocol, of, times));
                    none = Math.min(none, nothings(100 * times));
                }
            }
        }
        if (c < 0) {
            throw new IllegalStateException("no plan in C");
        }
        System.out.printf(Locale.ROOT, "%-28s%8.2f %8.2f %9.2f %25.4f%n", name, c / 1e3, java / 1e3, (java - c) / 1e3, none / 1e3);
        return (java - c) / 1e3;
    }

    private static double plans(Protocol protocol, Case of, int times) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            try (Plan plan = protocol.plan(of, NOW)) {
                plan.kind();
            }
        }
        return (double) (System.nanoTime() - begin) / times;
    }

    private static double nothings(int times) {
        int sum = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            sum += nothing();
        }
        return (double) (System.nanoTime() - begin + sum) / times;
    }
}
