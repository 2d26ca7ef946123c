// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A named network namespace of this JVM and the one thread that lives in it.
 *
 * <p>Names start with {@code jkit<pid>-}. A namespace goes with {@link #close}, and if that is never called, at the exit
 * of the JVM; what a killed JVM left behind goes when the next one makes its first namespace.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final String FAMILY = "jkit";
    private static final Path FOLDER = Path.of("/run/netns");
    private static final Set<String> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        removeLeftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(NetworkNamespace::remove)));
    }

    private final String name;
    private final ExecutorService inside;

    /**
     * Makes the namespace.
     *
     * @param suffix unique within this JVM
     */
    NetworkNamespace(String suffix) {
        name = FAMILY + ProcessHandle.current().pid() + "-" + suffix;
        ALIVE.add(name);
        Commands.run("ip", "netns", "add", name);
        inside = Executors.newSingleThreadExecutor(
                task -> Thread.ofPlatform().daemon().name(name).unstarted(task));
        call(() -> {
            LinuxCalls.enterNetworkNamespace(FOLDER.resolve(name));
            return null;
        });
    }

    String name() {
        return name;
    }

    /** Runs something inside: its sockets, the processes it starts and what it reads of /proc/sys belong to this namespace. */
    <T> T call(Callable<T> task) {
        try {
            return inside.submit(task).get();
        } catch (ExecutionException e) {
            throw new AssertionError("in namespace " + name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Runs {@code ip} inside; the words of {@code arguments} are separated by single blanks. */
    String ip(String arguments) {
        return Commands.run(Stream.concat(Stream.of("ip", "-n", name), Arrays.stream(arguments.split(" "))));
    }

    /** Gives {@code nft} a script to execute inside. */
    void nft(String script) {
        Requirement.command("nft");
        Commands.Result result = call(() -> Commands.result(new ProcessBuilder("nft", "-f", "-"), script));
        if (result.exitCode() != 0) {
            throw new AssertionError("nft: " + result.output());
        }
    }

    void sysctl(String path, String value) {
        call(() -> Files.writeString(Path.of("/proc/sys", path), value));
    }

    @Override
    public void close() {
        inside.shutdown();
        remove(name);
    }

    private static void remove(String name) {
        // Every process that was started inside, daemonized ones included.
        Commands.attempt(List.of("ip", "netns", "pids", name))
                .lines()
                .map(String::strip)
                .filter(pid -> !pid.isEmpty()
                        && Long.parseLong(pid) != ProcessHandle.current().pid())
                .forEach(pid -> LinuxCalls.signal(Long.parseLong(pid), LinuxCalls.SIGKILL));
        Commands.attempt(List.of("ip", "netns", "del", name));
        ALIVE.remove(name);
    }

    private static void removeLeftovers() {
        if (!Files.isDirectory(FOLDER)) {
            return;
        }
        try (Stream<Path> names = Files.list(FOLDER)) {
            names.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(FAMILY + "\\d+-.*"))
                    .filter(name -> ProcessHandle.of(Long.parseLong(name.substring(FAMILY.length(), name.indexOf('-'))))
                            .isEmpty())
                    .forEach(NetworkNamespace::remove);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
