/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.time.Instant;
import java.util.Objects;

/**
 * May an item about a case go to a recipient for a purpose? Without {@link #from} the sender is the holder.
 *
 * <pre>{@code
 * new ConsentRequest().item("need").to("save-galasi").purpose("case-management").at(now)
 * }</pre>
 */
public final class ConsentRequest {
    private String item;
    private String to;
    private String purpose;
    private String from;
    private Instant at;
    private boolean explained;

    /** A question that says nothing yet. */
    public ConsentRequest() {
    }

    /**
     * Says what would be told.
     *
     * @param id  an item
     * @return this
     */
    public ConsentRequest item(String id) {
        item = id;
        return this;
    }

    /**
     * Says to whom.
     *
     * @param recipient  an actor, a role, or a party
     * @return this
     */
    public ConsentRequest to(String recipient) {
        to = recipient;
        return this;
    }

    /**
     * Says for what.
     *
     * @param id  a purpose or a service
     * @return this
     */
    public ConsentRequest purpose(String id) {
        purpose = id;
        return this;
    }

    /**
     * Says by whom.
     *
     * @param sender  an actor, or a role that names its group; null: the holder
     * @return this
     */
    public ConsentRequest from(String sender) {
        from = sender;
        return this;
    }

    /**
     * Says when.
     *
     * @param moment  a moment
     * @return this
     */
    public ConsentRequest at(Instant moment) {
        at = moment;
        return this;
    }

    /**
     * Asks for the reasons too, and for what would change the decision.
     *
     * @return this
     */
    public ConsentRequest explained() {
        explained = true;
        return this;
    }

    CoreAnswer ask(CoreCase core) {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(purpose, "purpose");
        return core.consent(item, to, purpose, from, Moments.seconds(at, "at"), explained);
    }
}
