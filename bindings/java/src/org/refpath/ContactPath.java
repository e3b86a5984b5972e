/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;


/** Who stands between two. */
public final class ContactPath extends Answer {
    ContactPath(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.PATH);
    }

    /**
     * Whether there is a way.
     *
     * @return direct, through, or blocked
     */
    public State state() {
        return root().word("state", State.class).orElseThrow();
    }

    /**
     * The actors from one to the other, both among them.
     *
     * @return ids; empty where the way is blocked
     */
    public List<String> path() {
        return root().texts("path");
    }

    /**
     * Who is told besides.
     *
     * @return ids
     */
    public List<String> informed() {
        return root().texts("notify");
    }

    /**
     * The interfaces that it goes by.
     *
     * @return ids
     */
    public List<String> interfaces() {
        return root().texts("interfaces");
    }
}
