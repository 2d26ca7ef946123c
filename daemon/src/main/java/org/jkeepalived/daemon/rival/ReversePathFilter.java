// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jkeepalived.vrrp.packet.AddressFamily;
import org.jkeepalived.vrrp.packet.IpAddress;

/** {@code rp_filter} (Documentation/networking/ip-sysctl): drops what comes from where an answer would not go. */
final class ReversePathFilter {
    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4/conf");
    private static final int STRICT = 1;

    private ReversePathFilter() {}

    /**
     * Why an advert that reached the interface did not reach its socket.
     *
     * @param onLink whether the sender's address is in a network of the interface
     */
    static String explain(IpAddress source, String interfaceName, boolean onLink) {
        boolean strict =
                source.family() == AddressFamily.IPV4 && Math.max(setting("all"), setting(interfaceName)) == STRICT;
        if (strict && !onLink) {
            return "%s reaches %s, but has no route back through it, which the strict rp_filter drops"
                    .formatted(source, interfaceName);
        }
        return "%s reaches %s, but a firewall%s drops IP protocol 112"
                .formatted(source, interfaceName, strict ? " or rp_filter, which is strict," : "");
    }

    /** The larger of {@code all} and the interface's counts. 0 if there is none. */
    private static int setting(String interfaceName) {
        try {
            return Integer.parseInt(
                    Files.readString(SETTINGS.resolve(interfaceName).resolve("rp_filter"))
                            .strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
