/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

/** A question as the command is asked, and what Java says to it. */
final class Asked {
    private static final Set<String> FLAGS = Set.of("csv", "explain", "json", "plain");

    final List<String> words = new ArrayList<>();
    final Map<String, String> options = new HashMap<>();

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

    boolean isCheck() {
        return words.get(0).equals("check");
    }

    boolean isJson() {
        return options.containsKey("json");
    }

    Locale language() {
        return options.containsKey("lang") ? Locale.forLanguageTag(options.get("lang")) : Locale.ENGLISH;
    }

    private Instant moment(String option) {
        return OffsetDateTime.parse(options.get(option)).toInstant();
    }

    /** The answer; files are those of a folder, protocols are kept. */
    Answer answer(Path folder, Map<Path, Protocol> protocols) {
        boolean isAnalysis = words.get(0).equals("analyse");
        Protocol p = protocols.computeIfAbsent(folder.resolve(words.get(isAnalysis ? 2 : 1)), Protocol::load);
        if (isAnalysis || isPicture() && words.size() == 2) {
            return p.analyse(analysis(folder, isAnalysis ? words.get(1) : options.getOrDefault("of", "pathways")));
        }
        switch (words.get(0)) {
            case "choices":
                return p.choices(words.get(2));
            case "who":
                return p.who(new WhoRequest().service(options.get("service")).role(options.get("role"))
                        .group(options.get("group")).duty(options.get("duty")).at(options.get("at")).name(options.get("name"))
                        .viewer(options.get("viewer")).now(options.containsKey("now") ? moment("now") : Instant.now()));
            case "path":
                String known = options.get("case");
                return p.path(new PathRequest().from(options.get("from")).to(options.get("to")).place(options.get("at"))
                        .purpose(options.get("purpose")).known(known != null ? p.newCase(folder.resolve(known)) : null)
                        .now(moment("now")).viewer(options.get("viewer")));
            default:
                return answer(p, p.newCase(folder.resolve(words.get(2))));
        }
    }

    boolean isPicture() {
        return words.get(0).equals("draw");
    }

    /** Of a picture that is narrowed, the study is made here. */
    private AnalysisRequest analysis(Path folder, String what) {
        AnalysisRequest request = new AnalysisRequest(Analysis.valueOf(what.toUpperCase(Locale.ROOT)))
                .viewer(options.get("viewer")).minCell(Long.parseLong(options.getOrDefault("min-cell", "0"))).now(moment("now"));
        for (String option : List.of("at", "concern")) {
            if (options.containsKey(option)) {
                request.study(Map.of(option.equals("at") ? "places" : option, List.of(options.get(option).split(","))));
            }
        }
        return options.containsKey("study") ? request.study(folder.resolve(options.get("study"))) : request;
    }

    private String drawn(Answer answer) {
        boolean isByPathway = words.size() > 2 && "pathways".equals(options.get("of"));
        return answer.draw(Picture.valueOf(options.getOrDefault("format", "svg").toUpperCase(Locale.ROOT)),
                isByPathway ? View.BY_PATHWAY : View.OWN, language());
    }

    private static String csv(Findings findings, String table) {
        return (table == null ? findings.tables().get(0) : findings.table(table).orElseThrow()).toCsv();
    }

    private Answer answer(Protocol p, Case of) {
        switch (words.get(0)) {
            case "consent":
                ConsentRequest request = new ConsentRequest().item(options.get("item")).to(options.get("to"))
                        .purpose(options.get("purpose")).from(options.get("from")).at(moment("at"));
                return p.consent(of, options.containsKey("explain") ? request.explained() : request);
            case "ask":
                return p.ask(of, moment("now"));
            case "plan":
            case "draw":
                return p.plan(of, moment("now"));
            default:
                throw new IllegalArgumentException(words.get(0));
        }
    }

    /** An answer as JSON, or as a text. */
    String told(Answer answer) {
        TextOptions how = TextOptions.in(language());
        if (isPicture()) {
            return drawn(answer);
        }
        if (options.containsKey("csv")) {
            return csv((Findings) answer, options.get("table"));
        }
        return isJson() ? answer.toJson() : answer.text(options.containsKey("plain") ? how.plain() : how);
    }

    /** What is a text: a report, or a protocol that is another; else null. */
    private String text(Path folder, Map<Path, Protocol> protocols) {
        if (!Set.of("report", "without", "offer").contains(words.get(0))) {
            return null;
        }
        Protocol p = protocols.computeIfAbsent(folder.resolve(words.get(1)), Protocol::load);
        switch (words.get(0)) {
            case "report":
                return p.report(language(), options.get("place"), options.get("viewer"), moment("now"));
            case "without":
                return p.without(words.subList(2, words.size()).toArray(new String[0])).draft().toXml();
            default:
                return p.withOffer(words.get(2), options).draft().toXml();
        }
    }

    /** The answer or its problems. */
    String said(Path folder, Map<Path, Protocol> protocols) {
        Problems problems;
        try {
            String text = text(folder, protocols);
            if (text != null || !isCheck()) {
                return text != null ? text : told(answer(folder, protocols));
            }
            problems = Protocol.load(folder.resolve(words.get(1))).problems();
        } catch (RefpathException e) {
            problems = e.problems();
        }
        return isJson() ? problems.toJson(language()) : problems.text(language());
    }

    /**
     * Answers all questions of a file: one a line, its words with tabs between them; each answer ends with a zero byte.
     *
     * @param args  the file of questions and that of the answers
     * @throws IOException  one of the files cannot be used
     */
    public static void main(String[] args) throws IOException {
        Map<Path, Protocol> protocols = new HashMap<>();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[1])))) {
            for (String line : Files.readAllLines(Path.of(args[0]))) {
                out.write(new Asked(List.of(line.split("\t", -1))).said(Path.of(""), protocols).getBytes(StandardCharsets.UTF_8));
                out.write(0);
            }
        }
    }
}
