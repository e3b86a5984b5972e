/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refpath.Candidate;
import org.refpath.Case;
import org.refpath.Contact;
import org.refpath.Decision;
import org.refpath.Kind;
import org.refpath.Plan;
import org.refpath.Protocol;
import org.refpath.RefpathException;
import org.refpath.Sharing;
import org.refpath.Step;
import org.refpath.StepKind;

/**
 * A queue: cases come in as JSON files, a plan and a list of whom to call go out for each.
 *
 * <pre>java -cp refpath.jar QueueOfCases.java mission.xml inbox outbox [--lang fr] [--now 2026-11-23T12:00:00Z]</pre>
 *
 * For inbox/c-17.json there will be outbox/c-17.plan.json (for programs), outbox/c-17.plan.txt (for people) and
 * outbox/c-17.call.txt (whom to call, in which order, and what may be said). A case that cannot be read is left where it is,
 * and outbox/c-17.problems.json says why, without repeating it. What was done is not done again.
 */
public final class QueueOfCases {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Protocol protocol;
    private final Path outbox;
    private final Locale language;
    private final Instant now;

    private QueueOfCases(Protocol protocol, Path outbox, Locale language, Instant now) {
        this.protocol = protocol;
        this.outbox = outbox;
        this.language = language;
        this.now = now;
    }

    /**
     * Works through the inbox once; what comes later is for the next run.
     *
     * @param args  see above
     * @throws IOException  a folder or file cannot be used
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else {
                words.add(args[i]);
            }
        }
        if (words.size() != 3) {
            System.err.println("QueueOfCases MISSION INBOX OUTBOX [--lang TAG] [--now MOMENT]");
            System.exit(2);
        }
        Instant now = options.containsKey("--now") ? Instant.parse(options.get("--now")) : Instant.now();
        Path outbox = Files.createDirectories(Path.of(words.get(2)));
        boolean isDone = false;
        try (Protocol protocol = Protocol.load(Path.of(words.get(0)))) {
            isDone = new QueueOfCases(protocol, outbox, Locale.forLanguageTag(options.getOrDefault("--lang", "en")), now)
                    .work(Path.of(words.get(1)));
        } catch (RefpathException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        System.exit(isDone ? 0 : 1);
    }

    private boolean work(Path inbox) throws IOException {
        List<Path> waiting;
        try (Stream<Path> files = Files.list(inbox)) {
            waiting = files.filter(file -> file.toString().endsWith(".json") && !Files.exists(out(file, "plan.json"))).sorted()
                    .collect(Collectors.toList());
        }
        int planned = 0;
        for (Path file : waiting) {
            planned += isPlanned(file) ? 1 : 0;
        }
        System.out.println(planned + " planned, " + (waiting.size() - planned) + " with problems");
        return planned == waiting.size();
    }

    private boolean isPlanned(Path file) throws IOException {
        try (Case of = protocol.newCase(file); Plan plan = protocol.plan(of, now)) {
            Files.writeString(out(file, "call.txt"), String.join("\n", calls(plan)) + "\n");
            Files.writeString(out(file, "plan.txt"), plan.text(language));
            Files.write(out(file, "plan.json"), plan.toJsonBytes());
            return true;
        } catch (RefpathException e) {
            Files.writeString(out(file, "problems.json"), e.problems().toJson(language));
            return false;
        }
    }

    private Path out(Path file, String kind) {
        String name = file.getFileName().toString();
        return outbox.resolve(name.substring(0, name.lastIndexOf('.')) + "." + kind);
    }

    /** What people call an entry, or its id. */
    private String label(Kind kind, String id) {
        return protocol.label(kind, id, language).orElse(id);
    }

    /** The lines of a list of whom to call. */
    private List<String> calls(Plan plan) {
        List<String> lines = new ArrayList<>();
        int number = 0;
        for (Step step : plan.steps()) {
            Kind kind = step.kind() == StepKind.SERVICE ? Kind.SERVICE : Kind.ROLE;
            List<String> goals = step.goals().isEmpty() ? step.ids() : step.goals();
            String what = goals.stream().map(goal -> label(kind, goal)).collect(Collectors.joining(", "));
            String by = step.target().map(target -> ", by " + TIME.format(target)).orElse("");
            number++;
            lines.add(number + ". " + what + ": " + step.state() + by);
            step.candidates().forEach(candidate -> lines.addAll(call(candidate)));
        }
        return lines;
    }

    private List<String> call(Candidate candidate) {
        List<String> lines = new ArrayList<>();
        String way = candidate.path().stream().skip(1).map(one -> label(Kind.ACTOR, one)).collect(Collectors.joining(" > "));
        String contacts = candidate.contacts().stream().map(QueueOfCases::contact).collect(Collectors.joining(", "));
        String whom = way.isEmpty() ? candidate.actor().orElse("") : way;
        lines.add(("   " + whom + " [" + candidate.state() + "] " + contacts).stripTrailing());
        String told = items(candidate, true);
        String kept = items(candidate, false);
        if (!told.isEmpty()) {
            lines.add("      may be told: " + told);
        }
        if (!kept.isEmpty()) {
            lines.add("      not to be told now: " + kept);
        }
        return lines;
    }

    private static String contact(Contact contact) {
        return contact.by() + " " + contact.address() + (contact.isSecure() ? " (secure)" : "");
    }

    private static String items(Candidate candidate, boolean permitted) {
        return candidate.sharing().stream().filter(one -> (one.decision() == Decision.PERMITTED) == permitted)
                .map(Sharing::item).collect(Collectors.joining(", "));
    }
}
