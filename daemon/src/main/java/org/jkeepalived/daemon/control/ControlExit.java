// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.control;

/** What the commands that ask the daemon exit with. */
public final class ControlExit {
    /** Done: the status was printed, or the new configuration is in effect (or would be, for a dry run). */
    public static final int OK = 0;
    /** The new configuration is refused; everything is as it was. */
    public static final int REFUSED = 2;
    /** No daemon answers. */
    public static final int NO_DAEMON = 3;
    /** Only root and the daemon's own user may ask. */
    public static final int NO_PERMISSION = 4;
    /** The new configuration is in effect, but what it asks of the kernel or of scripts had not arrived in time. */
    public static final int NOT_SETTLED = 5;
    /** The request is not understood, EX_USAGE of sysexits.h. */
    public static final int USAGE = 64;
    /** The daemon has failed to answer, EX_SOFTWARE. */
    public static final int FAILURE = 70;

    private ControlExit() {}
}
