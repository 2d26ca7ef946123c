// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One router of the demonstration: a configuration, and a process that can be killed and started again. */
final class DemoRouter implements AutoCloseable {
    private final String namespace;
    private final List<String> daemon;
    private final Path directory;
    private Process process;

    /**
     * Writes the configuration; nothing runs yet.
     *
     * @param daemon the command that understands keepalived's options
     * @param directory where the configuration, the pid files and the log go
     */
    DemoRouter(String namespace, List<String> daemon, Path directory, int priority, Duration advertInterval)
            throws IOException {
        this.namespace = namespace;
        this.daemon = daemon;
        this.directory = Files.createDirectory(directory);
        Files.writeString(configuration(), """
                vrrp_instance demo {
                    version 3
                    interface %s
                    virtual_router_id 51
                    priority %d
                    advert_int %s
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(
                DemoLan.ROUTER_INTERFACE, priority, advertInterval.toMillis() / 1000.0, DemoLan.VIRTUAL_ADDRESS));
    }

    Path configuration() {
        return directory.resolve("keepalived.conf");
    }

    Path log() {
        return directory.resolve("log");
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        command.addAll(daemon);
        command.addAll(List.of("--dont-fork", "--log-console", "--log-detail", "--no-syslog", "--vrrp"));
        command.addAll(List.of("--use-file", configuration().toString()));
        command.addAll(List.of("--pid", directory.resolve("keepalived.pid").toString()));
        command.addAll(List.of("--vrrp_pid", directory.resolve("vrrp.pid").toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL to all its processes, children first so that none is started anew: no goodbye, as when power fails. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            process.destroy();
            await();
        }
    }
}
