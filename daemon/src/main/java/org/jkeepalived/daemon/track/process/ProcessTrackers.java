// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.track.process;

import java.util.function.Consumer;
import org.jkeepalived.config.model.NetlinkBuffers;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.daemon.loop.EventLoop;
import org.jkeepalived.daemon.track.Tracker;
import org.jkeepalived.daemon.track.TrackerFactory;
import org.jkeepalived.posix.PosixException;
import org.slf4j.Logger;

/** {@code track_process}. The thread that counts processes begins with the first tracker. */
public final class ProcessTrackers implements TrackerFactory<TrackProcess> {
    private final EventLoop loop;
    private final NetlinkBuffers buffers;
    private final Consumer<Throwable> failureHandler;
    private final Logger log;
    private EventLoop monitorLoop;
    private ProcessMonitor monitor;

    /**
     * Trackers of the virtual routers' loop.
     *
     * @param buffers {@code process_monitor_rcv_bufs}; those of the start stay
     * @param failureHandler told of a failure that is the program's own fault
     */
    public ProcessTrackers(EventLoop loop, NetlinkBuffers buffers, Consumer<Throwable> failureHandler, Logger log) {
        this.loop = loop;
        this.buffers = buffers;
        this.failureHandler = failureHandler;
        this.log = log;
    }

    @Override
    public Tracker<TrackProcess> create(String name, TrackProcess definition, Tracker.Listener listener) {
        return new ProcessTracker(name, definition, listener, loop, this, log);
    }

    /** Returns false, having said why, if nothing can be counted. */
    boolean add(ProcessWatch watch) {
        if (monitorLoop == null) {
            try {
                monitorLoop = new EventLoop("processes", failureHandler);
                monitor = new ProcessMonitor(monitorLoop, ProcessMonitor::subscribe, buffers, log);
            } catch (PosixException e) {
                log.error("Unable to watch processes: {}", e.getMessage());
                return false;
            }
        }
        monitorLoop.execute(() -> monitor.add(watch));
        return true;
    }

    void remove(ProcessWatch watch) {
        if (monitorLoop != null) {
            monitorLoop.execute(() -> monitor.remove(watch));
        }
    }

    /** Does not wait: the thread may be waiting for a process that hangs. */
    @Override
    public void close() {
        if (monitorLoop != null) {
            monitorLoop.execute(() -> {
                monitor.stop();
                monitorLoop.close();
            });
        }
    }
}
