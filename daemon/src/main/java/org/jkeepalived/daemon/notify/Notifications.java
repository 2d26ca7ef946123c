// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;
import org.jkeepalived.config.model.NotifyFifo;
import org.jkeepalived.config.model.SyncGroup;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.daemon.loop.EventLoop;
import org.slf4j.Logger;

/**
 * What the outside is told about an instance, in the order in which it happens: one line per event to each FIFO,
 * {@code notify_fifo} before {@code vrrp_notify_fifo}.
 */
public final class Notifications implements AutoCloseable {
    /** The third word of a line. */
    public enum Event {
        MASTER,
        BACKUP,
        FAULT,
        STOP,
        DELETED,
        MASTER_RX_LOWER_PRI,
        MASTER_PRIORITY,
        BACKUP_PRIORITY;

        boolean isPriorityChange() {
            return this == MASTER_PRIORITY || this == BACKUP_PRIORITY;
        }
    }

    private static final int GROUP_PRIORITY = 0;

    private final EventLoop loop;
    private final Logger log;
    private final List<FifoWriter> fifos = new ArrayList<>();
    private final List<String> linesOfTurn = new ArrayList<>();
    private List<NotifyFifo> configured = List.of();
    private boolean statesOnReload;

    public Notifications(EventLoop loop, Logger log) {
        this.loop = loop;
        this.log = log;
    }

    /** Opens the FIFOs of the configuration; those already open stay if nothing about them changed. */
    public void configure(Configuration configuration) {
        flush();
        GlobalDefinitions global = configuration.global();
        statesOnReload = global.fifoStatesOnReload();
        List<NotifyFifo> wanted = new ArrayList<>();
        global.notifyFifo().ifPresent(wanted::add);
        global.vrrpNotifyFifo().ifPresent(wanted::add);
        if (wanted.equals(configured)) {
            return;
        }
        close();
        configured = wanted;
        for (NotifyFifo fifo : wanted) {
            open(fifo).ifPresent(fifos::add);
        }
    }

    private Optional<FifoWriter> open(NotifyFifo fifo) {
        try {
            return Optional.of(new FifoWriter(Path.of(fifo.path()), loop, log));
        } catch (IOException e) {
            log.warn(
                    "Unable to open notify FIFO {}: {}; transitions are not written to it",
                    fifo.path(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Something happened to an instance. A change of the priority is told only where {@code notify_priority_changes}
     * asks for it.
     *
     * @param priority the instance's effective priority
     */
    public void instance(VrrpInstance instance, Event event, int priority) {
        if (!event.isPriorityChange() || instance.notifyPriorityChanges()) {
            write("INSTANCE", instance.name(), event, priority);
        }
    }

    /** A group has changed its state; its members speak for themselves. */
    public void group(SyncGroup group, Event event) {
        write("GROUP", group.name(), event, GROUP_PRIORITY);
    }

    /**
     * An instance came through a reload in the state it had: {@code fifo_write_vrrp_states_on_reload}.
     *
     * @param state MASTER, BACKUP or FAULT
     * @param priority the instance's effective priority
     */
    public void instanceReloaded(VrrpInstance instance, Event state, int priority) {
        if (statesOnReload) {
            write("INSTANCE", instance.name(), state, priority);
        }
    }

    /** A group came through a reload in the state it had: {@code fifo_write_vrrp_states_on_reload}. */
    public void groupReloaded(SyncGroup group, Event state) {
        if (statesOnReload) {
            write("GROUP", group.name(), state, GROUP_PRIORITY);
        }
    }

    private void write(String kind, String name, Event event, int priority) {
        if (!fifos.isEmpty()) {
            linesOfTurn.add(kind + " \"" + name + "\" " + event + " " + priority + "\n");
        }
    }

    /** Writes what happened in this turn, after all else of the turn has been done. */
    public void flush() {
        for (int i = 0; i < linesOfTurn.size(); i++) {
            String line = linesOfTurn.get(i);
            fifos.forEach(fifo -> fifo.write(line));
        }
        linesOfTurn.clear();
    }

    @Override
    public void close() {
        flush();
        fifos.forEach(FifoWriter::close);
        fifos.clear();
        configured = List.of();
    }
}
