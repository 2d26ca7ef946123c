// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.script.ScriptCommand;
import org.jkeepalived.daemon.script.ScriptResult;
import org.jkeepalived.daemon.script.ScriptRun;
import org.slf4j.Logger;

/**
 * One notify FIFO, and the script that reads it if there is one ({@code notify_fifo_script}).
 *
 * <p>The script is one that lasts, and may have children at work for the lines that it has read: it is told to end alone, and
 * they end as it wants.
 */
final class FifoChannel {
    private final NotifyFifo config;
    private final ScriptStarter starter;
    private final Logger log;
    private final FifoWriter writer;
    private Optional<ScriptRun> reader = Optional.empty();
    private boolean restarting;

    /**
     * Makes and opens the FIFO, and starts its reader.
     *
     * @throws IOException if it cannot be opened, or must not be used
     */
    FifoChannel(NotifyFifo config, ScriptStarter starter, EventLoop loop, Logger log) throws IOException {
        this.config = config;
        this.starter = starter;
        this.log = log;
        writer = new FifoWriter(config, loop, log);
        startReader();
    }

    private void startReader() {
        reader = config.reader().map(script -> starter.start(command(script), this::readerEnded));
    }

    private ScriptCommand command(Script script) {
        return ScriptCommand.of(script).withArguments(List.of(config.path())).endingItself();
    }

    /**
     * Lets the reader end and starts it anew, as keepalived does at a reload: a reader like VyOS's reads its own configuration
     * only when it starts. Lines that come meanwhile wait in the FIFO.
     */
    void restartReader() {
        if (reader.isPresent()) {
            restarting = true;
            reader.get().terminate();
        } else {
            startReader();
        }
    }

    NotifyFifo config() {
        return config;
    }

    void write(String line) {
        writer.write(line);
    }

    /** Whether the reader that was started here has nothing left to read. */
    boolean isDrained() {
        return reader.isEmpty() || writer.isEmpty();
    }

    /** Removes the FIFO and ends its reader. */
    void close() {
        Optional<ScriptRun> ending = reader;
        reader = Optional.empty();
        writer.close();
        ending.ifPresent(ScriptRun::terminate);
    }

    private void readerEnded(ScriptResult result) {
        if (reader.isEmpty()) {
            return;
        }
        reader = Optional.empty();
        if (restarting) {
            restarting = false;
            startReader();
        } else {
            log.warn("vrrp notify fifo script terminated: {} {}", config.path(), result.describe());
        }
    }
}
