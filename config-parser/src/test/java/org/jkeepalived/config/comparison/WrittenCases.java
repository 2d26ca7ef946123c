// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cases written by hand, many to a file: {@code === NAME} begins one, {@code --- FILE} one of its files if it has
 * several. In the text {@code <CR>} stands for a carriage return and {@code <END>} for the end without a newline.
 */
final class WrittenCases {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "comparison", "cases");

    private WrittenCases() {}

    static List<Case> all() throws IOException {
        var cases = new ArrayList<Case>();
        try (var files = Files.newDirectoryStream(DIRECTORY, "*.txt")) {
            for (var file : files) {
                var area = file.getFileName().toString().replace(".txt", "");
                for (var section : Files.readString(file).split("(?m)^=== ", -1)) {
                    int end = section.indexOf('\n');
                    if (end > 0) {
                        cases.add(new Case(
                                area + ": " + section.substring(0, end),
                                Optional.empty(),
                                "",
                                files(section.substring(end + 1))));
                    }
                }
            }
        }
        return cases;
    }

    private static Map<String, byte[]> files(String section) {
        var files = new LinkedHashMap<String, byte[]>();
        for (var part : ("--- " + Case.MAIN + "\n" + section).split("(?m)^--- ", -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                files.put(part.substring(0, end), bytes(part.substring(end + 1)));
            }
        }
        return files;
    }

    private static byte[] bytes(String text) {
        return text.replace("<CR>", "\r").replaceAll("<END>\\s*$", "").getBytes(StandardCharsets.UTF_8);
    }
}
