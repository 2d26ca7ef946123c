// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One address that the kernel shall have while its instance is master (keywords {@code virtual_ipaddress} and
 * {@code virtual_ipaddress_excluded}).
 *
 * @param address the address itself
 * @param prefixLength 0 to 32 or 128; not given in the file, or with a peer: the whole address
 * @param interfaceName where it goes: {@code dev}, otherwise the instance's interface
 * @param scope kernel number of the scope, 0 (global) to 255 (nowhere); always 0 for IPv6
 * @param label IPv4 only, at most 15 characters
 * @param broadcast IPv4 only, with {@code +} and {@code -} already worked out
 * @param peer the far end of a point-to-point address
 * @param flags flags to set on the address in the kernel
 * @param preferredLifetime IPv6 only: how long the kernel prefers it as a source address, whole seconds; empty: for
 *     ever; zero: never, which is what keepalived chooses for prefix length 128
 * @param tracked whether the loss of its interface is a fault of the instance, that is, {@code no_track} is absent
 * @param ownMac whether it goes to a macvlan of its own, {@code use_vmac}
 */
public record VirtualAddress(
        InetAddress address,
        int prefixLength,
        String interfaceName,
        int scope,
        Optional<String> label,
        Optional<Inet4Address> broadcast,
        Optional<InetAddress> peer,
        Set<Flag> flags,
        Optional<Duration> preferredLifetime,
        boolean tracked,
        boolean ownMac) {

    /**
     * Kernel flags of the address; each name is the option in lower case, but NODAD is on for every IPv6 address unless
     * the file says {@code -nodad}.
     */
    public enum Flag {
        HOME,
        NODAD,
        MNGTMPADDR,
        NOPREFIXROUTE,
        AUTOJOIN
    }

    public VirtualAddress {
        flags = Set.copyOf(flags);
    }

    /** An address with nothing special about it, for the given interface. */
    public static Builder of(InetAddress address, int prefixLength, String interfaceName) {
        return new Builder(address, prefixLength, interfaceName);
    }

    public AddressFamily family() {
        return AddressFamily.of(address);
    }

    /** Collects the options of one line. */
    public static final class Builder {
        private final InetAddress address;
        private int prefixLength;
        private String interfaceName;
        private int scope;
        private Optional<String> label = Optional.empty();
        private Optional<Inet4Address> broadcast = Optional.empty();
        private Optional<InetAddress> peer = Optional.empty();
        private Set<Flag> flags = Set.of();
        private Optional<Duration> preferredLifetime = Optional.empty();
        private boolean tracked = true;
        private boolean ownMac;

        private Builder(InetAddress address, int prefixLength, String interfaceName) {
            this.address = Objects.requireNonNull(address);
            this.prefixLength = prefixLength;
            this.interfaceName = Objects.requireNonNull(interfaceName);
        }

        public Builder prefixLength(int bits) {
            prefixLength = bits;
            return this;
        }

        public Builder interfaceName(String name) {
            interfaceName = name;
            return this;
        }

        public Builder scope(int kernelNumber) {
            scope = kernelNumber;
            return this;
        }

        public Builder label(Optional<String> text) {
            label = text;
            return this;
        }

        public Builder broadcast(Optional<Inet4Address> to) {
            broadcast = to;
            return this;
        }

        public Builder peer(Optional<InetAddress> farEnd) {
            peer = farEnd;
            return this;
        }

        public Builder flags(Set<Flag> set) {
            flags = set;
            return this;
        }

        public Builder preferredLifetime(Optional<Duration> lifetime) {
            preferredLifetime = lifetime;
            return this;
        }

        public Builder tracked(boolean value) {
            tracked = value;
            return this;
        }

        public Builder ownMac(boolean value) {
            ownMac = value;
            return this;
        }

        public VirtualAddress build() {
            return new VirtualAddress(
                    address,
                    prefixLength,
                    interfaceName,
                    scope,
                    label,
                    broadcast,
                    peer,
                    flags,
                    preferredLifetime,
                    tracked,
                    ownMac);
        }
    }
}
