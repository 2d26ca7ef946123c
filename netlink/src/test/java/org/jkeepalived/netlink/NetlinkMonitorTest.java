// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jkeepalived.netlink.address.InterfaceAddress;
import org.jkeepalived.netlink.link.Link;
import org.jkeepalived.posix.testing.TestNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kernel of a namespace, changed by ip(8) and watched. */
class NetlinkMonitorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestNamespace namespace;
    private NetlinkMonitor monitor;
    private final RecordingListener events = new RecordingListener();

    @BeforeEach
    void open() throws Exception {
        namespace = TestNamespace.create();
        namespace.ip("link add base0 type veth peer name base1");
    }

    @AfterEach
    void close() throws Exception {
        if (monitor != null) {
            monitor.close();
        }
        if (namespace != null) {
            namespace.close();
        }
    }

    private void start() throws Exception {
        start(NetlinkMonitor.DEFAULT_RECEIVE_BUFFER_BYTES, NetlinkMonitor.DEFAULT_RECEIVE_BUFFER_BYTES);
    }

    private void start(int bufferBytes, int maximumBytes) throws Exception {
        monitor = namespace.call(() -> NetlinkMonitor.open(bufferBytes, maximumBytes));
        monitor.start(events, PATIENCE);
    }

    /** Lets the monitor work until the condition holds. */
    private void await(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            assertThat(monitor.descriptor().awaitReadable(PATIENCE))
                    .as("something to read")
                    .isTrue();
            monitor.onReadable();
        }
    }

    private InterfaceAddress find(String link, String address) throws Exception {
        var wanted = InetAddress.getByName(address);
        return monitor.addresses(monitor.link(link).index()).stream()
                .filter(each -> each.local().equals(wanted))
                .findAny()
                .orElse(null);
    }

    @Test
    void thePresentStateIsKnownAfterStartWithoutEvents() throws Exception {
        namespace.ip("addr add 192.0.2.10/24 brd + dev base0 label base0:vip");
        namespace.ip("addr add 2001:db8::10/64 dev base0 nodad");
        namespace.ip("link add link base0 name mv0 address 00:00:5e:00:01:33 type macvlan mode private");
        start();
        assertThat(events.taken()).isEmpty();
        assertThat(monitor.links().stream().map(Link::name)).contains("lo", "base0", "base1", "mv0");
        var base = monitor.link("base0");
        assertThat(base.kind()).isEqualTo("veth");
        assertThat(base.isUp()).isFalse();
        assertThat(base.lowerIndex()).isEqualTo(monitor.link("base1").index());
        var macvlan = monitor.link("mv0");
        assertThat(macvlan.kind()).isEqualTo("macvlan");
        assertThat(macvlan.mode()).isEqualTo(Link.MACVLAN_MODE_PRIVATE);
        assertThat(macvlan.lowerIndex()).isEqualTo(base.index());
        assertThat(macvlan.hardwareAddress()).hasToString("00:00:5e:00:01:33");
        assertThat(monitor.link(base.index())).isEqualTo(base);
        assertThat(find("base0", "192.0.2.10").label()).isEqualTo("base0:vip");
        assertThat(find("base0", "192.0.2.10").broadcast()).contains(InetAddress.getByName("192.0.2.255"));
        assertThat(find("base0", "2001:db8::10").prefixLength()).isEqualTo(64);
        assertThat(monitor.link("lo").isLoopback()).isTrue();
    }

    @Test
    void linksThatComeGoUpRunAndLeaveAreReported() throws Exception {
        start();
        namespace.ip("link add link base0 name mv0 type macvlan");
        await(() -> events.saw("+mv0"));
        namespace.ip("link set base1 up");
        namespace.ip("link set base0 up");
        await(() -> monitor.link("base0").isRunning() && monitor.link("base0").carrier());
        namespace.ip("link set base1 down");
        await(() -> !monitor.link("base0").isRunning());
        assertThat(monitor.link("base0").isUp()).isTrue();
        namespace.ip("link del mv0");
        await(() -> events.saw("-mv0"));
        assertThat(monitor.link("mv0")).isNull();
    }

    @Test
    void aRenamedLinkKeepsItsIndexAndItsAddresses() throws Exception {
        namespace.ip("addr add 192.0.2.10/24 dev base0");
        start();
        int index = monitor.link("base0").index();
        namespace.ip("link set base0 name renamed");
        await(() -> events.saw("base0>renamed"));
        assertThat(monitor.link("base0")).isNull();
        assertThat(monitor.link("renamed").index()).isEqualTo(index);
        assertThat(find("renamed", "192.0.2.10")).isNotNull();
    }

    @Test
    void aLinkThatJoinsAndLeavesABridgeIsNotGone() throws Exception {
        namespace.ip("link add br0 type bridge");
        start();
        namespace.ip("link set base0 master br0");
        await(() -> monitor.link("base0").masterIndex() == monitor.link("br0").index());
        namespace.ip("link set base0 nomaster");
        await(() -> monitor.link("base0").masterIndex() == 0);
        // The bridge's own report of the port that left comes behind: anything that ends the wait after it will do.
        namespace.ip("link add last type bridge");
        await(() -> events.saw("+last"));
        assertThat(events.saw("-base0")).isFalse();
        assertThat(monitor.link("base0")).isNotNull();
    }

    @Test
    void addressesThatComeChangeAndGoAreReported() throws Exception {
        namespace.ip("link set base1 up");
        namespace.ip("link set base0 up");
        start();
        namespace.ip("addr add 192.0.2.20 peer 198.51.100.1/32 dev base0");
        await(() -> events.saw("+192.0.2.20"));
        assertThat(find("base0", "192.0.2.20").peer()).contains(InetAddress.getByName("198.51.100.1"));
        namespace.ip("addr add 2001:db8::10/64 dev base0 nodad noprefixroute");
        await(() -> events.saw("+2001:db8:0:0:0:0:0:10"));
        namespace.ip("addr change 2001:db8::10/64 dev base0 preferred_lft 0");
        await(() -> events.saw("2001:db8:0:0:0:0:0:10>2001:db8:0:0:0:0:0:10"));
        assertThat(find("base0", "2001:db8::10").preferredSeconds()).isZero();
        namespace.ip("addr del 192.0.2.20 peer 198.51.100.1/32 dev base0");
        await(() -> events.saw("-192.0.2.20"));
        assertThat(find("base0", "192.0.2.20")).isNull();
    }

    @Test
    void anAuditOfAnUnchangedKernelReportsNothing() throws Exception {
        namespace.ip("addr add 2001:db8::10/64 dev base0 nodad preferred_lft 1000 valid_lft 2000");
        start();
        monitor.audit();
        assertThat(monitor.isDumping()).isTrue();
        await(() -> !monitor.isDumping());
        assertThat(events.taken()).isEmpty();
        assertThat(events.incidents).isEmpty();
    }

    @Test
    void changesDuringAnAuditAreReportedOnce() throws Exception {
        start();
        monitor.audit();
        var lines = new StringBuilder();
        var expected = new HashSet<String>();
        for (int i = 1; i <= 200; i++) {
            lines.append("addr add 10.0.0.").append(i).append("/32 dev base0\n");
            expected.add("+10.0.0." + i);
        }
        namespace.ipBatch(lines.toString());
        monitor.audit();
        await(() -> !monitor.isDumping() && events.saw("+10.0.0.200"));
        assertThat(events.taken()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aTableThatChangesWhileItIsDumpedIsDumpedAgain() throws Exception {
        var lines = new StringBuilder();
        for (int i = 1; i <= 4000; i++) {
            lines.append("addr add 10.0.%d.%d/32 dev base0%n".formatted(i >> 8, i & 255));
        }
        namespace.ipBatch(lines.toString());
        start();
        var expected = new ArrayList<String>();
        monitor.audit();
        // One turn reads a part of the table; then it changes before and behind that place.
        for (int i = 1; i <= 4; i++) {
            monitor.onReadable();
            assertThat(monitor.isDumping()).isTrue();
            namespace.ip("addr add 10.1.0." + i + "/32 dev base0");
            namespace.ip("addr del 10.0.0." + i + "/32 dev base0");
            expected.add("+10.1.0." + i);
            expected.add("-10.0.0." + i);
        }
        await(() -> !monitor.isDumping());
        assertThat(monitor.interruptions()).isPositive();
        assertThat(events.taken()).containsExactlyElementsOf(expected);
        assertThat(events.incidents).isEmpty();
        assertThat(monitor.addresses(monitor.link("base0").index())).hasSize(4000);
    }

    @Test
    void whatAnOverrunHidIsReportedAsOrdinaryEvents() throws Exception {
        int few = 100;
        var lines = new StringBuilder();
        for (int i = 1; i <= few; i++) {
            lines.append("addr add 10.9.0.").append(i).append("/32 dev base0\n");
        }
        namespace.ipBatch(lines.toString());
        start(4096, 1024 * 1024);
        // Nobody reads meanwhile: thousands of notifications fall on a buffer for a few.
        lines.setLength(0);
        var expected = new TreeSet<String>();
        for (int i = 1; i <= 4000; i++) {
            String address = "10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 255, i & 255);
            lines.append("addr add ").append(address).append("/32 dev base0\n");
            expected.add("+" + address);
        }
        for (int i = 1; i <= few; i++) {
            lines.append("addr del 10.9.0.").append(i).append("/32 dev base0\n");
            expected.add("-10.9.0." + i);
        }
        lines.append("link set base1 up\nlink set base0 up\nlink add new0 type bridge\n");
        namespace.ipBatch(lines.toString());

        await(() -> events.incidents.contains("synchronized"));

        assertThat(events.incidents).containsExactly("overrun 4096 8192", "synchronized");
        assertThat(monitor.receiveBufferBytes()).isEqualTo(8192);
        Set<String> seen = new TreeSet<>(events.taken());
        assertThat(seen).containsAll(expected).contains("+new0", "base0>base0");
        assertThat(monitor.link("base0").isUp()).isTrue();
        assertThat(monitor.addresses(monitor.link("base0").index()).stream().filter(address -> !address.isIpv6()))
                .hasSize(4000);
        // Nothing was reported that was not so.
        seen.removeAll(expected);
        assertThat(seen).allMatch(event -> !event.matches("[+-]10\\..*"));
    }

    @Test
    void aSecondOverrunIsReportedAgain() throws Exception {
        start(4096, 1024 * 1024);
        for (int incident = 1; incident <= 2; incident++) {
            var lines = new StringBuilder();
            for (int i = 1; i <= 1000; i++) {
                lines.append(
                        "addr %s 10.0.%d.%d/32 dev base0%n".formatted(incident == 1 ? "add" : "del", i >> 8, i & 255));
            }
            namespace.ipBatch(lines.toString());
            int wanted = 2 * incident;
            await(() -> events.incidents.size() == wanted);
        }
        assertThat(events.incidents)
                .containsExactly("overrun 4096 8192", "synchronized", "overrun 8192 16384", "synchronized");
        assertThat(monitor.addresses(monitor.link("base0").index())).isEmpty();
    }

    /** The table is never at rest while it is dumped: what is known of it stays, and the monitor says that it may be wrong. */
    @Test
    void aDumpThatIsInterruptedForEverIsGivenUpAndIncomplete() throws Exception {
        var lines = new StringBuilder();
        for (int i = 1; i <= 4000; i++) {
            lines.append("addr add 10.0.%d.%d/32 dev base0%n".formatted(i >> 8, i & 255));
        }
        namespace.ipBatch(lines.toString());
        start();
        assertThat(monitor.isComplete()).isTrue();
        monitor.audit();
        for (int i = 0; monitor.isDumping(); i++) {
            namespace.ip((i % 2 == 0 ? "addr add" : "addr del") + " 10.1.0.1/32 dev base0");
            monitor.onReadable();
        }
        assertThat(monitor.isComplete()).isFalse();
        assertThat(monitor.addresses(monitor.link("base0").index())).hasSizeBetween(4000, 4001);

        monitor.audit();
        await(() -> !monitor.isDumping());
        assertThat(monitor.isComplete()).isTrue();
    }

    @Test
    void aBufferThatMayNotGrowStaysAsItIs() throws Exception {
        start(4096, 4096);
        var lines = new StringBuilder();
        for (int i = 1; i <= 1000; i++) {
            lines.append("addr add 10.0.%d.%d/32 dev base0%n".formatted(i >> 8, i & 255));
        }
        namespace.ipBatch(lines.toString());
        await(() -> events.incidents.contains("synchronized"));
        assertThat(events.incidents).containsExactly("overrun 4096 4096", "synchronized");
        assertThat(monitor.addresses(monitor.link("base0").index())).hasSize(1000);
    }

    @Test
    void aFloodOfNotificationsIsTakenInBoundedTurns() throws Exception {
        start();
        var lines = new StringBuilder();
        for (int i = 1; i <= 2000; i++) {
            lines.append("addr add 10.0.%d.%d/32 dev base0%n".formatted(i >> 8, i & 255));
        }
        namespace.ipBatch(lines.toString());
        int turns = 1;
        while (monitor.onReadable()) {
            turns++;
        }
        assertThat(turns).isGreaterThan(4);
        assertThat(events.taken()).hasSize(2000);
        assertThat(events.incidents).isEmpty();
    }
}
