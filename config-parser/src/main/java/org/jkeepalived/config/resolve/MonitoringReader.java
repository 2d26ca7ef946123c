// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.Monitoring;
import org.jkeepalived.config.tree.Statement;

/** SNMP and D-Bus. */
final class MonitoringReader implements GlobalTheme {
    private static final int PATH_MAX = 4_095;

    private final Findings findings;
    private Optional<String> snmpSocket = Optional.empty();
    private boolean snmpTraps;
    private boolean snmpKeepalived;
    private boolean snmpRfc2787;
    private boolean snmpRfc6527;
    private boolean dbus;
    private Optional<String> dbusServiceName = Optional.empty();
    private Optional<String> dbusNoInterfaceName = Optional.empty();

    MonitoringReader(Findings findings) {
        this.findings = findings;
    }

    @Override
    public boolean read(Statement statement) {
        switch (statement.keyword().name()) {
            case "snmp_socket" -> readSocket(statement);
            case "enable_traps" -> snmpTraps = true;
            case "enable_snmp_vrrp", "enable_snmp_keepalived" -> snmpKeepalived = true;
            case "enable_snmp_rfc" -> {
                snmpRfc2787 = true;
                snmpRfc6527 = true;
            }
            case "enable_snmp_rfcv2" -> snmpRfc2787 = true;
            case "enable_snmp_rfcv3" -> snmpRfc6527 = true;
            case "enable_dbus" -> dbus = true;
            case "dbus_service_name" -> dbusServiceName = name(statement).or(() -> dbusServiceName);
            case "dbus_no_interface_name" ->
                dbusNoInterfaceName = name(statement).or(() -> dbusNoInterfaceName);
            default -> {
                return false;
            }
        }
        return true;
    }

    Monitoring done() {
        return new Monitoring(
                snmpSocket,
                snmpTraps,
                snmpKeepalived,
                snmpRfc2787,
                snmpRfc6527,
                dbus,
                dbusServiceName,
                dbusNoInterfaceName);
    }

    private void readSocket(Statement statement) {
        if (statement.size() > 2) {
            findings.warning(statement.word(2).range(), "Too many parameters specified for snmp_socket - ignoring");
        } else if (statement.size() < 2) {
            findings.warning(statement.range(), "SNMP error : snmp socket name missing");
        } else if (statement.word(1).text().length() > PATH_MAX) {
            findings.warning(statement.word(1).range(), "SNMP error : snmp socket name too long - ignored");
        } else if (snmpSocket.isPresent()) {
            findings.warning(
                    statement.word(1).range(), "SNMP socket already set to " + snmpSocket.get() + " - ignoring");
        } else {
            snmpSocket = Optional.of(statement.word(1).text());
        }
    }

    private Optional<String> name(Statement statement) {
        if (statement.size() < 2) {
            findings.warning(statement.range(), statement.keyword() + " missing - ignoring");
            return Optional.empty();
        }
        return Optional.of(statement.word(1).text());
    }
}
