// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.InterfaceFacts;

/** The machine as a configuration test sees it: the interfaces of the thread's network namespace. */
public final class ThisMachine implements Environment {
    /** Of the thread, as /proc/net belongs to the first thread, which setns(2) may have left behind. */
    private static final Path DEVICES = Path.of("/proc/thread-self/net/dev");

    private static final int HEADER_LINES = 2;

    private final Map<String, InterfaceFacts> interfaces = new HashMap<>();
    private final Optional<String> configurationId;

    /**
     * Looks at the interfaces once.
     *
     * @param configurationId option {@code -i}; empty: by the host's name
     */
    public ThisMachine(Optional<String> configurationId) {
        this.configurationId = configurationId;
        try (var lines = Files.lines(DEVICES, StandardCharsets.ISO_8859_1)) {
            lines.skip(HEADER_LINES)
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .forEach(name -> interfaces.put(name, facts(name)));
        } catch (IOException _) {
            // Without /proc no interface is known, and the test says so for each that the configuration names.
        }
    }

    private static InterfaceFacts facts(String name) {
        return name.equals("lo") ? new InterfaceFacts(true, false, 65_536) : InterfaceFacts.ETHERNET;
    }

    @Override
    public Optional<InterfaceFacts> networkInterface(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    @Override
    public String configId() {
        return configurationId.orElseGet(Environment.super::configId);
    }

    @Override
    public String hostName() {
        return HostName.read();
    }
}
