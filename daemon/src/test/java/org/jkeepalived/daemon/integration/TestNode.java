// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A host on a {@link TestLan}: one interface eth0, its cable, and the daemons on it. */
final class TestNode implements AutoCloseable {
    private final TestLan lan;
    private final int number;
    private final NetworkNamespace namespace;
    private final List<TestDaemon> daemons = new ArrayList<>();

    TestNode(TestLan lan, int number, NetworkNamespace namespace) {
        this.lan = lan;
        this.number = number;
        this.namespace = namespace;
        // Addresses are usable at once, and the interface does not chatter.
        namespace.sysctl("net/ipv6/conf/default/accept_dad", "0");
        namespace.sysctl("net/ipv6/conf/default/router_solicitations", "0");
        namespace.ip("link set lo up");
    }

    /** A single letter, as in the tests' words. */
    String name() {
        return Character.toString('A' + number - 1);
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    TestLan lan() {
        return lan;
    }

    String port() {
        return "port" + number;
    }

    String mac() {
        return "02:00:00:00:00:0" + number;
    }

    String address4() {
        return "10.50.0." + number;
    }

    String address6() {
        return "fd50::" + number;
    }

    /** eth0 with its cable and addresses; a node has it from the start. */
    void createInterface() {
        note("eth0 is created");
        String bridgeNamespace = lan.bridgeNamespace().name();
        namespace.ip("link add eth0 address " + mac() + " type veth peer name " + port() + " netns " + bridgeNamespace);
        lan.bridgeNamespace().ip("link set " + port() + " master " + lan.bridge() + " up");
        namespace.ip("link set eth0 up");
        namespace.ip("address add " + address4() + "/24 dev eth0");
        namespace.ip("address add " + address6() + "/64 dev eth0 nodad");
    }

    void deleteInterface() {
        note("eth0 is deleted");
        namespace.ip("link delete eth0");
    }

    /** Pulls the cable: the carrier is gone, the interface stays up. */
    void unplug() {
        note("unplugged");
        lan.bridgeNamespace().ip("link set " + port() + " down");
    }

    void plug() {
        note("plugged");
        lan.bridgeNamespace().ip("link set " + port() + " up");
    }

    /** {@code ip link set eth0 down}; the kernel also forgets the IPv6 addresses. */
    void linkDown() {
        note("link down");
        namespace.ip("link set eth0 down");
    }

    void linkUp() {
        note("link up");
        namespace.ip("link set eth0 up");
    }

    /** Whether an interface of this node has the address, in any state. */
    boolean holds(String address) {
        InetAddress wanted = InetAddress.ofLiteral(address);
        return namespace.call(() -> wanted instanceof Inet4Address
                ? NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .anyMatch(wanted::equals)
                // The JDK reads IPv6 addresses from /proc/self, which is not where this thread lives.
                : Files.readAllLines(Path.of("/proc/thread-self/net/if_inet6")).stream()
                        .anyMatch(line -> line.startsWith(HexFormat.of().formatHex(wanted.getAddress()))));
    }

    void awaitHolds(String address, boolean expected) {
        lan.await(
                name() + (expected ? " holds " : " does not hold ") + address,
                Duration.ofSeconds(3),
                () -> holds(address) == expected);
    }

    /** Puts whole frames on the wire, out of eth0. */
    void inject(byte[]... frames) {
        namespace.call(() -> {
            try (var socket = new PacketSocket("eth0", false)) {
                for (byte[] frame : frames) {
                    socket.send(frame);
                }
            }
            return null;
        });
    }

    TestDaemon start(DaemonKind kind, Router... routers) {
        return start(kind, Router.configuration(routers));
    }

    TestDaemon start(DaemonKind kind, String configuration, String... moreArguments) {
        TestDaemon daemon = new TestDaemon(this, kind, configuration, List.of(moreArguments));
        daemons.add(daemon);
        return daemon;
    }

    /** Runs a daemon's program with these arguments to its end, with /run and /tmp of its own. */
    Commands.Result run(DaemonKind kind, String... arguments) {
        note(kind + " " + String.join(" ", arguments));
        List<String> command = TestDaemon.privately(kind);
        command.addAll(List.of(arguments));
        return namespace.call(() -> Commands.result(new ProcessBuilder(command), ""));
    }

    private void note(String what) {
        lan.note(name() + ": " + what);
    }

    @Override
    public void close() {
        daemons.forEach(TestDaemon::close);
        namespace.close();
    }
}
