/* SPDX-License-Identifier: Apache-2.0 */
/* SPDX-FileCopyrightText: The refpath authors */
package org.refpath;

import java.util.Locale;

/**
 * A call that gave no result: {@link #status()} says what can be done next, {@link #problems()} says why. Where the call
 * itself was wrong it is an {@link IllegalArgumentException}, {@link NullPointerException} or, of what was closed, an
 * {@link IllegalStateException} instead, as everywhere in Java.
 */
public class RefpathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How the call came back. */
    private final Status status;
    /** Why; not kept where the exception is serialized: its message is. */
    private final transient Problems problems;

    RefpathException(Status status, Problems problems) {
        super(message(status, problems));
        this.status = status;
        this.problems = problems;
    }

    /** Called by the library of C: the exception for a status. The list is this one's from now on. */
    static RuntimeException of(int number, long list) {
        Problems problems = list == 0 ? Problems.none() : new Problems(new CoreProblems(list, true));
        Status status = Status.swigToEnum(number);
        switch (status) {
            case INVALID_ARGUMENT:
                return new IllegalArgumentException(message(status, problems));
            case INVALID_PROTOCOL:
                return new InvalidProtocolException(problems);
            case INVALID_CASE:
                return new InvalidCaseException(problems);
            case INVALID_QUESTION:
                return new InvalidQuestionException(problems);
            case LIMIT_EXCEEDED:
                return new LimitExceededException(problems);
            case IO:
                return new FileException(problems);
            default:
                return new RefpathException(status, problems);
        }
    }

    private static String message(Status status, Problems problems) {
        return problems.isEmpty() ? core.status_name(status.swigValue()) : problems.text(Locale.ENGLISH).stripTrailing();
    }

    /**
     * How the call came back.
     *
     * @return never {@link Status#OK}
     */
    public Status status() {
        return status;
    }

    /**
     * Why: all problems that were found.
     *
     * @return an empty list where there is nothing more to say than the status does
     */
    public Problems problems() {
        return problems == null ? Problems.none() : problems;
    }
}
