/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.List;

/** Whether an item may be told on the way of a step. */
public final class Sharing extends Part {
    Sharing(Value value) {
        super(value);
    }

    /**
     * The item.
     *
     * @return an id
     */
    public String item() {
        return value().text("item").orElseThrow();
    }

    /**
     * The decision.
     *
     * @return one of five
     */
    public Decision decision() {
        return value().word("decision", Decision.class).orElseThrow();
    }

    /**
     * The rules that decided.
     *
     * @return ids
     */
    public List<String> rules() {
        return value().texts("rules");
    }
}
