// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

/** Whom a notification is about. Instances and groups may have the same name. */
record Subject(Kind kind, String name) {
    /** The first word of a line in a FIFO, and the first argument of {@code notify}. */
    enum Kind {
        INSTANCE,
        GROUP
    }

    /** As log lines begin: {@code (VI_1)}. */
    @Override
    public String toString() {
        return "(" + name + ")";
    }
}
