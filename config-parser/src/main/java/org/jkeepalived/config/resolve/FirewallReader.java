// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Firewall;
import org.jkeepalived.config.tree.Statement;

/** The firewall's table; iptables and ipsets are long gone from it. */
final class FirewallReader implements GlobalTheme {
    private static final int NAME_MAX = 254;

    private final GlobalValues values;
    private final Findings findings;
    private Optional<String> table = Optional.empty();
    private int priority = Firewall.DEFAULT_PRIORITY;
    private boolean byInterfaceIndex;
    private boolean counters;

    FirewallReader(GlobalValues values) {
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "nftables" -> readTable(statement);
            case "nftables_priority" -> {
                var word = values.plain().require(statement, 1);
                if (word != null) {
                    values.plain()
                            .exact(
                                    word,
                                    Integer.MIN_VALUE,
                                    Integer.MAX_VALUE,
                                    "invalid nftables chain priority '" + word + "'")
                            .ifPresent(number -> priority = (int) number);
                }
            }
            case "nftables_ifindex" -> byInterfaceIndex = true;
            case "nftables_counters" -> counters = true;
            case "vrrp_ipsets" ->
                findings.warning(
                                statement.range(),
                                "vrrp_ipsets is for iptables, which is not supported: nftables has sets of its own")
                        .effect("the line is ignored, which keepalived for nftables does not know at all")
                        .advice("remove it");
            case "vrrp_iptables" -> {
                findings.warning(
                                statement.range(),
                                "iptables not supported, using nftables instead. Please replace 'vrrp_iptables and"
                                        + " 'vrrp_ipsets' with 'nftables' config option")
                        .advice("nftables " + Firewall.DEFAULT_TABLE);
                table = Optional.of(Firewall.DEFAULT_TABLE);
                priority = Firewall.DEFAULT_PRIORITY;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    Firewall done() {
        return new Firewall(table, priority, byInterfaceIndex, counters);
    }

    private void readTable(Statement statement) {
        var name = statement.size() > 1 ? statement.word(1).text() : Firewall.DEFAULT_TABLE;
        if (table.isPresent()) {
            findings.warning(statement.range(), "nftables already specified - ignoring");
        } else if (name.isEmpty() || name.length() > NAME_MAX) {
            findings.warning(
                    statement.word(1).range(),
                    "VRRP Error : nftables chain name " + (name.isEmpty() ? "empty" : "too long") + " - ignored");
        } else {
            table = Optional.of(name);
            priority = Firewall.DEFAULT_PRIORITY;
        }
    }
}
