// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.simulation;

import org.jkeepalived.daemon.loop.Timer;
import org.jkeepalived.daemon.loop.TimerQueue;
import org.jkeepalived.daemon.loop.Timers;

/** The timers of one life of a daemon, under the clock of its machine. */
final class MachineTimers implements Timers {
    private final TimerQueue queue = new TimerQueue();
    private final Machine machine;
    private long nowNanos;

    MachineTimers(Machine machine) {
        this.machine = machine;
        readClock();
    }

    @Override
    public long nowNanos() {
        return nowNanos;
    }

    @Override
    public void readClock() {
        nowNanos = machine.clockNanos();
    }

    @Override
    public void arm(Timer timer, long deadlineNanos) {
        queue.arm(timer, deadlineNanos);
    }

    @Override
    public void cancel(Timer timer) {
        queue.cancel(timer);
    }

    void fireDue() {
        queue.fireDue(nowNanos);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    long firstDeadlineNanos() {
        return queue.firstDeadlineNanos();
    }
}
