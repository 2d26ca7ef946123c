// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.stall;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jkeepalived.posix.CurrentProcess;
import org.slf4j.Logger;

/**
 * Finds out why the loop stood still, and puts it in the log. On a thread of its own, which reads the kernel's counters now
 * and then, so that at a stall they can be compared with those of shortly before.
 */
public final class StallCauses implements AutoCloseable {
    private static final long SAMPLE_SECONDS = 10;
    /** So that the loop has come to read its signals. */
    private static final long EXPLAIN_AFTER_MILLIS = 200;

    private static final long NEVER = Long.MIN_VALUE;

    private final Logger log;
    private final BlockingQueue<Stall> stalls = new LinkedBlockingQueue<>();
    private Thread thread;
    private ProcessorUse before;
    /** Gone when the garbage was collected since. */
    private WeakReference<Object> garbage;

    private volatile long continuedNanos = NEVER;

    public StallCauses(Logger log) {
        this.log = log;
    }

    /** Begins to watch the calling thread. */
    public void start() {
        int loopThread = CurrentProcess.threadId();
        thread = new Thread(() -> run(new ProcessorUseFiles(loopThread)), "stalls");
        thread.setDaemon(true);
        thread.start();
    }

    /** SIGCONT came: somebody had stopped the process, or believed so. */
    public void continued(long nowNanos) {
        continuedNanos = nowNanos;
    }

    /** Writes the cause of the stall to the log, soon. */
    public void explain(Stall stall) {
        stalls.add(stall);
    }

    private void run(ProcessorUseFiles files) {
        try {
            sample(files);
            while (true) {
                Stall stall = stalls.poll(SAMPLE_SECONDS, TimeUnit.SECONDS);
                if (stall != null) {
                    Thread.sleep(EXPLAIN_AFTER_MILLIS);
                    write(stall, files);
                }
                sample(files);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void sample(ProcessorUseFiles files) {
        before = files.read();
        garbage = new WeakReference<>(new Object());
    }

    private void write(Stall stall, ProcessorUseFiles files) {
        boolean stopped = continuedNanos != NEVER && continuedNanos - stall.sinceNanos() >= 0;
        boolean collected = garbage.get() == null;
        ProcessorUse spent = files.read().since(before);
        log.info(
                "The delay of {} seconds: {}",
                ProcessorUse.seconds(stall.lengthNanos()),
                cause(stall.lengthNanos(), spent, stopped, collected));
    }

    /**
     * @param stopped a signal continued the process
     * @param collected the garbage was collected
     */
    static String cause(long stallNanos, ProcessorUse spent, boolean stopped, boolean collected) {
        List<String> reasons = new ArrayList<>();
        if (stopped) {
            reasons.add("the process was stopped by a signal");
        }
        reasons.addAll(spent.reasons(stallNanos));
        if (reasons.isEmpty() && collected) {
            reasons.add("the garbage was collected meanwhile");
        }
        return reasons.isEmpty()
                ? "the process was ready at no time, so it was stopped or frozen, or the machine was paused"
                : String.join("; ", reasons);
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
