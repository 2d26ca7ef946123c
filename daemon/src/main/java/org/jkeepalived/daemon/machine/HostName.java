// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of the host that the process sees. */
public final class HostName {
    private HostName() {}

    public static String read() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException _) {
            return "localhost";
        }
    }
}
