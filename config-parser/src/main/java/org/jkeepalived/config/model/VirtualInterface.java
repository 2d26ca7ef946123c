// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;
import java.util.OptionalInt;

/** An interface of an instance's own, made on top of {@code interface}. */
public sealed interface VirtualInterface {

    /** What it is called, at most 15 characters; empty: a prefix and the router's id. */
    Optional<String> name();

    /** The group of interfaces it is in, 0 to 2147483647. */
    OptionalInt group();

    /**
     * {@code use_vmac}: a macvlan with the virtual router's own hardware address.
     *
     * @param address 48 bits; empty: 00:00:5e:00:01 (IPv6: 02) and the router's id (RFC 9568 section 7.3)
     * @param netlinkNotify {@code netlink_notify_msg}: netlink messages about it are asked for
     * @param transmitFromBase {@code vmac_xmit_base}: adverts leave by {@code interface} itself
     */
    record Macvlan(
            Optional<String> name,
            OptionalInt group,
            Optional<MacAddress> address,
            boolean netlinkNotify,
            boolean transmitFromBase)
            implements VirtualInterface {}

    /**
     * {@code use_ipvlan}.
     *
     * @param address its own address; IPv4 cannot do without
     * @param mode {@code bridge}, {@code private} or {@code vepa}
     */
    record Ipvlan(Optional<String> name, OptionalInt group, Optional<IpPrefix> address, Mode mode)
            implements VirtualInterface {

        /** Who may talk to whom; linux/if_link.h IPVLAN_F_*. */
        public enum Mode {
            BRIDGE(0),
            PRIVATE(1),
            VEPA(2);

            private final int kernelFlags;

            Mode(int kernelFlags) {
                this.kernelFlags = kernelFlags;
            }

            /** For IFLA_IPVLAN_FLAGS. */
            public int kernelFlags() {
                return kernelFlags;
            }
        }
    }
}
