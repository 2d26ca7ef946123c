// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import org.jkeepalived.posix.Errno;

/** What became of a request. */
public sealed interface Outcome {
    /** The kernel did it. */
    record Done() implements Outcome {}

    /**
     * The kernel did not do it.
     *
     * @param errno why
     * @param text what the kernel says beyond that, empty if nothing
     */
    record Refused(Errno errno, String text) implements Outcome {
        @Override
        public String toString() {
            return text.isEmpty() ? errno.toString() : errno + ": " + text;
        }
    }

    /** The kernel's answer was lost for want of buffer: it may or may not have done it. Look at the actual state. */
    record Lost() implements Outcome {}

    default boolean isDone() {
        return this instanceof Done;
    }
}
