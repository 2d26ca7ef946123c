// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.reload;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;

/**
 * What instances want of the kernel before and after a reload. Another kind of object needs its key, its text and where
 * an instance has it.
 */
final class KernelObjects {
    /** Who wants an object, and how it is to be. */
    private record Wish(String text, VirtualAddress address, List<String> owners) {}

    /** What the kernel tells addresses apart by. */
    private record AddressKey(String interfaceName, InetAddress address, int prefixLength) {}

    private KernelObjects() {}

    static List<PlannedObject> plan(
            Optional<Configuration> before, Configuration after, List<PlannedInstance> instances) {
        var newNames = new HashMap<String, String>();
        instances.forEach(instance -> instance.formerName().ifPresent(former -> newNames.put(former, instance.name())));
        Map<AddressKey, Wish> old =
                before.map(running -> addresses(running.instances())).orElse(Map.of());
        var planned = new ArrayList<PlannedObject>();
        Map<AddressKey, Wish> current = addresses(after.instances());
        current.forEach((key, wish) -> {
            Wish earlier = old.get(key);
            planned.add(new PlannedObject(
                    "address",
                    wish.text,
                    earlier == null ? Fate.ADDED : fate(earlier, wish, newNames),
                    earlier == null ? List.of() : earlier.owners,
                    wish.owners));
        });
        old.forEach((key, wish) -> {
            if (!current.containsKey(key)) {
                planned.add(new PlannedObject("address", wish.text, Fate.REMOVED, wish.owners, List.of()));
            }
        });
        return planned;
    }

    private static Fate fate(Wish before, Wish after, Map<String, String> newNames) {
        List<String> owners = before.owners.stream()
                .map(name -> newNames.getOrDefault(name, name))
                .toList();
        if (!owners.equals(after.owners)) {
            return Fate.MOVED;
        }
        return before.address.equals(after.address) ? Fate.KEPT : Fate.ADAPTED;
    }

    private static Map<AddressKey, Wish> addresses(List<VrrpInstance> instances) {
        var wishes = new LinkedHashMap<AddressKey, Wish>();
        for (VrrpInstance instance : instances) {
            Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                    .forEach(address -> wishes.computeIfAbsent(
                                    new AddressKey(address.interfaceName(), address.address(), address.prefixLength()),
                                    _ -> new Wish(text(address), address, new ArrayList<>(1)))
                            .owners
                            .add(instance.name()));
        }
        return wishes;
    }

    private static String text(VirtualAddress address) {
        return address.address().getHostAddress() + "/" + address.prefixLength() + " dev " + address.interfaceName();
    }
}
