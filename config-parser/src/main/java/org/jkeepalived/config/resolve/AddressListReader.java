// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import org.jkeepalived.config.diagnostic.Findings;
import org.jkeepalived.config.text.Word;
import org.jkeepalived.config.tree.Statement;

/** The lists of virtual addresses, none of which may occur twice. */
final class AddressListReader implements InstanceTheme {
    private final Findings findings;
    private final VirtualAddressReader reader;

    AddressListReader(RoutingContext context) {
        this.findings = context.findings;
        this.reader = new VirtualAddressReader(context);
    }

    @Override
    public boolean read(InstanceDraft draft, Statement statement) {
        switch (statement.keyword().name()) {
            case "virtual_ipaddress" -> statement.body().forEach(line -> readAddress(draft, line));
            case "virtual_ipaddress_excluded" -> statement.body().forEach(line -> readExcludedAddress(draft, line));
            case "no_virtual_ipaddress" -> draft.noVirtualAddress = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void readAddress(InstanceDraft draft, Statement line) {
        var parsed = reader.read(line).orElse(null);
        if (parsed == null) {
            return;
        }
        if (!draft.fitsFamily(parsed.address())) {
            findings.warning(
                            line.head().range(),
                            "(" + draft.name + "): address family must match VRRP instance [" + line.head()
                                    + "] - ignoring")
                    .advice("addresses of the other family belong in virtual_ipaddress_excluded");
            return;
        }
        var address = parsed.address().getHostAddress();
        if (draft.seenAddresses.contains(address)) {
            reportDuplicate(draft, line, "VIP duplicates a VIP ");
        } else if (draft.seenAddresses.contains(excludedKey(parsed))) {
            reportDuplicate(draft, line, "VIP duplicates an excluded VIP ");
        } else {
            draft.seenAddresses.add(address);
            draft.seenAddresses.add(deviceKey(parsed));
            draft.addresses.add(parsed);
        }
    }

    private void readExcludedAddress(InstanceDraft draft, Statement line) {
        var parsed = reader.read(line).orElse(null);
        if (parsed == null) {
            return;
        }
        if (draft.seenAddresses.contains(deviceKey(parsed))) {
            reportDuplicate(draft, line, "Excluded VIP duplicates a VIP ");
        } else if (!draft.seenAddresses.add(excludedKey(parsed))) {
            reportDuplicate(draft, line, "Excluded VIP duplicates an excluded VIP ");
        } else {
            draft.excludedAddresses.add(parsed);
        }
    }

    private void reportDuplicate(InstanceDraft draft, Statement line, String what) {
        findings.warning(line.head().range(), "(" + draft.name + "): " + what + line.head() + " - ignoring");
    }

    private static String deviceKey(VirtualAddressReader.Parsed parsed) {
        return parsed.address().getHostAddress() + " dev "
                + parsed.device().map(Word::text).orElse("");
    }

    private static String excludedKey(VirtualAddressReader.Parsed parsed) {
        return "excluded " + deviceKey(parsed);
    }
}
