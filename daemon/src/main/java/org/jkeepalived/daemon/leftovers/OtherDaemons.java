// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.leftovers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether another VRRP daemon, whichever, is at work in the network namespace: it has raw sockets of the protocol.
 * Those show even if its process does not, as when containers share the host's network.
 */
final class OtherDaemons {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/thread-self/net/raw"), Path.of("/proc/thread-self/net/raw6"));
    /** A line of such a table: slot, then the local address with the protocol, 112, in the place of a port. */
    private static final Pattern VRRP_SOCKET = Pattern.compile("\\s*\\d+: [0-9A-F]+:0070 .*");

    private OtherDaemons() {}

    /** Asked before this process opens such a socket itself. What cannot be read counts as another daemon. */
    static boolean arePresent() {
        return TABLES.stream().anyMatch(OtherDaemons::hasSocket);
    }

    private static boolean hasSocket(Path table) {
        if (!Files.exists(table)) {
            return false; // a kernel without IPv6
        }
        try (Stream<String> lines = Files.lines(table)) {
            return lines.anyMatch(line -> VRRP_SOCKET.matcher(line).matches());
        } catch (IOException | UncheckedIOException _) {
            return true;
        }
    }
}
