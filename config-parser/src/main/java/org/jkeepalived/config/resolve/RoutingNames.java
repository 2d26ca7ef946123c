// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.StringTokenizer;
import org.jkeepalived.config.environment.SourceLoader;
import org.jkeepalived.config.model.Realms;

/** Names for the kernel's routing numbers, from iproute2's files; each file is read when first needed. */
final class RoutingNames {
    static final Path USR_DIRECTORY = Path.of("/usr/share/iproute2");
    static final Path ETC_DIRECTORY = Path.of("/etc/iproute2");

    private static final Path IP_PROTOCOLS = Path.of("/etc/protocols");
    private static final int BYTE_MAX = 255;

    /** Types of routes: linux/rtnetlink.h RTN_*, in no file. */
    private static final Map<String, Integer> ROUTE_TYPES = Map.ofEntries(
            Map.entry("unicast", 1),
            Map.entry("local", 2),
            Map.entry("broadcast", 3),
            Map.entry("brd", 3),
            Map.entry("anycast", 4),
            Map.entry("multicast", 5),
            Map.entry("blackhole", 6),
            Map.entry("unreachable", 7),
            Map.entry("prohibit", 8),
            Map.entry("throw", 9),
            Map.entry("nat", 10),
            Map.entry("xresolve", 11));

    /**
     * One of iproute2's files.
     *
     * @param max the largest number
     * @param defaults the usual names, for numbers that the file does not name
     */
    private record Table(String file, long max, Map<String, Long> defaults) {}

    private static final Table TABLES =
            new Table("rt_tables", Values.UNSIGNED_MAX, Map.of("default", 253L, "main", 254L, "local", 255L));
    private static final Table SCOPES = new Table(
            "rt_scopes", BYTE_MAX, Map.of("global", 0L, "site", 200L, "link", 253L, "host", 254L, "nowhere", 255L));
    private static final Table PROTOCOLS = new Table(
            "rt_protos",
            BYTE_MAX,
            Map.ofEntries(
                    Map.entry("none", 0L),
                    Map.entry("redirect", 1L),
                    Map.entry("kernel", 2L),
                    Map.entry("boot", 3L),
                    Map.entry("static", 4L),
                    Map.entry("gated", 8L),
                    Map.entry("ra", 9L),
                    Map.entry("mrt", 10L),
                    Map.entry("zebra", 11L),
                    Map.entry("bird", 12L),
                    Map.entry("dnrouted", 13L),
                    Map.entry("xorp", 14L),
                    Map.entry("ntk", 15L),
                    Map.entry("dhcp", 16L),
                    Map.entry("babel", 42L)));
    private static final Table DSFIELDS = new Table("rt_dsfield", BYTE_MAX, Map.of());
    private static final Table REALMS = new Table("rt_realms", BYTE_MAX, Map.of());
    private static final Table GROUPS = new Table("group", Integer.MAX_VALUE, Map.of());

    private final SourceLoader sources;
    private final Path usr;
    private final Path etc;
    private final Map<Table, Map<String, Long>> known = new HashMap<>();
    private Map<String, Integer> ipProtocols;

    /**
     * @param usr {@code iproute_usr_dir}: the system's files
     * @param etc {@code iproute_etc_dir}: files that replace them
     */
    RoutingNames(SourceLoader sources, Path usr, Path etc) {
        this.sources = sources;
        this.usr = usr;
        this.etc = etc;
    }

    /** A routing table, 0 to 4294967295. */
    OptionalLong table(String name) {
        return number(TABLES, name);
    }

    /** An address's or route's scope, 0 to 255. */
    OptionalInt scope(String name) {
        return small(number(SCOPES, name));
    }

    /** Who owns a route, 0 to 255. */
    OptionalInt protocol(String name) {
        return small(number(PROTOCOLS, name));
    }

    /** Type of service, 0 to 255. */
    OptionalInt dsfield(String name) {
        return small(number(DSFIELDS, name));
    }

    /** A group of interfaces, 0 to 2147483647. */
    OptionalInt group(String name) {
        return small(number(GROUPS, name));
    }

    /** A protocol above IP: 0 to 127, which is what keepalived takes, or a name of protocols(5). */
    OptionalInt ipProtocol(String name) {
        var number = RoutingNumbers.anyBase(name);
        if (number.isPresent()) {
            return number.getAsLong() >= 0 && number.getAsLong() <= Byte.MAX_VALUE
                    ? OptionalInt.of((int) number.getAsLong())
                    : OptionalInt.empty();
        }
        if (ipProtocols == null) {
            ipProtocols = readIpProtocols();
        }
        var found = ipProtocols.get(name);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** One realm, or two with a slash between them: source, destination. */
    Optional<Realms> realms(String text) {
        int slash = text.indexOf('/');
        var from = slash < 0 ? OptionalLong.of(0) : number(REALMS, text.substring(0, slash));
        var to = number(REALMS, text.substring(slash + 1));
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new Realms((int) from.getAsLong(), (int) to.getAsLong()));
    }

    /** A route's type, RTN_*: a name or 0 to 255. */
    static OptionalInt routeType(String name) {
        var type = ROUTE_TYPES.get(name);
        if (type != null) {
            return OptionalInt.of(type);
        }
        var number = RoutingNumbers.anyBase(name);
        return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= BYTE_MAX
                ? OptionalInt.of((int) number.getAsLong())
                : OptionalInt.empty();
    }

    private OptionalLong number(Table table, String name) {
        var number = RoutingNumbers.anyBase(name);
        if (number.isPresent()) {
            // As C has it: -1 is the largest number there is.
            long value = number.getAsLong() & Values.UNSIGNED_MAX;
            return value <= table.max() ? OptionalLong.of(value) : OptionalLong.empty();
        }
        var found = known.computeIfAbsent(table, this::read).get(name);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    private static OptionalInt small(OptionalLong number) {
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) number.getAsLong());
    }

    /** A file in /etc replaces the one of the same name in /usr; the usual names fill up numbers that have none. */
    private Map<String, Long> read(Table table) {
        var names = new HashMap<String, Long>();
        var own = etc.resolve(table.file());
        readFile(isFile(own) ? own : usr.resolve(table.file()), table.max(), names);
        var directory = table.file() + ".d";
        var replaced = sources.list(etc.resolve(directory));
        readDirectory(usr.resolve(directory), replaced, table.max(), names);
        readDirectory(etc.resolve(directory), List.of(), table.max(), names);
        table.defaults().forEach((name, number) -> {
            if (!names.containsValue(number)) {
                names.putIfAbsent(name, number);
            }
        });
        return names;
    }

    private Map<String, Integer> readIpProtocols() {
        var names = new HashMap<>(Map.of("icmp", 1, "tcp", 6, "udp", 17, "ipv6-icmp", 58, "sctp", 132));
        try {
            if (isFile(IP_PROTOCOLS)) {
                new String(sources.read(IP_PROTOCOLS, SourceLoader.SMALL_FILE_BYTES), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> {
                            int comment = line.indexOf('#');
                            var words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
                            if (words.countTokens() >= 2) {
                                var name = words.nextToken();
                                var number = RoutingNumbers.anyBase(words.nextToken());
                                number.ifPresent(value -> {
                                    names.put(name, (int) value);
                                    words.asIterator()
                                            .forEachRemaining(alias -> names.put((String) alias, (int) value));
                                });
                            }
                        });
            }
        } catch (IOException _) {
            // Without the file the usual names are known.
        }
        return names;
    }

    private void readDirectory(Path directory, List<String> without, long max, Map<String, Long> into) {
        for (var file : sources.list(directory)) {
            if (file.endsWith(".conf") && !file.startsWith(".") && !without.contains(file)) {
                readFile(directory.resolve(file), max, into);
            }
        }
    }

    private boolean isFile(Path path) {
        var kind = sources.kind(path);
        return kind == SourceLoader.Kind.FILE || kind == SourceLoader.Kind.OTHER;
    }

    private void readFile(Path file, long max, Map<String, Long> into) {
        try {
            if (isFile(file)) {
                new String(sources.read(file, SourceLoader.SMALL_FILE_BYTES), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(line -> readLine(line, max, into));
            }
        } catch (IOException _) {
            // Without the file the usual names are known.
        }
    }

    private static void readLine(String line, long max, Map<String, Long> into) {
        int comment = line.indexOf('#');
        var words = new StringTokenizer(comment < 0 ? line : line.substring(0, comment), " \t");
        if (words.countTokens() != 2) {
            return;
        }
        var number = RoutingNumbers.anyBase(words.nextToken());
        if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= max) {
            into.putIfAbsent(words.nextToken(), number.getAsLong());
        }
    }
}
