// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name that {@code ps}, {@code pgrep -x}, {@code pidof} and monitoring agents look for. */
public final class ProcessName {
    /** What keepalived is called. */
    public static final String KEEPALIVED = "keepalived";

    private ProcessName() {}

    /**
     * Calls this process {@value #KEEPALIVED}. The name of a process is that of its first thread, which in a Java
     * virtual machine is not the one that runs {@code main}; /proc/self/comm reaches it where prctl(2) cannot.
     */
    public static void set() {
        try {
            Files.writeString(Path.of("/proc/self/comm"), KEEPALIVED);
        } catch (IOException _) {
            // No /proc, or one that may not be written: everything works, only under another name.
        }
    }
}
