/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** What a step does. */
public enum StepKind implements Word {
    /** Somebody gives a service. */
    SERVICE,
    /** Somebody is told. */
    INFORM,
    /** The holder does it. */
    ACT;

    @Override
    public String toString() {
        return word();
    }
}
