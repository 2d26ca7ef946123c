// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.script;

import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.posix.Descriptor;
import org.jkeepalived.posix.NativeMemory;

/** What a script writes: read as it comes, so that it never waits, and forgotten but for the last line. */
final class ScriptOutput {
    /** The kernel's pipes hold 64 KiB: what a script that has ended left there takes few reads. */
    private static final int LAST_READS_MAX = 4;

    private final Descriptor reader;
    private final NativeMemory buffer;
    private final EventLoop.Watch watch;
    private final LastLine lastLine = new LastLine();

    /**
     * Takes over the reading end of a pipe.
     *
     * @param buffer may be shared by all that is read on this thread
     */
    ScriptOutput(Descriptor reader, NativeMemory buffer, EventLoop loop) {
        this.reader = reader;
        this.buffer = buffer;
        this.watch = loop.watch(reader.number(), this::ready);
    }

    /** One read in a turn: a flood is another script's neighbour. */
    private void ready() {
        read();
    }

    private boolean read() {
        int count = reader.read(buffer, 0, buffer.size());
        if (count > 0) {
            lastLine.add(buffer.bytes().clear().limit(count));
        } else if (count == 0) {
            close();
        }
        return count > 0;
    }

    /** The last line of a script that has ended. */
    String lastLine() {
        for (int reads = 0; reads < LAST_READS_MAX && isOpen() && read(); reads++) {}
        return lastLine.text();
    }

    /** Whether somebody, which need not be the script itself any more, may still write. */
    boolean isOpen() {
        return reader.isOpen();
    }

    void close() {
        if (reader.isOpen()) {
            watch.cancel();
            reader.close();
        }
    }
}
