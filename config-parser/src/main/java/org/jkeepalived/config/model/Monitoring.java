// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.model;

import java.util.Optional;

/**
 * Who may look from outside.
 *
 * @param snmpSocket {@code snmp_socket}: where the agent's master listens
 * @param snmpTraps {@code enable_traps}
 * @param snmpKeepalived {@code enable_snmp_vrrp}: keepalived's own tables
 * @param snmpRfc2787 {@code enable_snmp_rfcv2}, {@code enable_snmp_rfc}
 * @param snmpRfc6527 {@code enable_snmp_rfcv3}, {@code enable_snmp_rfc}
 * @param dbus {@code enable_dbus}
 * @param dbusServiceName {@code dbus_service_name}
 * @param dbusNoInterfaceName {@code dbus_no_interface_name}: what stands for the interface of an instance without one
 */
public record Monitoring(
        Optional<String> snmpSocket,
        boolean snmpTraps,
        boolean snmpKeepalived,
        boolean snmpRfc2787,
        boolean snmpRfc6527,
        boolean dbus,
        Optional<String> dbusServiceName,
        Optional<String> dbusNoInterfaceName) {}
