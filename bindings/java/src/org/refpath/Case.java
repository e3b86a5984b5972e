/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is known of one child's situation, never who the child is. What nobody has said stays open.
 *
 * <p>Made by {@link Protocol#newCase()}, and filled by calls that can follow one another, as with a builder. A call that names
 * what the protocol does not have, or contradicts what was said before, changes nothing and throws an
 * {@link InvalidCaseException}, which does not repeat the value.
 *
 * <p>Each call is whole: several threads may use a case, one after the other. {@link #close()} overwrites it as soon as no
 * call uses it. It cannot be serialized; {@link #toString()} says no fact.
 */
public final class Case implements AutoCloseable {
    private final Protocol protocol;
    private final Handle<CoreCase> handle;

    Case(Protocol protocol, CoreCase core) {
        this.protocol = protocol;
        this.handle = Handle.of(this, core, "case", CoreCase::delete);
    }

    /**
     * The protocol that it was made for.
     *
     * @return as it was loaded
     */
    public Protocol protocol() {
        return protocol;
    }

    /**
     * Sets the case's own mark, which answers repeat: no name, no number of a person.
     *
     * @param mark  null takes it away
     * @return this
     */
    public Case setId(String mark) {
        return say(core -> core.set_id(mark));
    }

    /**
     * Sets who holds the case.
     *
     * @param holder  an actor, or a role that names its group; null takes it away
     * @return this
     */
    public Case setHolder(String holder) {
        return say(core -> core.set_holder(holder));
    }

    /**
     * Sets the smallest place known to contain the case.
     *
     * @param place  a place; null takes it away
     * @return this
     */
    public Case setPlace(String place) {
        return say(core -> core.set_place(place));
    }

    /**
     * Says that a number is known.
     *
     * @param fact   a number of the vocabulary
     * @param value  its value
     * @return this
     */
    public Case setNumber(String fact, int value) {
        return setNumber(fact, value, value);
    }

    /**
     * Says that a number lies between two, both possible.
     *
     * @param fact   a number of the vocabulary
     * @param least  the least
     * @param most   the most
     * @return this
     */
    public Case setNumber(String fact, int least, int most) {
        Objects.requireNonNull(fact, "fact");
        return say(core -> core.set_number(fact, least, most));
    }

    /**
     * Says that a number is one of these.
     *
     * @param fact    a number of the vocabulary
     * @param values  at least one
     * @return this
     */
    public Case setNumbers(String fact, int... values) {
        Objects.requireNonNull(fact, "fact");
        int[] copy = values.clone();
        return say(core -> {
            CoreNumbers numbers = CoreNumbers.make();
            try {
                for (int value : copy) {
                    numbers.add(value);
                }
                core.set_numbers(fact, numbers);
            } finally {
                numbers.delete();
            }
        });
    }

    /**
     * Says that a term of a choice or of a set holds.
     *
     * @param fact  a choice or a set
     * @param term  one of its terms
     * @return this
     */
    public Case setTerm(String fact, String term) {
        return setTerm(fact, term, Truth.YES);
    }

    /**
     * Says whether a term of a choice or of a set holds.
     *
     * @param fact   a choice or a set
     * @param term   one of its terms
     * @param truth  {@link Truth#OPEN} forgets what was said of it
     * @return this
     */
    public Case setTerm(String fact, String term, Truth truth) {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(term, "term");
        Objects.requireNonNull(truth, "truth");
        return say(core -> core.set_term(fact, term, truth));
    }

    /**
     * Says that a set is complete: every term that is not yes is no.
     *
     * @param fact  a set
     * @return this
     */
    public Case setComplete(String fact) {
        Objects.requireNonNull(fact, "fact");
        return say(core -> core.set_complete(fact));
    }

    /**
     * Says whether a flag holds.
     *
     * @param fact   a flag
     * @param holds  whether it does
     * @return this
     */
    public Case setFlag(String fact, boolean holds) {
        return setFlag(fact, holds ? Truth.YES : Truth.NO);
    }

    /**
     * Says whether a flag holds.
     *
     * @param fact   a flag
     * @param truth  {@link Truth#OPEN} forgets what was said of it
     * @return this
     */
    public Case setFlag(String fact, Truth truth) {
        Objects.requireNonNull(fact, "fact");
        Objects.requireNonNull(truth, "truth");
        return say(core -> core.set_flag(fact, truth));
    }

    /**
     * Sets a clock to a moment.
     *
     * @param clock   a clock of the protocol, or "report"
     * @param moment  when; null takes it away
     * @return this
     */
    public Case setClock(String clock, Instant moment) {
        return setClock(clock, Moments.written(moment, "moment"), null);
    }

    /**
     * Sets a clock to any moment between two.
     *
     * @param clock  a clock of the protocol, or "report"
     * @param from   the first possible
     * @param to     the last possible
     * @return this
     */
    public Case setClock(String clock, Instant from, Instant to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return setClock(clock, Moments.written(from, "from"), Moments.written(to, "to"));
    }

    /**
     * Sets a clock to a day.
     *
     * @param clock  a clock of the protocol, or "report"
     * @param day    which
     * @return this
     */
    public Case setClock(String clock, LocalDate day) {
        Objects.requireNonNull(day, "day");
        return setClock(clock, Moments.written(day), null);
    }

    /**
     * Sets a clock as it is written in JSON: a moment, a day, a month ("2012-05"), a year, also in another calendar
     * ("2004-08-23[u-ca=ethiopic]").
     *
     * @param clock  a clock of the protocol, or "report"
     * @param from   when; null takes it away
     * @param to     null, or the end of a span that begins with {@code from}
     * @return this
     */
    public Case setClock(String clock, String from, String to) {
        Objects.requireNonNull(clock, "clock");
        return say(core -> core.set_clock(clock, from, to));
    }

    /**
     * Says that a fact was asked for and nobody can tell, or that it may be asked.
     *
     * @param fact     any fact
     * @param unknown  whether nobody can tell
     * @return this
     */
    public Case setUnknown(String fact, boolean unknown) {
        Objects.requireNonNull(fact, "fact");
        return say(core -> core.set_unknown(fact, unknown));
    }

    /**
     * Adds somebody whom this case must stay away from.
     *
     * @param who  an actor, group, role or party
     * @return this
     */
    public Case addAvoid(String who) {
        Objects.requireNonNull(who, "who");
        return say(core -> core.add_avoid(who));
    }

    /**
     * Adds a consent or a refusal.
     *
     * @param record  the record, which is copied
     * @return this
     */
    public Case addConsent(ConsentRecord record) {
        Objects.requireNonNull(record, "record");
        return say(record::addTo);
    }

    /**
     * Adds what became of a step.
     *
     * @param step     a step of the protocol
     * @param at       when
     * @param outcome  what became of it
     * @return this
     */
    public Case addDone(String step, Instant at, Outcome outcome) {
        return addDone(step, at, outcome, null);
    }

    /**
     * Adds what became of a step, and by whom.
     *
     * @param step     a step of the protocol
     * @param at       when
     * @param outcome  what became of it
     * @param actor    who did it, or null
     * @return this
     */
    public Case addDone(String step, Instant at, Outcome outcome, String actor) {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(outcome, "outcome");
        long moment = Moments.seconds(at, "at");
        return say(core -> core.add_done(step, moment, actor, outcome.word()));
    }

    /**
     * Throws where the case as a whole cannot be asked at a moment: a clock that is later, a count that is out of range.
     *
     * @param now  the moment
     * @throws InvalidCaseException  with all reasons
     */
    public void check(Instant now) {
        long moment = Moments.seconds(now, "now");
        say(core -> core.check(moment));
    }

    /**
     * The case as JSON, which {@link Protocol#newCase(String)} reads again. It holds facts: mind where it goes.
     *
     * @return JSON
     */
    public String toJson() {
        return new String(ask(CoreCase::write), StandardCharsets.UTF_8);
    }

    /**
     * A copy that can be changed without the other.
     *
     * @return a case of its own
     */
    public Case copy() {
        return new Case(protocol, ask(CoreCase::copy));
    }

    /** Overwrites it, as soon as no call uses it. Answers made from it stay good. */
    @Override
    public void close() {
        handle.close();
    }

    @Override
    public String toString() {
        return handle.isOpen() ? "Case" : "Case[closed]";
    }

    /** One call after the other. */
    <R> R ask(Function<CoreCase, R> call) {
        synchronized (handle) {
            return handle.use(call);
        }
    }

    private Case say(Consumer<CoreCase> call) {
        synchronized (handle) {
            handle.act(call);
        }
        return this;
    }
}
