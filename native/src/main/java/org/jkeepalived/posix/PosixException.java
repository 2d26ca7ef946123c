// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix;

import java.io.IOException;

/** A system call that failed: which one, why, and what it was applied to. */
public class PosixException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final transient Errno errno;
    private final String subject;

    /**
     * Describes a failed call.
     *
     * @param operation the call's name as the manual has it, for example {@code bind}
     * @param errno why it failed
     * @param subject what it was applied to (a path, an address, an option), empty if there is nothing to say
     */
    public PosixException(String operation, Errno errno, String subject) {
        super(subject.isEmpty() ? operation + ": " + errno : operation + " " + subject + ": " + errno);
        this.operation = operation;
        this.errno = errno;
        this.subject = subject;
    }

    public String operation() {
        return operation;
    }

    public Errno errno() {
        return errno;
    }

    public String subject() {
        return subject;
    }
}
