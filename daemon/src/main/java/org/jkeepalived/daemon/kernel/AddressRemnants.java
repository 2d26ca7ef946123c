// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.daemon.leftovers.KernelObject;
import org.jkeepalived.daemon.leftovers.Remnant;
import org.jkeepalived.daemon.leftovers.RemnantKind;
import org.jkeepalived.netlink.KernelView;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;

/** Addresses that an earlier daemon left. */
public final class AddressRemnants implements RemnantKind {
    private static final String KIND = "address";
    private static final Path KERNEL_RELEASE = Path.of("/proc/sys/kernel/osrelease");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    private final KernelView kernel;
    private final AddressReconciler addresses;
    private final boolean kernelKeepsProtocols;
    private final Map<String, InterfaceAddress> found = new LinkedHashMap<>();

    public AddressRemnants(KernelView kernel, AddressReconciler addresses) {
        this(kernel, addresses, keepsProtocols(KERNEL_RELEASE));
    }

    AddressRemnants(KernelView kernel, AddressReconciler addresses, boolean kernelKeepsProtocols) {
        this.kernel = kernel;
        this.addresses = addresses;
        this.kernelKeepsProtocols = kernelKeepsProtocols;
    }

    private static boolean keepsProtocols(Path file) {
        try {
            return keepsProtocols(Files.readString(file));
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Whether a kernel remembers who set an address (IFA_PROTO).
     *
     * @param release as in /proc/sys/kernel/osrelease
     */
    static boolean keepsProtocols(String release) {
        Matcher version = VERSION.matcher(release);
        if (!version.lookingAt()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return major > 5 || (major == 5 && minor >= 18);
    }

    /** The addresses that a daemon with this configuration may set. */
    public static Set<KernelObject> of(Configuration configuration) {
        return configuration.instances().stream()
                .flatMap(
                        instance -> Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream()))
                .map(address -> new KernelObject(
                        KIND, KernelAddress.identity(KernelAddress.of(address, 0), address.interfaceName())))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public List<Remnant> find(Set<String> remembered) {
        found.clear();
        boolean marked = kernelKeepsProtocols;
        for (Link link : kernel.links()) {
            for (InterfaceAddress address : kernel.addresses(link.index())) {
                found.put(KernelAddress.identity(address, link.name()), address);
                // Some distributions have given it to older kernels, which then mark their own addresses.
                marked |= address.protocol() != 0;
            }
        }
        List<Remnant> remnants = new ArrayList<>();
        for (Map.Entry<String, InterfaceAddress> entry : found.entrySet()) {
            remnants.add(new Remnant(entry.getKey(), mark(entry.getValue(), marked)));
        }
        return remnants;
    }

    private static Remnant.Mark mark(InterfaceAddress address, boolean marked) {
        if (address.protocol() == KernelAddress.PROTOCOL) {
            return Remnant.Mark.KEEPALIVED;
        }
        return marked ? Remnant.Mark.OTHER : Remnant.Mark.UNKNOWN;
    }

    @Override
    public void remove(List<Remnant> remnants) {
        addresses.removeRemnants(
                remnants.stream().map(remnant -> found.get(remnant.identity())).toList());
        found.clear();
    }
}
