// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon;

import org.jkeepalived.daemon.cli.ExitCode;
import org.jkeepalived.daemon.cli.Options;
import org.jkeepalived.daemon.logging.DaemonLog;

/** The running daemon. */
public final class Daemon {
    private Daemon() {}

    /** Runs until a signal ends it, and returns the exit code of the process. */
    public static int run(Options options) {
        DaemonLog.parent().error("Nothing runs {} yet", options.configurationFile());
        return ExitCode.PROGRAM_ERROR;
    }
}
