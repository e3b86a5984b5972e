/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** A way to reach somebody. */
public final class Contact extends Part {
    Contact(Value value) {
        super(value);
    }

    /**
     * The means, such as phone or radio.
     *
     * @return a word
     */
    public String by() {
        return value().text("by").orElseThrow();
    }

    /**
     * The number, address or channel.
     *
     * @return a text
     */
    public String address() {
        return value().text("value").orElseThrow();
    }

    /**
     * Whether others cannot listen.
     *
     * @return true where it is secure
     */
    public boolean isSecure() {
        return value().flag("secure");
    }

    /**
     * Whether somebody is there now.
     *
     * @return true where somebody is
     */
    public boolean isOpen() {
        return value().flag("open");
    }
}
