// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the process writes to. */
public enum StandardStream {
    OUTPUT(1),
    ERROR(2);

    private final int descriptor;

    StandardStream(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether people read it at a terminal; false where /proc does not say. */
    public boolean isTerminal() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException _) {
            return false;
        }
    }
}
