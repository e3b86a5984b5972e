/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

/** Told how far a long analysis is, in the thread that asked. */
@FunctionalInterface
public interface Progress {
    /**
     * So much of so much is done. What it throws stops the analysis, and comes out of the call.
     *
     * @param done   from 0
     * @param total  where it ends
     * @return false to stop it: the call ends with status CANCELLED
     */
    boolean goesOn(long done, long total);
}
