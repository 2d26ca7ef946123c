// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.resolve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.StringTokenizer;
import org.jkeepalived.config.environment.SourceLoader;

/** Names of address scopes: the kernel's numbers, the usual names, and iproute2's file of further ones. */
final class ScopeNames {
    private static final List<Path> FILES =
            List.of(Path.of("/usr/share/iproute2/rt_scopes"), Path.of("/etc/iproute2/rt_scopes"));

    private final SourceLoader sources;
    private Map<String, Integer> byName;

    ScopeNames(SourceLoader sources) {
        this.sources = sources;
    }

    /** The number of a scope, 0 to 255. */
    OptionalInt number(String name) {
        try {
            int value = Integer.decode(name);
            return value >= 0 && value <= 255 ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException _) {
            if (byName == null) {
                byName = read();
            }
            var number = byName.get(name);
            return number == null ? OptionalInt.empty() : OptionalInt.of(number);
        }
    }

    private Map<String, Integer> read() {
        var names = new HashMap<>(Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255));
        for (var file : FILES) {
            try {
                if (sources.kind(file) == SourceLoader.Kind.FILE) {
                    new String(sources.read(file), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(line -> addLine(line, names));
                }
            } catch (IOException _) {
                // Without the file the usual names are known.
            }
        }
        return names;
    }

    private static void addLine(String line, Map<String, Integer> names) {
        var words = new StringTokenizer(line);
        if (words.countTokens() >= 2 && !line.stripLeading().startsWith("#")) {
            try {
                int number = Integer.decode(words.nextToken());
                names.put(words.nextToken(), number);
            } catch (NumberFormatException _) {
                // Not a line of this file's kind.
            }
        }
    }
}
