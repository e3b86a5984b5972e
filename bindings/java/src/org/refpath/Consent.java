/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;


/** Whether something may be told, and why. */
public final class Consent extends Answer {
    Consent(Protocol protocol, CoreAnswer core) {
        super(protocol, core, AnswerKind.CONSENT);
    }

    /**
     * The decision.
     *
     * @return one of five
     */
    public Decision decision() {
        return root().word("decision", Decision.class).orElseThrow();
    }

    /**
     * Whether it may be told as things are.
     *
     * @return true for {@link Decision#PERMITTED} alone
     */
    public boolean isPermitted() {
        return decision() == Decision.PERMITTED;
    }

    /**
     * The agreements that are missing.
     *
     * @return each with by, kind, form
     */
    public List<Value> missing() {
        return root().list("missing");
    }

    /**
     * The obligations under which it is told.
     *
     * @return ids
     */
    public List<String> obligations() {
        return root().texts("obligations");
    }

    /**
     * The rules that decided.
     *
     * @return ids
     */
    public List<String> rules() {
        return root().texts("rules");
    }
}
