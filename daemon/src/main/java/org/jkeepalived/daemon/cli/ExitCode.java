// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.cli;

/** The codes the process ends with; the same as keepalived's, which service managers and scripts look at. */
public final class ExitCode {
    public static final int OK = 0;
    /** A wrong command line, and anything that has no code of its own. */
    public static final int FAILURE = 1;
    /** The configuration cannot run. */
    public static final int CONFIGURATION = 2;
    /** Something needs a privilege that the process lacks. */
    public static final int NO_PERMISSION = 4;
    /** There is no configuration file, or it cannot be read. */
    public static final int NO_CONFIGURATION = 6;
    /** A broken assumption of our own, EX_SOFTWARE. */
    public static final int PROGRAM_ERROR = 70;

    private ExitCode() {}
}
