/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.refpath.Kind;
import org.refpath.Protocol;
import org.refpath.RefpathException;
import org.refpath.Value;
import org.refpath.Who;
import org.refpath.WhoRequest;

/**
 * Who does what where: a table for people, and CSV for a spreadsheet.
 *
 * <pre>java -cp refpath.jar WhoDoesWhat.java mission.xml [--at PLACE] [--lang fr] [--now 2026-11-23T12:00:00Z] [--csv who.csv]</pre>
 *
 * A row for each service that an actor offers and each role that it plays. The CSV is UTF-8 with the mark by which
 * spreadsheets know it, has a row of HXL tags under its heads, and no cell in it is taken for a formula.
 */
public final class WhoDoesWhat {
    private static final List<String> HEADS = List.of("Who", "Group", "What", "Where", "Contact", "Verified");
    private static final List<String> TAGS = List.of("#org+name", "#org+type", "#activity+name", "#adm+code", "#contact",
            "#date+verified");
    private static final int WIDEST = 36;

    private final Protocol protocol;
    private final Locale language;

    private WhoDoesWhat(Protocol protocol, Locale language) {
        this.protocol = protocol;
        this.language = language;
    }

    /**
     * Reads the directory once.
     *
     * @param args  see above
     * @throws IOException  the CSV cannot be written
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        String mission = "mission.xml";
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--") && i + 1 < args.length) {
                options.put(args[i], args[++i]);
            } else {
                mission = args[i];
            }
        }
        Locale language = options.containsKey("--lang") ? Locale.forLanguageTag(options.get("--lang")) : null;
        Instant now = options.containsKey("--now") ? Instant.parse(options.get("--now")) : Instant.now();
        try (Protocol protocol = Protocol.load(Path.of(mission))) {
            List<List<String>> table = new WhoDoesWhat(protocol, language).rows(options.get("--at"), now);
            print(table, new PrintStream(System.out, true, StandardCharsets.UTF_8));
            if (options.containsKey("--csv")) {
                Files.writeString(Path.of(options.get("--csv")), csv(table));
            }
        } catch (RefpathException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** The rows, in document order. */
    private List<List<String>> rows(String at, Instant now) {
        List<List<String>> rows = new ArrayList<>();
        try (Who who = protocol.who(new WhoRequest().at(at).now(now))) {
            for (Value actor : who.actors()) {
                List<String> groups = actor.texts("groups");
                String name = name(Kind.ACTOR, actor.texts("id"));
                String group = name(Kind.GROUP, groups.subList(Math.max(groups.size() - 1, 0), groups.size()));
                String contact = actor.list("contacts").stream().map(one -> one.text("by").orElse("") + " "
                        + one.text("value").orElse("")).collect(Collectors.joining(", "));
                String verified = actor.text("verified").orElse("never") + (actor.flag("stale") ? " (stale)" : "");
                for (Value offer : actor.list("offers")) {
                    rows.add(List.of(name, group, name(Kind.SERVICE, offer.texts("service")), name(Kind.PLACE, offer.texts("at")),
                            contact, verified));
                }
                for (Value plays : actor.list("roles")) {
                    rows.add(List.of(name, group, name(Kind.ROLE, plays.texts("role")), name(Kind.PLACE, plays.texts("at")),
                            contact, verified));
                }
            }
        }
        return rows;
    }

    private String name(Kind kind, List<String> ids) {
        return ids.stream().map(id -> protocol.label(kind, id, language).orElse(id)).collect(Collectors.joining(", "));
    }

    /** For people. */
    private static void print(List<List<String>> table, PrintStream out) {
        int[] widths = new int[HEADS.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.min(Math.max(HEADS.get(i).length(),
                    table.stream().mapToInt(row -> width(row.get(column))).max().orElse(0)), WIDEST);
        }
        List<List<String>> all = new ArrayList<>(List.of(HEADS));
        all.add(java.util.Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.toList()));
        all.addAll(table);
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(i > 0 ? "  " : "").append(row.get(i))
                        .append(" ".repeat(Math.max(widths[i] - width(row.get(i)), 0)));
            }
            out.print(line.toString().stripTrailing() + "\n");
        }
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** For spreadsheets. */
    private static String csv(List<List<String>> table) {
        StringBuilder out = new StringBuilder("\ufeff");
        List<List<String>> all = new ArrayList<>(List.of(HEADS, TAGS));
        table.forEach(row -> all.add(row.stream().map(WhoDoesWhat::harmless).collect(Collectors.toList())));
        for (List<String> row : all) {
            out.append(row.stream().map(WhoDoesWhat::quoted).collect(Collectors.joining(","))).append("\r\n");
        }
        return out.toString();
    }

    /** A spreadsheet takes what begins like this for a formula. */
    private static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
