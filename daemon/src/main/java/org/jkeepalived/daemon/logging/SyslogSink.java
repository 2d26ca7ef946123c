// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import jnr.unixsocket.UnixDatagramChannel;
import jnr.unixsocket.UnixSocketAddress;

/** The syslog daemon's datagram socket, in the form of syslog(3): {@code <30>Nov 20 13:35:09 Keepalived[1]: text}. */
final class SyslogSink implements Sink {
    private final Path socket;
    private final Facility facility;
    private final Timestamps timestamps;
    private final long pid = ProcessHandle.current().pid();
    private UnixDatagramChannel channel;

    SyslogSink(Path socket, Facility facility, ZoneId zone) {
        this.socket = socket;
        this.facility = facility;
        this.timestamps = new Timestamps(zone);
    }

    @Override
    public void write(List<Line> lines) throws IOException {
        // As with syslog(3), a machine without a syslog daemon is no error, and one that comes later is found.
        if (channel == null && !Files.exists(socket)) {
            return;
        }
        for (var line : lines) {
            send(ByteBuffer.wrap(format(line).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String format(Line line) {
        int priority = facility.code() << 3 | line.severity();
        return "<" + priority + ">" + timestamps.syslog(line.when()) + " " + line.identifier() + "[" + pid + "]: "
                + line.text();
    }

    /** A syslog daemon that was restarted has a new socket behind the old name: connect once more before giving up. */
    private void send(ByteBuffer datagram) throws IOException {
        if (channel != null) {
            try {
                channel.write(datagram.duplicate());
                return;
            } catch (IOException _) {
                close();
            }
        }
        channel = UnixDatagramChannel.open();
        try {
            channel.connect(new UnixSocketAddress(socket.toFile()));
            channel.write(datagram);
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing was buffered in it.
        }
        channel = null;
    }
}
