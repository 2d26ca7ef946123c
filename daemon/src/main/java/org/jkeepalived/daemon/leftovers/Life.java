// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The life of a network namespace. What was true in another one, before a reboot or elsewhere, says nothing.
 *
 * @param boot /proc/sys/kernel/random/boot_id
 * @param networkNamespace its inode, see namespaces(7)
 */
record Life(String boot, String networkNamespace) {
    /** That of the calling thread. */
    static Life current() throws IOException {
        return new Life(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
                Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString());
    }
}
