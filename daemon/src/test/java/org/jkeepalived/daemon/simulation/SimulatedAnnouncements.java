// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.jkeepalived.daemon.announce.AddressAnnouncement;
import org.jkeepalived.daemon.announce.Announcements;

/** What would be announced to the LANs: it must be an address that the machine has. */
final class SimulatedAnnouncements implements Announcements {
    private final Machine machine;

    SimulatedAnnouncements(Machine machine) {
        this.machine = machine;
    }

    @Override
    public void configure(Duration garpInterval, Duration gnaInterval) {}

    @Override
    public Optional<AddressAnnouncement> prepare(
            String interfaceName, int interfaceIndex, byte[] mac, InetAddress address, boolean router) {
        return Optional.of(new Announced(interfaceName, address));
    }

    private final class Announced implements AddressAnnouncement {
        private final String interfaceName;
        private final InetAddress address;

        private Announced(String interfaceName, InetAddress address) {
            this.interfaceName = interfaceName;
            this.address = address;
        }

        @Override
        public String interfaceName() {
            return interfaceName;
        }

        @Override
        public InetAddress address() {
            return address;
        }

        @Override
        public void send() {
            machine.announced(interfaceName, address);
        }

        @Override
        public void withdraw() {}
    }
}
