// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.InitialState;
import org.jkeepalived.config.tree.Statement;

/** Which virtual router an instance is: id, interface, version, priority, wanted state. */
final class IdentityReader implements InstanceTheme {
    private static final int NAME_MAX = 15;
    private static final int PRIORITY_DEFAULT = 100;

    private final InstanceValues values;
    private final Findings findings;
    private final Interfaces interfaces;

    IdentityReader(InstanceValues values, Interfaces interfaces) {
        this.values = values;
        this.findings = values.findings();
        this.interfaces = interfaces;
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "state" -> readState(draft, statement);
            case "interface" -> readInterface(draft, statement);
            case "virtual_router_id" ->
                values.exact(
                        statement,
                        1,
                        255,
                        word -> "(" + draft.name + "): VRID '" + word + "' not valid - must be between 1 & 255",
                        id -> draft.virtualRouterId = (int) id);
            case "priority" -> {
                draft.priority = PRIORITY_DEFAULT;
                values.exact(
                        statement,
                        1,
                        255,
                        _ -> draft.prefix() + "Priority not valid! must be between 1 & 255. Using default "
                                + PRIORITY_DEFAULT,
                        priority -> draft.priority = (int) priority);
            }
            case "version" ->
                values.number(
                        statement,
                        2,
                        3,
                        _ -> "(" + draft.name + "): Version must be either 2 or 3",
                        version -> setVersion(draft, version));
            case "native_ipv6" -> {
                if (draft.family == AddressFamily.IPV4) {
                    values.warn(draft, statement, "Cannot specify native_ipv6 with IPv4 addresses")
                            .effect("ignored");
                } else {
                    draft.family = AddressFamily.IPV6;
                    draft.version = 3;
                }
            }
            case "strict_mode" -> values.bool(draft, statement, value -> draft.strict = value);
            case "debug" ->
                values.number(
                        statement,
                        0,
                        4,
                        word -> draft.prefix() + "Debug value '" + word + "' not valid; must be between 0-4",
                        level -> draft.debug = (int) level);
            case "promote_secondaries" -> draft.promoteSecondaries = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readState(InstanceDraft draft, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        switch (word.text()) {
            case "MASTER" -> draft.state = InitialState.MASTER;
            case "BACKUP" -> {
                if (draft.state == InitialState.MASTER) {
                    values.warn(draft, statement, "state previously set as MASTER - ignoring BACKUP");
                } else {
                    draft.state = InitialState.BACKUP;
                }
            }
            default -> {
                findings.warning(word.range(), draft.prefix() + "unknown state '" + word + "', defaulting to BACKUP")
                        .advice("MASTER or BACKUP");
                draft.state = InitialState.BACKUP;
            }
        }
    }

    private void readInterface(InstanceDraft draft, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        if (word.text().length() > NAME_MAX) {
            findings.warning(word.range(), "Interface name '" + word + "' too long - ignoring")
                    .advice("names have at most " + NAME_MAX + " characters");
            return;
        }
        interfaces.mention(word, "WARNING - interface " + word + " for vrrp_instance " + draft.name + " doesn't exist");
        var facts = interfaces.facts(word.text());
        if (facts.isPresent() && facts.get().isLoopback()) {
            findings.warning(
                    word.range(),
                    draft.prefix() + "cannot use a loopback interface (" + word + ") for vrrp - ignoring");
            draft.interfaceName = null;
        } else {
            draft.interfaceName = word;
        }
    }

    private void setVersion(InstanceDraft draft, long version) {
        boolean conflicts = draft.version != 0 && draft.version != version;
        if (conflicts || (version == 2 && draft.family == AddressFamily.IPV6)) {
            findings.warning(
                    draft.placeOf("version"),
                    draft.prefix() + "vrrp_version " + version + " conflicts with configured or deduced version "
                            + draft.version + "; ignoring.");
        } else {
            draft.version = (int) version;
        }
    }
}
