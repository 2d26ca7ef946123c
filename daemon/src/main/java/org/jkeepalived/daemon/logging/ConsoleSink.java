// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;

/** Standard error, in the form of {@code keepalived -n -l}. */
final class ConsoleSink implements Sink {
    private final OutputStream output;
    private final Timestamps timestamps;

    ConsoleSink(OutputStream output, ZoneId zone) {
        this.output = output;
        this.timestamps = new Timestamps(zone);
    }

    /** All lines by a single write(2), so that they stay together when others write to the same terminal. */
    @Override
    public void write(List<Line> lines) throws IOException {
        var text = new StringBuilder(100 * lines.size());
        for (var line : lines) {
            text.append(timestamps.console(line.when()))
                    .append(": ")
                    .append(line.text())
                    .append('\n');
        }
        output.write(text.toString().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }
}
