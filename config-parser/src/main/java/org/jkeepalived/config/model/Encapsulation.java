// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A light tunnel that a route's packets go through, option {@code encap}; linux/lwtunnel.h. */
public sealed interface Encapsulation {

    /** LWTUNNEL_ENCAP_*, for RTA_ENCAP_TYPE. */
    int kernelType();

    /**
     * {@code encap ip}; LWTUNNEL_IP_*.
     *
     * @param id the tunnel's id, an unsigned 64 bit number
     * @param destination outer destination
     * @param source outer source
     * @param tos 0 to 255
     * @param ttl 0 to 255
     * @param flags 0 to 65535
     */
    record Ip(
            OptionalLong id,
            Optional<Inet4Address> destination,
            Optional<Inet4Address> source,
            OptionalInt tos,
            OptionalInt ttl,
            OptionalInt flags)
            implements Encapsulation {
        @Override
        public int kernelType() {
            return 2;
        }
    }

    /**
     * {@code encap ip6}; LWTUNNEL_IP6_*.
     *
     * @param id the tunnel's id, an unsigned 64 bit number
     * @param destination outer destination
     * @param source outer source
     * @param trafficClass 0 to 255
     * @param hopLimit 0 to 255
     * @param flags 0 to 65535
     */
    record Ip6(
            OptionalLong id,
            Optional<Inet6Address> destination,
            Optional<Inet6Address> source,
            OptionalInt trafficClass,
            OptionalInt hopLimit,
            OptionalInt flags)
            implements Encapsulation {
        @Override
        public int kernelType() {
            return 4;
        }
    }

    /**
     * {@code encap mpls}; linux/mpls_iptunnel.h MPLS_IPTUNNEL_DST.
     *
     * @param labels outermost first, each 0 to 1048575, at most {@value #LABELS_MAX}; none after an unreadable one
     */
    record Mpls(List<Integer> labels) implements Encapsulation {
        public static final int LABELS_MAX = 2;

        public Mpls {
            labels = List.copyOf(labels);
        }

        @Override
        public int kernelType() {
            return 1;
        }
    }

    /**
     * {@code encap ila}; linux/ila.h ILA_ATTR_LOCATOR.
     *
     * @param locator the upper half of an address
     */
    record Ila(long locator) implements Encapsulation {
        @Override
        public int kernelType() {
            return 3;
        }
    }
}
