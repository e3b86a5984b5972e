/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Who takes part in protecting children in a crisis, how a case travels, and what may be told to whom.
 *
 * <pre>{@code
 * Protocol protocol = Protocol.load(Path.of("mission.xml"));
 * try (Case girl = protocol.newCase().setHolder("unpol-galasi").setPlace("galasi-port").setNumber("age", 12, 14);
 *         Plan plan = protocol.plan(girl, Instant.now())) {
 *     System.out.print(plan.text(Locale.FRENCH));
 * }
 * }</pre>
 *
 * <p>A protocol is checked whole when it is loaded, and never changes; any number of threads may ask it at the same time. Two
 * protocols are equal where their documents are: {@link #fingerprint()}. Cases, answers and protocols may be closed in any order.
 */
public final class Protocol implements AutoCloseable {
    private final Handle<CoreProtocol> handle;
    private final Problems problems;
    private final String fingerprint;
    private final String id;
    private final String version;
    private final String status;
    private final Map<String, String> labels;

    Protocol(CoreProtocol core, Problems problems) {
        this.handle = Handle.of(this, core, "protocol", CoreProtocol::delete);
        this.problems = problems;
        this.fingerprint = core.fingerprint();
        try (About about = about()) {
            Value named = about.root().get("protocol").orElseThrow();
            id = named.text("id").orElseThrow();
            version = named.text("version").orElseThrow();
            status = named.text("status").orElseThrow();
            labels = labels(about.root());
        }
    }

    /**
     * Loads a protocol from a file, with what it includes.
     *
     * @param file  also one within a zip or jar file system
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems of all documents
     * @throws FileException             the file cannot be read
     */
    public static Protocol load(Path file) {
        return load(file, new LoadOptions());
    }

    /**
     * Loads a protocol from a file.
     *
     * @param file     also one within a zip or jar file system
     * @param options  where included documents come from, limits
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems of all documents
     * @throws FileException             the file cannot be read
     */
    public static Protocol load(Path file, LoadOptions options) {
        Objects.requireNonNull(file, "file");
        if (!FileNames.isOfSystem(file)) {
            return loadElsewhere(file, options);
        }
        byte[] name = FileNames.bytes(file);
        return load(options, (loading, notes) -> CoreProtocol.load_file(name, loading, notes));
    }

    /**
     * Loads a protocol from the bytes of its XML. It may include standard protocols only.
     *
     * @param xml  UTF-8
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems
     */
    public static Protocol load(byte[] xml) {
        return load(xml, new LoadOptions());
    }

    /**
     * Loads a protocol from the bytes of its XML.
     *
     * @param xml      UTF-8
     * @param options  a name for it, where included documents come from, limits
     * @return a protocol without errors
     * @throws InvalidProtocolException  with all problems of all documents
     */
    public static Protocol load(byte[] xml, LoadOptions options) {
        Objects.requireNonNull(xml, "xml");
        Objects.requireNonNull(options, "options");
        String name = options.name().orElse(null);
        return load(options, (loading, notes) -> CoreProtocol.load_memory(xml, name, loading, notes));
    }

    /** A file that the system does not know by name: its bytes, and those of what it includes. */
    private static Protocol loadElsewhere(Path file, LoadOptions options) {
        Objects.requireNonNull(options, "options");
        CoreLoading loading = options.loading();
        LoadOptions.Include beside = name -> {
            Path included = file.resolveSibling(name);
            return Files.isRegularFile(included) ? bytes(included) : null;
        };
        byte[] xml = bytes(file);
        String name = file.getFileName().toString();
        loading.from_caller();
        return load(loading, options.include() != null ? options.include() : beside,
                (given, notes) -> CoreProtocol.load_memory(xml, name, given, notes));
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Protocol load(LoadOptions options, BiFunction<CoreLoading, CoreProblems, CoreProtocol> how) {
        Objects.requireNonNull(options, "options");
        return load(options.loading(), options.include(), how);
    }

    /** A load that gives nothing wants documents; it is tried again when they are given. */
    private static Protocol load(CoreLoading loading, LoadOptions.Include include,
            BiFunction<CoreLoading, CoreProblems, CoreProtocol> how) {
        CoreProblems notes = CoreProblems.make();
        Problems problems = new Problems(notes);
        try {
            CoreProtocol made = how.apply(loading, notes);
            while (made == null) {
                give(loading, include);
                made = how.apply(loading, notes);
            }
            return new Protocol(made, problems);
        } finally {
            loading.delete();
        }
    }

    private static void give(CoreLoading loading, LoadOptions.Include include) {
        String[] names = new String[(int) loading.missing()];
        for (int i = 0; i < names.length; i++) {
            names[i] = loading.nth_missing(i);
        }
        for (String name : names) {
            byte[] document = include.read(name);
            if (document == null) {
                loading.give_none(name);
            } else {
                loading.give(name, document);
            }
        }
    }

    static Protocol compiled(CoreDraft draft, CoreLoading loading) {
        CoreProblems notes = CoreProblems.make();
        Problems problems = new Problems(notes);
        return new Protocol(draft.compile(loading, notes), problems);
    }

    static Map<String, String> labels(Value of) {
        Map<String, String> labels = new LinkedHashMap<>();
        of.list("labels").forEach(label -> labels.put(label.key().orElseThrow(), label.asText()));
        return Collections.unmodifiableMap(labels);
    }

    /**
     * SHA-256 over the documents: it names exactly what was read.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * Its id.
     *
     * @return as in the document
     */
    public String id() {
        return id;
    }

    /**
     * Its version.
     *
     * @return as in the document
     */
    public String version() {
        return version;
    }

    /**
     * Whether anybody has adopted it: a protocol that nobody has is no guidance.
     *
     * @return a word, such as "adopted"
     */
    public String status() {
        return status;
    }

    /**
     * Its labels.
     *
     * @return by language tag, read only
     */
    public Map<String, String> labels() {
        return labels;
    }

    /**
     * The warnings and notes of the load.
     *
     * @return never an error
     */
    public Problems problems() {
        return problems;
    }

    /**
     * What it says about itself.
     *
     * @return id, version, status, labels, dates, documents, counts
     */
    public About about() {
        return new About(this, handle.use(CoreProtocol::about));
    }

    /**
     * All entries of a kind, without those that are hidden from some.
     *
     * @param kind  what to list
     * @return in document order, read only
     */
    public List<Entry> entries(Kind kind) {
        return entries(kind, null);
    }

    /**
     * All entries of a kind that somebody may see.
     *
     * @param kind    what to list
     * @param viewer  who asks; null: anybody; "all": everything
     * @return in document order, read only
     */
    public List<Entry> entries(Kind kind, String viewer) {
        Objects.requireNonNull(kind, "kind");
        try (Listing listing = new Listing(this, handle.use(core -> core.list(kind, viewer)))) {
            return listing.root().list("entries").stream().map(value -> new Entry(this, kind, value))
                    .collect(Collectors.toUnmodifiableList());
        }
    }

    /**
     * One entry.
     *
     * @param kind   what it is
     * @param entry  its id
     * @return absent where there is none, or it is hidden from some
     */
    public Optional<Entry> entry(Kind kind, String entry) {
        Objects.requireNonNull(entry, "entry");
        return entries(kind).stream().filter(one -> one.id().equals(entry)).findFirst();
    }

    /**
     * The label of an entry in a language, else in the one that the protocol gives first.
     *
     * @param kind      what it is
     * @param entry     its id; terms of a fact as "fact/term"
     * @param language  of the reader
     * @return absent where there is no such entry, it has no label, or is hidden from some
     */
    public Optional<String> label(Kind kind, String entry, Locale language) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entry, "entry");
        return Optional.ofNullable(handle.use(core -> core.label(kind, entry, Moments.tag(language))));
    }

    /**
     * An empty case: every fact open, no holder, no consents.
     *
     * @return a case, which the caller closes
     */
    public Case newCase() {
        return new Case(this, handle.use(CoreCase::make));
    }

    /**
     * A case from JSON, as doc/answers.md describes it.
     *
     * @param json  of the case itself
     * @return a case, which the caller closes
     * @throws InvalidCaseException  with all problems; none repeats what the case says
     */
    public Case newCase(String json) {
        return newCase(Texts.utf8(json, "json"));
    }

    /**
     * A case from JSON in UTF-8.
     *
     * @param json  of the case itself
     * @return a case, which the caller closes
     * @throws InvalidCaseException  with all problems; none repeats what the case says
     */
    public Case newCase(byte[] json) {
        Objects.requireNonNull(json, "json");
        return new Case(this, handle.use(core -> CoreCase.read(core, json)));
    }

    /**
     * A case from a file with JSON.
     *
     * @param file  UTF-8
     * @return a case, which the caller closes
     * @throws InvalidCaseException  with all problems; none repeats what the case says
     */
    public Case newCase(Path file) {
        Objects.requireNonNull(file, "file");
        return newCase(bytes(file));
    }

    /**
     * A case from a Map with the keys of its JSON. Texts, whole numbers, flags, maps and anything iterable may stand in it,
     * moments and days of java.time, and the words of this package.
     *
     * @param map  of the case
     * @return a case, which the caller closes
     * @throws InvalidCaseException  with all problems; none repeats what the case says
     */
    public Case newCase(Map<String, ?> map) {
        return newCase(Json.of(Objects.requireNonNull(map, "map")));
    }

    /**
     * Plans a case.
     *
     * @param of   the case
     * @param now  as of when
     * @return the plan
     * @throws InvalidCaseException  the case cannot be asked at that moment
     */
    public Plan plan(Case of, Instant now) {
        long moment = Moments.seconds(now, "now");
        return new Plan(this, checked(of).ask(core -> core.plan(moment)));
    }

    /**
     * The fewest questions that matter, the most urgent first.
     *
     * @param of   the case
     * @param now  as of when
     * @return what to ask
     * @throws InvalidCaseException  the case cannot be asked at that moment
     */
    public Ask ask(Case of, Instant now) {
        long moment = Moments.seconds(now, "now");
        return new Ask(this, checked(of).ask(core -> core.ask(moment)));
    }

    /**
     * Whether something may be told. A no is an answer, not an exception.
     *
     * @param of       the case
     * @param request  what, to whom, for what, when
     * @return the decision, and why
     * @throws InvalidQuestionException  it names what is not there
     */
    public Consent consent(Case of, ConsentRequest request) {
        Objects.requireNonNull(request, "request");
        return new Consent(this, checked(of).ask(request::ask));
    }

    /**
     * Who stands between two.
     *
     * @param request  from whom, to whom, where, when
     * @return the way, if there is one
     * @throws InvalidQuestionException  it names what is not there
     */
    public ContactPath path(PathRequest request) {
        Objects.requireNonNull(request, "request");
        if (request.known() == null) {
            return new ContactPath(this, handle.use(core -> request.ask(core, null)));
        }
        Case known = checked(request.known());
        return new ContactPath(this, handle.use(core -> known.ask(facts -> request.ask(core, facts))));
    }

    /**
     * Who does what where.
     *
     * @param request  what to look for
     * @return actors
     * @throws InvalidQuestionException  it names what is not there
     */
    public Who who(WhoRequest request) {
        Objects.requireNonNull(request, "request");
        return new Who(this, handle.use(request::ask));
    }

    /**
     * What may be answered to a fact.
     *
     * @param fact  its id
     * @return terms, or the range of a number
     * @throws InvalidQuestionException  there is no such fact
     */
    public Choices choices(String fact) {
        Objects.requireNonNull(fact, "fact");
        return new Choices(this, handle.use(core -> core.choices(fact)));
    }

    /**
     * Analyses the protocol: whom it leaves without help, how long help takes, who reaches whom.
     *
     * @param request  which analysis, of what, when
     * @return tables, of some a graph
     * @throws InvalidQuestionException  the study names what is not there
     * @throws LimitExceededException    it is more work than is allowed
     */
    public Findings analyse(AnalysisRequest request) {
        Objects.requireNonNull(request, "request");
        return new Findings(this, handle.use(request::ask), request.analysis());
    }

    /**
     * Analyses the protocol.
     *
     * @param analysis  which analysis
     * @param study     JSON, or null: the usual study
     * @param now       as of when
     * @return tables, of some a graph
     * @throws InvalidQuestionException  the study names what is not there
     */
    public Findings analyse(Analysis analysis, String study, Instant now) {
        return analyse(new AnalysisRequest(analysis).study(study).now(now));
    }

    /**
     * The protocol as one paper, an HTML document that needs nothing else: whom to call for what at each place, pathways as
     * pictures, gaps, and how fresh it all is.
     *
     * @param language  of the reader
     * @param place     this place, or those in it; null: all
     * @param viewer    who will read it; null: anybody; "all": everything is shown
     * @param now       as of when
     * @return UTF-8 when it is written
     * @throws InvalidQuestionException  it names what is not there
     */
    public String report(Locale language, String place, String viewer, Instant now) {
        long moment = Moments.seconds(now, "now");
        return Moments.text(handle.use(core -> core.report(moment, viewer, place, Moments.tag(language))));
    }

    /**
     * A draft of what it says, with all that it includes in one; the protocol stays as it is.
     *
     * @return a draft to change
     */
    public Draft draft() {
        return new Draft(handle.use(CoreDraft::from_protocol));
    }

    /**
     * What if they were not there? An actor with its units, all actors of a group, or an offer are there at no moment; anything
     * else is taken out.
     *
     * @param ids  of what is lost
     * @return a new protocol; this one stays as it is
     * @throws IllegalArgumentException  there is nothing of such an id
     * @throws InvalidProtocolException  something still names what was taken out
     */
    public Protocol without(String... ids) {
        return WhatIf.without(this, List.of(ids));
    }

    /**
     * What if an actor offered something more?
     *
     * <pre>{@code
     * protocol.withOffer("hill-hospital", Map.of("service", "pep", "at", List.of("galasi"), "respond-within", Duration.ofHours(2)))
     * }</pre>
     *
     * @param actor       an id
     * @param attributes  those of {@code offers}: texts, whole numbers, flags, durations, days, and lists of words
     * @return a new protocol; this one stays as it is
     * @throws IllegalArgumentException  there is no such actor
     * @throws InvalidProtocolException  the offer cannot be as it is
     */
    public Protocol withOffer(String actor, Map<String, ?> attributes) {
        Objects.requireNonNull(actor, "actor");
        return WhatIf.withOffer(this, actor, Objects.requireNonNull(attributes, "attributes"));
    }

    /** Lets go of it now, as soon as no call uses it. Cases and answers made from it stay good. */
    @Override
    public void close() {
        handle.close();
    }

    /** By fingerprint. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Protocol && fingerprint.equals(((Protocol) other).fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return "Protocol[" + id + " version " + version + " (" + status + "), " + fingerprint.substring(0, 12)
                + (handle.isOpen() ? "" : ", closed") + "]";
    }

    private Case checked(Case of) {
        Objects.requireNonNull(of, "of");
        handle.check();
        if (!equals(of.protocol())) {
            throw new IllegalArgumentException("the case was made for another protocol");
        }
        return of;
    }
}
