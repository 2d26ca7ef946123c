// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.Optional;
import java.util.OptionalInt;
import org.jkeepalived.config.model.IpPrefix;
import org.jkeepalived.config.model.MacAddress;
import org.jkeepalived.config.model.VirtualInterface;
import org.jkeepalived.config.text.Word;

/** What an instance says about an interface of its own, while it is read. */
final class LinkDraft {
    boolean macvlan;
    boolean ipvlan;
    boolean addressesToo;
    boolean transmitFromBase;
    boolean netlinkNotify;
    Optional<String> name = Optional.empty();
    OptionalInt group = OptionalInt.empty();
    Optional<MacAddress> macAddress = Optional.empty();

    /** The last byte of the address is the router's id. */
    boolean macEndsInId;

    Optional<IpPrefix> ipvlanAddress = Optional.empty();
    Optional<VirtualInterface.Ipvlan.Mode> ipvlanMode = Optional.empty();
    Optional<Word> vrf = Optional.empty();
    boolean linkbeatPolling;
}
