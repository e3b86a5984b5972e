/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.refpath.Ask;
import org.refpath.Case;
import org.refpath.Consent;
import org.refpath.ConsentRequest;
import org.refpath.Plan;
import org.refpath.Protocol;
import org.refpath.Question;
import org.refpath.RefpathException;

/**
 * The quick start: load a protocol, fill a case, ask. It prints what ../quickstart.c prints, byte for byte.
 *
 * <pre>java -cp refpath.jar QuickStart.java carana-mini.xml</pre>
 */
public final class QuickStart {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private QuickStart() {
    }

    /**
     * Everything, in the order of quickstart.txt.
     *
     * @param args  a protocol
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Protocol protocol = Protocol.load(Path.of(args.length > 0 ? args[0] : "mission.xml"))) {
            run(protocol, out);
        } catch (RefpathException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Protocol protocol, PrintStream out) {
        out.print("protocol: " + protocol.fingerprint() + "\n");

        /* What is known of a girl who came to a police post in the port: facts, never a name. */
        try (Case girl = protocol.newCase().setId("c-18").setHolder("unpol-galasi").setPlace("galasi-port")
                .setClock("report", NOW.minusSeconds(3600))
                .setNumber("age", 12, 14) /* nobody knows it better */
                .setTerm("sex", "female").setTerm("caregiver", "absent").setTerm("concern", "unaccompanied")) {
            try (Ask ask = protocol.ask(girl, NOW)) {
                for (Question one : ask.questions()) {
                    out.print("to ask: " + one.fact() + "\n");
                }
            }
            for (String whom : List.of("save-galasi", "adviser-office")) {
                try (Consent consent = protocol.consent(girl,
                        new ConsentRequest().item("need").to(whom).purpose("case-management").at(NOW))) {
                    out.print("need, to " + whom + ": " + consent.decision() + "\n");
                }
            }
            try (Plan plan = protocol.plan(girl, NOW)) {
                out.print(plan.text(Locale.FRENCH));
                out.print(plan.toJson());
            }
        }
    }
}
