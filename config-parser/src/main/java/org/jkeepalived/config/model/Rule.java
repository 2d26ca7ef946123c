// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A policy routing rule, a line of {@code static_rules} or {@code virtual_rules}; names are resolved to the kernel's
 * numbers (linux/fib_rules.h, FRA_*).
 *
 * @param inverted {@code not}: it matches everything else
 * @param from {@code from}
 * @param to {@code to}
 * @param priority {@code priority}, {@code preference}, {@code order}, 0 to 4294967295; not given: counted down from
 *     16384 in each family
 * @param tos {@code tos}, {@code dsfield}, 0 to 255; 0: any
 * @param mark {@code fwmark}
 * @param realms {@code realms}, IPv4 only
 * @param suppressPrefixLength {@code suppress_prefixlength}: routes with a prefix as short as this do not count
 * @param suppressInterfaceGroup {@code suppress_ifgroup}: routes over an interface of this group do not count
 * @param inputInterface {@code iif}, {@code dev}
 * @param outputInterface {@code oif}
 * @param action what is done
 * @param tunnelId {@code tunnel-id}, an unsigned 64 bit number other than 0
 * @param users {@code uidrange}
 * @param protocol {@code protocol}: who owns the rule; 18 (keepalived) whenever it is tracked; 0: nobody
 * @param ipProtocol {@code ipproto}, 0 to 255
 * @param sourcePorts {@code sport}
 * @param destinationPorts {@code dport}
 * @param tracked whether the loss of the rule is noticed and undone, that is, {@code no_track} is absent
 * @param trackGroup {@code track_group}, static rules only
 */
public record Rule(
        AddressFamily family,
        boolean inverted,
        Optional<IpPrefix> from,
        Optional<IpPrefix> to,
        long priority,
        int tos,
        Optional<Mark> mark,
        Optional<Realms> realms,
        OptionalInt suppressPrefixLength,
        OptionalInt suppressInterfaceGroup,
        Optional<String> inputInterface,
        Optional<String> outputInterface,
        RuleAction action,
        OptionalLong tunnelId,
        Optional<Range> users,
        int protocol,
        OptionalInt ipProtocol,
        Optional<Range> sourcePorts,
        Optional<Range> destinationPorts,
        boolean tracked,
        Optional<String> trackGroup) {

    public Rule {
        Objects.requireNonNull(family);
        Objects.requireNonNull(action);
    }

    /**
     * A firewall mark.
     *
     * @param value 0 to 4294967295
     * @param mask the bits that count, 0 to 4294967295; empty: all
     */
    public record Mark(long value, OptionalLong mask) {}

    /** From a number to another one, both included; users are 32 bits, ports 16. */
    public record Range(long first, long last) {}

    /** A rule for everything of a family. */
    public static Builder of(AddressFamily family, long priority, RuleAction action) {
        return builder().family(family).priority(priority).action(action);
    }

    /** The same; family, priority and action have still to be said. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options of a rule. */
    public static final class Builder {
        private AddressFamily family;
        private long priority;
        private RuleAction action;
        private boolean inverted;
        private Optional<IpPrefix> from = Optional.empty();
        private Optional<IpPrefix> to = Optional.empty();
        private int tos;
        private Optional<Mark> mark = Optional.empty();
        private Optional<Realms> realms = Optional.empty();
        private OptionalInt suppressPrefixLength = OptionalInt.empty();
        private OptionalInt suppressInterfaceGroup = OptionalInt.empty();
        private Optional<String> inputInterface = Optional.empty();
        private Optional<String> outputInterface = Optional.empty();
        private OptionalLong tunnelId = OptionalLong.empty();
        private Optional<Range> users = Optional.empty();
        private int protocol = Route.OWN_PROTOCOL;
        private OptionalInt ipProtocol = OptionalInt.empty();
        private Optional<Range> sourcePorts = Optional.empty();
        private Optional<Range> destinationPorts = Optional.empty();
        private boolean tracked = true;
        private Optional<String> trackGroup = Optional.empty();

        private Builder() {}

        public Builder family(AddressFamily value) {
            family = value;
            return this;
        }

        public Builder priority(long value) {
            priority = value;
            return this;
        }

        public Builder action(RuleAction value) {
            action = value;
            return this;
        }

        public Builder inverted(boolean value) {
            inverted = value;
            return this;
        }

        public Builder from(Optional<IpPrefix> value) {
            from = value;
            return this;
        }

        public Builder to(Optional<IpPrefix> value) {
            to = value;
            return this;
        }

        public Builder tos(int value) {
            tos = value;
            return this;
        }

        public Builder mark(Optional<Mark> value) {
            mark = value;
            return this;
        }

        public Builder realms(Optional<Realms> value) {
            realms = value;
            return this;
        }

        public Builder suppressPrefixLength(OptionalInt value) {
            suppressPrefixLength = value;
            return this;
        }

        public Builder suppressInterfaceGroup(OptionalInt value) {
            suppressInterfaceGroup = value;
            return this;
        }

        public Builder inputInterface(Optional<String> value) {
            inputInterface = value;
            return this;
        }

        public Builder outputInterface(Optional<String> value) {
            outputInterface = value;
            return this;
        }

        public Builder tunnelId(OptionalLong value) {
            tunnelId = value;
            return this;
        }

        public Builder users(Optional<Range> value) {
            users = value;
            return this;
        }

        public Builder protocol(int value) {
            protocol = value;
            return this;
        }

        public Builder ipProtocol(OptionalInt value) {
            ipProtocol = value;
            return this;
        }

        public Builder sourcePorts(Optional<Range> value) {
            sourcePorts = value;
            return this;
        }

        public Builder destinationPorts(Optional<Range> value) {
            destinationPorts = value;
            return this;
        }

        public Builder tracked(boolean value) {
            tracked = value;
            return this;
        }

        public Builder trackGroup(Optional<String> value) {
            trackGroup = value;
            return this;
        }

        public Rule build() {
            return new Rule(
                    family,
                    inverted,
                    from,
                    to,
                    priority,
                    tos,
                    mark,
                    realms,
                    suppressPrefixLength,
                    suppressInterfaceGroup,
                    inputInterface,
                    outputInterface,
                    action,
                    tunnelId,
                    users,
                    protocol,
                    ipProtocol,
                    sourcePorts,
                    destinationPorts,
                    tracked,
                    trackGroup);
        }
    }
}
