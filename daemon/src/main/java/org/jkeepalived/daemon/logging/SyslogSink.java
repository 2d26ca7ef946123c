// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jkeepalived.posix.SocketAddress;

/** The syslog daemon's datagram socket, in the form of syslog(3): {@code <30>Nov 20 13:35:09 Keepalived[1]: text}. */
final class SyslogSink implements Sink {
    private static final int LONGEST_LINE = 8192;

    private final Path socket;
    private final Facility facility;
    private final Timestamps timestamps;
    private final DatagramClient client;
    private final long pid = ProcessHandle.current().pid();

    SyslogSink(Path socket, Facility facility, ZoneId zone) {
        this.socket = socket;
        this.facility = facility;
        this.timestamps = new Timestamps(zone);
        this.client = new DatagramClient(SocketAddress.unix(socket.toString()), LONGEST_LINE);
    }

    @Override
    public void write(List<Line> lines) throws IOException {
        // As with syslog(3), a machine without a syslog daemon is no error, and one that comes later is found.
        if (!client.isConnected() && !Files.exists(socket)) {
            return;
        }
        for (var line : lines) {
            client.send(format(line));
        }
    }

    private String format(Line line) {
        int priority = (facility.code() << 3) | line.severity();
        return "<" + priority + ">" + timestamps.syslog(line.when()) + " " + line.identifier() + "[" + pid + "]: "
                + line.text();
    }

    @Override
    public void close() {
        client.close();
    }
}
