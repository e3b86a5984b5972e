/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.Objects;

/**
 * A consent or a refusal on record. Nothing about a consent is assumed: its kind, its form and all three scopes must be said,
 * a scope as ids or as everything in so many words. A refusal for which no scope is said is for everything.
 *
 * <pre>{@code
 * ConsentRecord.given("child", at).kind(ConsentKind.ASSENT).form(Form.SPOKEN)
 *     .items("need").recipients("save-galasi").allPurposes()
 * }</pre>
 */
public final class ConsentRecord {
    private final String by;
    private final boolean given;
    private final Instant at;
    private ConsentKind kind;
    private Form form;
    private Scope items;
    private Scope recipients;
    private Scope purposes;
    private Instant until;
    private Instant withdrawn;

    private ConsentRecord(String by, boolean given, Instant at) {
        this.by = Objects.requireNonNull(by, "by");
        this.given = given;
        this.at = Objects.requireNonNull(at, "at");
        Scope all = given ? null : Scope.everything();
        items = all;
        recipients = all;
        purposes = all;
    }

    /**
     * A consent.
     *
     * @param by  a party
     * @param at  when
     * @return a record in which kind, form and scopes are still missing
     */
    public static ConsentRecord given(String by, Instant at) {
        return new ConsentRecord(by, true, at);
    }

    /**
     * A refusal, for everything as long as nothing else is said.
     *
     * @param by  a party
     * @param at  when
     * @return a record
     */
    public static ConsentRecord refused(String by, Instant at) {
        return new ConsentRecord(by, false, at);
    }

    /**
     * Says how it was given.
     *
     * @param consentKind  consent or assent
     * @return this
     */
    public ConsentRecord kind(ConsentKind consentKind) {
        kind = Objects.requireNonNull(consentKind, "consentKind");
        return this;
    }

    /**
     * Says in which form.
     *
     * @param consentForm  spoken, recorded or written
     * @return this
     */
    public ConsentRecord form(Form consentForm) {
        form = Objects.requireNonNull(consentForm, "consentForm");
        return this;
    }

    /**
     * Says what may be told.
     *
     * @param ids  items, at least one
     * @return this
     */
    public ConsentRecord items(String... ids) {
        items = Scope.of(ids);
        return this;
    }

    /**
     * Says that everything may be told.
     *
     * @return this
     */
    public ConsentRecord allItems() {
        items = Scope.everything();
        return this;
    }

    /**
     * Says to whom.
     *
     * @param ids  actors, groups, roles, parties, at least one
     * @return this
     */
    public ConsentRecord recipients(String... ids) {
        recipients = Scope.of(ids);
        return this;
    }

    /**
     * Says that it may be told to everybody.
     *
     * @return this
     */
    public ConsentRecord allRecipients() {
        recipients = Scope.everything();
        return this;
    }

    /**
     * Says for what.
     *
     * @param ids  purposes and services, at least one
     * @return this
     */
    public ConsentRecord purposes(String... ids) {
        purposes = Scope.of(ids);
        return this;
    }

    /**
     * Says that it may be told for any purpose.
     *
     * @return this
     */
    public ConsentRecord allPurposes() {
        purposes = Scope.everything();
        return this;
    }

    /**
     * Says the last moment at which it holds.
     *
     * @param moment  a moment
     * @return this
     */
    public ConsentRecord until(Instant moment) {
        until = Objects.requireNonNull(moment, "moment");
        return this;
    }

    /**
     * Says when it was taken back.
     *
     * @param moment  a moment
     * @return this
     */
    public ConsentRecord withdrawn(Instant moment) {
        withdrawn = Objects.requireNonNull(moment, "moment");
        return this;
    }

    @Override
    public String toString() {
        return "ConsentRecord";
    }

    void addTo(CoreCase core) {
        Scope.using(items, what -> Scope.using(recipients, whom -> Scope.using(purposes, why ->
                core.add_consent(by, given, Moments.seconds(at, "at"), kind == null ? null : kind.word(),
                        form == null ? null : form.word(), what, whom, why, Moments.secondsOrNone(until, "until"),
                        Moments.secondsOrNone(withdrawn, "withdrawn")))));
    }
}
