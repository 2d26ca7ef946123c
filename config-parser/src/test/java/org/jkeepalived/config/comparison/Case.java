// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One configuration to compare.
 *
 * @param name says what it is about; the list of differences refers to it
 * @param keyword the keyword that it is about, if it is about one
 * @param statement the text of that keyword with its argument, otherwise empty
 * @param files all files by their names; {@link #MAIN} is read
 */
record Case(String name, Optional<String> keyword, String statement, Map<String, byte[]> files) {
    static final String MAIN = "a.conf";

    /** One that is about a keyword, in a frame with a place for it. */
    static Case of(String name, String keyword, String statement, String frame) {
        var content = frame.formatted(statement).getBytes(StandardCharsets.UTF_8);
        return new Case(name, Optional.of(keyword), statement, Map.of(MAIN, content));
    }

    void write(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** The contents, for a message. */
    String text() {
        return new TreeMap<>(files)
                .entrySet().stream()
                        .map(file ->
                                "--- " + file.getKey() + "\n" + new String(file.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("\n"));
    }
}
