/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** How a step, a candidate or a path stands. */
public enum State implements Word {
    /** It was done. */
    DONE,
    /** It can be done now. */
    READY,
    /** Something that must be told waits for somebody who agrees. */
    NEEDS_CONSENT,
    /** It depends on what is not known. */
    NEEDS_FACTS,
    /** Another step comes first. */
    WAITING,
    /** Somebody who counts said no. */
    REFUSED,
    /** What it needs must not be told. */
    FORBIDDEN,
    /** There is no way to whoever does it. */
    BLOCKED,
    /** Nobody does it there. */
    NO_PROVIDER,
    /** It is too late. */
    WINDOW_CLOSED,
    /** Of a path: nobody stands between. */
    DIRECT,
    /** Of a path: others stand between. */
    THROUGH;

    @Override
    public String toString() {
        return word();
    }
}
