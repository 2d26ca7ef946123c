// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.posix.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jkeepalived.posix.NetworkNamespace;

/** A throw-away network namespace with one thread inside; closing it removes both. */
public final class TestNamespace implements AutoCloseable {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;
    private final ExecutorService inside;

    private TestNamespace(String name) {
        this.name = name;
        inside = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Makes a namespace, or skips the test where that is impossible. */
    public static TestNamespace create() throws Exception {
        Requirements.requireRoot();
        Requirements.requireCommand("ip");
        String name = "jkt-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        run(List.of("ip", "netns", "add", name));
        var namespace = new TestNamespace(name);
        try {
            namespace.call(() -> {
                try (var entered = NetworkNamespace.open(name)) {
                    entered.enter();
                }
                return null;
            });
            namespace.ip("link set lo up");
            return namespace;
        } catch (Exception | AssertionError failure) {
            namespace.close();
            throw failure;
        }
    }

    public String name() {
        return name;
    }

    /** Runs the work in the thread inside. */
    public <T> T call(Callable<T> work) throws Exception {
        try {
            return inside.submit(work).get();
        } catch (ExecutionException wrapped) {
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw wrapped.getCause() instanceof Exception cause ? cause : wrapped;
        }
    }

    /** Runs ip(8) in the namespace, its arguments separated by single spaces, and returns what it printed. */
    public String ip(String arguments) throws IOException {
        return ip(List.of(arguments.split(" ")));
    }

    /** The index of a link in the namespace. */
    public int linkIndex(String link) throws IOException {
        String line = ip("-o link show " + link);
        return Integer.parseInt(line.substring(0, line.indexOf(':')));
    }

    /** Runs many ip(8) commands in one process, one per line. */
    public void ipBatch(String lines) throws IOException {
        run(List.of("ip", "-n", name, "-batch", "-"), lines);
    }

    private String ip(List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(arguments);
        return run(command);
    }

    /** Runs a command and returns its output; a failure is an {@link AssertionError} with what it printed. */
    public static String run(List<String> command) throws IOException {
        return run(command, "");
    }

    private static String run(List<String> command, String input) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed: " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(String.join(" ", command) + " was interrupted", interrupted);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        inside.shutdownNow();
        run(List.of("ip", "netns", "del", name));
    }
}
