/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;

/**
 * Who does what, where? What is not said does not narrow the search; {@link #now} must be said.
 *
 * <pre>{@code
 * new WhoRequest().service("health").at("galasi").now(now)
 * }</pre>
 */
public final class WhoRequest {
    private String service;
    private String role;
    private String group;
    private String duty;
    private String at;
    private String name;
    private String viewer;
    private Instant now;

    /** A question that says nothing yet. */
    public WhoRequest() {
    }

    /**
     * Says which service.
     *
     * @param id  a service, or what lies under it; or null
     * @return this
     */
    public WhoRequest service(String id) {
        service = id;
        return this;
    }

    /**
     * Says which role is played.
     *
     * @param id  a role, or null
     * @return this
     */
    public WhoRequest role(String id) {
        role = id;
        return this;
    }

    /**
     * Says which group.
     *
     * @param id  a group, or what lies under it; or null
     * @return this
     */
    public WhoRequest group(String id) {
        group = id;
        return this;
    }

    /**
     * Says which duty.
     *
     * @param id  a duty of a role that is played, or null
     * @return this
     */
    public WhoRequest duty(String id) {
        duty = id;
        return this;
    }

    /**
     * Says where.
     *
     * @param place  where the service is offered or the role played, or null
     * @return this
     */
    public WhoRequest at(String place) {
        at = place;
        return this;
    }

    /**
     * Says what stands in the name: accents, case and script do not matter.
     *
     * @param text  a text, or null
     * @return this
     */
    public WhoRequest name(String text) {
        name = text;
        return this;
    }

    /**
     * Says who asks.
     *
     * @param who  null: anybody; "all": everything is shown
     * @return this
     */
    public WhoRequest viewer(String who) {
        viewer = who;
        return this;
    }

    /**
     * Says when.
     *
     * @param moment  a moment
     * @return this
     */
    public WhoRequest now(Instant moment) {
        now = moment;
        return this;
    }

    CoreAnswer ask(CoreProtocol core) {
        return core.who(service, role, group, duty, at, name, viewer, Moments.seconds(now, "now"));
    }
}
