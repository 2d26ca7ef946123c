// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.IpPrefix;
import org.jkeepalived.config.model.MacAddress;
import org.jkeepalived.config.model.VirtualInterface;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** What an instance says about interfaces of its own: macvlan, ipvlan, VRF, and how carriers are watched. */
final class LinkReader implements InstanceTheme {
    private static final int NAME_MAX = 15;
    private static final int MAC_BYTES = 6;
    private static final Pattern MAC_CHARACTERS = Pattern.compile("[0-9A-Fa-f:]*");

    /** 00:00:5e:00 and 01 or 02: RFC 9568 section 7.3. */
    private static final long RFC_PREFIX = 0x00005e00L;

    private final RoutingContext context;
    private final InstanceValues values;
    private final Findings findings;

    /** Which instance has taken a name. */
    private final Map<String, String> names = new HashMap<>();

    LinkReader(InstanceValues values, RoutingContext context) {
        this.context = context;
        this.values = values;
        this.findings = values.findings();
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "use_vmac" -> readMacvlan(draft, statement);
            case "use_vmac_addr" -> draft.link.addressesToo = true;
            case "vmac_xmit_base" -> draft.link.transmitFromBase = true;
            case "use_ipvlan" -> readIpvlan(draft, statement);
            case "vrf" -> readVrf(draft, statement);
            case "linkbeat_use_polling" -> draft.link.linkbeatPolling = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readMacvlan(InstanceDraft draft, Statement statement) {
        draft.link.macvlan = true;
        var words = new OptionWords(values.plain(), statement);
        words.skip();
        while (words.hasMore()) {
            var word = words.take();
            if (word.text().indexOf(':') >= 0) {
                readMac(draft.link, word);
            } else if (word.is("netlink_notify_msg")) {
                draft.link.netlinkNotify = true;
            } else if (word.is("group")) {
                readGroup(draft.link, words, "VMAC");
            } else {
                var name = word.is("name") ? words.take() : word;
                if (name != null) {
                    readName(
                            draft,
                            name,
                            "VMAC interface name already specified",
                            "VMAC interface name '" + name + "' too long or invalid characters - ignoring");
                    checkKind(draft, name, InterfaceFacts.Kind.PRIVATE_MACVLAN, "a private macvlan; ignoring vmac");
                }
            }
        }
    }

    private void readGroup(LinkDraft link, OptionWords words, String kind) {
        var word = words.take();
        if (word == null) {
            return;
        }
        var group = context.names.group(word.text());
        if (group.isEmpty()) {
            findings.warning(word.range(), kind + " group " + word + " not found")
                    .effect("ignored");
        } else {
            link.group = group;
        }
    }

    private void readName(InstanceDraft draft, Word word, String repeated, String invalid) {
        if (draft.link.name.isPresent()) {
            findings.warning(word.range(), repeated).effect("ignored");
            return;
        }
        var name = word.text();
        if (name.isEmpty()
                || name.length() > NAME_MAX
                || name.equals(".")
                || name.equals("..")
                || name.chars().anyMatch(c -> c == '/' || c == ':' || Character.isWhitespace(c))) {
            findings.warning(word.range(), invalid);
            return;
        }
        var other = names.putIfAbsent(name, draft.name);
        if (other != null && !other.equals(draft.name)) {
            findings.warning(
                    word.range(),
                    draft.prefix() + "VRRP instance " + other + " is already using " + name + " - ignoring name");
        } else {
            draft.link.name = Optional.of(name);
        }
    }

    /** A name that is taken by an interface which cannot be taken over. */
    private void checkKind(InstanceDraft draft, Word name, InterfaceFacts.Kind wanted, String otherwise) {
        boolean taken = draft.link.name.filter(name.text()::equals).isPresent()
                && context.interfaces
                        .facts(name.text())
                        .filter(facts -> facts.kind() != wanted)
                        .isPresent();
        if (taken) {
            findings.warning(
                            name.range(),
                            draft.prefix() + "interface " + name + " already exists and is not " + otherwise
                                    + " if_name")
                    .effect("another name is chosen");
            draft.link.name = Optional.empty();
        }
    }

    private void readMac(LinkDraft link, Word word) {
        if (link.macAddress.isPresent()) {
            findings.warning(word.range(), "VMAC interface address already specified")
                    .effect("ignored");
        } else if (!MAC_CHARACTERS.matcher(word.text()).matches()) {
            findings.warning(word.range(), "VMAC invalid MAC address " + word).effect("ignored");
        } else {
            var address = mac(word.text());
            if (address.isEmpty()) {
                findings.warning(word.range(), "VMAC invalid MAC address " + word + " - ignored")
                        .advice("six bytes with colons between them, or five to which the router's id is added");
            } else if ((address.getAsLong() >> 40 & 1) != 0) {
                findings.warning(word.range(), "VMAC MAC address is multicast " + word + " - ignoring");
            } else if (address.getAsLong() >> 16 == RFC_PREFIX
                    && ((address.getAsLong() >> 8 & 0xff) == 1 || (address.getAsLong() >> 8 & 0xff) == 2)) {
                findings.warning(
                        word.range(), "VMAC MAC address not allowed to be RFC5798 address (" + word + ") - ignoring");
            } else {
                link.macAddress = Optional.of(new MacAddress(address.getAsLong()));
                link.macEndsInId = endsInId(word.text().split(":", -1));
            }
        }
    }

    /** Five bytes, in the upper ones of 48 bits, or six; keepalived looks at nothing after them. */
    private static OptionalLong mac(String text) {
        var parts = text.split(":", -1);
        if (parts.length < MAC_BYTES - 1) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < MAC_BYTES; i++) {
            boolean open = i == MAC_BYTES - 1 && endsInId(parts);
            if (!open && (parts[i].isEmpty() || parts[i].length() > 2)) {
                return OptionalLong.empty();
            }
            value = value << 8 | (open ? 0 : Integer.parseInt(parts[i], 16));
        }
        return OptionalLong.of(value);
    }

    private static boolean endsInId(String[] parts) {
        return parts.length < MAC_BYTES || (parts.length == MAC_BYTES && parts[MAC_BYTES - 1].isEmpty());
    }

    private void readIpvlan(InstanceDraft draft, Statement statement) {
        var link = draft.link;
        if (link.ipvlan) {
            values.warn(draft, statement, "use_ipvlan already specified").effect("ignored");
            return;
        }
        link.ipvlan = true;
        var words = new OptionWords(values.plain(), statement);
        words.skip();
        while (words.hasMore()) {
            var word = words.take();
            switch (word.text()) {
                case "bridge" -> readMode(draft, word, VirtualInterface.Ipvlan.Mode.BRIDGE);
                case "private" -> readMode(draft, word, VirtualInterface.Ipvlan.Mode.PRIVATE);
                case "vepa" -> readMode(draft, word, VirtualInterface.Ipvlan.Mode.VEPA);
                case "group" -> readGroup(link, words, "ipvlan");
                default -> {
                    var name = word.is("name") ? words.take() : word;
                    if (name != null && (word.is("name") || !readIpvlanAddress(draft, name))) {
                        readName(
                                draft,
                                name,
                                draft.prefix() + "IPVLAN interface already specified - ignoring '" + name + "'",
                                draft.prefix() + "IPVLAN interface name '" + name + "' too long - ignoring");
                        checkKind(draft, name, InterfaceFacts.Kind.L2_IPVLAN, "an l2 ipvlan; ignoring ipvlan");
                    }
                }
            }
        }
    }

    private void readMode(InstanceDraft draft, Word word, VirtualInterface.Ipvlan.Mode mode) {
        if (draft.link.ipvlanMode.isPresent()) {
            findings.warning(word.range(), draft.prefix() + "ipvlan type already specified - ignoring '" + word + "'");
        } else {
            draft.link.ipvlanMode = Optional.of(mode);
        }
    }

    /** Whether the word is an address at all. */
    private boolean readIpvlanAddress(InstanceDraft draft, Word word) {
        int slash = word.text().indexOf('/');
        var address = Addresses.parse(slash < 0 ? word.text() : word.text().substring(0, slash));
        if (address.isEmpty()) {
            return false;
        }
        if (draft.link.ipvlanAddress.isPresent()) {
            findings.warning(
                    word.range(), draft.prefix() + "ipvlan address already specified - ignoring '" + word + "'");
        } else if (!draft.fitsFamily(address.get())) {
            findings.warning(
                    word.range(),
                    draft.prefix() + "ipvlan address[" + word + "] MUST match vrrp instance family !!! Skipping...");
        } else {
            int bits = AddressFamily.of(address.get()).addressBits();
            draft.link.ipvlanAddress = Optional.of(new IpPrefix(
                    address.get(), slash < 0 ? bits : values.plain().prefixLength(word, slash, bits)));
            draft.source = draft.source.or(() -> address);
        }
        return true;
    }

    private void readVrf(InstanceDraft draft, Statement statement) {
        var word = values.plain().require(statement, 1);
        if (word == null) {
            return;
        }
        if (word.text().length() > NAME_MAX) {
            findings.warning(word.range(), draft.prefix() + "VRF interface name '" + word + "' too long - ignoring");
        } else if (draft.interfaceName != null) {
            findings.warning(word.range(), draft.prefix() + "Cannot specify VRF interface and interface - ignoring")
                    .related(draft.interfaceName.range(), "the interface");
        } else if (draft.link.vrf.isPresent()) {
            findings.warning(
                    word.range(),
                    draft.prefix() + "VRF interface already specified as '" + draft.link.vrf.get() + "' - ignoring");
        } else {
            context.interfaces.mention(word, draft.prefix() + "WARNING - VRF interface " + word + " doesn't exist");
            if (context.interfaces
                    .facts(word.text())
                    .filter(InterfaceFacts::isLoopback)
                    .isPresent()) {
                findings.warning(
                        word.range(),
                        draft.prefix() + "cannot use a loopback interface (" + word + ") for VRF - ignoring");
            } else {
                draft.link.vrf = Optional.of(word);
            }
        }
    }
}
