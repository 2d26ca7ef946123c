// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 255 virtual routers of a link, and what the kernel has to tell of it when much happens at once. */
@ExtendWith(TestLanExtension.class)
class ManyRoutersIT {
    private static final int ROUTERS = 255;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Room for a few notifications only. */
    private static final String TINY_BUFFERS = """
            global_defs {
                vrrp_netlink_monitor_rcv_bufs 4096
                vrrp_netlink_monitor_rcv_bufs_force true
                vrrp_netlink_cmd_rcv_bufs 4096
                vrrp_netlink_cmd_rcv_bufs_force true
            }
            """;

    static Stream<DaemonKind> ours() {
        return DaemonKind.all().filter(kind -> kind == DaemonKind.JKEEPALIVED);
    }

    /** keepalived then leaves some in FAULT for ever, or as masters on a dead link. */
    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("ours")
    void allAreBackWhereTheyBelongWhateverTheKernelCouldNotTell(DaemonKind kind, TestLan lan) {
        TestNode node = lan.node();
        TestDaemon daemon = node.start(kind, TINY_BUFFERS + routers());
        awaitAll(lan, daemon, RouterState.MASTER);
        awaitVirtualAddresses(lan, node, ROUTERS);

        lan.note("late: the link goes unseen, among thousands of other changes");
        LinuxCalls.signal(daemon.pid(), LinuxCalls.SIGSTOP);
        changeUnrelatedAddresses(node, 1000);
        node.linkDown();
        LinuxCalls.signal(daemon.pid(), LinuxCalls.SIGCONT);
        awaitAll(lan, daemon, RouterState.FAULT);
        awaitVirtualAddresses(lan, node, 0);

        for (int i = 0; i < 5; i++) {
            node.linkUp();
            changeUnrelatedAddresses(node, 50);
            node.linkDown();
            changeUnrelatedAddresses(node, 50);
        }
        node.linkUp();
        awaitAll(lan, daemon, RouterState.MASTER);
        awaitVirtualAddresses(lan, node, ROUTERS);

        List<String> overruns =
                daemon.log().stream().filter(line -> line.contains("overrun")).toList();
        assertThat(overruns).singleElement().asString().contains("Consider increasing vrrp_netlink_monitor_rcv_bufs");
    }

    private static String routers() {
        return IntStream.rangeClosed(1, ROUTERS)
                .mapToObj(vrid -> new Router("V" + vrid)
                        .vrid(vrid)
                        .intervalSeconds("0.5")
                        .addresses("10.51.0." + vrid + "/32")
                        .toString())
                .collect(Collectors.joining());
    }

    private static void awaitAll(TestLan lan, TestDaemon daemon, RouterState wanted) {
        lan.await("all are " + wanted, PATIENCE, () -> {
            Map<String, RouterState> last = new HashMap<>();
            daemon.states().forEach(line -> last.put(line.instance(), line.state()));
            return last.values().stream().filter(state -> state == wanted).count() == ROUTERS;
        });
    }

    private static void awaitVirtualAddresses(TestLan lan, TestNode node, int count) {
        lan.await(
                count + " virtual addresses",
                PATIENCE,
                () -> node.namespace()
                                .ip("-o -4 address show dev eth0")
                                .lines()
                                .filter(line -> line.contains(" 10.51.0."))
                                .count()
                        == count);
    }

    private static void changeUnrelatedAddresses(TestNode node, int count) {
        String batch = IntStream.range(0, count)
                .mapToObj(i -> "127.9.%d.%d/32 dev lo".formatted(i >> 8, i & 255))
                .map(address -> "address add " + address + "\naddress del " + address + "\n")
                .collect(Collectors.joining());
        Commands.Result result =
                node.namespace().call(() -> Commands.result(new ProcessBuilder("ip", "-batch", "-"), batch));
        assertThat(result.exitCode()).as(result.output()).isZero();
    }
}
