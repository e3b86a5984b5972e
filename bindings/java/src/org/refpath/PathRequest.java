/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.Objects;

/**
 * Who stands between two? {@link #from}, {@link #to} and {@link #now} must be said, and a place or a case that has one.
 *
 * <pre>{@code
 * new PathRequest().from("unpol-galasi").to("unicef-carana").place("galasi-port").now(now)
 * }</pre>
 */
public final class PathRequest {
    private String from;
    private String to;
    private String place;
    private String purpose;
    private Case known;
    private Instant now;
    private String viewer;

    /** A question that says nothing yet. */
    public PathRequest() {
    }

    /**
     * Says who wants to reach somebody.
     *
     * @param who  an actor, or a role that names its group
     * @return this
     */
    public PathRequest from(String who) {
        from = who;
        return this;
    }

    /**
     * Says whom.
     *
     * @param whom  an actor, a role, or a party
     * @return this
     */
    public PathRequest to(String whom) {
        to = whom;
        return this;
    }

    /**
     * Says where.
     *
     * @param id  a place; null: that of the case
     * @return this
     */
    public PathRequest place(String id) {
        place = id;
        return this;
    }

    /**
     * Says for what.
     *
     * @param id  a purpose or a service, or null
     * @return this
     */
    public PathRequest purpose(String id) {
        purpose = id;
        return this;
    }

    /**
     * Says what is known.
     *
     * @param of  a case whose facts count; null: nothing is known
     * @return this
     */
    public PathRequest known(Case of) {
        known = of;
        return this;
    }

    /**
     * Says when.
     *
     * @param moment  a moment
     * @return this
     */
    public PathRequest now(Instant moment) {
        now = moment;
        return this;
    }

    /**
     * Says who asks.
     *
     * @param who  null: anybody; "all": everything is shown
     * @return this
     */
    public PathRequest viewer(String who) {
        viewer = who;
        return this;
    }

    Case known() {
        return known;
    }

    CoreAnswer ask(CoreProtocol core, CoreCase facts) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return core.path(from, to, place, purpose, facts, Moments.seconds(now, "now"), viewer);
    }
}
