// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jkeepalived.config.environment.Environment;
import org.jkeepalived.config.environment.InterfaceFacts;
import org.jkeepalived.config.environment.SourceLoader;

/**
 * A machine with some files, {@code eth0}, {@code eth1}, {@code lo} and an interface of each other kind, called
 * {@code node.example}.
 */
public final class FilesInMemory implements Environment, SourceLoader {
    public static final Path MAIN = Path.of("/etc/keepalived/keepalived.conf");

    private final Map<Path, byte[]> files = new TreeMap<>();
    private final HostInMemory host = new HostInMemory();

    public static Loaded load(String text) {
        return load(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Loaded load(byte[] content) {
        return new FilesInMemory().with(MAIN, content).load();
    }

    public FilesInMemory with(String path, String text) {
        return with(Path.of(path), text.getBytes(StandardCharsets.UTF_8));
    }

    public FilesInMemory with(Path path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** A file that exists, but not for us. */
    public FilesInMemory withUnreadable(String path) {
        files.put(Path.of(path), null);
        return this;
    }

    /** Where programs and users are. */
    @Override
    public HostInMemory host() {
        return host;
    }

    public Loaded load() {
        return ConfigurationLoader.load(MAIN, this);
    }

    @Override
    public Optional<InterfaceFacts> networkInterface(String name) {
        return switch (name) {
            case "eth0", "eth1" -> Optional.of(InterfaceFacts.ETHERNET);
            case "lo" -> Optional.of(InterfaceFacts.LOOPBACK);
            case "tun0" ->
                Optional.of(new InterfaceFacts(InterfaceFacts.Hardware.OTHER, InterfaceFacts.Kind.OTHER, false, 1_400));
            case "vrf1" -> Optional.of(InterfaceFacts.ETHERNET.of(InterfaceFacts.Kind.VRF));
            case "vmac1" -> Optional.of(InterfaceFacts.ETHERNET.of(InterfaceFacts.Kind.PRIVATE_MACVLAN));
            case "macvlan1" -> Optional.of(InterfaceFacts.ETHERNET.of(InterfaceFacts.Kind.MACVLAN));
            case "ipvlan1" -> Optional.of(InterfaceFacts.ETHERNET.of(InterfaceFacts.Kind.L2_IPVLAN));
            default -> Optional.empty();
        };
    }

    @Override
    public String hostName() {
        return "node.example";
    }

    @Override
    public Optional<String> variable(String name) {
        return name.equals("COLOUR") ? Optional.of("blue") : Optional.empty();
    }

    @Override
    public SourceLoader sources() {
        return this;
    }

    @Override
    public Kind kind(Path path) {
        var normal = path.toAbsolutePath().normalize();
        if (files.containsKey(normal)) {
            return Kind.FILE;
        }
        return names(normal).findAny().isPresent() ? Kind.DIRECTORY : Kind.MISSING;
    }

    @Override
    public byte[] read(Path path, int limitBytes) throws IOException {
        var normal = path.toAbsolutePath().normalize();
        var content = files.get(normal);
        if (content == null && files.containsKey(normal)) {
            throw new AccessDeniedException(path.toString());
        }
        if (content == null) {
            throw new NoSuchFileException(path.toString());
        }
        if (content.length > limitBytes) {
            throw new SourceLoader.TooLargeException(path);
        }
        return content;
    }

    @Override
    public List<String> list(Path directory) {
        return names(directory.toAbsolutePath().normalize()).distinct().toList();
    }

    private Stream<String> names(Path directory) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(directory) && !file.equals(directory))
                .map(file -> file.getName(directory.getNameCount()).toString());
    }
}
