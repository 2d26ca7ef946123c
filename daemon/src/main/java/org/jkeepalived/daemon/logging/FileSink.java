// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code -g FILE}: each identifier has its file, named with what follows {@code Keepalived} before the extension, so
 * VRRP's lines are in FILE_vrrp. The files are opened for each write: rotating them needs no signal.
 */
final class FileSink implements Sink {
    private final Path file;
    private final Timestamps timestamps;

    FileSink(Path file, ZoneId zone) {
        this.file = file;
        this.timestamps = new Timestamps(zone);
    }

    @Override
    public void write(List<Line> lines) throws IOException {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (var line : lines) {
            texts.computeIfAbsent(line.identifier(), _ -> new StringBuilder())
                    .append(timestamps.file(line.when()))
                    .append(": ")
                    .append(line.text())
                    .append('\n');
        }
        for (var text : texts.entrySet()) {
            Files.write(
                    fileOf(text.getKey()),
                    text.getValue().toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private Path fileOf(String identifier) {
        var insertion = identifier.substring(DaemonLog.PARENT_IDENTIFIER.length());
        var name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot < 0 ? name.length() : dot;
        return file.resolveSibling(name.substring(0, end) + insertion + name.substring(end));
    }
}
