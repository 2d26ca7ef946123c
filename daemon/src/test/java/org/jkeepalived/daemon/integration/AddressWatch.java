// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the kernel tells of one node's addresses, {@code ip monitor}. */
final class AddressWatch implements AutoCloseable {
    private final TestNode node;
    private final Process monitor;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private int marks;

    AddressWatch(TestNode node) {
        this.node = node;
        try {
            monitor = new ProcessBuilder("ip", "-n", node.namespace().name(), "monitor", "address")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("addresses of " + node.name()).start(this::read);
        awaitPresent();
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(monitor.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("reading ended: " + e);
        }
    }

    /** Waits until everything that has happened so far was told. */
    private void awaitPresent() {
        node.lan().await("the watch of addresses is up to date", TestDaemon.PATIENCE, () -> {
            // It may not listen yet: each time another address.
            String mark = "127.1.0." + ++marks;
            node.namespace().ip("address add " + mark + "/32 dev lo");
            return lines.stream().anyMatch(line -> line.contains("127.1.0."));
        });
    }

    /** How often the address has gone until now. */
    long removals(String address) {
        lines.removeIf(line -> line.contains("127.1.0."));
        awaitPresent();
        return lines.stream()
                .filter(line -> line.startsWith("Deleted") && line.contains(" " + address + "/"))
                .count();
    }

    @Override
    public void close() {
        monitor.destroy();
    }
}
