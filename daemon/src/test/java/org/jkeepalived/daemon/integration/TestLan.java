// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A LAN of its own for one test: a bridge, and nodes on it, each a network namespace. */
final class TestLan implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String BRIDGE = "br0";
    /** Longer than any Master_Down_Interval in keepalived's default of three lost adverts. */
    private static final int QUIET_ADVERTS = 5;
    /** Not below /tmp, because the daemons have a /tmp of their own. */
    private static final Path FOLDERS = Path.of("target", "integration").toAbsolutePath();

    /** Frames of {@code from} do not reach {@code to}. */
    private record Cut(TestNode from, TestNode to) {}

    private final int number = COUNT.incrementAndGet();
    private final Path folder = FOLDERS.resolve(ProcessHandle.current().pid() + "-" + number);
    private final Timeline timeline = new Timeline();
    private final List<TestNode> nodes = new ArrayList<>();
    private final Set<Cut> cuts = new LinkedHashSet<>();
    private final NetworkNamespace bridge;
    private final WireCapture wire;

    TestLan() {
        Requirement.root();
        Requirement.command("ip");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bridge = new NetworkNamespace(number + "-bridge");
        bridge.sysctl("net/ipv6/conf/default/disable_ipv6", "1");
        bridge.ip("link add " + BRIDGE + " type bridge stp_state 0 forward_delay 0 mcast_snooping 0");
        bridge.ip("link set " + BRIDGE + " up");
        wire = new WireCapture(bridge, BRIDGE, timeline);
    }

    /** One more node, plugged in and up, with the addresses 10.50.0.N/24 and fd50::N/64 on eth0. */
    TestNode node() {
        TestNode node = new TestNode(this, nodes.size() + 1, new NetworkNamespace(number + "-" + (nodes.size() + 1)));
        nodes.add(node);
        node.createInterface();
        return node;
    }

    /** All nodes, in the order in which they were made. */
    List<TestNode> nodes() {
        return List.copyOf(nodes);
    }

    /** A file of this test, gone after it, seen under the same name by the test and by every daemon. */
    Path file(String name) {
        return folder.resolve(name);
    }

    WireCapture wire() {
        return wire;
    }

    Timeline timeline() {
        return timeline;
    }

    NetworkNamespace bridgeNamespace() {
        return bridge;
    }

    String bridge() {
        return BRIDGE;
    }

    void await(String expectation, Duration limit, BooleanSupplier condition) {
        timeline.await(expectation, limit, condition);
    }

    /** Waits for an advert of a node; the first of those that were already seen will do. */
    WireCapture.Seen<Frame.Advert> awaitAdvert(TestNode sender, Predicate<WireCapture.Seen<Frame.Advert>> which) {
        return timeline.find(
                "an advert of " + sender.name(),
                TestDaemon.PATIENCE,
                () -> wire.adverts(sender).stream().filter(which).findFirst());
    }

    WireCapture.Seen<Frame.Advert> awaitFirstAdvert(TestNode sender) {
        return awaitAdvert(sender, seen -> true);
    }

    /** Lets time pass as the protocol counts it. */
    void awaitMoreAdverts(TestNode sender, int count) {
        int before = wire.adverts(sender).size();
        await(
                count + " more adverts of " + sender.name(),
                TestDaemon.PATIENCE,
                () -> wire.adverts(sender).size() >= before + count);
    }

    /**
     * Waits until {@code leader} has been the only one to send adverts for five in a row: whatever rivalry the start of
     * the daemons may have brought is over, and the others know their master.
     */
    void awaitQuietLeadership(TestNode leader) {
        int before = wire.adverts(leader).size();
        await(leader.name() + " alone has sent five adverts", TestDaemon.PATIENCE, () -> {
            List<WireCapture.Seen<Frame.Advert>> all = wire.seen(Frame.Advert.class);
            return wire.adverts(leader).size() >= before + QUIET_ADVERTS
                    && all.subList(all.size() - QUIET_ADVERTS, all.size()).stream()
                            .allMatch(seen -> seen.frame().sourceMac().equals(leader.mac()));
        });
    }

    /** Writes a remark into the story of this test. */
    void note(String what) {
        timeline.add("test", what);
    }

    /** From now on nothing of {@code from} reaches {@code to}; the other direction is not touched. */
    void cut(TestNode from, TestNode to) {
        cuts.add(new Cut(from, to));
        applyCuts();
    }

    void partition(TestNode one, TestNode other) {
        cut(one, other);
        cut(other, one);
    }

    void heal(TestNode from, TestNode to) {
        cuts.remove(new Cut(from, to));
        applyCuts();
    }

    void heal() {
        cuts.clear();
        applyCuts();
    }

    private void applyCuts() {
        String rules = cuts.stream()
                .map(cut -> "iifname " + cut.from.port() + " oifname " + cut.to.port() + " drop\n")
                .collect(Collectors.joining());
        note("cut: " + rules.replace('\n', ';'));
        String table = "table bridge cuts {}\ndelete table bridge cuts\ntable bridge cuts {\nchain forward {\n"
                + "type filter hook forward priority 0\n" + rules + "}\n}\n";
        bridge.nft(table);
    }

    @Override
    public void close() {
        nodes.forEach(TestNode::close);
        wire.close();
        bridge.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
