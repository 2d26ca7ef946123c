// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.net.Inet6Address;
import java.util.Optional;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Authentication;
import org.jkeepalived.config.model.InitialState;

/** Settles which virtual router an instance is and what it wants to be. */
final class RoleCompletion {
    private static final int OWNER_PRIORITY = 255;
    private static final int DEFAULT_PRIORITY = 100;

    private final Settling settling;
    private final InstanceDraft draft;
    private final Globals globals;

    RoleCompletion(Settling settling, Globals globals) {
        this.settling = settling;
        this.draft = settling.draft;
        this.globals = globals;
    }

    void complete() {
        checkMinimum();
        settleFamilyAndVersion();
        settlePriorityAndState();
        settling.builder.authentication(authentication());
    }

    private void checkMinimum() {
        if (draft.virtualRouterId == 0) {
            settling.refuse("virtual_router_id", "the virtual router id must be set")
                    .advice("virtual_router_id 1-255, the same on every peer");
        }
        if (draft.interfaceName != null) {
            return;
        }
        if (!draft.unicastConfigured) {
            settling.refuse("interface", "Unknown interface!").advice("interface NAME");
        } else if (draft.source.isEmpty()) {
            settling.refuseSaying(
                    "unicast_peer", "(" + draft.name + "): Unicast instances must have unicast_src_ip or interface");
        } else if (draft.source.get() instanceof Inet6Address source && source.isLinkLocalAddress()) {
            settling.refuse("unicast_src_ip", "Non link-local address required if interface omitted");
        }
    }

    private void settleFamilyAndVersion() {
        settling.family = draft.family == null ? AddressFamily.IPV4 : draft.family;
        settling.version = draft.version;
        if (settling.family == AddressFamily.IPV6 && settling.version == 2 && settling.strict) {
            settling.warn("version", "cannot use IPv6 with VRRP version 2; setting version 3");
            settling.version = 3;
        }
        if (settling.version == 0) {
            settling.version = settling.family == AddressFamily.IPV6 ? 3 : globals.version;
        }
        settling.builder.family(settling.family).version(settling.version);
    }

    private void settlePriorityAndState() {
        settling.priority = draft.priority;
        if (settling.priority == 0) {
            settling.priority = draft.state == InitialState.MASTER ? OWNER_PRIORITY : DEFAULT_PRIORITY;
        }
        var stateOfOwner = settling.isOwner() ? InitialState.MASTER : InitialState.BACKUP;
        settling.state = draft.state == null ? stateOfOwner : draft.state;
        if (settling.strict && settling.state != stateOfOwner) {
            settling.warn("state", "State MASTER must match being address owner")
                    .effect("the state is " + stateOfOwner);
            settling.state = stateOfOwner;
        }
        settling.builder.priority(settling.priority);
    }

    private Optional<Authentication> authentication() {
        if (draft.authenticationType.isEmpty()) {
            return Optional.empty();
        }
        var type = draft.authenticationType.get();
        if (settling.strict) {
            settling.warn("authentication", "Strict mode does not support authentication. Ignoring.");
        } else if (settling.version == 3) {
            settling.warn("authentication", "VRRP version 3 does not support authentication. Ignoring.")
                    .advice("leave it out, or say version 2");
        } else if (draft.password.isEmpty()) {
            settling.warn("authentication", "Authentication specified but no password given. Ignoring");
        } else if (settling.family == AddressFamily.IPV6 && type == Authentication.Type.AH) {
            settling.warn("authentication", "Cannot use AH authentication with IPv6. ignoring");
        } else {
            if (type == Authentication.Type.AH && settling.state == InitialState.MASTER && !settling.isOwner()) {
                settling.warn("state", "Initial state master is incompatible with AH authentication - clearing");
                settling.state = InitialState.BACKUP;
            }
            if (draft.hmac.isEmpty()) {
                return Optional.of(new Authentication(type, draft.password));
            }
            settling.warn("authentication", "auth_hmac cannot be combined with authentication, dropping legacy auth")
                    .related(draft.placeOf("auth_hmac"), "the other one");
        }
        return Optional.empty();
    }
}
