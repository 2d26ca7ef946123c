// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which keepalived brought a keyword. Kept beside the schema because only documentation asks for it: a daemon that
 * starts does not read it.
 */
public final class KeywordHistory {

    /** What is said of keywords that every keepalived of today has. */
    static final String OLD = "before 2.0";

    private static final String RESOURCE = "since.txt";

    private final Map<String, String> versions;

    private KeywordHistory(Map<String, String> versions) {
        this.versions = versions;
    }

    public static KeywordHistory read() {
        var stream = Objects.requireNonNull(KeywordHistory.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var versions = new LinkedHashMap<String, String>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int blank = line.indexOf(' ');
                versions.put(line.substring(blank + 1), line.substring(0, blank));
            });
            return new KeywordHistory(versions);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first release with the keyword at {@code path} (names parted by slashes), or {@link #OLD}. */
    public String since(String path) {
        return versions.getOrDefault(path, OLD);
    }

    /** Whether every keepalived of today has the keyword at {@code path}. */
    public boolean isOld(String path) {
        return !versions.containsKey(path);
    }

    /** The paths that have a version of their own. */
    Iterable<String> paths() {
        return versions.keySet();
    }
}
