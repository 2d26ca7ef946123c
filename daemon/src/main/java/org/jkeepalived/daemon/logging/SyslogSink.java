// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.logging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jkeepalived.posix.AddressFamily;
import org.jkeepalived.posix.Errno;
import org.jkeepalived.posix.NativeMemory;
import org.jkeepalived.posix.Socket;
import org.jkeepalived.posix.SocketAddress;
import org.jkeepalived.posix.SocketType;

/** The syslog daemon's datagram socket, in the form of syslog(3): {@code <30>Nov 20 13:35:09 Keepalived[1]: text}. */
final class SyslogSink implements Sink {
    private static final long FULL_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int FULL_RETRIES = 400;
    private static final int LONGEST = 8192;

    private final Path socket;
    private final Facility facility;
    private final Timestamps timestamps;
    private final long pid = ProcessHandle.current().pid();
    private final NativeMemory datagram = NativeMemory.allocate(LONGEST);
    private Socket connection;

    SyslogSink(Path socket, Facility facility, ZoneId zone) {
        this.socket = socket;
        this.facility = facility;
        this.timestamps = new Timestamps(zone);
    }

    @Override
    public void write(List<Line> lines) throws IOException {
        // As with syslog(3), a machine without a syslog daemon is no error, and one that comes later is found.
        if (connection == null && !Files.exists(socket)) {
            return;
        }
        for (var line : lines) {
            send(format(line).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String format(Line line) {
        int priority = facility.code() << 3 | line.severity();
        return "<" + priority + ">" + timestamps.syslog(line.when()) + " " + line.identifier() + "[" + pid + "]: "
                + line.text();
    }

    /** A syslog daemon that was restarted has a new socket behind the old name: connect once more before giving up. */
    private void send(byte[] line) throws IOException {
        int length = Math.min(line.length, datagram.size());
        datagram.bytes().put(0, line, 0, length);
        if (connection != null) {
            if (sendPatiently(length) >= 0) {
                return;
            }
            close();
        }
        connection = Socket.open(AddressFamily.UNIX, SocketType.DATAGRAM, 0);
        connection.connect(SocketAddress.unix(socket.toString()));
        int result = sendPatiently(length);
        if (result < 0) {
            close();
            throw new IOException("cannot send to " + socket + ": " + Errno.of(result));
        }
    }

    /** While the syslog daemon's queue is full, the lines wait in ours. */
    private int sendPatiently(int length) {
        int result = connection.send(datagram, 0, length);
        for (int i = 0; i < FULL_RETRIES && Errno.EAGAIN.is(result); i++) {
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
            result = connection.send(datagram, 0, length);
        }
        return result;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
