// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.nio.file.Path;

/** A living daemon owns the pid file. */
public final class AlreadyRunningException extends Exception {
    private static final long serialVersionUID = 1;

    AlreadyRunningException(Path pidFile, String owner) {
        super("pid file " + pidFile + " belongs to " + owner);
    }
}
