// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.tree.Statement;

/** Defaults of the instances about adverts and elections. */
final class AdvertReader implements GlobalTheme {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration NEVER_LARGE = Duration.ofSeconds(Long.MAX_VALUE);

    private final GlobalValues values;
    private final Findings findings;
    private final Globals globals;

    AdvertReader(GlobalValues values, Globals globals) {
        this.values = values;
        this.findings = values.findings();
        this.globals = globals;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "vrrp_version" ->
                values.numberOr(
                        statement, 2, 3, "VRRP Error: Version must be either 2 or 3", v -> globals.version = (int) v);
            case "vrrp_mcast_group4" -> readGroup(statement, AddressFamily.IPV4, g -> globals.multicastGroup4 = g);
            case "vrrp_mcast_group6" -> readGroup(statement, AddressFamily.IPV6, g -> globals.multicastGroup6 = g);
            case "vrrp_down_timer_adverts" ->
                values.numberOr(
                        statement,
                        1,
                        100,
                        "Invalid vrrp_down_timer_adverts [1:100] '" + GlobalValues.argument(statement) + "'",
                        count -> globals.downTimerAdverts = (int) count);
            case "vrrp_lower_prio_no_advert" -> values.bool(statement, value -> globals.lowerPriorityNoAdvert = value);
            case "vrrp_higher_prio_send_advert" ->
                values.bool(statement, value -> globals.higherPrioritySendAdvert = value);
            case "vrrp_owner_ignore_adverts" -> values.bool(statement, value -> globals.ownerIgnoreAdverts = value);
            case "vrrp_check_unicast_src" -> globals.checkUnicastSource = true;
            case "vrrp_skip_check_adv_addr" ->
                values.bool(statement, value -> globals.skipCheckAdvertAddresses = value);
            case "vrrp_strict" -> values.bool(statement, value -> globals.strict = value);
            case "v3_checksum_as_v2" -> values.bool(statement, value -> globals.v3ChecksumAsV2 = value);
            case "vrrp_notify_priority_changes" ->
                values.bool(statement, value -> globals.notifyPriorityChanges = value);
            case "vrrp_startup_delay" -> {
                // The longest of several counts, and of vrrp_delay_after_boot.
                values.timer(statement, MILLISECOND, Duration.ofSeconds(60), value -> {
                    if (value.compareTo(globals.startupDelay) > 0) {
                        globals.startupDelay = value;
                    }
                });
            }
            case "vrrp_delay_after_boot" ->
                values.timer(statement, MILLISECOND, NEVER_LARGE, value -> {
                    if (value.compareTo(globals.delayAfterBoot) > 0) {
                        globals.delayAfterBoot = value;
                    }
                });
            case "log_unknown_vrids" -> globals.logUnknownVrids = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readGroup(Statement statement, AddressFamily family, Consumer<InetAddress> into) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        var prefix = statement.keyword() + " [" + word + "] ";
        var group = Addresses.parseEndpoint(word.text());
        if (group.isEmpty()) {
            findings.warning(word.range(), "Can't parse " + prefix.strip() + ". Skipping");
        } else if (AddressFamily.of(group.get()) != family) {
            findings.warning(
                    word.range(), prefix + "is not " + (family == AddressFamily.IPV4 ? "IPv4" : "IPv6") + ". Skipping");
        } else if (!group.get().isMulticastAddress()) {
            findings.warning(word.range(), prefix + "is not multicast. Skipping");
        } else {
            if (group.get() instanceof Inet6Address group6 && !group6.isMCLinkLocal()) {
                findings.warning(word.range(), prefix + "should be link-local multicast.");
            }
            into.accept(group.get());
        }
    }
}
